/** The restore drill, as an operator runs it: databases and objects gone, and back (ADR 0032). */
import { expect, test } from "vitest";
import { runInBareShell } from "../support/bare-shell.ts";

test("OP6: catalogue, one group-buy, its receipts and its books come back as they were, once", () => {
  const { status, stdout, said } = runInBareShell("npm run -s drill:restore");
  expect(status, said).toBe(0);
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
