/**
 * What is known of every mutant that was ever tried, kept while the runs come and go: a run that is stopped has lost
 * nothing. A verdict stands for the very sources and tests it was found with; afterwards it says which test to ask first.
 */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tools.ts";
import type { Verdict } from "./job.ts";

export interface Known {
  readonly key: string;
  /** `NoCoverage`: no test comes by. */
  readonly verdict: Verdict | "NoCoverage";
  readonly by: string | null;
  readonly ms: number;
  /** Of which sources and tests this is said. */
  readonly of: string;
  /** Longer tests were not asked. ms. */
  readonly longestMs: number;
}

export class KnownMutants {
  private readonly known = new Map<string, Known>();

  private readonly path: string;

  constructor(path: string) {
    this.path = path;
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, "utf8").split("\n").slice(0, -1)) {
      const known = JSON.parse(line) as Known;
      this.known.set(known.key, known);
    }
  }

  add(known: Known): void {
    this.known.set(known.key, known);
    appendFileSync(this.path, `${JSON.stringify(known)}\n`);
  }

  /** What is caught stays caught when longer tests are asked too. */
  of(key: string, sources: string, longestMs: number): Known | undefined {
    const known = this.known.get(key);
    const isCaught = known?.verdict === "Killed" || known?.verdict === "Timeout";
    return known?.of === sources && (isCaught || known.longestMs >= longestMs) ? known : undefined;
  }

  lastCaughtBy(key: string): string | null {
    return this.known.get(key)?.by ?? null;
  }
}

/** One name for the core as it stands, its tests and what they are built from. */
export function stateOfSources(testFiles: readonly string[]): string {
  const hash = createHash("sha256");
  const others = globSync(["worker/**/*.ts", "test/support/**/*", "scripts/mutation/fewer-cases.ts"], { cwd: root });
  for (const path of [...others, ...testFiles].sort()) {
    const full = join(root, path);
    if (/\.\w+$/.test(path)) hash.update(`${path}\n`).update(readFileSync(full));
  }
  return hash.digest("hex").slice(0, 16);
}
