import { describe, expect, test } from "vitest";
import type { TimelineEntry } from "../../worker/contract/operators.ts";
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
    };
    expect(factsOf(entry(open), "en-GB", "Europe/Berlin")).toEqual([
      { name: "amount", text: "€12.50" },
      { name: "isLate", text: "" },
      { name: "closesAt", text: "22 Nov, 13:00:00.000" },
      { name: "reason", text: "below minimum" },
      { name: "qty", text: "0" },
    ]);
  });
});

test("OP1: how long something has waited, and never less than nothing", () => {
  expect(age(0, 3 * 86_400_000 + 2 * 3_600_000 + 59_999)).toEqual({ days: 3, hours: 2, minutes: 0 });
  expect(age(10, 5)).toEqual({ days: 0, hours: 0, minutes: 0 });
});
