import type { ComparedOffer, OfferComparison } from "../../../worker/contract/comparison.ts";
import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { Money } from "../../../worker/contract/shared.ts";

/** By what the offers may be put in order; the rule's own order is the first. */
export const SORTS = ["rule", "price", "arrival", "fits"] as const;
export type Sort = (typeof SORTS)[number];

export function sortOf(asked: string | null): Sort {
  return SORTS.find((sort) => sort === asked) ?? "rule";
}

/** One offer as this person compares it. */
export interface OfferView {
  readonly offer: ComparedOffer;
  /** Its place in the order of the rule, whatever it is sorted by. */
  readonly place: number;
  /** How much more it costs the reader than the cheapest that is delivered to them; null where that says nothing. */
  readonly more: Money | null;
  readonly isCheapest: boolean;
  readonly isEarliest: boolean;
  readonly action: "choose" | "vote" | "none";
  readonly isMyVote: boolean;
  readonly isTaken: boolean;
  /** Where members are, by price: the same price is said once. */
  readonly elsewhere: readonly { readonly price: Money | null; readonly countries: readonly string[] }[];
}

/** The comparison in the asked order. Marks are relative to all of it, and only where there is something to compare. */
export function offerViews(
  comparison: OfferComparison,
  me: GroupBuyResource["me"],
  sort: Sort = "rule",
): readonly OfferView[] {
  const { offers, stage, chooser, vote } = comparison;
  const prices = offers.flatMap(({ yours }) => (yours === null ? [] : [yours.amount]));
  const cheapest = Math.min(...prices);
  const earliest = Math.min(...offers.map(({ arrivesBy }) => Date.parse(arrivesBy)));
  const isDiffering = new Set(prices).size > 1;
  const isEarlier = new Set(offers.map(({ arrivesBy }) => arrivesBy)).size > 1;
  const mayAct = stage === "choosing" && (chooser === "vote" || me?.membership?.isInitiator === true);
  const own = me?.membership?.country;
  const views = offers.map((offer, index): OfferView => {
    const isMyVote = vote === offer.offerId;
    const isActing = mayAct && offer.isChoosable && !isMyVote;
    return {
      offer,
      place: index + 1,
      more:
        offer.yours !== null && offer.yours.amount > cheapest
          ? { amount: offer.yours.amount - cheapest, currency: offer.yours.currency }
          : null,
      isCheapest: isDiffering && offer.yours?.amount === cheapest,
      isEarliest: isEarlier && Date.parse(offer.arrivesBy) === earliest,
      action: !isActing ? "none" : chooser === "vote" ? "vote" : "choose",
      isMyVote,
      isTaken: stage === "decided" && TAKEN.has(offer.state),
      elsewhere: byPrice(offer.landed.filter(({ country }) => country !== own)),
    };
  });
  return sort === "rule" ? views : views.toSorted((a, b) => keyOf(a, sort) - keyOf(b, sort) || a.place - b.place);
}

/** Several of them where merchants share a group-buy. */
const TAKEN: ReadonlySet<ComparedOffer["state"]> = new Set(["selected", "accepted", "fulfilled", "breached"]);

function keyOf({ offer }: OfferView, sort: Exclude<Sort, "rule">): number {
  switch (sort) {
    case "price":
      return offer.yours?.amount ?? Number.POSITIVE_INFINITY;
    case "arrival":
      return Date.parse(offer.arrivesBy);
    case "fits":
      return -offer.quantity;
  }
}

function byPrice(landed: ComparedOffer["landed"]): OfferView["elsewhere"] {
  const groups = Map.groupBy(landed, ({ price }) => price?.amount ?? null);
  return [...groups.values()]
    .map((same) => ({ price: same[0]?.price ?? null, countries: same.map(({ country }) => country) }))
    .sort((a, b) => (a.price?.amount ?? Number.POSITIVE_INFINITY) - (b.price?.amount ?? Number.POSITIVE_INFINITY));
}

/** Why members are outside of an offer, the most frequent reason first. */
export function reasonsOf({ outside }: ComparedOffer): readonly { why: Misfit; count: number }[] {
  if (outside === null) return [];
  return MISFITS.map((why) => ({ why, count: outside[why] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

const MISFITS = ["ceiling", "delivery", "country", "capacity"] as const;
type Misfit = (typeof MISFITS)[number];
