/** Lists of keys as texts, and how this browser keeps them. */
import { joinRings, type KeyRing } from "../../../worker/core/verify/keys.ts";
import { readExhibit } from "../../../worker/core/verify/read.ts";

export interface KeyTexts {
  readonly texts: readonly string[];
  /** Since when, by this browser's clock. */
  readonly atMs: number;
}

export type KeyRows = Pick<Storage, "getItem" | "setItem">;

export function isKeys(text: string): boolean {
  const read = readExhibit(text);
  return read.ok && read.value.kind === "keys";
}

/** A text that is no list of keys any more holds none. */
export function ringOf(texts: readonly string[]): KeyRing {
  return joinRings(
    texts.flatMap((text) => {
      const read = readExhibit(text);
      return read.ok && read.value.kind === "keys" ? [read.value.keys] : [];
    }),
  );
}

export function keepKeys(rows: KeyRows, row: string, value: KeyTexts): void {
  try {
    rows.setItem(row, JSON.stringify(value));
  } catch {
    // Full, or forbidden: then nothing is kept.
  }
}

export function keptKeys(rows: KeyRows, row: string): KeyTexts | null {
  try {
    const value: unknown = JSON.parse(rows.getItem(row) ?? "null");
    if (typeof value !== "object" || value === null || !("texts" in value) || !("atMs" in value)) return null;
    const { texts, atMs } = value;
    if (typeof atMs !== "number" || !Array.isArray(texts)) return null;
    return { texts: texts.filter((text) => typeof text === "string"), atMs };
  } catch {
    return null;
  }
}
