import { parseTypeId, type IdPrefix } from "../../id.ts";
import { err, ok, type Result } from "../../result.ts";

/** What a path may name: anything with a TypeID, or a receipt by its place in a log. */
export type IdKind = IdPrefix | "receipt";

/** Receipts are found by where they stand in the log: no directory stands between a person and their proof. */
export function receiptId(groupBuyId: string, seq: number): string {
  return `${groupBuyId}.${seq}`;
}

/** Reads `<group-buy>.<sequence number>`. */
export function parseReceiptId(
  text: string,
): Result<{ readonly groupBuyId: string; readonly seq: number }, "id-malformed" | "not-found"> {
  const [, groupBuy = "", seq = ""] = /^([^.]+)\.([1-9]\d{0,9})$/.exec(text) ?? [];
  const groupBuyId = parseTypeId(groupBuy, "gb");
  if (seq === "") return err("id-malformed");
  return groupBuyId.ok ? ok({ groupBuyId: groupBuyId.value, seq: Number(seq) }) : groupBuyId;
}

/** Checks an id that must name one kind of thing; see `parseTypeId` for what the two refusals mean. */
export function parseIdOf(text: string, kind: IdKind): Result<string, "id-malformed" | "not-found"> {
  if (kind !== "receipt") return parseTypeId(text, kind);
  const parsed = parseReceiptId(text);
  return parsed.ok ? ok(text) : parsed;
}

/** The same as a pattern, for documents. */
export function patternOf(kind: IdKind): string {
  return kind === "receipt" ? `^gb_${SUFFIX}\\.[1-9][0-9]{0,9}$` : `^${kind}_${SUFFIX}$`;
}

const SUFFIX = "[0-7][0-9a-hjkmnp-tv-z]{25}";
