/**
 * What the process that tries mutants is told, and what it writes down. Both go through files: the process may be
 * caught in an endless loop, and what it had found by then stands.
 */
import { appendFileSync, closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";

export const JOB_VARIABLE = "ONEBELL_MUTATION_JOB";

export interface Job {
  /** Of every file of the core: its source with all mutants in it, each behind a switch. */
  readonly instrumented: Readonly<Record<string, string>>;
  readonly testFileCount: number;
  /**
   * `walk`: which test reaches which mutant. `check`: which of them do not pass when they are asked as mutants ask them, by
   * themselves and in another order. `try`: these mutants, in this order.
   */
  readonly task: "walk" | "check" | "try";
  /** Of a mutant that takes effect while modules are loaded: switched on from the beginning, the only one in its process. */
  readonly fromTheStart: string | null;
  readonly mutants: readonly Candidate[];
  /** Lightest first. Empty while walking. */
  readonly tests: readonly Walked[];
  /** Where the process writes, one JSON a line. */
  readonly path: string;
}

export interface Candidate {
  readonly id: string;
  /** The test that caught it last time is asked first. */
  readonly lastCaughtBy: string | null;
}

/** A test as it went without any mutant. */
export interface Walked {
  readonly name: string;
  readonly ms: number;
  /** Mutant id: how often the test came by. */
  readonly reached: Readonly<Record<string, number>>;
}

export type Line =
  | { readonly loaded: readonly string[] }
  | { readonly leftOut: string; readonly why: string }
  | { readonly walked: Walked }
  | { readonly trying: string }
  | { readonly tried: string; readonly verdict: Verdict; readonly by: string | null; readonly ms: number }
  /** Mutants before it have left something behind that its tests fail of, or might: it has to be tried in another process. */
  | { readonly spoilt: string };

export type Verdict = "Killed" | "Timeout" | "Survived";

export function write(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** Reads on where it stopped. A line that is not yet whole is read when it is. */
export class Lines {
  private offset = 0;
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  next(): Line[] {
    const length = statSync(this.path).size - this.offset;
    if (length === 0) return [];
    const bytes = Buffer.alloc(length);
    const file = openSync(this.path, "r");
    const { length: isRead } = bytes.subarray(0, readSync(file, bytes, 0, length, this.offset));
    closeSync(file);
    const whole = bytes.lastIndexOf("\n", isRead) + 1;
    this.offset += whole;
    const lines = bytes.toString("utf8", 0, whole).split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Line);
  }
}

export function readJob(): Job {
  return JSON.parse(readFileSync(process.env[JOB_VARIABLE] ?? "", "utf8")) as Job;
}

/** What the switches look at, in the process that runs the tests. */
export interface Switches {
  activeMutant?: number | undefined;
  /** By mutant: how often somebody came by. */
  readonly hits: Uint32Array;
  hitCount?: number;
  hitLimit?: number;
}

const MUTANTS_MAXIMUM = 100_000;

export const switches = ((globalThis as { __stryker__?: Switches }).__stryker__ ??= {
  hits: new Uint32Array(MUTANTS_MAXIMUM),
});

/** Who was passed since this was asked last, and how often. */
export function takeHits(): Record<string, number> {
  const reached: Record<string, number> = {};
  for (const [id, count] of switches.hits.entries()) if (count > 0) reached[id] = count;
  switches.hits.fill(0);
  return reached;
}
