/** A document is executed as it stands: what its commands print is compared with what it shows. */
import { describe, expect, test } from "vitest";
import { differences, runSteps, stepsIn, withAnswers, type Step } from "../../scripts/transcript.ts";

const ID = "of_01jd0000000000000000000000";
const OTHER = "of_01m82xfypce3vthnx72bhejh8k";
const document = (command: string, answer: string, kind = "json") =>
  `Words.\n\n\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`${kind}\n${answer}\n\`\`\`\n`;

function found(shown: string, printed: string, kind: "json" | "http" = "json"): string[] {
  const step: Step = { line: 1, command: "", shown: { kind, text: shown, line: 1 } };
  return differences(step, printed);
}

describe("what is shown against what is answered", () => {
  test.each([
    ["ids of one kind", `{"id":"${ID}"}`, `{"id":"${OTHER}"}`],
    ["times", '{"at":"2026-12-01T11:30:00.000Z"}', '{"at":"2027-01-31T00:00:00.001Z"}'],
    ["keys", '{"token":"gbk_test_…"}', '{"token":"gbk_test_abcdefghij_0123456789"}'],
    [
      "this server's address",
      '{"type":"http://localhost:8790/problems/x"}',
      '{"type":"http://127.0.0.1:1/problems/x"}',
    ],
    ["fields left out", '{"a":1,"…":"…"}', '{"a":1,"b":2}'],
    ["items left out", '{"items":[1,"…"]}', '{"items":[1,2,3]}'],
    ["spaces", '{ "a" : [ 1 ] }', '{"a":[1]}'],
  ])("is the same but for %s", (_, shown, printed) => {
    expect(found(shown, printed)).toEqual([]);
  });

  test.each([
    ["an id of another kind", `{"id":"${ID}"}`, '{"id":"gb_01jd0000000000000000000000"}'],
    ["another state", '{"state":"accepted"}', '{"state":"selected"}'],
    ["another amount", '{"amount":24000}', '{"amount":24001}'],
    ["a number that is a text", '{"amount":1}', '{"amount":"1"}'],
    ["a field that is not answered", '{"a":1,"b":2}', '{"a":1}'],
    ["a field that is not shown", '{"a":1}', '{"a":1,"b":2}'],
    ["one item more", '{"items":[1]}', '{"items":[1,2]}'],
    ["one item fewer than shown", '{"items":[1,2,"…"]}', '{"items":[1]}'],
    ["no JSON", '{"a":1}', "curl: (7) Failed to connect"],
    ["nothing", '{"a":1}', ""],
  ])("differs for %s", (_, shown, printed) => {
    expect(found(shown, printed)).toHaveLength(1);
  });

  test("headers: those shown must be there, with their values", () => {
    const printed = 'HTTP/1.1 201 Created\r\nETag: "1"\r\nDate: now\r\n\r\n{"a":1}';
    expect(found('HTTP/1.1 201 Created\netag: "1"\n\n{ "a": 1 }', printed, "http")).toEqual([]);
    expect(found("HTTP/1.1 201 Created", printed, "http")).toEqual([]);
    expect(found("HTTP/1.1 200 OK", printed, "http")).toHaveLength(1);
    expect(found('HTTP/1.1 201 Created\netag: "2"', printed, "http")).toHaveLength(1);
    expect(found("HTTP/1.1 201 Created\nretry-after: 1", printed, "http")).toHaveLength(1);
  });
});

describe("a document", () => {
  test("is run by one shell, so that a variable of one block is there in the next", async () => {
    const steps = stepsIn('```sh\nGREETING=\'{"a":1}\'\n```\nthen\n```sh\necho "$GREETING$HERE"\n```\n');
    expect(steps.map(({ line }) => line)).toEqual([1, 5]);
    expect(await runSteps(steps, { HERE: "!" })).toEqual(["", '{"a":1}!\n']);
  });

  test("stops at the command that fails, and says where it stands", async () => {
    await expect(runSteps(stepsIn("a\n\n```sh\necho no; false\n```\n"), {})).rejects.toThrow(/line 3\nno/);
  });

  test("shows no answer without a command", () => {
    expect(() => stepsIn("```json\n{}\n```\n")).toThrow("Line 1");
    expect(() => stepsIn("```sh\ntrue\n```\n```json\n1\n```\n```json\n2\n```\n")).toThrow("Line 7");
  });

  test("is written anew in the extent in which it stood, without keys that a scanner would take for real", () => {
    const before = document("true", '{ "id": "", "tiers": [{ "…": "…" }], "token": "", "…": "…" }');
    const printed = `{"id":"${ID}","state":"open","tiers":[{"a":1}],"token":"gbk_test_abc"}`;
    const after = withAnswers(before, stepsIn(before), [printed]);
    expect(after).toBe(document("true", `{ "id": "${ID}", "tiers": [{ "…": "…" }], "token": "gbk_test_…", "…": "…" }`));
    expect(stepsIn(after).flatMap((step) => differences(step, printed))).toEqual([]);
  });

  test("is written anew with the headers that it shows, in the order of the answer", () => {
    const before = document("true", "HTTP/1.1 500 x\netag: x\n\n{ }", "http");
    const after = withAnswers(before, stepsIn(before), ['HTTP/1.1 200 OK\r\nVary: a\r\nETag: "1"\r\n\r\n{"a":1}']);
    expect(after).toBe(document("true", 'HTTP/1.1 200 OK\netag: "1"\n\n{ "a": 1 }', "http"));
  });
});
