import { z } from "zod";
import { Timestamp } from "./shared.ts";

/** A message to me, in my language; its instants stand in my zone and in UTC. */
export const PersonalNotice = z.object({
  id: z.string(),
  kind: z.string(),
  groupBuyId: z.string(),
  at: Timestamp,
  subject: z.string(),
  text: z.string(),
  /** Path on this site where what it speaks of is seen, and done. */
  page: z.string(),
  isRead: z.boolean(),
});
export type PersonalNotice = z.infer<typeof PersonalNotice>;

/** Which messages I am sent besides what is asked of me and what becomes of my money, which always is. */
export const NoticeChoices = z.object({
  closing: z.boolean(),
  news: z.boolean(),
  demands: z.boolean(), // what my standing interests find, by mail; it stands on my page all the same
});
export type NoticeChoices = z.infer<typeof NoticeChoices>;

export const MAIL_BLOCK_REASONS = ["bounced", "refused", "complained"] as const;

/**
 * Why my address gets no messages by mail: one came back, the mail service will not write there, or its reader called
 * one spam. Sign-in codes go there all the same, and messages stand on my page.
 */
export const MailBlock = z.object({ reason: z.enum(MAIL_BLOCK_REASONS), at: Timestamp });
export type MailBlock = z.infer<typeof MailBlock>;

export const NoticeChoicesInput = z.strictObject({
  closing: z.boolean().optional(),
  news: z.boolean().optional(),
  demands: z.boolean().optional(),
});
