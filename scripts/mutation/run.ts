/** Which mutants are still to be tried, in how many processes, and what came of them. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "@stryker-mutator/api/core";
import { localDir } from "../tools.ts";
import type { Job, Line, Walked } from "./job.ts";
import { type Known, type KnownMutants, stateOfSources } from "./known.ts";
import { type Instrumented, mutantKey } from "./mutants.ts";
import { runJob } from "./process.ts";
import { testFiles } from "./tests.ts";

/** So many are handed to a process at once: what it has loaded, and what mutants may leave behind, does not grow without end. */
const AT_ONCE = 75;
const TRY_AGAIN = 3;

export interface Tried {
  readonly mutant: Mutant;
  readonly known: Known;
}

/** The tests as they go without any mutant. */
interface Walk {
  readonly state: string;
  readonly tests: readonly Walked[];
  /** Mutants that take effect while modules are loaded. */
  readonly loaded: readonly string[];
  /** Only tests that pass by themselves as well are in it. */
  readonly isChecked: boolean;
}

export interface RunListener {
  onTried(tried: Tried): void;
  isOver(): boolean;
}

export class Run {
  private readonly testFiles = testFiles();
  private readonly state = stateOfSources(this.testFiles);
  private walk: Walk = { state: "", tests: [], loaded: [], isChecked: false };
  private reached = new Set<string>();

  private readonly core: Instrumented;
  private readonly known: KnownMutants;
  private readonly listener: RunListener;
  /** Tests that take longer are not asked. ms. */
  private readonly longestMs: number;

  constructor(core: Instrumented, known: KnownMutants, longestMs: number, listener: RunListener) {
    this.core = core;
    this.known = known;
    this.longestMs = longestMs;
    this.listener = listener;
  }

  /** In this order, as far as the time allows; those whose verdict stands are not tried again. */
  async tryAll(mutants: readonly Mutant[], isFresh: boolean): Promise<void> {
    const walk = await this.walked();
    this.walk = { ...walk, tests: walk.tests.filter(({ ms }) => ms <= this.longestMs) };
    this.reached = new Set(this.walk.tests.flatMap(({ reached }) => Object.keys(reached)));
    const loaded = new Set(this.walk.loaded);
    for (let from = 0; from < mutants.length && !this.listener.isOver(); from += AT_ONCE) {
      const some = mutants.slice(from, from + AT_ONCE);
      const toTry = some.filter((mutant) => isFresh || !this.stands(mutant));
      for (const mutant of toTry) if (!loaded.has(mutant.id) && !this.reached.has(mutant.id)) this.noCoverage(mutant);
      await this.together(toTry.filter(({ id }) => !loaded.has(id) && this.reached.has(id)));
      for (const mutant of toTry) if (loaded.has(mutant.id) && !this.listener.isOver()) await this.alone(mutant);
    }
  }

  private stands(mutant: Mutant): boolean {
    const known = this.known.of(mutantKey(mutant), this.state, this.longestMs);
    if (known !== undefined) this.listener.onTried({ mutant, known });
    return known !== undefined;
  }

  private noCoverage(mutant: Mutant): void {
    this.found(mutant, { verdict: "NoCoverage", by: null, ms: 0 });
  }

  /** Each process decides at least its first; what a loop or something spoilt has kept from being tried is for the next one. */
  private async together(mutants: readonly Mutant[]): Promise<void> {
    let left = [...mutants];
    let fruitless = 0;
    while (left.length > 0 && fruitless < TRY_AGAIN && !this.listener.isOver()) {
      const before = left.length;
      const lines = await this.ask(left, null);
      const tried = new Set(lines.flatMap((line) => ("tried" in line ? [line.tried] : [])));
      left = left.filter(({ id }) => !tried.has(id));
      fruitless = left.length < before ? 0 : fruitless + 1;
    }
    if (left.length > 0 && !this.listener.isOver())
      throw new Error(`the tests end by themselves; see ${join(dir, "vitest.log")}`);
  }

  private async alone(mutant: Mutant): Promise<void> {
    const lines = await this.ask([mutant], mutant.id);
    const isTried = lines.some((line) => "tried" in line);
    // A module that does not even load ends all tests.
    if (!isTried && !this.listener.isOver()) this.found(mutant, { verdict: "Killed", by: null, ms: 0 });
  }

