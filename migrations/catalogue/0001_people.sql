-- 0001: who people are, what opens their account, and what was mailed to them.
-- Secrets are stored as digests only. Nothing cascades: an account is emptied deliberately, table by table.

CREATE TABLE merchants (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  registration TEXT NOT NULL,
  website TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'verified', 'suspended')),
  created_at_ms INTEGER NOT NULL,
  decided_by TEXT, -- the operator who decided last, when, and why
  decided_at_ms INTEGER,
  decision_reason TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX merchants_by_state ON merchants (state, created_at_ms);

CREATE TABLE people (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  email TEXT NOT NULL UNIQUE, -- one spelling per address: NFC, lower case
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  zone TEXT NOT NULL,
  country TEXT,
  currency TEXT,
  is_operator INTEGER NOT NULL CHECK (is_operator IN (0, 1)),
  merchant_id TEXT REFERENCES merchants (id),
  pseudonym_key TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX people_operators ON people (id) WHERE is_operator = 1;

-- One live code per address. The window counts how many were sent within the hour.
CREATE TABLE sign_in_codes (
  email TEXT PRIMARY KEY NOT NULL,
  code_hash TEXT NOT NULL,
  locale TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  used_at_ms INTEGER,
  window_from_ms INTEGER NOT NULL,
  sent_in_window INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_codes_by_window ON sign_in_codes (window_from_ms);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at_ms INTEGER NOT NULL,
  last_seen_at_ms INTEGER NOT NULL,
  user_agent TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_person ON sessions (person_id, created_at_ms);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  lookup TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  last_used_at_ms INTEGER,
  revoked_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_by_person ON api_keys (person_id, created_at_ms);

-- What would have been sent, where no mail service is configured; and what was, once, by its key.
CREATE TABLE mail_messages (
  id TEXT PRIMARY KEY NOT NULL,
  dedupe_key TEXT NOT NULL UNIQUE,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_messages_by_recipient ON mail_messages (recipient, id);

-- Answers of repeatable calls whose effect is in this database, sealed: some of them carry a new key.
CREATE TABLE idempotency_records (
  command_id TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  sealed_answer TEXT, -- null while the first request is being worked on
  begun_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_records_by_age ON idempotency_records (begun_at_ms);
