import { beforeEach, describe, expect, test } from "vitest";
import { createHttpKit, ORIGIN, refusalOf, type HttpKit } from "../support/http-kit.ts";

const GB = "gb_01jd0000000000000000000000";
const DEP = "dep_01jd0000000000000000000000";
const JOINS = `/api/v1/group-buys/${GB}/joins`;
const JOIN = { quantity: 2, termsHash: "h", country: "DE", waitlist: false };

let kit: HttpKit;
let bearer: Record<string, string>;

beforeEach(async () => {
  kit = createHttpKit();
  bearer = { authorization: `Bearer ${await kit.keyOf("buyer")}` };
});

/** Sends a join whose body is this text; everything else about it is right unless the test says otherwise. */
function join(
  body: BodyInit | null,
  headers: Record<string, string> = {},
  init: RequestInit & { duplex?: "half" } = {},
) {
  return kit.fetch(JOINS, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "idempotency-key": "k1", ...bearer, ...headers },
    ...init,
  });
}

describe("bad inputs 1–20: transport and syntax", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer> | null, Record<string, string>, string]>([
    ["1 empty body", "", {}, "400 body-missing"],
    ["1 no body", null, {}, "400 body-missing"],
    ["2 not JSON", "quantity=2", {}, "400 json-invalid"],
    ["3 invalid UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, "400 encoding-invalid"],
    ["4 byte order mark", "\ufeff{}", {}, "400 json-invalid"],
    ["5 duplicate key", '{"quantity":1,"quantity":2}', {}, "400 json-duplicate-key /quantity"],
    ["6 __proto__", '{"__proto__":{"roles":["operator"]}}', {}, "422 field-unknown /__proto__"],
    ["6 constructor", '{"constructor":1}', {}, "422 field-unknown /constructor"],
    ["7 nesting 17", "[".repeat(17) + "]".repeat(17), {}, "400 json-too-deep"],
    ["8 201 keys", `{${Array.from({ length: 201 }, (_, i) => `"k${i}":0`).join()}}`, {}, "400 json-too-large"],
    ["9 declared over the cap", "{}", { "content-length": "32769" }, "413 body-too-large"],
    ["10 over the cap", " ".repeat(32_769), {}, "413 body-too-large"],
    ["11 form", "{}", { "content-type": "application/x-www-form-urlencoded" }, "415 content-type-unsupported"],
    ["11 text", "{}", { "content-type": "text/plain" }, "415 content-type-unsupported"],
    [
      "11 another charset",
      "{}",
      { "content-type": "application/json; charset=latin1" },
      "415 content-type-unsupported",
    ],
    ["12 gzip", "{}", { "content-encoding": "gzip" }, "415 content-encoding-unsupported"],
    ["13 Accept", JSON.stringify(JOIN), { accept: "text/html" }, "406 not-acceptable"],
    ["13 Accept, refused by q", JSON.stringify(JOIN), { accept: "application/json;q=0, text/*" }, "406 not-acceptable"],
    ["20 two values", "{}{}", {}, "400 json-invalid"],
    ["not an object", "[]", {}, "422 type-mismatch"],
    ["a number", "7", {}, "422 type-mismatch"],
  ])("%s", async (_, body, headers, expected) => {
    expect(await refusalOf(await join(body, headers))).toBe(expected);
    expect(kit.reached).toEqual([]);
  });

  test("10: a stream over the cap is refused while it is read", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(8_192).fill(0x20));
      },
    });
    expect(await refusalOf(await join(endless, {}, { duplex: "half" }))).toBe("413 body-too-large");
    expect(pulled).toBeLessThan(10);
  });

  test("an offer may have 64 kB", async () => {
    bearer = { authorization: `Bearer ${await kit.keyOf("merchant")}` };
    const send = (bytes: number) =>
      kit.fetch(`/api/v1/demands/${GB}/offers`, {
        method: "POST",
        body: `{"canSupply":false}${" ".repeat(bytes - 19)}`,
        headers: { "content-type": "application/json", ...bearer },
      });
    expect((await send(65_536)).status).toBe(201);
    expect(await refusalOf(await send(65_537))).toBe("413 body-too-large");
  });

  test("JSON with its one charset is JSON", async () => {
    expect((await join(JSON.stringify(JOIN), { "content-type": "Application/JSON; charset=UTF-8" })).status).toBe(201);
  });

  test.each([
    ["14 unknown route", "GET", "/api/v1/nothing", "404 not-found", null],
    ["14 unknown version", "GET", "/api/v2/me", "404 not-found", null],
    ["14 outside of the API", "GET", "/nothing", "404 not-found", null],
    ["15 known route", "PUT", "/api/v1/me", "405 method-not-allowed", "GET, HEAD, PATCH, DELETE"],
    ["15 with an id", "POST", JOINS + "/me", "405 method-not-allowed", "GET, HEAD, PATCH, DELETE"],
    ["15 the document", "POST", "/api/v1/openapi.json", "405 method-not-allowed", "GET, HEAD"],
    [
      "15 preflight: no other site is invited",
      "OPTIONS",
      "/api/v1/me",
      "405 method-not-allowed",
      "GET, HEAD, PATCH, DELETE",
    ],
    ["17 long URL", "GET", `/api/v1/group-buys?q=${"x".repeat(8_192)}`, "414 uri-too-long", null],
    ["17 long unknown URL", "GET", `/api/v1/${"x".repeat(8_192)}`, "414 uri-too-long", null],
    ["18 repeated parameter", "GET", "/api/v1/group-buys?limit=1&limit=2", "400 parameter-repeated ?limit", null],
    ["19 unknown parameter", "GET", "/api/v1/group-buys?page=2", "400 parameter-unknown ?page", null],
    ["19 where there are none", "GET", `/api/v1/group-buys/${GB}?x`, "400 parameter-unknown ?x", null],
    ["51 id of another kind", "GET", `/api/v1/group-buys/${DEP}`, "404 not-found", null],
    ["52 malformed id", "GET", "/api/v1/group-buys/gb_1", "400 id-malformed", null],
    ["52 upper case", "GET", `/api/v1/group-buys/${GB.toUpperCase()}`, "400 id-malformed", null],
    ["52 é composed", "GET", "/api/v1/group-buys/gb_%C3%A9", "400 id-malformed", null],
    ["53 NUL", "GET", `/api/v1/group-buys/${GB}%00`, "400 id-malformed", null],
    ["53 %2F", "GET", `/api/v1/group-buys/${GB}%2Fmembers`, "400 id-malformed", null],
    ["53 broken escape", "GET", `/api/v1/group-buys/${GB}%ZZ`, "400 id-malformed", null],
    ["81 limit 0", "GET", "/api/v1/group-buys?limit=0", "400 parameter-invalid ?limit", null],
    ["81 limit 101", "GET", "/api/v1/group-buys?limit=101", "400 parameter-invalid ?limit", null],
    ["81 limit x", "GET", "/api/v1/group-buys?limit=x", "400 parameter-invalid ?limit", null],
    ["81 limit 1e1", "GET", "/api/v1/group-buys?limit=1e1", "400 parameter-invalid ?limit", null],
    ["81 sort", "GET", "/api/v1/group-buys?sort=price", "400 parameter-invalid ?sort", null],
    ["80 no cursor of ours", "GET", "/api/v1/group-buys?cursor=%27--", "400 cursor-invalid ?cursor", null],
  ])("%s", async (_, method, path, expected, allow) => {
    const response = await kit.fetch(path, { method });
    expect(response.headers.get("allow")).toBe(allow);
    expect(await refusalOf(response)).toBe(expected);
  });

  test("16: TRACE is refused everywhere", async () => {
    for (const path of ["/api/v1/me", "/api/v1/nothing"]) {
      // Clients here refuse to send it, so the request is made to say so.
      const request = Object.defineProperty(new Request(new URL(path, ORIGIN)), "method", { value: "TRACE" });
      expect(await refusalOf(await kit.http.fetch(request))).toBe("405 method-not-allowed");
    }
  });

  test("48: quotes and wildcards in a search are words like any other", async () => {
    const words = `'; DROP TABLE people; -- 100%_"`;
    const response = await kit.fetch(`/api/v1/group-buys?q=${encodeURIComponent(words)}`);
    expect(response.status).toBe(200);
    expect(kit.last()?.args).toEqual([{ q: words }]);
  });
});

