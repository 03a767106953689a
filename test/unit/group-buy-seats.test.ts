import { describe, expect, test } from "vitest";
import { openStage, type JoinWishes } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, HOUR, MINUTE, START } from "../support/group-buy-terms.ts";

describe("M1: a join that takes a seat", () => {
  test("is held unpaid for ten minutes, with a deposit per unit", () => {
    const stage = openStage();
    expect(codeOf(stage.join("Ada", { quantity: 3 }))).toBeNull();
    expect(stage.member("Ada")).toMatchObject({
      state: "held",
      quantity: 3,
      payByMs: START + HOUR + 10 * MINUTE,
      priceCeilingMinor: 1_200,
    });
    expect(stage.legOf("Ada")).toMatchObject({
      amountMinor: 300,
      state: "opening",
      pending: "open",
      purpose: "deposit",
    });
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 3, verifiedQuantity: 2 });
  });

  const REFUSALS: readonly (readonly [name: string, code: string, wishes: JoinWishes])[] = [
    ["nothing", "quantity-out-of-range", { quantity: 0 }],
    ["more than a buyer may have", "quantity-out-of-range", { quantity: 11 }],
    ["a country that is not delivered to", "ship-to-unsupported", { country: "JP" }],
    ["a ceiling of nothing", "amount-out-of-range", { priceCeilingMinor: 0 }],
    ["a ceiling in other money", "currency-mismatch", { priceCeilingMinor: 900, currency: "USD" }],
    ["other terms than those that stand", "terms-changed", { termsHash: "0".repeat(64) }],
    ["a deposit that does not exist", "deposit-mismatch", { armedLegId: "dep_none" }],
  ];

  test.each(REFUSALS)("%s is refused, with a leaf that proves it", (_name, code, wishes) => {
    const stage = openStage();
    const outcome = stage.join("Ada", wishes);
    expect(codeOf(outcome)).toBe(code);
    expect(stage.last("join_refused")).toMatchObject({ actor: "p-ada", open: { code }, seq: outcome.decidedSeq });
    expect(stage.groupBuy.members.size).toBe(1);
  });

  test("domain 3.1: a merchant of this group-buy does not buy in it, nor a buyer sell", () => {
    const stage = openStage();
    stage.offer("Mia");
    expect(codeOf(stage.join("Mia"))).toBe("conflict-of-interest");
    stage.join("Ada");
    expect(codeOf(stage.offer("Ada"))).toBe("conflict-of-interest");
    expect(codeOf(stage.offer(INITIATOR))).toBe("conflict-of-interest");
    stage.leave("Ada");
    expect(codeOf(stage.offer("Ada"))).toBeNull();
  });

  test("one living membership per person; after an end the same person comes again, at the end of the line", () => {
    const stage = openStage().seat("Ada");
    const first = stage.member("Ada");
    expect(codeOf(stage.join("Ada"))).toBe("already-joined");
    expect(codeOf(stage.join(INITIATOR))).toBe("already-joined");
    stage.leave("Ada");
    expect(codeOf(stage.join("Ada"))).toBeNull();
    expect(stage.member("Ada").id).not.toBe(first.id);
    expect(stage.member("Ada").seq).toBeGreaterThan(first.seq);
    stage.answerAll();
    expect(first.state).toBe("withdrawn"); // The old seat's money found the old seat.
    expect(stage.stateOf("Ada")).toBe("active");
  });
});

describe("M2: a join that waits", () => {
  const nearlyFull = () => openStage({ terms: { quantityMaximum: 12 } }).seat("Ada", { quantity: 8 }); // Two free.

  test("the last seats may be taken; beyond them one waits, if one wants to", () => {
    const stage = nearlyFull();
    expect(codeOf(stage.join("Greedy", { quantity: 3, waitlist: false }))).toBe("group-full");
    expect(stage.last("join_refused").open.code).toBe("group-full");
    stage.join("Bob", { quantity: 2 });
    expect(stage.stateOf("Bob")).toBe("held");
    stage.join("Cem", { quantity: 1 });
    expect(stage.member("Cem")).toMatchObject({ state: "waitlisted", payByMs: null, depositLegId: null });
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 2, verifiedQuantity: 10, waitlistedQuantity: 1 });
  });

  test("whoever waits is not overtaken by a later join without a place in line", () => {
    const stage = nearlyFull();
    stage.join("Big", { quantity: 5 });
    expect(stage.stateOf("Big")).toBe("waitlisted");
    expect(codeOf(stage.join("Small", { quantity: 1, waitlist: false }))).toBe("group-full");
    // In line, the first that fits is asked at once: the seat would stay empty otherwise.
    stage.join("Small", { quantity: 1 });
    expect(stage.stateOf("Small")).toBe("held");
    expect(stage.types().slice(-2)).toEqual(["joined", "promoted"]);
  });
});

