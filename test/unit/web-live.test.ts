import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixtures } from "../../web/lib/fixtures/group-buys.ts";
import { formatMoney, formatMoneyShort, parseAmount, plainAmount } from "../../web/lib/format/money.ts";
import { formatMoment, formatOffset } from "../../web/lib/format/time.ts";
import { adoptWhole, joinChanges, mergeChange, type Held } from "../../web/lib/live/merge.ts";
import { backOffMs } from "../../web/lib/live/socket.ts";
import { safePath } from "../../web/lib/server/session.ts";

const NOW_MS = 1_795_350_000_000;
const groupBuy = fixtures(NOW_MS).find(({ name }) => name === "open-in")?.groupBuy;
if (groupBuy === undefined) throw new Error("No fixture");
const held: Held = { groupBuy, seq: 10 };

describe("changes from the hub", () => {
  test("a change that is older than what is held is dropped", () => {
    expect(mergeChange(held, { seq: 9, parts: { members: 1 } })).toBe(held);
    expect(mergeChange(held, { seq: 11, parts: { members: 185 } }).groupBuy.members).toBe(185);
  });

  test("a broadcast leaves the caller's own part alone", () => {
    const after = mergeChange(held, { seq: 11, parts: { members: 185 } });
    expect(after.groupBuy.me).toBe(groupBuy.me);
  });

  test("a part that is told as null has ended, and stays away in a burst", () => {
    const awarded = fixtures(NOW_MS).find(({ name }) => name === "confirming")?.groupBuy;
    if (awarded?.award === undefined) throw new Error("No fixture");
    const fallen = mergeChange({ groupBuy: awarded, seq: 10 }, { seq: 11, parts: { award: null, members: 7 } });
    expect(fallen.groupBuy).not.toHaveProperty("award");
    expect(fallen.groupBuy.members).toBe(7);
    const burst = joinChanges({ seq: 11, parts: { award: null } }, { seq: 12, parts: { members: 8 } });
    expect(mergeChange({ groupBuy: awarded, seq: 10 }, burst).groupBuy).not.toHaveProperty("award");
  });

  test("a burst becomes one change in which the later word stands", () => {
    const burst = [1, 2, 3].reduce<ReturnType<typeof joinChanges> | null>(
      (sum, step) => joinChanges(sum, { seq: 10 + step, parts: { members: 184 + step } }),
      null,
    );
    expect(burst).toEqual({ seq: 13, parts: { members: 187 } });
  });

  test("a whole resource of an older version changes nothing; an anonymous one keeps the own seat", () => {
    expect(adoptWhole(held, { ...groupBuy, version: groupBuy.version - 1 }, 20)).toBe(held);
    const { me: _, ...anonymous } = groupBuy;
    expect(adoptWhole(held, { ...anonymous, version: groupBuy.version + 1 }, 20).groupBuy.me).toBe(groupBuy.me);
  });

  test("back-off has full jitter, starts below half a second and ends below fifteen", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempt, random) => {
        const waitMs = backOffMs(attempt, random);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(Math.min(15_000, 500 * 2 ** attempt));
      }),
    );
  });
});

describe("amounts", () => {
  test.each([
    ["54", "EUR", 5_400],
    ["54.5", "EUR", 5_450],
    ["54,50", "EUR", 5_450],
    ["1,200.50", "EUR", 120_050],
    ["1.200,50", "EUR", 120_050],
    ["1 200", "EUR", 120_000],
    ["1,200", "EUR", 120_000],
    ["1200", "JPY", 1_200],
    ["1,200", "JPY", 1_200],
    ["1.234", "JOD", 1_234],
    ["", "EUR", null],
    ["-5", "EUR", null],
    ["5 euros", "EUR", null],
    ["5", "XXX", null],
  ])("%s %s is %s", (typed, currency, expected) => expect(parseAmount(typed, currency)).toBe(expected));

  test("what is shown in a field reads back as the same amount", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.constantFrom("EUR", "JPY", "JOD"), (amount, currency) => {
        expect(parseAmount(plainAmount({ amount, currency }), currency)).toBe(amount);
      }),
    );
  });

  test("money has the digits of its currency, and none it does not need on a step", () => {
    expect(formatMoney({ amount: 5_400, currency: "EUR" }, "en")).toBe("€54.00");
    expect(formatMoney({ amount: 5_400, currency: "JPY" }, "en")).toBe("¥5,400");
    expect(formatMoneyShort({ amount: 5_400, currency: "EUR" }, "en")).toBe("€54");
    expect(formatMoneyShort({ amount: 5_450, currency: "EUR" }, "en")).toBe("€54.50");
  });
});

describe("moments", () => {
  test("are said in the viewer's zone, with seconds", () => {
    const atMs = Date.parse("2026-11-22T12:30:00.000Z");
    expect(formatMoment(atMs, "en", "UTC")).toBe("Sunday 22 November, 12:30:00");
    expect(formatMoment(atMs, "en", "Asia/Kolkata")).toBe("Sunday 22 November, 18:00:00");
    expect(formatOffset(atMs, "Asia/Kolkata")).toBe("UTC+05:30");
  });
});

test.each([
  ["/g/gb_1/join", "/g/gb_1/join"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["", "/"],
])("after signing in, %j leads to %j", (wanted, expected) => expect(safePath(wanted)).toBe(expected));
