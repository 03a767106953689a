-- 0002: the directory's mirror of the group-buys, and the general ledger (money.md 2.4).
-- Everything here can be rebuilt from the objects. The rules that must hold whatever the code does are triggers: an
-- outbox is applied in order and once, a journal is balanced before it is sealed and never changed afterwards.

-- How far the log of each group-buy, and the book of each merchant, has been applied here. One upsert asks and answers it in the same transaction as the rows.
CREATE TABLE inbox_heads (
  source_id TEXT PRIMARY KEY NOT NULL,
  after_seq INTEGER NOT NULL CHECK (after_seq >= 0),
  applied_seq INTEGER NOT NULL CHECK (applied_seq >= after_seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER inbox_heads_start BEFORE INSERT ON inbox_heads
WHEN NEW.after_seq > 0 AND NOT EXISTS (SELECT 1 FROM inbox_heads WHERE source_id = NEW.source_id)
BEGIN
  SELECT RAISE(ABORT, 'inbox-gap');
END;

CREATE TRIGGER inbox_heads_stale BEFORE UPDATE ON inbox_heads WHEN NEW.applied_seq <= OLD.applied_seq
BEGIN
  SELECT RAISE(ABORT, 'inbox-stale');
END;

CREATE TRIGGER inbox_heads_gap BEFORE UPDATE ON inbox_heads WHEN NEW.after_seq > OLD.applied_seq
BEGIN
  SELECT RAISE(ABORT, 'inbox-gap');
END;

CREATE TABLE group_buys (
  id TEXT PRIMARY KEY NOT NULL,
  tag INTEGER NOT NULL, -- groupBuyTag(id)
  version INTEGER NOT NULL, -- sequence number of the last event it reflects
  state TEXT NOT NULL,
  is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
  initiator_id TEXT NOT NULL,
  category TEXT NOT NULL,
  currency TEXT NOT NULL,
  ships_to TEXT NOT NULL CHECK (json_valid(ships_to)), -- array of countries
  card TEXT NOT NULL CHECK (json_valid(card)), -- GroupBuyCard, as lists show it
  demand TEXT NOT NULL CHECK (json_valid(demand)), -- what the search index needs beside the card
  closes_at_ms INTEGER NOT NULL,
  published_at_ms INTEGER NOT NULL,
  missing_to_next_tier INTEGER, -- null: no further price to reach
  next_due_at_ms INTEGER -- null: nothing left to wake for
) STRICT, WITHOUT ROWID;

CREATE INDEX group_buys_tag_idx ON group_buys (tag);
CREATE INDEX group_buys_initiator_id_idx ON group_buys (initiator_id, id);
CREATE INDEX group_buys_closing_idx ON group_buys (closes_at_ms, id) WHERE is_public = 1 AND state = 'open';
CREATE INDEX group_buys_newest_idx ON group_buys (published_at_ms, id) WHERE is_public = 1 AND state = 'open';
CREATE INDEX group_buys_nearly_idx ON group_buys (missing_to_next_tier, id)
  WHERE is_public = 1 AND state = 'open' AND missing_to_next_tier IS NOT NULL;
CREATE INDEX group_buys_next_due_at_ms_idx ON group_buys (next_due_at_ms) WHERE next_due_at_ms IS NOT NULL;

CREATE TABLE memberships (
  member_id TEXT PRIMARY KEY NOT NULL,
  group_buy_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  state TEXT NOT NULL,
  is_initiator INTEGER NOT NULL CHECK (is_initiator IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_person_id_idx ON memberships (person_id, group_buy_id);

CREATE TABLE offers (
  offer_id TEXT PRIMARY KEY NOT NULL,
  merchant_id TEXT NOT NULL,
  group_buy_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  submitted_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX offers_merchant_id_idx ON offers (merchant_id, submitted_at_ms, offer_id);
CREATE INDEX offers_group_buy_id_idx ON offers (group_buy_id);

-- What persons are to be told, stored once by key however often it arrives.
CREATE TABLE notices (
  key TEXT PRIMARY KEY NOT NULL,
  person_id TEXT NOT NULL,
  group_buy_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX notices_person_id_idx ON notices (person_id, at_ms);

-- The general ledger. + is debit, - is credit; amounts are minor units. A balance is kept by the entries themselves.
CREATE TABLE accounts (
  id TEXT NOT NULL,
  currency TEXT NOT NULL,
  posted_minor INTEGER NOT NULL,
  version INTEGER NOT NULL, -- entries so far
  PRIMARY KEY (id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE journals (
  id TEXT PRIMARY KEY NOT NULL,
  source_id TEXT NOT NULL, -- the group-buy (or merchant account) whose sub-ledger it comes from
  kind TEXT NOT NULL,
  ref_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  content TEXT NOT NULL, -- the canonical entries: what a second arrival is compared with
  sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX journals_source_id_idx ON journals (source_id, at_ms, id);

CREATE TABLE entries (
  journal_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  PRIMARY KEY (journal_id, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX entries_account_idx ON entries (account, currency);

-- L6: a known id with other content is a conflict that nobody may overlook, whatever the insert says about conflicts.
CREATE TRIGGER journals_conflict BEFORE INSERT ON journals
WHEN EXISTS (
  SELECT 1 FROM journals AS posted
  WHERE posted.id = NEW.id
    AND (posted.source_id, posted.kind, posted.ref_id, posted.currency, posted.at_ms, posted.content)
      <> (NEW.source_id, NEW.kind, NEW.ref_id, NEW.currency, NEW.at_ms, NEW.content)
)
BEGIN
  SELECT RAISE(ABORT, 'journal-conflict');
END;

CREATE TRIGGER journals_born_unsealed BEFORE INSERT ON journals WHEN NEW.sealed <> 0
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER journals_seal BEFORE UPDATE ON journals
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable')
  WHERE OLD.sealed = 1 OR NEW.sealed = 0
    OR (OLD.id, OLD.source_id, OLD.kind, OLD.ref_id, OLD.currency, OLD.at_ms, OLD.content)
      <> (NEW.id, NEW.source_id, NEW.kind, NEW.ref_id, NEW.currency, NEW.at_ms, NEW.content);
  SELECT RAISE(ABORT, 'journal-too-short')
  WHERE (SELECT count(*) FROM entries WHERE journal_id = NEW.id) < 2;
  SELECT RAISE(ABORT, 'journal-unbalanced')
  WHERE (SELECT sum(amount_minor) FROM entries WHERE journal_id = NEW.id) <> 0;
END;

CREATE TRIGGER journals_delete BEFORE DELETE ON journals
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER entries_insert BEFORE INSERT ON entries
WHEN NOT EXISTS (
  SELECT 1 FROM journals WHERE id = NEW.journal_id AND currency = NEW.currency AND sealed = 0
)
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER entries_post AFTER INSERT ON entries
BEGIN
  INSERT INTO accounts (id, currency, posted_minor, version)
  VALUES (NEW.account, NEW.currency, NEW.amount_minor, 1)
  ON CONFLICT DO UPDATE SET posted_minor = posted_minor + excluded.posted_minor, version = version + 1;
END;

CREATE TRIGGER entries_update BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER entries_delete BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;

CREATE TRIGGER accounts_delete BEFORE DELETE ON accounts
BEGIN
  SELECT RAISE(ABORT, 'journal-immutable');
END;