describe("bad inputs 21–40: numbers and shapes", () => {
  const body = (changes: string) => `{"quantity":2,"termsHash":"h","country":"DE","waitlist":false${changes}}`;
  test.each([
    ["23 fraction", body("").replace("2", "1.5"), "422 not-an-integer /quantity"],
    ["24 text", body("").replace("2", '"3"'), "422 type-mismatch /quantity"],
    ["25 exponent", body("").replace("2", "1e3"), "400 number-format /quantity"],
    ["26 minus zero", body("").replace("2", "-0"), "400 number-format /quantity"],
    ["27 2^53 + 1", body("").replace("2", "9007199254740993"), "422 number-too-large /quantity"],
    ["28 1e400", body(',"priceCeiling":{"amount":1e400,"currency":"EUR"}'), "400 number-format /priceCeiling/amount"],
    [
      "33 decimal text",
      body(',"priceCeiling":{"amount":"12.34","currency":"EUR"}'),
      "422 type-mismatch /priceCeiling/amount",
    ],
    ["39 NaN", body("").replace("2", "NaN"), "400 json-invalid"],
    ["40 null for required", body("").replace("2", "null"), "422 required /quantity"],
    ["40 missing", body("").replace('"quantity":2,', ""), "422 required /quantity"],
    ["40 null for optional", body(',"instrument":null'), "422 type-mismatch /instrument"],
    [
      "null inside optional",
      body(',"priceCeiling":{"amount":null,"currency":"EUR"}'),
      "422 required /priceCeiling/amount",
    ],
    ["unknown field", body(',"price":1'), "422 field-unknown /price"],
    [
      "unknown field inside",
      body(',"priceCeiling":{"amount":1,"currency":"EUR","x":1}'),
      "422 field-unknown /priceCeiling/x",
    ],
    ["44 lone surrogate", body("").replace("DE", "\\udc00"), "422 text-invalid-unicode /country"],
  ])("%s", async (_, text, expected) => {
    expect(await refusalOf(await join(text))).toBe(expected);
    expect(kit.reached).toEqual([]);
  });

  test("every wrong field is named, not the first alone", async () => {
    const response = await join('{"quantity":"2","waitlist":0,"x":1}');
    const { errors } = (await response.json()) as { errors: { pointer: string; code: string }[] };
    expect(Object.fromEntries(errors.map(({ pointer, code }) => [pointer, code]))).toEqual({
      "/quantity": "type-mismatch",
      "/termsHash": "required",
      "/country": "required",
      "/waitlist": "type-mismatch",
      "/x": "field-unknown",
    });
  });

  test("a value outside of a list is named with the list", async () => {
    const response = await kit.fetch("/api/v1/sandbox/actors", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"role":"admin","name":"x"}',
    });
    expect(await refusalOf(response)).toBe("422 value-unknown /role");
  });
});

