import { parseArgs } from "node:util";
import { ONEBELL, ONEBELL_DENSE, ONEBELL_FRAMES } from "./clock/contestants/onebell.ts";
import { play } from "./clock/measures.ts";
import { PATHS } from "./clock/paths.ts";
import { ms, percent, seconds, table } from "./clock/tables.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1-40" },
    paths: { type: "string" },
    only: { type: "string" },
    schedule: { type: "string" },
  },
});
const [first = 1, last = first] = values.seeds.split("-").map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i);
const ALL = [ONEBELL, ONEBELL_DENSE, ONEBELL_FRAMES];
const paths = PATHS.filter((path) => !values.paths || values.paths.split(",").includes(path.name));
const only = values.schedule === "dense" ? "onebell dense" : (values.only ?? "onebell");
const contestants = ALL.filter(({ name }) => only.split(",").includes(name));

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
