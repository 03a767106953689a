import type { Demand, Offer as OfferResource } from "../../contract/offers.ts";
import { merchantDueMs } from "../../core/group-buy/choosing/merchant-word.ts";
import { bondMinor, bondOf, bondStateOf, bondsUntilMs } from "../../core/group-buy/money/bond.ts";
import type { Offer } from "../../core/group-buy/state/offer.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { moneyIn } from "./money.ts";

/** What a merchant answers for an offer with, and where that money is (ADR 0025). */
export function presentBond(groupBuy: GroupBuy, offer: Offer): Pick<OfferResource, "bond"> {
  const bond = bondOf(groupBuy, offer);
  const neededMinor = bondMinor(groupBuy, offer.body);
  if (neededMinor === null && bond === null) return {};
  const state = bondStateOf(groupBuy, offer);
  const untilMs = offer.state === "selected" ? merchantDueMs(groupBuy) : bondsUntilMs(groupBuy);
  return {
    bond: {
      amount: moneyIn(groupBuy)(state === "due" ? (neededMinor ?? 0) : (bond?.amountMinor ?? neededMinor ?? 0)),
      state,
      until: state === "due" || state === "action_required" ? formatInstant(untilMs) : null,
      isDeclined: state === "due" && (bond?.state === "declined" || bond?.state === "lapsed"),
      legId: bond?.id ?? null,
    },
  };
}

/** What one has to know of it before one offers. */
export function presentBondRule(groupBuy: GroupBuy): Pick<Demand, "bond"> {
  const { bond } = groupBuy.policy;
  if (!bond) return {};
  const { basisPoints, minimumMinor, payWithinMs } = bond;
  const minimum = minimumMinor === undefined ? null : moneyIn(groupBuy)(minimumMinor);
  return { bond: { basisPoints, minimum, payWithinMs } };
}
