import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, countIn, quantileMs, upperEdgeMs } from "../../worker/core/measure/histogram.ts";

const duration = fc.double({ min: 0.1, max: 86_400_000, noNaN: true });

test("a quantile is never less than what was measured, and at most a tenth more", () => {
  fc.assert(
    fc.property(
      fc.array(duration, { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        const exactMs = sorted[Math.max(0, Math.ceil(share * all.length) - 1)] ?? NaN;
        const quantile = quantileMs(bucketsOf(all), share) ?? NaN;
        expect(quantile).toBeGreaterThanOrEqual(exactMs * (1 - 1e-9));
        expect(quantile).toBeLessThanOrEqual(exactMs * 1.1 * (1 + 1e-9));
      },
    ),
  );
});

test("counts of two machines add up to the counts of both", () => {
  fc.assert(
    fc.property(fc.array(duration, { minLength: 1 }), fc.array(duration), (here, there) => {
      const both = [...bucketsOf(here), ...bucketsOf(there)];
      expect(countIn(both)).toBe(here.length + there.length);
      expect(quantileMs(both, 0.95)).toBe(quantileMs(bucketsOf([...here, ...there]), 0.95));
    }),
  );
});

test("what is too fine, negative or longer than a day has a bucket too", () => {
  expect([-5, 0, 0.1].map(bucketOf)).toEqual([0, 0, 0]);
  expect(upperEdgeMs(bucketOf(1e15))).toBe(86_400_000);
  expect(bucketOf(0.11)).toBe(1);
});

test("of nothing there is no quantile", () => {
  expect(quantileMs([], 0.5)).toBeNull();
  expect(quantileMs([{ bucket: 3, count: 0 }], 0.5)).toBeNull();
});

function bucketsOf(all: readonly number[]) {
  return [...Map.groupBy(all, bucketOf)].map(([bucket, { length }]) => ({ bucket, count: length }));
}
