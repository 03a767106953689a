import { assert } from "../result.ts";
import type { Concerning } from "./commands.ts";
import { outlastsDelivery } from "./deposits.ts";
import { landedPriceMinor, misfitOf, rankOffers, type TierFit } from "./price.ts";
import { verifiedMembers, type Award, type GroupBuy, type Member, type Offer } from "./state.ts";

/** What the rule would do: the offer it takes, whom it binds, and who leaves with everything back. */
export interface Choice {
  readonly offer: Offer;
  readonly award: Award;
  readonly bound: readonly { readonly memberId: string; readonly totalMinor: number }[];
  readonly leaving: readonly Concerning[];
}

/**
 * `auto_best` (domain 3.6): the first ranked offer whose reached tier binds at least the minimum. Members whom it does
 * not fit are never bound above their word: they leave with a full return (M9 with a window of zero; a window in which
 * they may agree after all is a later rule). Members beyond the offer's capacity leave too, the last to come first.
 */
export function chooseBest(groupBuy: GroupBuy, atMs: number): Choice | null {
  for (const { offer, fit } of rankOffers(groupBuy, atMs)) {
    if (!fit || !offer.body.firm || !outlastsDelivery(groupBuy, offer.body.leadTimeDays ?? 0, atMs)) continue;
    const bound = withinCapacity(fit, offer.body.quantityMaximum);
    const quantity = bound.reduce((sum, member) => sum + member.quantity, 0);
    if (quantity < groupBuy.terms.quantityMinimum || quantity < fit.tier.fromQuantity) continue;
    return {
      offer,
      award: {
        offerId: offer.id,
        version: offer.version,
        merchantId: offer.merchantId,
        merchantName: offer.merchantName,
        unitPriceMinor: fit.tier.unitPriceMinor,
        quantity,
        leadTimeDays: offer.body.leadTimeDays ?? 0,
        awardedAtMs: atMs,
      },
      bound: bound.map((member) => ({ memberId: member.id, totalMinor: totalOf(offer, fit, member) })),
      leaving: verifiedMembers(groupBuy)
        .filter((member) => !bound.includes(member))
        .map((member) => leave(member, misfitOf(offer, fit.tier, member, atMs) ?? "capacity")),
    };
  }
  return null;
}

function totalOf(offer: Offer, fit: TierFit, member: Member): number {
  const landedMinor = landedPriceMinor(offer, fit.tier, member.country);
  assert(landedMinor !== null, "an offer binds only members it delivers to");
  return member.quantity * landedMinor;
}

/** First come, first served (domain 3.9): whoever no longer fits whole is passed over, a smaller later one may fit. */
function withinCapacity(fit: TierFit, quantityMaximum: number | null): Member[] {
  let left = quantityMaximum ?? Number.POSITIVE_INFINITY;
  return fit.members.filter((member) => {
    if (member.quantity > left) return false;
    left -= member.quantity;
    return true;
  });
}

function leave(member: Member, why: "ceiling" | "delivery" | "country" | "capacity"): Concerning {
  return {
    event: { type: "opted_out", open: { qty: member.quantity, why }, sealed: { memberId: member.id } },
    actor: member.pseudonym,
  };
}
