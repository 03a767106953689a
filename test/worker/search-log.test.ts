/** Searches are counted without saying who searched, and become a set of judgements (rule S4). */
import { env, exports } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readAskedQueries, readSearchedWeeks } from "../../worker/adapters/catalogue/asked-queries.ts";
import { createD1QueryLogRecords } from "../../worker/adapters/catalogue/query-log-records.ts";
import { MERCHANTS_MINIMUM, type CountedSearch } from "../../worker/app/search/query-log.ts";
import { actor, call, done, eur, Life, ORIGIN, prepareDatabases, type Person } from "../support/worker-life.ts";

const WEEK = Date.UTC(2026, 10, 23);
const WEEK_MS = 7 * 86_400_000;
const TABLES = ["search_weeks", "search_askers", "search_queries", "search_shown"];
const records = createD1QueryLogRecords(env.CATALOGUE);

beforeAll(prepareDatabases);

beforeEach(async () => {
  await env.CATALOGUE.batch([
    ...TABLES.map((table) => env.CATALOGUE.prepare(`DELETE FROM ${table}`)),
    ...[1, 2, 3, 4, 5, 6].map((n) =>
      env.CATALOGUE.prepare(
        "INSERT INTO merchants (id, name, country, registration, state, created_at_ms) VALUES (?, 'M', 'DE', 'R', 'verified', 0) ON CONFLICT DO NOTHING",
      ).bind(`mer_${n}`),
    ),
  ]);
});

describe("words are read only once enough different merchants have asked", () => {
  test("four ask, one of them often: nothing but digests and counts; the fifth makes it readable", async () => {
    for (const n of [1, 2, 3, 4, 4, 4]) await count(n);
    expect(await asked()).toEqual([]);
    expect(JSON.stringify(await everything())).not.toMatch(/clay|mer_/);
    await count(5, { shown: ["gb_2", "gb_1"] });
    expect(await asked()).toEqual([
      {
        words: "clay ocarina",
        filters: { kind: "good" },
        searches: 7,
        empty: 0,
        shown: [
          { groupBuyId: "gb_1", shown: 7, places: 8, offers: 0 },
          { groupBuyId: "gb_2", shown: 7, places: 13, offers: 0 },
        ],
      },
    ]);
    expect(JSON.stringify(await everything())).not.toMatch(/mer_/);
  });

  test("merchants that nobody has verified count for nobody", async () => {
    await env.CATALOGUE.prepare("UPDATE merchants SET state = 'suspended' WHERE id = 'mer_5'").run();
    for (const n of [1, 2, 3, 4, 5, 77]) await count(n);
    expect(await asked()).toEqual([]);
    expect(await rowsOf("search_askers")).toBe(4);
    await env.CATALOGUE.prepare("UPDATE merchants SET state = 'verified' WHERE id = 'mer_5'").run();
  });

  test("the same words in two weeks are one query; five in two weeks are not enough", async () => {
    for (const n of [1, 2, 3]) await count(n);
    for (const n of [4, 5]) await count(n, { weekMs: WEEK + WEEK_MS });
    expect(await asked()).toEqual([]);
    for (const n of [1, 2, 3]) await count(n, { weekMs: WEEK + WEEK_MS });
    for (const n of [4, 5]) await count(n);
    expect(await asked()).toMatchObject([{ words: "clay ocarina", searches: 10 }]);
  });

  test("an offer is counted where the demand stood, and nowhere else", async () => {
    for (const n of [1, 2, 3, 4, 5]) await count(n);
    await records.offered(keyOf(WEEK), "gb_2");
    await records.offered(keyOf(WEEK), "gb_9");
    await records.offered("nobody's", "gb_1");
    expect((await asked())[0]?.shown.map(({ offers }) => offers)).toEqual([0, 1]);
  });

  test("a withheld search is a count of its shape; what was missed is added to it", async () => {
    await records.count({ weekMs: WEEK, shape: "withheld", isEmpty: true, missed: 3, query: null }, MERCHANTS_MINIMUM);
    await count(1);
    expect(await readSearchedWeeks(env.CATALOGUE)).toEqual([{ weekMs: WEEK, searches: 2, empty: 1, missed: 3 }]);
  });

  test("a week costs so much and no more: beyond it shapes are counted", async () => {
    await env.CATALOGUE.prepare("INSERT INTO search_weeks VALUES (?, 'Latin 1', 50000, 0, 0)").bind(WEEK).run();
    await count(1);
    expect([await rowsOf("search_askers"), await rowsOf("search_queries"), await rowsOf("search_shown")]).toEqual([
      0, 0, 0,
    ]);
    expect(await readSearchedWeeks(env.CATALOGUE)).toMatchObject([{ searches: 50_001 }]);
  });
});

