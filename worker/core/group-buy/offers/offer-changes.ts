import type { EventMeta, GroupBuyEvent } from "../events.ts";
import { convertInTime, giveBack } from "../money/leg-changes.ts";
import { merchantDueMs } from "../choosing/merchant-word.ts";
import { depositsOf } from "../state/parts.ts";
import { addQuantity, changeMember, move } from "../seats/seat-changes.ts";
import { isFirm, type Offer } from "../state/offer.ts";
import { requireOffer, UNASKED_AFTER, type GroupBuy } from "../state/state.ts";
import type { GroupBuyStateName } from "../state/states.ts";

export type Of<T extends GroupBuyEvent["type"]> = Extract<GroupBuyEvent, { type: T }>;

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
  const { award, memberIds } = event.sealed;
  groupBuy.question = { award, untilMs: event.open.untilMs };
  for (const id of memberIds) changeMember(groupBuy, id).consent = "asked";
  changeOffer(groupBuy, award.offerId).state = "selected";
  convertInTime(groupBuy, event.open.untilMs);
  enter(groupBuy, "reconsent", event);
}

/** Back to choosing: what somebody agreed to was this offer, and no other. */
export function applyOfferFell(groupBuy: GroupBuy, event: Of<"offer_fell">): void {
  const fallen = changeOffer(groupBuy, event.sealed.offerId);
  fallen.state = "refused";
  if (event.open.why === "declined" || event.open.why === "silence") markReneged(fallen);
  for (const { id, consent } of groupBuy.members.values()) {
    if (consent !== null) changeMember(groupBuy, id).consent = null;
  }
  if (event.open.why === "shortfall") undoCollection(groupBuy);
  for (const id of event.sealed.recalled ?? []) {
    Object.assign(changeOffer(groupBuy, id), { state: "submitted", isBeaten: false, isRecalled: true });
  }
  groupBuy.fallenOffers += 1;
  groupBuy.question = null;
  groupBuy.award = null;
  enter(groupBuy, "selecting", event);
}

/**
 * G21: what was paid for an offer that has fallen goes back; the deposits of those who paid stand for the next one, and
 * those of no-shows go back, because nobody has lost a deal by them yet.
 */
function undoCollection(groupBuy: GroupBuy): void {
  for (const member of groupBuy.members.values()) {
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

export function changeOffer(groupBuy: GroupBuy, offerId: string): Offer {
  groupBuy.touched.offers.add(offerId);
  return requireOffer(groupBuy, offerId);
}

export function enter(groupBuy: GroupBuy, state: GroupBuyStateName, event: EventMeta): void {
  groupBuy.state = state;
  groupBuy.effectiveAtMs = event.effectiveAtMs;
}
