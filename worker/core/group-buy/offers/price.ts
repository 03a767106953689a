import { mayBeChosen } from "../money/bond.ts";
import { outlastsDelivery } from "../money/holding.ts";
import { allocate, claimsInOrder, type Allocation, type Room } from "./allocation.ts";
import { byBreachRate } from "./record.ts";
import { choosingWindows, type Terms } from "../state/terms.ts";
import type { Member } from "../state/member.ts";
import { isFirm, type MerchantRecord, type Offer, type OfferTier } from "../state/offer.ts";
import { verifiedMembers, type GroupBuy } from "../state/state.ts";

const DAY_MS = 86_400_000;

/** Tier price plus delivery to one country, minor units, tax included; null where the offer does not deliver there. */
export function landedPriceMinor(offer: Offer, tier: OfferTier, country: string): number | null {
  const delivery = offer.body.delivery.find((rate) => rate.country === country);
  return delivery ? tier.unitPriceMinor + delivery.perUnitMinor : null;
}

/** Why an offer at a tier cannot bind a member, or null when it can. */
export type Misfit = "ceiling" | "delivery" | "country";

export function misfitOf(offer: Offer, tier: OfferTier, member: Member, awardAtMs: number): Misfit | null {
  const landed = landedPriceMinor(offer, tier, member.country);
  if (landed === null) return "country";
  if (member.priceCeilingMinor !== null && landed > member.priceCeilingMinor) return "ceiling";
  const arrivesMs = awardAtMs + (offer.body.leadTimeDays ?? 0) * DAY_MS;
  if (member.deliverByMs !== null && arrivesMs > member.deliverByMs) return "delivery";
  return null;
}

/** Whom an offer would bind at one of its tiers, in order of arrival and within its capacity, and how much they get. */
export interface TierFit extends Allocation {
  readonly tier: OfferTier;
}

/**
 * The cheapest tier that is reached: the members whose ceiling is not below its price together hold its quantity
 * (decision on tiers and ceilings), in whole packs. Null while not even the first is.
 *
 * @param awardAtMs the bell while the group-buy is open, the award afterwards
 */
export function reachedTier(
  { terms }: GroupBuy,
  offer: Offer,
  members: readonly Member[],
  awardAtMs: number,
): TierFit | null {
  for (const tier of [...offer.body.tiers].reverse()) {
    const fitting = members.filter((member) => misfitOf(offer, tier, member, awardAtMs) === null);
    const fit = allocate(claimsInOrder(fitting), roomOf(terms, offer));
    if (fit.quantity >= tier.fromQuantity) return { tier, ...fit };
  }
  return null;
}

/** What an offer has room for, in the packs of the demand. */
export function roomOf({ packSize }: Terms, offer: Offer): Room {
  return { capacity: offer.body.quantityMaximum, packSize: packSize ?? 1 };
}

function quantityOf(members: readonly Member[]): number {
  return members.reduce((sum, member) => sum + member.quantity, 0);
}

/** What one of several merchants would get (ADR 0022). */
export interface Lot {
  readonly offer: Offer;
  readonly fit: TierFit;
}

/** An offer that the group-buy could take, at the tier that it has reached or else would begin with. */
export interface RankedOffer {
  readonly offer: Offer;
  readonly fit: TierFit | null;
  /** The others that would bind whom it does not, where the terms allow it. */
  readonly beside: readonly Lot[];
  readonly landedMinor: number;
  /** Whether it could be chosen as things stand: in time, confirmable, and binding at least the minimum. */
  readonly isAcceptable: boolean;
  /** What its merchant had done elsewhere, where the policy counts it. */
  readonly record: MerchantRecord | null;
}

/**
 * Offers in the order in which the rule takes them: those that it could take before the others, firm ones before those
 * whose merchant has yet to confirm, then the landed unit price in the reference country, the earlier delivery, the
 * lower breach rate where the policy counts it, the earlier version (domain 3.6 `auto_best`). Offers that cannot supply
 * the minimum, do not deliver to the reference country or have run out are not ranked.
 */
