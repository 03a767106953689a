-- 0008: links by which members bring others. They decide nothing and stand in no log. Who came by which is kept so that
-- the inviter can be told how many joined; nobody is told who.

CREATE TABLE invites (
  id TEXT PRIMARY KEY NOT NULL,
  command_id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  group_buy_id TEXT NOT NULL,
  inviter_id TEXT NOT NULL,
  name TEXT NOT NULL, -- what the inviter calls it, for their own eyes; may be empty
  shows_name INTEGER NOT NULL CHECK (shows_name IN (0, 1)),
  joins_maximum INTEGER CHECK (joins_maximum > 0),
  expires_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  looks INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX invites_by_inviter ON invites (inviter_id, group_buy_id, created_at_ms, id);

-- One a person and group-buy: the last invite that they came by.
CREATE TABLE invite_arrivals (
  group_buy_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  invite_id TEXT NOT NULL REFERENCES invites (id),
  arrived_at_ms INTEGER NOT NULL,
  PRIMARY KEY (group_buy_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX invite_arrivals_by_invite ON invite_arrivals (invite_id);

-- How many units a seat is for; 0 in rows of earlier releases until their group-buy is delivered again.
ALTER TABLE memberships ADD COLUMN quantity INTEGER NOT NULL DEFAULT 0;
