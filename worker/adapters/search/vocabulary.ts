import { splitsOf } from "../../core/matching/repair.ts";

/** Of the words that share parts with a misspelt one, those that share most. */
const SIMILAR_WORDS_MAXIMUM = 80;
/** No repair makes a word longer or shorter by more, stems included. */
const LENGTH_DIFFERENCE_MAXIMUM = 4;

/**
 * What unknown words may have been meant to be: terms with the same first letter and about as long, terms that share
 * most parts of three letters wherever they begin, and those halves of the words that are terms themselves.
 */
export async function vocabularyLike(search: D1Database, words: readonly string[]): Promise<ReadonlySet<string>> {
  const halves = words.flatMap((word) => splitsOf(word).flat());
  const found = await search.batch<{ term: string }>([
    search
      .prepare("SELECT term FROM demand_text_terms WHERE term IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(halves)),
    ...words.flatMap((word) => [sameBeginning(search, word), sameParts(search, word)]),
  ]);
  return new Set(found.flatMap(({ results }) => results.map(({ term }) => term)));
}

function sameBeginning(search: D1Database, word: string): D1PreparedStatement {
  const initial = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return search
    .prepare("SELECT term FROM demand_words WHERE term >= ?1 AND term < ?2 AND abs(length(term) - ?3) <= ?4")
    .bind(initial, initial + String.fromCodePoint(0x10ffff), word.length, LENGTH_DIFFERENCE_MAXIMUM);
}

function sameParts(search: D1Database, word: string): D1PreparedStatement {
  const characters = Array.from(word);
  const parts = characters.slice(2).map((_, index) => characters.slice(index, index + 3).join(""));
  return search
    .prepare("SELECT term FROM demand_word_parts WHERE demand_word_parts MATCH ? ORDER BY rank LIMIT ?")
    .bind(parts.map((part) => `"${part}"`).join(" OR "), SIMILAR_WORDS_MAXIMUM);
}
