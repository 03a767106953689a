import { describe, expect, test } from "vitest";
import { foundGroupBuy } from "../../worker/core/group-buy/authority.ts";
import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { DEFAULT_POLICY, type Terms } from "../../worker/core/group-buy/state/terms.ts";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, OPERATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, PROVIDER, SECOND, START, TERMS, UNANSWERED } from "../support/group-buy-terms.ts";

const initiator = person(INITIATOR);
const operator = person(OPERATOR);

function draftWith(terms: Partial<Terms>) {
  return foundGroupBuy(
    {
      type: "draft",
      founding: {
        id: "gb_1",
        initiatorId: "usr_1",
        initiatorPseudonym: "p-1",
        initiatorName: "One",
        initiatorCountry: null,
        provider: PROVIDER,
        terms: { ...TERMS, ...terms },
        policy: DEFAULT_POLICY,
      },
    },
    { recvMs: START, actor: null, commandId: null, newId: () => "x", newSalt: () => "s" },
  );
}

describe("G1: a draft", () => {
  test("nobody but its initiator may know of it", () => {
    const stage = new Stage();
    expect(stage.groupBuy).toMatchObject({ state: "draft", publishedAtMs: null, seq: 1 });
    expect(codeOf(stage.join("Ada"))).toBe("not-found");
    expect(codeOf(stage.offer("Mia"))).toBe("not-found");
    expect(stage.types()).toEqual(["drafted"]); // A refusal that left a leaf would be a proof that it exists.
    expect(codeOf(stage.give({ type: "change_draft", version: 1, terms: TERMS }, person("Ada")))).toBe("not-found");
    expect(codeOf(stage.give({ type: "discard", version: 1 }, person("Ada")))).toBe("not-found");
    expect(codeOf(stage.give({ type: "submit", instrument: "x", openElsewhere: 0 }, person("Ada")))).toBe("not-found");
  });

  const FAULTS: readonly (readonly [code: string, pointer: string, terms: Partial<Terms>])[] = [
    ["quantity-out-of-range", "/quantityMinimum", { quantityMinimum: 0 }],
    ["quantity-out-of-range", "/quantityMaximum", { quantityMaximum: 9 }],
    ["quantity-out-of-range", "/perBuyerMaximum", { perBuyerMaximum: 0 }],
    ["quantity-out-of-range", "/initiatorQuantity", { initiatorQuantity: 0 }],
    ["quantity-out-of-range", "/initiatorQuantity", { initiatorQuantity: 11 }],
    ["quantity-out-of-range", "/initiatorQuantity", { quantityMinimum: 2, quantityMaximum: 2, initiatorQuantity: 3 }],
    ["amount-out-of-range", "/targetUnitPrice/amount", { targetUnitPriceMinor: 0 }],
    ["amount-out-of-range", "/ceilingUnitPrice/amount", { ceilingUnitPriceMinor: 999 }],
    ["amount-out-of-range", "/depositPerUnit/amount", { depositPerUnitMinor: 0 }],
    ["deposit-above-maximum", "/depositPerUnit/amount", { depositPerUnitMinor: 201 }],
    ["total-out-of-range", "/quantityMaximum", { quantityMaximum: 100_000_000 }],
    ["timestamp-invalid", "/closesAt", { closesAtMs: CLOSES + 1 }],
    ["delivery-before-deadline", "/deliverBy", { deliverByMs: CLOSES }],
    ["required", "/shipTo", { shipTo: [] }],
    ["duration-out-of-range", "/extendOnceMs", { extendOnceMs: DAY + 1 }],
    ["delivery-before-deadline", "/deliverBy", { extendOnceMs: DAY, deliverByMs: CLOSES + DAY }],
    ["duration-out-of-range", "/offerWindowMs", { offerWindowMs: 7 * DAY + 1 }],
    ["duration-out-of-range", "/offerWindowMs", { offerWindowMs: -1 }],
  ];

  test.each(FAULTS)("%s at %s", (code, pointer, terms) => {
    expect(draftWith(terms)).toMatchObject({ ok: false, error: { code, pointer } });
  });

  test("the deposit may be exactly a fifth of the target (decision 6)", () => {
    expect(draftWith({ depositPerUnitMinor: 200 }).ok).toBe(true);
  });

  test("a change needs the version that stands and good terms", () => {
    const stage = new Stage();
    const terms = { ...TERMS, title: "Fifty kilograms" };
    expect(codeOf(stage.give({ type: "change_draft", version: 0, terms }, initiator))).toBe("precondition-failed");
    expect(codeOf(stage.give({ type: "change_draft", version: 1, terms: { ...terms, shipTo: [] } }, initiator))).toBe(
      "required",
    );
    const { termsHash } = stage.groupBuy;
    expect(codeOf(stage.give({ type: "change_draft", version: 1, terms }, initiator))).toBeNull();
    expect(stage.groupBuy.terms.title).toBe("Fifty kilograms");
    expect(stage.groupBuy.termsHash).not.toBe(termsHash);
  });

  test("thirty idle days discard it, counted from the last change, to the millisecond", () => {
    const stage = new Stage();
    stage.at(START + DAY).give({ type: "change_draft", version: 1, terms: TERMS }, initiator);
    stage.at(START + 31 * DAY - 1).poke();
    expect(stage.groupBuy.state).toBe("draft");
    stage.at(START + 31 * DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "discarded", reason: "idle" });
    expect(codeOf(stage.submit())).toBe("state-conflict");
  });

  test("the initiator may discard it", () => {
    const stage = new Stage();
    expect(codeOf(stage.give({ type: "discard", version: 9 }, initiator))).toBe("precondition-failed");
    expect(codeOf(stage.give({ type: "discard", version: 1 }, initiator))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "discarded", reason: "by_initiator" });
  });
});

