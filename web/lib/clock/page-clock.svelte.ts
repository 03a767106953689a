import {
  createServerClock,
  type Exchange,
  type ServerClock,
  type ServerTime,
} from "../../../worker/core/time/server-clock.ts";
import type { ClientSent } from "../../../worker/contract/client-sent.ts";
import { ClientLogKeeper, recordServerClock } from "./client-log.ts";
import { ClockTally, sendClockReport } from "./clock-report.ts";
import { correct, type Correction, restAt, waitMs } from "./correction.ts";
import { boundAround, type Glance } from "./ending.ts";
import { display } from "./lead-probe.ts";
import { clockGrainMs, monotonicMs, wallMs } from "./monotonic.ts";
import { requestSpan } from "./request-span.ts";
import { sentAt } from "./sent.ts";
import { createTicker, type Ticker } from "./ticker.ts";

const HEARTBEAT_MS = 5_000;
/** No heartbeat for so long: the page was hidden, frozen, or stood still. */
const AWAY_MS = HEARTBEAT_MS + 2_000;
/** A line that was lost for less is not worth a word. */
const CUT_OFF_AFTER_MS = 5_000;
/** Nobody answers: then the estimate says itself how it stands. */
const CHECKING_MS = 5_000;
const ROUND_TRIPS = 9;

/** What the chip says: how the time is known, and within which bound. */
export interface Reading {
  readonly state: ServerTime["state"];
  /** How far what is shown may be from the truth, rounded up; null while nothing is known. */
  readonly boundMs: number | null;
}

/** Where the one deadline of a page stands, if it has one: it may have passed, or the server has said how it ended. */
export type Ending = "running" | "closing" | "closed";

/**
 * The server's time on this page. It starts from the stamp in the HTML, is sharpened by the socket, and is counted on the
 * monotonic clock in between. One instance per source of time: a group-buy's own object, or the Worker for lists.
 */
export class PageClock {
  reading = $state.raw<Reading>({ state: "syncing", boundMs: null });
  ending = $state.raw<Ending>("running");
  readonly ticker: Ticker;
  /** What this clock was told, for a dispute; it stays on the device until somebody saves it. */
  readonly log = new ClientLogKeeper({
    grainMs: clockGrainMs(),
    userAgent: navigator.userAgent,
    now: () => ({ monotonicMs: monotonicMs(), wallMs: wallMs() }),
  });
  readonly server: ServerClock = recordServerClock(createServerClock({ grainMs: clockGrainMs() }), this.log);
  /** Sends a probe, or what comes closest to it; set by whoever has a way to the server. */
  ask: (() => void) | null = null;
  /** Since when there is no line to the server, as far as its owner knows. */
  cutOffSinceMs: number | null = null;
  /** The last time known, counted on while nothing better is; at first the stamp that the page brought. */
  #known: { readonly serverMs: number; readonly localMs: number };
  /** It was later than the printed stamp when the page had it: true however old the page is. */
  readonly #printed: { readonly serverMs: number; readonly localMs: number };
  #correction: Correction | null = null;
  #beatMs: number | null = null;
  /** Since the page came back, until an exchange begun after that. */
  #checkingSinceMs: number | null = null;
  /** Nobody looks: what stands on a page that is hidden or kept may be old when it is seen again. */
  #isAsleep = false;
  #isAsking = false;
  #samples = 0;
  readonly #tally = new ClockTally();
  #lastSyncMs: number | null = null;
  #roundTripsMs: readonly number[] = [];
  #bestRoundTripMs: number | null = null;

  constructor(printed: { readonly nowMs: number; readonly epoch: string }, path: string) {
    const receivedMs = monotonicMs();
    const serverMs = Math.floor(printed.nowMs);
    this.#printed = this.#known = { serverMs, localMs: receivedMs };
    this.ticker = createTicker({
      look: () => this.#look(),
      waitMs: (advanceMs) => waitMs(this.#correction, monotonicMs(), advanceMs),
      isHidden: () => document.hidden,
      setTimer: (run, delayMs) => setTimeout(run, delayMs),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>), // the host made it
    });
    const span = requestSpan(path);
    if (span !== null) this.exchange({ ...span, serverMs, epoch: printed.epoch });
    else this.stamp({ serverMs, receivedMs, epoch: printed.epoch });
  }

