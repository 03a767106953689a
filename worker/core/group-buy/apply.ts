import { appendLeaf } from "../log/merkle.ts";
import { assert, assertNever } from "../result.ts";
import type { EventMeta, GroupBuyEvent, LoggedEvent, Of } from "./events.ts";
import { applyAwardFell, applyCollected, applyLessAccepted, applyShortfallAsked } from "./trade/collection-changes.ts";
import { dealsOf, standingDeals } from "./state/deals.ts";
import {
  applyBreachDeclared,
  applyBreachSuspected,
  applyDelivered,
  applyDisputeAnswered,
  applyDisputed,
  applyDisputeEnded,
  applyDisputeRaised,
  merchantSpoke,
} from "./trade/delivery-changes.ts";
import {
  applyForfeitsCalled,
  applyForfeitsShared,
  applyGuaranteeCalled,
  applyGuaranteeShared,
  applyShareFailed,
  applySharePaid,
} from "./money/guarantee-changes.ts";
import { change, convertInTime, giveBack, legsOf, openLeg, plan, record, takenLegsOf } from "./money/leg-changes.ts";
import {
  applyAwarded,
  applyAwardedBeside,
  applyConsentAsked,
  applyOfferFell,
  applyOfferReceived,
  changeOffer,
  enter,
  markReneged,
} from "./offers/offer-changes.ts";
import {
  applyLowered,
  applyPartAdded,
  applyPartRefunded,
  applyPartRefundFailed,
  applyPartRefundReturned,
  endPart,
  isPartOf,
  noteRefund,
  returnSurplus,
  surplusUnderWay,
  unnoteRefund,
  verifyPart,
} from "./seats/part-changes.ts";
import { standingMinor } from "./state/parts.ts";
import { applyLeftForProposal, applyProposalAnswered, applyProposalEnded, applyProposed } from "./offers/proposals.ts";
import { changeMember, endMember, move, seat, verify } from "./seats/seat-changes.ts";
import { applyPacked } from "./seats/packed-changes.ts";
import { found, requireLeg, requireMember, type GroupBuy } from "./state/state.ts";
import { hasEnded } from "./state/states.ts";
import { choosingMs } from "./state/terms.ts";

/**
 * The fold: the only code that writes a group-buy. It never refuses and never decides; what an event means is written
 * here once, for live decisions and for the replay of old logs alike.
 */
export function apply(groupBuy: GroupBuy, logged: LoggedEvent): void {
  const { event } = logged;
  assert(event.seq === groupBuy.seq + 1, `event ${event.seq} follows ${groupBuy.seq}`);
  groupBuy.seq = event.seq;
  groupBuy.lastAtMs = event.atMs;
  groupBuy.lastEffectiveAtMs = event.effectiveAtMs;
  groupBuy.frontier = appendLeaf(groupBuy.frontier, logged.leafHash);
  applyEvent(groupBuy, event);
}

/** The state after a whole log. The first event of every log is `drafted`. */
export function replay(log: Iterable<LoggedEvent>): GroupBuy {
  let groupBuy: GroupBuy | null = null;
  for (const logged of log) {
    if (groupBuy === null) {
      assert(logged.event.type === "drafted", "a log begins with its draft");
      groupBuy = found(logged.event.sealed.founding, logged.event.atMs);
    }
    apply(groupBuy, logged);
  }
  assert(groupBuy, "a log has at least one entry");
  return groupBuy;
}

