import type { AskedQueries, SearchedDemand, SearchedWeek } from "../../app/search/judgement-set.ts";
import type { GroupBuyCard } from "../../contract/group-buy.ts";

/** The queries that enough merchants have asked, over all weeks that are kept, with the demands that stood there. */
export async function readAskedQueries(catalogue: D1Database, limit: number): Promise<AskedQueries> {
  const [queries, shown, demands] = await catalogue.batch([
    catalogue.prepare(QUERIES).bind(limit),
    catalogue.prepare(SHOWN).bind(limit),
    catalogue.prepare(DEMANDS).bind(limit),
  ]);
  // D1 types a batch by one row type; these are the columns each statement selects.
  const places = Map.groupBy((shown?.results ?? []) as ShownRow[], ({ words, filters }) => nameOf(words, filters));
  return {
    queries: ((queries?.results ?? []) as QueryRow[]).map(({ words, filters, searches, empty }) => ({
      words,
      filters: JSON.parse(filters) as Record<string, string>, // Written by the log alone, as are cards by the projection.
      searches,
      empty,
      shown: (places.get(nameOf(words, filters)) ?? []).map(({ words: _, filters: _of, ...one }) => one),
    })),
    demands: ((demands?.results ?? []) as { card: string; description: string }[]).map(demandIn),
  };
}

/** What is counted of all searches with words, newest week first. */
export async function readSearchedWeeks(catalogue: D1Database): Promise<readonly SearchedWeek[]> {
  return (await catalogue.prepare(WEEKS).all<SearchedWeek>()).results;
}

function nameOf(words: string, filters: string): string {
  return `${words}\n${filters}`;
}

function demandIn({ card, description }: { readonly card: string; readonly description: string }): SearchedDemand {
  const { id, title, language, category } = JSON.parse(card) as GroupBuyCard;
  return { id, title, language, category, description };
}

interface QueryRow {
  readonly words: string;
  readonly filters: string;
  readonly searches: number;
  readonly empty: number;
}

interface ShownRow {
  readonly words: string;
  readonly filters: string;
  readonly groupBuyId: string;
  readonly shown: number;
  readonly places: number;
  readonly offers: number;
}

const QUERIES = `
  SELECT words, filters, sum(searches) AS searches, sum(empty) AS empty FROM search_queries WHERE words IS NOT NULL
  GROUP BY words, filters ORDER BY sum(searches) DESC, words, filters LIMIT ?1`;

const SHOWN = `
  SELECT q.words, q.filters, s.group_buy_id AS groupBuyId, sum(s.shown) AS shown, sum(s.places) AS places,
    sum(s.offers) AS offers
  FROM (${QUERIES}) AS asked
  JOIN search_queries AS q ON q.words = asked.words AND q.filters = asked.filters
  JOIN search_shown AS s ON s.query_key = q.query_key
  GROUP BY q.words, q.filters, s.group_buy_id ORDER BY q.words, q.filters, s.group_buy_id`;

/** What everybody may read. */
const DEMANDS = `
  SELECT card, demand ->> 'description' AS description FROM group_buys
  WHERE is_public = 1 AND id IN (SELECT groupBuyId FROM (${SHOWN})) ORDER BY id`;

const WEEKS = `
  SELECT week_ms AS weekMs, sum(searches) AS searches, sum(empty) AS empty, sum(missed) AS missed
  FROM search_weeks GROUP BY week_ms ORDER BY week_ms DESC LIMIT 26`;
