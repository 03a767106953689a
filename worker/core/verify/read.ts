/** Tells what a text is: one of the things that people hold of a log, or nothing that this program knows. */
import { hexToBytes } from "@noble/hashes/utils.js";
import { HISTORY_FORMAT, readHistory, type KeyFault } from "../keys/history.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import { CONTRADICTION_FORMAT, contradictionIn } from "../log/contradiction.ts";
import type { TreeHash } from "../log/merkle.ts";
import { parseNote } from "../log/signed-note.ts";
import { parseTlogProof } from "../log/tlog-proof.ts";
import { isRecord } from "../record.ts";
import { err, ok, type Result } from "../result.ts";
import {
  CERTIFICATE_FORMAT,
  FILE_VERSION,
  LOG_FORMAT,
  type Exhibit,
  type ExhibitKind,
  type HeldHead,
  type PrintedReceipt,
} from "./exhibit.ts";
import { readJwks, readLogKeys } from "./keys.ts";
import { ringOfHistory } from "./trust.ts";

export type Unreadable =
  | { readonly code: "empty" }
  /** It begins like JSON and is not: cut off, or edited. */
  | { readonly code: "not-json" }
  /** Nothing of what this program reads. */
  | { readonly code: "foreign" }
  | { readonly code: "version-unknown"; readonly kind: ExhibitKind; readonly version: string }
  /** It says what it is, and a part of it is missing or is something else. */
  | { readonly code: "malformed"; readonly kind: ExhibitKind; readonly where: string }
  | Exclude<KeyFault, { code: "not-keys" }>;

type Read = Result<Exhibit, Unreadable>;

/**
 * Reads what is in one file. What editors and mail do to a text is undone where nothing can be hidden by it: a byte order
 * mark, line ends of two characters, a last line without its end. What was signed has none of these.
 */
export function readExhibit(file: string): Read {
  const text = file.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const trimmed = text.trim();
  if (trimmed === "") return err({ code: "empty" });
  if (trimmed.startsWith("{")) return readJson(trimmed);
  if (text.startsWith("c2sp.org/tlog-proof@")) return readProofText(text);
  if (JWS.test(trimmed)) return ok({ kind: "jws", jws: trimmed });
  if (text.includes("\n\n— ")) return readHeadText(text);
  const keys = readLogKeys(text);
  if (keys.ok) return ok({ kind: "keys", keys: keys.value });
  return err(keys.error.code === "not-keys" ? { code: "foreign" } : keys.error);
}

/** Three parts of base64url; an unsecured one has an empty third, and is read to be called what it is. */
const JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;
const HASH = /^[0-9a-f]{64}$/;

function readProofText(text: string): Read {
  const proof = parseTlogProof(ended(text));
  return proof ? ok({ kind: "proof", proof }) : malformed("proof", "text");
}

