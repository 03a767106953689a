/** The reference is drawn from our own document: nothing of it is left out, and every link in it leads somewhere. */
import { describe, expect, test } from "vitest";
import { chaptersOf } from "../../worker/http/catalogue.ts";
import { openApiDocument, refusalsOf } from "../../worker/http/openapi.ts";
import { chapterOf, contentsOf, slugOf } from "../../web/lib/developers/reference.ts";
import type { ApiDocument } from "../../web/lib/developers/openapi.ts";
import { limitsOf, rowsOf } from "../../web/lib/developers/shapes.ts";
import { tenMinutes } from "../../web/lib/developers/ten-minutes.ts";
import { createHttpKit, ORIGIN } from "../support/http-kit.ts";

const endpoints = chaptersOf(createHttpKit().app);
const document = openApiDocument(endpoints) as ApiDocument;
const chapters = endpoints.map(({ tag }) => {
  const chapter = chapterOf(document, slugOf(tag), ORIGIN);
  if (chapter === null) throw new Error(`${tag} is a chapter`);
  return chapter;
});

describe("the whole document", () => {
  test("every call stands in its chapter, with its scope, its shapes and all of its refusals", () => {
    for (const [i, { endpoints: expected }] of endpoints.entries()) {
      const calls = chapters[i]?.calls ?? [];
      expect(calls.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
        expected.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted(),
      );
      for (const endpoint of expected) {
        const call = calls.find(
          ({ method, path }) => method === endpoint.method.toUpperCase() && path === endpoint.path,
        );
        expect(call?.scope).toBe(endpoint.scope);
        expect(call?.request === null).toBe(endpoint.body === undefined);
        expect(call?.answers.map(({ status }) => status)).toEqual([String(endpoint.status)]);
        // One that may come with either of two statuses stands under both.
        const slugs = new Set(call?.problems.flatMap((one) => one.slugs));
        expect([...slugs].toSorted()).toEqual([...refusalsOf(endpoint)].toSorted());
      }
    }
    expect(contentsOf(document).flatMap(({ calls }) => calls)).toHaveLength(
      chapters.flatMap(({ calls }) => calls).length,
    );
  });

  test("anchors are unique, and no chapter is missing a shape that its calls name", () => {
    for (const { calls, shapes } of chapters) {
      const ids = calls.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const known = new Set(shapes.map(({ name }) => name));
      const bodies = calls.flatMap(({ request, answers }) => [request, ...answers.map(({ body }) => body)]);
      const named = [
        ...bodies.flatMap((body) => [body?.shape, ...(body?.rows ?? []).map(({ shape }) => shape)]),
        ...shapes.flatMap(({ rows }) => rows.map(({ shape }) => shape)),
      ].filter((shape) => shape !== null && shape !== undefined);
      for (const shape of named) expect(known, shape).toContain(shape);
    }
  });

  test("nothing is called “anything” but what is", () => {
    const vague = chapters.flatMap(({ calls, shapes }) => [
      ...shapes.flatMap(({ name, rows }) =>
        rows.filter(({ kind }) => kind === "anything").map((row) => `${name}.${row.name}`),
      ),
      ...calls.flatMap(({ id, request, answers }) =>
        [request, ...answers.map(({ body }) => body)]
          .flatMap((body) => body?.rows ?? [])
          .filter(({ kind }) => kind === "anything")
          .map(({ name }) => `${id}.${name}`),
      ),
    ]);
    expect([...new Set(vague)]).toEqual([]);
  });

  test("a chapter that is not there is none", () => {
    expect(chapterOf(document, "webhooks", ORIGIN)).toBeNull();
  });
});

describe("a call as a command", () => {
  const commandOf = (id: string) => chapters.flatMap(({ calls }) => calls).find((call) => call.id === id)?.command;

  test("has what the call needs, and nothing else", () => {
    expect(commandOf("getDemandsById")).toBe(
      `curl -X GET "${ORIGIN}/api/v1/demands/$ID" \\\n  -H "Authorization: Bearer $ONEBELL_KEY"`,
    );
    expect(commandOf("putOffersById")).toContain("If-Match");
    expect(commandOf("putOffersById")).not.toContain("Idempotency-Key");
    expect(commandOf("postGroupBuysByIdJoins")).toContain("Idempotency-Key");
    expect(commandOf("getGroupBuys")).not.toContain("Authorization");
    expect(commandOf("getOrders")).toContain("?groupBuyId=$GROUP_BUY_ID");
  });

  test("where there is no sandbox, no key is had by asking", () => {
    expect(tenMinutes(ORIGIN, true)[0]?.command).toContain("/sandbox/actors");
    expect(
      tenMinutes(ORIGIN, false)
        .map(({ command }) => command)
        .join(),
    ).not.toContain("sandbox");
  });
});

describe("a shape as lines", () => {
  test("nested, required, null, lists, choices and limits", () => {
    const rows = rowsOf({
      required: ["a", "list"],
      properties: {
        a: { anyOf: [{ $ref: "#/components/schemas/Money" }, { type: "null" }] },
        list: {
          type: "array",
          maxItems: 3,
          items: { type: "object", properties: { b: { type: ["integer", "null"] } } },
        },
        c: { type: "string", enum: ["x", "y"] },
      },
    });
    expect(
      rows.map(({ name, depth, kind, shape, isRequired, mayBeNull, limits }) => [
        name,
        depth,
        kind,
        shape,
        isRequired,
        mayBeNull,
        limits.join(),
      ]),
    ).toEqual([
      ["a", 0, "", "Money", true, true, ""],
      ["list", 0, "list of objects", null, true, false, "up to 3 items"],
      ["b", 1, "integer", null, false, true, ""],
      ["c", 0, "text", null, false, false, "x, y"],
    ]);
  });

  test("what JSON can hold at all is no limit", () => {
    expect(limitsOf({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })).toEqual([]);
    expect(limitsOf({ minimum: 1, maximum: 5 })).toEqual(["1 to 5"]);
    expect(limitsOf({ pattern: "^gb_[0-7][0-9a-hjkmnp-tv-z]{25}$" })).toEqual(["gb_…"]);
  });
});
