/**
 * What a bare `npx wrangler deploy` (or `dev`, or `versions upload`) does first: on the way to an account it says what is
 * missing before anything is uploaded; then the site is built if its sources have changed.
 */
import { spawnSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { buildSite } from "./build.ts";
import { faultsInConfig } from "./doctor/deployment.ts";

/** Long enough for wrangler to pass on what was said here. */
const PASSED_ON_MS = 300;

const callers = commandsAbove();
const isUpload = process.env.WRANGLER_COMMAND !== "dev" && !callers.some(({ line }) => line.includes("--dry-run"));
if (isUpload) await refuseWithFaults();
if (await buildSite()) console.log("onebell: built the site");

async function refuseWithFaults(): Promise<void> {
  const faults = faultsInConfig();
  if (faults.length === 0) return;
  const lines = faults.map(({ what, todo }) => `onebell: ${what}\n         ${todo}`);
  console.error(`${lines.join("\n")}\nonebell: nothing was uploaded. docs/operations.md has every step in order.`);
  // Of a build that fails wrangler shows its own insides, 130 lines of them over these few; it is ended instead.
  await wait(PASSED_ON_MS);
  // From the outside in, and hard: its outer half would answer success for an inner one that was ended politely.
  const wrangler = callers.filter(({ line }) => /[\\/](?:wrangler(?:\.js)?|wrangler-dist[\\/]cli\.js) /.test(line));
  for (const { pid } of wrangler.toReversed()) process.kill(pid, "SIGKILL");
  process.exit(1);
}

/** The commands that led here, nearest first: wrangler tells a build which command it serves, and none of its flags. */
function commandsAbove(): { pid: number; line: string }[] {
  const commands: { pid: number; line: string }[] = [];
  for (let pid = process.ppid; pid > 1 && commands.length < 8;) {
    const { stdout } = spawnSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" });
    const [, parent = "0", line = ""] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
    commands.push({ pid, line });
    pid = Number(parent);
  }
  return commands;
}
