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

/** Something of theirs that does not move now. `until`: when it is looked at next; null where a bank decides, whenever it does. */
export const HeldBack = z.object({
  kind: z.enum(["reserve", "payout"]),
  // `reserve_needed`: its time may be over, and it is kept for what is called back; `called_back`: more is than it could bear.
  why: z.enum(["reserve", "reserve_needed", "called_back", "bank_silent"]),
  groupBuyId: z.string(),
  groupBuyTitle: z.string().nullable(),
  amount: z.int(),
  until: Timestamp.nullable(),
});

/** A payment that a member's bank called back. Lost, the three parts add up to the amount; open, nobody bears it yet. */
export const MerchantChargeback = z.object({
  groupBuyId: z.string(),
  groupBuyTitle: z.string().nullable(),
  depositId: z.string(),
  amount: z.int(),
  state: z.enum(["open", "lost"]),
  fromReserve: z.int(),
  toDebt: z.int(),
  byPlatform: z.int(),
});

/** A merchant's money at this moment, in minor units of each currency: what they owe, and what is held back. */
export const MerchantStanding = z.object({
  merchantId: z.string(),
  at: Timestamp,
  currencies: z.array(
    z.object({
      currency: z.string(),
      payable: z.int(),
      reserve: z.int(),
      underway: z.int(),
      debt: z.int(), // taken from what becomes payable, before it is paid out
      calledBack: z.int(), // and not decided
      isPaused: z.boolean(), // nothing is paid out: more is called back than the reserve could bear
      heldBack: z.array(HeldBack),
      chargebacks: z.array(MerchantChargeback),
    }),
  ),
});
export type MerchantStanding = z.infer<typeof MerchantStanding>;
