import { describe, expect, test } from "vitest";
import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { DEFAULT_POLICY, hashTerms } from "../../worker/core/group-buy/state/terms.ts";
import { operatorPolicy } from "../../worker/app/policy.ts";
import { presentOffer } from "../../worker/app/present/trade.ts";
import { presentGroupBuy } from "../../worker/app/present/resource.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { provTransit } from "../../worker/core/ledger/accounts.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { INITIATOR, merchant } from "../support/group-buy-persons.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { CLOSES, DAY, HOUR, MINUTE, OFFER, START, TERMS } from "../support/group-buy-terms.ts";

const BOND = { basisPoints: 1_000, payWithinMs: HOUR };
/** Ten per cent of 9.50 for ten: what `OFFER` is answered for with. */
const AMOUNT = 950;

/** Ines 2, Ada 7 and Bob 3 want twelve of ten. */
function wanted({ policy, ...options }: StageOptions = {}): Stage {
  const stage = openStage({ policy: { bond: BOND, ...policy }, ...options });
  return stage.seat("Ada", { quantity: 7 }).seat("Bob", { quantity: 3 });
}

function awarded(options: StageOptions = {}): Stage {
  const stage = wanted(options).bond("Mia");
  stage.at(CLOSES).poke();
  return stage;
}

function fulfilling(options: StageOptions = {}): Stage {
  const stage = awarded(options);
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  return stage.answerAll();
}

const standing = (stage: Stage, account: string) => standingOf(project(stage.journals), account, "EUR");
const seen = (stage: Stage, name = "Mia") => presentOffer(stage.groupBuy, stage.offerOf(name)).bond;
const told = (stage: Stage, type: Parameters<Stage["last"]>[0]) =>
  noticesOf(stage.groupBuy, stage.last(type)).map(({ personId, kind, facts }) => [personId.slice(4), kind, facts]);

const codeOf = ({ result }: Outcome) => (result.ok ? null : result.error.code);

function withdraw(stage: Stage): Outcome {
  const { id, version } = stage.offerOf("Mia");
  return stage.give({ type: "withdraw_offer", offerId: id, version }, merchant("Mia"));
}

function changed(stage: Stage, body: OfferBody): Outcome {
  const { id, version } = stage.offerOf("Mia");
  return stage.give({ type: "change_offer", currency: "EUR", offerId: id, version, body }, merchant("Mia"));
}

function ended(stage: Stage): void {
  stage.answerAll();
  assertNothingKept(stage);
  assertBooks(stage);
}

