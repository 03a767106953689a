import fc from "fast-check";
import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import type { ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import { dealOf, dealsOf } from "../../worker/core/group-buy/state/deals.ts";
import { claimsOf, heldPart, neededMinor } from "../../worker/core/group-buy/state/parts.ts";
import { totalAt } from "../../worker/core/group-buy/offers/proposals.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Flexibility, Member } from "../../worker/core/group-buy/state/member.ts";
import { isFinal, isVerified, requireOffer, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { hasEnded } from "../../worker/core/group-buy/state/states.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { choosingMs } from "../../worker/core/group-buy/state/terms.ts";
import { assert } from "../../worker/core/result.ts";
import { Stage } from "./group-buy-kit.ts";
import type { StageOptions } from "./group-buy-shadow.ts";
import { INITIATOR, OPERATOR, person } from "./group-buy-persons.ts";
import { DAY, HOLD_MS, HOUR, MINUTE, SECOND, START, TERMS } from "./group-buy-terms.ts";

/**
 * Anybody does anything at any time, and the provider answers as it likes. What must hold whatever happens is asked
 * after every step; the properties themselves stand in the tests.
 */

const BUYERS = ["Ada", "Bob", "Cem", "Dag", "Eve", "Fox", INITIATOR];
const FIRST = BUYERS.slice(0, 4);
const MERCHANTS = ["Mia", "Nora", "Otis", "Ada"]; // Ada would like to be both.
const STEPS = ["open", "capture", "release", "refund", "read"] as const;

type Pause = { readonly ms: number } | { readonly beforeDueMs: number };

/** One step of a random life: a pause, an act, and the dice that the act throws. */
export interface Step {
  readonly pause: Pause;
  readonly act: (typeof ACTS)[number];
  readonly who: number;
  readonly dice: number;
}

/** Listed as often as they are likely. */
const ACTS = [
  ...(["join", "join", "join", "join", "answer", "answer", "answer", "answer", "answer", "answerAll"] as const),
  ...([
    "echo",
    "leave",
    "change",
    "change",
    "change",
    "arm",
    "joinArmed",
    "confirm",
    "recheck",
    "offer",
    "offer",
    "changeOffer",
    "withdraw",
  ] as const),
  ...(["pay", "pay", "pay", "pay", "ship", "ship", "ship", "receive", "receive", "cancel"] as const),
  ...(["deliver", "dispute", "dispute", "answerDispute", "replyDispute", "decideDispute", "breach"] as const),
  ...(["suspend", "resume", "resume", "resume", "callOff", "remove", "extend"] as const),
  ...(["vote", "vote", "pick", "consent", "consent", "word", "word"] as const),
  ...(["submit", "approve", "changeDraft", "nothing"] as const),
] as const;

/** Mostly a moment; sometimes until the very millisecond at which something is due, or one before it; seldom days. */
const pause: fc.Arbitrary<Pause> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 20 * SECOND }) }) },
  { weight: 10, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 6 * MINUTE }) }) },
  { weight: 3, arbitrary: fc.record({ beforeDueMs: fc.constantFrom(0, 1) }) },
  { weight: 1, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 3 * DAY }) }) },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    pause,
    act: fc.constantFrom(...ACTS),
    who: fc.nat({ max: 20 }),
    dice: fc.nat({ max: 0x7fffffff }),
  }),
  { minLength: 30, maxLength: 200, size: "max" },
);

/** A demand that several merchants may share: first everybody is in and the offers are there, then anything happens. */
export const sharedSteps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(fc.nat({ max: 0x7fffffff }), { minLength: 6, maxLength: 6 }),
    fc.array(fc.nat({ max: 0x7fffffff }), { minLength: 3, maxLength: 3 }),
    steps,
  )
  .map(([joins, offers, after]) => [
    ...joins.map((dice, who) => at(0, "join", who, dice)),
    at(0, "answerAll"),
    // Firm, of small capacity: one of them is seldom enough.
    ...offers.map((dice, who) => at(0, "offer", who, smallOffer(dice))),
    ...[1, 2, 3].map(() => ({ ...at(0, "answerAll"), pause: { beforeDueMs: 0 } })),
    ...after,
  ]);

/** Dice that `bodyOf` reads as a firm offer of five pieces and a few at most. */
function smallOffer(dice: number): number {
  const high = (dice >> 17) << 17;
  return high + (((3 - ((high >> 15) % 3)) % 3) << 15) + (1 << 12) + (1 << 9) + (dice % 400);
}

