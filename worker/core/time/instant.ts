import { assert, err, ok, type Result } from "../result.ts";

/** Milliseconds since the epoch, UTC; always an integer (T1). */
export type InstantMs = number;

export type TimestampRefusal = "timestamp-invalid" | "timestamp-zone-required";

/** 2000-01-01 and 2200-01-01: outside of these years an instant is a typing mistake. */
export const INSTANT_MIN_MS: InstantMs = 946_684_800_000;
export const INSTANT_END_MS: InstantMs = 7_258_118_400_000;

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a timestamp of RFC 3339, strictly: capital T and Z, an offset always, a date that exists, seconds up to 59 (a
 * leap second has no place on this clock), years 2000 to 2199. Digits beyond the millisecond must be zero: an instant is
 * kept as it was said or not at all.
 */
export function parseInstant(text: string): Result<InstantMs, TimestampRefusal> {
  const [, civil, fraction = "", zone] = TIMESTAMP.exec(text) ?? [];
  if (civil === undefined || !/^\d{0,3}0*$/.test(fraction)) return err("timestamp-invalid");

  const wallMs = parseCivil(civil);
  if (wallMs === null) return err("timestamp-invalid");
  if (zone === undefined) return err("timestamp-zone-required");
  const offsetMs = parseOffset(zone);
  if (offsetMs === null) return err("timestamp-invalid");

  const instantMs = wallMs + Number(fraction.slice(0, 3).padEnd(3, "0")) - offsetMs;
  return isInRange(instantMs) ? ok(instantMs) : err("timestamp-invalid");
}

/** Writes `YYYY-MM-DDTHH:mm:ss.sssZ`, the only form of an instant in REST. */
export function formatInstant(instantMs: InstantMs): string {
  assert(Number.isSafeInteger(instantMs) && instantMs >= 0, "an instant is a whole number of milliseconds");
  return new Date(instantMs).toISOString();
}

export function isInRange(instantMs: InstantMs): boolean {
  return instantMs >= INSTANT_MIN_MS && instantMs < INSTANT_END_MS;
}

/**
 * Reads `YYYY-MM-DDTHH:mm:ss` as if it were UTC, or null when there is no such day or time of day. The platform reads
 * 30 February as 2 March: what does not come back as it was written does not exist.
 */
export function parseCivil(civil: string): InstantMs | null {
  const ms = Date.parse(`${civil}Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(civil) ? ms : null;
}

function parseOffset(zone: string): number | null {
  if (zone === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
