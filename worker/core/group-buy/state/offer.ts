import type { OfferStateName } from "./states.ts";

/** What a merchant promises, and what was taken of it. */

export interface OfferTier {
  readonly fromQuantity: number;
  readonly unitPriceMinor: number;
}

export interface OfferDelivery {
  readonly country: string;
  readonly perUnitMinor: number;
}

/** What a merchant promises (rule O1). A version is never edited in place. */
export interface OfferBody {
  readonly canSupply: boolean;
  readonly tiers: readonly OfferTier[];
  readonly delivery: readonly OfferDelivery[];
  readonly quantityMaximum: number | null;
  readonly leadTimeDays: number | null;
  readonly validUntilMs: number | null;
  readonly firm: boolean;
  readonly note: string | null;
}

/**
 * What a merchant had done in other group-buys when a version of an offer was made, as the directory knew it then. It
 * stands in the event of that version, so that whoever plays the log again ranks as the authority did (ADR 0024).
 */
export interface MerchantRecord {
  /** Deals that were kept to the end (G22), and that operators ended because they were not (G23). */
  readonly settled: number;
  readonly breached: number;
  /** How often the merchant was chosen and then said no, or nothing (G19). */
  readonly declined: number;
  /** Since when they have had an account here, ms UTC. */
  readonly sinceMs: number;
}

export interface Offer {
  readonly id: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly personId: string;
  version: number;
  /** Sequence number of this version: the last tie-breaker of the chooser. */
  seq: number;
  /** Of its first version, where this is a later one. */
  firstSeq?: number;
  submittedAtMs: number;
  state: OfferStateName;
  body: OfferBody;
  /** Refused only because another was accepted: it may be asked again when that one falls (G21). */
  isBeaten?: boolean;
  /** Who acts for another account of the same company or with the same payout account. */
  kinIds?: readonly string[];
  /** Asked again after it had been refused: its merchant is no longer bound by it, firm or not. */
  isRecalled?: boolean;
  /** What its merchant had done elsewhere when this version was made; offers of earlier releases lack it. */
  record?: MerchantRecord;
  /** It was chosen, and its merchant, who was bound to answer, said no or nothing (G19). */
  isReneged?: boolean;
  /** The last payment for the bond of its merchant, where one is asked for (ADR 0025). */
  bondLegId?: string;
}

/** Whether the offer binds its merchant by itself; another is asked when it is chosen (G18). */
export function isFirm({ body, isRecalled }: Offer): boolean {
  return body.firm && isRecalled !== true;
}

/** Who took the offer: nobody is named where the rule alone did, at the bell. */
export type AwardedBy =
  | { readonly by: "initiator" }
  /** The vote, with how many voted for it, how many voted and how many could have. */
  | { readonly by: "vote"; readonly votes: number; readonly voters: number; readonly members: number }
  /** The rule, because the chooser did not (domain 3.6). */
  | { readonly by: "fallback" }
  /** The rule, because the offer before it fell. */
  | { readonly by: "next" }
  /** The rule, for whom the offer that was chosen did not bind (ADR 0022). */
  | { readonly by: "rest" };

export interface Award {
  readonly offerId: string;
  readonly version: number;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly unitPriceMinor: number;
  readonly quantity: number;
  readonly leadTimeDays: number;
  readonly awardedAtMs: number;
  readonly chosen?: AwardedBy;
}

/** What a merchant gets beside the one whose offer was chosen: an award of their own, and whose seats it binds. */
export interface BesideAward {
  readonly award: Award;
  readonly memberIds: readonly string[];
}
