import type { AuditRefusal } from "../../worker/core/deposit/audit.ts";
import { apply } from "../../worker/core/group-buy/apply.ts";
import { foundGroupBuy, judge, type LoggedJournal, type Outcome } from "../../worker/core/group-buy/authority.ts";
import type { Actor, Command, PersonCommand, ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import type { EventType, LoggedEvent } from "../../worker/core/group-buy/events.ts";
import { journalsOf } from "../../worker/core/group-buy/journals.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Flexibility, Member } from "../../worker/core/group-buy/state/member.ts";
import type { MerchantRecord, Offer, OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import {
  found,
  memberOf,
  requireLeg,
  type GroupBuy,
  type ProviderFacts,
} from "../../worker/core/group-buy/state/state.ts";
import { DEFAULT_POLICY, type Policy, type Terms } from "../../worker/core/group-buy/state/terms.ts";
import { assert } from "../../worker/core/result.ts";
import { rowOf, statesOf, transitionsOf, wordsOf, type Row, type Transition } from "./transitions.ts";

/**
 * A stage for one group-buy: the pure core with a clock that is told, ids and salts that count, and people by their
 * first names. Every event that it makes is also read back from its stored form and applied to a second group-buy, so
 * that whatever a test plays, it plays the replay too.
 */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When every story begins: 2026-11-02 09:00:00 UTC. */
export const START = Date.UTC(2026, 10, 2, 9);

/** A day ahead, so that a deposit fits into one hold (plan A). */
export const CLOSES = START + DAY;

export const PROVIDER: ProviderFacts = {
  id: "sandbox",
  name: "Sandbox Bank",
  mode: "sandbox",
  canAuthorize: true,
  guaranteedAuthMs: 6 * DAY,
  maxHeldMs: 180 * DAY,
};

/** How long a hold of this stage's provider really lasts. */
export const HOLD_MS = 7 * DAY;

export const TERMS: Terms = {
  title: "Forty kilograms of green coffee",
  description: "Washed, from this year's harvest, in sacks of one kilogram.",
  kind: "good",
  category: "food",
  language: "en",
  unit: "kg",
  currency: "EUR",
  targetUnitPriceMinor: 1_000,
  ceilingUnitPriceMinor: 1_200,
  quantityMinimum: 10,
  quantityMaximum: 40,
  perBuyerMaximum: 10,
  initiatorQuantity: 2,
  depositPerUnitMinor: 100,
  closesAtMs: CLOSES,
  deliverByMs: null,
  shipTo: ["DE", "FR"],
  chooser: "auto_best",
  offerWindowMs: 0,
  extendOnceMs: null,
};

const { initiatorForfeit: _, ...earlier } = DEFAULT_POLICY;
/** The policy before initiators answered with their deposit: it is told apart from what members lose (G8, H6). */
export const UNANSWERED: Policy = earlier;

export const OFFER: OfferBody = {
  canSupply: true,
  tiers: [
    { fromQuantity: 10, unitPriceMinor: 950 },
    { fromQuantity: 20, unitPriceMinor: 900 },
  ],
  delivery: [
    { country: "DE", perUnitMinor: 50 },
    { country: "FR", perUnitMinor: 90 },
  ],
  quantityMaximum: null,
  leadTimeDays: 14,
  validUntilMs: null,
  firm: true,
  note: null,
};

export interface StageOptions {
  readonly terms?: Partial<Terms>;
  readonly policy?: Partial<Policy>;
  /** What the operator fixes where a test says nothing; an earlier release fixed less. */
  readonly basis?: Policy;
  readonly provider?: Partial<ProviderFacts>;
  /** Off where a crowd makes the second reading too slow to be worth it. */
  readonly isShadowed?: boolean;
}

export type JoinWishes = Partial<Omit<Extract<PersonCommand, { type: "join" }>, "type">>;

export const INITIATOR = "Ines";
export const OPERATOR = "Otto";

export function person(name: string, facts: Partial<Actor> = {}): Actor {
  return {
    personId: `usr_${name.toLowerCase()}`,
    pseudonym: `p-${name.toLowerCase()}`,
    name,
    country: "DE",
    merchantId: null,
    isOperator: name === OPERATOR,
    ...facts,
  };
}

export function merchant(name: string): Actor {
  return person(name, { merchantId: `mer_${name.toLowerCase()}` });
}

/** One group-buy being played. Times are set with `at`; nothing here reads a clock. */
export class Stage {
  readonly groupBuy: GroupBuy;
  readonly logged: LoggedEvent[] = [];
  readonly journals: LoggedJournal[] = [];
  /** The rows of the tables that this life has taken. */
  readonly rows = new Set<Row>();
  nowMs = START;

  private readonly isShadowed: boolean;
  private shadow: GroupBuy | null = null;
  private ids = 0;
  private salts = 0;
  private commands = 0;

  constructor(options: StageOptions = {}) {
    this.isShadowed = options.isShadowed ?? true;
    const founding = {
      id: "gb_00000000000000000000000001",
      initiatorId: person(INITIATOR).personId,
      initiatorPseudonym: person(INITIATOR).pseudonym,
      initiatorName: INITIATOR,
      initiatorCountry: "DE",
      provider: { ...PROVIDER, ...options.provider },
      terms: { ...TERMS, ...options.terms },
      policy: { ...(options.basis ?? DEFAULT_POLICY), ...options.policy },
    };
    const made = foundGroupBuy({ type: "draft", founding }, this.judgement(person(INITIATOR)));
    assert(made.ok, `the terms of a stage are good: ${JSON.stringify(made)}`);
    this.groupBuy = made.value.groupBuy;
    this.record(made.value.outcome);
  }

  /** Sets the authority's clock. Nothing happens by itself: the next command finds what is due. */
  at(ms: number): this {
    this.nowMs = ms;
    return this;
  }

  /** Judges one command now. */
  give(command: Exclude<Command, { type: "draft" }>, actor: Actor | null = null): Outcome {
    const outcome = judge(this.groupBuy, command, this.judgement(actor));
    this.record(outcome);
    return outcome;
  }

  poke(): Outcome {
    return this.give({ type: "poke" });
  }

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

  types(): EventType[] {
    return this.logged.map(({ event }) => event.type);
  }

  count(type: EventType): number {
    return this.types().filter((other) => other === type).length;
  }

  /** The last event of a type. */
  last<T extends EventType>(type: T): Extract<LoggedEvent["event"], { type: T }> {
    const entry = this.logged.findLast(({ event }) => event.type === type);
    assert(entry, `${type} has happened`);
    return entry.event as Extract<LoggedEvent["event"], { type: T }>; // Found by its type.
  }

  /** The group-buy as the stored log tells it. */
  replayed(): GroupBuy {
    assert(this.shadow, "the stage is shadowed");
    return this.shadow;
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

  private judgement(actor: Actor | null) {
    return {
      recvMs: this.nowMs,
      actor,
      commandId: actor === null ? null : `cmd-${(this.commands += 1)}`,
      newId: (prefix: string) => `${prefix}_${String((this.ids += 1)).padStart(26, "0")}`,
      newSalt: () => `salt-${(this.salts += 1)}`,
    };
  }

  private record(outcome: Outcome): void {
    this.logged.push(...outcome.logged);
    this.journals.push(...outcome.journals);
    if (this.isShadowed) this.follow(outcome);
  }

  /** Reads what was stored and goes the same way again, event by event, asking at each what must always hold. */
  private follow(outcome: Outcome): void {
    const journals: LoggedJournal[] = [];
    for (const entry of outcome.logged) {
      const stored = unseal({ leaf: entry.leaf, sealed: entry.sealed });
      if (stored.event.type === "drafted") this.shadow = found(stored.event.sealed.founding, stored.event.atMs);
      assert(this.shadow, "a log begins with its draft");
      journals.push(...journalsOf(this.shadow, stored.event).map((journal) => ({ ...journal, seq: stored.event.seq })));
      const before = statesOf(stored.event.type === "drafted" ? null : this.shadow);
      apply(this.shadow, stored);
      assertWithinCap(this.shadow);
      this.take(transitionsOf(before, stored.event, statesOf(this.shadow)));
    }
    assert(JSON.stringify(journals) === JSON.stringify(outcome.journals), "a replay writes the same journals");
  }

  /** No other transition exists (domain 3.4). */
  private take(transitions: readonly Transition[]): void {
    for (const transition of transitions) {
      const row = rowOf(transition);
      assert(row, `${wordsOf(transition)} is in no row of test/support/transitions.ts`);
      this.rows.add(row);
    }
  }
}

/** M1, M3: no event ever leaves more seats than there are. */
export function assertWithinCap({ terms, heldQuantity, verifiedQuantity, seq }: GroupBuy): void {
  const taken = heldQuantity + verifiedQuantity;
  assert(taken <= (terms.quantityMaximum ?? Number.POSITIVE_INFINITY), `event ${seq} leaves ${taken} seats taken`);
}

/** A published group-buy, with its clock an hour on. */
export function openStage(options: StageOptions = {}): Stage {
  return new Stage(options).publish().at(START + HOUR);
}

/** Everything of a group-buy but what its store has yet to save. */
export function withoutTouched(groupBuy: GroupBuy): Omit<GroupBuy, "touched"> {
  const { touched: _, ...rest } = groupBuy;
  return rest;
}
