/**
 * `npm start`: everything from a fresh clone to a running, seeded Onebell, with one line to click at the end.
 * PORT (8790) and HOST (127.0.0.1) choose the address; `-- --fresh` gives up the local data first, `-- --phone` opens it to
 * phones in the same network, by TLS on the next port. It starts on a bundle made before; from the first edit in worker/ on
 * it runs with edits watched (`-- --watch` from the beginning).
 */
import { existsSync, type FSWatcher, rmSync, watch } from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSite } from "./build.ts";
import { ensureDevVars } from "./dev-vars.ts";
import { type LocalWorker, type LocalWorkerOptions, portIsFree, startLocalWorker } from "./local-worker.ts";
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
  const options = { port, host, stateDir, logName: `worker-${port}`, logLevel: "info", variables } as const;
  const watches = process.argv.includes("--watch");
  const started = await run({ mode: "local", ...options, watch: watches });
  if (!watches) restartAtFirstEdit({ mode: "local", ...options, watch: true });
  const ringing = ringWatchdog(port);
  await alive(started.url);
  console.log(`\nOnebell is ready: ${started.url}  (Ctrl+C ends it)\n`);
  if (frontKey !== null) await phone(frontKey);
  showErrors(started.logPath);
  setInterval(() => void ringWatchdog(port), WATCHDOG_MS);
  await ringing;
  await seed(started.url);
}

async function run(options: LocalWorkerOptions): Promise<LocalWorker> {
  const started = await startLocalWorker(options);
  worker = started;
  void started.ended.then(() => (worker === started ? crashed(started) : undefined));
  return started;
}

/** Whoever edits has time for one more start; whoever only looks at the site need not wait until all of it is watched. */
function restartAtFirstEdit(options: LocalWorkerOptions): void {
  let restarting = false;
  const watchers: FSWatcher[] = [];
  const changed = async () => {
    if (restarting || stopping.signal.aborted) return;
    restarting = true;
    console.log("onebell: worker/ has changed; starting it again, from now on at every change");
    const before = worker;
    worker = undefined;
    await before?.stop();
    try {
      await run(options);
      for (const watcher of watchers) watcher.close();
      console.log("onebell: the change is in");
    } catch (error) {
      // What was changed does not start: the next change may.
      console.error(error instanceof Error ? error.message : error);
      restarting = false;
    }
  };
  watchers.push(watch(join(root, "worker"), { recursive: true }, () => void changed()));
  // A site that was built meanwhile, by `npm run build` in another terminal.
  watchers.push(watch(join(root, "build"), (_, name) => name === "server.js" && void changed()));
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
  const rungAt = worker;
  if (rungAt === undefined) return;
  const response = await fetch(`http://127.0.0.1:${atPort}/cdn-cgi/handler/scheduled`).catch(() => null);
  if (!stopping.signal.aborted && worker === rungAt && response?.ok !== true)
    console.error(`onebell: the watchdog did not run; see ${rungAt.logPath}`);
}

async function crashed({ logPath }: LocalWorker): Promise<void> {
  if (stopping.signal.aborted) return;
  console.error(`onebell: the Worker ended; see ${logPath}`);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  await worker?.stop();
  process.exit(code);
}