describe("bad inputs 64–73: who is asking", () => {
  const get = (headers: Record<string, string>, path = "/api/v1/me") => kit.fetch(path, { headers });

  test("64 nobody: the challenge and the right command line", async () => {
    const response = await get({});
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="onebell"');
    const { detail } = (await response.clone().json()) as { detail: string };
    expect(detail).toContain(`curl -X GET '${ORIGIN}/api/v1/me' -H "Authorization: Bearer $ONEBELL_KEY"`);
    expect(await refusalOf(response)).toBe("401 unauthenticated");
  });

  test.each([
    ["64 another scheme", "Basic bWU6bWU=", "401 unauthenticated"],
    ["64 no token", "Bearer", "401 unauthenticated"],
    ["65 mistyped", "Bearer gbk_test_0000000000_00000000000000000000000000000000000000", "401 key-malformed"],
  ])("%s", async (_, authorization, expected) => {
    const response = await get({ authorization });
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(await refusalOf(response)).toBe(expected);
  });

  test("66 revoked, also where nobody needs a key", async () => {
    const token = await kit.keyOf("buyer");
    const caller = await kit.app.people.callerOfKey(token);
    if (caller.ok) await kit.app.people.revokeKey(caller.value, caller.value.credentialId);
    expect(await refusalOf(await get({ authorization: `Bearer ${token}` }))).toBe("401 key-revoked");
    expect(await refusalOf(await get({ authorization: `Bearer ${token}` }, "/api/v1/group-buys"))).toBe(
      "401 key-revoked",
    );
  });

  test("67 a test key on a live deployment", async () => {
    const live = createHttpKit({ mode: "live" });
    expect(await refusalOf(await live.fetch("/api/v1/me", { headers: bearer }))).toBe("401 key-wrong-mode");
  });

  test("68 a scope the key has not", async () => {
    expect(await refusalOf(await get(bearer, "/api/v1/demands"))).toBe("403 scope-missing");
  });

  test("with an Authorization header cookies are ignored", async () => {
    const { token } = await kit.people.signIn("mei@example.org");
    const cookie = `__Host-session=${token}`;
    expect((await get({ cookie })).status).toBe(200);
    expect(await refusalOf(await get({ cookie, authorization: "Bearer x" }))).toBe("401 key-malformed");
  });

  test.each(["?access_token=x", "?key=x", "?token=x", "?api_key=x", "?q=gbk_test_x"])(
    "70 a credential in the address: %s",
    async (search) => {
      expect(await refusalOf(await get({}, `/api/v1/group-buys${search}`))).toBe("400 credential-in-url");
    },
  );

  describe("71: what another site makes a browser send", () => {
    const post = async (headers: Record<string, string>) =>
      refusalOf(
        await kit.fetch("/api/v1/merchants", {
          method: "POST",
          body: "{}",
          headers: { "content-type": "application/json", ...headers },
        }),
      );
    const refused = "403 origin-forbidden";
    const passed = "422 required /name"; // It got as far as its body.
    let cookie: string;
    beforeEach(async () => {
      cookie = `__Host-session=${(await kit.people.signIn("mei@example.org")).token}`;
    });

    test("is refused", async () => {
      expect(await post({ cookie })).toBe(refused);
      expect(await post({ cookie, origin: "https://evil.test" })).toBe(refused);
      expect(await post({ cookie, origin: "null" })).toBe(refused);
      expect(await post({ cookie, "sec-fetch-site": "cross-site" })).toBe(refused);
      expect(await post({ cookie, "sec-fetch-site": "same-site" })).toBe(refused);
      expect(await post({ origin: "https://evil.test" })).toBe(refused); // Signing somebody in is an attack too.
    });

    test("what our own pages and keys send is not", async () => {
      expect(await post({ cookie, "sec-fetch-site": "same-origin" })).toBe(passed);
      expect(await post({ cookie, origin: ORIGIN })).toBe(passed);
      expect(await post({ ...bearer, origin: "https://merchant.test" })).toBe(passed);
      expect(await post({})).toBe("401 unauthenticated");
    });

    test("reading is never refused for its origin", async () => {
      expect((await get({ cookie, origin: "https://evil.test" })).status).toBe(200);
    });
  });
});

