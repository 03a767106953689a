-- 0012: passkeys, how a session was opened and last proven, and the one-time link by which a first operator comes.

CREATE TABLE passkeys (
  id TEXT PRIMARY KEY NOT NULL,
  credential_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people (id),
  public_key TEXT NOT NULL, -- COSE, base64url; there is nothing secret in this table
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL CHECK (json_valid(transports)),
  name TEXT NOT NULL,
  is_synced INTEGER NOT NULL CHECK (is_synced IN (0, 1)), -- may leave its device
  is_backed_up INTEGER NOT NULL CHECK (is_backed_up IN (0, 1)), -- and has, when it was used last
  created_at_ms INTEGER NOT NULL,
  last_used_at_ms INTEGER,
  counter_fell_at_ms INTEGER -- it may have been copied; it opens nothing since
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_person ON passkeys (person_id, created_at_ms);

-- What an authenticator is to sign: taken by the first who answers, right or wrong.
CREATE TABLE passkey_challenges (
  challenge_hash TEXT PRIMARY KEY NOT NULL,
  browser_hash TEXT NOT NULL, -- of the cookie of the browser that asked
  purpose TEXT NOT NULL CHECK (purpose IN ('register', 'sign-in')),
  person_id TEXT, -- who registers
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX passkey_challenges_by_expiry ON passkey_challenges (expires_at_ms);

-- Written by scripts/operator-link.ts; the token itself is only in the link.
CREATE TABLE operator_links (
  token_hash TEXT PRIMARY KEY NOT NULL,
  is_again INTEGER NOT NULL CHECK (is_again IN (0, 1)), -- also where there are operators
  expires_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER,
  used_by TEXT
) STRICT, WITHOUT ROWID;

ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'code' CHECK (method IN ('code', 'passkey', 'sandbox'));
ALTER TABLE sessions ADD COLUMN is_verified INTEGER NOT NULL DEFAULT 0 CHECK (is_verified IN (0, 1)); -- the passkey was unlocked
ALTER TABLE sessions ADD COLUMN proven_at_ms INTEGER NOT NULL DEFAULT 0;
