/** What a log answers when it is asked to show that it only grew (the contract's `ConsistencyProof`), read as a verifier does. */
import { hexToBytes } from "@noble/hashes/utils.js";
import { HASH_BYTES, type TreeHash } from "./merkle.ts";
import { verifyConsistency } from "./merkle-proof.ts";

export interface ConsistencyAnswer {
  readonly fromSize: number;
  readonly fromRoot: TreeHash;
  readonly toSize: number;
  readonly toRoot: TreeHash;
  readonly proof: readonly TreeHash[];
}

const HASH = new RegExp(`^[0-9a-f]{${2 * HASH_BYTES}}$`);

/** Nothing of it checked; null for anything that is not such an answer, whatever it is. */
export function readConsistencyAnswer(value: unknown): ConsistencyAnswer | null {
  if (typeof value !== "object" || value === null) return null;
  const { fromSize, fromRoot, toSize, toRoot, proof } = { ...NOTHING, ...value };
  const hashes = Array.isArray(proof) ? proof.map(hashIn) : [null];
  const [from, to] = [hashIn(fromRoot), hashIn(toRoot)];
  if (!isSize(fromSize) || !isSize(toSize) || from === null || to === null || hashes.includes(null)) return null;
  return { fromSize, fromRoot: from, toSize, toRoot: to, proof: hashes.filter((hash) => hash !== null) };
}

/** Whether it shows that the tree `newRoot` grew from the tree `oldRoot`, of the sizes that it names. */
export function showsGrowth(
  { fromSize, toSize, proof }: ConsistencyAnswer,
  { oldRoot, newRoot }: { oldRoot: TreeHash; newRoot: TreeHash },
): boolean {
  return verifyConsistency({ oldSize: fromSize, oldRoot, newSize: toSize, newRoot, proof });
}

interface Fields {
  readonly fromSize: unknown;
  readonly fromRoot: unknown;
  readonly toSize: unknown;
  readonly toRoot: unknown;
  readonly proof: unknown;
}

const NOTHING: Fields = { fromSize: null, fromRoot: null, toSize: null, toRoot: null, proof: null };

function hashIn(value: unknown): TreeHash | null {
  return typeof value === "string" && HASH.test(value) ? hexToBytes(value) : null;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
