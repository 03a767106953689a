import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Policy } from "../../worker/core/group-buy/state/terms.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const NAMES = [INITIATOR, "Ada", "Bob"];

/** The balances are due. */
function owingStage(): Stage {
  const stage = openStage().seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10 });
  stage.offer("Mia");
  return tap(stage, () => stage.at(CLOSES).poke());
}

/** What the provider says by itself of a hold that nobody has asked about. */
function lapse(stage: Stage, leg: Leg): void {
  stage.give({
    type: "provider_answered",
    legId: leg.id,
    step: "read",
    attempt: leg.attempt,
    outcome: { kind: "lapsed" },
  });
}

function tap(stage: Stage, act: () => unknown): Stage {
  act();
  return stage;
}

function kept(stage: Stage, leg: Leg): number {
  return standingOf(project(stage.journals), dep(leg.id), "EUR");
}

describe("M10, M12: a deposit that is gone stays gone, whatever the seat that it was for goes through", () => {
  test("a hold lapses, the member pays the whole price and is sent the goods: a breach gives back that price alone", () => {
    const stage = owingStage();
    lapse(stage, stage.legOf("Ada"));
    for (const name of NAMES) stage.payBalance(name);
    stage.answerAll();
    expect(stage.balanceOf("Ada").capturedMinor).toBe(stage.member("Ada").totalMinor);
    stage.ship("Mia", "Ada");
    stage.declareBreach(true);
    stage.answerAll();
    expect([stage.legOf("Ada").state, stage.legOf("Ada").refundedMinor]).toEqual(["lapsed", 0]);
    expect([stage.balanceOf("Ada").state, kept(stage, stage.balanceOf("Ada"))]).toEqual(["refunded", 0]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("one that was taken while it was let go is on its way back: shipping does not stop it, receiving awards none of it", () => {
    const stage = owingStage();
    const deposit = stage.legOf("Ada");
    for (const name of NAMES) stage.payBalance(name);
    for (const leg of stage.pending()) stage.answer(leg);
    for (const leg of [deposit, stage.balanceOf("Ada")]) stage.decline(leg);
    stage.at(CLOSES + 7 * HOUR).poke();
    stage.decline(deposit);
    stage.answer(deposit, { kind: "captured", ref: "ref_late", capturedMinor: 800, isDirect: false });
    expect(deposit).toMatchObject({ state: "refunding", pending: "refund", capturedMinor: 800 });
    stage.answer(stage.balanceOf("Ada"));
    stage.payBalance("Ada");
    for (let call = 0; call < 2; call += 1) stage.answer(stage.balanceOf("Ada"));
    for (const leg of stage.pending()) if (leg !== deposit) stage.answer(leg);
    stage.ship("Mia", "Ada");
    stage.receive("Ada");
    expect(deposit).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect([deposit.state, deposit.refundedMinor, kept(stage, deposit)]).toEqual(["refunded", 800, 0]);
    expect(stage.balanceOf("Ada").movements.at(-1)).toMatchObject({ kind: "awarded", amountMinor: 8 * 950 });
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a dispute is about what was paid, not about what went back before", () => {
    const stage = owingStage();
    lapse(stage, stage.legOf("Ada"));
    for (const name of NAMES) stage.payBalance(name);
    stage.answerAll().ship("Mia", "Ada");
    stage.dispute("Ada", 8 * 950);
    stage.answerDispute("Mia", "Ada", "accept");
    stage.answerAll();
    expect([stage.stateOf("Ada"), stage.legOf("Ada").state, kept(stage, stage.balanceOf("Ada"))]).toEqual([
      "refunded",
      "lapsed",
      0,
    ]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("M7, M15: a deposit that was made smaller twice before the first part of it had gone back", () => {
  /** Of eight that were paid for at once, five are left; the first refund has not been answered. */
  function loweredTwice(policy: Partial<Policy> = {}): Stage {
    const stage = openStage({ provider: { canAuthorize: false }, policy });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10 });
    stage.change("Ada", 6);
    stage.change("Ada", 5);
    expect(stage.legOf("Ada")).toMatchObject({ pending: "refund", refundMinor: 200, keepMinor: 500 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    return stage;
  }

  function allButTheDeposit(stage: Stage, name: string): void {
    for (let round = 0; round < 4; round += 1) {
      for (const leg of stage.pending()) if (leg !== stage.legOf(name) && leg.pending !== null) stage.answer(leg);
    }
  }

  test("the merchant gets the price and no more, and both parts come back", () => {
    const stage = loweredTwice();
    for (const name of NAMES) stage.payBalance(name);
    allButTheDeposit(stage, "Ada");
    stage.ship("Mia", "Ada");
    stage.receive("Ada");
    expect(stage.legOf("Ada").movements.at(-1)).toMatchObject({ kind: "awarded", amountMinor: 500 });
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "settled", capturedMinor: 800, refundedMinor: 300 });
    expect(kept(stage, stage.legOf("Ada"))).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a no-show forfeits what five units stand for, and both parts come back", () => {
    const stage = loweredTwice({ noShow: "merchant", shrinkagePercent: 60 });
    for (const name of [INITIATOR, "Bob"]) stage.payBalance(name);
    allButTheDeposit(stage, "Ada");
    stage.at(CLOSES + 3 * DAY).poke();
    expect(stage.last("forfeited").open.amount).toBe(500);
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "forfeited", capturedMinor: 800, refundedMinor: 300 });
    expect(kept(stage, stage.legOf("Ada"))).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("M7, H7: what a smaller seat gave back comes back from its bank, days after it had gone", () => {
  /** Eight paid for at once; refunds are answered as they come. */
  function paidAtOnce(): Stage {
    const stage = openStage({ provider: { canAuthorize: false } });
    return stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10 });
  }

  /** Tells the return twice, as banks do; it counts once. */
  function bounced(stage: Stage, attempt: number, amountMinor: number): void {
    const before = stage.count("part_refund_returned");
    for (let time = 0; time < 2; time += 1) stage.bounce(stage.legOf("Ada"), attempt);
    expect(stage.count("part_refund_returned")).toBe(before + 1);
    expect(stage.last("part_refund_returned").open.amount).toBe(amountMinor);
    expect(noticesOf(stage.groupBuy, stage.last("part_refund_returned"))).toMatchObject([
      { kind: "refund_failed", personId: "usr_ada", facts: { amountMinor } },
    ]);
    expect(checkLedger(stage.journals)).toEqual([]);
  }

  test("while the seat stands: it is owed again, and asked for again under a number of its own", () => {
    const stage = paidAtOnce();
    stage.change("Ada", 6);
    stage.answerAll();
    bounced(stage, 1, 200);
    expect(stage.legOf("Ada")).toMatchObject({ state: "captured", pending: "refund", refundMinor: 200, attempt: 2 });
    expect(kept(stage, stage.legOf("Ada"))).toBe(800);
    stage.answerAll();
    expect(kept(stage, stage.legOf("Ada"))).toBe(600);
  });

  test("after the goods were received: the merchant's part of it is not touched", () => {
    const stage = paidAtOnce();
    stage.change("Ada", 6);
    stage.answerAll();
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of NAMES) stage.payBalance(name);
    stage.answerAll().ship("Mia", "Ada");
    stage.receive("Ada");
    bounced(stage, 1, 200);
    expect([stage.groupBuy.state, kept(stage, stage.legOf("Ada"))]).toEqual(["fulfilling", 200]);
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "settled", pending: null, refundedMinor: 200 });
    expect(kept(stage, stage.legOf("Ada"))).toBe(0);
  });

  test("the first of two, when the second had gone well", () => {
    const stage = paidAtOnce();
    for (const quantity of [6, 5]) {
      stage.change("Ada", quantity);
      stage.answerAll();
    }
    bounced(stage, 1, 200);
    stage.answerAll();
    expect([stage.legOf("Ada").refundedMinor, kept(stage, stage.legOf("Ada"))]).toEqual([300, 500]);
    bounced(stage, 2, 100);
    stage.answerAll();
    expect([stage.legOf("Ada").refundedMinor, kept(stage, stage.legOf("Ada"))]).toEqual([300, 500]);
  });

  test("the first of two, while the second is on its way: that one stays as large as it was sent", () => {
    const stage = paidAtOnce();
    stage.change("Ada", 6);
    stage.answerAll();
    stage.change("Ada", 5);
    bounced(stage, 1, 200);
    expect(stage.legOf("Ada")).toMatchObject({ pending: "refund", refundMinor: 100, attempt: 2 });
    stage.answer(stage.legOf("Ada"));
    expect(stage.last("part_refunded").open.amount).toBe(100);
    expect(stage.legOf("Ada")).toMatchObject({ pending: "refund", refundMinor: 200, attempt: 3 });
    stage.answerAll();
    expect(kept(stage, stage.legOf("Ada"))).toBe(500);
  });

  test("while the whole deposit goes back because the member has left", () => {
    const stage = paidAtOnce();
    stage.change("Ada", 6);
    stage.answerAll();
    stage.leave("Ada");
    bounced(stage, 1, 200);
    stage.answer(stage.legOf("Ada"));
    expect(stage.last("part_refunded").open.amount).toBe(600);
    expect(stage.legOf("Ada")).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect(stage.last("deposit_refunded").open.amount).toBe(200);
    expect([stage.legOf("Ada").state, kept(stage, stage.legOf("Ada"))]).toEqual(["refunded", 0]);
  });

  test("and when everything had gone back; then the rest of it as well", () => {
    const stage = paidAtOnce();
    stage.change("Ada", 6);
    stage.answerAll();
    stage.leave("Ada");
    stage.answerAll();
    bounced(stage, 1, 200);
    expect(stage.legOf("Ada")).toMatchObject({ state: "refund_failed", pending: "refund", attempt: 3 });
    stage.answerAll();
    expect([stage.legOf("Ada").state, stage.legOf("Ada").refundedMinor]).toEqual(["refunded", 800]);
    bounced(stage, 2, 600);
    stage.answerAll();
    expect([stage.legOf("Ada").state, kept(stage, stage.legOf("Ada"))]).toEqual(["refunded", 0]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});
