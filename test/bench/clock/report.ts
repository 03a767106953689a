/** The tables, in the order of docs/benchmarks.md. */
import { arch, cpus, totalmem } from "node:os";
import type { Cost } from "./cost.ts";
import type { Disagreement } from "./disagreement.ts";
import { BYTES_PLAIN, disagreementMissed, GOALS, joinsMissed, type Kind, MESSAGES, missedBy } from "./goals.ts";
import type { JoinScore } from "./joins.ts";
import type { Score } from "./measures.ts";
import { contestantOf } from "./roster.ts";
import { ms, percent, seconds, table } from "./tables.ts";

export interface Results {
  readonly seeds: readonly number[];
  readonly scores: readonly Score[];
  readonly hardScores: readonly Score[];
  readonly disagreements: ReadonlyMap<string, Disagreement>;
  readonly joins: readonly JoinScore[];
  readonly cost: Cost;
}

const KINDS: readonly (readonly [string, Kind, string])[] = [
  ["onebell", "plain", `at most ${MESSAGES.plain} messages and ${BYTES_PLAIN} bytes`],
  ["onebell-dense", "dense", `at most ${MESSAGES.dense} messages`],
];

export function report({ seeds, scores, hardScores, disagreements, joins, cost }: Results): string {
  return [
    `${machine()}; seeds ${seeds[0]}-${seeds.at(-1)}, ${seeds.length} clients a path, 10 minutes each; times in ms.`,
    ...(scores.length > 0 ? overview(scores) : []),
    ...KINDS.flatMap((kind) => goalTable(kind, scores)),
    ...(disagreements.size > 0 ? [section("Two random clients, any two paths"), disagreementTable(disagreements)] : []),
    ...(joins.length > 0
      ? [section("Joins: predicted stamp and last safe moment; the object is awake"), joinTable(joins)]
      : []),
    ...(hardScores.length > 0 ? [section("Harder paths"), hardTable(hardScores)] : []),
    section("Cost"),
    costLine(cost),
  ].join("\n\n");
}

function section(title: string): string {
  return `## ${title}`;
}

