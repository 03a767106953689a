import type { GroupBuyBooks } from "../../app/reconciliation/books.ts";
import { isRefundFailing } from "../../core/group-buy/operating/attention.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { sumPurse } from "../../core/reconciliation/facts.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";

/**
 * What this object says of its own money: where its log and the chain of its journals end, what was taken less what was
 * given back by its legs, and which calls nobody has answered for. Refunds that were refused are answered: they are asked
 * for again, and stand in the list of what waits.
 *
 * @param aheadMs how far this group-buy's clock is ahead of the platform's, by which others count
 */
export function booksOf(groupBuy: GroupBuy, store: GroupBuyStore, aheadMs: number): GroupBuyBooks {
  const { position, hash } = store.journalHead();
  const legs = [...groupBuy.legs.values()];
  const { currency } = groupBuy.terms;
  const waiting = legs.filter((leg) => leg.pending !== null && !isRefundFailing(leg));
  return {
    head: { seq: groupBuy.seq, journals: position, head: hash },
    embedded: sumPurse(
      legs.map(({ capturedMinor, refundedMinor }) => ({ currency, amountMinor: capturedMinor - refundedMinor })),
    ),
    unknowns: waiting.map(({ id, pending }) => ({
      refId: id,
      step: pending ?? "",
      sinceMs: (store.lastToldOfMs(id) ?? groupBuy.createdAtMs) - aheadMs,
    })),
  };
}
