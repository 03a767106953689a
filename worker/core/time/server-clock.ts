import { type ClockBound, createClockBound, SKEW_MAX } from "./clock-bound.ts";
import { createProbeSchedule } from "./probe-schedule.ts";
import { createSendForecast } from "./send-forecast.ts";

/** One question and its answer. Local times are of the monotonic clock only; the stamp is the server's, in whole ms. */
export interface Exchange {
  readonly sentMs: number;
  readonly serverMs: number;
  readonly receivedMs: number;
  /** Names the server's clock since its last start: a new epoch may be a step apart from the one before. */
  readonly epoch: string;
}

/**
 * The server's time as an interval. `earliestMs ≤ truth ≤ latestMs` is guaranteed, in every state but `syncing`, as long as
 * - the two clocks differ in rate by at most 100 ppm,
 * - stamps are taken on arrival, rounded down to the millisecond, and never go back within an epoch,
 * - an epoch begins at most 50 ms away from where the one before would be,
 * - the local clock does not stop for less than about 30 ms (a longer stop shows in the next heartbeat), and between the
 *   heartbeats before and after a stop the wall clock is not set.
 * Steps beyond these assumptions that contradict what was proved are found by that: everything is forgotten, `syncing`.
 */
export interface ServerTime {
  readonly earliestMs: number;
  /** The middle of what is possible: half the difference of the luckiest message up and the luckiest down. */
  readonly likelyMs: number;
  readonly latestMs: number;
  /**
   * - `syncing`: provisional; a clock stepped and no exchange has settled it yet
   * - `suspect`: this device may have slept; the interval covers both cases, the next exchange decides
   * - `stale`: a probe has been unanswered for more than 5 s, and nothing else has been heard
   * - `degraded`: known to more than ±100 ms only, or no exchange for two slots, or none in this epoch
   */
  readonly state: "syncing" | "synced" | "degraded" | "stale" | "suspect";
}

/** The client's estimate of the server's clock. Pure: time comes in as arguments, nothing is ever scheduled or read. */
export interface ServerClock {
  exchange(e: Exchange): void;
  /** Any stamped frame that was not asked for: it proves one side only, but for free. */
  stamp(s: { serverMs: number; receivedMs: number; epoch: string }): void;
  /** Call it on every animation frame, before `at`: it finds sleep, steps of the wall clock, and hidden tabs. */
  heartbeat(h: { monotonicMs: number; wallMs: number; visible: boolean }): void;
  /** Null before the first exchange, and after a step until there is a new one. */
  at(localMs: number): ServerTime | null;
  /** A probe left; unanswered ones are this module's to forget. */
  probeSent(localMs: number): void;
  /** When the next probe should leave, given those sent and answered; ≤ `localMs` means now, null means not while hidden. */
  nextProbeAtMs(localMs: number, deadlineMs: number | null): number | null;
  /** The last local moment to send for a stamp before the deadline, free of path asymmetry; null while unknown. */
  lastSafeSendMs(deadlineMs: number, confidence: number): number | null;
}

/** How far apart two epochs of one server may be. */
const EPOCH_STEP_MS = 50;
/** A stop of the local clock shorter than this passes for noise of the wall clock. */
const PAUSE_MIN_MS = 30;
/** The wall clock is read in whole milliseconds, twice. */
const WALL_GRAIN_MS = 2;
const DEGRADED_HALF_WIDTH_MS = 100;
const STALE_AFTER_MS = 5_000;
/** What browsers round to unless they resist fingerprinting; the caller measures it at start. */
const GRAIN_MS = 0.1;

/** The local clock may have stood still, or else the wall clock was set: an exchange begun after that decides. */
interface Doubt {
  readonly state: "syncing" | "suspect";
  readonly sinceMs: number;
  /** The last probe before the doubt. A clock that stood still may read the same when the first one after it leaves. */
  readonly lastSentMs: number;
  /** The shortest of the pauses that may have been. */
  readonly pauseMs: number;
  /** By how much the upper bound was raised to cover all of them. */
  readonly widenedMs: number;
  /** What was known before. */
  readonly before: ClockBound;
}

interface Beat {
  readonly monotonicMs: number;
  readonly wallMs: number;
  readonly earliestMs: number | null;
}

