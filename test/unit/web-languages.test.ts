/** Which language a visitor reads, and that they fetch no other. */
import { describe, expect, test } from "vitest";
import { languageChoices, matchingLocale } from "../../web/lib/i18n/languages.ts";
import { loadMessages, LOCALES } from "../../web/lib/i18n/load.ts";
import { createTranslator } from "../../web/lib/i18n/translate.ts";
import { directionOf, localeOf } from "../../web/lib/server/preferences.ts";
import english from "../../web/messages/en.json" with { type: "json" };

function cookiesOf(locale?: string) {
  return { get: (name: string) => (name === "locale" ? locale : undefined) };
}

describe("the language of a visitor", () => {
  test.each([
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-Hant", "zh-Hans"],
    ["es-MX", "es"],
    ["de-AT", "de"],
    ["ar-EG", "ar"],
    ["ja-JP", "ja"],
    ["en-GB", "en"],
    ["fr", undefined],
    ["", undefined],
  ])("%j is read as %s", (tag, locale) => {
    expect(matchingLocale(tag, ["ar", "de", "en", "es", "ja", "zh-Hans"])).toBe(locale);
  });

  test("this device comes first, then the profile, then the browser, then English", () => {
    expect(localeOf(cookiesOf("de"), "en", "en")).toBe("de");
    expect(localeOf(cookiesOf(), "de", "en")).toBe("de");
    expect(localeOf(cookiesOf(), undefined, "fr-FR, de-AT;q=0.8, en;q=0.5")).toBe("de");
    expect(localeOf(cookiesOf("xx"), "yy", null)).toBe("en");
  });

  test("Arabic runs from right to left, and nothing else of ours does", () => {
    expect(["ar", "de", "en", "es", "ja", "zh-Hans"].map(directionOf)).toEqual([
      "rtl",
      "ltr",
      "ltr",
      "ltr",
      "ltr",
      "ltr",
    ]);
  });

  test("every catalogue can be chosen, by the name its readers give it", () => {
    expect(
      languageChoices(LOCALES)
        .map(({ locale }) => locale)
        .sort(),
    ).toEqual([...LOCALES].sort());
  });
});

describe.each(LOCALES)("in %s", (locale) => {
  test("every group has words for every key: what is not translated yet is English, and no key is shown", async () => {
    const groups = [...new Set(Object.keys(english).map((key) => key.split(".")[0] ?? ""))];
    const catalogue = await loadMessages(locale, groups);
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
    const { find } = createTranslator(locale, () => catalogue);
    expect(find("operator.title") ?? find("problem.title") ?? "").not.toMatch(/^[a-z]+\.[\w-]+$/);
  });
});
