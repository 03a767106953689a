import { describe, expect, test } from "vitest";
import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import { operatorActOf } from "../../worker/core/group-buy/operating/operator-acts.ts";
import { shownPrice } from "../../worker/core/group-buy/offers/price.ts";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, OPERATOR, person } from "../support/group-buy-persons.ts";
import { DAY, HOUR, START } from "../support/group-buy-terms.ts";

const operator = person(OPERATOR, { isOperator: true });

function actsOf(stage: Stage) {
  return stage.logged.flatMap(({ event }) => operatorActOf(event) ?? []);
}

const waiting = (stage: Stage) => attentionOf(stage.groupBuy).map(({ kind }) => kind);

/** Ada has left, and her card does not take the money back. */
function failing(): Stage {
  const stage = openStage({ provider: { canAuthorize: false } }).seat("Ada", { quantity: 3 });
  stage.leave("Ada");
  stage.answer(stage.legOf("Ada"), { kind: "refund_failed", code: "account-closed" });
  return stage;
}

describe("OP2: who of us did what is in the log, and not in public", () => {
  test("G5: a review is kept with who looked and why, whatever came of it", () => {
    for (const [type, action] of [
      ["approve", "approve"],
      ["reject", "reject"],
    ] as const) {
      const stage = new Stage({ policy: { isReviewed: true } }).publish();
      stage.give({ type, reason: "Seen." }, operator);
      expect(actsOf(stage)).toEqual([{ operatorId: operator.personId, action, reason: "Seen." }]);
    }
  });

  test("G5: a review that ate the time is kept too", () => {
    const stage = new Stage({ policy: { isReviewed: true } }).publish();
    stage.at(stage.groupBuy.terms.closesAtMs - 1).give({ type: "approve", reason: "Seen." }, operator);
    expect(stage.groupBuy.state).toBe("draft");
    expect(actsOf(stage).map(({ action }) => action)).toEqual(["approve"]);
  });

  test("G6, G7, G9: suspended, opened again, proposed, and called off by another one", () => {
    const stage = openStage().seat("Ada");
    for (const type of ["suspend", "resume", "call_off"] as const) stage.operate(type);
    expect(stage.groupBuy.cancelProposal).toEqual({
      operatorId: operator.personId,
      words: "Reported.",
      atMs: stage.nowMs,
    });
    stage.operate("call_off", "Olga");
    expect(actsOf(stage).map(({ action, operatorId }) => [action, operatorId])).toEqual([
      ["suspend", operator.personId],
      ["resume", operator.personId],
      ["propose_cancel", operator.personId],
      ["cancel", person("Olga").personId],
    ]);
    for (const { leaf } of stage.logged) expect(leaf).not.toContain(operator.personId);
  });

  test("what members and merchants do is no act of an operator", () => {
    const stage = openStage().seat("Ada");
    stage.offer("Mia");
    stage.give({ type: "withdraw_offer", offerId: stage.offerOf("Mia").id, version: 1 }, merchant("Mia"));
    stage.leave("Ada");
    stage.give({ type: "cancel", words: "x" }, person(INITIATOR));
    expect(actsOf(stage)).toEqual([]);
  });
});

describe("OP1: what waits for a person", () => {
  test("nothing, where everything goes by itself", () => {
    expect(waiting(openStage().seat("Ada"))).toEqual([]);
  });

  test("G5: a review, from its beginning to its end", () => {
    const stage = new Stage({ policy: { isReviewed: true } }).publish();
    expect(attentionOf(stage.groupBuy)).toEqual([{ kind: "review", ref: "", fromMs: stage.nowMs, facts: {} }]);
    stage.give({ type: "approve", reason: "Seen." }, operator);
    expect(waiting(stage)).toEqual([]);
  });

  test("G6: a suspension after 72 hours; G9: a proposal at once, until one of the two has ended", () => {
    const stage = openStage().seat("Ada");
    stage.operate("suspend");
    const sinceMs = stage.nowMs;
    expect(attentionOf(stage.groupBuy)).toMatchObject([{ kind: "suspended", fromMs: sinceMs + 72 * HOUR }]);
    stage.at(sinceMs + HOUR).operate("call_off");
    expect(attentionOf(stage.groupBuy)[1]).toEqual({
      kind: "cancel_proposed",
      ref: "",
      fromMs: sinceMs + HOUR,
      facts: { operatorId: operator.personId },
    });
    stage.operate("resume");
    expect(waiting(stage)).toEqual([]);
  });

  test("G9: a proposal waits no longer once it is carried out", () => {
    const stage = openStage().seat("Ada");
    stage.operate("call_off");
    stage.operate("call_off", "Olga");
    expect(waiting(stage)).toEqual([]);
  });

  test("H9, scenario 21: a refund that failed, from its first failure on, until the provider says that it came", () => {
    const stage = failing();
    const sinceMs = stage.nowMs;
    const leg = stage.legOf("Ada");
    stage.at(sinceMs + DAY).answer(leg, { kind: "refund_failed", code: "account-closed" });
    expect(attentionOf(stage.groupBuy)).toEqual([
      { kind: "refund_failed", ref: leg.id, fromMs: sinceMs, facts: { amountMinor: 300, currency: "EUR" } },
    ]);
    stage.answerAll();
    expect(waiting(stage)).toEqual([]);
  });

  test("G20: goods that are not shipped when they should be; nobody is waited for once they are", () => {
    const stage = openStage().seat("Ada", { quantity: 9 });
    stage.offer("Mia");
    stage.at(START + DAY).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    const { shipByMs } = stage.groupBuy;
    expect(attentionOf(stage.groupBuy)).toEqual([
      { kind: "shipping_late", ref: "", fromMs: shipByMs, facts: { unshipped: 2 } },
    ]);
    for (const name of [INITIATOR, "Ada"]) stage.ship("Mia", name);
    expect(waiting(stage)).toEqual([]);
  });
});

