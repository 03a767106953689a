import type { DemandHit } from "../../contract/offers.ts";
import type { Result } from "../../core/result.ts";
import type { Keyset, KeysetPage, SearchRefusal } from "../directory.ts";

/** Longest query in UTF-16 units; about thirty words, or a pasted title. */
export const QUERY_LENGTH_MAXIMUM = 200;

/** Filters combine with "and". An empty `q` lists all open demands, the one that closes next first. */
export interface DemandSearchQuery {
  readonly q: string;
  /** BCP 47; `zh` finds `zh-Hans` and `zh-Hant`. */
  readonly language?: string;
  readonly category?: string;
  /** One of the countries it ships to. */
  readonly country?: string;
  readonly currency?: string;
  /** Demands whose own minimum is at least this. */
  readonly quantityMinimum?: number;
  /** Both exclusive. */
  readonly closesAfterMs?: number;
  readonly closesBeforeMs?: number;
  readonly limit: number;
  readonly after?: Keyset;
}

/** Finds open demands by keyword, in any language, and says per hit which words matched. */
export interface DemandSearch {
  /** Best first; a ranked list ends after 200 hits. No text throws, and no character is an operator. */
  search(query: DemandSearchQuery): Promise<Result<KeysetPage<DemandHit>, SearchRefusal>>;
  /** The ids of the open demands that match, best first, at most 200. */
  matching(q: string): Promise<Result<readonly string[], SearchRefusal>>;
}