function at(ms: number, act: Step["act"], who = 0, dice = 0): Step {
  return { pause: { ms }, act, who, dice };
}

const singly = fc.record({
  terms: fc.record({
    closesAtMs: fc.constantFrom(START + 2 * HOUR, START + DAY, START + 14 * DAY),
    quantityMinimum: fc.integer({ min: 2, max: 6 }),
    quantityMaximum: fc.option(fc.integer({ min: 6, max: 12 })),
    perBuyerMaximum: fc.constant(5),
    ceilingUnitPriceMinor: fc.option(fc.integer({ min: 1_000, max: 1_200 })),
    splitAllowed: fc.boolean(),
    chooser: fc.constantFrom("auto_best", "auto_best", "initiator_pick", "vote"),
    offerWindowMs: fc.constantFrom(0, 0, HOUR, 3 * DAY),
    extendOnceMs: fc.constantFrom(null, null, DAY, 2 * DAY),
  }),
  policy: fc.record({
    noShow: fc.constantFrom("none", "merchant"),
    payGraceMs: fc.constantFrom(0, 10 * MINUTE),
    isReviewed: fc.constantFrom(false, false, false, false, false, false, true),
    feeBasisPoints: fc.constantFrom(0, 137),
    shrinkagePercent: fc.constantFrom(0, 10, 60),
    choosing: fc.constantFrom(
      { selectionMs: 0, reconsentMs: 0, merchantMs: 0 },
      { selectionMs: 5 * MINUTE, reconsentMs: 5 * MINUTE, merchantMs: 5 * MINUTE },
      { selectionMs: 2 * DAY, reconsentMs: DAY, merchantMs: DAY },
    ),
  }),
  provider: fc.record({ canAuthorize: fc.boolean() }),
});

export const options: fc.Arbitrary<StageOptions> = fc
  .tuple(singly, fc.constantFrom(1, 1, 1, 2, 3, 4))
  .map(([stage, packSize]) => (packSize === 1 ? stage : { ...stage, terms: inPacks(stage.terms, packSize) }));

function inPacks<T extends { quantityMinimum: number; quantityMaximum: number | null }>(terms: T, packSize: number) {
  const { quantityMinimum, quantityMaximum } = terms;
  const maximum = quantityMaximum === null ? null : packed(quantityMaximum, packSize);
  return { ...terms, packSize, quantityMinimum: packed(quantityMinimum, packSize), quantityMaximum: maximum };
}

function packed(quantity: number, packSize = 1): number {
  return Math.ceil(quantity / packSize) * packSize;
}

/** How far a life has come before chance takes over: of those that begin with nothing, few ever get to the goods. */
type Beginning = "submitted" | "published" | "offered" | "collecting" | "fulfilling";

export const beginnings: fc.Arbitrary<Beginning> = fc.constantFrom(
  ...(["published", "published", "offered", "collecting", "fulfilling"] as const),
);

/** Plays a life; after every step everything that must hold is asked. */
export function drive(stageOptions: StageOptions, life: readonly Step[], beginning: Beginning = "published"): Stage {
  const stage = new Stage(stageOptions);
  begin(stage, beginning);
  for (const step of life) {
    const before = snapshot(stage.groupBuy);
    stage.at(after(stage, step.pause));
    act(stage, steered(stage, step));
    assertConsistent(stage.groupBuy);
    stage.poke(); // An act may have been nothing at all.
    assertTouched(before, stage.groupBuy);
    const { length } = stage.logged;
    stage.poke();
    assert(stage.logged.length === length, "advancing twice changes nothing (T5)");
    clearTouched(stage.groupBuy);
  }
  return stage;
}