describe("G18: an offer may be chosen only once its merchant's bond is verified", () => {
  test("it is a share of the dearest price for the minimum, taken and not held", () => {
    const stage = wanted();
    stage.offer("Mia");
    expect(seen(stage)).toMatchObject({ state: "due", amount: { amount: AMOUNT, currency: "EUR" }, isDeclined: false });
    stage.payBond("Mia");
    expect(stage.last("bond_opened")).toMatchObject({ actor: null, open: { version: 1, amount: AMOUNT } });
    expect(stage.bondOf("Mia")).toMatchObject({ purpose: "bond", plan: "C", pending: "open", memberId: null });
    expect(seen(stage)).toMatchObject({ state: "under_way", until: null });
    stage.answer(stage.bondOf("Mia"));
    expect(seen(stage)).toMatchObject({ state: "paid" });
    expect(told(stage, "deposit_captured")).toMatchObject([["mia", "bond_taken", { amountMinor: AMOUNT }]]);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "collecting", award: { offerId: stage.offerOf("Mia").id } });
    assertBooks(stage);
  });

  test.each([
    ["an offer of fewer than the minimum answers for as many as it has", { quantityMaximum: 4 }, {}, 380],
    ["nothing below what the policy asks at least", {}, { minimumMinor: 5_000 }, 5_000],
    ["never for nothing", { tiers: [{ fromQuantity: 10, unitPriceMinor: 150 }] }, { basisPoints: 1 }, 1],
  ])("%s", (_, body, rule, amount) => {
    const stage = wanted({ terms: { splitAllowed: true }, policy: { bond: { ...BOND, ...rule } } });
    stage.offer("Mia", body);
    expect(seen(stage)?.amount.amount).toBe(amount);
  });

  test("a better offer without one ranks after it, and is not chosen", () => {
    const stage = wanted().bond("Mia");
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 500 }] });
    const rank = (name: string) => presentOffer(stage.groupBuy, stage.offerOf(name)).rank;
    expect([rank("Mia"), rank("Nora")]).toEqual([1, 2]);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "selecting", award: null });
    expect(presentGroupBuy(stage.groupBuy, { nowMs: CLOSES, epoch: "e" }, null).waiting).toEqual({
      for: "bonds",
      until: "2026-11-03T10:00:00.000Z",
    });
    stage.at(CLOSES + HOUR).poke();
    expect(stage.groupBuy.award?.merchantId).toBe("mer_mia");
    expect(stage.offerOf("Nora").state).toBe("refused");
    expect(codeOf(stage.payBond("Nora"))).toBe("state-conflict");
  });

  test("the choice waits for what is missing, and not once the last of it is there", () => {
    const stage = wanted().bond("Mia");
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 500 }] });
    stage.at(CLOSES + 10 * MINUTE).payBond("Nora");
    expect(stage.groupBuy.state).toBe("selecting");
    stage.answer(stage.bondOf("Nora"));
    expect(stage.groupBuy).toMatchObject({ state: "collecting", award: { merchantId: "mer_nora" } });
    expect(stage.groupBuy.effectiveAtMs).toBe(CLOSES + 10 * MINUTE);
    expect(stage.bondOf("Mia").state).toBe("refunding"); // Not taken: it goes back by itself.
  });

  test("nobody has one in time: nothing can be chosen", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.at(CLOSES + HOUR - 1).poke();
    expect(stage.groupBuy.state).toBe("selecting");
    stage.at(CLOSES + HOUR).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "no_offer" });
    expect(seen(stage)?.state).toBe("missed");
    ended(stage);
  });

  test("an initiator cannot pick one without it", () => {
    const stage = wanted({ terms: { chooser: "initiator_pick" } }).bond("Mia");
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 500 }] });
    stage.at(CLOSES + HOUR).poke();
    expect(codeOf(stage.payBond("Nora"))).toBe("offer-window-closed");
    expect(codeOf(stage.pick("Nora"))).toBe("offer-invalid");
    expect(codeOf(stage.pick("Mia"))).toBeNull();
  });

  test("whoever was let go with it pays it again before they may confirm (G21)", () => {
    const stage = wanted()
      .bond("Mia")
      .bond("Nora", { tiers: [{ fromQuantity: 5, unitPriceMinor: 1_100 }] });
    stage.at(CLOSES).poke();
    stage.payBalance("Ada");
    stage.answerAll();
    expect(stage.bondOf("Nora").state).toBe("refunded");
    stage.at(CLOSES + 3 * DAY).poke();
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy.state).toBe("failed"); // Seven are below the minimum of ten.
    ended(stage);
  });

  test("G21: a recalled offer is answered for anew, in the time that its merchant has", () => {
    const stage = openStage({ policy: { bond: BOND } });
    for (const [name, quantity] of Object.entries({ Ada: 7, Bob: 3, Cem: 8 })) stage.seat(name, { quantity });
    stage.bond("Mia").bond("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage
      .answerAll()
      .at(CLOSES + 3 * DAY)
      .poke();
    stage.word("Mia", "decline_offer");
    stage.answerAll();
    expect(stage.groupBuy).toMatchObject({ state: "confirming", award: { merchantId: "mer_nora" } });
    expect(stage.bondOf("Mia").state).toBe("refunded"); // As few may be declined: nothing was broken.
    expect(codeOf(stage.word("Nora", "confirm_offer"))).toBe("state-conflict");
    expect(seen(stage, "Nora")).toMatchObject({ state: "due", until: "2026-11-07T09:00:00.000Z" });
    stage.payBond("Nora");
    expect(codeOf(stage.word("Nora", "confirm_offer"))).toBe("state-conflict"); // Not verified yet.
    stage.answer(stage.bondOf("Nora"));
    expect(codeOf(stage.word("Nora", "confirm_offer"))).toBeNull();
    expect(stage.groupBuy.state).toBe("collecting");
    assertBooks(stage);
  });

  test("off by default: the hash of the terms stands, and nothing is asked for", () => {
    expect(DEFAULT_POLICY.bond).toBeUndefined();
    expect(hashTerms(TERMS, DEFAULT_POLICY)).toBe(hashTerms(TERMS, { ...DEFAULT_POLICY }));
    const stage = openStage();
    stage.offer("Mia");
    expect(seen(stage)).toBeUndefined();
    expect(codeOf(stage.payBond("Mia"))).toBe("state-conflict");
  });
});

