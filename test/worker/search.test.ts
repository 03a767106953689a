import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planSeed } from "../../scripts/seed/load.ts";
import { candidatesOf } from "../../worker/adapters/search/candidates.ts";
import { putDemand } from "../../worker/adapters/search/demand-index.ts";
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import { FACETS } from "../../worker/core/matching/facets.ts";
import { DEMAND_SORTS, type DemandFilter, type DemandSort } from "../../worker/contract/offers.ts";
import type { DemandSearchQuery } from "../../worker/app/merchants/demand-search.ts";
import { termsOf } from "../../worker/core/matching/analyse.ts";
import { parseQuery } from "../../worker/core/matching/query.ts";
import { card, entry, groupBuyId } from "../support/catalogue-entry.ts";

const NOW_MS = 1_795_348_800_000;
const demandSearch = createD1DemandSearch(env.SEARCH);
const seeds = planSeed(NOW_MS).groupBuys.map(({ key, body }) => ({ key, body, id: groupBuyId(Number(key.slice(3))) }));
const keyOf = new Map(seeds.map(({ id, key }) => [id, key]));

beforeAll(async () => {
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
  await env.SEARCH.batch(seeds.map((seed, index) => putDemand(env.SEARCH, seedEntry(seed, index), 1)));
});

describe("keywords find demands", () => {
  test.each([
    ["laptops", "gb_01", ["laptops"]],
    ["净水器滤芯", "gb_07", ["净水器滤芯"]],
    ["paneles solares", "gb_13", ["Paneles", "solares"]],
    ["Kaffee", "gb_25", ["Röstkaffee"]],
    ["سخانات شمسية", "gb_18", ["سخانات", "شمسية"]],
    ["ポータブル電源", "gb_27", ["ポータブル電源"]],
    ["茶", null, []],
    ["Notfallvorsorge", "gb_27", ["Notfallvorsorge"]],
    ["haedphones", null, []],
    ["aptops", "gb_01", ["laptops"]],
    ["laptpos", "gb_01", ["laptops"]],
    ["labtop", "gb_01", ["laptops"]],
    ["rolledoats", "gb_04", ["rolled oats"]],
    // A word that nobody says and nothing mends hides nothing of the others.
    ["unobtainium laptops", "gb_01", ["laptops"]],
  ])("%s → %s because of %j", async (q, key, why) => {
    const [best] = await hits({ q });
    expect(best === undefined ? null : keyOf.get(best.id)).toBe(key);
    expect(best?.why ?? []).toEqual(why);
  });

  test("nor with a filter, which lets nothing else through", async () => {
    const found = await hits({ q: "unobtainium laptops", language: "en" });
    expect(found.map(({ id }) => keyOf.get(id))).toContain("gb_01");
    expect(await hits({ q: "unobtainium laptops", category: "food" })).toEqual([]);
  });

  test.each([{}, { language: "en" }])(
    "candidates are looked up where the index has a term of each word (%j)",
    async (filters) => {
      const found = async (...words: readonly (readonly string[])[]) =>
        (await candidatesOf(env.SEARCH, parseQuery("laptops"), filters, words).all()).results.length;
      expect(await found()).toBeGreaterThan(0);
      expect(await found(["laptops", "laptop"])).toBe(await found());
      expect(await found(["laptop"], ["unobtainium", "unobtainiums"])).toBe(0);
    },
  );

  test("a German word finds a Japanese demand through the name of its category", async () => {
    const found = await hits({ q: "Lebensmittel", language: "ja" });
    expect(found.map(({ id, why }) => [keyOf.get(id), why])).toEqual([["gb_28", ["Lebensmittel"]]]);
  });

  test("a thing is found under its name in any language, and the hit shows what its own title calls it", async () => {
    const found = await hits({ q: "ヘッドホン" });
    expect(found.map(({ id, why }) => [keyOf.get(id), why])).toContainEqual(["gb_30", ["ヘッドホン"]]);
    expect((await hits({ q: "笔记本电脑" })).map(({ id }) => keyOf.get(id))).toContain("gb_01");
    const [english] = await hits({ q: "notebook", language: "en" });
    expect([keyOf.get(english?.id ?? ""), english?.why]).toEqual(["gb_01", ["laptops"]]);
  });

  test("a hit carries what a merchant decides on", async () => {
    const [best] = await hits({ q: "laptop" });
    const seed = seeds.find(({ key }) => key === "gb_01");
    expect(best).toMatchObject({
      title: seed?.body.title,
      category: "computers",
      language: "en",
      targetUnitPrice: { amount: 31_000, currency: "USD" },
      quantityMinimum: 12,
      shipTo: ["US"],
      closesAt: seed?.body.closesAt,
    });
  });
});

