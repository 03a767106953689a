import type { Of } from "../events.ts";
import { endPart, isPartOf, verifyPart } from "../seats/part-changes.ts";
import { endMember, verify } from "../seats/seat-changes.ts";
import type { Leg } from "../state/leg.ts";
import { requireMember, type GroupBuy } from "../state/state.ts";
import { ask, change, giveBack, plan, record } from "./leg-changes.ts";
import { returnSurplus, surplusUnderWay } from "./refund-changes.ts";

/** What the provider did with a deposit or a balance, and what that means for the seat (M4, M8): a part of the fold. */

export function applyLegConfirmed(groupBuy: GroupBuy, event: Of<"leg_confirmed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.instrument = event.sealed.instrument;
  leg.declineCode = null;
  leg.attempt += 1;
  plan(leg, "opening", "open");
}

export function applyCallPlanned(groupBuy: GroupBuy, event: Of<"call_planned">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.captureMinor = event.sealed.captureMinor ?? leg.captureMinor;
  leg.convertAtMs = null;
  ask(leg, event.sealed.step);
}

export function applyActionRequired(groupBuy: GroupBuy, event: Of<"deposit_action_required">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.providerRef = event.sealed.ref;
  plan(leg, "action_required", null);
}

export function applyDeclined(groupBuy: GroupBuy, event: Of<"deposit_declined">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.declineCode = event.sealed.code;
  plan(leg, "declined", event.sealed.isMoneyHeld ? "release" : null);
}

export function applyHeld(groupBuy: GroupBuy, event: Of<"deposit_held">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.providerRef = event.sealed.ref;
  leg.captureBeforeMs = event.sealed.captureBeforeMs;
  leg.convertAtMs = event.open.isLate ? null : event.sealed.convertAtMs;
  leg.heldMinor = event.open.amount;
  record(leg, "held", event.open.amount, event);
  plan(leg, "held", null);
  if (event.open.isLate) return giveBack(groupBuy, leg);
  verifyWhatItPaysFor(groupBuy, leg);
}

export function applyCaptured(groupBuy: GroupBuy, event: Of<"deposit_captured">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.providerRef = event.sealed.ref;
  leg.heldMinor = 0;
  leg.capturedMinor = event.open.amount;
  record(leg, "captured", event.open.amount, event);
  leg.captureBeforeMs = null;
  leg.convertAtMs = null;
  leg.declineCode = null;
  plan(leg, "captured", null);
  if (event.open.isLate) return giveBack(groupBuy, leg);
  returnSurplus(leg);
  verifyWhatItPaysFor(groupBuy, leg);
}

export function applyCaptureFailed(groupBuy: GroupBuy, event: Of<"capture_failed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.declineCode = event.sealed.code;
  leg.attempt += 1;
  leg.convertAtMs = event.sealed.retryAtMs;
  if (event.sealed.retryAtMs === null) delete leg.isCalled; // There is nothing to be had of it.
  plan(leg, "held", null);
  if (event.sealed.retryAtMs === null) giveBack(groupBuy, leg);
}

export function applyReleased(groupBuy: GroupBuy, event: Of<"deposit_released">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.heldMinor = 0;
  record(leg, "released", event.open.amount, event);
  plan(leg, "released", null);
}

export function applyLapsed(groupBuy: GroupBuy, event: Of<"deposit_lapsed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.heldMinor = 0;
  leg.convertAtMs = null;
  delete leg.isCalled; // There is nothing to be had of it any more.
  record(leg, "lapsed", event.open.amount, event);
  plan(leg, "lapsed", null);
  if (leg.memberId === null || requireMember(groupBuy, leg.memberId).state !== "active") return;
  if (isPartOf(groupBuy, leg)) endPart(groupBuy, leg.memberId, leg.id);
  else endMember(groupBuy, leg.memberId, "lapsed");
}

export function applyForfeited(groupBuy: GroupBuy, event: Of<"forfeited">): void {
  const leg = change(groupBuy, event.sealed.legId);
  record(leg, "forfeited", event.open.amount, event);
  plan(leg, "forfeited", surplusUnderWay(leg));
}

function verifyWhatItPaysFor(groupBuy: GroupBuy, leg: Leg): void {
  if (!verifyPart(groupBuy, leg)) verify(groupBuy, leg);
}
