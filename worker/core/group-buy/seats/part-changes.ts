import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { change, giveBack, openLeg } from "../money/leg-changes.ts";
import { returnSurplus } from "../money/refund-changes.ts";
import { neededMinor } from "../state/parts.ts";
import { addQuantity, changeMember } from "./seat-changes.ts";
import type { Leg } from "../state/leg.ts";
import type { Part } from "../state/member.ts";
import { requireLeg, type GroupBuy } from "../state/state.ts";

/** What happens to an added part of a seat, and to a seat that becomes smaller (M7). */

export function applyPartAdded(groupBuy: GroupBuy, event: Of<"part_added">): void {
  const { memberId, payByMs, leg } = event.sealed;
  openLeg(groupBuy, leg, memberId);
  const member = changeMember(groupBuy, memberId);
  member.parts = [...(member.parts ?? []), { legId: leg.legId, seq: event.seq, quantity: event.open.qty, payByMs }];
  groupBuy.heldQuantity += event.open.qty;
  groupBuy.lastInTime = { seq: event.seq, atMs: event.atMs };
}

/** The deposit of an added part is verified: from now on it counts. False where the leg belongs to no part that waits. */
export function verifyPart(groupBuy: GroupBuy, leg: Leg): boolean {
  if (leg.memberId === null) return false;
  const part = partOf(groupBuy, leg.memberId, leg.id);
  if (typeof part?.payByMs !== "number") return false;
  groupBuy.heldQuantity -= part.quantity;
  addQuantity(groupBuy, leg.memberId, part.quantity);
  replacePart(groupBuy, leg.memberId, { ...part, payByMs: null });
  return true;
}

/** Only the added part goes, and its money with it. */
export function endPart(groupBuy: GroupBuy, memberId: string, legId: string): void {
  const part = partOf(groupBuy, memberId, legId);
  assert(part, `the part of ${legId} stands`);
  const member = changeMember(groupBuy, memberId);
  if (part.payByMs === null) addQuantity(groupBuy, memberId, -part.quantity);
  else groupBuy.heldQuantity -= part.quantity;
  member.parts = (member.parts ?? []).filter((other) => other !== part);
  giveBack(groupBuy, requireLeg(groupBuy, legId));
}

export function applyLowered(groupBuy: GroupBuy, event: Pick<Of<"lowered">, "sealed">): void {
  const { memberId, cuts } = event.sealed;
  for (const { legId, quantity } of cuts) {
    const part = legId === null ? null : partOf(groupBuy, memberId, legId);
    if (legId !== null && part?.quantity === quantity) {
      endPart(groupBuy, memberId, legId);
      continue;
    }
    addQuantity(groupBuy, memberId, -quantity);
    if (part) replacePart(groupBuy, memberId, { ...part, quantity: part.quantity - quantity });
    if (legId === null) continue;
    const leg = change(groupBuy, legId);
    leg.keepMinor = neededMinor(leg) - quantity * groupBuy.terms.depositPerUnitMinor;
    returnSurplus(leg);
  }
}

/** Whether a deposit is that of an added part, and not the one that the whole seat rests on. */
export function isPartOf(groupBuy: GroupBuy, leg: Leg): boolean {
  return leg.memberId !== null && partOf(groupBuy, leg.memberId, leg.id) !== undefined;
}

function partOf(groupBuy: GroupBuy, memberId: string, legId: string): Part | undefined {
  return groupBuy.members.get(memberId)?.parts?.find((part) => part.legId === legId);
}

function replacePart(groupBuy: GroupBuy, memberId: string, part: Part): void {
  const member = changeMember(groupBuy, memberId);
  member.parts = (member.parts ?? []).map((other) => (other.legId === part.legId ? part : other));
}
