import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MerchantChargeback } from "../../worker/core/merchant-account/chargeback.ts";
import {
  answered,
  cameBack,
  emptyHolding,
  recovered,
  recoveringMinor,
  released,
  sentOff,
  type Holding,
  type MerchantPayout,
} from "../../worker/core/merchant-account/holding.ts";
import {
  bearing,
  checkReturn,
  isPaused,
  judgeChargeback,
  takenFromReserves,
  type StoredChargeback,
} from "../../worker/core/merchant-account/money-back.ts";
import { standingOf, type AccountFacts } from "../../worker/core/merchant-account/standing.ts";

const HOUR = 3_600_000;

const holding = (change: Partial<Holding> = {}): Holding => ({ ...emptyHolding("gb_1", "EUR"), ...change });
const lost = (change: Partial<StoredChargeback> = {}): StoredChargeback => ({
  groupBuyId: "gb_1",
  chargebackId: "dsp_1",
  depositId: "dep_1",
  currency: "EUR",
  amountMinor: 2_000,
  state: "open",
  fromReserveMinor: 0,
  toDebtMinor: 0,
  ...change,
});
const told = (change: Partial<MerchantChargeback> = {}): MerchantChargeback => ({
  merchantId: "mer_1",
  groupBuyId: "gb_1",
  seq: 9,
  chargebackId: "dsp_1",
  depositId: "dep_1",
  currency: "EUR",
  amountMinor: 2_000,
  stage: "opened",
  ...change,
});

describe("H11: who bears what a bank called back", () => {
  test.each([
    ["the reserve alone", { reserveMinor: 2_500, paidMinor: 9_500 }, [], [2_000, 0, 0]],
    ["the reserve, then a debt", { reserveMinor: 500, paidMinor: 9_500 }, [], [500, 1_500, 0]],
    ["no more than it brought them", { reserveMinor: 500, paidMinor: 1_000 }, [], [500, 1_000, 500]],
    [
      "less what they owe for it already",
      { paidMinor: 1_500 },
      [lost({ chargebackId: "dsp_0", toDebtMinor: 1_200 })],
      [0, 300, 1_700],
    ],
    ["nothing came of it: the platform", {}, [], [0, 0, 2_000]],
    ["what is payable and on its way was brought too", { payableMinor: 700, transitMinor: 800 }, [], [0, 1_500, 500]],
  ] as const)("%s", (_, of, before, expected) => {
    const borne = bearing(told(), [holding(of)], before);
    expect([borne.fromReserveMinor, borne.toDebtMinor, borne.byPlatformMinor]).toEqual(expected);
  });

  test("what stood on the deposit is not borne here: only the rest is", () => {
    const [own] = [holding({ reserveMinor: 300, paidMinor: 900 })];
    expect(bearing(told({ borneMinor: 1_000 }), [own], [])).toEqual({
      fromReserveMinor: 300,
      toDebtMinor: 700,
      byPlatformMinor: 0,
    });
    expect(judgeChargeback(null, told({ borneMinor: 2_000 }))).toEqual({ ok: true, value: "new" });
    for (const borneMinor of [0, -1, 0.5, 2_001]) {
      expect(judgeChargeback(null, told({ borneMinor }))).toEqual({ ok: false, error: { code: "chargeback-invalid" } });
    }
  });

  test("a reserve of other money bears nothing", () => {
    const yen = holding({ groupBuyId: "gb_2", currency: "JPY", reserveMinor: 9_000 });
    expect(bearing(told(), [yen], [])).toMatchObject({ fromReserveMinor: 0, byPlatformMinor: 2_000 });
  });

  const minor = fc.integer({ min: 0, max: 5_000 });
  const holdings = fc.array(
    fc.record({
      groupBuyId: fc.constantFrom("gb_1", "gb_2", "gb_3"),
      currency: fc.constantFrom("EUR", "EUR", "JPY"),
      payableMinor: minor,
      reserveMinor: minor,
      transitMinor: minor,
      paidMinor: minor,
    }),
    { maxLength: 3 },
  );

  test("the three parts add up, none is negative, and exactly the reserve's part leaves the reserves, its own first", () => {
    fc.assert(
      fc.property(holdings, fc.integer({ min: 1, max: 20_000 }), (all, amountMinor) => {
        const unique = [...new Map(all.map((one) => [one.groupBuyId, one])).values()];
        const fact = told({ amountMinor });
        const { fromReserveMinor, toDebtMinor, byPlatformMinor } = bearing(fact, unique, []);
        expect(fromReserveMinor + toDebtMinor + byPlatformMinor).toBe(amountMinor);
        expect(Math.min(fromReserveMinor, toDebtMinor, byPlatformMinor)).toBeGreaterThanOrEqual(0);
        const changed = takenFromReserves(unique, fact, fromReserveMinor);
        const before = (id: string) => unique.find(({ groupBuyId }) => groupBuyId === id)?.reserveMinor ?? 0;
        const taken = changed.reduce((sum, one) => sum + before(one.groupBuyId) - one.reserveMinor, 0);
        expect(taken).toBe(fromReserveMinor);
        expect(changed.every(({ reserveMinor, currency }) => reserveMinor >= 0 && currency === "EUR")).toBe(true);
        const own = unique.find(({ groupBuyId, currency }) => groupBuyId === "gb_1" && currency === "EUR");
        const isOthersTouched = changed.some(({ groupBuyId }) => groupBuyId !== "gb_1");
        if (own && own.reserveMinor > 0 && isOthersTouched) {
          expect(changed.find(({ groupBuyId }) => groupBuyId === "gb_1")?.reserveMinor).toBe(0);
        }
      }),
    );
  });
});

