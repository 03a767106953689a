import { beforeAll, describe, expect, test } from "vitest";
import type { Answer, Caller } from "../../worker/app/app.ts";
import {
  callName,
  PERMISSIONS,
  SCOPES_OF_ROLE,
  type Party,
  type Permission,
} from "../../worker/contract/permissions.ts";
import { PROBLEMS } from "../../worker/contract/problems.ts";
import { ROLES } from "../../worker/contract/people.ts";
import { SCOPES, type Scope } from "../../worker/contract/scopes.ts";
import { chaptersOf } from "../../worker/http/catalogue.ts";
import { openApiDocument } from "../../worker/http/openapi.ts";
import { requirePermission } from "../../worker/http/permitted.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { INITIATOR, OPERATOR } from "../support/group-buy-persons.ts";
import { createHttpKit, refusalOf } from "../support/http-kit.ts";
import { EXAMPLES, type Example } from "../support/permission-examples.ts";
import { createPermissionWorld, NAMES, partiesOf } from "../support/permission-world.ts";

const document = openApiDocument(chaptersOf(createHttpKit().app)) as {
  paths: Record<string, Record<string, { "x-scope"?: Scope }>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: callName({ method, path }),
    scope: operation["x-scope"] ?? null,
  })),
);

/** Rows that say more than that somebody of a role is needed: they are played. */
const isPlayed = ({ by, not }: Permission) =>
  not.length > 0 || by.some((party) => party !== "anybody" && party !== "person" && party !== "operator");
/**
 * Keys, sessions and passkeys are things of people, not of a group-buy: test/unit/people.test.ts and passkeys.test.ts ask
 * for another's. What was said around one
 * is not in the object that stands on the stage: test/unit/community.test.ts.
 */
const ELSEWHERE = new Set([
  "DELETE /keys/{id}",
  "DELETE /sessions/{id}",
  "PATCH /passkeys/{id}",
  "DELETE /passkeys/{id}",
  "POST /group-buys/{id}/questions/{question}/answers",
  "POST /reports",
  "POST /operator/reports/{id}/dismiss",
  "POST /operator/reports/{id}/uphold",
]);
const played = Object.entries(PERMISSIONS).filter(([name, row]) => isPlayed(row) && !ELSEWHERE.has(name));

let world: Awaited<ReturnType<typeof createPermissionWorld>>;
beforeAll(async () => {
  world = await createPermissionWorld();
});

describe("the table", () => {
  test.each(operations)("$name has a row, with the scope of its document", ({ name, scope }) => {
    expect(PERMISSIONS[name], `a row for ${name} in worker/contract/permissions.ts`).toMatchObject({ scope });
  });

  test("has no row for a call that does not exist", () => {
    const known = new Set(operations.map(({ name }) => name));
    expect(Object.keys(PERMISSIONS).filter((name) => !known.has(name))).toEqual([]);
  });

  test("gives every scope to exactly one role, and every call with a scope has a party beside it", () => {
    expect(ROLES.flatMap((role) => SCOPES_OF_ROLE[role]).sort()).toEqual([...SCOPES].sort());
    for (const { scope, by } of Object.values(PERMISSIONS)) expect(by.includes("anybody")).toBe(scope === null);
  });

  test("default deny: the edge does not start with a call that has no row, or another scope in it", () => {
    expect(() => requirePermission({ method: "get", path: "/nowhere", scope: null })).toThrow(/GET \/nowhere/);
    expect(() => requirePermission({ method: "get", path: "/me", scope: "operator:read" })).toThrow(/GET \/me/);
    expect(() => requirePermission({ method: "get", path: "/me", scope: null })).toThrow(/GET \/me/);
    expect(() => requirePermission({ method: "get", path: "/me", scope: "profile:read" })).not.toThrow();
  });

  test.each(played)("%s has an example to be played", (name) => {
    expect(EXAMPLES, `an example of ${name} in test/support/permission-examples.ts`).toHaveProperty([name]);
  });
});

const DENIALS = ["unauthenticated", "scope-missing", "forbidden", "not-found", "conflict-of-interest"];

const examples = played.flatMap(([name, row]) => {
  const example = EXAMPLES[name];
  return example ? [{ name, row, example }] : [];
});

