import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { dep, provClearing, provTransit } from "../../worker/core/ledger/accounts.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf, standing } from "../support/group-buy-outcomes.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, START, UNANSWERED } from "../support/group-buy-terms.ts";

/** Twelve places, of which ten are needed: two of the initiator's own. */
const reached = (options: Parameters<typeof openStage>[0] = {}) =>
  openStage(options).seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 3 }).seat("Cem");

const shareMinor = (stage: Stage, name: string) => stage.sharesOf(name).map(({ amountMinor }) => amountMinor);

describe("G8: called off after the minimum was reached", () => {
  test("the initiator's deposit is taken, and goes to the verified members in equal parts; all others get everything back", () => {
    const stage = reached();
    expect(codeOf(stage.at(START + 2 * HOUR).cancel())).toBeNull();
    expect(stage.types().slice(-2)).toEqual(["guarantee_called", "cancelled"]);
    expect(stage.last("guarantee_called")).toMatchObject({
      actor: "p-ines",
      open: { why: "cancelled", amount: 200, currency: "EUR", members: 3 },
    });
    const leg = stage.legOf(INITIATOR);
    expect(leg).toMatchObject({ state: "held", pending: "capture", isCalled: true });
    expect(stage.sharesOf("Ada")).toEqual([]); // A hold is not money yet.
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "forfeited", pending: null });
    // 200 among three: the unit that is left over goes to the earliest, because all remainders are equal (A3).
    expect(["Ada", "Bob", "Cem"].map((name) => shareMinor(stage, name))).toEqual([[67], [67], [66]]);
    expect(standing(stage, dep(leg.id))).toBe(0);
    expect(standing(stage, provTransit("sandbox"))).toBe(200);
    stage.answerAll();
    expect(stage.sharesOf("Ada")).toMatchObject([{ state: "paid_out", pending: null }]);
    expect(stage.legOf("Ada").state).toBe("released");
    expect([standing(stage, provTransit("sandbox")), standing(stage, provClearing("sandbox"))]).toEqual([0, 0]);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("who only waits, has not paid or is the initiator has no part in it", () => {
    const stage = reached({ terms: { quantityMaximum: 13 } });
    stage.join("Dag");
    stage.join("Eve", { quantity: 2 });
    expect([stage.stateOf("Dag"), stage.stateOf("Eve")]).toEqual(["held", "waitlisted"]);
    stage.cancel();
    stage.answerAll();
    expect(stage.last("guarantee_shared").open).toMatchObject({ amount: 200, shares: 3 });
    expect(["Dag", "Eve", INITIATOR].flatMap((name) => stage.sharesOf(name))).toEqual([]);
    assertNothingKept(stage);
  });

  test("not in the lock, and not without a reason", () => {
    const stage = reached();
    expect(codeOf(stage.cancel(""))).toBe("required");
    expect(codeOf(stage.at(CLOSES - 10 * MINUTE).cancel())).toBe("withdrawal-locked");
    expect(stage.groupBuy.guarantee).toBeUndefined();
  });

  test("before the minimum, or alone, it costs nothing", () => {
    const few = openStage().seat("Ada", { quantity: 7 });
    expect(codeOf(few.cancel())).toBeNull();
    few.answerAll();
    expect(few.legOf(INITIATOR).state).toBe("released");
    const alone = openStage({ terms: { quantityMinimum: 2 } });
    expect(codeOf(alone.cancel(""))).toBeNull();
    alone.answerAll();
    expect([few, alone].map(({ groupBuy }) => groupBuy.guarantee)).toEqual([undefined, undefined]);
  });

  test("under the terms of an earlier policy it cannot be called off then", () => {
    const stage = reached({ basis: UNANSWERED });
    expect(codeOf(stage.cancel())).toBe("state-conflict");
  });

  test("money that was taken already is shared at once, added parts of the deposit too", () => {
    const stage = openStage({ provider: { canAuthorize: false } })
      .seat("Ada", { quantity: 6 })
      .seat("Bob", { quantity: 3 });
    stage.change(INITIATOR, 5);
    stage.answerAll();
    stage.cancel();
    expect(stage.types().slice(-4)).toEqual(["guarantee_called", "guarantee_shared", "guarantee_shared", "cancelled"]);
    expect(["Ada", "Bob"].map((name) => shareMinor(stage, name))).toEqual([
      [100, 150],
      [100, 150],
    ]);
    stage.answerAll();
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("a hold that was lowered gives what it still stood for, and no more", () => {
    const stage = reached({ terms: { initiatorQuantity: 1 } });
    stage.change(INITIATOR, 3);
    stage.answerAll();
    stage.change(INITIATOR, 2);
    stage.cancel();
    expect(stage.groupBuy.guarantee?.amountMinor).toBe(200);
    stage.answerAll();
    expect(["Ada", "Bob", "Cem"].map((name) => shareMinor(stage, name).reduce((a, b) => a + b))).toEqual([68, 66, 66]);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("a bank that refuses is asked once more; then there is nothing to share, and the hold goes back", () => {
    const stage = reached();
    stage.at(START + 2 * HOUR).cancel();
    const leg = stage.legOf(INITIATOR);
    stage.decline(leg);
    expect(leg).toMatchObject({ state: "held", pending: null, convertAtMs: START + 8 * HOUR });
    stage.at(START + 8 * HOUR).poke();
    expect(leg.pending).toBe("capture");
    stage.decline(leg);
    expect(leg).toMatchObject({ state: "releasing", pending: "release" });
    stage.answerAll();
    expect(stage.groupBuy.guarantee?.sharedMinor).toBe(0);
    expect(stage.sharesOf("Ada")).toEqual([]);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("a hold that the bank has let go meanwhile shares nothing", () => {
    const stage = reached();
    stage.cancel();
    stage.answer(stage.legOf(INITIATOR), { kind: "lapsed" });
    expect(stage.legOf(INITIATOR)).toMatchObject({ state: "lapsed", heldMinor: 0 });
    stage.answerAll();
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("a payout that fails stays promised and is tried again under another id; told twice it happens once", () => {
    const stage = reached();
    stage.cancel();
    stage.answer(stage.legOf(INITIATOR));
    const share = stage.sharesOf("Bob")[0];
    if (!share) throw new Error("Bob has a share");
    stage.answer(share, { kind: "payout_failed", code: "account-closed" });
    expect(share).toMatchObject({ state: "payout_failed", pending: "payout", attempt: 2 });
    expect(standing(stage, provTransit("sandbox"))).toBe(200);
    stage.give({
      type: "provider_answered",
      legId: share.id,
      step: "payout",
      attempt: 1,
      outcome: { kind: "paid_out" },
    });
    expect(share.state).toBe("payout_failed"); // An echo of the attempt before.
    stage.answerAll();
    expect(share.state).toBe("paid_out");
    expect(stage.count("share_paid")).toBe(3);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("a share that had arrived and is sent back by its bank is owed again, and paid under another id; told twice it happens once", () => {
    const stage = reached();
    stage.cancel();
    stage.answerAll();
    const share = stage.sharesOf("Bob")[0];
    if (!share) throw new Error("Bob has a share");
    const back = {
      type: "provider_answered",
      legId: share.id,
      step: "payout",
      attempt: 1,
      outcome: { kind: "payout_failed", code: "account-closed" },
    } as const;
    stage.give(back);
    expect(share).toMatchObject({ state: "payout_failed", pending: "payout", attempt: 2 });
    expect(standing(stage, provTransit("sandbox"))).toBe(share.amountMinor);
    stage.give(back);
    expect(stage.count("share_failed")).toBe(1);
    stage.answerAll();
    expect(share.state).toBe("paid_out");
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("everybody concerned is told: what it costs, what goes back, what they got", () => {
    const stage = reached();
    stage.cancel();
    const told = () =>
      stage.logged
        .flatMap(({ event }) => noticesOf(stage.groupBuy, event))
        .map(({ kind, personId }) => `${kind} ${personId}`);
    expect(told()).toContain("guarantee_called usr_ines");
    stage.answerAll();
    expect(told().filter((line) => line.startsWith("share_paid"))).toEqual([
      "share_paid usr_ada",
      "share_paid usr_bob",
      "share_paid usr_cem",
    ]);
  });
});

describe("H6: an initiator who does not pay the rest", () => {
  const collecting = (options: Parameters<typeof openStage>[0] = {}) => {
    const stage = reached(options);
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    return stage;
  };

  test("loses the deposit to those who paid, and the group-buy goes on", () => {
    const stage = collecting({ policy: { shrinkagePercent: 30 } });
    for (const name of ["Ada", "Bob", "Cem"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY).poke();
    expect(stage.last("guarantee_called").open).toMatchObject({ why: "no_show", amount: 200, members: 3 });
    expect(stage.stateOf(INITIATOR)).toBe("no_show");
    expect(stage.groupBuy.state).toBe("fulfilling");
    stage.answerAll();
    expect(["Ada", "Bob", "Cem"].map((name) => shareMinor(stage, name))).toEqual([[67], [67], [66]]);
    for (const name of ["Ada", "Bob", "Cem"]) stage.ship("Mia", name);
    stage.at(CLOSES + 60 * DAY).poke();
    expect(stage.groupBuy.state).toBe("settled");
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("whatever the policy says of members who do not pay", () => {
    const stage = collecting({ policy: { noShow: "merchant", shrinkagePercent: 60 } });
    for (const name of ["Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY).poke();
    stage.answerAll();
    expect(stage.last("forfeited")).toMatchObject({ actor: "p-cem", open: { amount: 100 } });
    expect(["Ada", "Bob", "Cem"].map((name) => shareMinor(stage, name))).toEqual([[100], [100], []]);
    assertBooks(stage);
  });

  test("when the deal falls through with them, those who paid get it on top of everything back", () => {
    const stage = collecting({ policy: { shrinkagePercent: 0, afterAward: { shortfallMs: 0 } } });
    stage.payBalance("Ada");
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
    stage.answerAll();
    expect(["Ada", "Bob"].map((name) => shareMinor(stage, name))).toEqual([[200], []]);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("where nobody paid there is nobody to give it to, and it goes back", () => {
    const stage = collecting();
    stage.at(CLOSES + 3 * DAY).poke();
    stage.answerAll();
    expect(stage.groupBuy.guarantee).toBeUndefined();
    expect(stage.legOf(INITIATOR).state).toBe("released");
    assertNothingKept(stage);
  });
});
