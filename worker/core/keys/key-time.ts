/** When a key signs, and what its signature is worth over something that was stamped then (R12). */
import { isRecord } from "../record.ts";
import { isInRange, type InstantMs } from "../time/instant.ts";

/** In ms; null where nobody has said. */
export interface KeyTime {
  /** It signs from here on. */
  readonly fromMs: InstantMs | null;
  /** The first moment at which it signs no more. */
  readonly untilMs: InstantMs | null;
  /** From here on it is revoked: somebody else may have it. */
  readonly revokedFromMs: InstantMs | null;
}

export const NO_TIME: KeyTime = { fromMs: null, untilMs: null, revokedFromMs: null };

export function hasTime({ fromMs, untilMs, revokedFromMs }: KeyTime): boolean {
  return fromMs !== null || untilMs !== null || revokedFromMs !== null;
}

/**
 * What a signature by a key is worth over something stamped then: `signed-again`, where the key came later, is what whoever
 * asks for an old receipt after a change of keys gets; `dated-back` may be ours, or of whoever took the key and writes an
 * earlier stamp.
 */
export type KeyStanding = "in-time" | "signed-again" | "after-its-end" | "dated-back" | "revoked";

export function standingAt({ fromMs, untilMs, revokedFromMs }: KeyTime, atMs: number): KeyStanding {
  if (revokedFromMs !== null) return atMs >= revokedFromMs ? "revoked" : "dated-back";
  if (untilMs !== null && atMs >= untilMs) return "after-its-end";
  return fromMs !== null && atMs < fromMs ? "signed-again" : "in-time";
}

/**
 * The same as members of a JWK, in whole seconds since the epoch: `nbf` and `exp` as JWT has them (RFC 7519), `revoked` as
 * the historical keys of OpenID Federation 1.0 have it.
 */
export interface KeyTimeMembers {
  readonly nbf?: number;
  readonly exp?: number;
  readonly revoked?: { readonly revoked_at: number };
}

/** Null where a member is there and says no time, or the key would end before it begins. */
export function readKeyTime({ nbf, exp, revoked }: Record<string, unknown>): KeyTime | null {
  if (revoked !== undefined && !isRecord(revoked)) return null;
  const [fromMs, untilMs, revokedFromMs] = [nbf, exp, revoked && (revoked["revoked_at"] ?? null)].map(msOf);
  if (fromMs === undefined || untilMs === undefined || revokedFromMs === undefined) return null;
  if (fromMs !== null && untilMs !== null && untilMs <= fromMs) return null;
  return { fromMs, untilMs, revokedFromMs };
}

/** A key's times are whole seconds, so that they are the same in every form of the list. */
export function keyTimeMembers({ fromMs, untilMs, revokedFromMs }: KeyTime): KeyTimeMembers {
  return {
    ...(fromMs !== null && { nbf: fromMs / 1000 }),
    ...(untilMs !== null && { exp: untilMs / 1000 }),
    ...(revokedFromMs !== null && { revoked: { revoked_at: revokedFromMs / 1000 } }),
  };
}

/** Null for what is not said, undefined for what is no instant. */
function msOf(seconds: unknown): InstantMs | null | undefined {
  if (seconds === undefined) return null;
  return Number.isSafeInteger(seconds) && isInRange(Number(seconds) * 1000) ? Number(seconds) * 1000 : undefined;
}
