import { BASIS_POINTS_ALL, basisPoints } from "../../money.ts";
import type { Kept } from "./money-events.ts";
import { depositsOf, neededMinor } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import type { GroupBuy } from "../state/state.ts";
import type { MemberStateName } from "../state/states.ts";
import type { Policy } from "../state/terms.ts";
import { noShowBasisPoints, type Forfeiter } from "./no-show-rules.ts";

/**
 * What a no-show may cost a member (H6, domain 3.7): the operator fixes it with the terms, by where somebody buys and as
 * what, and it is told before they pay. The initiator's own deposit answers for the demand and has a rule of its own (G8).
 */

/** What of this deposit would be lost, and once its member has not paid: what is. */
export function atStakeMinor({ policy }: Pick<GroupBuy, "policy">, member: Member, leg: Leg): number {
  if (member.forfeits === true) return neededMinor(leg); // Made as small as the rules say with the no-show itself.
  return basisPoints(neededMinor(leg), stakeBasisPoints(policy, member)); // What does not divide is the payer's.
}

/** Whether the terms let this member's no-show cost anything. */
export function isForfeiting(groupBuy: GroupBuy, member: Member): boolean {
  return depositsOf(groupBuy, member).some((leg) => atStakeMinor(groupBuy, member, leg) > 0);
}

/** What is kept of each deposit where that is not all of it: what an event says, so that nobody has to know the rules again. */
export function keptOf(groupBuy: GroupBuy, member: Member): { readonly keeps?: readonly Kept[] } {
  const keeps = depositsOf(groupBuy, member).flatMap((leg): Kept[] => {
    const amountMinor = atStakeMinor(groupBuy, member, leg);
    return amountMinor < neededMinor(leg) ? [{ legId: leg.id, amountMinor }] : [];
  });
  return keeps.length > 0 ? { keeps } : {};
}

/** Who may still come to owe a rest that they do not pay, the line included: there the deposit is still to come. */
const AT_STAKE: ReadonlySet<MemberStateName> = new Set(["held", "waitlisted", "active", "bound", "balance_due"]);

/** What not paying the rest would cost a member; null where it cannot come to that any more. */
export function stakeOf(
  groupBuy: GroupBuy,
  member: Member,
): { readonly forfeitedMinor: number; readonly returnedMinor: number } | null {
  const { policy, terms } = groupBuy;
  if (!AT_STAKE.has(member.state)) return null;
  const deposits = depositsOf(groupBuy, member);
  const needed = deposits.length > 0 ? deposits.map(neededMinor) : [member.quantity * terms.depositPerUnitMinor];
  const share = member.isInitiator && policy.initiatorForfeit ? BASIS_POINTS_ALL : stakeBasisPoints(policy, member);
  const forfeitedMinor = needed.reduce((sum, amountMinor) => sum + basisPoints(amountMinor, share), 0);
  return { forfeitedMinor, returnedMinor: needed.reduce((sum, amountMinor) => sum + amountMinor, 0) - forfeitedMinor };
}

function stakeBasisPoints({ noShow, noShowRules }: Policy, who: Forfeiter): number {
  return noShow === "merchant" ? noShowBasisPoints(noShowRules, who) : 0;
}
