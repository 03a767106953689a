import { createSandboxVerifier, type SandboxNotifications } from "../../worker/adapters/sandbox-notifications.ts";
import type {
  EscrowProvider,
  EscrowResult,
  EscrowStep,
  ProviderChange,
  StatementLine,
} from "../../worker/app/escrow-provider.ts";
import {
  SANDBOX_CAPABILITIES,
  type BankFault,
  type Delivered,
  type SandboxControls,
} from "../../worker/app/sandbox-branch.ts";
import {
  stateAt,
  type BankBook,
  type CallRecord,
  type ChangeRecord,
  type DepositRecord,
  type PayoutRecord,
  type RefundRecord,
} from "../../worker/objects/sandbox-bank/bank-book.ts";
import { Teller } from "../../worker/objects/sandbox-bank/teller.ts";

const CHANGES_PAGE = 50;

/** The embedded provider in a Map: the same teller without object, SQL or waiting. For tests of what calls a provider. */
export function createMemoryBank(
  nowMs: () => number,
  notifications: SandboxNotifications = { secrets: [], account: "memory" },
): EscrowProvider & Required<Pick<EscrowProvider, "completeAction">> & SandboxControls {
  const branches = new Map<string, Branch>();
  const feed: ProviderChange[] = [];

  function branchOf(groupBuyId: string): Branch {
    const known = branches.get(groupBuyId);
    if (known !== undefined) return known;
    const book = new MemoryBook((change) => {
      const eventId = `evt_${feed.length + 1}`;
      feed.push({ eventId, atMs: nowMs(), ...change });
    });
    const teller = new Teller({ book, nowMs: () => nowMs() + branch.offsetMs, groupBuyId: () => groupBuyId });
    const branch: Branch = { book, teller, offsetMs: 0 };
    branches.set(groupBuyId, branch);
    return branch;
  }

  /** Copies the answer, as the way through an object would: a caller never shares the bank's own records. */
  async function ask<T>(groupBuyId: string, call: (teller: Teller) => Delivered<T>): Promise<EscrowResult<T>> {
    const delivered = call(branchOf(groupBuyId).teller);
    return delivered.delivery === "lost" ? { outcome: "unknown", cause: "timeout" } : structuredClone(delivered.answer);
  }

  return {
    capabilities: () => SANDBOX_CAPABILITIES,
    open: (intent, key) => ask(intent.groupBuyId, (teller) => teller.open(intent, key)),
    completeAction: (deposit, key) => ask(deposit.groupBuyId, (teller) => teller.completeAction(deposit, key)),
    capture: (deposit, amountMinor, key) =>
      ask(deposit.groupBuyId, (teller) => teller.capture(deposit, amountMinor, key)),
    release: (deposit, reason, key) => ask(deposit.groupBuyId, (teller) => teller.release(deposit, reason, key)),
    refund: (order, key) => ask(order.groupBuyId, (teller) => teller.refund(order, key)),
    payout: (order, key) => ask(order.groupBuyId, (teller) => teller.payout(order, key)),
    reversePayout: (order, key) => ask(order.groupBuyId, (teller) => teller.reversePayout(order, key)),
    free: (groupBuyId, currency) => ask(groupBuyId, (teller) => teller.free(currency)),
    topUp: (order, key) => ask(order.groupBuyId, (teller) => teller.topUp(order, key)),
    read: (deposit) => ask(deposit.groupBuyId, (teller) => teller.read(deposit)),
    find: (query) => ask(query.groupBuyId, (teller) => teller.find(query)),
    statement: (groupBuyId, afterSeq) => ask(groupBuyId, (teller) => teller.statement(afterSeq)),
    changesSince: async (sinceMs, after) => {
      const from = after === null ? 0 : feed.findIndex(({ eventId }) => eventId === after) + 1;
      const rest = feed.slice(from).filter(({ atMs }) => atMs >= sinceMs);
      const changes = rest.slice(0, CHANGES_PAGE);
      const next = rest.length > changes.length ? (changes.at(-1)?.eventId ?? null) : null;
      return { outcome: "ok", value: structuredClone({ changes, next }) };
    },
    happen: (groupBuyId, event) => ask(groupBuyId, (teller) => teller.happen(event)),
    verifyNotification: createSandboxVerifier(notifications),
    holdings: async (groupBuyId) => {
      const { book, offsetMs } = branchOf(groupBuyId);
      const held = book.deposits().filter((record) => stateAt(record, nowMs() + offsetMs) === "held");
      return { outcome: "ok", value: held.map(({ currency, amountMinor }) => ({ currency, amountMinor })) };
    },
    setClockOffset: async (groupBuyId, offsetMs) => {
      const branch = branchOf(groupBuyId);
      branch.offsetMs = Math.max(branch.offsetMs, offsetMs);
      branch.teller.lapse();
      return { outcome: "ok", value: null };
    },
    plantFault: async (groupBuyId, step, fault, times = 1) => {
      branchOf(groupBuyId).book.plantFault(step, fault, times);
      return { outcome: "ok", value: true };
    },
  };
}

