import {
  CONVERT_RETRY_MS,
  convertDueMs,
  neededUntilMs,
  planDelivery,
  planHolding,
  type HoldingNeed,
} from "../deposit/plan.ts";
import type { HoldingPlan } from "../deposit/provider.ts";
import { assertNever, err, ok, type Result } from "../result.ts";
import type {
  Answered,
  Concerning,
  Context,
  Decision,
  PersonCommand,
  ProviderOutcome,
  SystemCommand,
} from "./commands.ts";
import type { EventDraft, LegOpening } from "./events.ts";
import type { Refusal } from "./refusal.ts";
import { requireMember, type GroupBuy, type Leg, type Member, type ProviderStep } from "./state.ts";

type OfType<T extends (PersonCommand | SystemCommand)["type"]> = Extract<PersonCommand | SystemCommand, { type: T }>;

/** How deposits of this group-buy are held when they are opened at `nowMs`; refused when no provider plan lasts long enough. */
export function holdingPlan(groupBuy: GroupBuy, nowMs: number): Result<HoldingPlan, Refusal> {
  const planned = planHolding({ ...holdingNeed(groupBuy), nowMs });
  if (planned.ok) return planned;
  return err({ code: "duration-unsupported", pointer: "/closesAt", facts: { maximumMs: planned.error.maximumMs } });
}

/** Until when a deposit must stand: what the audit asks of a hold that is never converted. */
export function depositNeededUntilMs(groupBuy: GroupBuy): number {
  return neededUntilMs(holdingNeed(groupBuy));
}

function holdingNeed({ terms, policy, provider }: GroupBuy): Omit<HoldingNeed, "nowMs"> {
  return {
    deadlineMs: terms.closesAtMs,
    payWindowMs: policy.payWindowMs,
    // The deposit is taken with the balance, so the hold must outlast that window too.
    acceptanceWindowMs: policy.payGraceMs + terms.offerWindowMs + policy.balanceWindowMs,
    capabilities: provider,
  };
}

/** Money 1.4: captured money must outlast delivery and inspection, or the offer cannot be awarded at all. */
export function outlastsDelivery(groupBuy: GroupBuy, leadTimeDays: number, atMs: number): boolean {
  const promisedDeliveryMs =
    atMs + groupBuy.policy.balanceWindowMs + leadTimeDays * 86_400_000 + groupBuy.policy.shipMarginMs;
  const fits = planDelivery({
    capturedAtMs: groupBuy.publishedAtMs ?? atMs,
    promisedDeliveryMs,
    autoConfirmMs: groupBuy.policy.inspectionMs,
    capabilities: groupBuy.provider,
  });
  return fits.ok;
}

/** The guarantee deposit of a seat. Where no plan fits any more, money is taken at once (plan C). */
export function depositLeg(
  groupBuy: GroupBuy,
  seat: Pick<Member, "personId" | "quantity">,
  nowMs: number,
  instrument: string | null,
  newId: Context["newId"],
): LegOpening {
  const plan = holdingPlan(groupBuy, nowMs);
  return {
    legId: newId("dep"),
    personId: seat.personId,
    purpose: "deposit",
    quantity: seat.quantity,
    amountMinor: seat.quantity * groupBuy.terms.depositPerUnitMinor,
    plan: plan.ok ? plan.value : "C",
    instrument,
  };
}

/** A deposit before the press: with it verified, a join is one step (decision on armed deposits). */
export function decideArm(groupBuy: GroupBuy, command: OfType<"arm">, context: Context): Decision {
  const { actor } = context;
  if (!actor || groupBuy.state !== "open")
    return refuse({ code: groupBuy.state === "suspended" ? "suspended" : "not-open" });
  if (context.recvMs >= groupBuy.terms.closesAtMs) return refuse({ code: "deadline-passed" });
  if (command.quantity < 1 || command.quantity > groupBuy.terms.perBuyerMaximum) {
    return refuse({ code: "quantity-out-of-range", pointer: "/quantity" });
  }
  const armed = [...groupBuy.legs.values()].find((leg) => leg.personId === actor.personId && isArmed(leg));
  if (armed) return refuse({ code: "state-conflict", facts: { legId: armed.id } });
  const leg = depositLeg(
    groupBuy,
    { personId: actor.personId, quantity: command.quantity },
    context.recvMs,
    command.instrument,
    context.newId,
  );
  return decided([concerning({ type: "leg_armed", open: {}, sealed: { leg } }, actor.pseudonym)], { legId: leg.legId });
}

/** An armed deposit that still may become a seat. */
export function isArmed(leg: Leg): boolean {
  return leg.memberId === null && leg.purpose === "deposit" && (leg.state === "opening" || isSecured(leg));
}

/** The provider holds the money or has it; a conversion turns the one into the other (plan B). */
export function isSecured(leg: Leg): boolean {
  return leg.state === "held" || leg.state === "captured";
}

