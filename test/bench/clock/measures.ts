/** From logbooks to the figures of the tables. */
import { concatenated, fingerprint, magnitudes, mean, quantile, sorted } from "./figures.ts";
import type { Logbook } from "./logbook.ts";
import type { Contestant } from "./page.ts";
import type { Path } from "./plan.ts";
import { runSession } from "./session.ts";

export interface Score {
  readonly path: string;
  readonly contestant: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Mean half-width of the bound claimed; NaN where none is. */
  readonly boundMs: number;
  readonly claims: number;
  readonly violations: number;
  readonly unknowable: number;
  readonly wrongAfterWake: number;
  /** Share of the visible samples that were greyed or empty. */
  readonly greyedShare: number;
  /** Share of them while a step had not been heard of yet. */
  readonly darkShare: number;
  readonly messages: number;
  readonly bytes: number;
  /** Median over the clients; Infinity where more than half never got there. */
  readonly goodAfterMs: number;
  readonly fingerprint: string;
}

/** One contestant on one path, once for each seed. */
export interface Match {
  readonly score: Score;
  readonly books: readonly Logbook[];
}

export function play(path: Path, contestant: Contestant, seeds: readonly number[]): Match {
  const books = seeds.map((seed) => runSession({ path, seed, contestant }));
  return { score: scoreOf(path.name, contestant.id, books), books };
}

function scoreOf(path: string, contestant: string, books: readonly Logbook[]): Score {
  const errors = sorted(magnitudes(concatenated(books.map((book) => book.errorsMs))));
  const halfWidths = sorted(concatenated(books.map((book) => book.halfWidthsMs)));
  const total = (of: (book: Logbook) => number) => books.reduce((sum, book) => sum + of(book), 0);
  const firsts = sorted(books.map((book) => book.firstGoodMs ?? Infinity));
  return {
    path,
    contestant,
    p50Ms: quantile(errors, 0.5),
    p95Ms: quantile(errors, 0.95),
    p99Ms: quantile(errors, 0.99),
    maxMs: quantile(errors, 1),
    boundMs: mean(halfWidths),
    claims: total((book) => book.claims),
    violations: total((book) => book.violations),
    unknowable: total((book) => book.unknowable),
    wrongAfterWake: total((book) => book.wrongAfterWake),
    greyedShare: total((book) => book.greyed) / total((book) => book.samples),
    darkShare: total((book) => book.dark) / total((book) => book.samples),
    messages: total((book) => book.messages) / books.length,
    bytes: total((book) => book.bytes) / books.length,
    goodAfterMs: quantile(firsts, 0.5),
    fingerprint: fingerprint(books.flatMap((book) => [book.errorsMs, book.halfWidthsMs])),
  };
}