describe("H9: a refund that failed is asked for again by hand", () => {
  const retry = (stage: Stage, by = operator) =>
    stage.give({ type: "retry_refund", legId: stage.legOf("Ada").id, words: "A new card." }, by);

  test("by operators who have nothing to do with it, and only what has failed", () => {
    const stage = failing();
    expect(codeOf(retry(stage, person("Ada")))).toBe("not-found");
    expect(codeOf(retry(stage, person(INITIATOR, { isOperator: true })))).toBe("conflict-of-interest");
    expect(codeOf(retry(stage))).toBeNull();
    expect(stage.legOf("Ada")).toMatchObject({ state: "refund_failed", pending: "refund", attempt: 2 });
    stage.answerAll();
    expect(codeOf(retry(stage))).toBe("state-conflict");
    expect(codeOf(stage.give({ type: "retry_refund", legId: "dep_no", words: "x" }, operator))).toBe("not-found");
  });

  test("twice is one refund: what the provider is asked for carries the same number", () => {
    const stage = failing();
    const { attempt } = stage.legOf("Ada");
    retry(stage);
    retry(stage);
    expect(stage.legOf("Ada").attempt).toBe(attempt);
    stage.answerAll();
    expect(stage.types().filter((type) => type === "deposit_refunded")).toHaveLength(1);
  });
});

describe("OP3: a merchant whom operators have stopped", () => {
  const stop = (stage: Stage, by = operator) => {
    const { merchantId } = merchant("Mia");
    return stage.give({ type: "stop_merchant", merchantId: merchantId ?? "", words: "No such register." }, by);
  };

  test("what they offer is withdrawn, firm or not, before the bell and after it; other offers stand", () => {
    for (const atMs of [START + HOUR, START + DAY + HOUR]) {
      const stage = openStage({ terms: { chooser: "initiator_pick" } }).seat("Ada", { quantity: 9 });
      stage.offer("Mia");
      stage.offer("Nora");
      expect(codeOf(stop(stage.at(atMs), merchant("Mia")))).toBe("not-found");
      expect(codeOf(stop(stage))).toBeNull();
      expect([stage.offerOf("Mia").state, stage.offerOf("Nora").state]).toEqual(["withdrawn", "submitted"]);
      expect(actsOf(stage)).toEqual([
        { operatorId: operator.personId, action: "withdraw_offer", reason: "No such register." },
      ]);
      expect(stage.logged.at(-1)?.leaf).not.toContain("No such register.");
      expect(codeOf(stop(stage))).toBeNull();
      expect(actsOf(stage)).toHaveLength(1);
    }
  });

  test("also while the group-buy is suspended; the price shown is that of the others", () => {
    const stage = openStage().seat("Ada", { quantity: 9 });
    stage.offer("Mia");
    stage.operate("suspend");
    expect(shownPrice(stage.groupBuy).source).toBe("offer");
    stop(stage);
    expect(shownPrice(stage.groupBuy).source).toBe("target");
  });

  test("what has been chosen stands", () => {
    const stage = openStage().seat("Ada", { quantity: 9 });
    stage.offer("Mia");
    stage.at(START + DAY).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    expect(codeOf(stop(stage))).toBeNull();
    expect(stage.offerOf("Mia").state).toBe("accepted");
    expect(actsOf(stage)).toEqual([]);
  });
});