/** Names an instrument for a leg that waits for one, or another after a decline. */
export function decideConfirmLeg(groupBuy: GroupBuy, command: OfType<"confirm_leg">, context: Context): Decision {
  const leg = groupBuy.legs.get(command.legId);
  if (!leg || leg.personId !== context.actor?.personId) return refuse({ code: "not-found" });
  if (leg.state !== "intended" && leg.state !== "declined")
    return refuse({ code: "state-conflict", facts: { state: leg.state } });
  if (leg.pending !== null || !isWanted(groupBuy, leg))
    return refuse({ code: "state-conflict", facts: { state: leg.state } });
  const event = { type: "leg_confirmed", open: {}, sealed: { legId: leg.id, instrument: command.instrument } } as const;
  return decided([concerning(event, context.actor.pseudonym)], { legId: leg.id });
}

/** The buyer has done what the provider asked (a confirmation in another window): read the deposit again. */
export function decideRecheckLeg(groupBuy: GroupBuy, command: OfType<"recheck_leg">, context: Context): Decision {
  const leg = groupBuy.legs.get(command.legId);
  if (!leg || (context.actor && leg.personId !== context.actor.personId)) return refuse({ code: "not-found" });
  if (leg.state !== "action_required" || leg.pending !== null) return decided([], { legId: leg.id });
  const event = {
    type: "call_planned",
    open: {},
    sealed: { legId: leg.id, step: "read", captureMinor: null },
  } as const;
  return decided([concerning(event, context.actor?.pseudonym ?? null)], { legId: leg.id });
}

/** What each call can come to. Money that is only claimed, not audited, answers no `open` and no `read`. */
const ANSWERS: Readonly<Record<ProviderStep, readonly ProviderOutcome["kind"][]>> = {
  open: ["verified", "action_required", "declined", "audit_refused"],
  read: ["verified", "action_required", "declined", "audit_refused"],
  capture: ["captured", "declined", "lapsed", "released"],
  release: ["released", "lapsed", "captured"],
  refund: ["refunded", "refund_failed"],
};

/**
 * What the provider did, judged like any other command. An answer that does not fit what is pending is an echo and
 * changes nothing: answers come twice, late and out of order. Two facts need no question: a hold that the provider let
 * go, and a refund that came back after it had succeeded (scenarios 21 and 22).
 */
export function decideProviderAnswered(
  groupBuy: GroupBuy,
  command: OfType<"provider_answered">,
  context: Context,
): Decision {
  const leg = groupBuy.legs.get(command.legId);
  if (leg?.attempt !== command.attempt || !isNews(leg, command)) return decided([], {});
  return decided(eventsOfAnswer(groupBuy, leg, command.outcome, context), { legId: leg.id });
}

