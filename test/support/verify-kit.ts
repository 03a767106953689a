/** What a deployment hands out of a golden log, made by its own signers: receipts, proofs, heads, the log and its count. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { fromBase64Url } from "../../worker/core/base64url.ts";
import { thumbprintOf } from "../../worker/core/keys/public-key.ts";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import { formatCheckpoint, originOf } from "../../worker/core/log/checkpoint.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import { formatVerifierKey } from "../../worker/core/log/signed-note.ts";
import { printedOf, type ReceiptedLeaf } from "../../worker/core/log/receipt.ts";
import { formatTlogProof } from "../../worker/core/log/tlog-proof.ts";
import type { Exhibit } from "../../worker/core/verify/exhibit.ts";
import { joinRings, type KeyRing } from "../../worker/core/verify/keys.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { readGolden } from "./golden/golden.ts";

export const HOST = "buy.example.org";

/** RFC 8037 A.1 for receipts, RFC 8032 test 2 for heads: anybody may know them, so they sign nothing but tests. */
export const RECEIPT_KEY = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
} as const;
export const HEAD_KEY = {
  kty: "OKP",
  crv: "Ed25519",
  d: "TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs",
  x: "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw",
} as const;

/** What is given out of one log. All of it is text, as it lies in a file. */
export class Deployment {
  readonly leaves: readonly string[];
  readonly groupBuyId: string;
  readonly host: string;

  constructor(leaves: readonly string[], host = HOST) {
    this.leaves = leaves;
    this.host = host;
    this.groupBuyId = (JSON.parse(leaves[0] ?? "{}") as { gb: string }).gb;
  }

  static ofLife(name: string): Deployment {
    return new Deployment(readGolden(name).entries.map(({ leaf }) => leaf));
  }

  /** The number of the first entry of this type. */
  seqOf(type: string): number {
    const index = this.leaves.findIndex((leaf) => (JSON.parse(leaf) as { type: string }).type === type);
    if (index < 0) throw new Error(`this life has no entry of type ${type}`);
    return index + 1;
  }

  /** Hex, of the whole log. */
  root(): string {
    return bytesToHex(this.#tree().root());
  }

  async receipt(seq: number, leaf = this.leaves[seq - 1] ?? ""): Promise<string> {
    return JSON.stringify(await this.#receipt(seq, leaf));
  }

  async checkpoint(size = this.leaves.length): Promise<string> {
    const signer = await createLogSigner(this.host, HEAD_KEY);
    const origin = originOf(this.host, this.groupBuyId);
    return signer.sign(formatCheckpoint({ origin, size, root: this.#tree().root(size) }));
  }

  async head(size = this.leaves.length) {
    const treeRoot = bytesToHex(this.#tree().root(size));
    const origin = originOf(this.host, this.groupBuyId);
    return { origin, treeSize: size, treeRoot, checkpoint: await this.checkpoint(size) };
  }

  async proof(seq: number, { size = this.leaves.length, isBare = false } = {}): Promise<string> {
    const leaf = isBare ? null : (this.leaves[seq - 1] ?? "");
    const path = this.#tree().inclusionProof(seq - 1, size);
    return formatTlogProof({ leaf, index: seq - 1, path, checkpoint: await this.checkpoint(size) });
  }

  async consistency(fromSize: number, toSize = this.leaves.length): Promise<string> {
    const tree = this.#tree();
    const proof = tree.consistencyProof(fromSize, toSize).map((hash) => bytesToHex(hash));
    const [fromRoot, toRoot] = [tree.root(fromSize), tree.root(toSize)].map((root) => bytesToHex(root));
    return JSON.stringify({ fromSize, fromRoot, toSize, toRoot, proof, head: await this.head() });
  }

  async log(leaves: readonly string[] = this.leaves): Promise<string> {
    const { groupBuyId } = this;
    const checkpoint = await this.checkpoint();
    return JSON.stringify({ format: "onebell-log", version: 1, groupBuyId, checkpoint, leaves });
  }

  async certificate(seq = this.seqOf("closed")): Promise<string> {
    const receipt = await this.#receipt(seq, this.leaves[seq - 1] ?? "");
    const { groupBuyId } = this;
    return JSON.stringify({
      format: "onebell-certificate",
      version: 1,
      groupBuyId,
      receipt,
      proof: await this.proof(seq),
    });
  }

  async #receipt(seq: number, leaf: string) {
    const { sign } = await createReceiptSigner(RECEIPT_KEY);
    const printed = printedOf(JSON.parse(leaf) as ReceiptedLeaf, leaf); // A leaf of a golden log, or one made from it.
    return { ...printed, seq, leaf, jws: await sign(leaf) };
  }

  #tree(): MerkleTree {
    return new MerkleTree(this.leaves.map((leaf) => hashLeaf(utf8ToBytes(leaf))));
  }
}

/** As JSON has it; what a test writes into it may be anything. */
export type AnyLeaf = Record<string, unknown> & { readonly seq: number; readonly open: Record<string, unknown> };

/**
 * The history that somebody with all keys could tell: leaves as they change them, each naming the tree before it. A tree
 * that a leaf names by its size (the bell, the count) is named anew as well.
 */
export function retold(leaves: readonly string[], change: (leaf: AnyLeaf) => object): Deployment {
  const anew: string[] = [];
  for (const text of leaves) {
    const leaf = JSON.parse(text) as AnyLeaf; // Our own leaf.
    const { treeSize } = leaf.open;
    const tree = typeof treeSize === "number" ? { treeRoot: new Deployment(anew.slice(0, treeSize)).root() } : {};
    const prev = { size: leaf.seq - 1, root: new Deployment(anew).root() };
    anew.push(canonicalJson(change({ ...leaf, open: { ...leaf.open, ...tree }, prev })));
  }
  return new Deployment(anew);
}

export async function jwksText(): Promise<string> {
  return JSON.stringify((await createReceiptSigner(RECEIPT_KEY)).publicKeys());
}

export function logKeysText(host = HOST): string {
  return `${formatVerifierKey({ name: host, publicKey: bytesOf(HEAD_KEY.x) })}\n`;
}

/** Both keys, without times. */
export const RING: KeyRing = joinRings([
  {
    receipts: [{ kid: thumbprintOf(bytesOf(RECEIPT_KEY.x)), publicKey: bytesOf(RECEIPT_KEY.x), ...untimed() }],
    logs: [],
  },
  { receipts: [], logs: [{ name: HOST, publicKey: bytesOf(HEAD_KEY.x), ...untimed() }] },
]);

function untimed() {
  return { fromMs: null, untilMs: null, revokedFromMs: null };
}

function bytesOf(x: string): Uint8Array {
  return fromBase64Url(x) ?? new Uint8Array();
}

export function exhibit(file: string): Exhibit {
  const read = readExhibit(file);
  if (!read.ok) throw new Error(`not an exhibit: ${JSON.stringify(read.error)}`);
  return read.value;
}
