import { isUnspaced } from "../../core/matching/segment.ts";
import { type Begun, indexedBeginnings } from "../../core/matching/suggest.ts";

/** Enough to tell which words are frequent; the newest ones are as good as any. */
const TITLES_MAXIMUM = 200;

/** Titles of open demands with a word that begins so. */
export async function titlesBeginning(search: D1Database, { beginning }: Begun): Promise<readonly string[]> {
  const { results } = await search
    .prepare(TITLES)
    .bind(`title : (${termsOf(beginning).map(phraseOf).join(" OR ")})`)
    .all<{ title: string }>();
  return results.map(({ title }) => title);
}

/** Of scripts without spaces the index holds pairs of characters. */
function termsOf(beginning: string): readonly string[] {
  return isUnspaced(beginning) ? [Array.from(beginning).slice(0, 2).join("")] : indexedBeginnings(beginning);
}

function phraseOf(term: string): string {
  return `"${term.replaceAll('"', '""')}" *`;
}

const TITLES = `
  SELECT json_extract(hit, '$.title') AS title
  FROM demands_text JOIN demands ON demands.doc = demands_text.rowid
  WHERE demands_text MATCH ? AND is_open = 1
  ORDER BY demands.doc DESC LIMIT ${TITLES_MAXIMUM}`;
