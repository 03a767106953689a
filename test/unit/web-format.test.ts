import { describe, expect, test } from "vitest";
import { browserName } from "../../web/lib/format/browser.ts";
import { formatMoney, formatMoneyShort, parseAmount, plainAmount } from "../../web/lib/format/money.ts";
import { inARow, listed } from "../../web/lib/format/sentences.ts";
import { formatDue, formatMoment, formatMonth } from "../../web/lib/format/time.ts";

test.each([
  ["en", "Consumers: nothing. Businesses: all."],
  ["ar", "Consumers: nothing. Businesses: all."],
  ["ja", "Consumers: nothing.Businesses: all."],
  ["zh-Hans", "Consumers: nothing.Businesses: all."],
])("sentences in a row, %s", (locale, row) => {
  expect(inARow(["Consumers: nothing.", "Businesses: all."], locale)).toBe(row);
});

test.each([
  ["en", "DE, FR"],
  ["es", "DE, FR"],
  ["ar", "DE، FR"],
  ["ja", "DE、FR"],
  ["zh-Hans", "DE、FR"],
])("names in a list, %s", (locale, list) => {
  expect(listed(["DE", "FR"], locale)).toBe(list);
  expect(listed(["DE"], locale)).toBe("DE");
});

test.each([
  ["en", "November 2026"],
  ["de", "November 2026"],
  ["ja", "2026年11月"],
  ["ar", "نوفمبر 2026"],
])("a month, with digits as on the board, %s", (locale, name) => expect(formatMonth("2026-11", locale)).toBe(name));

describe("a deadline", () => {
  const bell = Date.UTC(2027, 2, 28, 1, 30);

  test.each([
    ["Europe/Berlin", "Sunday 28 March, 03:30:00 (UTC+02:00)"],
    ["Asia/Kolkata", "Sunday 28 March, 07:00:00 (UTC+05:30)"],
    ["America/St_Johns", "Saturday 27 March, 23:00:00 (UTC-02:30)"],
    ["UTC", "Sunday 28 March, 01:30:00 (UTC)"],
  ])("is said with its offset: %s", (zone, text) => expect(formatDue(bell, "en", zone)).toBe(text));

  test("on both sides of a change of clocks, where the times alone are the same", () => {
    const [before, after] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
    const zone = "Europe/Berlin";
    expect(formatMoment(before, "en", zone)).toBe(formatMoment(after, "en", zone));
    expect(formatDue(before, "en", zone)).not.toBe(formatDue(after, "en", zone));
  });
});

describe("day and clock", () => {
  const atMs = Date.UTC(2026, 10, 22, 11, 20);
  test.each([
    ["en", "Sunday 22 November, 12:20:00"],
    ["de", "Sonntag, 22. November, 12:20:00"],
    ["es", "domingo, 22 de noviembre, 12:20:00"],
    ["ja", "11月22日日曜日 12:20:00"],
    ["zh-Hans", "11月22日星期日 12:20:00"],
    ["ar", "الأحد، 22 نوفمبر، 12:20:00"],
  ])("N2: are joined as %s joins them", (locale, text) => {
    expect(formatMoment(atMs, locale, "Europe/Berlin")).toBe(text);
  });
});

describe("an amount", () => {
  test.each([
    ["en", "−€15.00"],
    ["de", "−15,00\u00a0€"],
    ["es", "−15,00\u00a0€"],
    ["ja", "−€15.00"],
    ["zh-Hans", "−€15.00"],
    ["ar", "\u2066−15.00\u00a0€\u2069"],
  ])("below nothing it has a minus, and no hyphen: %s", (locale, shown) => {
    expect(formatMoney({ amount: -1_500, currency: "EUR" }, locale)).toBe(shown);
  });

  test("W4: keeps its sign on its side of the digits inside a sentence from the right", () => {
    expect(formatMoney({ amount: 1500, currency: "GBP" }, "ar")).toBe("\u206615.00\u00a0UK£\u2069");
    expect(formatMoney({ amount: 419_000, currency: "JOD" }, "ar")).toMatch(/^\u2067419\.000\u00a0د\.أ\.\u2069$/u);
    expect(formatMoney({ amount: 1500, currency: "GBP" }, "en")).toBe("£15.00");
  });
});

describe("A3: an amount as it is typed", () => {
  test.each([
    ["54", "EUR", 5_400],
    ["54.5", "EUR", 5_450],
    ["54,50", "EUR", 5_450],
    ["54.", "EUR", 5_400],
    ["1,200.50", "EUR", 120_050],
    ["1.200,50", "EUR", 120_050],
    ["1 200", "EUR", 120_000],
    ["1.200", "EUR", 120_000],
    ["1,20,000", "INR", 12_000_000],
    ["1.2345", "EUR", null],
    ["1,20,00", "EUR", null],
    ["12.345.6", "EUR", null],
    ["1500", "JPY", 1_500],
    ["1,500", "JPY", 1_500],
    ["1.500", "JPY", 1_500],
    ["1.5", "JPY", null],
    ["54.00", "JPY", null],
    ["１５００", "JPY", 1_500],
    ["1.234", "KWD", 1_234],
    ["1,234", "KWD", 1_234],
    ["1.5", "KWD", 1_500],
    ["1,234.500", "KWD", 1_234_500],
    ["1.234.567", "KWD", 1_234_567_000],
    ["1.2345", "KWD", null],
    ["٥٤٫٥", "EUR", 5_450],
    ["۱٬۲۰۰٫۵", "KWD", 1_200_500],
    ["", "EUR", null],
    ["-5", "EUR", null],
    ["5e3", "EUR", null],
    ["5", "XXX", null],
  ])("%j in %s is %j", (typed, currency, minor) => {
    expect(parseAmount(typed, currency)).toBe(minor);
  });

  test.each([
    ["JPY", 1_500, "1500", "¥1,500", "¥1,500"],
    ["EUR", 1_500, "15.00", "€15.00", "€15"],
    ["KWD", 1_500, "1.500", "KWD\u00a01.500", "KWD\u00a01.500"],
    ["BHD", 2_000, "2.000", "BHD\u00a02.000", "BHD\u00a02"],
  ])("%s: what is shown is read back as what it was", (currency, amount, typed, shown, short) => {
    expect(plainAmount({ amount, currency })).toBe(typed);
    expect(parseAmount(typed, currency)).toBe(amount);
    expect(formatMoney({ amount, currency }, "en")).toBe(shown);
    expect(formatMoneyShort({ amount, currency }, "en")).toBe(short);
  });
});

describe("a browser", () => {
  const MOZILLA = "Mozilla/5.0";
  test.each([
    [
      `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
      "Chrome, Linux",
    ],
    [
      `${MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
      "Edge, Windows",
    ],
    [
      `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15`,
      "Safari, macOS",
    ],
    [
      `${MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1`,
      "Chrome, iPhone",
    ],
    [`${MOZILLA} (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0`, "Firefox, Android"],
    ["curl/8.5.0", "curl/8.5.0"],
  ])("%s", (userAgent, name) => expect(browserName(userAgent)).toBe(name));
});
