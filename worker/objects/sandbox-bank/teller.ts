import type {
  DepositHandle,
  DepositIntent,
  EscrowFound,
  EscrowQuery,
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
} from "../../app/escrow-provider.ts";
import type { BankEvent, BankFault, Delivered } from "../../app/sandbox-branch.ts";
import type { DepositView } from "../../core/deposit/provider.ts";
import { payoutView, refundView, reversalView, viewAt, type DepositRecord } from "./bank-book.ts";
import {
  deliver,
  prompt,
  recall,
  recallRefusal,
  refuse,
  rejected,
  remember,
  withEffect,
  withoutEffect,
} from "./calls.ts";
import { authorize, capture, confirm, release, type Decision } from "./deposit-steps.ts";
import { freeMinor, move, payout, refund, settlePayout, settleRefunds, topUp, type Desk } from "./money-out.ts";
import { happen } from "./others.ts";
import { reversePayout } from "./payouts-back.ts";

const STATEMENT_PAGE_LINES = 500;

/** A branch of the embedded provider without its walls: the same in the object's SQL and in a Map. Synchronous. */
export class Teller {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  open(intent: DepositIntent, key: string): Delivered<DepositView> {
    const known = this.#desk.book.deposit(intent.depositId);
    const { purpose, amountMinor, currency, instrument, plan, groupBuyId } = intent;
    const fingerprint = ["open", groupBuyId, purpose, amountMinor, currency, instrument, plan];
    const call = { step: "open", depositId: intent.depositId, key, fingerprint } as const;
    return this.#decide(call, known, (nowMs, fault) => authorize(known, intent, nowMs, fault));
  }

  completeAction({ depositId }: DepositHandle, key: string): Delivered<DepositView> {
    const call = { step: "action", depositId, key, fingerprint: ["action"] } as const;
    return this.#decideKnown(call, (record, nowMs) => confirm(record, nowMs));
  }

  capture({ depositId }: DepositHandle, amountMinor: number, key: string): Delivered<DepositView> {
    const call = { step: "capture", depositId, key, fingerprint: ["capture", amountMinor] } as const;
    return this.#decideKnown(call, (record, nowMs, fault) => capture(record, amountMinor, nowMs, fault));
  }

  release({ depositId }: DepositHandle, reason: string, key: string): Delivered<DepositView> {
    const call = { step: "release", depositId, key, fingerprint: ["release", reason] } as const;
    return this.#decideKnown(call, (record, nowMs) => release(record, nowMs));
  }

