/** The rule of Snapcast, re-stated: the median of the last 200 half differences, one a second; begun anew after a minute of silence. */
import { quantile, sorted } from "../figures.ts";
import type { Contestant } from "../page.ts";
import { ask, every, localPlus } from "./probing.ts";

const PERIOD_MS = 1_000;
const KEPT = 200;
const SILENCE_MS = 60_000;

export const MEDIAN: Contestant = {
  id: "median",
  name: "median of 200",
  start(page) {
    let offsets: readonly number[] = [];
    let medianMs: number | null = null;
    let heardMs = -Infinity;
    every(page, PERIOD_MS, () => {
      ask(page, page.monotonicMs, ({ offsetMs, receivedMs }) => {
        const isNew = receivedMs - heardMs > SILENCE_MS;
        offsets = [...(isNew ? [] : offsets), offsetMs].slice(-KEPT);
        medianMs = quantile(sorted(offsets), 0.5);
        heardMs = receivedMs;
      });
    });
    return { read: () => localPlus(page.monotonicMs, medianMs) };
  },
};
