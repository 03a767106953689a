-- 0023: what was searched for, counted by the week without saying who (rule S4). Words and filters of a query stand here only once
-- five different merchants have asked for them in one week; until then a keyed digest of them does.

-- Every search, by nothing but its shape: script and number of words.
CREATE TABLE search_weeks (
  week_ms INTEGER NOT NULL, -- when the week began
  shape TEXT NOT NULL,
  searches INTEGER NOT NULL,
  empty INTEGER NOT NULL, -- of them, those that found nothing
  missed INTEGER NOT NULL, -- could not be counted, so of unknown shape
  PRIMARY KEY (week_ms, shape)
) STRICT, WITHOUT ROWID;

-- How many different merchants have asked: a digest of merchant and query together, until the week has ended.
CREATE TABLE search_askers (
  query_key TEXT NOT NULL,
  asker TEXT NOT NULL,
  week_ms INTEGER NOT NULL,
  PRIMARY KEY (query_key, asker)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_askers_week_ms_idx ON search_askers (week_ms);

CREATE TABLE search_queries (
  query_key TEXT PRIMARY KEY NOT NULL,
  week_ms INTEGER NOT NULL,
  searches INTEGER NOT NULL,
  empty INTEGER NOT NULL,
  words TEXT, -- null: too few have asked
  filters TEXT CHECK (filters IS NULL OR json_valid(filters))
) STRICT, WITHOUT ROWID;

CREATE INDEX search_queries_week_ms_idx ON search_queries (week_ms);

-- Which demands stood on the first page, at which places, and to which of them an offer was made from there.
CREATE TABLE search_shown (
  query_key TEXT NOT NULL,
  group_buy_id TEXT NOT NULL,
  shown INTEGER NOT NULL,
  places INTEGER NOT NULL, -- added up, from 1
  offers INTEGER NOT NULL,
  PRIMARY KEY (query_key, group_buy_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER search_queries_delete AFTER DELETE ON search_queries
BEGIN
  DELETE FROM search_shown WHERE query_key = OLD.query_key;
END;
