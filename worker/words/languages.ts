import { english } from "./en.ts";
import type { Words } from "./words.ts";

/** Languages are added here as they come; everybody else reads English. */
const LANGUAGES: Readonly<Record<string, Words>> = { en: english };

export const WORD_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

export interface Language {
  /** The language that the words are in: numbers, amounts and days follow it. */
  readonly locale: string;
  readonly words: Words;
}

/** The words for a person's locale ("de-AT" reads "de"), or English. */
export function languageOf(locale: string): Language {
  for (let name = locale; name !== ""; name = name.slice(0, Math.max(name.lastIndexOf("-"), 0))) {
    const words = Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
    if (words !== undefined) return { locale, words };
  }
  return { locale: "en", words: english };
}
