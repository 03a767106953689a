/** Those who answer: the product, and what one would take without it. Each indexes the documents and answers queries. */
import MiniSearch from "minisearch";
import type { BenchDocument } from "./document.ts";
import { baseOf } from "./records.ts";
import type { Runtime } from "./runtime.ts";

export const ANSWERS_MAXIMUM = 200;
const DOCUMENTS_AT_ONCE = 100;

export interface Contestant {
  readonly name: string;
  /** Bytes that the documents take; null where they only lie in memory. */
  index(documents: readonly BenchDocument[]): Promise<number | null>;
  /** Ids, best first. `language` is a base language that answers must have; undefined for all. */
  find(query: string, language: string | undefined, limit: number): Promise<readonly string[]>;
}

export function product(runtime: Runtime): Contestant {
  return {
    name: "Onebell",
    async index(documents) {
      for (const slice of slices(documents)) await runtime.ask("/put", slice);
      return (await runtime.ask<{ own: number }>("/bytes", null)).own;
    },
    async find(q, language, limit) {
      const asked = { q, limit, ...(language !== undefined && { language }) };
      const found = await runtime.ask<readonly { id: string }[]>("/find", asked);
      return found.map(({ id }) => id);
    },
  };
}

interface PlainFts {
  readonly name: string;
  readonly table: string;
  readonly tokenize: string;
  /** Weights of title, description, brand and attributes. */
  readonly weights: string;
  readonly grams: boolean;
}

const PLAIN: readonly PlainFts[] = [
  { name: "FTS5 unicode61, OR", table: "plain_words", tokenize: "unicode61", weights: "1, 1, 1, 1", grams: false },
  {
    name: "FTS5 porter, OR, weights 5/3/1/1",
    table: "plain_stems",
    tokenize: "porter unicode61",
    weights: "5, 3, 1, 1",
    grams: false,
  },
  { name: "FTS5 trigram, OR", table: "plain_grams", tokenize: "trigram", weights: "1, 1, 1, 1", grams: true },
];

export function plainFts(runtime: Runtime): readonly Contestant[] {
  return PLAIN.map(({ name, table, tokenize, weights, grams }) => {
    const plain = <T>(statements: readonly { sql: string; values: readonly (string | number)[] }[]) =>
      runtime.ask<T>("/plain", statements);
    return {
      name,
      async index(documents) {
        const before = (await runtime.ask<{ plain: number }>("/bytes", null)).plain;
        const columns = "id UNINDEXED, lang UNINDEXED, title, description, brand, attributes";
        const create = `CREATE VIRTUAL TABLE ${table} USING fts5(${columns}, tokenize = '${tokenize}')`;
        await plain([{ sql: create, values: [] }]);
        const sql = `INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?)`;
        for (const slice of slices(documents)) {
          await plain(
            slice.map(({ id, lang = "en", title, description = "", brand = "", attributes = "" }) => ({
              sql,
              values: [id, baseOf(lang), title, description, brand, attributes],
            })),
          );
        }
        return (await runtime.ask<{ plain: number }>("/bytes", null)).plain - before;
      },
      async find(query, language, limit) {
        const terms = grams ? trigramsOf(query) : (query.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
        if (terms.length === 0) return [];
        const sql = `SELECT id FROM ${table} WHERE ${table} MATCH ?1 AND (?2 = '' OR lang = ?2)
          ORDER BY bm25(${table}, 0, 0, ${weights}) LIMIT ${limit}`;
        const match = terms.map((term) => `"${term}"`).join(" OR ");
        const rows = await plain<readonly { id: string }[]>([{ sql, values: [match, language ?? ""] }]);
        return rows.map(({ id }) => id);
      },
    };
  });
}

function trigramsOf(query: string): readonly string[] {
  return (query.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((word) => {
    const characters = Array.from(word);
    return characters.slice(2).map((_, index) => characters.slice(index, index + 3).join(""));
  });
}

const MINISEARCH_FIELDS = ["title", "description", "brand", "attributes"];

/** With the options its own documentation shows for search boxes: the title first, beginnings of words, misspellings. */
export function miniSearch(): Contestant {
  const index = new MiniSearch<BenchDocument>({ fields: MINISEARCH_FIELDS, storeFields: ["lang"] });
  return {
    name: "MiniSearch, title × 2, prefix, fuzzy 0.2",
    index(documents) {
      index.addAll(documents);
      return Promise.resolve(null);
    },
    find(query, language, limit) {
      const hits = index.search(query, {
        boost: { title: 2 },
        prefix: true,
        fuzzy: 0.2,
        filter: ({ lang }) => language === undefined || baseOf(lang as string | undefined) === language,
      });
      return Promise.resolve(hits.slice(0, limit).map(({ id }) => String(id)));
    },
  };
}

function slices<T>(list: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / DOCUMENTS_AT_ONCE);
  return Array.from({ length: count }, (_, n) => list.slice(n * DOCUMENTS_AT_ONCE, (n + 1) * DOCUMENTS_AT_ONCE));
}
