/** How a mail looks and what it can never do, whatever a stranger writes into a title. */
import { describe, expect, test } from "vitest";
import { codeLetter, noticeLetter, type Letter } from "../../worker/words/letter.ts";
import { WORD_LANGUAGES } from "../../worker/words/languages.ts";

const ORIGIN = "https://onebell.example";
const MUTE = "https://onebell.example/mail/mute?m=x";

function letter(title: string, locale = "en", muteUrl: string | null = MUTE): Letter {
  const facts = { title, groupBuyId: "gb_1", currency: "EUR", count: 12, quantityMinimum: 10, closesAtMs: 0 };
  return noticeLetter({ kind: "minimum_reached", facts }, { locale, zone: "UTC" }, ORIGIN, muteUrl);
}

/** What is left of the HTML when it is read: tags gone, signs back. */
function readable(html: string): string {
  return html
    .replace(/^[\s\S]*<body/, "<body")
    .replaceAll("<br>", "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

describe("whatever a title says", () => {
  test.each([
    `<script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `</title><style>*{display:none}</style>`,
    `<!--`,
    `&lt;b&gt;`,
    `' onmouseover='x`,
  ])("%s stays words", (title) => {
    const { html, text } = letter(title);
    expect(text).toContain(title);
    expect(readable(html)).toContain(title);
    expect(html).not.toMatch(/<(?:script|img|!--)|onerror=alert\(1\)>|<style>\*/);
    // As many elements as with a harmless title: none came with the words.
    expect(html.match(/</g)).toHaveLength(letter("Mugs").html.match(/</g)?.length ?? 0);
  });

  test.each(["Mugs\r\nBcc: all@example.org", "Mugs\n\nDear customer", "Mugs\u2028Bcc: x", "Mugs\u0000\u202Egnp.exe"])(
    "a line end in %j does not reach a header",
    (title) => {
      expect(letter(title).subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
      expect(letter(title).subject).toContain("Mugs ");
    },
  );

  test("an address in it is not made a link", () => {
    const { html } = letter("https://evil.example/pay");
    expect(html).not.toContain('href="https://evil');
  });
});

test("amounts and instants stand out; lists of mail show what it says first, and not our name", () => {
  const facts = { title: "<b>", groupBuyId: "gb_1", currency: "EUR", restMinor: 4_000, totalMinor: 5_000, dueAtMs: 0 };
  const { html } = noticeLetter({ kind: "balance_due", facts }, { locale: "en", zone: "Asia/Tokyo" }, ORIGIN, null);
  const bold = [...html.matchAll(/<strong[^>]*>([^<]*)<\/strong>/g)].map(([, words]) => words);
  expect(bold).toEqual(["€50.00", "€40.00", "Thursday, 1 January 1970", "09:00:00"]);
  const body = readable(html);
  expect(body.trim().startsWith("“<b>” goes ahead.")).toBe(true);
  expect(html).toContain("display:none");
});

describe.each(WORD_LANGUAGES)("in %s", (locale) => {
  test("both parts say the same words", () => {
    const { html, text } = letter("Mugs & jugs", locale);
    const read = readable(html).replace(/\s+/g, " ");
    for (const line of text.split("\n").filter((one) => one !== "")) {
      expect(read).toContain(line.replace(/:$/, "").replace(/\s+/g, " "));
    }
  });

  test("the direction of reading is said on the document and on its body", () => {
    const { html } = letter("Mugs", locale);
    const direction = locale === "ar" ? "rtl" : "ltr";
    expect(html.match(new RegExp(`lang="${locale}" dir="${direction}"`, "g"))).toHaveLength(2);
  });

  test("a code stands alone to be copied, and in the subject", () => {
    const { subject, text, html } = codeLetter("01234567", { locale });
    expect([subject, text, html].map((part) => part.includes("01234567"))).toEqual([true, true, true]);
    expect(html).toContain(">01234567</p>");
    expect(html).not.toContain("href"); // Whoever did not ask for it has nothing to press.
  });
});

test("nothing is loaded from anywhere and nobody is watched reading", () => {
  const { html } = letter("Mugs");
  expect(html).not.toMatch(/<img|<link|<iframe|url\(|@import|src=|<form|<script/i);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
  expect(new Set(links)).toEqual(new Set([`${ORIGIN}/g/gb_1`, MUTE]));
});

test("it is small, and as light as dark", () => {
  const { html } = letter("Mugs");
  expect(html.length).toBeLessThan(8_000); // Programs cut letters off at 100 kB.
  expect(html).toContain("prefers-color-scheme: dark");
  expect(html).toContain('name="color-scheme" content="light dark"');
});

test("where one click cannot turn it off, the settings can", () => {
  expect(letter("Mugs", "en", null).text).toContain(`${ORIGIN}/me/settings#messages`);
  expect(letter("Mugs").text).toMatch(/turn messages like this one off:\nhttps:\/\/onebell\.example\/mail\/mute\?m=x$/);
});
