/** Checkpoints (c2sp.org/tlog-checkpoint): the text of a tree head, that a signed note carries. */
import { fromBase64, toBase64 } from "../base64.ts";
import { assert } from "../result.ts";
import { HASH_BYTES, type TreeHash } from "./merkle.ts";

/** A log at one size: everything before it is fixed by the root. */
export interface Checkpoint {
  /** Which log: `<host>/gb/<id of the group-buy>`. */
  readonly origin: string;
  readonly size: number;
  readonly root: TreeHash;
}

const DECIMAL = /^(0|[1-9]\d*)$/;

/** The origin of a group-buy's log, and the name of the key that signs its heads. */
export function originOf(host: string, groupBuyId: string): string {
  return `${host}/gb/${groupBuyId}`;
}

/** Three lines, each with its newline: the text that is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  assert(origin !== "" && !origin.includes("\n"), "an origin is one line");
  assert(Number.isSafeInteger(size) && size >= 0 && root.length === HASH_BYTES, "a head is a size and a root");
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint; null for anything else. Lines after the third are allowed, and say nothing to us. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = "", decimal = "", encoded = "", ...more] = text.split("\n");
  const [last, ...extensions] = more.toReversed();
  if (origin === "" || last !== "" || extensions.includes("") || !DECIMAL.test(decimal)) return null;
  const size = Number(decimal);
  const root = fromBase64(encoded);
  if (!Number.isSafeInteger(size) || root?.length !== HASH_BYTES) return null;
  return { origin, size, root };
}
