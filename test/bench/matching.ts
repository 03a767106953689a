/**
 * `npm run bench:matching -- --docs FILE --queries FILE --out run.jsonl [--lang-filter] [--baselines]`: puts documents into
 * the product's own index in a fresh local database, and answers queries through the product's own search. Files are
 * JSON lines, plain or gzipped, and each option may stand several times; docs/benchmarks.md tells their form.
 *
 * The run holds one line for each query: `{"qid","ids","ms"}`, at most 200 ids, the best first. The time is that of a whole
 * request for the first page, one after the other. `--lang-filter` asks for demands of the query's language only; `--baselines` lets
 * plain FTS5 and MiniSearch answer the same queries over the same documents.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ms, table } from "./clock/tables.ts";
import { machine } from "./joins/machine.ts";
import { percentile } from "./joins/measure.ts";
import { ANSWERS_MAXIMUM, miniSearch, plainFts, product, type Contestant } from "./matching/contestants.ts";
import { baseOf, readDocuments, readQueries, type BenchQuery } from "./matching/records.ts";
import { startRuntime } from "./matching/runtime.ts";
import { scoresOf, type Answer } from "./matching/scores.ts";

const { values: options } = parseArgs({
  options: {
    docs: { type: "string", multiple: true, default: [] },
    queries: { type: "string", multiple: true, default: [] },
    out: { type: "string" },
    "lang-filter": { type: "boolean", default: false },
    baselines: { type: "boolean", default: false },
  },
});
const WARM_UP = 20;
/** What a merchant is shown at once. */
const PAGE = 20;

if (options.docs.length === 0 || options.queries.length === 0) {
  console.log("bench:matching needs --docs FILE and --queries FILE: docs/benchmarks.md says of what form.");
  process.exit();
}
const documents = readDocuments(options.docs);
const queries = readQueries(options.queries);
console.log(`${machine()}\n${documents.length} documents, ${queries.length} queries\n`);

const runtime = await startRuntime();
try {
  // MiniSearch last: while it indexes nothing else runs here, and the runtime hangs up on whoever is silent.
  const contestants = [
    ...(options.baselines ? plainFts(runtime) : []),
    product(runtime),
    ...(options.baselines ? [miniSearch()] : []),
  ];
  const rows: string[][] = [];
  for (const contestant of contestants) {
    const bytes = await contestant.index(documents);
    const answers = await answersOf(contestant);
    if (contestant.name === "Onebell" && options.out !== undefined)
      writeFileSync(options.out, answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
    rows.push(...rowsOf(contestant.name, bytes, answers));
  }
  const heads = ["", "queries", "nDCG@10", "judged only", "R@20", "R@100", "found nothing", "p50 ms", "p95 ms"];
  console.log(table([...heads, "bytes a document"], rows));
} finally {
  await runtime.stop();
}

async function answersOf({ find }: Contestant): Promise<readonly Answer[]> {
  const languageOf = ({ lang }: BenchQuery) =>
    options["lang-filter"] && lang !== undefined ? baseOf(lang) : undefined;
  for (const query of queries.slice(0, WARM_UP)) await find(query.query, languageOf(query), PAGE);
  const answers: Answer[] = [];
  for (const query of queries) {
    const startMs = performance.now();
    await find(query.query, languageOf(query), PAGE);
    const ms = Number((performance.now() - startMs).toFixed(2));
    answers.push({ qid: query.qid, ids: await find(query.query, languageOf(query), ANSWERS_MAXIMUM), ms });
  }
  return answers;
}

/** A row for each kind of query, where the set has kinds; with languages, one for the query's own and one for all. */
function rowsOf(name: string, bytes: number | null, answers: readonly Answer[]): string[][] {
  const languages = new Map(documents.map(({ id, lang }) => [id, baseOf(lang)]));
  const isOwn = (query: BenchQuery, id: string) => languages.get(id) === baseOf(query.lang);
  const hasLanguages = queries.some(({ lang }) => lang !== undefined);
  const variants = [...new Set(queries.flatMap(({ variant }) => variant ?? []))];
  const views = hasLanguages
    ? [
        { view: "own language", scores: scoresOf(queries, answers, isOwn) },
        ...(options["lang-filter"] ? [] : [{ view: "all languages", scores: scoresOf(queries, answers) }]),
      ]
    : (variants.length > 0 ? variants : [""]).map((variant) => {
        const asked = queries.filter((query) => variant === "" || query.variant === variant);
        return { view: variant, scores: scoresOf(asked, answers) };
      });
  const times = answers.map((answer) => answer.ms);
  return views.map(({ view, scores }) => [
    [name, view].filter((part) => part !== "").join(": "),
    String(scores.queries),
    ...[scores.ndcg, scores.judgedNdcg, scores.recall20, scores.recall100].map((score) => score.toFixed(3)),
    String(scores.empty),
    ms(percentile(times, 0.5)),
    ms(percentile(times, 0.95)),
    bytes === null ? "in memory" : (bytes / documents.length).toFixed(0),
  ]);
}
