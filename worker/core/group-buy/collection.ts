import type { Concerning } from "./commands.ts";
import { everybody } from "./decision.ts";
import { capturing, forfeiting } from "./money-steps.ts";
import { depositsOf, standingMinor } from "./parts.ts";
import { membersInOrder, type GroupBuy, type Member } from "./state.ts";
import { isNobodyOwing } from "./timetable.ts";

/** The window for the balances, or at once when nobody owes any more. */
export function collectionDueMs(groupBuy: GroupBuy): number | null {
  return isNobodyOwing(groupBuy) ? groupBuy.lastEffectiveAtMs : groupBuy.balanceDueAtMs;
}

/** G20 or G21: the window is over or everybody has paid; whoever has not is a no-show (M11). */
export function collect(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const { award, policy } = groupBuy;
  if (!award) return [];
  const paidQuantity = inState(groupBuy, "paid").reduce((sum, member) => sum + member.quantity, 0);
  const needed = Math.ceil((award.quantity * (100 - policy.shrinkagePercent)) / 100);
  const isShort = paidQuantity === 0 || paidQuantity < needed;
  // A merchant who delivers nothing has lost nothing: a deal that falls through forfeits no deposit to them.
  const isForfeited = policy.noShow === "merchant" && !isShort;
  const noShows = inState(groupBuy, "balance_due").flatMap((member): Concerning[] => [
    {
      event: { type: "no_show", open: { qty: member.quantity }, sealed: { memberId: member.id, isForfeited } },
      actor: member.pseudonym,
    },
    ...(isForfeited ? leftBehind(groupBuy, member) : []),
  ]);
  if (isShort) {
    return [...noShows, ...everybody({ type: "failed", open: { reason: "collection_shortfall" }, sealed: {} })];
  }
  const shipByMs = atMs + award.leadTimeDays * 86_400_000 + policy.shipMarginMs;
  return [...noShows, ...everybody({ type: "collected", open: { qty: paidQuantity, shipByMs }, sealed: {} })];
}

/** A forfeited deposit must be money before it can be given: a hold is captured first and forfeited by its answer. */
function leftBehind(groupBuy: GroupBuy, member: Member): readonly Concerning[] {
  return depositsOf(groupBuy, member).flatMap((deposit) => {
    if (deposit.state === "captured") return [forfeiting(groupBuy, deposit, standingMinor(deposit))];
    return deposit.state === "held" && deposit.pending === null ? [capturing(groupBuy, deposit)] : [];
  });
}

function inState(groupBuy: GroupBuy, state: Member["state"]): Member[] {
  return membersInOrder(groupBuy).filter((member) => member.state === state);
}
