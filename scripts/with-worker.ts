/**
 * `node scripts/bootstrap.mjs scripts/with-worker.ts <script.ts> [arguments]`: runs a script against a Worker of its own
 * with empty state, told by ONEBELL_URL; if ONEBELL_URL is set already, against that one.
 */
import { spawn } from "node:child_process";
import { buildSite } from "./build.ts";
import { startThrowawayWorker } from "./local-worker.ts";
import { onParentDeath } from "./parent-death.mjs";
import { ended, root, toolEnvironment } from "./tools.ts";

const [script, ...args] = process.argv.slice(2);
if (script === undefined) throw new Error("usage: with-worker.ts <script.ts> [arguments]");

const worker = process.env.ONEBELL_URL === undefined ? await start() : undefined;
const url = worker?.url ?? process.env.ONEBELL_URL;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(1));
onParentDeath(() => void leave(1));

const child = spawn(process.execPath, [script, ...args], {
  cwd: root,
  stdio: "inherit",
  env: toolEnvironment({ ONEBELL_URL: url }),
});
await leave(await ended(child));

async function start() {
  await buildSite();
  return startThrowawayWorker("test");
}

async function leave(code: number): Promise<never> {
  await worker?.stop();
  process.exit(code);
}
