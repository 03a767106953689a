/**
 * `npm run test:mutation [-- room|path … --sample N --seed S --minutes M --light MS --fresh]`: changes one thing in worker/core after
 * the other and asks whether a test notices. See docs/mutation.md.
 *
 * Rooms are the folders of worker/core (`ledger`, `group-buy/money`). What is known of a mutant is kept under .wrangler.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { KnownMutants } from "./mutation/known.ts";
import { coreFiles, instrumentedCore, pathInRepository, shuffled } from "./mutation/mutants.ts";
import { endProcess } from "./mutation/process.ts";
import { Run, type Tried } from "./mutation/run.ts";
import { percent, scores, table, unnoticed, wilson } from "./mutation/score.ts";
import { localDir } from "./tools.ts";

const USAGE = "usage: npm run test:mutation [-- room|path … --sample N --seed S --minutes M --light MS --fresh]";
const TELL_EVERY = 50;
/** Many rooms make a name that no file may have. */
const NAME_LENGTH_MAXIMUM = 100;

const { values, positionals } = readArguments();
const files = new Set(coreFiles(positionals));
if (files.size === 0) fail(`no file of worker/core is named ${positionals.join(", ")}`);

const dir = join(localDir, "mutation");
mkdirSync(dir, { recursive: true });
const endsAtMs = performance.now() + Number(values.minutes ?? Infinity) * 60_000;
let results: Tried[] = [];
let isStopped = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);

const core = await instrumentedCore();
const all = core.mutants.filter(({ fileName }) => files.has(pathInRepository(fileName)));
const isSample = values.sample !== undefined || values.minutes !== undefined;
const wanted = isSample ? shuffled(all, values.seed).slice(0, Number(values.sample ?? Infinity)) : all;
const timer = setTimeout(stop, Math.min(endsAtMs - performance.now(), 2 ** 31 - 1));
const known = new KnownMutants(join(dir, "known.jsonl"));
const longestMs = Number(values.light ?? Number.MAX_SAFE_INTEGER);
await new Run(core, known, longestMs, { onTried, isOver: () => isStopped }).tryAll(wanted, values.fresh);
clearTimeout(timer);
if (isSample) results = asFarAsAllWereTried();
tell();

function onTried(tried: Tried): void {
  results.push(tried);
  for (const line of unnoticed([tried])) console.log(line);
  if (results.length % TELL_EVERY === 0) console.log(`onebell: ${results.length} of ${wanted.length} tried`);
}

/** Mutants that need a process of their own are tried last: where a run is stopped, those before them alone would be no sample. */
function asFarAsAllWereTried(): Tried[] {
  const byMutant = new Map(results.map((tried) => [tried.mutant.id, tried]));
  const firstWithout = wanted.findIndex(({ id }) => !byMutant.has(id));
  const sample = firstWithout === -1 ? wanted : wanted.slice(0, firstWithout);
  return sample.flatMap(({ id }) => byMutant.get(id) ?? []);
}

function tell(): void {
  const text = [...unnoticed(results), "", table(scores(results)), "", whatItIs()].join("\n");
  const name =
    positionals.length === 0 ? "all" : positionals.join("+").replaceAll("/", "-").slice(0, NAME_LENGTH_MAXIMUM);
  writeFileSync(join(dir, `${name}${isSample ? `-sample-${values.seed}` : ""}.txt`), `${text}\n`);
  console.log(`\n${text}`);
}

function whatItIs(): string {
  if (results.length === all.length) return `all ${all.length} mutants were tried`;
  if (!isSample) return `stopped: ${results.length} of ${all.length} were tried, in order of files, which is no sample`;
  const { mutants, killed, timeout, share } = scores(results).at(-1) ?? fail("nothing was tried");
  const { low, high } = wilson(killed + timeout, mutants);
  return `${mutants} of ${all.length}, drawn with seed ${values.seed}: ${percent(share)}, with 95 % confidence between ${percent(low)} and ${percent(high)}`;
}

/** What was found by then is told, and known to the next run. */
function stop(): void {
  isStopped = true;
  endProcess();
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        sample: { type: "string" },
        seed: { type: "string", default: "1" },
        minutes: { type: "string" },
        light: { type: "string" },
        fresh: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function fail(why: string): never {
  console.error(`onebell: ${why}`);
  process.exit(2);
}
