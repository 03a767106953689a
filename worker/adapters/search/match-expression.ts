import type { Alternative, Query } from "../../core/matching/query.ts";

/** More terms make the index walk longer without finding other demands. */
const TERMS_MAXIMUM = 64;

/**
 * The query as an FTS5 expression: every alternative of every group, joined by OR. Terms are letters and digits of our
 * own analyser, and are quoted all the same: nothing a person types is ever syntax.
 */
export function matchExpression(query: Query): string {
  return query.groups
    .flatMap(({ alternatives }) => alternatives)
    .toSorted((a, b) => b.weight - a.weight) // In a long query guesses give way to what was typed.
    .map(phraseOf)
    .filter((phrase, index, all) => all.indexOf(phrase) === index)
    .slice(0, TERMS_MAXIMUM)
    .join(" OR ");
}

function phraseOf({ parts, isPrefix }: Alternative): string {
  const phrases = parts.map((part) => `"${part.replaceAll('"', '""')}"${isPrefix ? " *" : ""}`);
  return phrases.length === 1 ? (phrases[0] ?? "") : `(${phrases.join(" AND ")})`;
}
