import type { Offer } from "../state/offer.ts";
import type { Member } from "../state/member.ts";
import { verifiedMembers, type GroupBuy } from "../state/state.ts";
import { allocate, claimsInOrder, type Allocation } from "./allocation.ts";
import { roomOf } from "./price.ts";

/** What the verified seats come to in whole packs, as things stand; null where single pieces are bought (A4). */
export function packsNow(groupBuy: GroupBuy): Allocation | null {
  const { packSize, quantityMaximum } = groupBuy.terms;
  if (packSize === undefined) return null;
  return allocate(claimsInOrder(verifiedMembers(groupBuy)), { capacity: quantityMaximum, packSize });
}

/** What counts towards the minimum: verified, and in whole packs where the good comes in packs. */
export function countedQuantity(groupBuy: GroupBuy): number {
  return packsNow(groupBuy)?.quantity ?? groupBuy.verifiedQuantity;
}

/** The same of an offer that was taken: whom it fitted goes before who agreed to it, both in order of arrival (G16). */
export function packsOf(
  groupBuy: GroupBuy,
  offer: Offer,
  members: readonly Member[] = verifiedMembers(groupBuy),
): Allocation {
  const claims = claimsInOrder(members).sort((a, b) => hasAgreed(a.member) - hasAgreed(b.member));
  return allocate(claims, roomOf(groupBuy.terms, offer));
}

function hasAgreed({ consent }: Member): number {
  return Number(consent !== null);
}

/** A seat as it was before its packs were filled for an offer that has come to nothing (G21). */
export function withoutFilled(member: Member): Member {
  return { ...member, quantity: member.quantity - Math.max(0, member.packed ?? 0) };
}
