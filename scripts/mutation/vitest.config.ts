/**
 * The tests that may catch a mutant of worker/core: plain Node only, and of those the files that walk the core itself.
 * Browser logic, pages, tools and the Workers runtime say nothing about a rule that these do not say sooner.
 */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { LightestFirst } from "./lightest-first.ts";

export default defineConfig({
  resolve: { alias: [{ find: /^fast-check$/, replacement: resolve("scripts/mutation/fewer-cases.ts") }] },
  test: {
    include: [
      "test/unit/{allocation,backup,community,demo-buyer,invites,keeping,limits,matching,reviews}.test.ts",
      "test/unit/{scenario-daylight,seed,sharing,status,transition-coverage,upgrade,words}.test.ts",
      "test/unit/{core,deposit,dispute,group-buy,ledger}{,-*}.test.ts",
    ],
    setupFiles: ["./test/support/fixed-seed.ts", "./scripts/mutation/coverage-by-file.ts"],
    testTimeout: 300_000,
    // One process for all files of a run: a mutant costs what its tests cost, not what their imports cost. Every mutant
    // gets a process of its own, so nothing that a mutant left behind is there for the next.
    isolate: false,
    // coverage-by-file.ts has to come after Stryker's own hook.
    sequence: { sequencer: LightestFirst, hooks: "list" },
  },
});
