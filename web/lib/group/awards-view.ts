import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { Money } from "../../../worker/contract/shared.ts";

/** What one costs before delivery: with several merchants the reader's own (A5), else the one there is, or would be. */
export function unitPriceOf({ me, award, price }: GroupBuyResource): Money {
  return me?.membership?.award?.unitPrice ?? award?.unitPrice ?? price.current;
}

/** How many places were awarded in all, once any are. */
export function awardedQuantity({ awards, award }: GroupBuyResource): number | undefined {
  return awards?.reduce((sum, { quantity }) => sum + quantity, 0) ?? award?.quantity;
}
