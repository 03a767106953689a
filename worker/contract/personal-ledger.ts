import { z } from "zod";
import { MOVEMENT_KINDS } from "../core/ledger/personal-movements.ts";
import { Money, Timestamp } from "./shared.ts";

/** Minor units of the movement's currency, signed: what it changed of that which stands with the provider. */
export const StandingChange = z.object({ held: z.int(), taken: z.int(), due: z.int() });

/** One movement of a person's money, as it was booked. */
export const LedgerMovement = z.object({
  id: z.string(),
  kind: z.enum(MOVEMENT_KINDS),
  at: Timestamp,
  amount: Money,
  change: StandingChange,
  groupBuyId: z.string(),
  groupBuyTitle: z.string(),
  paymentId: z.string(),
  /** initiator_deposit, deposit, balance, share or bond */
  purpose: z.string(),
  /** What the provider calls the payment, or the payout. */
  reference: z.string().nullable(),
  receiptId: z.string().nullable(), // of the seat that the payment is for
  journalId: z.string().nullable(), // null where no money moved
});
export type LedgerMovement = z.infer<typeof LedgerMovement>;

/** What stands with the provider now in one currency: the sum of all changes in it. */
export const LedgerStanding = z.object({ currency: z.string(), held: Money, taken: Money, due: Money });
export type LedgerStanding = z.infer<typeof LedgerStanding>;

/** Newest first; `standing` is of now and of all movements, whatever the page. */
export const PersonalLedger = z.object({
  standing: z.array(LedgerStanding),
  items: z.array(LedgerMovement),
  next: z.string().nullable(),
});
export type PersonalLedger = z.infer<typeof PersonalLedger>;
