-- 0019: what the watchdog looks after beside the due times of group-buys (ADR 0042): merchants' accounts, and whoever may
-- owe what it could not tell. It names nobody.

CREATE TABLE looks (
  kind TEXT NOT NULL CHECK (kind IN ('group-buy', 'merchant')),
  id TEXT NOT NULL,
  heard_at_ms INTEGER NOT NULL, -- when something was last told of it
  at_ms INTEGER NOT NULL, -- when it is to be woken, if nothing is told of it before
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX looks_at_ms_idx ON looks (at_ms);

-- Those that are known already have an hour to be looked at the first time.
INSERT INTO looks (kind, id, heard_at_ms, at_ms)
SELECT 'group-buy', id, state_since_ms, unixepoch() * 1000 + 3600000 FROM group_buys;

INSERT INTO looks (kind, id, heard_at_ms, at_ms)
SELECT DISTINCT 'merchant', merchant_id, unixepoch() * 1000, unixepoch() * 1000 + 3600000 FROM merchant_deeds;
