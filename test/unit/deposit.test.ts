import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auditDeposit, type ExpectedDeposit } from "../../worker/core/deposit/audit.ts";
import { convertDueMs, longestDeadlineMs, planDelivery, planHolding } from "../../worker/core/deposit/plan.ts";
import type { DepositView, ProviderCapabilities } from "../../worker/core/deposit/provider.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const capabilities: ProviderCapabilities = {
  id: "test",
  mode: "sandbox",
  canAuthorize: true,
  canCapturePart: true,
  guaranteedAuthMs: 6 * DAY,
  maxHeldMs: 180 * DAY,
  buyerAction: "none",
  canPayOut: true,
  feeRefundedOnRefund: true,
  writesPerSecond: 100,
  currencies: [],
  notifications: "none",
};

describe("holding plan (money 1.4)", () => {
  const need = { nowMs: 1_000_000, payWindowMs: 10 * MINUTE, acceptanceWindowMs: 2 * DAY, capabilities };
  const windowsMs = 10 * MINUTE + 2 * DAY + DAY;
  const at = (openMs: number, changed: Partial<ProviderCapabilities> = {}) =>
    planHolding({ ...need, deadlineMs: need.nowMs + openMs, capabilities: { ...capabilities, ...changed } });

  test("A up to and including what the provider guarantees, B from one millisecond more", () => {
    expect(at(6 * DAY - windowsMs)).toEqual({ ok: true, value: "A" });
    expect(at(6 * DAY - windowsMs + 1)).toEqual({ ok: true, value: "B" });
  });

  test("B up to and including the longest time held, refused from one millisecond more with the longest duration", () => {
    expect(at(180 * DAY - windowsMs)).toEqual({ ok: true, value: "B" });
    expect(at(180 * DAY - windowsMs + 1)).toEqual({
      ok: false,
      error: { code: "duration-unsupported", maximumMs: 180 * DAY - windowsMs },
    });
  });

  test("B where a hold is possible but nothing is guaranteed, C where nothing can be held", () => {
    expect(at(HOUR, { guaranteedAuthMs: null })).toEqual({ ok: true, value: "B" });
    expect(at(HOUR, { canAuthorize: false })).toEqual({ ok: true, value: "C" });
    expect(at(200 * DAY, { canAuthorize: false })).toMatchObject({ ok: false });
  });

  test("windows longer than the provider keeps money leave no duration at all", () => {
    expect(at(HOUR, { maxHeldMs: DAY })).toEqual({ ok: false, error: { code: "duration-unsupported", maximumMs: 0 } });
  });

  test("the longest deadline is accepted and the next millisecond is not, for every provider", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5 * DAY, max: 400 * DAY }), fc.boolean(), (maxHeldMs, canAuthorize) => {
        const asked = { ...need, capabilities: { ...capabilities, maxHeldMs, canAuthorize } };
        const deadlineMs = longestDeadlineMs(asked);
        expect(planHolding({ ...asked, deadlineMs }).ok).toBe(true);
        expect(planHolding({ ...asked, deadlineMs: deadlineMs + 1 }).ok).toBe(false);
      }),
    );
  });

  test("scenario 22: a hold is converted a day before it ends", () => {
    expect(convertDueMs(10 * DAY)).toBe(9 * DAY);
  });

  test("an award whose delivery and confirmation outlast the money is too late", () => {
    const award = { capturedAtMs: 0, autoConfirmMs: 10 * DAY, capabilities };
    expect(planDelivery({ ...award, promisedDeliveryMs: 170 * DAY - 1 })).toEqual({ ok: true, value: "fits" });
    expect(planDelivery({ ...award, promisedDeliveryMs: 170 * DAY })).toEqual({
      ok: false,
      error: { code: "delivery-too-late", latestDeliveryMs: 170 * DAY },
    });
  });
});

