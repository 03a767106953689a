/**
 * Two things that a site has said of one log and that cannot both be true: what a browser keeps when it notices, and what
 * others make of it. Signatures are for whoever has the keys; here is what the signed words say.
 */
import { hexToBytes } from "@noble/hashes/utils.js";
import { fromBase64Url } from "../base64url.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { readConsistencyAnswer, showsGrowth } from "./consistency-answer.ts";
import { equalHashes, HASH_BYTES, type TreeHash } from "./merkle.ts";
import { parseNote } from "./signed-note.ts";

/**
 * What was said of a log, word for word, and when it was heard by the clock of who heard it: a signed head (a checkpoint
 * of C2SP), or a receipt (JWS), whose leaf names the tree that it was added to.
 */
export type Told =
  { readonly note: string; readonly heardAtMs: number } | { readonly jws: string; readonly heardAtMs: number };

/** The log of this group-buy had this root when it had so many entries. */
export interface Claim {
  readonly groupBuyId: string;
  readonly size: number;
  readonly root: TreeHash;
}

/**
 * `split`: two histories. `shrunk`: the log is shorter than it was. `unshown`: asked to show that it only grew, the site
 * shows nothing. `strange-key`: signed by a key that no known key vouches for. `revoked-key`: the same, and
 * the site says that the known one was revoked.
 */
export const CONTRADICTION_KINDS = ["split", "shrunk", "unshown", "strange-key", "revoked-key"] as const;
export type ContradictionKind = (typeof CONTRADICTION_KINDS)[number];

export const CONTRADICTION_FORMAT = "onebell-contradiction";

/**
 * The file that a page hands out when it has noticed one: this, as JSON. A verifier checks the signatures of both halves
 * (`note` by a log key, `jws` by a receipt key) and takes `checkContradiction` for what they show together; `keys` are
 * those that the browser had pinned, and vouch for nothing in the hands of somebody else.
 */
export interface Contradiction {
  readonly format: typeof CONTRADICTION_FORMAT;
  readonly version: 1;
  readonly kind: ContradictionKind;
  readonly groupBuyId: string;
  /** What was kept, and what was said besides, whichever of the two is older. */
  readonly kept: Told;
  readonly told: Told;
  /** What the site answered when it was asked to show that one grew from the other, as it came; null where nobody asked. */
  readonly answer: unknown;
  /** Verifier keys of the log that the browser had pinned, in the form of C2SP. */
  readonly keys: readonly string[];
}

export type ContradictionCheck =
  /** Whoever signed both has signed two histories: nobody has to be believed. */
  | "proven"
  /** It says what a browser was told; whether the log is so can be seen only there. */
  | "open"
  /** Both can be true of one log. */
  | "none";

/** Null for what claims nothing about a log. A tree without entries is claimed by nobody. */
export function claimOf(told: Told): Claim | null {
  const claim = "note" in told ? claimOfNote(told.note) : claimOfReceipt(told.jws);
  return claim === null || claim.size === 0 ? null : claim;
}

/** What a contradiction shows by itself, once the signatures over both of its halves are right. */
export function checkContradiction({ kind, kept, told, answer }: Contradiction): ContradictionCheck {
  const claims = [claimOf(kept), claimOf(told)].filter((claim) => claim !== null);
  const [older, newer] = claims.toSorted((a, b) => a.size - b.size);
  if (older === undefined || older.groupBuyId !== newer?.groupBuyId) return "none";
  if (older.size === newer.size && !equalHashes(older.root, newer.root)) return "proven";
  if (kind === "strange-key" || kind === "revoked-key") return "open";
  if (older.size === newer.size) return "none";
  return checkAnswer(older, newer, answer);
}

/** What an answer to "show that you grew from the one to the other" comes to. */
export function checkAnswer(older: Claim, newer: Claim, value: unknown): ContradictionCheck {
  const answer = readConsistencyAnswer(value);
  if (answer?.fromSize !== older.size || answer.toSize !== newer.size) return "open";
  if (showsGrowth(answer, { oldRoot: older.root, newRoot: newer.root })) return "none";
  // It leads to the newer root from another one than the older: the newer tree itself says what stood there.
  return showsGrowth(answer, { oldRoot: answer.fromRoot, newRoot: newer.root }) ? "proven" : "open";
}

/** Reads the file; null for anything else. Nothing of it is checked. */
export function readContradiction(text: string): Contradiction | null {
  try {
    return contradictionIn(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The same of what has been parsed. */
export function contradictionIn(value: unknown): Contradiction | null {
  if (typeof value !== "object" || value === null) return null;
  const { format, version, kind, groupBuyId, kept, told, answer, keys }: Record<string, unknown> = { ...value };
  const known = CONTRADICTION_KINDS.find((one) => one === kind);
  const [first, second] = [toldIn(kept), toldIn(told)];
  if (format !== CONTRADICTION_FORMAT || version !== 1 || known === undefined || typeof groupBuyId !== "string")
    return null;
  if (first === null || second === null || !Array.isArray(keys)) return null;
  const texts = keys.filter((key) => typeof key === "string");
  return { format, version, kind: known, groupBuyId, kept: first, told: second, answer: answer ?? null, keys: texts };
}

/** Null for what says nothing of a log. */
export function toldIn(value: unknown): Told | null {
  if (typeof value !== "object" || value === null) return null;
  const { note, jws, heardAtMs }: Record<string, unknown> = { ...value };
  if (typeof heardAtMs !== "number" || !Number.isSafeInteger(heardAtMs)) return null;
  const told = typeof note === "string" ? { note, heardAtMs } : typeof jws === "string" ? { jws, heardAtMs } : null;
  return told !== null && claimOf(told) !== null ? told : null;
}

function claimOfNote(note: string): Claim | null {
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
  const groupBuyId = /\/gb\/([^/]+)$/.exec(checkpoint?.origin ?? "")?.[1];
  return checkpoint === null || groupBuyId === undefined
    ? null
    : { groupBuyId, size: checkpoint.size, root: checkpoint.root };
}

function claimOfReceipt(jws: string): Claim | null {
  const payload = fromBase64Url(jws.split(".")[1] ?? "");
  if (payload === null) return null;
  try {
    const { gb, prev } = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    const { size, root }: Record<string, unknown> = { ...(typeof prev === "object" ? prev : null) };
    if (typeof gb !== "string" || !Number.isSafeInteger(size) || !isHash(root)) return null;
    return { groupBuyId: gb, size: Number(size), root: hexToBytes(root) };
  } catch {
    return null; // Not the JSON of a leaf.
  }
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && value.length === 2 * HASH_BYTES && /^[0-9a-f]+$/.test(value);
}
