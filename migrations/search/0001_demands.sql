-- 0001: the matching index. Derived from the catalogue and rebuildable from it; its own database, because a database
-- that holds an FTS table cannot be exported. Tokens are written by our own analyser (worker/core/matching).

CREATE TABLE demands (
  doc INTEGER PRIMARY KEY, -- rowid of the FTS table
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL, -- sequence number of the last event it reflects
  analyser INTEGER NOT NULL, -- version of the analyser that wrote the tokens
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)), -- 0: kept for its version only, without tokens
  language TEXT NOT NULL,
  category TEXT NOT NULL,
  currency TEXT NOT NULL,
  ships_to TEXT NOT NULL CHECK (json_valid(ships_to)),
  quantity_minimum INTEGER NOT NULL,
  closes_at_ms INTEGER NOT NULL,
  hit TEXT NOT NULL CHECK (json_valid(hit)), -- DemandHit without `why`
  title TEXT NOT NULL, -- tokens, separated by spaces
  category_names TEXT NOT NULL,
  description TEXT NOT NULL,
  title_length INTEGER NOT NULL, -- in tokens
  category_names_length INTEGER NOT NULL,
  description_length INTEGER NOT NULL
) STRICT;

CREATE INDEX demands_closing_idx ON demands (closes_at_ms, id) WHERE is_open = 1;

-- Marks are token characters: without them Hindi and Thai words would fall apart at every vowel sign. A point stands in
-- decimal numbers, a hyphen before the tail of a compound.
CREATE VIRTUAL TABLE demands_fts USING fts5(
  title, category_names, description,
  content = 'demands', content_rowid = 'doc',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '.-'"
);

-- In how many demands each token stands.
CREATE VIRTUAL TABLE demand_terms USING fts5vocab('demands_fts', 'row');

-- Counts and lengths over the open demands, for the ranking. One row.
CREATE TABLE demand_totals (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  demands INTEGER NOT NULL,
  title_length INTEGER NOT NULL,
  category_names_length INTEGER NOT NULL,
  description_length INTEGER NOT NULL
) STRICT;
INSERT INTO demand_totals VALUES (1, 0, 0, 0, 0);

CREATE TRIGGER demands_insert AFTER INSERT ON demands
BEGIN
  INSERT INTO demands_fts (rowid, title, category_names, description)
  VALUES (NEW.doc, NEW.title, NEW.category_names, NEW.description);
  UPDATE demand_totals SET
    demands = demands + NEW.is_open,
    title_length = title_length + NEW.title_length,
    category_names_length = category_names_length + NEW.category_names_length,
    description_length = description_length + NEW.description_length;
END;

-- Most updates are new members; only a change of words touches the index.
CREATE TRIGGER demands_update AFTER UPDATE ON demands
WHEN (OLD.doc, OLD.is_open, OLD.title, OLD.category_names, OLD.description)
  <> (NEW.doc, NEW.is_open, NEW.title, NEW.category_names, NEW.description)
BEGIN
  INSERT INTO demands_fts (demands_fts, rowid, title, category_names, description)
  VALUES ('delete', OLD.doc, OLD.title, OLD.category_names, OLD.description);
  INSERT INTO demands_fts (rowid, title, category_names, description)
  VALUES (NEW.doc, NEW.title, NEW.category_names, NEW.description);
  UPDATE demand_totals SET
    demands = demands + NEW.is_open - OLD.is_open,
    title_length = title_length + NEW.title_length - OLD.title_length,
    category_names_length = category_names_length + NEW.category_names_length - OLD.category_names_length,
    description_length = description_length + NEW.description_length - OLD.description_length;
END;

CREATE TRIGGER demands_delete AFTER DELETE ON demands
BEGIN
  INSERT INTO demands_fts (demands_fts, rowid, title, category_names, description)
  VALUES ('delete', OLD.doc, OLD.title, OLD.category_names, OLD.description);
  UPDATE demand_totals SET
    demands = demands - OLD.is_open,
    title_length = title_length - OLD.title_length,
    category_names_length = category_names_length - OLD.category_names_length,
    description_length = description_length - OLD.description_length;
END;
