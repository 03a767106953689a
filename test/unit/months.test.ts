import { describe, expect, test } from "vitest";
import { monthAfter, monthOf, monthStartMs } from "../../worker/core/time/months.ts";

const at = (instant: string) => Date.parse(instant);

describe("B2: months are those of the merchant's zone", () => {
  test.each([
    ["2026-11-30T22:59:59.999Z", "Europe/Berlin", "2026-11"],
    ["2026-11-30T23:00:00.000Z", "Europe/Berlin", "2026-12"],
    ["2026-12-01T04:59:59.999Z", "America/New_York", "2026-11"],
    ["2026-10-31T11:00:00.000Z", "Pacific/Auckland", "2026-11"],
    ["2026-01-01T00:00:00.000Z", "UTC", "2026-01"],
  ])("%s in %s is %s", (instant, zone, month) => expect(monthOf(at(instant), zone)).toBe(month));

  test.each([
    ["2026-11", "Europe/Berlin", "2026-10-31T23:00:00.000Z"],
    ["2026-07", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
    ["2026-11", "America/New_York", "2026-11-01T04:00:00.000Z"],
  ])("%s in %s begins at %s", (month, zone, instant) => expect(monthStartMs(month, zone)).toBe(at(instant)));

  test("each instant is in one month, which begins before it and ends after it", () => {
    for (const zone of ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"]) {
      for (let ms = at("2025-12-01T00:00:00Z"); ms < at("2027-02-01T00:00:00Z"); ms += 7 * 3_600_000) {
        const month = monthOf(ms, zone);
        expect(monthStartMs(month, zone)).toBeLessThanOrEqual(ms);
        expect(monthStartMs(monthAfter(month), zone)).toBeGreaterThan(ms);
      }
    }
  });

  test("what is no month begins nowhere", () => {
    expect(monthStartMs("2026-13", "UTC")).toBeNull();
    expect(monthStartMs("2026-11", "Mars/Olympus")).toBeNull();
    expect(monthAfter("2026-12")).toBe("2027-01");
  });
});
