import type { BankFault } from "../../app/sandbox-branch.ts";
import type {
  ChangeSubject,
  EscrowResult,
  EscrowStep,
  PayoutView,
  RefundView,
  ReversalView,
  StatementLine,
} from "../../app/escrow-provider.ts";
import type { DepositState, DepositView, DisputeView, HoldingPlan } from "../../core/deposit/provider.ts";

/** What one branch of the bank writes down. Records are replaced whole; lines are only ever added. */
export interface DepositRecord {
  readonly depositId: string;
  readonly groupBuyId: string;
  readonly purpose: "deposit" | "balance";
  readonly instrument: string;
  /** As last written. A hold that has run out still says `held` here; see `stateAt`. */
  readonly state: DepositState;
  readonly amountMinor: number;
  readonly capturedMinor: number;
  /** Refunds that succeeded, and those under way; together never more than captured. */
  readonly refundedMinor: number;
  readonly refundPendingMinor: number;
  readonly currency: string;
  readonly plan: HoldingPlan;
  /** What the issuer promised, and when it really lets go. Both null until something is held. */
  readonly captureBeforeMs: number | null;
  readonly lapsesAtMs: number | null;
  readonly underReview: boolean;
  readonly declineCode: string | null;
  /** Answers by key. Kept in the deposit's own row: a call costs one row written, not two. */
  readonly calls: readonly CallRecord<DepositView | RefundView>[];
  /** Oldest first; only the last can be open. Absent in records of an earlier version: none. */
  readonly disputes?: readonly DisputeView[];
}

export interface CallRecord<View> {
  readonly key: string;
  /** The parameters, as text; the same key with another fingerprint is a mistake of the caller. */
  readonly fingerprint: string;
  readonly answer: EscrowResult<View>;
  /** When it was first answered, by the branch's clock; absent in records of an earlier version. */
  readonly atMs?: number;
}

/** Something became otherwise without our asking; told to the account's own branch, and by that to us. */
export interface ChangeRecord {
  readonly type: string;
  readonly about: ChangeSubject;
}

export interface RefundRecord extends RefundView {
  /** What the next look at it will show; `settled` shows what it is. */
  readonly fate: "settled" | "arrives" | "fails" | "bounces";
}

export interface PayoutRecord extends PayoutView {
  readonly call: CallRecord<PayoutView>;
  /** It is pending, and the next look shows it paid. */
  readonly isArriving?: boolean;
  /** What was taken back of it since. Absent in records of an earlier version: nothing. */
  readonly reversals?: readonly ReversalRecord[];
}

export interface ReversalRecord extends ReversalView {
  readonly call: CallRecord<ReversalView>;
}

/** The book of one branch, synchronous: what is decided together is written together. */
export interface BankBook {
  deposit(depositId: string): DepositRecord | null;
  /** Holds that are over by the branch's clock and still say `held`. */
  heldPast(nowMs: number): readonly DepositRecord[];
  saveDeposit(record: DepositRecord): void;
  refund(refundId: string): RefundRecord | null;
  /** Refunds of a deposit that have not come to rest. */
  unsettledRefunds(depositId: string): readonly RefundRecord[];
  saveRefund(record: RefundRecord): void;
  payout(payoutId: string): PayoutRecord | null;
  /** The payout that a reversal took back from. */
  payoutReversedBy(reversalId: string): PayoutRecord | null;
  savePayout(record: PayoutRecord): void;
  /** Money held for us in a currency after the last line, and what pending refunds will still take from it. */
  balanceMinor(currency: string): number;
  pendingOutMinor(currency: string): number;
  addLine(line: Omit<StatementLine, "seq">): void;
  /** The one line of a kind that names this; null: there is none. */
  line(kind: StatementLine["kind"], refId: string): StatementLine | null;
  lines(afterSeq: number, limit: number): readonly StatementLine[];
  /** Puts down that somebody is to be told of this, in the transaction that made it so. */
  addChange(change: ChangeRecord): void;
  /** What was refused under a key. Not in a record: there may be none that it is about. */
  refusal(key: string): CallRecord<never> | null;
  saveRefusal(refusal: CallRecord<never>): void;
  /** Uses up one planted fault of a step, if there is one. */
  takeFault(step: EscrowStep): BankFault | null;
  plantFault(step: EscrowStep, fault: BankFault, times: number): void;
}

/** By the bank's clock a hold is over at its last millisecond; nobody has to write that down for it to be true. */
export function stateAt(record: DepositRecord, nowMs: number): DepositState {
  const isOver = record.state === "held" && record.lapsesAtMs !== null && nowMs >= record.lapsesAtMs;
  return isOver ? "lapsed" : record.state;
}

export function viewAt(record: DepositRecord, nowMs: number): DepositView {
  const state = stateAt(record, nowMs);
  return {
    ref: `sb_${record.depositId}`,
    depositId: record.depositId,
    groupBuyId: record.groupBuyId,
    state,
    amountMinor: record.amountMinor,
    capturedMinor: record.capturedMinor,
    refundedMinor: record.refundedMinor,
    currency: record.currency,
    mode: "sandbox",
    captureBeforeMs: state === "held" ? record.captureBeforeMs : null,
    underReview: record.underReview,
    ...(record.declineCode === null ? {} : { declineCode: record.declineCode }),
    ...(record.disputes === undefined ? {} : { disputes: record.disputes }),
  };
}

/** What buyers' banks have taken of a deposit and not given back: open or lost. */
export function disputedMinor({ disputes = [] }: DepositRecord): number {
  return disputes.filter(({ state }) => state !== "won").reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** What of a deposit's money is still here to go back. */
export function refundableMinor(record: DepositRecord): number {
  return record.capturedMinor - record.refundedMinor - record.refundPendingMinor - disputedMinor(record);
}

export function refundView(record: RefundRecord): RefundView {
  const { refundId, depositId, amountMinor, currency, state, failureCode } = record;
  return { refundId, depositId, amountMinor, currency, state, failureCode };
}

export function payoutView(record: PayoutRecord): PayoutView {
  const { payoutId, payeeId, amountMinor, currency, state, failureCode } = record;
  return { payoutId, payeeId, amountMinor, currency, state, failureCode };
}

export function reversalView(record: ReversalRecord): ReversalView {
  const { reversalId, payoutId, amountMinor, currency, state, failureCode } = record;
  return { reversalId, payoutId, amountMinor, currency, state, failureCode };
}
