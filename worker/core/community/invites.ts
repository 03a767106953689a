import { hasEnded, type GroupBuyStateName, type MemberStateName } from "../group-buy/state/states.ts";
import { LIMITS } from "../limits.ts";
import { assert } from "../result.ts";
import type { TextLimits } from "../text.ts";

/** What the inviter calls it, for their own eyes. */
export const INVITE_NAME: TextLimits = { graphemesMaximum: 60, bytesMaximum: 240, allowEmpty: true };

/** How many one person may have open in one group-buy, and how many they may make in a day, everywhere together (C7). */
export const INVITE_LIMITS = {
  windowMs: LIMITS.invites.windowMs,
  openMaximum: LIMITS.openInvites.maximum,
  inAllMaximum: LIMITS.invites.maximum,
} as const;
export const INVITE_JOINS_MAXIMUM = 10_000;

/** While somebody who comes may still join, or soon again. */
export function mayInvite(state: GroupBuyStateName): boolean {
  return state === "open" || state === "suspended";
}

/**
 * Who came by an invite and has, or had until the group-buy ended, a place with a verified deposit: these are counted as
 * joined. Who only waits or has left is not.
 */
export const JOINED_STATES = [
  "active",
  "bound",
  "balance_due",
  "paid",
  "shipped",
  "received",
  "disputed",
  "no_show",
  "completed",
  "refunded",
] as const satisfies readonly MemberStateName[];

/** Seats whose holder may bring others. */
export const INVITING_STATES = ["held", ...JOINED_STATES] as const satisfies readonly MemberStateName[];

/** Whether somebody with this seat may bring others. */
export function holdsSeat(state: MemberStateName): boolean {
  return state !== "waitlisted" && !hasEnded(state);
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/**
 * Eight characters that survive being read aloud, as those of a group-buy's own link do. 40 random bits, so that two never
 * meet by accident and guessing is slow; there is no secret behind one: it leads to a page that everybody may see.
 *
 * @param random5 five random bytes.
 */
export function inviteCode(random5: Uint8Array): string {
  assert(random5.length === 5, "a code takes five random bytes");
  let bits = 0n;
  for (const byte of random5) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 8 }, (_, n) => ALPHABET[Number((bits >> BigInt(35 - 5 * n)) & 31n)]).join("");
}

/** Reads a code as people write it: in either case, with I and L for 1 and O for 0; null where it is none. */
export function parseInviteCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[IL]/g, "1").replaceAll("O", "0");
  return CODE.test(code) ? code : null;
}
