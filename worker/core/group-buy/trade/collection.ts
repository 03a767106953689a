import { acceptableOffers } from "../choosing/chooser.ts";
import type { Concerning, Context } from "../commands.ts";
import { concerning, everybody } from "../decision.ts";
import { withoutFilled } from "../offers/whole-packs.ts";
import { atStakeMinor, isForfeiting, keptOf } from "../money/forfeiture.ts";
import { callGuarantee } from "../money/guarantee.ts";
import { callLeftBehind } from "../money/left-behind.ts";
import { capturing, forfeiting, isSecured } from "../money/money-steps.ts";
import { depositsOf, standingMinor } from "../state/parts.ts";
import type { Member } from "../state/member.ts";
import type { Offer } from "../state/offer.ts";
import { membersInOrder, type GroupBuy } from "../state/state.ts";
import { isNobodyOwing } from "../state/timetable.ts";
import { named, seatsOf, standingDeals, type Deal } from "../state/deals.ts";

/** The window for the balances, or at once when nobody owes any more. */
export function collectionDueMs(groupBuy: GroupBuy): number | null {
  return isNobodyOwing(groupBuy) ? groupBuy.lastEffectiveAtMs : groupBuy.balanceDueAtMs;
}

/** Until when merchants are asked whether fewer will do; null while none is. The others wait for their word (ADR 0022). */
export function shortfallDueMs(groupBuy: GroupBuy): number | null {
  const asked = standingDeals(groupBuy).flatMap(({ shortfall }) => shortfall?.untilMs ?? []);
  return asked.length === 0 ? null : Math.min(...asked);
}

/** Silence is a no. */
export function endShortfall(groupBuy: GroupBuy, atMs: number, newId: Context["newId"]): readonly Concerning[] {
  const deal = standingDeals(groupBuy).find(({ shortfall }) => shortfall !== null);
  return deal ? declineLess(groupBuy, deal, atMs, newId) : [];
}

/**
 * The window is over or everybody has paid; whoever has not is a no-show (M11). Each deal is counted by itself: enough
 * have paid, and the goods are due (G20); or too few, and the merchant is asked whether they will do; or nobody, and it
 * falls. Where merchants are asked the others wait; where none stands any more the group-buy fails (G21).
 */
export function collect(groupBuy: GroupBuy, atMs: number, newId: Context["newId"]): readonly Concerning[] {
  const deals = standingDeals(groupBuy).map((deal) => ({ deal, count: countOf(groupBuy, deal) }));
  const isOver = deals.every(({ count }) => count === "too-few");
  const isAsking = deals.some(({ count }) => count === "ask");
  const events = deals.flatMap(({ deal, count }) => {
    switch (count) {
      case "enough":
        // While another merchant is asked nothing is forfeited to this one yet: nothing is due.
        return noShows(groupBuy, deal, "kept", newId, (member) => (isAsking ? [] : leftBehind(groupBuy, member)));
      case "ask":
        return [...askForLess(groupBuy, deal, atMs), ...noShows(groupBuy, deal, "kept", newId)];
      case "too-few":
        return [
          ...callLeftBehind(groupBuy, inState(groupBuy, deal, "balance_due"), inState(groupBuy, deal, "paid"), newId),
          ...noShows(groupBuy, deal, "returned", newId),
          ...(isOver ? [] : fallenAlone(groupBuy, deal)),
        ];
    }
  });
  if (isOver) return [...events, ...fallenThrough()];
  const standing = deals.flatMap(({ deal, count }) => (count === "enough" ? [deal] : []));
  return isAsking ? events : [...events, ...standing.flatMap((deal) => collected(groupBuy, deal, atMs))];
}

function countOf(groupBuy: GroupBuy, deal: Deal): "enough" | "ask" | "too-few" {
  const paidQuantity = quantityOf(inState(groupBuy, deal, "paid"));
  if (paidQuantity === 0) return "too-few";
  if (paidQuantity >= neededQuantity(groupBuy, deal)) return "enough";
  return (groupBuy.policy.afterAward?.shortfallMs ?? 0) > 0 ? "ask" : "too-few";
}

