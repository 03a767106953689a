import { acceptableOffers } from "./chooser.ts";
import { acceptLess, declineLess } from "../trade/collection.ts";
import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { decided, everybody, refuse } from "../decision.ts";
import type { EventDraft } from "../events.ts";
import { packedDeals } from "./packing.ts";
import { isBonded } from "../money/bond.ts";
import { capturing, paid } from "../money/money-steps.ts";
import { depositsOf, neededMinor } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import { isFirm, type Award, type Offer } from "../state/offer.ts";
import { requireMember, requireOffer, verifiedMembers, type GroupBuy } from "../state/state.ts";
import { choosingWindows } from "../state/terms.ts";
import { dealBy, dealOf, type Deal } from "../state/deals.ts";
import { totalAt } from "../offers/proposals.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;
type Fall = Extract<EventDraft, { type: "offer_fell" }>["open"]["why"];

/** Until when the merchant of the award is asked; a firm offer was confirmed by having been made (G18). */
export function merchantDueMs(groupBuy: GroupBuy): number {
  const offer = offerOfAward(groupBuy);
  return groupBuy.effectiveAtMs + (!offer || isFirm(offer) ? 0 : choosingWindows(groupBuy.policy).merchantMs);
}

/** G18 for a firm offer, G19 for another whose merchant has kept silent. */
export function endMerchantWindow(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const offer = offerOfAward(groupBuy);
  return !offer || isFirm(offer) ? accept(groupBuy, atMs) : fallOf(groupBuy, "silence", atMs);
}

/** G18: the merchant stands by it, and the members owe the balance. G20: fewer than agreed will do. */
export function decideConfirmOffer(groupBuy: GroupBuy, command: OfType<"confirm_offer">, context: Context): Decision {
  const offer = groupBuy.offers.get(command.offerId);
  const isUnbonded =
    offer?.merchantId === context.actor?.merchantId && offer?.state === "selected" && !isBonded(groupBuy, offer);
  if (isUnbonded) return refuse({ code: "state-conflict", facts: { state: "bond-missing" } });
  return decideWord(groupBuy, command.offerId, context, (deal) =>
    deal.shortfall ? acceptLess(groupBuy, deal, context.recvMs) : accept(groupBuy, context.recvMs),
  );
}

/** G19: the merchant does not, and the next best offer is tried. G21: nor for as few as have paid. */
export function decideDeclineOffer(groupBuy: GroupBuy, command: OfType<"decline_offer">, context: Context): Decision {
  return decideWord(groupBuy, command.offerId, context, (deal) =>
    deal.shortfall
      ? declineLess(groupBuy, deal, context.recvMs, context.newId)
      : fallOf(groupBuy, "declined", context.recvMs),
  );
}

function decideWord(
  groupBuy: GroupBuy,
  offerId: string,
  { actor }: Context,
  word: (deal: Deal) => readonly Concerning[],
): Decision {
  const offer = groupBuy.offers.get(offerId);
  if (!offer || offer.merchantId !== actor?.merchantId) return refuse({ code: "not-found" });
  const deal = dealBy(groupBuy, offer.id);
  const isAsked = groupBuy.state === "confirming" && groupBuy.award?.offerId === offer.id;
  if (!deal || (!isAsked && deal.shortfall === null)) {
    return refuse({ code: "state-conflict", facts: { state: offer.state } });
  }
  return decided(word(deal), { offerId });
}

/** G16, G19: the chosen offer comes to nothing. Another is tried if there is one; else everything goes back. */
export function fallOf(groupBuy: GroupBuy, why: Fall, atMs: number): readonly Concerning[] {
  const award = groupBuy.award ?? groupBuy.question?.award;
  if (!award) return [];
  if (acceptableOffers(groupBuy, atMs, otherOffers(groupBuy)).length === 0) {
    const reason = why === "too_few" ? "no_offer" : "merchant_declined";
    return everybody({ type: "failed", open: { reason }, sealed: {} });
  }
  const { offerId, version } = award;
  return everybody({ type: "offer_fell", open: { version, why }, sealed: { offerId } });
}

/** What may be chosen instead: nobody is bound yet, so those that stood beside it are free as well (ADR 0022). */
function otherOffers(groupBuy: GroupBuy): Offer[] {
  const beside = new Set([...(groupBuy.besides ?? []), ...(groupBuy.question?.beside ?? [])].map(offerIdOf));
  return [...groupBuy.offers.values()].filter(({ id, state }) => state === "submitted" || beside.has(id));
}

function offerIdOf({ award }: { readonly award: Award }): string {
  return award.offerId;
}

function accept(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const { policy } = groupBuy;
  const { pieces, events: packed } = packedDeals(groupBuy);
  const dues = verifiedMembers(groupBuy).flatMap((member) => {
    const award = dealOf(groupBuy, member)?.award;
    const quantity = pieces === null ? member.quantity : pieces.get(member);
    if (!award || quantity === undefined) return [];
    return { memberId: member.id, totalMinor: totalAt(groupBuy, { ...member, quantity }, award.unitPriceMinor) };
  });
  if (dues.length === 0) return [];
  return [
    ...packed,
    ...everybody({ type: "accepted", open: { balanceDueAtMs: atMs + policy.balanceWindowMs }, sealed: { dues } }),
    ...dues.flatMap(({ memberId, totalMinor }) => coveredByDeposit(groupBuy, memberId, totalMinor, cutFrom(packed))),
  ];
}

/** Whoever's deposit is the whole price owes nothing more: it is taken, and they have paid (money 1.4). */
function coveredByDeposit(
  groupBuy: GroupBuy,
  memberId: string,
  totalMinor: number,
  cuts: ReadonlyMap<string, number>,
): readonly Concerning[] {
  const member = requireMember(groupBuy, memberId);
  const needed = (leg: Leg) => neededMinor(leg) - (cuts.get(leg.id) ?? 0) * groupBuy.terms.depositPerUnitMinor;
  const deposits = depositsOf(groupBuy, member).filter((leg) => needed(leg) > 0);
  if (deposits.reduce((sum, leg) => sum + needed(leg), 0) !== totalMinor) return [];
  if (deposits.every(({ state }) => state === "captured")) return [paid(member)];
  return deposits
    .filter(({ state, pending }) => state === "held" && pending === null)
    .map((deposit) => capturing(groupBuy, deposit, needed(deposit)));
}

/** So many pieces less than each deposit was paid for, by what is decided in the same breath (A4). */
function cutFrom(packed: readonly Concerning[]): ReadonlyMap<string, number> {
  const cuts = packed
    .flatMap(({ event }) => (event.type === "packed" ? event.sealed.cut : []))
    .flatMap((one) => one.cuts);
  return new Map(cuts.flatMap(({ legId, quantity }) => (legId === null ? [] : [[legId, quantity] as const])));
}

function offerOfAward(groupBuy: GroupBuy): Offer | null {
  return groupBuy.award && requireOffer(groupBuy, groupBuy.award.offerId);
}
