import { choiceOf, type Choice } from "./chooser.ts";
import type { LeavingWhy } from "../seats/seat-events.ts";
import type { Member } from "../state/member.ts";
import type { Offer, OfferTier } from "../state/offer.ts";
import { criterionBetween, misfitOf, rankOffers, startsMs, type Criterion, type RankedOffer } from "../offers/price.ts";
import { isVerified, membersInOrder, verifiedMembers, type GroupBuy } from "../state/state.ts";
import type { MemberStateName, OfferStateName } from "../state/states.ts";

const DAY_MS = 86_400_000;

/** How many members an offer would not bind as they stand: why, and what would become of them. Never who. */
export interface Outside {
  readonly members: number;
  /** Asked whether they agree to it after all (G15); all others leave with everything back (M9). */
  readonly asked: number;
  readonly leaving: number;
  readonly ceiling: number;
  readonly delivery: number;
  readonly country: number;
  readonly capacity: number;
}

/** One offer beside the others, at the tier that the members reach with it, or else the first. */
export interface ComparedOffer {
  readonly offer: Offer;
  readonly isAcceptable: boolean;
  readonly tier: OfferTier;
  readonly isReached: boolean;
  /** How much it binds of what is verified. */
  readonly quantity: number;
  /** The day by which it would be with everybody, if it were taken now. */
  readonly arrivesByMs: number;
  /** Null once the choice is over: what was counted then is in the log. */
  readonly outside: Outside | null;
  /** What puts it before the next one in the order of the rule (P4); null of the last. */
  readonly before: Criterion | null;
}

/** Everything that a chooser looks at, in the order of the rule (G14): each as the choice would judge it now. */
export function compareOffers(groupBuy: GroupBuy, atMs: number): ComparedOffer[] {
  return inOrder(rankOffers(groupBuy, atMs), (ranked) => {
    const { offer, fit } = ranked;
    const choice = fit && choiceOf(groupBuy, ranked, atMs);
    const tier = offer.body.tiers.find(({ unitPriceMinor }) => unitPriceMinor === choice?.award.unitPriceMinor);
    const startsAtMs = choice?.startsAtMs ?? startsMs(groupBuy, offer, atMs);
    return {
      tier,
      startsAtMs,
      quantity: choice?.award.quantity ?? 0,
      outside: outsideOf(groupBuy, offer, choice, startsAtMs),
    };
  });
}

/** What was to choose from, once that is over: for the record, at the moment of the choice and with who was in then. */
export function offersAtChoice(groupBuy: GroupBuy): ComparedOffer[] {
  const taken = groupBuy.award ?? groupBuy.question?.award;
  if (!taken) return [];
  const atMs = taken.awardedAtMs;
  const offers = [...groupBuy.offers.values()].filter(({ state }) => STOOD.has(state));
  const ranked = rankOffers(groupBuy, atMs, offers, countedMembers(groupBuy));
  return inOrder(ranked, ({ offer, fit }) => ({
    tier: fit?.tier,
    startsAtMs: startsMs(groupBuy, offer, atMs),
    quantity: fit?.quantity ?? 0,
    outside: null,
  }));
}

/** Offers that were there when it was chosen, whatever became of them. */
const STOOD: ReadonlySet<OfferStateName> = new Set([
  "submitted",
  "selected",
  "accepted",
  "refused",
  "fulfilled",
  "breached",
]);

/** Seats of which the count was made, and that have ended since. */
const LEFT_AFTER_COUNT: ReadonlySet<MemberStateName> = new Set(["opted_out", "no_show", "refunded"]);

function countedMembers(groupBuy: GroupBuy): Member[] {
  return membersInOrder(groupBuy).filter(({ state }) => isVerified(state) || LEFT_AFTER_COUNT.has(state));
}

interface Judged {
  /** Undefined while not even the first is reached. */
  readonly tier: OfferTier | undefined;
  readonly startsAtMs: number;
  readonly quantity: number;
  readonly outside: Outside | null;
}

function inOrder(ranked: readonly RankedOffer[], judge: (one: RankedOffer) => Judged): ComparedOffer[] {
  return ranked.flatMap((one, index) => {
    const { tier: reached, startsAtMs, quantity, outside } = judge(one);
    const tier = reached ?? one.offer.body.tiers[0];
    if (!tier) return [];
    const next = ranked[index + 1];
    return [
      {
        offer: one.offer,
        isAcceptable: one.isAcceptable,
        tier,
        isReached: reached !== undefined,
        quantity,
        arrivesByMs: startsAtMs + (one.offer.body.leadTimeDays ?? 0) * DAY_MS,
        outside,
        before: next ? criterionBetween(one, next) : null,
      },
    ];
  });
}

/** Of an offer that reaches no tier, by its first. */
function outsideOf(groupBuy: GroupBuy, offer: Offer, choice: Choice | null, startsAtMs: number): Outside {
  const tier = offer.body.tiers.find(({ unitPriceMinor }) => unitPriceMinor === choice?.award.unitPriceMinor);
  const judged = tier ?? offer.body.tiers[0];
  const bound = new Set(choice?.bound.map(({ memberId }) => memberId));
  const reasons = verifiedMembers(groupBuy).flatMap((member) => {
    const misfit = judged ? misfitOf(offer, judged, member, startsAtMs) : null;
    const isOutside = choice ? !bound.has(member.id) : misfit !== null;
    return isOutside ? [misfit ?? "capacity"] : [];
  });
  const asked = choice?.asked.length ?? 0;
  const count = (reason: LeavingWhy) => reasons.filter((one) => one === reason).length;
  return {
    members: reasons.length,
    asked,
    leaving: reasons.length - asked,
    ceiling: count("ceiling"),
    delivery: count("delivery"),
    country: count("country"),
    capacity: count("capacity"),
  };
}
