import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../../worker/app/app.ts";
import { SCOPES, type Scope } from "../../worker/contract/scopes.ts";
import { SLUGS } from "../../worker/contract/problems.ts";
import { REFUSAL_CODES } from "../../worker/core/group-buy/state/refusal.ts";
import { ok } from "../../worker/core/result.ts";
import { chaptersOf } from "../../worker/http/catalogue.ts";
import type { Endpoint } from "../../worker/http/endpoint.ts";
import { openApiDocument, refusalsOf } from "../../worker/http/openapi.ts";
import { createHttpKit, ORIGIN, refusalOf, type HttpKit } from "../support/http-kit.ts";
import { valueOf } from "../support/people-kit.ts";

const ID = "01jd0000000000000000000000";
const PATH_IDS: Readonly<Record<string, string>> = {
  gb: `gb_${ID}`,
  dep: `dep_${ID}`,
  of: `of_${ID}`,
  mer: `mer_${ID}`,
  key: `key_${ID}`,
  usr: `usr_${ID}`,
  mb: `mb_${ID}`,
  qst: `qst_${ID}`,
  inv: `inv_${ID}`,
  rep: `rep_${ID}`,
  rev: `rev_${ID}`,
  ses: `ses_${ID}`,
  pk: `pk_${ID}`,
  cls: `cls_${ID}`,
  dif: `dif_${ID}`,
  int: `int_${ID}`,
  receipt: `gb_${ID}.12`,
};
const MONEY = { amount: 4_800, currency: "EUR" };
const TERMS = {
  title: "Olive oil",
  description: "",
  kind: "good",
  category: "food",
  language: "en",
  unit: "bottle",
  currency: "EUR",
  targetUnitPrice: MONEY,
  quantityMinimum: 10,
  perBuyerMaximum: 5,
  initiatorQuantity: 1,
  depositPerUnit: MONEY,
  closesAt: "2026-12-02T00:00:00Z",
  shipTo: ["DE"],
};
const gb = PATH_IDS["gb"];

let kit: HttpKit;
let almighty: Caller;
const keys = new Map<string, string>();

beforeAll(async () => {
  kit = createHttpKit();
  almighty = await kit.almighty();
  const everything = { name: "Everything", scopes: [...SCOPES] };
  keys.set("almighty", valueOf(await kit.app.people.createKey(almighty, everything)).token);
  for (const role of ["buyer", "merchant", "operator"] as const) keys.set(role, await kit.keyOf(role));
});
beforeEach(() => {
  kit.reached.length = 0;
});

