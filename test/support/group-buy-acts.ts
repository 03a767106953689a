import type { DepositView } from "../../worker/core/deposit/provider.ts";
import type { ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import { dealOf } from "../../worker/core/group-buy/state/deals.ts";
import { openChargeback, type Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Flexibility, Member } from "../../worker/core/group-buy/state/member.ts";
import type { GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { choosingMs } from "../../worker/core/group-buy/state/terms.ts";
import type { Stage } from "./group-buy-kit.ts";
import { INITIATOR, OPERATOR, person } from "./group-buy-persons.ts";
import { HOLD_MS, HOUR, MINUTE, SECOND } from "./group-buy-terms.ts";

/** What anybody may do in one step of a random life, the provider included. */

export const BUYERS = ["Ada", "Bob", "Cem", "Dag", "Eve", "Fox", INITIATOR];
const MERCHANTS = ["Mia", "Nora", "Otis", "Ada"]; // Ada would like to be both.
const STEPS = ["open", "capture", "release", "refund", "read"] as const;

export type Pause = { readonly ms: number } | { readonly beforeDueMs: number };

/** One step of a random life: a pause, an act, and the dice that the act throws. */
export interface Step {
  readonly pause: Pause;
  readonly act: (typeof ACTS)[number];
  readonly who: number;
  readonly dice: number;
}

/** Listed as often as they are likely. */
export const ACTS = [
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
    "payBond",
    "payBond",
    "changeOffer",
    "withdraw",
  ] as const),
  ...(["pay", "pay", "pay", "pay", "ship", "ship", "ship", "receive", "receive", "cancel"] as const),
  ...(["deliver", "dispute", "dispute", "answerDispute", "replyDispute", "decideDispute", "breach"] as const),
  ...(["suspend", "resume", "resume", "resume", "callOff", "remove", "extend"] as const),
  ...(["vote", "vote", "pick", "consent", "consent", "word", "word"] as const),
  ...(["submit", "approve", "changeDraft", "nothing"] as const),
  ...(["see", "see", "chargeBack", "chargeBack", "silence"] as const),
] as const;

/** What people mostly do when a state waits for them; else the later states would be met by few lives and left by none. */
const EXPECTED: Partial<Record<GroupBuy["state"], readonly Step["act"][]>> = {
  selecting: ["vote", "pick"],
  reconsent: ["consent"],
  confirming: ["word"],
  collecting: ["pay", "pay", "answer"],
  fulfilling: ["ship", "dispute", "answerDispute", "replyDispute", "answer", "receive"],
};

export function steered({ groupBuy }: Stage, step: Step): Step {
  const expected = groupBuy.shortfall ? (["word"] as const) : EXPECTED[groupBuy.state];
  const act = expected?.[step.who % expected.length];
  return act === undefined || step.dice % 5 < 2 ? step : { ...step, act };
}

export function act(stage: Stage, { act, who, dice }: Step): void {
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
    case "see":
      return leg && void stage.see(leg, SIGHTS[(dice >> 4) % SIGHTS.length]);
    case "chargeBack": {
      const taken = legs.filter(({ capturedMinor }) => capturedMinor > 0);
      const charged = taken.findLast(openChargeback) ?? taken[dice % Math.max(1, taken.length)];
      return charged && chargeBack(stage, charged, dice >> 4);
    }
    case "silence": {
      const waiting = stage.pending()[dice % Math.max(1, stage.pending().length)];
      if (waiting) silence(stage, waiting);
      return;
    }
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
    case "payBond":
      return offer && void stage.give({ type: "pay_bond", offerId: offer.id, instrument: "x" }, sellerOf(offer));
    case "changeOffer":
      return (
        offer &&
        void stage.give(
          {
            ...ofOffer(offer),
            type: "change_offer",
            currency: stage.groupBuy.terms.currency,
            body: { ...offer.body, ...bodyOf(stage, dice) },
          },
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
      return void (dice % 10 === 0 && stage.operate("call_off", dice % 3 === 0 ? OPERATOR : "Olga"));
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
    quantityMaximum: (dice >> 15) % 3 === 0 ? inWholePacks(5 + ((dice >> 17) % 8), terms.packSize) : null,
    tiers: [
      { fromQuantity: inWholePacks(1 + ((dice >> 20) % 3), terms.packSize), unitPriceMinor },
      { fromQuantity: inWholePacks(7, terms.packSize), unitPriceMinor: unitPriceMinor - 50 },
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

/** What the provider shows when nothing was asked: as it stands, let go, examined, or another deposit altogether. */
const SIGHTS: readonly Partial<DepositView>[] = [
  {},
  { state: "lapsed" },
  { state: "released" },
  { underReview: true },
  { underReview: false },
  { depositId: "dep_other" },
];

/** All of a payment or a part of it, opened, won or lost, in any order, the same thing twice, and after it was over. */
export function chargeBack(stage: Stage, leg: Leg, dice: number): void {
  const open = openChargeback(leg);
  const amountMinor = open?.amountMinor ?? (dice % 3 === 0 ? 1 + (dice % leg.capturedMinor) : leg.capturedMinor);
  const nth = leg.chargebacks?.length ?? 0;
  const state = (["open", "won", "lost", "lost"] as const)[(dice >> 3) % 4] ?? "open";
  stage.chargeBack(leg, state, amountMinor, open ? nth : nth + ((dice >> 5) % 2));
}

function silence(stage: Stage, leg: Leg): void {
  if (leg.pending === null) return;
  const { id: legId, pending: step, attempt } = leg;
  stage.give({ type: "provider_silent", legId, step, attempt, sinceMs: stage.nowMs });
}

function by(leg: Leg) {
  return person(leg.personId.slice(4), { personId: leg.personId });
}

function ofOffer({ id, version }: { id: string; version: number }) {
  return { offerId: id, version };
}

export function sellerOf(offer: { personId: string; merchantId: string }) {
  return person(offer.personId.slice(4), { personId: offer.personId, merchantId: offer.merchantId });
}

export function inWholePacks(quantity: number, packSize = 1): number {
  return Math.ceil(quantity / packSize) * packSize;
}
