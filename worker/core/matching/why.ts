import { analyse, baseLanguage, type Token } from "./analyse.ts";
import { conceptsIn } from "./concepts.ts";
import { marksIn, type Stretch } from "./marks.ts";
import type { Alternative, Likeness, Query, QueryGroup } from "./query.ts";
import { SEARCH_FIELDS, type ByField, type SearchField } from "./rank.ts";
import { segment } from "./segment.ts";

/**
 * How what was typed and what stands in a demand met; `category`: by the name of its category in some language; `meaning`: all
 * of it with all of the title, by a model (mix.ts).
 */
export const MEETINGS = [
  "exact",
  "form",
  "beginning",
  "concept",
  "category",
  "characters",
  "repair",
  "meaning",
] as const;
export type Meeting = (typeof MEETINGS)[number];

export const REASON_FIELDS = ["title", "category", "description"] as const;

/** Why a demand was found, for one thing that was asked for. */
export interface Reason {
  readonly typed: string;
  readonly met: Meeting;
  readonly field: (typeof REASON_FIELDS)[number];
  /** As the demand writes it; null in a description, of which the index keeps terms alone. */
  readonly stands: string | null;
  /** Where in the title; nowhere in other fields. */
  readonly at: readonly Stretch[];
}

/** What has to be known of a demand to say why it was found. */
export interface FoundText {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly categoryNames: readonly { readonly language: string; readonly name: string }[];
  /** As the index has them: they decide where a match is, and the texts only show it. */
  readonly terms: ByField<readonly string[]>;
}

export interface Explanation {
  readonly reasons: readonly Reason[];
  /** The matched words as the title writes them, or as they were typed where they stand elsewhere; each once. */
  readonly words: readonly string[];
}

/**
 * One reason for each group that a demand satisfies, neighbours that met as one joined; in the order of the query. Where it
 * satisfies none it was found by what it means (mix.ts).
 */
export function explain(query: Query, matched: readonly QueryGroup[], demand: FoundText): Explanation {
  if (matched.length === 0)
    return { reasons: [{ typed: query.text, met: "meaning", field: "title", stands: null, at: [] }], words: [] };
  const title = demand.title.normalize("NFKC");
  const meetings = meet(matched, demand, title);
  return {
    reasons: meetings.flatMap((each) => reasonOf(query, each, demand, title)),
    words: wordsOf(query, meetings, title),
  };
}

/** The words of an explanation where nothing but the title is known. */
export function explainMatch(
  query: Query,
  matched: readonly QueryGroup[],
  title: string,
  language: string,
): readonly string[] {
  const text = title.normalize("NFKC");
  const terms = {
    title: analyse(text, language).map(({ term }) => term),
    categoryNames: conceptsIn(text, baseLanguage(language)).map(({ term }) => term),
    description: [],
    details: [],
  };
  return wordsOf(query, meet(matched, { title, language, categoryNames: [], terms }, text), text);
}

/** Groups of a query that met a demand in one place. Offsets of `first` and `all` are those of the title's NFKC form. */
interface Met extends Stretch {
  readonly isUnspaced: boolean;
  readonly place: Place | null;
  /** The first of each part that stands in the title, and all of them. */
  readonly first: readonly Stretch[];
  readonly all: readonly Stretch[];
}

interface Place {
  readonly field: SearchField;
  readonly alternative: Alternative;
}

function meet(matched: readonly QueryGroup[], demand: FoundText, title: string): readonly Met[] {
  const places = matched.map((group) => ({ group, place: placeOf(group, demand.terms) }));
  const shown = places.flatMap(({ place }) => (isShown(place) ? [place.alternative.likeness] : []));
  const tokens = tokensOf(title, demand.language, shown);
  return places
    .map(({ group: { start, end, isUnspaced }, place }): Met => {
      const parts = isShown(place) ? stretchesOf(place.alternative, isUnspaced, title, tokens) : [];
      return { start, end, isUnspaced, place, first: parts.flatMap((part) => part.slice(0, 1)), all: parts.flat() };
    })
    .reduce<readonly Met[]>(joinNeighbours, []);
}

/** In the title. What that names stands among the names of the category. */
function isShown(place: Place | null): place is Place {
  return place?.field === "title" || place?.alternative.likeness === "concept";
}

/** Of a title what these need to be shown in it: a page of hits asks for hundreds. */
function tokensOf(title: string, language: string, shown: readonly Likeness[]): readonly Token[] {
  const words = shown.some((likeness) => likeness !== "concept") ? analyse(title, language) : [];
  const things = shown.includes("concept") ? conceptsIn(title, baseLanguage(language)) : [];
  return [...words, ...things];
}

/** The title before other fields, in each the surest way; what a title calls otherwise before a category's name. */
function placeOf({ alternatives }: QueryGroup, terms: FoundText["terms"]): Place | null {
  const surest = alternatives.toSorted(
    (a, b) => b.weight - a.weight || b.parts.join("").length - a.parts.join("").length,
  );
  const conceptsFirst = [
    ...surest.filter(({ likeness }) => likeness === "concept"),
    ...surest.filter(({ likeness }) => likeness !== "concept"),
  ];
  for (const field of SEARCH_FIELDS) {
    const ways = field === "categoryNames" ? conceptsFirst : surest;
    const alternative = ways.find((way) => way.parts.every((part) => terms[field].some((term) => is(term, part, way))));
    if (alternative !== undefined) return { field, alternative };
  }
  return null;
}

