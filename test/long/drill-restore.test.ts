/** The restore drill, as an operator runs it: databases and objects gone, and back (ADR 0034). */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { root } from "../../scripts/tools.ts";

const DRILL_MS_MAXIMUM = 300_000;

test("OP6: catalogue, one group-buy, its receipts and its books come back as they were, once", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/bootstrap.mjs", "scripts/drill-restore.ts"],
    {
      cwd: root,
      encoding: "utf8",
      timeout: DRILL_MS_MAXIMUM,
      env: { PATH: process.env.PATH, HOME: process.env.HOME }, // As in a shell: nothing of the test runner reaches wrangler.
    },
  );
  expect(status, `${stdout}${stderr}`).toBe(0);
  for (const compared of [
    "rows of people",
    "head",
    "their signatures",
    "trial balance",
    "a second time",
    "hits for olive",
  ]) {
    expect(stdout).toMatch(new RegExp(`^✓ ${compared} `, "m"));
  }
  expect(stdout).not.toContain("✗");
});
