interface Interval {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** What is known of the server's time at the instant when a paint of now is seen. */
export interface Glance extends Interval {
  /** The time that is shown. */
  readonly nowMs: number;
  /** It is at least this when the paint is seen, however quick the display is this time. */
  readonly surelyMs: number;
}

/** Shown while zero is likely and not yet certain: the last tenth, or the last second. */
const LAST_MS = 1;

/** What remains until a deadline, in ms; 0 only when the deadline has passed for certain, whatever is likely. */
export function remainingAt(deadlineMs: number, { nowMs, surelyMs }: Glance): number {
  if (surelyMs >= deadlineMs) return 0;
  return Math.max(LAST_MS, deadlineMs - nowMs);
}

/** Whether the deadline may have passed: from here on only the server knows, and at zero only its word counts. */
export function isClosing(deadlineMs: number, { latestMs, surelyMs }: Glance): boolean {
  return latestMs >= deadlineMs || surelyMs >= deadlineMs;
}

/** When the answer of one of the two above changes next, in the time that is shown; null when both have. */
export function nextTurnMs(deadlineMs: number, { nowMs, latestMs, surelyMs }: Glance): number | null {
  if (surelyMs >= deadlineMs) return null;
  const closingMs = deadlineMs - (latestMs - nowMs);
  const zeroMs = deadlineMs + (nowMs - surelyMs);
  return closingMs > nowMs ? closingMs : Math.max(zeroMs, nowMs + 1);
}

/** How far what is shown may be from the truth, in ms, rounded up: both clock and what a face holds back are in it. */
export function boundAround(shownMs: number, { earliestMs, latestMs }: Interval): number {
  return Math.max(1, Math.ceil(Math.max(latestMs - shownMs, shownMs - earliestMs)));
}

/**
 * What a face may claim that shows `remainingMs`, until it looks again; null while nothing is known. At zero nothing is
 * counted any more: what is claimed then is the time itself.
 */
export function claimedBoundMs(deadlineMs: number, remainingMs: number, glance: Glance): number | null {
  const { nowMs, latestMs, surelyMs } = glance;
  if (latestMs === Infinity) return null;
  if (remainingMs === 0) return boundAround(nowMs, glance);
  const boundMs = boundAround(deadlineMs - remainingMs, glance);
  // The last step stays until zero is certain: then the time may be as late as it can be.
  return remainingMs === LAST_MS ? Math.max(boundMs, Math.ceil(latestMs - surelyMs)) : boundMs;
}
