import { dealBy, dealOf, dealsOf, seatsOf, type Deal } from "./state/deals.ts";
import type { GroupBuyEvent } from "./events.ts";
import { merchantDueMs } from "./choosing/merchant-word.ts";
import { balanceMinor } from "./money/money-steps.ts";
import type { Member } from "./state/member.ts";
import { depositsOf, neededMinor } from "./state/parts.ts";
import { isFirm, type Offer } from "./state/offer.ts";
import type { Notice, NoticeFacts, NoticeKind, NoticeOf } from "./notice-facts.ts";
import { requireLeg, requireMember, requireOffer, verifiedMembers, type GroupBuy } from "./state/state.ts";
import { hasEnded } from "./state/states.ts";

/**
 * Who is told of an event, read from the state after it. Silence is the default: an event not named here tells nobody.
 * @param beforeQuantity verified places before it: crossing the minimum, either way, is told to everybody (domain 5)
 */
export function noticesOf(
  groupBuy: GroupBuy,
  event: GroupBuyEvent,
  beforeQuantity = groupBuy.verifiedQuantity,
): readonly Notice[] {
  return [...noticesOfEvent(groupBuy, event), ...noticesOfMinimum(groupBuy, event, beforeQuantity)];
}

const STAGE_OF = { chargeback_opened: "opened", chargeback_won: "won", chargeback_lost: "lost" } as const;

