import type { LedgerView } from "../../contract/ledger.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Directory } from "../directory.ts";

/**
 * The general ledger as an operator reads it. `source` is whose book: a group-buy's (deposits and awards) or a
 * merchant's (reserves and payouts). An unknown source has an empty book.
 */
export async function readLedger(
  directory: Pick<Directory, "ledgerOf" | "trialBalance">,
  source: string,
): Promise<LedgerView> {
  const [journals, check] = await Promise.all([directory.ledgerOf(source), directory.trialBalance()]);
  return {
    journals: journals.map(({ id, kind, refId, currency, atMs, entries }) => ({
      id,
      kind,
      refId,
      at: formatInstant(atMs),
      currency,
      entries: entries.map(({ account, amountMinor }) => ({ account, amount: { amount: amountMinor, currency } })),
    })),
    check: check.map(({ currency, entries, sumMinor, debitMinor, accountsOff }) => ({
      currency,
      entries,
      sum: { amount: sumMinor, currency },
      debits: { amount: debitMinor, currency },
      accountsOff,
    })),
  };
}
