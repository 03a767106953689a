import type { Measurements, MetricBucket } from "../../app/status/measurements.ts";
import { bucketOf } from "../../core/measure/histogram.ts";
import type { Sample } from "../../core/measure/metrics.ts";

const HOUR_MS = 3_600_000;

/** Measurements as counts in D1: a row for each metric, hour and size, however often it is measured. */
export function createD1Measurements(catalogue: D1Database): Measurements {
  return {
    async record(samples, nowMs) {
      if (samples.length > 0) await recordStatement(catalogue, samples, nowMs).run();
    },

    async since(fromMs) {
      const { results } = await catalogue.prepare(SINCE).bind(hourOf(fromMs)).all<MetricBucket>();
      return results;
    },

    async forget(beforeMs) {
      await catalogue.prepare("DELETE FROM measurements WHERE hour_ms < ?1").bind(hourOf(beforeMs)).run();
    },
  };
}

/** One statement for all of them, for whoever writes them together with what they were measured on. */
export function recordStatement(catalogue: D1Database, samples: readonly Sample[], nowMs: number): D1PreparedStatement {
  const counted = Map.groupBy(samples, ({ metric, ms }) => `${metric} ${bucketOf(ms)}`);
  const rows = [...counted].map(([name, { length }]) => {
    const [metric, bucket] = name.split(" ");
    return [metric, Number(bucket), length];
  });
  return catalogue.prepare(RECORD).bind(JSON.stringify(rows), hourOf(nowMs));
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

// `WHERE true`: without it SQLite takes ON for the join's.
const RECORD = `
  INSERT INTO measurements (metric, hour_ms, bucket, count)
  SELECT value ->> 0, ?2, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true
  ON CONFLICT (metric, hour_ms, bucket) DO UPDATE SET count = count + excluded.count`;

const SINCE = `
  SELECT metric, bucket, sum(count) AS count FROM measurements WHERE hour_ms >= ?1
  GROUP BY metric, bucket ORDER BY metric, bucket`;
