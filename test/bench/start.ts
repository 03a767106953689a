/**
 * `npm run bench:start`: how long from a command to the first whole page. Cold: a clone of what is committed here, with no
 * packages, and npm's cache as it is. Warm: the same folder again. Beside what little one can start at all.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/local-worker.ts";
import { root, toolArguments, toolEnvironment } from "../../scripts/tools.ts";
import { clockAhead, whyNoClockAhead } from "../support/clock-ahead.ts";
import { machine } from "./joins/machine.ts";
import { firstPage } from "./start/first-page.ts";

const ROUNDS = 3;
const DAY_S = 24 * 60 * 60;

const folder = mkdtempSync(join(tmpdir(), "onebell-start-"));
const clone = join(folder, "onebell");
const port = await freePort();
console.log(machine());
console.log("| | first page, s |\n|---|---|");
try {
  await cold();
  await rounds("`npm start`, nothing changed", () => onebell());
  const missing = whyNoClockAhead();
  if (missing === null) {
    const env = clockAhead(folder)(DAY_S);
    await rounds("`npm start`, a day later", () => onebell(env), 1);
  } else console.log(`| \`npm start\`, a day later | not measured: it needs ${missing} |`);
  await rounds("`wrangler dev`, a Worker of one line", helloWorker());
  await rounds("`node`, a server of one line", helloServer());
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`\nload at the end: ${machine().replace(/^.*load ([\d. ]+);.*$/, "$1")}`);

async function cold(): Promise<void> {
  const startMs = performance.now();
  const { status, stderr } = spawnSync("git", ["clone", "--quiet", root, clone]);
  if (status !== 0) throw new Error(String(stderr));
  const cloneMs = performance.now() - startMs;
  const started = await firstPage(onebell());
  await started.stop();
  row("`git clone`, `npm start`: no packages, nothing built", [cloneMs + started.firstPageMs]);
}

function onebell(extra: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, PORT: String(port), ...extra };
  return { command: ["npm", "start"] as const, cwd: clone, env, port };
}

function helloWorker() {
  const cwd = join(folder, "worker");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "worker.js"), 'export default { fetch: () => new Response("hello") };\n');
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  const flags = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const args = ["dev", "worker.js", "--name", "hello", "--compatibility-date", "2026-10-20", ...flags];
  const command = [process.execPath, ...toolArguments("wrangler", args)] as const;
  return () => ({ command, cwd, env: toolEnvironment(), port });
}

function helloServer() {
  const line = `require("http").createServer((_, r) => r.end("hello")).listen(${port}, "127.0.0.1")`;
  return () => ({ command: [process.execPath, "-e", line] as const, cwd: folder, env: process.env, port });
}

async function rounds(name: string, command: () => Parameters<typeof firstPage>[0], times = ROUNDS): Promise<void> {
  const takenMs: number[] = [];
  for (let round = 0; round < times; round++) {
    const started = await firstPage(command());
    takenMs.push(started.firstPageMs);
    await started.stop();
  }
  row(name, takenMs);
}

function row(name: string, takenMs: readonly number[]): void {
  const seconds = takenMs.toSorted((a, b) => a - b).map((ms) => (ms / 1_000).toFixed(2));
  console.log(`| ${name} | ${seconds.join(", ")} |`);
}
