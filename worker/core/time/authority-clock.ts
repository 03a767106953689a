import type { InstantMs } from "./instant.ts";

/** A platform clock that fell back by more than this raises an operator alert (T3). */
export const BACKWARD_STEP_ALERT_MS = 1_000;

export interface AuthorityClockOptions {
  /** The last instant handed out before a restart, as persisted; 0 for a new object. */
  readonly lastMs: InstantMs;
  /** Moves a sandbox group-buy ahead of the platform; 0 everywhere else. */
  readonly offsetMs: number;
  /** Called for each reading that is smaller than the one before it, before its stamp is handed out. */
  readonly fellBack: () => void;
}

/** The one clock a group-buy is judged by. It may stand still; it never goes back, not even across a restart. */
export interface AuthorityClock {
  /** The arrival stamp of rule T3: `max(reading, last)`. @param readingMs what the platform's clock says */
  stamp(readingMs: InstantMs): InstantMs;
  /** The last instant handed out, to be persisted with what it stamped. */
  readonly lastMs: InstantMs;
  /**
   * Whether the last stamp was held back from going back: the platform is behind what has been handed out. Such stamps
   * are true as far as order goes, but their clock does not run: nothing can be estimated from them.
   */
  readonly isStanding: boolean;
  /**
   * The largest step back above `BACKWARD_STEP_ALERT_MS` since the last call, or null. A step back matters although
   * `stamp` hides it: the clock ran ahead before, or stands still until the platform has caught up, and joins look later
   * or earlier than they were.
   */
  takeBackwardStepMs(): number | null;
}

export function createAuthorityClock({ lastMs, offsetMs, fellBack }: AuthorityClockOptions): AuthorityClock {
  let last = lastMs;
  let previous = lastMs; // What the platform said last, unclamped: one step back is reported once, not at every reading after it.
  let isStanding = false;
  let worstStep = 0;

  return {
    stamp(readingMs) {
      const reading = readingMs + offsetMs;
      if (reading < previous) fellBack();
      worstStep = Math.max(worstStep, previous - reading);
      previous = reading;
      isStanding = reading < last;
      last = Math.max(last, reading);
      return last;
    },
    get lastMs() {
      return last;
    },
    get isStanding() {
      return isStanding;
    },
    takeBackwardStepMs() {
      const step = worstStep > BACKWARD_STEP_ALERT_MS ? worstStep : null;
      worstStep = 0;
      return step;
    },
  };
}
