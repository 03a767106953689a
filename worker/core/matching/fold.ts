import { HAN_VARIANTS } from "./han-variants.ts";

/**
 * Makes spellings of one word equal: case, accents, width, kana, traditional characters, Arabic letter forms, digits of
 * other scripts.
 * The order matters: marks can only be dropped while decomposed (NFD), and only NFC afterwards gives kana their
 * voicing marks back.
 */
export function foldWord(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  const decomposed = word.normalize("NFKC").toLowerCase().normalize("NFD");
  return Array.from(decomposed.replace(MARKS, "").normalize("NFC"), foldCharacter).join("");
}

/** Of such a text only the case is folded. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

const ASCII = /^[\x00-\x7f]*$/;

/** Accents of alphabets, Arabic vowel signs and tatweel. Not every mark: in Hindi or Thai marks are the vowels. */
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;

/**
 * Katakana to hiragana without the long-vowel sign, so that サーバー, サーバ and さーば are one word; Han characters to their
 * simplified form.
 */
export function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x30a1 && code <= 0x30f6) return String.fromCodePoint(code - 0x60);
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  return FOLDED.get(character) ?? HAN_VARIANTS.get(character) ?? character;
}

const FOLDED: ReadonlyMap<string, string> = new Map([
  ["ー", ""],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ı", "i"],
  ["ς", "σ"],
  ["ٱ", "ا"],
  ["ى", "ي"],
  ["ة", "ه"],
  ["ک", "ك"],
  ["ی", "ي"],
]);
