/** The figures of `npm run bench:matching`: what it reads, and how it scores an order of answers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { readDocuments, readQueries, type BenchQuery } from "../bench/matching/records.ts";
import { scoresOf } from "../bench/matching/scores.ts";

describe("scores", () => {
  const query: BenchQuery = { qid: "q", query: "tea", lang: "en", judgements: { a: 3, b: 2, c: 0 } };
  const score = (ids: readonly string[], queries: readonly BenchQuery[] = [query]) =>
    scoresOf(queries, [{ qid: "q", ids, ms: 1 }]);

  test("the best order is one, and gains are discounted by place", () => {
    expect(score(["a", "b"])).toMatchObject({
      queries: 1,
      ndcg: 1,
      judgedNdcg: 1,
      recall20: 1,
      recall100: 1,
      empty: 0,
    });
    const [gainA, gainB] = [7, 3];
    const ideal = gainA + gainB / Math.log2(3);
    expect(score(["b", "a"]).ndcg).toBeCloseTo((gainB + gainA / Math.log2(3)) / ideal, 12);
  });

  test("what was not judged counts as bad, and beside that it is left out", () => {
    const { ndcg, judgedNdcg } = score(["x", "a", "b"]);
    expect(ndcg).toBeLessThan(1);
    expect(judgedNdcg).toBe(1);
  });

  test("only the first ten gain; recall looks at the first twenty and hundred", () => {
    const strangers = (count: number) => Array.from({ length: count }, (_, n) => `x${n}`);
    expect(score([...strangers(10), "a", "b"])).toMatchObject({ ndcg: 0, recall20: 1 });
    expect(score([...strangers(20), "a", "b"])).toMatchObject({ recall20: 0, recall100: 1 });
    expect(score([...strangers(100), "a"])).toMatchObject({ recall100: 0 });
  });

  test("a query without an answer counts as nothing found, one without anything relevant not at all", () => {
    expect(scoresOf([query], [])).toMatchObject({ queries: 1, ndcg: 0, empty: 1 });
    expect(score([], [{ ...query, judgements: { c: 0 } }])).toMatchObject({ queries: 0, empty: 0 });
  });

  test("a view takes what does not belong to it out of answers and judgements", () => {
    const answers = [{ qid: "q", ids: ["a", "b"], ms: 1 }];
    expect(scoresOf([query], answers, (_, id) => id !== "a")).toMatchObject({ ndcg: 1, recall20: 1 });
  });
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "onebell-matching-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const [document, query] = [
    { id: "d1", title: "Tea" },
    { qid: "q1", query: "tea", judgements: { d1: 3 } },
  ];
  const lines = `${JSON.stringify(document)}\n\n${JSON.stringify(query)}\n`;

  test("hold documents, queries or both, gzipped or not", () => {
    for (const path of [file("both.jsonl", lines), file("both.jsonl.gz", gzipSync(lines))]) {
      expect(readDocuments([path])).toEqual([document]);
      expect(readQueries([path])).toEqual([query]);
    }
  });

  test("a query may come without judgements", () => {
    expect(readQueries([file("asked.jsonl", '{"qid":"q","query":"x"}')])).toEqual([
      { qid: "q", query: "x", judgements: {} },
    ]);
  });

  test("what is neither is refused with its place", () => {
    expect(() => readDocuments([file("cut.jsonl", `${lines}{"id":`)])).toThrow("cut.jsonl:4: not a JSON object");
    expect(() => readDocuments([file("list.jsonl", "[]\n1\n")])).toThrow();
    expect(() => readDocuments([file("bare.jsonl", '{"id":"d"}')])).toThrow('not a document: {"id":"d"}');
    expect(() => readQueries([file("odd.jsonl", '{"query":1}')])).toThrow('not a query: {"query":1}');
  });
});
