import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANY, fileWish, keysOfDemand, keysToCount, type Frequencies } from "../../worker/core/interests/filing.ts";
import {
  admits,
  createDemandMatcher,
  type DemandFacts,
  type InterestFilters,
  NO_FILTERS,
} from "../../worker/core/interests/match.ts";
import { GROUPS_MAXIMUM, readWish, termsIn, UNMET, type Wish } from "../../worker/core/interests/wish.ts";
import { termsOf } from "../../worker/core/matching/analyse.ts";
import { SEARCH_FIELDS, type ByField } from "../../worker/core/matching/rank.ts";

const EMPTY: Frequencies = { demands: 0, of: new Map() };

function wishOf(words: string): Wish {
  const wish = readWish(words);
  if (wish === null) throw new Error(`${words}: nothing to look for`);
  return wish;
}

function demandTerms(title: string, language = "en", description = ""): ByField<readonly string[]> {
  return {
    title: termsOf(title, language),
    categoryNames: [],
    description: termsOf(description, language),
    details: [],
  };
}

const scoreOf = (words: string, terms: ByField<readonly string[]>) =>
  createDemandMatcher(terms).score(wishOf(words), [1, 1, 1, 1, 1, 1, 1, 1]);

describe("words of an interest", () => {
  test.each([
    ["laptop", "Refurbished 14-inch business laptops", "en", true],
    ["laptops 14 inch", "Refurbished 14-inch business laptops", "en", true],
    ["laptops 15 inch", "Refurbished 14-inch business laptops", "en", false],
    ["Kaffee", "Röstkaffee, ganze Bohnen", "de", true],
    ["Stuhl", "Bürostühle, 40 Stück", "de", true],
    ["净水器", "净水器滤芯 通用型", "zh-Hans", true],
    ["茶", "有机绿茶 500克", "zh-Hans", true],
    ["ポータブル電源", "ポータブル電源 1000Wh 共同購入", "ja", true],
    ["سخان شمسي", "سخانات شمسية للمنازل", "ar", true],
    ["power bank", "Powerbank, 20000 mAh", "en", true],
    ["coffee grinder", "Coffee beans", "en", false],
  ])("%s → %s (%s): %s", (words, title, language, isFound) => {
    expect(scoreOf(words, demandTerms(title, language)) !== null).toBe(isFound);
  });

  test("what only a description says is found as well, and counts less", () => {
    const inTitle = scoreOf("chargers", demandTerms("Laptop chargers"));
    const inDescription = scoreOf("chargers", demandTerms("Laptops", "en", "Chargers included"));
    expect(inDescription).toBeGreaterThan(0);
    expect(inTitle).toBeGreaterThan(inDescription ?? NaN);
  });

  test("no words want everything, signs alone are nothing to look for, and an unmet wish meets nothing", () => {
    expect(readWish("")).toEqual([]);
    expect(scoreOf("", demandTerms("Anything"))).toBe(0);
    expect(readWish("!!! 🙂")).toBeNull();
    expect(createDemandMatcher(demandTerms("Anything")).score(UNMET, [1])).toBeNull();
    expect(fileWish(UNMET, EMPTY).keys).toEqual([]);
  });

  test("a long list of words is more groups than an interest may have", () => {
    const words = Array.from({ length: 30 }, (_, n) => `word${String.fromCodePoint(97 + n)}`).join(" ");
    expect(wishOf(words).length).toBeGreaterThan(GROUPS_MAXIMUM);
  });
});

describe("filing", () => {
  const frequencies = {
    demands: 1_000,
    of: new Map([
      ["laptop*", 90],
      ["laptop", 90],
      ["titanium", 2],
      ["titan*", 3],
    ]),
  };

  test("goes by the rarest group, under each of its alternatives", () => {
    const wish: Wish = [["laptop*"], ["titanium", "titan*"]];
    expect(fileWish(wish, frequencies).keys).toEqual(["titanium", "titan*"]);
    expect(keysToCount(wish)).toEqual(["laptop*", "titanium", "titan*"]);
  });

  test("knows how rare each group is", () => {
    const [laptop, titanium] = fileWish([["laptop*"], ["titanium"]], frequencies).rarities;
    expect(titanium).toBeGreaterThan(laptop ?? NaN);
  });

  test("takes the longer word where no demand has either yet, and any demand where there are no words", () => {
    expect(fileWish([["tea"], ["wholesale"]], EMPTY).keys).toEqual(["wholesale"]);
    expect(fileWish([], EMPTY)).toEqual({ keys: [ANY], rarities: [] });
    expect(keysOfDemand([])).toEqual([ANY]);
  });

  test("of a word some beginnings are keys, of a pair of characters its first one, of anything else none", () => {
    expect(keysOfDemand(["headphone"])).toEqual([ANY, "headphone", "hea*", "headp*", "headph*", "headphon*"]);
    expect(keysOfDemand(["tea"])).toEqual([ANY, "tea", "tea*"]);
    expect(keysOfDemand(["耳机"])).toEqual([ANY, "耳机", "耳*"]);
    expect(keysOfDemand(["200w", ".refrigerator", "-kaffee"])).toEqual([ANY, "200w", ".refrigerator", "-kaffee"]);
    // A beginning that is no key stands under a shorter one, or among those that every demand looks at.
    const keysOf = (beginning: string) => fileWish([[beginning]], EMPTY).keys;
    expect(fileWish([["t*"], ["tea"]], { demands: 9, of: new Map([["tea", 8]]) }).keys).toEqual(["tea"]);
    expect(["laptops*", "headphones*", "茶*", "t*", "20*"].map(keysOf)).toEqual([
      ["laptop*"],
      ["headphon*"],
      ["茶*"],
      [ANY],
      [ANY],
    ]);
  });
});

