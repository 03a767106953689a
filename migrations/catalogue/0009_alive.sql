-- 0009: what keeps a demonstration alive, and the list of bells that have rung.

-- One row: who is at it, when somebody last looked, and how many group-buys have been made in all and on that day.
CREATE TABLE keeper (
  one INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
  busy_until_ms INTEGER NOT NULL,
  looked_at_ms INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  day INTEGER NOT NULL,
  made_that_day INTEGER NOT NULL
) STRICT;

INSERT INTO keeper (one, busy_until_ms, looked_at_ms, turn, day, made_that_day) VALUES (1, 0, 0, 0, 0, 0);

-- The group-buys that demo people lead, until there is nothing left for them to do.
CREATE TABLE kept (
  group_buy_id TEXT PRIMARY KEY NOT NULL,
  stock_key TEXT NOT NULL,
  closes_at_ms INTEGER NOT NULL,
  is_filled INTEGER NOT NULL CHECK (is_filled IN (0, 1)),
  next_try_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_by_try ON kept (next_try_at_ms, group_buy_id);

-- The start page asks which bell rang last and found a deal.
CREATE INDEX group_buys_by_bell ON group_buys (closes_at_ms, id)
  WHERE is_public = 1 AND state IN ('collecting', 'fulfilling', 'settled');
