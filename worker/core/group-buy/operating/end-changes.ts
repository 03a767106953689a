import type { Of } from "../events.ts";
import { giveBack } from "../money/leg-changes.ts";
import { changeOffer, markReneged } from "../offers/offer-changes.ts";
import { move } from "../seats/seat-changes.ts";
import { dealsOf } from "../state/deals.ts";
import { enter } from "../state/enter.ts";
import type { GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";

/** The ends without goods: a part of the fold of `apply`. */

export function applyDiscarded(groupBuy: GroupBuy, event: Of<"discarded">): void {
  end(groupBuy, "discarded", event);
}

export function applyFailed(groupBuy: GroupBuy, event: Of<"failed">): void {
  // A merchant who is asked stands by it or does not; members who all left a change of it are no such word (O5).
  if (event.open.reason === "merchant_declined" && groupBuy.state === "confirming" && groupBuy.award) {
    markReneged(changeOffer(groupBuy, groupBuy.award.offerId));
  }
  end(groupBuy, "failed", event);
}

export function applyCancelled(groupBuy: GroupBuy, event: Of<"cancelled">): void {
  if (event.open.words !== "") groupBuy.reasonWords = event.open.words;
  end(groupBuy, "cancelled", event);
}

/** An end without goods: every seat ends, every deposit goes back by itself, in whatever state it is. */
function end<T extends "failed" | "cancelled" | "discarded">(groupBuy: GroupBuy, state: T, event: Of<T>): void {
  groupBuy.reason = event.open.reason;
  groupBuy.question = null;
  for (const deal of dealsOf(groupBuy)) Object.assign(deal, { shortfall: null, proposal: null });
  for (const leg of groupBuy.legs.values()) giveBack(groupBuy, leg);
  for (const member of groupBuy.members.values()) {
    if (!hasEnded(member.state) && member.state !== "completed") move(groupBuy, member, "refunded");
  }
  for (const offer of groupBuy.offers.values()) {
    if (offer.state === "submitted" || offer.state === "selected" || offer.state === "accepted") {
      changeOffer(groupBuy, offer.id).state = "refused";
    }
  }
  enter(groupBuy, state, event);
}
