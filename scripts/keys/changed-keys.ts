/** What becomes of a deployment's keys when one of them gives way to a new one, as values: nothing is written here. */
import { fromBase64Url, toBase64Url } from "../../worker/core/base64url.ts";
import { readKeyTime } from "../../worker/core/keys/key-time.ts";
import { handoverOf, type RetiredKey, type ToldKey } from "../../worker/core/keys/lineage.ts";
import { thumbprintOf } from "../../worker/core/keys/public-key.ts";
import { signingInputOf, type KeyPurpose } from "../../worker/core/keys/statement.ts";
import { formatInstant } from "../../worker/core/time/instant.ts";
import type { PrivateKeyJwk } from "../../worker/env.ts";

/** The keys of one kind with the one that signs, as the variables of a deployment hold them. */
export interface HeldKeys {
  readonly current: PrivateKeyJwk;
  /** Newest first. */
  readonly retired: readonly RetiredKey[];
}

/** One that says since when it signs. */
export type NewKey = PrivateKeyJwk & { readonly nbf: number };

/** A change that is refused, in words for whoever asked for it. */
export class KeyChangeRefused extends Error {}

/** The old key signs until the Worker has been told of the new one; for so long what it stamps is accepted. */
export const OVERLAP_MS = 24 * 60 * 60_000;

/** The current key ends a while after its successor begins, and vouches for it; both sign that. */
export async function rotated(
  { current, retired }: HeldKeys,
  purpose: KeyPurpose,
  successor: NewKey,
): Promise<HeldKeys> {
  refuseClockBehind(current, successor);
  const ended = { ...bareOf(current), exp: successor.nbf + OVERLAP_MS / 1000 };
  const statement = handoverOf(purpose, ended, successor);
  if (statement === null) throw new KeyChangeRefused("a key that does not end hands over to nobody");
  const handover = await Promise.all([
    signature(current, signingInputOf(statement, statement.old.publicKey)),
    signature(successor, signingInputOf(statement, statement.new.publicKey)),
  ]);
  return { current: successor, retired: [{ ...ended, handover }, ...retired] };
}

/**
 * The key that signs is revoked from a moment on, and a new one takes its place. Nothing vouches for that one: whoever took
 * the old key could vouch as well.
 */
export function replaced({ current, retired }: HeldKeys, revokedFromMs: number, successor: NewKey): HeldKeys {
  refuseClockBehind(current, successor);
  refuseLater(revokedFromMs, successor.nbf * 1000);
  return { current: successor, retired: [{ ...bareOf(current), ...revocation(revokedFromMs) }, ...retired] };
}

/** The same of a key that has given way before: the one that signs stays. */
export function revoked({ current, retired }: HeldKeys, kid: string, revokedFromMs: number, nowMs: number): HeldKeys {
  refuseLater(revokedFromMs, nowMs);
  const key = retired.find((one) => kidOf(one) === kid);
  if (key === undefined) {
    const known = [current, ...retired].map((one) => `\n    ${kidOf(one)}`).join("");
    throw new KeyChangeRefused(`no key is named ${kid}; there are${known}`);
  }
  const sinceMs = readKeyTime({ revoked: key.revoked })?.revokedFromMs ?? null;
  const members = revocation(revokedFromMs);
  if (sinceMs !== null && sinceMs <= members.revoked.revoked_at * 1000) {
    const since = formatInstant(sinceMs);
    throw new KeyChangeRefused(`${kid} is revoked from ${since} on already; --from takes an earlier moment`);
  }
  return { current, retired: retired.map((one) => (one === key ? { ...one, ...members } : one)) };
}

export function kidOf({ x }: Pick<ToldKey, "x">): string {
  return thumbprintOf(fromBase64Url(x) ?? new Uint8Array());
}

function bareOf({ x, nbf }: PrivateKeyJwk): RetiredKey {
  return { x, ...(nbf !== undefined && { nbf }) };
}

function revocation(fromMs: number) {
  return { revoked: { revoked_at: Math.floor(fromMs / 1000) } };
}

async function signature({ kty, crv, x, d }: PrivateKeyJwk, input: string): Promise<string> {
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, d }, "Ed25519", false, ["sign"]);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(input))));
}

function refuseClockBehind({ nbf }: PrivateKeyJwk, successor: NewKey): void {
  if (nbf === undefined || nbf <= successor.nbf) return;
  const since = formatInstant(nbf * 1000);
  throw new KeyChangeRefused(`the key that signs begins at ${since}, after this machine's clock: set the clock right`);
}

function refuseLater(fromMs: number, nowMs: number): void {
  if (Math.floor(fromMs / 1000) * 1000 > nowMs)
    throw new KeyChangeRefused("a key is revoked from a moment on that has been, not from a later one");
}