describe("G2: submission", () => {
  test("asks for the initiator's deposit under one leg", () => {
    const stage = new Stage();
    expect(codeOf(stage.submit())).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "awaiting_deposit", submittedAtMs: START });
    expect(stage.legOf(INITIATOR)).toMatchObject({
      purpose: "initiator_deposit",
      quantity: 2,
      amountMinor: 200,
      plan: "A",
      state: "opening",
      pending: "open",
    });
  });

  test.each([
    ["exactly thirty minutes ahead is enough", 30 * MINUTE, null],
    ["a second less is not", 30 * MINUTE - SECOND, "deadline-too-soon"],
    ["the very moment is past", 0, "deadline-past"],
  ])("%s", (_name, aheadMs, code) => {
    expect(codeOf(new Stage().at(CLOSES - aheadMs).submit())).toBe(code);
  });

  test("sixty days are the longest", () => {
    expect(codeOf(new Stage({ terms: { closesAtMs: START + 60 * DAY } }).submit())).toBeNull();
    expect(codeOf(new Stage({ terms: { closesAtMs: START + 60 * DAY + SECOND } }).submit())).toBe(
      "duration-unsupported",
    );
  });

  test("money 1.4: no longer than the provider keeps money", () => {
    const stage = new Stage({ provider: { maxHeldMs: 5 * DAY } });
    // A day, ten minutes to pay, ten of grace, three days for the balance, a day of margin.
    const { result } = stage.submit();
    expect(result).toMatchObject({ ok: false, error: { code: "duration-unsupported" } });
    expect(codeOf(new Stage({ provider: { maxHeldMs: 5 * DAY + 20 * MINUTE } }).submit())).toBeNull();
  });

  test("an initiator may have so many open, not more", () => {
    const submit = { type: "submit", instrument: "sandbox:ok" } as const;
    expect(codeOf(new Stage().give({ ...submit, openElsewhere: 19 }, initiator))).toBeNull();
    expect(codeOf(new Stage().give({ ...submit, openElsewhere: 20 }, initiator))).toBe("limit-reached");
  });

  test("drafts are not changed while money is asked for", () => {
    const stage = new Stage();
    stage.submit();
    const { seq } = stage.groupBuy;
    expect(codeOf(stage.give({ type: "change_draft", version: seq, terms: TERMS }, initiator))).toBe("state-conflict");
    expect(codeOf(stage.give({ type: "discard", version: seq }, initiator))).toBe("state-conflict");
  });
});

