import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import type { EventDraft } from "../events.ts";
import { depositLeg } from "../money/holding.ts";
import { claimsOf, heldPart, type Claim } from "../state/parts.ts";
import { flexibilityFault, flexing, isLess, isSaid, saidOf } from "./flexibility.ts";
import type { Refusal } from "../state/refusal.ts";
import { freeQuantity, lockRefusal } from "./seats.ts";
import type { Flexibility, Member, Part } from "../state/member.ts";
import { memberOf, type GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * M7: another quantity in all. What is added takes free seats at a place of its own, and counts once its own deposit is
 * verified; what is taken away goes from the last that came. Whoever is refused gets proof of it.
 */
export function decideChangeQuantity(
  groupBuy: GroupBuy,
  command: OfType<"change_quantity">,
  context: Context,
): Decision {
  const { actor, recvMs } = context;
  const member = actor ? memberOf(groupBuy, actor.personId) : null;
  if (!member || hasEnded(member.state)) return refuse({ code: "not-found" });
  const said = command.flexible === undefined ? undefined : saidOf(command.quantity, command.flexible);
  const refusal = refusalOf(groupBuy, member, command, said, recvMs);
  if (refusal) {
    const open = { code: refusal.code, qty: command.quantity, marginMs: groupBuy.terms.closesAtMs - recvMs };
    const event = { type: "change_refused", open, sealed: { personId: member.personId } } as const;
    return refuse(refusal, [concerning(event, member.pseudonym)]);
  }
  const flexed = said === undefined || isSaid(member, said) ? [] : [flexing(member, said)];
  const more = command.quantity - member.quantity;
  if (more > 0) return add(groupBuy, member, more, command.instrument, context, flexed);
  const unpaid = heldPart(member);
  const events = [
    ...(unpaid ? [partEnded(member, unpaid, "withdrawn")] : []),
    ...(more < 0 ? [lower(member, -more)] : []),
  ];
  return decided([...events.map((event) => concerning(event, member.pseudonym)), ...flexed], { memberId: member.id });
}

function refusalOf(
  groupBuy: GroupBuy,
  member: Member,
  { quantity, flexible }: OfType<"change_quantity">,
  said: Flexibility | null | undefined,
  recvMs: number,
): Refusal | null {
  const { terms, state } = groupBuy;
  if (state === "suspended") return { code: "suspended" };
  if (recvMs >= terms.closesAtMs) return { code: "deadline-passed", facts: { lateMs: recvMs - terms.closesAtMs } };
  if (state !== "open") return { code: "not-open", facts: { state } };
  const minimum = member.isInitiator ? terms.initiatorQuantity : 1; // What was published stands behind the demand.
  if (quantity < minimum || quantity > terms.perBuyerMaximum) {
    return { code: "quantity-out-of-range", pointer: "/quantity", facts: { minimum, maximum: terms.perBuyerMaximum } };
  }
  const inflexible = flexible && flexibilityFault(terms, quantity, flexible, member.isInitiator);
  if (inflexible) return inflexible;
  const unpaid = heldPart(member);
  const isFlexed = said !== undefined && !isSaid(member, said);
  if (quantity === member.quantity && !unpaid && !isFlexed) {
    return { code: "state-conflict", facts: { state: "unchanged" } };
  }
  // Who may be counted on for less is as much as a smaller quantity; in line nobody counts on anybody (M6).
  const isFirm = member.state !== "waitlisted" && isFlexed && isLess(member, said, quantity);
  const locked = isFirm ? lockRefusal(groupBuy, recvMs) : null;
  if (locked) return locked;
  if (quantity === member.quantity && !unpaid) return null;
  if (quantity > member.quantity) {
    // In line and unpaid there is nothing yet that could be added to.
    if (member.state !== "active") return { code: "state-conflict", facts: { state: member.state } };
    if (unpaid) return { code: "state-conflict", facts: { state: "part-unpaid", legId: unpaid.legId } };
    const free = freeQuantity(groupBuy);
    const isOvertaking = groupBuy.waitlistedQuantity > 0;
    if (quantity - member.quantity > free || isOvertaking)
      return { code: "group-full", facts: { free: Math.max(0, free) } };
    return null;
  }
  if (member.state === "waitlisted") return null;
  if (member.state !== "active") return { code: "state-conflict", facts: { state: member.state } };
  return lockRefusal(groupBuy, recvMs);
}

function add(
  groupBuy: GroupBuy,
  member: Member,
  quantity: number,
  instrument: string | null,
  context: Context,
  flexed: readonly Concerning[],
): Decision {
  const { terms, policy } = groupBuy;
  const { recvMs, newId } = context;
  const leg = depositLeg(groupBuy, { personId: member.personId, quantity }, recvMs, instrument, newId);
  const event = {
    type: "part_added",
    open: { qty: quantity, amount: leg.amountMinor, currency: terms.currency },
    sealed: {
      memberId: member.id,
      payByMs: Math.min(recvMs + policy.payWindowMs, terms.closesAtMs + policy.payGraceMs),
      leg,
    },
  } as const;
  return decided([concerning(event, member.pseudonym), ...flexed], { memberId: member.id, legId: leg.legId });
}

function lower(member: Member, quantity: number): EventDraft {
  return {
    type: "lowered",
    open: { qty: quantity },
    sealed: { memberId: member.id, cuts: cutLast(member, quantity) },
  };
}

/** The last that came goes first: the best place in line is kept the longest. What is gone anyway is not cut again. */
export function cutLast(
  member: Member,
  quantity: number,
  gone: readonly Claim[] = [],
): { legId: string | null; quantity: number }[] {
  const cuts: { legId: string | null; quantity: number }[] = [];
  let left = quantity;
  for (const claim of [...claimsOf(member)].reverse()) {
    if (gone.some(({ legId }) => legId !== null && legId === claim.legId)) continue;
    const taken = Math.min(left, claim.quantity);
    if (taken > 0) cuts.push({ legId: claim.legId, quantity: taken });
    left -= taken;
  }
  return cuts;
}

export function partEnded(
  member: Member,
  part: Pick<Part, "legId" | "quantity">,
  why: Extract<EventDraft, { type: "part_ended" }>["open"]["why"],
): EventDraft {
  return { type: "part_ended", open: { qty: part.quantity, why }, sealed: { memberId: member.id, legId: part.legId } };
}
