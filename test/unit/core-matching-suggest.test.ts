/** While somebody types, the word that they have begun is completed from the titles of what can be found. */
import { describe, expect, test } from "vitest";
import { begunWord, indexedBeginnings, suggestions } from "../../worker/core/matching/suggest.ts";

describe("the word that is being typed", () => {
  test.each<[string, { before: string; beginning: string } | null]>([
    ["Lin", { before: "", beginning: "lin" }],
    ["linen to", { before: "linen ", beginning: "to" }],
    ["BÜRO", { before: "", beginning: "buro" }],
    ["ﬁn", { before: "", beginning: "fin" }],
    ["太", { before: "", beginning: "太" }],
    ["ポータ", { before: "", beginning: "ぽた" }],
    ["سخا", { before: "", beginning: "سخا" }],
    ["l", null],
    ["linen ", null],
    ["linen 20", null],
    ["", null],
    ["!", null],
  ])("%j → %j", (typed, expected) => {
    expect(begunWord(typed)).toEqual(expected);
  });
});

describe("what it may become", () => {
  const titles = [
    "Portable power station",
    "Portable heater, 2 kW",
    "Porcelain cups",
    "Süßer Portwein",
    "太陽能板 400 W",
    "ポータブル電源",
    "port",
  ];
  const of = (typed: string) => {
    const begun = begunWord(typed);
    return begun === null ? null : suggestions(begun, titles);
  };

  test("the most frequent first, as titles write it, with what stands before it", () => {
    expect(of("por")).toEqual(["Portable", "Porcelain", "port", "Portwein"]);
    expect(of("cheap port")).toEqual(["cheap Portable", "cheap Portwein"]);
  });

  test.each([
    ["suss", ["Süßer"]],
    ["太阳", ["太陽能板"]],
    ["能", ["能板"]],
    ["電", ["電源"]],
    ["源", []],
    ["ぽーた", ["ポータブル電源"]],
    ["zz", []],
  ])("%s → %j, however it is written", (typed, expected) => {
    expect(of(typed)).toEqual(expected);
  });

  test("six at most, and a word that is whole already is not repeated", () => {
    const many = Array.from("abcdefgh", (letter) => `tea${letter}`);
    expect(suggestions({ before: "", beginning: "tea" }, ["tea", ...many])).toEqual(many.slice(0, 6));
  });
});

describe("how the index may begin a word", () => {
  test.each([
    ["batteri", "battery"],
    ["batterie", "battery"],
    ["batteries", "battery"],
    ["switche", "switch"],
    ["luce", "luz"],
    ["fahrrade", "fahrrad"],
    ["الكتا", "كتا"],
    ["lap", "lap"],
  ])("%s as %s", (beginning, indexed) => {
    expect(indexedBeginnings(beginning)).toContain(indexed);
    expect(indexedBeginnings(beginning)[0]).toBe(beginning);
  });

  test("never as a single letter, and each once", () => {
    for (const beginning of ["as", "los", "ies", "es"]) {
      const indexed = indexedBeginnings(beginning);
      expect(indexed.filter((term) => Array.from(term).length < 2)).toEqual([]);
      expect(new Set(indexed).size).toBe(indexed.length);
    }
  });
});
