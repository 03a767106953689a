import type { Token } from "./analyse.ts";
import { conceptKeysOf } from "./concept-keys.ts";
import { foldWord } from "./fold.ts";
import { LEXICON, LEXICON_LANGUAGES } from "./lexicon.ts";
import { isStopWordAnywhere } from "./stop-words.ts";

/** No term of a text begins so; what follows is the English name of a thing, written together. */
export const CONCEPT_MARK = ".";

/** Before a key of the lexicon: an adjective too, so behind a word it names nothing. */
export const ADJECTIVE_MARK = "^";

/**
 * The things that a text names, whatever it calls them: "Kühlschränke", "ثلاجة" and "冰箱" are all `.refrigerator`. They
 * are terms of the index, beside those of the words themselves. Of a longer name the end counts too, but not the rest: an
 * office chair is a chair, a phone case no phone.
 *
 * @param language base code; null where it is not known, and a name in any language counts. Where it is known, names in it
 *   and in English do: the Italian's case are houses, the German's are not.
 */
export function conceptsIn(text: string, language: string | null): readonly Token[] {
  const names = lexicon();
  const spoken = languagesOf(language);
  const normal = text.normalize("NFKC");
  const named = conceptKeysOf(normal, language).flatMap(({ key, start, end }) =>
    (names.get(key) ?? []).flatMap((name) =>
      (name.languages & spoken) === 0 || (name.isAdjective && isBehindWord(normal, start))
        ? []
        : [{ term: name.term, start, end }],
    ),
  );
  return named.filter(({ start, end }) => !named.some((longer) => longer.start <= start && end < longer.end));
}

/** A word that says something stands directly before the place. */
function isBehindWord(text: string, start: number): boolean {
  const [, before] = /([\p{L}\p{M}]+)\s+$/u.exec(text.slice(0, start)) ?? [];
  return before !== undefined && !isStopWordAnywhere(foldWord(before));
}

interface Name {
  readonly term: string;
  readonly isAdjective: boolean;
  /** A bit for each language in which the thing is called so, in the order of `LEXICON_LANGUAGES`. */
  readonly languages: number;
}

const EVERY_LANGUAGE = 2 ** LEXICON_LANGUAGES.length - 1;
const ENGLISH = 1;

function languagesOf(language: string | null): number {
  const index = LEXICON_LANGUAGES.findIndex((known) => known === language);
  return index === -1 ? EVERY_LANGUAGE : ENGLISH | (1 << index);
}

let read: ReadonlyMap<string, readonly Name[]> | null = null;

/** Names by key; read when it is needed first, for most requests search for nothing. */
function lexicon(): ReadonlyMap<string, readonly Name[]> {
  read ??= readLexicon();
  return read;
}

function readLexicon(): ReadonlyMap<string, readonly Name[]> {
  const names = new Map<string, Name[]>();
  for (const line of LEXICON.trim().split("\n")) {
    const [thing = "", ...columns] = line.split("|");
    const term = CONCEPT_MARK + thing;
    columns.forEach((keys, language) => {
      if (keys === "") return;
      for (const written of keys.split(" ")) {
        const isAdjective = written.startsWith(ADJECTIVE_MARK);
        addName(names, isAdjective ? written.slice(1) : written, { term, isAdjective, languages: 1 << language });
      }
    });
  }
  return names;
}

function addName(names: Map<string, Name[]>, key: string, { term, isAdjective, languages }: Name): void {
  const known = names.get(key);
  const index = known?.findIndex((name) => name.term === term && name.isAdjective === isAdjective) ?? -1;
  if (known === undefined) names.set(key, [{ term, isAdjective, languages }]);
  else if (index === -1) known.push({ term, isAdjective, languages });
  else known[index] = { term, isAdjective, languages: languages | (known[index]?.languages ?? 0) };
}