function fallenAlone(groupBuy: GroupBuy, deal: Deal): readonly Concerning[] {
  return awardFell(groupBuy, deal, inState(groupBuy, deal, "paid").length === 0 ? "unpaid" : "shortfall");
}

function askForLess(groupBuy: GroupBuy, deal: Deal, atMs: number): readonly Concerning[] {
  const qty = quantityOf(inState(groupBuy, deal, "paid"));
  const untilMs = atMs + (groupBuy.policy.afterAward?.shortfallMs ?? 0);
  const open = { qty, of: deal.award.quantity, untilMs };
  return everybody({ type: "shortfall_asked", open, sealed: named(groupBuy, deal) });
}

/** G20: as many as have paid will do, at the price that was agreed. */
export function acceptLess(groupBuy: GroupBuy, deal: Deal, atMs: number): readonly Concerning[] {
  const others = standingDeals(groupBuy).filter((other) => other !== deal);
  if (!others.some(({ shortfall }) => shortfall !== null)) return collectedAll(groupBuy, standingDeals(groupBuy), atMs);
  const qty = quantityOf(inState(groupBuy, deal, "paid"));
  return everybody({ type: "less_accepted", open: { qty }, sealed: named(groupBuy, deal) });
}

/** The last word is said: what no-shows have left behind is their merchants', and the goods are due. */
function collectedAll(groupBuy: GroupBuy, deals: readonly Deal[], atMs: number): readonly Concerning[] {
  const kept = deals.flatMap((deal) => waitingForWord(groupBuy, deal));
  return [
    ...kept.flatMap((member) => leftBehind(groupBuy, member)),
    ...deals.flatMap((deal) => collected(groupBuy, deal, atMs)),
  ];
}

/** One of several comes to nothing: its members get everything back, and the others go on (ADR 0022). */
export function awardFell(groupBuy: GroupBuy, deal: Deal, why: NonNullable<Deal["fell"]>): readonly Concerning[] {
  const open = { version: deal.award.version, why };
  return everybody({ type: "award_fell", open, sealed: named(groupBuy, deal) });
}

/**
 * G21, by the merchant's no or silence. While others stand it ends alone (ADR 0022); of the last one the next acceptable offer is tried with those who paid, of the ones that were
 * refused only for this one. Their merchants are asked, because they had been let go. A seat whose deposit is gone has
 * nothing that secures it once its balance goes back (M5).
 */
export function declineLess(
  groupBuy: GroupBuy,
  deal: Deal,
  atMs: number,
  newId: Context["newId"],
): readonly Concerning[] {
  const others = standingDeals(groupBuy).filter((other) => other !== deal);
  if (others.length > 0) {
    const isWaiting = others.some(({ shortfall }) => shortfall !== null);
    return [
      ...callLeftBehind(groupBuy, waitingForWord(groupBuy, deal), inState(groupBuy, deal, "paid"), newId),
      ...awardFell(groupBuy, deal, "shortfall"),
      ...(isWaiting ? [] : collectedAll(groupBuy, others, atMs)),
    ];
  }
  const recalled = [...groupBuy.offers.values()]
    .filter(({ isBeaten, state }) => isBeaten === true && state === "refused")
    .map((offer): Offer => ({ ...offer, isRecalled: true }));
  const payers = inState(groupBuy, deal, "paid");
  const staying = payers.filter((member) => isSecuredBy(groupBuy, member));
  if (acceptableOffers(groupBuy, atMs, recalled, staying.map(withoutFilled)).length === 0) {
    return [...callLeftBehind(groupBuy, waitingForWord(groupBuy, deal), payers, newId), ...fallenThrough()];
  }
  const { offerId, version } = deal.award;
  return [
    ...payers
      .filter((member) => !staying.includes(member))
      .map((member) =>
        concerning(
          { type: "seat_expired", open: { qty: member.quantity }, sealed: { memberId: member.id } },
          member.pseudonym,
        ),
      ),
    ...everybody({
      type: "offer_fell",
      open: { version, why: "shortfall" },
      sealed: { offerId, recalled: recalled.map(({ id }) => id) },
    }),
  ];
}

