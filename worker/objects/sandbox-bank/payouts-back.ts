import type { EscrowResult, ReversalOrder, ReversalView } from "../../app/escrow-provider.ts";
import type { Delivered } from "../../app/sandbox-branch.ts";
import type { PayoutRecord } from "./bank-book.ts";
import { isForgotten, prompt, recallRefusal, refuse, rejected, withEffect, withoutEffect } from "./calls.ts";
import { isAmount, move, type Desk } from "./money-out.ts";

/** Takes a payout back from its payee, wholly or in part: at most what of it has not come back already. */
export function reversePayout(desk: Desk, order: ReversalOrder, key: string): Delivered<ReversalView> {
  const { book } = desk;
  const { reversalId, payoutId, amountMinor } = order;
  const payout = book.payout(payoutId);
  if (payout === null) return prompt(rejected("not-found"));
  if (!key.startsWith(`${reversalId}:`)) return prompt(rejected("key-malformed"));
  const fingerprint = JSON.stringify(["reversal", payoutId, amountMinor]);
  const known = payout.reversals?.find((reversal) => reversal.reversalId === reversalId);
  if (known !== undefined) {
    if (known.call.key !== key || isForgotten(known.call, desk.nowMs())) return prompt(rejected("reversal-exists"));
    return prompt(known.call.fingerprint === fingerprint ? known.call.answer : rejected("key-reused"));
  }
  const asked = { book, key, fingerprint, nowMs: desk.nowMs() };
  const refused = recallRefusal(asked);
  if (refused !== null) return prompt(refused);
  if (book.payoutReversedBy(reversalId) !== null) return refuse(asked, rejected("reversal-exists"));
  const fault = book.takeFault("reversal");
  const early = withoutEffect(fault);
  if (early !== null) return early;
  if (!isAmount(amountMinor)) return refuse(asked, rejected("amount-out-of-range"));
  if (amountMinor > withPayeeMinor(payout)) return refuse(asked, rejected("amount-exceeds-paid"));

  const failureCode = fault === "decline" ? "payee-balance-too-low" : null;
  const { currency } = payout;
  const state = failureCode === null ? "succeeded" : "failed";
  const view: ReversalView = { reversalId, payoutId, amountMinor, currency, state, failureCode };
  const answer: EscrowResult<ReversalView> =
    failureCode === null ? { outcome: "ok", value: view } : { outcome: "declined", code: failureCode };
  const reversals = [...(payout.reversals ?? []), { ...view, call: { key, fingerprint, answer, atMs: desk.nowMs() } }];
  book.savePayout({ ...payout, reversals });
  if (failureCode === null) move(desk, { kind: "payout_returned", refId: reversalId, amountMinor, currency });
  return withEffect(fault) ?? prompt(answer);
}

/** What of a payout is with its payee: nothing of one that failed, and not what was taken back. */
export function withPayeeMinor({ state, amountMinor, reversals = [] }: PayoutRecord): number {
  if (state !== "paid") return 0;
  const back = reversals.filter((reversal) => reversal.state === "succeeded");
  return amountMinor - back.reduce((sum, reversal) => sum + reversal.amountMinor, 0);
}