function applyEvent(groupBuy: GroupBuy, event: GroupBuyEvent): void {
  switch (event.type) {
    case "drafted":
      return;
    case "draft_changed":
      groupBuy.terms = event.sealed.terms;
      groupBuy.termsHash = event.sealed.termsHash;
      return;
    case "discarded":
      return end(groupBuy, "discarded", event, event.open.reason);
    case "submitted":
      openLeg(groupBuy, event.sealed.leg, null);
      groupBuy.submittedAtMs = event.effectiveAtMs;
      return enter(groupBuy, "awaiting_deposit", event);
    case "submission_returned":
      for (const leg of groupBuy.legs.values()) giveBack(groupBuy, leg);
      groupBuy.reason = event.open.reason;
      groupBuy.submittedAtMs = null;
      return enter(groupBuy, "draft", event);
    case "review_started":
      return enter(groupBuy, "in_review", event);
    case "reviewed":
    case "refund_retried": // Who looked, or asked; what comes of it is an event of its own.
      return;
    case "opened":
      return applyOpened(groupBuy, event);
    case "joined":
      return applyJoined(groupBuy, event);
    case "join_refused":
      if (event.open.code === "deadline-passed" && groupBuy.firstLate === null) {
        groupBuy.firstLate = { seq: event.seq, atMs: event.atMs };
      }
      return;
    case "promoted": {
      const member = requireMember(groupBuy, event.sealed.memberId);
      openLeg(groupBuy, event.sealed.leg, member.id);
      member.depositLegId = event.sealed.leg.legId;
      member.payByMs = event.sealed.payByMs;
      return move(groupBuy, member, "held");
    }
    case "part_added":
      return applyPartAdded(groupBuy, event);
    case "part_ended":
      return endPart(groupBuy, event.sealed.memberId, event.sealed.legId);
    case "lowered":
      return applyLowered(groupBuy, event);
    case "change_refused":
      return;
    case "flexed":
      changeMember(groupBuy, event.sealed.memberId).flexible = event.open.flexible ?? undefined;
      return;
    case "promoted_armed":
      return applyPromotedArmed(groupBuy, event);
    case "seat_expired":
      return endMember(groupBuy, event.sealed.memberId, "lapsed");
    case "withdrawn":
      return endMember(groupBuy, event.sealed.memberId, "withdrawn");
    case "opted_out":
      if (event.open.why === "proposal") applyLeftForProposal(groupBuy, event.sealed.memberId);
      return endMember(groupBuy, event.sealed.memberId, "opted_out");
    case "leg_armed":
      openLeg(groupBuy, event.sealed.leg, null);
      return;
    case "leg_confirmed": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.instrument = event.sealed.instrument;
      leg.declineCode = null;
      leg.attempt += 1;
      return plan(leg, "opening", "open");
    }
    case "leg_abandoned":
      return giveBack(groupBuy, requireLeg(groupBuy, event.sealed.legId));
    case "call_planned": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.captureMinor = event.sealed.captureMinor ?? leg.captureMinor;
      leg.convertAtMs = event.sealed.step === "capture" ? null : leg.convertAtMs;
      leg.pending = event.sealed.step;
      return;
    }
    case "deposit_action_required": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.providerRef = event.sealed.ref;
      return plan(leg, "action_required", null);
    }
    case "deposit_declined": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.declineCode = event.sealed.code;
      return plan(leg, "declined", event.sealed.isMoneyHeld ? "release" : null);
    }
    case "deposit_held": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.providerRef = event.sealed.ref;
      leg.captureBeforeMs = event.sealed.captureBeforeMs;
      leg.convertAtMs = event.open.isLate ? null : event.sealed.convertAtMs;
      leg.heldMinor = event.open.amount;
      record(leg, "held", event.open.amount, event);
      plan(leg, "held", null);
      if (event.open.isLate) return giveBack(groupBuy, leg);
      return verifyPart(groupBuy, leg) ? undefined : verify(groupBuy, leg);
    }
    case "deposit_captured": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.providerRef = event.sealed.ref;
      leg.heldMinor = 0;
      leg.capturedMinor = event.open.amount;
      record(leg, "captured", event.open.amount, event);
      leg.captureBeforeMs = null;
      leg.convertAtMs = null;
      leg.declineCode = null;
      plan(leg, "captured", null);
      if (event.open.isLate) return giveBack(groupBuy, leg);
      returnSurplus(leg);
      return verifyPart(groupBuy, leg) ? undefined : verify(groupBuy, leg);
    }
    case "capture_failed": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.declineCode = event.sealed.code;
      leg.attempt += 1;
      leg.convertAtMs = event.sealed.retryAtMs;
      if (event.sealed.retryAtMs === null) delete leg.isCalled; // There is nothing to be had of it.
      plan(leg, "held", null);
      return event.sealed.retryAtMs === null ? giveBack(groupBuy, leg) : undefined;
    }
    case "deposit_released": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.heldMinor = 0;
      record(leg, "released", event.open.amount, event);
      return plan(leg, "released", null);
    }
    case "deposit_lapsed": {
      const leg = change(groupBuy, event.sealed.legId);
      leg.heldMinor = 0;
      leg.convertAtMs = null;
      delete leg.isCalled; // There is nothing to be had of it any more.
      record(leg, "lapsed", event.open.amount, event);
      plan(leg, "lapsed", null);
      if (leg.memberId !== null && requireMember(groupBuy, leg.memberId).state === "active") {
        if (isPartOf(groupBuy, leg)) endPart(groupBuy, leg.memberId, leg.id);
        else endMember(groupBuy, leg.memberId, "lapsed");
      }
      return;
    }
    case "deposit_refunded": {
      const leg = change(groupBuy, event.sealed.legId);
      noteRefund(leg, event.open.amount);
      record(leg, "refunded", event.open.amount, event);
      return plan(leg, "refunded", null);
    }
    case "part_refunded":
      return applyPartRefunded(groupBuy, event);
    case "part_refund_returned":
      return applyPartRefundReturned(groupBuy, event);
    case "part_refund_failed":
      return applyPartRefundFailed(groupBuy, event);
    case "refund_failed": {
      const leg = change(groupBuy, event.sealed.legId);
      if (leg.state === "refunded") unnoteRefund(leg, leg.attempt, event.open.amount);
      leg.attempt += 1;
      record(leg, "refund_failed", event.open.amount, event);
      return plan(leg, "refund_failed", "refund");
    }
    case "suspended":
      groupBuy.suspension = { sinceMs: event.effectiveAtMs, words: event.open.words };
      return enter(groupBuy, "suspended", event);
    case "resumed":
      groupBuy.suspension = null;
      groupBuy.cancelProposedBy = null;
      groupBuy.cancelProposal = null;
      groupBuy.freeExitUntilMs = event.open.freeExitUntilMs;
      moveDeadline(groupBuy, event.open.closesAtMs);
      return enter(groupBuy, "open", event);
    case "extended":
      groupBuy.extendedFromMs = event.open.fromMs;
      groupBuy.freeExitUntilMs = event.open.closesAtMs;
      groupBuy.bellTree = null;
      groupBuy.firstLate = null; // Late for the deadline before.
      moveDeadline(groupBuy, event.open.closesAtMs);
      return enter(groupBuy, "open", event);
    case "cancel_proposed":
      groupBuy.cancelProposedBy = event.sealed.operatorId;
      groupBuy.cancelProposal = { ...event.sealed, atMs: event.effectiveAtMs };
      return;
    case "extension_proposed": {
      const { operatorId, closesAtMs, words } = event.sealed;
      groupBuy.extensionProposal = { operatorId, closesAtMs, words, atMs: event.effectiveAtMs };
      return;
    }
    case "incident_extended":
      groupBuy.extensionProposal = null;
      groupBuy.incident = { fromMs: event.open.fromMs, words: event.open.words };
      groupBuy.freeExitUntilMs = event.open.closesAtMs;
      groupBuy.bellTree = null;
      groupBuy.firstLate = null; // Late for the deadline before.
      moveDeadline(groupBuy, event.open.closesAtMs);
      return enter(groupBuy, "open", event);
    case "removed":
      return endMember(groupBuy, event.sealed.memberId, "removed");
    case "closing":
      groupBuy.bellTree = event.open;
      for (const leg of groupBuy.legs.values()) {
        if (leg.memberId === null) giveBack(groupBuy, leg); // Armed, never pressed.
      }
      return enter(groupBuy, "closing", event);
    case "closed":
      groupBuy.certificate = event.open;
      for (const member of groupBuy.members.values()) {
        if (member.state === "waitlisted") endMember(groupBuy, member.id, "lapsed");
      }
      return enter(groupBuy, "selecting", event);
    case "choice_opened":
      groupBuy.chooseUntilMs = event.open.untilMs;
      return;
    case "voted":
      changeMember(groupBuy, event.sealed.memberId).vote = event.sealed.offerId;
      return;
    case "consent_asked":
      return applyConsentAsked(groupBuy, event);
    case "consented":
      changeMember(groupBuy, event.sealed.memberId).consent = "accepted";
      return;
    case "offer_fell":
      return applyOfferFell(groupBuy, event);
    case "awarded":
      return applyAwarded(groupBuy, event);
    case "packed":
      return applyPacked(groupBuy, event);
    case "awarded_beside":
      return applyAwardedBeside(groupBuy, event);
    case "award_fell":
      return applyAwardFell(groupBuy, event);
    case "less_accepted":
      return applyLessAccepted(groupBuy, event);
    case "accepted":
      return applyAccepted(groupBuy, event);
    case "balance_opened": {
      const member = changeMember(groupBuy, event.sealed.memberId);
      openLeg(groupBuy, event.sealed.leg, member.id);
      member.balanceLegId = event.sealed.leg.legId;
      member.address = event.sealed.address;
      return;
    }
    case "paid": {
      const member = changeMember(groupBuy, event.sealed.memberId);
      member.payByMs = null;
      return move(groupBuy, member, "paid");
    }
    case "no_show":
      return applyNoShow(groupBuy, event);
    case "forfeited": {
      const leg = change(groupBuy, event.sealed.legId);
      record(leg, "forfeited", event.open.amount, event);
      return plan(leg, "forfeited", surplusUnderWay(leg));
    }
    case "shortfall_asked":
      return applyShortfallAsked(groupBuy, event);
    case "guarantee_called":
      return applyGuaranteeCalled(groupBuy, event);
    case "guarantee_shared":
      return applyGuaranteeShared(groupBuy, event);
    case "forfeits_called":
      return applyForfeitsCalled(groupBuy, event);
    case "forfeits_shared":
      return applyForfeitsShared(groupBuy, event);
    case "share_paid":
      return applySharePaid(groupBuy, event);
    case "share_failed":
      return applyShareFailed(groupBuy, event);
    case "proposed":
      return applyProposed(groupBuy, event);
    case "proposal_answered":
      return applyProposalAnswered(groupBuy, event);
    case "proposal_ended":
      return applyProposalEnded(groupBuy, event);
    case "collected":
      return applyCollected(groupBuy, event);
    case "balance_reminded":
      groupBuy.remindedBeforeMs = event.open.leftMs;
      return;
    case "shipped": {
      const member = changeMember(groupBuy, event.sealed.memberId);
      merchantSpoke(groupBuy, member, event.effectiveAtMs);
      member.shippedAtMs = event.sealed.shippedAtMs;
      member.carrier = event.sealed.carrier;
      member.tracking = event.sealed.tracking;
      member.confirmAtMs = event.sealed.confirmAtMs;
      for (const { id } of takenLegsOf(groupBuy, member)) {
        const leg = change(groupBuy, id);
        plan(leg, "in_delivery", surplusUnderWay(leg));
      }
      return move(groupBuy, member, "shipped");
    }
    case "delivered":
      return applyDelivered(groupBuy, event);
    case "disputed":
      return applyDisputed(groupBuy, event);
    case "dispute_answered":
      return applyDisputeAnswered(groupBuy, event);
    case "dispute_raised":
      return applyDisputeRaised(groupBuy, event);
    case "dispute_ended":
      return applyDisputeEnded(groupBuy, event);
    case "breach_suspected":
      return applyBreachSuspected(groupBuy, event);
    case "breach_declared":
      return applyBreachDeclared(groupBuy, event);
    case "received": {
      const member = changeMember(groupBuy, event.sealed.memberId);
      member.confirmAtMs = null;
      for (const leg of takenLegsOf(groupBuy, member)) {
        record(change(groupBuy, leg.id), "awarded", standingMinor(leg), event);
        plan(leg, "settled", surplusUnderWay(leg));
      }
      return move(groupBuy, member, "received");
    }
    case "settled":
      for (const member of groupBuy.members.values()) {
        if (member.state === "received") move(groupBuy, member, "completed");
      }
      for (const { award } of standingDeals(groupBuy)) changeOffer(groupBuy, award.offerId).state = "fulfilled";
      return enter(groupBuy, "settled", event);
    case "failed":
      // A merchant who is asked stands by it or does not; members who all left a change of it are no such word (O5).
      if (event.open.reason === "merchant_declined" && groupBuy.state === "confirming" && groupBuy.award) {
        markReneged(changeOffer(groupBuy, groupBuy.award.offerId));
      }
      return end(groupBuy, "failed", event, event.open.reason);
    case "cancelled":
      if (event.open.words !== "") groupBuy.reasonWords = event.open.words;
      return end(groupBuy, "cancelled", event, event.open.reason);
    case "clock_moved":
      groupBuy.clockAheadMs = event.open.aheadMs;
      return;
    case "offer_refused":
      groupBuy.conflict = { merchantId: event.sealed.merchantId, atMs: event.effectiveAtMs };
      return;
    case "offer_window_extended":
      groupBuy.offersUntilMs = event.open.untilMs;
      groupBuy.offerExtensions = event.open.count;
      return;
    case "offer_received":
      return applyOfferReceived(groupBuy, event);
    case "offer_withdrawn":
      changeOffer(groupBuy, event.sealed.offerId).state = "withdrawn";
      return;
    case "offer_expired":
      changeOffer(groupBuy, event.sealed.offerId).state = "expired";
      return;
    default:
      return assertNever(event);
  }
}

