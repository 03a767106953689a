import { bytesToHex } from "@noble/hashes/utils.js";
import type { Checkpoint } from "../log/checkpoint.ts";
import { keyIdOf } from "../log/signed-note.ts";
import type { Check } from "./check.ts";
import type { HeldHead } from "./exhibit.ts";
import { checksOf, isAllProven, resting, type Findings, type Means, type RootClaim } from "./findings.ts";
import type { LogKey } from "./keys.ts";
import { checkCheckpoint } from "./signatures.ts";

export interface HeadFinding {
  readonly checks: readonly Check[];
  /** Null where it is no checkpoint. */
  readonly checkpoint: Checkpoint | null;
  /** Of which log, by its origin; null where it is not one of ours. */
  readonly gb: string | null;
  readonly isProven: boolean;
}

/**
 * A signed head: by which key, of which log, and whether what is printed around it is the same. A key signs for the host
 * that it is named after and for no other.
 *
 * @param lastAtMs a moment at which it cannot have been signed yet, because it speaks of an entry stamped then
 */
export async function checkHead(
  { checkpoint: note, printed }: HeldHead,
  about: number,
  means: Means,
  lastAtMs: number | null = null,
): Promise<HeadFinding> {
  const finding = await checkCheckpoint(note, means.keys.logs, means.verify);
  const { checkpoint, key } = finding;
  const { of } = checksOf([about]);
  const facts = { name: key?.name ?? null, keyId: key && keyIdOf(key), size: checkpoint?.size ?? null };
  const signed = of("head-signature", finding, facts);
  if (checkpoint === null) return { checks: [signed], checkpoint, gb: null, isProven: false };
  const timely = key === null ? [] : timeChecks(key, about, lastAtMs);
  const own = [
    originCheck(checkpoint, key, about),
    ...(printed === null ? [] : [fieldsCheck(checkpoint, printed, about)]),
  ];
  const checks = [signed, ...timely, ...resting(own, isAllProven([signed, ...timely]))];
  return { checks, checkpoint, gb: groupBuyIn(checkpoint), isProven: isAllProven(checks) };
}

/** A head alone: there is nothing to it but that it was signed. */
export async function checkHeldHead(head: HeldHead, about: number, means: Means): Promise<Findings> {
  const found = await checkHead(head, about, means);
  return { checks: found.checks, entries: [], claims: claimsOf(found, about) };
}

/** Every tree grows from the empty one: a head of it claims nothing. */
export function claimsOf({ checkpoint, gb, isProven }: HeadFinding, about: number): readonly RootClaim[] {
  if (checkpoint === null || gb === null || checkpoint.size === 0) return [];
  return [{ about, gb, size: checkpoint.size, root: bytesToHex(checkpoint.root), isProven }];
}

const ORIGIN = /^(?<host>[^\s+]+)\/gb\/(?<gb>[^/\s]+)$/u;

function groupBuyIn({ origin }: Checkpoint): string | null {
  return ORIGIN.exec(origin)?.groups?.["gb"] ?? null;
}

function originCheck({ origin, size, root }: Checkpoint, key: LogKey | null, about: number): Check {
  const { proven, wrong } = checksOf([about]);
  const { host, gb } = ORIGIN.exec(origin)?.groups ?? {};
  const isOfKey = key === null || key.name === host;
  if (host === undefined || gb === undefined || !isOfKey) {
    return wrong("head-origin", "origin-of-another", { origin, name: key?.name ?? null });
  }
  return proven("head-origin", { host, groupBuyId: gb, size, root: bytesToHex(root) });
}

function fieldsCheck(checkpoint: Checkpoint, printed: NonNullable<HeldHead["printed"]>, about: number): Check {
  const { proven, wrong } = checksOf([about]);
  const signed = { origin: checkpoint.origin, treeSize: checkpoint.size, treeRoot: bytesToHex(checkpoint.root) };
  for (const field of ["origin", "treeSize", "treeRoot"] as const) {
    if (printed[field] !== signed[field]) {
      return wrong("head-fields", "not-its-checkpoint", { field, says: printed[field], checkpointSays: signed[field] });
    }
  }
  return proven("head-fields", signed);
}

/** A head has no stamp of its own: it was signed after the last entry that it covers, and that is all one knows. */
function timeChecks(key: LogKey, about: number, lastAtMs: number | null): readonly Check[] {
  const { wrong, open, proven } = checksOf([about]);
  const { untilMs, revokedFromMs } = key;
  const facts = { untilMs, revokedFromMs, atMs: lastAtMs };
  if (revokedFromMs !== null) {
    const isLate = lastAtMs !== null && lastAtMs >= revokedFromMs;
    return [isLate ? wrong("head-key-time", "key-revoked", facts) : open("head-key-time", "key-revoked-later", facts)];
  }
  if (untilMs === null || lastAtMs === null) return [];
  return [lastAtMs < untilMs ? proven("head-key-time", facts) : wrong("head-key-time", "key-no-longer", facts)];
}
