/** A hit says for each thing that was asked for how it stands in the demand, in every language, and where. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CATEGORIES, CATEGORY_LANGUAGES, type CategoryCode } from "../../worker/contract/categories.ts";
import { baseLanguage, termsOf } from "../../worker/core/matching/analyse.ts";
import { conceptsIn } from "../../worker/core/matching/concepts.ts";
import { loosenPairs } from "../../worker/core/matching/fallback.ts";
import { marksIn } from "../../worker/core/matching/marks.ts";
import { parseQuery, type Query } from "../../worker/core/matching/query.ts";
import { rank } from "../../worker/core/matching/rank.ts";
import { readingOf } from "../../worker/core/matching/reading.ts";
import { repairQuery, unknownWords } from "../../worker/core/matching/repair.ts";
import { explain, type FoundText } from "../../worker/core/matching/why.ts";

interface Said {
  readonly category?: CategoryCode;
  readonly description?: string;
}

/** A demand as the index knows it. */
function demand(title: string, language: string, { category = "other", description = "" }: Said = {}): FoundText {
  const categoryNames = CATEGORY_LANGUAGES.map((of) => ({ language: of, name: CATEGORIES[category][of] }));
  const named = categoryNames.flatMap(({ language: of, name }) => termsOf(name, of));
  const things = conceptsIn(title, baseLanguage(language)).map(({ term }) => term);
  const terms = { title: termsOf(title, language), categoryNames: [...named, ...things] };
  return {
    title,
    language,
    categoryNames,
    terms: { ...terms, description: termsOf(description, language), details: [] },
  };
}

/** How a search ends that knows these demands and no others. */
function outcome(typed: string, ...demands: readonly FoundText[]) {
  const frequency = new Map(
    demands.flatMap(({ terms }) =>
      Object.values(terms)
        .flat()
        .map((term) => [term, 1] as const),
    ),
  );
  const query = parseQuery(typed);
  const unknown = unknownWords(query, frequency);
  const loosened = loosenPairs(query, frequency);
  const words = new Set([...frequency.keys()].filter((term) => /^\p{L}/u.test(term)));
  const widened: Query = unknown.length === 0 ? loosened : repairQuery(loosened, unknown, words);
  const averageLength = { title: 4, categoryNames: 20, description: 10, details: 10 };
  const candidates = demands.map(({ terms }, index) => ({ id: String(index), terms }));
  const ranked = rank(widened, candidates, { demands: demands.length, averageLength, frequency });
  const found = ranked.flatMap(({ id, matched }) => {
    const text = demands[Number(id)];
    return text === undefined ? [] : [{ ...text, matched }];
  });
  const repaired = widened.groups.filter((group, index) => group !== loosened.groups[index]);
  return { query: widened, repaired, frequency, found };
}

/** `typed` how `what stands there` in a field; without what stands there where nobody knows it. */
function why(typed: string, text: FoundText): readonly string[] {
  const { query, found } = outcome(typed, text);
  const [hit] = found;
  if (hit === undefined) return [];
  return explain(query, hit.matched, hit).reasons.map(
    ({ typed: asked, met, field, stands }) => `${asked} ${met}${stands === null ? "" : ` ${stands}`} (${field})`,
  );
}