export function rankOffers(
  groupBuy: GroupBuy,
  awardAtMs: number,
  offers: readonly Offer[] = submittedOffers(groupBuy),
  members: readonly Member[] = verifiedMembers(groupBuy),
): RankedOffer[] {
  const reference = groupBuy.terms.shipTo[0] ?? "";
  const ranked: RankedOffer[] = [];
  for (const offer of offers) {
    if (!isOnTheTable(groupBuy, offer, awardAtMs)) continue;
    const startsAtMs = startsMs(groupBuy, offer, awardAtMs);
    const fit = reachedTier(groupBuy, offer, members, startsAtMs);
    const tier = fit?.tier ?? offer.body.tiers[0];
    const landedMinor = tier ? landedPriceMinor(offer, tier, reference) : null;
    if (landedMinor === null) continue;
    const beside = fit ? lotsBeside(groupBuy, { offer, fit }, { awardAtMs, startsAtMs }, offers, members) : [];
    const isAcceptable =
      fit !== null &&
      quantityIn([{ offer, fit }, ...beside]) >= groupBuy.terms.quantityMinimum &&
      mayBeChosen(groupBuy, offer, awardAtMs) &&
      (isFirm(offer) || choosingWindows(groupBuy.policy).merchantMs > 0) &&
      outlastsDelivery(groupBuy, offer.body.leadTimeDays ?? 0, startsAtMs);
    ranked.push({ offer, fit, beside, landedMinor, isAcceptable, record: recordOf(groupBuy, offer) });
  }
  return ranked.sort(byTheRule);
}

/** One that can supply the minimum, alone or where others may stand beside it, and is still valid. */
function isOnTheTable({ terms }: GroupBuy, { body }: Offer, awardAtMs: number): boolean {
  if (!body.canSupply || (body.validUntilMs !== null && body.validUntilMs < awardAtMs)) return false;
  return terms.splitAllowed === true || (body.quantityMaximum ?? Number.POSITIVE_INFINITY) >= terms.quantityMinimum;
}

/**
 * Whom the first offer leaves goes to the best of the others for those who are left, in the order of the rule, and so on
 * (A5). Every one of them is firm and reaches one of its tiers with its own; all of them start with the first.
 */
export function lotsBeside(
  groupBuy: GroupBuy,
  first: Lot,
  { awardAtMs, startsAtMs }: { readonly awardAtMs: number; readonly startsAtMs: number },
  offers: readonly Offer[] = submittedOffers(groupBuy),
  members: readonly Member[] = verifiedMembers(groupBuy),
): Lot[] {
  if (groupBuy.terms.splitAllowed !== true) return [];
  const reference = groupBuy.terms.shipTo[0] ?? "";
  const lots: Lot[] = [];
  let free = offers.filter(
    (offer) =>
      offer.id !== first.offer.id &&
      isFirm(offer) &&
      mayBeChosen(groupBuy, offer, awardAtMs) &&
      isOnTheTable(groupBuy, offer, awardAtMs) &&
      outlastsDelivery(groupBuy, offer.body.leadTimeDays ?? 0, startsAtMs),
  );
  let left = beyond(members, first.fit);
  while (free.length > 0 && left.length > 0) {
    const rest = left; // For the closure: what is left changes with every lot.
    const [best] = free
      .flatMap((offer): RankedOffer[] => {
        const fit = reachedTier(groupBuy, offer, rest, startsAtMs);
        const landedMinor = fit && landedPriceMinor(offer, fit.tier, reference);
        return fit === null || landedMinor === null
          ? []
          : [{ offer, fit, beside: [], landedMinor, isAcceptable: true, record: recordOf(groupBuy, offer) }];
      })
      .sort(byTheRule);
    if (!best?.fit) break;
    lots.push({ offer: best.offer, fit: best.fit });
    left = beyond(left, best.fit);
    free = free.filter((offer) => offer !== best.offer);
  }
  return lots;
}

function recordOf({ policy }: GroupBuy, offer: Offer): RankedOffer["record"] {
  return policy.offerOrder === "breach_rate" ? (offer.record ?? null) : null;
}