describe("M3: from the waiting list to a seat", () => {
  test("in order of arrival, the first whose quantity fits, each with a window of their own", () => {
    const stage = openStage({ terms: { quantityMaximum: 12 } })
      .seat("Ada", { quantity: 2 })
      .seat("Bob", { quantity: 8 });
    stage.join("Big", { quantity: 3 });
    stage.join("Two", { quantity: 2 });
    stage.join("One", { quantity: 1 });
    stage.at(START + 2 * HOUR).leave("Ada");
    expect(["Big", "Two", "One"].map((name) => stage.stateOf(name))).toEqual(["waitlisted", "held", "waitlisted"]);
    expect(stage.member("Two").payByMs).toBe(START + 2 * HOUR + 10 * MINUTE);
    expect(stage.legOf("Two")).toMatchObject({ state: "intended", pending: null, amountMinor: 200, instrument: null });
    // Money is asked for only by name: the buyer says with what.
    const confirm = { type: "confirm_leg", legId: stage.legOf("Two").id, instrument: "sandbox:ok" } as const;
    expect(codeOf(stage.give(confirm, person("One")))).toBe("not-found");
    expect(codeOf(stage.give(confirm, person("Two")))).toBeNull();
    expect(codeOf(stage.give(confirm, person("Two")))).toBe("state-conflict");
    stage.answerAll();
    expect(stage.stateOf("Two")).toBe("active");
  });

  test("counted from when the seat came free, however late that is noticed", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } });
    stage.join("Ada", { quantity: 8 });
    stage.join("Bob", { quantity: 8 });
    stage.at(START + HOUR + 15 * MINUTE).poke();
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.member("Bob")).toMatchObject({ state: "held", payByMs: START + HOUR + 20 * MINUTE });
  });

  test("who arrived in time may be asked while the bell settles, until the grace ends", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).at(CLOSES - MINUTE);
    stage.join("Ada", { quantity: 8 });
    stage.join("Bob", { quantity: 8 });
    stage.join("Cem", { quantity: 8 });
    stage.at(CLOSES + 9 * MINUTE).poke();
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.member("Bob")).toMatchObject({ state: "held", payByMs: CLOSES + 10 * MINUTE });
    stage.at(CLOSES + 10 * MINUTE - 1).poke();
    expect(stage.stateOf("Bob")).toBe("held");
    stage.at(CLOSES + 10 * MINUTE).poke();
    // Nobody is asked who could no longer pay.
    expect([stage.stateOf("Bob"), stage.stateOf("Cem")]).toEqual(["lapsed", "lapsed"]);
    expect(stage.count("promoted")).toBe(1);
    expect(stage.groupBuy).toMatchObject({ state: "failed", waitlistedQuantity: 0, heldQuantity: 0 });
  });
});