describe("G3: back to the draft", () => {
  test("after thirty minutes, to the millisecond; money that comes later goes back", () => {
    const stage = new Stage();
    stage.submit();
    stage.at(START + 30 * MINUTE - 1).poke();
    expect(stage.groupBuy.state).toBe("awaiting_deposit");
    stage.at(START + 30 * MINUTE).poke();
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "timeout", submittedAtMs: null });
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("draft");
    expect(stage.last("deposit_held").open.isLate).toBe(true);
    expect(stage.legOf(INITIATOR)).toMatchObject({ state: "released", heldMinor: 0 });
  });

  test("the initiator may call it off; what the provider still answers goes back", () => {
    const stage = new Stage();
    stage.submit();
    const cancel = { type: "cancel", words: "" } as const;
    expect(codeOf(stage.give(cancel, person("Ada")))).toBe("not-found");
    expect(codeOf(stage.give(cancel, initiator))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "by_initiator" });
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("draft");
    expect(stage.legOf(INITIATOR).state).toBe("released");
  });

  test("a buyer's action that nobody takes is called off with the submission", () => {
    const stage = new Stage();
    stage.submit("sandbox:action");
    stage.answer(stage.legOf(INITIATOR), { kind: "action_required", ref: "ref" });
    expect(stage.groupBuy.state).toBe("awaiting_deposit");
    stage.at(START + 30 * MINUTE).poke();
    expect(stage.legOf(INITIATOR)).toMatchObject({ state: "abandoned", pending: "release" });
  });

  test("an action that is asked for only after the submission was returned is called off too", () => {
    const stage = new Stage();
    stage.submit("sandbox:action");
    stage.at(START + 30 * MINUTE).poke();
    stage.answer(stage.legOf(INITIATOR), { kind: "action_required", ref: "ref" });
    expect(stage.legOf(INITIATOR)).toMatchObject({ state: "abandoned", pending: "release" });
  });
});

describe("G4: publication", () => {
  test("the verified deposit opens it; the initiator is the first member; the first public event carries the terms", () => {
    const stage = new Stage();
    stage.at(START + MINUTE).publish();
    expect(stage.groupBuy).toMatchObject({ state: "open", publishedAtMs: START + MINUTE, verifiedQuantity: 2 });
    expect(stage.member(INITIATOR)).toMatchObject({ isInitiator: true, state: "active", quantity: 2, country: "DE" });
    const { open } = stage.last("opened");
    expect(open.terms).toEqual(stage.groupBuy.terms);
    expect(open.termsHash).toBe(stage.groupBuy.termsHash);
  });

  test.each([
    [15 * MINUTE, "open"],
    [15 * MINUTE - 1, "draft"],
  ])("with %i ms left when the deposit is verified it is `%s`", (leftMs, state) => {
    const stage = new Stage();
    stage.at(CLOSES - 31 * MINUTE).submit();
    // Inside the half hour that a submission has.
    stage.at(CLOSES - leftMs).answer(stage.legOf(INITIATOR));
    expect(stage.groupBuy.state).toBe(state);
    stage.answerAll();
    expect(stage.legOf(INITIATOR).state).toBe(state === "open" ? "held" : "released");
  });

  test("an initiator without a ceiling of their own is bound by the target, like everybody", () => {
    const stage = openStage({ terms: { ceilingUnitPriceMinor: null } }).seat("Ada");
    expect(stage.member(INITIATOR).priceCeilingMinor).toBe(1_000);
    expect(stage.member("Ada").priceCeilingMinor).toBe(1_000);
  });

  test("an initiator whose country is not delivered to counts for the reference country", () => {
    const stage = openStage({ terms: { shipTo: ["FR", "JP"] } });
    expect(stage.member(INITIATOR).country).toBe("FR");
    expect(openStage({ terms: { shipTo: ["FR", "DE"] } }).member(INITIATOR).country).toBe("DE");
  });
});

