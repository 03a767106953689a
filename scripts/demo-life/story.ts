/** How the story is told on the terminal, and what ends it when something is off. */
import type { Money } from "../../worker/contract/shared.ts";

const INDENT = "     ";
let steps = 0;

export function chapter(title: string): void {
  console.log(`\n${title}\n`);
}

/** Something happens. */
export function tell(sentence: string): void {
  steps += 1;
  console.log(`${String(steps).padStart(3)}  ${sentence}`);
}

/** A detail of the last step. */
export function detail(text: string): void {
  console.log(`${INDENT}${text}`);
}

/** Something that must be so; the story ends with an error when it is not. */
export function expectThat(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`This is off: ${what}`);
  console.log(`${INDENT}✓ ${what}`);
}

export function money({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "code" });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits).replaceAll(" ", " ");
}

export function sumOf(amounts: readonly Money[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}
