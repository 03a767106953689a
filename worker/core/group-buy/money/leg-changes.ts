import { CAPTURE_MARGIN_MS, convertDueMs } from "../../deposit/plan.ts";
import type { EventMeta } from "../events.ts";
import type { LegOpening } from "./money-events.ts";
import { depositsOf, isTaken, refundableMinor } from "../state/parts.ts";
import { openChargeback, type Leg, type Movement, type ProviderStep } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import { requireLeg, type GroupBuy } from "../state/state.ts";
import type { LegStateName } from "../state/states.ts";
import { noteLeg } from "../state/timetable.ts";

export function openLeg(groupBuy: GroupBuy, opening: LegOpening, memberId: string | null): void {
  const leg: Leg = {
    id: opening.legId,
    seq: groupBuy.seq,
    personId: opening.personId,
    purpose: opening.purpose,
    quantity: opening.quantity,
    amountMinor: opening.amountMinor,
    plan: opening.plan,
    memberId,
    state: opening.instrument === null ? "intended" : "opening",
    instrument: opening.instrument,
    attempt: 1,
    pending: opening.instrument === null ? null : "open",
    captureMinor: null,
    heldMinor: 0,
    capturedMinor: 0,
    refundedMinor: 0,
    providerRef: null,
    captureBeforeMs: null,
    convertAtMs: null,
    declineCode: null,
    movements: [],
  };
  groupBuy.legs.set(leg.id, leg);
  touchLeg(groupBuy, leg.id);
}

/**
 * Sends a leg's money home, from wherever it is. A call that is under way keeps running: its answer finds the seat gone
 * and comes back here, so late money returns without a human.
 */
export function giveBack(groupBuy: GroupBuy, leg: Leg): void {
  if (leg.isCalled === true) return; // It answers for the demand (G8, H6).
  switch (leg.state) {
    case "intended":
    case "action_required":
      return plan(change(groupBuy, leg.id), "abandoned", leg.state === "action_required" ? "release" : null);
    case "opening":
      return plan(change(groupBuy, leg.id), "abandoned", leg.pending);
    case "held":
      change(groupBuy, leg.id).convertAtMs = null;
      // A capture under way is not overtaken: whatever it brings is refunded when it answers.
      return leg.pending === "capture" ? undefined : plan(leg, "releasing", "release");
    case "captured":
    case "in_delivery":
      return sendHome(change(groupBuy, leg.id), "refunding", leg.pending);
    default:
      return;
  }
}

/**
 * Asks for all that is left of what was taken. Where nothing is, part having gone back and a bank having kept the rest,
 * it is over (H11); and what the payer's bank has called back is not sent to them a second time: first it is decided.
 */
export function sendHome(leg: Leg, state: "refunding" | "refund_failed", underWay: ProviderStep | null = null): void {
  if (refundableMinor(leg) === 0) return plan(leg, "refunded", null);
  plan(leg, state, openChargeback(leg) ? underWay : "refund");
}

/**
 * Deposits are planned for the way without detours. Where asking takes longer, a hold that would end before the balances
 * are due is converted a day before, like one that was planned so (money 1.4, plan B).
 */
export function convertInTime(groupBuy: GroupBuy, untilMs: number): void {
  const neededMs = untilMs + groupBuy.policy.balanceWindowMs + CAPTURE_MARGIN_MS;
  for (const { id, state, pending, captureBeforeMs, convertAtMs } of groupBuy.legs.values()) {
    if (state !== "held" || pending !== null || captureBeforeMs === null || convertAtMs !== null) continue;
    if (captureBeforeMs < neededMs) change(groupBuy, id).convertAtMs = convertDueMs(captureBeforeMs);
  }
}

export function plan(leg: Leg, state: LegStateName, pending: ProviderStep | null): void {
  leg.state = state;
  ask(leg, pending);
}

/** What the provider is asked next. Whatever was not known before has been answered, or is not asked any more. */
export function ask(leg: Leg, pending: ProviderStep | null): void {
  leg.pending = pending;
  delete leg.unknownSinceMs;
}

/** The payer's own history of this leg; nothing is written where no money moved. */
export function record(leg: Leg, kind: Movement["kind"], amountMinor: number, event: EventMeta): void {
  if (amountMinor > 0) leg.movements = [...leg.movements, { atMs: event.effectiveAtMs, kind, amountMinor }];
}

export function legsOf(groupBuy: GroupBuy, member: Member): Leg[] {
  const balance = member.balanceLegId === null ? [] : [requireLeg(groupBuy, member.balanceLegId)];
  return [...depositsOf(groupBuy, member), ...balance];
}

/** The payments of a seat whose money is there. One that is gone, or on its way back, is not touched by what becomes of the goods. */
export function takenLegsOf(groupBuy: GroupBuy, member: Member): Leg[] {
  return legsOf(groupBuy, member).filter(isTaken);
}

export function change(groupBuy: GroupBuy, legId: string): Leg {
  touchLeg(groupBuy, legId);
  return requireLeg(groupBuy, legId);
}

function touchLeg(groupBuy: GroupBuy, legId: string): void {
  groupBuy.touched.legs.add(legId);
  noteLeg(groupBuy, legId);
}
