-- 0016: the close of each day's books (ADR 0039): what was looked at, what did not fit, what was booked about it, and the
-- report that was handed out.

-- One for each provider and day, however often it is tried. Closed is closed.
CREATE TABLE closes (
  id TEXT PRIMARY KEY NOT NULL,
  provider_id TEXT NOT NULL,
  day TEXT NOT NULL, -- UTC: 2026-11-23
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'refused', 'closed')),
  begun_at_ms INTEGER NOT NULL, -- of this attempt
  judged_at_ms INTEGER,
  verdict TEXT CHECK (json_valid(verdict)),
  signature TEXT, -- over the bytes of its report
  UNIQUE (provider_id, day)
) STRICT;

CREATE TRIGGER closes_closed BEFORE UPDATE ON closes WHEN OLD.state = 'closed'
BEGIN
  SELECT RAISE(ABORT, 'close-final');
END;

CREATE TRIGGER closes_delete BEFORE DELETE ON closes
BEGIN
  SELECT RAISE(ABORT, 'close-final');
END;

-- What an attempt has looked at so far: whoever is cut off goes on with what is not in here. Empty once the report stands.
CREATE TABLE close_sources (
  close_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  PRIMARY KEY (close_id, source_id)
) STRICT, WITHOUT ROWID;

-- The exact bytes of a report, in parts that fit a row.
CREATE TABLE close_reports (
  close_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  part INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (close_id, attempt, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER close_reports_update BEFORE UPDATE ON close_reports
BEGIN
  SELECT RAISE(ABORT, 'close-final');
END;

CREATE TRIGGER close_reports_delete BEFORE DELETE ON close_reports
BEGIN
  SELECT RAISE(ABORT, 'close-final');
END;

-- When each source was looked at last, and whether it can be left alone until its log goes on.
CREATE TABLE looked_at (
  source_id TEXT PRIMARY KEY NOT NULL,
  applied_seq INTEGER NOT NULL,
  is_at_rest INTEGER NOT NULL CHECK (is_at_rest IN (0, 1)),
  unknowns TEXT NOT NULL CHECK (json_valid(unknowns)),
  bank TEXT NOT NULL CHECK (json_valid(bank)), -- minor units by currency
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE differences (
  id TEXT PRIMARY KEY NOT NULL, -- follows from what it is about
  provider_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  bank_minor INTEGER NOT NULL,
  books_minor INTEGER NOT NULL,
  line_seq INTEGER,
  journal_id TEXT,
  detail TEXT NOT NULL,
  first_seen_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL,
  is_seen INTEGER NOT NULL CHECK (is_seen IN (0, 1)), -- by the last look at its source
  stage TEXT NOT NULL DEFAULT 'open' CHECK (stage IN ('open', 'suspended', 'cleared'))
) STRICT, WITHOUT ROWID;

CREATE INDEX differences_standing_idx ON differences (first_seen_ms, id) WHERE is_seen = 1 OR stage = 'suspended';
CREATE INDEX differences_source_id_idx ON differences (source_id);

-- What operators booked about them: the journal stands in the general ledger, the reason in the audit.
CREATE TABLE difference_entries (
  journal_id TEXT PRIMARY KEY NOT NULL,
  difference_id TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('suspend', 'reverse', 'write_off')),
  operator_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX difference_entries_difference_id_idx ON difference_entries (difference_id, at_ms);

-- Each step is taken once, from where it begins.
CREATE TRIGGER difference_entries_begin BEFORE INSERT ON difference_entries
WHEN NOT EXISTS (
  SELECT 1 FROM differences
  WHERE id = NEW.difference_id AND stage = CASE NEW.act WHEN 'suspend' THEN 'open' ELSE 'suspended' END
)
BEGIN
  SELECT RAISE(ABORT, 'difference-moved-on');
END;

CREATE TRIGGER difference_entries_done AFTER INSERT ON difference_entries
BEGIN
  UPDATE differences SET stage = CASE NEW.act WHEN 'suspend' THEN 'suspended' ELSE 'cleared' END
  WHERE id = NEW.difference_id;
END;

CREATE TRIGGER difference_entries_update BEFORE UPDATE ON difference_entries
BEGIN
  SELECT RAISE(ABORT, 'entry-final');
END;

CREATE TRIGGER difference_entries_delete BEFORE DELETE ON difference_entries
BEGIN
  SELECT RAISE(ABORT, 'entry-final');
END;