describe("M4, M5: paid or lapsed", () => {
  test("M4: verified one millisecond before the window ends", () => {
    const stage = openStage();
    stage.join("Ada");
    stage.at(START + HOUR + 10 * MINUTE - 1).answer(stage.legOf("Ada"));
    expect(stage.member("Ada")).toMatchObject({ state: "active", payByMs: null });
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, verifiedQuantity: 3 });
  });

  test("M5: verified when it ends is too late, and the money goes back", () => {
    const stage = openStage();
    stage.join("Ada");
    stage.at(START + HOUR + 10 * MINUTE).answer(stage.legOf("Ada"));
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.last("seat_expired").effectiveAtMs).toBe(START + HOUR + 10 * MINUTE);
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("released");
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
  });

  test("M5: a decline is not yet the end: another instrument may follow inside the window", () => {
    const stage = openStage();
    stage.join("Ada", { instrument: "sandbox:decline" });
    const leg = stage.legOf("Ada");
    stage.decline(leg);
    expect(leg).toMatchObject({ state: "declined", declineCode: "insufficient-funds", pending: null, attempt: 1 });
    stage.give({ type: "confirm_leg", legId: leg.id, instrument: "sandbox:ok" }, person("Ada"));
    expect(leg).toMatchObject({ state: "opening", declineCode: null, attempt: 2 });
    stage.answer(leg);
    expect(stage.stateOf("Ada")).toBe("active");
  });

  test("the public leaf says that a deposit was declined, and not why", () => {
    const stage = openStage();
    stage.join("Ada");
    stage.decline(stage.legOf("Ada"), "stolen-card");
    const entry = stage.logged.findLast(({ event }) => event.type === "deposit_declined");
    expect(entry?.leaf).not.toContain("stolen-card");
    expect(entry?.sealed).toContain("stolen-card");
  });

  test("after the window no instrument helps", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    stage.decline(leg);
    stage.at(START + HOUR + 10 * MINUTE);
    const confirm = { type: "confirm_leg", legId: leg.id, instrument: "sandbox:ok" } as const;
    expect(codeOf(stage.give(confirm, person("Ada")))).toBe("state-conflict");
  });
});

describe("M6: leaving", () => {
  test("one millisecond before the lock it works, and everything comes back", () => {
    const stage = openStage().seat("Ada");
    stage.at(CLOSES - 10 * MINUTE - 1);
    expect(codeOf(stage.leave("Ada"))).toBeNull();
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("withdrawn");
    expect(stage.legOf("Ada")).toMatchObject({ state: "released", heldMinor: 0 });
  });

  test("from the lock on it does not, paid or unpaid; who only waits may go until the bell", () => {
    const stage = openStage({ terms: { quantityMaximum: 12 } }).seat("Ada", { quantity: 9 });
    stage.at(CLOSES - 10 * MINUTE).join("Unpaid");
    stage.join("Waits", { quantity: 2 });
    const locked = { ok: false, error: { code: "withdrawal-locked", facts: { lockedAtMs: CLOSES - 10 * MINUTE } } };
    expect(stage.leave("Ada").result).toMatchObject(locked);
    expect(stage.leave("Unpaid").result).toMatchObject(locked);
    expect(codeOf(stage.leave("Waits"))).toBeNull();
    expect(stage.groupBuy.waitlistedQuantity).toBe(0);
  });

  test("Scenario 15: the minimum is lost at D−11 min, and the deal fails at the bell", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.at(CLOSES - 11 * MINUTE).leave("Ada");
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "below_minimum" });
    stage.answerAll();
    expect([...stage.groupBuy.legs.values()].map(({ state }) => state)).toEqual(["released", "released"]);
  });

  test("not after the bell, not twice, not for strangers, not for the initiator", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    expect(codeOf(stage.leave("Nobody"))).toBe("not-found");
    expect(codeOf(stage.leave(INITIATOR))).toBe("state-conflict");
    stage.offer("Mia");
    stage.at(CLOSES);
    expect(codeOf(stage.leave("Ada"))).toBe("state-conflict");
    const other = openStage().seat("Ada");
    other.leave("Ada");
    expect(codeOf(other.leave("Ada"))).toBe("not-found");
  });

  test("an unpaid seat that is left frees itself; what its call still brings goes back", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } });
    stage.join("Ada", { quantity: 8 });
    stage.join("Bob", { quantity: 8 });
    stage.leave("Ada");
    expect([stage.stateOf("Ada"), stage.stateOf("Bob")]).toEqual(["withdrawn", "held"]);
    stage.answer(stage.legOf("Ada"));
    expect(stage.legOf("Ada")).toMatchObject({ state: "releasing", pending: "release" });
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
  });

  test("while it is suspended leaving stays free", () => {
    const stage = openStage({ isShadowed: false })
      .seat("Ada")
      .at(CLOSES - MINUTE);
    stage.groupBuy.state = "suspended";
    expect(codeOf(stage.leave("Ada"))).toBeNull();
  });
});
