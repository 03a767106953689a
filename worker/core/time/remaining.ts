const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const TENTH_MS = 100;
const TENTHS_BELOW_MS = 10_000;
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

export interface FaceOptions {
  readonly kind: "board" | "card";
  /** Reduced motion or calm clock: no tenths. */
  readonly reducedMotion?: boolean;
}

/** One run of characters of the face; numbers have Latin digits in every locale. */
export interface FacePart {
  readonly unit: "days" | "hours" | "minutes" | "seconds" | "tenths" | "literal";
  readonly text: string;
}

export interface Face {
  readonly text: string;
  /** The same in parts, so that a digit can change without its neighbours being drawn again. */
  readonly parts: readonly FacePart[];
  /** How often the face has to be looked at from here on (see `nextExactTickMs`); null when it stands. */
  readonly tickMs: number | null;
}

/**
 * What a countdown shows, as a pure function of the remaining time, so that two screens with one clock show one text.
 * Always rounded up to the unit shown: zero is reached at the deadline, exactly, and never before it.
 *
 * | remaining | board | card |
 * |---|---|---|
 * | 24 h or more | `2d 04:11:09` | `2d 04h` |
 * | 1 h to 24 h | `04:11:09` | `04:11:09` |
 * | 10 s to 1 h | `11:09` | `11:09` |
 * | under 10 s | `00:07.4` (`00:08` with reduced motion) | `00:08` |
 * | none | `00:00` | `00:00` |
 */
export function remainingFace(remainingMs: number, { kind, reducedMotion = false }: FaceOptions): Face {
  const showsTenths = kind === "board" && !reducedMotion && remainingMs > 0 && remainingMs < TENTHS_BELOW_MS;
  const seconds = wholeUnits(remainingMs, SECOND_MS); // A row begins where its rounded value does: 23:59:59.5 reads 1d 00:00:00.
  const parts = showsTenths
    ? tenthsParts(wholeUnits(remainingMs, TENTH_MS))
    : kind === "card" && seconds >= DAY_SECONDS
      ? daysAndHoursParts(wholeUnits(remainingMs, HOUR_MS))
      : clockParts(seconds);
  return {
    text: parts.map(({ text }) => text).join(""),
    parts,
    tickMs: remainingMs > 0 ? tickOf(remainingMs, kind, reducedMotion) : null,
  };
}

/** On a boundary the tick is already that of the row below, or the first change of that row would be missed. */
function tickOf(remainingMs: number, kind: FaceOptions["kind"], reducedMotion: boolean): number {
  if (kind === "card") return remainingMs > DAY_SECONDS * SECOND_MS ? 60_000 : SECOND_MS;
  return remainingMs <= TENTHS_BELOW_MS && !reducedMotion ? TENTH_MS : SECOND_MS;
}

function clockParts(allSeconds: number): FacePart[] {
  const { days, hours, minutes, seconds } = splitSeconds(allSeconds);
  return [
    ...(days > 0 ? [part("days", String(days)), literal("d ")] : []),
    ...(allSeconds >= HOUR_SECONDS ? [part("hours", twoDigits(hours)), literal(":")] : []),
    part("minutes", twoDigits(minutes)),
    literal(":"),
    part("seconds", twoDigits(seconds)),
  ];
}

function daysAndHoursParts(allHours: number): FacePart[] {
  return [
    part("days", String(Math.floor(allHours / 24))),
    literal("d "),
    part("hours", twoDigits(allHours % 24)),
    literal("h"),
  ];
}

function tenthsParts(allTenths: number): FacePart[] {
  return [...clockParts(Math.floor(allTenths / 10)), literal("."), part("tenths", String(allTenths % 10))];
}

export interface RemainingUnits {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** The remaining time for a sentence or a screen reader, rounded up to the second; the catalogue picks units and digits. */
export function spokenRemaining(remainingMs: number): RemainingUnits {
  return splitSeconds(wholeUnits(remainingMs, SECOND_MS));
}

export interface ShownRemaining {
  /** Counts the changes of the deadline: a later deadline is the only thing that may give time back. */
  readonly revision: number;
  readonly remainingMs: number;
}

/** The remaining time to show next: within one revision of the deadline it never climbs; it holds until truth catches up. */
export function monotoneRemaining(shown: ShownRemaining | null, next: ShownRemaining): ShownRemaining {
  return shown?.revision === next.revision && shown.remainingMs < next.remainingMs ? shown : next;
}

function wholeUnits(remainingMs: number, unitMs: number): number {
  return Math.max(0, Math.ceil(remainingMs / unitMs));
}

function splitSeconds(allSeconds: number): RemainingUnits {
  return {
    days: Math.floor(allSeconds / DAY_SECONDS),
    hours: Math.floor((allSeconds % DAY_SECONDS) / HOUR_SECONDS),
    minutes: Math.floor((allSeconds % HOUR_SECONDS) / 60),
    seconds: allSeconds % 60,
  };
}

function part(unit: FacePart["unit"], text: string): FacePart {
  return { unit, text };
}

function literal(text: string): FacePart {
  return part("literal", text);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
