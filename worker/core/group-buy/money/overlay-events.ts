import type { Amount, Nothing, OfLeg, OfMember } from "../event-shapes.ts";
import type { LegOpening } from "./money-events.ts";
import type { Bearer, ProviderStep } from "../state/leg.ts";
import type { RiskWhy } from "../state/member.ts";

/** What lies over a payment without being a state of it, and what it does to the seat (H11, ADR 0040). */
export interface OverlayEvents {
  /** A call was sent and not answered: whether it has happened is not known, and is being asked. */
  provider_silent: {
    readonly open: Nothing;
    readonly sealed: OfLeg & { readonly step: ProviderStep; readonly sinceMs: number };
  };
  /** The provider examines again what had passed the audit. */
  deposit_review_opened: {
    readonly open: Nothing;
    readonly sealed: OfLeg;
  };
  deposit_review_closed: {
    readonly open: Nothing;
    readonly sealed: OfLeg;
  };
  /** A hold that the provider let go, whose seat gets a second chance; without one it is `deposit_lapsed`. */
  deposit_reversed: {
    readonly open: Amount;
    readonly sealed: OfLeg;
  };
  /** The seat's money is gone: it keeps its place and does not count until it is paid again, at the latest then. */
  seat_at_risk: {
    readonly open: { readonly qty: number; readonly why: RiskWhy };
    readonly sealed: OfMember & OfLeg & { readonly payByMs: number; readonly leg: LegOpening };
  };
  /** The payer's bank took it back first and asks afterwards. */
  chargeback_opened: {
    readonly open: Amount;
    readonly sealed: OfLeg & { readonly chargebackId: string; readonly disputeId: string };
  };
  chargeback_won: {
    readonly open: Amount;
    readonly sealed: OfLeg & { readonly chargebackId: string };
  };
  /**
   * `bearer`: whose loss it is; a merchant's is booked by their own account. `surplusMinor`: what of it still stood on the
   * deposit, because nobody but its payer was to have it: that has gone home, by their bank's hand.
   */
  chargeback_lost: {
    readonly open: Amount;
    readonly sealed: OfLeg & {
      readonly chargebackId: string;
      readonly bearer: Bearer;
      readonly merchantId: string | null;
      readonly surplusMinor?: number;
    };
  };
}
