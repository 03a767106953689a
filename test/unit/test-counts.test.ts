import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countPlaywright, countVitest, sum, summaryLine } from "../../scripts/test-counts.ts";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "onebell-counts-"))));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function report(content: object): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, success: true };
const green = { ...vitest, testResults: [{ status: "passed", assertionResults: [{}] }] };

test("a green run counts what passed and what was skipped", () => {
  expect(countVitest(report(green), 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
});

test("a file that could not be loaded counts as a failure", () => {
  const broken = { ...green, testResults: [{ status: "failed", assertionResults: [] }] };
  expect(countVitest(report(broken), 1).failed).toBe(1);
});

test("an error outside of every test counts as a failure", () => {
  expect(countVitest(report(green), 1).failed).toBe(1);
});

test("a runner that left no report has failed", () => {
  expect(countVitest(join(folder, "gone.json"), 0).failed).toBe(1);
  expect(countPlaywright(join(folder, "gone.json"), 0).failed).toBe(1);
});

test("a browser test that passed only the second time has failed", () => {
  const stats = { expected: 2, unexpected: 1, flaky: 1, skipped: 1 };
  expect(countPlaywright(report({ stats, errors: [] }), 1)).toEqual({ passed: 2, failed: 2, skipped: 1 });
});

test("the last line sums up all runners, and names what was skipped only if anything was", () => {
  const parts = [
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 0 },
  ];
  expect(summaryLine(sum(parts))).toBe("3 passed, 1 failed");
  expect(summaryLine({ passed: 1, failed: 0, skipped: 2 })).toBe("1 passed, 0 failed, 2 skipped");
});
