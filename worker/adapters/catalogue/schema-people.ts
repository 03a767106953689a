import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MerchantState } from "../../app/people/store.ts";
import type { ChallengePurpose } from "../../app/people/passkey-store.ts";
import type { SessionMethod } from "../../contract/people.ts";
import type { Scope } from "../../contract/scopes.ts";

/** The tables of migrations/catalogue/0001_people.sql as queries see them; checks and keys live in the migration. */
export const merchants = sqliteTable("merchants", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  country: text("country").notNull(),
  registration: text("registration").notNull(),
  website: text("website"),
  state: text("state").$type<MerchantState>().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  decidedBy: text("decided_by"),
  decidedAtMs: integer("decided_at_ms"),
  decisionReason: text("decision_reason"),
  payoutHash: text("payout_hash"),
  payoutHint: text("payout_hint"),
  payoutAtMs: integer("payout_at_ms"),
});

export const people = sqliteTable("people", {
  id: text("id").primaryKey(),
  version: integer("version").notNull(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  locale: text("locale").notNull(),
  zone: text("zone").notNull(),
  country: text("country"),
  currency: text("currency"),
  isOperator: integer("is_operator", { mode: "boolean" }).notNull(),
  merchantId: text("merchant_id"),
  pseudonymKey: text("pseudonym_key").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

export const signInCodes = sqliteTable("sign_in_codes", {
  email: text("email").primaryKey(),
  codeHash: text("code_hash").notNull(),
  locale: text("locale").notNull(),
  expiresAtMs: integer("expires_at_ms").notNull(),
  tries: integer("tries").notNull().default(0),
  usedAtMs: integer("used_at_ms"),
  windowFromMs: integer("window_from_ms").notNull(),
  sentInWindow: integer("sent_in_window").notNull(),
});

export const sessions = sqliteTable("sessions", {
  id: text("id").primaryKey(),
  tokenHash: text("token_hash").notNull(),
  personId: text("person_id").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  lastSeenAtMs: integer("last_seen_at_ms").notNull(),
  userAgent: text("user_agent"),
  method: text("method").$type<SessionMethod>().notNull(),
  isVerified: integer("is_verified", { mode: "boolean" }).notNull(),
  provenAtMs: integer("proven_at_ms").notNull(),
});

export const passkeys = sqliteTable("passkeys", {
  id: text("id").primaryKey(),
  credentialId: text("credential_id").notNull(),
  personId: text("person_id").notNull(),
  publicKey: text("public_key").notNull(),
  counter: integer("counter").notNull(),
  transports: text("transports", { mode: "json" }).$type<readonly string[]>().notNull(),
  name: text("name").notNull(),
  isSynced: integer("is_synced", { mode: "boolean" }).notNull(),
  isBackedUp: integer("is_backed_up", { mode: "boolean" }).notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  lastUsedAtMs: integer("last_used_at_ms"),
  counterFellAtMs: integer("counter_fell_at_ms"),
});

export const passkeyChallenges = sqliteTable("passkey_challenges", {
  challengeHash: text("challenge_hash").primaryKey(),
  browserHash: text("browser_hash").notNull(),
  purpose: text("purpose").$type<ChallengePurpose>().notNull(),
  personId: text("person_id"),
  expiresAtMs: integer("expires_at_ms").notNull(),
});

export const operatorLinks = sqliteTable("operator_links", {
  tokenHash: text("token_hash").primaryKey(),
  isAgain: integer("is_again", { mode: "boolean" }).notNull(),
  expiresAtMs: integer("expires_at_ms").notNull(),
  usedAtMs: integer("used_at_ms"),
  usedBy: text("used_by"),
});

export const apiKeys = sqliteTable("api_keys", {
  id: text("id").primaryKey(),
  lookup: text("lookup").notNull(),
  tokenHash: text("token_hash").notNull(),
  personId: text("person_id").notNull(),
  name: text("name").notNull(),
  scopes: text("scopes", { mode: "json" }).$type<readonly Scope[]>().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  expiresAtMs: integer("expires_at_ms"),
  lastUsedAtMs: integer("last_used_at_ms"),
  revokedAtMs: integer("revoked_at_ms"),
});

export const mailMessages = sqliteTable("mail_messages", {
  id: text("id").primaryKey(),
  dedupeKey: text("dedupe_key").notNull(),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  text: text("text").notNull(),
  sentAtMs: integer("sent_at_ms").notNull(),
});

export const idempotencyRecords = sqliteTable("idempotency_records", {
  commandId: text("command_id").primaryKey(),
  fingerprint: text("fingerprint").notNull(),
  sealedAnswer: text("sealed_answer"),
  begunAtMs: integer("begun_at_ms").notNull(),
});
