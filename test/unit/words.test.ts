/** The words of every message: complete, calm, in the reader's language and zone, with the facts and nothing left over. */
import { describe, expect, test } from "vitest";
import { parseMessage, type MessageNode } from "../../worker/core/message-format.ts";
import type { NoticeKind } from "../../worker/core/group-buy/notice-facts.ts";
import { isNoticeKind, NOTICE_KINDS } from "../../worker/words/kinds.ts";
import { languageOf, WORD_LANGUAGES } from "../../worker/words/languages.ts";
import { noticeLetter } from "../../worker/words/letter.ts";
import { moneyText, renderNotice, type Renderable } from "../../worker/words/render.ts";
import { NOTICE_FACTS } from "../../web/lib/fixtures/notice-facts.ts";

const KINDS = Object.keys(NOTICE_KINDS).filter(isNoticeKind);
const SUBJECT = { title: "Merino base layer", groupBuyId: "gb_1", currency: "EUR" };
const BERLIN = { locale: "en", zone: "Europe/Berlin" };

/** Every course that the words of a kind can take. */
function noticesOf(kind: NoticeKind, currency = "EUR"): Renderable[] {
  return NOTICE_FACTS[kind].map((facts) => ({ kind, facts: { ...facts, ...SUBJECT, currency } }));
}

function withoutIsolates(text: string): string {
  return text.replace(/[\u2068\u2069]/g, "");
}

function argumentsOf(nodes: readonly MessageNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "argument") return [node.name];
    if (node.kind !== "plural" && node.kind !== "select") return [];
    return [node.name, ...Object.values(node.cases).flatMap(argumentsOf)];
  });
}

describe.each(WORD_LANGUAGES)("in %s", (locale) => {
  const { words, locale: format } = languageOf(locale);

  test.each(KINDS)("%s names the group-buy and uses only facts it has", (kind) => {
    const { subject, text } = words.notices[kind];
    for (const { facts } of noticesOf(kind)) {
      expect(Object.keys(facts)).toEqual(
        expect.arrayContaining([...argumentsOf(parseMessage(subject)), ...argumentsOf(parseMessage(text))]),
      );
    }
    expect(argumentsOf(parseMessage(subject))).toContain("title");
    expect(argumentsOf(parseMessage(text))).toContain("title");
  });

  test.each(KINDS)("%s is calm and whole in every course it can take", (kind) => {
    for (const notice of noticesOf(kind)) {
      const { subject, text, page } = renderNotice(notice, { locale, zone: "Europe/Berlin" });
      expect(subject.length).toBeLessThanOrEqual(120);
      expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|NaN|null|!| {2}|\bnone\b| [.,;]/);
      expect(`${subject}\n${text}`).not.toMatch(/\b(charged?|hurry|last chance|refunded|closed|escrow account)\b/i);
      expect(page).toMatch(/^\/(g|merchant|operator|me)\b/);
    }
  });

  test.each(KINDS)("%s says every instant in the reader's zone and in UTC, and every amount", (kind) => {
    for (const notice of noticesOf(kind)) {
      const rendered = renderNotice(notice, { locale, zone: "Asia/Tokyo" });
      const [subject, text] = [rendered.subject, rendered.text].map(withoutIsolates) as [string, string]; // as many
      for (const [name, fact] of Object.entries(notice.facts)) {
        if (name.endsWith("Ms")) {
          expect(text).toContain(`${new Date(fact).toISOString().slice(0, 19).replace("T", " ")} UTC`);
          expect(text).toContain("10:30:00"); // 01:30 UTC in Tokyo.
        }
        if (name.endsWith("Minor") && typeof fact === "number" && fact !== 0) {
          expect(`${subject} ${text}`).toContain(moneyText(fact, "EUR", format));
        }
      }
    }
  });
});

