import { dealOf, type Deal } from "../group-buy/state/deals.ts";
import { LIMITS } from "../limits.ts";
import type { Member } from "../group-buy/state/member.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";

const STARS_MAXIMUM = 5;
/** How long after the end a review may be written, and changed (C6). */
const REVIEWABLE_MS = 14 * 86_400_000;
/** How often one may be changed: words are weighed, not a conversation. */
export const EDITS_MAXIMUM = LIMITS.reviewEdits.maximum;
/** Fewer are the mood of one or two people, and no average. */
export const RATINGS_MINIMUM = 3;

export function isStars(stars: number): boolean {
  return Number.isInteger(stars) && stars >= 1 && stars <= STARS_MAXIMUM;
}

/** Whom a member may review, and until when. */
export interface Reviewable {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly untilMs: number;
}

/**
 * Only who dealt with the merchant to the end, whatever end that was: the goods, or everything back after a dispute or a
 * breach (M15, G23). By the clock of the group-buy; at the end of the window it is late.
 */
export function reviewableBy(groupBuy: GroupBuy, member: Member, nowMs: number): Reviewable | null {
  const { state, reason, effectiveAtMs } = groupBuy;
  const isOver = state === "settled" || (state === "failed" && reason === "merchant_breach");
  const untilMs = effectiveAtMs + REVIEWABLE_MS;
  const deal = dealOf(groupBuy, member);
  if (!isOver || nowMs >= untilMs || !deal || !hasDealt(groupBuy, deal, member)) return null;
  const { merchantId, merchantName } = deal.award;
  return { merchantId, merchantName, untilMs };
}

/** Of several deals one may have been broken while the others went on, or have ended before the last was (ADR 0022). */
function hasDealt({ reason }: GroupBuy, { fell }: Deal, { state, totalMinor, dispute }: Member): boolean {
  if (state === "completed") return true;
  const isBroken = fell === "breach" || (fell === undefined && reason === "merchant_breach");
  return state === "refunded" && totalMinor !== null && (dispute !== null || isBroken);
}

/** What is shown beside a merchant's name: one decimal, and none where too few have spoken. */
export interface Rating {
  readonly count: number;
  readonly average: number | null;
}

export function ratingOf(count: number, sumOfStars: number): Rating {
  return { count, average: count < RATINGS_MINIMUM ? null : Math.round((sumOfStars * 10) / count) / 10 };
}
