/**
 * What a deposit provider shows us and can do, in words of our own. Pure: the audit and the holding plan read these;
 * the port that calls a provider stands in `app/escrow-provider.ts`.
 */

/** The provider's side of a deposit's life (docs: money 1.3). Our own states stand on the leg, not here. */
export type DepositState = "prepared" | "action_required" | "held" | "captured" | "released" | "lapsed" | "declined";

/** `sandbox` money is test money; a live deployment accepts none of it, and the other way round. */
export type MoneyMode = "sandbox" | "live";

/** One deposit as the provider shows it on a server-side read. Times by the provider's clock, ms UTC. */
export interface DepositView {
  /** The provider's own id of the object. */
  readonly ref: string;
  /** Our ids, as the provider keeps them in the object's metadata. */
  readonly depositId: string;
  readonly groupBuyId: string;
  readonly state: DepositState;
  /** What was authorised; what may be captured at most. */
  readonly amountMinor: number;
  readonly capturedMinor: number;
  /** What has gone back to the buyer for good; a refund that is only pending is not counted. */
  readonly refundedMinor: number;
  readonly currency: string;
  readonly mode: MoneyMode;
  /** Until when a hold may be captured; null where nothing is held. */
  readonly captureBeforeMs: number | null;
  /** The provider is still looking at it (fraud review). */
  readonly underReview: boolean;
  readonly declineCode?: string;
  /**
   * Every one of the deposit, oldest first; only the last can be open. Absent: its buyer has never called the money back. All
   * of them, because one may have ended and another begun before anybody looked.
   */
  readonly disputes?: readonly DisputeView[];
}

/**
 * A chargeback: the buyer went to their own bank, and that took the amount from the provider first and asked afterwards.
 * It lies over a deposit and is never a state of it: what has been captured stays captured, also where it is lost.
 */
export interface DisputeView {
  /** The provider's own id; a deposit may be disputed again after one was won. */
  readonly disputeId: string;
  /** What was taken; part of what was captured, or all of it. */
  readonly amountMinor: number;
  readonly state: "open" | "won" | "lost";
  readonly reason: string;
  readonly openedAtMs: number;
}

/** What a currency may be at a provider. Bounds in minor units. */
export interface ProviderCurrency {
  readonly code: string;
  readonly exponent: number;
  readonly minimumMinor: number;
  readonly maximumMinor: number;
}

/** Known without a call, fixed for the life of a deployment (docs: money 1.6). */
export interface ProviderCapabilities {
  readonly id: string;
  readonly mode: MoneyMode;
  /** Whether money can be held without being taken. */
  readonly canAuthorize: boolean;
  readonly canCapturePart: boolean;
  /** How long a hold surely lasts; null when the provider promises nothing. */
  readonly guaranteedAuthMs: number | null;
  /** How long money may stay with the provider at most, held and captured together. */
  readonly maxHeldMs: number;
  readonly buyerAction: "none" | "redirect" | "client_secret";
  readonly canPayOut: boolean;
  readonly feeRefundedOnRefund: boolean;
  readonly writesPerSecond: number;
  readonly currencies: readonly ProviderCurrency[];
  readonly notifications: "webhook" | "none";
}

/**
 * A: authorise only. B: authorise, convert to a captured deposit before the hold ends. C: capture at once. (D, saving
 * a card and charging at the close, secures no money and is never used for deposits.)
 */
export type HoldingPlan = "A" | "B" | "C";

/** What the provider knows about a currency, or null when it cannot take it. */
export function findCurrency(capabilities: ProviderCapabilities, code: string): ProviderCurrency | null {
  return capabilities.currencies.find((currency) => currency.code === code) ?? null;
}
