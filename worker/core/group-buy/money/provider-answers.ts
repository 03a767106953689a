import { convertDueMs, CONVERT_RETRY_MS } from "../../deposit/plan.ts";
import { assertNever } from "../../result.ts";
import type { Concerning, Context, Decision, ProviderOutcome, SystemCommand } from "../commands.ts";
import { concerning, decided } from "../decision.ts";
import { isWanted } from "./deposits.ts";
import { legsOf } from "./leg-changes.ts";
import type { EventDraft } from "../events.ts";
import { secondChance } from "./second-chance.ts";
import { ofTopUp, withoutTopUp } from "./top-ups.ts";
import { shareAnswered } from "./guarantee.ts";
import { shareCalled } from "./left-behind.ts";
import { capturing, forfeiting, opening, paid, pseudonymOf, takingDeposits } from "./money-steps.ts";
import { isPartRefund, neededMinor, refundableMinor, standingMinor } from "../state/parts.ts";
import { partEnded } from "../seats/quantities.ts";
import type { Leg, ProviderStep, Refund } from "../state/leg.ts";
import { requireMember, type GroupBuy } from "../state/state.ts";

type OfType<T extends SystemCommand["type"]> = Extract<SystemCommand, { type: T }>;

/** What each call can come to. Money that is only claimed, not audited, answers no `open` and no `read`. */
const ANSWERS: Readonly<Record<ProviderStep, readonly ProviderOutcome["kind"][]>> = {
  open: ["verified", "action_required", "declined", "audit_refused"],
  read: ["verified", "action_required", "declined", "audit_refused"],
  capture: ["captured", "declined", "lapsed", "released"],
  release: ["released", "lapsed", "captured"],
  refund: ["refunded", "refund_failed"],
  payout: ["paid_out", "payout_failed"],
  "top-up": ["topped_up"],
};

/**
 * What the provider did, judged like any other command. An answer that does not fit what is pending is an echo and
 * changes nothing: answers come twice, late and out of order. Three facts need no question: a hold that the provider let
 * go, and a refund or a share that came back after it had arrived (scenarios 21 and 22).
 */
export function decideProviderAnswered(
  groupBuy: GroupBuy,
  asAnswered: OfType<"provider_answered">,
  context: Context,
): Decision {
  const leg = groupBuy.legs.get(asAnswered.legId);
  const short = leg ? ofTopUp(groupBuy, leg, asAnswered) : null;
  if (short) return decided(short, {});
  const command = withoutTopUp(asAnswered);
  const returned = leg ? cameBack(leg, command) : null;
  if (leg && returned) return decided([returnOf(groupBuy, leg, returned, command)], {});
  if (leg?.attempt !== command.attempt || !isNews(leg, command)) return decided([], {});
  return decided(eventsOfAnswer(groupBuy, leg, command.outcome, context), {});
}

function isNews(leg: Leg, { step, outcome }: OfType<"provider_answered">): boolean {
  if (leg.pending !== null) return leg.pending === step && ANSWERS[step].includes(outcome.kind);
  if (outcome.kind === "lapsed") return leg.state === "held";
  if (outcome.kind === "payout_failed") return leg.state === "paid_out";
  return outcome.kind === "refund_failed" && leg.state === "refunded";
}

/** A refund had succeeded, and days later its bank sent it back, whatever has been asked of the deposit since (scenario 21). */
function cameBack(leg: Leg, { step, attempt, outcome }: OfType<"provider_answered">): Refund | null {
  if (step !== "refund" || outcome.kind !== "refund_failed") return null;
  const isLast = leg.state === "refunded" && attempt === leg.attempt;
  return isLast ? null : (leg.refunds?.find((refund) => refund.attempt === attempt) ?? null);
}

function returnOf(
  groupBuy: GroupBuy,
  leg: Leg,
  { attempt, amountMinor }: Refund,
  { outcome }: OfType<"provider_answered">,
): Concerning {
  const open = { amount: amountMinor, currency: groupBuy.terms.currency };
  const code = outcome.kind === "refund_failed" ? outcome.code : "";
  const sealed = { legId: leg.id, code, ...(attempt !== leg.attempt - 1 && { attempt }) };
  return concerning({ type: "part_refund_returned", open, sealed }, pseudonymOf(groupBuy, leg));
}