/** Method, path, role and body of a right request, and what its use case must be handed. */
const REACHING: readonly [string, string, string, unknown, string, unknown[]][] = [
  ["GET", "/me/group-buys", "buyer", null, "groupBuys.mine", []],
  ["POST", "/group-buys", "buyer", TERMS, "groupBuys.create", [TERMS]],
  ["PATCH", `/group-buys/${gb}`, "buyer", { title: "Oil" }, "groupBuys.change", [gb, 7, { title: "Oil" }]],
  ["DELETE", `/group-buys/${gb}`, "buyer", null, "groupBuys.discard", [gb, 7]],
  [
    "POST",
    `/group-buys/${gb}/submit`,
    "buyer",
    { instrument: "sandbox:ok" },
    "groupBuys.submit",
    [gb, { instrument: "sandbox:ok", commandId: expect.any(String) }],
  ],
  [
    "POST",
    `/group-buys/${gb}/cancel`,
    "buyer",
    { reason: "Moved" },
    "groupBuys.cancel",
    [gb, { reason: "Moved", commandId: expect.any(String) }],
  ],
  [
    "POST",
    `/group-buys/${gb}/joins`,
    "buyer",
    { quantity: 1, termsHash: "h", country: "DE", waitlist: true },
    "groupBuys.join",
    [gb, { quantity: 1, termsHash: "h", country: "DE", waitlist: true, commandId: expect.any(String) }],
  ],
  ["GET", `/group-buys/${gb}/joins/me`, "buyer", null, "groupBuys.myMembership", [gb]],
  ["DELETE", `/group-buys/${gb}/joins/me`, "buyer", null, "groupBuys.leave", [gb, { commandId: expect.any(String) }]],
  [
    "POST",
    `/group-buys/${gb}/joins/me/balance`,
    "buyer",
    { instrument: "sandbox:ok" },
    "groupBuys.payBalance",
    [gb, { instrument: "sandbox:ok", commandId: expect.any(String) }],
  ],
  [
    "POST",
    `/group-buys/${gb}/joins/me/received`,
    "buyer",
    null,
    "groupBuys.confirmReceived",
    [gb, { commandId: expect.any(String) }],
  ],
  [
    "POST",
    "/legs",
    "buyer",
    { groupBuyId: gb, quantity: 1, instrument: "sandbox:ok" },
    "legs.arm",
    [{ groupBuyId: gb, quantity: 1, instrument: "sandbox:ok", commandId: expect.any(String) }],
  ],
  ["GET", `/legs/${PATH_IDS["dep"]}`, "buyer", null, "legs.view", [PATH_IDS["dep"]]],
  [
    "POST",
    `/legs/${PATH_IDS["dep"]}/confirm`,
    "buyer",
    { instrument: "sandbox:ok" },
    "legs.confirm",
    [PATH_IDS["dep"], { instrument: "sandbox:ok", commandId: expect.any(String) }],
  ],
  ["POST", `/legs/${PATH_IDS["dep"]}/action`, "buyer", null, "legs.act", [PATH_IDS["dep"]]],
  [
    "GET",
    "/demands?q=oil&quantityMinimum=5&limit=10",
    "merchant",
    null,
    "merchants.demands",
    [{ q: "oil", quantityMinimum: 5, limit: 10 }],
  ],
  ["GET", `/demands/${gb}`, "merchant", null, "merchants.demand", [gb]],
  [
    "POST",
    `/demands/${gb}/offers`,
    "merchant",
    { canSupply: false },
    "merchants.offer",
    [gb, { canSupply: false, commandId: expect.any(String) }],
  ],
  ["GET", "/offers?limit=5", "merchant", null, "merchants.offers", [{ limit: 5 }]],
  ["GET", `/offers/${PATH_IDS["of"]}`, "merchant", null, "merchants.offerOf", [PATH_IDS["of"]]],
  [
    "PUT",
    `/offers/${PATH_IDS["of"]}`,
    "merchant",
    { canSupply: false },
    "merchants.changeOffer",
    [PATH_IDS["of"], 7, { canSupply: false }],
  ],
  ["DELETE", `/offers/${PATH_IDS["of"]}`, "merchant", null, "merchants.withdrawOffer", [PATH_IDS["of"], 7]],
  ["GET", `/orders?groupBuyId=${gb}`, "merchant", null, "merchants.orders", [gb]],
  [
    "POST",
    `/orders/${PATH_IDS["mb"]}/shipments`,
    "merchant",
    { shippedAt: "2026-12-01T00:00:00Z" },
    "merchants.ship",
    [PATH_IDS["mb"], { shippedAt: "2026-12-01T00:00:00Z", commandId: expect.any(String) }],
  ],
  ["GET", "/payouts", "merchant", null, "merchants.payouts", []],
  [
    "POST",
    `/group-buys/${gb}/questions`,
    "buyer",
    { text: "Is it vegan?" },
    "questions.ask",
    [gb, { text: "Is it vegan?", commandId: expect.any(String) }],
  ],
  [
    "POST",
    `/group-buys/${gb}/questions/${PATH_IDS["qst"]}/answers`,
    "buyer",
    { text: "Yes." },
    "questions.answer",
    [gb, PATH_IDS["qst"], { text: "Yes.", commandId: expect.any(String) }],
  ],
  [
    "POST",
    `/operator/questions/${PATH_IDS["qst"]}/hide`,
    "operator",
    { reason: "Insult" },
    "moderation.hideQuestion",
    [PATH_IDS["qst"], "Insult"],
  ],
  [
    "POST",
    "/reports",
    "buyer",
    { about: gb, reason: "fraud", text: "It is not theirs." },
    "reports.add",
    [{ about: gb, reason: "fraud", text: "It is not theirs.", commandId: expect.any(String) }],
  ],
  ["GET", "/operator/reports", "operator", null, "moderation.cases", []],
  [
    "POST",
    `/operator/reports/${PATH_IDS["rep"]}/dismiss`,
    "operator",
    { reason: "Fine" },
    "moderation.dismiss",
    [PATH_IDS["rep"], "Fine"],
  ],
  [
    "POST",
    `/operator/reports/${PATH_IDS["rep"]}/uphold`,
    "operator",
    { reason: "Not fine" },
    "moderation.uphold",
    [PATH_IDS["rep"], "Not fine"],
  ],
  ["GET", `/operator/ledger?source=${gb}`, "operator", null, "operators.ledger", [gb]],
  ["POST", `/operator/group-buys/${gb}/approve`, "operator", { reason: "Fine" }, "operators.approve", [gb, "Fine"]],
  [
    "POST",
    `/operator/group-buys/${gb}/reject`,
    "operator",
    { reason: "Not fine" },
    "operators.reject",
    [gb, "Not fine"],
  ],
];

