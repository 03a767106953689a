/** Which keys of a site are vouched for by those that this browser has pinned, by the history that it publishes (R12). */
import { followKeys } from "../../../worker/core/keys/following.ts";
import { readHistory, type KeyHistory } from "../../../worker/core/keys/history.ts";
import { thumbprintOf } from "../../../worker/core/keys/public-key.ts";
import type { VerifierKey, VerifyEd25519 } from "../../../worker/core/log/signed-note.ts";
import type { Vouched } from "./pinned-keys.ts";

const PATIENCE_MS = 10_000;
const NOBODY: Vouched = { keys: [], isRevoked: false };

export interface VouchedKeysPorts {
  readonly fetch: typeof fetch;
  /** The page's estimate of the authority's time. */
  readonly nowMs: () => number;
  readonly verify: VerifyEd25519;
}

/** Asks the site; null where it cannot be asked. A site without a history, or with none that can be read, has nobody vouch. */
export async function vouchedKeys(
  pinned: readonly VerifierKey[],
  { fetch, nowMs, verify }: VouchedKeysPorts,
): Promise<Vouched | null> {
  const response = await fetch("/.well-known/onebell-keys.json", {
    cache: "no-cache",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  if (response?.status === 404) return NOBODY;
  if (response?.ok !== true) return null;
  const history = readHistory(await response.json().catch(() => null));
  return history.ok ? vouchedIn(history.value, pinned, nowMs(), verify) : NOBODY;
}

async function vouchedIn(
  { name, log }: KeyHistory,
  pinned: readonly VerifierKey[],
  nowMs: number,
  verify: VerifyEd25519,
): Promise<Vouched> {
  const kids = pinned.filter((key) => key.name === name).map(({ publicKey }) => thumbprintOf(publicKey));
  const { keys, stops } = await followKeys(kids, log, { purpose: "log", nowMs, verify });
  return {
    keys: keys.filter(({ revokedFromMs }) => revokedFromMs === null).map(({ publicKey }) => ({ name, publicKey })),
    isRevoked: stops.some(({ why }) => why === "revoked"),
  };
}
