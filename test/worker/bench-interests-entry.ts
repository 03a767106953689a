/**
 * The Worker of `npm run bench:interests`: the product's own filing and matching over its own tables, and beside it a look
 * at every interest there is.
 */
import { createD1ArrivalQueue } from "../../worker/adapters/interests/arrival-queue.ts";
import { createD1FilingRecords } from "../../worker/adapters/interests/filing-records.ts";
import { createD1IndexedDemands, createD1KeyFrequencies } from "../../worker/adapters/interests/indexed-demands.ts";
import { putDemand } from "../../worker/adapters/search/demand-index.ts";
import type { AskedAlike, IndexedDemand, IndexedDemands } from "../../worker/app/interests/arrivals.ts";
import {
  createVerifier,
  findMatches,
  listFinds,
  matchArrivals,
  packPostings,
} from "../../worker/app/interests/matching.ts";
import { refileInterests } from "../../worker/app/interests/refiling.ts";
import type { BenchDemand, BenchInterest } from "../bench/interests/crowd.ts";
import { entryOf } from "./bench-matching-documents.ts";

interface Databases {
  readonly CATALOGUE: D1Database;
  readonly SEARCH: D1Database;
}

interface Asked {
  readonly id: string;
  readonly nowMs: number;
}

const MERCHANTS = 5_000;
const SCAN_PAGE = 5_000;

export default {
  async fetch(request: Request, { CATALOGUE, SEARCH }: Databases): Promise<Response> {
    const queue = createD1ArrivalQueue(CATALOGUE);
    const demands = createD1IndexedDemands(SEARCH);
    switch (new URL(request.url).pathname) {
      case "/demands": {
        const all = await request.json<readonly BenchDemand[]>();
        await SEARCH.batch(all.map((demand) => putDemand(SEARCH, indexedEntry(demand), 1)));
        return new Response();
      }
      case "/merchants": {
        await CATALOGUE.prepare(ADD_MERCHANTS).bind(MERCHANTS).run();
        return new Response();
      }
      case "/interests": {
        const all = await request.json<readonly BenchInterest[]>();
        await CATALOGUE.prepare(ADD_INTERESTS).bind(JSON.stringify(all), MERCHANTS).run();
        return new Response();
      }
      case "/file": {
        const records = createD1FilingRecords(CATALOGUE);
        const frequencies = createD1KeyFrequencies(SEARCH);
        return Response.json(await refileInterests({ records, frequencies }, 1));
      }
      case "/pack":
        await packPostings(queue);
        return Response.json(((await CATALOGUE.prepare(UNPACKED).first<number>("count")) ?? 0) > 0);
      case "/nothing":
        return Response.json(await request.json<Asked>());
      case "/match": {
        const { id } = await request.json<Asked>();
        const startMs = performance.now();
        const demand = await indexed(demands, id);
        const readMs = performance.now();
        let matches = 0;
        for await (const { found } of findMatches(queue, demand, 0)) matches += found.length;
        return Response.json({ matches, readMs: readMs - startMs, ms: performance.now() - readMs });
      }
      case "/arrive": {
        const { id, nowMs } = await request.json<Asked>();
        await CATALOGUE.prepare(ARRIVE).bind(id, nowMs).run();
        return new Response();
      }
      case "/match-and-keep": {
        const { nowMs } = await request.json<Asked>();
        return Response.json(await matchArrivals({ queue, demands }, nowMs));
      }
      case "/write-twice": {
        const { id, nowMs } = await request.json<Asked>();
        await CATALOGUE.prepare(ARRIVE).bind(`${id} again`, nowMs).run();
        await queue.end(`${id} again`, "closed");
        return new Response();
      }
      case "/list":
        await listFinds(queue);
        return new Response();
      case "/listed": {
        const { id } = await request.json<Asked>();
        const { results } = await CATALOGUE.prepare(LISTED).bind(id).all<{ interest: number }>();
        return Response.json(results.map(({ interest }) => interest));
      }
      case "/scan": {
        const { id } = await request.json<Asked>();
        return Response.json(await scan(CATALOGUE, await indexed(demands, id)));
      }
      case "/size":
        return Response.json((await CATALOGUE.prepare(SIZE).run()).meta.size_after);
      default:
        return new Response(null, { status: 404 });
    }
  },
};

function indexedEntry({ category, document }: BenchDemand) {
  const entry = entryOf(document);
  return { ...entry, card: { ...entry.card, category } };
}

async function indexed(demands: IndexedDemands, id: string): Promise<IndexedDemand> {
  const [demand] = await demands.read([id]);
  if (demand === undefined) throw new Error(`${id} is not in the index`);
  return demand;
}

/** Every interest, read and verified. */
async function scan(catalogue: D1Database, demand: IndexedDemand): Promise<readonly number[]> {
  const verify = createVerifier(demand);
  const found: number[] = [];
  for (let after = 0; ;) {
    const { results } = await catalogue.prepare(EVERY).bind(after, SCAN_PAGE).all<Record<string, string>>();
    for (const row of results) found.push(...verify(interestIn(row)).map(({ interest }) => interest));
    if (results.length < SCAN_PAGE) return found;
    after = Number(results.at(-1)?.["n"]);
  }
}

function interestIn(row: Record<string, string>): AskedAlike {
  const parsed = (column: string): unknown => JSON.parse(row[column] ?? "");
  return {
    interests: [Number(row["n"])],
    filters: parsed("filters") as AskedAlike["filters"],
    wish: parsed("wish") as AskedAlike["wish"],
    rarities: parsed("rarities") as AskedAlike["rarities"],
  };
}

const ADD_MERCHANTS = `
  WITH RECURSIVE count(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM count WHERE n + 1 < ?1)
  INSERT INTO merchants (id, name, country, registration, state, created_at_ms)
  SELECT 'mer_' || n, '', 'DE', '', 'verified', 0 FROM count`;

// As an older analyser left them: the product reads and files them itself.
const ADD_INTERESTS = `
  INSERT INTO interests (n, id, command_id, version, merchant_id, person_id, name, words, filters, is_paused,
    created_at_ms, changed_at_ms, analyser, wish, rarities, keys, categories, filed_at_ms)
  SELECT value ->> 'n', 'int_' || (value ->> 'n'), 'int_' || (value ->> 'n'), 1, 'mer_' || ((value ->> 'n') % CAST(?2 AS INTEGER)),
    'usr_' || ((value ->> 'n') % CAST(?2 AS INTEGER)), '', value ->> 'words', value -> 'filters', 0, 0, 0, 0, '[]', '[]', '[]',
    CASE WHEN json_array_length(value, '$.filters.categories') = 0 THEN '[""]' ELSE value -> '$.filters.categories' END, 0
  FROM json_each(?1)`;

const ARRIVE = "INSERT INTO demand_arrivals (group_buy_id, version, published_at_ms) VALUES (?1, 1, ?2)";
const UNPACKED = "SELECT count(*) AS count FROM interest_postings WHERE posting IS NULL";
const LISTED = "SELECT interest FROM interest_matches WHERE group_buy_id = ?1 ORDER BY interest";
const EVERY = "SELECT n, filters, wish, rarities FROM interests WHERE n > ?1 ORDER BY n LIMIT ?2";
const SIZE = "SELECT 1";