/** As far as the terms let these people come: they join, somebody offers, they pay. */
function begin(stage: Stage, beginning: Beginning): void {
  stage.submit();
  if (beginning === "submitted") return;
  stage.answerAll();
  if (beginning === "published") return;
  stage.give({ type: "approve", reason: "Seen." }, person(OPERATOR));
  for (const [index, name] of FIRST.entries()) stage.join(name, { quantity: 1 + (index % 3) });
  const fromQuantity = packed(1, stage.groupBuy.terms.packSize);
  const isFirm = beginning !== "offered"; // Merchants who may still say no, one after the other.
  stage.answerAll().offer("Mia", { tiers: [{ fromQuantity, unitPriceMinor: 940 }], firm: isFirm });
  if (!isFirm) return void stage.offer("Nora", { tiers: [{ fromQuantity, unitPriceMinor: 960 }], firm: false });
  for (let round = 0; round < 8 && stage.groupBuy.state !== "collecting"; round += 1) passTime(stage);
  if (beginning === "collecting") return;
  if (stage.groupBuy.state !== "collecting") return;
  for (const { personId } of stage.groupBuy.members.values()) {
    stage.payBalance([...FIRST, INITIATOR].find((name) => person(name).personId === personId) ?? INITIATOR);
  }
  stage.answerAll();
}

function passTime(stage: Stage): void {
  stage.answerAll();
  const dueMs = dueTransitions(stage.groupBuy)[0]?.dueAtMs ?? stage.nowMs;
  stage.at(Math.max(stage.nowMs, dueMs)).poke();
}

/** A whole life and its end: the books balance all the way, and an end keeps nobody's money. */
export function liveOut(stageOptions: StageOptions, life: readonly Step[], beginning: Beginning): Stage {
  const stage = drive(stageOptions, life, beginning);
  assertBooks(stage);
  comeToRest(stage);
  assertBooks(stage);
  if (isFinal(stage.groupBuy.state)) assertNothingKept(stage);
  return stage;
}

function after({ groupBuy, nowMs }: Stage, pause: Pause): number {
  if ("ms" in pause) return nowMs + pause.ms;
  const dueMs = dueTransitions(groupBuy)[0]?.dueAtMs ?? nowMs;
  return Math.max(nowMs, dueMs - pause.beforeDueMs);
}

/**
 * Time passes and the provider answers well, until nothing more can happen without somebody. Around the bell people say
 * what they are asked, some of them yes and some no.
 */
export function comeToRest(stage: Stage): void {
  for (let round = 0; round < 8; round += 1) {
    passTime(stage);
    for (const [who] of BUYERS.entries()) {
      const step = steered(stage, { pause: { ms: 0 }, act: "nothing", who, dice: 3 + 5 * (who + round) });
      if (step.act !== "pay") act(stage, step);
      stage.poke();
    }
  }
  for (let round = 0; round < 12; round += 1) {
    stage.answerAll();
    stage.at(stage.nowMs + 30 * DAY).poke();
  }
  stage.answerAll();
}

/** L1–L15, whatever is under way. */
export function assertBooks(stage: Stage): void {
  const violations = checkLedger(stage.journals);
  assert(violations.length === 0, JSON.stringify(violations));
}

/** Nothing on any deposit account, no hold in the memorandum. */
export function assertNothingKept(stage: Stage): void {
  const balances = project(stage.journals);
  for (const { id, heldMinor, state } of stage.groupBuy.legs.values()) {
    assert(standingOf(balances, dep(id), TERMS.currency) === 0, `${id} in ${state} keeps money after the end`);
    assert(heldMinor === 0, `${id} in ${state} keeps a hold after the end`);
  }
}

/** Every leaf names the tree before it. */
export function assertChained(stage: Stage, rootOfSize: (size: number) => string): void {
  stage.logged.forEach(({ leaf }, index) => {
    const { prev, seq } = JSON.parse(leaf) as { prev: { size: number; root: string }; seq: number };
    assert(seq === index + 1 && prev.size === index, `leaf ${seq} stands at ${index}`);
    assert(prev.root === rootOfSize(index), `leaf ${seq} follows the tree of ${index}`);
  });
}

/** What people mostly do when a state waits for them; else the later states would be met by few lives and left by none. */
const EXPECTED: Partial<Record<GroupBuy["state"], readonly Step["act"][]>> = {
  selecting: ["vote", "pick"],
  reconsent: ["consent"],
  confirming: ["word"],
  collecting: ["pay", "pay", "answer"],
  fulfilling: ["ship", "dispute", "answerDispute", "replyDispute", "answer", "receive"],
};

function steered({ groupBuy }: Stage, step: Step): Step {
  const expected = groupBuy.shortfall ? (["word"] as const) : EXPECTED[groupBuy.state];
  const act = expected?.[step.who % expected.length];
  return act === undefined || step.dice % 5 < 2 ? step : { ...step, act };
}

