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

/** What an interest asks of a demand, to be tested. */
export interface InterestTest {
  readonly wish: Wish;
  readonly rarities: readonly number[];
  /** What is absent asks for nothing. */
  readonly filters: Partial<InterestFilters>;
}

/** Interests that ask for the very same: one test is that of all. */
export interface AskedAlike extends InterestTest {
  /** Their numbers. */
  readonly interests: readonly number[];
}

export interface CandidatePage {
  readonly candidates: readonly AskedAlike[];
  /** The last number of the page; null where no more follow. */
  readonly throughInterest: number | null;
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
   * Writes together who waits under a key, for some of the keys that have changed. Whatever is not written yet is found all
   * the same, and takes longer.
   *
   * @returns whether there were any
   */
  packPostings(): Promise<boolean>;
  /**
   * Interests of verified merchants under any of the keys, those with a category having this one: of those after a number
   * so many by number, or all of them where there are fewer. A superset of what matches: every one is to be verified. One
   * that stands under two of the keys may come twice.
   */
  candidates(keys: readonly string[], category: string, afterInterest: number, limit: number): Promise<CandidatePage>;
  /**
   * Keeps what was found among interests up to `throughInterest`, and how far that is; null is the end. One transaction.
   */
  keep(
    groupBuyId: string,
    matches: readonly InterestMatch[],
    throughInterest: number | null,
    nowMs: number,
  ): Promise<void>;
  /**
   * Puts finds of demands that have been held against all interests on the lists of those interests that are still there:
   * some of them, oldest first, in one transaction. What is on a list already stays as it was.
   *
   * @returns whether there were any
   */
  list(): Promise<boolean>;
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
