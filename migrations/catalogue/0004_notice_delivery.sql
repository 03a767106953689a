-- 0004: notices on their way to persons, what persons do not want to hear, and reminders that were decided.

-- Null: still to be sent. Else how it ended; `before` were planned by a release that sent nothing.
ALTER TABLE notices ADD COLUMN outcome TEXT;
ALTER TABLE notices ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
-- Nobody takes it before: it is being sent, or waits for its next try.
ALTER TABLE notices ADD COLUMN next_try_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notices ADD COLUMN read_at_ms INTEGER;

UPDATE notices SET outcome = 'before';

CREATE INDEX notices_unsent_idx ON notices (next_try_at_ms) WHERE outcome IS NULL;

-- Topics that a person turned off (worker/words/kinds.ts). Everybody else hears of everything.
CREATE TABLE muted_topics (
  person_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (person_id, topic)
) STRICT, WITHOUT ROWID;

-- A reminder is decided once, for everybody it concerns then: who joins later was not waiting for it.
CREATE TABLE reminders (
  key TEXT PRIMARY KEY NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Since when it has been in its state, in real time; null until its object has said so.
ALTER TABLE group_buys ADD COLUMN state_since_ms INTEGER;

CREATE INDEX group_buys_watched_idx ON group_buys (state, state_since_ms) WHERE state IN ('in_review', 'suspended');
CREATE INDEX memberships_group_buy_id_idx ON memberships (group_buy_id);

-- When receipt counts as confirmed if the member stays silent (M13), in real time.
ALTER TABLE memberships ADD COLUMN confirm_at_ms INTEGER;
CREATE INDEX memberships_confirm_at_ms_idx ON memberships (confirm_at_ms) WHERE state = 'shipped';
