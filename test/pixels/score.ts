/** What the glass was wrong by. All of it follows from host times and the group-buy's clock; none from the page's estimate. */
import { readDigits, type DigitFigures } from "./digits.ts";
import { framesOf, type Frame } from "./frames.ts";
import type { Heard, Note } from "./page.ts";
import type { Visit } from "./visit.ts";

/** The glass changes at most so often: what is painted in between is not seen. */
export const REFRESH_MS = 1_000 / 60;
/** What a device may take from waking to its first picture. */
const WAKING_MS = 100;
const DEVICE_IS_UNSURE = "syncing";

/** One change of the digits. Positive errors are late ones: more time shown than there was. */
export interface Change {
  readonly atMs: number;
  readonly text: string;
  readonly errorMs: number;
  readonly boundMs: number;
  /** From the moment the page wrote the text to the moment it was on the glass. */
  readonly pipelineMs: number;
  /** What the page expects of that, where it says so. */
  readonly leadMs: number | null;
  /** What the glass would have been wrong by with other clocks in the page and no lead. */
  readonly peers: {
    readonly noLeadMs: number | null;
    readonly halfTripMs: number | null;
    readonly countedMs: number | null;
  };
}

export interface Score {
  readonly changes: readonly Change[];
  /** Changes while the page said that it does not know the time yet. */
  readonly whileSyncing: number;
  /**
   * How long after the bell zero was on the glass; null if it never was. The page holds the last tenth until the deadline
   * has certainly passed, so this is about twice its bound, and no error.
   */
  readonly bellMs: number | null;
  /** Refreshes of the glass at no moment of which the shown value was right within its bound. */
  readonly wrongFrames: number;
  readonly wrong: readonly string[];
  readonly beyondBound: number;
  /** How long the picture of before stood after the device woke; null if it did not sleep. */
  readonly wokeInMs: number | null;
  readonly unread: number;
  readonly split: number;
  readonly digits: DigitFigures;
}

export function score(visit: Visit): Score {
  const { frames, unread } = framesOf(visit.events, visit.log.notes);
  const shown = frames.filter((frame, i) => frame.note.text !== frames[i - 1]?.note.text);
  const remainingMs = (hostMs: number) => visit.deadlineMs - visit.aheadMs - hostMs;
  const changes: Change[] = [];
  const wrong: string[] = [];
  let [whileSyncing, wrongFrames] = [0, 0];
  let bellMs: number | null = null;

  for (const [i, frame] of shown.entries()) {
    const before = shown[i - 1];
    // Digits that stood when the clock became known were written without it.
    const isAnew = before === undefined || isProvisional(before.note) || slept(visit, before.atMs, frame.atMs);
    if (isUnsure(frame.note) || isAnew) whileSyncing += 1;
    else if (frame.note.tenths > 0) changes.push(changeOf(visit, frame, remainingMs));
    if (frame.note.tenths === 0) bellMs ??= -remainingMs(frame.atMs);
    for (const part of partsOf(visit, frame, shown[i + 1])) {
      const count = wrongRefreshes(part, remainingMs);
      if (count === 0) continue;
      wrongFrames += count;
      wrong.push(
        `${part.note.text} (${part.note.data["clockState"]}, ±${boundOf(part.note)}) from ${remainingMs(part.fromMs).toFixed(1)} ` +
          `to ${remainingMs(part.untilMs).toFixed(1)} ms before the bell: ${count} refreshes`,
      );
    }
  }
  return {
    changes,
    whileSyncing,
    bellMs,
    wrongFrames,
    wrong,
    beyondBound: changes.filter(({ errorMs, boundMs }) => Math.abs(errorMs) > boundMs).length,
    wokeInMs: wokeInMs(visit, frames),
    unread,
    split: shown.slice(1).filter(({ faceChanged }) => !faceChanged).length,
    digits: readDigits(
      visit,
      shown.filter(({ note }) => !isUnsure(note)),
    ),
  };
}

function wokeInMs({ asleep }: Visit, frames: readonly Frame[]): number | null {
  if (asleep === null) return null;
  return (frames.find(({ atMs }) => atMs > asleep.untilMs)?.atMs ?? NaN) - asleep.untilMs;
}

/** A text as it stood under one claim of the page: the claim may change while the text does not. */
interface Part {
  readonly note: Note;
  /** Certainly there from, certainly there until. */
  readonly fromMs: number;
  readonly untilMs: number;
}

