/** A hundred thousand merchants' wishes, drawn from real titles, or from words as common as words are. */
import { CATEGORY_CODES } from "../../../worker/contract/categories.ts";
import type { InterestFilters } from "../../../worker/core/interests/match.ts";
import type { BenchDocument } from "../matching/document.ts";

export interface BenchInterest {
  readonly n: number;
  readonly words: string;
  readonly filters: InterestFilters;
}

export interface BenchDemand {
  readonly id: string;
  readonly category: string;
  readonly document: BenchDocument;
}

/** Mulberry32: the same crowd in every run. */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Where there is no file: words by the law of Zipf and Mandelbrot, by which the commonest is in every fifth title as in real
 * ones; a title of nine and a description of twenty.
 */
export function inventDocuments(count: number, dice: () => number): readonly BenchDocument[] {
  const word = () => `w${Math.floor(5 * (4_001 ** dice() - 1)).toString(36)}x`;
  const text = (length: number) => Array.from({ length }, word).join(" ");
  return Array.from({ length: count }, (_, n) => ({
    id: `invented-${n}`,
    title: text(9),
    description: text(20),
    brand: word(),
    targetPrice: 1 + Math.floor(1_000 * dice()),
  }));
}

/** The sets name no category of ours: things of one brand are in one. */
export function demandOf(document: BenchDocument): BenchDemand {
  const name = document.category ?? document.brand ?? document.title;
  let hash = 7;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return {
    id: document.id,
    category: CATEGORY_CODES[Math.abs(hash) % CATEGORY_CODES.length] ?? "other",
    document,
  };
}

/** One to four words of somebody's title; mostly with its category, sometimes with a price or a country. */
export function drawInterests(
  demands: readonly BenchDemand[],
  count: number,
  dice: () => number,
): readonly BenchInterest[] {
  return Array.from({ length: count }, (_, index) => {
    const { document, category } = demands[Math.floor(dice() * demands.length)] ?? demandOf({ id: "", title: "none" });
    const words = document.title.split(/\s+/).filter((word) => /[\p{L}\p{N}]{2}/u.test(word));
    const wanted = 1 + Math.floor(dice() * 4);
    const drawn = Array.from({ length: wanted }, () => words[Math.floor(dice() * words.length)] ?? document.title);
    const price = Math.round((document.targetPrice ?? 1) * 100);
    return {
      n: index + 1,
      words: [...new Set(drawn)].join(" ").slice(0, 200),
      filters: {
        categories: dice() < 0.7 ? [category] : [],
        countries: dice() < 0.2 ? ["US", "CA"] : [],
        languages: [],
        currency: null,
        priceMinimumMinor: null,
        priceMaximumMinor: dice() < 0.2 ? price * 2 : null,
        quantityMinimum: null,
        quantityMaximum: null,
      },
    };
  });
}
