import { err, ok, type Result } from "../result.ts";
import { type InstantMs, isInRange, parseCivil } from "./instant.ts";

/** A time as a person typed it: `YYYY-MM-DDTHH:mm` with or without seconds, and the zone they live by. */
export interface LocalTime {
  readonly local: string;
  /** IANA name, like Europe/Berlin. */
  readonly zone: string;
  /** Which of two, where clocks go back and a time happens twice: 0 the earlier, 1 the later. Otherwise without meaning. */
  readonly fold?: 0 | 1;
}

/** Why a local time is no instant. `instantsMs` are the two to offer instead. */
export type LocalTimeRefusal = { readonly code: "timestamp-invalid" } & LocalTimeReason;

type LocalTimeReason =
  | { readonly reason: "malformed" | "zone-unknown" }
  /** Clocks went forward over it: the last second before the gap, the first after. */
  | { readonly reason: "skipped"; readonly instantsMs: readonly [InstantMs, InstantMs] }
  /** Clocks went back over it and no fold was given: the earlier, the later. */
  | { readonly reason: "repeated"; readonly instantsMs: readonly [InstantMs, InstantMs] };

const LOCAL = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?$/;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/**
 * Turns a local time into an instant, once and for ever (T1): when the rules of the zone change later, the instant stays
 * and only its wall time moves. Nothing is guessed: a skipped or repeated time is answered with the two instants that
 * could have been meant.
 */
export function instantOf({ local, zone, fold }: LocalTime): Result<InstantMs, LocalTimeRefusal> {
  const [, minute, second = ":00"] = LOCAL.exec(local) ?? [];
  const wallMs = minute === undefined ? null : parseCivil(minute + second);
  if (wallMs === null || !isInRange(wallMs)) return refuse({ reason: "malformed" });
  const offsetAt = offsetsOf(zone);
  if (offsetAt === null) return refuse({ reason: "zone-unknown" });

  // A day to each side is beyond any one change of clocks, and no zone changes twice in two days.
  const [oldOffset, newOffset] = [offsetAt(wallMs - DAY_MS), offsetAt(wallMs + DAY_MS)];
  const [byOldRule, byNewRule] = [wallMs - oldOffset, wallMs - newOffset];
  const [oldHolds, newHolds] = [offsetAt(byOldRule) === oldOffset, offsetAt(byNewRule) === newOffset];

  if (oldHolds && newHolds && byOldRule !== byNewRule) {
    if (fold !== undefined) return ok(fold === 0 ? byOldRule : byNewRule);
    return refuse({ reason: "repeated", instantsMs: [byOldRule, byNewRule] });
  }
  if (oldHolds) return ok(byOldRule);
  if (newHolds) return ok(byNewRule);

  // In a gap the new rule points before the change and the old rule behind it.
  const changeMs = changeBetween(byNewRule, byOldRule, offsetAt);
  return refuse({ reason: "skipped", instantsMs: [changeMs - SECOND_MS, changeMs] });
}

function refuse(reason: LocalTimeReason): Result<InstantMs, LocalTimeRefusal> {
  return err({ code: "timestamp-invalid", ...reason });
}

/** What the zone adds to UTC at an instant, in milliseconds; null for a zone the platform does not know. */
function offsetsOf(zone: string): ((instantMs: InstantMs) => number) | null {
  const formatter = formatterOf(zone);
  if (formatter === null) return null;
  return (instantMs) => {
    const field = Object.fromEntries(
      formatter.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instantMs / SECOND_MS) * SECOND_MS;
  };
}

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = "numeric";
  try {
    return new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return null; // Intl throws a RangeError for a zone it does not know.
  }
}

/** The instant, exact to the second, at which the offset changes in (lowMs, highMs]. */
function changeBetween(lowMs: InstantMs, highMs: InstantMs, offsetAt: (instantMs: InstantMs) => number): InstantMs {
  const lastOffset = offsetAt(highMs);
  let [low, high] = [lowMs / SECOND_MS, highMs / SECOND_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * SECOND_MS) === lastOffset) high = middle;
    else low = middle;
  }
  return high * SECOND_MS;
}
