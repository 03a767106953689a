-- 0005: of which title a vector is kept, where a deployment keeps vectors (ADR 0058); null of none.

ALTER TABLE demands ADD COLUMN meaning_of TEXT;

CREATE INDEX demands_meaning_idx ON demands (is_open) WHERE meaning_of IS NOT NULL;
