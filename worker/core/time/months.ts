import type { InstantMs } from "./instant.ts";
import { instantOf } from "./local-time.ts";

/** A month as people name it: `2026-11`. Its instants follow from the zone they live by. */
export function monthOf(atMs: InstantMs, zone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    ...{ calendar: "gregory", numberingSystem: "latn" },
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}`;
}

/** Its first instant; where clocks go forward over midnight, the first that there is. Null for what is no month. */
export function monthStartMs(month: string, zone: string): InstantMs | null {
  const start = instantOf({ local: `${month}-01T00:00`, zone, fold: 0 });
  if (start.ok) return start.value;
  return start.error.reason === "skipped" ? start.error.instantsMs[1] : null;
}

export function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const [nextYear, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(nextYear).padStart(4, "0")}-${String(next).padStart(2, "0")}`;
}