function eventsOfAnswer(
  groupBuy: GroupBuy,
  leg: Leg,
  outcome: ProviderOutcome,
  context: Context,
): readonly Concerning[] {
  const { currency } = groupBuy.terms;
  const of = (event: EventDraft): Concerning => concerning(event, pseudonymOf(groupBuy, leg));
  switch (outcome.kind) {
    case "verified":
      return eventsOfVerified(groupBuy, leg, outcome.deposit, context);
    case "captured":
      return eventsOfCaptured(groupBuy, leg, outcome, context);
    case "action_required":
      return [
        of({ type: "deposit_action_required", open: {}, sealed: { legId: leg.id, ref: outcome.ref } }),
        ...(isWanted(groupBuy, leg) ? [] : [of({ type: "leg_abandoned", open: {}, sealed: { legId: leg.id } })]),
      ];
    case "declined":
      if (leg.pending === "capture") return eventsOfFailedCapture(groupBuy, leg, outcome.code, context);
      return [of(declined(leg, outcome.code, "declined", false)), ...returnedToDraft(groupBuy, leg, "declined")];
    case "audit_refused": {
      const event = declined(leg, outcome.refusal.code, outcome.refusal.reason, outcome.isMoneyHeld);
      return [of(event), ...returnedToDraft(groupBuy, leg, "audit")];
    }
    case "released":
      // Asked for the money and told that it has been let go: not by us.
      if (leg.pending === "capture") return eventsOfAnswer(groupBuy, leg, { kind: "lapsed" }, context);
      return [of({ type: "deposit_released", open: { amount: leg.heldMinor, currency }, sealed: { legId: leg.id } })];
    case "lapsed": {
      const open = { amount: leg.heldMinor, currency };
      const again = secondChance(groupBuy, leg, "reversed", context);
      if (!again) return [of({ type: "deposit_lapsed", open, sealed: { legId: leg.id } })];
      return [of({ type: "deposit_reversed", open, sealed: { legId: leg.id } }), again];
    }
    case "refunded": {
      const isPart = isPartRefund(leg);
      const open = { amount: refundOf(leg), currency };
      return [of({ type: isPart ? "part_refunded" : "deposit_refunded", open, sealed: { legId: leg.id } })];
    }
    case "refund_failed": {
      const open = { amount: refundOf(leg), currency };
      if (isPartRefund(leg)) {
        return [of({ type: "part_refund_failed", open, sealed: { legId: leg.id, code: outcome.code } })];
      }
      return [of({ type: "refund_failed", open, sealed: { legId: leg.id, code: outcome.code } })];
    }
    case "short":
    case "topped_up":
      return []; // Answered before.
    case "paid_out":
      return [shareAnswered(groupBuy, leg, null)];
    case "payout_failed":
      return [shareAnswered(groupBuy, leg, outcome.code)];
    default:
      return assertNever(outcome);
  }
}

/** M4, G4: the audit has passed. Late money is booked and goes back; nothing is published or seated by it. */
function eventsOfVerified(
  groupBuy: GroupBuy,
  leg: Leg,
  deposit: Extract<ProviderOutcome, { kind: "verified" }>["deposit"],
  context: Context,
): readonly Concerning[] {
  if (deposit.state === "captured") {
    const captured = { ref: deposit.ref, capturedMinor: leg.amountMinor, isDirect: true };
    return eventsOfCaptured(groupBuy, leg, captured, context);
  }
  const isLate = !isWanted(groupBuy, leg);
  const { captureBeforeMs, ref } = deposit;
  const held: EventDraft = {
    type: "deposit_held",
    open: { amount: leg.amountMinor, currency: groupBuy.terms.currency, isLate },
    sealed: {
      legId: leg.id,
      ref,
      captureBeforeMs,
      convertAtMs: leg.plan === "B" && captureBeforeMs !== null ? convertDueMs(captureBeforeMs) : null,
    },
  };
  const events = [concerning(held, pseudonymOf(groupBuy, leg))];
  if (isLate) return events;
  if (leg.purpose === "initiator_deposit") return [...events, ...published(groupBuy, leg, context)];
  if (leg.purpose === "bond") return [...events, capturing(groupBuy, leg)]; // Only held, it would not last.
  return leg.purpose === "balance" ? [...events, ...captureEverything(groupBuy, leg)] : events;
}

/** G4: published at last — unless the review or a deposit that came too late for its own deadline says otherwise. */
function published(groupBuy: GroupBuy, leg: Leg, context: Context): readonly Concerning[] {
  const { terms, policy } = groupBuy;
  if (terms.closesAtMs - context.recvMs < policy.publishMarginMs) {
    return [concerning({ type: "submission_returned", open: { reason: "too_late" }, sealed: {} }, null)];
  }
  if (policy.isReviewed) return [concerning({ type: "review_started", open: {}, sealed: {} }, null)];
  return [opening(groupBuy, leg, context)];
}

/** M10: the balance is held, so both payments are taken. Each capture is its own call with its own answer. */
function captureEverything(groupBuy: GroupBuy, balance: Leg): readonly Concerning[] {
  const member = requireMember(groupBuy, balance.memberId ?? "");
  return [capturing(groupBuy, balance), ...takingDeposits(groupBuy, member)];
}

