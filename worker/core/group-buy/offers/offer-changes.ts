import type { Of } from "../events.ts";
import type { Offer } from "../state/offer.ts";
import { requireOffer, type GroupBuy } from "../state/state.ts";

/** What becomes of an offer until one is chosen (O1–O4): a part of the fold of `apply`. */

export function applyOfferReceived(groupBuy: GroupBuy, event: Of<"offer_received">): void {
  const { sealed } = event;
  const before = groupBuy.offers.get(sealed.offerId);
  const bondLegId = before?.bondLegId;
  groupBuy.offers.set(sealed.offerId, {
    id: sealed.offerId,
    merchantId: sealed.merchantId,
    merchantName: sealed.merchantName,
    personId: sealed.personId,
    version: event.open.version,
    seq: event.seq,
    ...(before && { firstSeq: before.firstSeq ?? before.seq }),
    submittedAtMs: event.atMs,
    state: sealed.body.canSupply ? "submitted" : "declined",
    body: sealed.body,
    ...(sealed.kinIds && { kinIds: sealed.kinIds }),
    ...(sealed.record && { record: sealed.record }),
    ...(bondLegId !== undefined && { bondLegId }),
  });
  groupBuy.touched.offers.add(sealed.offerId);
}

/** O1: operators look at a merchant who would sell to their own. */
export function applyOfferRefused(groupBuy: GroupBuy, event: Of<"offer_refused">): void {
  groupBuy.conflict = { merchantId: event.sealed.merchantId, atMs: event.effectiveAtMs };
}

export function applyWindowExtended(groupBuy: GroupBuy, { open }: Of<"offer_window_extended">): void {
  groupBuy.offersUntilMs = open.untilMs;
  groupBuy.offerExtensions = open.count;
}

export function applyOfferWithdrawn(groupBuy: GroupBuy, event: Of<"offer_withdrawn">): void {
  changeOffer(groupBuy, event.sealed.offerId).state = "withdrawn";
}

export function applyOfferExpired(groupBuy: GroupBuy, event: Of<"offer_expired">): void {
  changeOffer(groupBuy, event.sealed.offerId).state = "expired";
}

/** G19: the merchant's mark. Whoever had been let go, and was asked again, owed no answer. */
export function markReneged(offer: Offer): void {
  if (offer.isRecalled !== true) offer.isReneged = true;
}

export function changeOffer(groupBuy: GroupBuy, offerId: string): Offer {
  groupBuy.touched.offers.add(offerId);
  return requireOffer(groupBuy, offerId);
}