describe("in every language", () => {
  test.each<[string, string, string, readonly string[]]>([
    // English
    ["laptop", "en", "Refurbished laptops", ["laptop form laptops (title)"]],
    ["LAPTOPS", "en", "Refurbished laptops", ["LAPTOPS exact laptops (title)"]],
    ["lapt", "en", "Refurbished laptops", ["lapt beginning laptops (title)"]],
    ["wireles", "en", "Wireless charger", ["wireles repair Wireless (title)"]],
    ["power bank", "en", "Powerbank, 20 Ah", ["power bank form Powerbank (title)"]],
    ["rolledoats", "en", "Organic rolled oats", ["rolledoats form rolled oats (title)"]],
    ["notebook", "en", "Refurbished laptops", ["notebook concept laptops (title)"]],
    ["E-Bike", "en", "E-bike for hills", ["E-Bike exact E-bike (title)"]],
    ["16 GB", "en", "Memory card 16GB", ["16 GB exact 16GB (title)"]],
    // German
    ["Kaffee", "de", "Röstkaffee, ganze Bohne", ["Kaffee form Röstkaffee (title)"]],
    ["Stuhl", "de", "Stühle aus Eiche", ["Stuhl form Stühle (title)"]],
    ["roestkaffee", "de", "Röstkaffee", ["roestkaffee form Röstkaffee (title)"]],
    ["RÖSTKAFFEE", "de", "Röstkaffee", ["RÖSTKAFFEE exact Röstkaffee (title)"]],
    ["fridge", "de", "Kühlschränke, gebraucht", ["fridge concept Kühlschränke (title)"]],
    ["Khülschrank", "de", "Kühlschrank", ["Khülschrank repair Kühlschrank (title)"]],
    // Spanish
    ["panel solar", "es", "Paneles solares", ["panel form Paneles (title)", "solar form solares (title)"]],
    ["cafe", "es", "Café en grano", ["cafe exact Café (title)"]],
    ["biciclteas", "es", "Bicicletas de montaña", ["biciclteas repair Bicicletas (title)"]],
    // Arabic
    ["كتاب", "ar", "الكتاب الأول", ["كتاب form الكتاب (title)"]],
    ["قهوه", "ar", "قهوة عربية", ["قهوه exact قهوة (title)"]],
    ["coffee", "ar", "قهوة عربية", ["coffee concept قهوة (title)"]],
    // Chinese
    ["净水器", "zh-Hans", "家用净水器滤芯", ["净水器 exact 净水器 (title)"]],
    ["淨水器", "zh-Hans", "家用净水器滤芯", ["淨水器 exact 净水器 (title)"]],
    ["茶", "zh-Hans", "西湖龙井绿茶", ["茶 exact 茶 (title)"]],
    ["茶", "zh-Hans", "实木茶几", ["茶 exact 茶 (title)"]],
    ["步鞋", "zh-Hans", "步行用的鞋", ["步鞋 characters 步 … 鞋 (title)"]],
    ["ヘッドホン", "zh-Hans", "无线耳机", ["ヘッドホン concept 耳机 (title)"]],
    // Japanese
    ["ぽーたぶる", "ja", "ポータブル電源", ["ぽーたぶる exact ポータブル (title)"]],
    ["お茶", "ja", "緑茶 500ml", ["お茶 concept 緑茶 (title)"]],
    // Korean
    ["스마트 워치", "ko", "스마트워치 밴드", ["스마트 exact 스마트 (title)", "워치 exact 워치 (title)"]],
    ["이어폰을", "ko", "무선 이어폰", ["이어폰을 form 이어폰 (title)"]],
  ])("%s → %s %s", (typed, language, title, reasons) => {
    expect(why(typed, demand(title, language))).toEqual(reasons);
  });
});

describe("in every field", () => {
  test("the title comes first, then the category by its name in some language, then the description", () => {
    const kettle = demand("Copper kettle", "en", {
      category: "household",
      description: "A kettle for the kitchen, hand made",
    });
    expect(why("kettle", kettle)).toEqual(["kettle exact kettle (title)"]);
    expect(why("Küche", kettle)).toEqual(["Küche category Haushalt und Küche (category)"]);
    expect(why("cocinas", kettle)).toEqual(["cocinas category Hogar y cocina (category)"]);
    expect(why("厨房", kettle)).toEqual(["厨房 category 家居厨房 (category)"]);
    expect(why("made", kettle)).toEqual(["made exact (description)"]);
    expect(why("handmaed bowls", demand("Copper kettle", "en", { description: "a handmade bowl" }))).toEqual([
      "handmaed repair (description)",
      "bowls form (description)",
    ]);
  });

  test("what its title calls otherwise is said before a name of its category", () => {
    const phones = demand("Refurbished smartphones", "en", { category: "computers" });
    expect(why("teléfono móvil", phones)).toEqual(["teléfono móvil concept smartphones (title)"]);
  });

  test("each thing that was asked for has a reason of its own, in the order of the query", () => {
    const text = demand("Noise-cancelling headphones, black", "en", { category: "electronics", description: "New" });
    expect(why("new Elektronik headphone blakc", text)).toEqual([
      "new exact (description)",
      "Elektronik category Elektronik (category)",
      "headphone form headphones (title)",
      "blakc repair black (title)",
    ]);
  });
});

