/** How long somebody waits from a command to the first whole page, and the end of everything that the command started. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const PAGE_MS_MAX = 300_000;
const END_MS_MAX = 10_000;

export interface Command {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly port: number;
}

export interface Started {
  /** From the command to the last byte of the first page. */
  readonly firstPageMs: number;
  stop(): Promise<void>;
}

export async function firstPage({ command: [file, ...args], cwd, env, port }: Command): Promise<Started> {
  const startMs = performance.now();
  const child = spawn(file, args, { cwd, env, stdio: "ignore", detached: true });
  const stop = () => end(child);
  while (performance.now() - startMs < PAGE_MS_MAX && child.exitCode === null) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    const page = await response?.text().catch(() => null);
    if (response?.ok && page) return { firstPageMs: performance.now() - startMs, stop };
    await wait(20);
  }
  await stop();
  throw new Error(`no page from ${file} ${args.join(" ")}`);
}

/** The whole group, also what outlives its leader for a moment: it holds the port and the databases. */
async function end({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  const untilMs = performance.now() + END_MS_MAX;
  for (let signal: NodeJS.Signals | 0 = "SIGTERM"; ; signal = performance.now() < untilMs ? 0 : "SIGKILL") {
    try {
      process.kill(-pid, signal);
    } catch {
      return; // Nobody of the group is left.
    }
    await wait(100);
  }
}
