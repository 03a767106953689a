import type { Bucket } from "../../core/measure/histogram.ts";
import type { Metric, Sample } from "../../core/measure/metrics.ts";

export interface MetricBucket extends Bucket {
  readonly metric: Metric;
}

/** Counts of what was measured, by the hour. They name nobody. */
export interface Measurements {
  record(samples: readonly Sample[], nowMs: number): Promise<void>;
  /** Added up over all hours that had not ended at `fromMs`. */
  since(fromMs: number): Promise<readonly MetricBucket[]>;
  /** Forgets the hours that had ended at `beforeMs`. */
  forget(beforeMs: number): Promise<void>;
}
