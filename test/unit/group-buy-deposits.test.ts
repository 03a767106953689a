import { describe, expect, test } from "vitest";
import type { ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import { requireLeg } from "../../worker/core/group-buy/state/state.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Stage } from "../support/group-buy-kit.ts";
import { openStage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOLD_MS, HOUR, MINUTE, START } from "../support/group-buy-terms.ts";

/** Two weeks: longer than a hold surely lasts, so that deposits are converted (plan B). */
const LONG: StageOptions = { terms: { closesAtMs: START + 14 * DAY } };
const declined: ProviderOutcome = { kind: "declined", code: "card-closed" };

describe("Armed deposits (decision 6)", () => {
  test("verified before the press: the join is one step", () => {
    const stage = openStage();
    const legId = stage.arm("Ada", 2);
    stage.answerAll();
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, verifiedQuantity: 2 }); // A deposit is not a seat.
    stage.at(CLOSES - 1);
    expect(codeOf(stage.join("Ada", { quantity: 2, armedLegId: legId }))).toBeNull();
    expect(stage.member("Ada")).toMatchObject({ state: "active", depositLegId: legId, payByMs: null });
    expect(stage.last("joined").open.as).toBe("active");
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.certificate?.verifiedQuantity).toBe(4);
  });

  test("pressed while the provider still answers: held, and active with the answer", () => {
    const stage = openStage();
    const legId = stage.arm("Ada");
    stage.join("Ada", { armedLegId: legId });
    expect(stage.stateOf("Ada")).toBe("held");
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("active");
    expect(stage.groupBuy.legs.size).toBe(2);
  });

  test.each([
    ["money taken at once (plan C)", { provider: { canAuthorize: false } }, 0],
    ["a hold that was converted meanwhile (plan B)", LONG, 8 * DAY],
  ])("%s may be pressed as well", (_name, options: StageOptions, afterMs) => {
    const stage = openStage(options);
    const legId = stage.arm("Ada");
    stage.answerAll();
    stage.at(stage.nowMs + afterMs).poke();
    stage.answerAll();
    expect(stage.groupBuy.legs.get(legId)?.state).toBe("captured");
    stage.join("Ada", { armedLegId: legId });
    expect(stage.stateOf("Ada")).toBe("active");
  });

  test("only one's own, for the same quantity, once", () => {
    const stage = openStage();
    const legId = stage.arm("Ada", 2);
    stage.answerAll();
    expect(codeOf(stage.join("Bob", { quantity: 2, armedLegId: legId }))).toBe("deposit-mismatch");
    expect(codeOf(stage.join("Ada", { quantity: 3, armedLegId: legId }))).toBe("deposit-mismatch");
    expect(codeOf(stage.give({ type: "arm", quantity: 1, instrument: "x" }, person("Ada")))).toBe("state-conflict");
    stage.join("Ada", { quantity: 2, armedLegId: legId });
    stage.leave("Ada");
    expect(codeOf(stage.join("Ada", { quantity: 2, armedLegId: legId }))).toBe("deposit-mismatch");
  });

  test("within a buyer's limits and before the bell", () => {
    const stage = openStage();
    const arm = (quantity: number) => codeOf(stage.give({ type: "arm", quantity, instrument: "x" }, person("Ada")));
    expect([arm(0), arm(11)]).toEqual(["quantity-out-of-range", "quantity-out-of-range"]);
    stage.at(CLOSES);
    expect(arm(1)).toBe("not-open");
  });

  test("never pressed: given back at the bell, whether held, taken or still asked for", () => {
    const stage = openStage();
    const held = stage.arm("Held");
    stage.answerAll();
    const asked = stage.arm("Asked");
    const waiting = stage.arm("Waiting");
    const leg = (id: string) => stage.groupBuy.legs.get(id);
    stage.answer(requireLeg(stage.groupBuy, waiting), { kind: "action_required", ref: "ref" });
    stage.at(CLOSES).poke();
    expect(leg(held)).toMatchObject({ state: "releasing", pending: "release" });
    expect(leg(waiting)).toMatchObject({ state: "abandoned", pending: "release" });
    expect(leg(asked)).toMatchObject({ state: "abandoned", pending: "open" });
    stage.answerAll();
    expect([held, asked, waiting].map((id) => leg(id)?.state)).toEqual(["released", "released", "released"]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a full group-buy leaves the armed deposit alone and puts its buyer in line", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Bob", { quantity: 8 });
    const legId = stage.arm("Ada");
    stage.answerAll();
    stage.join("Ada", { armedLegId: legId });
    expect(stage.member("Ada")).toMatchObject({ state: "waitlisted", depositLegId: null });
    expect(stage.groupBuy.legs.get(legId)).toMatchObject({ state: "held", memberId: null });
  });
});

