-- 0018: what the deposit provider told us by itself, or a sweep of its changes found. A row says where to look and whether
-- somebody has looked; what became of the money is read from the provider and stands nowhere here (ADR 0038).

CREATE TABLE provider_events (
  provider TEXT NOT NULL,
  event_id TEXT NOT NULL, -- the provider's own; a repeat carries the same
  type TEXT NOT NULL, -- as the provider names it; nothing is decided by it
  about TEXT, -- JSON: which deposit or payout; null: nobody here knows what that type means
  at_ms INTEGER NOT NULL, -- by the provider's clock
  received_ms INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('notification', 'sweep')),
  applied_ms INTEGER, -- null: nobody has looked yet
  tries INTEGER NOT NULL,
  next_try_ms INTEGER NOT NULL,
  error TEXT, -- of the last try
  PRIMARY KEY (provider, event_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX provider_events_due ON provider_events (next_try_ms) WHERE applied_ms IS NULL;
CREATE INDEX provider_events_received ON provider_events (received_ms);

-- How far the changes of a provider's account have been read, by its clock.
CREATE TABLE provider_cursors (
  provider TEXT PRIMARY KEY NOT NULL,
  through_ms INTEGER NOT NULL,
  swept_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Notifications that were refused, by day: a number that grows is somebody trying, or a secret that was not changed.
CREATE TABLE provider_refusals (
  provider TEXT NOT NULL,
  day INTEGER NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (provider, day, reason)
) STRICT, WITHOUT ROWID;
