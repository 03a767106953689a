import type { AccountFault } from "../ledger/account-history.ts";

/**
 * What reconciliation looks at: plain data, gathered once and then only read. The same values go into a close's report,
 * so that whoever holds the file can come to the same verdict without the server (ADR 0039).
 *
 * Amounts are signed minor units. A purse maps a currency to an amount; a currency that is not in it stands at 0.
 */
export type Purse = Readonly<Record<string, number>>;

/** A line of the provider's statement, as far as it says what moved. + in, − out. */
export interface LineFact {
  readonly seq: number;
  readonly kind: string;
  readonly refId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** A journal of ours that moves money at the provider: what it does to `prov:<p>:clearing`. */
export interface MovementFact {
  readonly journalId: string;
  readonly kind: string;
  readonly refId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** How far a book goes: its last event, its journals, and the hash over them; null where none is kept. */
export interface BookHead {
  readonly seq: number;
  readonly journals: number;
  readonly head: string | null;
}

/** A call to the provider whose outcome nobody knows: a deposit's leg, or a merchant's payout. */
export interface UnknownFact {
  readonly refId: string;
  readonly step: string;
  /** ms UTC on the platform's clock. */
  readonly sinceMs: number;
}

/** Everything that is compared for one group-buy. */
export interface GroupBuyFacts {
  readonly kind: "group-buy";
  readonly sourceId: string;
  readonly providerId: string;
  readonly currency: string;
  /** The object's own book, and its copy in the general ledger. */
  readonly object: BookHead;
  readonly mirror: BookHead;
  readonly lines: readonly LineFact[];
  readonly movements: readonly MovementFact[];
  /** What stands at the provider by its own statement, after the last line. */
  readonly bank: Purse;
  /** What buyers are owed: by the object's legs, and by the general ledger's deposit accounts of this group-buy. */
  readonly embedded: Purse;
  readonly booked: Purse;
  readonly unknowns: readonly UnknownFact[];
  /** Accounts of its deposits and holds that the general ledger keeps otherwise than its entries say. Not looked at by earlier versions. */
  readonly accountsOff?: readonly AccountFault[];
}

/** A merchant's own book beside the general ledger: payable, reserve and on the way, all together. */
export interface MerchantFacts {
  readonly kind: "merchant";
  readonly sourceId: string;
  readonly object: BookHead;
  readonly mirror: BookHead;
  readonly embedded: Purse;
  readonly booked: Purse;
  readonly unknowns: readonly UnknownFact[];
}

/** A source that did not answer: nothing is known of it, and nothing is assumed. */
export interface UnreadFacts {
  readonly kind: "unread";
  readonly sourceId: string;
  readonly currency: string;
  readonly why: string;
}

export type SourceFacts = GroupBuyFacts | MerchantFacts | UnreadFacts;

export function isOfProvider(source: SourceFacts, providerId: string): source is GroupBuyFacts {
  return source.kind === "group-buy" && source.providerId === providerId;
}

export function inPurse(purse: Purse, currency: string): number {
  return purse[currency] ?? 0;
}

/** Sums by currency; zeros are left out, so that two purses with the same money are equal as text. */
export function sumPurse(amounts: Iterable<{ readonly currency: string; readonly amountMinor: number }>): Purse {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return Object.fromEntries([...sums].filter(([, minor]) => minor !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
