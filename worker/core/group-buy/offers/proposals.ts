import { concerning, decided, everybody, refuse } from "../decision.ts";
import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import type { EventDraft } from "../events.ts";
import { outlastsDelivery } from "../money/holding.ts";
import { isGone } from "../money/money-steps.ts";
import type { Refusal } from "../state/refusal.ts";
import type { Member } from "../state/member.ts";
import type { Offer } from "../state/offer.ts";
import { memberOf, requireOffer, type GroupBuy } from "../state/state.ts";
import { awardFell, shortfallDueMs } from "../trade/collection.ts";
import { dealOf, dealsOf, dealWith, seatsOf, standingDeals, type Deal } from "../state/deals.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

const DAY_MS = 86_400_000;
/** Whoever proposes again and again is not let. */
const PROPOSALS_MAXIMUM = 3;
const LATER_MAXIMUM_DAYS = 120;

/**
 * O5: the offer that was taken is frozen; its merchant may propose one change of it, a later delivery or another price.
 * It binds those who accept it. Whoever says nothing keeps what was agreed.
 */
export function decidePropose(groupBuy: GroupBuy, command: OfType<"propose">, { actor, recvMs }: Context): Decision {
  const offer = groupBuy.offers.get(command.offerId);
  if (!offer || offer.merchantId !== actor?.merchantId) return refuse({ code: "not-found" });
  const deal = dealWith(groupBuy, offer.merchantId);
  const denied = denyProposal(groupBuy, offer) ?? (deal && faultOf(groupBuy, deal, command, recvMs));
  if (denied || !deal) return refuse(denied ?? { code: "not-found" });
  const asked = bound(groupBuy, deal);
  const { daysLater, unitPriceMinor, words } = command;
  const event: EventDraft = {
    type: "proposed",
    open: {
      ...(daysLater !== null && { daysLater }),
      ...(unitPriceMinor !== null && { unitPriceMinor }),
      qty: asked.reduce((sum, { quantity }) => sum + quantity, 0),
      untilMs: recvMs + (groupBuy.policy.afterAward?.proposalMs ?? 0),
    },
    sealed: { offerId: offer.id, words, memberIds: asked.map(({ id }) => id) },
  };
  return decided([concerning(event, null)], { offerId: offer.id });
}

/** A member's word on it: yes, what was agreed, or out of it with everything back. */
export function decideAnswerProposal(
  groupBuy: GroupBuy,
  { answer }: OfType<"answer_proposal">,
  { actor }: Context,
): Decision {
  const member = actor && memberOf(groupBuy, actor.personId);
  if (!member) return refuse({ code: "not-found" });
  const proposal = dealOf(groupBuy, member)?.proposal;
  if (!proposal || member.proposal !== "asked" || !isBound(member)) {
    return refuse({ code: "state-conflict", facts: { state: member.proposal ?? member.state } });
  }
  if (answer === "leave") return decided(leaving(groupBuy, member), { memberId: member.id });
  const isPrice = answer === "accept" && proposal.unitPriceMinor !== null;
  if (isPrice && isPaying(groupBuy, member)) return refuse({ code: "state-conflict", facts: { state: member.state } });
  const totalMinor = isPrice ? totalAt(groupBuy, member, proposal.unitPriceMinor) : null;
  const event: EventDraft = {
    type: "proposal_answered",
    open: { qty: member.quantity, answer },
    sealed: { memberId: member.id, totalMinor },
  };
  return decided([concerning(event, member.pseudonym)], { memberId: member.id });
}

/** With the last answer, at the latest with its window. */
export function proposalDueMs(groupBuy: GroupBuy): number | null {
  const dues = dealsOf(groupBuy).flatMap((deal) => dueMsOf(groupBuy, deal) ?? []);
  return dues.length === 0 ? null : Math.min(...dues);
}

function dueMsOf(groupBuy: GroupBuy, deal: Deal): number | null {
  if (!deal.proposal) return null;
  return stillAsked(groupBuy, deal).length === 0 ? groupBuy.lastEffectiveAtMs : deal.proposal.untilMs;
}

/** @param dueAtMs when it ended: each merchant proposes for themselves */
export function endProposals(groupBuy: GroupBuy, dueAtMs: number): readonly Concerning[] {
  return dealsOf(groupBuy)
    .filter((deal) => dueMsOf(groupBuy, deal) === dueAtMs)
    .flatMap((deal) => endProposal(groupBuy, deal));
}

/** Silence keeps what was agreed. */
function endProposal(groupBuy: GroupBuy, deal: Deal): readonly Concerning[] {
  const seats = seatsOf(groupBuy, deal);
  const counted = (word: Member["proposal"]) =>
    seats.reduce((sum, { proposal, quantity }) => sum + (proposal === word ? quantity : 0), 0);
  const open = { accepted: counted("accept"), kept: counted("keep") + counted("asked"), left: counted("leave") };
  return everybody({ type: "proposal_ended", open, sealed: { offerId: deal.award.offerId } });
}

