import { isStopWord } from "./stop-words.ts";
import { segment, type NumberPiece, type Piece, type Run, type Word } from "./segment.ts";
import { stem, STEMMED_LANGUAGES } from "./stem.ts";
import { unitAtStartOf, unitOf } from "./units.ts";

/**
 * Goes up with every change that writes other tokens for the same text, or reads another wish from the same words; rows of
 * older versions are rewritten.
 */
export const ANALYSER_VERSION = 5;

/** One index term and the words it stands for: offsets in the NFKC form of the text. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Turns a demand's text into index terms. Alphabetic words are folded and stemmed in the demand's own language; scripts
 * without spaces become overlapping pairs of characters plus the last one, so that a query of one character is the
 * beginning of a pair; numbers stand alone and together with their unit.
 *
 * @param language BCP 47 code of the text; unknown ones are folded only.
 */
export function analyse(text: string, language: string): readonly Token[] {
  const base = baseLanguage(language);
  const pieces = segment(text.normalize("NFKC"));
  return pieces.flatMap((piece, index) => {
    const before = pieces[index - 1];
    switch (piece.kind) {
      case "run":
        return pairsOf(piece);
      case "number":
        return [token(piece.text, piece), ...joinedWith(before, piece), ...sizeOf(piece, pieces[index + 1])];
      case "word":
        return isStopWord(piece.text, base)
          ? []
          : [
              token(stemmed(piece.text, base), piece),
              ...joinedWith(before, piece, base),
              ...(base === "de" ? tailsOf(piece) : []),
            ];
    }
  });
}

/** The terms alone, in the order of the text. */
export function termsOf(text: string, language: string): readonly string[] {
  return analyse(text, language).map(({ term }) => term);
}

/** How long a text is for the ranking. Tails and things (concepts.ts) are said of its words, and are not further words. */
export function lengthOf(terms: readonly string[]): number {
  let length = 0;
  for (const term of terms) if (!term.startsWith("-") && !term.startsWith(".")) length += 1;
  return length;
}

/** `zh-Hant-TW` → `zh`. */
export function baseLanguage(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}

/** Arabic script is stemmed as Arabic whatever the text's language says: a query does not say. */
export function stemmed(foldedWord: string, base: string): string {
  if (isArabicScript(foldedWord)) return stem(foldedWord, "ar");
  const language = STEMMED_LANGUAGES.find((known) => known === base);
  return language === undefined || language === "ar" ? foldedWord : stem(foldedWord, language);
}

export function isArabicScript(word: string): boolean {
  return /^\p{Script=Arabic}/u.test(word);
}

const TAIL_MARK = "-";
const TAIL_LENGTH_MINIMUM = 4;
const HEAD_LENGTH_MINIMUM = 3;

/** The term under which a word stands where it is the end of a compound. */
export function tailTerm(stemmedWord: string): string {
  return TAIL_MARK + stemmedWord;
}

/**
 * Every possible last part of a German compound: Röstkaffee is a coffee. Without a dictionary most of these tails are
 * no words, but nobody searches for those.
 */
function tailsOf(word: Word): readonly Token[] {
  const whole = stem(word.text, "de");
  const count = Math.max(0, whole.length - HEAD_LENGTH_MINIMUM - TAIL_LENGTH_MINIMUM + 1);
  return Array.from({ length: count }, (_, index) => token(tailTerm(whole.slice(HEAD_LENGTH_MINIMUM + index)), word));
}

/** "空气炸锅" → 空气 气炸 炸锅 锅. */
export function pairsOf(run: Run): readonly Token[] {
  const { characters } = run;
  return characters.map((character, index) => {
    const next = characters[index + 1];
    return next === undefined
      ? token(character.text, character)
      : { term: character.text + next.text, start: character.start, end: next.end };
  });
}

/** "16 GB", "14-inch", "500Wh", "20公斤": the size as one term, spelt the same in every language. */
export function sizeOf(number: NumberPiece, next: Piece | undefined): readonly Token[] {
  if (next === undefined || next.start - number.end > 1) return [];
  if (next.kind === "word") {
    const unit = unitOf(next.text);
    return unit === null ? [] : [{ term: number.text + unit, start: number.start, end: next.end }];
  }
  if (next.kind === "run") {
    const unit = unitAtStartOf(next.characters.map(({ text }) => text).join(""));
    return unit === null ? [] : [{ term: number.text + unit, start: number.start, end: number.end }];
  }
  return [];
}

/** "E-Bike" is also "ebike", "MC4" also "mc4". */
export function joinedWith(before: Piece | undefined, piece: Word | NumberPiece, base = ""): readonly Token[] {
  if (!piece.isJoined || before?.kind !== "word") return [];
  const term = before.text + piece.text;
  return [{ term: piece.kind === "word" ? stemmed(term, base) : term, start: before.start, end: piece.end }];
}

function token(term: string, span: { readonly start: number; readonly end: number }): Token {
  return { term, start: span.start, end: span.end };
}
