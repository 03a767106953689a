/**
 * `npm test [-- kind [filters]]`: everything from a fresh clone to one line, `N passed, N failed`. Kinds: unit, worker,
 * sim, long, e2e; without one, all but long. What follows the kind goes to vitest or Playwright as it is. The browser
 * tests alone leave pictures of every screen in screenshots/, and a trace of what failed.
 *
 * `npm run test:sim -- --seed N [--lives M]` lives exactly these seeds on the simulated platform (docs/simulation.md).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildSite, syncSiteTypes } from "./build.ts";
import { WHAT_TO_INSTALL, findOrInstallChromium } from "./chromium.ts";
import { type LocalWorker, startThrowawayWorker } from "./local-worker.ts";
import { onParentDeath } from "./parent-death.mjs";
import { type Counts, NONE, countPlaywright, countVitest, sum, summaryLine } from "./test-counts.ts";
import { localDir, root, run, toolArguments, toolEnvironment } from "./tools.ts";

const VITEST_KINDS = ["unit", "worker", "sim"];
const KINDS = [...VITEST_KINDS, "long", "e2e"];

const [kind, ...asked] = process.argv.slice(2);
const filters = withoutSeeds(asked);
if (kind !== undefined && !KINDS.includes(kind)) {
  console.error(`onebell: no tests of kind ${kind}; there are ${KINDS.join(", ")}`);
  process.exit(2);
}

mkdirSync(localDir, { recursive: true });
const reports = mkdtempSync(join(localDir, "reports-"));
let worker: LocalWorker | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void abandon());
onParentDeath(() => void abandon());

const parts: Counts[] = [];
if (kind !== "e2e") parts.push(await vitest(kind === undefined ? VITEST_KINDS : [kind]));
if (kind === "e2e" || kind === undefined) parts.push(await browserTests());
rmSync(reports, { recursive: true, force: true });

const total = sum(parts);
if (total.passed + total.failed === 0) console.log("\nonebell: no test ran, and that is a failure");
console.log(`\n${summaryLine(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** What was asked of seeds goes to the simulation, which then is all that runs. */
function withoutSeeds(given: readonly string[]): string[] {
  const rest = [...given];
  const take = (name: string): string | undefined => {
    const at = rest.indexOf(name);
    return at < 0 ? undefined : rest.splice(at, 2)[1];
  };
  const [seed, lives] = [take("--seed"), take("--lives")];
  if (seed !== undefined) process.env.ONEBELL_SEED = seed;
  if (lives !== undefined) process.env.ONEBELL_LIVES = lives;
  return seed === undefined ? rest : [...rest, "platform/simulation"];
}

async function vitest(projects: readonly string[]): Promise<Counts> {
  await syncSiteTypes();
  const report = join(reports, "vitest.json");
  const chosen = projects.flatMap((project) => ["--project", project]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return countVitest(report, await run("vitest", ["run", ...chosen, ...reporters, ...filters]));
}

async function browserTests(): Promise<Counts> {
  const chromePath = await findOrInstallChromium();
  if (chromePath === null) return withoutBrowser();
  const report = join(reports, "e2e.json");
  try {
    await buildSite();
    worker = await startThrowawayWorker("test");
    const env = {
      ONEBELL_URL: worker.url,
      CHROME_PATH: chromePath,
      ONEBELL_E2E_REPORT: report,
      ...(kind === "e2e" ? { ONEBELL_SCREENSHOTS: "1" } : {}),
    };
    const code = await run("playwright", ["test", "--pass-with-no-tests", ...filters], env);
    if (code !== 0) console.log(`onebell: what the Worker said is in ${worker.logPath}`);
    return countPlaywright(report, code);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...NONE, failed: 1 };
  } finally {
    await worker?.stop();
  }
}

/** On a person's machine the browser tests may be left out, loudly; where nobody looks on, that is a failure. */
function withoutBrowser(): Counts {
  const count = countBrowserTests();
  const failed = process.env.CI !== undefined;
  console.error(`\n*** ${count} BROWSER TESTS ${failed ? "FAILED" : "SKIPPED"}: no browser. ${WHAT_TO_INSTALL} ***`);
  return failed ? { ...NONE, failed: count } : { ...NONE, skipped: count };
}

function countBrowserTests(): number {
  const report = join(reports, "e2e-list.json");
  spawnSync(process.execPath, toolArguments("playwright", ["test", "--list", "--pass-with-no-tests"]), {
    cwd: root,
    stdio: "ignore",
    env: toolEnvironment({ ONEBELL_URL: "http://localhost", ONEBELL_E2E_REPORT: report }),
  });
  const { suites } = JSON.parse(readFileSync(report, "utf8")) as { suites: Suite[] };
  const count = (list: readonly Suite[]): number =>
    list.reduce((n, suite) => n + suite.specs.length + count(suite.suites ?? []), 0);
  return count(suites);
}

interface Suite {
  readonly specs: readonly unknown[];
  readonly suites?: readonly Suite[];
}

async function abandon(): Promise<void> {
  await worker?.stop();
  rmSync(reports, { recursive: true, force: true });
  process.exit(1);
}
