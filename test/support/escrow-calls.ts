import { expect } from "vitest";
import {
  escrowKey,
  type DepositHandle,
  type DepositIntent,
  type EscrowProvider,
  type EscrowResult,
  type EscrowStep,
  type PayoutOrder,
  type RefundOrder,
  type StatementLine,
} from "../../worker/app/escrow-provider.ts";
import type { BankEvent, BankFault, SandboxControls } from "../../worker/app/sandbox-branch.ts";

type DepositEvent = Extract<BankEvent, { depositId: string }>;
export type ContractProvider = EscrowProvider & SandboxControls;
export type Calls = ReturnType<ReturnType<typeof escrowCalls>>;

/** Makes a fresh group-buy at a provider for each case, with short names for the calls that it makes. */
export function escrowCalls(name: string, create: () => ContractProvider) {
  let made = 0;

  function setUp() {
    const bank = create();
    made += 1;
    const groupBuyId = `gb_${name.replaceAll(/[^a-z]/g, "")}_${made}`;
    const depositId = `dep_${made}`;
    const at: DepositHandle = { groupBuyId, depositId };
    const intent: DepositIntent = {
      ...at,
      purpose: "deposit",
      amountMinor: 900,
      currency: "EUR",
      instrument: "sandbox:ok",
      plan: "B",
    };
    const key = (step: EscrowStep, attempt = 1): string => escrowKey(depositId, step, attempt);
    return {
      bank,
      at,
      intent,
      key,
      open: (change: Partial<DepositIntent> = {}, attempt = 1) =>
        bank.open({ ...intent, ...change }, key("open", attempt)),
      capture: (amountMinor: number, attempt = 1) => bank.capture(at, amountMinor, key("capture", attempt)),
      release: (attempt = 1) => bank.release(at, "withdrawn", key("release", attempt)),
      refund: (amountMinor: number, attempt = 1, refundId = `${depositId}_r${attempt}`) => {
        const order: RefundOrder = { ...at, refundId, amountMinor, reason: "below minimum" };
        return bank.refund(order, key("refund", attempt));
      },
      payout: (amountMinor: number, payoutId = `po_${made}`) => {
        const order: PayoutOrder = { groupBuyId, payoutId, payeeId: "mer_1", amountMinor, currency: "EUR" };
        return bank.payout(order, escrowKey(payoutId, "payout", 1));
      },
      reverse: (amountMinor: number, reversalId = `rev_${made}`, payoutId = `po_${made}`) =>
        bank.reversePayout({ groupBuyId, reversalId, payoutId, amountMinor }, escrowKey(reversalId, "reversal", 1)),
      /** What others do to this deposit. */
      happen: (kind: DepositEvent["kind"], change: { readonly amountMinor?: number } = {}) =>
        bank.happen(groupBuyId, { kind, depositId, ...change }),
      free: () => bank.free(groupBuyId, "EUR"),
      topUp: (amountMinor: number, topUpId = `${depositId}_t1`) =>
        bank.topUp({ groupBuyId, topUpId, amountMinor, currency: "EUR" }, escrowKey(topUpId, "top-up", 1)),
      read: () => bank.read(at),
      advance: (offsetMs: number) => bank.setClockOffset(groupBuyId, offsetMs),
      fault: (step: EscrowStep, fault: BankFault, times = 1) => bank.plantFault(groupBuyId, step, fault, times),
      findRefund: async (refundId: string) => {
        const found = valueOf(await bank.find({ groupBuyId, refundId }));
        return found?.type === "refund" ? found.view : null;
      },
      /** All lines, after checking that each balance is the sum so far and, where no chargeback did it, not below zero. */
      lines: async ({ mayOwe = false } = {}): Promise<readonly StatementLine[]> => {
        const { lines } = valueOf(await bank.statement(groupBuyId, 0));
        let balanceMinor = 0;
        lines.forEach((line, index) => {
          balanceMinor += line.amountMinor;
          expect(line).toMatchObject({ seq: index + 1, balanceMinor });
          if (!mayOwe) expect(balanceMinor).toBeGreaterThanOrEqual(0);
        });
        return lines;
      },
    };
  }
  return setUp;
}

/** The value of an answer that must be `ok`. */
export function valueOf<T>(result: EscrowResult<T>): T {
  if (result.outcome !== "ok") throw new Error(`expected ok, got ${JSON.stringify(result)}`);
  return result.value;
}

/** What an intent says of a deposit that a provider shows. */
export function only({ groupBuyId, depositId, amountMinor, currency }: DepositIntent) {
  return { groupBuyId, depositId, amountMinor, currency };
}
