import type { Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { isBondWanted } from "./bond.ts";
import { depositLeg } from "./holding.ts";
import { isSecured } from "./money-steps.ts";
import type { Leg } from "../state/leg.ts";
import { neededMinor } from "../state/parts.ts";
import type { Member } from "../state/member.ts";
import { isPublished, isSellerIn, requireMember, type GroupBuy } from "../state/state.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** A deposit before the press: with it verified, a join is one step (decision on armed deposits). */
export function decideArm(groupBuy: GroupBuy, command: OfType<"arm">, context: Context): Decision {
  const { actor } = context;
  if (!actor || !isPublished(groupBuy)) return refuse({ code: "not-found" });
  if (groupBuy.state !== "open") return refuse({ code: groupBuy.state === "suspended" ? "suspended" : "not-open" });
  if (isSellerIn(groupBuy, actor.personId)) return refuse({ code: "conflict-of-interest" });
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

/** H5: the armed deposit that would pay for a seat in line as it is. */
export function armedLegOf(
  { legs }: GroupBuy,
  { personId, quantity }: Pick<Member, "personId" | "quantity">,
): Leg | null {
  return legs.values().find((leg) => leg.personId === personId && leg.quantity === quantity && isArmed(leg)) ?? null;
}

/** Names an instrument for a leg that waits for one, or another after a decline. */
export function decideConfirmLeg(groupBuy: GroupBuy, command: OfType<"confirm_leg">, context: Context): Decision {
  const leg = groupBuy.legs.get(command.legId);
  if (!leg || leg.personId !== context.actor?.personId) return refuse({ code: "not-found" });
  const isWaiting = leg.state === "intended" || leg.state === "declined";
  if (!isWaiting || leg.pending !== null || !isWanted(groupBuy, leg))
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

/** Whether money that arrives on this leg now is still for something. If not, it goes back by itself. */
export function isWanted(groupBuy: GroupBuy, leg: Leg): boolean {
  if (leg.isCalled === true) return true;
  if (leg.state === "abandoned" || leg.pending === "release" || leg.pending === "refund") return false;
  if (leg.purpose === "bond") return isBondWanted(groupBuy, leg);
  if (leg.purpose === "initiator_deposit" && leg.memberId === null) {
    return groupBuy.state === "awaiting_deposit" || groupBuy.state === "in_review";
  }
  if (leg.memberId === null) return groupBuy.state === "open" || groupBuy.state === "suspended";
  const { state, depositLegId, balanceLegId, forfeits, parts = [] } = requireMember(groupBuy, leg.memberId);
  const isOfSeat = leg.id === depositLegId || leg.id === balanceLegId || parts.some(({ legId }) => legId === leg.id);
  if (!isOfSeat) return false;
  if (leg.purpose === "balance") return state === "balance_due";
  // Kept until it is clear whether the merchant loses by the no-show (H6).
  if (state === "no_show") return forfeits === true && neededMinor(leg) > 0 && groupBuy.state === "collecting";
  return state === "held" || state === "active" || state === "bound" || state === "balance_due";
}
