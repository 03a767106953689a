import { formatInstant, type InstantMs } from "../time/instant.ts";
import { utf8Bytes } from "../text.ts";

/** The bell of one group-buy as a calendar keeps it. */
export interface BellEntry {
  readonly groupBuyId: string;
  /** How often the deadline has moved: a calendar takes the entry with the highest one. */
  readonly revision: number;
  readonly closesAtMs: InstantMs;
  /** When this revision came to be. */
  readonly stampMs: InstantMs;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  /** `moot`: the group-buy ended before its bell. */
  readonly standing: "sure" | "suspended" | "moot";
}

/** RFC 5545, 3.1: octets in a line, without its break. */
const LINE_BYTES_MAXIMUM = 75;
const ALARM_BEFORE = "-PT10M";
const STATUS = { sure: "CONFIRMED", suspended: "TENTATIVE", moot: "CANCELLED" } as const;

/**
 * One event at the deadline, in UTC, with an alarm ten minutes before (RFC 5545, by hand). The same group-buy keeps its
 * UID for ever, and a moved deadline a higher SEQUENCE, so that importing the file again moves the entry.
 */
export function bellFile(bell: BellEntry): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Onebell//The bell//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${bell.groupBuyId}@onebell`,
    `SEQUENCE:${bell.standing === "moot" ? bell.revision + 1 : bell.revision}`,
    `DTSTAMP:${utc(bell.stampMs)}`,
    `DTSTART:${utc(bell.closesAtMs)}`,
    `SUMMARY:${escaped(bell.summary)}`,
    `DESCRIPTION:${escaped(bell.description)}`,
    `URL:${bell.url}`,
    `STATUS:${STATUS[bell.standing]}`,
    "TRANSP:TRANSPARENT",
    ...(bell.standing === "moot" ? [] : alarm(bell.summary)),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function alarm(words: string): readonly string[] {
  return ["BEGIN:VALARM", "ACTION:DISPLAY", `TRIGGER:${ALARM_BEFORE}`, `DESCRIPTION:${escaped(words)}`, "END:VALARM"];
}

/** "20261201T113000Z": deadlines are whole seconds, and so are calendars. */
function utc(atMs: InstantMs): string {
  return `${formatInstant(atMs).slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/** A long line goes on after a break and a space; no character is cut in two. */
function folded(line: string): string {
  let text = "";
  let bytes = 0;
  for (const character of line) {
    const more = utf8Bytes(character);
    if (bytes + more > LINE_BYTES_MAXIMUM) {
      text += "\r\n ";
      bytes = 1;
    }
    text += character;
    bytes += more;
  }
  return text;
}
