/** A refusal for the form of a request shows the command line that would have been right: here each is run by a shell. */
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outlineOfBody, quoted } from "../../worker/http/curl.ts";
import { JoinInput } from "../../worker/contract/group-buy.ts";
import { KeyInput } from "../../worker/contract/people.ts";
import { OfferInput } from "../../worker/contract/offers.ts";
import { createHttpKit, type HttpKit } from "../support/http-kit.ts";

const run = promisify(execFile);
const GB = "gb_01jd0000000000000000000000";
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
const JOIN = { quantity: 2, termsHash: "h", country: "DE", waitlist: false };
const KEY_WISH = { name: `Tom's "key" $HOME 自行车`, scopes: ["profile:read"] };

let kit: HttpKit;
let server: Server;
let origin: string;
let token: string;

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "GET", url = "/", headers } = incoming;
      const hasBody = chunks.length > 0;
      const request = new Request(new URL(url, origin), {
        method,
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(hasBody && { body: Buffer.concat(chunks) }),
      });
      void Promise.resolve(kit.http.fetch(request)).then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("It listens.");
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => server.close());

beforeEach(async () => {
  kit = createHttpKit({ publicOrigin: null });
  token = await kit.keyOf("buyer");
});

async function refused(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const init = { method, headers, ...(body !== undefined && { body }) };
  const response = await kit.http.fetch(new Request(new URL(path, origin), init));
  const { status, slug, detail } = (await response.json()) as { status: number; slug: string; detail: string };
  const lines = detail.split("\n").slice(1);
  return { told: `${status} ${slug}`, line: lines[0] ?? "", lines };
}

/** What the shell makes of a line: the status and the body of the answer. */
async function pasted(line: string): Promise<{ status: number; body: string }> {
  const { stdout } = await run("sh", ["-c", `${line} -s -w '\n%{http_code}'`], {
    env: { ...process.env, ONEBELL_KEY: token, no_proxy: "*" },
  });
  const end = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}

const bearer = () => ({ authorization: `Bearer ${token}` });
const json = { "content-type": "application/json" };

describe("the corrected command, pasted into a shell, is answered well", () => {
  const joins = `/api/v1/group-buys/${GB}/joins`;

  test("401 without a key: everything else stays as it was sent", async () => {
    const { told, line } = await refused("POST", joins, { ...json, "idempotency-key": "mine-7" }, JSON.stringify(JOIN));
    expect(told).toBe("401 unauthenticated");
    expect(line).toContain("'Idempotency-Key: mine-7'");
    expect(line).not.toContain(token);
    expect((await pasted(line)).status).toBe(201);
    expect(kit.last()?.args[2]).toMatchObject(JOIN);
  });

  test("401 with another scheme", async () => {
    const { told, line } = await refused("GET", "/api/v1/me?", { authorization: "Basic bWU6bWU=" });
    expect(told).toBe("401 unauthenticated");
    expect((await pasted(line)).status).toBe(200);
  });

  test("400 without Idempotency-Key: a fresh one each time, and the body as it was", async () => {
    const ask = () => refused("POST", joins, { ...json, ...bearer() }, JSON.stringify(JOIN));
    const [first, second] = [await ask(), await ask()];
    expect(first.told).toBe("400 idempotency-key-missing");
    expect(first.line).toMatch(UUID);
    expect(second.line).not.toBe(first.line);
    expect((await pasted(first.line)).status).toBe(201);
    expect(kit.last()?.args[2]).toMatchObject(JOIN);
  });

  test("400 with an unusable Idempotency-Key: another one", async () => {
    const headers = { ...json, ...bearer(), "idempotency-key": "a b" };
    const { told, line } = await refused("POST", joins, headers, JSON.stringify(JOIN));
    expect(told).toBe("400 idempotency-key-malformed");
    expect(line).toMatch(UUID);
    expect((await pasted(line)).status).toBe(201);
  });

  test.each([
    ["without a type", {}],
    ["with curl's own type", { "content-type": "application/x-www-form-urlencoded" }],
    ["said to be compressed", { ...json, "content-encoding": "gzip" }],
  ])("415 %s: quotes, dollars and other scripts come through the shell", async (_, headers) => {
    const sent = new TextEncoder().encode(JSON.stringify(KEY_WISH)); // Bytes: a text would bring a type along.
    const response = await kit.http.fetch(
      new Request(new URL("/api/v1/keys", origin), {
        method: "POST",
        headers: { ...bearer(), ...headers },
        body: sent,
      }),
    );
    const { slug, detail } = (await response.json()) as { slug: string; detail: string };
    expect(slug).toMatch(/^content-(type|encoding)-unsupported$/);
    expect((await pasted(detail.split("\n")[1] ?? "")).status).toBe(201);
    const keys = await kit.fetch("/api/v1/keys", { headers: bearer() });
    const { items } = (await keys.json()) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toContain(KEY_WISH.name);
  });

  test("428 without If-Match: the version that this caller can read; 412 for a weak one: the same", async () => {
    for (const [headers, told] of [
      [{}, "428 precondition-required"],
      [{ "if-match": 'W/"1"' }, "412 precondition-failed"],
    ] as const) {
      const { version } = (await (await kit.fetch("/api/v1/me", { headers: bearer() })).json()) as { version: number };
      const answer = await refused("PATCH", "/api/v1/me", { ...json, ...bearer(), ...headers }, '{"name":"Mei"}');
      expect(answer.told).toBe(told);
      expect(answer.line).toContain(`'If-Match: "${version}"'`);
      const done = await pasted(answer.line);
      expect(done.status).toBe(200);
      expect(JSON.parse(done.body)).toMatchObject({ name: "Mei", version: version + 1 });
    }
  });

  test("412 for a version that is past shows no way around reading it", async () => {
    const headers = { ...json, ...bearer(), "if-match": '"99"' };
    const response = await kit.http.fetch(
      new Request(new URL("/api/v1/me", origin), { method: "PATCH", headers, body: '{"name":"Mei"}' }),
    );
    expect(response.status).toBe(412);
    expect(await response.text()).not.toContain("curl");
  });

  test("406: without the header that excluded the answer", async () => {
    const { told, line } = await refused("GET", "/api/v1/me", { ...bearer(), accept: "text/html" });
    expect(told).toBe("406 not-acceptable");
    expect((await pasted(line)).status).toBe(200);
  });

  test("400 with the key in the address: it goes to where it belongs, and the address is clean", async () => {
    const path = `/api/v1/me/group-buys?key=${token}`;
    kit.answers["groupBuys.mine"] = { ok: true, value: [] };
    const { told, line } = await refused("GET", path);
    expect(told).toBe("400 credential-in-url");
    expect(line).not.toContain(token);
    expect((await pasted(line)).status).toBe(200);
  });

  test("405: the methods that the address knows, each with what it needs", async () => {
    const { told, lines } = await refused("PUT", "/api/v1/me", { ...json, ...bearer() }, '{"name":"Mei"}');
    expect(told).toBe("405 method-not-allowed");
    expect(lines.map((line) => line.split(" ")[2])).toEqual(["GET", "PATCH", "DELETE"]);
    const statuses = [];
    for (const line of lines) statuses.push((await pasted(line)).status);
    expect(statuses).toEqual([200, 200, 202]);
  });

  test("400 without a body: an outline of what must be in it, which says what is to be filled in", async () => {
    const { told, line } = await refused("POST", "/api/v1/keys", { ...json, ...bearer() });
    expect(told).toBe("400 body-missing");
    expect(line).toContain(`--data '{"name":"<name>","scopes":["profile:read"]}'`);
    expect((await pasted(line)).status).toBe(201);
  });

  test("brackets in a search are no patterns of curl's", async () => {
    const { line } = await refused("GET", "/api/v1/group-buys?q=[a]{b}'c", { accept: "text/html" });
    expect((await pasted(line)).status).toBe(200);
    expect(kit.last()?.args).toEqual([{ q: "[a]{b}'c" }]);
  });
});

