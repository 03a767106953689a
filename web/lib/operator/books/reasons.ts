import type { CloseReason } from "../../../../worker/contract/reconciliation.ts";
import { formatMoney } from "../../format/money.ts";
import { formatDay } from "../../format/time.ts";
import type { Translator } from "../../i18n/translate.ts";

/** Why a day is not closed, in a sentence; its code where it is newer than our words. */
export function wordsOf({ code, amount, count }: CloseReason, find: Translator["find"], locale: string): string {
  const words = find(`operator.why_${code}`, {
    count: count ?? 0,
    amount: amount === undefined ? "" : formatMoney(amount, locale),
  });
  return words ?? code.replaceAll("-", " ");
}

/** A day of the books, named by its UTC date: the same for whoever reads it. */
export function dayName(day: string, locale: string): string {
  return formatDay(Date.parse(`${day}T00:00:00Z`), locale, "UTC");
}

/** Where the console shows a book: a group-buy has its own page, a merchant is in their list. */
export function pathOfBook(sourceId: string): string | null {
  return sourceId.startsWith("gb_") ? `/operator/group-buys/${sourceId}` : null;
}