describe("what goes wrong with a payment", () => {
  test("declined: nothing is kept, and another may be paid", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    stage.decline(stage.bondOf("Mia"));
    expect(seen(stage)).toMatchObject({ state: "due", isDeclined: true });
    expect(told(stage, "deposit_declined")).toMatchObject([["mia", "bond_declined", { amountMinor: AMOUNT }]]);
    stage.payBond("Mia");
    stage.answer(stage.bondOf("Mia"));
    expect(seen(stage)?.state).toBe("paid");
    expect([...stage.groupBuy.legs.values()].filter(({ purpose }) => purpose === "bond")).toHaveLength(2);
  });

  test("the audit refuses it: it goes back and does not count", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    stage.refuseAudit(stage.bondOf("Mia"), { code: "deposit-mismatch", reason: "other-amount" });
    expect(seen(stage)?.state).toBe("due");
    stage.at(CLOSES + HOUR).poke();
    expect(stage.groupBuy.reason).toBe("no_offer");
    ended(stage);
  });

  test("twice: the second is refused, under way or paid", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    expect(codeOf(stage.payBond("Mia"))).toBe("state-conflict");
    stage.answer(stage.bondOf("Mia"));
    expect(codeOf(stage.payBond("Mia"))).toBe("state-conflict");
    expect(stage.count("bond_opened")).toBe(1);
  });

  test("verified after the choice: it is late and goes back", () => {
    const stage = wanted().bond("Mia");
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 500 }] });
    stage.at(CLOSES + HOUR - 1).payBond("Nora");
    stage.at(CLOSES + HOUR).poke();
    expect(stage.groupBuy.award?.merchantId).toBe("mer_mia");
    stage.answer(stage.bondOf("Nora"));
    expect(stage.last("deposit_captured").open).toMatchObject({ isLate: true });
    expect(told(stage, "deposit_captured")).toEqual([]);
    stage.answerAll();
    expect(stage.bondOf("Nora")).toMatchObject({ state: "refunded", refundedMinor: AMOUNT - 450 });
  });

  test("the provider can only hold it: it is taken at once, and counts from then on", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    const deposit = { ref: "ref_1", captureBeforeMs: CLOSES + DAY, state: "held" } as const;
    stage.answer(stage.bondOf("Mia"), { kind: "verified", deposit });
    expect(stage.bondOf("Mia")).toMatchObject({ state: "held", pending: "capture" });
    expect(seen(stage)?.state).toBe("under_way");
    stage.answer(stage.bondOf("Mia"));
    expect(seen(stage)?.state).toBe("paid");
  });

  test("a hold that lapses before it is taken does not count", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    const deposit = { ref: "ref_1", captureBeforeMs: CLOSES + DAY, state: "held" } as const;
    stage.answer(stage.bondOf("Mia"), { kind: "verified", deposit });
    stage.answer(stage.bondOf("Mia"), { kind: "lapsed" });
    expect(seen(stage)).toMatchObject({ state: "due", isDeclined: true });
    expect(told(stage, "deposit_lapsed")).toMatchObject([["mia", "bond_declined", { amountMinor: AMOUNT }]]);
    assertBooks(stage);
  });

  test("the offer is withdrawn while it is opening: what arrives goes back", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    withdraw(stage);
    expect(stage.bondOf("Mia")).toMatchObject({ state: "abandoned", pending: "open" });
    stage.answer(stage.bondOf("Mia"));
    expect(stage.bondOf("Mia").pending).toBe("refund");
    stage.answerAll();
    expect(stage.bondOf("Mia").state).toBe("refunded");
    expect(codeOf(stage.payBond("Mia"))).toBe("state-conflict");
  });

  test("another merchant cannot pay it, and a stopped group-buy takes none", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.offer("Nora");
    const offerId = stage.offerOf("Mia").id;
    expect(codeOf(stage.give({ type: "pay_bond", offerId, instrument: "sandbox:ok" }, merchant("Nora")))).toBe(
      "not-found",
    );
    stage.operate("suspend");
    expect(codeOf(stage.payBond("Mia"))).toBe("suspended");
  });
});

