import type { LaterReason, Sending } from "./mailer.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** After this long a mail is given up. Services keep keys for a day: within it a repeat is not a second mail. */
export const GIVE_UP_AFTER_MS = 20 * HOUR_MS;

const WAITS_MS = [60, 300, 1_800, 7_200, 21_600].map((seconds) => seconds * SECOND_MS);
/** For what is of use for minutes only: somebody sits and waits for it. */
const QUICK_USE_MS = 900 * SECOND_MS;
const QUICK_WAITS_MS = [5, 15, 30, 60].map((seconds) => seconds * SECOND_MS);
/** Far more than a service asks for within a second's limit. */
const THROTTLE_MAXIMUM_MS = 300 * SECOND_MS;

export interface Times {
  readonly nowMs: number;
  readonly postedAtMs: number;
  /** After it nobody wants it any more; null: it keeps. */
  readonly usefulUntilMs: number | null;
}

/**
 * How long to wait before the next try, or how it ends without one.
 * @param tries how often it was tried, the last time included
 */
export function waitAfter(
  { reason, afterMs }: Extract<Sending, { kind: "later" }>,
  tries: number,
  { nowMs, postedAtMs, usefulUntilMs }: Times,
): number | "expired" | "failed" {
  const isQuick = usefulUntilMs !== null && usefulUntilMs - postedAtMs <= QUICK_USE_MS;
  const wished = wishedMs(reason, tries, isQuick ? QUICK_WAITS_MS : WAITS_MS);
  const waitMs = Math.max(wished, afterMs ?? 0);
  if (usefulUntilMs !== null && nowMs + waitMs >= usefulUntilMs) return "expired";
  return nowMs + waitMs - postedAtMs > GIVE_UP_AFTER_MS ? "failed" : waitMs;
}

function wishedMs(reason: LaterReason, tries: number, waitsMs: readonly number[]): number {
  if (reason === "throttled") return Math.min(2 ** Math.min(tries, 10) * SECOND_MS, THROTTLE_MAXIMUM_MS);
  if (reason === "quota") return HOUR_MS;
  return waitsMs[Math.min(tries, waitsMs.length) - 1] ?? 0;
}
