/** docs/merchants.md, line by line, by a shell and curl against this fresh server. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { differences, runSteps, stepsIn } from "../../scripts/transcript.ts";

test("every command of docs/merchants.md answers what the document shows", async ({ baseURL }) => {
  const document = readFileSync("docs/merchants.md", "utf8");
  const steps = stepsIn(document);
  const printed = await runSteps(steps, { ONEBELL: baseURL ?? "" });
  expect(steps.flatMap((step, i) => differences(step, printed[i] ?? ""))).toEqual([]);
  expect(steps.filter(({ shown }) => shown !== null).length).toBeGreaterThan(20);

  // A wrong word, number, field or status anywhere in what is shown is found.
  for (const [right, wrong] of [
    ['"rank": 2', '"rank": 1'],
    ['"state": "accepted"', '"state": "selected"'],
    ['"amount": 67830', '"amount": 67831'],
    ["HTTP/1.1 412 Precondition", "HTTP/1.1 409 Precondition"],
    ['"slug": "scope-missing"', '"slug": "forbidden"'],
    ['"lastUsedAt": null', '"lastUsed": null'],
    ["Authorization: Bearer $ONEBELL_KEY\\\" -H 'If-Match", "Authorization: Bearer $ONEBELL_KEY\\\" -H 'If-None-Match"],
  ] as const) {
    const mutant = stepsIn(document.replace(right, wrong));
    expect(document, right).toContain(right);
    expect(mutant.flatMap((step, i) => differences(step, printed[i] ?? "")).length, wrong).toBeGreaterThan(0);
  }
});
