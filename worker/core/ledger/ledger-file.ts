import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../log/canonical.ts";
import { EMPTY_CHAIN, linkJournal, type ChainHead, type ChainLink } from "./journal-chain.ts";
import type { Entry } from "./journal.ts";

/**
 * A ledger as a file that anybody can recompute: books as they were posted, with their chain, and what is said to stand.
 * The format only grows. What is checked here is whether a file is whole; what its books are worth is checked in
 * `ledger-check.ts`.
 */
export const LEDGER_FILE_FORMAT = "onebell.ledger";
export const LEDGER_FILE_VERSION = 1;
/** What its signature is of: neither a receipt nor a backup can be shown for it. */
export const LEDGER_FILE_TYP = "onebell-ledger+jws";

/** A group-buy's whole book, or what of several books is about one merchant or one person. */
export type LedgerView = "group-buy" | "merchant" | "person";

export interface FileJournal {
  readonly id: string;
  readonly kind: string;
  readonly refId: string;
  readonly currency: string;
  readonly atMs: number;
  readonly entries: readonly Entry[];
  /** Null: it was posted before books were chained. */
  readonly link: ChainLink | null;
  /** Entries of other people are put together as one, and what they would name is left out. */
  readonly isShortened: boolean;
}

export interface FileBook {
  /** Whose: a group-buy or a merchant. */
  readonly sourceId: string;
  /** Every journal from the first to the head; else only those that are about the subject. */
  readonly isWhole: boolean;
  readonly head: { readonly position: number; readonly hash: string | null };
  /** How many journals of it the file was made with. */
  readonly count: number;
  readonly journals: readonly FileJournal[];
}

export interface FileBalance {
  readonly account: string;
  readonly currency: string;
  /** Signed: + debit. */
  readonly balanceMinor: number;
}

export interface LedgerFile {
  readonly view: LedgerView;
  /** The group-buy, merchant or person. */
  readonly subjectId: string;
  readonly madeAtMs: number;
  readonly books: readonly FileBook[];
  /** Of every account that the file is about, by name and currency. */
  readonly balances: readonly FileBalance[];
}

/** Stands for all accounts of other people in a shortened journal. It is on no chart and has no balance. */
export const OTHERS = "others";

/** Hex SHA-256 over all of a file but its seal. */
export function digestOf({ view, subjectId, madeAtMs, books, balances }: LedgerFile): string {
  const text = canonicalJson([
    ...[LEDGER_FILE_FORMAT, LEDGER_FILE_VERSION, view, subjectId, madeAtMs],
    books.map(({ sourceId, isWhole, head, count, journals }) => [
      ...[sourceId, isWhole, head.position, head.hash, count],
      journals.map(({ id, kind, refId, currency, atMs, entries, link, isShortened }) => [
        ...[id, kind, refId, currency, atMs, isShortened],
        entries.map(({ account, amountMinor }) => [account, amountMinor]),
        link && [link.position, link.previousHash, link.hash],
      ]),
    ]),
    balances.map(({ account, currency, balanceMinor }) => [account, currency, balanceMinor]),
  ]);
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Why a file is refused before anything is said about its books. */
export type FileFault = {
  readonly code:
    /** A journal that the file was made with is not in it. */
    | "cut"
    | "doubled"
    | "reordered"
    /** A journal, a link or a balance does not say what it said. */
    | "altered"
    /** A book, or a journal of it, that does not belong to what the file says it is about. */
    | "foreign";
  readonly where: string;
};

/**
 * Whether the file is as it was made. The first fault of each book is named by what was done to it; what is changed so
 * well that no book shows it is found by the digest, and by the signature over that.
 */
export function findFileFault(file: LedgerFile, digest: string): FileFault | null {
  for (const book of file.books) {
    const fault = foreignBook(file, book) ?? orderFault(book) ?? contentFault(book);
    if (fault !== null) return { code: fault.code, where: `${book.sourceId}: ${fault.where}` };
  }
  return digestOf(file) === digest
    ? null
    : { code: "altered", where: "the file does not have the digest that it names" };
}

function foreignBook({ view, subjectId, books }: LedgerFile, { sourceId }: FileBook): FileFault | null {
  if (view === "group-buy" && sourceId !== subjectId) {
    return { code: "foreign", where: `the file is about ${subjectId}` };
  }
  return books.filter((other) => other.sourceId === sourceId).length > 1
    ? { code: "doubled", where: "the book stands twice" }
    : null;
}

/** Places rise by one in a whole book, and rise in a part of one; ids stand once. */
function orderFault({ isWhole, head, count, journals }: FileBook): FileFault | null {
  const seen = new Set<string>();
  for (const { id } of journals) {
    if (seen.has(id)) return { code: "doubled", where: `journal ${id} stands twice` };
    seen.add(id);
  }
  const places = journals.flatMap(({ link }) => link?.position ?? []);
  for (const [n, place] of places.entries()) {
    const before = places[n - 1] ?? 0;
    if (n > 0 && place === before) return { code: "doubled", where: `place ${place} is taken twice` };
    if (place < before) return { code: "reordered", where: `place ${place} stands after place ${before}` };
  }
  const unlinked = journals.length - places.length;
  for (const [n, place] of (isWhole ? places : []).entries()) {
    const before = places[n - 1] ?? unlinked;
    if (place !== before + 1) {
      return { code: "cut", where: `there is nothing between place ${before} and place ${place}` };
    }
  }
  if (journals.length < count || (isWhole && journals.length < head.position)) {
    const whole = isWhole ? Math.max(count, head.position) : count;
    return { code: "cut", where: `${whole - journals.length} of ${whole} journals are missing` };
  }
  return journals.length > count
    ? { code: "foreign", where: `${journals.length - count} journals more than it had` }
    : null;
}

/** Each link is computed again from its journal; in a whole book each follows from the one before. */
function contentFault({ sourceId, isWhole, head, journals }: FileBook): FileFault | null {
  let before: ChainHead | null = isWhole && journals[0]?.link?.position === 1 ? EMPTY_CHAIN : null;
  for (const { link, isShortened, ...journal } of journals) {
    if (link === null) continue;
    if (isWhole && before !== null && link.previousHash !== before.hash) {
      return { code: "altered", where: `place ${link.position} does not follow from the one before it` };
    }
    const previous = { position: link.position - 1, hash: link.previousHash };
    if (!isShortened && linkJournal(sourceId, previous, journal).hash !== link.hash) {
      return { code: "altered", where: `journal ${journal.id} at place ${link.position} is not what was posted` };
    }
    before = link;
  }
  const isAtHead = !isWhole || before === null || before.hash === head.hash;
  return isAtHead ? null : { code: "altered", where: "the last journal is not the head of the book" };
}
