import { describe, expect, test } from "vitest";
import type { TimelineEntry } from "../../worker/contract/operators.ts";
import { lateDealOf } from "../../web/lib/operator/late-deals.ts";
import { fixtures } from "../../web/lib/fixtures/group-buys.ts";
import { age, distance, factsOf } from "../../web/lib/operator/words.ts";

function entry(open: Record<string, unknown>): TimelineEntry {
  const at = "2026-11-22T12:00:00.000Z";
  return { seq: 1, type: "x", at, effectiveAt: at, marginMs: 0, actor: null, open, leafHash: "00" };
}

describe("OP2: what the timeline says of an event", () => {
  test.each([
    [1, "D − 00:00:00.001"],
    [0, "D + 00:00:00.000"], // Equal is late (T2).
    [-30_000, "D + 00:00:30.000"],
    [90_061_007, "D − 1 d 01:01:01.007"],
  ])("%i ms before the bell is %s", (marginMs, text) => expect(distance(marginMs)).toBe(text));

  test("amounts are money, instants are in the zone of who reads, and hashes and terms stay in the log", () => {
    const open = {
      amount: 1_250,
      currency: "EUR",
      isLate: true,
      isGone: false,
      closesAtMs: Date.UTC(2026, 10, 22, 12),
      reason: "below_minimum",
      words: "Reported.",
      terms: { title: "x" },
      termsHash: "ab",
      qty: 0,
      offerId: "of_x",
    };
    expect(factsOf(entry(open), "en-GB", "Europe/Berlin", "JPY")).toEqual([
      { name: "amount", text: "€12.50" },
      { name: "isLate", text: "" },
      { name: "closesAt", text: "22 Nov, 13:00:00.000" },
      { name: "reason", text: "below minimum" },
      { name: "qty", text: "0" },
    ]);
    const award = { unitPriceMinor: 4_500, merchantName: "Nordwolle" };
    expect(factsOf(entry(award), "en-GB", "Europe/Berlin", "EUR")).toEqual([
      { name: "unitPriceMinor", text: "€45.00" },
      { name: "merchantName", text: "Nordwolle" },
    ]);
  });
});

test("OP1: how long something has waited, and never less than nothing", () => {
  expect(age(0, 3 * 86_400_000 + 2 * 3_600_000 + 59_999)).toEqual({ days: 3, hours: 2, minutes: 0 });
  expect(age(10, 5)).toEqual({ days: 0, hours: 0, minutes: 0 });
});

test("G23: whose deal is late; the first is named by nothing, and other items are nobody's", () => {
  const shared = fixtures(0).find(({ name }) => name === "fulfilling-shared")?.groupBuy;
  if (shared?.awards === undefined) throw new Error("The fixture has three awards.");
  const [first, second] = shared.awards;
  expect(lateDealOf({ kind: "shipping_late" }, shared)).toBe(first);
  expect(lateDealOf({ kind: "breach", ref: "" }, shared)).toBe(first);
  expect(lateDealOf({ kind: "breach", ref: second?.offerId }, shared)).toBe(second);
  expect(lateDealOf({ kind: "suspended" }, shared)).toBeUndefined();
});