function act(stage: Stage, { act, who, dice }: Step): void {
  const name = BUYERS[who % BUYERS.length] ?? "";
  const seller = MERCHANTS[who % MERCHANTS.length] ?? "";
  const member = [...stage.groupBuy.members.values()].find(({ personId }) => personId === person(name).personId);
  const legs = [...stage.groupBuy.legs.values()];
  const leg = legs[dice % Math.max(1, legs.length)];
  const offers = [...stage.groupBuy.offers.values()];
  const offer = offers[dice % Math.max(1, offers.length)];
  switch (act) {
    case "join":
      return void stage.join(name, { ...wishesOf(dice), ...flexibly(stage, wishesOf(dice).quantity, dice) });
    case "change":
      if (dice % 3 === 0 && member)
        return void stage.flex(name, flexibly(stage, member.quantity, dice).flexible ?? null);
      return void stage.change(name, 1 + (dice % 5), dice % 7 === 0 ? null : "sandbox:ok");
    case "joinArmed": {
      const armed = legs.find(({ personId, memberId }) => personId === person(name).personId && memberId === null);
      return void stage.join(name, { quantity: armed?.quantity ?? 1, armedLegId: armed?.id ?? "dep_none" });
    }
    case "answer": {
      const waiting = stage.pending()[dice % Math.max(1, stage.pending().length)];
      if (waiting) answer(stage, waiting, dice >> 4);
      return;
    }
    case "answerAll":
      return void stage.answerAll();
    case "echo":
      if (leg) echo(stage, leg, dice);
      return;
    case "leave":
      return void stage.leave(name);
    case "arm":
      return void stage.give({ type: "arm", quantity: 1 + (dice % 4), instrument: "sandbox:ok" }, person(name));
    case "confirm":
      return leg && void stage.give({ type: "confirm_leg", legId: leg.id, instrument: "x" }, by(leg));
    case "recheck":
      return leg && void stage.give({ type: "recheck_leg", legId: leg.id }, by(leg));
    case "offer":
      return void stage.offer(seller, bodyOf(stage, dice));
    case "changeOffer":
      return (
        offer &&
        void stage.give(
          { ...ofOffer(offer), type: "change_offer", currency: "EUR", body: { ...offer.body, ...bodyOf(stage, dice) } },
          sellerOf(offer),
        )
      );
    case "withdraw":
      return offer && void stage.give({ ...ofOffer(offer), type: "withdraw_offer" }, sellerOf(offer));
    case "suspend":
      return void (dice % 8 === 0 && stage.operate("suspend"));
    case "resume":
      return void stage.operate("resume");
    case "remove":
      return member && void (dice % 5 === 0 && stage.remove(name, dice % 3 === 0 ? OPERATOR : "Olga"));
    case "extend": {
      const closesAtMs = stage.groupBuy.extensionProposal?.closesAtMs ?? stage.groupBuy.terms.closesAtMs + 2 * HOUR;
      return void (dice % 3 === 0 && stage.extend(closesAtMs, dice % 2 === 0 ? OPERATOR : "Olga"));
    }
    case "callOff":
      return void (dice % 20 === 0 && stage.operate("call_off", dice % 3 === 0 ? OPERATOR : "Olga"));
    case "vote":
      return offer && void stage.give({ type: "vote", offerId: offer.id }, person(name));
    case "pick":
      return offer && void stage.give({ ...ofOffer(offer), type: "pick" }, person(dice % 9 === 0 ? name : INITIATOR));
    case "consent":
      return void stage.consent(askedName(stage) ?? name, dice % 3 !== 0);
    case "word": {
      const chosen = offers.find(({ state }) => state === "selected" || state === "accepted") ?? offer;
      const type = dice % 2 === 0 ? "decline_offer" : "confirm_offer";
      return chosen && void stage.give({ type, offerId: chosen.id }, sellerOf(chosen));
    }
    case "pay":
      return member && void stage.payBalance(name);
    case "ship":
      return member && void stage.ship(sellerName(stage, member) ?? seller, name);
    case "deliver":
      return member && void stage.deliver(sellerName(stage, member) ?? seller, name);
    case "dispute":
      return void stage.dispute(name, 1 + (dice % 9_000));
    case "answerDispute": {
      const answer = (["accept", "reject", 1 + (dice % 900)] as const)[(dice >> 3) % 3] ?? "reject";
      return member && void stage.answerDispute(sellerName(stage, member) ?? seller, name, answer);
    }
    case "replyDispute":
      return void stage.replyDispute(name, dice % 2 === 0);
    case "decideDispute":
      return member && void stage.decideDispute(name, dice % 9_000);
    case "breach":
      return void (dice % 6 === 0 && stage.declareBreach(dice % 12 === 0, OPERATOR, offer?.merchantId));
    case "receive":
      return void stage.give({ type: "confirm_received" }, person(name));
    case "nothing":
      return;
    case "cancel":
      return void (dice % 40 === 0 && stage.give({ type: "cancel", words: "So be it." }, person(INITIATOR)));
    case "submit":
      return void stage.submit();
    case "approve":
      return void stage.give({ type: dice % 9 === 0 ? "reject" : "approve", reason: "Seen." }, person(OPERATOR));
    case "changeDraft": {
      const terms = { ...stage.groupBuy.terms, initiatorQuantity: 1 + (dice % 4) };
      return void stage.give({ type: "change_draft", version: stage.groupBuy.seq, terms }, person(INITIATOR));
    }
  }
}