describe("a hit says why", () => {
  const reasonsOf = async (q: string, key: string) => {
    const found = await hits({ q, limit: 100 });
    return found.find(({ id }) => keyOf.get(id) === key)?.reasons;
  };

  test("what was typed, what stands there, how they met, and where in the title", async () => {
    const title = seeds.find(({ key }) => key === "gb_01")?.body.title ?? "";
    const start = title.indexOf("laptops");
    expect(await reasonsOf("laptpos", "gb_01")).toEqual([
      { typed: "laptpos", met: "repair", field: "title", stands: "laptops", at: [{ start, end: start + 7 }] },
    ]);
    expect(await reasonsOf("笔记本电脑", "gb_01")).toEqual([
      { typed: "笔记本电脑", met: "concept", field: "title", stands: "laptops", at: [{ start, end: start + 7 }] },
    ]);
  });

  test("the category by its name in the language that was typed, and a description without its words", async () => {
    expect(await reasonsOf("Lebensmittel", "gb_28")).toEqual([
      { typed: "Lebensmittel", met: "category", field: "category", stands: "Lebensmittel und Getränke", at: [] },
    ]);
    const id = groupBuyId(920);
    await putDemand(
      env.SEARCH,
      { ...entry({ id, title: "Xylograph" }), description: "Zyzzyva wood\nFrobnicated" },
      1,
    ).run();
    const [hit] = await hits({ q: "zyzzyva frobnicated" });
    expect(hit?.reasons).toEqual([
      { typed: "zyzzyva", met: "exact", field: "description", stands: null, at: [] },
      { typed: "frobnicated", met: "exact", field: "description", stands: null, at: [] },
    ]);
    await putDemand(env.SEARCH, entry({ id, state: "closing" }), 2).run();
  });

  test("every hit of every search has a reason for it, and none without words", async () => {
    for (const { body } of seeds)
      for (const { reasons, id, title } of await hits({ q: body.title, limit: 100 })) {
        expect(reasons.length, id).toBeGreaterThan(0);
        for (const { at, stands } of reasons)
          if (at.length === 1) expect(title.slice(at[0]?.start, at[0]?.end)).toBe(stands);
      }
    expect((await hits({ q: "", limit: 100 })).flatMap(({ reasons }) => reasons)).toEqual([]);
  });
});

