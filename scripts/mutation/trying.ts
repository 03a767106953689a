/** One mutant after the other: its tests, the lightest first, until one of them fails. */
import { utimesSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";
import { type Candidate, type Job, type Verdict, type Walked, switches, write } from "./job.ts";

/** A mutant that is passed this many times as often as without it is in a loop that does not end. */
const ENDLESS = 100;
const FEWEST_HITS = 1_000;

interface Found {
  readonly verdict: Verdict;
  readonly by: string | null;
}

export async function tryAll(job: Job, tests: ReadonlyMap<string, RunnerTestCase>): Promise<void> {
  const trying = new Trying(job, tests);
  for (const mutant of job.mutants) {
    write(job.path, { trying: mutant.id });
    const startMs = performance.now();
    const found = await trying.found(mutant);
    const ms = Math.round(performance.now() - startMs);
    if (found === null) write(job.path, { spoilt: mutant.id });
    else write(job.path, { tried: mutant.id, ...found, ms });
  }
}

/** Without a mutant: whoever does not pass would be said to have caught one. */
export async function checkAll(job: Job, tests: ReadonlyMap<string, RunnerTestCase>): Promise<void> {
  for (const { name } of job.tests) {
    beat(job.path);
    if (!(await passes(name, tests))) write(job.path, { leftOut: name, why: "it does not pass by itself" });
  }
}

class Trying {
  private readonly job: Job;
  private readonly tests: ReadonlyMap<string, RunnerTestCase>;
  /**
   * Tests that fail without any mutant since one was switched on: they keep something that was made under it. They say
   * nothing any more in this process.
   */
  private readonly ruined = new Set<string>();
  private isFirst = true;

  constructor(job: Job, tests: ReadonlyMap<string, RunnerTestCase>) {
    this.job = job;
    this.tests = tests;
  }

  /** null: only a ruined test could say; it has to be asked in another process. */
  async found(mutant: Candidate): Promise<Found | null> {
    const asked = inOrder(this.job, mutant);
    const isFirst = this.isFirst;
    this.isFirst = false;
    for (const test of asked.filter(({ name }) => !this.ruined.has(name))) {
      const verdict = await this.verdict(mutant, test);
      if (verdict === "Survived") continue;
      // Of the first of a process nobody else can have left behind what fails.
      if (this.job.fromTheStart !== null || isFirst || (await passes(test.name, this.tests)))
        return { verdict, by: test.name };
      this.ruined.add(test.name);
    }
    return asked.some(({ name }) => this.ruined.has(name)) ? null : { verdict: "Survived", by: null };
  }

  private async verdict({ id }: Candidate, { name, reached }: Walked): Promise<Verdict> {
    const isLoaded = this.job.fromTheStart !== null;
    beat(this.job.path);
    switches.hitCount = 0;
    switches.hitLimit = isLoaded ? Number.POSITIVE_INFINITY : Math.max(FEWEST_HITS, (reached[id] ?? 0) * ENDLESS);
    switches.activeMutant = Number(id);
    const isPassed = await passes(name, this.tests);
    if (!isLoaded) switches.activeMutant = undefined;
    if (switches.hitCount > switches.hitLimit) return "Timeout";
    return isPassed ? "Survived" : "Killed";
  }
}

function inOrder(job: Job, { id, lastCaughtBy }: Candidate): Walked[] {
  const asked = job.fromTheStart === null ? job.tests.filter(({ reached }) => id in reached) : job.tests;
  const first = asked.filter(({ name }) => name === lastCaughtBy);
  return [...first, ...asked.filter(({ name }) => name !== lastCaughtBy)];
}

/** A test that is not there any more (its file does not load with this mutant) does not pass. */
async function passes(name: string, tests: ReadonlyMap<string, RunnerTestCase>): Promise<boolean> {
  const test = tests.get(name);
  if (test === undefined) return false;
  const hooks = suitesOf(test).map((suite) => TestRunner.getSuiteHooks(suite));
  const back = hooks.toReversed();
  try {
    for (const { beforeAll } of hooks) for (const hook of beforeAll) await hook(test.file);
    for (const { beforeEach } of hooks) for (const hook of beforeEach) await hook(test.context, test.file);
    try {
      await TestRunner.getTestFn(test)();
    } finally {
      for (const { afterEach } of back) for (const hook of afterEach) await hook(test.context, test.file);
      for (const { afterAll } of back) for (const hook of afterAll) await hook(test.file);
    }
    return true;
  } catch {
    return false;
  }
}

/** From the file down to the test. */
function suitesOf(test: RunnerTestCase): RunnerTestSuite[] {
  const suites: RunnerTestSuite[] = [];
  for (let suite = test.suite; suite !== undefined; suite = suite.suite) suites.unshift(suite);
  return suites.includes(test.file) ? suites : [test.file, ...suites];
}

/** Whoever waits sees by the file's time that this process is not caught in a loop. */
function beat(path: string): void {
  const now = new Date(performance.timeOrigin + performance.now());
  utimesSync(path, now, now);
}
