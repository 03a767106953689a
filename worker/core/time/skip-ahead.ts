import type { InstantMs } from "./instant.ts";

/** A frame that is certainly older than this when it arrives is never displayed. */
export const FRAME_AGE_MAX_MS = 1_000;

export interface ArrivedFrame {
  /** The authority's stamp in the frame. */
  readonly stampMs: InstantMs;
  /** The earliest the authority's time can be at arrival; null while there is no clock to judge by. */
  readonly nowEarliestMs: number | null;
  /** The newest stamp displayed so far, or null. */
  readonly newestStampMs: InstantMs | null;
}

export type FrameVerdict = "use" | "discard-late" | "discard-old";

/**
 * The seed's rule for a frame that was under way for more than a second: discard it and skip ahead to the next exact
 * tick. The age is judged by its lower bound, so a frame is dropped only when it is late for certain. A discarded frame
 * is never displayed or animated through; its stamp still feeds the estimator, to which late is as true as early.
 */
export function judgeFrame({ stampMs, nowEarliestMs, newestStampMs }: ArrivedFrame): FrameVerdict {
  if (nowEarliestMs !== null && nowEarliestMs - stampMs > FRAME_AGE_MAX_MS) return "discard-late";
  if (newestStampMs !== null && stampMs < newestStampMs) return "discard-old";
  return "use";
}

/**
 * The next instant at which a countdown rounded up to `tickMs` changes what it shows, or null once it shows zero. Ticks
 * hang on the deadline, not on when the counting began: after a stall the next change is exact again.
 */
export function nextExactTickMs(nowMs: number, deadlineMs: InstantMs, tickMs: number): number | null {
  const shown = Math.ceil((deadlineMs - nowMs) / tickMs);
  return shown > 0 ? deadlineMs - (shown - 1) * tickMs : null;
}
