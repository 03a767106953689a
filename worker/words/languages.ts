import { arabic } from "./ar.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { japanese } from "./ja.ts";
import type { Words } from "./words.ts";
import { chinese } from "./zh-hans.ts";

/** Languages are added here as they come; everybody else reads English. */
const LANGUAGES: Readonly<Record<string, Words>> = {
  en: english,
  "zh-Hans": chinese,
  es: spanish,
  de: german,
  ar: arabic,
  ja: japanese,
};

export const WORD_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

/** Every Chinese reads the one that there is: "zh", "zh-CN", and "zh-Hant", to whom it is nearer than English. */
const ROOTS: Readonly<Record<string, string>> = { zh: "zh-Hans" };

export interface Language {
  /** The language of the words, "zh-Hans". */
  readonly tag: string;
  /** How numbers, amounts and days are written: in the language that the words are in, with Latin digits. */
  readonly locale: string;
  readonly words: Words;
  /** Read from right to left: what is put into a sentence is kept apart from it (`isolated` in render.ts). */
  readonly isRightToLeft: boolean;
}

/** The words for a person's locale ("de-AT" reads "de"), or English. */
export function languageOf(locale: string): Language {
  const root = locale.split("-")[0] ?? "";
  const known = [locale, ROOTS[root] ?? root].find((name) => Object.hasOwn(LANGUAGES, name));
  const tag = known ?? "en";
  const words = LANGUAGES[tag] ?? english;
  return { tag, locale: formatOf(locale, root, words), words, isRightToLeft: words === arabic };
}

/** Dates beside Chinese words are in their script, whatever the reader's own. An instant's UTC half has Latin digits. */
function formatOf(locale: string, root: string, words: Words): string {
  if (words === english) return root === "en" ? locale : "en";
  if (words === chinese) return "zh-Hans";
  return words === arabic ? `${locale}-u-nu-latn` : locale;
}