describe("an answer says how the words were read", () => {
  const read = async (query: Omit<DemandSearchQuery, "limit">) => {
    const found = await demandSearch.search({ limit: 10, ...query });
    if (!found.ok) throw new Error(found.error.code);
    const { readAs, repaired, unmet, wayOut } = found.value;
    expect(readAs === null, "something else was looked for").toBe(repaired.length === 0);
    return { repaired, unmet, ...(wayOut && { wayOut }) };
  };

  test.each([
    ["refurbished laptops", [], []],
    ["refurbihsed laptops", [{ typed: "refurbihsed", read: ["Refurbished"] }], []],
    ["laptops of unobtainium", [], ["unobtainium"]],
    ["unobtainium", [], ["unobtainium"]],
    ["净水器飞碟", [], ["飞碟"]],
    ["", [], []],
  ])("%j", async (q, repaired, unmet) => {
    expect(await read({ q })).toEqual({ repaired, unmet });
  });

  test("where filters hide everything, also how it was read without them, and which of them hides how many", async () => {
    const id = groupBuyId(921);
    await putDemand(env.SEARCH, entry({ id, title: "Used laptops from Europe", currency: "EUR" }), 1).run();
    expect(await read({ q: "laptpos", category: "food", currency: "USD" })).toEqual({
      repaired: [{ typed: "laptpos", read: ["laptops"] }],
      unmet: [],
      wayOut: { unfiltered: 2, without: [{ filter: "category", count: 1 }] },
    });
    await putDemand(env.SEARCH, entry({ id, state: "closing" }), 2).run();
    expect(await read({ q: "laptops", category: "food", currency: "EUR" })).toEqual({
      repaired: [],
      unmet: [],
      wayOut: { unfiltered: (await hits({ q: "laptops", limit: 100 })).length, without: [] },
    });
    expect(await read({ q: "unobtainium", category: "food" })).toEqual({
      repaired: [],
      unmet: ["unobtainium"],
      wayOut: { unfiltered: 0, without: [] },
    });
  });

  test.each<[DemandFilter, Partial<DemandSearchQuery>]>([
    ["lang", { language: "xx" }],
    ["category", { category: "none" }],
    ["country", { country: "XX" }],
    ["currency", { currency: "XXX" }],
    ["quantityMinimum", { quantityMinimum: 1_000_000 }],
    ["quantityMaximum", { quantityMaximum: 0 }],
    ["priceMinimum", { priceMinimumMinor: 1_000_000_000 }],
    ["priceMaximum", { priceMaximumMinor: 0 }],
    ["closesAfter", { closesAfterMs: NOW_MS * 2 }],
    ["closesBefore", { closesBeforeMs: 0 }],
  ])("without words as well: %s", async (filter, asked) => {
    const all = (await hits({ q: "", limit: 100 })).length;
    expect(await read({ q: "", ...asked })).toEqual({
      repaired: [],
      unmet: [],
      wayOut: { unfiltered: all, without: [{ filter, count: all }] },
    });
    const services = (await hits({ q: "", kind: "service", limit: 100 })).length;
    const { wayOut } = await read({ q: "", kind: "service", ...asked });
    expect(wayOut?.without).toEqual([{ filter, count: services }]);
  });

  test("without its currency a price says nothing, and goes with it", async () => {
    const all = (await hits({ q: "", limit: 100 })).length;
    expect(await read({ q: "", currency: "XXX", priceMinimumMinor: 1_000_000_000 })).toMatchObject({
      wayOut: { unfiltered: all, without: [{ filter: "currency", count: all }] },
    });
  });

  test("where something is found, or nothing was filtered, there is no way out to be told", async () => {
    expect(await read({ q: "laptops", category: "computers" })).not.toHaveProperty("wayOut");
    expect(await read({ q: "", category: "food" })).not.toHaveProperty("wayOut");
    expect(await read({ q: "unobtainium" })).not.toHaveProperty("wayOut");
  });
});

