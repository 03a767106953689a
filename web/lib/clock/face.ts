import { remainingFace } from "../../../worker/core/time/remaining.ts";
import { CALM_SHOWS_BELOW_MS, type Calm } from "./setting.ts";

export interface FaceText {
  /** "2d", or "" below a day. */
  readonly days: string;
  readonly digits: string;
  /** Chooses the size, so that every form fits the same box. */
  readonly format: "ms" | "hms" | "dhms" | "dh" | "tenths" | "calm" | "hidden";
  /** How long the text stays true at most. Null at zero: nothing more will change. */
  readonly tickMs: number | null;
}

export interface FaceSetting {
  readonly kind: "board" | "card";
  readonly calm: Calm;
  readonly reducedMotion: boolean;
}

const MINUTE_MS = 60_000;

/** What a face shows for a remaining time, under the visitor's clock setting. */
export function faceText(remainingMs: number, setting: FaceSetting): FaceText {
  if (setting.calm === "hidden" && remainingMs > CALM_SHOWS_BELOW_MS) {
    return { days: "", digits: "", format: "hidden", tickMs: MINUTE_MS };
  }
  if (setting.calm === "minute" && remainingMs > 0) return calmText(remainingMs);
  const face = remainingFace(remainingMs, {
    kind: setting.kind,
    reducedMotion: setting.reducedMotion || setting.calm !== "second",
  });
  const space = face.text.indexOf(" ");
  const days = space < 0 ? "" : face.text.slice(0, space);
  const digits = face.text.slice(space + 1);
  return { days, digits, format: formatOf(days, digits), tickMs: remainingMs <= 0 ? null : face.tickMs };
}

/** Exactly the text that is seen, for machines: "2d 04:11:09"; nothing where the face is hidden. */
export function shownText({ days, digits }: FaceText): string {
  return days === "" ? digits : `${days} ${digits}`;
}

function formatOf(days: string, digits: string): FaceText["format"] {
  if (days !== "") return digits.includes(":") ? "dhms" : "dh";
  if (digits.includes(".")) return "tenths";
  return digits.split(":").length === 3 ? "hms" : "ms";
}

/** Rounded up to minutes, in words of one letter: it cannot be mistaken for minutes and seconds. */
function calmText(remainingMs: number): FaceText {
  const minutes = Math.ceil(remainingMs / MINUTE_MS);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const digits = days > 0 ? `${hours}h` : hours > 0 ? `${hours}h ${rest}m` : `${rest}m`;
  return { days: days > 0 ? `${days}d` : "", digits, format: "calm", tickMs: MINUTE_MS };
}
