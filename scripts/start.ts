/**
 * `npm start`: everything from a fresh clone to a running, seeded Onebell, with one line to click at the end.
 * PORT (8790) and HOST (127.0.0.1) choose the address; `-- --fresh` gives up the local data first, `-- --phone` opens it to
 * phones in the same network, by TLS on the next port.
 */
import { existsSync, rmSync } from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSite } from "./build.ts";
import { ensureDevVars } from "./dev-vars.ts";
import { type LocalWorker, portIsFree, startLocalWorker } from "./local-worker.ts";
import { showErrors } from "./log-errors.ts";
import { onParentDeath } from "./parent-death.mjs";
import { newFrontKey, openToPhones } from "./phone/phone.ts";
import { ended, localDir, root, toolEnvironment } from "./tools.ts";

const DEFAULT_PORT = 8790;
const WATCHDOG_MS = 60_000;

const port = Number(process.env.PORT ?? DEFAULT_PORT);
const host = process.env.HOST ?? "127.0.0.1";
// Two Workers must not write one folder: another port, another state.
const stateDir = join(localDir, port === DEFAULT_PORT ? "state" : `state-${port}`);
let worker: LocalWorker | undefined;
const stopping = new AbortController();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
onParentDeath(() => void stop(1));

try {
  await start();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

async function start(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is not a port: ${process.env.PORT}`);
  if (!(await portIsFree(port, host))) {
    throw new Error(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 10} npm start`);
  }
  if (process.argv.includes("--fresh")) rmSync(stateDir, { recursive: true, force: true });
  ensureDevVars();
  if (!existsSync(join(root, "build/server.js"))) console.log("onebell: building the site");
  await buildSite();
  const frontKey = process.argv.includes("--phone") ? newFrontKey() : null;
  const variables: Record<string, string> = frontKey === null ? {} : { FRONT_KEY: frontKey };
  const worksOn = { port, host, stateDir, logName: `worker-${port}`, watch: true, variables };
  worker = await startLocalWorker({ mode: "local", ...worksOn });
  void worker.ended.then(() => crashed());
  const ringing = ringWatchdog(port);
  await alive(worker.url);
  console.log(`\nOnebell is ready: ${worker.url}  (Ctrl+C ends it)\n`);
  if (frontKey !== null) await phone(frontKey);
  showErrors(worker.logPath);
  setInterval(() => void ringWatchdog(port), WATCHDOG_MS);
  await ringing;
  await seed(worker.url);
}

/** The site runs on where no phone can be let in. */
async function phone(frontKey: string): Promise<void> {
  try {
    await openToPhones({ workerPort: port, frontKey, dir: localDir });
  } catch (error) {
    console.error(`onebell: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A first visit, which is what wakes a site that has slept: afterwards its start page has a bell that rings soon. */
async function alive(url: string): Promise<void> {
  await fetch(url).then((response) => response.text());
}

/** Demo group-buys, by the same REST calls that anybody can make. */
async function seed(url: string): Promise<void> {
  const script = join(root, "scripts/seed.ts");
  if (!existsSync(script)) return;
  const env = toolEnvironment({ ONEBELL_URL: url });
  const code = await ended(spawn(process.execPath, [script], { cwd: root, stdio: "inherit", env }));
  if (code !== 0 && !stopping.signal.aborted)
    console.error("onebell: the seed failed; the site runs without all of its demo data");
}

/** wrangler dev never fires cron triggers by itself. */
async function ringWatchdog(atPort: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${atPort}/cdn-cgi/handler/scheduled`).catch(() => null);
  if (!stopping.signal.aborted && response?.ok !== true)
    console.error(`onebell: the watchdog did not run; see ${worker?.logPath}`);
}

async function crashed(): Promise<void> {
  if (stopping.signal.aborted) return;
  console.error(`onebell: the Worker ended; see ${worker?.logPath}`);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  await worker?.stop();
  process.exit(code);
}
