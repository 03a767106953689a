import type { Of } from "../events.ts";
import { change, giveBack, openLeg } from "../money/leg-changes.ts";
import { seat } from "../seats/seat-changes.ts";
import { enter } from "../state/enter.ts";
import type { GroupBuy } from "../state/state.ts";

/** What becomes of a draft until it is published (G1–G4): a part of the fold of `apply`. */

export function applyDraftChanged(groupBuy: GroupBuy, { sealed }: Of<"draft_changed">): void {
  groupBuy.terms = sealed.terms;
  groupBuy.termsHash = sealed.termsHash;
}

export function applySubmitted(groupBuy: GroupBuy, event: Of<"submitted">): void {
  openLeg(groupBuy, event.sealed.leg, null);
  groupBuy.submittedAtMs = event.effectiveAtMs;
  enter(groupBuy, "awaiting_deposit", event);
}

export function applySubmissionReturned(groupBuy: GroupBuy, event: Of<"submission_returned">): void {
  for (const leg of groupBuy.legs.values()) giveBack(groupBuy, leg);
  groupBuy.reason = event.open.reason;
  groupBuy.submittedAtMs = null;
  enter(groupBuy, "draft", event);
}

/** The initiator is the first member: their deposit has been verified before anybody could see the demand (G4). */
export function applyOpened(groupBuy: GroupBuy, event: Of<"opened">): void {
  groupBuy.publishedAtMs = event.effectiveAtMs;
  groupBuy.reason = null;
  groupBuy.lastInTime = { seq: event.seq, atMs: event.atMs };
  const leg = change(groupBuy, event.sealed.legId);
  leg.memberId = event.sealed.memberId;
  seat(groupBuy, {
    id: event.sealed.memberId,
    personId: groupBuy.initiatorId,
    pseudonym: groupBuy.initiatorPseudonym,
    isInitiator: true,
    seq: event.seq,
    joinedAtMs: event.atMs,
    quantity: event.open.qty,
    country: event.sealed.country,
    priceCeilingMinor: groupBuy.terms.ceilingUnitPriceMinor ?? groupBuy.terms.targetUnitPriceMinor,
    deliverByMs: groupBuy.terms.deliverByMs,
    state: "active",
    payByMs: null,
    depositLegId: leg.id,
  });
  enter(groupBuy, "open", event);
}
