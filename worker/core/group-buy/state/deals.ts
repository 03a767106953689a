import type { Award } from "./offer.ts";
import type { Member } from "./member.ts";
import { membersInOrder, type DealFacts, type GroupBuy } from "./state.ts";

/**
 * One award, with what has become of it. Where a group-buy is shared among several merchants each has a deal, and a seat
 * belongs to one of them (ADR 0022). The facts of the first are part of the group-buy itself, as they were when there
 * was only one; whoever asks through here need not know.
 */
export interface Deal extends DealFacts {
  readonly award: Award;
}

/** Every deal of the choice, the first first; those included that have come to nothing since. */
export function dealsOf(groupBuy: GroupBuy): readonly Deal[] {
  return isAwarded(groupBuy) ? [groupBuy, ...(groupBuy.besides ?? [])] : [];
}

export function standingDeals(groupBuy: GroupBuy): readonly Deal[] {
  return dealsOf(groupBuy).filter(({ fell }) => fell === undefined);
}

/** The deal that a seat belongs to; null before anything was awarded. */
export function dealOf(groupBuy: GroupBuy, { offerId }: Pick<Member, "offerId">): Deal | null {
  return dealBy(groupBuy, offerId);
}

/** The deal that an event speaks of: it names every other one but the first by its offer. */
export function dealBy(groupBuy: GroupBuy, offerId: string | undefined): Deal | null {
  return dealsOf(groupBuy).find(({ award }) => (offerId ?? groupBuy.award?.offerId) === award.offerId) ?? null;
}

/** How an event names a deal. */
export function named(groupBuy: GroupBuy, { award }: Deal): { readonly offerId?: string } {
  return award.offerId === groupBuy.award?.offerId ? {} : { offerId: award.offerId };
}

/** The deal of this merchant, who has one living offer at most (O1). */
export function dealWith(groupBuy: GroupBuy, merchantId: string | null | undefined): Deal | null {
  return dealsOf(groupBuy).find(({ award }) => award.merchantId === merchantId) ?? null;
}

/** The seats of a deal in order of arrival, in whatever state they are. */
export function seatsOf(groupBuy: GroupBuy, deal: Deal): Member[] {
  return membersInOrder(groupBuy).filter((member) => isSeatOf(groupBuy, deal, member));
}

export function isSeatOf(groupBuy: GroupBuy, { award }: Deal, { offerId }: Pick<Member, "offerId">): boolean {
  return (offerId ?? groupBuy.award?.offerId) === award.offerId;
}

function isAwarded(groupBuy: GroupBuy): groupBuy is GroupBuy & Deal {
  return groupBuy.award !== null;
}
