/**
 * The examples of the OpenAPI document were really sent and answered: they are recorded from the examples of permissions,
 * and here held against what is answered today. `ONEBELL_RECORD=1 npm run test:unit -- api-examples` records them anew.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { JoinAnswer } from "../../worker/contract/group-buy.ts";
import { Problem } from "../../worker/contract/problems.ts";
import { callName } from "../../worker/contract/permissions.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { chaptersOf } from "../../worker/http/catalogue.ts";
import { EXAMPLES } from "../../worker/http/examples.ts";
import { openApiDocument } from "../../worker/http/openapi.ts";
import { root } from "../../scripts/tools.ts";
import { recordExamples, shapeOf, type RecordedExample } from "../support/api-examples.ts";
import { createHttpKit } from "../support/http-kit.ts";
import { exhibit, RING } from "../support/verify-kit.ts";

const chapters = chaptersOf(createHttpKit().app);
const endpoints = new Map(chapters.flatMap((chapter) => chapter.endpoints).map((one) => [callName(one), one]));
const names = Object.keys(EXAMPLES);

let today: Record<string, RecordedExample>;
beforeAll(async () => {
  today = await recordExamples();
});

const isRecording = process.env["ONEBELL_RECORD"] !== undefined;

test.runIf(isRecording)("the examples are recorded anew", () => {
  writeFileSync(join(root, "worker/http/examples.json"), `${JSON.stringify(today, null, 1)}\n`);
});

describe.skipIf(isRecording)("an example of the document", () => {
  test("there are many, and each is of a call that there is", () => {
    expect(names.length).toBeGreaterThan(45);
    expect(names.filter((name) => !endpoints.has(name))).toEqual([]);
  });

  test.each(names)("%s has the shape that is sent and answered today", (name) => {
    expect(shapeOf(EXAMPLES[name])).toEqual(shapeOf(today[name]));
  });

  test.each(names)("%s holds against its own schemas, which know every field of it", (name) => {
    const endpoint = endpoints.get(name);
    const { request, answer } = EXAMPLES[name] ?? {};
    if (request !== undefined) expect(endpoint?.body?.parse(request)).toEqual(request);
    if (answer !== undefined) expect(endpoint?.answer?.parse(answer)).toEqual(answer);
  });

  test("stands in the document beside its schema", () => {
    const document = JSON.stringify(openApiDocument(chapters));
    const { request, answer } = EXAMPLES["PUT /offers/{id}"] ?? {};
    expect(document).toContain(`"example":${JSON.stringify(request)}`);
    expect(document).toContain(`"example":${JSON.stringify(answer)}`);
  });

  test.each(
    names.flatMap((name) => Object.entries(EXAMPLES[name]?.refusals ?? {}).map((one) => [name, ...one] as const)),
  )("%s: what is said with %s holds against the schema and stands in the document", (_, slug, said) => {
    expect(Problem.parse(said)).toEqual(said);
    expect(JSON.stringify(openApiDocument(chapters))).toContain(`"${slug}":{"value":${JSON.stringify(said)}}`);
  });

  test("the receipts in it are signed, each over what it prints", async () => {
    const { answer, refusals = {} } = EXAMPLES["POST /group-buys/{id}/joins"] ?? {};
    const { receipt: late } = Problem.parse(refusals["deadline-passed"]);
    const { attempt } = Problem.parse(refusals["busy"]);
    const { receipt: taken } = JoinAnswer.parse(answer);
    expect([taken.accepted, late?.code, attempt?.outcome]).toEqual([true, "deadline-passed", "not-judged"]);
    for (const file of [taken, late, attempt]) {
      const checks = await verifyExhibits([exhibit(JSON.stringify(file))], { keys: RING, verify: verifyEd25519 });
      expect(checks.length).toBeGreaterThan(1);
      expect(checks.filter(({ verdict, id }) => verdict !== "proven" && id !== "receipt-key-time")).toEqual([]);
    }
  });

  test("a field more, or one of another kind, is found", () => {
    const offer = EXAMPLES["PUT /offers/{id}"];
    expect(shapeOf({ ...offer, more: 1 })).not.toEqual(shapeOf(offer));
    expect(shapeOf({ tiers: [{ a: 1 }] })).not.toEqual(shapeOf({ tiers: [{ a: "1" }] }));
  });
});