/** The merchant whose award the seat belongs to, by first name. */
function sellerName({ groupBuy }: Stage, member: Member): string | undefined {
  return dealOf(groupBuy, member)?.award.merchantName.split(" ")[0];
}

/** Somebody who has been asked for consent, so that answers are not left to luck alone. */
function askedName({ groupBuy }: Stage): string | undefined {
  const asked = [...groupBuy.members.values()].find(({ state, consent }) => state === "active" && consent === "asked");
  return BUYERS.find((name) => person(name).personId === asked?.personId);
}

function wishesOf(dice: number) {
  return {
    quantity: 1 + (dice % 6),
    country: (dice >> 3) % 7 === 0 ? "FR" : "DE",
    waitlist: (dice >> 6) % 4 !== 0,
    priceCeilingMinor: (dice >> 8) % 2 === 0 ? 850 + ((dice >> 10) % 300) : null,
  };
}

/** Seldom said where it means nothing (A4). */
function flexibly({ groupBuy: { terms } }: Stage, quantity: number, dice: number): { flexible?: Flexibility } {
  if (terms.packSize === undefined ? dice % 50 !== 0 : (dice >> 14) % 3 === 0) return {};
  const upTo = Math.max(quantity, Math.min(terms.perBuyerMaximum, quantity + ((dice >> 16) % 4)));
  return { flexible: { upTo, orFewer: (dice >> 18) % 2 === 0 } };
}

function bodyOf({ groupBuy: { terms, policy } }: Stage, dice: number) {
  const chosenByMs = terms.closesAtMs + choosingMs(terms, policy) + policy.payGraceMs;
  const unitPriceMinor = 700 + (dice % 400);
  return {
    canSupply: (dice >> 9) % 10 !== 0,
    validUntilMs: (dice >> 24) % 3 === 0 ? chosenByMs + ((dice >> 26) % 3) * MINUTE : null,
    firm: (dice >> 12) % 2 !== 0,
    quantityMaximum: (dice >> 15) % 3 === 0 ? packed(5 + ((dice >> 17) % 8), terms.packSize) : null,
    tiers: [
      { fromQuantity: packed(1 + ((dice >> 20) % 3), terms.packSize), unitPriceMinor },
      { fromQuantity: packed(7, terms.packSize), unitPriceMinor: unitPriceMinor - 50 },
    ],
  };
}

/** Mostly the good answer, often another that fits the question, sometimes one that makes no sense. */
function answer(stage: Stage, leg: Leg, dice: number): void {
  if (dice % 3 !== 0) return void stage.answer(leg);
  stage.answer(leg, anyOutcome(stage, leg, dice >> 2));
}

/** An answer that nobody waits for: repeated, late, for another step, or a fact that the provider reports by itself. */
function echo(stage: Stage, leg: Leg, dice: number): void {
  const attempt = dice % 3 === 0 ? Math.max(1, leg.attempt - 1) : leg.attempt;
  const step = STEPS[(dice >> 3) % STEPS.length] ?? "read";
  stage.give({ type: "provider_answered", legId: leg.id, step, attempt, outcome: anyOutcome(stage, leg, dice >> 5) });
}

