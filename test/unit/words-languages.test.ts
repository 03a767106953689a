/** The same message in every language: the same facts in the same courses, whole plurals, calm words, kept directions. */
import { describe, expect, test } from "vitest";
import { parseMessage, type MessageNode } from "../../worker/core/message-format.ts";
import { isNoticeKind, NOTICE_KINDS } from "../../worker/words/kinds.ts";
import { languageOf, WORD_LANGUAGES } from "../../worker/words/languages.ts";
import { codeLetter, noticeLetter, payoutAccountLetter } from "../../worker/words/letter.ts";
import { renderNotice } from "../../worker/words/render.ts";
import type { Words } from "../../worker/words/words.ts";
import { NOTICE_FACTS } from "../../web/lib/fixtures/notice-facts.ts";

const KINDS = Object.keys(NOTICE_KINDS).filter(isNoticeKind);
const SUBJECT = { title: "Merino base layer", groupBuyId: "gb_1", currency: "EUR" };
const ISOLATE = "\u2068";
const END = "\u2069";

/** Words that urge, and words that say of money what has not happened (web.md 1.4, decision 7). */
const NEVER: Readonly<Record<string, RegExp>> = {
  en: /\b(hurry|last chance|charged?|refunded|closed)\b/i,
  "zh-Hans": /赶快|抓紧|赶紧|最后机会|仅剩|扣款|扣除|已退款|秒杀/,
  es: /\b(apresúrese|dese prisa|última oportunidad|solo quedan|cobrad[oa]s?|reembolsad[oa]s?|cerrad[oa]s?)\b/i,
  de: /\b(beeilen|schnell|letzte Chance|nur noch|zugreifen|abgebucht|belastet|erstattet|geschlossen)\b/i,
  ar: /أسرع|سارع|الفرصة الأخيرة|لا تفوّت|خُصم|اقتُطع|مغلق/,
  ja: /お急ぎ|急いで|ラストチャンス|残りわずか|今すぐ|引き落と|請求|返金済み|返金しました/,
};

test("the six languages of the product have words (decision 12)", () => {
  expect([...WORD_LANGUAGES].sort()).toEqual(["ar", "de", "en", "es", "ja", "zh-Hans"]);
});

describe.each(WORD_LANGUAGES)("in %s", (locale) => {
  const { words } = languageOf(locale);
  const english = languageOf("en").words;

  test("every message says in every course what the English one says", () => {
    for (const [name, source] of Object.entries(sourcesOf(english))) {
      expect(coursesOf(sourcesOf(words)[name] ?? ""), name).toEqual(coursesOf(source));
    }
  });

  test("a plural has every category of the language", () => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [name, source] of Object.entries(sourcesOf(words))) {
      for (const labels of pluralsOf(parseMessage(source))) {
        expect(labels.filter((label) => !label.startsWith("=")).sort(), name).toEqual([...needed].sort());
      }
    }
  });

  test("nothing urges, shouts, or claims what the bank has not said", () => {
    for (const [name, source] of Object.entries(sourcesOf(words))) {
      expect(source, name).not.toMatch(NEVER[locale]!);
      expect(source, name).not.toMatch(/[!！¡]/);
    }
  });

  test("a code and a changed payout account are told in it", () => {
    const letters = (name: string) => [
      codeLetter("01234567", { locale: name }),
      payoutAccountLetter("Mugs & Co", "3000", { locale: name }),
    ];
    for (const [at, { subject, text }] of letters(locale).entries()) {
      expect(`${subject} ${text}`).not.toMatch(/[{}]/);
      for (const fact of at === 0 ? ["01234567"] : ["Mugs & Co", "3000"]) expect(text).toContain(fact);
      if (locale !== "en") expect(text).not.toBe(letters("en")[at]?.text);
    }
  });
});