function readHeadText(text: string): Read {
  const checkpoint = ended(text);
  const note = parseNote(checkpoint);
  if (note === null) return malformed("head", "signatures");
  return parseCheckpoint(note.text) === null
    ? malformed("head", "checkpoint")
    : ok({ kind: "head", head: { checkpoint, printed: null } });
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function readJson(text: string): Read {
  const value = parsed(text);
  if (!isRecord(value)) return err({ code: "not-json" });
  const { format, receipt, attempt, proof } = value;
  if (format === LOG_FORMAT) return readLog(value);
  if (format === CERTIFICATE_FORMAT) return readCertificate(value);
  if (format === CONTRADICTION_FORMAT) return readContradictionFile(value);
  if (format === HISTORY_FORMAT) return readKeyHistory(value);
  if ("keys" in value) return readKeys(value);
  if ("fromSize" in value) return readConsistency(value);
  if ("checkpoint" in value && "treeSize" in value) return readHead(value);
  if ("leaf" in value) return readReceipt(value);
  if ("statement" in value) return readAttempt(value);
  if (isRecord(attempt) && "statement" in attempt) return readAttempt(attempt); // The problem that it came with.
  // The answers that they came with; what names its group-buy besides was a file of ours, and is none any more.
  if (isRecord(receipt) && "leaf" in receipt && !("groupBuyId" in value)) return readReceipt(receipt);
  if (typeof proof === "string" && Object.keys(value).length === 1) return readProofText(proof);
  return err({ code: "foreign" });
}

function readKeys(value: Record<string, unknown>): Read {
  const keys = readJwks(value);
  if (keys.ok) return ok({ kind: "keys", keys: keys.value });
  return keys.error.code === "not-keys" ? malformed("keys", "keys") : err(keys.error);
}

function readKeyHistory(value: Record<string, unknown>): Read {
  const history = readHistory(value);
  if (history.ok) return ok({ kind: "keys", keys: ringOfHistory(history.value), history: history.value });
  const { error } = history;
  if (error.code === "version-unknown") return err({ ...error, kind: "keys" });
  return error.code === "not-keys" ? malformed("keys", "keys") : err(error);
}

function readReceipt(value: Record<string, unknown>): Read {
  const receipt = receiptIn(value);
  return typeof receipt === "string" ? malformed("receipt", receipt) : ok({ kind: "receipt", receipt });
}

/** The receipt, or which of its fields is none. */
function receiptIn(printed: Record<string, unknown>): PrintedReceipt | string {
  const { leaf, jws = "" } = printed;
  if (typeof leaf !== "string") return "leaf";
  return typeof jws === "string" ? { leaf, jws, printed } : "jws";
}

function readAttempt(printed: Record<string, unknown>): Read {
  const { statement, jws = "" } = printed;
  if (typeof statement !== "string") return malformed("attempt", "statement");
  if (typeof jws !== "string") return malformed("attempt", "jws");
  return ok({ kind: "attempt", attempt: { statement, jws, printed } });
}

function readHead(value: Record<string, unknown>): Read {
  const head = headIn(value);
  return typeof head === "string" ? malformed("head", head) : ok({ kind: "head", head });
}

function headIn({ origin, treeSize, treeRoot, checkpoint }: Record<string, unknown>): HeldHead | string {
  if (typeof origin !== "string") return "origin";
  if (!isCount(treeSize)) return "treeSize";
  if (typeof treeRoot !== "string") return "treeRoot";
  const note = typeof checkpoint === "string" ? parseNote(checkpoint) : null;
  if (note === null || parseCheckpoint(note.text) === null || typeof checkpoint !== "string") return "checkpoint";
  return { checkpoint, printed: { origin, treeSize, treeRoot } };
}

function readConsistency({ fromSize, fromRoot, toSize, toRoot, proof, head }: Record<string, unknown>): Read {
  if (!isCount(fromSize)) return malformed("consistency", "fromSize");
  const root = hashIn(fromRoot);
  if (root === null) return malformed("consistency", "fromRoot");
  const isToHead = toSize === undefined && toRoot === undefined;
  const newRoot = hashIn(toRoot);
  if (!isToHead && !isCount(toSize)) return malformed("consistency", "toSize");
  if (!isToHead && newRoot === null) return malformed("consistency", "toRoot");
  const to = isCount(toSize) && newRoot !== null ? { size: toSize, root: newRoot } : null;
  const path = Array.isArray(proof) ? proof.map(hashIn) : [null];
  const hashes = path.filter((hash) => hash !== null);
  if (hashes.length !== path.length) return malformed("consistency", "proof");
  const held = isRecord(head) ? headIn(head) : "head";
  if (typeof held === "string") return malformed("consistency", held);
  return ok({ kind: "consistency", consistency: { fromSize, fromRoot: root, to, path: hashes, head: held } });
}

function readLog({ version, groupBuyId, checkpoint, leaves }: Record<string, unknown>): Read {
  if (version !== FILE_VERSION) return versionUnknown("log", version);
  if (typeof groupBuyId !== "string") return malformed("log", "groupBuyId");
  if (typeof checkpoint !== "string" || parseNote(checkpoint) === null) return malformed("log", "checkpoint");
  if (!Array.isArray(leaves)) return malformed("log", "leaves");
  const other = leaves.findIndex((leaf) => typeof leaf !== "string");
  if (other >= 0) return malformed("log", `leaves.${other}`);
  return ok({
    kind: "log",
    log: { groupBuyId, checkpoint, leaves: leaves.filter((leaf) => typeof leaf === "string") },
  });
}

function readCertificate({ version, groupBuyId, receipt, proof }: Record<string, unknown>): Read {
  if (version !== FILE_VERSION) return versionUnknown("certificate", version);
  if (typeof groupBuyId !== "string") return malformed("certificate", "groupBuyId");
  const held = isRecord(receipt) ? receiptIn(receipt) : "receipt";
  if (typeof held === "string") return malformed("certificate", held);
  const way = typeof proof === "string" ? parseTlogProof(proof) : null;
  if (way === null) return malformed("certificate", "proof");
  return ok({ kind: "certificate", certificate: { groupBuyId, receipt: held, proof: way } });
}

function readContradictionFile(value: Record<string, unknown>): Read {
  if (value["version"] !== FILE_VERSION) return versionUnknown("contradiction", value["version"]);
  const contradiction = contradictionIn(value);
  return contradiction === null ? malformed("contradiction", "kept") : ok({ kind: "contradiction", contradiction });
}

function hashIn(value: unknown): TreeHash | null {
  return typeof value === "string" && HASH.test(value) ? hexToBytes(value) : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function malformed(kind: ExhibitKind, where: string): Read {
  return err({ code: "malformed", kind, where });
}

function versionUnknown(kind: ExhibitKind, version: unknown): Read {
  return err({ code: "version-unknown", kind, version: JSON.stringify(version ?? null) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
