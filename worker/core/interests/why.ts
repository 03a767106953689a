import { parseQuery } from "../matching/query.ts";
import { explainMatch } from "../matching/why.ts";

/** The words by which an interest and a demand found each other, as the title writes them, or as they were typed. */
export function whyFound(
  words: string,
  { title, language }: { readonly title: string; readonly language: string },
): readonly string[] {
  const query = parseQuery(words);
  return explainMatch(query, query.groups, title, language);
}
