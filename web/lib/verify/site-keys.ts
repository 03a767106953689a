/** The keys of this site, as it publishes them; and as this browser has seen them last, for when nobody can be asked. */
import { NO_KEYS, type KeyRing } from "../../../worker/core/verify/keys.ts";
import { isKeys, keepKeys, keptKeys, ringOf, type KeyRows, type KeyTexts } from "./kept-keys.ts";

export interface SiteKeys {
  readonly ring: KeyRing;
  /** When the site published them so, by this browser's clock; null where there are none. */
  readonly atMs: number | null;
  /** From what the browser keeps: the site could not be asked. */
  readonly isKept: boolean;
}

export interface SiteKeysPorts {
  readonly fetch: typeof fetch;
  readonly rows: KeyRows;
  readonly nowMs: () => number;
}

const PATHS = ["/.well-known/jwks.json", "/.well-known/onebell-log-keys.txt"] as const;
const ROW = "onebell.verify.keys";
const PATIENCE_MS = 10_000;

/** Both lists of one moment, or none of them. Never throws. */
export async function siteKeys({ fetch, rows, nowMs }: SiteKeysPorts): Promise<SiteKeys> {
  const fresh = await fetched(fetch, nowMs).catch(() => null);
  if (fresh !== null) {
    keepKeys(rows, ROW, fresh);
    return { ring: ringOf(fresh.texts), atMs: fresh.atMs, isKept: false };
  }
  const kept = keptKeys(rows, ROW);
  return kept === null
    ? { ring: NO_KEYS, atMs: null, isKept: false }
    : { ring: ringOf(kept.texts), atMs: kept.atMs, isKept: true };
}

async function fetched(fetch: SiteKeysPorts["fetch"], nowMs: () => number): Promise<KeyTexts | null> {
  const answers = await Promise.all(
    PATHS.map((path) => fetch(path, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE_MS) })),
  );
  if (!answers.every(({ ok }) => ok)) return null;
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  return texts.every(isKeys) ? { texts, atMs: nowMs() } : null;
}
