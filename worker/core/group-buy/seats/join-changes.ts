import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { change, openLeg } from "../money/leg-changes.ts";
import { applyLeftForProposal } from "../offers/proposal-changes.ts";
import { requireMember, type GroupBuy } from "../state/state.ts";
import { changeMember, endMember, move, seat } from "./seat-changes.ts";

/** How seats are taken, and left around an award (M1–M6, H5): a part of the fold of `apply`. */

export function applyJoined(groupBuy: GroupBuy, event: Of<"joined">): void {
  const { sealed, open } = event;
  groupBuy.lastInTime = { seq: event.seq, atMs: event.atMs };
  const legId = sealed.armedLegId ?? sealed.leg?.legId ?? null;
  if (sealed.leg) openLeg(groupBuy, sealed.leg, sealed.memberId);
  if (sealed.armedLegId !== null) change(groupBuy, sealed.armedLegId).memberId = sealed.memberId;
  assert(event.actor !== null, "a join has somebody who joined");
  seat(groupBuy, {
    id: sealed.memberId,
    personId: sealed.personId,
    pseudonym: event.actor,
    isInitiator: false,
    seq: event.seq,
    joinedAtMs: event.atMs,
    quantity: open.qty,
    country: sealed.country,
    ...(sealed.buyer && { buyer: sealed.buyer }),
    priceCeilingMinor: sealed.priceCeilingMinor,
    deliverByMs: sealed.deliverByMs,
    state: open.as,
    payByMs: sealed.payByMs,
    depositLegId: legId,
    ...(open.flexible && { flexible: open.flexible }),
  });
}

export function applyJoinRefused(groupBuy: GroupBuy, event: Of<"join_refused">): void {
  if (event.open.code === "deadline-passed" && groupBuy.firstLate === null) {
    groupBuy.firstLate = { seq: event.seq, atMs: event.atMs };
  }
}

export function applyPromoted(groupBuy: GroupBuy, { sealed }: Of<"promoted">): void {
  const member = requireMember(groupBuy, sealed.memberId);
  openLeg(groupBuy, sealed.leg, member.id);
  member.depositLegId = sealed.leg.legId;
  member.payByMs = sealed.payByMs;
  move(groupBuy, member, "held");
}

/** H5: the deposit that was armed before is the seat's; verified, it is active at once. */
export function applyPromotedArmed(groupBuy: GroupBuy, event: Of<"promoted_armed">): void {
  const { memberId, legId, payByMs } = event.sealed;
  change(groupBuy, legId).memberId = memberId;
  const member = requireMember(groupBuy, memberId);
  member.depositLegId = legId;
  member.payByMs = payByMs;
  move(groupBuy, member, payByMs === null ? "active" : "held");
}

export function applyFlexed(groupBuy: GroupBuy, event: Of<"flexed">): void {
  changeMember(groupBuy, event.sealed.memberId).flexible = event.open.flexible ?? undefined;
}

export function applyOptedOut(groupBuy: GroupBuy, event: Of<"opted_out">): void {
  if (event.open.why === "proposal") applyLeftForProposal(groupBuy, event.sealed.memberId);
  endMember(groupBuy, event.sealed.memberId, "opted_out");
}
