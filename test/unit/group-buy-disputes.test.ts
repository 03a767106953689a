import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf, standing } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const SENT = CLOSES + DAY;

/** Ines 2, Ada 8, Bob 10 have paid, and everybody's goods are on their way. Ada has paid 76.00: 8.00 and 68.00. */
function sentStage(options: StageOptions = {}): Stage {
  const stage = openStage(options).seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10, country: "FR" });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  stage.answerAll().at(SENT);
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
  return stage;
}

function kept(stage: Stage, name: string): number {
  return standing(stage, dep(stage.legOf(name).id)) + standing(stage, dep(stage.balanceOf(name).id));
}

describe("M14: a dispute", () => {
  test("stops the silence and keeps the money where it is; the merchant is asked for five days", () => {
    const stage = sentStage();
    expect(codeOf(stage.dispute("Ada", 2_000))).toBeNull();
    expect(stage.member("Ada")).toMatchObject({
      state: "disputed",
      confirmAtMs: null,
      dispute: { speaker: "merchant", untilMs: SENT + 5 * DAY, wantedMinor: 2_000, offeredMinor: null, outcome: null },
    });
    stage.at(SENT + 5 * DAY - 1).poke();
    expect(stage.stateOf("Ada")).toBe("disputed");
    expect(kept(stage, "Ada")).toBe(7_600);
    expect(noticesOf(stage.groupBuy, stage.last("disputed"))).toMatchObject([
      { kind: "dispute_opened", personId: "usr_mia", facts: { wantedMinor: 2_000 } },
    ]);
  });

  test("is open to a member whose goods are on their way, up to the last millisecond of the inspection", () => {
    const stage = sentStage();
    expect(codeOf(stage.dispute("Nobody", 1))).toBe("not-found");
    stage.receive(INITIATOR);
    expect(codeOf(stage.dispute(INITIATOR, 1))).toBe("state-conflict"); // Received is the end of it.
    stage.at(SENT + 10 * DAY - 1);
    expect(codeOf(stage.dispute("Ada", 1))).toBeNull();
    expect(codeOf(stage.dispute("Ada", 1))).toBe("state-conflict");
    stage.at(SENT + 10 * DAY);
    expect(codeOf(stage.dispute("Bob", 1))).toBe("state-conflict");
  });

  test.each([
    [0, "EUR", "amount-out-of-range"],
    [7_601, "EUR", "amount-out-of-range"],
    [100, "USD", "currency-mismatch"],
  ])("about %i %s is %s", (wantedMinor, currency, code) => {
    expect(codeOf(sentStage().dispute("Ada", wantedMinor, currency))).toBe(code);
  });

  test("is not in the terms of group-buys that were published before it", () => {
    const stage = sentStage();
    const { delivery: _, ...earlier } = stage.groupBuy.policy;
    const old = sentStage({ basis: earlier });
    expect(codeOf(old.dispute("Ada", 1))).toBe("state-conflict");
  });

  test("is answered by the merchant of the award alone, in its turn", () => {
    const stage = sentStage();
    expect(codeOf(stage.answerDispute("Mia", "Ada", "accept"))).toBe("state-conflict");
    stage.dispute("Ada", 2_000);
    expect(codeOf(stage.answerDispute("Nora", "Ada", "accept"))).toBe("not-found");
    expect(codeOf(stage.replyDispute("Ada", true))).toBe("state-conflict");
    expect(codeOf(stage.decideDispute("Ada", 1))).toBe("state-conflict");
    for (const tooMuch of [0, 2_000]) {
      expect(codeOf(stage.answerDispute("Mia", "Ada", tooMuch))).toBe("amount-out-of-range");
    }
    expect(codeOf(stage.answerDispute("Mia", "Ada", 500))).toBeNull();
    expect(codeOf(stage.answerDispute("Mia", "Ada", 600))).toBe("state-conflict");
    expect(codeOf(stage.answerDispute("Mia", "Ada", "reject"))).toBe("state-conflict");
  });

  test("a proposal of the last moment leaves the member two days to read it", () => {
    const stage = sentStage();
    stage.dispute("Ada", 2_000);
    stage.dispute("Bob", 2_000);
    stage.at(SENT + DAY).answerDispute("Mia", "Bob", 500);
    expect(stage.member("Bob").dispute?.untilMs).toBe(SENT + 5 * DAY);
    stage.at(SENT + 5 * DAY - 1).answerDispute("Mia", "Ada", 500);
    expect(stage.member("Ada").dispute?.untilMs).toBe(SENT + 7 * DAY - 1);
  });
});

