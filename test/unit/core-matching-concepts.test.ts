/** Things that have a name in every language: what is called by one is found under the others. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conceptKeyOfName, conceptKeysOf } from "../../worker/core/matching/concept-keys.ts";
import { CONCEPT_MARK, conceptsIn } from "../../worker/core/matching/concepts.ts";
import { LEXICON, LEXICON_LANGUAGES } from "../../worker/core/matching/lexicon.ts";
import { lexiconFile } from "../../scripts/lexicon/lexicon.ts";
import { GOODS_LANGUAGES, OUTSIDE_LANGUAGES, readGoods, readOutside } from "../../scripts/lexicon/names.ts";

const goods = readGoods();
const outside = readOutside();
const termsIn = (text: string, language: string | null) => conceptsIn(text, language).map(({ term }) => term);
const keysOf = (text: string, language: string | null) => conceptKeysOf(text, language).map(({ key }) => key);

describe("the tables of names", () => {
  test("ours has a name for each thing in every language, and nothing between commas is empty", () => {
    for (const { name: thing, names } of goods) {
      expect([...names.keys()], thing).toEqual([...GOODS_LANGUAGES]);
      for (const all of names.values()) {
        expect(all.length, thing).toBeGreaterThan(0);
        for (const name of all) expect([name.trim(), name === ""], thing).toEqual([name, false]);
      }
    }
  });

  test("ours calls no two things the same", () => {
    const keys = goods.map(({ key }) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test("those of others have nothing between commas that is empty, and no names of the things we have names for", () => {
    const ours = new Set(
      goods.flatMap(({ names }) =>
        [...names].flatMap(([language, all]) => all.map((name) => `${language} ${conceptKeyOfName(name, language)}`)),
      ),
    );
    for (const { name: thing, names } of outside)
      for (const [language, all] of names)
        for (const name of all) {
          expect([name.trim(), name === ""], thing).toEqual([name, false]);
          if (name !== thing)
            expect(ours, `${thing}: ${name}`).not.toContain(`${language} ${conceptKeyOfName(name, language)}`);
        }
  });

  test("every name is found, alone, by its language and by somebody who does not say it", () => {
    for (const { key, names } of [...goods, ...outside])
      for (const [language, all] of names)
        for (const name of all) {
          expect(termsIn(name, language), name).toContain(CONCEPT_MARK + key);
          expect(termsIn(name, null), name).toContain(CONCEPT_MARK + key);
        }
  });

  test("the file that the Worker reads is made of them, as words are folded and stemmed today", async () => {
    const path = new URL("../../worker/core/matching/lexicon.ts", import.meta.url);
    expect(await lexiconFile(), "node scripts/lexicon/lexicon.ts").toBe(readFileSync(path, "utf8"));
    expect(LEXICON_LANGUAGES).toEqual([...OUTSIDE_LANGUAGES]);
    expect(LEXICON_LANGUAGES.length, "languages are bits of an integer").toBeLessThanOrEqual(31);
    const things = LEXICON.trim()
      .split("\n")
      .map((line) => line.split("|")[0]);
    expect(new Set(things).size).toBe(things.length);
  });
});

describe("a thing is one, whatever it is called", () => {
  test.each([
    [".refrigerator", ["fridges", "冰箱", "冷蔵庫", "Kühlschränke", "neveras", "ثلاجات", "냉장고"]],
    [
      ".powerbank",
      ["power bank", "powerbanks", "power-bank", "移动电源", "行動電源", "モバイルバッテリー", "보조 배터리"],
    ],
    [".laptop", ["Laptops", "notebook computers", "筆電", "ノートPC", "portátiles", "لاب توب", "노트북"]],
    [".tshirt", ["tee shirt", "T-Shirts", "T恤", "Tシャツ", "camisetas"]],
    [
      ".bicycle",
      ["bikes", "vélo", "bicicletta", "fiets", "rower", "велосипед", "bisiklet", "sepeda", "xe đạp", "จักรยาน"],
    ],
    [".violin", ["violins", "Geige", "小提琴", "バイオリン", "скрипка"]],
    [".electrician", ["Elektriker", "électricien", "电工"]],
  ])("%s", (term, names) => {
    for (const name of names) expect(termsIn(name, null), name).toContain(term);
  });

  test("in the middle of a text, with its place", () => {
    const text = "求购小冰箱十台";
    const [found] = conceptsIn(text, "zh").filter(({ term }) => term === ".refrigerator");
    expect(text.slice(found?.start, found?.end)).toBe("小冰箱");
    expect(termsIn("T恤定制", "zh")).toContain(".tshirt");
    expect(termsIn("20台のノートPC", "ja")).toContain(".laptop");
  });

  test("but a part of a word is nothing", () => {
    expect(termsIn("teapots", "en")).not.toContain(".tea");
    expect(termsIn("ricercar", "en")).toEqual([]);
    expect(termsIn("", null)).toEqual([]);
  });
});

describe("a name is one of a language", () => {
  test("where that is known, names in it and in English count", () => {
    expect(termsIn("burro", "it")).toEqual([".butter"]);
    expect(termsIn("burro", "es")).toEqual([".donkey"]);
    expect(termsIn("burro", "de")).toEqual([]);
    for (const language of [null, "xx"])
      expect(new Set(termsIn("burro", language))).toEqual(new Set([".butter", ".donkey"]));
    expect(termsIn("laptop", "zh")).toEqual([".laptop"]);
  });

  test("of a longer name the end counts too: a phone case is no phone, an office chair a chair", () => {
    expect(termsIn("phone cases", "en")).toEqual([".phonecase"]);
    expect(termsIn("手机壳", "zh")).toEqual([".phonecase"]);
    expect(termsIn("standing desks", "en")).toEqual([".standingdesk", ".desk"]);
    expect(termsIn("phone case, mobile phone", "en")).toEqual([".phonecase", ".smartphone"]);
  });

  test("what is an adjective too is none behind a word: portable panels are no laptops", () => {
    expect(termsIn("Paneles solares portátiles de 100 W", "es")).not.toContain(".laptop");
    expect(termsIn("Grúa móvil", "es")).toEqual([]);
    for (const title of [
      "Portátiles",
      "20 portátiles",
      "Lote de portátiles",
      "Pantallas, portátiles",
      "ordenador portátil",
    ])
      expect(termsIn(title, "es"), title).toContain(".laptop");
    expect(termsIn("portatil", null)).toEqual([".laptop"]);
    expect(termsIn("teléfonos celulares", "es")).toEqual([".smartphone"]);
  });

  test("a language without a stemmer has the plurals of the others", () => {
    expect(termsIn("vélos", "fr")).toEqual([".bicycle"]);
  });

  test("a short word of katakana is none as a part of a longer one", () => {
    expect(termsIn("クーラー", "ja")).toEqual([".airconditioner"]);
    expect(termsIn("新型クーラー", "ja")).toEqual([".airconditioner"]);
    for (const text of ["ナイトクラブ", "クラブ", "ダークライド", "イクラ"])
      expect(termsIn(text, "ja"), text).not.toContain(".airconditioner");
    expect(termsIn("オフィスチェアマット", "ja")).toContain(".chair");
  });

  test("and a unit is no thing: 1.5米 are no rice", () => {
    expect(termsIn("数据线 1.5米", "zh")).toEqual([".cable"]);
    expect(termsIn("米", "zh")).toEqual([".rice"]);
  });
});

describe("what is looked up", () => {
  test.each<[string, string | null, readonly string[]]>([
    ["air conditioners", "en", ["air", "airconditioner", "conditioner"]],
    [
      "one two three four five",
      "en",
      [
        "one",
        "onetwo",
        "onetwothree",
        "onetwothreefour",
        "two",
        "twothree",
        "twothreefour",
        "twothreefourfive",
        "three",
        "threefour",
        "threefourfive",
        "four",
        "fourfive",
        "five",
      ],
    ],
    ["ab 12 cd", "en", ["ab", "cd"]],
    ["净水器", "zh", ["净水", "净水器", "水器"]],
    ["茶", "zh", ["茶"]],
    ["T恤衫", "zh", ["t", "t恤", "t恤衫", "恤衫"]],
    ["写真PC", "ja", ["写真", "写真pc", "真pc", "pc"]],
    ["写真 PC", "ja", ["写真", "写真pc", "真pc", "pc"]],
    ["写真, PC", "ja", ["写真", "pc"]],
    ["T, 恤衫", "zh", ["t", "恤衫"]],
    ["보조 전지", "ko", ["보조", "보조전", "보조전지", "조전", "조전지", "전지"]],
    ["12", "en", []],
    ["mesas", null, ["mesas", "mesa"]],
  ])("%s (%s)", (text, language, keys) => {
    expect(keysOf(text, language)).toEqual(keys);
  });

  test("a name of more than twelve characters or four words is none, and a long text names it early", () => {
    const run = "一二三四五六七八九十百千万";
    expect(Math.max(...keysOf(run, "zh").map((key) => key.length))).toBe(12);
    expect(keysOf(run.repeat(50), "zh")).toHaveLength(600);
  });

  test("no text throws, and every place lies in the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("en", "zh", "ar", "xx", null), (text, language) => {
        for (const { start, end } of conceptKeysOf(text, language)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.normalize("NFKC").length);
        }
      }),
    );
  });
});