describe("what is never printed back", () => {
  test("a key of ours, wherever it was written, and what opens an account", async () => {
    const body = { name: token, scopes: [token, "profile:read"] };
    const { line } = await refused("POST", "/api/v1/keys", { "content-type": "text/plain" }, JSON.stringify(body));
    expect(line).toContain("curl");
    expect(line).not.toContain("gbk_");
    const signIn = JSON.stringify({ email: "mei@example.org", code: "12345678" });
    const other = await refused("POST", "/api/v1/sessions", { "content-type": "text/plain" }, signIn);
    expect(other.line).toContain(`{"email":"mei@example.org","code":"<code>"}`);
  });

  test("a body longer than a line is named as a file", async () => {
    const body = JSON.stringify({ ...JOIN, termsHash: "h".repeat(3_000) });
    const { line } = await refused("POST", `/api/v1/group-buys/${GB}/joins`, { ...json, ...bearer() }, body);
    expect(line).toMatch(/--data @body\.json$/);
  });

  test("a version that the caller may not read", async () => {
    kit.answers["merchants.offerOf"] = { ok: false, error: { slug: "not-found", status: 404, title: "", type: "" } };
    const merchant = { authorization: `Bearer ${await kit.keyOf("merchant")}` };
    const { told, line } = await refused("DELETE", "/api/v1/offers/of_01jd0000000000000000000000", merchant);
    expect(told).toBe("428 precondition-required");
    expect(line).toContain(`'If-Match: "<version>"'`);
  });
});

describe("outlines and words", () => {
  test("an outline has what is required, and nothing else", () => {
    expect(outlineOfBody(OfferInput)).toEqual({ canSupply: true });
    expect(outlineOfBody(KeyInput)).toEqual({ name: "<name>", scopes: ["profile:read"] });
    expect(outlineOfBody(JoinInput)).toMatchObject({ quantity: 1, termsHash: "<termsHash>", country: "<country>" });
  });

  test.each(["plain", "it's", "''", `"$HOME" \`id\` \\ !`, "a\nb"])("%j is one word to a shell", async (text) => {
    const { stdout } = await run("sh", ["-c", `printf %s ${quoted(text)}`]);
    expect(stdout).toBe(text);
  });
});