describe("filters and pages", () => {
  test.each<[Partial<DemandSearchQuery>, (body: (typeof seeds)[number]["body"]) => boolean]>([
    [{ language: "zh" }, (body) => body.language.startsWith("zh")],
    [{ language: "zh-Hant" }, (body) => body.language === "zh-Hant"],
    [{ category: "food" }, (body) => body.category === "food"],
    [{ country: "IE" }, (body) => body.shipTo.includes("IE")],
    [{ currency: "EUR" }, (body) => body.currency === "EUR"],
    [{ quantityMinimum: 50 }, (body) => body.quantityMinimum >= 50],
    [{ closesAfterMs: NOW_MS + 500_000_000 }, (body) => Date.parse(body.closesAt ?? "") > NOW_MS + 500_000_000],
    [{ closesBeforeMs: NOW_MS + 500_000_000 }, (body) => Date.parse(body.closesAt ?? "") < NOW_MS + 500_000_000],
    [{ kind: "service" }, (body) => body.kind === "service"],
    [{ quantityMinimum: 10, quantityMaximum: 12 }, (body) => body.quantityMinimum >= 10 && body.quantityMinimum <= 12],
    [
      { currency: "EUR", priceMinimumMinor: 2_000, priceMaximumMinor: 40_000 },
      ({ currency, targetUnitPrice: { amount } }) => currency === "EUR" && amount >= 2_000 && amount <= 40_000,
    ],
    [
      { category: "energy", currency: "EUR", country: "DE" },
      (body) => body.category === "energy" && body.currency === "EUR" && body.shipTo.includes("DE"),
    ],
  ])("%j lists exactly what fits, the next to close first", async (filters, fits) => {
    const expected = seeds
      .filter(({ body }) => fits(body))
      .sort((a, b) => Date.parse(a.body.closesAt ?? "") - Date.parse(b.body.closesAt ?? "") || (a.id < b.id ? -1 : 1));
    expect(expected.length).toBeGreaterThan(0);
    expect((await hits({ q: " ", ...filters })).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  const lists = ["", "Lebensmittel", "100"].flatMap((q) => DEMAND_SORTS.map((sort) => [q, sort] as const));
  test.each(lists)("pages of %j by %s hold every hit once, in order", async (q, sort) => {
    const all = (await hits({ q, sort, limit: 100 })).map(({ id }) => id);
    const paged: string[] = [];
    let after;
    do {
      const page = await demandSearch.search({ q, sort, limit: 2, ...(after ? { after } : {}) });
      if (!page.ok) throw new Error(page.error.code);
      paged.push(...page.value.items.map(({ id }) => id));
      after = page.value.next;
    } while (after !== null);
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(0);
  });
});

describe("orders", () => {
  test.each(["", "Lebensmittel"])("of %j: ending soon, nearly at a new price, newest", async (q) => {
    const listed = await hits({ q, limit: 100 });
    const found = listed.map((hit) => ({ hit, index: seeds.findIndex(({ id }) => id === hit.id) }));
    const by = (key: (each: (typeof found)[number]) => number) =>
      found.toSorted((a, b) => key(a) - key(b)).map((each) => key(each));
    const shown = async (sort: DemandSort, key: (each: (typeof found)[number]) => number) =>
      (await hits({ q, sort, limit: 100 })).map((hit) =>
        key({ hit, index: seeds.findIndex(({ id }) => id === hit.id) }),
      );

    expect(found.length).toBeGreaterThan(2);
    const closing = ({ hit }: (typeof found)[number]) => Date.parse(hit.closesAt);
    expect(await shown("closing", closing)).toEqual(by(closing));
    const newest = ({ index }: (typeof found)[number]) => -publishedAtMs(index);
    expect(await shown("newest", newest)).toEqual(by(newest));
    const nearly = ({ index }: (typeof found)[number]) => missingOf(index) ?? Infinity;
    expect(await shown("nearly", nearly)).toEqual(by(nearly).filter((missing) => missing !== Infinity));
  });

  test("a hit says how many more bring the next price, and nothing where there is none", async () => {
    const all = await hits({ q: "", limit: 100 });
    expect(all.map(({ missingToNextPrice }) => missingToNextPrice)).toEqual(
      all.map(({ id }) => missingOf(seeds.findIndex((seed) => seed.id === id))),
    );
  });
});

describe("facets", () => {
  test.each(["", "Lebensmittel"])("of %j: every count is what the list has when it is asked for", async (q) => {
    for (const asked of [{}, { category: "food" }, { currency: "EUR", country: "DE" }]) {
      const page = await demandSearch.search({ q, limit: 1, withFacets: true, ...asked });
      if (!page.ok) throw new Error(page.error.code);
      const { facets } = page.value;
      expect(facets?.isWhole).toBe(true);
      expect(facets?.category.length).toBeGreaterThan(0);
      for (const facet of FACETS)
        for (const { value, count } of facets?.[facet] ?? [])
          expect(await hits({ q, limit: 100, ...asked, [facet]: value }), `${facet} ${value}`).toHaveLength(count);
    }
  });

  test("nobody who did not ask for them pays for them", async () => {
    const page = await demandSearch.search({ q: "Lebensmittel", limit: 1 });
    expect(page.ok && page.value).not.toHaveProperty("facets");
  });
});

describe("while somebody types", () => {
  test.each([
    ["lap", ["laptops"]],
    ["Refurbished lap", ["Refurbished laptops"]],
    ["Röstk", ["Röstkaffee"]],
    ["净水", ["净水器滤芯"]],
    ["portátile", ["portátiles"]],
    ["portatiles", []],
    ["l", []],
    ["laptops ", []],
    ['lap" OR "x', []],
    ["", []],
  ])("%j may become %j", async (q, expected) => {
    expect(await demandSearch.suggest(q)).toEqual({ ok: true, value: expect.arrayContaining(expected) });
    if (expected.length === 0) expect(await demandSearch.suggest(q)).toEqual({ ok: true, value: [] });
  });

  test("whatever is suggested finds something", async () => {
    for (const { body } of seeds) {
      const suggested = await demandSearch.suggest(body.title.slice(0, 3));
      if (!suggested.ok) throw new Error(suggested.error.code);
      for (const q of suggested.value) expect((await hits({ q })).length, q).toBeGreaterThan(0);
    }
  });

  test("no text throws, and one that is too long is refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), async (q) => {
        expect((await demandSearch.suggest(q)).ok).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(await demandSearch.suggest("x".repeat(201))).toEqual({ ok: false, error: { code: "query-too-long" } });
  });
});

describe("what is like something that somebody is about to start", () => {
  const alike = async (title: string, kind: "good" | "service" = "good") => {
    const found = await demandSearch.similar({ title, kind }, 3);
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  };
  const towels = groupBuyId(910);
  const lessons = groupBuyId(911);

  beforeAll(async () => {
    const closed = entry({ id: groupBuyId(912), title: "Linen bath towel, closed", state: "closing" });
    await env.SEARCH.batch([
      putDemand(env.SEARCH, entry({ id: towels, title: "Linen bath towels, 70 by 140" }), 1),
      putDemand(env.SEARCH, entry({ id: lessons, title: "Zither lessons", kind: "service" }), 1),
      putDemand(env.SEARCH, closed, 1),
    ]);
  });
  afterAll(async () => {
    await env.SEARCH.batch([towels, lessons].map((id) => putDemand(env.SEARCH, entry({ id, state: "closing" }), 2)));
  });

  test.each([
    ["Linen bath towel", [towels]],
    ["Bath towels of linen, 50 by 100", [towels]],
    ["linnen bath towel", [towels]],
    ["Towel", [towels]],
    ["Bath mat of cork", []],
    ["70 by 140", []],
    ["", []],
    ["the", []],
  ])("%j → %j", async (title, expected) => {
    expect(await alike(title)).toEqual(expected);
  });

  test("every open demand is like itself before anything else", async () => {
    const own = await Promise.all(seeds.map(async ({ body }) => (await alike(body.title, body.kind))[0]));
    expect(own).toEqual(seeds.map(({ id }) => id));
  });

  test("a service is not like a good, and a title that is too long is refused", async () => {
    expect(await alike("Zither lessons", "service")).toEqual([lessons]);
    expect(await alike("Zither lessons", "good")).toEqual([]);
    expect(await demandSearch.similar({ title: "x".repeat(201), kind: "good" }, 3)).toEqual({
      ok: false,
      error: { code: "query-too-long" },
    });
  });
});

describe("only what is open can be found", () => {
  const id = groupBuyId(900);

  test("a demand disappears when it closes, and an older delivery cannot bring it back", async () => {
    await putDemand(env.SEARCH, entry({ id, title: "Zeppelin ride" }), 1).run();
    expect(await hits({ q: "zeppelin" })).toHaveLength(1);
    await putDemand(env.SEARCH, entry({ id, title: "Zeppelin ride", state: "closing" }), 3).run();
    expect(await hits({ q: "zeppelin" })).toEqual([]);
    await putDemand(env.SEARCH, entry({ id, title: "Zeppelin ride" }), 2).run();
    expect(await hits({ q: "zeppelin" })).toEqual([]);
    expect((await hits({ q: "", limit: 100 })).map((hit) => hit.id)).not.toContain(id);
  });

  test("A4: a hit says the size of a pack, and says none where pieces are sold one by one", async () => {
    const [packs, pieces] = [groupBuyId(904), groupBuyId(905)];
    await putDemand(env.SEARCH, entry({ id: packs, title: "Zither strings", packSize: 6 }), 1).run();
    await putDemand(env.SEARCH, entry({ id: pieces, title: "Zither case" }), 1).run();
    const found = await hits({ q: "zither" });
    expect(found.find(({ id }) => id === packs)).toMatchObject({ packSize: 6 });
    expect(found.find(({ id }) => id === pieces)).not.toHaveProperty("packSize");
    for (const [id, title] of [
      [packs, "Zither strings"],
      [pieces, "Zither case"],
    ] as const)
      await putDemand(env.SEARCH, entry({ id, title, state: "closing" }), 2).run();
  });

  test("the index follows every change of words, and its totals are those of the open demands", async () => {
    const words = ["anchor", "bellows", "cymbal"];
    const step = fc.record({
      which: fc.constantFrom(901, 902, 903),
      word: fc.constantFrom(...words),
      state: fc.constantFrom("open" as const, "closing" as const),
    });
    let version = 10;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const shown = new Map<number, string | null>();
        for (const { which, word, state } of steps) {
          version += 1;
          await putDemand(env.SEARCH, entry({ id: groupBuyId(which), title: `${word} stand`, state }), version).run();
          shown.set(which, state === "open" ? word : null);
        }
        for (const word of words) {
          const found = (await hits({ q: word })).map((hit) => hit.id);
          for (const [which, current] of shown) expect(found.includes(groupBuyId(which))).toBe(current === word);
        }
      }),
      { numRuns: 10 },
    );
    const [kept, counted] = await env.SEARCH.batch([
      env.SEARCH.prepare(
        "SELECT demands, title_length, category_names_length, description_length, details_length FROM demand_totals",
      ),
      env.SEARCH.prepare(
        `SELECT sum(is_open) AS demands, sum(title_length) AS title_length,
           sum(category_names_length) AS category_names_length, sum(description_length) AS description_length,
           sum(details_length) AS details_length FROM demands`,
      ),
    ]);
    expect(kept?.results).toEqual(counted?.results);
    await env.SEARCH.prepare("INSERT INTO demands_text (demands_text) VALUES ('integrity-check')").run();
  });
});

