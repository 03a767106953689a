import { LIMITS } from "../../core/limits.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A session ends after 14 days without use, and after 90 days in any case (ASVS 7.3.1, 7.3.2). */
export const SESSION_IDLE_MS = 14 * DAY_MS;
export const SESSION_LIFE_MS = 90 * DAY_MS;

/** Sign-in codes: eight digits, ten minutes, five tries, used once (ASVS 6.5.1, 6.6.3). */
export const CODE_DIGITS = 8;
export const CODE_LIFE_MS = 10 * MINUTE_MS;
export const CODE_TRIES_MAXIMUM = LIMITS.codeTries.maximum;
/** Per address and hour, so that guessing gets 50 of 10^8 tries in an hour and nobody's mailbox is flooded. */
export const CODES_PER_HOUR_MAXIMUM = LIMITS.codes.maximum;

/** Operators stay signed in for half an hour without use, and half a day at most. */
export const OPERATOR_SESSION_IDLE_MS = 30 * MINUTE_MS;
export const OPERATOR_SESSION_LIFE_MS = DAY_MS / 2;

/** How stale "last seen" may be: each use would otherwise be a write. Well below the shortest idle time. */
export const TOUCH_AFTER_MS = 3 * MINUTE_MS;

/** Of a key the day of its last use is told, so an hour is near enough: programs ask far more often than people. */
export const KEY_TOUCH_AFTER_MS = 60 * MINUTE_MS;

export const SESSIONS_MAXIMUM = LIMITS.sessions.maximum;
export const KEYS_MAXIMUM = LIMITS.keys.maximum;
export const PASSKEYS_MAXIMUM = LIMITS.passkeys.maximum;

/** How long a question to an authenticator may wait: long enough to fetch a phone, and for a page left open a while. */
export const CHALLENGE_LIFE_MS = 5 * MINUTE_MS;

/** A registration as it is compared: people write it with and without spaces, dots, dashes and slashes. */
export function companyKey(registration: string): string {
  return registration.replace(/[ .\-/]/g, "").toUpperCase();
}
