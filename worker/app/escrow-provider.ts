import type { DepositView, HoldingPlan, ProviderCapabilities } from "../core/deposit/provider.ts";

/**
 * What came of a call to the provider. Total: an adapter never throws across the port.
 *
 * `unknown` is not a failure: after a time-out the money may have moved. It is resolved by `read` or `find`, never by
 * trying again under another key. `rejected` means that the call made no sense to the provider and changed nothing.
 */
export type EscrowResult<T> =
  | { readonly outcome: "ok"; readonly value: T }
  | { readonly outcome: "declined"; readonly code: string }
  | { readonly outcome: "action_required"; readonly value: T; readonly action: BuyerAction }
  | { readonly outcome: "rejected"; readonly code: EscrowRejection }
  /** Nothing has happened; the same key again later. Also said while a call with this key is still at work. */
  | { readonly outcome: "throttled"; readonly retryAfterMs: number }
  | { readonly outcome: "unknown"; readonly cause: "timeout" | "unreachable" };

/** What the buyer has to do before the money is held. */
export type BuyerAction =
  | { readonly kind: "confirm" }
  | { readonly kind: "redirect"; readonly url: string }
  | { readonly kind: "client_secret"; readonly secret: string };

export type EscrowRejection =
  | "not-found"
  | "key-malformed"
  | "key-reused"
  | "deposit-exists"
  | "deposit-closed"
  | "instrument-unknown"
  | "currency-unsupported"
  | "amount-out-of-range"
  | "amount-exceeds-held"
  | "amount-exceeds-captured"
  | "not-held"
  | "hold-expired"
  | "already-captured"
  | "no-action-pending"
  | "refund-exists"
  | "payout-exists"
  | "reversal-exists"
  | "dispute-open"
  | "no-dispute-open"
  | "not-under-review"
  | "amount-exceeds-paid"
  | "balance-too-low";

/** A deposit that we want held. Everything here goes into the provider's metadata and comes back in the view. */
export interface DepositIntent {
  readonly groupBuyId: string;
  readonly depositId: string;
  /** The guarantee of a seat, or the balance after the award. */
  readonly purpose: "deposit" | "balance";
  readonly amountMinor: number;
  readonly currency: string;
  /** How the buyer pays, as the provider names it: `sandbox:ok`, a payment method id. */
  readonly instrument: string;
  /** A and B hold; C takes the money at once. */
  readonly plan: HoldingPlan;
}

/** How a deposit is addressed once it exists: by our ids, which a crash cannot lose. */
export interface DepositHandle {
  readonly groupBuyId: string;
  readonly depositId: string;
}

export interface RefundOrder extends DepositHandle {
  /** Ours, and unique; a second attempt after a definitive failure is a second refund. */
  readonly refundId: string;
  readonly amountMinor: number;
  readonly reason: string;
}

/** A refund is final only when it says `succeeded`, and even then a bank may send it back: `failed` wins. */
export interface RefundView {
  readonly refundId: string;
  readonly depositId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: "pending" | "succeeded" | "failed";
  readonly failureCode: string | null;
}

