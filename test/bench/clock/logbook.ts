/** What one session showed, compared with the truth. Truth comes from the world alone, never from a contestant. */
import type { Reading } from "./page.ts";
import { SAMPLE_MS, SESSION_MS } from "./plan.ts";

const SAMPLES = SESSION_MS / SAMPLE_MS;
/** The first seconds do not count: whoever opens the page has had no time to learn. */
const SETTLED_MS = 10_000;
const GOOD_MS = 10;
/** How long after a sleep a wrong frame is the sleep's fault. */
const AFTER_WAKE_MS = 30_000;
/** Doubles of this size have a grain of 0.0002 ms. */
const ROUNDING_MS = 0.001;

export interface Look {
  /** Its place on the grid of visible samples; null for a look beside it, which checks the bound only. */
  readonly sample: number | null;
  readonly atMs: number;
  readonly truthMs: number;
  readonly reading: Reading | null;
  /** Since when the authority's clock has run evenly. */
  readonly evenSinceMs: number;
  /** When the device last did what no clock of its own shows. */
  readonly riddleMs: number;
  readonly sinceWakeMs: number;
}

/** Plain data, so that it can travel between threads. */
export interface Logbook {
  messages: number;
  bytes: number;
  /** Shown minus true, for every visible sample; NaN in the first 10 s, and for samples that are greyed or dark. */
  readonly errorsMs: Float32Array;
  /** Half of the bound claimed, for the same samples. */
  readonly halfWidthsMs: Float32Array;
  /** Visible samples after the first 10 s; of those, greyed or empty ones, and those of steps not heard of yet. */
  samples: number;
  greyed: number;
  dark: number;
  /** Looks that claimed a bound, and those it was wrong at. */
  claims: number;
  violations: number;
  /** Wrong claims before any client could have heard of the step behind them. */
  unknowable: number;
  /** Frames shown after a sleep that were wrong by more than they claimed. */
  wrongAfterWake: number;
  /** The first visible sample with an error below 10 ms, or null. */
  firstGoodMs: number | null;
}

export interface Recorder {
  readonly book: Logbook;
  carried(bytes: number): void;
  heard(answer: { readonly sentMs: number; readonly stampedMs: number }): void;
  note(look: Look): void;
}

export function createRecorder(): Recorder {
  let heardSentMs = -Infinity;
  let heardStampedMs = -Infinity;

  const book: Logbook = {
    messages: 0,
    bytes: 0,
    errorsMs: new Float32Array(SAMPLES).fill(NaN),
    halfWidthsMs: new Float32Array(SAMPLES).fill(NaN),
    samples: 0,
    greyed: 0,
    dark: 0,
    claims: 0,
    violations: 0,
    unknowable: 0,
    wrongAfterWake: 0,
    firstGoodMs: null,
  };
  return {
    book,
    carried(bytes) {
      book.messages += 1;
      book.bytes += bytes;
    },
    heard({ sentMs, stampedMs }) {
      heardSentMs = Math.max(heardSentMs, sentMs);
      heardStampedMs = Math.max(heardStampedMs, stampedMs);
    },
    note(look) {
      checkBound(look);
      if (look.sample !== null) sample(look.sample, look);
    },
  };

  /** No client can know of a step before it has heard from the authority after it. */
  function isKnowable({ evenSinceMs, riddleMs }: Look): boolean {
    return heardStampedMs >= evenSinceMs && heardSentMs >= riddleMs;
  }

  function checkBound(look: Look): void {
    const { truthMs, reading, sinceWakeMs } = look;
    if (reading?.earliestMs === undefined || reading.latestMs === undefined || reading.isSyncing) return;
    book.claims += 1;
    const isHeld = reading.earliestMs <= truthMs + ROUNDING_MS && truthMs <= reading.latestMs + ROUNDING_MS;
    if (isHeld) return;
    if (!isKnowable(look)) {
      book.unknowable += 1;
      return;
    }
    book.violations += 1;
    const shownHalfMs = Math.ceil((reading.latestMs - reading.earliestMs) / 2);
    const isWrong = Math.abs(reading.likelyMs - truthMs) > shownHalfMs;
    if (isWrong && sinceWakeMs < AFTER_WAKE_MS) book.wrongAfterWake += 1;
  }

  function sample(index: number, look: Look): void {
    const { atMs, truthMs, reading } = look;
    const isShown = reading !== null && !reading.isGreyed;
    const errorMs = isShown ? reading.likelyMs - truthMs : NaN;
    if (Math.abs(errorMs) < GOOD_MS) book.firstGoodMs ??= atMs;
    if (atMs < SETTLED_MS) return;
    book.samples += 1;
    if (!isShown) {
      book.greyed += 1;
      return;
    }
    if (!isKnowable(look)) {
      book.dark += 1;
      return;
    }
    book.errorsMs[index] = errorMs;
    if (reading.earliestMs !== undefined && reading.latestMs !== undefined)
      book.halfWidthsMs[index] = (reading.latestMs - reading.earliestMs) / 2;
  }
}
