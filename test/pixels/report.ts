/** The table that clock.md asks for, and what stands beside it. */
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { type Change, REFRESH_MS, type Score } from "./score.ts";
import type { Visit } from "./visit.ts";

const HEADS = [
  "path",
  "changes",
  "error p50 / p95 / max",
  "mean",
  "claimed ±",
  "beyond ± alone",
  "zero after the bell",
  "**frames wrong**",
  "pipeline: glass / page",
  "no lead",
  "half RTT",
  "frame + count",
];

export function describeMachine(chromePath: string): string {
  const { stdout } = spawnSync(chromePath, ["--version"], { encoding: "utf8" });
  const [cpu] = cpus();
  const load = loadavg().map((one) => one.toFixed(1));
  return (
    `${cpus().length} cores (${cpu?.model.trim() ?? "?"}), load average ${load.join(" ")}; ${stdout.trim()}, ` +
    `software compositing at ${Math.round(1_000 / REFRESH_MS)} Hz under Xvfb; Node ${process.version}`
  );
}

/** Markdown. Errors are absolute, in ms, at the moment the pixels change; "mean" has its sign: + is late. */
export function tableOf(rows: readonly { readonly visited: Visit; readonly scored: Score }[]): string {
  const lines = rows.map(({ visited, scored: { changes, beyondBound, wrongFrames, bellMs } }) => {
    const pick = (of: (change: Change) => number | null) => changes.map(of).filter((value) => value !== null);
    const three = (of: (change: Change) => number | null) => shares(pick(of).map(Math.abs), [0.5, 0.95, 1]);
    const page = pick(({ leadMs }) => leadMs);
    return [
      visited.path.title,
      String(changes.length),
      `**${three(({ errorMs }) => errorMs)}**`,
      signed(mean(pick(({ errorMs }) => errorMs))),
      shares(
        pick(({ boundMs }) => boundMs),
        [0.5],
      ),
      String(beyondBound),
      bellMs === null ? "–" : bellMs.toFixed(1),
      wrongFrames === 0 ? "0" : `**${wrongFrames}**`,
      `${shares(
        pick(({ pipelineMs }) => pipelineMs),
        [0.5],
      )} / ${shares(page, [0.5])}`,
      three(({ peers }) => peers.noLeadMs),
      three(({ peers }) => peers.halfTripMs),
      three(({ peers }) => peers.countedMs),
    ];
  });
  return [HEADS, HEADS.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What a table has no room for: whether the measurement itself is to be believed. */
export function describeVisit({ path, recorder, relay, log }: Visit, scored: Score): string {
  const { characters, disagreeing, pictures, glyphs } = scored.digits;
  const way = ({ packets, lost, delayP50Ms, delayP95Ms }: Visit["relay"]["up"]) =>
    `${packets} packets, ${lost} lost, ${delayP50Ms ?? "?"} / ${delayP95Ms ?? "?"} ms`;
  return [
    `\n## ${path.title}`,
    `looks every ${recorder.gapP50Ms.toFixed(2)} ms, p99 ${recorder.gapP99Ms.toFixed(2)}, longest ${recorder.gapMaxMs.toFixed(1)}; ` +
      `path up ${way(relay.up)}, down ${way(relay.down)}`,
    `${scored.changes.length} changes judged, ${scored.whileSyncing} while syncing, ${scored.unread} unread pictures; ` +
      `digits read ${characters} (${pictures} pictures of ${glyphs}), against the barcode ${disagreeing}; barcode without digits ${scored.split}`,
    ...(scored.wokeInMs === null
      ? []
      : [`awake again, the picture of before stood for ${scored.wokeInMs.toFixed(0)} ms`]),
    ...log.complaints.map((complaint) => `the page complained: ${complaint}`),
    ...scored.wrong.map((line) => `WRONG ${line}`),
  ].join("\n");
}

function shares(values: readonly number[], parts: readonly number[]): string {
  if (values.length === 0) return "–";
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
  return parts.map((part) => at(part).toFixed(1)).join(" / ");
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
