/**
 * Puts right what Stryker is told about which test reaches which mutant, where all files of a run share one process and
 * some of them play a whole life before their first test.
 *
 * Only what runs while a module of the core is loaded counts as `static` (such mutants are tried with every test that
 * imports the module): so the core is loaded here, by itself, and what a file does besides, outside of its tests, is
 * nobody's. And each file hands over what its own tests reached, not once more what those before it did.
 */
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, inject } from "vitest";

interface Reached {
  readonly static: Record<string, number>;
  readonly perTest: Record<string, Record<string, number>>;
}

/** Of one process. */
interface Shared {
  onebellLoaded?: Record<string, number>;
}

// What Stryker provides is known to its own types only.
const strykers = inject as (key: string) => string | undefined;
const shared = globalThis as Shared & Record<string, { mutantCoverage?: Reached } | undefined>;
const reached = () => shared[strykers("globalNamespace") ?? ""]?.mutantCoverage;

if (strykers("mode") === "dry-run" && shared.onebellLoaded === undefined) {
  await Promise.all(globSync("worker/core/**/*.ts").map((path) => import(resolve(path))));
  shared.onebellLoaded = { ...reached()?.static };
}

// Hooks are given the suite as their second argument; the first is not needed, but must be written like this.
// eslint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  const meta = suite.meta as { mutantCoverage?: Reached };
  const all = reached();
  if (meta.mutantCoverage === undefined || all === undefined) return;
  meta.mutantCoverage = structuredClone({ static: shared.onebellLoaded ?? {}, perTest: all.perTest });
  for (const test of Object.keys(all.perTest)) Reflect.deleteProperty(all.perTest, test);
});
