import { spawnSync } from "node:child_process";
import { root } from "../../scripts/tools.ts";

const COMMAND_MS_MAXIMUM = 300_000;

export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  /** Both streams, one after the other. */
  readonly said: string;
}

/** Runs a command as somebody at a shell of their own would: nothing of the test runner's environment reaches it. */
export function runInBareShell(command: string, cwd = root): Said {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", `umask 077; ${command}`], {
    cwd,
    encoding: "utf8",
    timeout: COMMAND_MS_MAXIMUM,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], CI: "1", FORCE_COLOR: "0" },
  });
  return { status, stdout, said: stdout + stderr };
}
