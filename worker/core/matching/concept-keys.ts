import { isArabicScript } from "./analyse.ts";
import { segment, type Piece, type Run, type Word } from "./segment.ts";
import { stem, STEMMED_LANGUAGES, type StemmedLanguage } from "./stem.ts";
import { unitAtStartOf } from "./units.ts";

/** What a stretch of text is looked up under in the lexicon of concepts. Offsets point into the NFKC form of the text. */
export interface ConceptKey {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** A name of more words or characters is a sentence. */
const WORDS_MAXIMUM = 4;
const CHARACTERS_MAXIMUM = 12;
/** Beside a word of letters (T恤, ノートPC, USB 메모리) as many characters belong to it. */
const CHARACTERS_BESIDE_A_WORD_MAXIMUM = 4;
/** Long texts name what they are about early. */
const KEYS_MAXIMUM = 600;

/**
 * Every stretch of a text that may be the name of something: up to four words, stemmed and written together, so that
 * power bank, power-bank and powerbanks are one name; up to twelve characters of a script without spaces.
 *
 * @param language base code of the text's language; null where it is not known. Without a stemmer for it each is tried.
 */
export function conceptKeysOf(text: string, language: string | null): readonly ConceptKey[] {
  const stemmer = language !== null && isStemmed(language) ? language : null;
  const normal = text.normalize("NFKC");
  const pieces = segment(normal).reduce<readonly Piece[]>(joinRuns, []);
  const keys = pieces.flatMap((piece, index) => {
    const next = pieces[index + 1];
    switch (piece.kind) {
      case "number":
        return [];
      case "run":
        if (pieces[index - 1]?.kind === "number" && isUnit(piece)) return []; // 1.5米 are no rice.
        return [...keysInRun(piece, normal), ...(next?.kind === "word" ? endBeside(piece, next) : [])];
      case "word":
        return [...keysFrom(pieces, index, stemmer), ...(next?.kind === "run" ? beginningBeside(piece, next) : [])];
    }
  });
  return keys.slice(0, KEYS_MAXIMUM);
}

/** Where a language without spaces, or with a choice of them as Korean, is written with some, names go across them. */
function joinRuns(pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const last = pieces.at(-1);
  if (last?.kind !== "run" || piece.kind !== "run" || piece.start - last.end > 1) return [...pieces, piece];
  return [
    ...pieces.slice(0, -1),
    { ...piece, start: last.start, characters: [...last.characters, ...piece.characters] },
  ];
}

/** What all of a text is called in the lexicon, in a known language. */
export function conceptKeyOfName(name: string, language: string): string {
  const pieces = segment(name.normalize("NFKC"));
  return pieces.map((piece) => (piece.kind === "word" ? stemIn(piece.text, language) : textOf(piece))).join("");
}

function keysFrom(pieces: readonly Piece[], index: number, language: string | null): readonly ConceptKey[] {
  const others = pieces.slice(index, index + WORDS_MAXIMUM);
  const gap = others.findIndex(({ kind }) => kind !== "word");
  const words = (gap === -1 ? others : others.slice(0, gap)).filter((piece) => piece.kind === "word");
  return words.flatMap((last, count) => {
    const span = words.slice(0, count + 1);
    const written = language === null ? everyStem(span) : [span.map(({ text }) => stemIn(text, language)).join("")];
    return written.map((key) => ({ key, start: span[0]?.start ?? 0, end: last.end }));
  });
}

function everyStem(words: readonly Word[]): readonly string[] {
  const plain = words.map(({ text }) => text).join("");
  const stems = STEMMED_LANGUAGES.map((language) => words.map(({ text }) => stemIn(text, language)).join(""));
  return [...new Set([plain, ...stems])];
}

/** Arabic script is stemmed as Arabic, and nothing else is. */
function stemIn(word: string, language: string): string {
  if (isArabicScript(word)) return stem(word, "ar");
  return isStemmed(language) && language !== "ar" ? stem(word, language) : word;
}

function isStemmed(language: string): language is StemmedLanguage {
  return (STEMMED_LANGUAGES as readonly string[]).includes(language);
}

/**
 * One character is a name only where nothing stands beside it: 茶, but not the 茶 of 茶几. So is a short word of kana in
 * its own script: クーラー is くら to us, and does not cool in ナイトクラブ.
 */
function keysInRun({ characters, start, end }: Run, text: string): readonly ConceptKey[] {
  if (characters.length === 1) return [{ key: characters[0]?.text ?? "", start, end }];
  return characters.flatMap((first, from) =>
    characters.slice(from + 1, from + CHARACTERS_MAXIMUM).flatMap((last, more) => {
      const key = textBetween(characters, from, from + more + 1);
      const found = { key, start: first.start, end: last.end };
      return key.length <= KANA_OF_A_PART_MAXIMUM && KANA.test(key) && isPartOfKatakana(text, found) ? [] : [found];
    }),
  );
}

function isUnit({ characters }: Run): boolean {
  return characters.length === 1 && unitAtStartOf(characters[0]?.text ?? "") !== null;
}

const KANA_OF_A_PART_MAXIMUM = 3;
const KANA = /^\p{Script=Hiragana}+$/u;
const KATAKANA = String.raw`[\p{Script=Katakana}ー]`;
const KATAKANA_BEFORE = new RegExp(`${KATAKANA}$`, "u");
const KATAKANA_AT = new RegExp(`^${KATAKANA}`, "u");
const KATAKANA_AFTER = /^ー*\p{Script=Katakana}/u;

function isPartOfKatakana(text: string, { start, end }: ConceptKey): boolean {
  if (!KATAKANA_AT.test(text.slice(start, start + 1))) return false;
  return KATAKANA_BEFORE.test(text.slice(0, start)) || KATAKANA_AFTER.test(text.slice(end));
}

function beginningBeside(word: Word, { characters, start }: Run): readonly ConceptKey[] {
  if (start - word.end > 1) return [];
  return characters.slice(0, CHARACTERS_BESIDE_A_WORD_MAXIMUM).map((last, index) => ({
    key: word.text + textBetween(characters, 0, index),
    start: word.start,
    end: last.end,
  }));
}

function endBeside({ characters, end }: Run, word: Word): readonly ConceptKey[] {
  if (word.start - end > 1) return [];
  const from = Math.max(0, characters.length - CHARACTERS_BESIDE_A_WORD_MAXIMUM);
  return characters.slice(from).map((first, index) => ({
    key: textBetween(characters, from + index, characters.length - 1) + word.text,
    start: first.start,
    end: word.end,
  }));
}

function textBetween(characters: Run["characters"], first: number, last: number): string {
  return characters
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join("");
}

function textOf(piece: Piece): string {
  return piece.kind === "run" ? textBetween(piece.characters, 0, piece.characters.length - 1) : piece.text;
}