describe("H11: told once or often", () => {
  test.each([
    ["never heard of", null, "opened", "new"],
    ["lost without having been opened to us", null, "lost", "new"],
    ["opened twice", lost(), "opened", "known"],
    ["its end", lost(), "lost", "new"],
    ["its end again", lost({ state: "lost" }), "lost", "known"],
    ["opened, told late", lost({ state: "closed" }), "opened", "known"],
    ["another end", lost({ state: "closed" }), "lost", "chargeback-ended"],
  ] as const)("%s", (_, known, stage, expected) => {
    const judged = judgeChargeback(known, told({ stage }));
    expect(judged.ok ? judged.value : judged.error.code).toBe(expected);
  });

  test.each([0, -1, 1.5, Number.NaN])("an amount of %s is none", (amountMinor) => {
    expect(judgeChargeback(null, told({ amountMinor })).ok).toBe(false);
  });

  test("another amount than before is a contradiction", () => {
    expect(judgeChargeback(lost(), told({ amountMinor: 1_999 })).ok).toBe(false);
  });
});

describe("H11: nothing leaves while more is called back than the reserve could bear", () => {
  const open = [lost({ amountMinor: 500 })];
  test.each([
    ["as much as the reserve", 500, 0, false],
    ["one unit more", 499, 0, true],
    ["the reserve that would leave does not count", 500, 1, true],
  ] as const)("%s", (_, reserveMinor, leaving, expected) => {
    expect(isPaused([holding({ reserveMinor })], open, "EUR", leaving)).toBe(expected);
  });

  test("decided, or in other money, it stops nothing", () => {
    expect(isPaused([], [lost({ state: "lost" }), lost({ state: "closed" }), lost({ currency: "JPY" })], "EUR")).toBe(
      false,
    );
  });
});

describe("H8: what each movement makes of a holding", () => {
  test("payable, on its way, theirs; or payable again", () => {
    const sent = sentOff(holding({ payableMinor: 9_500 }));
    expect(sent).toMatchObject({ payableMinor: 0, transitMinor: 9_500 });
    expect(answered(sent, 9_500, true)).toMatchObject({ transitMinor: 0, paidMinor: 9_500, payableMinor: 0 });
    expect(answered(sent, 9_500, false)).toMatchObject({ transitMinor: 0, paidMinor: 0, payableMinor: 9_500 });
    expect(released(holding({ reserveMinor: 500 }), 300)).toMatchObject({ reserveMinor: 200, payableMinor: 300 });
  });

  test.each([
    [1_500, 9_500, 1_500],
    [9_500, 1_500, 1_500],
    [0, 1_500, 0],
  ])("of a debt of %i and %i payable, %i are taken", (debtMinor, payableMinor, expected) => {
    expect(recoveringMinor(holding({ payableMinor }), debtMinor)).toBe(expected);
    expect(recovered(holding({ payableMinor }), expected).payableMinor).toBe(payableMinor - expected);
  });

  const paid: MerchantPayout = {
    payoutId: "po_1",
    groupBuyId: "gb_1",
    currency: "EUR",
    amountMinor: 1_000,
    state: "paid",
    failureCode: null,
    plannedAtMs: 0,
    settledAtMs: 1,
  };

  test("a payout comes back once, and pays what is owed first", () => {
    expect(checkReturn(paid, 0, { amountMinor: 1_000 }).ok).toBe(true);
    expect(cameBack(holding({ paidMinor: 1_000 }), 1_000, 300)).toMatchObject({ paidMinor: 0, payableMinor: 700 });
  });

  test.each([
    ["more than is left of it", paid, 400, 601],
    ["what never arrived", { ...paid, state: "failed" } as const, 0, 100],
    ["nobody's", null, 0, 100],
    ["half a unit", paid, 0, 0.5],
    ["nothing", paid, 0, 0],
  ])("%s does not come back", (_, payout, returnedMinor, amountMinor) => {
    expect(checkReturn(payout, returnedMinor, { amountMinor })).toEqual({
      ok: false,
      error: { code: "return-invalid" },
    });
  });
});