export interface PayoutOrder {
  readonly groupBuyId: string;
  readonly payoutId: string;
  /** Whom: a merchant's or a person's id as registered with the provider. */
  readonly payeeId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface PayoutView {
  readonly payoutId: string;
  readonly payeeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: "pending" | "paid" | "failed";
  readonly failureCode: string | null;
}

/** Takes back what was paid out, or a part of it; only as far as the payee still has it there. */
export interface ReversalOrder {
  readonly groupBuyId: string;
  /** Ours, and unique. */
  readonly reversalId: string;
  readonly payoutId: string;
  readonly amountMinor: number;
}

export interface ReversalView {
  readonly reversalId: string;
  readonly payoutId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: "succeeded" | "failed";
  readonly failureCode: string | null;
}

/** The platform's own money, put where that of others is short. */
export interface TopUpOrder {
  readonly groupBuyId: string;
  /** Ours, and unique; the same again is answered as it was, for ever. */
  readonly topUpId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface TopUpView {
  readonly topUpId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Exactly one of the four ids. */
export type EscrowQuery = { readonly groupBuyId: string } & (
  | { readonly depositId: string }
  | { readonly refundId: string }
  | { readonly payoutId: string }
  | { readonly reversalId: string }
);

export type EscrowFound =
  | { readonly type: "deposit"; readonly view: DepositView }
  | { readonly type: "refund"; readonly view: RefundView }
  | { readonly type: "payout"; readonly view: PayoutView }
  | { readonly type: "reversal"; readonly view: ReversalView };

export type StatementKind =
  | "capture"
  | "refund"
  | "refund_returned"
  | "payout"
  | "payout_returned"
  | "dispute_taken"
  | "dispute_returned"
  | "top_up"
  | "cost";

/**
 * One movement of money as the provider books it: + in, − out. `balanceMinor` is what it holds for us afterwards: below
 * zero where a buyer's bank took what had left already.
 */
export interface StatementLine {
  readonly seq: number;
  readonly atMs: number;
  readonly kind: StatementKind;
  /**
   * Of a capture our deposit's id, of a refund or payout and of what came back of them their id, of a payout that we
   * reversed the reversal's; of a dispute the provider's id of it; of a top-up ours; of a cost what it was for.
   */
  readonly refId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly balanceMinor: number;
}

/** A page of the statement of one group-buy's money, in order. `nextAfterSeq` is null on the last page. */
export interface StatementPage {
  readonly lines: readonly StatementLine[];
  readonly nextAfterSeq: number | null;
}

/**
 * Something at the provider is no longer as it was. A hint where to look and nothing more: what it became is read, so
 * that a repeated, late, reordered or lost change makes no difference (ADR 0038).
 */
export interface ProviderChange {
  /** The provider's own id of the event; repeats carry the same. */
  readonly eventId: string;
  /** As the provider names it; for people who read logs, never for decisions. */
  readonly type: string;
  /** By the provider's clock. */
  readonly atMs: number;
  readonly about: ChangeSubject;
}

/** A refund and a dispute are looked at through their deposit, a reversal through its payout. */
export type ChangeSubject =
  | { readonly kind: "deposit"; readonly groupBuyId: string; readonly depositId: string }
  | { readonly kind: "payout"; readonly groupBuyId: string; readonly payoutId: string; readonly payeeId: string };

/** A page of what changed at the provider in our whole account, in order. `next` is null on the last page. */
export interface ChangePage {
  readonly changes: readonly ProviderChange[];
  readonly next: string | null;
}

/** What a notification turned out to be, before anything is done about it. Both are total: no input makes it throw. */
export type NotificationVerdict =
  | { readonly verdict: "verified"; readonly notification: ProviderNotification }
  | { readonly verdict: "rejected"; readonly reason: NotificationRefusal };

/** Said by the provider, to us, now. `about` is null where nobody here knows what its type means. */
export interface ProviderNotification extends Omit<ProviderChange, "about"> {
  readonly about: ChangeSubject | null;
}

export type NotificationRefusal =
  | "signature-missing"
  | "signature-ambiguous"
  | "signature-wrong"
  | "too-old"
  | "in-the-future"
  | "other-mode"
  | "other-account"
  | "malformed";

/** How far a notification's time may be from now, either way. */
export const NOTIFICATION_SKEW_MAXIMUM_MS = 300_000;

/**
 * The licensed third party that holds deposits (docs: money 1.6). Every writing call carries a deterministic key, see
 * `escrowKey`: sent twice, it has one effect and the same answer; sent with other parameters, it is rejected.
 */
export interface EscrowProvider {
  capabilities(): ProviderCapabilities;

  /** Prepares the provider's object and authorises it (plan C: captures it). Safe to repeat; never holds twice. */
  open(intent: DepositIntent, key: string): Promise<EscrowResult<DepositView>>;

  /** Says that the buyer did what was asked. Only providers whose buyers act outside our pages have none. */
  completeAction?(deposit: DepositHandle, key: string): Promise<EscrowResult<DepositView>>;

  /** Takes at most what is held; the remainder is released in the same step. */
  capture(deposit: DepositHandle, amountMinor: number, key: string): Promise<EscrowResult<DepositView>>;

  /** Lets a hold go. `ok` also where nothing is held any more: read the state in the view. */
  release(deposit: DepositHandle, reason: string, key: string): Promise<EscrowResult<DepositView>>;

  refund(order: RefundOrder, key: string): Promise<EscrowResult<RefundView>>;

  payout(order: PayoutOrder, key: string): Promise<EscrowResult<PayoutView>>;

  /** Takes a payout back from its payee. `declined` where the payee no longer has it there. */
  reversePayout(order: ReversalOrder, key: string): Promise<EscrowResult<ReversalView>>;

  /** What could leave now of a group-buy's money: what is there, less what is under way. Below zero: more was taken than was there. */
  free(groupBuyId: string, currency: string): Promise<EscrowResult<number>>;

  /** Puts the platform's own money beside it, where somebody who is owed would wait for what a bank has taken of another. */
  topUp(order: TopUpOrder, key: string): Promise<EscrowResult<TopUpView>>;

  /** The truth, read on the server: what the audit judges. */
  read(deposit: DepositHandle): Promise<EscrowResult<DepositView>>;

  /** Whether a planned call has happened; null when the provider never heard of it. */
  find(query: EscrowQuery): Promise<EscrowResult<EscrowFound | null>>;

  /** The provider's own book of one group-buy's money, for reconciliation (L16). */
  statement(groupBuyId: string, afterSeq: number): Promise<EscrowResult<StatementPage>>;

  /**
   * What has changed in the whole account since an instant of the provider's clock, oldest first; `after` is the `next`
   * of the page before. Where notifications get lost, this finds what they would have said.
   */
  changesSince(sinceMs: number, after: string | null): Promise<EscrowResult<ChangePage>>;

  /** Whether these bytes were sent by the provider, to this account, in this mode, now. Reads nothing, changes nothing. */
  verifyNotification(rawBytes: Uint8Array, headers: Headers, nowMs: number): NotificationVerdict;
}

export type EscrowStep = "open" | "action" | "capture" | "release" | "refund" | "payout" | "reversal" | "top-up";

/**
 * The deterministic key of a call: `<deposit or payout>:<step>:<attempt>`. `attempt` grows only after a definitive
 * outcome (declined, rejected, a failed refund), never after `unknown` or `throttled`.
 */
export function escrowKey(id: string, step: EscrowStep, attempt: number): string {
  return `${id}:${step}:${attempt}`;
}
