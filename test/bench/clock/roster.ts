/** Who takes part, in the order of the tables. */
import { COUNTED_FRAME, HELD_FRAME } from "./contestants/frames.ts";
import { HALF_RTT, HALF_RTT_WALL } from "./contestants/half-rtt.ts";
import { IRCAM_SYNC } from "./contestants/ircam-sync.ts";
import { KALMAN } from "./contestants/kalman.ts";
import { LOWEST_RTT } from "./contestants/lowest-rtt.ts";
import { MEDIAN } from "./contestants/median.ts";
import { NTP_FILTER } from "./contestants/ntp-filter.ts";
import { ONEBELL, ONEBELL_DENSE, ONEBELL_FRAMES } from "./contestants/onebell.ts";
import { PROBE_PAIRS } from "./contestants/probe-pairs.ts";
import { TIMESYNC, TIMESYNC_TUNED } from "./contestants/timesync.ts";
import { HARD_PATHS } from "./hard-paths.ts";
import type { Contestant } from "./page.ts";
import { PATHS } from "./paths.ts";
import type { Path } from "./plan.ts";

export const CONTESTANTS: readonly Contestant[] = [
  HELD_FRAME,
  COUNTED_FRAME,
  HALF_RTT_WALL,
  HALF_RTT,
  TIMESYNC,
  TIMESYNC_TUNED,
  IRCAM_SYNC,
  NTP_FILTER,
  LOWEST_RTT,
  PROBE_PAIRS,
  KALMAN,
  MEDIAN,
  ONEBELL,
  ONEBELL_DENSE,
  ONEBELL_FRAMES,
];

export function contestantOf(id: string): Contestant {
  const found = CONTESTANTS.find((contestant) => contestant.id === id);
  if (found === undefined) throw new Error(`no contestant ${id}; there are ${CONTESTANTS.map((c) => c.id).join(", ")}`);
  return found;
}

export function pathOf(name: string): Path {
  const all = [...PATHS, ...HARD_PATHS];
  const found = all.find((path) => path.name === name);
  if (found === undefined) throw new Error(`no path ${name}; there are ${all.map((path) => path.name).join(", ")}`);
  return found;
}