describe("G5: review", () => {
  const reviewed = () => new Stage({ policy: { isReviewed: true } }).publish();

  test("the deposit starts the review, and only an operator ends it", () => {
    const stage = reviewed();
    expect(stage.groupBuy).toMatchObject({ state: "in_review", publishedAtMs: null });
    expect(codeOf(stage.join("Ada"))).toBe("not-found");
    expect(codeOf(stage.give({ type: "approve", reason: "ok" }, initiator))).toBe("not-found");
    expect(codeOf(stage.give({ type: "reject", reason: "no" }, initiator))).toBe("not-found");
    expect(codeOf(stage.give({ type: "approve", reason: "ok" }, operator))).toBeNull();
    expect(stage.groupBuy.state).toBe("open");
    expect(codeOf(stage.give({ type: "approve", reason: "again" }, operator))).toBe("state-conflict");
  });

  test("domain 3.1: an operator who started it themselves leaves the review to others", () => {
    const stage = reviewed();
    const self = person(INITIATOR, { isOperator: true });
    expect(codeOf(stage.give({ type: "approve", reason: "mine" }, self))).toBe("conflict-of-interest");
    expect(codeOf(stage.give({ type: "reject", reason: "mine" }, self))).toBe("conflict-of-interest");
    expect(stage.groupBuy.state).toBe("in_review");
  });

  test("a rejection gives everything back", () => {
    const stage = reviewed();
    stage.give({ type: "reject", reason: "Not allowed here." }, operator);
    stage.answerAll();
    expect(stage.groupBuy).toMatchObject({ state: "cancelled", reason: "review_rejected" });
    expect(stage.legOf(INITIATOR).state).toBe("released");
  });

  test("time never publishes; a review that ate the time returns the draft", () => {
    const stage = reviewed();
    stage.at(CLOSES + DAY).poke();
    expect(stage.groupBuy.state).toBe("in_review");
    stage.give({ type: "approve", reason: "late" }, operator);
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "too_late" });
  });

  test("a hold that the provider let go meanwhile publishes nothing", () => {
    const stage = reviewed();
    const leg = stage.legOf(INITIATOR);
    stage.give({ type: "provider_answered", legId: leg.id, step: "read", attempt: 1, outcome: { kind: "lapsed" } });
    stage.give({ type: "approve", reason: "ok" }, operator);
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "declined", publishedAtMs: null });
  });
});

