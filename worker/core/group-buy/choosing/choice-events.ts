import type { Nothing, OfMember } from "../event-shapes.ts";
import type { Award, BesideAward } from "../state/offer.ts";
import type { Certificate, TreeHead } from "../state/state.ts";

/** What can happen from the bell until a merchant is bound. */
export interface ChoiceEvents {
  closing: {
    readonly open: TreeHead;
    readonly sealed: Nothing;
  };
  closed: {
    readonly open: Certificate;
    readonly sealed: Nothing;
  };
  choice_opened: {
    readonly open: { readonly untilMs: number };
    readonly sealed: Nothing;
  };
  voted: {
    readonly open: Nothing;
    readonly sealed: OfMember & { readonly offerId: string };
  };
  consent_asked: {
    /** Terms of the offer in short, how much is asked about, and until when. Merchants are named with the award. */
    readonly open: { readonly unitPriceMinor: number; readonly qty: number; readonly untilMs: number };
    readonly sealed: {
      readonly award: Award;
      readonly memberIds: readonly string[];
      readonly beside?: readonly BesideAward[];
    };
  };
  consented: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember;
  };
  offer_fell: {
    readonly open: { readonly version: number; readonly why: "too_few" | "declined" | "silence" | "shortfall" };
    /** Offers that had been refused for this one and may be chosen after all. */
    readonly sealed: { readonly offerId: string; readonly recalled?: readonly string[] };
  };
  awarded: {
    readonly open: Award;
    readonly sealed: Nothing;
  };
  /** One of the merchants that get the rest (ADR 0022), and whose seats are theirs. */
  awarded_beside: {
    readonly open: Award;
    readonly sealed: { readonly memberIds: readonly string[] };
  };
  accepted: {
    readonly open: { readonly balanceDueAtMs: number };
    readonly sealed: { readonly dues: readonly { readonly memberId: string; readonly totalMinor: number }[] };
  };
}
