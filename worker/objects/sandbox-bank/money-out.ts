import type {
  EscrowResult,
  PayoutOrder,
  PayoutView,
  RefundOrder,
  RefundView,
  StatementLine,
  TopUpOrder,
  TopUpView,
} from "../../app/escrow-provider.ts";
import type { Delivered } from "../../app/sandbox-branch.ts";
import { refundableMinor, type BankBook, type DepositRecord } from "./bank-book.ts";
import {
  deliver,
  isForgotten,
  prompt,
  recall,
  recallRefusal,
  refuse,
  rejected,
  remember,
  withEffect,
  withoutEffect,
} from "./calls.ts";
import { findInstrument } from "./instruments.ts";

/** What every counter of the branch works with: the book, and the branch's own clock, ms UTC. */
export interface Desk {
  readonly book: BankBook;
  nowMs(): number;
  /** Whose branch it is. */
  groupBuyId(): string;
}

/** Books one movement and the balance that it leaves. */
export function move(desk: Desk, line: Pick<StatementLine, "kind" | "refId" | "amountMinor" | "currency">): void {
  const balanceMinor = desk.book.balanceMinor(line.currency) + line.amountMinor;
  desk.book.addLine({ ...line, atMs: desk.nowMs(), balanceMinor });
}

/** Sends captured money back to its buyer, at most what is left of it. */
export function refund(desk: Desk, order: RefundOrder, key: string): Delivered<RefundView> {
  const { book } = desk;
  const record = book.deposit(order.depositId);
  if (record === null) return prompt(rejected("not-found"));
  if (!key.startsWith(`${order.depositId}:`)) return prompt(rejected("key-malformed"));
  const fingerprint = JSON.stringify(["refund", order.refundId, order.amountMinor]);
  const before = recall<RefundView>(record, key, fingerprint, desk.nowMs());
  if (before !== null) return deliver("refund", record.instrument, before);
  const asked = { book, key, fingerprint, nowMs: desk.nowMs() };
  const refused = recallRefusal(asked);
  if (refused !== null) return prompt(refused);
  if (book.refund(order.refundId) !== null) return refuse(asked, rejected("refund-exists"));
  const fault = book.takeFault("refund");
  const early = withoutEffect(fault);
  if (early !== null) return early;
  if (fault === "decline") return refuse(asked, { outcome: "declined", code: "refund-declined" });

  const { refundId, depositId, amountMinor } = order;
  const { currency } = record;
  if (!isAmount(amountMinor)) return refuse(asked, rejected("amount-out-of-range"));
  if (amountMinor > refundableMinor(record)) return refuse(asked, rejected("amount-exceeds-captured"));
  if (amountMinor > freeMinor(book, currency)) return refuse(asked, rejected("balance-too-low"));

  const fails = findInstrument(record.instrument)?.refundsFail === true;
  const isPending = fails || fault === "slow";
  const state = isPending ? "pending" : "succeeded";
  const view: RefundView = { refundId, depositId, amountMinor, currency, state, failureCode: null };
  const answer: EscrowResult<RefundView> = { outcome: "ok", value: view };
  const fate = fails ? "fails" : fault === "slow" ? "arrives" : fault === "refund-bounces" ? "bounces" : "settled";
  book.saveRefund({ ...view, fate });
  book.saveDeposit(remember(withRefund(record, state, amountMinor), { key, fingerprint, answer, atMs: desk.nowMs() }));
  if (!isPending) move(desk, { kind: "refund", refId: refundId, amountMinor: -amountMinor, currency });
  return withEffect(fault) ?? deliver("refund", record.instrument, answer);
}

/** A refund that fails does so at the first look after its answer; one that bounces brings its money back. */
export function settleRefunds(desk: Desk, depositId: string): void {
  for (const refund of desk.book.unsettledRefunds(depositId)) {
    const record = desk.book.deposit(depositId);
    if (record === null) return;
    const { refundId, amountMinor, currency, state, fate } = refund;
    if (fate === "arrives") {
      desk.book.saveRefund({ ...refund, state: "succeeded", fate: "settled" });
      desk.book.saveDeposit(withRefund(withRefund(record, "pending", -amountMinor), "succeeded", amountMinor));
      move(desk, { kind: "refund", refId: refundId, amountMinor: -amountMinor, currency });
      continue;
    }
    desk.book.saveRefund({ ...refund, state: "failed", failureCode: "account-closed", fate: "settled" });
    desk.book.saveDeposit(withRefund(record, state, -amountMinor));
    if (state !== "succeeded") continue;
    move(desk, { kind: "refund_returned", refId: refundId, amountMinor, currency });
    // Whoever is looking now may have heard of its success before, or never hear what they see.
    const about = { kind: "deposit", groupBuyId: record.groupBuyId, depositId } as const;
    desk.book.addChange({ type: "refund.returned", about });
  }
}

