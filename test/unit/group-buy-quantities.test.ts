import { describe, expect, test } from "vitest";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, START } from "../support/group-buy-terms.ts";

const kept = (stage: Stage, legId: string) => standingOf(project(stage.journals), dep(legId), "EUR");

describe("M7: more", () => {
  test("what is added has a place, a deposit and a window of its own, and counts when it is verified", () => {
    const stage = openStage().seat("Ada", { quantity: 2 }).seat("Bob");
    const { seq } = stage.member("Ada");
    const outcome = stage.at(START + 2 * HOUR).change("Ada", 5);
    expect(codeOf(outcome)).toBeNull();
    const added = stage.last("part_added");
    expect(added).toMatchObject({ actor: "p-ada", open: { qty: 3, amount: 300 }, seq: outcome.decidedSeq });
    expect(stage.member("Ada")).toMatchObject({ state: "active", quantity: 2, seq });
    expect(stage.member("Ada").parts).toEqual([
      { legId: stage.partLegOf("Ada").id, seq: added.seq, quantity: 3, payByMs: START + 2 * HOUR + 10 * MINUTE },
    ]);
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 3, verifiedQuantity: 5 });
    expect(stage.legOf("Ada").amountMinor).toBe(200);
    stage.answer(stage.partLegOf("Ada"));
    expect(stage.member("Ada")).toMatchObject({ quantity: 5, seq, parts: [{ seq: added.seq, payByMs: null }] });
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, verifiedQuantity: 8 });
    assertBooks(stage);
  });

  test("unpaid at the end of its window, only the added part goes; money that comes later goes back", () => {
    const stage = openStage().seat("Ada", { quantity: 2 });
    stage.change("Ada", 4);
    const leg = stage.partLegOf("Ada");
    stage.at(START + HOUR + 10 * MINUTE).poke();
    expect(stage.last("part_ended")).toMatchObject({ open: { qty: 2, why: "unpaid" } });
    expect(stage.member("Ada")).toMatchObject({ state: "active", quantity: 2, parts: [] });
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, verifiedQuantity: 4 });
    stage.answerAll();
    expect(leg.state).toBe("released");
    expect(stage.legOf("Ada").state).toBe("held");
    assertBooks(stage);
  });

  test("a decline is not the end: another instrument may follow inside the window", () => {
    const stage = openStage().seat("Ada");
    stage.change("Ada", 2, "sandbox:decline");
    const leg = stage.partLegOf("Ada");
    stage.decline(leg);
    const confirm = { type: "confirm_leg", legId: leg.id, instrument: "sandbox:ok" } as const;
    expect(codeOf(stage.give(confirm, person("Ada")))).toBeNull();
    stage.answerAll();
    expect(stage.member("Ada").quantity).toBe(2);
  });

  test("only into free seats, past nobody in line, within what a buyer may have, and one unpaid part at a time", () => {
    const stage = openStage({ terms: { quantityMaximum: 12 } })
      .seat("Ada", { quantity: 2 })
      .seat("Bob", { quantity: 5 });
    const full = stage.change("Ada", 6);
    expect(codeOf(full)).toBe("group-full"); // Three are free.
    expect(stage.last("change_refused")).toMatchObject({ actor: "p-ada", open: { code: "group-full", qty: 6 } });
    expect(stage.last("change_refused").seq).toBe(full.decidedSeq);
    expect(codeOf(stage.change("Ada", 11))).toBe("quantity-out-of-range");
    expect(codeOf(stage.change("Ada", 0))).toBe("quantity-out-of-range");
    expect(codeOf(stage.change("Ada", 2))).toBe("state-conflict");
    stage.change("Ada", 3);
    expect(codeOf(stage.change("Ada", 4))).toBe("state-conflict");
    stage.answerAll();
    stage.join("Cem", { quantity: 5 });
    expect(stage.stateOf("Cem")).toBe("waitlisted");
    expect(codeOf(stage.change("Ada", 4))).toBe("group-full"); // Cem was there first.
    expect(codeOf(stage.change("Nobody", 4))).toBe("not-found");
  });

  test("until the bell, and paid in the grace; equal is late (T2, T4)", () => {
    const stage = openStage().seat("Ada", { quantity: 7 });
    stage.at(CLOSES - 1).change("Ada", 8);
    expect(stage.member("Ada").parts?.[0]?.payByMs).toBe(CLOSES + 10 * MINUTE - 1);
    const late = stage.at(CLOSES).change("Ada", 9);
    expect(codeOf(late)).toBe("deadline-passed");
    expect(stage.last("change_refused").open).toMatchObject({ code: "deadline-passed", marginMs: 0 });
    expect(stage.groupBuy.state).toBe("closing"); // The count waits for it.
    stage.answer(stage.partLegOf("Ada"));
    expect(stage.groupBuy.certificate).toMatchObject({
      outcome: "reached",
      verifiedQuantity: 10,
      depositsTotalMinor: 1_000,
    });
  });

  test("scenario 6: a part that is paid after the grace was not there for the count", () => {
    const stage = openStage().seat("Ada", { quantity: 7 });
    stage.at(CLOSES - 1).change("Ada", 8);
    const leg = stage.partLegOf("Ada");
    stage.at(CLOSES + 11 * MINUTE).poke();
    expect(stage.groupBuy.certificate).toMatchObject({ outcome: "below_minimum", verifiedQuantity: 9 });
    stage.answerAll();
    expect(leg.state).toBe("released");
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("A1: what is added stands at its own place: beyond the capacity it goes, and the seat stays", () => {
    const stage = openStage({ terms: { initiatorQuantity: 2 } })
      .seat("Ada", { quantity: 4 })
      .seat("Bob", { quantity: 4 });
    stage.change("Ada", 7);
    stage.answerAll();
    stage.seat("Cem", { quantity: 1 });
    stage.offer("Mia", { quantityMaximum: 11, tiers: [{ fromQuantity: 10, unitPriceMinor: 900 }] });
    stage.at(CLOSES).poke();
    expect(stage.last("part_ended")).toMatchObject({ actor: "p-ada", open: { qty: 3, why: "capacity" } });
    expect(stage.member("Ada")).toMatchObject({ state: "balance_due", quantity: 4, totalMinor: 4 * 950 });
    expect(stage.stateOf("Cem")).toBe("balance_due"); // Later, but small enough.
    expect(stage.groupBuy.award?.quantity).toBe(11);
    expect(stage.groupBuy.verifiedQuantity).toBe(11);
  });
});