/** The same for calls that anybody may make: the use case is handed no caller, or null. */
const REACHING_OPENLY: readonly [string, string, unknown, string, unknown[]][] = [
  ["GET", "/group-buys?sort=closing&category=food", null, "groupBuys.cards", [{ sort: "closing", category: "food" }]],
  ["GET", `/group-buys/${gb}`, null, "groupBuys.view", [gb, null]],
  ["GET", `/group-buys/${gb}/members`, null, "groupBuys.members", [gb, {}]],
  ["GET", `/group-buys/${gb}/events?after=12`, null, "groupBuys.leaves", [gb, 12]],
  ["GET", `/group-buys/${gb}/certificate`, null, "groupBuys.certificate", [gb]],
  ["GET", `/group-buys/${gb}/questions?limit=5`, null, "questions.list", [gb, null, { limit: 5 }]],
  ["GET", `/receipts/${PATH_IDS["receipt"]}`, null, "groupBuys.receipt", [PATH_IDS["receipt"]]],
];

function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  return kit.fetch(`/api/v1${path}`, {
    method,
    headers: {
      "idempotency-key": "key",
      "if-match": '"7"',
      ...(body !== null && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== null && { body: JSON.stringify(body) }),
  });
}

const bearerOf = (role: string) => ({ authorization: `Bearer ${keys.get(role)}` });

