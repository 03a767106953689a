-- 0002: what lists are narrowed and ordered by. Null until the row is written again, which a rebuild does.

ALTER TABLE demands ADD COLUMN kind TEXT;
ALTER TABLE demands ADD COLUMN target_unit_price_minor INTEGER;
ALTER TABLE demands ADD COLUMN published_at_ms INTEGER;
ALTER TABLE demands ADD COLUMN missing_to_next_tier INTEGER; -- null: no further price to reach

CREATE INDEX demands_newest_idx ON demands (published_at_ms, id) WHERE is_open = 1;
CREATE INDEX demands_nearly_idx ON demands (missing_to_next_tier, id)
  WHERE is_open = 1 AND missing_to_next_tier IS NOT NULL;
