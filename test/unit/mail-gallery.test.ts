/** The gallery of mails: every template there is, in every language and every course its words can take. */
import { describe, expect, test } from "vitest";
import { LETTERS } from "../../web/lib/fixtures/letters.ts";
import { createSampleLetters } from "../../worker/app/mail/sample-letters.ts";
import { NOTICE_KINDS } from "../../worker/words/kinds.ts";
import { english } from "../../worker/words/en.ts";

const ORIGIN = "https://onebell.example";
const samples = createSampleLetters();

test("it shows every notice, and every mail that is none", () => {
  const names = LETTERS.map(({ name }) => name).sort();
  const others = Object.keys(english.mail).filter((name) => name !== "open");
  expect(names).toHaveLength(Object.keys(NOTICE_KINDS).length + others.length);
  expect(names).toEqual(
    [...new Set([...Object.keys(NOTICE_KINDS), "code", "email_code", "email_changed", "payout_account"])].sort(),
  );
});

describe.each(samples.languages)("in %s", (locale) => {
  test("all of them are whole letters that load nothing and fit a narrow column", () => {
    for (const { name, subjects } of LETTERS) {
      for (const subject of subjects) {
        const { html, text } = samples.letter(subject, { locale, zone: "Asia/Tokyo" }, ORIGIN);
        expect(`${text}${html}`, name).not.toMatch(/undefined|NaN|\{\w+\}/);
        expect(html, name).not.toMatch(/<(?:img|script|link|iframe)|url\(|@import|position:|float:/i);
        expect(
          [...html.matchAll(/href="([^"]*)"/g)].every(([, url]) => url?.startsWith(`${ORIGIN}/`)),
          name,
        ).toBe(true);
      }
    }
  });
});
