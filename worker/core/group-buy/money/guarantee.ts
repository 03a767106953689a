import { allocate } from "../../money.ts";
import type { Concerning, Context } from "../commands.ts";
import { concerning } from "../decision.ts";
import type { Share } from "./money-events.ts";
import { countedQuantity } from "../offers/whole-packs.ts";
import { pseudonymOf, isSecured } from "./money-steps.ts";
import { depositsOf, neededMinor, standingMinor } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import { membersInOrder, verifiedMembers, type Guarantee, type GroupBuy } from "../state/state.ts";

/**
 * The initiator's own deposit answers for the demand (domain 3.7): when they cancel after the minimum has been reached, or
 * do not pay their own balance, it goes to the verified members in equal parts, largest remainder first, then in order of
 * arrival. A hold has to be taken before it can be given, so the sharing follows the capture.
 */

/** What the initiator would lose, and how many would share it; null where nothing is at stake. */
export function atStake(groupBuy: GroupBuy): { readonly amountMinor: number; readonly members: number } | null {
  if (groupBuy.policy.initiatorForfeit !== "members") return null;
  const amountMinor = calledLegs(groupBuy).reduce((sum, leg) => sum + neededMinor(leg), 0);
  const members = others(groupBuy).length;
  return amountMinor > 0 && members > 0 ? { amountMinor, members } : null;
}

/** Whether others rely on the demand by now: it is open, with members, and its minimum is reached (G8). */
export function isRelyingOn(groupBuy: GroupBuy): boolean {
  const { state, terms } = groupBuy;
  return state === "open" && others(groupBuy).length > 0 && countedQuantity(groupBuy) >= terms.quantityMinimum;
}

/**
 * Calls it in, for these members.
 *
 * @param members in order of arrival, the initiator not among them
 */
export function callGuarantee(
  groupBuy: GroupBuy,
  why: Guarantee["why"],
  members: readonly Member[],
  newId: Context["newId"],
): readonly Concerning[] {
  const legs = calledLegs(groupBuy);
  const amount = legs.reduce((sum, leg) => sum + neededMinor(leg), 0);
  if (groupBuy.policy.initiatorForfeit !== "members" || amount === 0 || members.length === 0) return [];
  const memberIds = members.map(({ id }) => id);
  const called = concerning(
    {
      type: "guarantee_called",
      open: { why, amount, currency: groupBuy.terms.currency, members: memberIds.length },
      sealed: { legIds: legs.map(({ id }) => id), memberIds },
    },
    groupBuy.initiatorPseudonym,
  );
  const taken = legs.filter(({ state }) => state === "captured");
  return [called, ...taken.flatMap((leg) => sharing(groupBuy, leg, standingMinor(leg), members, newId))];
}

/** A called deposit has become money: everybody's part of it is paid out. */
export function shareOut(
  groupBuy: GroupBuy,
  leg: Leg,
  amountMinor: number,
  newId: Context["newId"],
): readonly Concerning[] {
  const entitled = new Set(groupBuy.guarantee?.memberIds);
  const members = membersInOrder(groupBuy).filter(({ id }) => entitled.has(id));
  return sharing(groupBuy, leg, amountMinor, members, newId);
}

function sharing(
  groupBuy: GroupBuy,
  leg: Leg,
  amountMinor: number,
  members: readonly Member[],
  newId: Context["newId"],
): readonly Concerning[] {
  const equal = members.map(() => 1);
  const shares = sharesOf(amountMinor, members, equal, newId);
  const open = { amount: amountMinor, currency: groupBuy.terms.currency, shares: shares.length };
  return [
    concerning({ type: "guarantee_shared", open, sealed: { legId: leg.id, shares } }, pseudonymOf(groupBuy, leg)),
  ];
}

/** A part for each, by weight, exactly (A3); nobody is owed a part of nothing. */
export function sharesOf(
  amountMinor: number,
  members: readonly Member[],
  weights: readonly number[],
  newId: Context["newId"],
): Share[] {
  const parts = allocate(amountMinor, weights);
  return members.flatMap(({ id, personId }, index): Share[] => {
    const part = parts[index] ?? 0;
    return part > 0 ? [{ legId: newId("dep"), memberId: id, personId, amountMinor: part }] : [];
  });
}

export function others(groupBuy: GroupBuy): Member[] {
  return verifiedMembers(groupBuy).filter(({ isInitiator }) => !isInitiator);
}

function calledLegs(groupBuy: GroupBuy): Leg[] {
  const initiator = membersInOrder(groupBuy).find(({ isInitiator }) => isInitiator);
  return initiator ? depositsOf(groupBuy, initiator).filter(isSecured) : [];
}

/** What everybody is told when the bank says that a share has arrived, or that it has not. */
export function shareAnswered(groupBuy: GroupBuy, leg: Leg, code: string | null): Concerning {
  const open = { amount: leg.amountMinor, currency: groupBuy.terms.currency };
  const actor = pseudonymOf(groupBuy, leg);
  return code === null
    ? concerning({ type: "share_paid", open, sealed: { legId: leg.id } }, actor)
    : concerning({ type: "share_failed", open, sealed: { legId: leg.id, code } }, actor);
}
