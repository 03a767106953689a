import { foldWord } from "./fold.ts";
import type { Stretch } from "./marks.ts";
import type { Likeness, Query, QueryGroup } from "./query.ts";
import { explain, type FoundText } from "./why.ts";

/** How a search was read where no open demand says what was typed. */
export interface Reading {
  /** Words that were taken for others, with those, the likeliest first. */
  readonly repaired: readonly { readonly typed: string; readonly read: readonly string[] }[];
  /** What nothing was found for, in any form. */
  readonly unmet: readonly string[];
}

export interface WholeReading extends Reading {
  /** The words that were looked for in place of those that were typed; null where those are the same. */
  readonly readAs: string | null;
}

/** What a search came to. */
export interface Outcome {
  readonly query: Query;
  /** Those of its groups that repairs were added to. */
  readonly repaired: readonly QueryGroup[];
  /** In how many open demands a term stands; absent is none. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Best first. */
  readonly found: readonly (FoundText & { readonly matched: readonly QueryGroup[] })[];
}

/** Of each word so many readings are told, as the best hits write them. */
const READINGS_MAXIMUM = 3;
const LOOKED_AT_MAXIMUM = 24;

export function readingOf(outcome: Outcome): WholeReading {
  const { query, found } = outcome;
  const met = new Set(found.flatMap(({ matched }) => matched));
  const repaired = outcome.repaired
    .filter((group) => met.has(group))
    .map((group) => ({ start: group.start, end: group.end, read: readingsOf(group, outcome) }))
    .filter(({ read }) => read.length > 0);
  const unmet = unmetIn(
    query.groups.filter((group) => !met.has(group) && (outcome.repaired.includes(group) || !isSaid(group, outcome))),
    query.groups.filter((group) => isSaid(group, outcome, "exact")),
  );
  const written = ({ start, end }: Stretch) => query.text.slice(start, end);
  return {
    readAs: repaired.length === 0 ? null : exchanged(query.text, repaired, unmet),
    repaired: repaired.map(({ read, ...typed }) => ({ typed: written(typed), read })),
    unmet: [...new Set(unmet.map(written))],
  };
}

/** A text with some of its words exchanged for the first of their readings, and others left out. */
function exchanged(
  text: string,
  repaired: readonly (Stretch & { readonly read: readonly string[] })[],
  dropped: readonly Stretch[],
): string {
  const edits = [
    ...repaired.map(({ start, end, read: [likeliest = ""] }) => ({ start, end, by: likeliest })),
    ...dropped.map(({ start, end }) => ({ start, end, by: "" })),
  ].toSorted((a, b) => a.start - b.start);
  const pieces = edits.map(({ start, by }, index) => text.slice(edits[index - 1]?.end ?? 0, start) + by);
  return [...pieces, text.slice(edits.at(-1)?.end ?? 0)]
    .join("")
    .replace(/\s+/gu, " ")
    .replace(/^[\s,，、;]+|[\s,，、;]+$/gu, "");
}

/** Some open demand says it, though a filter or a better hit may hide that one. */
function isSaid({ alternatives }: QueryGroup, { frequency }: Outcome, as?: Likeness): boolean {
  return alternatives.some(
    ({ parts: [term = ""], isPrefix, likeness }) =>
      !isPrefix && (as === undefined || likeness === as) && frequency.has(term),
  );
}

/** The most frequent first; where no title shows one, as the index has it. */
function readingsOf(group: QueryGroup, { query, found, frequency }: Outcome): readonly string[] {
  const counted = new Map<string, { readonly written: string; count: number }>();
  for (const hit of found.filter(({ matched }) => matched.includes(group)).slice(0, LOOKED_AT_MAXIMUM)) {
    const [reason] = explain(query, [group], hit).reasons;
    const written = reason?.stands ?? null;
    if (written === null || reason?.met === "concept") continue; // Another name is no spelling.
    const known = counted.get(foldWord(written));
    if (known === undefined) counted.set(foldWord(written), { written, count: 1 });
    else known.count += 1;
  }
  const shown = [...counted.values()].toSorted((a, b) => b.count - a.count).map(({ written }) => written);
  const indexed = group.alternatives
    .filter(({ likeness, parts }) => likeness === "repair" && parts.every((part) => frequency.has(part)))
    .map(({ parts }) => parts.join(" "));
  return (shown.length > 0 ? shown : indexed).slice(0, READINGS_MAXIMUM);
}

/**
 * In scripts without spaces pairs go across words (牙耳 in 蓝牙耳机), so of a run only the characters count that are in
 * no pair that some demand says.
 */
function unmetIn(unmet: readonly QueryGroup[], said: readonly QueryGroup[]): readonly Stretch[] {
  const covered = said.filter(({ isUnspaced }) => isUnspaced);
  const words = unmet.filter(({ isUnspaced }) => !isUnspaced);
  const runs = joined(unmet.filter(({ isUnspaced }) => isUnspaced)).flatMap((run) => {
    const left = without(run, covered);
    return left.length === 1 && left[0]?.start === run.start && left[0].end === run.end
      ? [run]
      : left.filter(({ start, end }) => end - start > 1);
  });
  return [...words, ...runs].toSorted((a, b) => a.start - b.start);
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.reduce<readonly Stretch[]>((kept, { start, end }) => {
    const last = kept.at(-1);
    return last !== undefined && start < last.end
      ? [...kept.slice(0, -1), { start: last.start, end }]
      : [...kept, { start, end }];
  }, []);
}

function without(whole: Stretch, taken: readonly Stretch[]): readonly Stretch[] {
  return taken.reduce<readonly Stretch[]>(
    (left, { start, end }) =>
      left.flatMap((part) =>
        [
          { start: part.start, end: Math.min(part.end, start) },
          { start: Math.max(part.start, end), end: part.end },
        ].filter((rest) => rest.start < rest.end),
      ),
    [whole],
  );
}
