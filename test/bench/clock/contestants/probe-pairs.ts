/**
 * The rule of beatsync, re-stated: two probes 25 ms apart count only if the authority saw them about as far apart, so
 * neither met a queue on its way up; the best of the last sixteen that counted is used. 50 ms apart at first, then every
 * 2.5 s.
 */
import type { Contestant } from "../page.ts";
import { ask, localPlus, type RoundTrip } from "./probing.ts";

const GAP_MS = 25;
const GAP_TOLERANCE_MS = 5;
const KEPT = 16;
const OPENING_PERIOD_MS = 50;
const PERIOD_MS = 2_500;

export const PROBE_PAIRS: Contestant = {
  id: "probe-pairs",
  name: "probe pairs",
  start(page) {
    let pure: readonly RoundTrip[] = [];

    const keep = (trips: readonly RoundTrip[]) => {
      pure = [...pure, ...trips].slice(-KEPT);
    };
    const pair = () => {
      let first: RoundTrip | null = null;
      ask(page, page.monotonicMs, (trip) => (first = trip));
      page.later(GAP_MS, () => {
        ask(page, page.monotonicMs, (second) => {
          if (first !== null && isPure(first, second)) keep([first, second]);
        });
      });
      page.later(pure.length < KEPT ? OPENING_PERIOD_MS : PERIOD_MS, pair);
    };
    pair();

    return {
      read() {
        const [best] = pure.toSorted((a, b) => a.rttMs - b.rttMs);
        return localPlus(page.monotonicMs, best ? best.offsetMs : null);
      },
    };
  },
};

function isPure(first: RoundTrip, second: RoundTrip): boolean {
  const stretchedMs = second.serverMs - first.serverMs - (second.sentMs - first.sentMs);
  return Math.abs(stretchedMs) <= GAP_TOLERANCE_MS;
}
