/** Which keys are believed where whoever checks hands in a history: all that the keys which they have besides vouch for. */
import { followKeys, type Stop, type StopReason } from "../keys/following.ts";
import type { KeyHistory, PurposeHistory } from "../keys/history.ts";
import { thumbprintOf, type DatedKey } from "../keys/public-key.ts";
import type { KeyPurpose } from "../keys/statement.ts";
import type { VerifyEd25519 } from "../log/signed-note.ts";
import type { InstantMs } from "../time/instant.ts";
import { together, type KeyRing } from "./keys.ts";

export interface Trusted {
  readonly ring: KeyRing;
  readonly ways: readonly Way[];
}

/** What a history came to for one kind of key. */
export interface Way {
  readonly purpose: KeyPurpose;
  /** Whether there was a key to begin from; without one the history itself is what is trusted. */
  readonly isPinned: boolean;
  /** Believed by the history alone (`kid`), beside those that were pinned. */
  readonly vouched: readonly string[];
  readonly stops: readonly (Stop | { readonly kid: null; readonly why: "another-name" })[];
}

export type WayStop = StopReason | "another-name";

export interface TrustMeans {
  readonly nowMs: InstantMs;
  readonly verify: VerifyEd25519;
}

/** The times that a history gives of a pinned key count: with them its publisher can only take from what the key proves. */
export async function trustHistory(pinned: KeyRing, history: KeyHistory, means: TrustMeans): Promise<Trusted> {
  const { name } = history;
  const logs = pinned.logs.map((key) => ({ ...key, kid: thumbprintOf(key.publicKey) }));
  const named = logs.filter((key) => key.name === name);
  const receipts = await trustPurpose("receipts", pinned.receipts, history.receipts, means);
  const isOfAnother = logs.length > 0 && named.length === 0;
  const log = isOfAnother ? null : await trustPurpose("log", named, history.log, means);
  return {
    ring: {
      receipts: receipts.keys,
      logs: [
        ...pinned.logs.filter((key) => key.name !== name),
        ...(log?.keys ?? []).map(({ kid: _, ...key }) => ({ ...key, name })),
      ],
    },
    ways: [
      receipts.way,
      log?.way ?? { purpose: "log", isPinned: true, vouched: [], stops: [{ kid: null, why: "another-name" }] },
    ],
  };
}

async function trustPurpose(
  purpose: KeyPurpose,
  pinned: readonly DatedKey[],
  history: PurposeHistory,
  means: TrustMeans,
): Promise<{ readonly keys: readonly DatedKey[]; readonly way: Way }> {
  const own = new Map(pinned.map((key) => [key.kid, key]));
  if (own.size === 0) {
    return { keys: history.keys, way: { purpose, isPinned: false, vouched: [], stops: [] } };
  }
  const { keys, stops } = await followKeys([...own.keys()], history, { purpose, ...means });
  const believed = new Map<string, DatedKey>(own);
  for (const key of keys) believed.set(key.kid, together(key, own.get(key.kid) ?? key));
  const vouched = keys.map(({ kid }) => kid).filter((kid) => !own.has(kid));
  return { keys: [...believed.values()], way: { purpose, isPinned: true, vouched, stops } };
}

/** Every key of a history, where it is itself what is trusted. */
export function ringOfHistory({ name, ...history }: KeyHistory): KeyRing {
  const logs = history.log.keys.map(({ kid: _, ...key }) => ({ ...key, name }));
  return { receipts: history.receipts.keys, logs };
}
