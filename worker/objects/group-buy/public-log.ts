import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { LogSigner } from "../../app/log-signer.ts";
import type { ConsistencyProof, LogHead, LogProof } from "../../contract/public-log.ts";
import type { EventType } from "../../core/group-buy/events.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { whyUncounted } from "../../core/group-buy/state/states.ts";
import { formatCheckpoint, originOf } from "../../core/log/checkpoint.ts";
import { equalHashes, hashLeaf, rootOf } from "../../core/log/merkle.ts";
import { MerkleTree } from "../../core/log/merkle-tree.ts";
import { formatTlogProof } from "../../core/log/tlog-proof.ts";
import { assert, err, ok, type Result } from "../../core/result.ts";
import { NOBODY, NOT_FOUND, visibleTo } from "./views.ts";

export interface PublicLogDependencies {
  /** The stored log. */
  readonly store: {
    leaf(seq: number): { readonly leaf: string } | null;
    leaves(afterSeq: number, limit: number): readonly { readonly leaf: string }[];
    seqOf(type: EventType, afterSeq: number): number | null;
    /** The row that never goes back; its fields are null where a version wrote it that did not know them. */
    head(): { readonly size: number | null; readonly root: string | null } | null;
  };
  readonly signer: Pick<LogSigner, "host" | "sign">;
  readonly groupBuy: () => GroupBuy | null;
  /** What is due happens before anybody is told how things stand (T5). */
  readonly catchUp: () => Promise<void>;
}

type Seen<T> = Promise<Result<T, Refusal>>;

/** So many leaves are read and hashed at a time. */
const LEAVES_A_READ = 1_000;

/**
 * What the object says of its log to those who do not trust it: signed heads, and proofs that lead to them. Only ever the
 * head that is stored is signed, after the leaves have come to it again: rows that somebody has changed sign nothing.
 */
export class PublicLog {
  readonly #deps: PublicLogDependencies;
  #tree = new MerkleTree();
  /** The head that was signed last: whoever asks again before anything happens gets it without another signature. */
  #signed: LogHead | null = null;

  constructor(deps: PublicLogDependencies) {
    this.#deps = deps;
  }

  /** The head of the log as it stands (c2sp.org/tlog-checkpoint). */
  async head(): Seen<LogHead> {
    const groupBuy = await this.#published();
    return groupBuy ? ok(await this.#headOf(groupBuy)) : NOT_FOUND;
  }

  /** The same for those who watch anyway, of what has been decided so far; null before publication. */
  async headSoFar(): Promise<LogHead | null> {
    const groupBuy = visibleTo(NOBODY, this.#deps.groupBuy());
    return groupBuy && this.#headOf(groupBuy);
  }

  /** An entry, its way up and the head in one file (c2sp.org/tlog-proof). */
  async proof(seq: number): Seen<LogProof> {
    const groupBuy = await this.#published();
    const stored = groupBuy && this.#deps.store.leaf(seq);
    if (!stored) return NOT_FOUND;
    const { treeSize, checkpoint } = await this.#headOf(groupBuy);
    const path = this.#grown(treeSize).inclusionProof(seq - 1, treeSize);
    return ok({ proof: formatTlogProof({ leaf: stored.leaf, index: seq - 1, path, checkpoint }) });
  }

  /**
   * Shows that the log only grew from its first `fromSize` entries to its first `toSize`; to those that it has now where
   * that is null. Whoever holds two signed heads asks about exactly these, however much has happened since.
   */
  async consistency(fromSize: number, toSize: number | null): Seen<ConsistencyProof> {
    const groupBuy = await this.#published();
    if (!groupBuy || fromSize < 1 || fromSize > (toSize ?? groupBuy.frontier.size)) return NOT_FOUND;
    if (toSize !== null && toSize > groupBuy.frontier.size) return NOT_FOUND;
    const head = await this.#headOf(groupBuy);
    const tree = this.#grown(head.treeSize);
    const untilSize = toSize ?? head.treeSize;
    return ok({
      fromSize,
      fromRoot: bytesToHex(tree.root(fromSize)),
      toSize: untilSize,
      toRoot: bytesToHex(tree.root(untilSize)),
      proof: tree.consistencyProof(fromSize, untilSize).map((hash) => bytesToHex(hash)),
      head,
    });
  }

  /** The number of the entry that says what was counted. It is the first of its kind after the tree that was counted. Before it, why there is none. */
  async countSeq(): Seen<number> {
    const groupBuy = await this.#published();
    if (groupBuy === null) return NOT_FOUND;
    const { certificate, state } = groupBuy;
    if (certificate === null) return err({ code: "not-found", facts: { missing: whyUncounted(state) } });
    const seq = this.#deps.store.seqOf("closed", certificate.treeSize);
    return seq ? ok(seq) : NOT_FOUND;
  }

  async #published(): Promise<GroupBuy | null> {
    await this.#deps.catchUp();
    return visibleTo(NOBODY, this.#deps.groupBuy());
  }

  async #headOf({ id, frontier }: GroupBuy): Promise<LogHead> {
    const { size } = frontier;
    if (this.#signed?.treeSize === size) return this.#signed;
    const root = rootOf(frontier);
    const stored = this.#deps.store.head();
    assert(
      (stored?.size ?? size) === size && (stored?.root ?? bytesToHex(root)) === bytesToHex(root),
      "the state comes to the stored head",
    );
    assert(equalHashes(this.#grown(size).root(size), root), "the stored leaves come to the stored root");
    const origin = originOf(this.#deps.signer.host, id);
    const checkpoint = await this.#deps.signer.sign(formatCheckpoint({ origin, size, root }));
    const head = { origin, treeSize: size, treeRoot: bytesToHex(root), checkpoint };
    if ((this.#signed?.treeSize ?? 0) < size) this.#signed = head; // A later one may have been signed meanwhile.
    return head;
  }

  /** The tree with all leaves up to this size, read where it has not seen them. */
  #grown(size: number): MerkleTree {
    while (this.#tree.size < size) {
      const leaves = this.#deps.store.leaves(this.#tree.size, Math.min(LEAVES_A_READ, size - this.#tree.size));
      assert(leaves.length > 0, "the log has as many leaves as its head says");
      for (const { leaf } of leaves) this.#tree.append(hashLeaf(utf8ToBytes(leaf)));
    }
    return this.#tree;
  }
}
