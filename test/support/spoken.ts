import type { Actor, PersonCommand } from "../../worker/core/group-buy/commands.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Member } from "../../worker/core/group-buy/state/member.ts";
import type { Offer, OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { memberOf, requireLeg, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { assert } from "../../worker/core/result.ts";
import type { JoinWishes } from "./group-buy-kit.ts";
import { INITIATOR, merchant, OPERATOR, person } from "./group-buy-persons.ts";
import { OFFER } from "./group-buy-terms.ts";

/** What anybody may say after the draft. */
export type Spoken = Exclude<PersonCommand, { type: "draft" }>;

/**
 * One command, in words that hold in any run: who gives it, and what it is once ids are known. A run that was cut off in
 * between may have other ids, so nothing here names one.
 */
export interface Said {
  readonly by: Actor;
  readonly words: (groupBuy: GroupBuy) => Spoken;
}

const operator = person(OPERATOR, { isOperator: true });

export function submits(instrument = "sandbox:ok"): Said {
  return by(INITIATOR, () => ({ type: "submit", instrument, openElsewhere: 0 }));
}

export function joins(name: string, wishes: JoinWishes = {}): Said {
  return by(name, ({ termsHash, terms }) => ({
    type: "join",
    quantity: 1,
    termsHash,
    priceCeilingMinor: null,
    currency: terms.currency,
    deliverByMs: null,
    country: "DE",
    waitlist: true,
    instrument: "sandbox:ok",
    armedLegId: null,
    ...wishes,
  }));
}

export function arms(name: string, quantity: number): Said {
  return by(name, () => ({ type: "arm", quantity, instrument: "sandbox:ok" }));
}

/** With the deposit that was armed before. */
export function joinsArmed(name: string, quantity: number): Said {
  return by(name, (groupBuy) => joins(name, { quantity, armedLegId: legOf(groupBuy, name).id }).words(groupBuy));
}

export function leaves(name: string): Said {
  return by(name, () => ({ type: "leave" }));
}

export function changes(name: string, quantity: number): Said {
  return by(name, () => ({ type: "change_quantity", quantity, instrument: "sandbox:ok" }));
}

/** Who was promoted from the waiting list pays for the seat. */
export function confirms(name: string): Said {
  return by(name, (groupBuy) => ({
    type: "confirm_leg",
    legId: legOf(groupBuy, name).id,
    instrument: "sandbox:ok",
  }));
}

export function offers(name: string, body: Partial<OfferBody> = {}): Said {
  return sells(name, ({ terms }) => ({
    type: "offer",
    currency: terms.currency,
    body: { ...OFFER, ...body },
    merchantName: `${name} Ltd`,
    isVerified: true,
  }));
}

export function paysBond(name: string): Said {
  return sells(name, (groupBuy) => ({
    type: "pay_bond",
    offerId: offerOf(groupBuy, name).id,
    instrument: "sandbox:ok",
  }));
}

export function picks(name: string): Said {
  return by(INITIATOR, (groupBuy) => {
    const { id, version } = offerOf(groupBuy, name);
    return { type: "pick", offerId: id, version };
  });
}

export function consents(name: string, accept = true): Said {
  return by(name, () => ({ type: "consent", accept }));
}

export function stands(name: string, type: "confirm_offer" | "decline_offer" = "confirm_offer"): Said {
  return sells(name, (groupBuy) => ({ type, offerId: offerOf(groupBuy, name).id }));
}

export function pays(name: string): Said {
  const address = { name, line1: "Main Street 1", city: "Springfield", country: "DE" };
  return by(name, () => ({ type: "pay_balance", instrument: "sandbox:ok", address }));
}

export function ships(name: string, to: string): Said {
  return sells(name, (groupBuy) => ({
    type: "ship",
    memberId: seatOf(groupBuy, to).id,
    shippedAtMs: null,
    carrier: "Post",
    tracking: "T-1",
  }));
}

export function receives(name: string): Said {
  return by(name, () => ({ type: "confirm_received" }));
}

export function disputes(name: string, wantedMinor: number): Said {
  return by(name, ({ terms: { currency } }) => ({
    type: "dispute",
    reason: "damaged",
    text: "Two sacks are torn.",
    wantedMinor,
    currency,
  }));
}

/** What a merchant would give back. */
export function proposes(name: string, to: string, refundMinor: number): Said {
  return sells(name, (groupBuy) => ({
    type: "answer_dispute",
    memberId: seatOf(groupBuy, to).id,
    answer: { kind: "propose", refundMinor, currency: groupBuy.terms.currency },
    words: "We are sorry.",
  }));
}

export function replies(name: string, accept: boolean): Said {
  return by(name, () => ({ type: "reply_dispute", accept }));
}

export function cancels(): Said {
  return by(INITIATOR, () => ({ type: "cancel", words: "The hall burnt down." }));
}

export function operates(type: "suspend" | "resume"): Said {
  return { by: operator, words: () => ({ type, words: "Reported." }) };
}

export function declaresBreach(): Said {
  return { by: operator, words: () => ({ type: "declare_breach", words: "Never shipped.", isProven: true }) };
}

function by(name: string, words: Said["words"]): Said {
  return { by: person(name), words };
}

function sells(name: string, words: Said["words"]): Said {
  return { by: merchant(name), words };
}

function seatOf(groupBuy: GroupBuy, name: string): Member {
  const member = memberOf(groupBuy, person(name).personId);
  assert(member, `${name} has a seat`);
  return member;
}

/** The deposit of a seat, or one that waits for its seat. */
function legOf(groupBuy: GroupBuy, name: string): Leg {
  const { personId } = person(name);
  const seated = memberOf(groupBuy, personId)?.depositLegId;
  if (seated) return requireLeg(groupBuy, seated);
  const armed = [...groupBuy.legs.values()].findLast((leg) => leg.personId === personId && leg.memberId === null);
  assert(armed, `${name} has a deposit`);
  return armed;
}

function offerOf(groupBuy: GroupBuy, name: string): Offer {
  const { merchantId } = merchant(name);
  const offer = [...groupBuy.offers.values()].findLast((one) => one.merchantId === merchantId);
  assert(offer, `${name} has offered`);
  return offer;
}
