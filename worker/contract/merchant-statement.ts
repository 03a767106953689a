import { z } from "zod";
import { STATEMENT_KINDS } from "../core/ledger/statement.ts";
import { Timestamp } from "./shared.ts";

/** What stands for a merchant in one currency, in minor units. `total` is what is theirs here. */
export const StatementBalance = z.object({
  total: z.int(),
  payable: z.int(),
  reserve: z.int(),
  underway: z.int(), // payouts that are neither settled nor failed
  debt: z.int(), // owed to us
});

/** One booking. The four changes add up to `total`; `balance` is the total after it. */
export const StatementLine = z.object({
  id: z.string(), // of the journal
  bookedAt: Timestamp,
  at: Timestamp, // when it happened, by the clock of its group-buy
  kind: z.enum(STATEMENT_KINDS),
  groupBuyId: z.string().nullable(),
  groupBuyTitle: z.string().nullable(),
  reference: z.string(), // the order, payout or award
  goods: z.int().nullable(), // of an award, before fee
  fee: z.int().nullable(),
  change: StatementBalance,
  balance: z.int(),
});
export type StatementLine = z.infer<typeof StatementLine>;

export const StatementOfCurrency = z.object({
  currency: z.string(),
  opening: StatementBalance,
  lines: z.array(StatementLine),
  closing: StatementBalance,
});

/** One month in the zone of whoever asks, oldest line first. */
export const MerchantStatement = z.object({
  merchantId: z.string(),
  month: z.string(), // 2026-11
  zone: z.string(),
  from: Timestamp,
  before: Timestamp,
  months: z.array(z.string()), // those with a booking, and this one; newest first
  currencies: z.array(StatementOfCurrency),
});
export type MerchantStatement = z.infer<typeof MerchantStatement>;
