import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sharesOf } from "../../worker/core/group-buy/money/guarantee.ts";
import { decimalOf } from "../../worker/core/csv.ts";
import { exponentOf } from "../../worker/core/currency.ts";
import { basisPoints } from "../../worker/core/money.ts";
import { splitAward } from "../../worker/core/ledger/posting.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { formatMoney, parseAmount, plainAmount } from "../../web/lib/format/money.ts";
import { delivered, fallen, inDinars, inYen, type Money } from "../support/golden/lives-of-currencies.ts";
import type { Stage } from "../support/group-buy-kit.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";

/** Money of none, two and three decimals: a division leaves nothing over, nothing out, and what cannot be divided where it is published. */

const CURRENCIES = ["JPY", "EUR", "KWD", "BHD"];

/** A price from the fewest units that a deposit is a fifth of, to large ones; numbers that divide badly among them. */
const money: fc.Arbitrary<Money> = fc
  .record({
    currency: fc.constantFrom(...CURRENCIES),
    depositPerUnitMinor: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1_000_000 })),
    over: fc.nat({ max: 37 }),
    deliveryMinor: fc.nat({ max: 7 }),
    wanted: fc.integer({ min: 1, max: 1_000 }),
    feeBasisPoints: fc.constantFrom(0, 1, 137, 333, 2_500, 9_999),
    reserveBasisPoints: fc.constantFrom(0, 1, 500, 3_333),
  })
  .map(({ over, wanted, ...one }) => {
    const unitPriceMinor = one.depositPerUnitMinor * 5 + over;
    const wantedMinor = Math.max(1, Math.floor(((unitPriceMinor + one.deliveryMinor) * wanted) / 1_000));
    return { ...one, unitPriceMinor, wantedMinor };
  });

const on = (stage: Stage, wanted: RegExp, { currency }: Money) => {
  const balances = project(stage.journals);
  const accounts = new Set(stage.journals.flatMap(({ entries }) => entries.map(({ account }) => account)));
  return [...accounts]
    .filter((account) => wanted.test(account))
    .reduce((sum, account) => sum + standingOf(balances, account, currency), 0);
};

describe("A3, M13, M15: wherever money is divided", () => {
  test("fee and reserve are floors, the residue is the merchant's, and the three are the goods", () => {
    const points = fc.nat({ max: 10_000 });
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), points, points, (goodsMinor, fee, reserve) => {
        const { feeMinor, reserveMinor, payableMinor } = splitAward(goodsMinor, fee, reserve);
        expect(feeMinor + reserveMinor + payableMinor).toBe(goodsMinor);
        expect(feeMinor).toBe(Math.floor((goodsMinor * fee) / 10_000));
        expect(reserveMinor).toBe(Math.min(Math.floor((goodsMinor * reserve) / 10_000), goodsMinor - feeMinor));
        expect(payableMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("delivered: what everybody paid is the merchant's, the fee's, or back with its payer, to the last unit", () => {
    fc.assert(
      fc.property(money, (given) => {
        const stage = delivered(given);
        expect(stage.groupBuy.state).toBe("settled");
        assertBooks(stage);
        assertNothingKept(stage);
        const each = given.unitPriceMinor + given.deliveryMinor;
        const middle = Math.ceil(given.wantedMinor / 2); // Half a minor unit is the member's (ADR 0019).
        const goods = [2 * each, 5 * each, each - middle, 2 * each].filter((minor) => minor > 0);
        const forfeitMinor = 3 * given.depositPerUnitMinor;
        const feeMinor = goods.reduce((sum, minor) => sum + basisPoints(minor, given.feeBasisPoints), 0);
        expect(on(stage, /^plat:fee$/, given)).toBe(feeMinor);
        const merchantMinor = goods.reduce((sum, minor) => sum + minor, 0) - feeMinor + forfeitMinor;
        expect(on(stage, /^mer:/, given)).toBe(merchantMinor);
        expect(on(stage, /:clearing$/, given)).toBe(merchantMinor + feeMinor);
      }),
      { numRuns: 40 },
    );
  });

  test("fallen: what is lost is shared by places, to the last unit, and equal parts differ by the order of seats alone", () => {
    fc.assert(
      fc.property(money, (given) => {
        const stage = fallen(given);
        expect(stage.groupBuy.state).toBe("failed");
        assertBooks(stage);
        assertNothingKept(stage);
        const parts = [INITIATOR, "Ada", "Bob", "Cem"].map((name) =>
          stage.sharesOf(name).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        );
        const lostMinor = 3 * given.depositPerUnitMinor;
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(lostMinor);
        for (const [index, places] of [2, 5, 1, 2].entries()) {
          const part = parts[index] ?? 0;
          expect(Math.abs(part * 10 - lostMinor * places)).toBeLessThan(10); // Less than one unit from the exact part.
        }
        expect((parts[0] ?? 0) - (parts[3] ?? 0)).toBeOneOf([0, 1]); // Two places each; the initiator came first.
        expect(on(stage, /^(mer|plat|prov):/, given)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test("nobody is owed a part of nothing, and the first seats have the units that are left over", () => {
    const stage = inYen();
    const members = [...stage.groupBuy.members.values()];
    const parts = (amountMinor: number) =>
      sharesOf(
        amountMinor,
        members,
        members.map(() => 1),
        () => "dep_x",
      ).map(({ memberId, amountMinor: part }) => [members.findIndex(({ id }) => id === memberId), part]);
    expect(members).toHaveLength(5);
    expect(parts(3)).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(parts(0)).toEqual([]);
    expect(parts(11).map(([, part]) => part)).toEqual([3, 2, 2, 2, 2]);
  });
});

describe("a life in yen and one in dinars", () => {
  test("JPY: the fee of eight yen at a tenth is nothing, of forty it is four", () => {
    const stage = inYen();
    expect(stage.groupBuy.state).toBe("settled");
    const fees = stage.journals
      .filter(({ kind }) => kind === "award")
      .map(({ entries }) => entries.find(({ account }) => account === "plat:fee")?.amountMinor ?? 0);
    expect(fees.toSorted((a, b) => a - b)).toEqual([-4, -1, -1, 0]);
  });

  test("KWD: 0.999 among two, five, one and two places", () => {
    const stage = inDinars();
    expect(stage.groupBuy.state).toBe("failed");
    expect([INITIATOR, "Ada", "Bob", "Cem"].map((name) => stage.sharesOf(name)[0]?.amountMinor)).toEqual([
      200, 499, 100, 200,
    ]);
  });
});

test.each([
  ["JPY", 1_234, "¥1,234", "1234", "1234"],
  ["EUR", 1_234, "€12.34", "12.34", "12.34"],
  ["KWD", 1_234, "KWD 1.234", "1.234", "1.234"],
  ["BHD", 5, "BHD 0.005", "0.005", "0.005"],
])(
  "%s: %i minor units are shown, typed and filed with as many decimals as there are",
  (currency, amount, shown, typed, filed) => {
    const spaced = formatMoney({ amount, currency }, "en").replaceAll("\u00a0", " ");
    expect(spaced).toBe(shown);
    expect(plainAmount({ amount, currency })).toBe(typed);
    expect(parseAmount(typed, currency)).toBe(amount);
    expect(decimalOf(amount, exponentOf(currency))).toEqual({ decimal: filed });
  },
);
