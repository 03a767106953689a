/** The keys that somebody trusts: they came from a host that they chose, never from what is being checked. */
import { readKeyList, type KeyFault } from "../keys/history.ts";
import type { KeyTime } from "../keys/key-time.ts";
import { readLogKeyList } from "../keys/log-key-list.ts";
import type { DatedKey } from "../keys/public-key.ts";
import { formatVerifierKey, type VerifierKey } from "../log/signed-note.ts";
import { isRecord } from "../record.ts";
import { err, ok, type Result } from "../result.ts";

export interface KeyRing {
  readonly receipts: readonly ReceiptKey[];
  readonly logs: readonly LogKey[];
}

export type ReceiptKey = DatedKey;

export interface LogKey extends VerifierKey, KeyTime {}

export const NO_KEYS: KeyRing = { receipts: [], logs: [] };

/** One list of each kind. A key that stands in several has the times that any of them gives it. */
export function joinRings(rings: readonly KeyRing[]): KeyRing {
  return {
    receipts: joined(
      rings.flatMap(({ receipts }) => receipts),
      ({ kid }) => kid,
    ),
    logs: joined(
      rings.flatMap(({ logs }) => logs),
      formatVerifierKey,
    ),
  };
}

function joined<Key extends KeyTime>(keys: readonly Key[], nameOf: (key: Key) => string): readonly Key[] {
  const named = new Map<string, Key>();
  for (const key of keys) named.set(nameOf(key), together(named.get(nameOf(key)) ?? key, key));
  return [...named.values()];
}

/** The first knows more where both say something; that a key is revoked is believed of any list. */
export function together<Key extends KeyTime>(first: Key, second: KeyTime): Key {
  const revoked = [first.revokedFromMs, second.revokedFromMs].filter((ms) => ms !== null);
  return {
    ...first,
    fromMs: first.fromMs ?? second.fromMs,
    untilMs: first.untilMs ?? second.untilMs,
    revokedFromMs: revoked.length === 0 ? null : Math.min(...revoked),
  };
}

/** What is published at `/.well-known/jwks.json` (RFC 7517, RFC 8037). */
export function readJwks(value: unknown): Result<KeyRing, KeyFault> {
  if (!isRecord(value) || !Array.isArray(value["keys"])) return err({ code: "not-keys" });
  const receipts = readKeyList(value["keys"]);
  return receipts.ok ? ok({ receipts: receipts.value, logs: [] }) : receipts;
}

/** What is published at `/.well-known/onebell-log-keys.txt`. */
export function readLogKeys(text: string): Result<KeyRing, KeyFault> {
  const logs = readLogKeyList(text);
  return logs.ok ? ok({ receipts: [], logs: logs.value }) : logs;
}