describe("what people type is never syntax", () => {
  test.each([
    'laptop" OR "x',
    "laptop'",
    "laptop%",
    "laptop*",
    "(laptop",
    "title:laptop",
    "laptop NEAR",
    "^laptop",
    "lap_top laptop",
  ])("%s still finds laptops", async (q) => {
    expect((await hits({ q })).map(({ id }) => keyOf.get(id))).toContain("gb_01");
  });

  test.each(["%", "_", '"', "'", "*", "-", "()", "AND", "NEAR", "\u0000"])(
    "%j matches nothing by itself",
    async (q) => {
      expect(await hits({ q })).toEqual([]);
    },
  );

  test("query-too-long: 200 characters are searched, 201 are refused", async () => {
    expect(await demandSearch.search({ q: "x".repeat(200), limit: 5 })).toMatchObject({ ok: true });
    expect(await demandSearch.search({ q: "x".repeat(201), limit: 5 })).toEqual({
      ok: false,
      error: { code: "query-too-long" },
    });
    expect(await demandSearch.matching("x".repeat(201))).toEqual({ ok: false, error: { code: "query-too-long" } });
  });

  test("a place that is none is refused", async () => {
    const refused = await demandSearch.search({ q: "laptop", limit: 5, after: { values: ["a", 1] } });
    expect(refused).toEqual({ ok: false, error: { code: "cursor-invalid" } });
  });

  test("no text throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (q) => {
        expect((await demandSearch.search({ q, limit: 3 })).ok).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("the index cuts text where the analyser does", async () => {
    const texts = [
      "हिन्दी किताबें",
      "ภาษาไทย ขนม",
      "4.6 kg Röstkaffee",
      "스마트 워치",
      "мышь ёлка",
      "净水器 500Wh",
      "حقيبة ٢٠٠ لتر",
    ];
    for (const [index, title] of texts.entries()) {
      const id = groupBuyId(950 + index);
      await putDemand(env.SEARCH, entry({ id, title, language: "de" }), 1).run();
      for (const term of termsOf(title, "de")) {
        const { results } = await env.SEARCH.prepare(
          "SELECT demands.id FROM demands_text JOIN demands ON doc = demands_text.rowid WHERE demands_text MATCH ?",
        )
          .bind(`title : "${term}"`)
          .all<{ id: string }>();
        expect(
          results.map((row) => row.id),
          term,
        ).toContain(id);
        const frequency = await env.SEARCH.prepare("SELECT doc FROM demand_text_terms WHERE term = ?")
          .bind(term)
          .first();
        expect(frequency, term).not.toBeNull();
      }
    }
  });
});

async function hits(query: Partial<DemandSearchQuery>) {
  const page = await demandSearch.search({ q: "", limit: 50, ...query });
  if (!page.ok) throw new Error(page.error.code);
  return page.value.items;
}

const publishedAtMs = (index: number) => NOW_MS - ((index * 37) % 101) * 1_000;

const missingOf = (index: number) => (index % 5 === 4 ? undefined : (index * 7) % 11);

function nextTierOf(index: number, currency: string) {
  const missing = missingOf(index);
  return missing === undefined ? {} : { nextTier: { missing, unitPrice: { amount: 1, currency } } };
}

function seedEntry({ id, body }: (typeof seeds)[number], index: number) {
  const { title, kind, category, language, unit, currency, shipTo, quantityMinimum } = body;
  const closesAt = body.closesAt ?? "";
  return entry(
    {
      ...{ id, title, kind, category, language, unit, currency, shipTo, quantityMinimum, closesAt },
      publishedAt: new Date(publishedAtMs(index)).toISOString(),
      price: { ...card().price, ...nextTierOf(index, currency) },
    },
    { description: body.description, targetUnitPriceMinor: body.targetUnitPrice.amount },
  );
}
