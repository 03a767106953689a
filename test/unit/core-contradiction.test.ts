/** R8, R10: the file of a page that was told two histories, in the hands of somebody who believes neither. */
import { bytesToHex } from "@noble/hashes/utils.js";
import { beforeAll, expect, test } from "vitest";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import type { LogSigner } from "../../worker/app/log-signer.ts";
import type { Contradiction, Told } from "../../worker/core/log/contradiction.ts";
import type { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import { verdictOf } from "../../worker/core/verify/check.ts";
import type { KeyRing } from "../../worker/core/verify/keys.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { consistencyOf, headOf, history, LOG_ID, newLogSigner, verifyNatively } from "../support/told-log.ts";
import { exhibit, RECEIPT_KEY, RING } from "../support/verify-kit.ts";

const HONEST = history(40);
const FORKED = history(40, { name: "rewritten", sameUntil: 6 });

let signer: LogSigner;
let keys: KeyRing;
beforeAll(async () => {
  signer = await newLogSigner();
  const logs = signer.verifierKeys().map((key) => ({ ...key, fromMs: null, untilMs: null, revokedFromMs: null }));
  keys = { ...RING, logs };
});

async function fileOf(changes: Partial<Contradiction> = {}): Promise<string> {
  const noticed: Contradiction = {
    format: "onebell-contradiction",
    version: 1,
    kind: "split",
    groupBuyId: LOG_ID,
    kept: await headOf(signer, HONEST, 9),
    told: await headOf(signer, FORKED, 12),
    answer: consistencyOf(FORKED, 9, 12).body,
    keys: [],
    ...changes,
  };
  return JSON.stringify(noticed);
}

async function signedReceipt(tree: MerkleTree, size: number): Promise<Told> {
  const { sign } = await createReceiptSigner(RECEIPT_KEY);
  const prev = { size, root: bytesToHex(tree.root(size)) };
  return { jws: await sign(JSON.stringify({ gb: LOG_ID, prev })), heardAtMs: 1 };
}

const check = (file: string, ring = keys) => verifyExhibits([exhibit(file)], { keys: ring, verify: verifyNatively });
const saidOf = async (file: string, ring = keys) => (await check(file, ring)).at(-1);

test("two signed halves that cannot both be true are proven, whether two heads or a receipt and a head", async () => {
  for (const file of [
    await fileOf(),
    await fileOf({ told: await headOf(signer, FORKED, 9), answer: null }),
    await fileOf({ kept: await signedReceipt(HONEST, 9) }),
    await fileOf({ told: await signedReceipt(FORKED, 9), answer: null }),
  ]) {
    const checks = await check(file);
    expect(verdictOf(checks)).toBe("proven");
    expect(checks.at(-1)).toMatchObject({ id: "contradiction", facts: { groupBuyId: LOG_ID, keptSize: 9 } });
  }
});

test("without the keys, or with those of others, it is open; with a half that was changed it is wrong", async () => {
  const file = await fileOf();
  const other = { ...RING, logs: [] };
  expect(await saidOf(file, other)).toMatchObject({ verdict: "open", why: "rests-on-signature" });
  const changed = file.replaceAll("\\n12\\n", "\\n13\\n");
  expect(verdictOf(await check(changed))).toBe("wrong");
});

test("what one browser was told and nobody else can check stays open", async () => {
  for (const changes of [
    { kind: "shrunk", told: await headOf(signer, HONEST, 7), answer: { slug: "not-found" } },
    { kind: "unshown", answer: null },
    { kind: "unshown", answer: { ...consistencyOf(HONEST, 9, 12).body, proof: [] } },
  ] as const) {
    expect(await saidOf(await fileOf(changes)), changes.kind).toMatchObject({ verdict: "open", why: "said-to-one" });
  }
});

test("two halves of one history are no contradiction, whoever says so", async () => {
  const grown = { told: await headOf(signer, HONEST, 12), answer: consistencyOf(HONEST, 9, 12).body };
  for (const changes of [grown, { told: await headOf(signer, HONEST, 9) }, { groupBuyId: "gb_another" }]) {
    expect(await saidOf(await fileOf(changes))).toMatchObject({ verdict: "wrong", why: "no-contradiction" });
  }
});

test("a file of another version, or without one of its halves, is not read", async () => {
  const file = await fileOf();
  expect(readExhibit(file.replace('"version":1', '"version":2'))).toMatchObject({
    error: { code: "version-unknown", kind: "contradiction" },
  });
  expect(readExhibit(file.replace('"kept"', '"keep"'))).toMatchObject({ error: { code: "malformed" } });
});
