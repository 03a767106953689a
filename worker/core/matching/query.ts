import { conceptsIn } from "./concepts.ts";
import { isArabicScript, joinedWith, sizeOf, tailTerm, type Token } from "./analyse.ts";
import { segment, type NumberPiece, type Piece, type Run, type Word } from "./segment.ts";
import { stem, type StemmedLanguage } from "./stem.ts";
import { isStopWordAnywhere } from "./stop-words.ts";

/**
 * How what is looked for and what was typed belong together: the word itself, the word in another form (stem, written
 * together or apart, in a compound), the beginning of a longer word, another name of the thing, single characters of a
 * script without spaces, or a word that may have been meant.
 */
export type Likeness = "exact" | "form" | "beginning" | "concept" | "characters" | "repair";

/** One way to satisfy a group: all `parts` in one field, each as a whole term or as the beginning of one. */
export interface Alternative {
  readonly likeness: Likeness;
  readonly parts: readonly string[];
  readonly isPrefix: boolean;
  /** 1 for the word itself, less for a guess. */
  readonly weight: number;
}

/** One thing asked for: a word, a size, a pair of characters. Offsets point into `Query.text`. */
export interface QueryGroup {
  readonly start: number;
  readonly end: number;
  /** From a script without spaces: neighbours overlap and are shown as one. */
  readonly isUnspaced: boolean;
  readonly alternatives: readonly Alternative[];
}

export interface Query {
  /** NFKC form of what was typed. */
  readonly text: string;
  readonly groups: readonly QueryGroup[];
}

/** More words than this say nothing new, and every group costs terms in the index query. */
const GROUPS_MAXIMUM = 24;

const STEM_WEIGHT = 0.9;
const TOGETHER_WEIGHT = 0.7;
const TAIL_WEIGHT = 0.6;
const CONCEPT_WEIGHT = 0.5;
const PREFIX_WEIGHT = 0.4;
const BARE_PIECE_WEIGHT = 0.3;
const BOTH_CHARACTERS_WEIGHT = 0.3;

/** Short words begin too much: desk does not ask for desktops. In Arabic script three letters are a root. */
const BEGINNING_LENGTH_MINIMUM = { arabic: 3, other: 5 };

/** The PS of PS4 and the E of E-Bike mean little alone. */
const WORD_OF_ITS_OWN_LENGTH_MINIMUM = 3;

/**
 * Reads what somebody typed into groups of alternatives. Its language is not known, so a word is tried with the
 * stemmer of every language; no character is an operator. An empty list of groups means there is nothing to look for.
 */
export function parseQuery(typed: string): Query {
  const text = typed.normalize("NFKC");
  const pieces = segment(text);
  const telling = pieces.filter((piece) => piece.kind !== "word" || !isStopWordAnywhere(piece.text));
  const groups = (telling.length > 0 ? telling : pieces).flatMap((piece) => groupsOf(piece, pieces));
  return { text, groups: withThings(distinct(groups).slice(0, GROUPS_MAXIMUM), thingsIn(text)) };
}

/** A thing that is named in a stretch of a query, and how much it counts there. */
export interface NamedThing extends Token {
  readonly weight: number;
}

/** The things that a text names, for somebody whose language is not known. */
export function thingsIn(text: string): readonly NamedThing[] {
  return conceptsIn(text, null).map((concept) => ({ ...concept, weight: CONCEPT_WEIGHT }));
}

/** A group that is part of a thing's name may be satisfied by the thing, whatever a demand calls it. */
export function withThings(groups: readonly QueryGroup[], things: readonly NamedThing[]): readonly QueryGroup[] {
  return groups.map((group) => {
    const known = new Set(group.alternatives.flatMap(({ parts }) => parts));
    const about = things.filter(({ term, start, end }) => start < group.end && group.start < end && !known.has(term));
    const byTerm = new Map(about.toSorted((a, b) => a.weight - b.weight).map(({ term, weight }) => [term, weight]));
    const alternatives = [...byTerm].map(([term, weight]) => whole("concept", term, weight));
    return alternatives.length === 0 ? group : { ...group, alternatives: [...group.alternatives, ...alternatives] };
  });
}

function groupsOf(piece: Piece, pieces: readonly Piece[]): readonly QueryGroup[] {
  const index = pieces.indexOf(piece);
  const before = pieces[index - 1];
  switch (piece.kind) {
    case "run":
      return groupsOfRun(piece);
    case "number":
      return [groupOfNumber(piece, before, pieces[index + 1])];
    case "word":
      // The unit belongs to the number before it: "200 W" must not find everything in watts.
      return before?.kind === "number" && sizeOf(before, piece).length > 0
        ? []
        : [groupOfWord(piece, before, pieces[index + 1])];
  }
}

