/** The ten paths of the reference tables. One-way times in ms, up and down; round trips are their sum. */
import { exponential, fixed, grants, lognormal, queue, rampsOf, route, stalls, sum } from "./delays.ts";
import type { Conditions, Path } from "./plan.ts";

const QUIET = exponential(0.95);
const RAMP_MS = [6_000, 25_000] as const;
const RAMP_PEAK_MS = [80, 400] as const;

export function fibre(): Pick<Conditions, "up" | "down"> {
  const way = sum(fixed(10), QUIET, stalls(0.004, 15, 90));
  return { up: way, down: way };
}

export function lan(): Pick<Conditions, "up" | "down"> {
  const way = sum(fixed(0.3), exponential(0.12));
  return { up: way, down: way };
}

export function lte(): Pick<Conditions, "up" | "down"> {
  const lost = stalls(0.003, 200, 2_000);
  return {
    up: sum(fixed(24.7), grants(10), lognormal(5.5, 1.4), lost),
    down: sum(fixed(20.8), lognormal(5.5, 1.4), lost),
  };
}

export const PATHS: readonly Path[] = [
  { name: "lan", meet: lan },
  { name: "fibre20", meet: fibre },
  { name: "lte80", meet: lte },
  {
    name: "sat600",
    meet: () => {
      const way = sum(fixed(295), lognormal(6, 0.95), stalls(0.001, 100, 320));
      return { up: way, down: way };
    },
  },
  {
    name: "asym1to3",
    meet: () => ({
      up: sum(fixed(15), exponential(1.2)),
      down: sum(fixed(45), exponential(1.2), stalls(0.003, 15, 60)),
    }),
  },
  {
    name: "bloat",
    meet: (random) => {
      // Other people download more than they upload.
      const uploads = queue(rampsOf(random, { pauseMs: [12_000, 45_000], lengthMs: RAMP_MS, peakMs: RAMP_PEAK_MS }));
      const downloads = queue(rampsOf(random, { pauseMs: RAMP_MS, lengthMs: RAMP_MS, peakMs: RAMP_PEAK_MS }));
      const way = sum(fixed(15), exponential(1));
      return { up: sum(way, uploads), down: sum(way, downloads) };
    },
  },
  {
    name: "tcpstall",
    meet: () => {
      const way = sum(fixed(25), exponential(1.2), stalls(0.03, 200, 2_000));
      return { up: way, down: way };
    },
  },
  {
    name: "handover",
    meet: () => {
      const radio = lognormal(3.2, 1);
      const leg = (beforeMs: number, afterMs: number) =>
        route([
          { fromMs: 0, delay: sum(fixed(beforeMs), radio) },
          { fromMs: 300_000, delay: sum(fixed(afterMs), radio) },
        ]);
      return { up: leg(28, 70), down: leg(28, 25) };
    },
  },
  {
    name: "sleep",
    meet: (random) => {
      const fromMs = random.between(150_000, 200_000);
      const hiddenMs = random.between(320_000, 400_000);
      return {
        ...fibre(),
        device: {
          sleeps: [{ fromMs, untilMs: fromMs + 60_000 }],
          hidden: [{ fromMs: hiddenMs, untilMs: hiddenMs + 100_000 }],
        },
      };
    },
  },
  {
    name: "walljump",
    meet: (random) => ({
      ...fibre(),
      device: {
        wallSteps: [
          { atMs: random.between(150_000, 250_000), stepMs: 3_000 },
          { atMs: random.between(350_000, 450_000), stepMs: -45_000 },
        ],
      },
    }),
  },
];