describe("M7: fewer", () => {
  test("goes from the last that came; a whole part takes its deposit with it", () => {
    const stage = openStage().seat("Ada", { quantity: 2 });
    stage.change("Ada", 5);
    stage.answerAll();
    const leg = stage.partLegOf("Ada");
    const outcome = stage.change("Ada", 2);
    expect(stage.last("lowered")).toMatchObject({ actor: "p-ada", open: { qty: 3 }, seq: outcome.decidedSeq });
    expect(stage.member("Ada")).toMatchObject({ quantity: 2, parts: [] });
    stage.answerAll();
    expect(leg.state).toBe("released");
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", heldMinor: 200 });
    assertBooks(stage);
  });

  test("a hold stays as it is; only what is needed of it is ever taken", () => {
    const stage = openStage().seat("Ada", { quantity: 4 }).seat("Bob", { quantity: 8 });
    stage.change("Ada", 1);
    const leg = stage.legOf("Ada");
    expect(leg).toMatchObject({ state: "held", pending: null, heldMinor: 400, keepMinor: 100 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(stage.member("Ada").totalMinor).toBe(1_000);
    stage.payBalance("Ada");
    expect(stage.balanceOf("Ada").amountMinor).toBe(900);
    stage.answerAll();
    expect(leg).toMatchObject({ state: "captured", capturedMinor: 100, heldMinor: 0 });
    expect(stage.stateOf("Ada")).toBe("paid");
    assertBooks(stage);
  });

  test("of money that was taken, what is too much is refunded at once, and the rest goes on to stand for the seat", () => {
    const stage = openStage({ provider: { canAuthorize: false } })
      .seat("Ada", { quantity: 4 })
      .seat("Bob", { quantity: 8 });
    const leg = stage.legOf("Ada");
    stage.change("Ada", 3);
    expect(leg).toMatchObject({ state: "captured", pending: "refund", refundMinor: 100 });
    stage.change("Ada", 1); // Before the first has been answered.
    stage.answer(leg, { kind: "refund_failed", code: "try-later" });
    expect(stage.last("part_refund_failed").open.amount).toBe(100);
    stage.answer(leg);
    expect(stage.last("part_refunded").open.amount).toBe(100);
    expect(leg).toMatchObject({ state: "captured", pending: "refund", refundMinor: 200 });
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "captured", pending: null, refundedMinor: 300 });
    expect(kept(stage, leg.id)).toBe(100);
    stage.leave("Ada");
    stage.answerAll();
    expect(leg).toMatchObject({ state: "refunded", refundedMinor: 400 });
    expect(kept(stage, leg.id)).toBe(0);
    assertBooks(stage);
  });

  test("a seat that ends while a part of its money is on its way gets the rest in a refund of its own", () => {
    const stage = openStage({ provider: { canAuthorize: false } }).seat("Ada", { quantity: 4 });
    const leg = stage.legOf("Ada");
    stage.change("Ada", 1);
    const { attempt } = leg;
    stage.leave("Ada");
    expect(leg).toMatchObject({ state: "refunding", pending: "refund", refundMinor: 300, attempt });
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "refunding", pending: "refund", refundMinor: null, attempt: attempt + 1 });
    stage.answerAll();
    expect(stage.last("deposit_refunded").open.amount).toBe(100);
    expect(kept(stage, leg.id)).toBe(0);
    assertBooks(stage);
  });

  test("a refund of the rest that comes back is owed again, and no more than the rest (scenario 21)", () => {
    const stage = openStage({ provider: { canAuthorize: false } }).seat("Ada", { quantity: 4 });
    const leg = stage.legOf("Ada");
    stage.change("Ada", 1);
    stage.answerAll();
    stage.leave("Ada");
    stage.answerAll();
    const bounced = { kind: "refund_failed", code: "account-closed" } as const;
    stage.give({ type: "provider_answered", legId: leg.id, step: "refund", attempt: leg.attempt, outcome: bounced });
    expect(leg).toMatchObject({ state: "refund_failed", refundedMinor: 300 });
    expect(kept(stage, leg.id)).toBe(100);
    stage.answerAll();
    expect(leg).toMatchObject({ state: "refunded", refundedMinor: 400 });
    assertBooks(stage);
  });

  test("a conversion that was under way for the whole gives the surplus back when it answers", () => {
    const stage = openStage({ terms: { closesAtMs: START + 14 * DAY } }).seat("Ada", { quantity: 4 });
    const leg = stage.legOf("Ada");
    stage.at(leg.convertAtMs ?? 0).poke();
    expect(leg.pending).toBe("capture");
    stage.change("Ada", 3);
    stage.answer(leg, { kind: "captured", ref: "ref_ada", capturedMinor: 400, isDirect: false });
    expect(leg).toMatchObject({ state: "captured", pending: "refund", refundMinor: 100 });
    stage.answerAll();
    expect(kept(stage, leg.id)).toBe(300);
    assertBooks(stage);
  });

  test("not in the lock, unless a deadline has moved; the published quantity of the initiator stays", () => {
    const stage = openStage().seat("Ada", { quantity: 4 });
    expect(codeOf(stage.change(INITIATOR, 1))).toBe("quantity-out-of-range");
    stage.at(CLOSES - 10 * MINUTE - 1);
    expect(codeOf(stage.change("Ada", 3))).toBeNull();
    expect(codeOf(stage.at(CLOSES - 10 * MINUTE).change("Ada", 2))).toBe("withdrawal-locked");
    expect(stage.last("change_refused").open.code).toBe("withdrawal-locked");
    stage.operate("suspend");
    expect(codeOf(stage.change("Ada", 2))).toBe("suspended");
    stage.operate("resume");
    expect(codeOf(stage.change("Ada", 2))).toBeNull();
  });

  test("frees seats for the line; who waits may ask for less and keeps the place", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 8 });
    stage.join("Bob", { quantity: 4 });
    stage.join("Cem", { quantity: 3 });
    stage.change("Ada", 6);
    expect([stage.stateOf("Bob"), stage.stateOf("Cem")]).toEqual(["waitlisted", "waitlisted"]);
    expect(codeOf(stage.change("Bob", 5))).toBe("state-conflict");
    const { seq } = stage.member("Bob");
    stage.change("Bob", 2);
    expect(stage.member("Bob")).toMatchObject({ state: "held", quantity: 2, seq });
    expect(codeOf(stage.change("Bob", 1))).toBe("state-conflict"); // Its deposit has been asked for as it is.
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 2, waitlistedQuantity: 3 });
  });

  test("an unpaid part is taken back by asking for what one has, or for less", () => {
    const stage = openStage().seat("Ada", { quantity: 3 });
    stage.change("Ada", 5);
    stage.change("Ada", 3);
    expect(stage.last("part_ended")).toMatchObject({ open: { qty: 2, why: "withdrawn" } });
    stage.change("Ada", 5);
    stage.change("Ada", 2);
    expect(stage.types().slice(-2)).toEqual(["part_ended", "lowered"]);
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, verifiedQuantity: 4 });
    stage.answerAll();
    assertBooks(stage);
  });
});