describe("M15: its end", () => {
  test("the merchant gives what is wanted: from the balance, by the provider, and the rest less fee is released", () => {
    const stage = sentStage({ policy: { feeBasisPoints: 200 } });
    stage.dispute("Ada", 2_000);
    expect(codeOf(stage.answerDispute("Mia", "Ada", "accept"))).toBeNull();
    expect(stage.balanceOf("Ada")).toMatchObject({ state: "settled", pending: "refund", refundMinor: 2_000 });
    expect(stage.legOf("Ada").state).toBe("settled");
    expect(kept(stage, "Ada")).toBe(2_000); // Owed to Ada until the provider says that it went.
    expect(standing(stage, "plat:fee")).toBe(112); // 2 % of the 56.00 that the goods came to.
    stage.answerAll();
    expect(stage.balanceOf("Ada")).toMatchObject({ state: "settled", pending: null, refundedMinor: 2_000 });
    expect(stage.member("Ada")).toMatchObject({
      state: "completed",
      dispute: { speaker: null, outcome: { refundMinor: 2_000, by: "merchant", words: "We are sorry." } },
    });
    expect(kept(stage, "Ada")).toBe(0);
    expect(standing(stage, "mer:mer_mia:payable") + standing(stage, "mer:mer_mia:reserve")).toBe(5_600 - 112);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("everything goes back from both payments, and the seat has ended", () => {
    const stage = sentStage();
    stage.dispute("Ada", 7_600);
    stage.answerDispute("Mia", "Ada", "accept");
    expect(stage.stateOf("Ada")).toBe("refunded");
    stage.answerAll();
    expect([stage.legOf("Ada").refundedMinor, stage.balanceOf("Ada").refundedMinor]).toEqual([800, 6_800]);
    expect(standing(stage, "mer:mer_mia:payable")).toBe(0);
    expect(kept(stage, "Ada")).toBe(0);
  });

  test("more than the balance takes the rest from the deposit", () => {
    const stage = sentStage();
    stage.dispute("Ada", 7_000);
    stage.answerDispute("Mia", "Ada", "accept");
    stage.answerAll();
    expect([stage.legOf("Ada").refundedMinor, stage.balanceOf("Ada").refundedMinor]).toEqual([200, 6_800]);
    expect(standing(stage, "mer:mer_mia:payable") + standing(stage, "mer:mer_mia:reserve")).toBe(600);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a proposal that the member takes", () => {
    const stage = sentStage();
    stage.dispute("Ada", 2_000);
    stage.answerDispute("Mia", "Ada", 500);
    expect(noticesOf(stage.groupBuy, stage.last("dispute_answered"))).toMatchObject([
      { kind: "dispute_proposed", personId: "usr_ada", facts: { offeredMinor: 500 } },
    ]);
    expect(codeOf(stage.replyDispute("Ada", true))).toBeNull();
    expect(stage.last("dispute_ended")).toMatchObject({ open: { qty: 8, by: "member" }, sealed: { refundMinor: 500 } });
  });

  test("a rejection, or a proposal that is not taken, goes to operators for fourteen days", () => {
    const stage = sentStage();
    stage.dispute("Ada", 2_000);
    stage.dispute("Bob", 2_000);
    stage.at(SENT + DAY).answerDispute("Mia", "Ada", "reject");
    stage.answerDispute("Mia", "Bob", 500);
    stage.replyDispute("Bob", false);
    for (const name of ["Ada", "Bob"]) {
      expect(stage.member(name).dispute).toMatchObject({ speaker: "operator", untilMs: SENT + 15 * DAY });
    }
    expect(stage.types().slice(-2)).toEqual(["dispute_answered", "dispute_raised"]);
  });

  test("an operator divides what was paid, with words, unless they buy or sell here", () => {
    const stage = sentStage();
    stage.dispute("Ada", 2_000);
    stage.answerDispute("Mia", "Ada", "reject");
    expect(codeOf(stage.decideDispute("Ada", 1, "Bob"))).toBe("conflict-of-interest");
    expect(codeOf(stage.decideDispute("Ada", 7_601))).toBe("amount-out-of-range");
    const notOne = {
      type: "decide_dispute",
      memberId: stage.member("Ada").id,
      refundMinor: 1,
      currency: "EUR",
      words: "",
    };
    expect(codeOf(stage.give(notOne as never, person("Nobody")))).toBe("not-found");
    expect(codeOf(stage.decideDispute("Ada", 3_000))).toBeNull(); // More than was wanted is theirs to say.
    expect(stage.member("Ada").dispute?.outcome).toEqual({ refundMinor: 3_000, by: "operator", words: "Photographs." });
    stage.dispute("Bob", 1);
    stage.answerDispute("Mia", "Bob", "reject");
    stage.decideDispute("Bob", 0);
    expect([stage.stateOf("Bob"), stage.balanceOf("Bob").state]).toEqual(["completed", "settled"]);
  });

  test("the merchant may give what is wanted, and the member let it go, while operators have not decided", () => {
    const stage = sentStage();
    for (const name of ["Ada", "Bob"]) {
      stage.dispute(name, 2_000);
      stage.answerDispute("Mia", name, "reject");
    }
    expect(codeOf(stage.answerDispute("Mia", "Ada", "accept"))).toBeNull();
    expect(codeOf(stage.receive("Bob"))).toBeNull();
    expect(stage.last("dispute_ended")).toMatchObject({
      open: { by: "member" },
      sealed: { refundMinor: 0, parts: [] },
    });
    expect(codeOf(stage.decideDispute("Bob", 1))).toBe("state-conflict");
  });

  test("ADR 0019: whose silence it is decides, at the due millisecond and not before", () => {
    const stage = sentStage();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.dispute(name, 1_001);
    stage.answerDispute("Mia", "Ada", 300);
    stage.answerDispute("Mia", "Bob", 300);
    stage.replyDispute("Bob", false);
    stage.at(SENT + 5 * DAY - 1).poke();
    expect(stage.count("dispute_ended")).toBe(0);
    stage.at(SENT + 5 * DAY).poke();
    stage.at(SENT + 14 * DAY - 1).poke();
    expect(stage.stateOf("Bob")).toBe("disputed");
    stage.at(SENT + 14 * DAY).poke();
    const outcomes = [INITIATOR, "Ada", "Bob"].map((name) => stage.member(name).dispute?.outcome);
    expect(outcomes.map((outcome) => [outcome?.by, outcome?.refundMinor])).toEqual([
      ["merchant_silence", 1_001],
      ["member_silence", 300],
      ["operator_silence", 651], // In the middle of 3.00 and 10.01; half a cent is the member's.
    ]);
    expect(stage.last("dispute_ended").effectiveAtMs).toBe(SENT + 14 * DAY);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
  });
});

describe("G22, scenario 21: disputes and the settlement", () => {
  test("an open dispute keeps it open, a refund of a part too, and one that failed", () => {
    const stage = sentStage();
    stage.receive(INITIATOR);
    stage.receive("Bob");
    stage.dispute("Ada", 2_000);
    expect(stage.groupBuy.state).toBe("fulfilling");
    stage.answerDispute("Mia", "Ada", "accept");
    expect(stage.groupBuy.state).toBe("fulfilling");
    stage.answer(stage.balanceOf("Ada"), { kind: "refund_failed", code: "account-closed" });
    expect(stage.balanceOf("Ada")).toMatchObject({ pending: "refund", attempt: 2, refundedMinor: 0 });
    expect(stage.last("part_refund_failed").open.amount).toBe(2_000);
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(kept(stage, "Ada")).toBe(2_000);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
    expect(kept(stage, "Ada")).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a refund of a part that comes back after it had gone is owed again, and goes again, once", () => {
    const stage = sentStage();
    stage.dispute("Ada", 2_000);
    stage.answerDispute("Mia", "Ada", "accept");
    stage.answerAll();
    const leg = stage.balanceOf("Ada");
    expect(noticesOf(stage.groupBuy, stage.last("part_refunded"))).toMatchObject([
      { kind: "money_returned", personId: "usr_ada", facts: { amountMinor: 2_000 } },
    ]);
    stage.bounce(leg, 1);
    stage.bounce(leg, 1);
    expect(stage.count("part_refund_returned")).toBe(1);
    expect([leg.state, leg.pending, leg.refundedMinor, kept(stage, "Ada")]).toEqual(["settled", "refund", 0, 2_000]);
    stage.receive(INITIATOR);
    stage.receive("Bob");
    expect(stage.groupBuy.state).toBe("fulfilling");
    stage.answerAll();
    expect([stage.groupBuy.state, leg.refundedMinor, kept(stage, "Ada")]).toEqual(["settled", 2_000, 0]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("everything of one payment that comes back after it had gone is owed again", () => {
    const stage = sentStage();
    stage.dispute("Ada", 7_000);
    stage.answerDispute("Mia", "Ada", "accept");
    stage.answerAll();
    const leg = stage.balanceOf("Ada");
    const bounced = { kind: "refund_failed", code: "account-closed" } as const;
    stage.give({ type: "provider_answered", legId: leg.id, step: "refund", attempt: leg.attempt, outcome: bounced });
    expect([leg.state, leg.refundedMinor, kept(stage, "Ada")]).toEqual(["refund_failed", 0, 6_800]);
    stage.answerAll();
    expect([leg.state, leg.refundedMinor, kept(stage, "Ada")]).toEqual(["refunded", 6_800, 0]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("M7: a deposit whose part is still on its way back from before gives back both, one after the other", () => {
    const stage = openStage({ provider: { canAuthorize: false } });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 6 });
    stage.change("Ada", 6);
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    const deposit = stage.legOf("Ada");
    for (const _ of ["held", "taken"]) for (const leg of stage.pending()) if (leg !== deposit) stage.answer(leg);
    expect([stage.stateOf("Ada"), deposit.pending, deposit.refundMinor]).toEqual(["paid", "refund", 200]);
    stage.ship("Mia", "Ada");
    const paid = stage.member("Ada").totalMinor ?? 0;
    stage.dispute("Ada", paid - 100);
    stage.answerDispute("Mia", "Ada", "accept");
    expect([deposit.pending, deposit.refundMinor]).toEqual(["refund", 200]);
    stage.answerAll();
    expect([deposit.state, deposit.capturedMinor, deposit.refundedMinor]).toEqual(["settled", 800, 700]);
    expect(kept(stage, "Ada")).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("M12, M13: shipped, delivered, looked at", () => {
  test("M13: the inspection counts anew from the report of the delivery, once", () => {
    const stage = sentStage();
    expect(codeOf(stage.deliver("Nora", "Ada"))).toBe("not-found");
    expect(codeOf(stage.deliver("Mia", "Ada", SENT - 1))).toBe("timestamp-invalid");
    expect(codeOf(stage.deliver("Mia", "Ada", SENT + 1))).toBe("timestamp-invalid");
    stage.at(SENT + 4 * DAY);
    expect(codeOf(stage.deliver("Mia", "Ada", SENT + DAY))).toBeNull();
    expect(stage.member("Ada")).toMatchObject({ deliveredAtMs: SENT + DAY, confirmAtMs: SENT + 14 * DAY });
    expect(codeOf(stage.deliver("Mia", "Ada", SENT + DAY))).toBe("state-conflict");
    stage.at(SENT + 10 * DAY).poke();
    expect([stage.stateOf("Bob"), stage.stateOf("Ada")]).toEqual(["received", "shipped"]);
    stage.at(SENT + 14 * DAY - 1).poke();
    expect(stage.stateOf("Ada")).toBe("shipped");
    stage.at(SENT + 14 * DAY).poke();
    expect(stage.last("received")).toMatchObject({ open: { qty: 8, by: "silence" }, effectiveAtMs: SENT + 14 * DAY });
  });

  test("M12, M13: a service has a date, which may lie ahead, and five days after it", () => {
    const stage = openStage({ terms: { kind: "service" } }).seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    const date = (name: string, shippedAtMs: number | null) =>
      stage.give(
        { type: "ship", memberId: stage.member(name).id, shippedAtMs, carrier: null, tracking: null },
        merchant("Mia"),
      );
    expect(codeOf(date("Ada", null))).toBe("required");
    expect(codeOf(date("Ada", CLOSES + 200 * DAY))).toBe("delivery-too-late"); // The provider would not wait.
    expect(codeOf(date("Ada", CLOSES + 12 * DAY))).toBeNull();
    expect(stage.member("Ada")).toMatchObject({ state: "shipped", confirmAtMs: CLOSES + 17 * DAY });
    expect(noticesOf(stage.groupBuy, stage.last("shipped"))).toMatchObject([
      { kind: "service_dated", facts: { dateMs: CLOSES + 12 * DAY, confirmAtMs: CLOSES + 17 * DAY } },
    ]);
    expect(codeOf(stage.deliver("Mia", "Ada"))).toBe("state-conflict");
    // A day in the past counts from its report: nobody's time to look has ended before they hear of it.
    date(INITIATOR, CLOSES - 30 * DAY);
    expect(stage.member(INITIATOR).confirmAtMs).toBe(CLOSES + 5 * DAY);
    stage.at(CLOSES + 17 * DAY - HOUR).dispute("Ada", 100);
    expect(stage.stateOf("Ada")).toBe("disputed");
  });
});