describe("each route hands its use case what it was sent", () => {
  test.each(REACHING)("%s %s", async (method, path, role, body, useCase, args) => {
    const response = await send(method, path, body, bearerOf(role));
    expect(response.status).toBeLessThan(300);
    expect(kit.reached).toEqual([{ useCase, args: [expect.objectContaining({ via: "key" }), ...args] }]);
  });

  test.each(REACHING_OPENLY)("%s %s, by anybody", async (method, path, body, useCase, args) => {
    const response = await send(method, path, body);
    expect(response.status).toBe(200);
    expect(kit.reached).toEqual([{ useCase, args }]);
  });

  test("a person signs in, looks around and leaves", async () => {
    expect((await send("POST", "/sign-in/codes", { email: "mei@example.org", locale: "ja" })).status).toBe(202);
    const mailbox = await (await send("GET", "/sandbox/mailbox?to=mei@example.org", null)).json();
    expect(mailbox).toMatchObject({ items: [{ to: "mei@example.org" }], next: null });
    const signedIn = await send("POST", "/sessions", {
      email: "mei@example.org",
      code: await kit.people.codeFor("mei@example.org"),
    });
    expect(signedIn.status).toBe(201);
    expect(await signedIn.json()).toMatchObject({ person: { email: "mei@example.org", locale: "ja" } });
    const setCookie = signedIn.headers.get("set-cookie") ?? "";
    expect(setCookie).toMatch(
      /^__Host-session=[A-Za-z0-9_-]{43}; Max-Age=7776000; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );

    const headers = { cookie: setCookie.split(";")[0] ?? "", origin: ORIGIN };
    expect(await (await send("GET", "/sessions", null, headers)).json()).toMatchObject({
      items: [{ isCurrent: true }],
    });
    const left = await send("DELETE", "/sessions/current", null, headers);
    expect(left.status).toBe(204);
    expect(left.headers.get("set-cookie")).toMatch(/^__Host-session=; Max-Age=0;/);
    expect(await refusalOf(await send("GET", "/me", null, headers))).toBe("401 unauthenticated");
  });

  test("a merchant applies and an operator verifies", async () => {
    const buyer = { authorization: `Bearer ${await kit.keyOf("buyer")}` };
    const applied = await send("POST", "/merchants", { name: "Oil Ltd", country: "GR", registration: "1" }, buyer);
    const { id } = (await applied.json()) as { id: string };
    expect(applied.status).toBe(201);
    expect(
      (await send("POST", `/operator/merchants/${id}/verify`, { reason: "Seen" }, bearerOf("operator"))).status,
    ).toBe(200);
    expect(await (await send("GET", "/merchants/me", null, buyer)).json()).toMatchObject({ id, state: "verified" });
  });

  test("the sandbox of one group-buy: its books, its clock, a crowd, an offer, and what is asked of play people", async () => {
    const buyer = bearerOf("buyer");
    const base = `/group-buys/${gb}/sandbox`;
    kit.answers["sandbox.moveClock"] = ok({ nowMs: 1, ran: 2, events: [] });
    const moved = await send("POST", `${base}-clock`, { advanceMs: 1_000 }, buyer);
    expect(await moved.json()).toEqual({ nowMs: 1, ran: 2, events: [] });
    await send("POST", `${base}-crowd`, { until: "full" }, buyer);
    expect((await send("POST", `${base}-offers`, {})).status).toBe(201);
    await send("POST", `${base}-steps`, { step: "ship" });
    await send("POST", `${base}-bank-events`, { event: "dispute_opened" });
    await send("GET", base, null);
    expect(kit.reached).toEqual([
      { useCase: "sandbox.moveClock", args: [expect.any(Object), gb, { advanceMs: 1_000 }] },
      { useCase: "sandbox.crowd", args: [expect.any(Object), gb, { until: "full" }] },
      { useCase: "sandbox.offer", args: [null, gb] },
      { useCase: "sandbox.step", args: [null, gb, { step: "ship" }] },
      { useCase: "sandbox.bankEvent", args: [null, gb, { event: "dispute_opened" }] },
      { useCase: "sandbox.book", args: [null, gb] },
    ]);
  });

  test("live has no sandbox: its calls are not found and not in the document", async () => {
    const live = createHttpKit({ mode: "live" });
    for (const [method, path] of [
      ["POST", "/sandbox/actors"],
      ["GET", "/sandbox/mailbox"],
      ["GET", `/group-buys/${gb}/sandbox`],
      ["POST", `/group-buys/${gb}/sandbox-clock`],
      ["POST", `/group-buys/${gb}/sandbox-crowd`],
      ["POST", `/group-buys/${gb}/sandbox-offers`],
      ["POST", `/group-buys/${gb}/sandbox-steps`],
      ["POST", `/group-buys/${gb}/sandbox-bank-events`],
      ["POST", `/legs/${PATH_IDS["dep"]}/action`],
    ] as const) {
      expect(await refusalOf(await live.fetch(`/api/v1${path}`, { method }))).toBe("404 not-found");
    }
    expect(JSON.stringify(openApiDocument(chaptersOf({ sandbox: null })))).not.toMatch(
      /\{id\}\/sandbox|\/sandbox\/|legs\/\{id\}\/action/,
    );
  });
});

