import type { Money } from "../../contract/shared.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";

/** Amounts of this group-buy, in its one currency. */
export function moneyIn(groupBuy: GroupBuy): (amountMinor: number) => Money {
  return (amountMinor) => ({ amount: amountMinor, currency: groupBuy.terms.currency });
}
