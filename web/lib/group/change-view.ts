import type { GroupBuyResource, Membership } from "../../../worker/contract/group-buy.ts";
import { canLeave } from "./primary-action.ts";

/** Between which quantities a member may choose as things stand (M7). Equal ends: there is nothing to choose. */
export function quantityBounds(
  groupBuy: GroupBuyResource,
  membership: Membership,
  nowMs: number,
): { readonly minimum: number; readonly maximum: number } {
  const { quantity, state, isInitiator } = membership;
  const stays = { minimum: quantity, maximum: quantity };
  if (groupBuy.state !== "open") return stays;
  if (state === "waitlisted") return { minimum: 1, maximum: quantity };
  if (state !== "active") return stays;
  // What the initiator published stands behind the demand; nobody but they leaves by cancelling.
  const isFree = isInitiator ? canLeave({ ...groupBuy, me: asMember(groupBuy) }, nowMs) : canLeave(groupBuy, nowMs);
  const least = isInitiator ? groupBuy.initiatorQuantity : 1;
  return { minimum: isFree ? Math.min(least, quantity) : quantity, maximum: mostFor(groupBuy, membership) };
}

/** Whether the page of the change has something to offer. */
export function canChange(groupBuy: GroupBuyResource, nowMs: number): boolean {
  const membership = groupBuy.me?.membership;
  if (membership === undefined) return false;
  const { minimum, maximum } = quantityBounds(groupBuy, membership, nowMs);
  return minimum < maximum || canFlex(groupBuy, membership) || (canTakeBack(groupBuy, nowMs) && isAdding(membership));
}

/** How far one would go for whole packs may be said anew at any time before the bell (A4). */
function canFlex({ state, packSize }: GroupBuyResource, membership: Membership): boolean {
  return packSize !== undefined && state === "open" && ["active", "waitlisted"].includes(membership.state);
}

/** More needs free seats, past nobody in line, and one unpaid part at a time. */
function mostFor({ quantity, perBuyerMaximum }: GroupBuyResource, membership: Membership): number {
  const isTaken = quantity.waitlisted > 0 || isAdding(membership);
  const free = quantity.maximum === null ? perBuyerMaximum : quantity.maximum - quantity.held - quantity.verified;
  if (isTaken || free <= 0) return membership.quantity;
  return Math.max(membership.quantity, Math.min(perBuyerMaximum, membership.quantity + free));
}

/** What waits for its deposit can be taken back as long as leaving is free, by asking for what one has. */
function canTakeBack(groupBuy: GroupBuyResource, nowMs: number): boolean {
  return groupBuy.state === "open" && canLeave({ ...groupBuy, me: asMember(groupBuy) }, nowMs);
}

function isAdding({ parts = [] }: Membership): boolean {
  return parts.some(({ payBy }) => payBy !== undefined);
}

function asMember({ me }: GroupBuyResource): NonNullable<GroupBuyResource["me"]> {
  const mine = me ?? { legs: [], ledger: [] };
  return mine.membership ? { ...mine, membership: { ...mine.membership, isInitiator: false } } : mine;
}
