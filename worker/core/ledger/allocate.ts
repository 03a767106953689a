import { assert } from "../result.ts";

/**
 * Divides a total over shares in proportion to their weights by largest remainder; equal remainders go to the earlier
 * share, so callers pass shares in order of `seq`. The parts add up to the total exactly (scenario 24: 10.00 in three
 * is 3.34, 3.33, 3.33).
 *
 * @param totalMinor minor units, 0 or more
 * @param weights whole numbers, 0 or more, at least one above 0
 */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(totalMinor) && totalMinor >= 0, "a total is a whole number of minor units");
  assert(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    "weights are whole numbers",
  );
  const total = BigInt(totalMinor);
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  assert(weightSum > 0n, "somebody has a share");

  const shares = weights.map((weight, index) => {
    const product = total * BigInt(weight);
    return { index, partMinor: product / weightSum, remainder: product % weightSum };
  });
  const restMinor = Number(total - shares.reduce((sum, share) => sum + share.partMinor, 0n));
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  const favoured = new Set(byRemainder.slice(0, restMinor).map((share) => share.index));
  return shares.map((share) => Number(share.partMinor) + (favoured.has(share.index) ? 1 : 0));
}