  refund(order: RefundOrder, key: string): Delivered<RefundView> {
    return refund(this.#desk, order, key);
  }

  payout(order: PayoutOrder, key: string): Delivered<PayoutView> {
    return payout(this.#desk, order, key);
  }

  reversePayout(order: ReversalOrder, key: string): Delivered<ReversalView> {
    return reversePayout(this.#desk, order, key);
  }

  free(currency: string): Delivered<number> {
    return prompt({ outcome: "ok", value: freeMinor(this.#desk.book, currency) });
  }

  topUp(order: TopUpOrder, key: string): Delivered<TopUpView> {
    return topUp(this.#desk, order, key);
  }

  read({ depositId }: DepositHandle): Delivered<DepositView> {
    settleRefunds(this.#desk, depositId);
    const record = this.#desk.book.deposit(depositId);
    if (record === null) return prompt(rejected("not-found"));
    return prompt({ outcome: "ok", value: viewAt(record, this.#desk.nowMs()) });
  }

  find(query: EscrowQuery): Delivered<EscrowFound | null> {
    return prompt({ outcome: "ok", value: this.#find(query) });
  }

  /** What others do; the only door through which something happens that nobody of us asked for. */
  happen(event: BankEvent): Delivered<null> {
    return happen(this.#desk, event);
  }

  /** Puts down the holds that are over, each of which is news to us. */
  lapse(): void {
    const { book } = this.#desk;
    for (const record of book.heldPast(this.#desk.nowMs())) {
      const { groupBuyId, depositId } = record;
      book.saveDeposit({ ...record, state: "lapsed", captureBeforeMs: null, lapsesAtMs: null });
      book.addChange({ type: "hold.lapsed", about: { kind: "deposit", groupBuyId, depositId } });
    }
  }

  statement(afterSeq: number): Delivered<StatementPage> {
    const found = this.#desk.book.lines(afterSeq, STATEMENT_PAGE_LINES + 1);
    const lines = found.slice(0, STATEMENT_PAGE_LINES);
    const nextAfterSeq = found.length > lines.length ? (lines.at(-1)?.seq ?? null) : null;
    return prompt({ outcome: "ok", value: { lines, nextAfterSeq } });
  }

  #find(query: EscrowQuery): EscrowFound | null {
    const { book } = this.#desk;
    if ("payoutId" in query) {
      settlePayout(this.#desk, query.payoutId);
      const found = book.payout(query.payoutId);
      return found === null ? null : { type: "payout", view: payoutView(found) };
    }
    if ("reversalId" in query) {
      const payout = book.payoutReversedBy(query.reversalId);
      const found = payout?.reversals?.find(({ reversalId }) => reversalId === query.reversalId);
      return found === undefined ? null : { type: "reversal", view: reversalView(found) };
    }
    const depositId = "depositId" in query ? query.depositId : book.refund(query.refundId)?.depositId;
    if (depositId === undefined) return null;
    settleRefunds(this.#desk, depositId);
    if ("depositId" in query) {
      const found = book.deposit(depositId);
      return found === null ? null : { type: "deposit", view: viewAt(found, this.#desk.nowMs()) };
    }
    const found = book.refund(query.refundId);
    return found === null ? null : { type: "refund", view: refundView(found) };
  }

  #decideKnown(
    call: Call,
    effect: (record: DepositRecord, nowMs: number, fault: BankFault | null) => Decision,
  ): Delivered<DepositView> {
    const known = this.#desk.book.deposit(call.depositId);
    if (known === null) return prompt(rejected("not-found"));
    return this.#decide(call, known, (nowMs, fault) => effect(known, nowMs, fault));
  }

  /** The one way in which a call changes a deposit: key, fault, decision, record, statement line, delivery. */
  #decide(
    call: Call,
    known: DepositRecord | null,
    effect: (nowMs: number, fault: BankFault | null) => Decision,
  ): Delivered<DepositView> {
    const { book } = this.#desk;
    const { step, depositId, key } = call;
    const fingerprint = JSON.stringify(call.fingerprint);
    if (!key.startsWith(`${depositId}:`)) return prompt(rejected("key-malformed"));
    const nowMs = this.#desk.nowMs();
    const before = recall<DepositView>(known, key, fingerprint, nowMs);
    if (before !== null) return deliver(step, known?.instrument ?? "", before);
    const asked = { book, key, fingerprint, nowMs };
    const refused = recallRefusal(asked);
    if (refused !== null) return prompt(refused);
    const fault = book.takeFault(step);
    const early = withoutEffect(fault);
    if (early !== null) return early;

    const decided = effect(nowMs, fault);
    if ("rejected" in decided) return refuse(asked, rejected(decided.rejected));
    const record = remember(decided.record, { key, fingerprint, answer: decided.answer, atMs: nowMs });
    book.saveDeposit(record);
    const takenMinor = record.capturedMinor - (known?.capturedMinor ?? 0);
    if (takenMinor > 0) {
      move(this.#desk, { kind: "capture", refId: depositId, amountMinor: takenMinor, currency: record.currency });
    }
    return withEffect(fault) ?? deliver(step, record.instrument, decided.answer);
  }
}

interface Call {
  readonly step: EscrowStep;
  readonly depositId: string;
  readonly key: string;
  readonly fingerprint: readonly (string | number)[];
}