function partsOf(visit: Visit, frame: Frame, next: Frame | undefined): Part[] {
  const { notes } = visit.log;
  const claims = notes.slice(frame.index, next?.index).filter(({ text }) => text === frame.note.text);
  const parts = claims.map((note, i) => ({
    note,
    fromMs: i === 0 ? frame.atMs : Math.max(frame.atMs, note.writtenAtMs),
    untilMs: Math.min(next?.afterMs ?? visit.untilMs, claims[i + 1]?.writtenAtMs ?? Infinity),
  }));
  return parts.filter(({ fromMs, untilMs }) => fromMs < untilMs).flatMap((part) => whileAwake(visit, part));
}

/** Nobody looks at a device that sleeps, and waking takes it a moment; then a picture of before counts like any other. */
function whileAwake({ asleep }: Visit, part: Part): Part[] {
  if (asleep === null) return [part];
  const before = { ...part, untilMs: Math.min(part.untilMs, asleep.fromMs) };
  const after = { ...part, fromMs: Math.max(part.fromMs, asleep.untilMs + WAKING_MS) };
  const isIn = part.fromMs < asleep.untilMs + WAKING_MS && asleep.fromMs < part.untilMs;
  return isIn ? [before, after].filter(({ fromMs, untilMs }) => fromMs < untilMs) : [part];
}

function slept({ asleep }: Visit, fromMs: number, untilMs: number): boolean {
  return asleep !== null && fromMs < asleep.untilMs && asleep.fromMs < untilMs;
}

/**
 * A text says "more than the next lower one, at most this one". A refresh is wrong when that was true at no moment of it,
 * not even by the claimed bound.
 */
function wrongRefreshes({ note, fromMs, untilMs }: Part, remainingMs: (hostMs: number) => number): number {
  if (isUnsure(note)) return 0;
  const bound = boundOf(note);
  const [most, least] = [note.tenths * 100, note.tenths * 100 - tickOf(note)];
  const earlyMs = remainingMs(fromMs) - most - bound;
  const lateMs = note.tenths === 0 ? 0 : least - bound - remainingMs(untilMs);
  const refreshes = (ms: number) => Math.max(0, Math.floor(Math.min(ms, untilMs - fromMs) / REFRESH_MS));
  return refreshes(earlyMs) + refreshes(lateMs);
}

function changeOf(visit: Visit, { atMs, afterMs, note }: Frame, remainingMs: (hostMs: number) => number): Change {
  const seenMs = (atMs + afterMs) / 2;
  const pipelineMs = seenMs - note.writtenAtMs;
  const errorMs = note.tenths * 100 - remainingMs(seenMs);
  const lead = Number(note.data["leadMs"] ?? NaN);
  const leadMs = Number.isNaN(lead) ? null : lead;
  const clock = (serverMs: number | null) =>
    serverMs === null ? null : note.writtenAtMs + visit.aheadMs - serverMs + pipelineMs;
  const known = visit.log.heard.filter(({ receivedHostMs }) => receivedHostMs <= note.writtenAtMs);
  return {
    atMs: seenMs,
    text: note.text,
    errorMs,
    boundMs: boundOf(note),
    pipelineMs,
    leadMs,
    peers: {
      noLeadMs: leadMs === null ? null : errorMs + leadMs,
      halfTripMs: clock(halfTrip(known, note.writtenAtMs)),
      countedMs: clock(counted(known, note.writtenAtMs)),
    },
  };
}

/** The server's time by half the round trip of the last answer, counted on. */
function halfTrip(heard: readonly Heard[], hostMs: number): number | null {
  const last = heard.findLast(({ sentMs }) => sentMs !== null);
  if (last === undefined || last.sentMs === null) return null;
  return last.serverMs + (last.receivedMs - last.sentMs) / 2 + hostMs - last.receivedHostMs;
}

/** The server's time by the last frame that had a stamp, as if it had taken no time, counted on. */
function counted(heard: readonly Heard[], hostMs: number): number | null {
  const last = heard.at(-1);
  return last === undefined ? null : last.serverMs + hostMs - last.receivedHostMs;
}

function isUnsure({ data }: Note): boolean {
  return data["clockState"] === DEVICE_IS_UNSURE || (data["boundMs"] ?? "") === "";
}

/** What comes after it puts it right, and is no tick. */
function isProvisional(note: Note): boolean {
  return isUnsure(note) || note.data["clockState"] === "suspect";
}

function boundOf({ data }: Note): number {
  return Number(data["boundMs"] ?? NaN);
}

function tickOf({ data }: Note): number {
  return data["format"] === "tenths" ? 100 : 1_000;
}
