import { parseArgs } from "node:util";
import { ONEBELL, ONEBELL_DENSE, ONEBELL_FRAMES } from "./clock/contestants/onebell.ts";
import { COUNTED_FRAME, HELD_FRAME } from "./clock/contestants/frames.ts";
import { HALF_RTT, HALF_RTT_WALL } from "./clock/contestants/half-rtt.ts";
import { IRCAM_SYNC } from "./clock/contestants/ircam-sync.ts";
import { KALMAN } from "./clock/contestants/kalman.ts";
import { LOWEST_RTT } from "./clock/contestants/lowest-rtt.ts";
import { MEDIAN } from "./clock/contestants/median.ts";
import { NTP_FILTER } from "./clock/contestants/ntp-filter.ts";
import { PROBE_PAIRS } from "./clock/contestants/probe-pairs.ts";
import { TIMESYNC, TIMESYNC_TUNED } from "./clock/contestants/timesync.ts";
import { play } from "./clock/measures.ts";
import { HARD_PATHS } from "./clock/hard-paths.ts";
import { PATHS } from "./clock/paths.ts";
import { ms, percent, seconds, table } from "./clock/tables.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1-40" },
    paths: { type: "string" },
    only: { type: "string" },
    schedule: { type: "string" },
    hard: { type: "boolean", default: false },
  },
});
const [first = 1, last = first] = values.seeds.split("-").map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i);
const ALL = [
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
const paths = (values.hard ? HARD_PATHS : PATHS).filter(
  (path) => !values.paths || values.paths.split(",").includes(path.name),
);
const only = values.schedule === "dense" ? "onebell-dense" : (values.only ?? "onebell");
const contestants = ALL.filter(({ id }) => only === "all" || only.split(",").includes(id));

const startedMs = performance.now();
const rows = paths.flatMap((path) =>
  contestants.map((contestant) => {
    const { score } = play(path, contestant, seeds);
    return [
      path.name,
      contestant.name,
      ...[score.p50Ms, score.p95Ms, score.p99Ms, score.maxMs, score.boundMs].map(ms),
      String(score.violations),
      String(score.unknowable),
      String(score.wrongAfterWake),
      percent(score.greyedShare),
      score.messages.toFixed(0),
      score.bytes.toFixed(0),
      seconds(score.goodAfterMs),
      score.fingerprint,
    ];
  }),
);
console.log(
  table(
    [
      "path",
      "estimator",
      "p50",
      "p95",
      "p99",
      "max",
      "bound",
      "violations",
      "unknowable",
      "wrong after wake",
      "greyed",
      "messages",
      "bytes",
      "<10 ms after (s)",
      "fingerprint",
    ],
    rows,
  ),
);
console.log(`${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