describe("bad inputs 74–82: the contract of a call", () => {
  const text = JSON.stringify(JOIN);

  test("74 without Idempotency-Key: the right command line", async () => {
    const response = await kit.fetch(JOINS, {
      method: "POST",
      body: text,
      headers: { "content-type": "application/json", ...bearer },
    });
    const { detail } = (await response.clone().json()) as { detail: string };
    expect(detail).toContain("-H 'Idempotency-Key:");
    expect(await refusalOf(response)).toBe("400 idempotency-key-missing");
  });

  test.each(["a".repeat(65), "a,b", '"a", "b"', "", '"', '"a', "a b", "é", '""', '"a;b"'])(
    "75 Idempotency-Key %j",
    async (key) => {
      expect(await refusalOf(await join(text, { "idempotency-key": key }))).toBe("400 idempotency-key-malformed");
    },
  );

  test("a key may be bare or quoted, and means the same command", async () => {
    const commandIds = [];
    for (const key of ["order-7", '"order-7"', "order-8"]) {
      expect((await join(text, { "idempotency-key": key })).status).toBe(201);
      commandIds.push((kit.last()?.args[2] as { commandId: string }).commandId);
    }
    expect(commandIds[0]).toBe(commandIds[1]);
    expect(commandIds[0]).not.toBe(commandIds[2]);
    expect(commandIds[0]?.length).toBeLessThanOrEqual(64);
  });

  test("the same key of somebody else, or for another call, is another command", async () => {
    const commandIds = [];
    for (const [path, headers] of [
      [JOINS, bearer],
      [JOINS, { authorization: `Bearer ${await kit.keyOf("buyer")}` }],
      [`/api/v1/group-buys/gb_01jd0000000000000000000001/joins`, bearer],
    ] as const) {
      await kit.fetch(path, {
        method: "POST",
        body: text,
        headers: { "content-type": "application/json", "idempotency-key": "k", ...headers },
      });
      commandIds.push((kit.last()?.args[2] as { commandId: string }).commandId);
    }
    expect(new Set(commandIds).size).toBe(3);
  });

  test("76, 77 and the replay of a call recorded at the edge", async () => {
    const make = (name: string) =>
      kit.fetch("/api/v1/keys", {
        method: "POST",
        body: JSON.stringify({ name, scopes: ["profile:read"] }),
        headers: { "content-type": "application/json", "idempotency-key": "once", ...bearer },
      });
    const [first, meanwhile] = await Promise.all([make("Laptop"), make("Laptop")]);
    expect(first.status).toBe(201);
    expect(meanwhile.headers.get("retry-after")).toBe("1");
    expect(await refusalOf(meanwhile)).toBe("409 idempotency-in-progress");

    const again = await make("Laptop");
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.status).toBe(201);
    expect(await again.text()).toBe(await first.text());
    expect(await refusalOf(await make("Phone"))).toBe("422 idempotency-key-reused");
  });

  test("a refused call had no effect, so its key may carry the corrected one", async () => {
    const make = (scopes: string[]) =>
      kit.fetch("/api/v1/keys", {
        method: "POST",
        body: JSON.stringify({ name: "x", scopes }),
        headers: { "content-type": "application/json", "idempotency-key": "twice", ...bearer },
      });
    expect(await refusalOf(await make([]))).toBe("422 list-empty /scopes");
    expect((await make(["profile:read"])).status).toBe(201);
  });

  test("a replay that the authority reports is marked", async () => {
    kit.answers["groupBuys.join"] = { ok: true, value: { receipt: 1 }, replayed: true };
    expect((await join(text)).headers.get("idempotent-replayed")).toBe("true");
  });

  test.each([
    ["78 missing", {}, "428 precondition-required"],
    ["79 stale", { "if-match": '"2"' }, "412 precondition-failed"],
    ["79 weak", { "if-match": 'W/"1"' }, "412 precondition-failed"],
    ["79 anything", { "if-match": "*" }, "412 precondition-failed"],
    ["79 two", { "if-match": '"1", "2"' }, "412 precondition-failed"],
  ])("If-Match %s", async (_, headers, expected) => {
    const patch = {
      method: "PATCH",
      body: '{"name":"Mei"}',
      headers: { "content-type": "application/json", ...bearer, ...headers },
    };
    expect(await refusalOf(await kit.fetch("/api/v1/me", patch))).toBe(expected);
  });

  test("the ETag that was read is the If-Match that is right, once", async () => {
    const etag = (await kit.fetch("/api/v1/me", { headers: bearer })).headers.get("etag") ?? "";
    const patch = {
      method: "PATCH",
      body: '{"name":"Mei"}',
      headers: { "content-type": "application/json", "if-match": etag, ...bearer },
    };
    const changed = await kit.fetch("/api/v1/me", patch);
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect(await refusalOf(await kit.fetch("/api/v1/me", patch))).toBe("412 precondition-failed");
  });

  test("82 too many: Retry-After, and the fields that said so beforehand", async () => {
    kit = createHttpKit({
      limits: {
        perCredential: { name: "credential", burst: 100, perMinute: 100 },
        perAddress: { name: "address", burst: 2, perMinute: 60 },
      },
    });
    const get = (headers = {}) => kit.fetch("/api/v1/group-buys", { headers });
    expect((await get()).headers.get("ratelimit")).toBe('"address";r=1;t=1');
    expect((await get()).headers.get("ratelimit-policy")).toBe('"address";q=2;w=2');
    const refused = await get();
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refusalOf(refused)).toBe("429 rate-limited");
    expect((await get({ authorization: `Bearer ${await kit.keyOf("buyer")}` })).status).toBe(200);
    kit.people.clock.advance(1_000);
    expect((await get()).status).toBe(200);
  });
});
