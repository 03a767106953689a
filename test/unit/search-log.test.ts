/** What is kept of searches, and what is not (rule S4). */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { judgementSet } from "../../worker/app/search/judgement-set.ts";
import {
  createQueryLog,
  type CountedSearch,
  forgetSearches,
  type QueryLogRecords,
} from "../../worker/app/search/query-log.ts";
import { readAsked, weekOf } from "../../worker/core/search/asked.ts";
import { judgementsOf } from "../../worker/core/search/judged.ts";
import { readDocuments, readQueries } from "../bench/matching/records.ts";
import { createHandClock, createKeptLog } from "../support/edge-doubles.ts";

const NOW = Date.UTC(2026, 10, 26, 15, 30); // A Thursday.
const MONDAY = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;

describe("words are withheld whole where they may name somebody", () => {
  test.each([
    ["  Wireless   Headphones ", "wireless headphones", "Latin 2"],
    ["ＷＨ-1000XM4", "wh-1000xm4", "Latin 1"],
    ["空气炸锅", "空气炸锅", "Han 1"],
    ["ヘッドホン", "ヘッドホン", "Kana 1"],
    ["سخانات شمسية", "سخانات شمسية", "Arabic 2"],
    ["кофе", "кофе", "Cyrillic 1"],
    ["16 GB 2TB", "16 gb 2tb", "Latin 3"],
    ["12345", "12345", "other 1"],
  ])("%j is asked as %j", (q, words, shape) => expect(readAsked(q)).toEqual({ words, shape }));

  test.each([
    ["an address", "ada.lovelace@example.org"],
    ["a full-width address", "ada＠example.org"],
    ["a link", "https://example.org/ada"],
    ["a host", "www.example.org ada"],
    ["a telephone", "call 0171 234 567"],
    ["a telephone with signs", "+49 (30) 12-34-56"],
    ["a telephone in Arabic digits", "٠١٧١٢٣٤٥"],
    ["an account", "DE89370400440532013000"],
    ["a long story", "one two three four five six seven eight nine"],
    ["a long word", "x".repeat(81)],
    ["control characters", "a\u0000b"],
    ["nothing", "   "],
  ])("%s", (_, q) => expect(readAsked(q)).toEqual({ words: null, shape: "withheld" }));

  test("no text throws, and none that is kept has an @ or six digits in a row", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (q) => {
        const { words } = readAsked(q);
        return words === null || !/@|\p{Nd}{6}/u.test(words);
      }),
    );
  });

  test("the finest time that is kept is the week", () => {
    expect(weekOf(NOW)).toBe(MONDAY);
    expect([weekOf(MONDAY), weekOf(MONDAY - 1)]).toEqual([MONDAY, MONDAY - 7 * DAY]);
  });
});

describe("a search is counted beside the answer", () => {
  test("under keys that change with week, words, filters and merchant, and say none of them", async () => {
    const { log, counted, clock } = stage();
    const a = log.searched("mer_a", { q: "Headphones", category: "music" }, ["gb_1", "gb_2"]);
    expect(log.searched("mer_b", { q: " headphones ", category: "music" }, ["gb_1"])).toBe(a);
    expect(log.searched("mer_a", { q: "headphones" }, [])).not.toBe(a);
    expect(log.searched("mer_a", { q: "headset", category: "music" }, [])).not.toBe(a);
    clock.advance(7 * DAY);
    expect(log.searched("mer_a", { q: "headphones", category: "music" }, [])).not.toBe(a);
    const searches = await counted();
    const askers = searches.map(({ query }) => query?.asker);
    expect(new Set(askers).size).toBe(5);
    expect(searches[0]).toMatchObject({
      weekMs: MONDAY,
      shape: "Latin 1",
      isEmpty: false,
      query: { shown: ["gb_1", "gb_2"] },
    });
    expect(searches[2]).toMatchObject({ isEmpty: true });
    const kept = JSON.stringify(searches.map(({ query }) => [query?.key, query?.asker]));
    expect(kept).not.toMatch(/mer_|head/);
  });

  test("another deployment has other keys", () => {
    const [one, other] = [stage(1), stage(2)].map(({ log }) => log.searched("mer_a", { q: "headphones" }, []));
    expect(one).not.toBe(other);
  });

  test("of filters it takes known codes alone", async () => {
    const { log, counted } = stage();
    log.searched(
      "mer_a",
      {
        q: "tea",
        category: "ada lovelace",
        country: "ada",
        currency: "EUR",
        lang: "x-ada-lovelace",
        priceMinimum: 12_345,
        quantityMaximum: 17,
        closesAfter: "2026-11-26T15:31:07.000Z",
      },
      [],
    );
    const [search] = await counted();
    expect(JSON.parse(search?.query?.filters ?? "")).toEqual({
      closes: "some",
      currency: "EUR",
      lang: "some",
      price: "some",
      quantity: "some",
    });
  });

  test("words that are withheld reach nobody, and their search has no name", async () => {
    const { log, counted } = stage();
    expect(log.searched("mer_a", { q: "ada@example.org" }, ["gb_1"])).toBeNull();
    expect(await counted()).toEqual([{ weekMs: MONDAY, shape: "withheld", isEmpty: false, missed: 0, query: null }]);
  });

  test("a fault is logged, counted with the next one that goes well, and nobody waits for it", async () => {
    const { log, counted, kept, broken } = stage();
    broken.now = true;
    log.searched("mer_a", { q: "tea" }, []);
    log.searched("mer_a", { q: "tea" }, []);
    log.offered("key", "gb_1");
    expect(await counted()).toEqual([]);
    broken.now = false;
    log.searched("mer_a", { q: "tea" }, []);
    log.searched("mer_a", { q: "tea" }, []);
    expect((await counted()).map(({ missed }) => missed)).toEqual([2, 0]);
    expect(kept.lines.map(({ event }) => event)).toEqual(Array.from({ length: 3 }, () => "search_log.fault"));
  });

  test("weeks end on Monday, and after half a year nothing is left", async () => {
    const ended: number[] = [];
    const records = {
      endWeeksBefore: async (ms: number) => void ended.push(ms),
      forgetBefore: async (ms: number) => void ended.push(ms),
    };
    await forgetSearches(records as QueryLogRecords, NOW);
    expect(ended).toEqual([MONDAY, MONDAY - 26 * 7 * DAY]);
  });
});

