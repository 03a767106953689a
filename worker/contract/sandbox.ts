import { z } from "zod";
import { Money, Timestamp } from "./shared.ts";

/** One of the two: so far, or to a moment of this group-buy. */
export const SandboxClockInput = z.strictObject({
  advanceMs: z.int().optional(),
  to: z.enum(["last_seconds", "bell", "next"]).optional(), // ten seconds before the bell; the bell; what is due next
});
export type SandboxClockInput = z.infer<typeof SandboxClockInput>;

/** One of the two: so many play buyers, or as many as it takes. */
export const SandboxCrowdInput = z.strictObject({
  buyers: z.int().optional(),
  until: z.enum(["minimum", "full"]).optional(),
});
export type SandboxCrowdInput = z.infer<typeof SandboxCrowdInput>;

/** What everybody does whom it is asked of: play people, and the caller where they are one of them. */
export const SANDBOX_STEPS = ["choose", "pay", "ship", "receive"] as const;
export const SandboxStepInput = z.strictObject({ step: z.enum(SANDBOX_STEPS) });
export type SandboxStepInput = z.infer<typeof SandboxStepInput>;

/** What others do to money at the bank, unasked: buyers' banks, payees' banks, the bank's own people (docs/provider.md). */
export const SANDBOX_BANK_EVENTS = [
  "hold_dropped",
  "review_opened",
  "review_passed",
  "review_failed",
  "dispute_opened",
  "dispute_won",
  "dispute_lost",
  "refund_returned",
  "payout_returned",
  "cost",
] as const;
export type SandboxBankEventKind = (typeof SANDBOX_BANK_EVENTS)[number];
export const SandboxBankEventInput = z.strictObject({
  event: z.enum(SANDBOX_BANK_EVENTS),
  pseudonym: z.string().max(64, "At most 64 characters.").optional(), // whose money; absent: the first that it can happen to
});
export type SandboxBankEventInput = z.infer<typeof SandboxBankEventInput>;

/** What stands in the log because of a press, by type, in the order in which each came first. */
export const SandboxRan = z.object({
  ran: z.int(),
  events: z.array(z.object({ type: z.string(), count: z.int() })),
});
export type SandboxRan = z.infer<typeof SandboxRan>;

export const SandboxClock = SandboxRan.extend({ nowMs: z.int() });
export type SandboxClock = z.infer<typeof SandboxClock>;

/** How many came, with how many pieces together; fewer than were wished for where the group-buy refused one. */
export const SandboxCrowd = SandboxRan.extend({ buyers: z.int(), quantity: z.int() });
export type SandboxCrowd = z.infer<typeof SandboxCrowd>;

export const SandboxOffer = SandboxRan.extend({
  offerId: z.string(),
  merchantName: z.string(),
  unitPrice: Money, // at the quantity of the minimum
});
export type SandboxOffer = z.infer<typeof SandboxOffer>;

/** How many did what was asked of them. */
export const SandboxStep = SandboxRan.extend({ done: z.int() });
export type SandboxStep = z.infer<typeof SandboxStep>;

/** Whose money it happened to; null for a merchant's payout. */
export const SandboxBankEvent = SandboxRan.extend({ pseudonym: z.string().nullable() });
export type SandboxBankEvent = z.infer<typeof SandboxBankEvent>;

/** What lies over a buyer's money: the seat waits for it again, their bank called it back, the bank examines it. */
export const SANDBOX_OVERLAYS = ["at_risk", "called_back", "under_review"] as const;

/** The clock, the money and the next press of one group-buy. */
export const SandboxBook = z.object({
  state: z.string(),
  mayPlay: z.boolean(), // in a public demo others may be in it
  clock: z.object({
    nowMs: z.int(),
    aheadMs: z.int(), // of the real time
    epoch: z.string(),
    closesAt: Timestamp,
    next: z.object({ kind: z.string(), at: Timestamp }).nullable(),
  }),
  seats: z.object({ verified: z.int(), held: z.int(), minimum: z.int(), maximum: z.int().nullable() }),
  offers: z.int(), // that stand
  money: z.object({
    held: Money, // reserved with buyers' banks, not taken
    captured: Money, // taken, and still the buyers'
    awarded: Money, // the merchants', not paid out yet
    returning: Money, // of what is held or captured: on its way back
    returned: Money,
    paidOut: Money,
    calledBack: Money, // of what was taken: with buyers' banks until they decide
    sum: Money, // of all entries in the ledger of this group-buy: nothing else than 0
  }),
  people: z.array(
    z.object({
      pseudonym: z.string(),
      held: Money,
      captured: Money,
      returned: Money,
      over: z.array(z.enum(SANDBOX_OVERLAYS)),
    }),
  ),
  bank: z.object({
    held: Money,
    balance: Money,
    lines: z.array(
      z.object({ at: Timestamp, kind: z.string(), pseudonym: z.string().nullable(), amount: Money, balance: Money }),
    ),
  }),
  agrees: z.boolean(), // what we booked, and what the bank says
  steps: z.array(z.enum(SANDBOX_STEPS)), // those that somebody waits for
  bankEvents: z.array(z.enum(SANDBOX_BANK_EVENTS)), // those that could happen now
});
export type SandboxBook = z.infer<typeof SandboxBook>;
