/**
 * The Worker of `npm run bench:matching`: the product's own way into the index and out of it, and beside it a database
 * in which others may build theirs. Nothing of the product is in the way of either: no sessions, limits or cursors.
 */
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import { putDemand } from "../../worker/adapters/search/demand-index.ts";
import type { BenchDocument } from "../bench/matching/document.ts";
import { entryOf } from "./bench-matching-documents.ts";

interface Databases {
  readonly SEARCH: D1Database;
  readonly PLAIN: D1Database;
}

interface Asked {
  readonly q: string;
  readonly language?: string;
  readonly limit: number;
}

interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export default {
  async fetch(request: Request, { SEARCH, PLAIN }: Databases): Promise<Response> {
    switch (new URL(request.url).pathname) {
      case "/put": {
        const documents = await request.json<readonly BenchDocument[]>();
        await SEARCH.batch(documents.map((document) => putDemand(SEARCH, entryOf(document), 1)));
        return new Response();
      }
      case "/find": {
        const found = await createD1DemandSearch(SEARCH).search(await request.json<Asked>());
        if (!found.ok) return Response.json(found.error, { status: 400 });
        return Response.json(found.value.items.map(({ id, why }) => ({ id, why })));
      }
      case "/plain": {
        const statements = await request.json<readonly Statement[]>();
        const results = await PLAIN.batch(statements.map(({ sql, values }) => PLAIN.prepare(sql).bind(...values)));
        return Response.json(results.at(-1)?.results ?? []);
      }
      case "/bytes": {
        const [own, plain] = await Promise.all([SEARCH, PLAIN].map((database) => database.prepare("SELECT 1").run()));
        return Response.json({ own: own?.meta.size_after, plain: plain?.meta.size_after });
      }
      default:
        return new Response(null, { status: 404 });
    }
  },
};
