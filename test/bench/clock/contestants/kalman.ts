/**
 * The rule of Sendspin's time filter, re-stated: a Kalman filter of offset and drift, fed every 10 s with the fastest of
 * eight round trips made one after the other. Half of half the round trip counts as a measurement's standard deviation; after
 * a hundred measurements a surprise makes the filter forget faster.
 */
import type { Contestant, Page } from "../page.ts";
import { ask, type RoundTrip } from "./probing.ts";

const BURST = 8;
const PERIOD_MS = 10_000;
const TIMEOUT_MS = 2_000;

const ERROR_SHARE = 0.5;
/** What the offset wanders by itself, as variance per ms. */
const WANDER = 1e-7;
const TRUSTED_AFTER = 100;
const SURPRISE_SHARE = 0.75;
const FORGETTING = 1.001 ** 2;

interface State {
  readonly atMs: number;
  readonly offsetMs: number;
  readonly drift: number;
  readonly count: number;
  /** Covariances: of the offset, of both, of the drift. */
  readonly oo: number;
  readonly od: number;
  readonly dd: number;
}

export const KALMAN: Contestant = {
  id: "kalman",
  name: "Kalman, bursts of 8",
  start(page) {
    let state: State | null = null;
    const again = () => {
      burst(page, BURST, null, (best) => {
        if (best !== null) state = updated(state, best);
      });
      page.later(PERIOD_MS, again);
    };
    again();
    return {
      read() {
        if (state === null) return null;
        const localMs = page.monotonicMs();
        return { likelyMs: localMs + state.offsetMs + state.drift * (localMs - state.atMs) };
      },
    };
  },
};

/** One round trip after the other; one that takes too long is given up. */
function burst(page: Page, left: number, best: RoundTrip | null, onBest: (best: RoundTrip | null) => void): void {
  if (left === 0) {
    onBest(best);
    return;
  }
  let isOver = false;
  const next = (trip: RoundTrip | null) => {
    if (isOver) return;
    isOver = true;
    cancel();
    burst(page, left - 1, trip !== null && (best === null || trip.rttMs < best.rttMs) ? trip : best, onBest);
  };
  const cancel = page.later(TIMEOUT_MS, () => next(null));
  ask(page, page.monotonicMs, next);
}

function updated(state: State | null, { offsetMs, rttMs, receivedMs }: RoundTrip): State {
  const variance = ((ERROR_SHARE * rttMs) / 2) ** 2;
  if (state === null) return { atMs: receivedMs, offsetMs, drift: 0, count: 1, oo: variance, od: 0, dd: 0 };
  const elapsedMs = receivedMs - state.atMs;
  if (elapsedMs <= 0) return state;
  if (state.count === 1) {
    const drift = (offsetMs - state.offsetMs) / elapsedMs;
    const dd = (state.oo + variance) / elapsedMs ** 2;
    return { atMs: receivedMs, offsetMs, drift, count: 2, oo: variance, od: variance / elapsedMs, dd };
  }

  const expectedMs = state.offsetMs + state.drift * elapsedMs;
  const residualMs = offsetMs - expectedMs;
  const isSurprise = state.count >= TRUSTED_AFTER && Math.abs(residualMs) > (SURPRISE_SHARE * rttMs) / 2;
  const scale = isSurprise ? FORGETTING : 1;
  const oo = scale * (state.oo + 2 * state.od * elapsedMs + state.dd * elapsedMs ** 2) + WANDER * elapsedMs;
  const od = scale * (state.od + state.dd * elapsedMs);
  const dd = scale * state.dd;
  const [gainOffset, gainDrift] = [oo / (oo + variance), od / (oo + variance)];
  return {
    atMs: receivedMs,
    offsetMs: expectedMs + gainOffset * residualMs,
    drift: state.drift + gainDrift * residualMs,
    count: state.count + 1,
    oo: (1 - gainOffset) * oo,
    od: (1 - gainOffset) * od,
    dd: dd - gainDrift * od,
  };
}
