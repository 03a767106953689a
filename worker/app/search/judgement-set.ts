import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { judgementsOf, type Shown } from "../../core/search/judged.ts";

/** What was asked for by enough merchants. */
export interface AskedQueries {
  readonly queries: readonly AskedQuery[];
  /** Public ones that stood on a first page. */
  readonly demands: readonly SearchedDemand[];
}

/** All searches with words of one week. */
export interface SearchedWeek {
  readonly weekMs: number;
  readonly searches: number;
  readonly empty: number;
  readonly missed: number;
}

export interface AskedQuery {
  readonly words: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly searches: number;
  /** Of them, those that found nothing. */
  readonly empty: number;
  readonly shown: readonly Shown[];
}

export interface SearchedDemand {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly category: string;
  readonly description: string;
}

/** Documents and queries as `npm run bench:matching` reads them, one JSON object a line. */
export function judgementSet({ queries, demands }: AskedQueries): string {
  const documents = demands.map(({ language, ...rest }) => ({ type: "demand", ...rest, lang: language }));
  const asked = queries.map((query) => ({
    type: "query",
    qid: qidOf(query),
    query: query.words,
    kind: "log",
    filters: query.filters,
    searches: query.searches,
    empty: query.empty,
    judgements: judgementsOf(query.shown),
    shown: query.shown.map(({ groupBuyId, shown, places, offers }) => [groupBuyId, shown, places, offers]),
  }));
  return [...documents, ...asked].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** The same query has the same name in every export. */
function qidOf({ words, filters }: AskedQuery): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([words, filters])))).slice(0, 10);
}