describe("a version of another price", () => {
  const change = (stage: Stage, unitPriceMinor: number) =>
    changed(stage, { ...OFFER, tiers: [{ fromQuantity: 10, unitPriceMinor }] });

  test("one that asks for less keeps the bond as it is", () => {
    const stage = wanted().bond("Mia");
    change(stage, 800);
    expect([stage.offerOf("Mia").version, seen(stage)?.state]).toEqual([2, "paid"]);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("collecting");
  });

  test("one that asks for more while the bond is being taken: what arrives for the old one is late, and goes back", () => {
    const stage = wanted();
    stage.offer("Mia");
    stage.payBond("Mia");
    const bond = stage.bondOf("Mia");
    const held = { ref: "ref_bond", captureBeforeMs: CLOSES, state: "held" } as const;
    stage.answer(bond, { kind: "verified", deposit: held }); // Asked to take it, and not answered yet.
    changed(stage, { ...OFFER, tiers: [{ fromQuantity: 10, unitPriceMinor: 990 }] });
    stage.answer(bond);
    expect(stage.last("deposit_captured")).toMatchObject({ open: { amount: AMOUNT, isLate: true } });
    expect(told(stage, "deposit_captured")).toEqual([]);
    stage.answerAll();
    expect([bond.state, seen(stage)?.state]).toEqual(["refunded", "due"]);
  });

  test("one that asks for more sends it back, and is answered for anew", () => {
    const stage = wanted().bond("Mia");
    const earlier = stage.bondOf("Mia");
    change(stage, 1_050);
    expect([earlier.state, seen(stage)]).toMatchObject(["refunding", { state: "due", amount: { amount: 1_050 } }]);
    stage.payBond("Mia");
    stage.answerAll();
    expect([earlier.state, seen(stage)?.state]).toEqual(["refunded", "paid"]);
  });

  test("one that no longer supplies anything sends it back", () => {
    const stage = wanted().bond("Mia");
    changed(stage, { ...OFFER, canSupply: false });
    expect(stage.bondOf("Mia").state).toBe("refunding");
    stage.answerAll();
    expect(stage.bondOf("Mia").state).toBe("refunded");
    assertBooks(stage);
  });
});

