import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The tables of migrations/catalogue/0002_group_buys.sql and 0015_ledger_chain.sql as queries see them; triggers and checks live in the migration. */
export const groupBuys = sqliteTable("group_buys", {
  id: text("id").primaryKey(),
  tag: integer("tag").notNull(),
  version: integer("version").notNull(),
  state: text("state").notNull(),
  isPublic: integer("is_public", { mode: "boolean" }).notNull(),
  initiatorId: text("initiator_id").notNull(),
  category: text("category").notNull(),
  currency: text("currency").notNull(),
  shipsTo: text("ships_to").notNull(),
  card: text("card").notNull(),
  demand: text("demand").notNull(),
  closesAtMs: integer("closes_at_ms").notNull(),
  publishedAtMs: integer("published_at_ms").notNull(),
  missingToNextTier: integer("missing_to_next_tier"),
  nextDueAtMs: integer("next_due_at_ms"),
});

export const memberships = sqliteTable("memberships", {
  memberId: text("member_id").primaryKey(),
  groupBuyId: text("group_buy_id").notNull(),
  personId: text("person_id").notNull(),
  state: text("state").notNull(),
  isInitiator: integer("is_initiator", { mode: "boolean" }).notNull(),
});

export const offers = sqliteTable("offers", {
  offerId: text("offer_id").primaryKey(),
  merchantId: text("merchant_id").notNull(),
  groupBuyId: text("group_buy_id").notNull(),
  version: integer("version").notNull(),
  state: text("state").notNull(),
  submittedAtMs: integer("submitted_at_ms").notNull(),
});

export const inboxHeads = sqliteTable("inbox_heads", {
  sourceId: text("source_id").primaryKey(),
  afterSeq: integer("after_seq").notNull(),
  appliedSeq: integer("applied_seq").notNull(),
});

export const notices = sqliteTable("notices", {
  key: text("key").primaryKey(),
  personId: text("person_id").notNull(),
  groupBuyId: text("group_buy_id").notNull(),
  kind: text("kind").notNull(),
  facts: text("facts").notNull(),
  atMs: integer("at_ms").notNull(),
});

export const accounts = sqliteTable(
  "accounts",
  {
    id: text("id").notNull(),
    currency: text("currency").notNull(),
    postedMinor: integer("posted_minor").notNull(),
    version: integer("version").notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.currency] })],
);

export const journals = sqliteTable("journals", {
  id: text("id").primaryKey(),
  sourceId: text("source_id").notNull(),
  kind: text("kind").notNull(),
  refId: text("ref_id").notNull(),
  currency: text("currency").notNull(),
  atMs: integer("at_ms").notNull(),
  content: text("content").notNull(),
  sealed: integer("sealed", { mode: "boolean" }).notNull(),
  position: integer("position"),
  previousHash: text("previous_hash"),
  hash: text("hash"),
});

export const journalHeads = sqliteTable("journal_heads", {
  sourceId: text("source_id").primaryKey(),
  position: integer("position").notNull(),
  hash: text("hash"),
});

export const accountHistory = sqliteTable(
  "account_history",
  {
    account: text("account").notNull(),
    currency: text("currency").notNull(),
    version: integer("version").notNull(),
    journalId: text("journal_id").notNull(),
    n: integer("n").notNull(),
    balanceMinor: integer("balance_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.currency, table.version] })],
);

export const belowFloor = sqliteTable(
  "below_floor",
  {
    account: text("account").notNull(),
    currency: text("currency").notNull(),
    version: integer("version").notNull(),
    journalId: text("journal_id").notNull(),
    balanceMinor: integer("balance_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.currency, table.version] })],
);

export const entries = sqliteTable(
  "entries",
  {
    journalId: text("journal_id").notNull(),
    n: integer("n").notNull(),
    account: text("account").notNull(),
    currency: text("currency").notNull(),
    amountMinor: integer("amount_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.journalId, table.n] })],
);
