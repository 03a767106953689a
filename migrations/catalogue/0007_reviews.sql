-- 0007: reviews are read by group-buy too, and how often one was changed is counted where it is changed.

ALTER TABLE reviews ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;

CREATE INDEX reviews_by_group_buy ON reviews (group_buy_id, written_at_ms, id);
