/** R10: the recipe of docs/verify.md, word for word, with nothing of ours: Python and OpenSSL say yes, and no where they must. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Deployment, jwksText, logKeysText } from "../support/verify-kit.ts";
import { isRecipeRunnable, PROOF, RECEIPT, runRecipe, SCRIPTS } from "../support/verify-recipe.ts";

const life = Deployment.ofLife("settled-2");
const seq = life.seqOf("join_refused");
let files: Record<string, string> = {};
beforeAll(async () => {
  files = {
    "receipt.json": await life.receipt(seq),
    "receipt.tlog-proof": await life.proof(seq),
    "jwks.json": await jwksText(),
    "onebell-log-keys.txt": `# signs from 2026-11-01\n\n${logKeysText("elsewhere.example")}${logKeysText()}`,
  };
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** One block of the document, in a folder with these files. */
function run(block: string, changes: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "onebell-recipe-"));
  folders.push(folder);
  for (const [name, text] of Object.entries({ ...files, ...changes })) writeFileSync(join(folder, name), text);
  return runRecipe(block, folder);
}

test("the document has what this test runs", () => {
  expect(SCRIPTS.map(([name]) => name)).toEqual(["receipt.py", "proof.py", "head.py"]);
  expect(RECEIPT).toContain("openssl pkeyutl -verify -rawin");
  expect(PROOF).toContain("openssl pkeyutl -verify -rawin");
});

describe.skipIf(!isRecipeRunnable)("R10: with OpenSSL and Python alone", () => {
  test("a receipt that was refused is right", () => {
    const { status, said } = run(RECEIPT);
    expect(said).toMatch(new RegExp(`join_refused, number ${seq}: -?\\d+ ms before the deadline\n`));
    expect(said).toContain("Signature Verified Successfully");
    expect(status).toBe(0);
  });

  test("its proof leads to a signed head, from every kind of place in the tree", async () => {
    const { status, said } = run(PROOF);
    expect(said).toContain(`number ${seq} stands in the log of ${life.leaves.length} entries`);
    expect(said).toContain(`buy.example.org/gb/${life.groupBuyId}: ${life.leaves.length} entries`);
    expect(said).toContain("Signature Verified Successfully");
    expect(status).toBe(0);
    const size = life.leaves.length;
    for (const [place, of] of [
      [1, 1],
      [1, size],
      [size, size],
      [5, 7],
      [7, 7],
      [8, 8],
    ] as const) {
      const proof = await life.proof(place, { size: of });
      expect(run(PROOF, { "receipt.tlog-proof": proof, "receipt.json": await life.receipt(place) }).status).toBe(0);
    }
  });

  const receiptWith = (changes: (receipt: Record<string, unknown>) => Record<string, unknown>) => {
    const receipt = JSON.parse(files["receipt.json"]!) as Record<string, unknown>;
    return JSON.stringify({ ...receipt, ...changes(receipt) });
  };
  const jwsWith = (change: (parts: string[]) => string[]) =>
    receiptWith(({ jws }) => ({ jws: change(String(jws).split(".")).join(".") }));
  const header = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

  test.each<[string, () => string, string]>([
    [
      "a leaf that was changed",
      () => receiptWith(({ leaf }) => ({ leaf: String(leaf).replace('"seq":', '"seq":1') })),
      "what is signed is not the leaf",
    ],
    [
      "times that were changed",
      () => receiptWith(({ recvMs }) => ({ recvMs: Number(recvMs) - 9_000 })),
      "it prints other times than it signs",
    ],
    [
      "a signature that was changed",
      () => jwsWith(([h = "", p = "", s = ""]) => [h, p, `${s.startsWith("A") ? "B" : "A"}${s.slice(1)}`]),
      "Signature Verification Failure",
    ],
    [
      "no algorithm",
      () => jwsWith(([, p = ""]) => [header({ alg: "none", typ: "onebell-receipt+jws" }), p, ""]),
      "this signs no receipt",
    ],
    [
      "another type",
      () => jwsWith(([, p = "", s = ""]) => [header({ alg: "EdDSA", typ: "onebell-attempt+jws" }), p, s]),
      "this signs no receipt",
    ],
    [
      "a key of others",
      () => jwsWith(([, p = "", s = ""]) => [header({ alg: "EdDSA", typ: "onebell-receipt+jws", kid: "x" }), p, s]),
      "by a key that you do not have",
    ],
  ])("a receipt with %s is wrong", (_, receipt, why) => {
    const { status, said } = run(RECEIPT, { "receipt.json": receipt() });
    expect(said).toContain(why);
    expect(said).not.toContain("Successfully");
    expect(status).not.toBe(0);
  });

  const proofWith = (change: (lines: string[]) => string[]) =>
    change(files["receipt.tlog-proof"]!.split("\n")).join("\n");

  test.each<[string, () => Record<string, string>, string]>([
    [
      "of another entry",
      () => ({ "receipt.json": receiptWith(() => ({ leaf: life.leaves[seq] })) }),
      "the receipt is of another entry",
    ],
    [
      "with another index",
      () => ({ "receipt.tlog-proof": proofWith((lines) => lines.with(2, `index ${seq}`)) }),
      "of another place",
    ],
    [
      "with a step less",
      () => ({ "receipt.tlog-proof": proofWith((lines) => lines.toSpliced(3, 1)) }),
      "the way leads to another root",
    ],
    [
      "with a step more",
      () => ({ "receipt.tlog-proof": proofWith((lines) => lines.toSpliced(3, 0, lines[3]!, lines[3]!)) }),
      "WRONG: the way",
    ],
    [
      "with another root",
      () => ({
        "receipt.tlog-proof": proofWith((lines) =>
          lines.with(lines.indexOf("") + 3, Buffer.alloc(32).toString("base64")),
        ),
      }),
      "the way leads to another root",
    ],
    [
      "whose head was changed",
      () => ({ "receipt.tlog-proof": proofWith((lines) => lines.toSpliced(lines.indexOf("") + 4, 0, "more")) }),
      "Signature Verification Failure",
    ],
    [
      "whose head nobody has signed that one knows",
      () => ({ "onebell-log-keys.txt": logKeysText("elsewhere.example") }),
      "by a key that you do not have",
    ],
  ])("a proof %s is wrong", (_, changes, why) => {
    const { status, said } = run(PROOF, changes());
    expect(said).toContain(why);
    expect(said).not.toContain("Successfully");
    expect(status).not.toBe(0);
  });
});