describe("what is left of it", () => {
  test("when its week has ended: no asker, and no trace of what too few asked", async () => {
    for (const n of [1, 2, 3, 4, 5]) await count(n);
    await count(1, { words: "a rare thing" });
    await records.endWeeksBefore(WEEK);
    expect(await rowsOf("search_askers")).toBe(6);
    await records.endWeeksBefore(WEEK + WEEK_MS);
    await records.endWeeksBefore(WEEK + WEEK_MS);
    expect([await rowsOf("search_askers"), await rowsOf("search_queries"), await rowsOf("search_shown")]).toEqual([
      0, 1, 2,
    ]);
    await records.offered(keyOf(WEEK, "a rare thing"), "gb_1"); // Late: there is nothing any more.
    await records.offered(keyOf(WEEK), "gb_1");
    expect((await asked())[0]?.shown[0]).toMatchObject({ groupBuyId: "gb_1", offers: 1 });
  });

  test("after its time: nothing", async () => {
    for (const n of [1, 2, 3, 4, 5]) await count(n);
    await records.forgetBefore(WEEK);
    expect(await asked()).toHaveLength(1);
    await records.endWeeksBefore(WEEK + WEEK_MS);
    await records.forgetBefore(WEEK + WEEK_MS);
    expect(await everything()).toEqual(TABLES.map(() => []));
  });
});

test("through the real Worker: five merchants search, one offers from there, an operator takes the set along", async () => {
  const life = await Life.published({ title: "Ocarina of clay" });
  const other = await Life.published({ title: "Ocarina of wood" });
  const merchants = await Promise.all([1, 2, 3, 4, 5].map((n) => actor("merchant", `Winds ${n}`)));
  const buyer = await actor("buyer", "Bo");
  const names = new Set<unknown>();
  for (const merchant of merchants) {
    const page = await search(merchant, "q=%20Ocarina");
    expect(page.items.map(({ id }) => id).toSorted()).toEqual([life.id, other.id].toSorted());
    names.add(page.search);
  }
  expect(names.size).toBe(1);
  const [name] = [...names] as string[];
  const [first] = merchants as [Person];
  expect((await search(first, "q=ada%40example.org")).search).toBeUndefined();
  expect((await search(first, "kind=good")).search).toBeUndefined();

  const offer = {
    ...{ canSupply: true, quantityMaximum: 20, leadTimeDays: 5, firm: true },
    tiers: [{ fromQuantity: 3, unitPrice: eur(1_100) }],
    delivery: [{ country: "DE", perUnit: eur(0) }],
  };
  const path = `/demands/${life.id}/offers?search=${name ?? ""}`;
  for (const turn of [1, 2]) {
    const sent = await call("POST", path, { token: first.token, body: offer, key: "once" });
    expect(sent.status, `${String(turn)} ${sent.text}`).toBe(201);
  }
  const operator = await actor("operator", "Olga");
  await expect
    .poll(async () => (await exported(operator)).at(-1))
    .toMatchObject({ query: "ocarina", searches: 5, judgements: { [life.id]: 3 }, filters: {} });
  const lines = await exported(operator);
  expect(lines.map(({ type }) => type)).toEqual(["demand", "demand", "query"]);
  expect(lines[2]?.["shown"]).toContainEqual([life.id, 5, expect.any(Number), 1]); // Sent twice, counted once.
  expect((await call("GET", "/operator/search/queries", { token: buyer.token })).status).toBe(403);
});

function keyOf(weekMs: number, words = "clay ocarina"): string {
  return `${String(weekMs)} ${words}`.replaceAll(/[a-z]/g, "k");
}

interface Changes {
  readonly weekMs?: number;
  readonly words?: string;
  readonly shown?: readonly string[];
}

function count(merchant: number, { weekMs = WEEK, words = "clay ocarina", shown = ["gb_1", "gb_2"] }: Changes = {}) {
  const key = keyOf(weekMs, words);
  const search: CountedSearch = {
    ...{ weekMs, shape: "Latin 2", isEmpty: shown.length === 0, missed: 0 },
    query: {
      ...{ key, asker: `${key} ${String(merchant)}`, merchantId: `mer_${String(merchant)}`, words, shown },
      filters: '{"kind":"good"}',
    },
  };
  return records.count(search, MERCHANTS_MINIMUM);
}

async function asked() {
  return (await readAskedQueries(env.CATALOGUE, 10)).queries;
}

async function rowsOf(table: string): Promise<number> {
  return (await env.CATALOGUE.prepare(`SELECT count(*) AS count FROM ${table}`).first<number>("count")) ?? 0;
}

async function everything(): Promise<readonly unknown[][]> {
  const read = await env.CATALOGUE.batch(TABLES.map((table) => env.CATALOGUE.prepare(`SELECT * FROM ${table}`)));
  return read.map(({ results }) => results);
}

function search({ token }: Person, query: string) {
  return done<{ items: { id: string }[]; search?: string }>("GET", `/demands?${query}`, { token });
}

async function exported({ token }: Person): Promise<readonly Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await exports.default.fetch(`${ORIGIN}/api/v1/operator/search/queries`, { headers });
  expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
  const text = await response.text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
