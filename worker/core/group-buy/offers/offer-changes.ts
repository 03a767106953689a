import type { EventMeta, Of } from "../events.ts";
import { convertInTime, giveBack } from "../money/leg-changes.ts";
import { merchantDueMs } from "../choosing/merchant-word.ts";
import { depositsOf } from "../state/parts.ts";
import { addQuantity, changeMember, move } from "../seats/seat-changes.ts";
import { isFirm, type Award, type Offer } from "../state/offer.ts";
import { standingDeals } from "../state/deals.ts";
import { requireOffer, UNASKED_AFTER, type GroupBuy } from "../state/state.ts";
import { hasEnded, type GroupBuyStateName } from "../state/states.ts";

export function applyOfferReceived(groupBuy: GroupBuy, event: Of<"offer_received">): void {
  const { sealed } = event;
  groupBuy.offers.set(sealed.offerId, {
    id: sealed.offerId,
    merchantId: sealed.merchantId,
    merchantName: sealed.merchantName,
    personId: sealed.personId,
    version: event.open.version,
    seq: event.seq,
    submittedAtMs: event.atMs,
    state: sealed.body.canSupply ? "submitted" : "declined",
    body: sealed.body,
    ...(sealed.kinIds && { kinIds: sealed.kinIds }),
    ...(sealed.record && { record: sealed.record }),
  });
  groupBuy.touched.offers.add(sealed.offerId);
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

/** G14, G16: the choice stands. A merchant who is still asked takes time that the holds must outlast. */
export function applyAwarded(groupBuy: GroupBuy, event: Of<"awarded">): void {
  groupBuy.award = event.open;
  groupBuy.question = null;
  const offer = changeOffer(groupBuy, event.open.offerId);
  offer.state = "selected";
  enter(groupBuy, "confirming", event);
  if (!isFirm(offer)) convertInTime(groupBuy, merchantDueMs(groupBuy));
}

/** G19: the merchant's mark. Whoever had been let go, and was asked again, owed no answer. */
export function markReneged(offer: Offer): void {
  if (offer.isRecalled !== true) offer.isReneged = true;
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

export function changeOffer(groupBuy: GroupBuy, offerId: string): Offer {
  groupBuy.touched.offers.add(offerId);
  return requireOffer(groupBuy, offerId);
}

export function enter(groupBuy: GroupBuy, state: GroupBuyStateName, event: EventMeta): void {
  groupBuy.state = state;
  groupBuy.effectiveAtMs = event.effectiveAtMs;
}
