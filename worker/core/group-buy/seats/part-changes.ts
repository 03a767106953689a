import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { change, giveBack, openLeg, plan, record } from "../money/leg-changes.ts";
import { isPartRefund, neededMinor, refundableMinor } from "../state/parts.ts";
import { addQuantity, changeMember } from "./seat-changes.ts";
import type { Leg } from "../state/leg.ts";
import type { Part } from "../state/member.ts";
import { requireLeg, type GroupBuy } from "../state/state.ts";
import type { LegStateName } from "../state/states.ts";

/** What happens to an added part of a seat, and to a deposit that became larger than its seat (M7). */

export function applyPartAdded(groupBuy: GroupBuy, event: Of<"part_added">): void {
  const { memberId, payByMs, leg } = event.sealed;
  openLeg(groupBuy, leg, memberId);
  const member = changeMember(groupBuy, memberId);
  member.parts = [...(member.parts ?? []), { legId: leg.legId, seq: event.seq, quantity: event.open.qty, payByMs }];
  groupBuy.heldQuantity += event.open.qty;
  groupBuy.lastInTime = { seq: event.seq, atMs: event.atMs };
}

/** The deposit of an added part is verified: from now on it counts. False where the leg belongs to no part that waits. */
export function verifyPart(groupBuy: GroupBuy, leg: Leg): boolean {
  if (leg.memberId === null) return false;
  const part = partOf(groupBuy, leg.memberId, leg.id);
  if (typeof part?.payByMs !== "number") return false;
  groupBuy.heldQuantity -= part.quantity;
  addQuantity(groupBuy, leg.memberId, part.quantity);
  replacePart(groupBuy, leg.memberId, { ...part, payByMs: null });
  return true;
}

/** Only the added part goes, and its money with it. */
export function endPart(groupBuy: GroupBuy, memberId: string, legId: string): void {
  const part = partOf(groupBuy, memberId, legId);
  assert(part, `the part of ${legId} stands`);
  const member = changeMember(groupBuy, memberId);
  if (part.payByMs === null) addQuantity(groupBuy, memberId, -part.quantity);
  else groupBuy.heldQuantity -= part.quantity;
  member.parts = (member.parts ?? []).filter((other) => other !== part);
  giveBack(groupBuy, requireLeg(groupBuy, legId));
}

export function applyLowered(groupBuy: GroupBuy, event: Pick<Of<"lowered">, "sealed">): void {
  const { memberId, cuts } = event.sealed;
  for (const { legId, quantity } of cuts) {
    const part = legId === null ? null : partOf(groupBuy, memberId, legId);
    if (legId !== null && part?.quantity === quantity) {
      endPart(groupBuy, memberId, legId);
      continue;
    }
    addQuantity(groupBuy, memberId, -quantity);
    if (part) replacePart(groupBuy, memberId, { ...part, quantity: part.quantity - quantity });
    if (legId === null) continue;
    const leg = change(groupBuy, legId);
    leg.keepMinor = neededMinor(leg) - quantity * groupBuy.terms.depositPerUnitMinor;
    returnSurplus(leg);
  }
}

/** Of a settled one it is what a dispute gave back (M15); of a forfeited one what the seat had ceased to need before. */
const HAVING_SURPLUS: ReadonlySet<LegStateName> = new Set(["captured", "in_delivery", "settled", "forfeited"]);

/**
 * What was taken beyond what the seat needs goes back at once. A hold cannot be made smaller: it stands as it is, only
 * what is needed of it is ever taken, and the rest is let go in the same step.
 */
export function returnSurplus(leg: Leg): void {
  const surplusMinor = leg.capturedMinor - leg.refundedMinor - neededMinor(leg);
  if (!HAVING_SURPLUS.has(leg.state) || leg.pending !== null || surplusMinor <= 0) return;
  leg.refundMinor = surplusMinor;
  leg.pending = "refund";
}

export function applyPartRefunded(groupBuy: GroupBuy, event: Of<"part_refunded">): void {
  const leg = change(groupBuy, event.sealed.legId);
  const { amount } = event.open;
  noteRefund(leg, amount);
  leg.refundMinor = null;
  leg.attempt += 1; // The next refund of this deposit is another one.
  leg.pending = null;
  record(leg, "refunded", amount, event);
  if (leg.state === "refunding" || leg.state === "refund_failed") return plan(leg, leg.state, "refund"); // The seat has ended.
  returnSurplus(leg);
}

export function applyPartRefundFailed(groupBuy: GroupBuy, event: Of<"part_refund_failed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.attempt += 1;
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

/** The provider says that this much has gone back, by the attempt that the leg is at. */
export function noteRefund(leg: Leg, amountMinor: number): void {
  leg.refundedMinor += amountMinor;
  leg.refunds = [...(leg.refunds ?? []), { attempt: leg.attempt, amountMinor }];
}

export function unnoteRefund(leg: Leg, attempt: number, amountMinor: number): void {
  leg.refundedMinor -= amountMinor;
  leg.refunds = (leg.refunds ?? []).filter((refund) => refund.attempt !== attempt);
}

/** A part of a deposit that is on its way back goes on being, whatever becomes of the rest. */
export function surplusUnderWay(leg: Leg): Leg["pending"] {
  return isPartRefund(leg) ? leg.pending : null;
}

/** Whether a deposit is that of an added part, and not the one that the whole seat rests on. */
export function isPartOf(groupBuy: GroupBuy, leg: Leg): boolean {
  return leg.memberId !== null && partOf(groupBuy, leg.memberId, leg.id) !== undefined;
}

function partOf(groupBuy: GroupBuy, memberId: string, legId: string): Part | undefined {
  return groupBuy.members.get(memberId)?.parts?.find((part) => part.legId === legId);
}

function replacePart(groupBuy: GroupBuy, memberId: string, part: Part): void {
  const member = changeMember(groupBuy, memberId);
  member.parts = (member.parts ?? []).map((other) => (other.legId === part.legId ? part : other));
}