describe("B4: what a merchant is told of this moment", () => {
  const facts = (change: Partial<AccountFacts> = {}): AccountFacts => ({
    holdings: [],
    chargebacks: [],
    payouts: [],
    debts: [],
    pausedGroupBuyIds: [],
    reserves: [],
    ...change,
  });
  const reserve = (dueAtMs: number, amountMinor = 500, groupBuyId = "gb_1") => ({
    groupBuyId,
    currency: "EUR",
    amountMinor,
    dueAtMs,
  });

  test("nothing is owed and held: nothing is told", () => {
    expect(standingOf(facts())).toEqual({ balances: [], heldBack: [], calledBack: [] });
  });

  test("a reserve with its instant, the nearest first", () => {
    const { heldBack, balances } = standingOf(
      facts({
        holdings: [holding({ reserveMinor: 500 }), holding({ groupBuyId: "gb_2", reserveMinor: 300 })],
        reserves: [reserve(9 * HOUR), reserve(2 * HOUR, 300, "gb_2")],
      }),
    );
    expect(balances).toMatchObject([{ currency: "EUR", reserveMinor: 800, isPaused: false, debtMinor: 0 }]);
    expect(
      heldBack.map(({ groupBuyId, amountMinor, untilMs, why }) => [groupBuyId, amountMinor, untilMs, why]),
    ).toEqual([
      ["gb_2", 300, 2 * HOUR, "reserve"],
      ["gb_1", 500, 9 * HOUR, "reserve"],
    ]);
  });

  test("of a reserve that has borne a chargeback only what is left is told, and never more than that", () => {
    const { heldBack } = standingOf(
      facts({ holdings: [holding({ reserveMinor: 600 })], reserves: [reserve(HOUR), reserve(26 * HOUR)] }),
    );
    expect(heldBack.map(({ amountMinor }) => amountMinor)).toEqual([500, 100]);
  });

  test("the members of one group-buy each have a reserve: what ends on one day is one line, at the last of them", () => {
    const { heldBack } = standingOf(
      facts({
        holdings: [holding({ reserveMinor: 900 })],
        reserves: [reserve(3 * HOUR, 300), reserve(HOUR, 300), reserve(30 * HOUR, 300)],
      }),
    );
    expect(heldBack.map(({ amountMinor, untilMs }) => [amountMinor, untilMs])).toEqual([
      [600, 3 * HOUR],
      [300, 30 * HOUR],
    ]);
  });

  test("called back and not decided: payouts stand still, the reserve stays while it is needed, nobody knows until when", () => {
    const { balances, heldBack, calledBack } = standingOf(
      facts({
        holdings: [holding({ payableMinor: 9_500, reserveMinor: 500 })],
        chargebacks: [lost()],
        pausedGroupBuyIds: ["gb_1"],
        reserves: [reserve(HOUR)],
      }),
    );
    expect(balances).toMatchObject([{ calledBackMinor: 2_000, isPaused: true }]);
    expect(heldBack).toEqual([
      { kind: "reserve", why: "reserve_needed", groupBuyId: "gb_1", currency: "EUR", amountMinor: 500, untilMs: HOUR },
      { kind: "payout", why: "called_back", groupBuyId: "gb_1", currency: "EUR", amountMinor: 9_500, untilMs: null },
    ]);
    expect(calledBack).toMatchObject([{ state: "open", amountMinor: 2_000, toDebtMinor: 0, byPlatformMinor: 0 }]);
  });

  test("lost: who bears which part, and what is owed; won is nothing of theirs", () => {
    const { balances, calledBack, heldBack } = standingOf(
      facts({
        holdings: [holding({ paidMinor: 1_000 })],
        chargebacks: [
          lost({ state: "lost", fromReserveMinor: 500, toDebtMinor: 1_000 }),
          lost({ chargebackId: "dsp_2", state: "closed" }),
        ],
        debts: [{ currency: "EUR", amountMinor: 1_000 }],
      }),
    );
    expect(calledBack).toEqual([
      {
        groupBuyId: "gb_1",
        depositId: "dep_1",
        currency: "EUR",
        amountMinor: 2_000,
        state: "lost",
        fromReserveMinor: 500,
        toDebtMinor: 1_000,
        byPlatformMinor: 500,
      },
    ]);
    expect([balances[0]?.debtMinor, balances[0]?.isPaused, heldBack]).toEqual([1_000, false, []]);
  });

  test("a payout that the bank has not answered for is told as that, one just sent is not", () => {
    const payout = { payoutId: "po_1", groupBuyId: "gb_1", currency: "EUR", amountMinor: 900, failureCode: null };
    const sent = { ...payout, plannedAtMs: 0, settledAtMs: null };
    const { heldBack } = standingOf(
      facts({
        holdings: [holding({ transitMinor: 1_800 })],
        payouts: [
          { ...sent, state: "planned" },
          { ...sent, payoutId: "po_2", state: "unknown" },
        ],
      }),
    );
    expect(heldBack).toMatchObject([{ kind: "payout", why: "bank_silent", amountMinor: 900, untilMs: null }]);
  });
});
