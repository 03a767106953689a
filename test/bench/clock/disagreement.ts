/** How far apart two people see the same countdown: two random clients, on any two of the paths, at the same instant. */
import { quantile, sorted } from "./figures.ts";
import type { Logbook } from "./logbook.ts";
import { createRandom } from "./random.ts";

export interface Disagreement {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const DRAWS = 200_000;

export function disagreementOf(books: readonly Logbook[]): Disagreement {
  const chance = createRandom("disagreement");
  const pick = <T>(all: ArrayLike<T>) => all[Math.floor(chance.between(0, all.length))];
  const errorAt = (book: Logbook | undefined, index: number) => book?.errorsMs[index] ?? NaN;
  const samples = books[0]?.errorsMs.length ?? 0;
  const apart: number[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const index = Math.floor(chance.between(0, samples));
    apart.push(Math.abs(errorAt(pick(books), index) - errorAt(pick(books), index)));
  }
  const ascending = sorted(apart);
  return { p50Ms: quantile(ascending, 0.5), p95Ms: quantile(ascending, 0.95), p99Ms: quantile(ascending, 0.99) };
}
