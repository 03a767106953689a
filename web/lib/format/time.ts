/** Absolute moments, always in a named zone. Formatters are kept: making one costs more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Digits as on the board, and the calendar that deadlines are agreed in, in every language. */
const PLAIN = { numberingSystem: "latn", calendar: "gregory" } as const;

function format(locale: string, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...PLAIN, ...options });
  formats.set(key, made);
  return made;
}

/** "Sunday 22 November, 12:30:00". */
export function formatMoment(atMs: number, locale: string, zone: string): string {
  const day = format(locale, zone, "day", { weekday: "long", day: "numeric", month: "long" });
  return joined(inOrder(day, atMs), formatClock(atMs, locale, zone), locale);
}

/** "Sunday 22 November, 12:30:00 (UTC+01:00)": where money or a deadline hangs on it, the zone stands beside it. */
export function formatDue(atMs: number, locale: string, zone: string): string {
  return `${formatMoment(atMs, locale, zone)} (${formatOffset(atMs, zone)})`;
}

/** "22 Nov, 12:30". */
export function formatShort(atMs: number, locale: string, zone: string): string {
  const day = format(locale, zone, "short day", { day: "numeric", month: "short" });
  const minutes = format(locale, zone, "minutes", { hour: "2-digit", minute: "2-digit" });
  return joined(inOrder(day, atMs), minutes.format(atMs), locale);
}

/** "22 November 2026". */
export function formatDay(atMs: number, locale: string, zone: string): string {
  return inOrder(format(locale, zone, "date", { day: "numeric", month: "long", year: "numeric" }), atMs);
}

/** "November 2026" of "2026-11". */
export function formatMonth(month: string, locale: string): string {
  return format(locale, "UTC", "month", { month: "long", year: "numeric" }).format(Date.parse(`${month}-15T00:00:00Z`));
}

/** "12:30:00". */
export function formatClock(atMs: number, locale: string, zone: string): string {
  return format(locale, zone, "clock", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(atMs);
}

/** "12:29:59.688": for stamps and receipts. */
export function formatStamp(atMs: number, locale: string, zone: string): string {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 } as const;
  return format(locale, zone, "stamp", options).format(atMs);
}

/** "22 Nov, 12:29:59.688": a stamp that stands beside stamps of other days. */
export function formatDatedStamp(atMs: number, locale: string, zone: string): string {
  const day = format(locale, zone, "short day", { day: "numeric", month: "short" });
  return joined(inOrder(day, atMs), formatStamp(atMs, locale, zone), locale);
}

/** "UTC+01:00", so that a local time can be told from its neighbour across a change of clocks. */
export function formatOffset(atMs: number, zone: string): string {
  const part = format("en", zone, "offset", { timeZoneName: "longOffset" })
    .formatToParts(atMs)
    .find(({ type }) => type === "timeZoneName");
  // One ICU writes "GMT" where another writes "GMT+00:00", and a page is made by one and shown by the other.
  return part?.value.replace("GMT", "UTC").replace("+00:00", "") ?? "UTC";
}

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/**
 * A day and a clock with what the language puts between them: ", ", "، " or a space. It is taken from ICU's own short form,
 * which every ICU writes alike; the long ones say "at" in one and a comma in the next.
 */
function joined(day: string, clock: string, locale: string): string {
  const parts = format(locale, "UTC", "joined", { day: "numeric", month: "short", hour: "2-digit" }).formatToParts(0);
  const between = parts[parts.findIndex(({ type }) => type === "hour") - 1]?.value ?? "";
  return `${day}${/[^\p{L}]+$/u.exec(between)?.[0] ?? ", "}${clock}`;
}

/** English writes "Sunday 22 November"; ICU inserts a comma that the board has no room for. */
function inOrder(formatter: Intl.DateTimeFormat, atMs: number): string {
  if (!formatter.resolvedOptions().locale.startsWith("en")) return formatter.format(atMs);
  const parts = formatter.formatToParts(atMs);
  const order = ["weekday", "day", "month", "year"];
  return order.flatMap((type) => parts.filter((part) => part.type === type).map((part) => part.value)).join(" ");
}
