/** The keys that a deployment has ever signed with, and the statements between them: `/.well-known/onebell-keys.json`. */
import { isRecord } from "../record.ts";
import { err, ok, type Result } from "../result.ts";
import { publicJwkOf, readPublicJwk, type DatedKey, type JwkFault, type PublicKeyJwk } from "./public-key.ts";
import { KEY_PURPOSES, type KeyPurpose } from "./statement.ts";

export const HISTORY_FORMAT = "onebell-keys";
export const HISTORY_VERSION = 1;

export interface KeyHistory {
  /** Names the deployment, as the heads of its logs do. */
  readonly name: string;
  readonly receipts: PurposeHistory;
  readonly log: PurposeHistory;
}

export interface PurposeHistory {
  /** The current one first, then newest first. */
  readonly keys: readonly DatedKey[];
  /** As they were published: nothing of them is checked yet (core/keys/following.ts). */
  readonly statements: readonly unknown[];
}

export type KeyFault =
  | { readonly code: "not-keys" }
  /** An Ed25519 key is asked for, and nothing else: `index` of the key in its list. */
  | { readonly code: "key-refused"; readonly index: number; readonly why: JwkFault };

export type HistoryFault = KeyFault | { readonly code: "version-unknown"; readonly version: string };

interface PurposeDocument {
  readonly keys: readonly PublicKeyJwk[];
  readonly statements: readonly unknown[];
}

/** The document that is published. */
export function historyDocument({ name, receipts, log }: KeyHistory): {
  readonly format: string;
  readonly version: number;
  readonly name: string;
  readonly receipts: PurposeDocument;
  readonly log: PurposeDocument;
} {
  const documentOf = ({ keys, statements }: PurposeHistory) => ({ keys: keys.map(publicJwkOf), statements });
  return {
    format: HISTORY_FORMAT,
    version: HISTORY_VERSION,
    name,
    receipts: documentOf(receipts),
    log: documentOf(log),
  };
}

export function readHistory(value: unknown): Result<KeyHistory, HistoryFault> {
  if (!isRecord(value) || value["format"] !== HISTORY_FORMAT) return err({ code: "not-keys" });
  const { version, name } = value;
  if (version !== HISTORY_VERSION) return err({ code: "version-unknown", version: JSON.stringify(version ?? null) });
  if (typeof name !== "string" || !NAME.test(name)) return err({ code: "not-keys" });
  const read = KEY_PURPOSES.map((purpose) => [purpose, readPurpose(value[purpose])] as const);
  for (const [, purpose] of read) if (!purpose.ok) return purpose;
  const of = (wanted: KeyPurpose): PurposeHistory => {
    const [, found] = read.find(([purpose]) => purpose === wanted) ?? [];
    return found?.ok === true ? found.value : { keys: [], statements: [] };
  };
  return ok({ name, receipts: of("receipts"), log: of("log") });
}

const NAME = /^[^\s+]+$/u;

function readPurpose(value: unknown): Result<PurposeHistory, KeyFault> {
  if (!isRecord(value) || !Array.isArray(value["keys"]) || !Array.isArray(value["statements"])) {
    return err({ code: "not-keys" });
  }
  const read = readKeyList(value["keys"]);
  if (!read.ok) return read;
  const twice = read.value.findIndex(({ kid }, index) => read.value.findIndex((other) => other.kid === kid) < index);
  if (twice >= 0) return err({ code: "key-refused", index: twice, why: "twice" });
  return ok({ keys: read.value, statements: value["statements"] });
}

/**
 * The keys of a JWK set. Keys of other kinds are passed over, as RFC 7517 asks; a list with an Ed25519 key that is none, or
 * that is not public any more, is no list.
 */
export function readKeyList(list: readonly unknown[]): Result<readonly DatedKey[], KeyFault> {
  const keys: DatedKey[] = [];
  for (const [index, jwk] of list.entries()) {
    if (!isRecord(jwk)) return err({ code: "key-refused", index, why: "kind" });
    if (jwk["kty"] !== "OKP" || jwk["crv"] !== "Ed25519") continue;
    const key = readPublicJwk(jwk);
    if (typeof key === "string") return err({ code: "key-refused", index, why: key });
    keys.push(key);
  }
  return keys.length === 0 ? err({ code: "not-keys" }) : ok(keys);
}
