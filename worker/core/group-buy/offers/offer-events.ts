import type { ByOperator, Nothing, OfMember } from "../event-shapes.ts";
import type { MerchantRecord, OfferBody } from "../state/offer.ts";
import type { RefusalCode } from "../state/refusal.ts";

/** What can happen to offers, and to changes that the merchant of a taken one proposes. */
export interface OfferEvents {
  offer_received: {
    readonly open: { readonly version: number; readonly canSupply: boolean };
    readonly sealed: {
      readonly offerId: string;
      readonly merchantId: string;
      readonly merchantName: string;
      readonly personId: string;
      readonly body: OfferBody;
      readonly kinIds?: readonly string[];
      /** What the merchant had done elsewhere, as the command said (P4). */
      readonly record?: MerchantRecord;
    };
  };
  offer_refused: {
    readonly open: { readonly code: RefusalCode };
    /** Whose, and who of its company buys here. */
    readonly sealed: { readonly merchantId: string; readonly personIds: readonly string[] };
  };
  offer_window_extended: {
    readonly open: { readonly untilMs: number; readonly count: number };
    readonly sealed: Nothing;
  };
  offer_withdrawn: {
    readonly open: { readonly version: number };
    /** By its merchant, or by operators who have suspended the merchant, with their words. */
    readonly sealed: { readonly offerId: string; readonly words?: string } & Partial<ByOperator>;
  };
  offer_expired: {
    readonly open: { readonly version: number };
    readonly sealed: { readonly offerId: string };
  };
  proposed: {
    readonly open: {
      readonly daysLater?: number;
      readonly unitPriceMinor?: number;
      /** How much is asked about, and until when. */
      readonly qty: number;
      readonly untilMs: number;
    };
    readonly sealed: { readonly offerId: string; readonly words: string; readonly memberIds: readonly string[] };
  };
  proposal_answered: {
    readonly open: { readonly qty: number; readonly answer: "accept" | "keep" };
    /** What the member owes in all, where a price was agreed to. */
    readonly sealed: OfMember & { readonly totalMinor: number | null };
  };
  proposal_ended: {
    readonly open: { readonly accepted: number; readonly kept: number; readonly left: number };
    readonly sealed: { readonly offerId: string };
  };
}
