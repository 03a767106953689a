import { assert, err, ok, type Result } from "./result.ts";

/** The largest amount of one payment or total, in minor units: a thousand million euros. Far inside the safe integers. */
export const AMOUNT_MINOR_MAXIMUM = 100_000_000_000;

/** One hundred per cent. */
export const BASIS_POINTS_ALL = 10_000;

/** Judges an amount from outside: an integer of minor units from 1 to `AMOUNT_MINOR_MAXIMUM`. */
export function checkAmount(amountMinor: number): Result<number, "not-an-integer" | "amount-out-of-range"> {
  if (!Number.isInteger(amountMinor)) return err("not-an-integer");
  return amountMinor >= 1 && amountMinor <= AMOUNT_MINOR_MAXIMUM ? ok(amountMinor) : err("amount-out-of-range");
}

/** Price times quantity, both at least 1; refused above `AMOUNT_MINOR_MAXIMUM`. */
export function totalOf(unitMinor: number, quantity: number): Result<number, "total-out-of-range"> {
  assert(Number.isSafeInteger(unitMinor) && unitMinor >= 1, "a unit price is a positive integer");
  assert(Number.isSafeInteger(quantity) && quantity >= 1, "a quantity is a positive integer");
  const totalMinor = unitMinor * quantity; // A product too large to be exact is also far out of range.
  return totalMinor <= AMOUNT_MINOR_MAXIMUM ? ok(totalMinor) : err("total-out-of-range");
}

/** So many hundredths of a per cent of an amount, rounded down: what is kept back is never more than was said. */
export function basisPoints(amountMinor: number, bp: number): number {
  assert(isWhole(amountMinor, AMOUNT_MINOR_MAXIMUM), "a share is taken of an amount in range");
  assert(isWhole(bp, BASIS_POINTS_ALL), "basis points run from 0 to 10,000");
  const scaled = amountMinor * bp; // At most 10^15, still exact.
  return (scaled - (scaled % BASIS_POINTS_ALL)) / BASIS_POINTS_ALL;
}

/**
 * Splits a total in proportion to weights, to the last minor unit: everybody gets the floor of their share, and what is
 * left over goes, one unit each, to the largest remainders; equal remainders in order of index (members come in by
 * `seq`). The parts always sum to the total, and none is further than one unit from its exact share.
 *
 * @param totalMinor 0 to `AMOUNT_MINOR_MAXIMUM`.
 * @param weights non-negative integers, at least one of them positive; amounts or quantities alike.
 */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  assert(isWhole(totalMinor, AMOUNT_MINOR_MAXIMUM), "an allocated total is an amount in range");
  assert(
    weights.every((weight) => isWhole(weight, Number.MAX_SAFE_INTEGER)),
    "weights are non-negative integers",
  );
  const total = BigInt(totalMinor); // Total times weight may pass 2^53.
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  assert(weightSum > 0n, "somebody must have a share");

  const shares = weights.map((weight, index) => {
    const scaled = total * BigInt(weight);
    return { index, part: Number(scaled / weightSum), remainder: scaled % weightSum };
  });
  const parts = shares.map(({ part }) => part);
  const leftOver = totalMinor - parts.reduce((sum, part) => sum + part, 0);
  const luckiest = shares.toSorted((a, b) => compare(b.remainder, a.remainder) || a.index - b.index).slice(0, leftOver);
  for (const { index, part } of luckiest) parts[index] = part + 1;
  return parts;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isWhole(value: number, maximum: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= maximum;
}
