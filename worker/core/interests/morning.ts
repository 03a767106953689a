import type { InstantMs } from "../time/instant.ts";
import { instantOf } from "../time/local-time.ts";

const DAY_MS = 86_400_000;

/** The next 7 o'clock of a zone, after `nowMs`; where clocks skip it, the first moment after. An unknown zone is UTC. */
export function nextMorningMs(nowMs: InstantMs, zone: string): InstantMs {
  const candidates = [0, 1, 2].map((days) => morningOf(nowMs + days * DAY_MS, zone));
  return candidates.find((atMs) => atMs > nowMs) ?? nowMs + DAY_MS;
}

/** 7 o'clock of the day on which the instant falls. */
function morningOf(atMs: InstantMs, zone: string): InstantMs {
  const day = dayOf(atMs, zone);
  const morning = day === null ? null : instantOf({ local: `${day}T07:00`, zone, fold: 0 });
  if (morning?.ok === true) return morning.value;
  if (morning?.error.reason === "skipped") return morning.error.instantsMs[1];
  return zone === "UTC" ? atMs : morningOf(atMs, "UTC");
}

function dayOf(atMs: InstantMs, timeZone: string): string | null {
  try {
    const form = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
    const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", form).formatToParts(atMs);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  } catch {
    return null; // Intl throws a RangeError for a zone it does not know.
  }
}