function eventsOfCaptured(
  groupBuy: GroupBuy,
  leg: Leg,
  captured: { readonly ref: string; readonly capturedMinor: number; readonly isDirect: boolean },
  context: Context,
): readonly Concerning[] {
  const { currency } = groupBuy.terms;
  const actor = pseudonymOf(groupBuy, leg);
  const member = leg.memberId === null ? null : requireMember(groupBuy, leg.memberId);
  const isForfeited =
    leg.isCalled !== true &&
    member?.state === "no_show" &&
    leg.purpose !== "balance" &&
    (member.forfeits ?? groupBuy.policy.noShow === "merchant") &&
    neededMinor(leg) > 0 &&
    groupBuy.state === "fulfilling";
  const isLate = !isForfeited && !isWanted(groupBuy, leg);
  const event: EventDraft = {
    type: "deposit_captured",
    open: { amount: captured.capturedMinor, currency, isLate },
    sealed: { legId: leg.id, ref: captured.ref, isDirect: leg.heldMinor === 0 },
  };
  const events = [concerning(event, actor)];
  if (isForfeited) {
    return [...events, forfeiting(groupBuy, member, leg, Math.min(captured.capturedMinor, neededMinor(leg)))];
  }
  if (leg.isCalled === true) {
    const amountMinor = Math.min(captured.capturedMinor, neededMinor(leg));
    return [...events, ...shareCalled(groupBuy, leg, amountMinor, context.newId)];
  }
  if (isLate) return events;
  if (leg.purpose === "initiator_deposit" && groupBuy.state === "awaiting_deposit") {
    return [...events, ...published(groupBuy, leg, context)];
  }
  if (member?.state !== "balance_due") return events;
  const takenBeforeMinor = legsOf(groupBuy, member).reduce((sum, other) => sum + standingMinor(other), 0);
  const takenMinor = takenBeforeMinor + Math.min(captured.capturedMinor, neededMinor(leg));
  if (takenMinor >= (member.totalMinor ?? 0)) return [...events, paid(member)];
  return leg.purpose === "balance" ? [...events, ...takingDeposits(groupBuy, member)] : events;
}

/**
 * Scenario 22: the hold stands and the capture was refused. A deposit is tried once more while its hold lasts; after
 * that it secures nothing, so it goes back and with it a seat that rests on it alone (M5). A balance goes back at once:
 * its buyer is there and may name another instrument.
 */
function eventsOfFailedCapture(groupBuy: GroupBuy, leg: Leg, code: string, context: Context): readonly Concerning[] {
  const actor = pseudonymOf(groupBuy, leg);
  const isFirst = leg.declineCode === null && leg.purpose !== "balance";
  const dueMs = context.recvMs + CONVERT_RETRY_MS;
  const isInTime = leg.captureBeforeMs === null || dueMs < leg.captureBeforeMs;
  const retryAtMs = isFirst && isInTime && isWanted(groupBuy, leg) ? dueMs : null;
  const event = concerning({ type: "capture_failed", open: {}, sealed: { legId: leg.id, code, retryAtMs } }, actor);
  const member = leg.memberId === null ? null : requireMember(groupBuy, leg.memberId);
  if (retryAtMs !== null || member?.state !== "active") return [event];
  const part = member.parts?.find(({ legId }) => legId === leg.id);
  const expired: EventDraft = part
    ? partEnded(member, part, "deposit")
    : { type: "seat_expired", open: { qty: member.quantity }, sealed: { memberId: member.id } };
  return [event, concerning(expired, actor)];
}

/** What an answer about a refund is about: the part on its way, all that is left, or the last that went. */
function refundOf(leg: Leg): number {
  const { state, attempt, refunds, refundMinor } = leg;
  if (state === "refunded")
    return refunds?.find((refund) => refund.attempt === attempt)?.amountMinor ?? leg.refundedMinor;
  return refundMinor ?? refundableMinor(leg);
}

function declined(leg: Leg, code: string, reason: string, isMoneyHeld: boolean): EventDraft {
  return { type: "deposit_declined", open: { reason }, sealed: { legId: leg.id, code, isMoneyHeld } };
}

/** G3: nothing was visible to anybody; the draft is kept, with the reason. */
function returnedToDraft(groupBuy: GroupBuy, leg: Leg, reason: "declined" | "audit"): readonly Concerning[] {
  if (leg.purpose !== "initiator_deposit" || groupBuy.state !== "awaiting_deposit") return [];
  return [concerning({ type: "submission_returned", open: { reason }, sealed: {} }, null)];
}
