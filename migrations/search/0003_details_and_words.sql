-- 0003: what a description says after its first line is a field of its own, and the words of the index can be looked up
-- by their parts, for misspellings. A table's columns are part of its full-text index, so the index is a new one, built
-- here from the rows that are there; the first one, demands_fts, is kept for a Worker of the last version and follows
-- no more.

ALTER TABLE demands ADD COLUMN details TEXT NOT NULL DEFAULT '';
ALTER TABLE demands ADD COLUMN details_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE demand_totals ADD COLUMN details_length INTEGER NOT NULL DEFAULT 0;

CREATE VIRTUAL TABLE demands_text USING fts5(
  title, category_names, description, details,
  content = 'demands', content_rowid = 'doc',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '.-'"
);
INSERT INTO demands_text (demands_text) VALUES ('rebuild');

-- In how many demands each token stands.
CREATE VIRTUAL TABLE demand_text_terms USING fts5vocab('demands_text', 'row');

-- Every word of four letters or more that any demand ever had, and its parts of three letters.
CREATE TABLE demand_words (
  word INTEGER PRIMARY KEY,
  term TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE demand_word_parts USING fts5(
  term, content = 'demand_words', content_rowid = 'word', tokenize = 'trigram'
);

CREATE TRIGGER demand_words_insert AFTER INSERT ON demand_words
BEGIN
  INSERT INTO demand_word_parts (rowid, term) VALUES (NEW.word, NEW.term);
END;

INSERT INTO demand_words (term)
SELECT term FROM demand_text_terms WHERE length(term) >= 4 AND term NOT GLOB '*[0-9.-]*';

DROP TRIGGER demands_insert;
DROP TRIGGER demands_update;
DROP TRIGGER demands_delete;

CREATE TRIGGER demands_insert AFTER INSERT ON demands
BEGIN
  INSERT INTO demands_text (rowid, title, category_names, description, details)
  VALUES (NEW.doc, NEW.title, NEW.category_names, NEW.description, NEW.details);
  UPDATE demand_totals SET
    demands = demands + NEW.is_open,
    title_length = title_length + NEW.title_length,
    category_names_length = category_names_length + NEW.category_names_length,
    description_length = description_length + NEW.description_length,
    details_length = details_length + NEW.details_length;
  INSERT INTO demand_words (term)
  SELECT DISTINCT value
  FROM json_each('["' || replace(concat_ws(' ', NEW.title, NEW.category_names, NEW.description, NEW.details), ' ', '","') || '"]')
  WHERE length(value) >= 4 AND value NOT GLOB '*[0-9.-]*'
    AND NOT EXISTS (SELECT 1 FROM demand_words WHERE term = value);
END;

-- Most updates are new members; only a change of words touches the index.
CREATE TRIGGER demands_update AFTER UPDATE ON demands
WHEN (OLD.doc, OLD.is_open, OLD.title, OLD.category_names, OLD.description, OLD.details)
  <> (NEW.doc, NEW.is_open, NEW.title, NEW.category_names, NEW.description, NEW.details)
BEGIN
  INSERT INTO demands_text (demands_text, rowid, title, category_names, description, details)
  VALUES ('delete', OLD.doc, OLD.title, OLD.category_names, OLD.description, OLD.details);
  INSERT INTO demands_text (rowid, title, category_names, description, details)
  VALUES (NEW.doc, NEW.title, NEW.category_names, NEW.description, NEW.details);
  UPDATE demand_totals SET
    demands = demands + NEW.is_open - OLD.is_open,
    title_length = title_length + NEW.title_length - OLD.title_length,
    category_names_length = category_names_length + NEW.category_names_length - OLD.category_names_length,
    description_length = description_length + NEW.description_length - OLD.description_length,
    details_length = details_length + NEW.details_length - OLD.details_length;
  INSERT INTO demand_words (term)
  SELECT DISTINCT value
  FROM json_each('["' || replace(concat_ws(' ', NEW.title, NEW.category_names, NEW.description, NEW.details), ' ', '","') || '"]')
  WHERE length(value) >= 4 AND value NOT GLOB '*[0-9.-]*'
    AND NOT EXISTS (SELECT 1 FROM demand_words WHERE term = value);
END;

CREATE TRIGGER demands_delete AFTER DELETE ON demands
BEGIN
  INSERT INTO demands_text (demands_text, rowid, title, category_names, description, details)
  VALUES ('delete', OLD.doc, OLD.title, OLD.category_names, OLD.description, OLD.details);
  UPDATE demand_totals SET
    demands = demands - OLD.is_open,
    title_length = title_length - OLD.title_length,
    category_names_length = category_names_length - OLD.category_names_length,
    description_length = description_length - OLD.description_length,
    details_length = details_length - OLD.details_length;
END;
