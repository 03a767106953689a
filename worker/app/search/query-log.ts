import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { isCategory } from "../../contract/categories.ts";
import { toBase64Url } from "../../core/base64url.ts";
import { isCountry } from "../../core/country.ts";
import { isCurrency } from "../../core/currency.ts";
import { readAsked, weekOf } from "../../core/search/asked.ts";
import type { DemandQuery } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";

/** So many different merchants have to ask the same in one week before anybody reads what it was. */
export const MERCHANTS_MINIMUM = 5;
/** Of a page of results; what stands lower is hardly ever looked at. */
const SHOWN_MAXIMUM = 20;

/** One search, as it is counted. */
export interface CountedSearch {
  readonly weekMs: number;
  readonly shape: string;
  readonly isEmpty: boolean;
  /** Searches of this isolate that could not be counted before. */
  readonly missed: number;
  /** Null where the words are withheld: then only the shape is counted. */
  readonly query: {
    /** Stands for words and filters within the week. */
    readonly key: string;
    /** Stands for this merchant with this query, and with no other. */
    readonly asker: string;
    /** Looked at by the statement and not kept: only verified merchants count. */
    readonly merchantId: string;
    readonly words: string;
    readonly filters: string;
    readonly shown: readonly string[];
  } | null;
}

export interface QueryLogRecords {
  count(search: CountedSearch, merchantsMinimum: number): Promise<void>;
  offered(queryKey: string, groupBuyId: string): Promise<void>;
  /** Ends the weeks before `weekMs`: who asked goes, and with it what too few asked. */
  endWeeksBefore(weekMs: number): Promise<void>;
  forgetBefore(weekMs: number): Promise<void>;
}

export interface QueryLog {
  /** Returns at once. What comes back names the query for an offer that follows from it; null: nothing is kept of it. */
  searched(merchantId: string, query: DemandQuery, shown: readonly string[]): string | null;
  offered(queryKey: string, groupBuyId: string): void;
}

export interface QueryLogDependencies {
  readonly records: QueryLogRecords;
  readonly pepper: Uint8Array;
  readonly clock: Clock;
  /** Goes on after the answer. */
  readonly later: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/** Counts searches beside the answers: nobody waits for it, and a fault is counted and keeps nobody from searching (rule S4). */
export function createQueryLog({ records, pepper, clock, later, log }: QueryLogDependencies): QueryLog {
  let missed = 0;
  const keyOf = (...of: readonly (string | number)[]) =>
    toBase64Url(hmac(sha256, pepper, utf8ToBytes(JSON.stringify(["search-log", ...of]))).slice(0, 16));

  async function count(search: Omit<CountedSearch, "missed">): Promise<void> {
    const before = missed;
    missed = 0;
    try {
      await records.count({ ...search, missed: before }, MERCHANTS_MINIMUM);
    } catch (error) {
      missed += before + 1;
      log.error("search_log.fault", error);
    }
  }

  return {
    searched(merchantId, query, shown) {
      const weekMs = weekOf(clock.nowMs());
      const { words, shape } = readAsked(query.q ?? "");
      const filters = JSON.stringify(filtersOf(query));
      const key = words === null ? null : keyOf(weekMs, words, filters);
      later(
        count({
          weekMs,
          shape,
          isEmpty: shown.length === 0,
          query:
            words === null || key === null
              ? null
              : {
                  key,
                  asker: keyOf(weekMs, words, filters, merchantId),
                  merchantId,
                  words,
                  filters,
                  shown: shown.slice(0, SHOWN_MAXIMUM),
                },
        }),
      );
      return key;
    },

    offered(queryKey, groupBuyId) {
      later(records.offered(queryKey, groupBuyId).catch((error: unknown) => log.error("search_log.fault", error)));
    },
  };
}

/** A half year of what enough merchants asked; of the rest nothing outlives its week. */
const KEPT_MS = 26 * 7 * 86_400_000;

export async function forgetSearches(records: QueryLogRecords, nowMs: number): Promise<void> {
  await records.endWeeksBefore(weekOf(nowMs));
  await records.forgetBefore(weekOf(nowMs - KEPT_MS));
}

/** Known codes alone, in one order: whatever else somebody puts into an address is not kept. */
function filtersOf({
  category,
  country,
  currency,
  kind,
  sort,
  ...rest
}: DemandQuery): Readonly<Record<string, string>> {
  const isNarrowed = (...values: readonly unknown[]) => values.some((value) => value !== undefined);
  return {
    ...(category !== undefined && isCategory(category) && { category }),
    ...(isNarrowed(rest.closesAfter, rest.closesBefore) && { closes: "some" }),
    ...(country !== undefined && isCountry(country) && { country }),
    ...(currency !== undefined && isCurrency(currency) && { currency }),
    ...(kind !== undefined && { kind }),
    ...(isNarrowed(rest.lang) && { lang: "some" }),
    ...(isNarrowed(rest.priceMinimum, rest.priceMaximum) && { price: "some" }),
    ...(isNarrowed(rest.quantityMinimum, rest.quantityMaximum) && { quantity: "some" }),
    ...(sort !== undefined && { sort }),
  };
}
