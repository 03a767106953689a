/** R10: npm run verify ends with 0 only where all is proven, and says in plain words what is not. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "../../scripts/verify.ts";
import { Problem } from "../../worker/contract/problems.ts";
import { CHECK_IDS } from "../../worker/core/verify/check.ts";
import { EXAMPLES } from "../../worker/http/examples.ts";
import { tellChecks } from "../../scripts/verify/words.ts";
import { Deployment, jwksText, logKeysText } from "../support/verify-kit.ts";

const life = Deployment.ofLife("settled-3");
const seq = life.seqOf("joined");
const folder = mkdtempSync(join(tmpdir(), "onebell-verify-"));
const KEYS = ["--keys", "jwks.json", "--keys", "log-keys.txt"];
const put = (name: string, text: string | Uint8Array) => {
  writeFileSync(join(folder, name), text);
  return name;
};
const run = (...args: string[]) => verify(args, folder);

beforeAll(async () => {
  put("jwks.json", await jwksText());
  put("log-keys.txt", logKeysText());
  put("receipt.json", await life.receipt(seq));
  put("receipt.tlog-proof", await life.proof(seq));
  put("head.txt", await life.checkpoint(5));
  put("growth.json", await life.consistency(5));
  put("certificate.json", await life.certificate());
  put("log.json", await life.log());
});
afterAll(() => rmSync(folder, { recursive: true }));

const ALL = ["receipt.json", "receipt.tlog-proof", "head.txt", "growth.json", "certificate.json", "log.json"];

describe("R10: ends with 0 where all is proven", () => {
  test("T6: the receipt of an attempt, as the API gave it; with another stamp it is wrong", async () => {
    const { attempt } = Problem.parse(EXAMPLES["POST /group-buys/{id}/joins"]?.refusals?.["busy"]);
    put("attempt.json", JSON.stringify(attempt));
    const { exitCode, text } = await run("attempt.json", ...KEYS);
    expect(exitCode, text).toBe(0);
    put("earlier.json", JSON.stringify({ ...attempt, recvMs: Number(attempt?.recvMs) - 10 }));
    expect((await run("earlier.json", ...KEYS)).exitCode).toBe(1);
  });

  test("all files at once, a line for each check", async () => {
    const { exitCode, text } = await run(...ALL, ...KEYS);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/\nAll is proven: \d+ checks\.$/);
    expect(text).not.toMatch(/OPEN|WRONG|undefined|null|NaN/);
    const receipt = text.split("\n").slice(0, 5);
    expect(receipt).toEqual([
      "receipt.json: a receipt",
      expect.stringMatching(/^ {2}proven {2}signature {11}by key kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k$/),
      expect.stringMatching(/^ {2}proven {2}what is signed {6}entry \d+ of gb_\w+, joined, byte for byte$/),
      expect.stringMatching(/what is printed .* UTC, deadline .* UTC, [\d.]+ days before it$/),
      expect.stringMatching(/the decision .* joined: it follows from the stamp$/),
    ]);
  });

  test.each([["receipt.json"], ["receipt.tlog-proof"], ["head.txt"], ["certificate.json"], ["log.json"]])(
    "%s",
    async (name) => {
      expect((await run(name, ...KEYS)).exitCode).toBe(0);
      expect((await run(name, ...KEYS, "--offline")).exitCode).toBe(0);
    },
  );

  test("files as editors and mail leave them: with a byte order mark and CRLF", async () => {
    const crlf = async (text: Promise<string>) => `\ufeff${(await text).replaceAll("\n", "\r\n")}`;
    put("crlf.tlog-proof", await crlf(life.proof(seq)));
    put("crlf.json", await crlf(life.receipt(seq)));
    expect((await run("crlf.tlog-proof", "crlf.json", ...KEYS)).exitCode).toBe(0);
  });
});

describe("R10: ends with 1 where something is wrong, and names the first thing", () => {
  test("an entry of the log, by its number, with keys and without", async () => {
    put("edited.json", (await life.log()).replace('\\"qty\\":', '\\"qty\\":1'));
    for (const keys of [KEYS, []]) {
      const { exitCode, text } = await run("receipt.json", "edited.json", ...keys);
      expect(exitCode).toBe(1);
      expect(text).toMatch(
        /\nWRONG, first of all: entry \d+, every entry \(edited\.json\): number \d+ was added to another tree/,
      );
    }
  });

  test("a receipt that prints something else than it signs", async () => {
    const receipt = JSON.parse(await life.receipt(seq)) as { recvMs: number };
    put("moved.json", JSON.stringify({ ...receipt, recvMs: receipt.recvMs - 5 }));
    const { exitCode, text } = await run("moved.json", ...KEYS);
    expect(exitCode).toBe(1);
    expect(text).toContain(`it prints recvMs ${receipt.recvMs - 5}, the signed entry says ${receipt.recvMs}`);
  });

  test("two receipts for one number: both are named", async () => {
    const leaf = life.leaves[seq - 1]!.replace(/"sealed":"../, '"sealed":"ff');
    put("other.json", await life.receipt(seq, leaf));
    const { exitCode, text } = await run("receipt.json", "other.json", ...KEYS);
    expect(exitCode).toBe(1);
    expect(text).toMatch(
      /receipt\.json and other\.json have different entries .* both signed: whoever signed has told two histories/,
    );
  });

  test("wrong beats a file that cannot be used", async () => {
    put("broken.json", "{");
    expect((await run("broken.json", "edited.json", ...KEYS)).exitCode).toBe(1);
  });
});

describe("R10: ends with 2 where it cannot be said", () => {
  test("without keys it says how to get them, and not from whom the file says", async () => {
    const { exitCode, text } = await run("receipt.tlog-proof");
    expect(exitCode).toBe(2);
    expect(text).toContain("Nothing was found to be wrong.");
    expect(text).toContain("curl -O https://HOST/.well-known/jwks.json");
    const [, advice = ""] = text.split("Keys come from");
    expect(advice).not.toContain("buy.example.org");
  });

  test("with half of the keys, with the keys of others, with a proof that has no leaf", async () => {
    expect((await run("certificate.json", "--keys", "jwks.json")).exitCode).toBe(2);
    put("others.txt", logKeysText("elsewhere.example"));
    const others = await run("head.txt", "--keys", "others.txt");
    expect(others).toMatchObject({ exitCode: 2 });
    expect(others.text).toContain("which is not among the keys given");
    put("bare.tlog-proof", await life.proof(seq, { isBare: true }));
    expect((await run("bare.tlog-proof", ...KEYS)).text).toContain("give the receipt beside the proof");
  });

  test.each([
    ["is not there", null, "it cannot be read (ENOENT"],
    ["is empty", "", "it is empty"],
    ["is cut off", '{"format":"onebell-log","leaves":["', "it was cut off or changed"],
    ["is a letter", "Dear all", "it is nothing that this program reads"],
    ["is no text", Uint8Array.of(0x7b, 0xff), "it is not text in UTF-8"],
    ["is of a later version", '{"format":"onebell-log","version":2}', "of version 2, which this program does not know"],
    ["lacks a part", '{"format":"onebell-log","version":1}', "groupBuyId is missing or is something else"],
  ])("a file that %s", async (_, content, why) => {
    const name = `bad-${why.length}`;
    if (content !== null) put(name, content);
    const { exitCode, text } = await run(name, "receipt.json", ...KEYS);
    expect(exitCode).toBe(2);
    expect(text).toContain(`${name} cannot be used: `);
    expect(text).toContain(why);
    expect(text).toContain("Of 2 files, 1 could not be used.");
  });

  test.each([
    ["no files", [], "usage: "],
    ["an option that it does not know", ["--key", "x"], "usage: "],
    ["both a host and no network", ["receipt.json", "--host", "h.example", "--offline"], "--host asks a host"],
    ["keys that are none", ["receipt.json", "--keys", "receipt.json"], "it is a receipt; keys are a JWKS"],
    ["keys that are not there", ["receipt.json", "--keys", "none.json"], "it cannot be read"],
    ["a host without https", ["receipt.json", "--host", "http://h.example"], "keys are asked for by https"],
  ])("%s", async (_, args, why) => {
    const { exitCode, text } = await run(...args);
    expect(exitCode).toBe(2);
    expect(text).toContain(why);
  });

  test("a key that everybody can sign with", async () => {
    put("small.json", JSON.stringify({ keys: [{ kty: "OKP", crv: "Ed25519", x: "A".repeat(43), kid: "a" }] }));
    expect(await run("receipt.json", "--keys", "small.json")).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining("key number 1 is refused: everybody can sign with it") as string,
    });
  });

  test("keys that lie among the files are not believed", async () => {
    const { exitCode, text } = await run("receipt.json", "jwks.json");
    expect(exitCode).toBe(2);
    expect(text).toContain("give those that you trust with --keys");
  });
});

describe("R10: keys from a host that was named on the command line", () => {
  let server: Server;
  let served: Record<string, string> = {};
  let host = "";
  beforeAll(async () => {
    server = createServer((request, response) => {
      const text = served[request.url ?? ""];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test("are asked for there; one that has none is an answer of 2", async () => {
    served = { "/.well-known/jwks.json": await jwksText(), "/.well-known/onebell-log-keys.txt": logKeysText() };
    expect((await run("certificate.json", "--host", host)).exitCode).toBe(0);
    served = {};
    const { exitCode, text } = await run("certificate.json", "--host", host);
    expect(exitCode).toBe(2);
    expect(text).toContain("it answers 404");
  });
});

test("R10: every check has words for what is proven", () => {
  const files = [{ name: "a", kind: "log" } as const];
  for (const id of CHECK_IDS) {
    const check = { id, about: [0], verdict: "proven", why: null, seq: 1, facts: {} } as const;
    expect(tellChecks(files, [check])[1]).toMatch(/^ {2}proven {2}\S/);
  }
});
