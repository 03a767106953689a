import { assert } from "../../result.ts";
import { dealBy, type Deal } from "../state/deals.ts";
import { enter, type Of } from "../offers/offer-changes.ts";
import type { GroupBuy } from "../state/state.ts";

/** What becomes of the deals when the window for the balances is over (G20, G21): a part of the fold of `apply`. */

export function applyShortfallAsked(groupBuy: GroupBuy, event: Of<"shortfall_asked">): void {
  dealIn(groupBuy, event).shortfall = { paidQuantity: event.open.qty, untilMs: event.open.untilMs };
}

export function applyCollected(groupBuy: GroupBuy, event: Of<"collected">): void {
  const deal = dealIn(groupBuy, event);
  deal.shortfall = null;
  deal.shipByMs = event.open.shipByMs;
  groupBuy.balanceDueAtMs = null;
  enter(groupBuy, "fulfilling", event);
}

function dealIn(groupBuy: GroupBuy, { sealed }: Of<"shortfall_asked" | "collected">): Deal {
  const deal = dealBy(groupBuy, sealed.offerId);
  assert(deal, "what is collected was awarded");
  return deal;
}