  private ask(mutants: readonly Mutant[], fromTheStart: string | null): Promise<Line[]> {
    const byId = new Map(mutants.map((mutant) => [mutant.id, mutant]));
    const candidates = mutants.map((mutant) => ({
      id: mutant.id,
      lastCaughtBy: this.known.lastCaughtBy(mutantKey(mutant)),
    }));
    const job = { ...this.job("try", false), fromTheStart, mutants: candidates, tests: this.walk.tests };
    return runJob(job, (lines) => {
      for (const line of lines) {
        const mutant = "tried" in line ? byId.get(line.tried) : undefined;
        if (mutant !== undefined && "tried" in line) this.found(mutant, line);
      }
    });
  }

  private found(mutant: Mutant, { verdict, by, ms }: Pick<Known, "verdict" | "by" | "ms">): void {
    const known = { key: mutantKey(mutant), verdict, by, ms, of: this.state, longestMs: this.longestMs };
    this.known.add(known);
    this.listener.onTried({ mutant, known });
  }

  /** Which test reaches what. Kept as long as neither sources nor tests change. */
  private async walked(): Promise<Walk> {
    const path = join(dir, "walk.json");
    const kept = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Walk) : null;
    const walk = kept?.state === this.state ? kept : await this.walkNow();
    if (walk.isChecked || this.listener.isOver()) return walk;
    console.log("onebell: all tests once more, as mutants ask them");
    const lines = await runJob(
      { ...this.job("check", false), fromTheStart: null, mutants: [], tests: walk.tests },
      nothing,
    );
    const leftOut = new Set(leftOutBy(lines));
    const checked = { ...walk, tests: walk.tests.filter(({ name }) => !leftOut.has(name)), isChecked: true };
    if (!this.listener.isOver()) writeFileSync(path, JSON.stringify(checked));
    return checked;
  }

  private async walkNow(): Promise<Walk> {
    console.log("onebell: all tests once, without a mutant");
    const lines = await runJob({ ...this.job("walk", true), fromTheStart: null, mutants: [], tests: [] }, nothing);
    const tests = lines.flatMap((line) => ("walked" in line ? [line.walked] : []));
    if (tests.length === 0 && !this.listener.isOver()) throw new Error(`no test runs; see ${join(dir, "vitest.log")}`);
    leftOutBy(lines);
    return {
      state: this.state,
      tests: tests.sort((a, b) => a.ms - b.ms),
      loaded: lines.flatMap((line) => ("loaded" in line ? line.loaded : [])),
      isChecked: false,
    };
  }

  private job(task: Job["task"], isCounting: boolean): Pick<Job, "task" | "instrumented" | "testFileCount"> {
    const sources = this.core.files.map(({ name, content }) => [name, swift(content, isCounting)] as const);
    const instrumented = Object.fromEntries(sources);
    return { task, instrumented, testFileCount: this.testFiles.length };
  }
}

function leftOutBy(lines: readonly Line[]): string[] {
  const leftOut = lines.filter((line) => "leftOut" in line);
  for (const { leftOut: name, why } of leftOut) console.log(`onebell: left out: ${name}: ${why.slice(0, 200)}`);
  return leftOut.map((line) => line.leftOut);
}

/**
 * The switches as Stryker writes them, in numbers: what is passed is counted in an array, and not counted at all once it
 * is known. Otherwise the counting takes three times as long as the tests.
 */
function swift(instrumented: string, isCounting: boolean): string {
  const count = "var h = ns.hits; for (var i = 0; i < arguments.length; i++) h[arguments[i]]++; return;";
  return instrumented
    .replace("function cover() {", `function cover() { ${isCounting ? count : "return;"}`)
    .replaceAll(/stryCov_9fa48\("[^)]*\)/g, (call) => call.replaceAll('"', ""))
    .replaceAll(/stryMutAct_9fa48\("(\d+)"\)/g, "stryMutAct_9fa48($1)");
}

const nothing = () => undefined;
const dir = join(localDir, "mutation");
