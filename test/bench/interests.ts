/**
 * `npm run bench:interests [-- --docs FILE … --interests 100000 --demands 300]`: how long it takes until a demand has found
 * everybody who waits for it, among a hundred thousand interests, by the product's own way: its terms as the index has
 * them, keys, verification; then what was found kept, and put on the lists of the interests. Beside it the same by looking
 * at every interest, which must find the same, and requests that do nothing or little. Titles are those of the files
 * (docs/benchmarks.md tells their form); without one they are invented.
 */
import { parseArgs } from "node:util";
import { ms, table } from "./clock/tables.ts";
import { startDatabaseRuntime } from "./databases/runtime.ts";
import { createDice, demandOf, drawInterests, inventDocuments } from "./interests/crowd.ts";
import { machine } from "./joins/machine.ts";
import { percentile } from "./joins/measure.ts";
import { readDocuments } from "./matching/records.ts";

const { values: options } = parseArgs({
  options: {
    docs: { type: "string", multiple: true, default: [] },
    interests: { type: "string", default: "100000" },
    demands: { type: "string", default: "300" },
    scans: { type: "string", default: "20" },
  },
});
const INVENTED = 20_000;
const CHUNK = 500;
const WARM_UP = 30;
const LISTED_TOGETHER = 10;
const GOAL_P95_MS = 10;
const NOW_MS = 1_800_000_000_000;
/** Matches a demand, for the second table: up to so many. */
const SIZES = [100, 300, 1_000, 3_000, Infinity];

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
  const filing = await timed(async () => {
    while ((await runtime.ask<{ isBehind: boolean }>("/file", {})).isBehind);
  });
  const unpacked: Matched[] = [];
  for (const { id } of arriving.slice(0, WARM_UP)) unpacked.push(await runtime.ask<Matched>("/match", { id }));
  const packing = await timed(async () => {
    while (await runtime.ask<boolean>("/pack", {}));
  });
  const bytes = ((await runtime.ask<number>("/size", {})) - before) / interests.length;

  const rounds: Round[] = [];
  const listed: Timed<unknown>[] = [];
  for (const [index, { id }] of arriving.entries()) {
    rounds.push(await arrivalOf(id));
    if ((index + 1) % LISTED_TOGETHER === 0) listed.push(await timed(() => runtime.ask("/list", {})));
  }
  await runtime.ask("/list", {});
  const measured = rounds.slice(WARM_UP);

  const scans: Timed<unknown>[] = [];
  let differing = 0;
  for (const { id } of arriving.slice(WARM_UP, WARM_UP + Number(options.scans))) {
    const all = await timed<readonly number[]>(() => runtime.ask("/scan", { id }));
    scans.push(all);
    const found = await runtime.ask<readonly number[]>("/listed", { id });
    if (JSON.stringify(found) !== JSON.stringify(all.answer)) differing += 1;
  }

  const answers = measured.map(({ matched }) => matched.answer);
  const matchedMs = answers.map(({ ms }) => ms);
  console.log(
    table(
      ["", "demands", "p50 ms", "p95 ms", "longest ms", "processor ms"],
      [
        row("looked up and verified, in the Worker", matchedMs, null),
        row(
          "the same while no posting is written",
          unpacked.map(({ ms }) => ms),
          null,
        ),
        row(
          "its terms read from the search index before",
          answers.map(({ readMs }) => readMs),
          null,
        ),
        rowOf("read, looked up and verified, whole request", of(measured, "matched")),
        rowOf("and kept", of(measured, "kept")),
        rowOf(`put on the lists, of ${LISTED_TOGETHER} demands together`, listed),
        rowOf("every interest read and verified", scans),
        rowOf("a request that does nothing", of(measured, "nothing")),
        rowOf("a request with two small writes", of(measured, "twoWrites")),
      ],
    ),
  );
  console.log();
  const sizes = SIZES.map((most, index) => {
    const least = SIZES[index - 1] ?? -1;
    const some = measured.filter(({ matched: { answer } }) => answer.matches > least && answer.matches <= most);
    const name = most === Infinity ? `more than ${least}` : `${least + 1} to ${most}`;
    const times = [of(some, "matched"), of(some, "kept")];
    const cells = times.flatMap((each) => [0.5, 0.95].map((share) => ms(percentile(each.map(millis), share))));
    return some.length === 0 ? [] : [[name, String(some.length), ...cells]];
  }).flat();
  console.log(table(["matches", "demands", "looked up and verified p50", "p95", "and kept p50", "p95"], sizes));
  const found = answers.map(({ matches }) => matches);
  console.log(
    `\nmatches a demand: ${percentile(found, 0.5)} in the middle, ${percentile(found, 0.95)} at p95, ${Math.max(...found)} at most`,
  );
  console.log(
    `filed ${interests.length} in ${(filing.ms / 1_000).toFixed(1)} s, postings written in ${(packing.ms / 1_000).toFixed(1)} s; ${bytes.toFixed(0)} bytes an interest, keys and indexes included`,
  );
  console.log(`${differing} of ${scans.length} demands differ from looking at every interest`);
  const isMet = percentile(matchedMs, 0.95) <= GOAL_P95_MS;
  console.log(`Goal of p95 ${GOAL_P95_MS} ms for looking up and verifying: ${isMet ? "met" : "missed"}`);
  if (!isMet || differing > 0) process.exitCode = 1;
} finally {
  await runtime.stop();
}

