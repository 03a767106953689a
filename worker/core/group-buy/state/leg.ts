import type { HoldingPlan } from "../../deposit/provider.ts";
import type { LegStateName } from "./states.ts";

/** Money on its way between a buyer and the provider. */

/**
 * `share`: what a member gets of another's forfeited deposit, or of a merchant's bond; it is only ever paid out.
 * `bond`: what a merchant answers for an offer with (ADR 0025).
 */
export type LegPurpose = "initiator_deposit" | "deposit" | "balance" | "share" | "bond";

/** What the provider is asked next; planned in the commit that decided it, sent after it. */
export type ProviderStep = "open" | "capture" | "release" | "refund" | "read" | "payout" | "top-up";

/** One line of what a payer sees of their own money: what the provider confirmed, and when. */
export interface Movement {
  readonly atMs: number;
  readonly kind:
    | "held"
    | "captured"
    | "released"
    | "lapsed"
    | "refunded"
    | "refund_failed"
    | "charged_back"
    | "forfeited"
    | "awarded"
    | "share_owed"
    | "share_paid"
    | "share_failed";
  readonly amountMinor: number;
}

export interface Refund {
  readonly attempt: number;
  readonly amountMinor: number;
}

/** Who loses what a bank has called back for good. */
export type Bearer = "deposit" | "merchant" | "platform";

/** The payer's bank took money back from the provider, and said later who was right (ADR 0040). Replaced, never edited. */
export interface Chargeback {
  /** Names its account and journals. */
  readonly id: string;
  /** The provider's own name of it. */
  readonly disputeId: string;
  readonly amountMinor: number;
  readonly openedAtMs: number;
  readonly state: "open" | "won" | "lost";
}

/** One movement of money between a buyer and the provider (money.md 1.3). */
export interface Leg {
  readonly id: string;
  /** Sequence number of the entry that began it; legs of earlier releases lack it. */
  readonly seq?: number;
  readonly personId: string;
  readonly purpose: LegPurpose;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly plan: HoldingPlan;
  memberId: string | null;
  state: LegStateName;
  instrument: string | null;
  /** Counts definitive outcomes of `open`: a declined instrument may be followed by another (key `<leg>:<step>:<attempt>`). */
  attempt: number;
  pending: ProviderStep | null;
  /** How much of the hold the pending or last capture takes. */
  captureMinor: number | null;
  /** What stands as a hold in the memorandum accounts: 0 before and after. */
  heldMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  /** What the seat needs of it since it became smaller (M7); absent: all of it. */
  keepMinor?: number;
  /** How much the pending refund is about, where it is not all that is left. */
  refundMinor?: number | null;
  /** What the provider says went back, by the attempt that it was asked under: each of it may still come back (H7). */
  refunds?: readonly Refund[];
  /** Of a share: of whose money it is; absent: the initiator's. */
  shareOf?: "no_shows" | "bond";
  /** Of a bond: the offer that it answers for. */
  offerId?: string;
  /** It answers for the demand (G8, H6): it does not go back, and is shared among the members once it is money. */
  isCalled?: boolean;
  providerRef: string | null;
  captureBeforeMs: number | null;
  convertAtMs: number | null;
  declineCode: string | null;
  /** Since when a call is without an answer (overlay `unknown`); absent while we know. */
  unknownSinceMs?: number;
  /** Since when the provider examines it again (overlay `under_review`). */
  reviewSinceMs?: number;
  /** What the payer's bank called back, in order; only the last may be open (overlay `disputed`). */
  chargebacks?: readonly Chargeback[];
  /** What the platform puts in so that this may leave, on its way; the n-th time that it does (H11). */
  topUp?: { readonly n: number; readonly amountMinor: number };
  /** How often it has done so. */
  toppedUp?: number;
  movements: readonly Movement[];
}

/** How the provider knows what the platform puts in for the n-th time, so that a payment may leave. */
export function topUpIdOf(legId: string, n: number): string {
  return `${legId}_t${n}`;
}

/** How the provider knows a refund: by the payment, and by the attempt that it was asked under. */
export function refundIdOf(legId: string, attempt: number): string {
  return `${legId}.${attempt}`;
}

/** What the provider is asked about it now, and under which number: what is put in goes before what then leaves. */
export function askedOf({ topUp, pending, attempt }: Leg): {
  readonly step: ProviderStep | null;
  readonly attempt: number;
} {
  return topUp ? { step: "top-up", attempt: topUp.n } : { step: pending, attempt };
}

/** The chargeback that is not decided yet: its money is with the payer's bank, and nothing of the leg is sent home meanwhile. */
export function openChargeback({ chargebacks }: Pick<Leg, "chargebacks">): Chargeback | null {
  const last = chargebacks?.at(-1);
  return last?.state === "open" ? last : null;
}
