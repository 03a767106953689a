import type { Of } from "../events.ts";
import { isPartRefund, neededMinor, refundableMinor } from "../state/parts.ts";
import { openChargeback, type Leg } from "../state/leg.ts";
import type { GroupBuy } from "../state/state.ts";
import type { LegStateName } from "../state/states.ts";
import { ask, change, plan, record, sendHome } from "./leg-changes.ts";
import type { Kept } from "./money-events.ts";

/** What goes back of money that was taken, whole or in part, and what comes back of it again (M7): a part of the fold. */

export function applyDepositRefunded(groupBuy: GroupBuy, event: Of<"deposit_refunded">): void {
  const leg = change(groupBuy, event.sealed.legId);
  noteRefund(leg, event.open.amount);
  record(leg, "refunded", event.open.amount, event);
  plan(leg, "refunded", null);
}

export function applyRefundFailed(groupBuy: GroupBuy, event: Of<"refund_failed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  if (leg.state === "refunded") unnoteRefund(leg, leg.attempt, event.open.amount);
  leg.attempt += 1;
  record(leg, "refund_failed", event.open.amount, event);
  plan(leg, "refund_failed", openChargeback(leg) ? null : "refund"); // What is called back cannot be sent (H11).
}

export function applyPartRefunded(groupBuy: GroupBuy, event: Of<"part_refunded">): void {
  const leg = change(groupBuy, event.sealed.legId);
  const { amount } = event.open;
  noteRefund(leg, amount);
  leg.refundMinor = null;
  leg.attempt += 1; // The next refund of this deposit is another one.
  ask(leg, null);
  record(leg, "refunded", amount, event);
  // The seat has ended.
  if (leg.state === "refunding" || leg.state === "refund_failed") return sendHome(leg, leg.state);
  returnSurplus(leg);
}

export function applyPartRefundFailed(groupBuy: GroupBuy, event: Of<"part_refund_failed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.attempt += 1;
  ask(leg, leg.pending);
  record(leg, "refund_failed", event.open.amount, event);
}

/**
 * Back where it was before it went, whatever has become of the deposit since: it is owed again and asked for again. What
 * is under way at that moment stays as large as it was sent, and what has come back follows it.
 */
export function applyPartRefundReturned(groupBuy: GroupBuy, event: Of<"part_refund_returned">): void {
  const leg = change(groupBuy, event.sealed.legId);
  const { amount } = event.open;
  const underWayMinor = leg.refundMinor ?? refundableMinor(leg);
  unnoteRefund(leg, event.sealed.attempt ?? leg.attempt - 1, amount);
  record(leg, "refund_failed", amount, event);
  if (leg.state === "refunded") {
    leg.attempt += 1; // The last one has succeeded; this is another.
    return plan(leg, "refund_failed", "refund");
  }
  leg.refundMinor = leg.pending === "refund" ? underWayMinor : amount;
  leg.pending = "refund";
}

/** Of a settled one it is what a dispute gave back (M15); of a forfeited one what the seat had ceased to need before. */
const HAVING_SURPLUS: ReadonlySet<LegStateName> = new Set(["captured", "in_delivery", "settled", "forfeited"]);

/**
 * What was taken beyond what the seat needs goes back at once. A hold cannot be made smaller: it stands as it is, only
 * what is needed of it is ever taken, and the rest is let go in the same step.
 */
export function returnSurplus(leg: Leg): void {
  const minor = surplusMinor(leg);
  if (leg.pending !== null || minor === 0) return;
  if (openChargeback(leg)) return; // Nobody knows yet whether it is still there.
  leg.refundMinor = minor;
  ask(leg, "refund");
}

/** What was taken beyond what the seat needs, or needed, and has not gone back. */
export function surplusMinor(leg: Leg): number {
  if (!HAVING_SURPLUS.has(leg.state)) return 0;
  return Math.max(0, leg.capturedMinor - leg.refundedMinor - neededMinor(leg));
}

/** What is kept of deposits by the rules for a no-show (H6): whatever is beyond it goes back, as with a smaller seat. */
export function keepOnly(groupBuy: GroupBuy, keeps: readonly Kept[] = []): void {
  for (const { legId, amountMinor } of keeps) {
    const leg = change(groupBuy, legId);
    leg.keepMinor = amountMinor;
    if (amountMinor > 0) returnSurplus(leg);
  }
}

/** A part of a deposit that is on its way back goes on being, whatever becomes of the rest. */
export function surplusUnderWay(leg: Leg): Leg["pending"] {
  return isPartRefund(leg) ? leg.pending : null;
}

/** The provider says that this much has gone back, by the attempt that the leg is at. */
function noteRefund(leg: Leg, amountMinor: number): void {
  leg.refundedMinor += amountMinor;
  leg.refunds = [...(leg.refunds ?? []), { attempt: leg.attempt, amountMinor }];
}

function unnoteRefund(leg: Leg, attempt: number, amountMinor: number): void {
  leg.refundedMinor -= amountMinor;
  leg.refunds = (leg.refunds ?? []).filter((refund) => refund.attempt !== attempt);
}
