import type { BookHead, Purse, UnknownFact } from "../../core/reconciliation/facts.ts";

/** What a group-buy's object says of its own books. */
export interface GroupBuyBooks {
  readonly head: BookHead;
  /** Taken less given back, by its legs. */
  readonly embedded: Purse;
  readonly unknowns: readonly UnknownFact[];
}

/** What a merchant's object says of its own. */
export interface MerchantBooks {
  readonly head: BookHead;
  readonly embedded: Purse;
  readonly unknowns: readonly UnknownFact[];
  readonly payouts: readonly { readonly payoutId: string; readonly groupBuyId: string }[];
}
