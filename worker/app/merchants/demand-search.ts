import type { DemandFacets, DemandMatch, DemandSort, DemandWayOut } from "../../contract/offers.ts";
import type { WholeReading } from "../../core/matching/reading.ts";
import type { Result } from "../../core/result.ts";
import type { IndexStanding } from "../search/standing.ts";
import type { Keyset, KeysetPage, SearchRefusal, Wanted } from "../directory.ts";

/** Longest query in UTF-16 units; about thirty words, or a pasted title. */
export const QUERY_LENGTH_MAXIMUM = 200;

/** Filters combine with "and". An empty `q` lists all open demands. */
export interface DemandSearchQuery {
  readonly q: string;
  /**
   * Left out: the best match first, and without words the one that closes next. `nearly` lists those with a further price
   * to reach, fewest missing first. With words, the 200 best matches are put into that order.
   */
  readonly sort?: DemandSort;
  /** Also counts what else could be asked of them. */
  readonly withFacets?: boolean;
  /** BCP 47; `zh` finds `zh-Hans` and `zh-Hant`. */
  readonly language?: string;
  readonly category?: string;
  /** One of the countries it ships to. */
  readonly country?: string;
  readonly currency?: string;
  /** Demands whose own minimum is at least this. */
  readonly quantityMinimum?: number;
  /** Demands whose own minimum is at most this. */
  readonly quantityMaximum?: number;
  readonly kind?: "good" | "service";
  /** The price that is wished for, in minor units: of one currency, or they say nothing. Both inclusive. */
  readonly priceMinimumMinor?: number;
  readonly priceMaximumMinor?: number;
  /** Both exclusive. */
  readonly closesAfterMs?: number;
  readonly closesBeforeMs?: number;
  readonly limit: number;
  readonly after?: Keyset;
}

/** A page of hits, how the words were read, and what the whole list holds. */
export interface FoundDemands extends KeysetPage<DemandMatch>, WholeReading {
  readonly facets?: DemandFacets;
  /** Where nothing was found and something was filtered. */
  readonly wayOut?: DemandWayOut;
  /** Left out where no word could be looked for. */
  readonly index?: IndexStanding;
}

/** Finds open demands by keyword, in any language, and says per hit why. */
export interface DemandSearch {
  /** Best first; a ranked list ends after 200 hits. No text throws, and no character is an operator. */
  search(query: DemandSearchQuery): Promise<Result<FoundDemands, SearchRefusal>>;
  /** The ids of the open demands that match, best first, at most 200. */
  matching(q: string): Promise<Result<readonly string[], SearchRefusal>>;
  /** What is being typed with its last word completed from the titles of open demands, at most six; the likeliest first. */
  suggest(q: string): Promise<Result<readonly string[], SearchRefusal>>;
  /** The ids of the open demands that are about what a title is about, the most alike first. */
  similar(wanted: Wanted, limit: number): Promise<Result<readonly string[], SearchRefusal>>;
}
