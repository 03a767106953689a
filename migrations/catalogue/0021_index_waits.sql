-- 0021: group-buys that the catalogue has heard of and that could not be written into the search index: since when, and how
-- far their log had come (rule S2). Names nobody.

CREATE TABLE index_waits (
  group_buy_id TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