describe("answers", () => {
  test("a page links to the next one, and keeps the filters", async () => {
    kit.answers["groupBuys.cards"] = ok({ items: [], next: "abc" });
    const response = await send("GET", "/group-buys?category=food&cursor=old&limit=2", null);
    expect(response.headers.get("link")).toBe('</api/v1/group-buys?category=food&cursor=abc&limit=2>; rel="next"');
    expect(await response.json()).toEqual({ items: [], next: "abc" });
  });

  test("HEAD is GET without its body", async () => {
    const response = await send("HEAD", `/group-buys/${gb}`, null);
    expect(response.status).toBe(200);
    expect(response.headers.get("etag")).toBe('"7"');
    expect(await response.text()).toBe("");
  });

  test("every answer is fresh, inert and stamped", async () => {
    const { headers } = await send("GET", "/group-buys", null);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "application/json",
      "server-time-ms": String(kit.people.clock.nowMs()),
      "strict-transport-security": expect.stringContaining("max-age=31536000"),
      "x-content-type-options": "nosniff",
      "request-id": expect.stringMatching(/^[0-9a-f]{20}$/),
    });
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("a fault of ours is a problem without internals, and logged once under the request's id", async () => {
    kit.log.lines.length = 0;
    for (const [fault, expected] of [
      [new Error("secret detail"), "500 internal"],
      [Object.assign(new Error("x"), { overloaded: true }), "503 busy"],
      [Object.assign(new Error("x"), { retryable: true }), "503 dependency-unavailable"],
      [new Error("D1_ERROR: Network connection lost."), "503 dependency-unavailable"],
      [new Error("D1 DB is overloaded. Requests queued for too long."), "503 dependency-unavailable"],
    ] as const) {
      kit.answers["groupBuys.members"] = Promise.reject(fault);
      const response = await send("GET", `/group-buys/${gb}/members`, null);
      expect(await response.clone().text()).not.toContain("secret");
      expect(kit.log.lines.findLast(({ event }) => event === "request.fault")).toMatchObject({
        ...{ level: "error", requestId: response.headers.get("request-id"), method: "GET" },
      });
      expect(await refusalOf(response)).toBe(expected);
    }
    expect(kit.log.lines.filter(({ level }) => level === "error")).toHaveLength(5);
  });

  test("a call leaves one line in the log, without query, key or body", async () => {
    kit.log.lines.length = 0;
    const headers = { authorization: `Bearer ${keys.get("merchant") ?? ""}` };
    const response = await kit.fetch("/api/v1/demands?q=secret+wish", { headers });
    expect(kit.log.lines).toEqual([
      {
        ...{ level: "info", event: "request", method: "GET", path: "/api/v1/demands" },
        ...{ requestId: response.headers.get("request-id"), status: response.status, ms: 0 },
      },
    ]);
  });

  test("readiness is for machines: a word and a status", async () => {
    for (const isReady of [true, false]) {
      kit.answers["status.isReady"] = isReady;
      const response = await kit.fetch("/readyz");
      expect([response.status, await response.json()]).toEqual([isReady ? 200 : 503, { ready: isReady }]);
    }
  });

  test("the problem of a use case reaches the client with its receipt", async () => {
    kit.answers["groupBuys.receipt"] = {
      ok: false,
      error: {
        type: "/problems/deadline-passed",
        title: "t",
        status: 409,
        slug: "deadline-passed",
        receipt: { id: "gb_1.12" },
      },
    };
    const response = await send("GET", `/receipts/${PATH_IDS["receipt"]}`, null);
    expect(await response.clone().json()).toMatchObject({ receipt: { id: "gb_1.12" } });
    expect(await refusalOf(response)).toBe("409 deadline-passed");
  });
});