/** The initiator is the first member: their deposit has been verified before anybody could see the demand (G4). */
function applyOpened(groupBuy: GroupBuy, event: Of<"opened">): void {
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

/** T7: the terms that everybody agreed to keep their hash; that and why the deadline has moved is in the log. */
function moveDeadline(groupBuy: GroupBuy, closesAtMs: number): void {
  const { terms, policy } = groupBuy;
  if (closesAtMs === terms.closesAtMs) return;
  groupBuy.terms = { ...terms, closesAtMs };
  groupBuy.deadlineMoves += 1;
  groupBuy.offersUntilMs = null;
  groupBuy.offerExtensions = 0;
  convertInTime(groupBuy, closesAtMs + policy.payGraceMs + choosingMs(terms, policy));
}

function applyJoined(groupBuy: GroupBuy, event: Of<"joined">): void {
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
    priceCeilingMinor: sealed.priceCeilingMinor,
    deliverByMs: sealed.deliverByMs,
    state: open.as,
    payByMs: sealed.payByMs,
    depositLegId: legId,
    ...(open.flexible && { flexible: open.flexible }),
  });
}

/** H5: the deposit that was armed before is the seat's; verified, it is active at once. */
function applyPromotedArmed(groupBuy: GroupBuy, event: Of<"promoted_armed">): void {
  const { memberId, legId, payByMs } = event.sealed;
  change(groupBuy, legId).memberId = memberId;
  const member = requireMember(groupBuy, memberId);
  member.depositLegId = legId;
  member.payByMs = payByMs;
  move(groupBuy, member, payByMs === null ? "active" : "held");
}

