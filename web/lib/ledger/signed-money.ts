import { formatMoney } from "../format/money.ts";

/** "+€40.00", "−€40.00": a change of a balance always has its sign, on the side where its amount begins. */
export function signedMoney(minor: number, currency: string, locale: string): string {
  const amount = formatMoney({ amount: Math.abs(minor), currency }, locale);
  return amount.replace(/^[\u2066\u2067]?/, (isolate) => `${isolate}${minor < 0 ? "−" : "+"}`);
}
