/** The keys of this site, as it publishes them; and as this browser has seen them last, for when nobody can be asked. */
import { joinRings, NO_KEYS, type KeyRing } from "../../../worker/core/verify/keys.ts";
import { readExhibit } from "../../../worker/core/verify/read.ts";

export interface SiteKeys {
  readonly ring: KeyRing;
  /** When the site published them so, by this browser's clock; null where there are none. */
  readonly atMs: number | null;
  /** From what the browser keeps: the site could not be asked. */
  readonly isKept: boolean;
}

export interface SiteKeysPorts {
  readonly fetch: typeof fetch;
  readonly rows: Pick<Storage, "getItem" | "setItem">;
  readonly nowMs: () => number;
}

const PATHS = ["/.well-known/jwks.json", "/.well-known/onebell-log-keys.txt"] as const;
const ROW = "onebell.verify.keys";
const PATIENCE_MS = 10_000;

/** Both lists of one moment, or none of them. Never throws. */
export async function siteKeys({ fetch, rows, nowMs }: SiteKeysPorts): Promise<SiteKeys> {
  const fresh = await fetched(fetch, nowMs).catch(() => null);
  if (fresh !== null) {
    keep(rows, fresh);
    return { ring: ringOf(fresh.texts), atMs: fresh.atMs, isKept: false };
  }
  const kept = keptIn(rows);
  return kept === null
    ? { ring: NO_KEYS, atMs: null, isKept: false }
    : { ring: ringOf(kept.texts), atMs: kept.atMs, isKept: true };
}

interface Texts {
  readonly texts: readonly string[];
  readonly atMs: number;
}

async function fetched(fetch: SiteKeysPorts["fetch"], nowMs: () => number): Promise<Texts | null> {
  const answers = await Promise.all(PATHS.map((path) => fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) })));
  if (!answers.every(({ ok }) => ok)) return null;
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  return texts.every(isKeys) ? { texts, atMs: nowMs() } : null;
}

function isKeys(text: string): boolean {
  const read = readExhibit(text);
  return read.ok && read.value.kind === "keys";
}

/** A text that is no list of keys any more holds none. */
function ringOf(texts: readonly string[]): KeyRing {
  return joinRings(
    texts.flatMap((text) => {
      const read = readExhibit(text);
      return read.ok && read.value.kind === "keys" ? [read.value.keys] : [];
    }),
  );
}

function keep(rows: SiteKeysPorts["rows"], value: Texts): void {
  try {
    rows.setItem(ROW, JSON.stringify(value));
  } catch {
    // Full, or forbidden: then nothing is kept.
  }
}

function keptIn(rows: SiteKeysPorts["rows"]): Texts | null {
  try {
    const value: unknown = JSON.parse(rows.getItem(ROW) ?? "null");
    if (typeof value !== "object" || value === null || !("texts" in value) || !("atMs" in value)) return null;
    const { texts, atMs } = value;
    if (typeof atMs !== "number" || !Array.isArray(texts)) return null;
    return { texts: texts.filter((text) => typeof text === "string"), atMs };
  } catch {
    return null;
  }
}
