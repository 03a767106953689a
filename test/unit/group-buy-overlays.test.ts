import { describe, expect, test } from "vitest";
import type { DisputeView } from "../../worker/core/deposit/provider.ts";
import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE } from "../support/group-buy-terms.ts";

/** Money that is taken at once, so that a bank can call it back at any time (plan C). */
const TAKEN: StageOptions = { provider: { canAuthorize: false } };

const confirm = (stage: Stage, name: string) =>
  codeOf(stage.give({ type: "confirm_leg", legId: stage.legOf(name).id, instrument: "sandbox:ok" }, person(name)));

function standing(stage: Stage, account: string): number {
  return standingOf(project(stage.journals), account, stage.groupBuy.terms.currency);
}

describe("H11: a hold that the provider let go", () => {
  test.each(["lapsed", "released"] as const)(
    "%s: the place is kept, counts no more, and may be paid again",
    (state) => {
      const stage = openStage().seat("Ada", { quantity: 4 });
      const { id: goneId } = stage.legOf("Ada");
      stage.see(stage.legOf("Ada"), { state });
      expect(stage.groupBuy.legs.get(goneId)).toMatchObject({ state: "lapsed", heldMinor: 0 });
      expect(stage.member("Ada")).toMatchObject({ state: "held", atRisk: "reversed", payByMs: stage.nowMs + 6 * HOUR });
      expect(stage.groupBuy).toMatchObject({ verifiedQuantity: 2, heldQuantity: 4 });
      expect(stage.last("seat_at_risk").open).toEqual({ qty: 4, why: "reversed" });

      expect(confirm(stage, "Ada")).toBeNull();
      stage.answerAll();
      expect(stage.member("Ada")).toMatchObject({ state: "active", payByMs: null });
      expect(stage.member("Ada").atRisk).toBeUndefined();
      expect(stage.groupBuy).toMatchObject({ verifiedQuantity: 6, heldQuantity: 0 });
      expect(checkLedger(stage.journals)).toEqual([]);
    },
  );

  test("not paid again, the seat ends with an entry in the log and the line is asked", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 8 });
    stage.join("Bob", { quantity: 3 });
    stage.see(stage.legOf("Ada"), { state: "lapsed" });
    expect(stage.stateOf("Bob")).toBe("waitlisted"); // A second chance is a place that is kept.
    stage.at(stage.nowMs + 6 * HOUR - 1).poke();
    expect(stage.stateOf("Ada")).toBe("held");
    stage.at(stage.nowMs + 1).poke();
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.last("seat_expired").sealed.memberId).toBe(stage.member("Ada").id);
    expect(stage.stateOf("Bob")).toBe("held");
  });

  test("near the bell the chance ends with the grace, and the count does not have the seat", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.at(CLOSES - MINUTE).see(stage.legOf("Ada"), { state: "lapsed" });
    expect(stage.member("Ada").payByMs).toBe(CLOSES + stage.groupBuy.policy.payGraceMs);
    stage.at(CLOSES + DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "below_minimum" });
    expect(stage.groupBuy.certificate?.verifiedQuantity).toBe(2);
  });

  test("by the policies of earlier releases, and once the count stands, the seat ends at once", () => {
    const { secondChanceMs: _, ...earlier } = openStage().groupBuy.policy;
    const stage = openStage({ basis: earlier }).seat("Ada");
    stage.see(stage.legOf("Ada"), { state: "lapsed" });
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.count("deposit_lapsed")).toBe(1);
  });

  test("seen twice, seen of another deposit, or seen while a call is under way: nothing", () => {
    const stage = openStage().seat("Ada");
    const leg = stage.legOf("Ada");
    expect(stage.see(leg, { state: "lapsed", depositId: "dep_other" }).logged).toEqual([]);
    expect(stage.see(leg).logged).toEqual([]);
    stage.see(leg, { state: "lapsed" });
    expect(stage.see(leg, { state: "lapsed" }).logged).toEqual([]);
    stage.leave("Ada");
    expect(stage.see(stage.legOf(INITIATOR), { state: "held" }).logged).toEqual([]);
  });
});

