/** Things that have a name in every language: what is called by one is found under the others. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conceptKeyOfName, conceptKeysOf } from "../../worker/core/matching/concept-keys.ts";
import { CONCEPT_MARK, conceptsIn } from "../../worker/core/matching/concepts.ts";
import { GOODS, GOODS_LANGUAGES } from "../../worker/core/matching/goods.ts";

const lines = GOODS.trim().split("\n");
const termsIn = (text: string, language: string | null) => conceptsIn(text, language).map(({ term }) => term);
const keysOf = (text: string, language: string | null) => conceptKeysOf(text, language).map(({ key }) => key);

describe("the table of goods", () => {
  test("has a name for each thing in every language, and nothing between commas is empty", () => {
    for (const line of lines) {
      const columns = line.split("|");
      expect(columns, line).toHaveLength(GOODS_LANGUAGES.length);
      for (const name of columns.flatMap((column) => column.split(","))) expect(name.trim(), line).toBe(name);
      for (const name of columns.flatMap((column) => column.split(","))) expect(name, line).not.toBe("");
    }
  });

  test("calls no two things the same", () => {
    const names = lines.map((line) => conceptKeyOfName(line.split(/[|,]/)[0] ?? "", "en"));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("every name is found, alone and within a text, by somebody who does not say the language", () => {
    for (const line of lines) {
      const columns = line.split("|").map((column) => column.split(","));
      const term = CONCEPT_MARK + conceptKeyOfName(columns[0]?.[0] ?? "", "en");
      columns.forEach((names, column) => {
        const language = GOODS_LANGUAGES[column] ?? "";
        for (const name of names) {
          expect(termsIn(name, language), name).toContain(term);
          expect(termsIn(name, null), name).toContain(term);
        }
      });
    }
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
