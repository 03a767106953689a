/** What a stranger makes of everything that an object hands out: by the verifier, with the published keys and nothing else. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";
import { formatVerifierKey, type VerifyEd25519 } from "../../worker/core/log/signed-note.ts";
import { assert } from "../../worker/core/result.ts";
import { rerun } from "../../worker/core/rerun/rerun.ts";
import { firstWrong, type Check } from "../../worker/core/verify/check.ts";
import { CERTIFICATE_FORMAT, FILE_VERSION, LOG_FORMAT } from "../../worker/core/verify/exhibit.ts";
import type { Means } from "../../worker/core/verify/findings.ts";
import { joinRings, readJwks, readLogKeys } from "../../worker/core/verify/keys.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { parseConfig } from "../../worker/env.ts";
import type { Stand } from "./worker-stand.ts";

/** As the browser does it; a key is read once. */
function platformVerifier(): VerifyEd25519 {
  const imported = new Map<string, Promise<CryptoKey>>();
  return async (publicKey, message, signature) => {
    const name = publicKey.join();
    const known = imported.get(name) ?? crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    imported.set(name, known);
    return crypto.subtle.verify("Ed25519", await known, signature, message);
  };
}

/** The keys of the stand, as they are published. */
export async function publishedMeans(): Promise<Means> {
  const config = parseConfig(env);
  const receipts = readJwks((await createReceiptSigner(config.receiptSigningKey, [])).publicKeys());
  const signer = await createLogSigner("localhost", config.logSigningKey);
  const logs = readLogKeys(`${signer.verifierKeys().map(formatVerifierKey).join("\n")}\n`);
  assert(receipts.ok && logs.ok, "the deployment's keys are keys");
  return { keys: joinRings([receipts.value, logs.value]), verify: platformVerifier(), rerun };
}

/** Everything about these texts, as they lie in files. */
export async function checksOfFiles(files: readonly string[]): Promise<readonly Check[]> {
  const exhibits = files.map((file) => {
    const read = readExhibit(file);
    assert(read.ok, `a file is an exhibit: ${JSON.stringify(read)} ${file.slice(0, 200)}`);
    return read.value;
  });
  return verifyExhibits(exhibits, await publishedMeans());
}

/** The whole log under a head; of what is stored, where nothing else is said. */
export function logFile(stand: Stand, checkpoint: string, leaves: readonly string[] = storedLeaves(stand)): string {
  return JSON.stringify({ format: LOG_FORMAT, version: FILE_VERSION, groupBuyId: stand.id, checkpoint, leaves });
}

export function storedLeaves({ state }: Pick<Stand, "state">): string[] {
  const rows = state.storage.sql.exec<{ leaf: string }>("SELECT leaf FROM events ORDER BY seq");
  return rows.toArray().map(({ leaf }) => leaf);
}

export async function headNote(stand: Stand): Promise<string> {
  const head = await stand.object.logHead();
  assert(head.ok, "a published log has a head");
  return head.value.checkpoint;
}

/**
 * Each of these receipts is proven from its signature to its place in the whole log, and so is the count where there has
 * been one; nothing of it is open.
 */
export async function expectAllProven(stand: Stand, receipts: readonly Receipt[]): Promise<void> {
  const files = [logFile(stand, await headNote(stand))];
  for (const receipt of receipts) files.push(JSON.stringify(receipt), await proofOf(stand, receipt.seq));
  const closedSeq = stand.events().indexOf("closed") + 1;
  if (closedSeq > 0) files.push(await certificateFile(stand, closedSeq));
  const checks = await checksOfFiles(files);
  expect(checks.filter(({ verdict }) => verdict !== "proven")).toEqual([]);
  expect(firstWrong(checks)).toBeNull();
  const proven = (id: Check["id"]) => checks.filter((check) => check.id === id).length;
  const ofReceipts = ["receipt-signature", "receipt-leaf", "receipt-fields", "receipt-decision"] as const;
  for (const id of ofReceipts) expect(proven(id), id).toBeGreaterThanOrEqual(receipts.length);
  expect(proven("proof-path")).toBeGreaterThanOrEqual(receipts.length);
  expect(proven("certificate-facts")).toBe(closedSeq > 0 ? 1 : 0);
}

async function proofOf(stand: Stand, seq: number): Promise<string> {
  const proof = await stand.object.logProof(seq);
  assert(proof.ok, `entry ${seq} has a proof`);
  return proof.value.proof;
}

async function certificateFile(stand: Stand, seq: number): Promise<string> {
  const receipt = await stand.object.receipt(seq);
  assert(receipt.ok, "the count has a receipt");
  const head = { format: CERTIFICATE_FORMAT, version: FILE_VERSION, groupBuyId: stand.id };
  return JSON.stringify({ ...head, receipt: receipt.value, proof: await proofOf(stand, seq) });
}