describe("it goes back by itself", () => {
  test("when the offer runs out", () => {
    const stage = wanted()
      .bond("Mia", { validUntilMs: CLOSES + 20 * DAY })
      .bond("Nora");
    changed(stage, { ...OFFER, validUntilMs: CLOSES + 20 * DAY });
    stage.operate("call_off");
    stage.operate("call_off", "Olga");
    ended(stage);
    expect([stage.bondOf("Mia").state, stage.bondOf("Nora").state]).toEqual(["refunded", "refunded"]);
    expect(told(stage, "deposit_refunded")).toMatchObject([["nora", "bond_returned", { amountMinor: AMOUNT }]]);
  });

  test("when the minimum is not reached", () => {
    const stage = openStage({ policy: { bond: BOND } }).bond("Mia");
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.reason).toBe("below_minimum");
    ended(stage);
    expect(stage.bondOf("Mia").state).toBe("refunded");
  });

  test("when the deal is settled, and not before", () => {
    const stage = fulfilling();
    expect(stage.groupBuy.state).toBe("fulfilling");
    for (const name of [INITIATOR, "Ada", "Bob"]) {
      stage.ship("Mia", name);
      expect(seen(stage)?.state).toBe("paid");
      stage.receive(name);
    }
    stage.poke();
    expect([stage.groupBuy.state, seen(stage)?.state]).toEqual(["settled", "returning"]);
    ended(stage);
    expect(seen(stage)?.state).toBe("returned");
  });

  test("G22: no settlement waits for a bond on its way", () => {
    const stage = wanted()
      .bond("Mia")
      .bond("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    stage.at(CLOSES).poke();
    const refused = { kind: "refund_failed", code: "account-closed" } as const;
    stage.answer(stage.bondOf("Nora"), refused);
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    for (const leg of stage.pending()) if (leg.purpose !== "bond") stage.answer(leg);
    for (const leg of stage.pending()) if (leg.purpose !== "bond") stage.answer(leg);
    for (const name of [INITIATOR, "Ada", "Bob"]) {
      stage.ship("Mia", name);
      stage.receive(name);
    }
    expect([stage.groupBuy.state, stage.bondOf("Nora").state]).toEqual(["settled", "refund_failed"]);
    ended(stage);
  });

  test("G19: a merchant who was free to decline gets it back", () => {
    const stage = wanted().bond("Mia", { firm: false });
    stage.at(CLOSES).poke();
    stage.word("Mia", "decline_offer");
    expect([stage.groupBuy.state, stage.count("bond_forfeited")]).toEqual(["failed", 0]);
    ended(stage);
  });

  test("a refund that fails is tried again", () => {
    const stage = wanted().bond("Mia");
    withdraw(stage);
    stage.answer(stage.bondOf("Mia"), { kind: "refund_failed", code: "account-closed" });
    expect([stage.bondOf("Mia").pending, seen(stage)?.state]).toEqual(["refund", "returning"]);
    stage.answerAll();
    expect(seen(stage)?.state).toBe("returned");
    assertBooks(stage);
  });
});

