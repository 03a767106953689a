import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64Url } from "../base64url.ts";
import { receiptId } from "../group-buy/state/receipt-id.ts";
import { hashLeaf } from "../log/merkle.ts";
import { followsFromStamp, REFUSALS } from "../log/receipt.ts";

/** A receipt as it is handed out (the contract's `Receipt`). */
export interface ReceiptText {
  readonly id: string;
  readonly accepted: boolean;
  readonly code: string | null;
  readonly groupBuyId: string;
  readonly seq: number;
  readonly recvMs: number;
  readonly deadlineMs: number;
  readonly marginMs: number;
  // What older receipts lack, and others where nothing was said.
  readonly termsHash?: string | null | undefined;
  readonly prev?: { readonly size: number; readonly root: string } | undefined;
  readonly edgeMs?: number | undefined;
  readonly client?: { readonly atMs: number; readonly boundMs: number } | undefined;
  readonly leaf: string;
  readonly leafHash: string;
  /** Empty where a receipt came without. */
  readonly jws: string;
}

/** Where a receipt contradicts itself. What counts is the leaf, because that is what was signed. */
export type ReceiptFault =
  | { readonly code: "leaf-unreadable" }
  | { readonly code: "not-its-leaf"; readonly field: string; readonly says: string; readonly leafSays: string }
  | { readonly code: "signs-something-else" }
  /** What was decided does not follow from the stamp. */
  | { readonly code: "decided-against-stamp" };

/** Holds a receipt against its own leaf. Whether the signature is right is for whoever has the keys. */
export function faultsOf(receipt: ReceiptText): ReceiptFault[] {
  const leaf = readLeaf(receipt.leaf);
  if (leaf === null) return [{ code: "leaf-unreadable" }];
  const isRefused = REFUSALS.has(leaf.type);
  const told: readonly (readonly [string, unknown, unknown])[] = [
    ["groupBuyId", receipt.groupBuyId, leaf.gb],
    ["seq", receipt.seq, leaf.seq],
    ["id", receipt.id, receiptId(String(leaf.gb), Number(leaf.seq))],
    ["recvMs", receipt.recvMs, leaf.at],
    ["deadlineMs", receipt.deadlineMs, leaf.deadline],
    ["marginMs", receipt.marginMs, Number(leaf.deadline) - Number(leaf.at)],
    ["accepted", receipt.accepted, !isRefused],
    ["code", receipt.code, isRefused ? codeOf(leaf) : null],
    ["leafHash", receipt.leafHash, bytesToHex(hashLeaf(utf8ToBytes(receipt.leaf)))],
  ];
  const inLeaf = saidInLeaf(leaf);
  const more = MAY_LACK.filter((field) => receipt[field] !== undefined).map(
    (field) => [field, receipt[field], inLeaf[field] ?? null] as const,
  );
  const faults: ReceiptFault[] = [...told, ...more]
    .filter(([, says, leafSays]) => !isSame(says, leafSays))
    .map(([field, says, leafSays]) => ({ code: "not-its-leaf", field, says: text(says), leafSays: text(leafSays) }));
  if (receipt.jws !== "" && !signsTheLeaf(receipt)) faults.push({ code: "signs-something-else" });
  if (!followsFromStamp(leaf)) faults.push({ code: "decided-against-stamp" });
  return faults;
}

/** The receipt as its leaf has it: that is what was signed, whatever stands around it. */
export function byItsLeaf(receipt: ReceiptText): ReceiptText {
  const leaf = readLeaf(receipt.leaf) ?? NO_LEAF;
  const { at, deadline, seq, gb, type } = leaf;
  if (!isInteger(at) || !isInteger(deadline) || !isInteger(seq) || typeof gb !== "string") return receipt;
  const code = REFUSALS.has(type) ? codeOf(leaf) : null;
  const said = saidInLeaf(leaf);
  const printed = MAY_LACK.filter((field) => receipt[field] !== undefined);
  return {
    ...receipt,
    ...Object.fromEntries(printed.map((field) => [field, said[field]])),
    id: receiptId(gb, seq),
    accepted: !REFUSALS.has(type),
    code: typeof code === "string" ? code : null,
    groupBuyId: gb,
    seq,
    recvMs: at,
    deadlineMs: deadline,
    marginMs: deadline - at,
  };
}

/** `join`, `change`, `leave`, or the type of another entry of the log. */
export function commandOf({ leaf }: ReceiptText): string {
  const type = readLeaf(leaf)?.type;
  if (type === "joined" || type === "join_refused") return "join";
  if (CHANGES.has(type)) return "change";
  return type === "withdrawn" ? "leave" : text(type);
}

const CHANGES: ReadonlySet<unknown> = new Set(["part_added", "part_ended", "lowered", "change_refused"]);

interface Leaf {
  readonly type: unknown;
  readonly gb: unknown;
  readonly seq: unknown;
  readonly at: unknown;
  readonly deadline: unknown;
  readonly open: unknown;
  readonly terms?: unknown;
  readonly prev?: unknown;
  readonly evidence?: unknown;
}

const MAY_LACK = ["termsHash", "prev", "edgeMs", "client"] as const;

/** The same, as the leaf has it; undefined where it says nothing of it. */
function saidInLeaf({ terms, prev, evidence }: Leaf): Readonly<Record<(typeof MAY_LACK)[number], unknown>> {
  const { edge, client } = membersOf(evidence) ?? {};
  const [tree, sent] = [membersOf(prev), membersOf(client)];
  return {
    termsHash: terms,
    prev: tree && { size: tree["size"], root: tree["root"] },
    edgeMs: edge,
    client: sent && { atMs: sent["at"], boundMs: sent["bound"] },
  };
}

function readLeaf(leaf: string): Leaf | null {
  try {
    const value: unknown = JSON.parse(leaf);
    return typeof value === "object" && value !== null ? { ...NO_LEAF, ...value } : null;
  } catch {
    return null;
  }
}

const NO_LEAF: Leaf = { type: null, gb: null, seq: null, at: null, deadline: null, open: null };

function codeOf({ open }: Leaf): unknown {
  return membersOf(open)?.["code"] ?? null;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function signsTheLeaf({ jws, leaf }: ReceiptText): boolean {
  const payload = fromBase64Url(jws.split(".")[1] ?? "");
  return payload !== null && bytesToHex(payload) === bytesToHex(utf8ToBytes(leaf));
}

/** Not by their text alone: `1` is not `"1"`. The members of an object stand in any order. */
function isSame(a: unknown, b: unknown): boolean {
  const [left, right] = [membersOf(a), membersOf(b)];
  if (!left || !right) return a === b;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => left[name] === right[name]);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "nothing" : JSON.stringify(value);
}