interface Branch {
  readonly teller: Teller;
  readonly book: MemoryBook;
  offsetMs: number;
}

class MemoryBook implements BankBook {
  readonly #noteChange: (change: ChangeRecord) => void;

  readonly #deposits = new Map<string, DepositRecord>();
  readonly #refunds = new Map<string, RefundRecord>();
  readonly #payouts = new Map<string, PayoutRecord>();
  readonly #refusals = new Map<string, CallRecord<never>>();
  readonly #faults = new Map<EscrowStep, { fault: BankFault; times: number }>();
  readonly #lines: StatementLine[] = [];

  constructor(noteChange: (change: ChangeRecord) => void) {
    this.#noteChange = noteChange;
  }

  deposit(depositId: string): DepositRecord | null {
    return this.#deposits.get(depositId) ?? null;
  }

  deposits(): readonly DepositRecord[] {
    return [...this.#deposits.values()];
  }

  heldPast(nowMs: number): readonly DepositRecord[] {
    return this.deposits().filter((record) => record.state === "held" && stateAt(record, nowMs) === "lapsed");
  }

  saveDeposit(record: DepositRecord): void {
    this.#deposits.set(record.depositId, record);
  }

  refund(refundId: string): RefundRecord | null {
    return this.#refunds.get(refundId) ?? null;
  }

  unsettledRefunds(depositId: string): readonly RefundRecord[] {
    return [...this.#refunds.values()].filter((refund) => refund.depositId === depositId && refund.fate !== "settled");
  }

  saveRefund(record: RefundRecord): void {
    this.#refunds.set(record.refundId, record);
  }

  payout(payoutId: string): PayoutRecord | null {
    return this.#payouts.get(payoutId) ?? null;
  }

  payoutReversedBy(reversalId: string): PayoutRecord | null {
    const isOf = ({ reversals }: PayoutRecord) => reversals?.some((reversal) => reversal.reversalId === reversalId);
    return [...this.#payouts.values()].find(isOf) ?? null;
  }

  savePayout(record: PayoutRecord): void {
    this.#payouts.set(record.payoutId, record);
  }

  balanceMinor(currency: string): number {
    return this.#lines.findLast((line) => line.currency === currency)?.balanceMinor ?? 0;
  }

  pendingOutMinor(currency: string): number {
    const refunds: readonly { currency: string; state: string; amountMinor: number }[] = [...this.#refunds.values()];
    return refunds
      .concat([...this.#payouts.values()].filter(({ isArriving }) => isArriving === true))
      .filter((out) => out.currency === currency && out.state === "pending")
      .reduce((sum, out) => sum + out.amountMinor, 0);
  }

  addLine(line: Omit<StatementLine, "seq">): void {
    this.#lines.push({ ...line, seq: this.#lines.length + 1 });
  }

  line(kind: StatementLine["kind"], refId: string): StatementLine | null {
    return this.#lines.find((line) => line.kind === kind && line.refId === refId) ?? null;
  }

  lines(afterSeq: number, limit: number): readonly StatementLine[] {
    return this.#lines.slice(afterSeq, afterSeq + limit);
  }

  addChange(change: ChangeRecord): void {
    this.#noteChange(change);
  }

  refusal(key: string): CallRecord<never> | null {
    return this.#refusals.get(key) ?? null;
  }

  saveRefusal(refusal: CallRecord<never>): void {
    this.#refusals.set(refusal.key, refusal);
  }

  takeFault(step: EscrowStep): BankFault | null {
    const planted = this.#faults.get(step);
    if (planted === undefined) return null;
    if (planted.times > 1) this.#faults.set(step, { ...planted, times: planted.times - 1 });
    else this.#faults.delete(step);
    return planted.fault;
  }

  plantFault(step: EscrowStep, fault: BankFault, times: number): void {
    this.#faults.set(step, { fault, times });
  }
}
