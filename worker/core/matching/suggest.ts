import { segment, type Piece } from "./segment.ts";
import { stem, STEMMED_LANGUAGES } from "./stem.ts";

/** The word that is being typed: the end of the text, folded as the index is. */
export interface Begun {
  /** NFKC form of what stands before it. */
  readonly before: string;
  readonly beginning: string;
}

const SUGGESTIONS_MAXIMUM = 6;
/** One letter of an alphabet begins too many words; one character of Chinese is a word. */
const LETTERS_MINIMUM = 2;

/** Null where no word is being typed: nothing yet, a space after the last one, or a single letter. */
export function begunWord(typed: string): Begun | null {
  const text = typed.normalize("NFKC");
  const last = segment(text).at(-1);
  if (last === undefined || last.kind === "number" || last.end !== text.length) return null;
  const beginning = foldedOf(last);
  const isTooShort = last.kind === "word" && Array.from(beginning).length < LETTERS_MINIMUM;
  return isTooShort ? null : { before: text.slice(0, last.start), beginning };
}

/**
 * How the index may begin what begins so: it holds stems, and "batteri" becomes "batteries", which stands there as
 * "battery".
 */
export function indexedBeginnings(beginning: string): readonly string[] {
  const forms = [beginning, `${beginning}s`, `${beginning}es`];
  const stems = forms.flatMap((form) => STEMMED_LANGUAGES.map((language) => stem(form, language)));
  return [...new Set([beginning, ...stems])].filter((term) => Array.from(term).length >= LETTERS_MINIMUM);
}

/**
 * What is typed with its last word completed, from the titles of what can be found: the most frequent word first, as its
 * first title writes it. In scripts without spaces a word goes from where it begins in a run to the end of that.
 */
export function suggestions({ before, beginning }: Begun, titles: readonly string[]): readonly string[] {
  const words = new Map<string, { readonly written: string; count: number }>();
  for (const title of titles) {
    const text = title.normalize("NFKC");
    for (const { folded, start, end } of segment(text).flatMap((piece) => continued(piece, beginning))) {
      const known = words.get(folded);
      if (known === undefined) words.set(folded, { written: text.slice(start, end), count: 1 });
      else known.count += 1;
    }
  }
  return [...words]
    .toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .slice(0, SUGGESTIONS_MAXIMUM)
    .map(([, { written }]) => before + written);
}

/** The part of a piece that begins so and goes on; none where it does not, or ends there. */
function continued(piece: Piece, beginning: string) {
  const folded = foldedOf(piece);
  const at = piece.kind === "run" ? folded.indexOf(beginning) : folded.startsWith(beginning) ? 0 : -1;
  if (at === -1 || at + beginning.length === folded.length) return [];
  if (piece.kind !== "run") return [{ folded, start: piece.start, end: piece.end }];
  let passed = 0;
  const first = piece.characters.find(({ text }) => (passed += text.length) > at);
  return [{ folded: folded.slice(at), start: first?.start ?? piece.start, end: piece.end }];
}

function foldedOf(piece: Piece): string {
  return piece.kind === "run" ? piece.characters.map(({ text }) => text).join("") : piece.text;
}
