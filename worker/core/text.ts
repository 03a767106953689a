import { err, ok, type Result } from "./result.ts";

/** Why a text of a user is refused; the slugs are those of the problem registry (bad inputs 41 to 50). */
export type TextRefusal =
  | "text-empty"
  | "text-too-long"
  | "text-control-character"
  | "text-invalid-unicode"
  | "text-bidi-control"
  | "text-too-many-marks";

export interface TextLimits {
  /** What a reader counts as characters: a family emoji or a letter with its accents is one. */
  readonly graphemesMaximum: number;
  /** What storage counts: bytes of UTF-8. */
  readonly bytesMaximum: number;
  /** Line breaks and tabs are allowed; every kind of line break becomes "\n". */
  readonly multiline?: boolean;
  readonly allowEmpty?: boolean;
}

/** No living script stacks more; the busiest, Tibetan and Hebrew with cantillation, stay well below. */
const MARKS_MAXIMUM = 10;

/** Code points that are no characters and never will be: U+FDD0 to U+FDEF and the last two of every plane. */
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const CONTROL_BUT_BREAKS = /[^\P{Cc}\n\t]/u;
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;
/** Embeddings, overrides and isolates reorder what stands around them; the plain marks (U+200E, U+200F, U+061C) do not. */
const BIDI_CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const MARK_PILE = new RegExp(`(?:\\p{M}\\p{Cf}*){${MARKS_MAXIMUM + 1}}`, "u");
/** Nothing a reader could see: spaces, joiners, fillers, selectors. */
const INVISIBLE = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** White space at the ends, also of zero width, so that two equal-looking names are equal. Joiners and selectors belong to emoji and stay. */
const EDGES = /^[\s\u200b\u2060]+|[\s\u200b\u2060]+$/g;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Normalises and judges a text a user wrote: NFC, trimmed, without what could hide or reorder other text. Markup is kept
 * as it was written (bad input 47): it is harmless because nothing ever renders it.
 *
 * @returns the text to store, or the first reason against it.
 */
export function checkText(input: string, limits: TextLimits): Result<string, TextRefusal> {
  if (!input.isWellFormed() || NONCHARACTER.test(input)) return err("text-invalid-unicode");

  const text = (limits.multiline ? input.replace(LINE_BREAK, "\n") : input).normalize("NFC").replace(EDGES, "");
  if ((limits.multiline ? CONTROL_BUT_BREAKS : CONTROL).test(text)) return err("text-control-character");
  if (BIDI_CONTROL.test(text)) return err("text-bidi-control");
  if (MARK_PILE.test(text)) return err("text-too-many-marks");
  if (INVISIBLE.test(text)) return limits.allowEmpty ? ok("") : err("text-empty");
  if (utf8Bytes(text) > limits.bytesMaximum || !hasAtMost(limits.graphemesMaximum, text)) return err("text-too-long");
  return ok(text);
}

/** How many bytes the text takes as UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function hasAtMost(maximum: number, text: string): boolean {
  let count = 0;
  for (const _ of graphemes.segment(text)) if (++count > maximum) return false;
  return true;
}