describe.each(examples)("$name", ({ name, row, example }) => {
  test("is answered to those who may, and to nobody else", async () => {
    const served = new Set<Party>();
    for (const who of NAMES) {
      const stage = example.stage();
      const { parties, isPast } = seenBy(stage, who, example);
      const verdict = await verdictOf(name, example, stage, who);
      const expected = expectationOf(row, who, parties);
      if (expected !== "may") {
        const known = isPast ? [expected, "409 state-conflict"] : [expected];
        expect(known, `${who} (${[...parties].join(", ")})`).toContain(verdict);
        continue;
      }
      expect(DENIALS, `${who} (${[...parties].join(", ")}) may, and was told ${verdict}`).not.toContain(
        verdict.split(" ")[1],
      );
      if (verdict.startsWith("2")) for (const party of parties) served.add(party);
    }
    for (const party of row.by) expect([...served], `some ${party} is answered well`).toContain(party);
  });

  test("is refused to nobody in particular, and to a key of the right person with every other scope", async () => {
    const stage = example.stage();
    expect(await verdictOf(name, example, stage, null)).toBe("401 unauthenticated");
    const who = NAMES.find((one) => expectationOf(row, one, seenBy(stage, one, example).parties) === "may") ?? "";
    expect(await verdictOf(name, example, stage, null, await world.keyWithout(who, row.scope))).toBe(
      "403 scope-missing",
    );
  });
});

describe("E6: before it is published a group-buy is there for its initiator, and operators may see it", () => {
  const inside = operations
    .map(({ name }) => name)
    .filter((name) => /\/(?:group-buys|demands)\/\{id\}/.test(name) && !name.includes("sandbox"));

  test.each(inside)("%s", async (name) => {
    const given = EXAMPLES[name];
    for (const who of NAMES) {
      const stage = new Stage();
      const { parties } = partiesOf(stage.groupBuy, who);
      const isOperators = name === "GET /group-buys/{id}" || name.includes("/operator/");
      if (parties.has("initiator") || (parties.has("operator") && isOperators)) continue;
      const request: Example = {
        stage: () => stage,
        path: () =>
          pathOf(name)
            .replace("{id}", stage.groupBuy.id)
            .replace("{question}", "qst_01jd0000000000000000000001")
            .replace("{review}", "rev_01jd0000000000000000000001"),
        body: () => given?.body?.(given.stage()) ?? null,
        version: () => stage.groupBuy.seq,
      };
      expect(["404 not-found", "403 scope-missing"], who).toContain(await verdictOf(name, request, stage, who));
    }
  });
});

describe("E8: what a person is and what their credential may are two questions", () => {
  const draftPath = (stage: Stage) => `/group-buys/${stage.groupBuy.id}`;
  const seen: Example = { stage: () => new Stage(), path: draftPath };

  test("an operator's key without operator:read sees no more than the public", async () => {
    const stage = new Stage();
    const token = await world.keyWithout(OPERATOR, "operator:read");
    expect(await verdictOf("GET /group-buys/{id}", seen, stage, OPERATOR)).toBe("200");
    expect(await verdictOf("GET /group-buys/{id}", seen, stage, null, token)).toBe("404 not-found");
  });

  test("a page that asks for an operator's use case with anybody else's session finds nothing", async () => {
    const { app } = world.kit;
    await world.put(new Stage());
    const asked = Object.entries<(caller: Caller, ...input: never[]) => Answer<unknown>>({ ...app.operators });
    expect(asked.length).toBeGreaterThan(5);
    for (const name of ["Sam", INITIATOR, "Ada", "Mia"]) {
      for (const [useCase, ask] of asked) {
        expect(await ask(world.callerOf(name)), `${useCase} by ${name}`).toMatchObject({
          error: { slug: "not-found" },
        });
      }
    }
  });
});

/** What the table says that somebody is told: the refusal, or "may". */
function expectationOf({ scope, by, not, others }: Permission, who: string, parties: ReadonlySet<Party>): string {
  if (scope !== null && !world.scopesOf(who).includes(scope)) return "403 scope-missing";
  if (not.some((party) => parties.has(party))) return `${PROBLEMS["conflict-of-interest"].status} conflict-of-interest`;
  if (by.some((party) => parties.has(party))) return "may";
  return `${PROBLEMS[others].status} ${others}`;
}

function seenBy(stage: Stage, who: string, { owner }: Example) {
  const { parties, isPast } = partiesOf(stage.groupBuy, who);
  return { parties: who === owner ? new Set([...parties, "owner" as const]) : parties, isPast };
}

/** Sends the example as somebody, or with a token, or as nobody: "200", or the status and slug of the refusal. */
async function verdictOf(
  name: string,
  example: Example,
  stage: Stage,
  who: string | null,
  token = who === null ? null : world.keyOf(who),
): Promise<string> {
  await world.put(stage);
  const body = example.body?.(stage) ?? null;
  const response = await world.kit.fetch(`/api/v1${example.path(stage)}`, {
    method: name.slice(0, name.indexOf(" ")),
    headers: {
      "idempotency-key": `key-${(requests += 1)}`,
      "if-match": `"${example.version?.(stage) ?? 1}"`,
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== null && { "content-type": "application/json" }),
    },
    ...(body !== null && { body: JSON.stringify(body) }),
  });
  if (response.ok) return String(response.status);
  return (await refusalOf(response)).split(" ").slice(0, 2).join(" ");
}

let requests = 0;

function pathOf(name: string): string {
  return name.slice(name.indexOf(" ") + 1);
}
