/**
 * Counts by size, so that measurements of many machines can be added up: buckets grow by a tenth each, and a quantile
 * is given as the upper edge of its bucket, never as less than was measured and at most a tenth above it.
 */

const GROWTH = 1.1;
/** Bucket 0 is everything up to this, in ms; what is finer is of no interest. */
const FINEST_MS = 0.1;
/** A day. Whatever is longer counts as a day. */
const LONGEST_MS = 86_400_000;

export interface Bucket {
  readonly bucket: number;
  readonly count: number;
}

/** Which bucket a duration in ms falls into; negative ones count as none. */
export function bucketOf(ms: number): number {
  const bounded = Math.min(LONGEST_MS, ms);
  return bounded <= FINEST_MS ? 0 : Math.ceil(Math.log(bounded / FINEST_MS) / Math.log(GROWTH) - 1e-9);
}

/** The longest duration, in ms, that falls into this bucket. */
export function upperEdgeMs(bucket: number): number {
  return Math.min(LONGEST_MS, FINEST_MS * GROWTH ** bucket);
}

export function countIn(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/** The duration that `share` (0 … 1) of all measurements do not exceed, in ms; null where nothing was measured. */
export function quantileMs(buckets: readonly Bucket[], share: number): number | null {
  const sorted = buckets.toSorted((a, b) => a.bucket - b.bucket);
  const wanted = Math.max(1, Math.ceil(share * countIn(sorted)));
  let seen = 0;
  for (const { bucket, count } of sorted) {
    seen += count;
    if (seen >= wanted) return upperEdgeMs(bucket);
  }
  return null;
}
