import { describe, expect, test } from "vitest";
import type { Demand } from "../../worker/contract/offers.ts";
import { isPlayPerson } from "../../worker/app/people/play-people.ts";
import { openBankEvents, planBankEvent, type BankField } from "../../worker/app/sandbox/bank-events.ts";
import { CROWD_MAXIMUM, planCrowd } from "../../worker/app/sandbox/crowd-plan.ts";
import { planOffer } from "../../worker/app/sandbox/offer-plan.ts";
import { openSteps } from "../../worker/app/sandbox/steps.ts";
import { isSharedWithOthers } from "../../worker/app/sandbox/whose.ts";

const seats = (changes: Partial<{ verified: number; held: number; minimum: number; maximum: number | null }> = {}) => ({
  quantity: { verified: 2, held: 1, waitlisted: 0, minimum: 10, maximum: 40, ...changes },
  perBuyerMaximum: 3,
});
const sum = (quantities: readonly number[] | null) => quantities?.reduce((total, quantity) => total + quantity, 0);

describe("a crowd", () => {
  test("a few come with one or two pieces each, and no more than are free", () => {
    expect(planCrowd(seats(), { buyers: 3 })).toEqual([1, 2, 1]);
    expect(planCrowd(seats({ maximum: 5 }), { buyers: 3 })).toEqual([1, 1]);
    expect(planCrowd({ ...seats(), perBuyerMaximum: 1 }, { buyers: 2 })).toEqual([1, 1]);
  });

  test("until the minimum: exactly what is missing, seats that are not paid yet counted; nobody once it is reached", () => {
    expect(sum(planCrowd(seats(), { until: "minimum" }))).toBe(7);
    expect(planCrowd(seats({ verified: 10 }), { until: "minimum" })).toEqual([]);
    // A4: only whole packs count, so the crowd comes in whole packs.
    expect(sum(planCrowd({ ...seats({ minimum: 12 }), packSize: 6 }, { until: "minimum" }))).toBe(12);
  });

  test("until it is full: exactly what is free; there is no end where there is no maximum", () => {
    expect(sum(planCrowd(seats(), { until: "full" }))).toBe(37);
    expect(planCrowd(seats({ maximum: null }), { until: "full" })).toBeNull();
  });

  test("one press brings so many at most, and nobody takes more than a buyer may", () => {
    const plan = planCrowd(seats({ minimum: 1_000, maximum: 5_000 }), { until: "minimum" });
    expect(plan).toHaveLength(CROWD_MAXIMUM);
    expect(Math.max(...(plan ?? []))).toBe(3);
    expect(planCrowd(seats({ maximum: null }), { buyers: 900 })).toHaveLength(CROWD_MAXIMUM);
  });
});

describe("a play merchant's offer", () => {
  const demand = {
    currency: "EUR",
    targetUnitPrice: { amount: 1_000, currency: "EUR" },
    quantityMinimum: 10,
    quantityMaximum: 40,
    packSize: null,
    shipTo: ["DE", "FR"],
    deliverBy: null,
    closesAt: "2026-12-01T12:00:00.000Z",
  } as unknown as Demand; // What it reads of a demand.

  test.each([0, 0.5, 1])(
    "steps rise in pieces and fall in price, and delivered it is what was wished for at most (%d)",
    (keen) => {
      const { tiers = [], delivery = [] } = planOffer(demand, keen);
      expect(tiers.map(({ fromQuantity }) => fromQuantity)).toEqual([1, 10, 15]);
      const prices = tiers.map(({ unitPrice }) => unitPrice.amount);
      expect(prices).toEqual(prices.toSorted((a, b) => b - a));
      expect(new Set(prices).size).toBe(3);
      expect(prices[0]! + delivery[0]!.perUnit.amount).toBeLessThanOrEqual(1_000);
      expect(delivery.map(({ country }) => country)).toEqual(["DE", "FR"]);
    },
  );

  test("whole packs, no step beyond the maximum, and in time for the wished date", () => {
    const { tiers, leadTimeDays } = planOffer(
      { ...demand, packSize: 6, quantityMinimum: 12, quantityMaximum: 12, deliverBy: "2026-12-04T12:00:00.000Z" },
      0,
    );
    expect(tiers?.map(({ fromQuantity }) => fromQuantity)).toEqual([6, 12]);
    expect(leadTimeDays).toBe(2);
  });

  test("where a step would be no cheaper it is left out", () => {
    const cheap = { ...demand, targetUnitPrice: { amount: 1, currency: "JPY" } };
    expect(planOffer(cheap, 1).tiers).toEqual([{ fromQuantity: 1, unitPrice: { amount: 1, currency: "EUR" } }]);
  });
});

