import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The tables of migrations/catalogue/0003_operators.sql as queries see them. */
export const audit = sqliteTable("audit", {
  id: text("id").primaryKey(),
  atMs: integer("at_ms").notNull(),
  operatorId: text("operator_id").notNull(),
  action: text("action").notNull(),
  subjectId: text("subject_id").notNull(),
  reason: text("reason").notNull(),
});