describe("G8: the initiator cancels", () => {
  test("free while nobody else is verified, held seats included", () => {
    const stage = openStage();
    stage.join("Ada");
    expect(codeOf(stage.give({ type: "cancel", words: "" }, person("Ada")))).toBe("forbidden");
    stage.at(CLOSES - 1); // Also inside the lock: nobody relies on it.
    expect(codeOf(stage.give({ type: "cancel", words: "" }, initiator))).toBeNull();
    stage.answerAll();
    expect(stage.groupBuy).toMatchObject({ state: "cancelled", reason: "by_initiator", heldQuantity: 0 });
    expect(stage.legOf(INITIATOR).state).toBe("released");
  });

  test("afterwards with words, before the lock; once the minimum is reached it costs the deposit", () => {
    const cancel = { type: "cancel", words: "The hall burnt down." } as const;
    const stage = openStage().seat("Ada");
    expect(codeOf(stage.give({ ...cancel, words: "" }, initiator))).toBe("required");
    stage.at(CLOSES - 10 * MINUTE);
    expect(codeOf(stage.give(cancel, initiator))).toBe("withdrawal-locked");
    const other = openStage({ basis: UNANSWERED }).seat("Ada", { quantity: 8 });
    expect(codeOf(other.give(cancel, initiator))).toBe("state-conflict"); // Its terms did not say so yet.
    const free = openStage()
      .seat("Ada")
      .at(CLOSES - 10 * MINUTE - 1);
    expect(codeOf(free.give(cancel, initiator))).toBeNull();
    expect(free.stateOf("Ada")).toBe("refunded");
    free.answerAll();
    expect([...free.groupBuy.legs.values()].map(({ state }) => state)).toEqual(["released", "released"]);
  });

  test("not after the bell", () => {
    const stage = openStage().at(CLOSES);
    expect(codeOf(stage.give({ type: "cancel", words: "x" }, initiator))).toBe("state-conflict");
  });
});

describe("G10, G11, G13: the bell and the count", () => {
  test("G10: the bell rings at D and not a millisecond before", () => {
    const stage = openStage();
    stage.join("Ada");
    stage.at(CLOSES - 1).poke();
    expect(stage.groupBuy.state).toBe("open");
  });

  test("G11: with a seat unpaid the count waits for it, at most until the grace ends", () => {
    const stage = openStage({ policy: { payWindowMs: 30 * MINUTE } });
    stage.at(CLOSES - 1).join("Ada");
    expect(stage.member("Ada").payByMs).toBe(CLOSES + 10 * MINUTE); // T4: capped by the grace.
    stage.at(CLOSES + 10 * MINUTE - 1).poke();
    expect(stage.groupBuy.state).toBe("closing");
    stage.at(CLOSES + 10 * MINUTE).poke();
    expect(stage.stateOf("Ada")).toBe("lapsed");
    expect(stage.groupBuy.certificate?.frozenAtMs).toBe(CLOSES + 10 * MINUTE);
  });

  test("G11: with no grace at all a window ends with the bell, and the seat before it", () => {
    const stage = openStage({ policy: { payGraceMs: 0 } });
    stage.at(CLOSES - 1).join("Ada");
    stage.at(CLOSES).poke();
    expect(stage.types().slice(-4)).toEqual(["seat_expired", "closing", "closed", "failed"]);
  });

  test("G13: one below the minimum fails, and everybody's deposit goes back, the initiator's included", () => {
    const stage = openStage().seat("Ada", { quantity: 7 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "below_minimum", effectiveAtMs: CLOSES });
    expect(stage.groupBuy.certificate).toMatchObject({ outcome: "below_minimum", verifiedQuantity: 9, members: 2 });
    expect([stage.stateOf(INITIATOR), stage.stateOf("Ada")]).toEqual(["refunded", "refunded"]);
    expect([...stage.groupBuy.offers.values()].map(({ state }) => state)).toEqual(["refused"]);
    expect(stage.pending().map(({ pending }) => pending)).toEqual(["release", "release"]);
  });

  test("G11: exactly the minimum is enough; the certificate counts members, units and deposits", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.certificate).toMatchObject({
      outcome: "reached",
      verifiedQuantity: 10,
      members: 2,
      depositsTotalMinor: 1_000,
    });
  });

  test("the certificate names the tree as it stood when the bell rang", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.at(CLOSES).poke();
    const entry = stage.logged.find(({ event }) => event.type === "closing");
    const { prev } = JSON.parse(entry?.leaf ?? "{}") as { prev: { size: number; root: string } };
    expect(stage.groupBuy.certificate).toMatchObject({ treeSize: prev.size, treeRoot: prev.root });
  });
});

