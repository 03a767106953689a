import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { convertInTime, giveBack } from "../money/leg-changes.ts";
import { changeOffer, markReneged } from "../offers/offer-changes.ts";
import { addQuantity, changeMember, endMember, move } from "../seats/seat-changes.ts";
import { dealsOf, standingDeals } from "../state/deals.ts";
import { enter } from "../state/enter.ts";
import { isFirm, type Award } from "../state/offer.ts";
import { depositsOf } from "../state/parts.ts";
import { UNASKED_AFTER, type GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";
import { merchantDueMs } from "./merchant-word.ts";

/** What changes from the bell until a merchant is bound (G8–G19): a part of the fold of `apply`. */

export function applyClosing(groupBuy: GroupBuy, event: Of<"closing">): void {
  groupBuy.bellTree = event.open;
  for (const leg of groupBuy.legs.values()) {
    if (leg.memberId === null && leg.purpose !== "bond") giveBack(groupBuy, leg); // Armed, never pressed.
  }
  enter(groupBuy, "closing", event);
}

export function applyClosed(groupBuy: GroupBuy, event: Of<"closed">): void {
  groupBuy.certificate = event.open;
  for (const member of groupBuy.members.values()) {
    if (member.state === "waitlisted") endMember(groupBuy, member.id, "lapsed");
  }
  enter(groupBuy, "selecting", event);
}

export function applyChoiceOpened(groupBuy: GroupBuy, event: Of<"choice_opened">): void {
  groupBuy.chooseUntilMs = event.open.untilMs;
}

export function applyVoted(groupBuy: GroupBuy, { sealed }: Of<"voted">): void {
  changeMember(groupBuy, sealed.memberId).vote = sealed.offerId;
}

/** G15: nobody is bound yet; the holds must outlast the question. */
export function applyConsentAsked(groupBuy: GroupBuy, event: Of<"consent_asked">): void {
  const { award, memberIds, beside } = event.sealed;
  groupBuy.question = { award, untilMs: event.open.untilMs, ...(beside && { beside }) };
  for (const id of memberIds) changeMember(groupBuy, id).consent = "asked";
  changeOffer(groupBuy, award.offerId).state = "selected";
  for (const other of beside ?? []) changeOffer(groupBuy, other.award.offerId).state = "selected";
  convertInTime(groupBuy, event.open.untilMs);
  enter(groupBuy, "reconsent", event);
}

export function applyConsented(groupBuy: GroupBuy, { sealed }: Of<"consented">): void {
  changeMember(groupBuy, sealed.memberId).consent = "accepted";
}

/** Back to choosing: what somebody agreed to was this offer, and no other. */
export function applyOfferFell(groupBuy: GroupBuy, event: Of<"offer_fell">): void {
  freeBesides(groupBuy, groupBuy.question?.beside ?? standingDeals(groupBuy));
  const fallen = changeOffer(groupBuy, event.sealed.offerId);
  fallen.state = "refused";
  if (event.open.why === "declined" || event.open.why === "silence") markReneged(fallen);
  for (const { id, consent, offerId, state } of groupBuy.members.values()) {
    if (consent !== null) changeMember(groupBuy, id).consent = null;
    if (offerId !== undefined && !hasEnded(state)) delete changeMember(groupBuy, id).offerId;
  }
  if (event.open.why === "shortfall") undoCollection(groupBuy, event.sealed.offerId);
  for (const id of event.sealed.recalled ?? []) {
    Object.assign(changeOffer(groupBuy, id), { state: "submitted", isBeaten: false, isRecalled: true });
  }
  groupBuy.fallenOffers += 1;
  groupBuy.question = null;
  groupBuy.award = null;
  enter(groupBuy, "selecting", event);
}

/** G14, G16: the choice stands. A merchant who is still asked takes time that the holds must outlast. */
export function applyAwarded(groupBuy: GroupBuy, event: Of<"awarded">): void {
  groupBuy.award = event.open;
  groupBuy.question = null;
  const offer = changeOffer(groupBuy, event.open.offerId);
  offer.state = "selected";
  enter(groupBuy, "confirming", event);
  if (!isFirm(offer)) convertInTime(groupBuy, merchantDueMs(groupBuy));
}

/** Some of those whom the chosen offer does not bind belong to another merchant, with a deal of their own (ADR 0022). */
export function applyAwardedBeside(groupBuy: GroupBuy, event: Of<"awarded_beside">): void {
  const deal = {
    award: event.open,
    ...UNASKED_AFTER,
    shipByMs: null,
    merchantSpokeAtMs: null,
    breachSuspectedAtMs: null,
  };
  groupBuy.besides = [...(groupBuy.besides ?? []), deal];
  for (const id of event.sealed.memberIds) changeMember(groupBuy, id).offerId = event.open.offerId;
  changeOffer(groupBuy, event.open.offerId).state = "selected";
}

/** The merchant is bound, the members owe the rest; a deposit that covers everything is taken at once (G18, M8, M10). */
export function applyAccepted(groupBuy: GroupBuy, event: Of<"accepted">): void {
  groupBuy.remindedBeforeMs = null;
  groupBuy.balanceDueAtMs = event.open.balanceDueAtMs;
  for (const { memberId, totalMinor } of event.sealed.dues) {
    const member = changeMember(groupBuy, memberId);
    member.totalMinor = totalMinor;
    member.payByMs = event.open.balanceDueAtMs;
    move(groupBuy, member, "balance_due");
  }
  assert(groupBuy.award, "an award stands before it is accepted");
  for (const { award } of dealsOf(groupBuy)) changeOffer(groupBuy, award.offerId).state = "accepted";
  for (const offer of groupBuy.offers.values()) {
    if (offer.state === "submitted")
      Object.assign(changeOffer(groupBuy, offer.id), { state: "refused", isBeaten: true });
  }
  enter(groupBuy, "collecting", event);
}

/** What stood beside the offer that has fallen may be chosen again (ADR 0022); what had come to nothing before may not. */
function freeBesides(groupBuy: GroupBuy, beside: readonly { readonly award: Award }[]): void {
  for (const { award } of beside) changeOffer(groupBuy, award.offerId).state = "submitted";
  delete groupBuy.besides;
  delete groupBuy.fell;
}

/**
 * G21: what was paid for an offer that has fallen goes back; the deposits of those who paid stand for the next one, and
 * those of no-shows go back, because nobody has lost a deal by them yet.
 */
function undoCollection(groupBuy: GroupBuy, offerId: string): void {
  for (const member of groupBuy.members.values()) {
    // It stays one of this offer's orders, and is none of the next one's.
    if (member.state === "no_show") changeMember(groupBuy, member.id).offerId ??= offerId;
    if (member.state === "paid") {
      const balance = groupBuy.legs.get(member.balanceLegId ?? "");
      if (balance) giveBack(groupBuy, balance);
      member.balanceLegId = null;
      member.totalMinor = null;
      member.proposal = undefined;
      if ((member.packed ?? 0) > 0) addQuantity(groupBuy, member.id, -(member.packed ?? 0));
      member.packed = undefined;
      move(groupBuy, member, "active");
    } else if (member.state === "no_show" && member.forfeits === true) {
      changeMember(groupBuy, member.id).forfeits = false;
      for (const deposit of depositsOf(groupBuy, member)) giveBack(groupBuy, deposit);
    }
  }
  Object.assign(groupBuy, UNASKED_AFTER);
  groupBuy.balanceDueAtMs = null;
}
