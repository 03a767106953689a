import { assert } from "../../result.ts";
import type { Concerning } from "../commands.ts";
import { concerning, everybody } from "../decision.ts";
import type { LeavingWhy } from "../seats/seat-events.ts";
import {
  landedPriceMinor,
  lotsBeside,
  misfitOf,
  quantityIn,
  rankOffers,
  reachedTier,
  startsMs,
  type Lot,
  type RankedOffer,
} from "../offers/price.ts";
import { partEnded } from "../seats/quantities.ts";
import type { Member } from "../state/member.ts";
import type { Award, AwardedBy, BesideAward, Offer } from "../state/offer.ts";
import { verifiedMembers, type GroupBuy } from "../state/state.ts";
import { choosingWindows } from "../state/terms.ts";

/** What taking an offer would mean: whom it binds, whom it has to ask first, and who leaves with everything back. */
export interface Choice {
  readonly offer: Offer;
  readonly award: Award;
  /** What other merchants get beside it (ADR 0022). */
  readonly beside: readonly BesideAward[];
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
export function choiceOf(groupBuy: GroupBuy, ranked: RankedOffer, atMs: number, chosen?: AwardedBy): Choice {
  const { offer, fit, beside } = ranked;
  assert(fit, "an offer that is chosen fits enough members");
  const startsAtMs = startsMs(groupBuy, offer, atMs);
  const lots = { first: { offer, fit }, beside };
  const outside = membersBeyond(groupBuy, lots);
  const isFittingAll = outside.every((member) => misfitOf(offer, fit.tier, member, startsAtMs) === null);
  const later = isFittingAll ? null : afterAsking(groupBuy, offer, atMs, startsAtMs);
  return later
    ? choice(groupBuy, later, { atMs, startsAtMs: later.startsAtMs, isAsking: true, chosen })
    : choice(groupBuy, lots, { atMs, startsAtMs, isAsking: false, chosen });
}

/** What the merchants get, the one of the chosen offer first. */
interface Lots {
  readonly first: Lot;
  readonly beside: readonly Lot[];
}

/** The same offer, when its lead time begins only after the question; null where that leaves too few. */
function afterAsking(
  groupBuy: GroupBuy,
  offer: Offer,
  awardAtMs: number,
  startsAtMs: number,
): (Lots & { readonly startsAtMs: number }) | null {
  const { reconsentMs } = choosingWindows(groupBuy.policy);
  if (reconsentMs === 0) return null;
  const laterMs = startsAtMs + reconsentMs;
  const fit = reachedTier(groupBuy, offer, verifiedMembers(groupBuy), laterMs);
  if (!fit) return null;
  const first = { offer, fit };
  const beside = lotsBeside(groupBuy, first, { awardAtMs, startsAtMs: laterMs });
  const isEnough = quantityIn([first, ...beside]) >= groupBuy.terms.quantityMinimum;
  return isEnough ? { first, beside, startsAtMs: laterMs } : null;
}

interface ChoiceFacts {
  readonly atMs: number;
  readonly startsAtMs: number;
  readonly isAsking: boolean;
  readonly chosen: AwardedBy | undefined;
}

function choice(groupBuy: GroupBuy, lots: Lots, facts: ChoiceFacts): Choice {
  const { offer, fit } = lots.first;
  const all = [lots.first, ...lots.beside];
  const room = (offer.body.quantityMaximum ?? Number.POSITIVE_INFINITY) - fit.quantity;
  const asked: Member[] = [];
  const leaving: Concerning[] = [];
  const unpacked: Concerning[] = [];
  const claims = all.flatMap((lot) => [...lot.fit.unpacked]);
  const withoutPack = new Set(claims.filter(({ seq, member }) => seq === member.seq).map(({ member }) => member));
  for (const member of membersBeyond(groupBuy, lots)) {
    const isUnpacked = withoutPack.has(member);
    const why = isUnpacked ? "packs" : (misfitOf(offer, fit.tier, member, facts.startsAtMs) ?? "capacity");
    const mayAgree = facts.isAsking && (why === "ceiling" || why === "delivery") && member.quantity <= room;
    if (mayAgree) asked.push(member);
    else (isUnpacked ? unpacked : leaving).push(leave(member, why));
  }
  for (const { lot, claim } of all.flatMap((lot) => lot.fit.beyond.map((claim) => ({ lot, claim })))) {
    const { member, legId, quantity } = claim;
    if (legId === null) continue;
    const isUnpacked = lot.fit.unpacked.has(claim);
    const ended = partEnded(member, { legId, quantity }, isUnpacked ? "packs" : "capacity");
    (isUnpacked ? unpacked : leaving).push(concerning(ended, member.pseudonym));
  }
  // Whoever agrees may make a pack whole: until then nobody leaves for it (A4).
  if (asked.length === 0) leaving.push(...unpacked);
  return {
    offer,
    award: awardOf(lots.first, facts.atMs, facts.chosen),
    beside: lots.beside.map((lot) => ({
      award: awardOf(lot, facts.atMs, { by: "rest" }),
      memberIds: lot.fit.members.map(({ id }) => id),
    })),
    bound: all.flatMap((lot) =>
      lot.fit.members.map((member) => ({ memberId: member.id, totalMinor: totalOf(lot, member) })),
    ),
    asked,
    leaving,
    startsAtMs: facts.startsAtMs,
  };
}

function awardOf({ offer, fit }: Lot, atMs: number, chosen: AwardedBy | undefined): Award {
  return {
    offerId: offer.id,
    version: offer.version,
    merchantId: offer.merchantId,
    merchantName: offer.merchantName,
    unitPriceMinor: fit.tier.unitPriceMinor,
    quantity: fit.quantity,
    leadTimeDays: offer.body.leadTimeDays ?? 0,
    awardedAtMs: atMs,
    ...(chosen && { chosen }),
  };
}

function membersBeyond(groupBuy: GroupBuy, { first, beside }: Lots): Member[] {
  const bound = new Set([first, ...beside].flatMap(({ fit }) => fit.members));
  return verifiedMembers(groupBuy).filter((member) => !bound.has(member));
}

function totalOf({ offer, fit }: Lot, member: Member): number {
  const landedMinor = landedPriceMinor(offer, fit.tier, member.country);
  assert(landedMinor !== null, "an offer binds only members it delivers to");
  return (fit.pieces.get(member) ?? 0) * landedMinor;
}

/** Whom the chosen offer does not bind and others do: each award for itself. */
export function awardedBeside(beside: readonly BesideAward[]): readonly Concerning[] {
  return beside.flatMap(({ award, memberIds }) =>
    everybody({ type: "awarded_beside", open: award, sealed: { memberIds } }),
  );
}

export function leave(member: Member, why: LeavingWhy): Concerning {
  return {
    event: { type: "opted_out", open: { qty: member.quantity, why }, sealed: { memberId: member.id } },
    actor: member.pseudonym,
  };
}
