import type { InterestFilters, DemandFacts } from "../../core/interests/match.ts";
import type { Wish } from "../../core/interests/wish.ts";
import type { ByField } from "../../core/matching/rank.ts";

/** A demand that has just come into sight, and how far interests have been held against it. */
export interface Arrival {
  readonly groupBuyId: string;
  /** Of the mirror when it arrived; an index that knows less is behind. */
  readonly version: number;
  readonly publishedAtMs: number;
  /** Interests up to this number have been looked at. */
  readonly throughInterest: number;
  /** How often it has been taken, this time included. */
  readonly tries: number;
}

/** An interest as matching needs it. */
export interface FiledInterest {
  readonly n: number;
  readonly filters: InterestFilters;
  readonly wish: Wish;
  readonly rarities: readonly number[];
}

export interface InterestMatch {
  readonly interest: number;
  readonly score: number;
}

/** Looked at to the end; ended before; never in the index; too old to be news. */
export type ArrivalOutcome = "matched" | "closed" | "lost" | "stale";

export interface ArrivalQueue {
  /** Takes arrivals that are due, the oldest first, so that nobody else takes them before `leaseUntilMs`. */
  take(nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly Arrival[]>;
  /**
   * Interests of verified merchants under any of the keys and for the category, by number, from the one after.
   * A superset of what matches: every one is to be verified.
   */
  candidates(
    keys: readonly string[],
    category: string,
    afterInterest: number,
    limit: number,
  ): Promise<readonly FiledInterest[]>;
  /**
   * Keeps what was found among interests up to `throughInterest`, and how far that is; null is the end. One transaction;
   * what is kept already stays as it was.
   */
  keep(
    groupBuyId: string,
    matches: readonly InterestMatch[],
    throughInterest: number | null,
    nowMs: number,
  ): Promise<void>;
  end(groupBuyId: string, outcome: ArrivalOutcome): Promise<void>;
  retry(groupBuyId: string, nextTryAtMs: number): Promise<void>;
  /** Old matches go; that their demands have been looked at stays. */
  forgetMatchesBefore(atMs: number): Promise<void>;
}

/** A demand as the search index has it. */
export interface IndexedDemand extends DemandFacts {
  readonly id: string;
  readonly version: number;
  readonly isOpen: boolean;
  readonly terms: ByField<readonly string[]>;
}

export interface IndexedDemands {
  /** Those that the index has, in any order. */
  read(ids: readonly string[]): Promise<readonly IndexedDemand[]>;
}
