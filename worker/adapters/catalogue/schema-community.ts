import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ReportReason } from "../../core/community/reports.ts";

/** The tables of migrations/catalogue/0005_community.sql as queries see them; checks and keys live in the migration. */
export const questions = sqliteTable("questions", {
  id: text("id").primaryKey(),
  commandId: text("command_id").notNull(),
  groupBuyId: text("group_buy_id").notNull(),
  askerId: text("asker_id").notNull(),
  pseudonym: text("pseudonym").notNull(),
  isMerchant: integer("is_merchant", { mode: "boolean" }).notNull(),
  text: text("text").notNull(),
  askedAtMs: integer("asked_at_ms").notNull(),
  hiddenAtMs: integer("hidden_at_ms"),
  hiddenBy: text("hidden_by"),
  hiddenReason: text("hidden_reason"),
});

export const questionAnswers = sqliteTable("question_answers", {
  id: text("id").primaryKey(),
  commandId: text("command_id").notNull(),
  questionId: text("question_id").notNull(),
  text: text("text").notNull(),
  answeredAtMs: integer("answered_at_ms").notNull(),
});

export const reports = sqliteTable("reports", {
  id: text("id").primaryKey(),
  commandId: text("command_id").notNull(),
  aboutId: text("about_id").notNull(),
  groupBuyId: text("group_buy_id").notNull(),
  reporterId: text("reporter_id").notNull(),
  reason: text("reason").$type<ReportReason>().notNull(),
  words: text("words").notNull(),
  reportedAtMs: integer("reported_at_ms").notNull(),
  decision: text("decision").$type<"dismissed" | "upheld">(),
  decidedAtMs: integer("decided_at_ms"),
  decidedBy: text("decided_by"),
  decidedReason: text("decided_reason"),
});
