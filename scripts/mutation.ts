/**
 * `npm run test:mutation [-- room|path … --sample N --seed S --fresh]`: changes one thing in worker/core after the other
 * and asks whether a test notices. See docs/mutation.md.
 *
 * Rooms are the folders of worker/core (`ledger`, `group-buy/money`). What is known of a room is kept under .wrangler, and
 * only what has changed since is run again; `--fresh` forgets it. With `--sample`, N mutants drawn from all that are named.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { LogLevel, MutantResult, PartialStrykerOptions } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import { allMutants, coreFiles, drawn, mutantKey, placeOf } from "./mutation/mutants.ts";
import { SAMPLE_VARIABLE, invariantTexts, triedSoFar } from "./mutation/plugins.ts";
import { percent, scores, table, unnoticed, wilson } from "./mutation/score.ts";
import { localDir } from "./tools.ts";

const USAGE = "usage: npm run test:mutation [-- room|path … --sample N --seed S --fresh --concurrency C]";

/** What no test of the core reads need not be copied for it. */
const LEFT_BEHIND = [".wrangler", ".git*", ".npmrc", "build", "out", "screenshots", "test-results"];
const OTHER_TESTS = ["bench", "e2e", "long", "pixels", "worker"].map((kind) => `test/${kind}`);

const { values, positionals } = readArguments();
const files = coreFiles(positionals);
if (files.length === 0) fail(`no file of worker/core is named ${positionals.join(", ")}`);

const dir = join(localDir, "mutation");
mkdirSync(dir, { recursive: true });
const name = positionals.length === 0 ? "all" : positionals.join("+").replaceAll("/", "-");
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
const results = values.sample === undefined ? await whole() : await sample(Number(values.sample), values.seed);
tell(results);
tellInterval();

async function whole(): Promise<MutantResult[]> {
  const known = { incremental: true, incrementalFile: join(dir, `${name}.known.json`), force: values.fresh };
  return new Stryker({ ...options(), ...known, mutate: files }).runMutationTest();
}

async function sample(count: number, seed: string): Promise<MutantResult[]> {
  const all = await allMutants(files, [invariantTexts]);
  const chosen = drawn(all, count, seed);
  console.log(`onebell: ${chosen.length} of ${all.length} mutants, drawn with seed ${seed}`);
  const path = join(dir, `${name}.sample`);
  writeFileSync(path, chosen.map(mutantKey).join("\n"));
  process.env[SAMPLE_VARIABLE] = path;
  const mutate = chosen.map(placeOf);
  return new Stryker({ ...options(), mutate, checkers: ["in-the-sample"] }).runMutationTest();
}

function options(): PartialStrykerOptions {
  return {
    testRunner: "vitest",
    vitest: { configFile: "scripts/mutation/vitest.config.ts" },
    plugins: ["@stryker-mutator/vitest-runner", join(import.meta.dirname, "mutation/plugins.ts")],
    ignorers: ["invariant-texts"],
    coverageAnalysis: "perTest",
    concurrency: Number(values.concurrency),
    reporters: ["progress-append-only", "as-they-come"],
    // An ambient const enum, which no single file can look into.
    logLevel: "warn" as LogLevel.Warning,
    ignorePatterns: [...LEFT_BEHIND, ...OTHER_TESTS],
    tempDirName: join(".wrangler/mutation", `sandbox-${process.pid}`),
    cleanTempDir: "always",
    disableTypeChecks: false,
    // Half a laptop's load is no endless loop.
    timeoutMS: 90_000,
    timeoutFactor: 4,
    dryRunTimeoutMinutes: 20,
  };
}

function tell(tried: readonly MutantResult[]): void {
  const text = [...unnoticed(tried), "", table(scores(tried))].join("\n");
  writeFileSync(join(dir, `${name}${values.sample === undefined ? "" : `-sample-${values.seed}`}.txt`), `${text}\n`);
  console.log(`\n${text}`);
}

/** Of a sample that has been tried to its end: it is tried in order of files, and half of it is none. */
function tellInterval(): void {
  const all = scores(results).at(-1);
  if (values.sample === undefined || all === undefined || all.mutants === 0) return;
  const { low, high } = wilson(all.killed + all.timeout, all.mutants);
  console.log(`\nof all: ${percent(all.share)}, with 95 % confidence between ${percent(low)} and ${percent(high)}`);
}

/** Whoever stops a run is told what it has found by then. */
function stop(): void {
  tell(triedSoFar);
  console.log("\nonebell: stopped before the end; the table is of what was tried by then, in order of files");
  process.exit(130);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        sample: { type: "string" },
        seed: { type: "string", default: "1" },
        fresh: { type: "boolean", default: false },
        concurrency: { type: "string", default: "1" },
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
