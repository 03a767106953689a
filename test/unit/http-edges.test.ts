import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Caller } from "../../worker/app/app.ts";
import { SLUGS } from "../../worker/contract/problems.ts";
import { chaptersOf } from "../../worker/http/catalogue.ts";
import type { Endpoint } from "../../worker/http/endpoint.ts";
import type { Visitor } from "../../worker/http/dependencies.ts";
import { createHttpKit, ORIGIN, refusalOf, type HttpKit } from "../support/http-kit.ts";

const GB = "gb_01jd0000000000000000000000";

describe("bad inputs 72, 73: the open line", () => {
  let kit: HttpKit;
  beforeEach(() => {
    kit = createHttpKit();
  });

  /** The handshake as a client sends it. Test runtimes drop some of these headers, so the request is made to keep them. */
  function open(headers: Record<string, string>, path = `/ws/group-buys/${GB}`): Promise<Response> {
    const request = new Request(new URL(path, ORIGIN));
    Object.defineProperty(request, "headers", { value: new Headers({ upgrade: "websocket", ...headers }) });
    return Promise.resolve(kit.http.fetch(request));
  }

  const forwarded = () => {
    const [id, request] = kit.last()?.args ?? [];
    if (!(request instanceof Request)) throw new Error("Nothing was forwarded.");
    return { id, headers: request.headers };
  };

  test("72: another site's page, and a client without origin or key", async () => {
    expect(await refusalOf(await open({ origin: "https://evil.test" }))).toBe("403 origin-forbidden");
    expect(await refusalOf(await open({ origin: "null" }))).toBe("403 origin-forbidden");
    expect(await refusalOf(await open({}))).toBe("403 origin-forbidden");
    expect(await refusalOf(await open({ authorization: "Bearer x" }))).toBe("401 key-malformed");
    expect(kit.reached).toEqual([]);
  });

  test("our own page may watch without being anybody", async () => {
    expect(await (await open({ origin: ORIGIN })).text()).toBe("socket");
    expect(forwarded().id).toBe(GB);
    expect(forwarded().headers.get("x-onebell-caller")).toBeNull();
  });

  test("what a client claims to be is thrown away", async () => {
    await open({ origin: ORIGIN, "x-onebell-caller": '{"personId":"usr_admin"}', "X-Onebell-Anything": "1" });
    expect([...forwarded().headers.keys()].filter((name) => name.startsWith("x-onebell"))).toEqual([]);
  });

  test("a session or a key says who is there, in any script, and goes no further", async () => {
    const actor = await kit.app.sandbox?.actor({ role: "buyer", name: "学校の友 🔔" });
    if (actor?.ok !== true) throw new Error("An actor is needed.");
    await open({ authorization: `Bearer ${actor.value.token}` });
    const { headers } = forwarded();
    const header = headers.get("x-onebell-caller") ?? "";
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(header) as Caller).toMatchObject({ personId: actor.value.id, name: "学校の友 🔔" });
    expect(headers.get("authorization")).toBeNull();

    const { token, person } = await kit.people.signIn("mei@example.org");
    await open({ origin: ORIGIN, cookie: `__Host-session=${token}` });
    expect(JSON.parse(forwarded().headers.get("x-onebell-caller") ?? "")).toMatchObject({
      personId: person.id,
      via: "session",
    });
    expect(forwarded().headers.get("cookie")).toBeNull();
  });

  test("the answer of the object comes back as it is", async () => {
    const socket = new Response("untouched", { headers: { "x-only": "this" } });
    kit = createHttpKit({ groupBuySocket: () => Promise.resolve(socket) });
    expect(await open({ origin: ORIGIN })).toBe(socket);
  });

  test("without upgrade, and with ids that name no group-buy", async () => {
    expect(await refusalOf(await kit.fetch(`/ws/group-buys/${GB}`))).toBe("426 upgrade-required");
    expect(await refusalOf(await open({ origin: ORIGIN }, "/ws/group-buys/gb_1"))).toBe("400 id-malformed");
    expect(await refusalOf(await open({ origin: ORIGIN }, `/ws/group-buys/${GB.replace("gb", "of")}`))).toBe(
      "404 not-found",
    );
  });
});