describe("what a title marks", () => {
  const marked = (typed: string, title: string, language = "en") => {
    const { query, found } = outcome(typed, demand(title, language));
    const { reasons } = explain(query, found[0]?.matched ?? [], demand(title, language));
    return reasons.flatMap(({ at }) => at.map(({ start, end }) => title.slice(start, end)));
  };

  test.each<[string, string, string, readonly string[]]>([
    ["laptop", "en", "Laptop bags, for a laptop of 14 inches", ["Laptop", "laptop"]],
    ["power bank", "en", "Powerbank", ["Powerbank"]],
    ["净水器", "zh", "净水器和净水壶", ["净水器", "净水"]],
    ["茶", "zh", "茶几与绿茶", ["茶", "茶"]],
    ["步鞋", "zh", "步行用的鞋", ["步", "鞋"]],
    ["ヘッドホン", "ja", "ﾍｯﾄﾞﾎﾝ 黒", ["ﾍｯﾄﾞﾎﾝ"]],
    ["ipad", "en", "①② Ｉｐａｄ cover", ["Ｉｐａｄ"]],
    ["cafe", "es", "Cafe\u0301 en grano", ["Cafe\u0301"]],
    ["kettle", "en", "Copper pot", []],
  ])("%s (%s) in %s", (typed, language, title, marks) => {
    expect(marked(typed, title, language)).toEqual(marks);
  });

  test("stretches that overlap or touch are one, and come in order", () => {
    const stretches = [
      { start: 4, end: 6 },
      { start: 0, end: 2 },
      { start: 1, end: 3 },
      { start: 3, end: 4 },
      { start: 7, end: 8 },
    ];
    expect(marksIn("abcdefgh", stretches)).toEqual([
      { start: 0, end: 6 },
      { start: 7, end: 8 },
    ]);
    expect(marksIn("abc", [])).toEqual([]);
  });

  const texts = fc.array(
    fc.constantFrom(
      "Laptop",
      "Ｌａｐｔｏｐ",
      "bags",
      "净水器",
      "ﾎﾝ",
      "①",
      "é",
      "e\u0301",
      "😀",
      " ",
      "-",
      "16 GB",
      "قهوة",
      "ﷺ",
    ),
    {
      maxLength: 8,
    },
  );
  test("whatever is typed and written: marks lie in the title, in order, apart, and around what is said to stand there", () => {
    fc.assert(
      fc.property(texts, texts, fc.constantFrom("en", "de", "zh", "ja", "ar"), (typed, written, language) => {
        const title = written.join("");
        const text = demand(title, language);
        const { query, found } = outcome(typed.join(" "), text);
        for (const { matched } of found)
          for (const { at, stands, field, typed: asked } of explain(query, matched, text).reasons) {
            expect(query.text).toContain(asked);
            expect(at.length > 0).toBe(field === "title" && stands !== null);
            at.forEach(({ start, end }, index) => {
              expect(start).toBeGreaterThan(at[index - 1]?.end ?? -1);
              expect(end).toBeGreaterThan(start);
              expect(end).toBeLessThanOrEqual(title.length);
            });
          }
      }),
      { numRuns: 300 },
    );
  });
});

