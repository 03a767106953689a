import { changeMember, move } from "../seats/seat-changes.ts";
import type { Of } from "../events.ts";
import type { Fold } from "../fold.ts";
import { isPartRefund, neededMinor, refundableMinor } from "../state/parts.ts";
import { openChargeback, type Chargeback, type Leg } from "../state/leg.ts";
import { requireLeg, type GroupBuy } from "../state/state.ts";
import { ask, change, giveBack, openLeg, plan, record } from "./leg-changes.ts";
import type { OverlayEvents } from "./overlay-events.ts";
import { returnSurplus } from "./refund-changes.ts";

/** The fold of what lies over payments, and of seats whose money is gone (H11). */
export const overlayFold: Fold<keyof OverlayEvents> = {
  provider_silent: (groupBuy, { sealed }) => void (change(groupBuy, sealed.legId).unknownSinceMs = sealed.sinceMs),
  deposit_review_opened: (groupBuy, event) =>
    void (change(groupBuy, event.sealed.legId).reviewSinceMs = event.effectiveAtMs),
  deposit_review_closed: (groupBuy, { sealed }) => void delete change(groupBuy, sealed.legId).reviewSinceMs,
  deposit_reversed: applyReversed,
  seat_at_risk: applySeatAtRisk,
  chargeback_opened: applyChargebackOpened,
  chargeback_won: applyChargebackWon,
  chargeback_lost: applyChargebackLost,
};

function applyReversed(groupBuy: GroupBuy, event: Of<"deposit_reversed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.heldMinor = 0;
  leg.convertAtMs = null;
  delete leg.reviewSinceMs;
  record(leg, "lapsed", event.open.amount, event);
  plan(leg, "lapsed", null);
}

/** It stands where it stood in line and waits for its money, like one that has just been pressed (M1). */
function applySeatAtRisk(groupBuy: GroupBuy, event: Of<"seat_at_risk">): void {
  const { memberId, legId, leg, payByMs } = event.sealed;
  const member = changeMember(groupBuy, memberId);
  openLeg(groupBuy, leg, memberId);
  member.depositLegId = leg.legId;
  member.payByMs = payByMs;
  member.atRisk = event.open.why;
  move(groupBuy, member, "held");
  giveBack(groupBuy, requireLeg(groupBuy, legId));
}

function applyChargebackOpened(groupBuy: GroupBuy, event: Of<"chargeback_opened">): void {
  const leg = change(groupBuy, event.sealed.legId);
  const { chargebackId: id, disputeId } = event.sealed;
  const { amount: amountMinor } = event.open;
  const opened = { id, disputeId, amountMinor, openedAtMs: event.effectiveAtMs, state: "open" } as const;
  leg.chargebacks = [...(leg.chargebacks ?? []), opened];
}

/** The money is there again, and goes where it was going. */
function applyChargebackWon(groupBuy: GroupBuy, event: Of<"chargeback_won">): void {
  const leg = change(groupBuy, event.sealed.legId);
  end(leg, "won");
  goOn(leg);
}

/** Where it stood on the deposit the payer has it back, by their bank's hand; anywhere else it is another's loss. */
function applyChargebackLost(groupBuy: GroupBuy, event: Of<"chargeback_lost">): void {
  const leg = change(groupBuy, event.sealed.legId);
  end(leg, "lost");
  if (event.sealed.bearer !== "deposit") return borneByOthers(leg, event);
  record(leg, "charged_back", event.open.amount, event);
  leg.refundedMinor += event.open.amount;
  const leftMinor = refundableMinor(leg);
  if (isPartRefund(leg)) leg.refundMinor = leftMinor === 0 ? null : Math.min(leg.refundMinor ?? 0, leftMinor);
  if (leftMinor === 0) return plan(leg, "charged_back", null);
  leg.keepMinor = Math.min(neededMinor(leg), leftMinor);
  goOn(leg);
}

/** What still stood on the deposit has gone home with it; the rest is another's loss. */
function borneByOthers(leg: Leg, event: Of<"chargeback_lost">): void {
  const { surplusMinor = 0 } = event.sealed;
  if (surplusMinor > 0) {
    record(leg, "charged_back", surplusMinor, event);
    leg.refundedMinor += surplusMinor;
    leg.refundMinor = null;
    if (leg.pending === "refund") ask(leg, null);
  }
  goOn(leg);
}

function goOn(leg: Leg): void {
  const isOwed = leg.state === "refunding" || leg.state === "refund_failed";
  if (isOwed && leg.pending === null) ask(leg, "refund");
  else returnSurplus(leg);
}

function end(leg: Leg, state: Chargeback["state"]): void {
  const open = openChargeback(leg);
  leg.chargebacks = leg.chargebacks?.map((one) => (one === open ? { ...one, state } : one)) ?? [];
}