/** Until when this member's goods are to be sent: the award's day, and what the member has agreed to since. */
export function shipByMsOf(groupBuy: GroupBuy, member: Member): number | null {
  const shipByMs = dealOf(groupBuy, member)?.shipByMs ?? null;
  return shipByMs === null ? null : shipByMs + (member.daysLater ?? 0) * DAY_MS;
}

/** Who may still say something: bound, and not sent anything yet. */
export function stillAsked(groupBuy: GroupBuy, deal: Deal): Member[] {
  return bound(groupBuy, deal).filter(({ proposal }) => proposal === "asked");
}

/** Whether the merchant of this offer may propose a change now. */
export function mayPropose(groupBuy: GroupBuy, offer: Offer): boolean {
  return denyProposal(groupBuy, offer) === null;
}

function denyProposal(groupBuy: GroupBuy, offer: Offer): Refusal | null {
  const { state, policy } = groupBuy;
  const deal = standingDeals(groupBuy).find(({ award }) => award.offerId === offer.id);
  const isTime = (state === "collecting" && shortfallDueMs(groupBuy) === null) || state === "fulfilling";
  if (!isTime || !deal || policy.afterAward?.proposalMs === undefined) {
    return { code: "state-conflict", facts: { state: offer.state } };
  }
  if (deal.proposal) return { code: "state-conflict", facts: { state: "proposed" } };
  if (deal.proposals >= PROPOSALS_MAXIMUM) return { code: "state-conflict", facts: { state: "proposed-often" } };
  return bound(groupBuy, deal).length === 0 ? { code: "state-conflict", facts: { state: "shipped" } } : null;
}

function faultOf(
  groupBuy: GroupBuy,
  deal: Deal,
  { daysLater, unitPriceMinor, currency }: OfType<"propose">,
  atMs: number,
): Refusal | null {
  const { terms, state } = groupBuy;
  const { award } = deal;
  if ((daysLater === null) === (unitPriceMinor === null)) return { code: "required", pointer: "/daysLater" };
  if (daysLater !== null) {
    if (daysLater < 1 || daysLater > LATER_MAXIMUM_DAYS) {
      return { code: "offer-invalid", pointer: "/daysLater", facts: { rule: "lead-time" } };
    }
    const isTooLate = !outlastsDelivery(groupBuy, award.leadTimeDays + daysLater, atMs);
    return isTooLate ? { code: "delivery-too-late", pointer: "/daysLater" } : null;
  }
  if (currency !== terms.currency) {
    return { code: "currency-mismatch", pointer: "/unitPrice/currency", facts: { currency: terms.currency } };
  }
  const isSame = unitPriceMinor === award.unitPriceMinor;
  if (isSame || (unitPriceMinor ?? 0) <= terms.depositPerUnitMinor) {
    return { code: "amount-out-of-range", pointer: "/unitPrice/amount" };
  }
  // A price may be talked about while nobody has paid it: one price for all who accept.
  const isPaid = state !== "collecting" || bound(groupBuy, deal).some((member) => isPaying(groupBuy, member));
  return isPaid ? { code: "state-conflict", facts: { state: "paid" } } : null;
}

/** Where the last one leaves there is nothing to deliver, and the merchant has not stood by what was agreed. */
function leaving(groupBuy: GroupBuy, member: Member): readonly Concerning[] {
  const open = { qty: member.quantity, why: "proposal" } as const;
  const left = concerning({ type: "opted_out", open, sealed: { memberId: member.id } }, member.pseudonym);
  const deal = dealOf(groupBuy, member);
  const isLast = deal !== null && seatsOf(groupBuy, deal).every((other) => other === member || !isCounted(other));
  if (!isLast) return [left];
  if (standingDeals(groupBuy).length > 1) return [left, ...awardFell(groupBuy, deal, "left")];
  return [left, ...everybody({ type: "failed", open: { reason: "merchant_declined" }, sealed: {} })];
}

function isCounted({ state }: Member): boolean {
  return (
    state === "balance_due" || state === "paid" || state === "shipped" || state === "received" || state === "disputed"
  );
}

function bound(groupBuy: GroupBuy, deal: Deal): Member[] {
  return seatsOf(groupBuy, deal).filter(isBound);
}

function isBound({ state }: Member): boolean {
  return state === "balance_due" || state === "paid";
}

function isPaying(groupBuy: GroupBuy, member: Member): boolean {
  const balance = groupBuy.legs.get(member.balanceLegId ?? "");
  return member.state === "paid" || (balance !== undefined && !isGone(balance));
}

/** What a member owes in all at a unit price, delivery included. */
export function totalAt(groupBuy: GroupBuy, member: Member, unitPriceMinor: number): number {
  const { delivery } = requireOffer(groupBuy, dealOf(groupBuy, member)?.award.offerId ?? "").body;
  const rate = delivery.find(({ country }) => country === member.country);
  return member.quantity * (unitPriceMinor + (rate?.perUnitMinor ?? 0));
}
