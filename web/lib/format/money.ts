import { exponentOf, isCurrency } from "../../../worker/core/currency.ts";
import type { Money } from "../../../worker/contract/shared.ts";
import { runsFromRight } from "../i18n/languages.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** "€54.00": minor units in the visitor's own order of sign and digits. Digits stay Latin, as on the board. */
export function formatMoney(money: Money, locale: string): string {
  return apart(withMinus(format(money.currency, locale, false).format(majorOf(money))), locale);
}

/** "€54" on a step of the staircase: without a fraction of zero. */
export function formatMoneyShort(money: Money, locale: string): string {
  const isWhole = money.amount % 10 ** digitsOf(money.currency) === 0;
  return apart(withMinus(format(money.currency, locale, isWhole).format(majorOf(money))), locale);
}

/** What a person types back into a field: "54.00". */
export function plainAmount(money: Money): string {
  return majorOf(money).toFixed(digitsOf(money.currency));
}

/**
 * Reads a typed amount ("54", "54.5", "1,200.50", "1.200,50", "٥٤٫٥") as minor units; null where it is not an amount of
 * this currency. The last point or comma followed by no more digits than the currency has is the decimal mark, unless
 * the same mark stands before it as well; every other one has to stand where thousands do. Yen have no fraction, so
 * "54.00" is no amount in them: read without its mark it would be a hundred times as much.
 */
export function parseAmount(typed: string, currency: string): number | null {
  if (!isCurrency(currency)) return null;
  const digits = digitsOf(currency);
  const text = inLatinDigits(typed)
    .replace(/[\s'’_]/g, "")
    .replace(/[.,]$/, "");
  const found = /^(\d[\d.,]*?)(?:([.,])(\d+))?$/.exec(text);
  if (found?.[1] === undefined) return null;
  const [, head = "", mark = "", tail = ""] = found;
  const isFraction = mark !== "" && tail.length <= digits && !head.includes(mark);
  const grouped = isFraction ? head : head + mark + tail;
  if (!isGroupedWhole(grouped)) return null;
  const minor = Number(grouped.replace(/[.,]/g, "") + (isFraction ? tail : "").padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** "1200", "1,200", "1.200.000", and "1,20,000" as it is written in India: one mark, and thousands after the last. */
function isGroupedWhole(text: string): boolean {
  return /^\d+$/.test(text) || /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/.test(text);
}

/** Arabic, Persian and full-width digits are typed by people whose keyboards have them. */
function inLatinDigits(text: string): string {
  return text
    .replace(/[٠-٩۰-۹０-９]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[٬،，]/g, ",")
    .replace(/[٫．]/g, ".");
}

/** "12.5%" of basis points. */
export function formatPercent(basisPoints: number, locale: string): string {
  const options = { style: "percent", maximumFractionDigits: 2, numberingSystem: "latn" } as const;
  return new Intl.NumberFormat(locale, options).format(basisPoints / 10_000);
}

export function times(money: Money, quantity: number): Money {
  return { amount: money.amount * quantity, currency: money.currency };
}

export function digitsOf(currency: string): number {
  return isCurrency(currency) ? exponentOf(currency) : 2;
}

/**
 * An amount keeps its order inside a sentence that runs from the right: as its own sign is written, "15.00 UK£" from the left
 * and "419.000 د.أ." from the right. ICU's marks do not hold the sign on its side of the digits.
 */
function apart(text: string, locale: string): string {
  if (!runsFromRight(locale)) return text;
  const plain = text.replace(/[\u200e\u200f\u061c]/g, "");
  return `${/\p{Script=Arabic}/u.test(plain) ? "\u2067" : "\u2066"}${plain}\u2069`;
}

/** A minus as wide as its plus; ICU writes a hyphen in most languages. */
function withMinus(text: string): string {
  return text.replace("-", "\u2212");
}

function majorOf(money: Money): number {
  return money.amount / 10 ** digitsOf(money.currency); // For the formatter's eyes only; it rounds to the digits it prints.
}

function format(currency: string, locale: string, isShort: boolean): Intl.NumberFormat {
  const key = `${locale} ${currency} ${isShort}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const digits = isShort ? 0 : digitsOf(currency);
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "symbol", // "MX$" and "CN¥": people in many countries see the same sign for different money.
    numberingSystem: "latn",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}