function noticesOfEvent(groupBuy: GroupBuy, event: GroupBuyEvent): readonly Notice[] {
  const { title, currency } = groupBuy.terms;
  const to = <K extends NoticeKind>(personId: string, kind: K, facts: NoticeFacts[K]): NoticeOf<K> => ({
    key: `${groupBuy.id}.${event.seq}.${personId}`,
    personId,
    kind,
    facts: { ...facts, title, currency, groupBuyId: groupBuy.id },
    atMs: event.effectiveAtMs,
  });
  const personOf = (memberId: string) => requireMember(groupBuy, memberId).personId;
  const merchantOf = ({ award }: Deal) => requireOffer(groupBuy, award.offerId).personId;
  const toMerchant = <K extends NoticeKind>(deal: Deal | null, kind: K, facts: NoticeFacts[K]): NoticeOf<K>[] =>
    deal ? [to(merchantOf(deal), kind, facts)] : [];
  const dealOfMember = (memberId: string) => dealOf(groupBuy, requireMember(groupBuy, memberId));
  switch (event.type) {
    case "opened": {
      const { closesAtMs, quantityMinimum } = groupBuy.terms;
      return [to(groupBuy.initiatorId, "published", { closesAtMs, quantityMinimum })];
    }
    case "submission_returned":
      return [to(groupBuy.initiatorId, "returned_to_draft", { reason: event.open.reason })];
    case "deposit_declined": {
      const { personId, amountMinor, purpose } = requireLeg(groupBuy, event.sealed.legId);
      if (purpose === "bond") return [to(personId, "bond_declined", { amountMinor })];
      return [to(personId, "deposit_declined", { reason: event.open.reason, amountMinor })];
    }
    case "deposit_captured": {
      const { personId, purpose } = requireLeg(groupBuy, event.sealed.legId);
      const isTaken = purpose === "bond" && !event.open.isLate;
      return isTaken ? [to(personId, "bond_taken", { amountMinor: event.open.amount })] : [];
    }
    case "bond_forfeited": {
      const { amount, shares } = event.open;
      const { personId } = requireLeg(groupBuy, event.sealed.legId);
      return [to(personId, "bond_forfeited", { amountMinor: amount, members: shares })];
    }
    case "capture_failed": {
      const { personId, amountMinor, purpose } = requireLeg(groupBuy, event.sealed.legId);
      const { retryAtMs } = event.sealed;
      if (purpose === "bond") return [to(personId, "bond_declined", { amountMinor })];
      return retryAtMs === null ? [] : [to(personId, "deposit_at_risk", { amountMinor, retryAtMs })];
    }
    case "deposit_lapsed": {
      const { personId, purpose } = requireLeg(groupBuy, event.sealed.legId);
      const kind = purpose === "bond" ? "bond_declined" : "deposit_lapsed";
      return [to(personId, kind, { amountMinor: event.open.amount })];
    }
    case "seat_at_risk": {
      const { memberId, payByMs, leg } = event.sealed;
      return [to(personOf(memberId), "seat_at_risk", { why: event.open.why, amountMinor: leg.amountMinor, payByMs })];
    }
    case "deposit_review_opened": {
      const { personId, amountMinor } = requireLeg(groupBuy, event.sealed.legId);
      return [to(personId, "deposit_in_review", { amountMinor })];
    }
    case "chargeback_opened":
    case "chargeback_won":
    case "chargeback_lost": {
      const stage = STAGE_OF[event.type];
      const amountMinor = event.open.amount;
      const leg = requireLeg(groupBuy, event.sealed.legId);
      const member = leg.memberId === null ? null : requireMember(groupBuy, leg.memberId);
      // A seat that is put at risk by it is told in one message what to do about it.
      const isToldSo = stage === "opened" && member?.state === "active";
      const isBound = member !== null && member.totalMinor !== null;
      return [
        ...(isToldSo ? [] : [to(leg.personId, "chargeback", { stage, amountMinor })]),
        ...(isBound ? toMerchant(dealOf(groupBuy, member), "order_called_back", { stage, amountMinor }) : []),
      ];
    }
    case "part_refund_failed":
    case "part_refund_returned":
    case "refund_failed": {
      const { personId } = requireLeg(groupBuy, event.sealed.legId);
      return [to(personId, "refund_failed", { amountMinor: event.open.amount })];
    }
    case "suspended":
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "suspended", { words: event.open.words }));
    case "resumed": {
      const { closesAtMs, freeExitUntilMs } = event.open;
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "resumed", { closesAtMs, freeExitUntilMs }));
    }
    case "extended": {
      const { closesAtMs } = event.open;
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "extended", { closesAtMs }));
    }
    case "promoted": {
      const { memberId, payByMs, leg } = event.sealed;
      return [to(personOf(memberId), "promoted", { amountMinor: leg.amountMinor, payByMs })];
    }
    case "seat_expired":
    case "withdrawn": {
      const member = requireMember(groupBuy, event.sealed.memberId);
      const kind = event.type === "withdrawn" ? "left" : "seat_expired";
      return [to(member.personId, kind, { backMinor: backMinorOf(groupBuy, member) })];
    }
    case "closed": {
      const { outcome, verifiedQuantity: quantity } = event.open;
      const regions = regionsOf(groupBuy);
      return [
        ...neverSeated(groupBuy).map(({ personId }) => to(personId, "waitlist_ended", {})),
        ...(outcome === "reached" ? offersIn(groupBuy, "submitted") : []).map(({ personId }) =>
          to(personId, "count_frozen", { quantity, regions }),
        ),
      ];
    }
    case "choice_opened": {
      const { untilMs } = event.open;
      if (groupBuy.terms.chooser === "initiator_pick") return [to(groupBuy.initiatorId, "choose", { untilMs })];
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "vote", { untilMs }));
    }
    case "consent_asked": {
      const { untilMs, unitPriceMinor } = event.open;
      return event.sealed.memberIds
        .map((id) => requireMember(groupBuy, id))
        .map((member) =>
          to(member.personId, "consent_asked", { untilMs, unitPriceMinor, backMinor: backMinorOf(groupBuy, member) }),
        );
    }
    case "offer_received": {
      const { canSupply, version } = event.open;
      const count = [...groupBuy.offers.values()].filter(({ state, body }) => state === "submitted" && body.canSupply);
      // A better version of an offer is no news worth a message.
      return canSupply && version === 1 ? [to(groupBuy.initiatorId, "offer_received", { count: count.length })] : [];
    }
    case "awarded": {
      const { offerId, quantity, unitPriceMinor } = event.open;
      const offer = requireOffer(groupBuy, offerId);
      if (isFirm(offer)) return [];
      return [to(offer.personId, "offer_chosen", { quantity, unitPriceMinor, untilMs: merchantDueMs(groupBuy) })];
    }
    case "offer_fell": {
      const { personId } = requireOffer(groupBuy, event.sealed.offerId);
      if (event.open.why === "shortfall") {
        return everybodyStill(groupBuy).map((member) => to(member.personId, "deal_reopened", {}));
      }
      return event.open.why === "declined" ? [] : [to(personId, "offer_fell", { why: event.open.why })];
    }
    case "award_fell": {
      const { why } = event.open;
      const deal = dealBy(groupBuy, event.sealed.offerId);
      if (!deal) return [];
      const ended = seatsOf(groupBuy, deal).filter(({ state, dispute }) => state === "refunded" && !dispute?.outcome);
      return [
        ...ended.map((member) => {
          const backMinor = backMinorOf(groupBuy, member);
          return to(member.personId, "award_fell", { why, merchant: deal.award.merchantName, backMinor });
        }),
        // Of a breach its merchant is told in words of their own.
        ...(why === "breach" ? [] : toMerchant(deal, "award_ended", { why })),
      ];
    }
    case "opted_out": {
      const member = requireMember(groupBuy, event.sealed.memberId);
      const backMinor = backMinorOf(groupBuy, member);
      return [to(member.personId, "opted_out", { why: event.open.why, backMinor })];
    }
    case "failed": {
      const { reason } = event.open;
      return [
        ...everybodyStill(groupBuy).map((member) =>
          to(member.personId, "failed", { reason, backMinor: backMinorOf(groupBuy, member) }),
        ),
        // Of a breach its merchant is told in words of their own.
        ...(reason === "merchant_breach" ? [] : offersIn(groupBuy, "refused")).map(({ personId }) =>
          to(personId, "demand_ended", { reason }),
        ),
      ];
    }
    case "cancelled":
      return [
        ...everybodyStill(groupBuy).map((member) =>
          to(member.personId, "cancelled", { ...event.open, backMinor: backMinorOf(groupBuy, member) }),
        ),
        ...offersIn(groupBuy, "refused").map(({ personId }) =>
          to(personId, "demand_ended", { reason: event.open.reason }),
        ),
      ];
    case "accepted": {
      const dueAtMs = event.open.balanceDueAtMs;
      const dues = event.sealed.dues.flatMap(({ memberId, totalMinor }) => {
        const member = requireMember(groupBuy, memberId);
        const restMinor = balanceMinor(groupBuy, member);
        return restMinor > 0 ? [to(member.personId, "balance_due", { restMinor, totalMinor, dueAtMs })] : [];
      });
      const merchants = dealsOf(groupBuy).map((deal) => {
        const { quantity, unitPriceMinor } = deal.award;
        return to(merchantOf(deal), "offer_accepted", { quantity, unitPriceMinor, balanceDueAtMs: dueAtMs });
      });
      return [...dues, ...merchants];
    }
    case "no_show": {
      const member = requireMember(groupBuy, event.sealed.memberId);
      const waiting = groupBuy.policy.noShowAtFailure === "payers" ? "at_stake" : "waiting";
      const kept = dealOf(groupBuy, member)?.shortfall ? waiting : "forfeited";
      const fate = event.sealed.isForfeited ? kept : "returned";
      const deposits = depositsOf(groupBuy, member);
      if (deposits.some(({ isCalled }) => isCalled === true)) return []; // What called it has told them.
      const depositMinor = deposits.reduce((sum, leg) => sum + neededMinor(leg), 0);
      return [to(member.personId, "no_show", { fate, depositMinor })];
    }
    case "proposed": {
      const { daysLater = 0, unitPriceMinor = 0, untilMs } = event.open;
      const { words, memberIds } = event.sealed;
      return memberIds.map((id) => to(personOf(id), "proposal_asked", { daysLater, unitPriceMinor, words, untilMs }));
    }
    case "proposal_ended":
      return [to(requireOffer(groupBuy, event.sealed.offerId).personId, "proposal_ended", event.open)];
    case "shortfall_asked": {
      const { qty, of, untilMs } = event.open;
      const words = { paidQuantity: qty, quantity: of, untilMs };
      return toMerchant(dealBy(groupBuy, event.sealed.offerId), "shortfall_asked", words);
    }
    case "collected": {
      const { qty, shipByMs } = event.open;
      return toMerchant(dealBy(groupBuy, event.sealed.offerId), "ship_due", { quantity: qty, shipByMs });
    }
    case "shipped": {
      const { memberId, carrier, tracking, confirmAtMs, shippedAtMs } = event.sealed;
      if (groupBuy.terms.kind === "service") {
        return [to(personOf(memberId), "service_dated", { dateMs: shippedAtMs, confirmAtMs })];
      }
      const words = { carrier: carrier ?? "", tracking: tracking ?? "", confirmAtMs };
      return [to(personOf(memberId), "shipped", words)];
    }
    case "balance_reminded": {
      const dueAtMs = event.effectiveAtMs + event.open.leftMs;
      return event.sealed.memberIds
        .map((id) => requireMember(groupBuy, id))
        .map((member) => {
          const restMinor = balanceMinor(groupBuy, member);
          return to(member.personId, "balance_reminder", { restMinor, dueAtMs });
        });
    }
    case "delivered": {
      const { memberId, proof, confirmAtMs } = event.sealed;
      return [to(personOf(memberId), "delivered", { proof: proof ?? "", confirmAtMs })];
    }
    case "disputed": {
      const { memberId, wantedMinor, untilMs } = event.sealed;
      return toMerchant(dealOfMember(memberId), "dispute_opened", { wantedMinor, untilMs });
    }
    case "dispute_answered": {
      const { memberId, offeredMinor, untilMs } = event.sealed;
      const personId = personOf(memberId);
      if (event.open.next === "operator") return [to(personId, "dispute_rejected", { untilMs })];
      return [to(personId, "dispute_proposed", { offeredMinor, untilMs })];
    }
    case "dispute_raised":
      return toMerchant(dealOfMember(event.sealed.memberId), "dispute_raised", { untilMs: event.sealed.untilMs });
    case "dispute_ended": {
      const { memberId, refundMinor } = event.sealed;
      const facts = { by: event.open.by, refundMinor };
      const deal = dealOfMember(memberId);
      return [to(personOf(memberId), "dispute_ended", facts), ...toMerchant(deal, "dispute_closed", facts)];
    }
    case "breach_suspected": {
      const { shipByMs } = event.open;
      const deal = dealBy(groupBuy, event.sealed.offerId);
      const waiting = deal ? seatsOf(groupBuy, deal).filter(({ state }) => state === "paid") : [];
      return [
        ...toMerchant(deal, "late_to_ship", { shipByMs }),
        ...waiting.map(({ personId }) => to(personId, "shipping_late", { shipByMs })),
      ];
    }
    case "breach_declared":
      return toMerchant(dealBy(groupBuy, event.sealed.offerId), "breached", { words: event.open.words });
    case "promoted_armed": {
      const { memberId, payByMs, legId } = event.sealed;
      const { personId, quantity } = requireMember(groupBuy, memberId);
      const amountMinor = requireLeg(groupBuy, legId).amountMinor;
      return [
        payByMs === null ? to(personId, "seated", { quantity }) : to(personId, "promoted", { amountMinor, payByMs }),
      ];
    }
    case "removed": {
      const member = requireMember(groupBuy, event.sealed.memberId);
      const facts = { words: event.sealed.words, backMinor: backMinorOf(groupBuy, member) };
      return [to(member.personId, "removed", facts)];
    }
    case "incident_extended": {
      const { closesAtMs, words } = event.open;
      return everybodyStill(groupBuy).map(({ personId }) => to(personId, "incident_extended", { closesAtMs, words }));
    }
    case "part_ended": {
      const { why, qty } = event.open;
      return why === "withdrawn" ? [] : [to(personOf(event.sealed.memberId), "part_ended", { why, quantity: qty })];
    }
    case "packed": {
      const { filled, cut } = event.sealed;
      const told = (memberId: string, how: "filled" | "cut", pieces: number) => {
        const { personId, quantity } = requireMember(groupBuy, memberId);
        return to(personId, "packed", { how, pieces, quantity });
      };
      return [
        ...filled.map(({ memberId, quantity }) => told(memberId, "filled", quantity)),
        ...cut.map(({ memberId, cuts }) =>
          told(
            memberId,
            "cut",
            cuts.reduce((sum, { quantity }) => sum + quantity, 0),
          ),
        ),
      ];
    }
    case "guarantee_called": {
      const { why, amount, members } = event.open;
      return [to(groupBuy.initiatorId, "guarantee_called", { why, amountMinor: amount, members })];
    }
    case "forfeits_called":
      return leftBehindBy(groupBuy, event.sealed.legIds).map(([personId, amountMinor]) =>
        to(personId, "forfeits_called", { amountMinor, members: event.open.members }),
      );
    case "share_paid": {
      const { personId, shareOf = "initiator" } = requireLeg(groupBuy, event.sealed.legId);
      return [to(personId, "share_paid", { amountMinor: event.open.amount, of: shareOf })];
    }
    case "part_refunded":
    case "deposit_refunded":
    case "deposit_released": {
      const { amount } = event.open;
      const { personId, purpose } = requireLeg(groupBuy, event.sealed.legId);
      const kind = purpose === "bond" ? "bond_returned" : "money_returned";
      return amount > 0 ? [to(personId, kind, { amountMinor: amount })] : [];
    }
    case "settled":
      return everybodyStill(groupBuy).map(({ personId, quantity }) => to(personId, "settled", { quantity }));
    default:
      return [];
  }
}

