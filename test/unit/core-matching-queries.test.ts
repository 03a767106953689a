/** What somebody types becomes groups of alternatives, hits are ordered by what they satisfy, and misspellings are mended. */
import { describe, expect, test } from "vitest";
import { loosenPairs } from "../../worker/core/matching/fallback.ts";
import { parseQuery, withThings, type Alternative, type QueryGroup } from "../../worker/core/matching/query.ts";
import { byScoreThenId, rank, type Candidate, type Corpus } from "../../worker/core/matching/rank.ts";
import { editsBetween, repairQuery, splitsOf, unknownWords, wordsToKnow } from "../../worker/core/matching/repair.ts";
import { isSimilar } from "../../worker/core/matching/similar.ts";
import { explainMatch } from "../../worker/core/matching/why.ts";

const told = ({ parts, isPrefix, weight }: Alternative) => `${parts.join("+")}${isPrefix ? "…" : ""} ${weight}`;
const groupsOf = (typed: string) => {
  const { text, groups } = parseQuery(typed);
  return groups.map(({ start, end, isUnspaced, alternatives }) => [
    `${text.slice(start, end)}${isUnspaced ? " (unspaced)" : ""}`,
    ...alternatives.map(told),
  ]);
};

describe("a query", () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ["Laptops", [["Laptops", "laptops 1", "laptop 0.9", "-laptop 0.6", "laptops… 0.4", ".laptop 0.5"]]],
    ["oat", [["oat", "oat 1", "-oat 0.6", ".oat 0.5"]]],
    ["oats", [["oats", "oats 1", "oat 0.9", "-oat 0.6", ".oat 0.5"]]],
    ["flour", [["flour", "flour 1", "-flour 0.6", "flour… 0.4", ".flour 0.5"]]],
    [
      "power bank",
      [
        ["power", "power 1", "pow 0.9", "powerbank 0.7", "-pow 0.6", "power… 0.4", ".powerbank 0.5"],
        ["bank", "bank 1", "powerbank 0.7", "-bank 0.6", ".powerbank 0.5"],
      ],
    ],
    [
      "E-Bike",
      [
        ["E", "e 0.3", "ebike 1", "ebik 0.9", "-e 0.6", ".electricbicycle 0.5"],
        ["Bike", "bike 1", "ebike 1", "bik 0.9", "ebik 0.9", "-bik 0.6", ".electricbicycle 0.5", ".bicycle 0.5"],
      ],
    ],
    ["16 GB", [["16 GB", "16gb 1", "16 0.3"]]],
    ["16", [["16", "16 1"]]],
    [
      "MC4",
      [
        ["MC", "mc 0.3", "mc4 1", "-mc 0.6"],
        ["4", "mc4 1", "4 0.3"],
      ],
    ],
    [
      "16 bit",
      [
        ["16", "16 1"],
        ["bit", "bit 1", "-bit 0.6"],
      ],
    ],
    ["净", [["净 (unspaced)", "净… 1"]]],
    ["跑鞋", [["跑鞋 (unspaced)", "跑鞋 1", "跑+鞋… 0.3", ".runningshoe 0.5"]]],
    ["りん", [["りん (unspaced)", "りん 1"]]],
    ["お茶", [["お茶 (unspaced)", "お茶 1", ".tea 0.5"]]],
    ["الكتاب", [["الكتاب", "الكتاب 1", "كتاب 0.9", "الكتاب… 0.4", ".book 0.5"]]],
    ["بن", [["بن", "بن 1", ".coffee 0.5"]]],
    ["ماء", [["ماء", "ماء 1", "ماء… 0.4"]]],
    ["", []],
    ["!?", []],
  ])("%s", (typed, groups) => {
    expect(groupsOf(typed)).toEqual(groups);
  });

  test("says of each alternative how it belongs to what was typed", () => {
    const likenesses = (typed: string) =>
      Object.fromEntries(
        parseQuery(typed).groups.flatMap(({ alternatives }) =>
          alternatives.map(({ parts, isPrefix, likeness }) => [`${parts.join("+")}${isPrefix ? "…" : ""}`, likeness]),
        ),
      );
    expect(likenesses("Laptops")).toEqual({
      laptops: "exact",
      laptop: "form",
      "-laptop": "form",
      "laptops…": "beginning",
      ".laptop": "concept",
    });
    expect(likenesses("E-Bike")).toMatchObject({ bike: "exact", ebike: "exact", ebik: "form" });
    expect(likenesses("power bank")).toMatchObject({ powerbank: "form", "power…": "beginning" });
    expect(likenesses("16 GB")).toEqual({ "16gb": "exact", "16": "exact" });
    expect(likenesses("跑鞋")).toMatchObject({ 跑鞋: "exact", "跑+鞋…": "characters" });
    expect(likenesses("净")).toEqual({ "净…": "exact" });
  });

  test("a word that was typed twice is one wish, and so is what says nothing beside something that does", () => {
    expect(groupsOf("oat oat")).toHaveLength(1);
    expect(groupsOf("oat oats")).toHaveLength(2);
    expect(groupsOf("the oat").map(([surface]) => surface)).toEqual(["oat"]);
    expect(groupsOf("the").map(([surface]) => surface)).toEqual(["the"]);
  });

  test("has twenty-four wishes at most", () => {
    const typed = (count: number) =>
      Array.from({ length: count }, (_, n) => `x${String.fromCharCode(97 + n)}`).join(" ");
    expect(parseQuery(typed(24)).groups).toHaveLength(24);
    expect(parseQuery(typed(25)).groups).toHaveLength(24);
  });
});

