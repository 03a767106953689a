/**
 * `npm run test:pixels [-- --paths lan,fibre --seconds 45 --seed 1]`: do the pixels that a person sees tell the server's
 * time? The built site and Worker, a real Chromium on a screen without glass, real TCP through a path of our own making,
 * a device whose clocks are wrong, and the truth read from the framebuffer. docs/benchmarks.md says how to read the table.
 *
 * All of it runs in namespaces of its own: no packet leaves them, and whatever is left at the end, or after an
 * interruption, ends with them.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildSite } from "../../scripts/build.ts";
import { findChromium } from "../../scripts/chromium.ts";
import { type LocalWorker, startThrowawayWorker } from "../../scripts/local-worker.ts";
import { onParentDeath } from "../../scripts/parent-death.mjs";
import { ended, localDir, root, toolEnvironment } from "../../scripts/tools.ts";
import { Rest } from "../support/e2e-rest.ts";
import { Screen } from "./helpers.ts";
import { missingNeeds } from "./needs.ts";
import { type Path, PATHS } from "./paths.ts";
import { describeMachine, describeVisit, tableOf } from "./report.ts";
import { score, type Score } from "./score.ts";
import { type Visit, visit, WINDOW } from "./visit.ts";

const INSIDE = "ONEBELL_PIXELS_INSIDE";
/** Whatever has not ended by itself by then ends with the namespaces. */
const LEAVE_MS_MAX = 10_000;
const NAMESPACES = ["--net", "--pid", "--fork", "--kill-child=SIGKILL", "--mount-proc"];

const { values } = parseArgs({
  options: {
    paths: { type: "string", default: PATHS.map(({ name }) => name).join(",") },
    seconds: { type: "string", default: "45" },
    seed: { type: "string", default: "1" },
    /** Keeps all that was recorded in this folder. */
    keep: { type: "string" },
  },
});
const paths = values.paths.split(",").map(pathNamed);
const seconds = Number(values.seconds);
if (!(seconds >= 30)) throw new Error("--seconds: at least 30: what happens to the device happens before the last ten");

process.exitCode = process.env[INSIDE] === undefined ? await enterNamespaces() : await measure();

/** Runs this file again, as the first process of namespaces of its own: the kernel ends them whole when it ends. */
async function enterNamespaces(): Promise<number> {
  const missing = missingNeeds();
  if (missing.length > 0) {
    console.error(
      `skipped: the pixels were not looked at. It needs\n${missing.map((need) => `  - ${need}`).join("\n")}`,
    );
    return process.env.CI === undefined ? 0 : 1;
  }
  await buildSite();
  const again = [process.execPath, ...process.execArgv, import.meta.filename, ...process.argv.slice(2)];
  // While its input is open, it may run: that reaches it through unshare, which passes no signals on, and when we are killed.
  const child = spawn("unshare", [...NAMESPACES, "--", ...again], {
    cwd: root,
    stdio: ["pipe", "inherit", "inherit"],
    env: toolEnvironment({ [INSIDE]: "1" }),
  });
  const callOff = () => void child.stdin.end();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, callOff);
  onParentDeath(callOff);
  return ended(child);
}

async function measure(): Promise<number> {
  spawnSync("ip", ["link", "set", "lo", "up"]);
  mkdirSync(localDir, { recursive: true });
  const directory = mkdtempSync(join(localDir, "pixels-"));
  const starting = startThrowawayWorker("test", { host: "0.0.0.0" });
  let screen: Screen | undefined;
  const leave = async () => {
    await screen?.stop();
    const worker = await starting.catch(() => null);
    await worker?.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  const calledOff = new AbortController();
  const callOff = () => {
    if (calledOff.signal.aborted) return;
    calledOff.abort();
    setTimeout(() => process.exit(1), LEAVE_MS_MAX);
    void leave().finally(() => process.exit(1));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, callOff);
  process.stdin.on("end", callOff).resume();
  try {
    const worker = await starting;
    screen = await Screen.start(directory, WINDOW);
    const rows = await measurePaths(worker, screen, directory);
    console.log(`\n${tableOf(rows)}`);
    return rows.every(({ scored }) => scored.wrongFrames === 0 && scored.changes.length > 0) ? 0 : 1;
  } catch (error) {
    if (calledOff.signal.aborted) await wait(LEAVE_MS_MAX); // What was under way fails when its helpers go: that is no news.
    throw error;
  } finally {
    await leave();
    process.stdin.destroy();
  }
}

async function measurePaths(worker: LocalWorker, screen: Screen, directory: string) {
  const chromePath = findChromium() ?? "";
  const stage = {
    rest: new Rest(worker.url),
    origin: worker.url,
    screen,
    chromePath,
    directory,
    secondsToBell: seconds,
  };
  console.log(describeMachine(chromePath));
  const rows: { visited: Visit; scored: Score }[] = [];
  for (const path of paths) {
    const visited = await visit(path, { ...stage, seed: Number(values.seed) });
    const scored = score(visited);
    rows.push({ visited, scored });
    keep(visited, scored);
    console.log(describeVisit(visited, scored));
  }
  return rows;
}

function keep(visited: Visit, scored: Score): void {
  if (values.keep === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  const { planes, ...rest } = visited;
  writeFileSync(join(values.keep, `${visited.path.name}.json`), JSON.stringify({ scored, ...rest }, null, 1));
  writeFileSync(join(values.keep, `${visited.path.name}.planes`), planes);
}

function pathNamed(name: string): Path {
  const path = PATHS.find((one) => one.name === name);
  if (path === undefined)
    throw new Error(`no path named ${name}; there are ${PATHS.map((one) => one.name).join(", ")}`);
  return path;
}
