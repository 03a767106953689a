import type { GroupBuyCard } from "../contract/group-buy.ts";
import type { Result } from "../core/result.ts";
import type { JournalEntry } from "./projection.ts";

/** Where a page ended, in the order of its list. The HTTP edge signs it into an opaque cursor and back. */
export interface Keyset {
  readonly values: readonly (string | number)[];
}

export interface KeysetPage<Item> {
  readonly items: readonly Item[];
  /** Null at the end of the list. */
  readonly next: Keyset | null;
}

/** What somebody is about to start. */
export interface Wanted {
  readonly title: string;
  readonly kind: "good" | "service";
}

/** What a search says no to; all are slugs of the problem table. */
export interface SearchRefusal {
  readonly code: "query-too-long" | "cursor-invalid" | "dependency-unavailable";
}

export type CardSort = "closing" | "newest" | "nearly";

/** Public, open group-buys. `nearly` lists those with a further price to reach, fewest missing first. */
export interface CardSearch {
  readonly sort: CardSort;
  readonly category?: string;
  readonly currency?: string;
  /** One of the countries it ships to. */
  readonly country?: string;
  /** Words in any language; at most the 200 best matches are listed, in the order of `sort`. */
  readonly q?: string;
  readonly limit: number;
  readonly after?: Keyset;
}

/** One group-buy a person started or joined. `memberId` and `state` are null while they have no seat (a draft). */
export interface MembershipRow {
  readonly groupBuyId: string;
  readonly memberId: string | null;
  readonly state: string | null;
  readonly isInitiator: boolean;
}

/** What one person has going on, as far as limits of one person ask. */
export interface PersonTally {
  readonly drafts: number;
  readonly open: number;
  /** Seats that a deposit is held or asked for, or was paid for and is not over. */
  readonly seats: number;
  /** When each seat taken since the moment was taken; of one's own group-buys none. */
  readonly joinedAtMs: readonly number[];
}

export interface OfferRow {
  readonly offerId: string;
  readonly groupBuyId: string;
  readonly version: number;
  readonly state: string;
  readonly submittedAtMs: number;
}

/** One currency of the general ledger: the sum over all entries (0, or something is wrong) and over kept balances. */
export interface TrialBalance {
  readonly currency: string;
  readonly entries: number;
  readonly sumMinor: number;
  readonly debitMinor: number;
  /** Accounts whose kept balance differs from the sum of their entries; must be 0. */
  readonly accountsOff: number;
}

/** What D1 knows about group-buys: which exist, who is in them, what lists show. Never asked for a decision. */
export interface Directory {
  cards(search: CardSearch): Promise<Result<KeysetPage<GroupBuyCard>, SearchRefusal>>;
  /** Public, open group-buys that are about what somebody is about to start, the most alike first. */
  similar(wanted: Wanted, limit: number): Promise<Result<readonly GroupBuyCard[], SearchRefusal>>;
  /** Public ones whose bell rang by `nowMs` and found a deal that has not fallen, the last one first. */
  justClosed(nowMs: number, limit: number): Promise<readonly GroupBuyCard[]>;
  /** The card whatever its state, drafts included; null when the directory has not heard of it. */
  cardOf(groupBuyId: string): Promise<GroupBuyCard | null>;
  /** Newest first. */
  membershipsOf(personId: string): Promise<readonly MembershipRow[]>;
  tallyOf(personId: string, sinceMs: number): Promise<PersonTally>;
  /** When a merchant made each of the offers since a moment. */
  offeredAtMs(merchantId: string, sinceMs: number): Promise<readonly number[]>;
  /** The group-buys that share a 30-bit tag (worker/core/group-buy/state/tag.ts); nearly always one. */
  groupBuysByTag(tag: number): Promise<readonly string[]>;
  /** Newest first. */
  offersOf(merchantId: string, limit: number, after?: Keyset): Promise<Result<KeysetPage<OfferRow>, SearchRefusal>>;
  /** The journals that came from one group-buy, oldest first. */
  ledgerOf(groupBuyId: string): Promise<readonly JournalEntry[]>;
  trialBalance(): Promise<readonly TrialBalance[]>;
}
