import { describe, expect, test } from "vitest";
import {
  CATEGORIES,
  CATEGORY_CODES,
  CATEGORY_LANGUAGES,
  categoryName,
  isCategory,
} from "../../worker/contract/categories.ts";

describe("categories (decision 21)", () => {
  test("every code has a name in each of the six languages, and no two codes share one", () => {
    for (const language of CATEGORY_LANGUAGES) {
      const names = CATEGORY_CODES.map((code) => CATEGORIES[code][language]);
      expect(names.every((name) => name.trim().length > 0)).toBe(true);
      expect(new Set(names).size, language).toBe(names.length);
    }
  });

  test("codes are snake_case, and what every object inherits is not a category", () => {
    expect(CATEGORY_CODES.every((code) => /^[a-z]+(_[a-z]+)*$/.test(code))).toBe(true);
    expect(["constructor", "__proto__", "toString", "", "Food"].filter(isCategory)).toEqual([]);
  });

  test.each([
    ["de-AT", "Energie"],
    ["zh", "能源"],
    ["zh-Hant-TW", "能源"],
    ["pt-BR", "Energy"],
  ])("a reader of %s sees %s", (locale, name) => {
    expect(categoryName("energy", locale)).toBe(name);
  });
});