describe("a set of judgements", () => {
  const shown = (groupBuyId: string, places: number, offers: number, times = 1) => ({
    groupBuyId,
    shown: times,
    places,
    offers,
  });

  test.each([
    [
      "an offer is the best grade, what stood above it was passed over, what stood below nobody saw",
      [
        ["a", 1, 0],
        ["b", 2, 1],
        ["c", 3, 0],
      ],
      { a: 0, b: 3 },
    ],
    [
      "two offers: everything above the lower one",
      [
        ["a", 1, 1],
        ["b", 2, 0],
        ["c", 3, 2],
      ],
      { a: 3, b: 0, c: 3 },
    ],
    [
      "without an offer nothing is judged",
      [
        ["a", 1, 0],
        ["b", 2, 0],
      ],
      {},
    ],
    ["nothing shown", [], {}],
  ] as const)("%s", (_, demands, judgements) => {
    expect(judgementsOf(demands.map(([id, places, offers]) => shown(id, places, offers)))).toEqual(judgements);
  });

  test("places are those of the average search", () => {
    expect(judgementsOf([shown("a", 9, 0, 3), shown("b", 4, 1, 2)])).toEqual({ b: 3 });
  });

  const folder = mkdtempSync(join(tmpdir(), "onebell-searches-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is what the benchmark reads: documents and queries in one file", () => {
    const path = join(folder, "searches.jsonl");
    const query = {
      words: "clay ocarina",
      filters: { kind: "good" },
      searches: 9,
      empty: 1,
      shown: [shown("gb_1", 9, 2, 9)],
    };
    const demand = { id: "gb_1", title: "Ocarina", language: "en", category: "music", description: "Clay." };
    writeFileSync(path, judgementSet({ queries: [query], demands: [demand] }));
    expect(readDocuments([path])).toEqual([
      { type: "demand", id: "gb_1", title: "Ocarina", category: "music", description: "Clay.", lang: "en" },
    ]);
    expect(readQueries([path])).toMatchObject([
      { query: "clay ocarina", kind: "log", filters: { kind: "good" }, searches: 9, judgements: { gb_1: 3 } },
    ]);
    expect(judgementSet({ queries: [], demands: [] })).toBe("");
  });
});

function stage(seed = 1) {
  const clock = createHandClock(NOW);
  const kept = createKeptLog();
  const broken = { now: false };
  const searches: CountedSearch[] = [];
  const work: Promise<unknown>[] = [];
  const log = createQueryLog({
    records: {
      count: async (search) => {
        if (broken.now) throw new Error("D1 is away");
        searches.push(search);
      },
      offered: () => (broken.now ? Promise.reject(new Error("D1 is away")) : Promise.resolve()),
      endWeeksBefore: async () => undefined,
      forgetBefore: async () => undefined,
    },
    pepper: new Uint8Array(32).fill(seed),
    clock,
    later: (promise) => void work.push(promise),
    log: kept,
  });
  const counted = async () => {
    await Promise.all(work);
    return searches;
  };
  return { log, counted, kept, clock, broken };
}