describe("deposit audit (money 1.5, scenario 8)", () => {
  const expected: ExpectedDeposit = {
    depositId: "dep_1",
    groupBuyId: "gb_1",
    amountMinor: 900,
    currency: "EUR",
    mode: "sandbox",
    neededUntilMs: 5 * DAY,
    plan: "B",
    consumedRefs: new Set(["sb_other"]),
    goesBack: false,
  };
  const held: DepositView = {
    ref: "sb_1",
    depositId: "dep_1",
    groupBuyId: "gb_1",
    state: "held",
    amountMinor: 900,
    capturedMinor: 0,
    refundedMinor: 0,
    currency: "EUR",
    mode: "sandbox",
    captureBeforeMs: 6 * DAY,
    underReview: false,
  };

  test("a held deposit that matches passes, and so does one captured whole", () => {
    expect(auditDeposit(expected, held)).toEqual({
      ok: true,
      value: { ref: "sb_1", captureBeforeMs: 6 * DAY, state: "held" },
    });
    const captured = { ...held, state: "captured", capturedMinor: 900, captureBeforeMs: null } as const;
    expect(auditDeposit({ ...expected, plan: "C" }, captured)).toEqual({
      ok: true,
      value: { ref: "sb_1", captureBeforeMs: null, state: "captured" },
    });
  });

  test.each<[string, Partial<DepositView>, string, string]>([
    ["1 minor unit less", { amountMinor: 899 }, "deposit-mismatch", "other-amount"],
    ["1 minor unit more", { amountMinor: 901 }, "deposit-mismatch", "other-amount"],
    ["the right amount in another currency", { currency: "USD" }, "deposit-mismatch", "other-currency"],
    ["another group-buy's object", { groupBuyId: "gb_2" }, "deposit-mismatch", "other-group-buy"],
    ["another deposit's object", { depositId: "dep_2" }, "deposit-mismatch", "other-deposit"],
    ["money of the other mode", { mode: "live" }, "deposit-mismatch", "other-mode"],
    ["an object that another deposit rests on", { ref: "sb_other" }, "deposit-already-used", "reference-consumed"],
    ["a hold that lapsed", { state: "lapsed" }, "deposit-declined", "lapsed"],
    ["a hold that was let go", { state: "released" }, "deposit-declined", "released"],
    ["a decline", { state: "declined", declineCode: "card-declined" }, "deposit-declined", "declined"],
    ["a deposit under review", { underReview: true }, "deposit-pending", "under-review"],
    ["a buyer who still has to act", { state: "action_required" }, "deposit-pending", "buyer-action"],
    ["an object that holds nothing yet", { state: "prepared" }, "deposit-pending", "not-authorized"],
    ["a capture of less", { state: "captured", capturedMinor: 899 }, "deposit-mismatch", "captured-other-amount"],
    [
      "money that went back already",
      { state: "captured", capturedMinor: 900, refundedMinor: 1 },
      "deposit-declined",
      "refunded",
    ],
  ])("%s is refused by name", (_, change, code, reason) => {
    expect(auditDeposit(expected, { ...held, ...change })).toMatchObject({ ok: false, error: { code, reason } });
  });

  test("plan A needs a hold that lasts; plan B converts it and does not ask", () => {
    const short = { ...held, captureBeforeMs: expected.neededUntilMs - 1 };
    expect(auditDeposit({ ...expected, plan: "A" }, short)).toMatchObject({
      ok: false,
      error: { reason: "hold-too-short" },
    });
    expect(auditDeposit({ ...expected, plan: "A" }, { ...held, captureBeforeMs: null })).toMatchObject({
      ok: false,
      error: { reason: "hold-too-short" },
    });
    expect(auditDeposit({ ...expected, plan: "A" }, { ...held, captureBeforeMs: expected.neededUntilMs }).ok).toBe(
      true,
    );
    expect(auditDeposit(expected, short).ok).toBe(true);
  });

  test("a decline keeps the provider's own code where it gave one; a hold that ends too soon is a decline of ours", () => {
    const declined = (view: Partial<DepositView>) => auditDeposit(expected, { ...held, ...view });
    const code = "deposit-declined";
    expect(declined({ state: "declined", declineCode: "card-declined" })).toEqual({
      ok: false,
      error: { code, reason: "declined", declineCode: "card-declined" },
    });
    expect(declined({ state: "declined" })).toEqual({
      ok: false,
      error: { code, reason: "declined", declineCode: null },
    });
    expect(auditDeposit({ ...expected, plan: "A" }, { ...held, captureBeforeMs: null })).toEqual({
      ok: false,
      error: { code, reason: "hold-too-short" },
    });
  });

  test("what goes back in any case does not wait for the end of a review, nor is a mismatch forgiven for it", () => {
    const unwanted = { ...expected, goesBack: true };
    expect(auditDeposit(unwanted, { ...held, underReview: true })).toMatchObject({
      ok: true,
      value: { state: "held" },
    });
    expect(auditDeposit(unwanted, { ...held, underReview: true, amountMinor: 1 }).ok).toBe(false);
  });

  test("a foreign object is called foreign even when it is declined, and a mismatch is not forgiven under review", () => {
    expect(auditDeposit(expected, { ...held, groupBuyId: "gb_2", state: "declined" })).toMatchObject({
      error: { reason: "other-group-buy" },
    });
    expect(auditDeposit(expected, { ...held, amountMinor: 1, underReview: true })).toMatchObject({
      error: { reason: "other-amount" },
    });
  });

  test("whatever passes matches in every field that is money or identity", () => {
    const view = fc.record<DepositView>({
      ref: fc.constantFrom("sb_1", "sb_other"),
      depositId: fc.constantFrom("dep_1", "dep_2"),
      groupBuyId: fc.constantFrom("gb_1", "gb_2"),
      state: fc.constantFrom("prepared", "action_required", "held", "captured", "released", "lapsed", "declined"),
      amountMinor: fc.constantFrom(899, 900),
      capturedMinor: fc.constantFrom(0, 899, 900),
      refundedMinor: fc.constantFrom(0, 1),
      currency: fc.constantFrom("EUR", "USD"),
      mode: fc.constantFrom("sandbox", "live"),
      captureBeforeMs: fc.constantFrom(null, 6 * DAY),
      underReview: fc.boolean(),
    });
    fc.assert(
      fc.property(view, (seen) => {
        const audited = auditDeposit(expected, seen);
        const good =
          seen.ref === "sb_1" &&
          seen.depositId === "dep_1" &&
          seen.groupBuyId === "gb_1" &&
          seen.amountMinor === 900 &&
          seen.currency === "EUR" &&
          seen.mode === "sandbox" &&
          !seen.underReview &&
          (seen.state === "held" ||
            (seen.state === "captured" && seen.capturedMinor === 900 && seen.refundedMinor === 0));
        expect(audited.ok).toBe(good);
      }),
      { numRuns: 3_000 },
    );
  });
});
