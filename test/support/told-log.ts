/** A site that signs the head of any history one asks it for: an honest one, one that forks, one that forgets. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import type { LogSigner } from "../../worker/app/log-signer.ts";
import { toBase64Url } from "../../worker/core/base64url.ts";
import { formatCheckpoint, originOf } from "../../worker/core/log/checkpoint.ts";
import type { Told } from "../../worker/core/log/contradiction.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import type { VerifyEd25519 } from "../../worker/core/log/signed-note.ts";

export const LOG_HOST = "onebell.test";
export const LOG_ID = "gb_01jz0000000000000000000000";

/** A history: leaves of `name` up to `size`, of another after `sameUntil`. */
export function history(size: number, other?: { readonly name: string; readonly sameUntil: number }): MerkleTree {
  const name = (n: number) => (other !== undefined && n >= other.sameUntil ? other.name : "leaf");
  return new MerkleTree(Array.from({ length: size }, (_, n) => hashLeaf(utf8ToBytes(`${name(n)} ${n}`))));
}

export async function newLogSigner(host = LOG_HOST): Promise<LogSigner> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const { x = "", d = "" } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return createLogSigner(host, { kty: "OKP", crv: "Ed25519", x, d });
}

/** The signed head of a history at one size. */
export async function headOf(signer: LogSigner, tree: MerkleTree, size = tree.size, heardAtMs = size, id = LOG_ID) {
  const text = formatCheckpoint({ origin: originOf(signer.host, id), size, root: tree.root(size) });
  return { note: await signer.sign(text), heardAtMs } satisfies Told;
}

/** A receipt whose leaf names the history at one size; its signature is for whoever checks it. */
export function receiptOn(tree: MerkleTree, size: number, heardAtMs = size, id = LOG_ID): Told {
  const leaf = JSON.stringify({ gb: id, prev: { size, root: bytesToHex(tree.root(size)) } });
  const jws = ["{}", leaf, "signature"].map((part) => toBase64Url(utf8ToBytes(part))).join(".");
  return { jws, heardAtMs };
}

/** What a site with this history answers to the question whether its log only grew. */
export function consistencyOf(tree: MerkleTree, fromSize: number, toSize: number, checkpoint?: string) {
  if (toSize > tree.size) return { kind: "unknown", body: { slug: "not-found" } } as const;
  const hex = (size: number) => bytesToHex(tree.root(size));
  const proof = tree.consistencyProof(fromSize, toSize).map((hash) => bytesToHex(hash));
  const head = checkpoint === undefined ? {} : { head: { checkpoint } };
  return {
    kind: "shown",
    body: { fromSize, fromRoot: hex(fromSize), toSize, toRoot: hex(toSize), proof, ...head },
  } as const;
}

export const verifyNatively: VerifyEd25519 = async (publicKey, message, signature) => {
  const copy = (bytes: Uint8Array) => new Uint8Array(bytes);
  const key = await crypto.subtle.importKey("raw", copy(publicKey), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, copy(signature), copy(message));
};