  /** What the page says of the time: that it is being checked before all else, then how the deadline stands, then how well it is known. */
  get state(): Reading["state"] | "closing" | "closed" {
    const { state } = this.reading;
    return state === "syncing" || state === "suspect" || this.ending === "running" ? state : this.ending;
  }

  /** The server's time as this page shows it, in ms. */
  now(): number {
    return this.#shownAt(monotonicMs());
  }

  at(localMs: number): ServerTime | null {
    return this.server.at(localMs);
  }

  /** What a press sends along, looked up right before. */
  sent(): ClientSent | null {
    this.heartbeat();
    return sentAt(this.at(monotonicMs()));
  }

  /** What is known of the instant at which a paint of now is seen. */
  glance(): Glance {
    const { typicalMs, leastMs } = display.lead;
    const localMs = monotonicMs() + typicalMs;
    const time = this.at(localMs);
    const earliestMs = time?.earliestMs ?? this.#printed.serverMs + localMs - this.#printed.localMs;
    const latestMs = time?.latestMs ?? Infinity;
    return { nowMs: this.#shownAt(localMs), earliestMs, latestMs, surelyMs: earliestMs - (typicalMs - leastMs) };
  }

  exchange(exchange: Exchange): void {
    const { sentMs, receivedMs } = exchange;
    this.heartbeat(); // A device that slept meanwhile must be found before the answer is believed.
    this.#tally.compare(exchange, (localMs) => this.at(localMs));
    this.#learn(() => this.server.exchange(exchange));
    const roundTripMs = receivedMs - sentMs;
    this.#samples += 1;
    this.#lastSyncMs = receivedMs;
    this.#roundTripsMs = [...this.#roundTripsMs, roundTripMs].slice(-ROUND_TRIPS);
    this.#bestRoundTripMs = Math.min(roundTripMs, this.#bestRoundTripMs ?? Infinity);
    if (this.#checkingSinceMs !== null && sentMs >= this.#checkingSinceMs) this.#checkingSinceMs = null;
    this.#read();
    this.ticker.check();
  }

  stamp(stamp: { serverMs: number; receivedMs: number; epoch: string }): void {
    this.heartbeat();
    this.#learn(() => this.server.stamp(stamp));
    this.#read();
    this.ticker.check();
  }

  /** Tells the estimator where both local clocks stand, before every look: so it finds sleep, steps of the wall clock, hidden tabs. */
  heartbeat(): void {
    const localMs = monotonicMs();
    const visible = !document.hidden;
    if (visible && this.#beatMs !== null && localMs - this.#beatMs > AWAY_MS) this.#doubt(localMs);
    this.#beatMs = localMs;
    this.#learn(() => this.server.heartbeat({ monotonicMs: localMs, wallMs: wallMs(), visible }));
    this.#read();
  }

  /** There is a new way to the server: to the schedule that is like a page that comes back, and asks for as many probes. */
  renew(): void {
    const beat = { monotonicMs: monotonicMs(), wallMs: wallMs() };
    this.#doubt(beat.monotonicMs);
    this.server.heartbeat({ ...beat, visible: false });
    this.heartbeat();
  }

  /** For the clock sheet, the late hint and support. The rates are parts per million; null where the estimator has none. */
  details() {
    const localMs = monotonicMs();
    const sorted = this.#roundTripsMs.toSorted((a, b) => a - b);
    return {
      samples: this.#samples,
      roundTripMs: sorted[Math.floor(sorted.length / 2)] ?? null,
      lastRoundTripMs: this.#roundTripsMs.at(-1) ?? null,
      bestRoundTripMs: this.#bestRoundTripMs,
      sinceSyncMs: this.#lastSyncMs === null ? null : localMs - this.#lastSyncMs,
      fastByPpm: this.#fastByPpm(localMs),
      lead: display.lead,
    };
  }

  /** Follows the life of the page: no timer while hidden, the right face at once when it comes back. */
  start(): () => void {
    const wake = () => {
      if (document.hidden) return;
      this.#isAsleep = this.#isAsking = false;
      display.begin();
      this.ticker.wake();
    };
    const sleep = () => this.#sleep();
    const turn = () => (document.hidden ? sleep() : wake());
    const stopHeart = this.ticker.subscribe((nowMs) => nowMs + HEARTBEAT_MS); // Every look is a heartbeat.
    display.begin();
    document.addEventListener("visibilitychange", turn);
    document.addEventListener("freeze", sleep);
    document.addEventListener("resume", wake);
    addEventListener("pagehide", sleep);
    addEventListener("pageshow", wake);
    addEventListener("online", wake);
    return () => {
      stopHeart();
      document.removeEventListener("visibilitychange", turn);
      document.removeEventListener("freeze", sleep);
      document.removeEventListener("resume", wake);
      removeEventListener("pagehide", sleep);
      removeEventListener("pageshow", wake);
      removeEventListener("online", wake);
    };
  }

  /** Whatever stands on the page from here on must not claim to be the time when it is seen again. */
  #sleep(): void {
    this.#isAsleep = true;
    const report = this.#tally.take(monotonicMs());
    if (report !== null) sendClockReport(report);
    this.#read();
    this.ticker.paint();
  }

  #doubt(localMs: number): void {
    if (this.ask !== null) this.#checkingSinceMs = localMs;
  }

  #look(): number {
    if (!this.#isAsleep) this.heartbeat();
    return this.#shownAt(monotonicMs() + display.lead.typicalMs);
  }

  #shownAt(localMs: number): number {
    const time = this.at(localMs);
    if (time === null) return this.#known.serverMs + localMs - this.#known.localMs;
    return time.likelyMs - restAt(this.#correction, localMs);
  }

  /** By how much the estimate moves is made good as `correction.ts` says; the first one is no correction. */
  #learn(change: () => void): void {
    const localMs = monotonicMs();
    const before = this.at(localMs);
    change();
    const after = this.at(localMs);
    if (before === null || after === null) this.#correction = null;
    else this.#correction = correct(this.#correction, after.likelyMs - before.likelyMs, localMs);
  }

