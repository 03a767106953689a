import type { LedgerFileDocument } from "../../contract/ledger-file.ts";
import { LEDGER_FILE_FORMAT, LEDGER_FILE_VERSION, type LedgerFile } from "../../core/ledger/ledger-file.ts";
import { formatInstant, parseInstant } from "../../core/time/instant.ts";

/** A ledger as its file, and back: nothing is lost on the way, so that a digest may be computed on either side. */
export function documentOf(
  { view, subjectId, madeAtMs, books, balances }: LedgerFile,
  seal: Pick<LedgerFileDocument, "digest" | "signature">,
): LedgerFileDocument {
  return {
    format: LEDGER_FILE_FORMAT,
    version: LEDGER_FILE_VERSION,
    view,
    subject: subjectId,
    madeAt: formatInstant(madeAtMs),
    books: books.map(({ sourceId, isWhole, head, count, journals }) => ({
      source: sourceId,
      whole: isWhole,
      head: { ...head },
      count,
      journals: journals.map(({ atMs, entries, link, isShortened, ...journal }) => ({
        ...journal,
        at: formatInstant(atMs),
        entries: entries.map(({ account, amountMinor }) => [account, amountMinor]),
        link: link && { ...link },
        shortened: isShortened,
      })),
    })),
    balances: balances.map(({ account, currency, balanceMinor }) => [account, currency, balanceMinor]),
    ...seal,
  };
}

/** Null where an instant is none. */
export function ledgerFileIn(document: LedgerFileDocument): LedgerFile | null {
  const instants = [document.madeAt, ...document.books.flatMap(({ journals }) => journals.map(({ at }) => at))];
  if (instants.some((text) => !parseInstant(text).ok)) return null;
  return {
    view: document.view,
    subjectId: document.subject,
    madeAtMs: Date.parse(document.madeAt),
    books: document.books.map(({ source, whole, head, count, journals }) => ({
      sourceId: source,
      isWhole: whole,
      head,
      count,
      journals: journals.map(({ at, entries, shortened, ...journal }) => ({
        ...journal,
        atMs: Date.parse(at),
        entries: entries.map(([account, amountMinor]) => ({ account, amountMinor })),
        isShortened: shortened,
      })),
    })),
    balances: document.balances.map(([account, currency, balanceMinor]) => ({ account, currency, balanceMinor })),
  };
}
