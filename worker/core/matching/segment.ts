import { foldCharacter, foldWord, isAscii } from "./fold.ts";

interface Span {
  /** Offsets in the text that was segmented. */
  readonly start: number;
  readonly end: number;
}

/** A word of a script with spaces, folded. `isJoined`: no space to the piece before it, at most a hyphen. */
export interface Word extends Span {
  readonly kind: "word";
  readonly text: string;
  readonly isJoined: boolean;
}

/** Digits in ASCII; the decimal sign is a point, thousands are not grouped. */
export interface NumberPiece extends Span {
  readonly kind: "number";
  readonly text: string;
  readonly isJoined: boolean;
}

/** A run of a script without spaces (Chinese, Japanese, Korean, Thai …), as folded characters. */
export interface Run extends Span {
  readonly kind: "run";
  readonly characters: readonly (Span & { readonly text: string })[];
}

export type Piece = Word | NumberPiece | Run;

// Korean has spaces, but not where a searcher expects them; bigrams see through particles and compounds alike.
const UNSPACED = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]`;
const PIECES = new RegExp(
  String.raw`(?<number>\p{Nd}+(?:[.,٫٬]\p{Nd}+)*)` +
    String.raw`|(?<run>[${UNSPACED}&&[\p{L}\p{M}\p{Nl}]]+)` +
    String.raw`|['’]s(?!\p{L})` + // The possessive of English is no word.
    String.raw`|(?<word>[\p{L}--${UNSPACED}][[\p{L}\p{M}]--${UNSPACED}]*)`,
  "gv",
);

const UNSPACED_START = new RegExp(`^${UNSPACED}`, "v");

/** Whether a text, or a term of the index, begins in a script without spaces. */
export function isUnspaced(text: string): boolean {
  return UNSPACED_START.test(text);
}

/** Cuts text into words, numbers and unspaced runs by script. Offsets refer to the NFKC form of the text. */
export function segment(nfkcText: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const match of nfkcText.matchAll(PIECES)) {
    const { number, run, word } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const between = nfkcText.slice(pieces.at(-1)?.end ?? 0, start);
    const isJoined = pieces.length > 0 && /^[-‐‑]?$/.test(between);

    if (number !== undefined) pieces.push({ kind: "number", text: plainNumber(number), start, end, isJoined });
    if (word !== undefined) {
      const text = foldWord(word);
      if (text !== "") pieces.push({ kind: "word", text, start, end, isJoined });
    }
    if (run !== undefined) {
      const characters = charactersOf(run, start);
      if (characters.length > 0) pieces.push({ kind: "run", characters, start, end });
    }
  }
  return pieces;
}

/** "٢٠٠" → "200", "4,6" → "4.6", "1,000" → "1000": a comma before three digits groups thousands. */
function plainNumber(text: string): string {
  const ascii = isAscii(text)
    ? text
    : Array.from(text, foldCharacter).join("").replaceAll("٬", "").replaceAll("٫", ".");
  return ascii.replace(/,(?=\d{3}(?:\D|$))/g, "").replaceAll(",", ".");
}

/** A character that folds to nothing (the long-vowel sign) leaves no trace. */
function charactersOf(run: string, offset: number): Run["characters"] {
  const characters: (Span & { text: string })[] = [];
  let start = offset;
  for (const character of run) {
    const text = foldCharacter(character);
    if (text !== "") characters.push({ text, start, end: start + character.length });
    start += character.length;
  }
  return characters;
}
