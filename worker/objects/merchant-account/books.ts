import type { MerchantBooks } from "../../app/reconciliation/books.ts";
import { sumPurse } from "../../core/reconciliation/facts.ts";
import type { MerchantStore } from "./merchant-store.ts";

/** What this book says of itself: where its chain ends, what stands in it, and which payouts nobody has answered for. */
export function booksOf(store: MerchantStore): MerchantBooks {
  const { position, hash } = store.journalHead();
  const payouts = store.payouts();
  return {
    head: { seq: position, journals: position, head: hash },
    embedded: sumPurse(
      store.holdings().map(({ currency, payableMinor, reserveMinor, transitMinor }) => ({
        currency,
        amountMinor: payableMinor + reserveMinor + transitMinor,
      })),
    ),
    unknowns: payouts
      .filter(({ state }) => state === "planned" || state === "unknown")
      .map(({ payoutId, plannedAtMs }) => ({ refId: payoutId, step: "payout", sinceMs: plannedAtMs })),
    payouts: payouts.map(({ payoutId, groupBuyId }) => ({ payoutId, groupBuyId })),
  };
}