function anyOutcome(stage: Stage, leg: Leg, dice: number): ProviderOutcome {
  const ref = `ref_${leg.id}`;
  const outcomes: readonly ProviderOutcome[] = [
    { kind: "declined", code: "limit" },
    { kind: "action_required", ref },
    {
      kind: "audit_refused",
      refusal: { code: "deposit-mismatch", reason: "other-amount" },
      isMoneyHeld: dice % 2 === 0,
    },
    { kind: "captured", ref, capturedMinor: leg.amountMinor, isDirect: false },
    { kind: "released" },
    { kind: "lapsed" },
    { kind: "refunded" },
    { kind: "refund_failed", code: "account-closed" },
    { kind: "verified", deposit: { ref, captureBeforeMs: stage.nowMs + (dice % 5) * SECOND * 40_000, state: "held" } },
    { kind: "verified", deposit: { ref, captureBeforeMs: stage.nowMs + HOLD_MS, state: "captured" } },
  ];
  return outcomes[dice % outcomes.length] ?? { kind: "lapsed" };
}

function by(leg: Leg) {
  return person(leg.personId.slice(4), { personId: leg.personId });
}

function ofOffer({ id, version }: { id: string; version: number }) {
  return { offerId: id, version };
}

function sellerOf(offer: { personId: string; merchantId: string }) {
  return person(offer.personId.slice(4), { personId: offer.personId, merchantId: offer.merchantId });
}

/** ADR 0022: every seat in one deal, every award within what its offer says, and nobody in two places. */
function assertDeals(groupBuy: GroupBuy): void {
  const deals = dealsOf(groupBuy);
  const ids = new Set(deals.map(({ award }) => award.offerId));
  assert(ids.size === deals.length, "no offer is awarded twice");
  for (const { award } of deals) {
    const { quantityMaximum, tiers } = requireOffer(groupBuy, award.offerId).body;
    assert(award.quantity <= (quantityMaximum ?? Infinity), `${award.offerId} is awarded beyond its capacity`);
    const tier = tiers.find(({ unitPriceMinor }) => unitPriceMinor === award.unitPriceMinor);
    const borne = (100 - groupBuy.policy.shrinkagePercent) / 100; // Of those who were asked fewer may be left (G16).
    assert(tier && award.quantity >= tier.fromQuantity * borne, `${award.offerId} is awarded below its tier`);
  }
  for (const member of groupBuy.members.values()) {
    if (member.offerId !== undefined && !hasEnded(member.state))
      assert(ids.has(member.offerId), `${member.id} belongs to no deal`);
    if (member.state !== "balance_due" && member.state !== "paid") continue;
    const deal = dealOf(groupBuy, member);
    assert(deal && deal.fell === undefined, `${member.id} is bound by a deal that fell`);
    if (member.proposal !== "accept") {
      assert(
        member.totalMinor === totalAt(groupBuy, member, deal.award.unitPriceMinor),
        `${member.id} owes another price`,
      );
    }
  }
}

/** What is kept beside the parts is what the parts say. */
function assertConsistent(groupBuy: GroupBuy): void {
  const { members, legs, terms } = groupBuy;
  assertDeals(groupBuy);
  const sum = (counts: (state: string) => boolean) =>
    [...members.values()].reduce((total, { state, quantity }) => total + (counts(state) ? quantity : 0), 0);
  const unpaid = [...members.values()].reduce((total, member) => total + (heldPart(member)?.quantity ?? 0), 0);
  assert(groupBuy.heldQuantity === unpaid + sum((state) => state === "held"), "held seats add up");
  assert(groupBuy.waitlistedQuantity === sum((state) => state === "waitlisted"), "waiting buyers add up");
  assert(groupBuy.verifiedQuantity === sum((state) => isVerified(state as never)), "verified seats add up");
  for (const member of members.values()) {
    const deposit = legs.get(member.depositLegId ?? "");
    if (member.state === "active") {
      assert(deposit?.state === "held" || deposit?.state === "captured", `${member.id} is active on ${deposit?.state}`);
    }
    if (member.state === "balance_due" && member.priceCeilingMinor !== null && member.consent !== "accepted") {
      const mostMinor = member.quantity * member.priceCeilingMinor;
      assert((member.totalMinor ?? 0) <= mostMinor, `${member.id} is bound above their word (P2)`);
    }
    if (isVerified(member.state)) {
      assertParts(groupBuy, member);
      assertPacked(groupBuy, member);
    }
    if (member.state === "held") assert(member.payByMs !== null, `${member.id} is held without an end`);
    if (hasEnded(member.state) && member.state !== "no_show") {
      // Only one that answers for the demand is asked for again, once, and only while it is held (G8, scenario 22).
      const isTriedAgain = deposit?.isCalled === true && deposit.state === "held" && deposit.declineCode !== null;
      assert((deposit?.convertAtMs ?? null) === null || isTriedAgain, `${member.id} has ended and would be converted`);
    }
  }
  for (const leg of legs.values()) {
    assert(leg.heldMinor === 0 || leg.state === "held" || leg.state === "releasing", `${leg.id} holds in ${leg.state}`);
    assert(leg.capturedMinor >= leg.refundedMinor && leg.refundedMinor >= 0, `${leg.id} gave back what it had`);
    const mustMove = ["opening", "releasing", "refunding", "refund_failed", "paying", "payout_failed"].includes(
      leg.state,
    );
    assert(!mustMove || leg.pending !== null, `${leg.id} in ${leg.state} waits for nothing`);
  }
  const seen = JSON.stringify(dueTransitions(groupBuy));
  assert(seen === JSON.stringify(dueTransitions(structuredClone(groupBuy))), "a reloaded group-buy waits for the same");
  assert(terms.quantityMaximum === null || groupBuy.verifiedQuantity <= terms.quantityMaximum, "never above the cap");
}

