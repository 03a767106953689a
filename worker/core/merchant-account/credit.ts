import { sha256 } from "@noble/hashes/sha2.js";
import { typeId } from "../id.ts";

/** Money of a group-buy that became the merchant's, as the group-buy's object booked it. Minor units; ms UTC. */
export interface MerchantCredit {
  readonly merchantId: string;
  readonly groupBuyId: string;
  /** The event of the group-buy's log that awarded it. With the group-buy's id it names the credit. */
  readonly seq: number;
  /** The award's (or forfeit's) journal in the group-buy's ledger; it is not booked a second time here. */
  readonly journalId: string;
  readonly currency: string;
  readonly payableMinor: number;
  readonly reserveMinor: number;
  /** Both by the group-buy's own clock, which in a sandbox is not ours: only their difference is used. */
  readonly creditedAtMs: number;
  readonly heldSinceMs: number;
}

export type CreditRefusal = { readonly code: "credit-invalid" | "credit-exists-different" | "currency-mismatch" };

const RESERVE_MS = 90 * 86_400_000;

/**
 * Until when a reserve is kept, by our clock: 90 days, or what remains of the time that the provider keeps the money
 * at all (docs: money 1.4).
 */
export function reserveUntilMs(credit: MerchantCredit, nowMs: number, maxHeldMs: number): number {
  const remainingMs = maxHeldMs - (credit.creditedAtMs - credit.heldSinceMs);
  return nowMs + Math.max(0, Math.min(RESERVE_MS, remainingMs));
}

/** Whole amounts, something of either kind. What arrives by RPC from our own object is checked all the same. */
export function isWellFormed(credit: MerchantCredit): boolean {
  const amounts = [credit.payableMinor, credit.reserveMinor];
  return (
    amounts.every((minor) => Number.isSafeInteger(minor) && minor >= 0) &&
    amounts.some((minor) => minor > 0) &&
    Number.isSafeInteger(credit.seq) &&
    credit.seq > 0
  );
}

/** Told again with the same facts it is the same credit, with others it is a contradiction. */
export function isSameCredit(known: MerchantCredit, credit: MerchantCredit): boolean {
  const text = (c: MerchantCredit): string =>
    JSON.stringify([c.journalId, c.currency, c.payableMinor, c.reserveMinor, c.creditedAtMs, c.heldSinceMs]);
  return text(known) === text(credit);
}

/** The n-th payout of a group-buy's money to its merchant. Derived, so that planning it twice plans one. */
export function payoutIdOf(merchantId: string, groupBuyId: string, n: number): string {
  const digest = sha256(new TextEncoder().encode(["v1", "payout", merchantId, groupBuyId, String(n)].join("\n")));
  return typeId("po", digest.slice(0, 16));
}
