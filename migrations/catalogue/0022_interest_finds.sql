-- 0022: what an interest asks stands beside its keys, those of merchants who may not offer have none, and what a demand
-- finds is first kept a page at a time (rules IN2, IN3).

-- '': a row of an older release that nobody has filed since; none is left by this migration.
ALTER TABLE interest_keys ADD COLUMN test TEXT NOT NULL DEFAULT ''; -- [wish, rarities, what the filters ask beside the category]

-- Number of the interest that was made last: a page of finds calls interests by number, so none is ever another's.
CREATE TABLE interest_numbers (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO interest_numbers (one, last) SELECT 1, coalesce(max(n), 0) FROM interests;

-- What a demand has found that is on nobody's list yet: one row for a page of interests.
CREATE TABLE interest_finds (
  n INTEGER PRIMARY KEY,
  group_buy_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  found TEXT NOT NULL CHECK (json_valid(found)) -- [[number of an interest, score], …]
) STRICT;

DROP TRIGGER interests_insert;
DROP TRIGGER interests_update;

CREATE VIEW interest_tests AS
SELECT i.n AS interest, i.merchant_id, k.value AS term, c.value AS category,
  json_array(
    json(i.wish),
    json(i.rarities),
    json((
      SELECT json_group_object(key, CASE type WHEN 'array' THEN json(value) ELSE value END) FROM json_each(i.filters)
      WHERE type <> 'null' AND value <> '[]' AND key <> 'categories'
    ))
  ) AS test
FROM interests AS i CROSS JOIN json_each(i.keys) AS k CROSS JOIN json_each(i.categories) AS c
WHERE i.is_paused = 0
  AND EXISTS (SELECT 1 FROM merchants WHERE id = i.merchant_id AND state = 'verified');

CREATE TRIGGER interests_insert AFTER INSERT ON interests
BEGIN
  INSERT OR IGNORE INTO interest_keys (term, category, interest, test)
  SELECT term, category, interest, test FROM interest_tests WHERE interest = NEW.n;
  UPDATE interest_numbers SET last = max(last, NEW.n);
END;

CREATE TRIGGER interests_update AFTER UPDATE ON interests
WHEN (OLD.keys, OLD.categories, OLD.is_paused, OLD.wish, OLD.rarities, OLD.filters)
  <> (NEW.keys, NEW.categories, NEW.is_paused, NEW.wish, NEW.rarities, NEW.filters)
BEGIN
  DELETE FROM interest_keys WHERE interest = OLD.n
    AND term IN (SELECT value FROM json_each(OLD.keys)) AND category IN (SELECT value FROM json_each(OLD.categories));
  INSERT OR IGNORE INTO interest_keys (term, category, interest, test)
  SELECT term, category, interest, test FROM interest_tests WHERE interest = NEW.n;
END;

CREATE TRIGGER merchants_wait AFTER UPDATE OF state ON merchants WHEN (OLD.state = 'verified') <> (NEW.state = 'verified')
BEGIN
  DELETE FROM interest_keys WHERE (term, category, interest) IN (
    SELECT k.value, c.value, i.n
    FROM interests AS i CROSS JOIN json_each(i.keys) AS k CROSS JOIN json_each(i.categories) AS c
    WHERE i.merchant_id = NEW.id
  );
  INSERT OR IGNORE INTO interest_keys (term, category, interest, test)
  SELECT term, category, interest, test FROM interest_tests WHERE merchant_id = NEW.id;
END;

DELETE FROM interest_keys;
INSERT OR IGNORE INTO interest_keys (term, category, interest, test)
SELECT term, category, interest, test FROM interest_tests;