/** Of each person, what is called of theirs in all. */
function leftBehindBy(groupBuy: GroupBuy, legIds: readonly string[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const leg of legIds.map((id) => requireLeg(groupBuy, id))) {
    sums.set(leg.personId, (sums.get(leg.personId) ?? 0) + neededMinor(leg));
  }
  return [...sums];
}

/** Only while it can still change: what the count says at the end has messages of its own. */
function noticesOfMinimum(groupBuy: GroupBuy, event: GroupBuyEvent, beforeQuantity: number): readonly Notice[] {
  const { id: groupBuyId, state, verifiedQuantity: count } = groupBuy;
  const { title, currency, quantityMinimum, closesAtMs } = groupBuy.terms;
  const isReached = count >= quantityMinimum;
  const isRunning = state === "open" || state === "suspended";
  if (!isRunning || event.type === "opened" || isReached === beforeQuantity >= quantityMinimum) return [];
  return everybodyStill(groupBuy).map(({ personId }) => ({
    key: `${groupBuyId}.${event.seq}.minimum.${personId}`,
    personId,
    kind: isReached ? "minimum_reached" : "minimum_lost",
    facts: { title, currency, groupBuyId, count, quantityMinimum, closesAtMs },
    atMs: event.effectiveAtMs,
  }));
}

