import type { Clock } from "../app/clock.ts";
import type { Log } from "../app/log.ts";
import type { JobRecords } from "../app/status/vitals.ts";

export interface JobFrame {
  readonly records: JobRecords;
  readonly clock: Clock;
  readonly log: Log;
}

/** Runs one job and puts down when; a fault is logged, costs this run, and keeps no other job from running. */
export async function runJob(
  name: string,
  { records, clock, log }: JobFrame,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await records.started(name, clock.nowMs());
    await work();
    await records.finished(name, clock.nowMs(), null);
  } catch (error) {
    log.error("job.fault", error, { job: name });
    // If this fails too, its silence tells.
    await records.finished(name, clock.nowMs(), nameOf(error)).catch(() => undefined);
  }
}

function nameOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
