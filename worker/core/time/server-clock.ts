import { type Arrival, createClockBound } from "./clock-bound.ts";
import { createClockPoint } from "./clock-point.ts";
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
 * - the rates of the two clocks differ by at most 100 ppm, and that difference changes by at most 0.03 ppm a second,
 * - stamps are taken on arrival, rounded down to the millisecond, and never go back within an epoch,
 * - an epoch is one clock that runs evenly, and begins at most 50 ms away from where the one before would be,
 * - the local clock does not stop for less than about 15 ms, and half a millisecond more for each second between the two
 *   heartbeats around it (a longer stop shows in the second one), and the wall clock is not set between those two.
 * Steps beyond these assumptions that contradict what was proved are found by that: everything is forgotten, `syncing`.
 * docs/clock.md has the reasoning.
 */
export interface ServerTime {
  readonly earliestMs: number;
  /** Half way between the luckiest message up and the luckiest down: off by half the difference of the two ways. */
  readonly likelyMs: number;
  readonly latestMs: number;
  /**
   * - `syncing`: provisional; a clock stepped and no exchange has settled it yet
   * - `suspect`: this device may have slept, or an epoch has begun; the interval covers it, the next exchange decides
   * - `stale`: a probe has been unanswered for more than 5 s, and nothing else has been heard
   * - `degraded`: known to more than ±100 ms only, or no exchange for two slots
   */
  readonly state: "syncing" | "synced" | "degraded" | "stale" | "suspect";
}

