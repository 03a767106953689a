/** Checks what anybody can check: receipts against the published keys, and the log against its root. */
import { bytesToHex } from "@noble/hashes/utils.js";
import { z } from "zod";
import { Receipt } from "../../worker/contract/group-buy.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import type { RestClient } from "../rest.ts";

const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal("OKP"), crv: z.string() })) });
const Header = z.object({ alg: z.literal("EdDSA"), kid: z.string(), typ: z.string() });
const Leaves = z.object({
  items: z.array(z.object({ seq: z.int(), leaf: z.string(), leafHash: z.string() })),
  treeSize: z.int(),
  treeRoot: z.string(),
});

export class Notary {
  readonly #rest: RestClient;
  readonly #keys: Map<string, CryptoKey>;
  readonly #verified: Receipt[] = [];

  private constructor(rest: RestClient, keys: Map<string, CryptoKey>) {
    this.#rest = rest;
    this.#keys = keys;
  }

  static async of(rest: RestClient): Promise<Notary> {
    const response = await fetch(`${rest.origin}/.well-known/jwks.json`);
    const { keys } = KeySet.parse(await response.json());
    const imported = keys.map(
      async (key) =>
        [key.kid, await crypto.subtle.importKey("jwk", key, { name: "Ed25519" }, false, ["verify"])] as const,
    );
    return new Notary(rest, new Map(await Promise.all(imported)));
  }

  get receipts(): number {
    return this.#verified.length;
  }

  /** The signature covers the leaf, the leaf says what the receipt says, and the stored receipt is the same. */
  async verify(receipt: Receipt): Promise<void> {
    const [header = "", payload = "", signature = ""] = receipt.jws.split(".");
    const { kid } = Header.parse(JSON.parse(textOf(header)));
    const key = this.#keys.get(kid);
    if (!key) throw new Error(`The key ${kid} is not published.`);
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const isGenuine = await crypto.subtle.verify("Ed25519", key, Buffer.from(signature, "base64url"), signed);
    if (!isGenuine) throw new Error(`The signature of ${receipt.id} is not by the published key.`);
    if (textOf(payload) !== receipt.leaf) throw new Error(`${receipt.id} signs something else than its leaf.`);
    const leaf = z
      .object({ gb: z.string(), seq: z.int(), at: z.int(), deadline: z.int() })
      .parse(JSON.parse(receipt.leaf));
    const { groupBuyId, seq, recvMs, deadlineMs } = receipt;
    if (leaf.gb !== groupBuyId || leaf.seq !== seq || leaf.at !== recvMs || leaf.deadline !== deadlineMs) {
      throw new Error(`${receipt.id} says something else than its leaf.`);
    }
    const stored = await this.#rest.call(Receipt, "GET", `/receipts/${receipt.id}`);
    if (JSON.stringify(stored) !== JSON.stringify(Receipt.parse(receipt))) {
      throw new Error(`${receipt.id} is stored otherwise than it was given.`);
    }
    this.#verified.push(receipt);
  }

  /** Reads the whole log, hashes it anew, and finds every receipt of the group-buy in it. Answers the size of the log. */
  async auditLog(groupBuyId: string, certified: { readonly treeSize: number; readonly treeRoot: string }) {
    const leaves: string[] = [];
    for (;;) {
      const page = await this.#rest.call(Leaves, "GET", `/group-buys/${groupBuyId}/events?after=${leaves.length}`);
      leaves.push(...page.items.map(({ leaf }) => leaf));
      if (page.items.length > 0 && leaves.length < page.treeSize) continue;
      if (leaves.length !== page.treeSize) throw new Error("The log is shorter than its tree.");
      const tree = new MerkleTree(leaves.map((leaf) => hashLeaf(new TextEncoder().encode(leaf))));
      if (bytesToHex(tree.root()) !== page.treeRoot) throw new Error("The log does not hash to its root.");
      if (bytesToHex(tree.root(certified.treeSize)) !== certified.treeRoot) {
        throw new Error("The log as it was at the bell does not hash to the root in the certificate.");
      }
      break;
    }
    for (const { id, seq, leaf } of this.#verified.filter((receipt) => receipt.groupBuyId === groupBuyId)) {
      if (leaves[seq - 1] !== leaf) throw new Error(`The log has another entry in the place of ${id}.`);
    }
    return leaves.length;
  }
}

function textOf(base64url: string): string {
  return Buffer.from(base64url, "base64url").toString("utf8");
}
