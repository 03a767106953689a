import { describe, expect, test } from "vitest";
import { browserName } from "../../web/lib/format/browser.ts";
import { formatDue, formatMoment } from "../../web/lib/format/time.ts";

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
