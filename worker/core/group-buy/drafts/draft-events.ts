import type { ByOperator, Nothing } from "../event-shapes.ts";
import type { LegOpening } from "../money/money-events.ts";
import type { Founding } from "../state/state.ts";
import type { Policy, Terms } from "../state/terms.ts";

export type ReturnReason = "declined" | "timeout" | "too_late" | "audit" | "by_initiator";

/** What can happen to a group-buy until everybody can see it. */
export interface DraftEvents {
  drafted: {
    readonly open: Nothing;
    readonly sealed: { readonly founding: Founding };
  };
  draft_changed: {
    readonly open: Nothing;
    readonly sealed: { readonly terms: Terms; readonly termsHash: string };
  };
  submitted: {
    readonly open: Nothing;
    readonly sealed: { readonly leg: LegOpening };
  };
  submission_returned: {
    readonly open: { readonly reason: ReturnReason };
    readonly sealed: Nothing;
  };
  review_started: {
    readonly open: Nothing;
    readonly sealed: Nothing;
  };
  reviewed: {
    readonly open: { readonly verdict: "approved" | "rejected" };
    readonly sealed: ByOperator & { readonly words: string };
  };
  opened: {
    readonly open: {
      readonly terms: Terms;
      readonly policy: Policy;
      readonly termsHash: string;
      readonly provider: string;
      readonly qty: number;
      readonly amount: number;
      readonly currency: string;
    };
    readonly sealed: { readonly memberId: string; readonly legId: string; readonly country: string };
  };
}