  #read(): void {
    const localMs = monotonicMs();
    const time = this.at(localMs);
    const nowMs = this.#shownAt(localMs);
    if (time !== null) this.#known = { serverMs: nowMs, localMs };
    if (this.#checkingSinceMs !== null && localMs - this.#checkingSinceMs > CHECKING_MS) this.#checkingSinceMs = null;
    const boundMs = time === null ? null : boundAround(nowMs, time);
    const isChecking = this.#isAsleep || this.#checkingSinceMs !== null;
    const state =
      time === null ? "syncing" : isChecking ? "suspect" : this.#isCutOff(localMs, time) ? "stale" : time.state;
    const before = this.reading;
    if (before.state !== state || before.boundMs !== boundMs) this.reading = { state, boundMs };
    // Not here: a look is what finds that the state has changed, and faces look when they are painted.
    if (before.state !== state) queueMicrotask(() => this.ticker.wake());
    if (!this.#isAsleep) this.#askIf(state === "syncing" || state === "suspect");
  }

  /** What is being checked stays so; what was known is counted on, and said to be. */
  #isCutOff(localMs: number, { state }: ServerTime): boolean {
    const isKnown = state === "synced" || state === "degraded";
    return isKnown && this.cutOffSinceMs !== null && localMs - this.cutOffSinceMs > CUT_OFF_AFTER_MS;
  }

  /** Once, when the time has become uncertain: probes are the schedule's, but it may be armed for much later. */
  #askIf(isUncertain: boolean): void {
    const isNew = isUncertain && !this.#isAsking;
    this.#isAsking = isUncertain;
    if (isNew) this.ask?.();
  }

  #fastByPpm(localMs: number): number | null {
    const [now, later] = [this.at(localMs), this.at(localMs + HEARTBEAT_MS)];
    if (now === null || later === null) return null;
    const ppm = (1 - (later.likelyMs - now.likelyMs) / HEARTBEAT_MS) * 1e6;
    return Math.abs(ppm) < 0.1 ? null : ppm;
  }
}