/** The merchant is bound, the members owe the rest; a deposit that covers everything is taken at once (G18, M8, M10). */
function applyAccepted(groupBuy: GroupBuy, event: Of<"accepted">): void {
  groupBuy.remindedBeforeMs = null;
  groupBuy.balanceDueAtMs = event.open.balanceDueAtMs;
  for (const { memberId, totalMinor } of event.sealed.dues) {
    const member = changeMember(groupBuy, memberId);
    member.totalMinor = totalMinor;
    member.payByMs = event.open.balanceDueAtMs;
    move(groupBuy, member, "balance_due");
  }
  assert(groupBuy.award, "an award stands before it is accepted");
  for (const { award } of dealsOf(groupBuy)) changeOffer(groupBuy, award.offerId).state = "accepted";
  for (const offer of groupBuy.offers.values()) {
    if (offer.state === "submitted")
      Object.assign(changeOffer(groupBuy, offer.id), { state: "refused", isBeaten: true });
  }
  enter(groupBuy, "collecting", event);
}

/** M11: unless the policy forfeits it, the deposit goes back; the balance always does. */
function applyNoShow(groupBuy: GroupBuy, event: Of<"no_show">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  for (const leg of legsOf(groupBuy, member)) {
    if (leg.purpose === "balance" || !event.sealed.isForfeited) giveBack(groupBuy, leg);
  }
  member.forfeits = event.sealed.isForfeited;
  member.payByMs = null;
  move(groupBuy, member, "no_show");
}

/** An end without goods: every seat ends, every deposit goes back by itself, in whatever state it is. */
function end(groupBuy: GroupBuy, state: "failed" | "cancelled" | "discarded", event: EventMeta, reason: string): void {
  groupBuy.reason = reason;
  groupBuy.question = null;
  for (const deal of dealsOf(groupBuy)) Object.assign(deal, { shortfall: null, proposal: null });
  for (const leg of groupBuy.legs.values()) giveBack(groupBuy, leg);
  for (const member of groupBuy.members.values()) {
    if (!hasEnded(member.state) && member.state !== "completed") move(groupBuy, member, "refunded");
  }
  for (const offer of groupBuy.offers.values()) {
    if (offer.state === "submitted" || offer.state === "selected" || offer.state === "accepted") {
      changeOffer(groupBuy, offer.id).state = "refused";
    }
  }
  enter(groupBuy, state, event);
}