describe("fixed places", () => {
  const kit = createHttpKit({
    signer: {
      publicKeys: () => ({ keys: [{ kty: "OKP", crv: "Ed25519", x: "x", kid: "k", use: "sig", alg: "EdDSA" }] }),
    },
  });

  test("the keys that receipts are checked with", async () => {
    const response = await kit.fetch("/.well-known/jwks.json");
    expect(response.headers.get("content-type")).toBe("application/jwk-set+json");
    expect(await response.json()).toEqual({ keys: [expect.objectContaining({ kid: "k" })] });
  });

  test("whether we are alive", async () => {
    expect(await (await kit.fetch("/healthz")).json()).toEqual({ alive: true });
  });

  test.each([...SLUGS])("a page explains %s", async (slug) => {
    const response = await kit.fetch(`/problems/${slug}`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain(`<code>${slug}</code>`);
  });

  test("the list of problems, and a page for none", async () => {
    expect(await (await kit.fetch("/problems")).text()).toContain("/problems/deadline-passed");
    expect(await refusalOf(await kit.fetch("/problems/__proto__"))).toBe("404 not-found");
  });
});

describe("pages", () => {
  test("every other path is a page; who looks is found out only when it asks", async () => {
    const seen: { path: string; visitor: Visitor }[] = [];
    const kit = createHttpKit({
      pages: (request, visitor) => {
        seen.push({ path: new URL(request.url).pathname, visitor });
        return Promise.resolve(
          new Response("page", { headers: { "content-security-policy": "script-src 'nonce-1'" } }),
        );
      },
    });
    const { token, person } = await kit.people.signIn("mei@example.org");
    const response = await kit.fetch("/g/olive-oil", { headers: { cookie: `__Host-session=${token}` } });
    expect(await response.text()).toBe("page");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-security-policy": "script-src 'nonce-1'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
    expect(response.headers.get("server-time-ms")).toBeNull();
    expect(seen[0]?.path).toBe("/g/olive-oil");
    expect((await seen[0]?.visitor.caller())?.personId).toBe(person.id);
    expect(await refusalOf(await kit.fetch("/api/nothing"))).toBe("404 not-found");
  });
});

describe("whatever is sent, the answer is a good one or a registered problem", () => {
  const endpoints = chaptersOf({ sandbox: createHttpKit().app.sandbox }).flatMap((chapter) => chapter.endpoints);

  const hostile = fc.constantFrom("", "\u0000", "\ud800", "'; --", "<script>", "../..", "\u202e", "1e400", "__proto__");
  const plausible = fc.constantFrom(
    "EUR",
    "DE",
    "en",
    "sandbox:ok",
    GB,
    "2026-12-05T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "a@b.org",
  );
  const { value: json } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.integer({ min: -1, max: 9 }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      hostile,
      plausible,
      fc.string({ unit: "binary" }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom("amount", "currency", "unitPrice", "fromQuantity", "__proto__"), fc.string()),
        tie("value"),
      ),
      fc.record({ amount: fc.integer(), currency: plausible }),
    ),
  }));
  const headers = fc.dictionary(
    fc.constantFrom(
      "idempotency-key",
      "if-match",
      "content-type",
      "accept",
      "authorization",
      "cookie",
      "origin",
      "sec-fetch-site",
      "content-encoding",
      "content-length",
    ),
    fc.oneof(
      fc.constantFrom('"1"', "k1", "*", "application/json", "text/html", "gzip", "null", ORIGIN),
      fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
    ),
    { maxKeys: 3 },
  );

  /** Bodies near what the endpoint takes: most of its own fields, some others, sometimes no JSON at all. */
  function bodyFor({ body }: Endpoint) {
    const own = body instanceof z.ZodObject ? Object.keys(body.shape) : [];
    return fc
      .oneof(
        {
          weight: 6,
          arbitrary: fc.record(Object.fromEntries(own.map((field) => [field, json])), { requiredKeys: [] }),
        },
        { weight: 1, arbitrary: json },
      )
      .chain((value) =>
        fc.constantFrom(JSON.stringify(value), JSON.stringify(value), JSON.stringify(value).slice(1), "\ufffe"),
      );
  }

  /** Addresses near what the endpoint answers to: mostly right ids and its own parameters. */
  function addressFor(endpoint: Endpoint) {
    const id = fc.oneof(
      { weight: 5, arbitrary: fc.constant("01jd0000000000000000000000") },
      { weight: 1, arbitrary: fc.oneof(hostile, fc.string()) },
    );
    const known = Object.keys(endpoint.query?.shape ?? {});
    const parameter = fc.tuple(
      fc.constantFrom(...known, ...(known.length === 0 ? ["x"] : [])),
      fc.oneof(hostile, plausible, fc.nat(120).map(String), fc.string()),
    );
    return fc.tuple(id, fc.array(parameter, { maxLength: known.length === 0 ? 0 : 3 })).map(([someId, search]) => {
      const path = Object.entries(endpoint.ids ?? {}).reduce((text, [name, kind]) => {
        const prefix = kind === "receipt" ? "gb" : kind;
        return text.replace(
          `{${name}}`,
          encodeURIComponent(`${prefix}_${someId.toWellFormed()}${kind === "receipt" ? ".1" : ""}`),
        );
      }, endpoint.path);
      const url = new URL(`/api/v1${path}`, ORIGIN);
      for (const [name, value] of search) url.searchParams.append(name, value.toWellFormed());
      return url;
    });
  }

  const attempt = fc.constantFrom(...endpoints).chain((endpoint) =>
    fc.record({
      endpoint: fc.constant(endpoint),
      url: addressFor(endpoint),
      body: bodyFor(endpoint),
      wild: fc.option(headers),
    }),
  );

  test("in 2,000 requests around every endpoint", { timeout: 60_000 }, async () => {
    const kit = createHttpKit();
    const authorization = `Bearer ${await kit.almightyKey()}`;
    const slugs = new Set<string>();
    let accepted = 0;

    await fc.assert(
      fc.asyncProperty(attempt, async ({ endpoint, url, body, wild }) => {
        const orderly = {
          authorization,
          "content-type": "application/json",
          "idempotency-key": String(accepted),
          "if-match": '"1"',
        };
        const response = await kit.http.fetch(
          new Request(url, {
            method: endpoint.method.toUpperCase(),
            headers: { ...orderly, ...wild },
            ...(endpoint.method !== "get" && { body }),
          }),
        );
        expect(response.status, `${endpoint.method} ${url.href}`).toBeLessThan(500);
        if (response.status < 400) accepted += 1;
        else slugs.add((await refusalOf(response)).split(" ")[1] ?? "");
      }),
      { numRuns: 2_000 },
    );
    // The attempts must be good enough to get somewhere, and bad enough to be refused in many ways.
    expect(accepted).toBeGreaterThan(100);
    expect(slugs.size).toBeGreaterThan(12);
  });
});