/** A payout that was pending has arrived at the first look after its answer. */
export function settlePayout(desk: Desk, payoutId: string): void {
  const payout = desk.book.payout(payoutId);
  if (payout?.isArriving !== true) return;
  const { amountMinor, currency } = payout;
  desk.book.savePayout({ ...payout, state: "paid", isArriving: false });
  move(desk, { kind: "payout", refId: payoutId, amountMinor: -amountMinor, currency });
}

/** Pays money held for a group-buy to a merchant or a person, at most what no pending refund will still take. */
export function payout(desk: Desk, order: PayoutOrder, key: string): Delivered<PayoutView> {
  const { book } = desk;
  const { payoutId, payeeId, amountMinor, currency } = order;
  if (!key.startsWith(`${payoutId}:`)) return prompt(rejected("key-malformed"));
  const fingerprint = JSON.stringify(["payout", payeeId, amountMinor, currency]);
  const known = book.payout(payoutId);
  if (known !== null) {
    if (known.call.key !== key || isForgotten(known.call, desk.nowMs())) return prompt(rejected("payout-exists"));
    return prompt(known.call.fingerprint === fingerprint ? known.call.answer : rejected("key-reused"));
  }
  const asked = { book, key, fingerprint, nowMs: desk.nowMs() };
  const refused = recallRefusal(asked);
  if (refused !== null) return prompt(refused);
  const fault = book.takeFault("payout");
  const early = withoutEffect(fault);
  if (early !== null) return early;
  if (!isAmount(amountMinor)) return refuse(asked, rejected("amount-out-of-range"));
  if (amountMinor > freeMinor(book, currency)) return refuse(asked, rejected("balance-too-low"));

  const failureCode = fault === "payout-fails" ? "account-closed" : null;
  const isArriving = fault === "slow";
  const state = failureCode !== null ? "failed" : isArriving ? "pending" : "paid";
  const view: PayoutView = { payoutId, payeeId, amountMinor, currency, state, failureCode };
  const answer: EscrowResult<PayoutView> =
    failureCode === null ? { outcome: "ok", value: view } : { outcome: "declined", code: failureCode };
  book.savePayout({ ...view, call: { key, fingerprint, answer, atMs: desk.nowMs() }, isArriving });
  if (state === "paid") move(desk, { kind: "payout", refId: payoutId, amountMinor: -amountMinor, currency });
  return withEffect(fault) ?? prompt(answer);
}

/** The platform puts money of its own in. Its line is all there is of it, and tells a repeat. */
export function topUp(desk: Desk, order: TopUpOrder, key: string): Delivered<TopUpView> {
  const { book } = desk;
  const { topUpId, amountMinor, currency } = order;
  if (!key.startsWith(`${topUpId}:`)) return prompt(rejected("key-malformed"));
  const arrived: EscrowResult<TopUpView> = { outcome: "ok", value: { topUpId, amountMinor, currency } };
  const known = book.line("top_up", topUpId);
  if (known !== null) {
    const isSame = known.amountMinor === amountMinor && known.currency === currency;
    return prompt<TopUpView>(isSame ? arrived : rejected("key-reused"));
  }
  const fault = book.takeFault("top-up");
  const early = withoutEffect(fault);
  if (early !== null) return early;
  if (!isAmount(amountMinor)) return prompt(rejected("amount-out-of-range"));
  move(desk, { kind: "top_up", refId: topUpId, amountMinor, currency });
  return withEffect(fault) ?? prompt(arrived);
}

/** What we may send away: at most what is there, pending refunds and payouts counted (L10). */
export function freeMinor(book: BankBook, currency: string): number {
  return book.balanceMinor(currency) - book.pendingOutMinor(currency);
}

export function withRefund(record: DepositRecord, state: RefundView["state"], amountMinor: number): DepositRecord {
  return state === "pending"
    ? { ...record, refundPendingMinor: record.refundPendingMinor + amountMinor }
    : { ...record, refundedMinor: record.refundedMinor + amountMinor };
}

export function isAmount(amountMinor: number): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor > 0;
}
