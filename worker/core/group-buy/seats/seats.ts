import type { Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { isArmed } from "../money/deposits.ts";
import { isSecured } from "../money/money-steps.ts";
import { depositLeg } from "../money/holding.ts";
import { flexibilityFault, saidOf } from "./flexibility.ts";
import { limitFacts } from "../../limits.ts";
import type { Refusal } from "../state/refusal.ts";
import type { Leg } from "../state/leg.ts";
import { isPublished, isSellerIn, memberOf, type GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * M1, M2: one decision for every way in. In time means that the command's stamp is smaller than the deadline (T2); the
 * queue before the decision and the payment after it never count (T3, T4). Who is refused gets proof of it.
 */
export function decideJoin(groupBuy: GroupBuy, command: OfType<"join">, context: Context): Decision {
  const { actor, recvMs } = context;
  // Whoever may not know that it exists gets no receipt that says so.
  if (!actor || !isPublished(groupBuy)) return refuse({ code: "not-found" });
  const refusal = refusalOf(groupBuy, command, context, actor.personId) ?? limitOf(context);
  if (refusal) return refuse(refusal, [refused(groupBuy, command, context, refusal)]);

  const { terms, policy } = groupBuy;
  const armed = command.armedLegId === null ? null : (groupBuy.legs.get(command.armedLegId) ?? null);
  const free = freeQuantity(groupBuy);
  const isWaiting = command.quantity > free || groupBuy.waitlistedQuantity > 0;
  const as = isWaiting ? "waitlisted" : armed && isSecured(armed) ? "active" : "held";
  const seat = { personId: actor.personId, quantity: command.quantity };
  const leg = armed || isWaiting ? null : depositLeg(groupBuy, seat, recvMs, command.instrument, context.newId);
  const memberId = context.newId("mb");
  const said = saidOf(command.quantity, command.flexible);
  return decided(
    [
      concerning(
        {
          type: "joined",
          open: {
            as,
            qty: command.quantity,
            amount: command.quantity * terms.depositPerUnitMinor,
            currency: terms.currency,
            ...(said && { flexible: said }),
          },
          sealed: {
            memberId,
            personId: actor.personId,
            country: command.country,
            ...(command.buyer === "business" && { buyer: command.buyer }),
            // Nobody is bound above a price they have seen: without a word of their own, the group's ceiling is theirs.
            priceCeilingMinor: command.priceCeilingMinor ?? terms.ceilingUnitPriceMinor ?? terms.targetUnitPriceMinor,
            deliverByMs: command.deliverByMs ?? terms.deliverByMs,
            payByMs: as === "held" ? Math.min(recvMs + policy.payWindowMs, terms.closesAtMs + policy.payGraceMs) : null,
            leg,
            armedLegId: isWaiting ? null : (armed?.id ?? null),
          },
        },
        actor.pseudonym,
      ),
    ],
    { memberId, ...(leg ? { legId: leg.legId } : armed && !isWaiting ? { legId: armed.id } : {}) },
  );
}

/** Whoever has enough elsewhere; last, since every other refusal says more. */
function limitOf({ actor, recvMs }: Context): Refusal | null {
  const facts = limitFacts(actor?.reached, recvMs);
  return facts && { code: "limit-reached", facts };
}

function refusalOf(groupBuy: GroupBuy, command: OfType<"join">, { recvMs }: Context, personId: string): Refusal | null {
  const { terms } = groupBuy;
  // While it is suspended the deadline cannot close it, so nobody is late yet (G6).
  if (groupBuy.state === "suspended") return { code: "suspended" };
  if (recvMs >= terms.closesAtMs) return { code: "deadline-passed", facts: { lateMs: recvMs - terms.closesAtMs } };
  if (groupBuy.state !== "open") return { code: "not-open", facts: { state: groupBuy.state } };
  const member = memberOf(groupBuy, personId);
  if (member && !hasEnded(member.state))
    return { code: "already-joined", facts: { memberId: member.id, seq: member.seq } };
  if (member?.state === "removed") return { code: "forbidden" }; // M16: not by joining again.
  if (isSellerIn(groupBuy, personId)) return { code: "conflict-of-interest" };
  if (command.quantity < 1 || command.quantity > terms.perBuyerMaximum) {
    return { code: "quantity-out-of-range", pointer: "/quantity", facts: { maximum: terms.perBuyerMaximum } };
  }
  const inflexible = command.flexible && flexibilityFault(terms, command.quantity, command.flexible, false);
  if (inflexible) return inflexible;
  if (!terms.shipTo.includes(command.country)) return { code: "ship-to-unsupported", pointer: "/country" };
  if (command.currency !== null && command.currency !== terms.currency) {
    return { code: "currency-mismatch", pointer: "/priceCeiling/currency", facts: { currency: terms.currency } };
  }
  if (command.priceCeilingMinor !== null && command.priceCeilingMinor < 1) {
    return { code: "amount-out-of-range", pointer: "/priceCeiling/amount" };
  }
  if (command.termsHash !== groupBuy.termsHash) return { code: "terms-changed", pointer: "/termsHash" };
  if (command.armedLegId !== null) {
    const leg = groupBuy.legs.get(command.armedLegId);
    if (!leg || !fits(leg, command, personId)) return { code: "deposit-mismatch", pointer: "/armedLegId" };
  }
  const free = freeQuantity(groupBuy);
  const isFull = command.quantity > free || groupBuy.waitlistedQuantity > 0;
  if (isFull && !command.waitlist) return { code: "group-full", facts: { free: Math.max(0, free) } };
  return null;
}

function fits(leg: Leg, command: OfType<"join">, personId: string): boolean {
  return leg.personId === personId && leg.quantity === command.quantity && isArmed(leg);
}

function refused(groupBuy: GroupBuy, command: OfType<"join">, { actor, recvMs }: Context, refusal: Refusal) {
  return concerning(
    {
      type: "join_refused",
      open: { code: refusal.code, qty: command.quantity, marginMs: groupBuy.terms.closesAtMs - recvMs },
      sealed: { personId: actor?.personId ?? "" },
    },
    actor?.pseudonym ?? null,
  );
}

/** M6: as easy as joining, until the lock that was announced from the start; free of it once a deadline has moved. */
export function decideLeave(groupBuy: GroupBuy, _command: OfType<"leave">, context: Context): Decision {
  const { actor, recvMs } = context;
  const member = actor ? memberOf(groupBuy, actor.personId) : null;
  if (!member || hasEnded(member.state)) return refuse({ code: "not-found" });
  if (member.isInitiator) return refuse({ code: "state-conflict", facts: { state: "initiator" } });
  if (groupBuy.state !== "open" && groupBuy.state !== "suspended") {
    return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  }
  const isSeated = member.state !== "waitlisted"; // Nobody counts on who is only waiting.
  const locked = groupBuy.state === "open" && isSeated ? lockRefusal(groupBuy, recvMs) : null;
  if (locked) return refuse(locked);
  const event = { type: "withdrawn", open: { qty: member.quantity }, sealed: { memberId: member.id } } as const;
  return decided([concerning(event, member.pseudonym)], { memberId: member.id });
}

/** The lock before the bell, which a moved deadline lifts for a time (M6). */
export function lockRefusal({ terms, policy, freeExitUntilMs }: GroupBuy, recvMs: number): Refusal | null {
  const lockedAtMs = terms.closesAtMs - policy.withdrawLockMs;
  const isFree = freeExitUntilMs !== null && recvMs < freeExitUntilMs;
  return isFree || recvMs < lockedAtMs ? null : { code: "withdrawal-locked", facts: { lockedAtMs } };
}

/** Seats that nobody has, neither verified nor held; without a cap there is no end of them. */
export function freeQuantity({ terms, heldQuantity, verifiedQuantity }: GroupBuy): number {
  return (terms.quantityMaximum ?? Number.POSITIVE_INFINITY) - heldQuantity - verifiedQuantity;
}
