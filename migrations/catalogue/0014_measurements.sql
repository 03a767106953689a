-- 0014: what the product measures of its own promise, and when its jobs ran. Neither names anybody.

-- Counts by the hour and by size (worker/core/measure/histogram.ts).
CREATE TABLE measurements (
  metric TEXT NOT NULL,
  hour_ms INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (metric, hour_ms, bucket)
) STRICT, WITHOUT ROWID;

CREATE INDEX measurements_hour_ms_idx ON measurements (hour_ms);

CREATE TABLE job_runs (
  name TEXT PRIMARY KEY NOT NULL,
  started_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER,
  error TEXT
) STRICT, WITHOUT ROWID;
