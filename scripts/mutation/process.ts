/** Starts the process that asks the tests, and ends it where a mutant keeps it in a loop. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { localDir, root } from "../tools.ts";
import { type Job, JOB_VARIABLE, type Line, Lines, write } from "./job.ts";

/** No single test takes as long, however busy the machine is. */
const STUCK_MS = 120_000;
const LOOK_EVERY_MS = 500;

const dir = join(localDir, "mutation");
let running: ChildProcess | undefined;

/** Everything that was written by the end. `onLines` hears of each line as it is written. */
export async function runJob(job: Omit<Job, "path">, onLines: (lines: readonly Line[]) => void): Promise<Line[]> {
  const path = join(dir, `lines-${process.pid}.jsonl`);
  const jobPath = join(dir, `job-${process.pid}.json`);
  writeFileSync(path, "");
  writeFileSync(jobPath, JSON.stringify({ ...job, path }));
  const child = start(jobPath);
  const ended = once(child, "exit");
  const heard: Line[] = [];
  const written = new Lines(path);
  const hear = () => {
    const lines = written.next();
    heard.push(...lines);
    onLines(lines);
  };
  while (child.exitCode === null && child.signalCode === null) {
    await Promise.race([ended, wait(LOOK_EVERY_MS)]);
    hear();
    const isStuck = performance.timeOrigin + performance.now() - statSync(path).mtimeMs > STUCK_MS;
    if (isStuck) endLoop(path, heard.at(-1));
  }
  hear();
  rmSync(path);
  rmSync(jobPath);
  return heard;
}

function start(jobPath: string): ChildProcess {
  const log = openSync(join(dir, "vitest.log"), "w");
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "scripts/mutation/vitest.config.ts"];
  const env = { ...process.env, [JOB_VARIABLE]: jobPath };
  // A group of its own: vitest's processes end with it.
  running = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  return running;
}

function endLoop(path: string, last: Line | undefined): void {
  if (last !== undefined && "trying" in last)
    write(path, { tried: last.trying, verdict: "Timeout", by: null, ms: STUCK_MS });
  endProcess();
}

export function endProcess(): void {
  if (running?.pid !== undefined && running.exitCode === null && running.signalCode === null)
    process.kill(-running.pid, "SIGKILL");
}
