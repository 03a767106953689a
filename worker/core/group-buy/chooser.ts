import { assert } from "../result.ts";
import type { Concerning } from "./commands.ts";
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
 * `auto_best` (domain 3.6): the first ranked offer, if the rule can take it at all. Members whom it does not fit are
 * never bound above their word: they leave with a full return (M9 with a window of zero; a window in which they may
 * agree after all is a later rule). Members beyond the offer's capacity leave too, the last to come first.
 */
export function chooseBest(groupBuy: GroupBuy, atMs: number): Choice | null {
  const [best] = rankOffers(groupBuy, atMs);
  if (!best?.isAcceptable || !best.fit) return null;
  const { offer, fit } = best;
  const bound = new Set(fit.members);
  return {
    offer,
    award: {
      offerId: offer.id,
      version: offer.version,
      merchantId: offer.merchantId,
      merchantName: offer.merchantName,
      unitPriceMinor: fit.tier.unitPriceMinor,
      quantity: fit.quantity,
      leadTimeDays: offer.body.leadTimeDays ?? 0,
      awardedAtMs: atMs,
    },
    bound: fit.members.map((member) => ({ memberId: member.id, totalMinor: totalOf(offer, fit, member) })),
    leaving: verifiedMembers(groupBuy)
      .filter((member) => !bound.has(member))
      .map((member) => leave(member, misfitOf(offer, fit.tier, member, atMs) ?? "capacity")),
  };
}

function totalOf(offer: Offer, fit: TierFit, member: Member): number {
  const landedMinor = landedPriceMinor(offer, fit.tier, member.country);
  assert(landedMinor !== null, "an offer binds only members it delivers to");
  return member.quantity * landedMinor;
}

function leave(member: Member, why: "ceiling" | "delivery" | "country" | "capacity"): Concerning {
  return {
    event: { type: "opted_out", open: { qty: member.quantity, why }, sealed: { memberId: member.id } },
    actor: member.pseudonym,
  };
}
