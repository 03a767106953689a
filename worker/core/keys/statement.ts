/**
 * The statement by which a key hands over to its successor: one payload, signed by both (JWS in its general JSON form, RFC
 * 7515 section 7.2.1). The old one vouches for the new one; the new one shows that somebody holds it who meant to succeed.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64Url, toBase64Url } from "../base64url.ts";
import { canonicalJson } from "../log/canonical.ts";
import { mayHaveSigned } from "../log/ed25519.ts";
import type { VerifyEd25519 } from "../log/signed-note.ts";
import { isRecord } from "../record.ts";
import { err, ok, type Result } from "../result.ts";
import type { InstantMs } from "../time/instant.ts";
import { readKeyTime } from "./key-time.ts";
import { readKeyText, thumbprintOf } from "./public-key.ts";

export const STATEMENT_TYP = "onebell-key+jws";

/** What a key signs with: receipts and what else is a JWS of the deployment, or the heads of its logs. */
export const KEY_PURPOSES = ["receipts", "log"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

export interface KeyStatement {
  readonly purpose: KeyPurpose;
  readonly old: { readonly publicKey: Uint8Array; readonly untilMs: InstantMs };
  readonly new: { readonly publicKey: Uint8Array; readonly fromMs: InstantMs };
}

/** As published; each signature under the key that its header names. */
export interface StatementJws {
  readonly payload: string;
  readonly signatures: readonly { readonly protected: string; readonly signature: string }[];
}

export type StatementFault = "malformed" | "unsigned-by-old" | "unsigned-by-new";

const VERSION = 1;

/** What `by` signs, which is the old key or the new one. */
export function signingInputOf(statement: KeyStatement, by: Uint8Array): string {
  return `${headerOf(by)}.${payloadOf(statement)}`;
}

/** @param signatures by the old key and by the new one, in base64url */
export function formatStatement(statement: KeyStatement, signatures: readonly [string, string]): StatementJws {
  const [old, successor] = signatures;
  return {
    payload: payloadOf(statement),
    signatures: [
      { protected: headerOf(statement.old.publicKey), signature: old },
      { protected: headerOf(statement.new.publicKey), signature: successor },
    ],
  };
}

/** Whatever a text says, it is a statement only under both signatures. Others may have signed too. */
export async function readStatement(
  value: unknown,
  verify: VerifyEd25519,
): Promise<Result<KeyStatement, StatementFault>> {
  const statement = isRecord(value) ? statementIn(value["payload"]) : null;
  const signatures = isRecord(value) ? value["signatures"] : null;
  if (statement === null || !Array.isArray(signatures)) return err("malformed");
  const isSignedBy = async (publicKey: Uint8Array): Promise<boolean> => {
    const input = utf8ToBytes(signingInputOf(statement, publicKey));
    const header = headerOf(publicKey);
    const own: unknown = signatures.find((one) => isRecord(one) && one["protected"] === header);
    const text = isRecord(own) ? own["signature"] : null;
    const signature = typeof text === "string" ? fromBase64Url(text) : null;
    return signature !== null && mayHaveSigned(publicKey, signature) && verify(publicKey, input, signature);
  };
  if (!(await isSignedBy(statement.old.publicKey))) return err("unsigned-by-old");
  if (!(await isSignedBy(statement.new.publicKey))) return err("unsigned-by-new");
  return ok(statement);
}

/** One spelling for each statement: whoever has the two keys and their times can write it again. */
function payloadOf({ purpose, old, new: successor }: KeyStatement): string {
  const text = canonicalJson({
    v: VERSION,
    purpose,
    old: { x: toBase64Url(old.publicKey), exp: old.untilMs / 1000 },
    new: { x: toBase64Url(successor.publicKey), nbf: successor.fromMs / 1000 },
  });
  return toBase64Url(utf8ToBytes(text));
}

function headerOf(publicKey: Uint8Array): string {
  const header = JSON.stringify({ alg: "EdDSA", kid: thumbprintOf(publicKey), typ: STATEMENT_TYP });
  return toBase64Url(utf8ToBytes(header));
}

function statementIn(payload: unknown): KeyStatement | null {
  const value = typeof payload === "string" ? jsonIn(payload) : null;
  if (!isRecord(value) || !isRecord(value["old"]) || !isRecord(value["new"])) return null;
  const purpose = KEY_PURPOSES.find((one) => one === value["purpose"]);
  const [old, successor] = [readKeyText(value["old"]["x"]), readKeyText(value["new"]["x"])];
  const untilMs = readKeyTime({ exp: value["old"]["exp"] })?.untilMs ?? null;
  const fromMs = readKeyTime({ nbf: value["new"]["nbf"] })?.fromMs ?? null;
  if (purpose === undefined || old === null || successor === null || untilMs === null || fromMs === null) return null;
  if (value["old"]["x"] === value["new"]["x"]) return null;
  const statement = { purpose, old: { publicKey: old, untilMs }, new: { publicKey: successor, fromMs } };
  // Of another version, with something more, or in another spelling: not what we sign.
  return payloadOf(statement) === payload ? statement : null;
}

function jsonIn(encoded: string): unknown {
  const bytes = fromBase64Url(encoded);
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