export function createServerClock({ grainMs = GRAIN_MS }: { grainMs?: number } = {}): ServerClock {
  const schedule = createProbeSchedule();
  const forecast = createSendForecast(grainMs);
  let bound = createClockBound(grainMs);
  let doubt: Doubt | null = null;
  let epoch: string | null = null;
  let lastExchangeMs: number | null = null; // Null in a new epoch too.
  let lastSentMs = -Infinity;
  let unansweredSinceMs: number | null = null;
  let lastBeat: Beat | null = null;

  function enterEpoch(next: string): void {
    if (epoch !== null && epoch !== next) {
      bound.widen(EPOCH_STEP_MS, EPOCH_STEP_MS);
      forecast.clear();
      lastExchangeMs = null;
    }
    epoch = next;
  }

  function forget(): void {
    bound = createClockBound(grainMs);
    forecast.clear();
    lastExchangeMs = null;
  }

  /** A contradiction proves a step, not whose it was nor when: even the exchange that shows it may straddle it. */
  function forgetIfContradicted(localMs: number): boolean {
    if (!bound.isContradicted(localMs)) return false;
    forget();
    const before = createClockBound(grainMs);
    doubt = { state: "syncing", sinceMs: localMs, lastSentMs, pauseMs: 0, widenedMs: 0, before };
    schedule.restart();
    return true;
  }

  function suspectPause(pauseMs: number, beat: Beat, monotonicMs: number): void {
    const marginMs = WALL_GRAIN_MS + (monotonicMs - beat.monotonicMs) * SKEW_MAX;
    bound.widen(0, pauseMs + marginMs);
    doubt = {
      state: doubt?.state ?? "suspect",
      sinceMs: monotonicMs,
      lastSentMs,
      pauseMs: Math.min(pauseMs - marginMs, doubt?.pauseMs ?? Infinity),
      widenedMs: pauseMs + marginMs + (doubt?.widenedMs ?? 0),
      before: doubt?.before ?? lowerBound(beat.earliestMs, beat.monotonicMs),
    };
    schedule.restart();
  }

  function lowerBound(serverMs: number | null, localMs: number): ClockBound {
    const lower = createClockBound(grainMs);
    if (serverMs !== null) lower.proveLower(serverMs, localMs);
    return lower;
  }

  /** Two hypotheses, one exchange begun after either: had this device paused, the server's time would be at least so much. */
  function settle({ sentMs, serverMs, receivedMs }: Exchange, { pauseMs, widenedMs, before }: Doubt): void {
    const alone = createClockBound(grainMs);
    alone.proveUpper(serverMs, sentMs);
    const earliestMs = before.earliestMs(receivedMs);
    const latestMs = alone.latestMs(receivedMs);
    const isNoPause = earliestMs !== null && latestMs !== null && latestMs < earliestMs + pauseMs;
    if (isNoPause) bound.widen(0, -widenedMs);
    else forget();
    doubt = null;
  }

  function at(localMs: number): ServerTime | null {
    const [earliestMs, latestMs] = [bound.earliestMs(localMs), bound.latestMs(localMs)];
    if (earliestMs === null || latestMs === null) return null;
    // In doubt the face goes on as if nothing had happened, greyed; only the bound knows better.
    const likelyMs = Math.max(earliestMs, (earliestMs + latestMs - (doubt?.widenedMs ?? 0)) / 2);
    return { earliestMs, likelyMs, latestMs, state: doubt?.state ?? settledState(localMs, latestMs - earliestMs) };
  }

  function settledState(localMs: number, widthMs: number): ServerTime["state"] {
    if (unansweredSinceMs !== null && localMs - unansweredSinceMs > STALE_AFTER_MS) return "stale";
    const silentMs = localMs - (lastExchangeMs ?? -Infinity);
    return widthMs / 2 > DEGRADED_HALF_WIDTH_MS || silentMs > 2 * schedule.periodMs(localMs) ? "degraded" : "synced";
  }

  return {
    at,

    exchange(e) {
      const { sentMs, serverMs, receivedMs } = e;
      if (!(receivedMs >= sentMs)) return; // Not an exchange at all.
      unansweredSinceMs = null;
      enterEpoch(e.epoch);
      if (doubt !== null && sentMs >= doubt.sinceMs && sentMs > doubt.lastSentMs) settle(e, doubt);

      bound.proveLower(serverMs, receivedMs); // True even if this device slept meanwhile; the other half would not be.
      if (doubt === null) bound.proveUpper(serverMs, sentMs);
      if (forgetIfContradicted(receivedMs)) {
        bound.proveLower(serverMs, receivedMs);
        bound.proveUpper(serverMs, sentMs);
      } else if (doubt === null) {
        forecast.observe(sentMs, serverMs);
        lastExchangeMs = receivedMs;
      }
      schedule.answered(sentMs, halfWidthOf(bound, receivedMs));
    },

    stamp({ serverMs, receivedMs, epoch: stampEpoch }) {
      unansweredSinceMs = null;
      enterEpoch(stampEpoch);
      bound.proveLower(serverMs, receivedMs);
      if (forgetIfContradicted(receivedMs)) bound.proveLower(serverMs, receivedMs);
    },

    heartbeat({ monotonicMs, wallMs, visible }) {
      schedule.show(visible);
      if (lastBeat !== null) {
        const pauseMs = wallMs - lastBeat.wallMs - (monotonicMs - lastBeat.monotonicMs);
        // A jump back was the wall clock for certain, and that is no time base of ours.
        if (pauseMs > PAUSE_MIN_MS) suspectPause(pauseMs, lastBeat, monotonicMs);
      }
      lastBeat = { monotonicMs, wallMs, earliestMs: bound.earliestMs(monotonicMs) };
    },

    probeSent(localMs) {
      unansweredSinceMs ??= localMs;
      lastSentMs = localMs;
      schedule.sent(localMs);
    },

    nextProbeAtMs(localMs, deadlineMs) {
      return schedule.nextAtMs({ localMs, serverMs: at(localMs)?.likelyMs ?? null }, deadlineMs);
    },

    lastSafeSendMs(deadlineMs, confidence) {
      return doubt === null ? forecast.lastSafeSendMs(deadlineMs, confidence) : null;
    },
  };
}

function halfWidthOf(bound: ClockBound, localMs: number): number {
  return ((bound.latestMs(localMs) ?? Infinity) - (bound.earliestMs(localMs) ?? -Infinity)) / 2;
}
