import type { Token } from "./analyse.ts";
import { conceptKeyOfName, conceptKeysOf } from "./concept-keys.ts";
import { GOODS, GOODS_LANGUAGES } from "./goods.ts";

/** No term of a text begins so; what follows is the English name of a thing, written together. */
export const CONCEPT_MARK = ".";

/**
 * The things that a text names, whatever it calls them: "Kühlschränke", "ثلاجة" and "冰箱" are all `.refrigerator`. They
 * are terms of the index, beside those of the words themselves.
 *
 * @param language base code; null where it is not known.
 */
export function conceptsIn(text: string, language: string | null): readonly Token[] {
  const names = lexicon();
  return conceptKeysOf(text, language).flatMap(({ key, start, end }) =>
    (names.get(key) ?? []).map((term) => ({ term, start, end })),
  );
}

let read: ReadonlyMap<string, readonly string[]> | null = null;

/** Terms by name; read when it is needed first, for most requests search for nothing. */
function lexicon(): ReadonlyMap<string, readonly string[]> {
  read ??= readLexicon();
  return read;
}

function readLexicon(): ReadonlyMap<string, readonly string[]> {
  const terms = new Map<string, string[]>();
  for (const line of GOODS.trim().split("\n")) {
    const columns = line.split("|").map((column) => column.split(","));
    const term = CONCEPT_MARK + conceptKeyOfName(columns[0]?.[0] ?? "", "en");
    columns.forEach((names, column) => {
      for (const name of names) {
        const key = conceptKeyOfName(name, GOODS_LANGUAGES[column] ?? "");
        const known = terms.get(key) ?? [];
        if (!known.includes(term)) terms.set(key, [...known, term]);
      }
    });
  }
  return terms;
}