describe("filters", () => {
  const demand: DemandFacts = {
    category: "electronics",
    language: "zh-Hans",
    currency: "USD",
    shipsTo: ["US", "CA"],
    quantityMinimum: 12,
    targetUnitPriceMinor: 31_000,
  };

  test.each<[Partial<InterestFilters>, boolean]>([
    [{}, true],
    [{ categories: ["food", "electronics"] }, true],
    [{ categories: ["food"] }, false],
    [{ countries: ["DE", "CA"] }, true],
    [{ countries: ["DE"] }, false],
    [{ languages: ["zh"] }, true],
    [{ languages: ["zh-Hans"] }, true],
    [{ languages: ["zh-Hant"] }, false],
    [{ languages: ["z"] }, false],
    [{ currency: "USD", priceMinimumMinor: 31_000, priceMaximumMinor: 31_000 }, true],
    [{ currency: "USD", priceMinimumMinor: 31_001 }, false],
    [{ currency: "USD", priceMaximumMinor: 30_999 }, false],
    [{ currency: "EUR" }, false],
    [{ quantityMinimum: 12, quantityMaximum: 12 }, true],
    [{ quantityMinimum: 13 }, false],
    [{ quantityMaximum: 11 }, false],
  ])("%j: %s", (filters, isAdmitted) => expect(admits({ ...NO_FILTERS, ...filters }, demand)).toBe(isAdmitted));
});

// Few letters, so that words are often equal, begin alike, or end alike.
const word = fc.string({ unit: fc.constantFrom("a", "b", "n", "净", "水"), minLength: 1, maxLength: 6 });
const term = fc.oneof(
  word,
  word.map((text) => `-${text}`),
);
const alternative = fc.oneof(
  { weight: 4, arbitrary: term },
  { weight: 3, arbitrary: word.map((text) => `${text}*`) },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([one, other]) => `${one}* ${other}*`) },
  { weight: 1, arbitrary: fc.tuple(term, term).map(([one, other]) => `${one} ${other}`) },
);
const anyWish: fc.Arbitrary<Wish> = fc.array(fc.array(alternative, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
const fieldTerms = fc.array(term, { maxLength: 6 });
const anyDemand = fc.record({
  title: fieldTerms,
  categoryNames: fieldTerms,
  description: fieldTerms,
  details: fieldTerms,
});
const anyFrequencies = fc
  .array(fc.tuple(alternative, fc.nat(50)))
  .map((rows): Frequencies => ({ demands: 40, of: new Map(rows) }));

/** The same by looking at every term of every field. */
function isSatisfied(wish: Wish, demand: ByField<readonly string[]>): boolean {
  return wish.every((group) =>
    group.some((written) =>
      SEARCH_FIELDS.some((field) =>
        termsIn(written).every(({ text, isBeginning }) =>
          demand[field].some((stored) => (isBeginning ? stored.startsWith(text) : stored === text)),
        ),
      ),
    ),
  );
}

const WORDS = [
  "laptops",
  "Röstkaffee",
  "净水器",
  "茶",
  "14-inch",
  "E-Bikes",
  "200 W",
  "ポータブル電源",
  "سخانات",
  "MC4",
];

describe("whatever the frequencies say", () => {
  test("whoever is satisfied is found under one of the demand's keys", () => {
    fc.assert(
      fc.property(anyWish, anyDemand, anyFrequencies, (wish, demand, frequencies) => {
        fc.pre(isSatisfied(wish, demand));
        const keys = new Set(keysOfDemand(SEARCH_FIELDS.flatMap((field) => demand[field])));
        expect(fileWish(wish, frequencies).keys.some((key) => keys.has(key))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the test of a candidate is exact", () => {
    fc.assert(
      fc.property(anyWish, anyDemand, (wish, demand) => {
        const score = createDemandMatcher(demand).score(
          wish,
          wish.map(() => 1),
        );
        expect(score !== null).toBe(isSatisfied(wish, demand));
      }),
      { numRuns: 2_000 },
    );
  });

  test("words are found in a title that has them, whatever else it has", () => {
    fc.assert(
      fc.property(fc.subarray(WORDS, { minLength: 1 }), fc.shuffledSubarray(WORDS), (wanted, more) => {
        const title = demandTerms([...more, ...wanted].join(" "));
        expect(createDemandMatcher(title).score(wishOf(wanted.join(" ")), [])).not.toBeNull();
      }),
    );
  });
});
