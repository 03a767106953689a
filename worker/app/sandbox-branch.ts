import { CURRENCIES, exponentOf } from "../core/currency.ts";
import type { DepositView, ProviderCapabilities } from "../core/deposit/provider.ts";
import { AMOUNT_MINOR_MAXIMUM } from "../core/money.ts";
import type {
  ChangePage,
  ChangeSubject,
  DepositHandle,
  DepositIntent,
  EscrowFound,
  EscrowQuery,
  EscrowResult,
  EscrowStep,
  PayoutOrder,
  PayoutView,
  RefundOrder,
  RefundView,
  ReversalOrder,
  ReversalView,
  StatementPage,
  TopUpOrder,
  TopUpView,
} from "./escrow-provider.ts";

const DAY_MS = 86_400_000;

/** What the embedded provider can do. Holds last exactly as long as it guarantees. */
export const SANDBOX_CAPABILITIES: ProviderCapabilities = {
  id: "sandbox",
  mode: "sandbox",
  canAuthorize: true,
  canCapturePart: true,
  guaranteedAuthMs: 6 * DAY_MS,
  maxHeldMs: 180 * DAY_MS,
  buyerAction: "none",
  canPayOut: true,
  feeRefundedOnRefund: true,
  writesPerSecond: 1_000,
  currencies: CURRENCIES.map((code) => ({
    code,
    exponent: exponentOf(code),
    minimumMinor: 1,
    maximumMinor: AMOUNT_MINOR_MAXIMUM,
  })),
  notifications: "webhook",
};

/** How an answer travels: `slow` has waited already, `lost` took effect (or not) and tells nobody. */
export type Delivered<T> =
  { readonly delivery: "prompt" | "slow"; readonly answer: EscrowResult<T> } | { readonly delivery: "lost" };

/**
 * What goes wrong on purpose, in tests only. `in-flight` has taken effect and is still at work on its answer; `slow`
 * leaves a refund or a payout pending until it is looked at.
 */
export type BankFault =
  | "throttle"
  | "in-flight"
  | "lost-before"
  | "lost-after"
  | "decline"
  | "review"
  | "slow"
  | "refund-bounces"
  | "payout-fails";

/** What others do to money that the bank keeps for us; nobody of us asked for it. Amounts in minor units. */
export type BankEvent =
  /** The buyer's bank takes an amount back, all that is left where none is named; later it is decided. */
  | { readonly kind: "dispute_opened"; readonly depositId: string; readonly amountMinor?: number }
  | { readonly kind: "dispute_won"; readonly depositId: string }
  | { readonly kind: "dispute_lost"; readonly depositId: string }
  /** A hold is looked at more closely; then it stands as before, or is let go. */
  | { readonly kind: "review_opened"; readonly depositId: string }
  | { readonly kind: "review_passed"; readonly depositId: string }
  | { readonly kind: "review_failed"; readonly depositId: string }
  | { readonly kind: "hold_dropped"; readonly depositId: string }
  /** A refund, or a payout, had arrived; its bank sent it back. */
  | { readonly kind: "refund_returned"; readonly refundId: string }
  | { readonly kind: "payout_returned"; readonly payoutId: string }
  | { readonly kind: "cost"; readonly refId: string; readonly amountMinor: number; readonly currency: string };

/** The types of the bank's notifications that mean something to us. Another one is put down and left alone. */
export const SANDBOX_CHANGES: ReadonlySet<string> = new Set([
  "dispute.opened",
  "dispute.won",
  "dispute.lost",
  "review.opened",
  "review.passed",
  "review.failed",
  "hold.dropped",
  "hold.lapsed",
  "refund.returned",
  "payout.returned",
]);

/** One change as a branch tells it to the account's own: its number in that branch is what repeats are known by. */
export interface BranchChange {
  readonly n: number;
  readonly branch: string;
  readonly type: string;
  readonly about: ChangeSubject;
}

/** The branch that knows of all others: their changes, and who is told of them. No group-buy is called so. */
export const ACCOUNT_BRANCH = "account";

/** What is reserved with buyers' banks and neither taken nor let go; it stands on no statement. */
export interface Holding {
  readonly currency: string;
  readonly amountMinor: number;
}

/**
 * One branch of the embedded provider: the calls between its adapter and its object. Everything is plain data, since
 * error classes do not survive the way.
 */
export interface SandboxBranch {
  open(intent: DepositIntent, key: string): Promise<Delivered<DepositView>>;
  completeAction(deposit: DepositHandle, key: string): Promise<Delivered<DepositView>>;
  capture(deposit: DepositHandle, amountMinor: number, key: string): Promise<Delivered<DepositView>>;
  release(deposit: DepositHandle, reason: string, key: string): Promise<Delivered<DepositView>>;
  refund(order: RefundOrder, key: string): Promise<Delivered<RefundView>>;
  payout(order: PayoutOrder, key: string): Promise<Delivered<PayoutView>>;
  reversePayout(order: ReversalOrder, key: string): Promise<Delivered<ReversalView>>;
  free(currency: string): Promise<Delivered<number>>;
  topUp(order: TopUpOrder, key: string): Promise<Delivered<TopUpView>>;
  read(deposit: DepositHandle): Promise<Delivered<DepositView>>;
  find(query: EscrowQuery): Promise<Delivered<EscrowFound | null>>;
  statement(afterSeq: number): Promise<Delivered<StatementPage>>;
  holdings(): Promise<readonly Holding[]>;
  setClockOffset(offsetMs: number): Promise<void>;
  plantFault(step: EscrowStep, fault: BankFault, times: number): Promise<boolean>;
  happen(event: BankEvent): Promise<Delivered<null>>;
  /** The account's own branch only: it takes what another has to tell, and tells us once before it answers. */
  note(changes: readonly BranchChange[]): Promise<void>;
  changes(sinceMs: number, after: string | null): Promise<Delivered<ChangePage>>;
}

/** What only test money offers: a look at its holds, a clock that moves with its group-buy's, and faults in a `test`. */
export interface SandboxControls {
  holdings(groupBuyId: string): Promise<EscrowResult<readonly Holding[]>>;
  /** Moves the branch's clock to real time plus `offsetMs`; holds lapse by it. Never moves it back. */
  setClockOffset(groupBuyId: string, offsetMs: number): Promise<EscrowResult<null>>;
  /** The next `times` calls of a step go wrong. `ok(false)` where the deployment is no test. */
  plantFault(groupBuyId: string, step: EscrowStep, fault: BankFault, times?: number): Promise<EscrowResult<boolean>>;
  /** Others act. Answers when whoever is to be told of it has been told once, or could not be. */
  happen(groupBuyId: string, event: BankEvent): Promise<EscrowResult<null>>;
}
