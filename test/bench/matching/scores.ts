/** How good an order of answers is, against grades that people gave. */
import type { BenchQuery } from "./records.ts";

const FIRST_PAGE = 10;

export interface Answer {
  readonly qid: string;
  /** Best first. */
  readonly ids: readonly string[];
  readonly ms: number;
}

export interface Scores {
  readonly queries: number;
  /** Normalised discounted gain of the first ten; what was not judged counts as bad. */
  readonly ndcg: number;
  /** The same after what was not judged is taken out: no set of judgements is complete. */
  readonly judgedNdcg: number;
  readonly recall20: number;
  readonly recall100: number;
  /** How many queries found nothing at all. */
  readonly empty: number;
}

/**
 * Means over the queries for which anything is relevant.
 *
 * @param counts which documents there are in this view; others are taken out of answers and judgements.
 */
export function scoresOf(
  queries: readonly BenchQuery[],
  answers: readonly Answer[],
  counts: (query: BenchQuery, id: string) => boolean = () => true,
): Scores {
  const byQuery = new Map(answers.map(({ qid, ids }) => [qid, ids]));
  const rows = queries.flatMap((query) => {
    const judged = new Map(Object.entries(query.judgements).filter(([id]) => counts(query, id)));
    const ids = (byQuery.get(query.qid) ?? []).filter((id) => counts(query, id));
    const ideal = gainOf([...judged.values()].toSorted((a, b) => b - a));
    return ideal === 0 ? [] : [rowOf(ids, judged, ideal)];
  });
  const mean = (read: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + read(row), 0) / Math.max(rows.length, 1);
  return {
    queries: rows.length,
    ndcg: mean(({ ndcg }) => ndcg),
    judgedNdcg: mean(({ judgedNdcg }) => judgedNdcg),
    recall20: mean(({ recall20 }) => recall20),
    recall100: mean(({ recall100 }) => recall100),
    empty: rows.filter(({ isEmpty }) => isEmpty).length,
  };
}

function rowOf(ids: readonly string[], judged: ReadonlyMap<string, number>, ideal: number) {
  const gradeFrom = [...judged.values()].some((grade) => grade >= 2) ? 2 : 1;
  const relevant = new Set([...judged].filter(([, grade]) => grade >= gradeFrom).map(([id]) => id));
  const recall = (count: number) => ids.slice(0, count).filter((id) => relevant.has(id)).length / relevant.size;
  return {
    ndcg: gainOf(ids.map((id) => judged.get(id) ?? 0)) / ideal,
    judgedNdcg: gainOf(ids.flatMap((id) => judged.get(id) ?? [])) / ideal,
    recall20: recall(20),
    recall100: recall(100),
    isEmpty: ids.length === 0,
  };
}

function gainOf(grades: readonly number[]): number {
  return grades
    .slice(0, FIRST_PAGE)
    .reduce((total, grade, index) => total + (2 ** grade - 1) / Math.log2(index + 2), 0);
}
