import { z } from "zod";
import { Money, Timestamp } from "./shared.ts";

/** Why a currency is not closed; how much or how many, whichever it is about. */
export const CloseReason = z.object({ code: z.string(), amount: Money.optional(), count: z.int().optional() });
export type CloseReason = z.infer<typeof CloseReason>;

/** What the provider holds for us is what we owe and own: `bank` is the sum of all parts, and `off` is 0. */
export const MoneyEquation = z.object({
  currency: z.string(),
  bank: Money, // by the provider's statements
  parts: z.array(z.object({ part: z.string(), amount: Money })),
  off: Money,
});
export type MoneyEquation = z.infer<typeof MoneyEquation>;

export const CurrencyClose = MoneyEquation.extend({
  state: z.enum(["closed", "refused"]),
  reasons: z.array(CloseReason),
});
export type CurrencyClose = z.infer<typeof CurrencyClose>;

/** One day of one provider. */
export const BooksClose = z.object({
  id: z.string(),
  provider: z.string(),
  day: z.string(), // UTC: 2026-11-23
  state: z.enum(["running", "refused", "closed"]),
  attempt: z.int(),
  begunAt: Timestamp,
  judgedAt: Timestamp.nullable(),
  currencies: z.array(CurrencyClose), // of the last attempt that came to its end
});
export type BooksClose = z.infer<typeof BooksClose>;

/** The report as it was signed: recompute it from `report`, check `signature` over its SHA-256 with our published keys. */
export const CloseFile = z.object({ report: z.string(), signature: z.string() });
export type CloseFile = z.infer<typeof CloseFile>;

/** The one entry that takes a difference a step further, with what it does to each account. */
export const ProposedEntry = z.object({
  act: z.enum(["suspend", "reverse", "write_off"]),
  journalId: z.string(), // say yes to exactly this one
  lines: z.array(z.object({ account: z.string(), amount: Money, before: Money, after: Money })), // + debit, - credit
});
export type ProposedEntry = z.infer<typeof ProposedEntry>;

/** Something that the provider, the books and their copy do not say alike. */
export const BooksDifference = z.object({
  id: z.string(),
  kind: z.string(),
  sourceId: z.string(), // a group-buy or merchant
  sourceName: z.string(), // its title or name; its id where nobody knows one
  refId: z.string(), // the deposit, refund or payout; empty: the book as a whole
  bank: Money.optional(),
  books: Money.optional(),
  delta: Money.optional(), // what the provider says less what the books say
  detail: z.string(),
  since: Timestamp,
  stage: z.enum(["open", "suspended", "cleared"]),
  isSeen: z.boolean(), // by the last look
  proposed: ProposedEntry.nullable(),
});
export type BooksDifference = z.infer<typeof BooksDifference>;

/**
 * The books as operators see them: the last day that was judged, with its money equation, and how much has been written
 * since; what does not fit, what is unanswered, and the last closes.
 */
export const BooksOverview = z.object({
  last: BooksClose.nullable(), // exact as of `judgedAt`; null before the first
  since: z.object({ books: z.int(), entries: z.int() }), // events of so many books that no look has seen yet
  differences: z.array(BooksDifference),
  unknowns: z.array(
    z.object({
      sourceId: z.string(),
      sourceName: z.string(),
      refId: z.string(),
      step: z.string(),
      since: Timestamp,
    }),
  ),
  closes: z.array(BooksClose),
});
export type BooksOverview = z.infer<typeof BooksOverview>;

/** What a close would find at this moment. Nothing of it is kept, so nothing can be booked from it. */
export const BooksDryRun = z.object({
  at: Timestamp,
  day: z.string(), // the one that runs, UTC
  books: z.int(), // that were looked at
  isWhole: z.boolean(), // whether a close would look at no others
  isStill: z.boolean(), // whether no money moved meanwhile
  currencies: z.array(CurrencyClose), // as if what was found stayed; empty unless whole and still
  differences: z.array(BooksDifference.omit({ proposed: true }).extend({ isNew: z.boolean() })), // new: no close has seen it
  unknowns: BooksOverview.shape.unknowns,
});
export type BooksDryRun = z.infer<typeof BooksDryRun>;
