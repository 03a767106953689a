import { z } from "zod";
import { Hidden } from "./community.ts";
import { MerchantRecord } from "./merchant-record.ts";
import { Timestamp, type Page } from "./shared.ts";

/** All reviews of a merchant together; no average while fewer than three have been written. */
export const Rating = z.object({ count: z.int(), average: z.number().nullable() });
export type Rating = z.infer<typeof Rating>;

/** What a member says of the merchant they dealt with: under the name of that group-buy, never another. */
export const Review = z.object({
  id: z.string(),
  groupBuyId: z.string(),
  merchantId: z.string(),
  merchantName: z.string(),
  by: z.object({ pseudonym: z.string(), isMe: z.boolean() }),
  stars: z.int().nullable(), // null once it is hidden, as are the words and the answer
  text: z.string().nullable(),
  at: Timestamp,
  editedAt: Timestamp.optional(),
  reply: z.object({ text: z.string(), at: Timestamp }).optional(), // the merchant's, once
  hidden: Hidden.optional(),
});
export type Review = z.infer<typeof Review>;

export const ReviewInput = z.strictObject({ stars: z.int(), text: z.string().optional() });
export type ReviewInput = z.infer<typeof ReviewInput>;

/** What a merchant is in public. */
export const PublicMerchant = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  rating: Rating,
  record: MerchantRecord, // over every group-buy that has told so far
});
export type PublicMerchant = z.infer<typeof PublicMerchant>;

export const MerchantReviews = z.object({
  merchant: PublicMerchant,
  items: z.array(Review),
  next: z.string().nullable(),
});
export interface MerchantReviews extends Page<Review> {
  readonly merchant: PublicMerchant;
}