interface Operation {
  readonly "x-scope"?: Scope;
  readonly security: unknown[];
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
  readonly requestBody?: unknown;
}

const chapters = chaptersOf({ sandbox: createHttpKit().app.sandbox });
const document = openApiDocument(chapters) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const endpointAt = (path: string, method: string): Endpoint => {
  const found = chapters
    .flatMap(({ endpoints }) => endpoints)
    .find((endpoint) => endpoint.path === path && endpoint.method === method);
  if (found === undefined) throw new Error(`${method} ${path} is in the document only.`);
  return found;
};

describe("the document", () => {
  test("is served, and is OpenAPI 3.1 with named shapes", async () => {
    const served = await (await kit.fetch("/api/v1/openapi.json")).json();
    expect(served).toEqual(JSON.parse(JSON.stringify(document)));
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(["Problem", "GroupBuy", "Receipt", "Join", "Money"]),
    );
    expect(document.components.schemas["Join"]).toMatchObject({ additionalProperties: false });
    expect(document.components.schemas["Money"]).toMatchObject({
      additionalProperties: false,
      required: ["amount", "currency"],
    });
  });

  test("every operation has an id of its own", () => {
    const ids = operations.map(({ operation }) => /"operationId":"(\w+)"/.exec(JSON.stringify(operation))?.[1]);
    expect(new Set(ids).size).toBe(operations.length);
  });

  test("every refusal of every operation is a problem, and the ones it is known for are listed", () => {
    for (const { path, method, operation } of operations) {
      const refusals = Object.entries(operation.responses).filter(([status]) => status >= "400");
      expect(refusals.length, `${method} ${path}`).toBeGreaterThan(3);
      for (const [, { content }] of refusals) expect(Object.keys(content ?? {})).toEqual(["application/problem+json"]);
      for (const slug of refusalsOf(endpointAt(path, method)))
        expect(JSON.stringify(operation.responses)).toContain(`\`${slug}\``);
    }
  });

  test("what core refuses has a title and a status", () => {
    expect(REFUSAL_CODES.filter((code) => !(SLUGS as readonly string[]).includes(code))).toEqual([]);
  });
});

describe.each(operations.filter(({ operation }) => operation["x-scope"] !== undefined))(
  "$method $path",
  ({ path, method, operation }) => {
    const scope = operation["x-scope"];
    const { ids = {} } = endpointAt(path, method);
    const address = Object.entries(ids).reduce(
      (text, [name, prefix]) => text.replace(`{${name}}`, PATH_IDS[prefix] ?? ""),
      path,
    );

    test(`needs ${scope}: nobody and every other scope is refused`, async () => {
      expect(await refusalOf(await send(method.toUpperCase(), address, null))).toBe("401 unauthenticated");
      const authorization = `Bearer ${await keyWithout(scope)}`;
      expect(await refusalOf(await send(method.toUpperCase(), address, null, { authorization }))).toBe(
        "403 scope-missing",
      );
      expect(kit.reached).toEqual([]);
    });
  },
);

const keysWithout = new Map<Scope | undefined, string>();

/** A key with every scope but one, of somebody who may do everything. */
async function keyWithout(scope: Scope | undefined): Promise<string> {
  const known = keysWithout.get(scope);
  if (known !== undefined) return known;
  const scopes = SCOPES.filter((other) => other !== scope);
  const { token } = valueOf(await kit.app.people.createKey(almighty, { name: "All but one", scopes }));
  expect(valueOf(await kit.app.people.callerOfKey(token)).scopes).toEqual(scopes);
  keysWithout.set(scope, token);
  return token;
}
