import type { JournalKind } from "./journal.ts";

/**
 * Journals of one moment in an order in which they can have come about: money arrives before it is given, is promised
 * before it is paid, and what failed is there again before it is promised anew. Stores that keep the moment and not the
 * place in the log read them back so.
 */
const CAUSES: readonly JournalKind[] = [
  "hold",
  "release",
  "lapse",
  "capture",
  "topped_up",
  "refund_failed",
  "payout_failed",
  "payout_reversed",
  "dispute_won",
  "award",
  "forfeit",
  "reserve_released",
  "debt_recovered",
  "payout_planned",
  "payout_settled",
  "refund",
  "dispute_opened",
  "dispute_lost",
  "provider_cost",
  "suspense_taken",
  "suspense_cleared",
];

/** For kinds that it does not know the order is left as it is. */
export function inOrderOfCause<J extends { readonly atMs: number; readonly kind: string }>(
  journals: readonly J[],
): J[] {
  const rank = ({ kind }: J) => CAUSES.findIndex((known) => known === kind);
  return journals.toSorted((a, b) => a.atMs - b.atMs || rank(a) - rank(b));
}
