import { err, ok, type Result } from "../result.ts";
import type { DepositView, HoldingPlan, MoneyMode } from "./provider.ts";

/** What a deposit must be to count, from our own books. Times ms UTC. */
export interface ExpectedDeposit {
  readonly depositId: string;
  readonly groupBuyId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly mode: MoneyMode;
  /** Until when the money must be there (`neededUntilMs` of the plan). Asked only of a plan-A hold. */
  readonly neededUntilMs: number;
  readonly plan: HoldingPlan;
  /** Provider objects that *other* deposits already rest on. */
  readonly consumedRefs: ReadonlySet<string>;
  /** Nobody waits for this money any more: whatever is held goes back, and how a review of it would end is of no interest. */
  readonly goesBack: boolean;
}

/** A deposit that passed: what the leg stores. */
export interface AuditedDeposit {
  readonly ref: string;
  readonly captureBeforeMs: number | null;
  readonly state: "held" | "captured";
}

/**
 * Why a deposit does not count. `code` is the refusal's slug, `reason` names the check. Only `deposit-pending` may
 * still turn into a pass on a later read; the payment window decides how long we look.
 */
export type AuditRefusal =
  | { readonly code: "deposit-mismatch"; readonly reason: MismatchReason }
  | { readonly code: "deposit-already-used"; readonly reason: "reference-consumed" }
  | { readonly code: "deposit-declined"; readonly reason: "declined"; readonly declineCode: string | null }
  | { readonly code: "deposit-declined"; readonly reason: "released" | "lapsed" | "refunded" | "hold-too-short" }
  | { readonly code: "deposit-pending"; readonly reason: "not-authorized" | "buyer-action" | "under-review" };

export type MismatchReason =
  "other-deposit" | "other-group-buy" | "other-mode" | "other-currency" | "other-amount" | "captured-other-amount";

/**
 * The audit of the guarantee payment (docs: money 1.5). `view` must be a server-side re-read of the provider's object,
 * never what a notification or a browser said. Identity is checked before money and money before state, so that a
 * foreign object is called foreign whatever its state.
 */
export function auditDeposit(expected: ExpectedDeposit, view: DepositView): Result<AuditedDeposit, AuditRefusal> {
  if (view.depositId !== expected.depositId) return mismatch("other-deposit");
  if (view.groupBuyId !== expected.groupBuyId) return mismatch("other-group-buy");
  if (view.mode !== expected.mode) return mismatch("other-mode");
  if (expected.consumedRefs.has(view.ref)) return err({ code: "deposit-already-used", reason: "reference-consumed" });
  if (view.currency !== expected.currency) return mismatch("other-currency");
  if (view.amountMinor !== expected.amountMinor) return mismatch("other-amount");

  switch (view.state) {
    case "prepared":
      return err({ code: "deposit-pending", reason: "not-authorized" });
    case "action_required":
      return err({ code: "deposit-pending", reason: "buyer-action" });
    case "declined":
      return err({ code: "deposit-declined", reason: "declined", declineCode: view.declineCode ?? null });
    case "released":
      return err({ code: "deposit-declined", reason: "released" });
    case "lapsed":
      return err({ code: "deposit-declined", reason: "lapsed" });
    case "captured":
      if (view.capturedMinor !== expected.amountMinor) return mismatch("captured-other-amount");
      if (view.refundedMinor !== 0) return err({ code: "deposit-declined", reason: "refunded" });
      break;
    case "held":
      if (expected.plan === "A" && !lastsUntil(view.captureBeforeMs, expected.neededUntilMs)) {
        return err({ code: "deposit-declined", reason: "hold-too-short" });
      }
      break;
  }
  // Last, because a review that ends may still make a good deposit of it; no review makes good a mismatch.
  if (view.underReview && !expected.goesBack) return err({ code: "deposit-pending", reason: "under-review" });
  return ok({ ref: view.ref, captureBeforeMs: view.captureBeforeMs, state: view.state });
}

function lastsUntil(captureBeforeMs: number | null, neededUntilMs: number): boolean {
  return captureBeforeMs !== null && captureBeforeMs >= neededUntilMs;
}

function mismatch(reason: MismatchReason): Result<never, AuditRefusal> {
  return err({ code: "deposit-mismatch", reason });
}
