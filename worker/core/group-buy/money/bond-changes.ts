import type { Of } from "../events.ts";
import type { Fold } from "../fold.ts";
import { changeOffer } from "../offers/offer-changes.ts";
import type { Offer } from "../state/offer.ts";
import type { GroupBuy } from "../state/state.ts";
import { bondMinor, bondOf } from "./bond.ts";
import type { BondEvents } from "./bond-events.ts";
import { openShares } from "./guarantee-changes.ts";
import { change, giveBack, openLeg } from "./leg-changes.ts";

/** The fold of merchants' bonds (ADR 0025). */
export const bondFold: Fold<keyof BondEvents> = { bond_opened: applyBondOpened, bond_forfeited: applyBondForfeited };

function applyBondOpened(groupBuy: GroupBuy, event: Of<"bond_opened">): void {
  const { offerId, leg } = event.sealed;
  openLeg(groupBuy, leg, null);
  change(groupBuy, leg.legId).offerId = offerId;
  changeOffer(groupBuy, offerId).bondLegId = leg.legId;
}

function applyBondForfeited(groupBuy: GroupBuy, event: Of<"bond_forfeited">): void {
  openShares(groupBuy, event);
  for (const share of event.sealed.shares) change(groupBuy, share.legId).shareOf = "bond";
}

/**
 * Whatever has become of an offer, its bond follows: it stays while it may be asked for, and goes back by itself when
 * the offer is over, when the deal is settled, and when another version asks for more.
 */
export function returnBonds(groupBuy: GroupBuy): void {
  for (const offer of groupBuy.offers.values()) {
    const bond = bondOf(groupBuy, offer);
    if (bond && !isStillFor(groupBuy, offer, bond.amountMinor)) giveBack(groupBuy, bond);
  }
}

/** What was declared broken may yet be shared out in the same breath; what nobody is owed goes back with the end. */
const ANSWERED_FOR: ReadonlySet<Offer["state"]> = new Set(["submitted", "selected", "accepted", "breached"]);

function isStillFor(groupBuy: GroupBuy, { state, body }: Offer, amountMinor: number): boolean {
  if (amountMinor < (bondMinor(groupBuy, body) ?? Infinity)) return false;
  return ANSWERED_FOR.has(state) && groupBuy.state !== "settled";
}
