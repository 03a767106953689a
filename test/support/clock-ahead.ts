/** A host whose date is ahead, for processes that are told: see clock-ahead.c. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Null where it can be made: otherwise what is missing. */
export function whyNoClockAhead(): string | null {
  if (process.platform !== "linux") return "Linux";
  return spawnSync("cc", ["--version"]).status === 0 ? null : "a C compiler named cc";
}

/** Compiles the library into a folder. Answers the variables that put a process ahead by so many seconds. */
export function clockAhead(folder: string): (aheadS: number) => Record<string, string> {
  const library = join(folder, "clock-ahead.so");
  const source = join(import.meta.dirname, "clock-ahead.c");
  const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source]);
  if (status !== 0) throw new Error(String(stderr));
  return (aheadS) => ({ LD_PRELOAD: library, CLOCK_AHEAD_S: String(aheadS) });
}