describe("H11: under review, after the audit", () => {
  test("said since when, and when it is over; the seat stands", () => {
    const stage = openStage().seat("Ada");
    const leg = stage.legOf("Ada");
    const sinceMs = stage.nowMs;
    stage.see(leg, { underReview: true });
    expect(leg.reviewSinceMs).toBe(sinceMs);
    expect(stage.stateOf("Ada")).toBe("active");
    expect(stage.see(leg, { underReview: true }).logged).toEqual([]);
    stage.at(stage.nowMs + HOUR).see(leg);
    expect(leg.reviewSinceMs).toBeUndefined();
  });

  test("a review that ends with the hold let go is a reversal", () => {
    const stage = openStage().seat("Ada");
    const { id } = stage.legOf("Ada");
    stage.see(stage.legOf("Ada"), { underReview: true });
    stage.see(stage.legOf("Ada"), { state: "released" });
    expect(stage.groupBuy.legs.get(id)?.reviewSinceMs).toBeUndefined();
    expect(stage.member("Ada")).toMatchObject({ state: "held", atRisk: "reversed" });
  });
});

describe("H11: the initiator's own deposit", () => {
  test("is gone and not paid again: the demand goes on, and an operator is told since when it has no initiator", () => {
    const stage = openStage().seat("Ada", { quantity: 4 });
    const goneAtMs = stage.nowMs;
    stage.see(stage.legOf(INITIATOR), { state: "lapsed" });
    expect(stage.stateOf(INITIATOR)).toBe("held"); // May still be paid.
    expect(attentionOf(stage.groupBuy)).toEqual([]);
    stage.at(goneAtMs + 6 * HOUR).poke();
    expect(stage.stateOf(INITIATOR)).toBe("lapsed");
    expect(stage.groupBuy.state).toBe("open");
    const { id } = stage.member(INITIATOR);
    expect(attentionOf(stage.groupBuy)).toEqual([{ kind: "initiator_gone", ref: id, fromMs: goneAtMs, facts: {} }]);

    stage.at(CLOSES).poke();
    stage
      .answerAll()
      .at(CLOSES + HOUR)
      .poke();
    expect(attentionOf(stage.groupBuy).filter(({ kind }) => kind === "initiator_gone")).toEqual([]);
  });

  test("is paid again, by whoever published it: nobody has to look", () => {
    const stage = openStage();
    stage.see(stage.legOf(INITIATOR), { state: "lapsed" });
    confirm(stage, INITIATOR);
    stage.answerAll();
    expect(stage.stateOf(INITIATOR)).toBe("active");
    expect(attentionOf(stage.groupBuy)).toEqual([]);
  });
});

describe("H11: silence of the provider (overlay unknown)", () => {
  test("is no outcome: it is said since when, waits for a person after a day, and is over with any answer", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    const silent = { type: "provider_silent", legId: leg.id, step: "open", attempt: 1, sinceMs: stage.nowMs } as const;
    stage.give(silent);
    expect(leg).toMatchObject({ state: "opening", pending: "open", unknownSinceMs: stage.nowMs });
    expect(stage.give({ ...silent, sinceMs: stage.nowMs + 1 }).logged).toEqual([]);
    expect(attentionOf(stage.groupBuy)).toEqual([
      { kind: "provider_silent", ref: leg.id, fromMs: stage.nowMs + DAY, facts: { amountMinor: 100, currency: "EUR" } },
    ]);
    stage.answer(leg);
    expect(leg.unknownSinceMs).toBeUndefined();
    expect(attentionOf(stage.groupBuy)).toEqual([]);
    expect(stage.give(silent).logged).toEqual([]); // Of a call that has been answered.
  });
});