describe("G14, G17: the choice", () => {
  test("G17: with no acceptable offer it fails at once and says so", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia", { canSupply: false });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "no_offer" });
    expect(stage.groupBuy.certificate?.outcome).toBe("reached");
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("released");
  });

  test("G14, G18: a firm offer is awarded and confirmed by the bell itself", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(stage.types().slice(-4)).toEqual(["closing", "closed", "awarded", "accepted"]);
    expect(stage.groupBuy).toMatchObject({
      state: "collecting",
      effectiveAtMs: CLOSES,
      award: { unitPriceMinor: 950, quantity: 10, version: 1, awardedAtMs: CLOSES },
    });
  });
});

describe("T5: what is due", () => {
  test("a draft waits for its idle end, an open one for the bell, an ended one for nothing", () => {
    const stage = new Stage();
    expect(dueTransitions(stage.groupBuy)).toEqual([{ kind: "draft_idle", dueAtMs: START + 30 * DAY }]);
    stage.submit();
    expect(dueTransitions(stage.groupBuy)[0]).toEqual({ kind: "submission_timeout", dueAtMs: START + 30 * MINUTE });
    stage.answerAll();
    expect(dueTransitions(stage.groupBuy)).toEqual([{ kind: "bell", dueAtMs: CLOSES }]);
    stage.at(START + HOUR).join("Ada");
    expect(dueTransitions(stage.groupBuy)[0]).toEqual({ kind: "pay_window", dueAtMs: START + HOUR + 10 * MINUTE });
    stage.at(CLOSES).poke();
    expect(dueTransitions(stage.groupBuy)).toEqual([]);
  });

  test("one look after a long sleep takes every step, each at its own time and in order", () => {
    const stage = openStage({ policy: { noShow: "none" } }).seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.join("Lapses");
    stage.at(CLOSES + 30 * DAY).poke();
    const steps = stage.logged.filter(({ event }) => event.atMs === CLOSES + 30 * DAY).map(({ event }) => event);
    expect(steps.map(({ type, effectiveAtMs }) => [type, effectiveAtMs])).toEqual([
      ["seat_expired", START + HOUR + 10 * MINUTE],
      ["closing", CLOSES],
      ["closed", CLOSES],
      ["awarded", CLOSES],
      ["accepted", CLOSES],
      ["balance_reminded", CLOSES + DAY],
      ["balance_reminded", CLOSES + 2 * DAY],
      ["balance_reminded", CLOSES + 3 * DAY - 6 * HOUR],
      ["balance_reminded", CLOSES + 3 * DAY - HOUR],
      ["no_show", CLOSES + 3 * DAY],
      ["no_show", CLOSES + 3 * DAY],
      ["failed", CLOSES + 3 * DAY],
    ]);
  });
});

describe("No other transition exists", () => {
  test("an ended group-buy takes nothing more, and says in which state it is", () => {
    const stage = openStage();
    stage.give({ type: "cancel", words: "" }, initiator);
    stage.answerAll();
    expect(codeOf(stage.join("Ada"))).toBe("not-open");
    expect(codeOf(stage.offer("Mia"))).toBe("not-open");
    expect(codeOf(stage.give({ type: "arm", quantity: 1, instrument: "x" }, person("Ada")))).toBe("not-open");
    expect(codeOf(stage.leave(INITIATOR))).toBe("not-found");
    expect(codeOf(stage.give({ type: "cancel", words: "x" }, initiator))).toBe("state-conflict");
    expect(codeOf(stage.submit())).toBe("state-conflict");
    expect(codeOf(stage.give({ type: "approve", reason: "x" }, operator))).toBe("state-conflict");
    expect(codeOf(stage.give({ type: "reject", reason: "x" }, operator))).toBe("state-conflict");
  });

  test("T3: a stamp before the last one is a broken invariant, not a decision", () => {
    const stage = openStage();
    stage.join("Ada");
    expect(() => stage.at(stage.nowMs - 1).poke()).toThrow("T3");
  });
});