export function quantityIn(lots: readonly Lot[]): number {
  return lots.reduce((sum, { fit }) => sum + fit.quantity, 0);
}

function beyond(members: readonly Member[], fit: TierFit): Member[] {
  const bound = new Set(fit.members);
  return members.filter((member) => !bound.has(member));
}

function byTheRule(a: RankedOffer, b: RankedOffer): number {
  const by = criterionBetween(a, b);
  return by === null ? 0 : ORDER[by](a, b);
}

/** What the rule looks at, the first thing first (P4): one before the other where the difference is negative. */
const ORDER = {
  acceptable: (a, b) => Number(b.isAcceptable) - Number(a.isAcceptable),
  firm: (a, b) => Number(isFirm(b.offer)) - Number(isFirm(a.offer)),
  landed: (a, b) => a.landedMinor - b.landedMinor,
  delivery: (a, b) => (a.offer.body.leadTimeDays ?? 0) - (b.offer.body.leadTimeDays ?? 0),
  record: (a, b) => byBreachRate(a.record, b.record),
  earlier: (a, b) => a.offer.seq - b.offer.seq,
} satisfies Record<string, (a: RankedOffer, b: RankedOffer) => number>;

export type Criterion = keyof typeof ORDER;

export const CRITERIA = Object.keys(ORDER) as readonly Criterion[]; // Keys of a literal, in its order.

/** Which of them puts one offer before another; null between an offer and itself. */
export function criterionBetween(a: RankedOffer, b: RankedOffer): Criterion | null {
  return CRITERIA.find((by) => ORDER[by](a, b) !== 0) ?? null;
}

function submittedOffers({ offers }: GroupBuy): Offer[] {
  return [...offers.values()].filter(({ state }) => state === "submitted");
}

/** When the lead time of an offer begins to run at the latest, if it is chosen now. */
export function startsMs({ policy }: GroupBuy, offer: Offer, atMs: number): number {
  return isFirm(offer) ? atMs : atMs + choosingWindows(policy).merchantMs;
}

/** What the page shows: the price now, and the staircase it stands on. */
export interface ShownPrice {
  readonly source: "target" | "offer";
  readonly currentMinor: number;
  readonly tiers: readonly OfferTier[];
  readonly nextTier: { readonly missing: number; readonly unitPriceMinor: number } | null;
  readonly bestLandedMinor: number | null;
}

export function shownPrice(groupBuy: GroupBuy): ShownPrice {
  const award = groupBuy.award ?? groupBuy.question?.award;
  if (award) {
    const { offerId, unitPriceMinor } = award;
    const tiers = groupBuy.offers.get(offerId)?.body.tiers ?? [];
    return { source: "offer", currentMinor: unitPriceMinor, tiers, nextTier: null, bestLandedMinor: null };
  }
  const best = rankOffers(groupBuy, groupBuy.terms.closesAtMs)[0];
  const first = best?.offer.body.tiers[0];
  if (!best || !first) {
    return {
      source: "target",
      currentMinor: groupBuy.terms.targetUnitPriceMinor,
      tiers: [],
      nextTier: null,
      bestLandedMinor: null,
    };
  }
  const current = best.fit?.tier ?? first;
  return {
    source: "offer",
    currentMinor: current.unitPriceMinor,
    tiers: best.offer.body.tiers,
    nextTier: nextTierOf(groupBuy, best, current),
    bestLandedMinor: best.landedMinor,
  };
}

/** What is missing to a lower price. That the first tier waits for the minimum is told by the minimum itself. */
function nextTierOf(groupBuy: GroupBuy, best: RankedOffer, current: OfferTier) {
  const tiers = best.offer.body.tiers;
  const next = tiers[tiers.indexOf(current) + 1];
  if (!next) return null;
  const fitting = quantityOf(
    verifiedMembers(groupBuy).filter(
      (member) => misfitOf(best.offer, next, member, groupBuy.terms.closesAtMs) === null,
    ),
  );
  return { missing: Math.max(1, next.fromQuantity - fitting), unitPriceMinor: next.unitPriceMinor };
}