function machine(): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} × ${cpu?.model.trim() ?? arch()}, ${memory}, Node ${process.version}`;
}

function overview(scores: readonly Score[]): string[] {
  const matrices: readonly (readonly [string, (score: Score) => string])[] = [
    ["p50", (score) => ms(score.p50Ms)],
    ["p95", (score) => ms(score.p95Ms)],
    ["max after 10 s", (score) => ms(score.maxMs)],
    [
      "p99 / time to the first error < 10 ms (s, median)",
      (score) => `${ms(score.p99Ms)} / ${seconds(score.goodAfterMs)}`,
    ],
  ];
  const bounds = scores.filter((score) => !Number.isNaN(score.boundMs));
  return [
    ...matrices.flatMap(([title, cell]) => [section(title), matrix(scores, cell)]),
    ...(bounds.length > 0
      ? [section("Bound claimed: mean half-width / share of looks outside"), matrix(bounds, boundCell)]
      : []),
  ];
}

function boundCell({ boundMs, violations, claims }: Score): string {
  return `${ms(boundMs)} / ${percent(violations / claims)}`;
}

/** A row for each contestant, a column for each path, and what it cost in the mean. */
function matrix(scores: readonly Score[], cell: (score: Score) => string): string {
  const paths = distinct(scores.map((score) => score.path));
  const rows = distinct(scores.map((score) => score.contestant)).map((id) => {
    const own = scores.filter((score) => score.contestant === id);
    const average = (of: (score: Score) => number) => (own.reduce((sum, s) => sum + of(s), 0) / own.length).toFixed(0);
    const cells = paths.map((path) =>
      own
        .filter((score) => score.path === path)
        .map(cell)
        .join(),
    );
    return [contestantOf(id).name, ...cells, average((score) => score.messages), average((score) => score.bytes)];
  });
  return table(["estimator", ...paths, "messages", "bytes"], rows);
}

function goalTable([id, kind, allowance]: readonly [string, Kind, string], scores: readonly Score[]): string[] {
  const rows = scores.flatMap((score) => {
    const goal = GOALS[score.path];
    if (score.contestant !== id || goal === undefined) return [];
    const { p50Ms, p95Ms, maxMs } = goal[kind];
    return [
      [
        score.path,
        beside(ms(score.p50Ms), ms(p50Ms)),
        beside(ms(score.p95Ms), ms(p95Ms)),
        beside(ms(score.maxMs), maxMs === undefined ? "" : ms(maxMs)),
        beside(ms(score.boundMs), ms(goal.boundMs)),
        beside(seconds(score.goodAfterMs), goal.goodAfterMs === undefined ? "" : seconds(goal.goodAfterMs)),
        String(score.violations),
        String(score.wrongAfterWake),
        percent(score.greyedShare),
        score.messages.toFixed(0),
        score.bytes.toFixed(0),
        verdict(missedBy(score, goal, kind)),
      ],
    ];
  });
  const heads = [
    "path",
    "p50",
    "p95",
    "max",
    "bound",
    "< 10 ms after s",
    "violations",
    "wrong after wake",
    "greyed",
    "messages",
    "bytes",
    "goals",
  ];
  return rows.length > 0 ? [section(`${contestantOf(id).name}, figure (goal), ${allowance}`), table(heads, rows)] : [];
}

function disagreementTable(disagreements: ReadonlyMap<string, Disagreement>): string {
  const rows = [...disagreements].map(([id, apart]) => {
    const kind = KINDS.find(([own]) => own === id)?.[1];
    const goals = kind ? verdict(disagreementMissed(apart, kind)) : "";
    return [contestantOf(id).name, ms(apart.p50Ms), ms(apart.p95Ms), ms(apart.p99Ms), goals];
  });
  return table(["estimator", "p50", "p95", "p99", "goals"], rows);
}

function joinTable(joins: readonly JoinScore[]): string {
  const rows = joins.map((score) => [
    score.path,
    contestantOf(score.contestant).name,
    String(score.joins),
    ms(score.errorP50Ms),
    ms(score.errorP95Ms),
    percent(score.inTimeShare),
    ms(score.slackMs),
    verdict(joinsMissed(score)),
  ]);
  const heads = [
    "path",
    "estimator",
    "joins",
    "predicted − actual p50",
    "p95",
    "safe ones in time",
    "mean slack",
    "goals",
  ];
  return table(heads, rows);
}

function hardTable(scores: readonly Score[]): string {
  const rows = scores.map((score) => [
    score.path,
    contestantOf(score.contestant).name,
    ...[score.p50Ms, score.p95Ms, score.maxMs, score.boundMs].map(ms),
    String(score.violations),
    String(score.wrongAfterWake),
    percent(score.greyedShare),
    percent(score.darkShare),
    score.messages.toFixed(0),
  ]);
  const heads = [
    "path",
    "estimator",
    "p50",
    "p95",
    "max",
    "bound",
    "violations",
    "wrong after wake",
    "greyed",
    "step not heard of yet",
    "messages",
  ];
  return table(heads, rows);
}

function costLine({ updateP50Us, updateMeanUs, updateP99Us, readMeanUs, minifiedBytes, gzippedBytes }: Cost): string {
  const update = `update p50 ${updateP50Us.toFixed(1)} µs, mean ${updateMeanUs.toFixed(1)} µs, p99 ${updateP99Us.toFixed(1)} µs`;
  const time = `${update}; read mean ${readMeanUs.toFixed(1)} µs`;
  return `Estimator: ${time}; ${minifiedBytes} bytes minified, ${gzippedBytes} bytes compressed as well.`;
}

function beside(figure: string, goal: string): string {
  return goal === "" ? figure : `${figure} (${goal})`;
}

function verdict(missed: readonly string[]): string {
  return missed.length === 0 ? "met" : `missed: ${missed.join(", ")}`;
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
