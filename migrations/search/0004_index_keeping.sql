-- 0004: how the index is kept (rules S1 to S3): by which version of the analyser open rows were written, how the look through
-- catalogue and index stands, and as of when the index has everything. Names nobody.

CREATE INDEX demands_analyser_idx ON demands (analyser, id) WHERE is_open = 1;

-- One row.
CREATE TABLE index_keeping (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- The look through both databases: this pass, which half of it, and how far.
  pass INTEGER NOT NULL,
  half TEXT NOT NULL CHECK (half IN ('catalogue', 'index')),
  after_id TEXT NOT NULL,
  is_filling INTEGER NOT NULL CHECK (is_filling IN (0, 1)), -- until the catalogue's half has ended once, at full speed
  began_at_ms INTEGER, -- null: nobody has begun this pass
  missing INTEGER NOT NULL, -- mended in this pass
  behind INTEGER NOT NULL,
  extra INTEGER NOT NULL,
  -- The last pass that came to its end.
  last_ended_at_ms INTEGER,
  last_missing INTEGER NOT NULL,
  last_behind INTEGER NOT NULL,
  last_extra INTEGER NOT NULL,
  -- Rows of older analysers written anew: the last time that there were any.
  rewrite_analyser INTEGER,
  rewrite_began_at_ms INTEGER,
  rewrite_ended_at_ms INTEGER, -- null while it goes on
  rewritten INTEGER NOT NULL,
  fresh_at_ms INTEGER -- everything that could be known by then is in the index; null: nobody has looked
) STRICT;

-- A new database begins by filling itself.
INSERT INTO index_keeping VALUES (1, 1, 'catalogue', '', 1, NULL, 0, 0, 0, NULL, 0, 0, 0, NULL, NULL, NULL, 0, NULL);

-- Group-buys that could not tell the catalogue: since when, and how far their log had come.
CREATE TABLE catalogue_waits (
  group_buy_id TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