/** What the merchant cannot refuse: the share agreed to be borne, or as many as the price of the award asks for. */
function neededQuantity({ policy, offers }: GroupBuy, { award, leftQuantity }: Deal): number {
  const standing = award.quantity - leftQuantity;
  const share = Math.ceil((standing * (100 - policy.shrinkagePercent)) / 100);
  const tier = offers.get(award.offerId)?.body.tiers.find((one) => one.unitPriceMinor === award.unitPriceMinor);
  return policy.afterAward && tier ? Math.min(share, tier.fromQuantity) : share;
}

function collected(groupBuy: GroupBuy, deal: Deal, atMs: number): readonly Concerning[] {
  const qty = quantityOf(inState(groupBuy, deal, "paid"));
  const shipByMs = atMs + deal.award.leadTimeDays * 86_400_000 + groupBuy.policy.shipMarginMs;
  return everybody({ type: "collected", open: { qty, shipByMs }, sealed: named(groupBuy, deal) });
}

/** The no-shows whose deposits wait for the merchant's word. */
function waitingForWord(groupBuy: GroupBuy, deal: Deal): Member[] {
  return inState(groupBuy, deal, "no_show").filter(({ forfeits }) => forfeits === true);
}

/** A merchant who delivers nothing has lost nothing: a deal that falls through forfeits no deposit to them (H6). */
function fallenThrough(): readonly Concerning[] {
  return everybody({ type: "failed", open: { reason: "collection_shortfall" }, sealed: {} });
}

/** @param fate of their deposits, as far as the terms let a no-show cost anything */
function noShows(
  groupBuy: GroupBuy,
  deal: Deal,
  fate: "kept" | "returned",
  newId: Context["newId"],
  after: (member: Member) => readonly Concerning[] = () => [],
): readonly Concerning[] {
  return inState(groupBuy, deal, "balance_due").flatMap((member) => {
    // H6: what the initiator leaves behind is the members', whatever the policy says of others.
    const payers = membersInOrder(groupBuy).filter(({ state }) => state === "paid");
    const called = member.isInitiator ? callGuarantee(groupBuy, "no_show", payers, newId) : [];
    const isForfeited = called.length === 0 && fate === "kept" && isForfeiting(groupBuy, member);
    return [...called, noShow(groupBuy, member, isForfeited), ...(isForfeited ? after(member) : [])];
  });
}

function noShow(groupBuy: GroupBuy, member: Member, isForfeited: boolean): Concerning {
  const sealed = { memberId: member.id, isForfeited, ...(isForfeited && keptOf(groupBuy, member)) };
  return concerning({ type: "no_show", open: { qty: member.quantity }, sealed }, member.pseudonym);
}

/** A forfeited deposit must be money before it can be given: a hold is captured first and forfeited by its answer. */
function leftBehind(groupBuy: GroupBuy, member: Member): readonly Concerning[] {
  return depositsOf(groupBuy, member).flatMap((deposit) => {
    const keptMinor = atStakeMinor(groupBuy, member, deposit);
    if (keptMinor === 0) return [];
    if (deposit.state === "captured") {
      return [forfeiting(groupBuy, member, deposit, Math.min(standingMinor(deposit), keptMinor))];
    }
    return deposit.state === "held" && deposit.pending === null ? [capturing(groupBuy, deposit, keptMinor)] : [];
  });
}

function isSecuredBy(groupBuy: GroupBuy, member: Member): boolean {
  return depositsOf(groupBuy, member).every(isSecured);
}

function quantityOf(members: readonly Member[]): number {
  return members.reduce((sum, { quantity }) => sum + quantity, 0);
}

function inState(groupBuy: GroupBuy, deal: Deal, state: Member["state"]): Member[] {
  return seatsOf(groupBuy, deal).filter((member) => member.state === state);
}