describe("ranking", () => {
  const demand = (id: string, title: string, categoryNames = "", description = "", details = ""): Candidate => {
    const words = (text: string) => text.split(" ").filter((word) => word !== "");
    const [shown, named] = [words(title), words(categoryNames)];
    return {
      id,
      terms: { title: shown, categoryNames: named, description: words(description), details: words(details) },
    };
  };
  const wish = (...alternatives: readonly Alternative[]): QueryGroup => ({
    start: 0,
    end: 1,
    isUnspaced: false,
    alternatives,
  });
  const whole = (term: string, weight = 1): Alternative => ({
    likeness: "exact",
    parts: [term],
    isPrefix: false,
    weight,
  });
  const corpus = (frequency: Readonly<Record<string, number>>, average = 2): Corpus => ({
    demands: 10,
    averageLength: { title: average, categoryNames: average, description: average, details: average },
    frequency: new Map(Object.entries(frequency)),
  });
  const score = (group: QueryGroup, candidate: Candidate, of: Corpus) =>
    rank({ text: "", groups: [group] }, [candidate], of)[0]?.score ?? 0;
  /** A word that one of ten demands has, by how much it counts there (BM25F). */
  const gain = (frequency: number, holders = 1) =>
    (Math.log(1 + (10 - holders + 0.5) / (holders + 0.5)) * 1.6 * frequency) / (0.6 + frequency);

  test("a word counts eight in the title, two in the category's name, one and a half in the description's first line", () => {
    const of = corpus({ oat: 1 });
    expect(score(wish(whole("oat")), demand("a", "oat milk"), of)).toBeCloseTo(gain(8), 10);
    expect(score(wish(whole("oat")), demand("a", "", "oat milk"), of)).toBeCloseTo(gain(2), 10);
    expect(score(wish(whole("oat")), demand("a", "", "", "oat milk"), of)).toBeCloseTo(gain(1.5), 10);
    expect(score(wish(whole("oat")), demand("a", "", "", "", "oat milk"), of)).toBeCloseTo(gain(0.6), 10);
    expect(score(wish(whole("oat")), demand("a", "oat milk", "oat x", "oat y"), of)).toBeCloseTo(gain(11.5), 10);
    expect(score(wish(whole("oat", 0.5)), demand("a", "oat milk"), of)).toBeCloseTo(gain(4), 10);
  });

  test("longer fields dilute it, a title a little and a description much; tails are no length", () => {
    const of = corpus({ oat: 1 });
    expect(score(wish(whole("oat")), demand("a", "oat b c d"), of)).toBeCloseTo(gain(8 / 1.4), 10);
    expect(score(wish(whole("oat")), demand("a", "", "oat b c d"), of)).toBeCloseTo(gain(2 / 1.2), 10);
    expect(score(wish(whole("oat")), demand("a", "", "", "oat b c d"), of)).toBeCloseTo(gain(1.5 / 1.9), 10);
    expect(score(wish(whole("oat")), demand("a", "", "", "", "oat b c d"), of)).toBeCloseTo(gain(0.6 / 1.75), 10);
    expect(score(wish(whole("oat")), demand("a", "oat b -c -d"), of)).toBeCloseTo(gain(8), 10);
    expect(score(wish(whole("oat")), demand("a", "oat"), corpus({ oat: 1 }, 0.1))).toBeCloseTo(gain(8), 10);
  });

  test("a word that many demands have counts less, and no more than all have it", () => {
    for (const holders of [1, 5, 10])
      expect(score(wish(whole("oat")), demand("a", "oat b"), corpus({ oat: holders }))).toBeCloseTo(
        gain(8, holders),
        10,
      );
    expect(score(wish(whole("oat")), demand("a", "oat b"), corpus({ oat: 11 }))).toBeCloseTo(gain(8, 10), 10);
    expect(score(wish(whole("oat")), demand("a", "oat b"), corpus({}))).toBeCloseTo(gain(8, 1), 10);
    // Of alternatives the most frequent one, a guess as far as it is believed; of beginnings those that are seen.
    const corpusOfBoth = corpus({ oat: 2, rice: 6, cake: 1 });
    const both = (weight: number) => wish(whole("oat"), whole("rice", weight));
    expect(score(both(0.5), demand("a", "oat b"), corpusOfBoth)).toBeCloseTo(gain(8, 3), 10);
    expect(score(both(0.1), demand("a", "oat b"), corpusOfBoth)).toBeCloseTo(gain(8, 2), 10);
    // No more demands can have two words than have the rarer one.
    const split = wish(whole("oat"), { likeness: "exact", parts: ["rice", "cake"], isPrefix: false, weight: 1 });
    expect(score(split, demand("a", "oat b"), corpusOfBoth)).toBeCloseTo(gain(8, 2), 10);
    const beginning = wish({ likeness: "exact", parts: ["oat"], isPrefix: true, weight: 1 });
    expect(score(beginning, demand("a", "oats b"), corpus({ oat: 9 }))).toBeCloseTo(gain(8, 1), 10);
  });

  test("of beginnings of words those demands count that have one", () => {
    const query = { text: "", groups: [wish({ likeness: "exact", parts: ["oat"], isPrefix: true, weight: 1 })] };
    const [hit] = rank(query, [demand("a", "oats b"), demand("b", "rice b"), demand("c", "tea b")], corpus({}));
    expect(hit?.score).toBeCloseTo(gain(8, 1), 10);
  });

  test("of alternatives the best counts; parts count as often as the rarest of them in one field", () => {
    const of = corpus({ oat: 1, milk: 1 });
    expect(score(wish(whole("milk", 0.1), whole("oat")), demand("a", "oat milk"), of)).toBeCloseTo(gain(8), 10);
    const parts = wish({ likeness: "exact", parts: ["oat", "milk"], isPrefix: false, weight: 1 });
    expect(score(parts, demand("a", "oat oat milk b"), of)).toBeCloseTo(gain(8 / 1.4), 10);
    expect(score(parts, demand("a", "oat b", "", "milk b"), of)).toBe(0);
    const beginnings = wish({ likeness: "exact", parts: ["oat"], isPrefix: true, weight: 1 });
    expect(score(beginnings, demand("a", "oats oatmeal"), corpus({}))).toBeCloseTo(gain(16), 10);
  });

  test("in each field its own best counts, for they are one wish", () => {
    const group = wish(whole("oat", 0.9), whole("oats"));
    expect(score(group, demand("a", "oat b", "", "oats c"), corpus({}))).toBeCloseTo(gain(8 * 0.9 + 1.5), 10);
  });

  test("a hit has two fifths of what the best one has, and says which wishes it fulfils", () => {
    const [oat, milk, rice] = ["oat", "milk", "rice"].map((term) => wish(whole(term)));
    const groups = [oat, milk, rice].flatMap((group) => group ?? []);
    const query = { text: "", groups };
    const all = demand("all", "oat milk rice");
    const hits = rank(query, [demand("none", "tea"), demand("one", "oat"), all, demand("two", "oat milk")], corpus({}));
    expect(hits.map(({ id, matched }) => [id, matched])).toEqual([
      ["all", groups],
      ["two", [oat, milk]],
    ]);
    expect(rank(query, [demand("one", "oat"), demand("two", "oat milk")], corpus({})).map(({ id }) => id)).toEqual([
      "two",
      "one",
    ]);
    expect(rank(query, [], corpus({}))).toEqual([]);
  });

  test("equal hits are ordered by id, so that pages are stable", () => {
    const query = { text: "", groups: [wish(whole("oat"))] };
    const hits = rank(
      query,
      ["c", "a", "b"].map((id) => demand(id, "oat")),
      corpus({ oat: 3 }),
    );
    expect(hits.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(byScoreThenId({ id: "a", score: 1 }, { id: "a", score: 1 })).toBe(0);
    expect(byScoreThenId({ id: "a", score: 1 }, { id: "b", score: 1 })).toBe(-1);
    expect(byScoreThenId({ id: "b", score: 1 }, { id: "a", score: 1 })).toBe(1);
    expect(byScoreThenId({ id: "b", score: 2 }, { id: "a", score: 1 })).toBe(-1);
    expect(byScoreThenId({ id: "a", score: 1 }, { id: "b", score: 2.5 })).toBe(1.5);
  });
});

describe("misspellings", () => {
  test.each<[string, string, number]>([
    ["oats", "oats", 0],
    ["oats", "oat", 1],
    ["oat", "oats", 1],
    ["oats", "oals", 1],
    ["oats", "aots", 1],
    ["oats", "oast", 1],
    ["abcd", "badc", 2],
    ["ab", "ba", 1],
    ["ca", "abc", 3],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("from %s to %s: %i", (a, b, edits) => {
    expect(editsBetween(a, b, 5)).toBe(edits);
    expect(editsBetween(b, a, 5)).toBe(edits);
  });

  test("are counted no further than they matter", () => {
    expect(editsBetween("abc", "xyz", 1)).toBe(2);
    expect(editsBetween("a", "abcd", 1)).toBe(2);
    expect(editsBetween("ab", "abc", 1)).toBe(1);
    expect(editsBetween("kitten", "sitting", 2)).toBe(3);
    expect(editsBetween("kitten", "sitting", 3)).toBe(3);
  });

  const repaired = (typed: string, vocabulary: readonly string[]) => {
    const query = parseQuery(typed);
    const { groups, text } = repairQuery(query, unknownWords(query, new Map()), new Set(vocabulary));
    expect(text).toBe(query.text);
    return groups.flatMap(({ alternatives }, index) =>
      alternatives.slice(query.groups[index]?.alternatives.length).map(told),
    );
  };

  test("one slip below eight letters, two from there on", () => {
    expect(repaired("sturyd", ["sturdy", "sturs", "study"])).toEqual(["sturdy 0.8"]);
    expect(repaired("bracjet", ["bracket", "brackt"])).toEqual(["bracket 0.8"]);
    expect(repaired("bracktes", ["brackets", "bracktess", "bracts"])).toEqual([
      "brackets 0.8",
      "bracktess 0.8",
      "bracts 0.6",
    ]);
    expect(repaired("bracjet", ["brackets"])).toEqual([]);
    // The index holds stems: a slip in a plural is one in its stem.
    expect(repaired("sturyds", ["sturdy"])).toEqual(["sturdy 0.8"]);
    // Of two words of four letters neither is the other.
    expect(repaired("stik", ["stick", "stir", "silk"])).toEqual(["stick 0.8", "stik… 0.4"]);
  });

  test("or the beginning of a longer word, once", () => {
    expect(repaired("lapt", ["laptop"])).toEqual(["lapt… 0.4"]);
    expect(repaired("lapto", [])).toEqual([]); // Long enough to be one in any query.
    expect(repaired("كتبنا", [])).toEqual([]);
  });

  test("name things as the mended word does, as far as it is believed, with the words beside it", () => {
    expect(repaired("laptpo", ["laptop"])).toEqual(["laptop 0.8", ".laptop 0.4"]);
    expect(repaired("keyborad", ["keyboard"])).toEqual(["keyboard 0.8", ".keyboard 0.4", ".piano 0.4"]);
    expect(repaired("powre bank", ["power"])).toEqual(["power 0.8", ".powerbank 0.4", "bank… 0.4", ".powerbank 0.4"]);
    expect(repaired("my wineter tyres", ["winter"])).toEqual(["winter 0.8", ".wintertyre 0.4", ".wintertyre 0.4"]);
  });

  test("halves of three letters or more, where both exist", () => {
    expect(repaired("powerbanks", ["power", "bank"])).toEqual(["power+bank 0.7"]);
    expect(repaired("powerbanks", ["power"])).toEqual([]);
    expect(splitsOf("abcdef")).toEqual([["abc", "def"]]);
    expect(splitsOf("abcde")).toEqual([]);
    expect(splitsOf("abcdefg")).toEqual([
      ["abc", "defg"],
      ["abcd", "efg"],
    ]);
  });

  test("are said to be repairs, and halves another form", () => {
    const likenesses = (typed: string, vocabulary: readonly string[]) => {
      const query = parseQuery(typed);
      const { groups } = repairQuery(query, [typed], new Set(vocabulary));
      const known = query.groups[0]?.alternatives.length;
      return groups.flatMap(({ alternatives }) => alternatives.slice(known).map(({ likeness }) => likeness));
    };
    expect(likenesses("sturyd", ["sturdy"])).toEqual(["repair"]);
    expect(likenesses("laptpo", ["laptop"])).toEqual(["repair", "concept"]);
    expect(likenesses("powerbanks", ["power", "bank"])).toEqual(["form"]);
  });

  test("are looked for in words of four letters or more that no demand has in any form", () => {
    const unknown = (typed: string, ...known: readonly string[]) =>
      unknownWords(parseQuery(typed), new Map(known.map((term) => [term, 2])));
    expect(unknown("oat oats rices 12345 净水器净水器")).toEqual(["oats", "rices"]);
    expect(unknown("laptops", "laptop")).toEqual([]);
    expect(unknown("laptops", "laptops")).toEqual([]);
    expect(unknown("laptops", "-laptop")).toEqual([]);
    expect(unknown("laptops", "laptopsy")).toEqual(["laptops"]);
    expect(unknown("wirelss mouses", "mous")).toEqual(["wirelss"]);
  });

  test("before they are looked for, each says the terms of which one would make it known", () => {
    const words = wordsToKnow(parseQuery("oat sturdys 12345 净水器"));
    expect(words).toHaveLength(1);
    expect(words[0]).toEqual(expect.arrayContaining(["sturdys", "sturdy", "-sturdy"]));
    expect(words[0]).not.toContain("oat");
  });

  test("and in those that a single demand has in another form: an ending of some language may be a slip", () => {
    const unknown = (typed: string, known: Readonly<Record<string, number>>) =>
      unknownWords(parseQuery(typed), new Map(Object.entries(known)));
    expect(unknown("microsofa", { microsof: 1 })).toEqual(["microsofa"]);
    expect(unknown("microsofa", { microsof: 2 })).toEqual([]);
    expect(unknown("microsofa", { microsofa: 1 })).toEqual([]);
    expect(unknown("laptops", { ".laptop": 1 })).toEqual([]);
    const mended = repairQuery(parseQuery("sturdys"), ["sturdys"], new Set(["sturdy", "sturdis"]));
    const [group] = mended.groups;
    expect(group?.alternatives.filter(({ parts }) => parts[0] === "sturdy")).toHaveLength(1);
    expect(group?.alternatives.at(-1)).toEqual({
      likeness: "repair",
      parts: ["sturdis"],
      isPrefix: false,
      weight: 0.8,
    });
  });

  test("are mended in the word that has them and nowhere else", () => {
    const query = parseQuery("sturyd 12345 净水");
    const mended = repairQuery(query, ["sturyd", "12345", "净水"], new Set(["sturdy", "12346", "净火"]));
    expect(mended.groups.map(({ alternatives }) => alternatives.length)).toEqual(
      query.groups.map(({ alternatives }, index) => alternatives.length + Number(index === 0)),
    );
    // A group that nothing is added to stays the same object: that is how a search knows it need not ask again.
    repairQuery(query, ["sturyd"], new Set()).groups.forEach((group, index) => expect(group).toBe(query.groups[index]));
  });
});

describe("things that a stretch of a query names", () => {
  const { groups } = parseQuery("blue widget");
  const named = (...weights: readonly number[]) =>
    withThings(
      groups,
      weights.map((weight) => ({ term: ".widget", start: 5, end: 11, weight })),
    );

  test("count as much as the surest of its names, each once", () => {
    for (const weights of [
      [0.5, 0.2],
      [0.2, 0.5],
    ]) {
      const [blue, widget] = named(...weights);
      expect(blue).toBe(groups[0]);
      expect(widget?.alternatives.slice(groups[1]?.alternatives.length)).toEqual([
        { likeness: "concept", parts: [".widget"], isPrefix: false, weight: 0.5 },
      ]);
      expect(
        withThings(
          [widget].flatMap((group) => group ?? []),
          [{ term: ".widget", start: 5, end: 11, weight: 1 }],
        ),
      ).toEqual([widget]);
    }
  });
});

describe("demands that are about what a title is about", () => {
  const query = parseQuery("kettle 2 litres steel electric");
  const shared = (...words: readonly string[]) => {
    const matched = query.groups.filter(({ start, end }) => words.includes(query.text.slice(start, end)));
    expect(matched).toHaveLength(words.length);
    return isSimilar(query, matched);
  };

  test("share three in five of its words, whatever its sizes", () => {
    expect(shared("kettle", "steel")).toBe(true);
    expect(shared("kettle", "steel", "electric")).toBe(true);
    expect(shared("kettle")).toBe(false);
    expect(shared("kettle", "2 litres")).toBe(false);
    expect(shared()).toBe(false);
    expect(isSimilar(parseQuery("2 4"), parseQuery("2 4").groups)).toBe(false);
  });
});

describe("pairs of characters that no demand has", () => {
  const loosened = (typed: string, ...known: readonly string[]) => {
    const query = parseQuery(typed);
    const { groups } = loosenPairs(query, new Map(known.map((term) => [term, 1])));
    return groups.map(({ alternatives }, index) =>
      alternatives.slice(query.groups[index]?.alternatives.length).map(told),
    );
  };

  test.each<[string, readonly (readonly string[])[]]>([
    ["跑鞋", [["跑+鞋… 0.6", "跑… 0.2", "鞋… 0.2"]]],
    ["お茶", [["茶… 0.2"]]],
    ["りん", [[]]],
    ["茶", [[]]],
    ["tea", [[]]],
  ])("%s", (typed, added) => {
    expect(loosened(typed)).toEqual(added);
  });

  test("are said to be characters", () => {
    const { groups } = loosenPairs(parseQuery("跑鞋"), new Map());
    expect(groups[0]?.alternatives.map(({ likeness }) => likeness)).toEqual([
      "exact",
      "characters",
      "concept",
      "characters",
      "characters",
      "characters",
    ]);
  });

  test("and only those", () => {
    expect(loosened("净水器", "净水")).toEqual([[], ["水+器… 0.6", "水… 0.2", "器… 0.2"]]);
    // Nor one that is known under another name.
    expect(loosened("跑鞋", ".runningshoe")).toEqual([[]]);
    const query = parseQuery("净水");
    expect(loosenPairs(query, new Map([["净水", 1]]))).toBe(query);
  });
});

test("a hit says why: as its title writes it, as it was typed elsewhere, neighbours as one, each once", () => {
  const why = (typed: string, title: string, language = "en") => {
    const query = parseQuery(typed);
    return explainMatch(query, query.groups, title, language);
  };
  expect(why("laptop bags", "Laptops and a bag")).toEqual(["Laptops", "bag"]);
  expect(why("grocery", "Laptops")).toEqual(["grocery"]);
  expect(why("lap", "Laptops")).toEqual(["lap"]);
  expect(why("lapto", "Laptops")).toEqual(["Laptops"]);
  expect(why("净水器", "净水器", "zh")).toEqual(["净水器"]);
  expect(why("净水 器具", "净水器", "zh")).toEqual(["净水", "器具"]);
  expect(why("laptop laptops", "Laptops")).toEqual(["Laptops"]);
  expect(why("净水 laptop", "laptop", "zh")).toEqual(["净水", "laptop"]);
});
