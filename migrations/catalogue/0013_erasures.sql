-- 0013: people who are forgotten (PD2). The account is emptied in one transaction with the first row; the objects that
-- hold something of the person follow one by one, and are asked until each has said that it is done.

CREATE TABLE erasures (
  person_id TEXT PRIMARY KEY NOT NULL REFERENCES people (id),
  command_id TEXT NOT NULL UNIQUE,
  started_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX erasures_unfinished ON erasures (started_at_ms) WHERE finished_at_ms IS NULL;

CREATE TABLE erasure_steps (
  person_id TEXT NOT NULL REFERENCES erasures (person_id),
  group_buy_id TEXT NOT NULL,
  done_at_ms INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at_ms INTEGER NOT NULL,
  fault TEXT, -- what the object said the last time: what ties them to it, or that it did not answer
  PRIMARY KEY (person_id, group_buy_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_steps_due ON erasure_steps (next_try_at_ms) WHERE done_at_ms IS NULL;

-- Whom the log of a group-buy speaks of beside its members: who was refused, or paid and never sat.
CREATE TABLE person_traces (
  person_id TEXT NOT NULL,
  group_buy_id TEXT NOT NULL,
  PRIMARY KEY (person_id, group_buy_id)
) STRICT, WITHOUT ROWID;
