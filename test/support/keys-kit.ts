/** Deployments that change their keys, as their operators do it: with the very functions of the command. */
import { rotated, type HeldKeys, type NewKey } from "../../scripts/keys/changed-keys.ts";
import { historyDocument, readHistory, type KeyHistory } from "../../worker/core/keys/history.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import type { KeyPurpose } from "../../worker/core/keys/statement.ts";

export const DAY_MS = 24 * 60 * 60_000;
export const BEGIN_MS = Date.parse("2026-11-01T00:00:00Z");

export async function newKey(atMs: number): Promise<NewKey> {
  // Its types are other ones in each runtime.
  const pair: unknown = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const jwk: unknown = await crypto.subtle.exportKey("jwk", (pair as CryptoKeyPair).privateKey);
  const { x = "", d = "" } = jwk as { x?: string; d?: string };
  return { kty: "OKP", crv: "Ed25519", x, d, nbf: Math.floor(atMs / 1000) };
}

export async function firstKeys(atMs = BEGIN_MS): Promise<HeldKeys> {
  return { current: await newKey(atMs), retired: [] };
}

/** Keys after so many rotations, one every thirty days. */
export async function heldAfter(rotations: number, purpose: KeyPurpose): Promise<HeldKeys> {
  let held = await firstKeys();
  for (let n = 1; n <= rotations; n += 1) held = await rotated(held, purpose, await newKey(BEGIN_MS + n * 30 * DAY_MS));
  return held;
}

/** What is published of it, through the document and back. */
export function historyOf(receipts: HeldKeys, log: HeldKeys = receipts, name = "buy.example.org"): KeyHistory {
  const document: unknown = JSON.parse(JSON.stringify(historyDocument(keyHistoryOf(name, { receipts, log }))));
  const history = readHistory(document);
  if (!history.ok) throw new Error(`not a history: ${JSON.stringify(history.error)}`);
  return history.value;
}
