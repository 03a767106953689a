import type { Concerning, Context } from "../commands.ts";
import { concerning } from "../decision.ts";
import type { Leg } from "../state/leg.ts";
import type { Member, RiskWhy } from "../state/member.ts";
import { requireMember, type GroupBuy } from "../state/state.ts";
import type { GroupBuyStateName } from "../state/states.ts";
import { depositLeg } from "./holding.ts";

/** While seats may still be paid for (M4): afterwards the count stands, and a seat without money ends at once. */
const PAYABLE_IN: ReadonlySet<GroupBuyStateName> = new Set(["open", "suspended", "closing"]);

/**
 * H11: the money of a verified seat is gone, and not by its buyer's wish alone. The seat keeps its place and its buyer may
 * pay again, as after a decline; until then nobody counts on it, because nothing stands behind it (ADR 0040). Null where
 * there is no time left for it, or where the seat rests on other deposits too (M7).
 */
export function secondChance(groupBuy: GroupBuy, leg: Leg, why: RiskWhy, context: Context): Concerning | null {
  const { policy, terms, state } = groupBuy;
  const member = leg.memberId === null ? null : requireMember(groupBuy, leg.memberId);
  if (policy.secondChanceMs === undefined || !PAYABLE_IN.has(state) || !member || !restsOn(member, leg)) return null;
  const payByMs = Math.min(context.recvMs + policy.secondChanceMs, terms.closesAtMs + policy.payGraceMs);
  if (payByMs <= context.recvMs) return null;
  const again = depositLeg(groupBuy, member, context.recvMs, null, context.newId);
  const sealed = { memberId: member.id, legId: leg.id, payByMs, leg: again };
  return concerning({ type: "seat_at_risk", open: { qty: member.quantity, why }, sealed }, member.pseudonym);
}

function restsOn({ state, depositLegId, parts = [] }: Member, { id }: Leg): boolean {
  return state === "active" && depositLegId === id && parts.length === 0;
}
