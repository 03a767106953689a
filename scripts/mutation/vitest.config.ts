import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { readJob } from "./job.ts";
import { TESTS } from "./tests.ts";

const { instrumented } = readJob();
const sources = new Map(Object.entries(instrumented).map(([path, source]) => [resolve(path), source]));

export default defineConfig({
  plugins: [{ name: "mutants", enforce: "pre", load: (id) => sources.get(id.split("?")[0] ?? id) }],
  resolve: { alias: [{ find: /^fast-check$/, replacement: resolve("scripts/mutation/fewer-cases.ts") }] },
  test: {
    include: TESTS,
    runner: "./scripts/mutation/runner.ts",
    setupFiles: ["./test/support/fixed-seed.ts", "./scripts/mutation/load-core.ts"],
    // All files are loaded once, into one process, and their tests are asked again for one mutant after the other.
    // Nothing is kept of it: the sources come out differently in each run.
    fsModuleCache: false,
    pool: "forks",
    isolate: false,
    maxWorkers: 1,
    // Endless loops are found by counting, and by whoever started this process.
    testTimeout: 0,
    hookTimeout: 0,
    passWithNoTests: false,
    silent: true,
  },
});
