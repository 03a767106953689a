/**
 * `npm run bench:interests [-- --docs FILE … --interests 100000 --demands 500]`: how long it takes until a demand has found
 * everybody who waits for it, among a hundred thousand interests, by the product's own way: arrival, index, keys,
 * verification, matches kept. Beside it the same by looking at every interest, which must find the same. Titles are those
 * of the files (docs/benchmarks.md tells their form); without one they are invented by Zipf's law.
 */
import { parseArgs } from "node:util";
import { ms, table } from "./clock/tables.ts";
import { createDice, demandOf, drawInterests, inventDocuments } from "./interests/crowd.ts";
import { startDatabaseRuntime } from "./databases/runtime.ts";
import { machine } from "./joins/machine.ts";
import { percentile } from "./joins/measure.ts";
import { readDocuments } from "./matching/records.ts";

const { values: options } = parseArgs({
  options: {
    docs: { type: "string", multiple: true, default: [] },
    interests: { type: "string", default: "100000" },
    demands: { type: "string", default: "500" },
    scans: { type: "string", default: "20" },
  },
});
const INVENTED = 20_000;
const CHUNK = 500;
const WARM_UP = 30;
const GOAL_P95_MS = 10;
const NOW_MS = 1_800_000_000_000;

const dice = createDice(20_270_314);
const documents = options.docs.length > 0 ? readDocuments(options.docs) : inventDocuments(INVENTED, dice);
const demands = documents.map(demandOf);
const interests = drawInterests(demands, Number(options.interests), dice);
// Every so-manyth, so that all corners of the set arrive.
const step = Math.max(1, Math.floor(demands.length / (Number(options.demands) + WARM_UP)));
const arriving = demands.filter((_, index) => index % step === 0).slice(0, Number(options.demands) + WARM_UP);
console.log(`${machine()}\n${interests.length} interests, ${demands.length} open demands, ${arriving.length} arrive\n`);

const runtime = await startDatabaseRuntime("test/worker/bench-interests-entry.ts", ["CATALOGUE", "SEARCH"]);
try {
  await inChunks("/demands", demands);
  const before = await runtime.ask<number>("/size", {});
  await runtime.ask("/merchants", {});
  await inChunks("/interests", interests);
  const filingMs = await timed(async () => {
    while ((await runtime.ask<{ isBehind: boolean }>("/file", {})).isBehind);
  });
  const bytes = ((await runtime.ask<number>("/size", {})) - before) / interests.length;

  const took: number[] = [];
  const nothing: number[] = [];
  const found: number[] = [];
  for (const [index, { id }] of arriving.entries()) {
    let matches = 0;
    const elapsedMs = await timed(async () => {
      matches = await runtime.ask<number>("/match", { id, nowMs: NOW_MS });
    });
    const emptyMs = await timed(() => runtime.ask("/nothing", { id, nowMs: NOW_MS }));
    if (index < WARM_UP) continue;
    took.push(elapsedMs);
    nothing.push(emptyMs);
    found.push(matches);
  }

  const scans: number[] = [];
  let differing = 0;
  for (const { id } of arriving.slice(WARM_UP, WARM_UP + Number(options.scans))) {
    let all: readonly number[] = [];
    scans.push(await timed(async () => void (all = await runtime.ask<number[]>("/scan", { id }))));
    const matched = await runtime.ask<number[]>("/matched", { id });
    if (JSON.stringify(matched) !== JSON.stringify(all)) differing += 1;
  }
  const row = (name: string, times: readonly number[]) => [
    name,
    String(times.length),
    ...[0.5, 0.95, 1].map((share) => ms(percentile(times, share))),
  ];
  console.log(
    table(
      ["", "demands", "p50 ms", "p95 ms", "longest ms"],
      [
        row("Onebell, whole request", took),
        row("two writes and the request alone", nothing),
        row("every interest read and verified", scans),
      ],
    ),
  );
  console.log(
    `\nmatches a demand: ${percentile(found, 0.5)} in the middle, ${percentile(found, 0.95)} at p95, ${Math.max(...found)} at most`,
  );
  console.log(
    `filed ${interests.length} in ${(filingMs / 1_000).toFixed(1)} s; ${bytes.toFixed(0)} bytes an interest, keys and indexes included`,
  );
  console.log(`${differing} of ${scans.length} demands differ from looking at every interest`);
  const isMet = percentile(took, 0.95) <= GOAL_P95_MS;
  console.log(`Goal of p95 ${GOAL_P95_MS} ms: ${isMet ? "met" : "missed"}`);
  if (!isMet || differing > 0) process.exitCode = 1;
} finally {
  await runtime.stop();
}

async function inChunks(path: string, all: readonly unknown[]): Promise<void> {
  for (let n = 0; n < all.length; n += CHUNK) await runtime.ask(path, all.slice(n, n + CHUNK));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}
