import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CURRENCIES, exponentOf, isCurrency } from "../../worker/core/currency.ts";
import { allocate, AMOUNT_MINOR_MAXIMUM, basisPoints, checkAmount, totalOf } from "../../worker/core/money.ts";

const amount = fc.integer({ min: 0, max: AMOUNT_MINOR_MAXIMUM });
const weights = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 20 }), amount), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0));

describe("allocation (scenario 24)", () => {
  test.each([
    ["10.00 EUR three ways", 1_000, [1, 1, 1], [334, 333, 333]],
    ["10 JPY three ways", 10, [1, 1, 1], [4, 3, 3]],
    ["10.000 JOD three ways", 10_000, [1, 1, 1], [3_334, 3_333, 3_333]],
    ["the larger remainder before the lower index", 100, [1, 2, 4], [14, 29, 57]],
    ["a weight of zero gets nothing", 5, [0, 1, 0, 1], [0, 3, 0, 2]],
    ["nothing to split", 0, [3, 4], [0, 0]],
    ["one member", 7, [5], [7]],
    [
      "products beyond 2^53",
      99_999_999_999,
      [AMOUNT_MINOR_MAXIMUM, AMOUNT_MINOR_MAXIMUM],
      [50_000_000_000, 49_999_999_999],
    ],
  ])("%s", (_, total, shares, parts) => {
    expect(allocate(total, shares)).toEqual(parts);
  });

  test("parts sum exactly and stay within one unit of the exact share", () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = allocate(total, shares);
        const sum = shares.reduce((all, weight) => all + BigInt(weight), 0n);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
        parts.forEach((part, index) => {
          const floor = (BigInt(total) * BigInt(shares[index]!)) / sum;
          expect([floor, floor + 1n]).toContain(BigInt(part));
          if (shares[index] === 0) expect(part).toBe(0);
        });
      }),
    );
  });

  test("a heavier member never gets less, and the earlier of two equals never less than the later", () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = allocate(total, shares);
        for (let later = 1; later < parts.length; later++) {
          for (let earlier = 0; earlier < later; earlier++) {
            if (shares[earlier]! >= shares[later]!) expect(parts[earlier]).toBeGreaterThanOrEqual(parts[later]!);
            else expect(parts[earlier]).toBeLessThanOrEqual(parts[later]!);
          }
        }
      }),
    );
  });

  test.each([
    [-1, [1]],
    [1, []],
    [1, [0]],
    [1, [0.5]],
    [1, [-1, 2]],
    [AMOUNT_MINOR_MAXIMUM + 1, [1]],
    [1.5, [1]],
  ])("allocate(%j, %j) is a broken invariant", (total, shares) => {
    expect(() => allocate(total, shares)).toThrow("Invariant broken");
  });
});

describe("amounts", () => {
  test("basis points round down, exactly", () => {
    expect(basisPoints(999, 500)).toBe(49);
    expect(basisPoints(1, 9_999)).toBe(0);
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (amountMinor, bp) => {
        expect(BigInt(basisPoints(amountMinor, bp))).toBe((BigInt(amountMinor) * BigInt(bp)) / 10_000n);
      }),
    );
    expect(() => basisPoints(1, 10_001)).toThrow("Invariant broken");
    expect(() => basisPoints(-1, 1)).toThrow("Invariant broken");
  });

  test.each([
    [1, null],
    [AMOUNT_MINOR_MAXIMUM, null],
    [0, "amount-out-of-range"],
    [-100, "amount-out-of-range"],
    [AMOUNT_MINOR_MAXIMUM + 1, "amount-out-of-range"],
    [12.34, "not-an-integer"],
    [Number.NaN, "not-an-integer"],
  ])("bad inputs 29 to 31: %j is refused as %j", (amountMinor, slug) => {
    expect(checkAmount(amountMinor)).toEqual(
      slug === null ? { ok: true, value: amountMinor } : { ok: false, error: slug },
    );
  });

  test.each([
    [0, 1],
    [-1, 1],
    [1.5, 1],
    [1, 0],
    [1, -1],
    [1, 0.5],
  ])("a total of %d times %d is a broken invariant", (unitMinor, quantity) => {
    expect(() => totalOf(unitMinor, quantity)).toThrow("Invariant broken");
  });

  test.each([
    [0, 0, 0],
    [AMOUNT_MINOR_MAXIMUM, 10_000, AMOUNT_MINOR_MAXIMUM],
    [AMOUNT_MINOR_MAXIMUM, 1, AMOUNT_MINOR_MAXIMUM / 10_000],
    [9_999, 1, 0],
    [10_000, 1, 1],
  ])("of %d at %d basis points are %d", (amountMinor, bp, part) => {
    expect(basisPoints(amountMinor, bp)).toBe(part);
    for (const wrong of [amountMinor + 0.5, -1, AMOUNT_MINOR_MAXIMUM + 1])
      expect(() => basisPoints(wrong, bp)).toThrow("Invariant broken");
    for (const wrong of [bp + 0.5, -1, 10_001])
      expect(() => basisPoints(amountMinor, wrong)).toThrow("Invariant broken");
  });

  test("bad input 32: a total above the cap is refused", () => {
    expect(totalOf(1, 1)).toEqual({ ok: true, value: 1 });
    expect(totalOf(AMOUNT_MINOR_MAXIMUM, 1)).toEqual({ ok: true, value: AMOUNT_MINOR_MAXIMUM });
    expect(totalOf(AMOUNT_MINOR_MAXIMUM / 10 + 1, 10)).toEqual({ ok: false, error: "total-out-of-range" });
    expect(totalOf(AMOUNT_MINOR_MAXIMUM, Number.MAX_SAFE_INTEGER)).toEqual({ ok: false, error: "total-out-of-range" });
  });
});

describe("currencies (ISO 4217)", () => {
  test.each([
    ["JPY", 0],
    ["KRW", 0],
    ["EUR", 2],
    ["CNY", 2],
    ["MGA", 2],
    ["JOD", 3],
    ["KWD", 3],
    ["CLF", 4],
    ["XOF", 0],
  ])("%s has %i decimal digits", (code, exponent) => {
    expect(exponentOf(code)).toBe(exponent);
  });

  test.each(["cny", "XXX", "ZZZ", "XTS", "XAU", "XDR", "HRK", "BGN", "ANG", "ZWL", "", "EURO", "__proto__"])(
    "bad inputs 34 and 35: %j is no currency",
    (code) => {
      expect(isCurrency(code)).toBe(false);
      expect(() => exponentOf(code)).toThrow("Invariant broken");
    },
  );

  test("the codes that are active in 2026, in order", () => {
    expect([CURRENCIES.length, CURRENCIES.at(0), CURRENCIES.at(-1)]).toEqual([164, "AED", "ZWG"]);
    expect(CURRENCIES).toEqual([...CURRENCIES].sort());
    const byDigits = Map.groupBy(CURRENCIES, exponentOf);
    expect([...byDigits].map(([digits, codes]) => [digits, codes.length]).sort()).toEqual([
      [0, 17],
      [2, 138],
      [3, 7],
      [4, 2],
    ]);
  });

  test("each code is three capitals, once", () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
    for (const code of CURRENCIES) expect(code).toMatch(/^[A-Z]{3}$/);
  });
});
