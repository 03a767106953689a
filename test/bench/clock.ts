/**
 * `npm run bench:clock [-- --seeds 1001-1040 …]`: how well a client knows the authority's time, ours and other people's, in
 * one simulated world: ten paths of the reference tables, and harder ones. No network, no real clock: two runs with the same
 * seeds print the same figures (all but the microseconds), and the fingerprint says so. docs/benchmarks.md says how to read
 * the tables.
 */
import { writeFileSync } from "node:fs";
import { measureCost } from "./clock/cost.ts";
import { disagreementOf } from "./clock/disagreement.ts";
import { fingerprint } from "./clock/figures.ts";
import type { Contestant } from "./clock/page.ts";
import type { Match } from "./clock/measures.ts";
import { readOptions, USAGE } from "./clock/options.ts";
import type { Path } from "./clock/plan.ts";
import { type Job, runJobs } from "./clock/pool.ts";
import { report, type Results } from "./clock/report.ts";

const args = process.argv.slice(2);
if (args.includes("--help")) console.log(USAGE);
else await run();

async function run(): Promise<void> {
  const { seeds, paths, hardPaths, contestants, jsonFile } = readOptions(args);
  const ours = contestants.filter(({ id }) => id.startsWith("onebell"));
  const tested = paths.length > 0 ? ours : contestants; // Peers meet the harder paths only when asked to.
  const pairs = (where: readonly Path[], who: readonly Contestant[], kind: Job["kind"]): Job[] =>
    where.flatMap(({ name }) => who.map(({ id }) => ({ kind, path: name, contestant: id, seeds })));

  const matches = await play(pairs(paths, contestants, "match"));
  const hardMatches = await play(pairs(hardPaths, tested, "match"));
  const joins = await runJobs(pairs(paths, ours, "joins"));
  const booksOf = (id: string) => matches.filter(({ score }) => score.contestant === id).flatMap(({ books }) => books);

  const results: Results = {
    seeds,
    scores: matches.map(({ score }) => score),
    hardScores: hardMatches.map(({ score }) => score),
    disagreements: new Map(paths.length > 1 ? contestants.map(({ id }) => [id, disagreementOf(booksOf(id))]) : []),
    joins: joins.flatMap((outcome) => outcome.joins ?? []),
    cost: await measureCost(),
  };
  const books = [...matches, ...hardMatches].flatMap((match) => match.books);
  const mark = fingerprint(books.flatMap((book) => [book.errorsMs, book.halfWidthsMs]));
  console.log(`${report(results)}\n\nFingerprint of ${books.length} sessions: ${mark}`);
  if (jsonFile !== null) writeFileSync(jsonFile, JSON.stringify({ ...results, fingerprint: mark }, jsonValue, 2));
}

async function play(jobs: readonly Job[]): Promise<Match[]> {
  return (await runJobs(jobs)).flatMap((outcome) => outcome.match ?? []);
}

function jsonValue(_: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return value === Infinity ? "never" : value;
}
