import type { MemberStateName } from "./states.ts";

/** A buyer's seat, what was added to it, and what is wrong with its delivery. */

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly postcode?: string;
  readonly city: string;
  readonly country: string;
}

/** Why the money of a seat is gone: the provider let it go, or the buyer's bank took it back (ADR 0040). */
export type RiskWhy = "reversed" | "chargeback";

/** One buyer's seat (rules M1–M16). Amounts in minor units of the group-buy's currency. */
export interface Member {
  readonly id: string;
  readonly personId: string;
  readonly pseudonym: string;
  readonly isInitiator: boolean;
  /** Sequence number of the join: the place in line, and the tie-breaker of everything. */
  readonly seq: number;
  readonly joinedAtMs: number;
  /** What counts: verified where the seat is, what was added included (M7). */
  quantity: number;
  readonly country: string;
  /** Absent for a consumer. */
  readonly buyer?: "business";
  readonly priceCeilingMinor: number | null;
  readonly deliverByMs: number | null;
  state: MemberStateName;
  /** Until when the seat is held unpaid (M1), or the balance is due (M10). */
  payByMs: number | null;
  depositLegId: string | null;
  /** Why a seat that was verified has to be paid again; absent where its money stands (H11). */
  atRisk?: RiskWhy;
  balanceLegId: string | null;
  /** Whose award the seat belongs to, where several merchants share the group-buy and it is not the first (ADR 0022). */
  offerId?: string;
  /** What the member owes after the award, and what of it the deposit covers. */
  totalMinor: number | null;
  address: Address | null;
  shippedAtMs: number | null;
  carrier: string | null;
  tracking: string | null;
  /** When the merchant says it arrived: the inspection has counted from that report since (M13). */
  deliveredAtMs: number | null;
  /** By what that can be seen, in the merchant's words. */
  deliveryProof: string | null;
  dispute: Dispute | null;
  /** When receipt counts as confirmed if the member stays silent (M13). */
  confirmAtMs: number | null;
  /** The offer that this member votes for, as things stand (chooser `vote`). */
  vote: string | null;
  /** Asked whether an offer outside of their word may bind them after all, and whether they said yes (G15). */
  consent: "asked" | "accepted" | null;
  /** A no-show whose deposit is kept until it is clear what becomes of the deal (H6). */
  forfeits?: boolean;
  /** What was said to the last change that the merchant proposed (O5); absent where nothing was asked. */
  proposal?: "asked" | "accept" | "keep" | "leave" | undefined;
  /** So many days later than agreed the goods may be sent, by this member's word. */
  daysLater?: number;
  /** What was added to the seat after the join (M7), in order; absent where nothing ever was. */
  parts?: readonly Part[];
  /** Absent where the member said exactly so many. */
  flexible?: Flexibility | undefined;
  /** So many pieces more, or fewer where negative, than the member held, so that packs were whole (A4). */
  packed?: number | undefined;
}

/** How far a member would go so that packs come out whole (A4): up to so many pieces in all, and whether fewer will do. */
export interface Flexibility {
  readonly upTo: number;
  readonly orFewer: boolean;
}

/** Units that were added to a seat, at a place in line and with a deposit of their own. */
export interface Part {
  readonly legId: string;
  readonly seq: number;
  readonly quantity: number;
  /** Until when it is held unpaid; null once its deposit is verified. */
  readonly payByMs: number | null;
}

export const DISPUTE_REASONS = ["not_received", "damaged", "not_as_described", "incomplete", "other"] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** Who has to speak next while a dispute is open. */
export type DisputeSpeaker = "merchant" | "member" | "operator";

/** Who ended it, by a word or by silence (M15). */
export type DisputeEnd = DisputeSpeaker | `${DisputeSpeaker}_silence`;

/** What a member says is wrong, and what the two and an operator made of it (M14, M15). Replaced, never edited. */
export interface Dispute {
  readonly reason: DisputeReason;
  readonly text: string;
  /** How much of what was paid the member wants back. */
  readonly wantedMinor: number;
  readonly openedAtMs: number;
  /** Null once it has ended. */
  readonly speaker: DisputeSpeaker | null;
  /** When silence decides. */
  readonly untilMs: number;
  /** How much the merchant would give back: 0 after a rejection, null before any answer. */
  readonly offeredMinor: number | null;
  /** The merchant's words with that. */
  readonly answer: string | null;
  readonly outcome: { readonly refundMinor: number; readonly by: DisputeEnd; readonly words: string | null } | null;
}
