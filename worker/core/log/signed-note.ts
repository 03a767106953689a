/**
 * Signed notes (c2sp.org/signed-note) with Ed25519: a text, an empty line, and lines of signatures. What a tree head is
 * signed as, because small verifiers and witnesses everywhere read it. Here is the form; whoever checks brings Ed25519.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "../base64.ts";
import { assert } from "../result.ts";
import { mayHaveSigned } from "./ed25519.ts";

/** The public half of a key under the name that it signs with. */
export interface VerifierKey {
  /** No spaces, no plus; a log's is its origin. */
  readonly name: string;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  /** Eight hex digits; with the name it says which key and which algorithm. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** What is signed, its last newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Checks one Ed25519 signature (RFC 8032, 5.1.7, without the cofactor). Who asks has looked at its form (ed25519.ts). */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** Ed25519 over the text itself; 0x06, a cosignature by ML-DSA, and all others are not ours to read. */
const ED25519_TYPE = 0x01;
const PUBLIC_KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
/** The specification asks for 16 at least. */
const SIGNATURES_MAXIMUM = 64;
const NAME = /^[^\s+]+$/u;
const VERIFIER_KEY = /^(?<name>[^\s+]+)\+(?<keyId>[0-9a-f]{8})\+(?<encoded>\S+)$/u;
const SIGNATURE_LINE = /^— (?<name>[^\s+]+) (?<signature>\S+)$/u;
// Notes are text without any control characters but the newline.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** The first four bytes of SHA-256(name, newline, 0x01, public key) as hex. */
export function keyIdOf({ name, publicKey }: VerifierKey): string {
  const input = concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(ED25519_TYPE), publicKey);
  return bytesToHex(sha256(input).subarray(0, KEY_ID_BYTES));
}

/** `<name>+<key id>+<base64 of 0x01 and the key>`: how verifiers everywhere are told a key. */
export function formatVerifierKey(key: VerifierKey): string {
  assert(NAME.test(key.name) && key.publicKey.length === PUBLIC_KEY_BYTES, "a verifier key has a name and 32 bytes");
  return `${key.name}+${keyIdOf(key)}+${toBase64(concatBytes(Uint8Array.of(ED25519_TYPE), key.publicKey))}`;
}

/** Reads a verifier key; null for anything else, a key whose id is not its own included. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const { name = "", keyId = "", encoded = "" } = VERIFIER_KEY.exec(text)?.groups ?? {};
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519_TYPE) return null;
  const key = { name, publicKey: bytes.subarray(1) };
  return keyIdOf(key) === keyId ? key : null;
}

/** A text with its signatures. `signature` is 64 bytes of Ed25519 over the UTF-8 of the text. */
export function formatNote(text: string, signatures: readonly { key: VerifierKey; signature: Uint8Array }[]): string {
  assert(text.endsWith("\n") && !CONTROL.test(text), "the text of a note ends with a newline and has no controls");
  const lines = signatures.map(({ key, signature }) => {
    return `— ${key.name} ${toBase64(concatBytes(hexToBytes(keyIdOf(key)), signature))}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/** Reads a note, its signatures unchecked; null for anything that is not one. */
export function parseNote(note: string): SignedNote | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || !note.isWellFormed() || CONTROL.test(note)) return null;
  const lines = note.slice(end + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAXIMUM) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const { name = "", signature = "" } = SIGNATURE_LINE.exec(line)?.groups ?? {};
    const bytes = fromBase64(signature);
    if (name === "" || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
    const keyId = bytesToHex(bytes.subarray(0, KEY_ID_BYTES));
    signatures.push({ name, keyId, signature: bytes.subarray(KEY_ID_BYTES) });
  }
  return { text: note.slice(0, end + 1), signatures };
}

export type NoteCheck =
  | { readonly verdict: "signed"; readonly by: readonly VerifierKey[] }
  /** A signature that names this key is not by it: nothing in the note is to be believed. */
  | { readonly verdict: "wrong"; readonly key: VerifierKey }
  | { readonly verdict: "unsigned" };

/** Which of these keys have signed. Signatures by others are passed over: witnesses may have added theirs. */
export async function checkNote(
  note: SignedNote,
  keys: readonly VerifierKey[],
  verify: VerifyEd25519,
): Promise<NoteCheck> {
  const message = utf8ToBytes(note.text);
  const by: VerifierKey[] = [];
  for (const key of keys) {
    const keyId = keyIdOf(key);
    for (const { signature } of note.signatures.filter((one) => one.name === key.name && one.keyId === keyId)) {
      const isRight = mayHaveSigned(key.publicKey, signature) && (await verify(key.publicKey, message, signature));
      if (!isRight) return { verdict: "wrong", key };
      if (!by.includes(key)) by.push(key);
    }
  }
  return by.length > 0 ? { verdict: "signed", by } : { verdict: "unsigned" };
}