describe("Buyer's action", () => {
  test("asked for, taken and read again, the seat is active", () => {
    const stage = openStage();
    stage.join("Ada", { instrument: "sandbox:action" });
    const leg = stage.legOf("Ada");
    stage.answer(leg, { kind: "action_required", ref: "ref_1" });
    expect(leg).toMatchObject({ state: "action_required", pending: null, providerRef: "ref_1" });
    const recheck = { type: "recheck_leg", legId: leg.id } as const;
    expect(codeOf(stage.give(recheck, person("Bob")))).toBe("not-found");
    stage.give(recheck, person("Ada"));
    expect(leg.pending).toBe("read");
    expect(stage.give(recheck, person("Ada")).logged).toEqual([]); // One question at a time.
    stage.answer(leg);
    expect(stage.stateOf("Ada")).toBe("active");
  });

  test("M5: not taken in the window, it is called off", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    stage.answer(leg, { kind: "action_required", ref: "ref" });
    stage.at(START + HOUR + 10 * MINUTE).poke();
    expect(leg).toMatchObject({ state: "abandoned", pending: "release" });
    // Taken just before the release arrived: the money was captured, and is refunded.
    stage.answer(leg, { kind: "captured", ref: "ref", capturedMinor: 100, isDirect: true });
    expect(leg).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect(leg.state).toBe("refunded");
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("Money 1.4: plan B, conversion", () => {
  test("plan A holds to the end; plan B is converted a day before its hold ends, to the millisecond", () => {
    expect(openStage().legOf(INITIATOR)).toMatchObject({ plan: "A", convertAtMs: null });
    const stage = openStage(LONG);
    const leg = stage.legOf(INITIATOR);
    const dueMs = START + HOLD_MS - DAY;
    expect(leg).toMatchObject({ plan: "B", convertAtMs: dueMs, captureBeforeMs: START + HOLD_MS });
    stage.at(dueMs - 1).poke();
    expect(leg.pending).toBeNull();
    stage.at(dueMs).poke();
    expect(leg).toMatchObject({ state: "held", pending: "capture", captureMinor: 200, convertAtMs: null });
    stage.answerAll();
    expect(leg).toMatchObject({ state: "captured", heldMinor: 0, capturedMinor: 200, captureBeforeMs: null });
    expect(stage.stateOf(INITIATOR)).toBe("active");
  });

  test("a hold promised shorter than a day is converted at once", () => {
    const stage = openStage(LONG);
    stage.join("Ada");
    const deposit = { ref: "ref_a", captureBeforeMs: stage.nowMs + HOUR, state: "held" } as const;
    stage.answer(stage.legOf("Ada"), { kind: "verified", deposit });
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", pending: "capture" });
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("captured");
  });

  test("whoever leaves before it has a hold to let go, whoever leaves after it a refund", () => {
    const stage = openStage(LONG).seat("Before").seat("After");
    stage.leave("Before");
    expect(stage.legOf("Before")).toMatchObject({ state: "releasing", convertAtMs: null });
    stage.at(START + HOUR + HOLD_MS - DAY).poke();
    stage.answerAll();
    stage.leave("After");
    expect(stage.legOf("After")).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect(stage.legOf("After")).toMatchObject({ state: "refunded", refundedMinor: 100 });
  });

  test("a seat that ends while its conversion is under way: the late capture is refunded", () => {
    const stage = openStage(LONG).seat("Ada");
    stage.at(START + HOUR + HOLD_MS - DAY).poke();
    stage.leave("Ada");
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", pending: "capture" });
    stage.answer(stage.legOf("Ada"));
    expect(stage.last("deposit_captured").open.isLate).toBe(true);
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("refunded");
    expect(stage.stateOf("Ada")).toBe("withdrawn");
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("money stays exact through a conversion, the balance and the award", () => {
    const stage = openStage(LONG).seat("Ada", { quantity: 10 });
    stage.offer("Mia");
    stage.at(START + 14 * DAY).poke();
    stage.answerAll();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("Scenario 22: the conversion is refused", () => {
  const converting = (): Stage => {
    const stage = openStage(LONG).seat("Ada");
    stage.at(START + HOUR + HOLD_MS - DAY).poke();
    return stage;
  };

  test("once: the seat is at risk and the second attempt comes six hours later", () => {
    const stage = converting();
    const leg = stage.legOf("Ada");
    stage.answer(leg, declined);
    const retryMs = stage.nowMs + 6 * HOUR;
    expect(leg).toMatchObject({
      state: "held",
      pending: null,
      declineCode: "card-closed",
      convertAtMs: retryMs,
      attempt: 2,
    });
    expect(stage.stateOf("Ada")).toBe("active");
    stage.at(retryMs - 1).poke();
    expect(leg.pending).toBeNull();
    stage.at(retryMs).poke();
    expect(leg.pending).toBe("capture");
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "captured", declineCode: null });
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("twice: the seat lapses, the hold goes back, the books close", () => {
    const stage = converting();
    const leg = stage.legOf("Ada");
    stage.answer(leg, declined);
    stage.at(stage.nowMs + 6 * HOUR).poke();
    stage.answer(leg, declined);
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
    expect(leg).toMatchObject({ state: "releasing", pending: "release" });
    stage.answerAll();
    expect(leg).toMatchObject({ state: "released", heldMinor: 0 });
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("never again once the hold would be dead", () => {
    const stage = openStage(LONG);
    stage.join("Ada");
    const deposit = { ref: "ref_a", captureBeforeMs: stage.nowMs + 6 * HOUR, state: "held" } as const;
    stage.answer(stage.legOf("Ada"), { kind: "verified", deposit });
    stage.answer(stage.legOf("Ada"), declined);
    expect(stage.stateOf("Ada")).toBe("lapsed");
  });

  test.each(["lapsed", "released"] as const)("a hold that is found %s secures nothing", (kind) => {
    const stage = converting();
    const leg = stage.legOf("Ada");
    stage.answer(leg, { kind });
    expect(leg).toMatchObject({ state: "lapsed", heldMinor: 0, pending: null });
    expect(stage.member("Ada")).toMatchObject({ state: "held", atRisk: "reversed" }); // It may be paid again (H11).
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a hold that the provider lets go is a fact, asked for or not", () => {
    const stage = openStage().seat("Ada");
    const leg = stage.legOf("Ada");
    const fact = {
      type: "provider_answered",
      legId: leg.id,
      step: "read",
      attempt: 1,
      outcome: { kind: "lapsed" },
    } as const;
    stage.give(fact);
    expect(stage.stateOf("Ada")).toBe("held");
    expect(stage.give(fact).logged).toEqual([]);
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
  });
});

describe("Scenario 21: the refund fails", () => {
  function refunding(): Stage {
    const stage = openStage({ provider: { canAuthorize: false } }).seat("Ada");
    stage.leave("Ada");
    return stage;
  }

  test("each failure is named and tried again under a new key; nothing is booked before it succeeds", () => {
    const stage = refunding();
    const leg = stage.legOf("Ada");
    const booked = stage.journals.length;
    for (const attempt of [1, 2, 3]) {
      expect(leg).toMatchObject({ pending: "refund", attempt });
      stage.answer(leg, { kind: "refund_failed", code: "account-closed" });
      expect(leg).toMatchObject({ state: "refund_failed", refundedMinor: 0 });
    }
    expect(stage.journals).toHaveLength(booked);
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "refunded", refundedMinor: 100, pending: null });
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("succeeded, and two days later failed: owed again, in the books too, and sent again", () => {
    const stage = refunding();
    const leg = stage.legOf("Ada");
    stage.answerAll();
    stage.at(stage.nowMs + 2 * DAY);
    stage.give({
      type: "provider_answered",
      legId: leg.id,
      step: "refund",
      attempt: leg.attempt,
      outcome: { kind: "refund_failed", code: "account-closed" },
    });
    expect(leg).toMatchObject({ state: "refund_failed", refundedMinor: 0, pending: "refund", attempt: 2 });
    expect(stage.journals.at(-1)?.kind).toBe("refund_failed");
    stage.answerAll();
    expect(leg).toMatchObject({ state: "refunded", refundedMinor: 100 });
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("An answer is judged like any other command", () => {
  test("one that nobody asked for, for another step or an older attempt changes nothing", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    const verified = {
      kind: "verified",
      deposit: { ref: "ref_x", captureBeforeMs: stage.nowMs + HOLD_MS, state: "held" },
    } as const;
    const give = (step: "open" | "read" | "refund", attempt: number, outcome: ProviderOutcome, legId = leg.id) =>
      stage.give({ type: "provider_answered", legId, step, attempt, outcome }).logged;
    expect(give("read", 1, verified)).toEqual([]);
    expect(give("open", 2, verified)).toEqual([]);
    expect(give("open", 1, verified, "dep_none")).toEqual([]);
    // A claim of money without an audit answers nothing.
    expect(give("open", 1, { kind: "captured", ref: "r", capturedMinor: 100, isDirect: true })).toEqual([]);
    expect(give("open", 1, { kind: "refunded" })).toEqual([]);
    stage.answer(leg);
    expect(give("open", 1, verified)).toEqual([]);
    expect(give("refund", 1, { kind: "refund_failed", code: "x" })).toEqual([]);
    expect(stage.groupBuy.verifiedQuantity).toBe(3);
  });

  test("whatever arrives late about a deposit that was released changes nothing, and books nothing", () => {
    const stage = openStage().seat("Ada");
    stage.leave("Ada");
    stage.answerAll();
    const leg = stage.legOf("Ada");
    expect(leg).toMatchObject({ state: "released", pending: null, heldMinor: 0 });
    const before = structuredClone(leg);
    const { length } = stage.journals;
    const late: readonly ProviderOutcome[] = [
      { kind: "verified", deposit: { ref: "ref_x", captureBeforeMs: stage.nowMs + HOLD_MS, state: "held" } },
      { kind: "verified", deposit: { ref: "ref_x", captureBeforeMs: null, state: "captured" } },
      { kind: "action_required", ref: "ref_x" },
      { kind: "declined", code: "x" },
      { kind: "captured", ref: "ref_x", capturedMinor: leg.amountMinor, isDirect: false },
      { kind: "released" },
      { kind: "lapsed" },
      { kind: "refunded" },
      { kind: "refund_failed", code: "x" },
      { kind: "paid_out" },
      { kind: "payout_failed", code: "x" },
    ];
    const steps = ["open", "read", "capture", "release", "refund", "payout"] as const;
    for (const outcome of late) {
      for (const step of steps) {
        for (let attempt = 1; attempt <= leg.attempt + 1; attempt += 1) {
          const answer = { type: "provider_answered", legId: leg.id, step, attempt, outcome } as const;
          expect(stage.give(answer).logged, `${step} ${attempt}: ${outcome.kind}`).toEqual([]);
        }
      }
    }
    expect(stage.legOf("Ada")).toEqual(before);
    expect(stage.journals).toHaveLength(length);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("M5: the answer to an older attempt does not decide the newer one", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    stage.decline(leg);
    stage.give({ type: "confirm_leg", legId: leg.id, instrument: "sandbox:ok" }, person("Ada"));
    const echo = { kind: "declined", code: "again" } as const;
    stage.give({ type: "provider_answered", legId: leg.id, step: "open", attempt: 1, outcome: echo });
    expect(leg.state).toBe("opening");
    stage.answer(leg);
    expect(stage.stateOf("Ada")).toBe("active");
  });
});