describe("from right to left", () => {
  const CAIRO = { locale: "ar-EG", zone: "Africa/Cairo" };
  const rendered = KINDS.flatMap((kind) =>
    NOTICE_FACTS[kind].map((facts) => renderNotice({ kind, facts: { ...facts, ...SUBJECT } }, CAIRO)),
  );

  test("titles, amounts and instants are kept apart from the sentence, and every mark is closed", () => {
    for (const { subject, text } of rendered) {
      expect(subject).toContain(`${ISOLATE}${SUBJECT.title}${END}`);
      for (const whole of [subject, text]) {
        expect(whole.split(ISOLATE).length).toBe(whole.split(END).length);
        // What is left outside of the marks has no Latin letter and no amount in it.
        expect(outside(whole)).not.toMatch(/[A-Za-z€]/);
      }
    }
  });

  test("digits are Latin, as on the board, and as the part in UTC has them", () => {
    const facts = { ...SUBJECT, untilMs: Date.parse("2027-03-28T01:30:00Z") };
    const { text } = renderNotice({ kind: "vote", facts }, CAIRO);
    expect(text).toContain(`${ISOLATE}2027-03-28 01:30:00 UTC${END}`);
    expect(text).toContain(`${ISOLATE}03:30:00${END}`);
    expect(text).not.toMatch(/[٠-٩]/);
  });

  test("a link stands on its own line, without marks", () => {
    const facts = { ...SUBJECT, count: 3 };
    const mail = noticeLetter({ kind: "offer_received", facts }, CAIRO, "https://o.test", null).text;
    expect(mail.split("\n").filter((line) => line.includes("https:"))).toEqual([
      "https://o.test/g/gb_1",
      "https://o.test/me/settings#messages",
    ]);
  });

  test("languages that run the other way carry no marks", () => {
    const { subject, text } = renderNotice(
      { kind: "settled", facts: { ...SUBJECT, quantity: 2 } },
      { ...CAIRO, locale: "ja" },
    );
    expect(subject + text).not.toMatch(/[\u2068\u2069]/);
  });

  test.each([
    [0, "0 "],
    [1, "عضو الوحيد"],
    [2, "العضوين"],
    [3, "3 أعضاء"],
    [11, "11 عضوًا"],
    [100, "100 عضو "],
  ])("%i members take their own form", (members, form) => {
    const facts = { ...SUBJECT, amountMinor: 1_000, members };
    expect(renderNotice({ kind: "forfeits_called", facts }, CAIRO).text).toContain(form);
  });
});

test.each([
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["zh-Hant", "zh-Hans"],
  ["zh-TW", "zh-Hans"],
  ["es-MX", "es"],
  ["de-AT", "de"],
  ["ar-EG", "ar"],
  ["ja-JP", "ja"],
  ["en-GB", "en"],
  ["fr", "en"],
  ["constructor", "en"],
  ["", "en"],
])("a person of locale %j reads %s", (locale, language) => {
  expect(languageOf(locale).words).toBe(languageOf(language).words);
  expect(() => new Intl.NumberFormat(languageOf(locale).locale)).not.toThrow();
});

test("dates stand in the language of the words", () => {
  const facts = { ...SUBJECT, closesAtMs: Date.parse("2027-03-28T01:30:00Z"), minutes: 60 };
  const said = (locale: string) => renderNotice({ kind: "closing_soon", facts }, { locale, zone: "Asia/Tokyo" }).text;
  expect(said("zh-TW")).toContain("2027年3月28日星期日 10:30:00");
  expect(said("ja")).toContain("2027年3月28日日曜日 10:30:00");
  expect(said("de-AT")).toContain("Sonntag, 28. März 2027, 10:30:00");
  expect(said("es-MX")).toContain("domingo, 28 de marzo de 2027, 10:30:00");
  expect(said("fr")).toContain("28 March 2027, 10:30:00");
});

function sourcesOf({ instant, mute, mail, notices }: Words): Record<string, string> {
  const named = Object.entries({ code: mail.code, payoutAccount: mail.payoutAccount, ...notices });
  return Object.fromEntries([
    ["instant", instant],
    ["mute", mute],
    ["open", mail.open],
    ...named.flatMap(([name, { subject, text }]) => [
      [`${name} subject`, subject],
      [`${name} text`, text],
    ]),
  ]) as Record<string, string>; // pairs of names and sources
}

/** The arguments of each course: those outside of any choice, and those of each case of each choice. */
function coursesOf(source: string): Record<string, string[]> {
  const courses: Record<string, Set<string>> = {};
  const visit = (nodes: readonly MessageNode[], course: string) => {
    const here = (courses[course] ??= new Set());
    for (const node of nodes) {
      if (node.kind === "text" || node.kind === "count") continue;
      here.add(node.name);
      if (node.kind === "argument") continue;
      for (const [label, inner] of Object.entries(node.cases)) {
        // Which plurals there are, and how deep, is a matter of the language.
        visit(inner, node.kind === "select" ? `${course} ${node.name}=${label}` : course);
      }
    }
  };
  visit(parseMessage(source), "always");
  return Object.fromEntries(Object.entries(courses).map(([course, names]) => [course, [...names].sort()]));
}

function pluralsOf(nodes: readonly MessageNode[]): string[][] {
  return nodes.flatMap((node) => {
    if (node.kind !== "plural" && node.kind !== "select") return [];
    const inner = Object.values(node.cases).flatMap(pluralsOf);
    return node.kind === "plural" ? [Object.keys(node.cases), ...inner] : inner;
  });
}

/** What stands outside of every pair of marks. */
function outside(text: string): string {
  let depth = 0;
  let left = "";
  for (const letter of text) {
    if (letter === ISOLATE) depth += 1;
    else if (letter === END) depth -= 1;
    else if (depth === 0) left += letter;
  }
  return left;
}
