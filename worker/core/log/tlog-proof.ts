/** Proofs in one file (c2sp.org/tlog-proof): a leaf, its way up the tree, and the signed head that it leads to. */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "../base64.ts";
import { HASH_BYTES, type TreeHash } from "./merkle.ts";

export interface TlogProof {
  /** The leaf as it was hashed, or null where whoever checks has it from elsewhere. Proved by nothing but its hash. */
  readonly leaf: string | null;
  /** Counted from 0: the entry with sequence number n has the index n - 1. */
  readonly index: number;
  /** Siblings from the leaf up. */
  readonly path: readonly TreeHash[];
  /** The signed note of the head, word for word. */
  readonly checkpoint: string;
}

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const INDEX = /^index (0|[1-9]\d*)$/;
const EXTRA = "extra ";

/** The text of a `.tlog-proof` file. */
export function formatTlogProof({ leaf, index, path, checkpoint }: TlogProof): string {
  const lines = [
    FIRST_LINE,
    ...(leaf === null ? [] : [`${EXTRA}${toBase64(utf8ToBytes(leaf))}`]),
    `index ${index}`,
    ...path.map(toBase64),
    "",
  ];
  return `${lines.join("\n")}\n${checkpoint}`;
}

/** Reads a proof, nothing of it checked; null for anything that is not one. */
export function parseTlogProof(file: string): TlogProof | null {
  const end = file.indexOf("\n\n");
  if (end < 0) return null;
  const [first, ...lines] = file.slice(0, end).split("\n");
  const extra = lines[0]?.startsWith(EXTRA) ? lines.shift() : undefined;
  const [indexLine = "", ...encoded] = lines;
  const index = Number(INDEX.exec(indexLine)?.[1] ?? Number.NaN);
  const path = encoded.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES);
  if (first !== FIRST_LINE || !Number.isSafeInteger(index) || path.length !== encoded.length) return null;
  const leaf = extra === undefined ? null : leafIn(extra.slice(EXTRA.length));
  if (leaf === undefined) return null;
  return { leaf, index, path: path.filter((hash) => hash !== null), checkpoint: file.slice(end + 2) };
}

/** Undefined for what is not text. */
function leafIn(encoded: string): string | undefined {
  const bytes = fromBase64(encoded);
  if (bytes === null) return undefined;
  const leaf = new TextDecoder().decode(bytes);
  return toBase64(utf8ToBytes(leaf)) === encoded ? leaf : undefined;
}
