import { CURRENCIES, exponentOf } from "../core/currency.ts";
import type { DepositView, ProviderCapabilities } from "../core/deposit/provider.ts";
import { AMOUNT_MINOR_MAXIMUM } from "../core/money.ts";
import type {
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
  notifications: "none",
};

/** How an answer travels: `slow` has waited already, `lost` took effect (or not) and tells nobody. */
export type Delivered<T> =
  { readonly delivery: "prompt" | "slow"; readonly answer: EscrowResult<T> } | { readonly delivery: "lost" };

/** What goes wrong on purpose, in tests only. */
export type BankFault =
  "throttle" | "lost-before" | "lost-after" | "decline" | "review" | "refund-bounces" | "payout-fails";

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
  read(deposit: DepositHandle): Promise<Delivered<DepositView>>;
  find(query: EscrowQuery): Promise<Delivered<EscrowFound | null>>;
  statement(afterSeq: number): Promise<Delivered<StatementPage>>;
  holdings(): Promise<readonly Holding[]>;
  setClockOffset(offsetMs: number): Promise<void>;
  plantFault(step: EscrowStep, fault: BankFault, times: number): Promise<boolean>;
}

/** What only test money offers: a look at its holds, a clock that moves with its group-buy's, and faults in a `test`. */
export interface SandboxControls {
  holdings(groupBuyId: string): Promise<EscrowResult<readonly Holding[]>>;
  /** Moves the branch's clock to real time plus `offsetMs`; holds lapse by it. Never moves it back. */
  setClockOffset(groupBuyId: string, offsetMs: number): Promise<EscrowResult<null>>;
  /** The next `times` calls of a step go wrong. `ok(false)` where the deployment is no test. */
  plantFault(groupBuyId: string, step: EscrowStep, fault: BankFault, times?: number): Promise<EscrowResult<boolean>>;
}
