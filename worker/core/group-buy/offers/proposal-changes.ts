import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { changeMember } from "../seats/seat-changes.ts";
import { dealBy, dealOf, seatsOf, type Deal } from "../state/deals.ts";
import type { GroupBuy } from "../state/state.ts";

/** What a proposed change of a taken offer, and the words on it, change (O5): a part of the fold of `apply`. */

export function applyProposed(groupBuy: GroupBuy, event: Of<"proposed">): void {
  const { open, sealed } = event;
  const deal = dealOn(groupBuy, sealed.offerId);
  for (const member of seatsOf(groupBuy, deal)) {
    if (member.proposal !== undefined) changeMember(groupBuy, member.id).proposal = undefined;
  }
  for (const id of sealed.memberIds) changeMember(groupBuy, id).proposal = "asked";
  deal.proposal = {
    daysLater: open.daysLater ?? null,
    unitPriceMinor: open.unitPriceMinor ?? null,
    words: sealed.words,
    untilMs: open.untilMs,
  };
  deal.proposals += 1;
  deal.merchantSpokeAtMs = event.effectiveAtMs;
}

export function applyProposalAnswered(groupBuy: GroupBuy, event: Of<"proposal_answered">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  member.proposal = event.open.answer;
  if (event.open.answer !== "accept") return;
  member.totalMinor = event.sealed.totalMinor ?? member.totalMinor;
  const daysLater = dealOf(groupBuy, member)?.proposal?.daysLater ?? 0;
  if (daysLater > 0) member.daysLater = (member.daysLater ?? 0) + daysLater;
}

export function applyProposalEnded(groupBuy: GroupBuy, event: Of<"proposal_ended">): void {
  dealOn(groupBuy, event.sealed.offerId).proposal = null;
}

/** Somebody left for it: what they held is no longer awarded, and the merchant bears it. */
export function applyLeftForProposal(groupBuy: GroupBuy, memberId: string): void {
  const member = changeMember(groupBuy, memberId);
  member.proposal = "leave";
  const deal = dealOf(groupBuy, member);
  if (deal) deal.leftQuantity += member.quantity;
}

function dealOn(groupBuy: GroupBuy, offerId: string): Deal {
  const deal = dealBy(groupBuy, offerId);
  assert(deal, "a change is proposed of what was awarded");
  return deal;
}