/** Members whom the end concerned: their seat ended with it, not before. */
function everybodyStill(groupBuy: GroupBuy): Member[] {
  return [...groupBuy.members.values()].filter(({ state }) => state === "refunded" || !hasEnded(state));
}

/** Whoever waited in line to the end, and was never asked: whoever was has a deposit to show for it. */
function neverSeated(groupBuy: GroupBuy): Member[] {
  return [...groupBuy.members.values()].filter(
    ({ state, depositLegId }) => state === "lapsed" && depositLegId === null,
  );
}

/** An end refuses every offer that could still have been taken. */
function offersIn(groupBuy: GroupBuy, wanted: Offer["state"]): Offer[] {
  return [...groupBuy.offers.values()].filter(({ state, body }) => state === wanted && body.canSupply);
}

function regionsOf(groupBuy: GroupBuy): string {
  const totals = new Map<string, number>();
  for (const { country, quantity } of verifiedMembers(groupBuy)) {
    totals.set(country, (totals.get(country) ?? 0) + quantity);
  }
  return [...totals].map(([country, quantity]) => `${country} ${quantity}`).join(", ");
}

/** What a member has with the provider and gets back when their seat ends: nothing until a deposit was held. */
function backMinorOf({ legs }: GroupBuy, { id }: Member): number {
  return [...legs.values()]
    .filter(({ memberId, state, isCalled }) => memberId === id && state !== "settled" && isCalled !== true)
    .reduce((sum, { heldMinor, capturedMinor, refundedMinor }) => sum + heldMinor + capturedMinor - refundedMinor, 0);
}
