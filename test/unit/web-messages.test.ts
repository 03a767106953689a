import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CATEGORY_CODES } from "../../worker/contract/categories.ts";
import { SLUGS } from "../../worker/contract/problems.ts";
import { GROUP_BUY_STATES, LEG_STATES, MEMBER_STATES } from "../../worker/core/group-buy/state/states.ts";
import { compileMessage } from "../../web/lib/i18n/compile.ts";
import { parseMessage, type MessageNode } from "../../worker/core/message-format.ts";
import { createTranslator, type Catalogue, type CompiledMessage } from "../../web/lib/i18n/translate.ts";
import english from "../../web/messages/en.json" with { type: "json" };

const directory = join(import.meta.dirname, "../../web/messages");
const catalogues = readdirSync(directory).map((name) => ({
  locale: name.replace(".json", ""),
  messages: JSON.parse(readFileSync(join(directory, name), "utf8")) as Record<string, string>, // flat, as proved below
}));

const source: Readonly<Record<string, string>> = english;

/**
 * Groups that are whole in every language that the site is offered in. What operators and developers work with may be in
 * English where a language has no words for it yet.
 */
const FOR_BUYERS_AND_MERCHANTS: ReadonlySet<string> = new Set(
  (
    "app board category certificate change clock compare discover dispute group heads how invites join keys ledger me merchant problem proposal " +
    "questions receipt record refusal report reviews row share sheet sign start status verifier verify"
  ).split(" "),
);

/** Keys of those groups that are in English everywhere for now: who adds a key without its five translations names it. */
const WAIT_FOR_WORDS: ReadonlySet<string> = new Set();

/** Words that urge, and words that claim what the provider has not said (web.md 1.4, README decision 7). */
const NEVER: Readonly<Record<string, RegExp>> = {
  en: /\bhurry\b|last chance|don['’]t miss|\bonly \d+ left|selling fast|act now|oops|unfortunately|escrow account|what are you waiting/i,
  de: /beeilen|letzte Chance|nicht verpassen|nur noch \d|jetzt zugreifen|schnell sein|hoppla|leider|Treuhandkonto|abgebucht|worauf warten/i,
  "zh-Hans": /赶快|抓紧|赶紧|最后机会|不要错过|仅剩|秒杀|立即抢|糟糕|很遗憾|扣款/,
  es: /dese prisa|apresúrese|última oportunidad|no se pierda|solo quedan|se agota|actúe ya|vaya,|lamentablemente|cuenta de garantía bloqueada|a qué espera/i,
  ar: /أسرع|سارع|الفرصة الأخيرة|لا تفوّت|لم يبق سوى|للأسف|عفوًا|خُصم/,
  ja: /お急ぎ|急いで|ラストチャンス|お見逃しなく|残りわずか|今すぐ|残念ながら|おっと|引き落と/,
};

/** The compiled function of a message, as the build plug-in makes it. */
function compiled(source: string): CompiledMessage {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as the bundler does
  return new Function(`return ${compileMessage(source)}`)() as CompiledMessage; // the compiler's own output
}

function say(source: string, args: Record<string, string | number>, locale = "en"): string {
  const catalogue: Catalogue = { "app.skip": compiled(source) };
  return createTranslator(locale, () => catalogue).t("app.skip", args);
}

describe("message format", () => {
  test.each([
    ["{count, plural, one {One place} other {# places}}", { count: 1 }, "One place"],
    ["{count, plural, one {One place} other {# places}}", { count: 1_200 }, "1,200 places"],
    ["{count, plural, =0 {Nobody} one {One} other {#}}", { count: 0 }, "Nobody"],
    ["{kind, select, held {{amount} held} other {{amount}}}", { kind: "held", amount: "€10.00" }, "€10.00 held"],
    ["{kind, select, held {{amount} held} other {{amount}}}", { kind: "new", amount: "€10.00" }, "€10.00"],
    ["{a, plural, other {# of {b, plural, other {#}}}}", { a: 2, b: 3 }, "2 of 3"],
    ["a plain '{' brace and it’s fine", {}, "a plain { brace and it’s fine"],
  ])("%s", (source, args, expected) => expect(say(source, args)).toBe(expected));

  test("takes the plural category of the language", () => {
    const source = "{n, plural, one {één} two {twee} few {few} many {many} other {other}}";
    expect([0, 1, 2, 3, 11, 100].map((n) => say(source, { n }, "ar"))).toEqual([
      "other",
      "één",
      "twee",
      "few",
      "many",
      "other",
    ]);
  });

  test.each(["{count", "{count, plural, one {x}}", "{x, date, short}", "text}"])(
    "refuses %s at build time",
    (source) => {
      expect(() => compileMessage(source)).toThrow();
    },
  );
});

describe.each(catalogues)("catalogue $locale", ({ locale, messages }) => {
  test("is flat and parses", () => {
    for (const [key, text] of Object.entries(messages)) {
      expect(key).toMatch(/^[a-z]+\.[\w-]+$/);
      expect(() => parseMessage(text), key).not.toThrow();
    }
  });

  test("has no keys but those of English, in their arguments", () => {
    for (const [key, text] of Object.entries(messages)) {
      expect(english, key).toHaveProperty([key]);
      expect(argumentsOf(parseMessage(text)), key).toEqual(argumentsOf(parseMessage(source[key] ?? "")));
    }
  });

  test("has every key that buyers and merchants see, but those that wait for words", () => {
    const asked = Object.keys(english).filter((key) => FOR_BUYERS_AND_MERCHANTS.has(key.split(".")[0] ?? ""));
    const missing = asked.filter((key) => messages[key] === undefined && !WAIT_FOR_WORDS.has(key));
    expect(missing).toEqual([]);
  });

  test("never urges, and never shouts", () => {
    for (const [key, text] of Object.entries(messages)) {
      expect(text, key).not.toMatch(NEVER[locale] ?? /$^/);
      expect(text, key).not.toMatch(/[!！¡]/);
    }
    expect(NEVER).toHaveProperty([locale]);
  });

  test("has every plural category of its language, or other alone", () => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(messages)) {
      for (const cases of pluralsOf(parseMessage(text))) {
        const named = cases.filter((label) => !label.startsWith("="));
        if (named.length > 1) expect(named.sort(), key).toEqual([...needed].sort());
      }
    }
  });
});

