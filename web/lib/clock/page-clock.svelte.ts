import { createServerClock, type ServerClock, type ServerTime } from "../../../worker/core/time/server-clock.ts";
import { ClientLogKeeper, recordServerClock } from "./client-log.ts";
import { monotonicMs, wallMs } from "./monotonic.ts";
import { createTicker, type Ticker } from "./ticker.ts";

const HEARTBEAT_MS = 5_000;
/** What most browsers round their monotonic clock to. */
const GRAIN_MS = 0.1;

/** What the chip says: how the time is known, and within which bound. */
export interface Reading {
  readonly state: ServerTime["state"];
  /** Half the guaranteed interval, rounded up; null while nothing is known. */
  readonly boundMs: number | null;
}

/**
 * The server's time on this page. It starts from the stamp in the HTML, is sharpened by the socket, and is counted on the
 * monotonic clock in between. One instance per source of time: a group-buy's own object, or the Worker for lists.
 */
export class PageClock {
  reading = $state.raw<Reading>({ state: "syncing", boundMs: null });
  readonly ticker: Ticker;
  /** What this clock was told, for a dispute; it stays on the device until somebody saves it. */
  readonly log = new ClientLogKeeper({
    grainMs: GRAIN_MS,
    userAgent: navigator.userAgent,
    now: () => ({ monotonicMs: monotonicMs(), wallMs: wallMs() }),
  });
  readonly server: ServerClock = recordServerClock(createServerClock({ grainMs: GRAIN_MS }), this.log);
  /** Until a first exchange the printed stamp is counted on from when this page began. */
  readonly #printed: { readonly nowMs: number; readonly atMs: number };
  #samples = 0;
  #lastSyncMs: number | null = null;
  #roundTripMs: number | null = null;

  constructor(printed: { readonly nowMs: number; readonly epoch: string }, path: string) {
    const receivedMs = monotonicMs();
    this.#printed = { nowMs: printed.nowMs, atMs: receivedMs };
    this.ticker = createTicker({
      now: () => this.now(),
      isHidden: () => document.hidden,
      setTimer: (run, delayMs) => setTimeout(run, delayMs),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>), // the host made it
    });
    const span = requestSpan(path);
    if (span !== null) this.exchange({ ...span, serverMs: Math.floor(printed.nowMs), epoch: printed.epoch });
  }

  /** The likeliest server time now, in ms. */
  now(): number {
    return this.at(monotonicMs())?.likelyMs ?? this.#printed.nowMs + monotonicMs() - this.#printed.atMs;
  }

  at(localMs: number): ServerTime | null {
    return this.server.at(localMs);
  }

  exchange(exchange: { sentMs: number; serverMs: number; receivedMs: number; epoch: string }): void {
    this.server.exchange(exchange);
    this.#samples += 1;
    this.#lastSyncMs = exchange.receivedMs;
    this.#roundTripMs = exchange.receivedMs - exchange.sentMs;
    this.#read();
  }

  stamp(stamp: { serverMs: number; receivedMs: number; epoch: string }): void {
    this.server.stamp(stamp);
    this.#read();
  }

  /** Tells the estimator where both local clocks stand: so it finds sleep, steps of the wall clock and hidden tabs. */
  heartbeat(): void {
    this.server.heartbeat({ monotonicMs: monotonicMs(), wallMs: wallMs(), visible: !document.hidden });
    this.#read();
  }

  /** For the clock sheet and for support. */
  details(): { readonly samples: number; readonly roundTripMs: number | null; readonly sinceSyncMs: number | null } {
    return {
      samples: this.#samples,
      roundTripMs: this.#roundTripMs,
      sinceSyncMs: this.#lastSyncMs === null ? null : monotonicMs() - this.#lastSyncMs,
    };
  }

  /** Follows the life of the page: no timer while hidden, the right face at once when it comes back. */
  start(): () => void {
    const wake = () => {
      this.heartbeat();
      this.ticker.wake();
    };
    const stopHeart = this.ticker.subscribe((nowMs) => {
      this.heartbeat();
      return nowMs + HEARTBEAT_MS;
    });
    document.addEventListener("visibilitychange", wake);
    document.addEventListener("resume", wake);
    addEventListener("pageshow", wake);
    addEventListener("online", wake);
    return () => {
      stopHeart();
      document.removeEventListener("visibilitychange", wake);
      document.removeEventListener("resume", wake);
      removeEventListener("pageshow", wake);
      removeEventListener("online", wake);
    };
  }

  #read(): void {
    const time = this.at(monotonicMs());
    const boundMs = time === null ? null : Math.max(1, Math.ceil((time.latestMs - time.earliestMs) / 2));
    const state = time?.state ?? "syncing";
    const shown = this.reading;
    if (shown.state !== state || shown.boundMs !== boundMs) this.reading = { state, boundMs };
  }
}

/** When this page's data was asked for and answered: the document itself, or the data request of a navigation. */
function requestSpan(path: string): { sentMs: number; receivedMs: number } | null {
  const data = performance
    .getEntriesByType("resource")
    .findLast((entry) => entry.name.includes(`${path === "/" ? "" : path}/__data.json`));
  const entry = data ?? performance.getEntriesByType("navigation")[0];
  if (!(entry instanceof PerformanceResourceTiming) || entry.responseStart === 0) return null;
  return { sentMs: entry.requestStart, receivedMs: entry.responseStart };
}
