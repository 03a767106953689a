-- 0017: what a person's ledger and a merchant's statement need beside the general ledger (docs/ledger-exports.md).

-- Whose payment it is: journals name deposits, and only the group-buy knew their payer.
CREATE TABLE payments (
  leg_id TEXT PRIMARY KEY NOT NULL,
  group_buy_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  provider_ref TEXT, -- what the provider calls it; null until it has said so
  receipt_seq INTEGER -- the event whose receipt is of the seat that it pays for; null where there is no seat
) STRICT, WITHOUT ROWID;

CREATE INDEX payments_person_id_idx ON payments (person_id);

-- Refunds that the provider could not make: no money moved, so no journal says it, and their payer is to see it for ever.
CREATE TABLE failed_refunds (
  group_buy_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  leg_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (group_buy_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX failed_refunds_leg_id_idx ON failed_refunds (leg_id);

-- A payout of a share is booked under its own id, which begins with the payment's.
CREATE INDEX journals_ref_id_idx ON journals (ref_id);

-- When it entered this ledger. Statements are made by it: what was closed is never changed by something that came late.
-- Null: booked before this was kept, and taken to be booked when it happened.
ALTER TABLE journals ADD COLUMN booked_at_ms INTEGER;