describe("G23: in a breach it goes to those whose goods did not come", () => {
  test("in proportion to their places, on top of everything of their own", () => {
    const stage = fulfilling();
    stage.declareBreach(true);
    expect(stage.types().slice(-3)).toEqual(["breach_declared", "bond_forfeited", "failed"]);
    expect(stage.last("bond_forfeited")).toMatchObject({
      actor: null,
      open: { amount: AMOUNT, currency: "EUR", shares: 3 },
    });
    // 950 among 2, 7 and 3 of 12 places: 158.3, 554.2 and 237.5 exactly; the unit left over goes to the largest remainder.
    const shares = [INITIATOR, "Ada", "Bob"].map((name) => stage.sharesOf(name).map(({ amountMinor }) => amountMinor));
    expect(shares).toEqual([[158], [554], [238]]);
    expect(told(stage, "bond_forfeited")).toMatchObject([
      ["mia", "bond_forfeited", { amountMinor: AMOUNT, members: 3 }],
    ]);
    stage.answerAll();
    expect(told(stage, "share_paid")).toMatchObject([["bob", "share_paid", { amountMinor: 238, of: "bond" }]]);
    expect(seen(stage)?.state).toBe("forfeited");
    expect([standing(stage, provTransit("sandbox")), standing(stage, "mer:mer_mia:payable")]).toEqual([0, 0]);
    for (const leg of [stage.balanceOf("Ada"), stage.legOf("Ada")]) {
      expect([leg.state, leg.refundedMinor]).toEqual(["refunded", leg.capturedMinor]);
    }
    ended(stage);
  });

  test("whose goods have come gets no part of it", () => {
    const stage = fulfilling();
    stage.ship("Mia", "Ada");
    stage.receive("Ada");
    stage.ship("Mia", "Bob");
    stage.declareBreach(true);
    expect(stage.sharesOf("Ada")).toEqual([]);
    expect([INITIATOR, "Bob"].map((name) => stage.sharesOf(name)[0]?.amountMinor)).toEqual([380, 570]);
    ended(stage);
  });

  test("H11: a bond that the merchant's bank takes back binds on; an operator is told, and a breach has nothing to share", () => {
    const stage = fulfilling();
    stage.chargeBack(stage.bondOf("Mia"), "lost");
    const bond = stage.bondOf("Mia");
    expect([stage.groupBuy.state, bond.state, seen(stage)?.state]).toEqual([
      "fulfilling",
      "charged_back",
      "charged_back",
    ]);
    const { id: ref, amountMinor } = bond;
    expect(attentionOf(stage.groupBuy)).toContainEqual(
      expect.objectContaining({ kind: "chargeback", ref, facts: { amountMinor, currency: "EUR" } }),
    );
    stage.declareBreach(true);
    stage.answerAll();
    expect(stage.types()).not.toContain("bond_forfeited");
    expect(attentionOf(stage.groupBuy)).toEqual([]);
    ended(stage);
  });

  test("a share that the bank does not take stays promised", () => {
    const stage = fulfilling();
    stage.declareBreach(true);
    const [share] = stage.sharesOf("Bob");
    if (share) stage.answer(share, { kind: "payout_failed", code: "account-closed" });
    stage.answerAll();
    expect(stage.sharesOf("Bob")[0]?.state).toBe("paid_out");
    ended(stage);
  });

  test("without bonds a breach is what it was", () => {
    const stage = openStage();
    stage.seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll().declareBreach(true);
    expect(stage.types().slice(-2)).toEqual(["breach_declared", "failed"]);
  });

  test("of several merchants each answers for their own deal (ADR 0022)", () => {
    const stage = openStage({ policy: { bond: BOND }, terms: { splitAllowed: true } });
    stage.seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 4 });
    const tiers = [{ fromQuantity: 1, unitPriceMinor: 950 }];
    stage.bond("Mia", { tiers, quantityMaximum: 8 }).bond("Nora", { tiers, quantityMaximum: 4 });
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    expect([stage.bondOf("Mia").amountMinor, stage.bondOf("Nora").amountMinor]).toEqual([760, 380]);
    stage.declareBreach(true, undefined, "mer_nora");
    expect([stage.sharesOf("Ada"), stage.sharesOf("Bob")[0]?.amountMinor]).toEqual([[], 380]);
    expect([stage.groupBuy.state, stage.bondOf("Mia").state]).toEqual(["fulfilling", "captured"]);
    for (const name of [INITIATOR, "Ada"]) {
      stage.ship("Mia", name);
      stage.receive(name);
    }
    stage.answerAll().poke();
    expect(stage.groupBuy.state).toBe("settled");
    ended(stage);
    expect([stage.bondOf("Mia").state, stage.bondOf("Nora").state]).toEqual(["refunded", "forfeited"]);
  });
});

test("domain 3.7: an operator turns it on for a deployment", () => {
  expect(operatorPolicy(null).bond).toBeUndefined();
  expect(operatorPolicy(250).bond).toEqual({ basisPoints: 250, payWithinMs: HOUR });
});

test("a split binds nobody to a merchant whose bond is missing", () => {
  const stage = openStage({ policy: { bond: BOND }, terms: { splitAllowed: true, closesAtMs: START + DAY } });
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 4 });
  const tiers = [{ fromQuantity: 1, unitPriceMinor: 950 }];
  stage.bond("Mia", { tiers, quantityMaximum: 10 });
  stage.offer("Nora", { tiers, quantityMaximum: 4 });
  stage.at(CLOSES + HOUR).poke();
  expect([stage.groupBuy.award?.merchantId, stage.groupBuy.besides]).toEqual(["mer_mia", undefined]);
});
