import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planSeed } from "../../scripts/seed/load.ts";
import { CATEGORIES, CATEGORY_LANGUAGES, isCategory } from "../../worker/contract/categories.ts";
import { lengthOf, termsOf } from "../../worker/core/matching/analyse.ts";
import { foldWord } from "../../worker/core/matching/fold.ts";
import { parseQuery } from "../../worker/core/matching/query.ts";
import { rank, SEARCH_FIELDS, type ByField, type Candidate, type Corpus } from "../../worker/core/matching/rank.ts";
import { editsBetween, repairQuery, unknownWords } from "../../worker/core/matching/repair.ts";
import { explainMatch } from "../../worker/core/matching/why.ts";

describe("the analyser", () => {
  test.each([
    ["ＬＡＰＴＯＰ", "laptop"],
    ["Café", "cafe"],
    ["STRASSE", "strasse"],
    ["Straße", "strasse"],
    ["Smørrebrød", "smorrebrod"],
    ["İstanbul", "istanbul"],
    ["サーバー", "さば"],
    ["ｻｰﾊﾞｰ", "さば"],
    ["أغذية", "اغذيه"],
    ["مُحَمَّد", "محمد"],
    ["٢٠٠", "200"],
    ["हिन्दी", "हिन्दी"],
  ])("folds %s to %s", (word, folded) => {
    expect(foldWord(word)).toBe(folded);
  });

  test.each([
    ["en", "laptop", "laptops"],
    ["en", "battery", "batteries"],
    ["en", "switch", "switches"],
    ["de", "Stuhl", "Stühle"],
    ["de", "Fahrrad", "Fahrräder"],
    ["de", "Buero", "Büros"],
    ["de", "Set", "Sets"],
    ["de", "Kurs", "Kurse"],
    ["de", "Haus", "Häuser"],
    ["de", "Preis", "Preise"],
    ["es", "panel", "paneles"],
    ["es", "portátil", "portátiles"],
    ["es", "luz", "luces"],
    ["ar", "حقيبة", "الحقيبة"],
    ["ar", "سخان", "سخانات"],
  ])("%s: %s and %s are one term", (language, singular, plural) => {
    expect(termsOf(singular, language)).toEqual(termsOf(plural, language));
  });

  test.each([
    ["en", "glass"],
    ["en", "bus"],
    ["en", "basis"],
  ])("%s: %s is no plural", (language, word) => {
    expect(termsOf(word, language)).toEqual([word]);
  });

  test.each([
    ["14-inch, 16 GB, 4.6 kg", "en", ["14inch", "16gb", "4.6kg"]],
    ["500Wh", "ja", ["500wh"]],
    ["سعة ٢٠٠ لتر", "ar", ["200l"]],
    ["200 Liter und 4,6 kg", "de", ["200l", "4.6kg"]],
    ["20公斤装", "zh-Hans", ["20kg"]],
    ["1,000 g", "en", ["1000g"]],
  ])("sizes in %s are terms of their own", (text, language, sizes) => {
    expect(termsOf(text, language)).toEqual(expect.arrayContaining(sizes));
  });

  test("scripts without spaces become pairs and a last character", () => {
    expect(termsOf("净水器", "zh")).toEqual(["净水", "水器", "器"]);
    expect(termsOf("玄米30kg", "ja")).toEqual(["玄米", "米", "30", "30kg", "kg"]);
  });

  test("a German compound ends in what it is", () => {
    expect(termsOf("Röstkaffee", "de")).toContain("-kaffe");
    expect(termsOf("Kaffee", "de")).toEqual(["kaffe"]);
    expect(lengthOf(termsOf("Röstkaffee", "de"))).toBe(1);
  });

  test("compounds with a hyphen are also one word, and a possessive is none", () => {
    expect(termsOf("E-Bike", "de")).toContain("ebik");
    expect(termsOf("this year's harvest", "en")).toEqual(["year", "harvest"]);
  });

  test("any text becomes terms that the index can hold: folded, without spaces or quotes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("en", "de", "es", "ar", "ja", "zh-Hans", "xx"),
        (text, lang) => {
          for (const term of termsOf(text, lang)) {
            expect(term).toMatch(/^-?[\p{L}\p{M}\p{N}.]+$/u);
            expect(foldWord(term)).toBe(term);
          }
        },
      ),
    );
  });
});

describe("queries", () => {
  test("stop words are left out unless nothing else was typed", () => {
    expect(surfaces("chairs for the office")).toEqual(["chairs", "office"]);
    expect(surfaces("for the")).toEqual(["for", "the"]);
  });

  test("a number takes its unit along", () => {
    expect(surfaces("100 W panel")).toEqual(["100 W", "panel"]);
  });

  test("nothing that can be typed throws, and no group is empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
        for (const group of parseQuery(typed).groups) {
          expect(group.alternatives.length).toBeGreaterThan(0);
          expect(group.end).toBeGreaterThan(group.start);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("an unknown word is repaired from the vocabulary, a known one never", () => {
    const query = parseQuery("wireles laptop");
    const unknown = unknownWords(query, new Map([["laptop", 3]]));
    expect(unknown).toEqual(["wireles"]);
    const repaired = repairQuery(query, unknown, new Set(["wireless", "laptop", "wheel"]));
    expect(repaired.groups[0]?.alternatives).toContainEqual({
      likeness: "repair",
      parts: ["wireless"],
      isPrefix: false,
      weight: 0.8,
    });
    expect(repaired.groups[1]).toBe(query.groups[1]);
  });

  test("words written together and apart find each other", () => {
    const apart = { likeness: "form", parts: ["power", "bank"], isPrefix: false, weight: 0.7 };
    const repaired = repairQuery(parseQuery("powerbank"), ["powerbank"], new Set(["power", "bank", "powder"]));
    expect(repaired.groups[0]?.alternatives).toContainEqual(apart);
    for (const { alternatives } of parseQuery("power bank").groups) {
      expect(alternatives).toContainEqual({ likeness: "form", parts: ["powerbank"], isPrefix: false, weight: 0.7 });
    }
  });

  test("edits are counted alike in both directions and never below the difference in length", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edits = editsBetween(a, b, 10);
        expect(edits).toBe(editsBetween(b, a, 10));
        expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(edits === 0).toBe(a === b);
      }),
    );
    expect(editsBetween("headphones", "haedphones", 2)).toBe(1);
  });
});

