/**
 * The names that things have, as the files beside this one hold them: a thing a line, a column a language, several names
 * behind commas. The first English name is what the index calls the thing, so it never changes; a line of another file
 * that begins with it says more names of the same thing. A name with a caret is an adjective too, and is one behind a word:
 * un portátil is a laptop, un panel portátil is not.
 *
 * goods.txt is ours: ordinary goods and services that groups buy, written by going through the product's categories. Plurals
 * are the stemmers' work; broken plurals of Arabic stand there. outside.txt is made of others' data (outside.ts).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { conceptKeyOfName } from "../../worker/core/matching/concept-keys.ts";
import { root } from "../tools.ts";

export const GOODS_LANGUAGES = ["en", "zh", "es", "de", "ar", "ja", "ko"] as const;
export const OUTSIDE_LANGUAGES = [
  ...GOODS_LANGUAGES,
  ...["fr", "pt", "it", "nl", "pl", "ru", "uk", "tr", "id", "vi", "th", "hi"],
] as const;

export const OUTSIDE_FILE = join(root, "scripts/lexicon/outside.txt");

/** One thing: the names of each language, none or several. */
export interface Thing {
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** The first English name, as it is written. */
  readonly name: string;
  /** The same as a key of the lexicon. */
  readonly key: string;
}

export function readGoods(): readonly Thing[] {
  return thingsIn(readFileSync(join(root, "scripts/lexicon/goods.txt"), "utf8"), GOODS_LANGUAGES);
}

export function readOutside(): readonly Thing[] {
  return thingsIn(readFileSync(OUTSIDE_FILE, "utf8"), OUTSIDE_LANGUAGES);
}

export function thingsIn(text: string, languages: readonly string[]): readonly Thing[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const columns = line.split("|").map((column) => (column === "" ? [] : column.split(",")));
      const name = columns[0]?.[0] ?? "";
      const names = new Map(languages.map((language, index) => [language, columns[index] ?? []]));
      return { names, name, key: conceptKeyOfName(name, "en") };
    });
}

/** The line of a thing, without the empty columns at its end. */
export function lineOf(names: ReadonlyMap<string, readonly string[]>, languages: readonly string[]): string {
  return languages
    .map((language) => (names.get(language) ?? []).join(","))
    .join("|")
    .replace(/\|+$/, "");
}
