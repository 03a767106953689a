/** A part of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Stretches of a text's NFKC form as stretches of the text itself, merged.
 *
 * @param text as it is shown, in whatever form.
 */
export function marksIn(text: string, stretches: readonly Stretch[]): readonly Stretch[] {
  const original = originalOffsets(text);
  return mergeStretches(
    stretches.map(({ start, end }) => ({ start: original.before(start), end: original.after(end) })),
  );
}

/** In order, those that overlap or touch made one. */
export function mergeStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .reduce<readonly Stretch[]>((kept, next) => {
      const last = kept.at(-1);
      if (last === undefined || next.start > last.end) return [...kept, next];
      return [...kept.slice(0, -1), { start: last.start, end: Math.max(last.end, next.end) }];
    }, []);
}

interface Offsets {
  /** The last place of the text that is not after a place of its NFKC form. */
  before(offset: number): number;
  /** The first place of the text that is not before it, with what is written over its last letter. */
  after(offset: number): number;
}

function originalOffsets(text: string): Offsets {
  if (text.normalize("NFKC") === text) return { before: (offset) => offset, after: (offset) => offset };
  const places = [0];
  for (const character of text) places.push((places.at(-1) ?? 0) + character.length);
  const known = places.map((place) => ({ place, offset: text.slice(0, place).normalize("NFKC").length }));
  return {
    before: (offset) => known.findLast((each) => each.offset <= offset)?.place ?? 0,
    after: (offset) => {
      const first = known.find((each) => each.offset >= offset)?.offset;
      return known.findLast((each) => each.offset === first)?.place ?? text.length;
    },
  };
}
