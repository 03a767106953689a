-- 0015: the general ledger chained (L4, L21), with a balance for every version of an account (L9, L19), one currency for
-- each deposit, hold and dispute (L11), and a note of every movement that left an account below its floor (L10).
-- Journals that stood here before have no link. They count: the next one of their source has the place after them.

ALTER TABLE journals ADD COLUMN position INTEGER; -- within its source, from 1
ALTER TABLE journals ADD COLUMN previous_hash TEXT;
ALTER TABLE journals ADD COLUMN hash TEXT; -- worker/core/ledger/journal-chain.ts

-- The end of each source's chain. The hash is null where the last journal has none: it came from before the chain.
CREATE TABLE journal_heads (
  source_id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL CHECK (position > 0),
  hash TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO journal_heads (source_id, position, hash) SELECT source_id, count(*), NULL FROM journals GROUP BY source_id;

-- L21: a journal lands only as the next one of its source. A known id is for journals_conflict to judge.
CREATE TRIGGER journals_chain BEFORE INSERT ON journals
WHEN NEW.position IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journals WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'journal-out-of-place')
  WHERE NEW.position <> 1 + coalesce((SELECT position FROM journal_heads WHERE source_id = NEW.source_id), 0);
  SELECT RAISE(ABORT, 'journal-chain-broken')
  WHERE NEW.hash IS NULL OR NEW.previous_hash IS NULL
    OR (NEW.position = 1 AND NEW.previous_hash <> '0000000000000000000000000000000000000000000000000000000000000000')
    OR NEW.previous_hash <> (SELECT hash FROM journal_heads WHERE source_id = NEW.source_id);
END;

CREATE TRIGGER journals_head AFTER INSERT ON journals
BEGIN
  INSERT INTO journal_heads (source_id, position, hash) VALUES (NEW.source_id, 1, NEW.hash)
  ON CONFLICT DO UPDATE SET position = position + 1, hash = excluded.hash;
END;

CREATE TRIGGER journals_linked_for_ever BEFORE UPDATE ON journals
WHEN (OLD.position, OLD.previous_hash, OLD.hash) IS NOT (NEW.position, NEW.previous_hash, NEW.hash)
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER journal_heads_update BEFORE UPDATE ON journal_heads
WHEN NEW.source_id <> OLD.source_id OR NEW.position <> OLD.position + 1
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER journal_heads_delete BEFORE DELETE ON journal_heads
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

-- L6, with the name of what differs. The first word is what earlier versions of the Worker know.
DROP TRIGGER journals_conflict;

CREATE TRIGGER journals_conflict BEFORE INSERT ON journals
WHEN EXISTS (SELECT 1 FROM journals WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-source')
  FROM journals WHERE id = NEW.id AND source_id <> NEW.source_id;
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-currency')
  FROM journals WHERE id = NEW.id AND currency <> NEW.currency;
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-kind')
  FROM journals WHERE id = NEW.id AND kind <> NEW.kind;
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-reference')
  FROM journals WHERE id = NEW.id AND ref_id <> NEW.ref_id;
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-instant')
  FROM journals WHERE id = NEW.id AND at_ms <> NEW.at_ms;
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-accounts')
  FROM journals WHERE id = NEW.id
    AND (SELECT json_group_array(value ->> 0) FROM json_each(content))
      <> (SELECT json_group_array(value ->> 0) FROM json_each(NEW.content));
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-amount')
  FROM journals WHERE id = NEW.id AND content <> NEW.content;
  SELECT RAISE(ABORT, 'journal-conflict transfer-exists-different-place')
  FROM journals WHERE id = NEW.id AND (position, hash) <> (NEW.position, NEW.hash);
END;

-- L9, L19: every entry of an account in the order of posting, with what stood on it afterwards. Entries from before are
-- counted by their moments; their places among each other were not kept.
CREATE TABLE account_history (
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  version INTEGER NOT NULL,
  journal_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  balance_minor INTEGER NOT NULL,
  PRIMARY KEY (account, currency, version)
) STRICT, WITHOUT ROWID;

INSERT INTO account_history (account, currency, version, journal_id, n, balance_minor)
SELECT entries.account, entries.currency,
  row_number() OVER in_order,
  entries.journal_id, entries.n,
  sum(entries.amount_minor) OVER in_order
FROM entries JOIN journals ON journals.id = entries.journal_id
WINDOW in_order AS (
  PARTITION BY entries.account, entries.currency ORDER BY journals.at_ms, journals.id, entries.n
  ROWS UNBOUNDED PRECEDING
);

-- L10: what is refused where it is decided, in the objects, is here a copy of what has happened. It is taken in and noted.
CREATE TABLE below_floor (
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  version INTEGER NOT NULL,
  journal_id TEXT NOT NULL,
  balance_minor INTEGER NOT NULL,
  PRIMARY KEY (account, currency, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entries_one_currency BEFORE INSERT ON entries
WHEN (NEW.account GLOB 'dep:*' OR NEW.account GLOB 'memo:hold:*' OR NEW.account GLOB 'disp:*')
  AND EXISTS (SELECT 1 FROM accounts WHERE id = NEW.account AND currency <> NEW.currency)
BEGIN
  SELECT RAISE(ABORT, 'account-in-other-currency');
END;

DROP TRIGGER entries_post;

CREATE TRIGGER entries_post AFTER INSERT ON entries
BEGIN
  INSERT INTO accounts (id, currency, posted_minor, version)
  VALUES (NEW.account, NEW.currency, NEW.amount_minor, 1)
  ON CONFLICT DO UPDATE SET posted_minor = posted_minor + excluded.posted_minor, version = version + 1;
  INSERT INTO account_history (account, currency, version, journal_id, n, balance_minor)
  SELECT id, currency, version, NEW.journal_id, NEW.n, posted_minor
  FROM accounts WHERE id = NEW.account AND currency = NEW.currency;
  INSERT INTO below_floor (account, currency, version, journal_id, balance_minor)
  SELECT id, currency, version, NEW.journal_id, posted_minor
  FROM accounts WHERE id = NEW.account AND currency = NEW.currency
    AND CASE
      WHEN id GLOB 'prov:*:suspense' THEN 0
      WHEN id GLOB 'prov:*:clearing' OR id GLOB 'memo:auth:*' OR id GLOB 'mer:*:debt' OR id GLOB 'disp:*'
        OR id IN ('plat:provider_cost', 'plat:dispute_loss') THEN posted_minor < 0 AND NEW.amount_minor < 0
      ELSE posted_minor > 0 AND NEW.amount_minor > 0
    END;
END;

CREATE TRIGGER account_history_update BEFORE UPDATE ON account_history
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER account_history_delete BEFORE DELETE ON account_history
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER below_floor_update BEFORE UPDATE ON below_floor
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER below_floor_delete BEFORE DELETE ON below_floor
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;
