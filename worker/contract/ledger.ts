import { z } from "zod";
import { Money, Timestamp } from "./shared.ts";

/** One movement in double entry: its signed amounts come to zero. + is debit, − is credit. */
export const LedgerJournal = z.object({
  id: z.string(),
  kind: z.string(),
  refId: z.string(), // what moved: a deposit, membership, payout or merchant
  at: Timestamp,
  currency: z.string(),
  entries: z.array(z.object({ account: z.string(), amount: Money })),
});
export type LedgerJournal = z.infer<typeof LedgerJournal>;

/** One currency of the whole general ledger. Anything but 0 in `sum` or `accountsOff` means that the books are wrong. */
export const LedgerCheck = z.object({
  currency: z.string(),
  entries: z.int(),
  sum: Money,
  debits: Money,
  accountsOff: z.int(), // accounts whose kept balance is not the sum of their entries
});
export type LedgerCheck = z.infer<typeof LedgerCheck>;

/** The book of one source, oldest first, beside the check of all books together. */
export const LedgerView = z.object({ journals: z.array(LedgerJournal), check: z.array(LedgerCheck) });
export type LedgerView = z.infer<typeof LedgerView>;