describe("H11: a chargeback before the goods", () => {
  test("the seat may be paid again; lost, the payer has the money by their bank's hand and not a second time by ours", () => {
    const stage = openStage(TAKEN).seat("Ada", { quantity: 3 });
    const leg = stage.legOf("Ada");
    stage.chargeBack(leg, "open");
    expect(stage.member("Ada")).toMatchObject({ state: "held", atRisk: "chargeback" });
    expect(leg).toMatchObject({ state: "refunding", pending: null });
    expect(standing(stage, `disp:dsp_${leg.id}_1`)).toBe(300);
    expect(attentionOf(stage.groupBuy)).toMatchObject([{ kind: "chargeback", ref: leg.id }]);
    confirm(stage, "Ada");
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("active");

    stage.chargeBack(leg, "lost");
    expect(leg).toMatchObject({ state: "charged_back", pending: null });
    expect(standing(stage, `dep:${leg.id}`)).toBe(0);
    expect(standing(stage, `disp:dsp_${leg.id}_1`)).toBe(0);
    expect(standing(stage, "plat:dispute_loss")).toBe(0);
    expect(stage.stateOf("Ada")).toBe("active"); // It rests on other money now.
    expect(attentionOf(stage.groupBuy)).toEqual([]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("called back while its refund was on its way: what the provider then refuses is not asked until it is decided", () => {
    for (const outcome of ["won", "lost"] as const) {
      const stage = openStage(TAKEN).seat("Ada");
      const leg = stage.legOf("Ada");
      stage.cancel();
      expect(leg.pending).toBe("refund");
      stage.chargeBack(leg, "open");
      stage.answer(leg, { kind: "refund_failed", code: "amount-exceeds-captured" });
      expect(leg).toMatchObject({ state: "refund_failed", pending: null });
      stage.chargeBack(leg, outcome);
      if (outcome === "won") {
        expect(leg).toMatchObject({ state: "refund_failed", pending: "refund", attempt: 2 });
        stage.answerAll();
        expect(leg.state).toBe("refunded");
      } else {
        expect(leg).toMatchObject({ state: "charged_back", pending: null });
        expect(standing(stage, "plat:dispute_loss")).toBe(0);
      }
      expect(standing(stage, `dep:${leg.id}`)).toBe(0);
      expect(checkLedger(stage.journals)).toEqual([]);
    }
  });

  test("kept in part while another part was on its way back: nothing is left, and nothing is asked for any more", () => {
    const stage = openStage(TAKEN).seat("Ada", { quantity: 3 });
    const leg = stage.legOf("Ada");
    stage.change("Ada", 2);
    stage.chargeBack(leg, "lost", 200);
    expect(leg).toMatchObject({ state: "refunding", pending: "refund", refundMinor: 100 });
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "refunded", pending: null, refundedMinor: 300 });
    stage.bounce(leg, 1); // What has gone may still come back.
    expect(leg).toMatchObject({ state: "refund_failed", pending: "refund", refundedMinor: 200 });
    stage.answerAll();
    expect(leg).toMatchObject({ state: "refunded", pending: null, refundedMinor: 300 });
    expect(standing(stage, `dep:${leg.id}`)).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("all of it gone, in part by the bank's hand, before the seat ends: its end asks for nothing", () => {
    const stage = openStage(TAKEN).seat("Ada", { quantity: 9 });
    const leg = stage.legOf("Ada");
    stage.offer("Mia");
    stage.change("Ada", 8);
    stage.at(CLOSES).poke();
    expect(stage.stateOf("Ada")).toBe("balance_due");
    stage.chargeBack(leg, "lost", 800);
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "captured", pending: null, refundedMinor: 900 });
    stage.at(CLOSES + 3 * DAY).poke(); // Nobody has paid the rest.
    expect(stage.groupBuy.state).toBe("failed");
    expect(leg).toMatchObject({ state: "refunded", pending: null });
    stage.answerAll();
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("won, what was called back is there again and goes where it was going", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    stage.chargeBack(leg, "open");
    stage.at(stage.nowMs + 7 * HOUR).poke(); // The chance has passed, the seat has ended.
    expect(stage.stateOf("Ada")).toBe("lapsed");
    stage.chargeBack(leg, "won");
    expect(leg).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect(leg.state).toBe("refunded");
    expect(standing(stage, "prov:sandbox:clearing")).toBe(200);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("called back, cancelled meanwhile: the end is named with its amount until the bank has decided", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    stage.chargeBack(leg, "open");
    stage.operate("call_off");
    stage.operate("call_off", "Olga");
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("cancelled");
    expect(attentionOf(stage.groupBuy)).toMatchObject([{ ref: leg.id, facts: { amountMinor: 100, currency: "EUR" } }]);
    stage.chargeBack(leg, "lost");
    expect(attentionOf(stage.groupBuy)).toEqual([]);
    expect(standing(stage, `dep:${leg.id}`)).toBe(0);
  });

  test("paid and not sent: lost, the seat ends and the rest of what was paid goes back", () => {
    const stage = sold();
    stage.chargeBack(stage.legOf("Ada"), "open");
    expect(stage.stateOf("Ada")).toBe("paid");
    stage.chargeBack(stage.legOf("Ada"), "lost");
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.balanceOf("Ada")).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("sent: the merchant gets what is left, and nothing where nothing is", () => {
    const stage = sold();
    for (const name of [INITIATOR, "Ada"]) stage.ship("Mia", name);
    for (const leg of [stage.legOf("Ada"), stage.balanceOf("Ada")]) {
      stage.chargeBack(leg, "open");
      stage.chargeBack(leg, "lost");
    }
    stage.receive("Ada");
    stage.receive(INITIATOR);
    expect(stage.groupBuy.state).toBe("settled");
    expect(stage.journals.filter(({ kind }) => kind === "award")).toHaveLength(1);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("H11: a chargeback after the award", () => {
  test("won: the books are as before; lost: it is the merchant's, and their own account books it", () => {
    const stage = sold();
    for (const name of [INITIATOR, "Ada"]) {
      stage.ship("Mia", name);
      stage.receive(name);
    }
    const clearingMinor = standing(stage, "prov:sandbox:clearing");
    const leg = stage.balanceOf("Ada");
    stage.chargeBack(leg, "open");
    expect(standing(stage, "prov:sandbox:clearing")).toBe(clearingMinor - leg.capturedMinor);
    stage.chargeBack(leg, "won");
    expect(standing(stage, "prov:sandbox:clearing")).toBe(clearingMinor);

    const { length } = stage.journals;
    stage.chargeBack(stage.legOf("Ada"), "lost");
    expect(stage.last("chargeback_lost").sealed).toMatchObject({
      bearer: "merchant",
      merchantId: merchant("Mia").merchantId,
    });
    expect(stage.journals.slice(length).map(({ kind }) => kind)).toEqual(["dispute_opened"]);
    expect(leg.state).toBe("settled");
  });

  test("of money that has gone back already, it is the platform's loss", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    stage.leave("Ada");
    stage.answerAll();
    stage.chargeBack(leg, "lost");
    expect(leg.state).toBe("refunded");
    expect(standing(stage, "plat:dispute_loss")).toBe(100);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("the same twice, a larger one than was taken, or one after it was lost: nothing", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    expect(stage.chargeBack(leg, "open", leg.capturedMinor + 1).logged).toEqual([]);
    stage.chargeBack(leg, "open");
    expect(stage.chargeBack(leg, "open").logged).toEqual([]);
    stage.chargeBack(leg, "lost");
    expect(stage.chargeBack(leg, "won").logged).toEqual([]);
    expect(stage.chargeBack(leg, "lost").logged).toEqual([]);
  });

  test("one ended and another begun since somebody looked: both are booked, in the order of their doing", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    stage.chargeBack(leg, "open");
    stage.leave("Ada");
    const disputes = disputesOf([`dsp_${leg.id}_1`, "won"], ["dsp_2", "won"], ["dsp_3", "lost"]);
    stage.see(leg, { disputes });
    expect(leg.chargebacks?.map(({ state }) => state)).toEqual(["won", "won", "lost"]);
    expect(leg).toMatchObject({ state: "charged_back", pending: null });
    for (const { disputeId } of disputes) expect(standing(stage, `disp:${disputeId}`)).toBe(0);
    for (const account of [`dep:${leg.id}`, "plat:dispute_loss"]) expect(standing(stage, account)).toBe(0);
    expect(stage.see(leg, { disputes }).logged).toEqual([]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a seat gets its second chance once, however many of its chargebacks are seen at a time", () => {
    const stage = openStage(TAKEN).seat("Ada", { quantity: 3 });
    const leg = stage.legOf("Ada");
    const { logged } = stage.see(leg, {
      disputes: disputesOf(["dsp_1", "lost"], ["dsp_2", "lost"], ["dsp_3", "open"]),
    });
    expect(logged.filter(({ event: { type } }) => type === "seat_at_risk" || type === "seat_expired")).toHaveLength(1);
    expect(stage.member("Ada")).toMatchObject({ state: "held", atRisk: "chargeback" });
    expect(leg).toMatchObject({ state: "refunding", refundedMinor: 200 });
  });

  test("a refund on its way makes it nobody else's loss: the bank cannot have sent what it had taken before", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    stage.leave("Ada");
    expect(leg).toMatchObject({ state: "refunding", pending: "refund" });
    stage.chargeBack(leg, "lost");
    expect(leg).toMatchObject({ state: "charged_back", pending: null });
    expect(standing(stage, "plat:dispute_loss")).toBe(0);
    stage.bounce(leg, 1); // What the bank then says of the refund finds nothing to refund.
    expect(leg).toMatchObject({ state: "charged_back", pending: null, refundedMinor: 100 });
  });

  test("sent back by its bank and then called back: who bears it is asked when both are known", () => {
    const stage = openStage(TAKEN).seat("Ada");
    const leg = stage.legOf("Ada");
    stage.leave("Ada");
    stage.answerAll();
    expect(leg.state).toBe("refunded");
    const seen = { refundedMinor: 0, disputes: disputesOf(["dsp_1", "lost"]) };
    expect(stage.see(leg, seen).logged).toEqual([]);
    stage.bounce(leg, 1);
    stage.see(leg, seen);
    expect(leg).toMatchObject({ state: "charged_back", pending: null });
    expect(standing(stage, "plat:dispute_loss")).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("won, it may be called back once more, and stands in the books once more", () => {
    const stage = sold();
    for (const name of [INITIATOR, "Ada"]) {
      stage.ship("Mia", name);
      stage.receive(name);
    }
    const leg = stage.legOf("Ada");
    for (const state of ["open", "won", "open", "lost"] as const) stage.chargeBack(leg, state);
    expect(leg.chargebacks?.map(({ state }) => state)).toEqual(["won", "lost"]);
    expect(new Set(leg.chargebacks?.map(({ id }) => id)).size).toBe(2);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

/** Chargebacks of 100 each, as the provider shows them. */
function disputesOf(...all: readonly (readonly [string, DisputeView["state"]])[]): DisputeView[] {
  return all.map(([disputeId, state]) => ({ disputeId, amountMinor: 100, state, reason: "fraudulent", openedAtMs: 0 }));
}

/** Ines and Ada have paid everything; nothing is sent yet. */
function sold(): Stage {
  const stage = openStage(TAKEN).seat("Ada", { quantity: 8 });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
  return stage.answerAll();
}
