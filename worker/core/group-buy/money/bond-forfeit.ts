import type { Concerning, Context } from "../commands.ts";
import { concerning } from "../decision.ts";
import { named, seatsOf, type Deal } from "../state/deals.ts";
import type { Member } from "../state/member.ts";
import { standingMinor } from "../state/parts.ts";
import { requireOffer, type GroupBuy } from "../state/state.ts";
import { bondOf } from "./bond.ts";
import { sharesOf } from "./guarantee.ts";

/** G23: to whom its goods did not come, in proportion to their places. Where there is nobody it is not taken. */
export function forfeitBond(groupBuy: GroupBuy, deal: Deal, newId: Context["newId"]): readonly Concerning[] {
  const bond = bondOf(groupBuy, requireOffer(groupBuy, deal.award.offerId));
  const members = seatsOf(groupBuy, deal).filter(isWithoutGoods);
  if (bond?.state !== "captured" || members.length === 0) return [];
  const amountMinor = standingMinor(bond);
  const weights = members.map(({ quantity }) => quantity);
  const shares = sharesOf(amountMinor, members, weights, newId);
  const open = { amount: amountMinor, currency: groupBuy.terms.currency, shares: shares.length };
  const sealed = { legId: bond.id, shares, ...named(groupBuy, deal) };
  return [concerning({ type: "bond_forfeited", open, sealed }, null)];
}

function isWithoutGoods({ state }: Member): boolean {
  return state === "paid" || state === "shipped" || state === "disputed";
}
