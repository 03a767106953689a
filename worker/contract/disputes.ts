import { z } from "zod";
import { DISPUTE_REASONS } from "../core/group-buy/state/member.ts";
import { Money, Timestamp } from "./shared.ts";

/** What a member says is wrong with what came, and how much of the price they want back (rule M14). */
export const DisputeInput = z.strictObject({ reason: z.enum(DISPUTE_REASONS), text: z.string(), wanted: Money });
export type DisputeInput = z.infer<typeof DisputeInput>;

/** The merchant's word: give what is wanted, propose less, or reject it. `refund` belongs to a proposal. */
export const DisputeAnswerInput = z.strictObject({
  answer: z.enum(["accept", "propose", "reject"]),
  refund: Money.optional(),
  text: z.string().optional(),
});
export type DisputeAnswerInput = z.infer<typeof DisputeAnswerInput>;

/** The member's word about a proposal; declined, operators decide. */
export const DisputeReplyInput = z.strictObject({ accept: z.boolean() });
export type DisputeReplyInput = z.infer<typeof DisputeReplyInput>;

/** How much goes back to the member, from nothing to all that was paid; the rest is the merchant's (rule M15). */
export const DisputeDecisionInput = z.strictObject({ refund: Money, reason: z.string() });
export type DisputeDecisionInput = z.infer<typeof DisputeDecisionInput>;

/** A dispute as member, merchant and operators see it. */
export const Dispute = z.object({
  reason: z.enum(DISPUTE_REASONS),
  text: z.string(),
  wanted: Money,
  openedAt: Timestamp,
  speaker: z.enum(["merchant", "member", "operator"]).nullable(), // who is to speak; null once it has ended
  until: Timestamp, // when silence decides
  offered: Money.nullable(), // what the merchant would give; nothing after a rejection
  answer: z.string().nullable(),
  outcome: z
    .object({
      refund: Money,
      by: z.enum(["merchant", "member", "operator", "merchant_silence", "member_silence", "operator_silence"]),
      words: z.string().nullable(),
    })
    .nullable(),
});
export type Dispute = z.infer<typeof Dispute>;

/** A dispute with what an operator needs to decide it. */
export const DisputeCase = z.object({
  id: z.string(), // the order's id
  groupBuyId: z.string(),
  groupBuyTitle: z.string(),
  kind: z.enum(["good", "service"]),
  merchantId: z.string(),
  merchantName: z.string(),
  pseudonym: z.string(),
  quantity: z.int(),
  country: z.string(),
  paid: Money,
  shippedAt: Timestamp.nullable(), // of a service its date
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  deliveredAt: Timestamp.nullable(),
  deliveryProof: z.string().nullable(),
  dispute: Dispute,
});
export type DisputeCase = z.infer<typeof DisputeCase>;

/** A merchant who has not sent what was paid for, and is silent (rule G23). Quantities are units. */
export const BreachCase = z.object({
  groupBuyId: z.string(),
  groupBuyTitle: z.string(),
  merchantId: z.string(),
  merchantName: z.string(),
  shipBy: Timestamp,
  suspectedAt: Timestamp,
  spokeAt: Timestamp.nullable(), // when the merchant last said anything about a delivery
  unshipped: z.int(),
  shipped: z.int(),
  received: z.int(),
  unreleased: Money, // what would go back
});
export type BreachCase = z.infer<typeof BreachCase>;

/** `proven`: the deal is broken without the merchant having been silent for long. */
export const BreachInput = z.strictObject({
  reason: z.string(),
  proven: z.boolean().optional(),
  merchantId: z.string().optional(), // who, where several share it
});
export type BreachInput = z.infer<typeof BreachInput>;
