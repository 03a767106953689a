import { z } from "zod";
import { REPORT_REASONS } from "../core/community/reports.ts";
import { Timestamp } from "./shared.ts";

/** Taken out of sight by operators: when, and why. The text is not shown any more. */
export const Hidden = z.object({ at: Timestamp, reason: z.string() });
export type Hidden = z.infer<typeof Hidden>;

export const QuestionAnswer = z.object({ id: z.string(), text: z.string(), at: Timestamp });

/** A question in public: under the name that its asker has in this group-buy, never another. */
export const Question = z.object({
  id: z.string(),
  groupBuyId: z.string(),
  by: z.object({ pseudonym: z.string(), isMerchant: z.boolean(), isMe: z.boolean() }),
  at: Timestamp,
  text: z.string().nullable(), // null once it is hidden, and its answers are left out
  answers: z.array(QuestionAnswer),
  hidden: Hidden.optional(),
});
export type Question = z.infer<typeof Question>;

export const TextInput = z.strictObject({ text: z.string() });
export type TextInput = z.infer<typeof TextInput>;

export const ReasonInput = z.strictObject({ reason: z.string() });

export const ReportInput = z.strictObject({
  about: z.string(), // the id of a group-buy, question or review
  reason: z.enum(REPORT_REASONS),
  text: z.string().optional(),
});
export type ReportInput = z.infer<typeof ReportInput>;

export const Report = z.object({
  id: z.string(),
  about: z.string(),
  reason: z.enum(REPORT_REASONS),
  text: z.string(),
  at: Timestamp,
});
export type Report = z.infer<typeof Report>;

/** Everything that is open about one thing, as operators see it. */
export const ReportCase = z.object({
  about: z.string(),
  kind: z.enum(["group-buy", "question", "review"]),
  groupBuy: z.object({ id: z.string(), title: z.string() }),
  text: z.string().nullable(), // what was said; null for a group-buy
  isHidden: z.boolean(),
  reports: z.array(Report),
});
export type ReportCase = z.infer<typeof ReportCase>;
