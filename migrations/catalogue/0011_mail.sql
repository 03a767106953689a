-- 0011: what became of each mail, and addresses that mail came back from. No address and no text stands here: who could
-- read them is known by a digest, and what was written is in the notice or nowhere.

CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL, -- follows from the mail's key
  person_id TEXT, -- null: nobody has signed in with that address yet
  kind TEXT NOT NULL, -- `code`, or the kind of the notice
  address_digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'expired', 'refused', 'failed', 'sent', 'delivered', 'bounced', 'complained')),
  reason TEXT, -- of the last fault: a word of ours or of the service
  provider_id TEXT, -- the service's name for it
  tries INTEGER NOT NULL,
  posted_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  lease_until_ms INTEGER NOT NULL -- somebody is sending it; nobody else takes it before
) STRICT, WITHOUT ROWID;

CREATE INDEX mails_by_person ON mails (person_id, posted_at_ms) WHERE person_id IS NOT NULL;
CREATE INDEX mails_by_provider_id ON mails (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX mails_by_state ON mails (state, changed_at_ms);

CREATE TABLE mail_blocks (
  address_digest TEXT PRIMARY KEY NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('bounced', 'complained', 'refused')),
  at_ms INTEGER NOT NULL,
  lifted_at_ms INTEGER -- mail arrived there again, or its reader asked for it
) STRICT, WITHOUT ROWID;
