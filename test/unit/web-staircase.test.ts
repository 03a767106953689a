import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layStaircase, type Tier } from "../../web/lib/ui/staircase.ts";

const euro = (amount: number) => ({ amount, currency: "EUR" });
const TIERS: readonly Tier[] = [
  { fromQuantity: 1, unitPrice: euro(6_200) },
  { fromQuantity: 100, unitPrice: euro(5_400) },
  { fromQuantity: 200, unitPrice: euro(4_800) },
  { fromQuantity: 400, unitPrice: euro(4_300) },
];

describe("the staircase (web.md 6.7)", () => {
  test("is linear in people, with the axis ending at 1.3 times the last tier", () => {
    const { steps } = layStaircase({ tiers: TIERS, current: euro(5_400), quantity: 184, minimum: 100 });
    const [, hundred, twoHundred, fourHundred] = steps.map(({ x }) => x);
    expect(fourHundred).toBeCloseTo(100 / 1.3, 1);
    expect(twoHundred).toBeCloseTo((fourHundred ?? 0) / 2, 1);
    expect(hundred).toBeCloseTo((fourHundred ?? 0) / 4, 1);
  });

  test("stands the marker on the step the group is on", () => {
    const { steps, marker } = layStaircase({ tiers: TIERS, current: euro(5_400), quantity: 199, minimum: 100 });
    expect(marker.y).toBe(steps[1]?.y);
    const reached = layStaircase({ tiers: TIERS, current: euro(4_800), quantity: 200, minimum: 100 });
    expect(reached.marker.y).toBe(reached.steps[2]?.y);
  });

  test("moves a price aside when the marker stands just after its tier", () => {
    const near = layStaircase({ tiers: TIERS, current: euro(4_800), quantity: 203, minimum: 100 });
    expect(near.steps.map(({ yieldsNarrow }) => yieldsNarrow)).toEqual([false, false, true, false]);
    const far = layStaircase({ tiers: TIERS, current: euro(4_800), quantity: 320, minimum: 100 });
    expect(far.steps.some(({ yieldsNarrow }) => yieldsNarrow)).toBe(false);
  });

  test("is flat before the first offer and marks the number that makes a deal", () => {
    const flat = layStaircase({ tiers: [], current: euro(5_000), quantity: 61, minimum: 100 });
    expect(flat.isFlat).toBe(true);
    expect(flat.steps).toHaveLength(1);
    expect(flat.minimum?.quantity).toBe(100);
    expect(layStaircase({ tiers: [], current: euro(5_000), quantity: 100, minimum: 100 }).minimum).toBeNull();
  });

  test("labels at most the first, this, the next and the last of many steps", () => {
    const many = Array.from({ length: 7 }, (_, index) => ({
      fromQuantity: 1 + index * 100,
      unitPrice: euro(9_000 - index * 500),
    }));
    const { steps } = layStaircase({ tiers: many, current: euro(7_000), quantity: 350, minimum: 10 });
    expect(steps.filter(({ showsPrice }) => showsPrice).map(({ fromQuantity }) => fromQuantity)).toEqual([
      0, 301, 401, 601,
    ]);
  });

  test("keeps everything inside its box, for any ladder", () => {
    const ladder = fc
      .uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 12 })
      .map((from) =>
        from
          .toSorted((a, b) => a - b)
          .map((fromQuantity, i) => ({ fromQuantity, unitPrice: euro(1_000_000 - i * 7_919) })),
      );
    fc.assert(
      fc.property(
        ladder,
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (tiers, quantity, minimum) => {
          const { steps, marker } = layStaircase({ tiers, current: euro(100), quantity, minimum });
          for (const { x, y } of [...steps, marker]) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(100);
            expect(y).toBeGreaterThan(0);
            expect(y).toBeLessThan(100);
          }
          expect(steps.some(({ showsPrice }) => showsPrice)).toBe(true);
          const heights = steps.map(({ y }) => y);
          expect(heights).toEqual(heights.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
