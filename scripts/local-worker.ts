/**
 * Runs the whole Worker on this machine (`wrangler dev`): its objects, databases and assets, with state in one folder.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { migrateDatabases } from "./databases.ts";
import { newDevVars } from "./dev-vars.ts";
import { earlierKeysIn } from "./keys/earlier-keys.ts";
import { localDir, openLog, root, toolArguments, toolEnvironment } from "./tools.ts";
import { bundleWorker, ensureWorkerBundle } from "./worker-bundle.ts";

export interface LocalWorkerOptions {
  readonly mode: "local" | "test" | "demo";
  readonly port: number;
  readonly host: string;
  readonly stateDir: string;
  readonly logName: string;
  /** Reload when worker/ changes (for development); otherwise one bundle is served as it is, which starts much sooner. */
  readonly watch: boolean;
  /** How much of what wrangler says is written to the log; `warn` unless told. */
  readonly logLevel?: "info" | "warn";
  /** Secrets file in place of .dev.vars. */
  readonly varsPath?: string;
  /** A module in place of worker/main.ts, which exports the same; only without `watch`. */
  readonly entry?: string;
  /** Variables besides the deployment mode. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface LocalWorker {
  readonly url: string;
  readonly logPath: string;
  /** Resolves when the Worker has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** Ends everything of it where it stands, with whatever it had not written down. */
  kill(): Promise<void>;
}

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 5_000;

/** Starts the Worker and waits until it answers. Throws with its whole log if it does not. */
export async function startLocalWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  await migrateDatabases(options.stateDir);
  const entry = options.watch ? [] : [await bundle(options), "--no-bundle"];
  const log = openLog(options.logName);
  const variables = { ...earlierKeysIn(options.varsPath ?? join(root, ".dev.vars")), ...options.variables };
  const args = [
    "dev",
    ...entry,
    ...["--ip", options.host, "--port", String(options.port), "--inspector-port", "0"],
    ...["--persist-to", options.stateDir, "--var", `DEPLOYMENT_MODE:${options.mode}`],
    ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ...(options.varsPath === undefined ? [] : ["--env-file", options.varsPath]),
    ...["--log-level", options.logLevel ?? "warn", "--show-interactive-dev-session=false"],
  ];
  // A process group of its own, so that wrangler and the runtimes it starts can be ended together; the preload ends
  // the group when this process is killed without a chance to do so.
  const preload = pathToFileURL(join(root, "scripts/end-with-parent.mjs")).href;
  const child = spawn(process.execPath, ["--import", preload, ...toolArguments("wrangler", args)], {
    cwd: root,
    detached: true,
    stdio: ["ignore", log.descriptor, log.descriptor],
    env: toolEnvironment({
      FORCE_COLOR: "0",
      // wrangler would keep a trace of every event, at a third of what the Worker itself takes.
      X_LOCAL_OBSERVABILITY: "false",
      // Nor does it ask the outside where this machine is: twice three seconds of a start where nobody answers.
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      NODE_COMPILE_CACHE: join(localDir, "compiled"),
    }),
  });
  closeSync(log.descriptor);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const shownHost = options.host === "0.0.0.0" || options.host === "127.0.0.1" ? "localhost" : options.host;
  const worker: LocalWorker = {
    url: `http://${shownHost}:${options.port}`,
    logPath: log.path,
    ended,
    stop: () => endGroup(child, ended),
    kill: async () => {
      signalGroup(child, "SIGKILL");
      await ended;
    },
  };
  if (!(await answers(`http://127.0.0.1:${options.port}/healthz`, child))) {
    await worker.stop();
    throw new Error(`${readFileSync(log.path, "utf8")}\nThe Worker did not start.`);
  }
  return worker;
}

/** A Worker with empty state and keys of its own on a free port, for tests and measurements; all gone after `stop`. */
export async function startThrowawayWorker(
  mode: LocalWorkerOptions["mode"],
  inPlace: Partial<Pick<LocalWorkerOptions, "entry" | "variables" | "host">> = {},
): Promise<LocalWorker> {
  mkdirSync(join(localDir, "throwaway"), { recursive: true });
  const stateDir = mkdtempSync(join(localDir, "throwaway/"));
  const varsPath = join(stateDir, "secrets.vars");
  writeFileSync(varsPath, newDevVars(), { mode: 0o600 });
  const remove = () => rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 });
  try {
    const place = { host: "127.0.0.1", stateDir, varsPath };
    const started = async () =>
      startLocalWorker({ port: await freePort(), mode, ...place, ...inPlace, logName: `worker-${mode}`, watch: false });
    // A port that was free a moment ago may be taken by the time the Worker wants it: then another one is.
    const worker = await started().catch(started);
    return { ...worker, stop: () => worker.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

export async function portIsFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .once("listening", () => server.close(() => resolve(true)));
    server.listen(port, host);
  });
}

/** One bundle, served as it stands: an edit in worker/ must not restart the Worker under a running test. */
async function bundle({ entry, stateDir }: LocalWorkerOptions): Promise<string> {
  if (entry === undefined) return ensureWorkerBundle();
  const outDir = join(stateDir, "bundle");
  await bundleWorker(entry, outDir);
  return join(outDir, `${basename(entry, ".ts")}.js`);
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      assert(typeof address === "object" && address !== null);
      server.close(() => resolve(address.port));
    });
  });
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const untilMs = Date.now() + START_MS_MAX;
  while (Date.now() < untilMs && child.exitCode === null && child.signalCode === null) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await wait(50);
  }
  return false;
}

async function endGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  signalGroup(child, "SIGTERM");
  await Promise.race([ended, wait(STOP_MS_MAX, undefined, { ref: false })]);
  // Whatever of the group is left after its leader, down to the runtimes.
  signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