describe("whose group-buy it is", () => {
  const played = { id: "usr_a", email: "buyer-x@sandbox.test" };
  const real = { id: "usr_b", email: "ben@example.org" };

  test("a real person in it keeps strangers out, not themselves; play people keep out nobody", () => {
    expect(isPlayPerson(played)).toBe(true);
    expect(isPlayPerson({ email: "ben@sandbox.test.example.org" })).toBe(false);
    expect(isSharedWithOthers([played], null)).toBe(false);
    expect(isSharedWithOthers([played, real], null)).toBe(true);
    expect(isSharedWithOthers([played, real], { personId: "usr_b" })).toBe(false);
    expect(isSharedWithOthers([played, real], { personId: "usr_a" })).toBe(true);
  });
});

describe("what banks do unasked", () => {
  type Leg = BankField["look"]["legs"][number];
  const leg = (changes: Partial<Leg>): Leg => ({
    id: "dep_bo",
    personId: "usr_bo",
    purpose: "deposit",
    state: "held",
    amountMinor: 900,
    returnedMinor: 0,
    takenMinor: 0,
    chargeback: null,
    underReview: false,
    refundIds: [],
    ...changes,
  });
  const field = (legs: readonly Leg[], payouts: BankField["payouts"] = []): BankField => ({
    look: {
      currency: "EUR",
      initiatorId: "usr_ada",
      members: [
        { personId: "usr_ada", pseudonym: "Ada", state: "active", country: "DE", quantity: 1, atRisk: false },
        { personId: "usr_bo", pseudonym: "Bo", state: "active", country: "DE", quantity: 1, atRisk: false },
      ],
      legs,
    },
    payouts,
  });
  const taken = { state: "settled", takenMinor: 900 } as const;
  const open = { state: "open", amountMinor: 900 } as const;

  test.each<[string, Partial<Leg>, string[]]>([
    ["held", {}, ["hold_dropped", "review_opened"]],
    ["examined", { underReview: true }, ["hold_dropped", "review_passed", "review_failed"]],
    ["taken", taken, ["dispute_opened", "cost"]],
    ["called back", { ...taken, chargeback: open }, ["dispute_won", "dispute_lost", "cost"]],
    ["decided", { ...taken, chargeback: { ...open, state: "lost" } }, ["cost"]],
    ["sent home", { state: "refunded", refundIds: ["dep_bo.1"] }, ["refund_returned"]],
    ["a share of another's", { ...taken, purpose: "share" }, []],
  ])("%s", (_, changes, events) => {
    expect(openBankEvents(field([leg(changes)]))).toEqual(events);
  });

  test("a payout comes back only after it was paid, and is no buyer's", () => {
    expect(openBankEvents(field([], [{ id: "pay_1", state: "pending" }]))).toEqual([]);
    const paid = field([], [{ id: "pay_1", state: "paid" }]);
    const event = { kind: "payout_returned", payoutId: "pay_1" };
    expect(planBankEvent("payout_returned", paid)).toEqual({ event, pseudonym: null });
    expect(planBankEvent("payout_returned", paid, "Bo")).toBeNull();
  });

  test("it happens to whoever is named, else to the initiator last", () => {
    const both = field([leg({ id: "dep_ada", personId: "usr_ada" }), leg({})]);
    expect(planBankEvent("hold_dropped", both)?.pseudonym).toBe("Bo");
    expect(planBankEvent("hold_dropped", both, "Ada")?.event).toEqual({ kind: "hold_dropped", depositId: "dep_ada" });
    expect(planBankEvent("hold_dropped", both, "Cy")).toBeNull();
  });
});

test("a step is offered while somebody waits for it, and only then", () => {
  const member = (state: "balance_due" | "paid" | "shipped" | "active") => ({
    personId: "usr_a",
    pseudonym: "a",
    country: "DE",
    quantity: 1,
    atRisk: false,
    state,
  });
  expect(openSteps({ state: "open", members: [member("active")] })).toEqual([]);
  expect(openSteps({ state: "selecting", members: [member("active")] })).toEqual(["choose"]);
  expect(openSteps({ state: "collecting", members: [member("balance_due"), member("paid")] })).toEqual(["pay", "ship"]);
  expect(openSteps({ state: "fulfilling", members: [member("shipped")] })).toEqual(["receive"]);
});
