-- 0006: what merchants have done over all group-buys.

-- One row a group-buy and merchant, as the group-buy's object counts it: a mirror, replaced with every delivery.
CREATE TABLE merchant_deeds (
  group_buy_id TEXT NOT NULL,
  merchant_id TEXT NOT NULL,
  settled INTEGER NOT NULL CHECK (settled >= 0),
  units INTEGER NOT NULL CHECK (units >= 0),
  declined INTEGER NOT NULL CHECK (declined >= 0),
  breached INTEGER NOT NULL CHECK (breached >= 0),
  disputes_lost INTEGER NOT NULL CHECK (disputes_lost >= 0),
  PRIMARY KEY (group_buy_id, merchant_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX merchant_deeds_merchant_id_idx ON merchant_deeds (merchant_id);

-- What had ended before is told by no delivery any more. How much was delivered then is not known here.
INSERT INTO merchant_deeds (group_buy_id, merchant_id, settled, units, declined, breached, disputes_lost)
SELECT group_buy_id, merchant_id, sum(state = 'fulfilled'), 0, 0, sum(state = 'breached'), 0
FROM offers WHERE state IN ('fulfilled', 'breached') GROUP BY group_buy_id, merchant_id;

-- Where a merchant is paid out: what tells two accounts to be the same, what the merchant knows it by, and since when.
-- The account itself is the provider's to keep, and is nowhere here.
ALTER TABLE merchants ADD COLUMN payout_hash TEXT; -- HMAC under the deployment's pepper
ALTER TABLE merchants ADD COLUMN payout_hint TEXT; -- its last four characters
ALTER TABLE merchants ADD COLUMN payout_at_ms INTEGER;

CREATE INDEX merchants_payout_hash_idx ON merchants (payout_hash) WHERE payout_hash IS NOT NULL;