function isNews(leg: Leg, { step, outcome }: OfType<"provider_answered">): boolean {
  if (leg.pending !== null) return leg.pending === step && ANSWERS[step].includes(outcome.kind);
  if (outcome.kind === "lapsed") return leg.state === "held";
  return outcome.kind === "refund_failed" && leg.state === "refunded";
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
    case "lapsed":
      return [of({ type: "deposit_lapsed", open: { amount: leg.heldMinor, currency }, sealed: { legId: leg.id } })];
    case "refunded":
      return [
        of({ type: "deposit_refunded", open: { amount: leg.capturedMinor, currency }, sealed: { legId: leg.id } }),
      ];
    case "refund_failed": {
      const open = { amount: leg.capturedMinor, currency };
      return [of({ type: "refund_failed", open, sealed: { legId: leg.id, code: outcome.code } })];
    }
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

export function opening(groupBuy: GroupBuy, leg: Leg, context: Context): Concerning {
  const { terms, policy, termsHash, provider } = groupBuy;
  const home = groupBuy.initiatorCountry;
  const initiatorCountry = home !== null && terms.shipTo.includes(home) ? home : (terms.shipTo[0] ?? "");
  return concerning(
    {
      type: "opened",
      open: {
        terms,
        policy,
        termsHash,
        provider: provider.id,
        qty: terms.initiatorQuantity,
        amount: leg.amountMinor,
        currency: terms.currency,
      },
      sealed: { memberId: context.newId("mb"), legId: leg.id, country: initiatorCountry },
    },
    groupBuy.initiatorPseudonym,
  );
}

/** M10: the balance is held, so both payments are taken. Each capture is its own call with its own answer. */
function captureEverything(groupBuy: GroupBuy, balance: Leg): readonly Concerning[] {
  return [capturing(groupBuy, balance), ...takingDeposit(groupBuy, balance)];
}

function takingDeposit(groupBuy: GroupBuy, balance: Leg): readonly Concerning[] {
  const deposit = groupBuy.legs.get(requireMember(groupBuy, balance.memberId ?? "").depositLegId ?? "");
  const isTakeable = deposit?.state === "held" && deposit.pending === null && deposit.declineCode === null;
  return isTakeable ? [capturing(groupBuy, deposit)] : [];
}

export function capturing(groupBuy: GroupBuy, leg: Leg): Concerning {
  return concerning(
    { type: "call_planned", open: {}, sealed: { legId: leg.id, step: "capture", captureMinor: leg.amountMinor } },
    pseudonymOf(groupBuy, leg),
  );
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
    member?.state === "no_show" &&
    leg.purpose !== "balance" &&
    groupBuy.policy.noShow === "merchant" &&
    groupBuy.state === "fulfilling";
  const isLate = !isForfeited && !isWanted(groupBuy, leg);
  const event: EventDraft = {
    type: "deposit_captured",
    open: { amount: captured.capturedMinor, currency, isLate },
    sealed: { legId: leg.id, ref: captured.ref, isDirect: leg.heldMinor === 0 },
  };
  const events = [concerning(event, actor)];
  if (isForfeited) return [...events, forfeiting(groupBuy, leg, captured.capturedMinor)];
  if (isLate) return events;
  if (leg.purpose === "initiator_deposit" && groupBuy.state === "awaiting_deposit") {
    return [...events, ...published(groupBuy, leg, context)];
  }
  if (member?.state !== "balance_due") return events;
  const other = groupBuy.legs.get((leg.purpose === "balance" ? member.depositLegId : member.balanceLegId) ?? "");
  const takenMinor = captured.capturedMinor + (other?.state === "captured" ? other.capturedMinor : 0);
  if (takenMinor >= (member.totalMinor ?? 0)) return [...events, paid(member)];
  return leg.purpose === "balance" ? [...events, ...takingDeposit(groupBuy, leg)] : events;
}

/** What a member still owes after the award: the landed price less a deposit that stands. Never negative (O1 sees to it). */
export function balanceMinor(groupBuy: GroupBuy, member: Member): number {
  const deposit = groupBuy.legs.get(member.depositLegId ?? "");
  return (member.totalMinor ?? 0) - (deposit && isSecured(deposit) ? deposit.amountMinor : 0);
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
  const expired: EventDraft = { type: "seat_expired", open: { qty: member.quantity }, sealed: { memberId: member.id } };
  return [event, concerning(expired, actor)];
}

export function paid(member: Member): Concerning {
  return concerning(
    { type: "paid", open: { qty: member.quantity }, sealed: { memberId: member.id } },
    member.pseudonym,
  );
}

/** M11 with the policy `merchant`: what the no-show leaves behind. */
export function forfeiting(groupBuy: GroupBuy, leg: Leg, amountMinor: number): Concerning {
  return concerning(
    {
      type: "forfeited",
      open: { amount: amountMinor, currency: groupBuy.terms.currency },
      sealed: { legId: leg.id, merchantId: groupBuy.award?.merchantId ?? "" },
    },
    pseudonymOf(groupBuy, leg),
  );
}

function declined(leg: Leg, code: string, reason: string, isMoneyHeld: boolean): EventDraft {
  return { type: "deposit_declined", open: { reason }, sealed: { legId: leg.id, code, isMoneyHeld } };
}

/** G3: nothing was visible to anybody; the draft is kept, with the reason. */
function returnedToDraft(groupBuy: GroupBuy, leg: Leg, reason: "declined" | "audit"): readonly Concerning[] {
  if (leg.purpose !== "initiator_deposit" || groupBuy.state !== "awaiting_deposit") return [];
  return [concerning({ type: "submission_returned", open: { reason }, sealed: {} }, null)];
}

/** Whether money that arrives on this leg now is still for something. If not, it goes back by itself. */
function isWanted(groupBuy: GroupBuy, leg: Leg): boolean {
  if (leg.state === "abandoned" || leg.pending === "release" || leg.pending === "refund") return false;
  if (leg.purpose === "initiator_deposit" && leg.memberId === null) {
    return groupBuy.state === "awaiting_deposit" || groupBuy.state === "in_review";
  }
  if (leg.memberId === null) return groupBuy.state === "open";
  const { state, depositLegId, balanceLegId } = requireMember(groupBuy, leg.memberId);
  if (leg.id !== depositLegId && leg.id !== balanceLegId) return false;
  if (leg.purpose === "balance") return state === "balance_due";
  return state === "held" || state === "active" || state === "bound" || state === "balance_due";
}

function pseudonymOf(groupBuy: GroupBuy, leg: Leg): string | null {
  if (leg.memberId !== null) return requireMember(groupBuy, leg.memberId).pseudonym;
  return leg.personId === groupBuy.initiatorId ? groupBuy.initiatorPseudonym : null;
}

export function concerning(event: EventDraft, actor: string | null): Concerning {
  return { event, actor };
}

export function decided(events: readonly Concerning[], answer: Answered): Decision {
  return ok({ events, answer });
}

export function refuse(refusal: Refusal, events: readonly Concerning[] = []): Decision {
  return err({ refusal, events });
}
