import type { Exchange, ServerTime } from "../../../worker/core/time/server-clock.ts";
import type { ClockReport } from "../../../worker/contract/status.ts";

/** A clock that was compared less often says little about a promise. */
const EXCHANGES_MINIMUM = 5;
const REPORT_EVERY_MS = 600_000;
/** A stamp is a whole millisecond, rounded down: the truth lay in the one that it begins. */
const STAMP_MS = 1;

/**
 * How well one page's clock did, for the status page: each answer of the server is held against what the page claimed
 * before it came. Nothing of who looks, at what, or when is in it.
 */
export class ClockTally {
  #exchanges = 0;
  #boundMs = 0;
  /** At the quickest answer: a slow one says more about its way than about the clock. */
  #offMs = 0;
  #quickestMs = Infinity;
  #brokenMs = 0;
  #reportedMs = -Infinity;

  /** @param claimed what the page claimed of an instant on its own clock, before the exchange was taken in */
  compare({ sentMs, serverMs, receivedMs }: Exchange, claimed: (localMs: number) => ServerTime | null): void {
    const [sent, half, received] = [claimed(sentMs), claimed((sentMs + receivedMs) / 2), claimed(receivedMs)];
    if (sent === null || half === null || received === null || !isPromise(received)) return;
    this.#exchanges += 1;
    this.#boundMs = Math.max(received.latestMs - received.likelyMs, received.likelyMs - received.earliestMs);
    if (receivedMs - sentMs <= this.#quickestMs) {
      this.#quickestMs = receivedMs - sentMs;
      this.#offMs = Math.abs(half.likelyMs - serverMs - STAMP_MS / 2);
    }
    const brokenMs = Math.max(sent.earliestMs - (serverMs + STAMP_MS), serverMs - received.latestMs);
    this.#brokenMs = Math.max(this.#brokenMs, brokenMs);
  }

  /** What there is to report when nobody looks any more, and begins anew; null where it would say too little. */
  take(localMs: number): ClockReport | null {
    if (this.#exchanges < EXCHANGES_MINIMUM || localMs - this.#reportedMs < REPORT_EVERY_MS) return null;
    const report = {
      exchanges: this.#exchanges,
      boundUs: microseconds(this.#boundMs),
      offUs: microseconds(this.#offMs),
      brokenUs: microseconds(this.#brokenMs),
    };
    this.#exchanges = this.#offMs = this.#brokenMs = 0;
    this.#quickestMs = Infinity;
    this.#reportedMs = localMs;
    return report;
  }
}

/** Sends it on the way out; a report that is lost is lost. */
export function sendClockReport(report: ClockReport): void {
  navigator.sendBeacon("/api/v1/clock-reports", new Blob([JSON.stringify(report)], { type: "application/json" }));
}

/** While a clock is being checked or counts on alone the page says so, and promises nothing new. */
function isPromise({ state }: ServerTime): boolean {
  return state === "synced" || state === "degraded";
}

function microseconds(ms: number): number {
  return Math.round(Math.min(60_000, Math.max(0, ms)) * 1_000);
}
