import { assert } from "../../result.ts";
import type { Concerning } from "../commands.ts";
import { concerning } from "../decision.ts";
import type { LeavingWhy } from "../events.ts";
import {
  landedPriceMinor,
  misfitOf,
  rankOffers,
  reachedTier,
  startsMs,
  type RankedOffer,
  type TierFit,
} from "../offers/price.ts";
import { partEnded } from "../seats/quantities.ts";
import type { Member } from "../state/member.ts";
import type { Award, AwardedBy, Offer } from "../state/offer.ts";
import { verifiedMembers, type GroupBuy } from "../state/state.ts";
import { choosingWindows } from "../state/terms.ts";

/** What taking an offer would mean: whom it binds, whom it has to ask first, and who leaves with everything back. */
export interface Choice {
  readonly offer: Offer;
  readonly award: Award;
  readonly bound: readonly { readonly memberId: string; readonly totalMinor: number }[];
  /** Members whom it does not fit but who may agree to it after all (G15). */
  readonly asked: readonly Member[];
  readonly leaving: readonly Concerning[];
  /** From when its lead time is counted: later where somebody is asked, or its merchant is. */
  readonly startsAtMs: number;
}

/** Offers that may be chosen at this moment, in the order of the rule (domain 3.6 *acceptable*). */
export function acceptableOffers(...asked: Parameters<typeof rankOffers>): RankedOffer[] {
  return rankOffers(...asked).filter(({ isAcceptable }) => isAcceptable);
}

/** `auto_best` (domain 3.6): the first of them. */
export function chooseBest(groupBuy: GroupBuy, atMs: number): Choice | null {
  const [best] = acceptableOffers(groupBuy, atMs);
  return best ? choiceOf(groupBuy, best, atMs) : null;
}

/**
 * Nobody is bound above their word. Whom the offer does not fit is asked, where there is room for them and where the
 * time that asking takes does not make the offer too late for those whom it fits; everybody else beyond it leaves with a
 * full return (M9).
 */
export function choiceOf(groupBuy: GroupBuy, { offer, fit }: RankedOffer, atMs: number, chosen?: AwardedBy): Choice {
  assert(fit, "an offer that is chosen fits enough members");
  const startsAtMs = startsMs(groupBuy, offer, atMs);
  const outside = membersBeyond(groupBuy, fit);
  const isFittingAll = outside.every((member) => misfitOf(offer, fit.tier, member, startsAtMs) === null);
  const later = isFittingAll ? null : afterAsking(groupBuy, offer, startsAtMs);
  return later
    ? choice(groupBuy, offer, later, { atMs, startsAtMs: later.startsAtMs, isAsking: true, chosen })
    : choice(groupBuy, offer, fit, { atMs, startsAtMs, isAsking: false, chosen });
}

/** The same offer, when its lead time begins only after the question; null where that leaves too few. */
function afterAsking(groupBuy: GroupBuy, offer: Offer, startsAtMs: number): (TierFit & { startsAtMs: number }) | null {
  const { reconsentMs } = choosingWindows(groupBuy.policy);
  if (reconsentMs === 0) return null;
  const laterMs = startsAtMs + reconsentMs;
  const fit = reachedTier(groupBuy, offer, verifiedMembers(groupBuy), laterMs);
  return fit && fit.quantity >= groupBuy.terms.quantityMinimum ? { ...fit, startsAtMs: laterMs } : null;
}

interface ChoiceFacts {
  readonly atMs: number;
  readonly startsAtMs: number;
  readonly isAsking: boolean;
  readonly chosen: AwardedBy | undefined;
}

function choice(groupBuy: GroupBuy, offer: Offer, fit: TierFit, facts: ChoiceFacts): Choice {
  const room = (offer.body.quantityMaximum ?? Number.POSITIVE_INFINITY) - fit.quantity;
  const asked: Member[] = [];
  const leaving: Concerning[] = [];
  const unpacked: Concerning[] = [];
  const withoutPack = new Set(
    [...fit.unpacked].filter(({ seq, member }) => seq === member.seq).map(({ member }) => member),
  );
  for (const member of membersBeyond(groupBuy, fit)) {
    const isUnpacked = withoutPack.has(member);
    const why = isUnpacked ? "packs" : (misfitOf(offer, fit.tier, member, facts.startsAtMs) ?? "capacity");
    const mayAgree = facts.isAsking && (why === "ceiling" || why === "delivery") && member.quantity <= room;
    if (mayAgree) asked.push(member);
    else (isUnpacked ? unpacked : leaving).push(leave(member, why));
  }
  for (const claim of fit.beyond) {
    const { member, legId, quantity } = claim;
    if (legId === null) continue;
    const isUnpacked = fit.unpacked.has(claim);
    const ended = partEnded(member, { legId, quantity }, isUnpacked ? "packs" : "capacity");
    (isUnpacked ? unpacked : leaving).push(concerning(ended, member.pseudonym));
  }
  // Whoever agrees may make a pack whole: until then nobody leaves for it (A4).
  if (asked.length === 0) leaving.push(...unpacked);
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
      awardedAtMs: facts.atMs,
      ...(facts.chosen && { chosen: facts.chosen }),
    },
    bound: fit.members.map((member) => ({ memberId: member.id, totalMinor: totalOf(offer, fit, member) })),
    asked,
    leaving,
    startsAtMs: facts.startsAtMs,
  };
}

function membersBeyond(groupBuy: GroupBuy, fit: TierFit): Member[] {
  const bound = new Set(fit.members);
  return verifiedMembers(groupBuy).filter((member) => !bound.has(member));
}

function totalOf(offer: Offer, fit: TierFit, member: Member): number {
  const landedMinor = landedPriceMinor(offer, fit.tier, member.country);
  assert(landedMinor !== null, "an offer binds only members it delivers to");
  return (fit.pieces.get(member) ?? 0) * landedMinor;
}

export function leave(member: Member, why: LeavingWhy): Concerning {
  return {
    event: { type: "opted_out", open: { qty: member.quantity, why }, sealed: { memberId: member.id } },
    actor: member.pseudonym,
  };
}
