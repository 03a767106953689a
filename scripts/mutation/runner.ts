/**
 * Inside vitest: the test files are loaded once, and when the last one is there their tests are asked again and again, with
 * one mutant switched on after the other. A mutant costs what its tests cost until one fails, and no start of a process.
 */
import { relative } from "node:path";
import { type RunnerTask, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from "vitest";
import { type Job, readJob, takeHits, write } from "./job.ts";
import { root } from "../tools.ts";
import { checkAll, tryAll } from "./trying.ts";

const shared = globalThis as { onebellTests?: Map<string, RunnerTestCase>; onebellFiles?: number };

export default class MutantRunner extends TestRunner {
  private readonly job: Job = readJob();
  private readonly tests = (shared.onebellTests ??= new Map());
  private readonly names = new WeakMap<RunnerTask, string>();
  private readonly reached = new WeakMap<RunnerTask, Readonly<Record<string, number>>>();

  onCollected(files: RunnerTestFile[]): void {
    for (const test of files.flatMap(testsOf)) {
      const name = free(nameOf(test), this.tests);
      this.tests.set(name, test);
      this.names.set(test, name);
    }
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    if (this.job.task === "walk") takeHits();
    else test.mode = "skip";
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test);
    this.reached.set(test, takeHits());
  }

  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- synchronous in the base class, and awaited by who calls it
  override onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    return this.asked(files);
  }

  private async asked(files: RunnerTestFile[]): Promise<void> {
    shared.onebellFiles = (shared.onebellFiles ?? 0) + files.length;
    for (const file of files) this.loaded(file);
    const isLast = shared.onebellFiles === this.job.testFileCount;
    if (isLast && this.job.task === "check") await checkAll(this.job, this.tests);
    if (isLast && this.job.task === "try") await tryAll(this.job, this.tests);
    super.onAfterRunFiles(files);
  }

  private loaded(file: RunnerTestFile): void {
    if (this.job.task === "walk") for (const test of testsOf(file)) this.walked(test);
    const error = file.result?.errors?.[0]?.message;
    if (error !== undefined) write(this.job.path, { leftOut: relative(root, file.filepath), why: error });
  }

  private walked(test: RunnerTestCase): void {
    const name = this.names.get(test) ?? "";
    const { path } = this.job;
    const reached = this.reached.get(test) ?? {};
    if (test.result?.state === "pass") write(path, { walked: { name, ms: test.result.duration ?? 0, reached } });
    else write(path, { leftOut: name, why: test.result?.errors?.[0]?.message ?? "it does not run" });
  }
}

function testsOf(suite: RunnerTestSuite): RunnerTestCase[] {
  return suite.tasks.flatMap((task) => (task.type === "suite" ? testsOf(task) : [task]));
}

function nameOf(test: RunnerTestCase): string {
  return `${relative(root, test.file.filepath)} > ${test.fullTestName}`;
}

function free(name: string, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 1; ; n++) if (!taken.has(n === 1 ? name : `${name} #${n}`)) return n === 1 ? name : `${name} #${n}`;
}
