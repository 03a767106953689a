import { SEARCH_FIELDS, type ByField } from "../matching/rank.ts";
import { baseLanguage } from "../matching/analyse.ts";
import { termsIn, type Wish } from "./wish.ts";

/** Which demands an interest is about, beside its words. An empty list, or null, asks for nothing. */
export interface InterestFilters {
  readonly categories: readonly string[];
  /** Any of those it ships to. */
  readonly countries: readonly string[];
  /** Any of them; `zh` takes `zh-Hans` and `zh-Hant`. */
  readonly languages: readonly string[];
  readonly currency: string | null;
  /** Of the target price each, both inclusive, in minor units of `currency`, which then is not null. */
  readonly priceMinimumMinor: number | null;
  readonly priceMaximumMinor: number | null;
  /** Of the demand's own minimum, both inclusive. */
  readonly quantityMinimum: number | null;
  readonly quantityMaximum: number | null;
}

/** What filters ask of a demand. */
export interface DemandFacts {
  readonly category: string;
  readonly language: string;
  readonly currency: string;
  readonly shipsTo: readonly string[];
  readonly quantityMinimum: number;
  readonly targetUnitPriceMinor: number;
}

/** Asks for nothing. */
export const NO_FILTERS: InterestFilters = {
  categories: [],
  countries: [],
  languages: [],
  currency: null,
  priceMinimumMinor: null,
  priceMaximumMinor: null,
  quantityMinimum: null,
  quantityMaximum: null,
};

export function admits(asked: Partial<InterestFilters>, demand: DemandFacts): boolean {
  const filters = { ...NO_FILTERS, ...asked };
  const { categories, countries, languages, currency } = filters;
  return (
    (categories.length === 0 || categories.includes(demand.category)) &&
    (countries.length === 0 || demand.shipsTo.some((country) => countries.includes(country))) &&
    (languages.length === 0 || languages.some((language) => isSpoken(language, demand.language))) &&
    (currency === null || currency === demand.currency) &&
    isWithin(demand.targetUnitPriceMinor, filters.priceMinimumMinor, filters.priceMaximumMinor) &&
    isWithin(demand.quantityMinimum, filters.quantityMinimum, filters.quantityMaximum)
  );
}

function isSpoken(wanted: string, language: string): boolean {
  return language === wanted || (wanted === baseLanguage(wanted) && baseLanguage(language) === wanted);
}

function isWithin(value: number, least: number | null, most: number | null): boolean {
  return (least === null || value >= least) && (most === null || value <= most);
}

/** What a group counts where it stands: a title says what a demand is about, a description also what it is not. */
const PLACE: ByField<number> = { title: 1, categoryNames: 0.5, description: 0.5, details: 0.5 };

/** One demand, ready to be held against many wishes. */
export interface DemandMatcher {
  /**
   * How well it satisfies all of a wish, or null where a group is not satisfied. Higher is better: more that is rare, in
   * the title. Without words it is 0.
   *
   * @param rarities of the groups, as the interest was filed
   */
  score(wish: Wish, rarities: readonly number[]): number | null;
}

export function createDemandMatcher(terms: ByField<readonly string[]>): DemandMatcher {
  const fields = SEARCH_FIELDS.map((field) => ({ place: PLACE[field], ...termSetsOf(terms[field]) }));

  const lookFor = (alternative: string): number => {
    const asked = termsIn(alternative);
    return fields.reduce((best, { place, whole, beginnings }) => {
      if (place <= best) return best;
      return asked.every(({ text, isBeginning }) => (isBeginning ? beginnings : whole).has(text)) ? place : best;
    }, 0);
  };
  // Many wishes ask for the same word.
  const places = new Map<string, number>();
  const placeOf = (alternative: string): number => {
    const known = places.get(alternative);
    if (known !== undefined) return known;
    const place = lookFor(alternative);
    places.set(alternative, place);
    return place;
  };

  return {
    score(wish, rarities) {
      let score = 0;
      for (const [index, group] of wish.entries()) {
        const place = group.reduce((best, alternative) => Math.max(best, placeOf(alternative)), 0);
        if (place === 0) return null;
        score += place * (rarities[index] ?? 0);
      }
      return score;
    },
  };
}

function termSetsOf(terms: readonly string[]) {
  const whole = new Set(terms);
  const beginnings = new Set<string>();
  for (const term of whole) {
    let beginning = "";
    for (const character of term) beginnings.add((beginning += character));
  }
  return { whole, beginnings };
}