function is(term: string, part: string, { isPrefix }: Alternative): boolean {
  return isPrefix ? term.startsWith(part) : term === part;
}

/** Of each part of an alternative all places in the title. A pair's first character stands where the pair begins. */
function stretchesOf(
  alternative: Alternative,
  isUnspaced: boolean,
  title: string,
  tokens: readonly Token[],
): readonly (readonly Stretch[])[] {
  const isCharacter = isUnspaced && alternative.isPrefix;
  return alternative.parts.map((part) =>
    tokens
      .filter(({ term }) => is(term, part, alternative))
      .map(({ start, end }) => ({ start, end: isCharacter ? start + characterAt(title, start).length : end })),
  );
}

function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

/**
 * 净水 and 水器 were typed as 净水器, and "power bank" stands as one word in "Powerbank": both are one reason. Where a part
 * of a run was found as it is, the rest of that place is another form of it.
 */
function joinNeighbours(joined: readonly Met[], next: Met): readonly Met[] {
  const last = joined.at(-1);
  if (last === undefined || !isOne(last, next)) return [...joined, next];
  const { end } = next;
  const place = [last, next].find((each) => wayOf(each) === "exact")?.place ?? last.place;
  const both = { ...last, end, place, first: [...last.first, ...next.first], all: [...last.all, ...next.all] };
  return [...joined.slice(0, -1), both];
}

function isOne(last: Met, next: Met): boolean {
  const isSameWay = last.place?.field === next.place?.field && wayOf(last) === wayOf(next);
  const isOneRun = last.isUnspaced && next.isUnspaced && next.start < last.end;
  if (isOneRun) return isSameWay || last.all.some((a) => next.all.some((b) => a.start < b.end && b.start < a.end));
  const [a, b] = [last.all[0], next.all[0]];
  return isSameWay && a !== undefined && a.start === b?.start && a.end === b.end;
}

/** A word and its other form are told apart by how they are written, and not before they are joined. */
function wayOf({ place }: Met): Likeness | undefined {
  return place?.alternative.likeness === "form" ? "exact" : place?.alternative.likeness;
}

function reasonOf({ text }: Query, met: Met, demand: FoundText, title: string): readonly Reason[] {
  const { place } = met;
  if (place === null) return [];
  const typed = text.slice(met.start, met.end);
  const { likeness } = place.alternative;
  if (met.all.length > 0) {
    const stands = standing(typed, met, title);
    const isWord = likeness === "exact" || likeness === "form" || likeness === "beginning";
    const plain = likeness === "beginning" ? "beginning" : "form";
    const how = !isWord ? likeness : isSameWord(typed, stands) ? "exact" : plain;
    return [{ typed, met: how, field: "title", stands, at: marksIn(demand.title, met.all) }];
  }
  if (place.field === "categoryNames") {
    const how = likeness === "repair" || likeness === "concept" ? likeness : "category";
    return [{ typed, met: how, field: "category", stands: categoryName(place.alternative, demand), at: [] }];
  }
  return [{ typed, met: likeness, field: place.field === "title" ? "title" : "description", stands: null, at: [] }];
}

function categoryName(alternative: Alternative, { categoryNames }: FoundText): string | null {
  const isIn = ({ language, name }: FoundText["categoryNames"][number]) =>
    alternative.parts.every((part) => analyse(name, language).some(({ term }) => is(term, part, alternative)));
  return categoryNames.find(isIn)?.name ?? null;
}

/** Where the title writes it as it was typed, that; else its first places, those with a gap between them apart. */
function standing(typed: string, { first, all }: Met, title: string): string {
  const written = (stretches: readonly Stretch[]) =>
    marksIn(title, stretches).map(({ start, end }) => title.slice(start, end));
  const places = marksIn(title, first).reduce<readonly Stretch[]>((kept, next) => {
    const last = kept.at(-1);
    const isNear = last !== undefined && /^[\s\-‐‑]*$/u.test(title.slice(last.end, next.start));
    return isNear ? [...kept.slice(0, -1), { start: last.start, end: next.end }] : [...kept, next];
  }, []);
  return written(all).find((text) => isSameWord(typed, text)) ?? written(places).join(" … ");
}

/** Whatever its case, its accents and its script's variant. */
function isSameWord(one: string, other: string): boolean {
  const folded = (text: string) =>
    segment(text.normalize("NFKC")).map((piece) =>
      piece.kind === "run" ? piece.characters.map((each) => each.text).join("") : piece.text,
    );
  return folded(one).join(" ") === folded(other).join(" ");
}

function wordsOf({ text }: Query, meetings: readonly Met[], title: string): readonly string[] {
  const words = meetings.map((met) => {
    const typed = text.slice(met.start, met.end);
    return met.isUnspaced || met.all.length === 0 ? typed : standing(typed, met, title);
  });
  return [...new Set(words)];
}
