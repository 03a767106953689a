import { analyse, baseLanguage } from "./analyse.ts";
import { conceptsIn } from "./concepts.ts";
import type { Query, QueryGroup } from "./query.ts";

/**
 * Why a demand was found: the matched words as its title writes them ("laptops" for "laptop"), or as they were typed
 * where the match lies elsewhere (a category's name in another language). In the order of the query, each once.
 */
export function explainMatch(
  query: Query,
  matched: readonly QueryGroup[],
  title: string,
  language: string,
): readonly string[] {
  const text = title.normalize("NFKC");
  const tokens = [...analyse(title, language), ...conceptsIn(title, baseLanguage(language))];
  const found = joinNeighbours(matched).map((group) => {
    const token = group.isUnspaced ? undefined : tokens.find(({ term }) => satisfies(term, group));
    return token === undefined ? query.text.slice(group.start, group.end) : text.slice(token.start, token.end);
  });
  return [...new Set(found)];
}

/** 净水 and 水器 were typed as 净水器 and are shown as that. */
function joinNeighbours(groups: readonly QueryGroup[]): readonly QueryGroup[] {
  return groups.reduce<QueryGroup[]>((joined, group) => {
    const last = joined.at(-1);
    if (last === undefined || !last.isUnspaced || !group.isUnspaced || group.start >= last.end)
      return [...joined, group];
    return [...joined.slice(0, -1), { ...last, end: group.end }];
  }, []);
}

function satisfies(term: string, { alternatives }: QueryGroup): boolean {
  return alternatives.some(({ parts, isPrefix }) =>
    parts.some((part) => (isPrefix ? term.startsWith(part) : term === part)),
  );
}
