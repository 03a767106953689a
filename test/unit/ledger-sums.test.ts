/** Sums that books are compared by, and what a statement says of an award. */
import { describe, expect, test } from "vitest";
import { dep, merPayable, merReserve, platFee } from "../../worker/core/ledger/accounts.ts";
import { after, goodsOf, NOTHING_STANDS, standingChange, totalMinorOf } from "../../worker/core/ledger/statement.ts";
import { inPurse, sumPurse } from "../../worker/core/reconciliation/facts.ts";

describe("L17: two purses with the same money are the same text", () => {
  const eur = (amountMinor: number) => ({ currency: "EUR", amountMinor });
  const usd = (amountMinor: number) => ({ currency: "USD", amountMinor });
  const jpy = (amountMinor: number) => ({ currency: "JPY", amountMinor });

  test("in whatever order it came, and whatever came and went", () => {
    const one = JSON.stringify(sumPurse([usd(3), eur(1), jpy(5), eur(1)]));
    expect(one).toBe('{"EUR":2,"JPY":5,"USD":3}');
    expect(JSON.stringify(sumPurse([jpy(5), eur(2), usd(3), { currency: "GBP", amountMinor: 7 }, gbpBack]))).toBe(one);
  });

  test("a currency that is not in it has nothing", () => {
    const purse = sumPurse([eur(-4)]);
    expect([inPurse(purse, "EUR"), inPurse(purse, "USD")]).toEqual([-4, 0]);
  });

  const gbpBack = { currency: "GBP", amountMinor: -7 };
});

describe("B2: a line of a merchant's statement", () => {
  const entries = [
    { account: dep("dep_1"), amountMinor: 600 },
    { account: dep("dep_2"), amountMinor: 400 },
    { account: platFee, amountMinor: -30 },
    { account: merReserve("mp_1"), amountMinor: -100 },
    { account: merPayable("mp_1"), amountMinor: -870 },
  ];

  test("says of an award what the goods came to and what was kept as the fee, and of nothing else", () => {
    expect(goodsOf({ kind: "award", entries, isOwn: false })).toEqual({ goodsMinor: 1_000, feeMinor: 30 });
    expect(goodsOf({ kind: "forfeit", entries, isOwn: false })).toBeNull();
  });

  test("changes what stands by what is this merchant's", () => {
    const change = standingChange("mp_1", { kind: "award", entries, isOwn: false });
    expect(change).toEqual({ payableMinor: 870, reserveMinor: 100, underwayMinor: 0, debtMinor: 0 });
    expect(standingChange("mp_2", { kind: "award", entries, isOwn: false })).toEqual(NOTHING_STANDS);
    expect(after(change, change)).toEqual({ payableMinor: 1_740, reserveMinor: 200, underwayMinor: 0, debtMinor: 0 });
  });

  test("what stands is payable, reserve and what is underway, less what is owed", () => {
    expect(totalMinorOf({ payableMinor: 1_000, reserveMinor: 200, underwayMinor: 30, debtMinor: 4 })).toBe(1_226);
    const both = after(
      { payableMinor: 1, reserveMinor: 2, underwayMinor: 3, debtMinor: 4 },
      { payableMinor: 10, reserveMinor: 20, underwayMinor: 30, debtMinor: 40 },
    );
    expect(both).toEqual({ payableMinor: 11, reserveMinor: 22, underwayMinor: 33, debtMinor: 44 });
  });
});
