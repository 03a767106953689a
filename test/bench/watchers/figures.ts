/** What an object's diary and a crowd's traffic come to. Times in ms of the one clock that this machine has. */

/** After so long a silence the platform lets an object hibernate. */
export const HIBERNATES_AFTER_MS = 10_000;

export interface Traffic {
  readonly messages: number;
  readonly bytes: number;
}

export const NO_TRAFFIC: Traffic = { messages: 0, bytes: 0 };

/** What the object did in a short stretch of time that begins at `atMs`. */
export interface Entry {
  readonly atMs: number;
  readonly events: number;
  readonly workMs: number;
}

/** An object's own record, as the meter of the measured Worker keeps it; entries are in order of time. */
export interface Diary {
  readonly startsAtMs: readonly number[];
  readonly stretchMs: number;
  readonly entries: readonly Entry[];
}

export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface ObjectFigures {
  readonly seconds: number;
  /** Times at which it was called after a silence that lets it hibernate. */
  readonly wakes: number;
  /** Times at which it was made anew: hibernations that did happen. */
  readonly starts: number;
  readonly events: number;
  readonly workShare: number;
  /** The share of time in which it could not have hibernated: what is billed as duration. */
  readonly residency: number;
}

export function figuresOf({ startsAtMs, stretchMs, entries }: Diary, { fromMs, untilMs }: Window): ObjectFigures {
  const isInside = (atMs: number) => atMs >= fromMs && atMs < untilMs;
  const inside = entries.filter(({ atMs }) => isInside(atMs));
  let wakes = 0;
  let residentMs = 0;
  let residentUntilMs = -Infinity;
  for (const { atMs } of entries) {
    if (atMs > residentUntilMs && isInside(atMs)) wakes += 1;
    const untilNextMs = atMs + stretchMs + HIBERNATES_AFTER_MS;
    residentMs += overlap(Math.max(atMs, residentUntilMs), untilNextMs, fromMs, untilMs);
    residentUntilMs = untilNextMs;
  }
  return {
    seconds: (untilMs - fromMs) / 1_000,
    wakes,
    starts: startsAtMs.filter(isInside).length,
    events: inside.reduce((sum, { events }) => sum + events, 0),
    workShare: inside.reduce((sum, { workMs }) => sum + workMs, 0) / (untilMs - fromMs),
    residency: residentMs / (untilMs - fromMs),
  };
}

export function less(after: Traffic, before: Traffic): Traffic {
  return { messages: after.messages - before.messages, bytes: after.bytes - before.bytes };
}

function overlap(aFrom: number, aUntil: number, bFrom: number, bUntil: number): number {
  return Math.max(0, Math.min(aUntil, bUntil) - Math.max(aFrom, bFrom));
}
