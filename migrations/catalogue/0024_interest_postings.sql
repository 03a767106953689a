-- 0024: those who wait under one key stand together in one row, so that a demand reads a row for each of its keys and no
-- longer one for each interest (rule IN2).

-- A copy of interest_keys, exact or not there: whatever changes a key takes the posting of it away in the same transaction,
-- and a job writes it again. Until then its interests are read one by one. Keys are
-- inserted and deleted, never changed. With rowids, for the rows are long.
CREATE TABLE interest_postings (
  term TEXT NOT NULL,
  category TEXT NOT NULL, -- '': any
  size INTEGER NOT NULL, -- interests under the key
  posting TEXT, -- [[test, [interest, …]], …], those who ask alike together; null: not written since the key changed
  PRIMARY KEY (term, category)
) STRICT;

CREATE INDEX interest_postings_unwritten_idx ON interest_postings (size) WHERE posting IS NULL;

INSERT INTO interest_postings (term, category, size, posting)
SELECT term, category, count(*), NULL FROM interest_keys GROUP BY term, category;

CREATE TRIGGER interest_keys_insert AFTER INSERT ON interest_keys
BEGIN
  INSERT INTO interest_postings (term, category, size, posting) VALUES (NEW.term, NEW.category, 1, NULL)
  ON CONFLICT (term, category) DO UPDATE SET size = size + 1, posting = NULL;
END;

CREATE TRIGGER interest_keys_delete AFTER DELETE ON interest_keys
BEGIN
  UPDATE interest_postings SET size = size - 1, posting = NULL WHERE term = OLD.term AND category = OLD.category;
  DELETE FROM interest_postings WHERE term = OLD.term AND category = OLD.category AND size = 0;
END;
