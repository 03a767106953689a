import { type DemandSearch, type FoundDemands, QUERY_LENGTH_MAXIMUM } from "../../app/merchants/demand-search.ts";
import { CATEGORIES, CATEGORY_LANGUAGES, type CategoryCode, isCategory } from "../../contract/categories.ts";
import type { DemandFacets, DemandMatch, DemandSort } from "../../contract/offers.ts";
import { countFacets } from "../../core/matching/facets.ts";
import type { Nearness } from "../../core/matching/mix.ts";
import type { Query } from "../../core/matching/query.ts";
import { byScoreThenId, type Ranked } from "../../core/matching/rank.ts";
import { isSimilar } from "../../core/matching/similar.ts";
import { begunWord, suggestions } from "../../core/matching/suggest.ts";
import { readingOf } from "../../core/matching/reading.ts";
import { explain, type FoundText } from "../../core/matching/why.ts";
import { err, ok } from "../../core/result.ts";
import { CANDIDATES_MAXIMUM } from "./candidates.ts";
import type { Filters } from "./demand-filters.ts";
import { createDemandList, type List, placeOf } from "./demand-list.ts";
import { find, type Found, type FoundHit, mixIn } from "./finding.ts";
import { titlesBeginning } from "./titles-beginning.ts";
import { isFiltered, wayOut } from "./way-out.ts";

/**
 * Keyword search over the open demands: FTS5 for candidates, BM25F (worker/core/matching) for their order.
 *
 * @param near demands that are near a text in meaning, at no time a fault; null where nobody knows.
 */
export function createD1DemandSearch(
  search: D1Database,
  near: ((text: string) => Promise<readonly Nearness[]>) | null = null,
): DemandSearch {
  const listed = createDemandList(search);
  return {
    async search({ q, limit, after, sort = "relevance", withFacets = false, ...filters }) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const place = after === undefined ? null : placeOf(after);
      if (after !== undefined && place === null) return err({ code: "cursor-invalid" });
      const list = { filters, sort, limit, place, withFacets };
      return ok(q.trim() === "" ? await listed(list) : await rankedPage(q, list));
    },

    async matching(q) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const { ranked } = await find(search, q, {});
      return ok(ranked.map(({ id }) => id));
    },

    async suggest(q) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const begun = begunWord(q);
      return ok(begun === null ? [] : suggestions(begun, await titlesBeginning(search, begun)));
    },

    async similar({ title, kind }, limit) {
      if (title.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const { query, ranked } = await find(search, title, { kind });
      const alike = ranked.filter(({ matched }) => isSimilar(query, matched));
      return ok(alike.slice(0, limit).map(({ id }) => id));
    },
  };

  async function rankedPage(q: string, list: List): Promise<FoundDemands> {
    const nearby = near?.(q) ?? null;
    const findAmong = async (filters: Filters): Promise<Found> => {
      const found = await find(search, q, filters);
      return nearby === null ? found : mixIn(search, found, await nearby, filters);
    };
    const found = await findAmong(list.filters);
    const hits = inOrderOf(list.sort, found);
    const { place } = list;
    const rest =
      place === null ? hits : hits.filter((hit) => byScoreThenId({ score: place.key, id: place.id }, hit) < 0);
    const page = rest.slice(0, list.limit);
    const last = page.at(-1);
    const isHidden = found.ranked.length === 0 && isFiltered(list.filters);
    const all = isHidden ? await findAmong({}) : found;
    return {
      ...(found.index && { index: found.index }),
      items: page.map((hit) => matchOf(found.query, hit)),
      next: last !== undefined && rest.length > page.length ? { values: [last.score, last.id] } : null,
      ...readingOf({ ...all, found: hitsOf(all).map((hit) => ({ ...textOf(hit), matched: hit.matched })) }),
      ...(isHidden && {
        wayOut: await wayOut(
          search,
          list.filters,
          all.ranked.map(({ id }) => id),
        ),
      }),
      ...(list.withFacets && { facets: await facetsOf(list.filters, found, findAmong) }),
    };
  }

  /** Of the same words without what was asked of facets; where nothing was, those are the ones that were found. */
  async function facetsOf(
    filters: Filters,
    found: Found,
    findAmong: (filters: Filters) => Promise<Found>,
  ): Promise<DemandFacets> {
    const { category, kind, country, currency, ...others } = filters;
    const choice = { category, kind, country, currency };
    const isNarrowed = Object.values(choice).some((asked) => asked !== undefined);
    const all = isNarrowed ? await findAmong(others) : found;
    const demands = all.ranked.flatMap(({ id }) => all.hits.get(id)?.hit ?? []);
    return { ...countFacets(demands, choice), isWhole: all.hits.size < CANDIDATES_MAXIMUM };
  }
}

interface RankedHit extends Ranked, FoundHit {}

/** What hits are ordered by, the largest first; null where one has no place in that order. */
const SCORES: Readonly<Record<DemandSort, (hit: RankedHit) => number | null>> = {
  relevance: ({ score }) => score,
  closing: ({ closesAtMs }) => -closesAtMs,
  nearly: ({ hit: { missingToNextPrice } }) => (missingToNextPrice === undefined ? null : -missingToNextPrice),
  newest: ({ publishedAtMs }) => publishedAtMs,
};

function inOrderOf(sort: DemandSort, found: Found): readonly RankedHit[] {
  return hitsOf(found)
    .flatMap((hit): RankedHit[] => {
      const score = SCORES[sort](hit);
      return score === null ? [] : [{ ...hit, score }];
    })
    .toSorted(byScoreThenId);
}

function hitsOf({ ranked, hits }: Found): readonly RankedHit[] {
  return ranked.flatMap((each): RankedHit[] => {
    const found = hits.get(each.id);
    return found === undefined ? [] : [{ ...each, ...found }];
  });
}

function matchOf(query: Query, found: RankedHit): DemandMatch {
  const { reasons, words } = explain(query, found.matched, textOf(found));
  return { ...found.hit, why: [...words], reasons };
}

function textOf({ hit: { title, language, category }, terms }: FoundHit): FoundText {
  return { title, language, categoryNames: isCategory(category) ? namesOf(category) : [], terms };
}

function namesOf(category: CategoryCode): FoundText["categoryNames"] {
  return CATEGORY_LANGUAGES.map((language) => ({ language, name: CATEGORIES[category][language] }));
}
