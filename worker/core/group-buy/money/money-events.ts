import type { HoldingPlan } from "../../deposit/provider.ts";
import type { Amount, ByOperator, Nothing, OfLeg } from "../event-shapes.ts";
import type { LegPurpose, ProviderStep } from "../state/leg.ts";
import type { Guarantee, Payer } from "../state/state.ts";

/** A leg as the event that created it knew it. */
export interface LegOpening {
  readonly legId: string;
  readonly personId: string;
  readonly purpose: LegPurpose;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly plan: HoldingPlan;
  /** Null: the buyer has yet to name one (`POST /legs/{id}/confirm`). */
  readonly instrument: string | null;
}

/** What one member gets of a forfeited deposit, under a leg of its own. */
export interface Share {
  readonly legId: string;
  readonly memberId: string;
  readonly personId: string;
  readonly amountMinor: number;
}

/** So much of a deposit is kept for what the rules say; the rest of it goes back. */
export interface Kept {
  readonly legId: string;
  readonly amountMinor: number;
}

interface PlannedCall {
  readonly step: ProviderStep;
  readonly captureMinor: number | null;
}

/** What can happen to deposits, balances and shares. */
export interface MoneyEvents {
  leg_armed: {
    readonly open: Nothing;
    readonly sealed: { readonly leg: LegOpening };
  };
  leg_confirmed: {
    readonly open: Nothing;
    readonly sealed: OfLeg & { readonly instrument: string };
  };
  leg_abandoned: {
    readonly open: Nothing;
    readonly sealed: OfLeg;
  };
  call_planned: {
    readonly open: Nothing;
    readonly sealed: OfLeg & PlannedCall;
  };
  deposit_action_required: {
    readonly open: Nothing;
    readonly sealed: OfLeg & { readonly ref: string };
  };
  deposit_declined: {
    readonly open: { readonly reason: string };
    readonly sealed: OfLeg & { readonly code: string; readonly isMoneyHeld: boolean };
  };
  deposit_held: {
    readonly open: { readonly amount: number; readonly currency: string; readonly isLate: boolean };
    readonly sealed: OfLeg & {
      readonly ref: string;
      readonly captureBeforeMs: number | null;
      readonly convertAtMs: number | null;
    };
  };
  deposit_captured: {
    readonly open: { readonly amount: number; readonly currency: string; readonly isLate: boolean };
    readonly sealed: OfLeg & { readonly ref: string; readonly isDirect: boolean };
  };
  capture_failed: {
    readonly open: Nothing;
    /** `retryAtMs` null: it is not tried again, and the hold goes back. */
    readonly sealed: OfLeg & { readonly code: string; readonly retryAtMs: number | null };
  };
  deposit_released: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  deposit_lapsed: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  deposit_refunded: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  part_refunded: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  part_refund_failed: {
    readonly open: Amount;
    readonly sealed: OfLeg & { readonly code: string };
  };
  /** It had gone, and came back: it is owed again. */
  part_refund_returned: {
    readonly open: Amount;
    /** Under which attempt it had gone; without it, under the one before the attempt that stands. */
    readonly sealed: OfLeg & { readonly code: string; readonly attempt?: number };
  };
  refund_failed: {
    readonly open: Amount;
    readonly sealed: OfLeg & { readonly code: string };
  };
  refund_retried: {
    readonly open: Nothing;
    readonly sealed: OfLeg & ByOperator & { readonly words: string };
  };
  forfeited: {
    readonly open: Amount;
    readonly sealed: OfLeg & { readonly merchantId: string };
  };
  guarantee_called: {
    readonly open: Amount & { readonly why: Guarantee["why"]; readonly members: number };
    readonly sealed: { readonly legIds: readonly string[]; readonly memberIds: readonly string[] };
  };
  guarantee_shared: {
    readonly open: Amount & { readonly shares: number };
    readonly sealed: OfLeg & { readonly shares: readonly Share[] };
  };
  forfeits_called: {
    readonly open: Amount & { readonly noShows: number; readonly members: number };
    readonly sealed: {
      readonly legIds: readonly string[];
      readonly payers: readonly Payer[];
      readonly keeps?: readonly Kept[];
    };
  };
  forfeits_shared: {
    readonly open: Amount & { readonly shares: number };
    readonly sealed: OfLeg & { readonly shares: readonly Share[] };
  };
  share_paid: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  /** What is owed to somebody cannot leave, for what a bank has taken of others: the platform puts in what is missing (H11). */
  top_up_planned: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  topped_up: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  share_failed: {
    readonly open: Amount;
    readonly sealed: OfLeg & { readonly code: string };
  };
}
