import { acceptableOffers } from "../choosing/chooser.ts";
import type { Concerning, Context } from "../commands.ts";
import { concerning, everybody } from "../decision.ts";
import { callGuarantee } from "../money/guarantee.ts";
import { capturing, forfeiting, isSecured } from "../money/money-steps.ts";
import { depositsOf, standingMinor } from "../state/parts.ts";
import type { Member } from "../state/member.ts";
import type { Award, Offer } from "../state/offer.ts";
import { membersInOrder, type GroupBuy } from "../state/state.ts";
import { isNobodyOwing } from "../state/timetable.ts";

/** The window for the balances, or at once when nobody owes any more. */
export function collectionDueMs(groupBuy: GroupBuy): number | null {
  return isNobodyOwing(groupBuy) ? groupBuy.lastEffectiveAtMs : groupBuy.balanceDueAtMs;
}

/**
 * The window is over or everybody has paid; whoever has not is a no-show (M11). Enough have paid, and the goods are due
 * (G20); or too few, and the merchant is asked whether they will do; or nobody, and it fails (G21).
 */
export function collect(groupBuy: GroupBuy, atMs: number, newId: Context["newId"]): readonly Concerning[] {
  const { award, policy } = groupBuy;
  if (!award) return [];
  const paidQuantity = quantityOf(inState(groupBuy, "paid"));
  if (paidQuantity >= neededQuantity(groupBuy, award) && paidQuantity > 0) {
    const isForfeited = policy.noShow === "merchant";
    return [
      ...noShows(groupBuy, isForfeited, newId, (member) => (isForfeited ? leftBehind(groupBuy, member) : [])),
      ...collected(groupBuy, award, atMs),
    ];
  }
  const shortfallMs = policy.afterAward?.shortfallMs ?? 0;
  if (paidQuantity === 0 || shortfallMs === 0) return [...noShows(groupBuy, false, newId), ...fallenThrough()];
  const open = { qty: paidQuantity, of: award.quantity, untilMs: atMs + shortfallMs };
  return [
    ...everybody({ type: "shortfall_asked", open, sealed: {} }),
    ...noShows(groupBuy, policy.noShow === "merchant", newId),
  ];
}

/** G20: as many as have paid will do, at the price that was agreed. */
export function acceptLess(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const { award } = groupBuy;
  if (!award) return [];
  const kept = inState(groupBuy, "no_show").filter(({ forfeits }) => forfeits === true);
  return [...kept.flatMap((member) => leftBehind(groupBuy, member)), ...collected(groupBuy, award, atMs)];
}

/**
 * G21, by the merchant's no or silence: the next acceptable offer is tried with those who paid, of the ones that were
 * refused only for this one. Their merchants are asked, because they had been let go. A seat whose deposit is gone has
 * nothing that secures it once its balance goes back (M5).
 */
export function declineLess(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const { award } = groupBuy;
  if (!award) return [];
  const recalled = [...groupBuy.offers.values()]
    .filter(({ isBeaten, state }) => isBeaten === true && state === "refused")
    .map((offer): Offer => ({ ...offer, isRecalled: true }));
  const payers = inState(groupBuy, "paid");
  const staying = payers.filter((member) => isSecuredBy(groupBuy, member));
  if (acceptableOffers(groupBuy, atMs, recalled, staying).length === 0) return fallenThrough();
  const { offerId, version } = award;
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
function neededQuantity({ policy, offers, leftQuantity }: GroupBuy, award: Award): number {
  const standing = award.quantity - leftQuantity;
  const share = Math.ceil((standing * (100 - policy.shrinkagePercent)) / 100);
  const tier = offers.get(award.offerId)?.body.tiers.find((one) => one.unitPriceMinor === award.unitPriceMinor);
  return policy.afterAward && tier ? Math.min(share, tier.fromQuantity) : share;
}

function collected(groupBuy: GroupBuy, award: Award, atMs: number): readonly Concerning[] {
  const qty = quantityOf(inState(groupBuy, "paid"));
  const shipByMs = atMs + award.leadTimeDays * 86_400_000 + groupBuy.policy.shipMarginMs;
  return everybody({ type: "collected", open: { qty, shipByMs }, sealed: {} });
}

/** A merchant who delivers nothing has lost nothing: a deal that falls through forfeits no deposit to them. */
function fallenThrough(): readonly Concerning[] {
  return everybody({ type: "failed", open: { reason: "collection_shortfall" }, sealed: {} });
}

function noShows(
  groupBuy: GroupBuy,
  isForfeited: boolean,
  newId: Context["newId"],
  after: (member: Member) => readonly Concerning[] = () => [],
): readonly Concerning[] {
  return inState(groupBuy, "balance_due").flatMap((member) => {
    // H6: what the initiator leaves behind is the members', whatever the policy says of others.
    const called = member.isInitiator ? callGuarantee(groupBuy, "no_show", inState(groupBuy, "paid"), newId) : [];
    return called.length > 0 ? [...called, noShow(member, false)] : [noShow(member, isForfeited), ...after(member)];
  });
}

function noShow(member: Member, isForfeited: boolean): Concerning {
  const sealed = { memberId: member.id, isForfeited };
  return concerning({ type: "no_show", open: { qty: member.quantity }, sealed }, member.pseudonym);
}

/** A forfeited deposit must be money before it can be given: a hold is captured first and forfeited by its answer. */
function leftBehind(groupBuy: GroupBuy, member: Member): readonly Concerning[] {
  return depositsOf(groupBuy, member).flatMap((deposit) => {
    if (deposit.state === "captured") return [forfeiting(groupBuy, deposit, standingMinor(deposit))];
    return deposit.state === "held" && deposit.pending === null ? [capturing(groupBuy, deposit)] : [];
  });
}

function isSecuredBy(groupBuy: GroupBuy, member: Member): boolean {
  return depositsOf(groupBuy, member).every(isSecured);
}

function quantityOf(members: readonly Member[]): number {
  return members.reduce((sum, { quantity }) => sum + quantity, 0);
}

function inState(groupBuy: GroupBuy, state: Member["state"]): Member[] {
  return membersInOrder(groupBuy).filter((member) => member.state === state);
}
