-- 0020: standing interests (rules IN1 to IN5): searches that merchants have saved, under which keys they are found, and what has
-- been found for them. An interest names its person; keys and matches go with it.

CREATE TABLE interests (
  n INTEGER PRIMARY KEY, -- what keys and matches call it
  id TEXT NOT NULL UNIQUE,
  command_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL CHECK (version >= 1),
  merchant_id TEXT NOT NULL,
  person_id TEXT NOT NULL, -- who saved it, and is told
  name TEXT NOT NULL,
  words TEXT NOT NULL, -- as typed
  filters TEXT NOT NULL CHECK (json_valid(filters)), -- InterestFilters
  is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  -- Derived from the words: how they were read, and by which version of the analyser.
  analyser INTEGER NOT NULL,
  wish TEXT NOT NULL CHECK (json_valid(wish)), -- Wish
  rarities TEXT NOT NULL CHECK (json_valid(rarities)), -- of each group of the wish
  keys TEXT NOT NULL CHECK (json_valid(keys)), -- of the rarest group
  categories TEXT NOT NULL CHECK (json_valid(categories)), -- those of the filters; [""] is any
  filed_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX interests_person_id_idx ON interests (person_id, n);
CREATE INDEX interests_merchant_id_idx ON interests (merchant_id);
CREATE INDEX interests_analyser_idx ON interests (analyser, n);
CREATE INDEX interests_filed_at_ms_idx ON interests (filed_at_ms);

-- Which interests may want a demand that has a term, in a category. Kept by the triggers below; those that are paused have none.
CREATE TABLE interest_keys (
  term TEXT NOT NULL,
  category TEXT NOT NULL, -- '': any
  interest INTEGER NOT NULL,
  PRIMARY KEY (term, category, interest)
) STRICT, WITHOUT ROWID;

-- Each demand once, from the moment at which it can first be seen. A row stays, so that none arrives twice.
CREATE TABLE demand_arrivals (
  group_buy_id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL, -- of the mirror then; the index must have come as far
  published_at_ms INTEGER NOT NULL,
  through_interest INTEGER NOT NULL DEFAULT 0, -- interests up to this one have been looked at
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at_ms INTEGER NOT NULL DEFAULT 0,
  outcome TEXT -- null: not looked at to the end
) STRICT, WITHOUT ROWID;

CREATE INDEX demand_arrivals_due_idx ON demand_arrivals (next_try_at_ms) WHERE outcome IS NULL;

CREATE TABLE interest_matches (
  interest INTEGER NOT NULL,
  group_buy_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  score REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'digest', 'told', 'silent')),
  due_at_ms INTEGER NOT NULL, -- of a digest: when it is sent
  PRIMARY KEY (interest, group_buy_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX interest_matches_due_idx ON interest_matches (due_at_ms) WHERE state IN ('new', 'digest');
CREATE INDEX interest_matches_at_ms_idx ON interest_matches (at_ms);
CREATE INDEX interest_matches_waiting_idx ON interest_matches (interest) WHERE state IN ('new', 'digest');

-- How a person wants to be told; who has no row has the defaults.
CREATE TABLE interest_choices (
  person_id TEXT PRIMARY KEY NOT NULL,
  pace TEXT NOT NULL CHECK (pace IN ('at_once', 'daily')),
  per_day INTEGER NOT NULL CHECK (per_day BETWEEN 1 AND 50)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER interests_insert AFTER INSERT ON interests WHEN NEW.is_paused = 0
BEGIN
  INSERT INTO interest_keys (term, category, interest)
  SELECT DISTINCT k.value, c.value, NEW.n FROM json_each(NEW.keys) AS k CROSS JOIN json_each(NEW.categories) AS c;
END;

CREATE TRIGGER interests_update AFTER UPDATE ON interests
WHEN (OLD.keys, OLD.categories, OLD.is_paused) <> (NEW.keys, NEW.categories, NEW.is_paused)
BEGIN
  DELETE FROM interest_keys WHERE interest = OLD.n
    AND term IN (SELECT value FROM json_each(OLD.keys)) AND category IN (SELECT value FROM json_each(OLD.categories));
  INSERT INTO interest_keys (term, category, interest)
  SELECT DISTINCT k.value, c.value, NEW.n FROM json_each(NEW.keys) AS k CROSS JOIN json_each(NEW.categories) AS c
  WHERE NEW.is_paused = 0;
END;

CREATE TRIGGER interests_delete AFTER DELETE ON interests
BEGIN
  DELETE FROM interest_keys WHERE interest = OLD.n
    AND term IN (SELECT value FROM json_each(OLD.keys)) AND category IN (SELECT value FROM json_each(OLD.categories));
  DELETE FROM interest_matches WHERE interest = OLD.n;
END;

-- With the row of the mirror, so that none is missed however the delivery went.
CREATE TRIGGER group_buys_arrive AFTER INSERT ON group_buys WHEN NEW.is_public = 1 AND NEW.state = 'open'
BEGIN
  INSERT INTO demand_arrivals (group_buy_id, version, published_at_ms) VALUES (NEW.id, NEW.version, NEW.published_at_ms)
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER group_buys_open AFTER UPDATE ON group_buys
WHEN NEW.is_public = 1 AND NEW.state = 'open' AND (OLD.is_public = 0 OR OLD.state <> 'open')
BEGIN
  INSERT INTO demand_arrivals (group_buy_id, version, published_at_ms) VALUES (NEW.id, NEW.version, NEW.published_at_ms)
  ON CONFLICT DO NOTHING;
END;

-- What was public before there were interests is found by searching.
INSERT INTO demand_arrivals (group_buy_id, version, published_at_ms, outcome)
SELECT id, version, published_at_ms, 'before' FROM group_buys WHERE is_public = 1;
