/** The keys that things are checked with: those of this site, or those that the visitor trusts. */
import { wallMs } from "../../clock/monotonic.ts";
import type { ExhibitKind } from "../../../../worker/core/verify/exhibit.ts";
import type { KeyRing } from "../../../../worker/core/verify/keys.ts";
import { textOf, type NoText } from "../../../../worker/core/verify/bytes.ts";
import { readExhibit, type Unreadable } from "../../../../worker/core/verify/read.ts";
import { err, ok, type Result } from "../../../../worker/core/result.ts";
import { keepKeys, keptKeys, ringOf, type KeyRows, type KeyTexts } from "../kept-keys.ts";
import { siteKeys, type SiteKeys } from "../site-keys.ts";

const ROW = "onebell.verify.own-keys";

/** What a file of keys is instead. */
export type NoKeys =
  Unreadable | { readonly code: NoText | "gone" } | { readonly code: "other"; readonly kind: ExhibitKind };

export interface OwnKeys {
  readonly ring: KeyRing;
  readonly atMs: number;
}

export function keysOfSite(): Promise<SiteKeys> {
  return siteKeys({ fetch: (...args) => fetch(...args), rows: rowsHere(), nowMs: wallMs });
}

/** Keys that a visitor trusts, kept until they take them out; where nothing can be kept, for as long as the page is open. */
export class KeyStore {
  readonly #rows: KeyRows;
  readonly #nowMs: () => number;
  #kept: KeyTexts | null;

  constructor(rows: KeyRows = rowsHere(), nowMs = wallMs) {
    this.#rows = rows;
    this.#nowMs = nowMs;
    this.#kept = keptKeys(rows, ROW);
  }

  get own(): OwnKeys | null {
    const kept = this.#kept;
    return kept === null || kept.texts.length === 0 ? null : { ring: ringOf(kept.texts), atMs: kept.atMs };
  }

  async addFile(file: Blob): Promise<Result<null, NoKeys>> {
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return err({ code: "gone" });
    const text = textOf(new Uint8Array(bytes));
    return text.ok ? this.add(text.value) : err({ code: text.error });
  }

  add(text: string): Result<null, NoKeys> {
    const read = readExhibit(text);
    if (!read.ok) return read;
    if (read.value.kind !== "keys") return err({ code: "other", kind: read.value.kind });
    const before = this.#kept?.texts ?? [];
    this.#keep({ texts: before.includes(text) ? before : [...before, text], atMs: this.#nowMs() });
    return ok(null);
  }

  forget(): void {
    this.#keep({ texts: [], atMs: this.#nowMs() });
  }

  #keep(value: KeyTexts): void {
    this.#kept = value;
    keepKeys(this.#rows, ROW, value);
  }
}

/** The browser's own rows; where it forbids them, none that last. */
function rowsHere(): KeyRows {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}
