-- 0005: what people say around a group-buy: questions, reports, reviews. None of it decides anything, so it stands in no
-- log. `command_id` makes an insert repeatable: the same command finds the row that it added.

CREATE TABLE questions (
  id TEXT PRIMARY KEY NOT NULL,
  command_id TEXT NOT NULL UNIQUE,
  group_buy_id TEXT NOT NULL,
  asker_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL, -- the asker's only name in public
  is_merchant INTEGER NOT NULL CHECK (is_merchant IN (0, 1)),
  text TEXT NOT NULL,
  asked_at_ms INTEGER NOT NULL,
  hidden_at_ms INTEGER,
  hidden_by TEXT,
  hidden_reason TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX questions_by_group_buy ON questions (group_buy_id, asked_at_ms, id);
CREATE INDEX questions_by_asker ON questions (asker_id, asked_at_ms);

CREATE TABLE question_answers (
  id TEXT PRIMARY KEY NOT NULL,
  command_id TEXT NOT NULL UNIQUE,
  question_id TEXT NOT NULL REFERENCES questions (id),
  text TEXT NOT NULL,
  answered_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX question_answers_by_question ON question_answers (question_id, answered_at_ms, id);

-- One a person and thing; decided together with all others about the same thing.
CREATE TABLE reports (
  id TEXT PRIMARY KEY NOT NULL,
  command_id TEXT NOT NULL UNIQUE,
  about_id TEXT NOT NULL, -- a group-buy, question or review
  group_buy_id TEXT NOT NULL,
  reporter_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  reported_at_ms INTEGER NOT NULL,
  decision TEXT CHECK (decision IN ('dismissed', 'upheld')),
  decided_at_ms INTEGER,
  decided_by TEXT,
  decided_reason TEXT,
  UNIQUE (about_id, reporter_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reports_open ON reports (reported_at_ms, id) WHERE decision IS NULL;
CREATE INDEX reports_by_reporter ON reports (reporter_id, reported_at_ms);

-- One a member and group-buy, about the merchant who delivered.
CREATE TABLE reviews (
  id TEXT PRIMARY KEY NOT NULL,
  group_buy_id TEXT NOT NULL,
  merchant_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  text TEXT NOT NULL,
  written_at_ms INTEGER NOT NULL,
  edited_at_ms INTEGER,
  reply TEXT,
  replied_at_ms INTEGER,
  hidden_at_ms INTEGER,
  hidden_by TEXT,
  hidden_reason TEXT,
  UNIQUE (group_buy_id, author_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reviews_by_merchant ON reviews (merchant_id, written_at_ms, id);
