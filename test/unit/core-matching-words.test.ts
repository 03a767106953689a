/** What words become in the index, each with its place in the text, so that a hit can be shown where it stands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse, baseLanguage, lengthOf, stemmed, termsOf } from "../../worker/core/matching/analyse.ts";
import { foldWord } from "../../worker/core/matching/fold.ts";
import { segment } from "../../worker/core/matching/segment.ts";
import { stem, type StemmedLanguage } from "../../worker/core/matching/stem.ts";
import { isStopWord, isStopWordAnywhere } from "../../worker/core/matching/stop-words.ts";
import { unitAtStartOf, unitOf } from "../../worker/core/matching/units.ts";

describe("folding", () => {
  test.each([
    ["٠١٢٣٤٥٦٧٨٩", "0123456789"],
    ["۰۱۲۳۴۵۶۷۸۹", "0123456789"],
    ["ァヶヴ", "ぁゖゔ"],
    ["Œuvre Łódź đ ı ς ß æ", "oeuvre lodz d i σ ss ae"],
    ["ٱى ة ک ی", "اي ه ك ي"],
    ["Ærø", "aero"],
    ["無線藍牙耳機 筆記型電腦", "无线蓝牙耳机 笔记型电脑"],
    ["冷蔵庫 緑茶 気", "冷藏库 绿茶 气"],
  ])("%s is %s", (word, folded) => {
    expect(foldWord(word)).toBe(folded);
  });

  test("folds letters of ASCII as it does beside others", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (word) => {
        expect(foldWord(`${word}é`)).toBe(`${foldWord(word)}e`);
      }),
    );
  });
});

describe("cutting", () => {
  const cut = (text: string) =>
    segment(text).map((piece) =>
      piece.kind === "run"
        ? piece.characters.map(({ text: character }) => character).join("|")
        : `${piece.isJoined ? "+" : ""}${piece.kind === "number" ? "#" : ""}${piece.text}`,
    );

  test.each<[string, readonly string[]]>([
    ["E-Bike e bike", ["e", "+bike", "e", "bike"]],
    ["E‐Bike e‑bike e–bike", ["e", "+bike", "e", "+bike", "e", "bike"]],
    ["MC4 4K", ["mc", "+#4", "#4", "+k"]],
    ["-a b", ["a", "b"]],
    ["1,000 1,0000 1,5 2.5 1,234,567.8", ["#1000", "#1.0000", "#1.5", "#2.5", "#1234567.8"]],
    ["١٬٢٣٤٫٥", ["#1234.5"]],
    ["Anna's dogs' ’s'", ["anna", "dogs"]],
    ["スーパー 한국어", ["す|ぱ", "한|국|어"]],
    ["ー", []],
    ["ไทย abc", ["ไ|ท|ย", "abc"]],
    ["、。", []],
    ["ـ word", ["word"]],
  ])("%s", (text, pieces) => {
    expect(cut(text)).toEqual(pieces);
  });

  test("says where each piece stands", () => {
    expect(segment("ab 12 净水")).toEqual([
      { kind: "word", text: "ab", start: 0, end: 2, isJoined: false },
      { kind: "number", text: "12", start: 3, end: 5, isJoined: false },
      {
        kind: "run",
        start: 6,
        end: 8,
        characters: [
          { text: "净", start: 6, end: 7 },
          { text: "水", start: 7, end: 8 },
        ],
      },
    ]);
    expect(segment("aーb").map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(segment("カーa")[0]).toMatchObject({ characters: [{ text: "か", start: 0, end: 1 }], end: 2 });
  });
});

describe("stems", () => {
  test.each<[StemmedLanguage, string, string]>([
    ["en", "batteries", "battery"],
    ["en", "ties", "tie"],
    ["en", "boxes", "box"],
    ["en", "glasses", "glass"],
    ["en", "benches", "bench"],
    ["en", "dishes", "dish"],
    ["en", "quizzes", "quizz"],
    ["en", "cars", "car"],
    ["en", "gas", "gas"],
    ["en", "bass", "bass"],
    ["en", "bus", "bus"],
    ["en", "basis", "basis"],
    ["en", "laptop", "laptop"],
    ["de", "gaerten", "gart"],
    ["de", "buero", "buro"],
    ["de", "kindern", "kind"],
    ["de", "gutem", "gut"],
    ["de", "tage", "tag"],
    ["de", "uhren", "uhr"],
    ["de", "ton", "ton"],
    ["de", "sets", "set"],
    ["de", "kurs", "kurs"],
    ["de", "autos", "auto"],
    ["de", "aus", "aus"],
    ["de", "klubs", "klub"],
    ["es", "luces", "luz"],
    ["es", "oces", "oce"],
    ["es", "paneles", "panel"],
    ["es", "casas", "casa"],
    ["es", "gas", "gas"],
    ["es", "mesa", "mesa"],
    ["es", "silla", "sill"],
    ["es", "sistema", "sistem"],
    ["ar", "والحقيبه", "حقيب"],
    ["ar", "بالماء", "ماء"],
    ["ar", "كالبحر", "بحر"],
    ["ar", "فالبيت", "بيت"],
    ["ar", "الكتاب", "كتاب"],
    ["ar", "للبيت", "بيت"],
    ["ar", "الام", "الام"],
    ["ar", "مهندسين", "مهندس"],
    ["ar", "مهندسون", "مهندس"],
    ["ar", "كتابها", "كتاب"],
    ["ar", "عربيه", "عرب"],
    ["ar", "كتبي", "كتب"],
  ])("%s: %s is looked for as %s", (language, word, expected) => {
    expect(stem(word, language)).toBe(expected);
  });

  test("a word is stemmed in its text's language, Arabic in any, and others not at all", () => {
    expect(["en", "de", "es", "ar", "ja", ""].map((language) => stemmed("mesas", language))).toEqual([
      "mesa",
      "mesa",
      "mesa",
      "mesas",
      "mesas",
      "mesas",
    ]);
    expect(stemmed("الكتاب", "en")).toBe("كتاب");
    expect(baseLanguage("zh-Hant-TW")).toBe("zh");
    expect(baseLanguage("DE")).toBe("de");
  });
});

describe("terms", () => {
  test("each with the words it stands for", () => {
    expect(analyse("Der E-Bikes 16 GB", "de")).toEqual([
      { term: "e", start: 4, end: 5 },
      { term: "bik", start: 6, end: 11 },
      { term: "ebik", start: 4, end: 11 },
      { term: "16", start: 12, end: 14 },
      { term: "16gb", start: 12, end: 17 },
      { term: "gb", start: 15, end: 17 },
    ]);
    expect(analyse("净水器", "zh")).toEqual([
      { term: "净水", start: 0, end: 2 },
      { term: "水器", start: 1, end: 3 },
      { term: "器", start: 2, end: 3 },
    ]);
    expect(analyse("20公斤", "zh")[1]).toEqual({ term: "20kg", start: 0, end: 2 });
    expect(analyse("MC4", "en")).toEqual([
      { term: "mc", start: 0, end: 2 },
      { term: "4", start: 2, end: 3 },
      { term: "mc4", start: 0, end: 3 },
    ]);
  });

  test("a German compound is every tail of four letters or more behind a head of three", () => {
    expect(termsOf("Lawinenkurs", "de")).toEqual([
      "lawinenkurs",
      "-inenkurs",
      "-nenkurs",
      "-enkurs",
      "-nkurs",
      "-kurs",
    ]);
    expect(termsOf("Hauskat", "de")).toEqual(["hauskat", "-skat"]);
    expect(termsOf("Haukat", "de")).toEqual(["haukat"]);
    expect(termsOf("Lawinenkurs", "en")).toEqual(["lawinenkur"]);
    expect(lengthOf(["a", "-b", "c"])).toBe(2);
  });

  test("a size is a number with its unit right behind it, and no other word", () => {
    expect(termsOf("16  GB", "en")).toEqual(["16", "gb"]);
    expect(termsOf("16 bits", "en")).toEqual(["16", "bit"]);
    expect(termsOf("16 20", "en")).toEqual(["16", "20"]);
    expect(termsOf("16 净水", "zh")).toEqual(["16", "净水", "水"]);
    expect(termsOf("16", "en")).toEqual(["16"]);
    expect(termsOf("14-inch", "en")).toEqual(["14", "14inch", "inch"]);
  });
});

describe("units", () => {
  const SPELLINGS = {
    kg: "kg kilos kilogramm kilogramos كيلو كجم",
    g: "g gramm gramos غرام",
    mg: "mg",
    l: "l liter litres litros لتر",
    ml: "ml",
    cm: "cm centimetres zentimeter centimetros سم",
    mm: "mm",
    m: "m meters metros متر",
    inch: "inch inches zoll pulgadas بوصه",
    w: "w watts vatios واط",
    kw: "kw",
    wh: "wh",
    kwh: "kwh",
    mah: "mah",
    ah: "ah",
    v: "v volts voltios فولت",
    gb: "gb",
    tb: "tb",
    mb: "mb",
    hz: "hz",
    ghz: "ghz",
  };

  test.each(Object.entries(SPELLINGS))("%s is %s", (symbol, spellings) => {
    expect(spellings.split(" ").map(unitOf)).toEqual(spellings.split(" ").map(() => symbol));
  });

  test.each([
    ["きろぐらむ", "kg"],
    ["せんち", "cm"],
    ["りっとる", "l"],
    ["わっと", "w"],
    ["きろ", "kg"],
    ["公斤装", "kg"],
    ["千克", "kg"],
    ["公升", "l"],
    ["毫升", "ml"],
    ["厘米", "cm"],
    ["毫米", "mm"],
    ["英寸", "inch"],
    ["いんち", "inch"],
    ["瓦", "w"],
    ["升", "l"],
    ["克", "g"],
    ["米", "m"],
  ])("%s begins with %s", (run, symbol) => {
    expect(unitAtStartOf(run)).toBe(symbol);
  });

  test("and nothing else is one", () => {
    expect([unitOf("cup"), unitOf(""), unitAtStartOf("净水"), unitAtStartOf("")]).toEqual([null, null, null, null]);
  });
});

test("stop words say nothing in their own language, and nowhere in a query", () => {
  const words = { en: ["the", "with"], de: ["der", "zur"], es: ["para", "y"], ar: ["في", "و"] };
  for (const [language, list] of Object.entries(words)) {
    for (const word of list) expect([isStopWord(word, language), isStopWordAnywhere(word)]).toEqual([true, true]);
    for (const other of ["ja", "xx"]) expect(isStopWord(list[0] ?? "", other)).toBe(false);
  }
  expect(isStopWord("der", "en")).toBe(false);
  expect(isStopWordAnywhere("coffee")).toBe(false);
});