describe("M7: an end", () => {
  test("gives back every deposit of a seat, whoever ends it", () => {
    const stage = openStage().seat("Ada", { quantity: 2 });
    stage.change("Ada", 3);
    stage.answerAll();
    stage.change("Ada", 4);
    stage.leave("Ada");
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, verifiedQuantity: 2 });
    stage.answerAll();
    expect([...stage.groupBuy.legs.values()].map(({ personId, state }) => [personId, state])).toEqual([
      ["usr_ines", "held"],
      ["usr_ada", "released"],
      ["usr_ada", "released"],
      ["usr_ada", "released"],
    ]);
    assertBooks(stage);
  });

  test("a deposit of an added part that the bank lets go takes only that part", () => {
    const stage = openStage().seat("Ada", { quantity: 2 });
    stage.change("Ada", 3);
    stage.answerAll();
    const leg = stage.partLegOf("Ada");
    stage.give({ type: "provider_answered", legId: leg.id, step: "read", attempt: 1, outcome: { kind: "lapsed" } });
    expect(stage.member("Ada")).toMatchObject({ state: "active", quantity: 2, parts: [] });
    expect(stage.groupBuy.verifiedQuantity).toBe(4);
  });

  test("the award takes all deposits of a seat, and their sum counts towards the price", () => {
    const stage = openStage().seat("Ada", { quantity: 7 });
    stage.change("Ada", 9);
    stage.answerAll();
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(stage.member("Ada").totalMinor).toBe(9 * 1_000);
    stage.payBalance("Ada");
    expect(stage.balanceOf("Ada").amountMinor).toBe(9 * 900);
    stage.payBalance(INITIATOR);
    stage.answerAll();
    expect([stage.stateOf("Ada"), stage.groupBuy.state]).toEqual(["paid", "fulfilling"]);
    stage.ship("Mia", "Ada");
    stage.ship("Mia", INITIATOR);
    stage.at(CLOSES + 30 * DAY).poke();
    expect(stage.groupBuy.state).toBe("settled");
    assertNothingKept(stage);
    assertBooks(stage);
  });
});