describe("instants around a change of clocks", () => {
  const shown = (untilMs: string, zone: string) =>
    renderNotice({ kind: "vote", facts: { ...SUBJECT, untilMs: Date.parse(untilMs) } }, { locale: "en", zone }).text;

  test.each([
    ["2027-03-28T00:59:59Z", "Europe/Berlin", "28 March 2027, 01:59:59 your time (UTC+01:00)"],
    ["2027-03-28T01:00:00Z", "Europe/Berlin", "28 March 2027, 03:00:00 your time (UTC+02:00)"],
    ["2027-11-07T05:30:00Z", "America/New_York", "7 November 2027, 01:30:00 your time (UTC-04:00)"],
    ["2027-11-07T06:30:00Z", "America/New_York", "7 November 2027, 01:30:00 your time (UTC-05:00)"],
    ["2027-03-28T01:00:00Z", "Asia/Tokyo", "28 March 2027, 10:00:00 your time (UTC+09:00)"],
    ["2027-03-28T18:00:00Z", "Asia/Kathmandu", "28 March 2027, 23:45:00 your time (UTC+05:45)"],
  ])("scenario 14: %s in %s reads %s", (at, zone, local) => {
    expect(shown(at, zone)).toContain(local);
    expect(shown(at, zone)).toContain(`which is ${at.slice(0, 10)} ${at.slice(11, 19)} UTC`);
  });

  test.each(["UTC", "Mars/Olympus"])("a reader in %s is told UTC once", (zone) => {
    expect(shown("2027-03-28T01:00:00Z", zone)).toContain("until 2027-03-28 01:00:00 UTC.");
  });
});

test.each([
  ["JPY", 1_000, "¥1,000"],
  ["EUR", 123_450, "€1,234.50"],
  ["JOD", 1_005, "JOD\u00a01.005"],
])("scenario 24: an amount in %s has the digits of its currency", (currency, amountMinor, shown) => {
  const { text } = renderNotice({ kind: "money_returned", facts: { ...SUBJECT, currency, amountMinor } }, BERLIN);
  expect(text).toContain(shown);
});

test("a mail leads to its page, and says how to turn it off only where one may (domain 5)", () => {
  const linesOf = (kind: "vote" | "offer_received") => {
    const [notice] = noticesOf(kind);
    return noticeLetter(notice!, BERLIN, "https://onebell.example", null).text;
  };
  expect(linesOf("vote")).toMatch(/\n\nSee it on Onebell:\nhttps:\/\/onebell\.example\/g\/gb_1$/);
  expect(linesOf("offer_received")).toMatch(/\/g\/gb_1\n\n.*\nhttps:\/\/onebell\.example\/me\/settings#messages$/);
});

test("what asks for money or tells of it cannot be turned off (domain 5)", () => {
  const mutable = KINDS.filter((kind) => NOTICE_KINDS[kind].topic !== "duty");
  for (const kind of mutable) {
    const { text } = languageOf("en").words.notices[kind];
    expect(text).not.toMatch(/Minor\}|please pay/i);
  }
});

test("a locale without words of its own reads English; braces in a title stay what they are", () => {
  const notice: Renderable = { kind: "settled", facts: { ...SUBJECT, title: "Mugs {blue}", quantity: 1 } };
  expect(renderNotice(notice, { locale: "xx-YY", zone: "UTC" }).subject).toBe("Done: Mugs {blue}");
});

test.each([
  ["vote", "/g/gb_1"],
  ["offer_chosen", "/merchant/demands/gb_1"],
  ["shortfall_asked", "/merchant/demands/gb_1"],
  ["ship_due", "/merchant/orders?groupBuyId=gb_1"],
  ["demand_ended", "/merchant/offers"],
  ["question_asked", "/g/gb_1/questions"],
  ["review_written", "/g/gb_1/reviews"],
  ["review_waiting", "/operator/group-buys/gb_1"],
  ["books_refused", "/operator/reconciliation/gb_1"],
] as const)("%s leads to %s, where it is seen and done", (kind, page) => {
  const [notice] = noticesOf(kind);
  expect(renderNotice(notice!, BERLIN).page).toBe(page);
});
