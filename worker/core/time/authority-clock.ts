import type { InstantMs } from "./instant.ts";

/** A platform clock that fell back by more than this raises an operator alert (T3). */
export const BACKWARD_STEP_ALERT_MS = 1_000;

export interface AuthorityClockOptions {
  /** Reads the platform's clock. */
  readonly readMs: () => InstantMs;
  /** The last instant handed out before a restart, as persisted; 0 for a new object. */
  readonly lastMs: InstantMs;
  /** Moves a sandbox group-buy ahead of the platform; 0 everywhere else. */
  readonly offsetMs: number;
}

/** The one clock a group-buy is judged by. It may stand still; it never goes back, not even across a restart. */
export interface AuthorityClock {
  /** The arrival stamp of rule T3: `max(clock, last)`. Call it once for each frame, in the first statement. */
  nowMs(): InstantMs;
  /** The last instant handed out, to be persisted with what it stamped. */
  readonly lastMs: InstantMs;
  /**
   * The largest step back above `BACKWARD_STEP_ALERT_MS` since the last call, or null. A step back matters although
   * `nowMs` hides it: the clock ran ahead before, or stands still until the platform has caught up, and joins look later
   * or earlier than they were.
   */
  takeBackwardStepMs(): number | null;
}

export function createAuthorityClock({ readMs, lastMs, offsetMs }: AuthorityClockOptions): AuthorityClock {
  let last = lastMs;
  let previousReading = lastMs; // What the platform said last, unclamped: one step back is reported once, not at every read after it.
  let worstStep = 0;

  return {
    nowMs() {
      const reading = readMs() + offsetMs;
      worstStep = Math.max(worstStep, previousReading - reading);
      previousReading = reading;
      last = Math.max(last, reading);
      return last;
    },
    get lastMs() {
      return last;
    },
    takeBackwardStepMs() {
      const step = worstStep > BACKWARD_STEP_ALERT_MS ? worstStep : null;
      worstStep = 0;
      return step;
    },
  };
}