interface Timed<T> {
  readonly ms: number;
  /** Of the runtime. */
  readonly processorMs: number;
  readonly answer: T;
}

/** `ms` as the Worker's own clock has it, which knows whole milliseconds. */
interface Matched {
  readonly matches: number;
  readonly readMs: number;
  readonly ms: number;
}

type Round = Readonly<Record<"nothing" | "kept" | "twoWrites", Timed<unknown>> & Record<"matched", Timed<Matched>>>;

/** One demand arrives; each part of the work is a request of its own. */
async function arrivalOf(id: string): Promise<Round> {
  const asked = { id, nowMs: NOW_MS };
  const nothing = await timed(() => runtime.ask("/nothing", asked));
  const matched = await timed(() => runtime.ask<Matched>("/match", asked));
  await runtime.ask("/arrive", asked);
  const kept = await timed(() => runtime.ask<number>("/match-and-keep", asked));
  const { matches } = matched.answer;
  if (kept.answer !== matches) throw new Error(`${id}: ${matches} matched and ${kept.answer} kept`);
  const twoWrites = await timed(() => runtime.ask("/write-twice", asked));
  return { nothing, matched, kept, twoWrites };
}

async function inChunks(path: string, all: readonly unknown[]): Promise<void> {
  for (let n = 0; n < all.length; n += CHUNK) await runtime.ask(path, all.slice(n, n + CHUNK));
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const spentMs = runtime.processorMs();
  const startMs = performance.now();
  const answer = await work();
  return { ms: performance.now() - startMs, processorMs: runtime.processorMs() - spentMs, answer };
}

function of(rounds: readonly Round[], part: keyof Round): readonly Timed<unknown>[] {
  return rounds.map((round) => round[part]);
}

function millis(timed: Timed<unknown>): number {
  return timed.ms;
}

function rowOf(name: string, timed: readonly Timed<unknown>[]): string[] {
  const spentMs = timed.reduce((sum, { processorMs }) => sum + processorMs, 0) / timed.length;
  return row(name, timed.map(millis), spentMs);
}

/** @param spentMs of processors for each request, in the mean */
function row(name: string, times: readonly number[], spentMs: number | null): string[] {
  const cells = [0.5, 0.95, 1].map((share) => ms(percentile(times, share)));
  return [name, String(times.length), ...cells, spentMs === null ? "–" : ms(spentMs)];
}
