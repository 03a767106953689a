import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatInstant, INSTANT_END_MS, INSTANT_MIN_MS, parseInstant } from "../../worker/core/time/instant.ts";
import { instantOf } from "../../worker/core/time/local-time.ts";

const at = (text: string) => Date.parse(text);
const instant = fc.integer({ min: INSTANT_MIN_MS, max: INSTANT_END_MS - 1 });

describe("timestamps (RFC 3339, bad inputs 59 to 61)", () => {
  test.each([
    ["2026-12-01T11:30:00.000Z", 1_796_124_600_000],
    ["2026-12-01T12:30:00+01:00", 1_796_124_600_000],
    ["2026-12-01T17:15:00.5+05:45", 1_796_124_600_500],
    ["2026-12-01T11:30:00.123000000Z", 1_796_124_600_123],
    ["2026-12-01T11:30:00-00:00", 1_796_124_600_000],
    ["2028-02-29T00:00:00Z", 1_835_395_200_000],
    ["2000-01-01T00:00:00Z", INSTANT_MIN_MS],
    ["2199-12-31T23:59:59.999Z", INSTANT_END_MS - 1],
  ])("%s is %i", (text, ms) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: ms });
  });

  test.each([
    "",
    "tomorrow",
    "1796124600",
    "2026-12-01",
    "2026-12-01T11:30Z",
    "2026-12-01 11:30:00Z",
    "2026-12-01t11:30:00z",
    "2026-02-30T00:00:00Z",
    "2027-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-12-00T00:00:00Z",
    "2026-12-01T24:00:00Z",
    "2026-12-01T23:60:00Z",
    "2026-12-31T23:59:60Z",
    "2026-12-01T11:30:00.Z",
    "2026-12-01T11:30:00.0001Z",
    "2026-12-01T11:30:00,5Z",
    "2026-12-01T11:30:00+24:00",
    "2026-12-01T11:30:00+01:60",
    "2026-12-01T11:30:00+0100",
    "1999-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "2199-12-31T23:59:59-00:01",
    "2000-01-01T00:00:00+00:01",
    "+02026-12-01T11:30:00Z",
    "2026-12-01T11:30:00Z\n",
  ])("%j is invalid", (text) => {
    expect(parseInstant(text)).toEqual({ ok: false, error: "timestamp-invalid" });
  });

  test.each(["2026-12-01T11:30:00", "2026-12-01T11:30:00.000"])("%j needs a zone", (text) => {
    expect(parseInstant(text)).toEqual({ ok: false, error: "timestamp-zone-required" });
  });

  test("T1 every instant is read back as it was written, in any offset", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -1_439, max: 1_439 }), (ms, offsetMinutes) => {
        expect(parseInstant(formatInstant(ms))).toEqual({ ok: true, value: ms });
        const size = Math.abs(offsetMinutes);
        const offset = `${offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
        const shifted = new Date(ms + offsetMinutes * 60_000).toISOString().replace("Z", offset);
        expect(parseInstant(shifted)).toEqual({ ok: true, value: ms });
      }),
    );
  });
});

test("what is no instant is never written", () => {
  for (const ms of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => formatInstant(ms)).toThrow("Invariant broken");
  expect(formatInstant(0)).toBe("1970-01-01T00:00:00.000Z");
});

const pad = (value: number) => String(value).padStart(2, "0");

describe("local times (T1)", () => {
  test.each([
    ["Europe/Berlin", "2026-12-01T12:30", "2026-12-01T11:30:00Z"],
    ["Europe/Berlin", "2027-03-28T01:59:59", "2027-03-28T00:59:59Z"],
    ["Europe/Berlin", "2027-03-28T03:00:00", "2027-03-28T01:00:00Z"],
    ["Asia/Kathmandu", "2027-01-01T00:00:00", "2026-12-31T18:15:00Z"],
    ["Asia/Shanghai", "2026-11-11T20:00", "2026-11-11T12:00:00Z"],
    ["America/New_York", "2027-11-07T00:59:59", "2027-11-07T04:59:59Z"],
    ["America/New_York", "2027-11-07T02:00:00", "2027-11-07T07:00:00Z"],
    ["Australia/Lord_Howe", "2027-01-15T12:00", "2027-01-15T01:00:00Z"],
    ["Pacific/Kiritimati", "2027-01-01T00:00", "2026-12-31T10:00:00Z"],
    ["Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z"],
    ["UTC", "2028-02-29T23:59:59", "2028-02-29T23:59:59Z"],
  ])("%s %s is %s", (zone, local, expected) => {
    expect(instantOf({ local, zone })).toEqual({ ok: true, value: at(expected) });
  });

  test.each([
    ["Europe/Berlin", "2027-03-28T02:30:00", "2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z"],
    ["Europe/Berlin", "2027-03-28T02:00:00", "2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z"],
    ["America/New_York", "2027-03-14T02:15", "2027-03-14T06:59:59Z", "2027-03-14T07:00:00Z"],
    ["Australia/Lord_Howe", "2027-10-03T02:15", "2027-10-02T15:29:59Z", "2027-10-02T15:30:00Z"],
    ["Pacific/Apia", "2011-12-30T12:00", "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z"],
  ])("%s %s was skipped; %s or %s are offered", (zone, local, before, after) => {
    const error = { code: "timestamp-invalid", reason: "skipped", instantsMs: [at(before), at(after)] };
    expect(instantOf({ local, zone })).toEqual({ ok: false, error });
    expect(instantOf({ local, zone, fold: 1 })).toEqual({ ok: false, error });
  });

  test.each([
    ["America/New_York", "2027-11-07T01:30:00", "2027-11-07T05:30:00Z", "2027-11-07T06:30:00Z"],
    ["Europe/Berlin", "2027-10-31T02:00", "2027-10-31T00:00:00Z", "2027-10-31T01:00:00Z"],
    ["Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45:00Z", "2027-04-03T15:15:00Z"],
  ])("%s %s happens twice: fold chooses %s or %s", (zone, local, earlier, later) => {
    const error = { code: "timestamp-invalid", reason: "repeated", instantsMs: [at(earlier), at(later)] };
    expect(instantOf({ local, zone })).toEqual({ ok: false, error });
    expect(instantOf({ local, zone, fold: 0 })).toEqual({ ok: true, value: at(earlier) });
    expect(instantOf({ local, zone, fold: 1 })).toEqual({ ok: true, value: at(later) });
  });

  test.each(["", "Mars/Olympus", "Europe/Berlin ", "constructor"])("zone %j is unknown", (zone) => {
    const error = { code: "timestamp-invalid", reason: "zone-unknown" };
    expect(instantOf({ local: "2027-01-01T00:00", zone })).toEqual({ ok: false, error });
  });

  test.each([
    "",
    "2027-02-30T00:00",
    "2027-01-01T24:00",
    "2027-01-01T00:00Z",
    "2027-01-01T00:00:60",
    " 2027-01-01T00:00",
    "x2027-01-01T00:00:00",
    "2027-01-01T00:00:00x",
    "2199-12-32T00:00",
    "2200-01-01T00:00",
    "1999-01-01T00:00",
  ])("%j is malformed", (local) => {
    const error = { code: "timestamp-invalid", reason: "malformed" };
    expect(instantOf({ local, zone: "Europe/Berlin" })).toEqual({ ok: false, error });
  });

  test("every instant is found again by its wall time, with the fold where it is needed", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "America/St_Johns",
      "UTC",
    ];
    const instants = zones.map((zone) => {
      const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
      return fc
        .integer({ min: INSTANT_MIN_MS / 1_000 + 86_400, max: 4_000_000_000 })
        .map((second) => ({ zone, ms: second * 1_000, local: format.format(second * 1_000).replace(" ", "T") }));
    });
    fc.assert(
      fc.property(fc.oneof(...instants), ({ zone, ms, local }) => {
        const folded = ([0, 1] as const).map((fold) => instantOf({ local, zone, fold }));
        expect(folded).toContainEqual({ ok: true, value: ms });
      }),
    );
  });
});