function groupOfWord(word: Word, before: Piece | undefined, next: Piece | undefined): QueryGroup {
  const compound = next === undefined || next.kind === "run" ? [] : joinedWith(word, next).map(({ term }) => term);
  const beginsName =
    compound.length > 0 && (next?.kind === "number" || word.text.length < WORD_OF_ITS_OWN_LENGTH_MINIMUM);
  const exact = [...joinedWith(before, word).map(({ term }) => term), ...compound];
  const isArabic = isArabicScript(word.text);
  const languages = isArabic ? ARABIC : LATIN;
  const stems = [word.text, ...exact].flatMap((form) => languages.map((language) => stem(form, language)));
  const isLongEnough = word.text.length >= BEGINNING_LENGTH_MINIMUM[isArabic ? "arabic" : "other"];
  return {
    start: word.start,
    end: word.end,
    isUnspaced: false,
    alternatives: [
      whole("exact", word.text, beginsName ? BARE_PIECE_WEIGHT : 1),
      ...exact.map((term) => whole("exact", term, 1)),
      ...[...new Set(stems)]
        .filter((term) => term !== word.text && !exact.includes(term))
        .map((term) => whole("form", term, STEM_WEIGHT)),
      ...spelledTogether(word, before, next).map((term) => whole("form", term, TOGETHER_WEIGHT)),
      ...(isArabic ? [] : [whole("form", tailTerm(stem(word.text, "de")), TAIL_WEIGHT)]),
      // German compounds end with what they are, and with what they are for: Kurs and Lawine find Lawinenkurs.
      ...(isLongEnough ? [longerWords(word.text)] : []),
    ],
  };
}

/** Words that begin with this one. */
export function longerWords(beginning: string): Alternative {
  return beginnings("beginning", [beginning], PREFIX_WEIGHT);
}

/** "power bank" also looks for "powerbank": either word is satisfied by it. */
function spelledTogether(word: Word, before: Piece | undefined, next: Piece | undefined): readonly string[] {
  return [
    ...(before?.kind === "word" && !word.isJoined ? [before.text + word.text] : []),
    ...(next?.kind === "word" && !next.isJoined ? [word.text + next.text] : []),
  ];
}

const ARABIC: readonly StemmedLanguage[] = ["ar"];
const LATIN: readonly StemmedLanguage[] = ["en", "de", "es"];

function groupOfNumber(number: NumberPiece, before: Piece | undefined, next: Piece | undefined): QueryGroup {
  const [size] = sizeOf(number, next);
  const compounds = [...(size === undefined ? [] : [size]), ...joinedWith(before, number)].map(({ term }) => term);
  return {
    start: number.start,
    end: size?.end ?? number.end,
    isUnspaced: false,
    alternatives: [
      ...compounds.map((term) => whole("exact", term, 1)),
      whole("exact", number.text, compounds.length > 0 ? BARE_PIECE_WEIGHT : 1),
    ],
  };
}

/**
 * Pairs of neighbours; one character alone is the beginning of a pair. Two Han characters that never stand together
 * may still mean the same thing apart: 跑鞋 is 跑步鞋.
 */
function groupsOfRun(run: Run): readonly QueryGroup[] {
  const { characters } = run;
  return characters.flatMap((character, index) => {
    const next = characters[index + 1];
    if (next !== undefined) {
      const isHan =
        /^\p{scx=Han}{2}$/u.test(character.text + next.text) &&
        !/\p{Script=Hiragana}/u.test(character.text + next.text);
      return [
        {
          start: character.start,
          end: next.end,
          isUnspaced: true,
          alternatives: [
            whole("exact", character.text + next.text, 1),
            ...(isHan ? [beginnings("characters", [character.text, next.text], BOTH_CHARACTERS_WEIGHT)] : []),
          ],
        },
      ];
    }
    if (index > 0) return [];
    const alternatives = [beginnings("exact", [character.text], 1)];
    return [{ start: character.start, end: character.end, isUnspaced: true, alternatives }];
  });
}

function whole(likeness: Likeness, term: string, weight: number): Alternative {
  return { likeness, parts: [term], isPrefix: false, weight };
}

function beginnings(likeness: Likeness, parts: readonly string[], weight: number): Alternative {
  return { likeness, parts, isPrefix: true, weight };
}

/** A word typed twice is one wish, not two. */
function distinct(groups: readonly QueryGroup[]): readonly QueryGroup[] {
  const seen = new Set<string>();
  return groups.filter(({ alternatives }) => {
    const name = alternatives[0]?.parts.join(" ") ?? "";
    return !seen.has(name) && seen.add(name);
  });
}
