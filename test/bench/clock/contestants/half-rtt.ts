/** Cristian (1989), as most pages do it: half the round trip of the last ping, every 5 s. */
import type { Contestant } from "../page.ts";
import { ask, every, localPlus } from "./probing.ts";

const PERIOD_MS = 5_000;

/** On the wall clock, and every answer counts. */
export const HALF_RTT_WALL = halfRtt("half-rtt-wall", "half RTT, wall clock", Infinity, "wallMs");
/** On the monotonic clock; answers that took more than a second are discarded. */
export const HALF_RTT = halfRtt("half-rtt", "half RTT, ≤ 1 s", 1_000, "monotonicMs");

function halfRtt(id: string, name: string, rttMaximumMs: number, clock: "wallMs" | "monotonicMs"): Contestant {
  return {
    id,
    name,
    start(page) {
      let offsetMs: number | null = null;
      every(page, PERIOD_MS, () => {
        ask(page, page[clock], ({ serverMs, receivedMs, rttMs }) => {
          if (rttMs <= rttMaximumMs) offsetMs = serverMs + rttMs / 2 - receivedMs;
        });
      });
      return { read: () => localPlus(page[clock], offsetMs) };
    },
  };
}