/** A4: nobody above their word, and below it only whoever allowed it. */
function assertPacked({ terms }: GroupBuy, { id, quantity, flexible, packed = 0 }: Member): void {
  assert(packed <= 0 || quantity <= (flexible?.upTo ?? 0), `${id} gets more than their word`);
  assert(packed >= 0 || (flexible?.orFewer === true && quantity > 0), `${id} gets less than their word`);
  assert(packed === 0 || terms.packSize !== undefined, `${id} is packed where there are no packs`);
}

/** M7: nothing that was added counts without a deposit of its own, and every deposit covers what rests on it. */
function assertParts(groupBuy: GroupBuy, member: Member): void {
  const { legs, terms } = groupBuy;
  // What a dispute gave back is of the balance first, and of the deposits only what goes beyond it (M15).
  const balance = legs.get(member.balanceLegId ?? "");
  const dividedMinor = member.dispute?.outcome?.refundMinor ?? 0;
  const givenBackMinor = Math.max(0, dividedMinor - (balance?.capturedMinor ?? 0));
  let missingMinor = 0;
  for (const { legId, seq, quantity } of claimsOf(member)) {
    const leg = legs.get(legId ?? "");
    const coverMinor = quantity * terms.depositPerUnitMinor;
    assert(quantity > 0, `${member.id} keeps an empty part ${seq}`);
    assert(leg && neededMinor(leg) <= coverMinor, `${legId} is asked for more than ${quantity} units`);
    const isAllGone = dividedMinor > 0 && ["refunding", "refund_failed", "refunded"].includes(leg.state);
    missingMinor += coverMinor - (isAllGone ? 0 : neededMinor(leg));
    if (member.state !== "active") continue;
    assert(leg.state === "held" || leg.state === "captured", `part ${seq} of ${member.id} rests on ${leg.state}`);
  }
  // What was filled in so that packs are whole has no deposit (A4).
  const filledMinor = Math.max(0, member.packed ?? 0) * terms.depositPerUnitMinor;
  assert(missingMinor === givenBackMinor + filledMinor, `${member.id} is not covered by its deposits`);
}

type Snapshot = Readonly<Record<"members" | "legs" | "offers", ReadonlyMap<string, string>>>;

function snapshot({ members, legs, offers }: GroupBuy): Snapshot {
  const texts = (parts: ReadonlyMap<string, unknown>) =>
    new Map([...parts].map(([id, part]) => [id, JSON.stringify(part)]));
  return { members: texts(members), legs: texts(legs), offers: texts(offers) };
}

/** Whatever changed is named in `touched`: the store writes nothing else. */
function assertTouched(before: Snapshot, groupBuy: GroupBuy): void {
  const after = snapshot(groupBuy);
  for (const kind of ["members", "legs", "offers"] as const) {
    for (const [id, text] of after[kind]) {
      const isTold = before[kind].get(id) === text || groupBuy.touched[kind].has(id);
      assert(isTold, `${id} changed and is not named: it would be lost`);
    }
  }
}

function clearTouched({ touched }: GroupBuy): void {
  for (const names of [touched.members, touched.legs, touched.offers]) names.clear();
}
