import type { AuditRefusal } from "../../worker/core/deposit/audit.ts";
import type { DepositView, DisputeView } from "../../worker/core/deposit/provider.ts";
import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import type { PersonCommand, ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Flexibility, Member } from "../../worker/core/group-buy/state/member.ts";
import type { MerchantRecord, Offer, OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { memberOf, requireLeg } from "../../worker/core/group-buy/state/state.ts";
import { assert } from "../../worker/core/result.ts";
import { INITIATOR, merchant, OPERATOR, person } from "./group-buy-persons.ts";
import { ShadowedGroupBuy, type StageOptions } from "./group-buy-shadow.ts";
import { HOLD_MS, HOUR, OFFER, START } from "./group-buy-terms.ts";

export type JoinWishes = Partial<Omit<Extract<PersonCommand, { type: "join" }>, "type">>;

/** A stage for one group-buy: what people, merchants, operators and the provider can do there, in a line each. */
export class Stage extends ShadowedGroupBuy {
  submit(instrument = "sandbox:ok"): Outcome {
    return this.give({ type: "submit", instrument, openElsewhere: 0 }, person(INITIATOR));
  }

  /** G2 and G4 in one: submitted, paid and visible. */
  publish(): this {
    this.submit();
    this.answerAll();
    return this;
  }

  join(name: string, wishes: JoinWishes = {}): Outcome {
    return this.give(
      {
        type: "join",
        quantity: 1,
        termsHash: this.groupBuy.termsHash,
        priceCeilingMinor: null,
        currency: this.groupBuy.terms.currency,
        deliverByMs: null,
        country: "DE",
        waitlist: true,
        instrument: "sandbox:ok",
        armedLegId: null,
        ...wishes,
      },
      person(name),
    );
  }

  /** A join whose deposit is verified at once. */
  seat(name: string, wishes: JoinWishes = {}): this {
    const { result } = this.join(name, wishes);
    assert(result.ok, `${name} may join: ${JSON.stringify(result)}`);
    this.answer(this.legOf(name));
    return this;
  }

  leave(name: string): Outcome {
    return this.give({ type: "leave" }, person(name));
  }

  /** Another quantity in all (M7). */
  change(name: string, quantity: number, instrument: string | null = "sandbox:ok"): Outcome {
    return this.give({ type: "change_quantity", quantity, instrument }, person(name));
  }

  /** How far somebody would go for whole packs, said anew (A4). */
  flex(name: string, flexible: Flexibility | null, quantity = this.member(name).quantity): Outcome {
    return this.give({ type: "change_quantity", quantity, instrument: "sandbox:ok", flexible }, person(name));
  }

  /** The deposit of the part that was added last. */
  partLegOf(name: string): Leg {
    const legId = this.member(name).parts?.at(-1)?.legId;
    assert(legId, `${name} has added to the seat`);
    return requireLeg(this.groupBuy, legId);
  }

  /** The initiator calls it off, with words (G8). */
  cancel(words = "I have moved."): Outcome {
    return this.give({ type: "cancel", words }, person(INITIATOR));
  }

  /** What a person gets of a forfeited deposit. */
  sharesOf(name: string): Leg[] {
    const { personId } = person(name);
    return [...this.groupBuy.legs.values()].filter((leg) => leg.purpose === "share" && leg.personId === personId);
  }

  arm(name: string, quantity = 1): string {
    const { result } = this.give({ type: "arm", quantity, instrument: "sandbox:ok" }, person(name));
    assert(result.ok && result.value.legId, `${name} may arm a deposit: ${JSON.stringify(result)}`);
    return result.value.legId;
  }

  /** @param record what the edge knows of the merchant's other deals (P4) */
  offer(name: string, body: Partial<OfferBody> = {}, record?: MerchantRecord): Outcome {
    const { currency } = this.groupBuy.terms;
    const offer = { type: "offer", currency, body: { ...OFFER, ...body }, merchantName: `${name} Ltd` } as const;
    return this.give({ ...offer, isVerified: true, ...(record && { record }) }, merchant(name));
  }

  /** What an offer is answered for with (ADR 0025). */
  payBond(name: string, instrument = "sandbox:ok"): Outcome {
    return this.give({ type: "pay_bond", offerId: this.offerOf(name).id, instrument }, merchant(name));
  }

  /** The last payment for the bond of a merchant's offer. */
  bondOf(name: string): Leg {
    const { bondLegId } = this.offerOf(name);
    assert(bondLegId, `${name} has paid a bond`);
    return requireLeg(this.groupBuy, bondLegId);
  }

  /** An offer whose bond is verified at once. */
  bond(name: string, body: Partial<OfferBody> = {}): this {
    const { result } = this.offer(name, body);
    assert(result.ok, `${name} may offer: ${JSON.stringify(result)}`);
    this.payBond(name);
    this.answer(this.bondOf(name));
    return this;
  }

  /** An offer from a company for which somebody else acts too, under another account (domain 3.1). */
  offerOfKin(name: string, kin: string): Outcome {
    const { currency } = this.groupBuy.terms;
    const kinIds = [person(kin).personId];
    return this.give(
      { type: "offer", currency, body: OFFER, merchantName: `${name} Ltd`, isVerified: true, kinIds },
      merchant(name),
    );
  }

  /** What an operator decides (G6, G7, G9). */
  operate(type: "suspend" | "resume" | "call_off", name = OPERATOR): Outcome {
    return this.give({ type, words: "Reported." }, person(name, { isOperator: true }));
  }

  /** A deadline after an incident (T7). */
  extend(closesAtMs: number, name = OPERATOR, words = "Nobody could reach us."): Outcome {
    return this.give({ type: "extend", closesAtMs, words }, person(name, { isOperator: true }));
  }

  /** By place in the log, as operators read it (M16). */
  remove(name: string, by = OPERATOR): Outcome {
    const { seq } = this.member(name);
    return this.give({ type: "remove_member", seq, words: "The card was stolen." }, person(by, { isOperator: true }));
  }

  vote(name: string, merchantName: string): Outcome {
    return this.give({ type: "vote", offerId: this.offerOf(merchantName).id }, person(name));
  }

  pick(merchantName: string, name = INITIATOR): Outcome {
    const { id, version } = this.offerOf(merchantName);
    return this.give({ type: "pick", offerId: id, version }, person(name));
  }

  consent(name: string, accept = true): Outcome {
    return this.give({ type: "consent", accept }, person(name));
  }

  /** The merchant's word on an offer that was chosen (G18, G19). */
  word(merchantName: string, type: "confirm_offer" | "decline_offer"): Outcome {
    return this.give({ type, offerId: this.offerOf(merchantName).id }, merchant(merchantName));
  }

  /** A change of the award that its merchant would like (O5). */
  propose(merchantName: string, change: { daysLater?: number; unitPriceMinor?: number }): Outcome {
    const { daysLater = null, unitPriceMinor = null } = change;
    const { currency } = this.groupBuy.terms;
    const { id: offerId } = this.offerOf(merchantName);
    const words = "A machine broke.";
    return this.give({ type: "propose", offerId, daysLater, unitPriceMinor, currency, words }, merchant(merchantName));
  }

  answerProposal(name: string, answer: "accept" | "keep" | "leave"): Outcome {
    return this.give({ type: "answer_proposal", answer }, person(name));
  }

  payBalance(name: string, instrument = "sandbox:ok"): Outcome {
    const country = this.member(name).country;
    const address = { name, line1: "Main Street 1", city: "Springfield", country };
    return this.give({ type: "pay_balance", instrument, address }, person(name));
  }

  ship(merchantName: string, memberName: string): Outcome {
    return this.give(
      {
        type: "ship",
        memberId: this.member(memberName).id,
        shippedAtMs: this.nowMs,
        carrier: "Post",
        tracking: "T-1",
      },
      merchant(merchantName),
    );
  }

  deliver(merchantName: string, memberName: string, deliveredAtMs = this.nowMs): Outcome {
    const { id } = this.member(memberName);
    return this.give({ type: "deliver", memberId: id, deliveredAtMs, proof: "Signed for." }, merchant(merchantName));
  }

  receive(name: string): Outcome {
    return this.give({ type: "confirm_received" }, person(name));
  }

  dispute(name: string, wantedMinor: number, currency = this.groupBuy.terms.currency): Outcome {
    return this.give(
      { type: "dispute", reason: "damaged", text: "Two sacks are torn.", wantedMinor, currency },
      person(name),
    );
  }

  /** What the merchant says to a dispute; a number is a proposal. */
  answerDispute(merchantName: string, memberName: string, answer: "accept" | "reject" | number): Outcome {
    const { currency } = this.groupBuy.terms;
    return this.give(
      {
        type: "answer_dispute",
        memberId: this.member(memberName).id,
        answer: typeof answer === "number" ? { kind: "propose", refundMinor: answer, currency } : { kind: answer },
        words: "We are sorry.",
      },
      merchant(merchantName),
    );
  }

  replyDispute(name: string, accept: boolean): Outcome {
    return this.give({ type: "reply_dispute", accept }, person(name));
  }

  decideDispute(memberName: string, refundMinor: number, name = OPERATOR): Outcome {
    const { currency } = this.groupBuy.terms;
    return this.give(
      { type: "decide_dispute", memberId: this.member(memberName).id, refundMinor, currency, words: "Photographs." },
      person(name, { isOperator: true }),
    );
  }

  /** Of one of several merchants, where they are named. */
  declareBreach(isProven = false, name = OPERATOR, merchantId?: string): Outcome {
    const whose = merchantId === undefined ? {} : { merchantId };
    return this.give(
      { type: "declare_breach", words: "Never shipped.", isProven, ...whose },
      person(name, { isOperator: true }),
    );
  }

  /** The provider's answer to what a leg has pending; by default the good one. */
  answer(leg: Leg, outcome: ProviderOutcome = this.goodAnswer(leg)): Outcome {
    assert(leg.pending !== null, `${leg.id} in ${leg.state} waits for an answer`);
    return this.give({ type: "provider_answered", legId: leg.id, step: leg.pending, attempt: leg.attempt, outcome });
  }

  /** A refund that had succeeded under an attempt came back afterwards (scenario 21). */
  bounce(leg: Leg, attempt: number): Outcome {
    const outcome = { kind: "refund_failed", code: "account-closed" } as const;
    return this.give({ type: "provider_answered", legId: leg.id, step: "refund", attempt, outcome });
  }

  /** A deposit as the provider shows it although nothing was asked: as it stands, but for what is said here (ADR 0038). */
  see(leg: Leg, facts: Partial<DepositView> = {}): Outcome {
    const view: DepositView = {
      ref: leg.providerRef ?? `ref_${leg.id}`,
      depositId: leg.id,
      groupBuyId: this.groupBuy.id,
      state: leg.heldMinor > 0 ? "held" : leg.capturedMinor > 0 ? "captured" : "released",
      amountMinor: leg.amountMinor,
      capturedMinor: leg.capturedMinor,
      refundedMinor: leg.refundedMinor,
      currency: this.groupBuy.terms.currency,
      mode: "sandbox",
      captureBeforeMs: leg.captureBeforeMs,
      underReview: false,
      ...facts,
    };
    return this.give({ type: "provider_seen", legId: leg.id, view });
  }

  /** What is asked of it cannot leave: so much is missing beside it (H11). */
  short(leg: Leg, missingMinor: number): Outcome {
    return this.answer(leg, { kind: "short", missingMinor });
  }

  /** What the platform was to put in has arrived; the first, the second time. */
  topUp(leg: Leg, n = leg.topUp?.n ?? 1): Outcome {
    const outcome = { kind: "topped_up" } as const;
    return this.give({ type: "provider_answered", legId: leg.id, step: "top-up", attempt: n, outcome });
  }

  /** Its payer's bank has called money back, or says how that ended. */
  chargeBack(leg: Leg, state: DisputeView["state"], amountMinor = leg.capturedMinor, nth = 1): Outcome {
    const disputeId = `dsp_${leg.id}_${nth}`;
    const dispute = { disputeId, amountMinor, state, reason: "fraudulent", openedAtMs: this.nowMs };
    return this.see(leg, { disputes: [dispute] });
  }

  decline(leg: Leg, code = "insufficient-funds"): Outcome {
    return this.answer(leg, { kind: "declined", code });
  }

  refuseAudit(leg: Leg, refusal: AuditRefusal, isMoneyHeld = true): Outcome {
    return this.answer(leg, { kind: "audit_refused", refusal, isMoneyHeld });
  }

  /** Answers every pending call well, and what that makes pending, until nothing waits for the provider. */
  answerAll(): this {
    for (let round = 0; round < 20; round += 1) {
      const waiting = this.pending();
      if (waiting.length === 0) return this;
      for (const leg of waiting) if (leg.topUp) this.topUp(leg);
      for (const leg of waiting) if (leg.pending !== null) this.answer(leg);
    }
    throw new Error("the provider is asked for ever");
  }

  pending(): Leg[] {
    return [...this.groupBuy.legs.values()].filter((leg) => leg.pending !== null);
  }

  /** The merchant's newest offer. */
  offerOf(merchantName: string): Offer {
    const { merchantId } = merchant(merchantName);
    const offer = [...this.groupBuy.offers.values()].findLast((one) => one.merchantId === merchantId);
    assert(offer, `${merchantName} has offered`);
    return offer;
  }

  member(name: string): Member {
    const member = memberOf(this.groupBuy, person(name).personId);
    assert(member, `${name} has a membership`);
    return member;
  }

  stateOf(name: string): Member["state"] {
    return this.member(name).state;
  }

  /** The deposit of a member; of the initiator also before the publication. */
  legOf(name: string): Leg {
    const member = memberOf(this.groupBuy, person(name).personId);
    const legId = member ? member.depositLegId : [...this.groupBuy.legs.keys()].at(-1);
    assert(legId, `${name} has a deposit`);
    return requireLeg(this.groupBuy, legId);
  }

  balanceOf(name: string): Leg {
    const legId = this.member(name).balanceLegId;
    assert(legId, `${name} has a balance`);
    return requireLeg(this.groupBuy, legId);
  }

  private goodAnswer(leg: Leg): ProviderOutcome {
    const ref = `ref_${leg.id}`;
    switch (leg.pending) {
      case "capture":
        return { kind: "captured", ref, capturedMinor: leg.captureMinor ?? leg.amountMinor, isDirect: false };
      case "release":
        return { kind: "released" };
      case "refund":
        return { kind: "refunded" };
      case "payout":
        return { kind: "paid_out" };
      default:
        return leg.plan === "C"
          ? { kind: "verified", deposit: { ref, captureBeforeMs: null, state: "captured" } }
          : { kind: "verified", deposit: { ref, captureBeforeMs: this.nowMs + HOLD_MS, state: "held" } };
    }
  }
}

/** A published group-buy, with its clock an hour on. */
export function openStage(options: StageOptions = {}): Stage {
  return new Stage(options).publish().at(START + HOUR);
}
