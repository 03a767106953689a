import { describe, expect, test } from "vitest";
import { nextPress, openPresses } from "../../web/lib/sandbox/presses.ts";
import type { SandboxBook } from "../../worker/contract/sandbox.ts";

const CLOSES_AT = "2026-12-01T12:00:00.000Z";
const CLOSES_MS = Date.parse(CLOSES_AT);

function book(changes: {
  state?: string;
  nowMs?: number;
  verified?: number;
  maximum?: number | null;
  offers?: number;
  steps?: SandboxBook["steps"];
  isEnded?: boolean;
  bankEvents?: SandboxBook["bankEvents"];
}): SandboxBook {
  const {
    state = "open",
    nowMs = CLOSES_MS - 60_000,
    verified = 2,
    maximum = 20,
    offers = 0,
    steps = [],
    bankEvents = [],
  } = changes;
  const next = changes.isEnded === true ? null : { kind: "bell", at: CLOSES_AT };
  return {
    state,
    steps,
    bankEvents,
    offers,
    seats: { verified, held: 0, minimum: 5, maximum },
    clock: { nowMs, aheadMs: 0, epoch: "e", closesAt: CLOSES_AT, next },
  } as unknown as SandboxBook; // What the buttons are decided by.
}

describe("the panel's buttons", () => {
  test("lead a life from its beginning to its end, one press after the other", () => {
    expect(nextPress(book({}))).toBe("minimum");
    expect(nextPress(book({ verified: 5 }))).toBe("offer");
    expect(nextPress(book({ verified: 5, offers: 1 }))).toBe("bell");
    expect(nextPress(book({ state: "closing", verified: 5, offers: 1, nowMs: CLOSES_MS }))).toBe("next");
    expect(nextPress(book({ state: "selecting", nowMs: CLOSES_MS, steps: ["choose"] }))).toBe("choose");
    expect(nextPress(book({ state: "collecting", nowMs: CLOSES_MS, steps: ["pay"] }))).toBe("pay");
    expect(nextPress(book({ state: "fulfilling", nowMs: CLOSES_MS, steps: ["ship", "receive"] }))).toBe("ship");
    expect(nextPress(book({ state: "settled", nowMs: CLOSES_MS, isEnded: true }))).toBeNull();
  });

  test("what banks do unasked is offered while it can happen, and never leads; a cost is no button", () => {
    const open = book({ state: "settled", isEnded: true, bankEvents: ["dispute_opened", "payout_returned", "cost"] });
    expect(openPresses(open)).toEqual(["hour", "day", "dispute_opened", "payout_returned"]);
    expect(nextPress(open)).toBeNull();
  });

  test("are there while they can do something", () => {
    expect(openPresses(book({}))).toEqual(
      expect.arrayContaining(["few", "minimum", "full", "offer", "last_seconds", "bell", "next", "hour", "day"]),
    );
    expect(openPresses(book({ verified: 20 }))).not.toEqual(expect.arrayContaining(["few"]));
    expect(openPresses(book({ maximum: null }))).not.toContain("full");
    const late = openPresses(book({ nowMs: CLOSES_MS - 5_000 }));
    expect([late.includes("last_seconds"), late.includes("bell")]).toEqual([false, true]);
    expect(openPresses(book({ state: "settled", nowMs: CLOSES_MS + 1, isEnded: true }))).toEqual(["hour", "day"]);
  });
});
