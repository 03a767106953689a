-- 0003: what operators are waited for, and what they did.

-- What waits for a person in each group-buy. A mirror: written anew with every delivery of its object.
CREATE TABLE attention (
  group_buy_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL, -- the leg, seat or dispute; empty where it is the group-buy as a whole
  from_ms INTEGER NOT NULL, -- from when on it needs somebody, on the platform's clock; may lie ahead
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  PRIMARY KEY (group_buy_id, kind, ref)
) STRICT, WITHOUT ROWID;

CREATE INDEX attention_from_ms_idx ON attention (from_ms, group_buy_id);

-- Who did what, to whom, and why. Acts on a group-buy come from its log, all others with their effect in one batch.
CREATE TABLE audit (
  id TEXT PRIMARY KEY NOT NULL, -- `<group-buy>.<seq>` of the event, or the act's own
  at_ms INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_id TEXT NOT NULL, -- a group-buy, merchant or person
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_at_ms_idx ON audit (at_ms, id);
CREATE INDEX audit_operator_id_idx ON audit (operator_id, at_ms, id);
CREATE INDEX audit_subject_id_idx ON audit (subject_id, at_ms, id);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit-immutable');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit-immutable');
END;

CREATE INDEX offers_state_idx ON offers (state, merchant_id) WHERE state = 'submitted';
