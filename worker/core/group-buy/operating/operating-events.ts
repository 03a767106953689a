import type { ByOperator, Nothing, OfMember } from "../event-shapes.ts";

/** Why a group-buy ended without goods. */
export type EndReason =
  | "below_minimum"
  | "no_offer"
  | "merchant_declined"
  | "collection_shortfall"
  | "merchant_breach"
  | "by_initiator"
  | "by_operator"
  | "review_rejected"
  | "idle";

/** Who stops it, moves its deadline, or ends it without goods. */
export interface OperatingEvents {
  suspended: {
    readonly open: { readonly words: string };
    readonly sealed: ByOperator;
  };
  resumed: {
    readonly open: { readonly words: string; readonly closesAtMs: number; readonly freeExitUntilMs: number };
    readonly sealed: ByOperator;
  };
  extended: {
    readonly open: { readonly fromMs: number; readonly closesAtMs: number };
    readonly sealed: Nothing;
  };
  extension_proposed: {
    readonly open: Nothing;
    readonly sealed: ByOperator & { readonly words: string; readonly closesAtMs: number };
  };
  incident_extended: {
    readonly open: { readonly fromMs: number; readonly closesAtMs: number; readonly words: string };
    readonly sealed: ByOperator & { readonly words: string };
  };
  cancel_proposed: {
    readonly open: Nothing;
    readonly sealed: ByOperator & { readonly words: string };
  };
  removed: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember & ByOperator & { readonly words: string };
  };
  clock_moved: {
    readonly open: { readonly aheadMs: number };
    readonly sealed: Nothing;
  };
  discarded: {
    readonly open: { readonly reason: EndReason };
    readonly sealed: Nothing;
  };
  failed: {
    readonly open: { readonly reason: EndReason };
    readonly sealed: Nothing;
  };
  cancelled: {
    readonly open: { readonly reason: EndReason; readonly words: string };
    /** Who decided, where it was an operator; logs of earlier releases do not say. */
    readonly sealed: Partial<ByOperator>;
  };
}