const seeds = planSeed(0).groupBuys.map(({ key, body }) => ({ key, ...body }));
const candidates: readonly Candidate[] = seeds.map(({ key, title, description, language, category }) => ({
  id: key,
  terms: {
    title: termsOf(title, language),
    categoryNames: isCategory(category)
      ? CATEGORY_LANGUAGES.flatMap((named) => termsOf(CATEGORIES[category][named], named))
      : [],
    description: termsOf(description.split("\n")[0] ?? "", language),
    details: termsOf(description.split("\n").slice(1).join("\n"), language),
  },
}));

describe("ranking over the demonstration data", () => {
  test.each([
    // In the language of the demand.
    ["laptop", "gb_01"],
    ["refurbished notebooks 16GB", "gb_01"],
    ["keyboard switch", "gb_05"],
    ["oats", "gb_04"],
    ["净水器", "gb_07"],
    ["滤芯更换", "gb_07"],
    ["苹果", "gb_08"],
    ["猫粮", "gb_12"],
    ["人体工学椅", "gb_10"],
    ["折疊推車", "gb_11"],
    ["panel solar", "gb_13"],
    ["aceites de oliva", "gb_14"],
    ["clase de ingles", "gb_15"],
    ["Stecker Balkonkraftwerk", "gb_22"],
    ["Kaffee", "gb_25"],
    ["Kurs", "gb_24"],
    ["ROSTKAFFEE", "gb_25"],
    ["Lawine", "gb_24"],
    ["brennhölzer", "gb_23"],
    ["سخان شمسي", "gb_18"],
    ["الحقائب المدرسية", "gb_19"],
    ["تمر", "gb_21"],
    ["ポータブル電源", "gb_27"],
    ["ﾍｯﾄﾞﾎﾝ", "gb_30"],
    ["玄米", "gb_28"],
    ["剪定", "gb_29"],
    // A size, spelt otherwise.
    ["500 watt hours 500Wh", "gb_27"],
    ["200 litres", "gb_18"],
    // Across languages, through the category.
    ["Notfallvorsorge", "gb_27"],
    ["Haustierbedarf", "gb_12"],
    ["musical instruments", "gb_30"],
    ["fotografía", "gb_09"],
  ])("%s finds %s first", (typed, key) => {
    expect(search(typed)[0]).toBe(key);
  });

  test("a word of a category's name finds all its demands, whatever language they are written in", () => {
    expect(new Set(search("Lebensmittel"))).toEqual(new Set(["gb_04", "gb_08", "gb_14", "gb_21", "gb_25", "gb_28"]));
  });

  test("what shares only a small part with the query is not shown", () => {
    expect(search("refurbished business laptops coding club")).not.toContain("gb_16");
    expect(search("unicycle")).toEqual([]);
  });

  test("a hit says why, in the title's spelling or as typed", () => {
    expect(why("laptop", "gb_01")).toEqual(["laptops"]);
    expect(why("16GB laptop", "gb_01")).toEqual(["16GB", "laptops"]);
    expect(why("净水器滤芯", "gb_07")).toEqual(["净水器滤芯"]);
    expect(why("Lawine", "gb_24")).toEqual(["Lawinenkurs"]);
    expect(why("Lebensmittel", "gb_28")).toEqual(["Lebensmittel"]);
  });
});

function surfaces(typed: string): readonly string[] {
  const { text, groups } = parseQuery(typed);
  return groups.map(({ start, end }) => text.slice(start, end));
}

function ranked(typed: string) {
  const query = parseQuery(typed);
  return { query, hits: rank(query, candidates, corpusOf(candidates)) };
}

function search(typed: string): readonly string[] {
  return ranked(typed).hits.map(({ id }) => id);
}

function why(typed: string, key: string): readonly string[] {
  const { query, hits } = ranked(typed);
  const seed = seeds.find((candidate) => candidate.key === key);
  const matched = hits.find(({ id }) => id === key)?.matched ?? [];
  return explainMatch(query, matched, seed?.title ?? "", seed?.language ?? "");
}

/** What the index knows, counted directly. */
function corpusOf(documents: readonly Candidate[]): Corpus {
  const frequency = new Map<string, number>();
  for (const { terms } of documents) {
    for (const term of new Set(SEARCH_FIELDS.flatMap((field) => terms[field]))) {
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
    }
  }
  const average = (field: keyof ByField<number>): number =>
    documents.reduce((sum, { terms }) => sum + lengthOf(terms[field]), 0) / documents.length;
  return {
    demands: documents.length,
    frequency,
    averageLength: {
      title: average("title"),
      categoryNames: average("categoryNames"),
      description: average("description"),
      details: average("details"),
    },
  };
}