describe("how a search was read", () => {
  const earbuds = demand("Wireless earbuds, white", "en", { category: "electronics" });
  const oven = demand("Wireless oven thermometer", "en");
  const water = demand("家用净水器滤芯", "zh-Hans");
  const read = (typed: string, ...demands: readonly FoundText[]) => readingOf(outcome(typed, ...demands));

  test("a word that no demand says was taken for another, as the titles write that", () => {
    expect(read("wirelss earbuds", earbuds, oven)).toEqual({
      readAs: "Wireless earbuds",
      repaired: [{ typed: "wirelss", read: ["Wireless"] }],
      unmet: [],
    });
    expect(read("wirelss eabruds", earbuds)).toEqual({
      readAs: "Wireless earbuds",
      repaired: [
        { typed: "wirelss", read: ["Wireless"] },
        { typed: "eabruds", read: ["earbuds"] },
      ],
      unmet: [],
    });
  });

  test("what was looked for is the search with its repairs and without what was not found", () => {
    expect(read("frobnicator, wirelss  eabruds xylo", earbuds).readAs).toBe("Wireless earbuds");
    expect(read("wirelss wirelss", earbuds).readAs).toBe("Wireless wirelss");
    expect(read("white earbuds frobnicator", earbuds).readAs).toBeNull();
    expect(read("$& wirelss $1", earbuds).readAs).toBe("$& Wireless $");
  });

  test("a word that some demand says never was", () => {
    expect(read("oven", oven, demand("Woven basket", "en"))).toEqual({ readAs: null, repaired: [], unmet: [] });
    expect(read("wireless earbud", earbuds)).toEqual({ readAs: null, repaired: [], unmet: [] });
  });

  test("the most frequent reading comes first, three at most, each once whatever its case", () => {
    const titles = ["Stick", "stick", "Stock", "stock", "STOCK", "Stuck", "Stack"];
    const demands = titles.map((title) => demand(`${title} of cork`, "fr"));
    const [first] = read("stck", ...demands).repaired;
    expect(first?.read).toHaveLength(3);
    expect(first?.read.slice(0, 2)).toEqual(["Stock", "Stick"]);
  });

  test("where no title shows it, the word is told as the index has it", () => {
    const pot = demand("Copper pot", "fr", { description: "wireless indeed" });
    expect(read("wirelss", pot).repaired).toEqual([{ typed: "wirelss", read: ["wireless"] }]);
  });

  test("words that nothing was found for are told, each once and in order", () => {
    expect(read("wireless frobnicator xylo frobnicator", earbuds)).toEqual({
      readAs: null,
      repaired: [],
      unmet: ["frobnicator", "xylo"],
    });
    expect(read("frobnicator", earbuds).unmet).toEqual(["frobnicator"]);
    expect(read("飞碟", water).unmet).toEqual(["飞碟"]);
    expect(read("茶", water).unmet).toEqual(["茶"]);
  });

  test("a misspelt name of a thing is not read as what another language calls it", () => {
    const other = demand("无线耳机", "zh-Hans");
    const own = demand("Wool", "fr", { description: "headphone" });
    const { repaired, readAs } = read("headhpone", other, own);
    expect({ repaired, readAs }).toEqual({
      repaired: [{ typed: "headhpone", read: ["headphone"] }],
      readAs: "headphone",
    });
  });

  test("a repair that no hit bears out is none", () => {
    const query = parseQuery("wirelss");
    const widened = repairQuery(query, ["wirelss"], new Set(["wireless"]));
    const reading = readingOf({
      query: widened,
      repaired: widened.groups,
      frequency: new Map([["wireless", 1]]),
      found: [],
    });
    expect(reading).toEqual({ readAs: null, repaired: [], unmet: ["wirelss"] });
  });

  test("pairs that go across words say nothing, and neither does a character that is left over", () => {
    expect(read("家用滤芯", water).unmet).toEqual([]);
    expect(read("净水机", water).unmet).toEqual([]);
    expect(read("净水器飞碟", water).unmet).toEqual(["飞碟"]);
    expect(read("이어폰을", demand("무선 이어폰", "ko")).unmet).toEqual([]);
  });

  test("a word that only hidden or lesser demands say is not said to be unknown", () => {
    const { query } = outcome("oven", oven);
    expect(readingOf({ query, repaired: [], frequency: new Map([["oven", 1]]), found: [] }).unmet).toEqual([]);
  });
});
