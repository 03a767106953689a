import { journalsOnce } from "../journals-once.ts";

/**
 * The object's tables. Rows written are what a join costs, so a join writes few: text keys have no second index
 * (WITHOUT ROWID), a journal is one row, the outbox is the log with a cursor in the header. Due times have no table: they
 * follow from the state, and a copy could only disagree with it.
 *
 * Additive only: a step is never edited after a release, later ones are appended, and each runs once in its order.
 */
export const SCHEMA_STEPS: readonly string[] = [
  `
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    type TEXT NOT NULL,
    leaf TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER events_are_final_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are final'); END;
  CREATE TRIGGER events_are_final_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are final'); END;

  CREATE TABLE header (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
  CREATE TABLE members (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE legs (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE offers (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE journals (
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    ref_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    entries TEXT NOT NULL,
    PRIMARY KEY (seq, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER journals_balance BEFORE INSERT ON journals
  WHEN (SELECT COUNT(*) < 2 OR SUM(json_extract(value, '$.amountMinor')) <> 0 FROM json_each(NEW.entries))
  BEGIN SELECT RAISE(ABORT, 'journal does not balance'); END;
  CREATE TRIGGER journals_are_final_update BEFORE UPDATE ON journals BEGIN SELECT RAISE(ABORT, 'journals are final'); END;
  CREATE TRIGGER journals_are_final_delete BEFORE DELETE ON journals BEGIN SELECT RAISE(ABORT, 'journals are final'); END;

  CREATE TABLE commands (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, reply TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE calls (leg_id TEXT PRIMARY KEY, tries INTEGER NOT NULL, next_try_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Messages are planned by the commit that causes them. Of the events before, the mark says, they follow from the state.
  `
  CREATE TABLE notices (seq INTEGER NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (seq, n)) STRICT, WITHOUT ROWID;
  INSERT INTO marks (name, value) SELECT 'told_from_seq', coalesce(max(seq), 0) + 1 FROM events;
  `,
  // Events are final but for what is sealed of a person who is forgotten (PD2): it loses its salt and its texts, once.
  `
  DROP TRIGGER events_are_final_update;
  CREATE TRIGGER events_are_final_update BEFORE UPDATE ON events
  WHEN (NEW.seq, NEW.at_ms, NEW.type, NEW.leaf) IS NOT (OLD.seq, OLD.at_ms, OLD.type, OLD.leaf)
    OR json_extract(NEW.sealed, '$.erased') IS NOT 1 OR json_type(NEW.sealed, '$.salt') IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'events are final'); END;
  `,
  // Journals are chained (L4). One that an earlier version wrote is linked once, when a version wakes that knows the chain.
  `
  ALTER TABLE journals ADD COLUMN position INTEGER;
  ALTER TABLE journals ADD COLUMN hash TEXT;
  CREATE INDEX journals_unlinked ON journals (seq, n) WHERE hash IS NULL;
  CREATE TRIGGER journals_follow BEFORE INSERT ON journals
  WHEN NEW.position <> 1 + coalesce((SELECT position FROM journals ORDER BY seq DESC, n DESC LIMIT 1), 0)
    OR (NEW.seq, NEW.n) <= (SELECT seq, n FROM journals ORDER BY seq DESC, n DESC LIMIT 1)
  BEGIN SELECT RAISE(ABORT, 'journal out of place'); END;
  DROP TRIGGER journals_are_final_update;
  CREATE TRIGGER journals_are_final_update BEFORE UPDATE ON journals
  WHEN OLD.hash IS NOT NULL OR NEW.hash IS NULL
    OR (NEW.seq, NEW.n, NEW.id, NEW.kind, NEW.ref_id, NEW.currency, NEW.at_ms, NEW.entries)
      IS NOT (OLD.seq, OLD.n, OLD.id, OLD.kind, OLD.ref_id, OLD.currency, OLD.at_ms, OLD.entries)
  BEGIN SELECT RAISE(ABORT, 'journals are final'); END;
  `,
  // What stands on each account of the sub-ledger (L9), counted (L19), in one currency (L11). Holds are not money and stand on
  // their legs; so a join writes no row here. A command of ours cannot take more than there is from an account that only
  // this object writes (L10); what the provider has done at its own account is a fact.
  `
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY, currency TEXT NOT NULL, posted_minor INTEGER NOT NULL, version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO accounts (id, currency, posted_minor, version)
  SELECT entry.value ->> 'account', currency, SUM(entry.value ->> 'amountMinor'), COUNT(*)
  FROM journals, json_each(entries) AS entry WHERE entry.value ->> 'account' NOT GLOB 'memo:*' GROUP BY 1;

  CREATE TRIGGER journals_post AFTER INSERT ON journals WHEN NEW.kind NOT IN ('hold', 'release', 'lapse')
  BEGIN
    SELECT RAISE(ABORT, 'account in another currency') FROM json_each(NEW.entries) AS entry
    JOIN accounts ON accounts.id = entry.value ->> 'account' WHERE accounts.currency <> NEW.currency;
    INSERT INTO accounts (id, currency, posted_minor, version)
    SELECT value ->> 'account', NEW.currency, value ->> 'amountMinor', 1
    FROM json_each(NEW.entries) WHERE value ->> 'account' NOT GLOB 'memo:*'
    ON CONFLICT DO UPDATE SET posted_minor = posted_minor + excluded.posted_minor, version = version + 1;
    SELECT RAISE(ABORT, 'balance too low') FROM json_each(NEW.entries) AS entry
    JOIN accounts ON accounts.id = entry.value ->> 'account'
    WHERE NEW.kind IN ('refund', 'award', 'forfeit', 'payout_planned', 'payout_settled')
      AND (accounts.id GLOB 'dep:*' OR accounts.id GLOB 'prov:*:transit')
      AND posted_minor > 0 AND entry.value ->> 'amountMinor' > 0;
  END;
  CREATE TRIGGER accounts_count BEFORE UPDATE ON accounts
  WHEN NEW.id <> OLD.id OR NEW.currency <> OLD.currency OR NEW.version <> OLD.version + 1
  BEGIN SELECT RAISE(ABORT, 'accounts are kept by journals'); END;
  CREATE TRIGGER accounts_stay BEFORE DELETE ON accounts
  BEGIN SELECT RAISE(ABORT, 'accounts are kept by journals'); END;
  `,
  // A movement of money stands here once (L5, L6). Holds have no row in the index, or each join would write one more: that a
  // hold resolves once is said by its leg, and the general ledger knows all ids.
  `
  CREATE INDEX journals_by_id ON journals (id) WHERE kind NOT IN ('hold', 'release', 'lapse');
  ${journalsOnce("id = NEW.id AND kind NOT IN ('hold', 'release', 'lapse')")}
  `,
  // The log only grows, one entry behind the other, and so does its head: no statement of ours can take it back.
  `
  CREATE TRIGGER events_follow BEFORE INSERT ON events
  WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM events), 0)
  BEGIN SELECT RAISE(ABORT, 'event out of place'); END;
  ALTER TABLE header ADD COLUMN size INTEGER;
  ALTER TABLE header ADD COLUMN root TEXT;
  CREATE TRIGGER head_grows BEFORE UPDATE ON header
  WHEN OLD.size IS NOT NULL AND (NEW.size IS NULL OR NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root IS NOT OLD.root))
  BEGIN SELECT RAISE(ABORT, 'the head of a log only grows'); END;
  CREATE TRIGGER head_stays BEFORE DELETE ON header
  BEGIN SELECT RAISE(ABORT, 'the head of a log only grows'); END;
  `,
];
