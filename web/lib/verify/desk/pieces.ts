/** What somebody gave, as the single things that are in it. */
import type { Exhibit } from "../../../../worker/core/verify/exhibit.ts";
import { readExhibit, type Unreadable } from "../../../../worker/core/verify/read.ts";
import { err, type Result } from "../../../../worker/core/result.ts";

export type PieceFault =
  | Unreadable
  /** Several things, and not each of them can be told from the next. */
  | { readonly code: "several" }
  /** The address of a receipt, as its QR code holds it: `receiptId` where it is of this site. */
  | { readonly code: "link-here"; readonly receiptId: string }
  | { readonly code: "link-elsewhere" };

export interface Piece {
  readonly text: string;
  readonly read: Result<Exhibit, PieceFault>;
}

/**
 * One text as one thing, or as those that follow one another in it. It is taken apart only where each of its parts is
 * something: half a thing is told as what it is.
 *
 * @param origin of this site: a link to a receipt of another one cannot be asked for here
 */
export function piecesIn(text: string, origin: string): readonly Piece[] {
  const link = linkIn(text, origin);
  if (link !== null) return [{ text, read: err(link) }];
  const texts = partsOf(text);
  const parts = texts.length > 1 ? texts.map((part) => ({ text: part, read: readExhibit(part) })) : [];
  if (parts.length > 0 && parts.every(({ read }) => read.ok)) return parts;
  const whole = readExhibit(text);
  const isSeveral = !whole.ok && parts.some(({ read }) => read.ok);
  return [{ text, read: isSeveral ? err({ code: "several" }) : whole }];
}

const RECEIPT_PATH = /^\/r\/([\w.]+)$/;

function linkIn(text: string, origin: string): PieceFault | null {
  const trimmed = text.trim();
  const url = /^https?:\/\/\S+$/.test(trimmed) ? URL.parse(trimmed) : null;
  if (url === null) return null;
  const receiptId = url.origin === origin ? RECEIPT_PATH.exec(url.pathname)?.[1] : undefined;
  return receiptId === undefined ? { code: "link-elsewhere" } : { code: "link-here", receiptId };
}

/** A line that only the beginning of something looks like. */
const BEGINNING = /^(?:\{|c2sp\.org\/tlog-proof@|eyJ[\w-]*\.)/;
/** A line that ends an object which began at the margin. */
const END = /^(?:\}|\{.*\})$/;

function partsOf(text: string): readonly string[] {
  const parts: string[][] = [];
  let isOver = true;
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    const isBlank = line.trim() === "";
    if (BEGINNING.test(line) || (isOver && !isBlank)) parts.push([]);
    parts.at(-1)?.push(line);
    isOver = END.test(line.trimEnd()) || (isOver && isBlank);
  }
  return parts.map((lines) => lines.join("\n"));
}
