/**
 * The clock filter of RFC 5905, section 10, re-stated: of the last eight samples the one with the shortest delay, unless it
 * is older than the one used before. Its bound is the root distance of section 11.1 to a server without errors of its own.
 * A burst of eight at first, then a poll every 16 s.
 */
import type { Contestant, Page } from "../page.ts";
import { ask } from "./probing.ts";

interface Sample {
  readonly offsetMs: number;
  readonly delayMs: number;
  readonly dispersionMs: number;
  readonly atMs: number;
}

const STAGES = 8;
const BURST_PERIOD_MS = 2_000;
const POLL_MS = 16_000;
/** PHI: how fast a clock may drift. */
const DRIFT = 15e-6;
/** What both clocks' readings are rounded to. */
const PRECISION_MS = 1.1;

export const NTP_FILTER: Contestant = {
  id: "ntp-filter",
  name: "RFC 5905 filter",
  start(page) {
    let register: readonly Sample[] = [];
    let used: Sample | null = null;
    let distanceMs = Infinity;
    poll(page, 1, (sample) => {
      register = [sample, ...register].slice(0, STAGES);
      const nearest = register.toSorted((a, b) => a.delayMs - b.delayMs);
      const best = nearest[0];
      if (best === undefined || (used !== null && best.atMs <= used.atMs)) return;
      used = best;
      distanceMs = best.delayMs / 2 + dispersionMs(nearest, sample.atMs) + jitterMs(nearest, best);
    });
    return {
      read() {
        if (used === null) return null;
        const localMs = page.monotonicMs();
        const [likelyMs, halfMs] = [localMs + used.offsetMs, distanceMs + (localMs - used.atMs) * DRIFT];
        if (register.length < STAGES) return { likelyMs }; // The RFC would count 16 s for each empty stage.
        return { likelyMs, earliestMs: likelyMs - halfMs, latestMs: likelyMs + halfMs };
      },
    };
  },
};

function poll(page: Page, count: number, onSample: (sample: Sample) => void): void {
  ask(page, page.monotonicMs, ({ offsetMs, rttMs, receivedMs }) => {
    onSample({ offsetMs, delayMs: rttMs, dispersionMs: PRECISION_MS + rttMs * DRIFT, atMs: receivedMs });
  });
  page.later(count < STAGES ? BURST_PERIOD_MS : POLL_MS, () => poll(page, count + 1, onSample));
}

/** Each stage counts half of what the nearer one does. */
function dispersionMs(nearest: readonly Sample[], nowMs: number): number {
  return nearest.reduce(
    (total, sample, stage) => total + (sample.dispersionMs + (nowMs - sample.atMs) * DRIFT) / 2 ** (stage + 1),
    0,
  );
}

function jitterMs(nearest: readonly Sample[], best: Sample): number {
  const squares = nearest.slice(1).map(({ offsetMs }) => (offsetMs - best.offsetMs) ** 2);
  return Math.sqrt(squares.reduce((total, square) => total + square, 0) / Math.max(1, squares.length));
}
