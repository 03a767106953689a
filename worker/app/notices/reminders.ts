const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One reminder before the bell: how long before, and how late it may still be said. */
export interface ClosingReminder {
  readonly beforeMs: number;
  readonly lateMs: number;
}

/** Domain 5, to whoever has a place or waits for one. After an outage the nearer one is said and the farther one is not. */
export const CLOSING_REMINDERS: readonly ClosingReminder[] = [
  { beforeMs: 24 * HOUR_MS, lateMs: 6 * HOUR_MS },
  { beforeMs: HOUR_MS, lateMs: 30 * MINUTE_MS },
  { beforeMs: 10 * MINUTE_MS, lateMs: 6 * MINUTE_MS },
];

/** Before silence counts as receipt (M13, domain 5). */
export const RECEIPT_REMINDER_MS = 72 * HOUR_MS;
/** After these, operators are told that something waits for them (G5, G6). */
export const REVIEW_ALERT_MS = 24 * HOUR_MS;
export const SUSPENSION_ALERT_MS = 72 * HOUR_MS;
/** A day that was refused is told to operators at once; after an outage so late at most. */
export const BOOKS_ALERT_LATE_MS = 24 * HOUR_MS;

/**
 * Messages that no event causes: the mirror knows what is about to happen, and whom it concerns. Each is planned once by
 * its key, however often this runs; who is on no list at that moment is not told later.
 */
export interface Reminders {
  plan(nowMs: number): Promise<void>;
}