/** The client's estimate of the server's clock. Pure: time comes in as arguments, nothing is ever scheduled or read. */
export interface ServerClock {
  exchange(e: Exchange): void;
  /** Any stamped frame that was not asked for: it proves one side only, but for free. */
  stamp(s: { serverMs: number; receivedMs: number; epoch: string }): void;
  /** Call it before every look and every frame that came in: it finds sleep, steps of the wall clock, and hidden tabs. */
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
export const EPOCH_STEP_MS = 50;
/** The first frame of an epoch that seems to be older than this was not late: the clock was set back. */
const LATE_MAXIMUM_MS = 1_000;
/** A stop of the local clock shorter than this passes for noise of the wall clock. */
const PAUSE_MIN_MS = 15;
/** The wall clock is read in whole milliseconds, twice, and may be slewed in between. */
const WALL_GRAIN_MS = 2;
const WALL_SLEW = 5e-4;
const DEGRADED_HALF_WIDTH_MS = 100;
const STALE_AFTER_MS = 5_000;
/** What browsers round to unless they resist fingerprinting; the caller measures it at start. */
const GRAIN_MS = 0.1;

/** A clock may have stepped: an exchange begun after that decides. */
interface Doubt {
  readonly state: "syncing" | "suspect";
  readonly sinceMs: number;
  /** The last probe before the doubt. A clock that stood still may read the same when the first one after it leaves. */
  readonly lastSentMs: number;
  /** For how long ours may have stood still, give or take; null after several pauses: nobody knows which of them were. */
  readonly pauseMs: number | null;
  readonly noiseMs: number;
}

interface Beat {
  readonly monotonicMs: number;
  readonly wallMs: number;
  /** Two hypotheses stood. */
  readonly isTorn: boolean;
}

export function createServerClock({ grainMs = GRAIN_MS }: { grainMs?: number } = {}): ServerClock {
  const bound = createClockBound(grainMs);
  const point = createClockPoint();
  const forecast = createSendForecast();
  const schedule = createProbeSchedule();
  let doubt: Doubt | null = null;
  let epoch: string | null = null;
  let epochBefore: string | null = null;
  let newestStampMs = -Infinity;
  let isSetBack = false;
  let lastExchangeMs: number | null = null; // Null in a new epoch too.
  let lastSentMs = -Infinity;
  let unansweredSinceMs: number | null = null;
  let lastBeat: Beat | null = null;

  /** False for a frame of the epoch before, overtaken by one of this. */
  function enterEpoch(next: string, { serverMs, receivedMs }: Arrival): boolean {
    if (next === epochBefore && serverMs <= newestStampMs) return false;
    if (next !== epoch) {
      if (epoch !== null) {
        isSetBack = (bound.spanAt(receivedMs)?.[0] ?? -Infinity) - serverMs > LATE_MAXIMUM_MS;
        bound.mayHaveStepped(EPOCH_STEP_MS);
        point.distrust();
        forecast.clear();
        lastExchangeMs = null;
      }
      [epochBefore, epoch, newestStampMs] = [epoch, next, -Infinity];
    }
    newestStampMs = Math.max(newestStampMs, serverMs);
    return true;
  }

  function suspectPause(pauseMs: number, noiseMs: number, since: Beat, localMs: number): void {
    const isKnown = bound.mayHavePaused(pauseMs, noiseMs);
    if (isKnown) point.forgetSince(since.monotonicMs);
    else point.forget();
    doubt = {
      state: doubt?.state ?? (isKnown ? "suspect" : "syncing"),
      sinceMs: localMs,
      lastSentMs,
      pauseMs: !since.isTorn && doubt === null ? pauseMs : null,
      noiseMs,
    };
    schedule.restart();
  }

  function pauseIsProved(): void {
    forecast.clear();
    const { pauseMs, noiseMs } = doubt ?? { pauseMs: null, noiseMs: 0 };
    if (pauseMs === null) point.forget();
    else point.shift(pauseMs, noiseMs);
  }

  /** A contradiction proves a step, not whose it was nor when: even the exchange that shows it may straddle it. */
  function startOver(localMs: number): void {
    point.forget();
    forecast.clear();
    lastExchangeMs = null;
    doubt = { state: "syncing", sinceMs: localMs, lastSentMs, pauseMs: null, noiseMs: 0 };
    schedule.restart();
  }

  function at(localMs: number): ServerTime | null {
    const offsetMs = point.offsetAt(localMs);
    const span = bound.spanAt(localMs);
    if (offsetMs === null || span === null) return null;
    const [earliestMs] = span;
    const latestMs = Math.max(...span); // Of an interval of a few billionths either end may come first.
    // In doubt the face goes on as if nothing had happened, greyed; only the bound knows better.
    const likelyMs = Math.min(Math.max(localMs + offsetMs, earliestMs), latestMs);
    return { earliestMs, likelyMs, latestMs, state: stateAt(localMs, latestMs - earliestMs) };
  }

  function stateAt(localMs: number, widthMs: number): ServerTime["state"] {
    if (doubt !== null) return doubt.state;
    if (lastExchangeMs === null) return isSetBack ? "syncing" : "suspect";
    if (unansweredSinceMs !== null && localMs - unansweredSinceMs > STALE_AFTER_MS) return "stale";
    const isSilent = localMs - lastExchangeMs > 2 * schedule.periodMs(localMs);
    return widthMs / 2 > DEGRADED_HALF_WIDTH_MS || isSilent ? "degraded" : "synced";
  }

  return {
    at,

    exchange(e) {
      const { sentMs, serverMs, receivedMs } = e;
      if (!(receivedMs >= sentMs && Number.isFinite(serverMs))) return; // Not an exchange at all.
      unansweredSinceMs = null;
      const isFirstOfEpoch = lastExchangeMs === null || e.epoch !== epoch;
      if (!enterEpoch(e.epoch, e)) return;

      const straddles = doubt !== null && (sentMs < doubt.sinceMs || sentMs <= doubt.lastSentMs);
      // Begun after the doubt arose, or the first of an epoch, it cannot straddle the step that it shows.
      const isWhole = doubt === null ? isFirstOfEpoch : !straddles;
      const verdict = bound.answered(e, sentMs, isWhole);
      if (verdict === "paused") pauseIsProved();
      if (verdict === "contradicted") startOver(receivedMs);
      else if (bound.isTorn && isWhole) {
        bound.settle();
        point.forget(); // A pause shorter than the round trip: what was lucky before may be off by it.
      }
      if (isWhole) doubt = null;

      if (doubt === null || verdict === "contradicted") point.exchange(e);
      const [earliestMs, latestMs] = bound.spanAt(receivedMs) ?? [-Infinity, Infinity];
      const isProbe = schedule.answered(sentMs, (latestMs - earliestMs) / 2);
      if (doubt === null) {
        forecast.observe(sentMs, serverMs, isProbe);
        lastExchangeMs = receivedMs;
      }
    },

    stamp({ serverMs, receivedMs, epoch: stampEpoch }) {
      if (!Number.isFinite(serverMs)) return;
      unansweredSinceMs = null;
      if (!enterEpoch(stampEpoch, { serverMs, receivedMs })) return;
      const verdict = bound.arrived({ serverMs, receivedMs });
      if (verdict === "paused") pauseIsProved();
      if (verdict === "contradicted") startOver(receivedMs);
    },

    heartbeat({ monotonicMs, wallMs, visible }) {
      schedule.show(visible);
      if (lastBeat !== null) {
        const elapsedMs = monotonicMs - lastBeat.monotonicMs;
        const noiseMs = WALL_GRAIN_MS + 2 * grainMs + elapsedMs * WALL_SLEW;
        const pauseMs = wallMs - lastBeat.wallMs - elapsedMs;
        // A jump back was the wall clock for certain, and that is no time base of ours.
        if (pauseMs > PAUSE_MIN_MS + noiseMs) suspectPause(pauseMs, noiseMs, lastBeat, monotonicMs);
      }
      lastBeat = { monotonicMs, wallMs, isTorn: bound.isTorn };
      bound.beat();
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
      return doubt === null ? forecast.lastSafeSendMs(deadlineMs, confidence, point.skewPpm) : null;
    },
  };
}
