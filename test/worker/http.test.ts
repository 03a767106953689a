import { applyD1Migrations } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { parseConfig } from "../../worker/env.ts";

const ORIGIN = "https://onebell.test";

beforeAll(async () => {
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
});

/** Through the Worker as it is deployed: its own composition, D1 and cryptography. */
function fetch(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new Request(new URL(path, ORIGIN), init));
}

function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const content = { method, body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } };
  return fetch(`/api/v1${path}`, content);
}

async function slugOf(response: Response): Promise<string> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { slug } = await response.json<{ slug: string }>();
  return `${response.status} ${slug}`;
}

async function actor(role: string): Promise<{ id: string; authorization: string }> {
  const made = await send("POST", "/sandbox/actors", { role, name: "学校の友" });
  expect(made.status).toBe(201);
  const { id, token } = await made.json<{ id: string; token: string }>();
  return { id, authorization: `Bearer ${token}` };
}

describe("people, through the whole Worker", () => {
  test("from a code in the mailbox to a session that ends", async () => {
    const email = "mei@example.org";
    expect((await send("POST", "/sign-in/codes", { email })).status).toBe(202);
    const mailbox = await fetch(`/api/v1/sandbox/mailbox?to=${email}`);
    const { items } = await mailbox.json<{ items: { text: string }[] }>();
    const code = /\d{8}/.exec(items[0]?.text ?? "")?.[0];

    expect(await slugOf(await send("POST", "/sessions", { email, code: "00000000" }))).toBe("401 code-invalid");
    const signedIn = await send("POST", "/sessions", { email, code });
    expect(signedIn.status).toBe(201);
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await slugOf(await send("POST", "/sessions", { email, code }))).toBe("401 code-invalid");

    const me = await fetch("/api/v1/me", { headers: { cookie } });
    expect(await me.json()).toMatchObject({ email, roles: ["buyer"], version: 1 });
    const change = { cookie, origin: ORIGIN, "if-match": me.headers.get("etag") ?? "" };
    expect(await (await send("PATCH", "/me", { zone: "Asia/Tokyo" }, change)).json()).toMatchObject({ version: 2 });
    expect(await slugOf(await send("PATCH", "/me", { zone: "UTC" }, change))).toBe("412 precondition-failed");

    const left = await fetch("/api/v1/sessions/current", { method: "DELETE", headers: { cookie, origin: ORIGIN } });
    expect(left.status).toBe(204);
    expect(await slugOf(await fetch("/api/v1/me", { headers: { cookie } }))).toBe("401 unauthenticated");
  });

  test("a key is made once under its Idempotency-Key, and revoked at once", async () => {
    const { authorization } = await actor("buyer");
    const make = () =>
      send("POST", "/keys", { name: "Laptop", scopes: ["profile:read"] }, { authorization, "idempotency-key": "k" });
    const first = await make();
    const text = await first.text();
    const again = await make();
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.text()).toBe(text);

    const { id, token } = JSON.parse(text) as { id: string; token: string };
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch("/api/v1/me", { headers })).status).toBe(200);
    expect((await fetch(`/api/v1/keys/${id}`, { method: "DELETE", headers: { authorization } })).status).toBe(204);
    expect(await slugOf(await fetch("/api/v1/me", { headers }))).toBe("401 key-revoked");
  });

  test("a merchant applies, and an operator verifies", async () => {
    const buyer = await actor("buyer");
    const operator = await actor("operator");
    const application = { name: "Oil Ltd", country: "GR", registration: "1", website: "https://oil.example" };
    const applied = await send("POST", "/merchants", application, buyer);
    const { id } = await applied.json<{ id: string }>();
    expect(await slugOf(await send("POST", "/merchants", application, buyer))).toBe("409 already-applied");
    expect(await slugOf(await send("POST", `/operator/merchants/${id}/verify`, { reason: "x" }, buyer))).toBe(
      "403 scope-missing",
    );
    expect((await send("POST", `/operator/merchants/${id}/verify`, { reason: "Register seen" }, operator)).status).toBe(
      200,
    );
    const mine = await fetch("/api/v1/merchants/me", { headers: buyer });
    expect(await mine.json()).toMatchObject({ id, state: "verified" });
    const row = await env.CATALOGUE.prepare("SELECT decided_by, decision_reason FROM merchants WHERE id = ?")
      .bind(id)
      .first();
    expect(row).toEqual({ decided_by: operator.id, decision_reason: "Register seen" });
  });
});

describe("the edge on the Workers runtime", () => {
  test("10, 12, 16: streams, encodings and TRACE as this runtime sends them", async () => {
    const { authorization } = await actor("buyer");
    const post = (body: BodyInit, headers: Record<string, string>) =>
      fetch("/api/v1/keys", { method: "POST", body, headers: { authorization, ...headers } });
    const json = { "content-type": "application/json" };
    expect(await slugOf(await post(new Blob([new Uint8Array(40_000).fill(0x20)]).stream(), json))).toBe(
      "413 body-too-large",
    );
    expect(await slugOf(await post("{}", { ...json, "content-encoding": "gzip" }))).toBe(
      "415 content-encoding-unsupported",
    );
    expect(await slugOf(await post(new Uint8Array([0x22, 0xff, 0x22]), json))).toBe("400 encoding-invalid");
    expect(await slugOf(await post("{}", {}))).toBe("415 content-type-unsupported");
    expect(await slugOf(await fetch("/api/v1/me", { method: "TRACE" }))).toBe("405 method-not-allowed");
  });

  test("72: a handshake from another site never reaches an object", async () => {
    const open = (headers: Record<string, string>) =>
      fetch("/ws/group-buys/gb_01jd0000000000000000000000", { headers: { upgrade: "websocket", ...headers } });
    expect(await slugOf(await open({ origin: "https://evil.test" }))).toBe("403 origin-forbidden");
    expect(await slugOf(await open({}))).toBe("403 origin-forbidden");
  });

  test("the published key verifies what the deployment signs", async () => {
    const config = parseConfig(env);
    const jws = await (await createReceiptSigner(config.receiptSigningKey)).sign('{"seq":1}');
    const keys = await (await fetch("/.well-known/jwks.json")).json<JSONWebKeySet>();
    const { payload } = await compactVerify(jws, createLocalJWKSet(keys), { algorithms: ["EdDSA"] });
    expect(new TextDecoder().decode(payload)).toBe('{"seq":1}');
  });

  test("pages are handed on with their headers, the API's paths are not", async () => {
    const page = await fetch("/anything");
    expect(await page.text()).toContain("page /anything");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    expect(await slugOf(await fetch("/api/v1/anything"))).toBe("404 not-found");
  });
});