describe("English", () => {
  test("has words for every state, slug and category", () => {
    const keys: string[] = [
      ...MEMBER_STATES.map((state) => `group.member_${state}`),
      ...LEG_STATES.flatMap((state) => [`group.leg_${state}`, `receipt.leg_${state}`]),
      ...GROUP_BUY_STATES.map((state) => `me.state_${state}`),
      ...CATEGORY_CODES.map((code) => `category.${code}`),
    ];
    for (const key of keys) expect(english, key).toHaveProperty([key]);
    for (const slug of SLUGS) {
      const has = `problem.${slug}` in english || `refusal.${slug}` in english;
      expect(has, slug).toBe(true);
    }
  });

  test("names every key that the pages ask for", () => {
    const asked = new Set<string>();
    for (const path of readdirSync(join(directory, ".."), { recursive: true, encoding: "utf8" })) {
      if (!/\.(svelte|ts)$/.test(path)) continue;
      const source = readFileSync(join(directory, "..", path), "utf8");
      for (const [, key] of source.matchAll(/\bt\(\s*"([a-z]+\.[\w-]+)"/g)) if (key !== undefined) asked.add(key);
    }
    expect(asked.size).toBeGreaterThan(200);
    for (const key of asked) expect(english, key).toHaveProperty([key]);
  });
});

function argumentsOf(nodes: readonly MessageNode[]): string[] {
  const names = new Set<string>();
  walk(nodes, (node) => {
    if (node.kind !== "text" && node.kind !== "count") names.add(node.name);
  });
  return [...names].sort();
}

function pluralsOf(nodes: readonly MessageNode[]): string[][] {
  const found: string[][] = [];
  walk(nodes, (node) => {
    if (node.kind === "plural") found.push(Object.keys(node.cases));
  });
  return found;
}

function walk(nodes: readonly MessageNode[], visit: (node: MessageNode) => void): void {
  for (const node of nodes) {
    visit(node);
    if (node.kind === "plural" || node.kind === "select")
      for (const inner of Object.values(node.cases)) walk(inner, visit);
  }
}
