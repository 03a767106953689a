/** States of a group-buy (rules G1–G23). */
export const GROUP_BUY_STATES = [
  "draft",
  "awaiting_deposit",
  "in_review",
  "open",
  "suspended",
  "closing",
  "selecting",
  "reconsent",
  "confirming",
  "collecting",
  "fulfilling",
  "settled",
  "failed",
  "cancelled",
  "discarded",
] as const;
export type GroupBuyStateName = (typeof GROUP_BUY_STATES)[number];

const BEFORE_PUBLICATION: ReadonlySet<GroupBuyStateName> = new Set([
  "draft",
  "awaiting_deposit",
  "in_review",
  "discarded",
]);

/** Nobody but the initiator and operators knows of it yet (G1). */
export function isBeforePublication(state: GroupBuyStateName): boolean {
  return BEFORE_PUBLICATION.has(state);
}

/** Why nothing has been counted (G11): `never` where nothing will be any more. */
export const UNCOUNTED = ["before_publication", "before_bell", "counting", "never"] as const;
export type Uncounted = (typeof UNCOUNTED)[number];

/** For a group-buy without a close certificate. */
export function whyUncounted(state: GroupBuyStateName): Uncounted {
  if (isBeforePublication(state)) return state === "discarded" ? "never" : "before_publication";
  if (state === "open" || state === "suspended") return "before_bell";
  return state === "closing" ? "counting" : "never";
}

/** States of a membership (rules M1–M16). */
export const MEMBER_STATES = [
  "waitlisted",
  "held",
  "active",
  "bound",
  "balance_due",
  "paid",
  "shipped",
  "received",
  "disputed",
  "lapsed",
  "withdrawn",
  "opted_out",
  "removed",
  "no_show",
  "completed",
  "refunded",
] as const;
export type MemberStateName = (typeof MEMBER_STATES)[number];

/** States that end a membership without goods: the person may join again while the group-buy is open. */
const ENDED: ReadonlySet<MemberStateName> = new Set([
  "lapsed",
  "withdrawn",
  "opted_out",
  "removed",
  "no_show",
  "refunded",
]);

export function hasEnded(state: MemberStateName): boolean {
  return ENDED.has(state);
}

/** States of a deposit leg: money.md 1.3, with the two steps of a return. */
export const LEG_STATES = [
  "intended",
  "opening",
  "action_required",
  "held",
  "captured",
  "releasing",
  "refunding",
  "in_delivery",
  "settled",
  "declined",
  "abandoned",
  "released",
  "refunded",
  "refund_failed",
  "lapsed",
  "charged_back",
  "forfeited",
  "paying",
  "paid_out",
  "payout_failed",
] as const;
export type LegStateName = (typeof LEG_STATES)[number];

/** States of an offer (rules O1–O7). */
export const OFFER_STATES = [
  "submitted",
  "superseded",
  "withdrawn",
  "declined",
  "expired",
  "selected",
  "accepted",
  "refused",
  "fulfilled",
  "breached",
] as const;
export type OfferStateName = (typeof OFFER_STATES)[number];
