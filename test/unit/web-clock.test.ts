import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monotoneRemaining, type ShownRemaining } from "../../worker/core/time/remaining.ts";
import { type Correction, correct, restAt, SPREAD_MS, waitMs } from "../../web/lib/clock/correction.ts";
import {
  boundAround,
  claimedBoundMs,
  type Glance,
  isClosing,
  nextTurnMs,
  remainingAt,
} from "../../web/lib/clock/ending.ts";
import { faceText, shownText } from "../../web/lib/clock/face.ts";
import { lateHint } from "../../web/lib/clock/late-hint.ts";
import { createLeadMeter } from "../../web/lib/clock/lead.ts";
import { measureGrain } from "../../web/lib/clock/monotonic.ts";

const FRAME_MS = 1_000 / 60;

/** A meter that has the busy start of its page behind it. */
function calmMeter() {
  const meter = createLeadMeter();
  for (const drawnMs of [10, 20]) meter.presented(drawnMs, drawnMs + 33.3);
  expect(meter.lead.samples).toBe(0);
  return meter;
}

describe("the way from drawing to glass", () => {
  test("is one frame until it has been measured, and of the display's own length", () => {
    const meter = createLeadMeter();
    expect(meter.lead).toMatchObject({ leastMs: 0, samples: 0 });
    expect(meter.lead.typicalMs).toBeCloseTo(FRAME_MS);
    const startsMs = [0, 8.3, 16.7, 25, 33.3, 90, 98.3, 106.6]; // 120 Hz, and once busy
    meter.frames(startsMs);
    expect(meter.lead.typicalMs).toBeCloseTo(8.33, 1);
  });

  test.each([
    ["a tab that is not drawn", [0, 1_000, 2_000]],
    ["no frames at all", []],
    ["all at once", [5, 5, 5]],
  ])("keeps the length it had: %s", (_, startsMs) => {
    const meter = createLeadMeter();
    meter.frames(startsMs);
    expect(meter.lead.frameMs).toBeCloseTo(FRAME_MS);
  });

  test("on a display without a refresh of its own it is the delay, whatever browsers round to", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (delayMs, drawn) => {
          const meter = calmMeter();
          for (const drawnMs of drawn) meter.presented(drawnMs, Math.ceil((drawnMs + delayMs) / 4) * 4);
          expect(Math.abs(meter.lead.typicalMs - delayMs)).toBeLessThanOrEqual(2.001);
          expect(meter.lead.leastMs).toBeLessThanOrEqual(delayMs);
        },
      ),
    );
  });

  test("on one with a refresh the change falls on the refresh that is nearest, even where both keep step", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: FRAME_MS, noNaN: true }),
        fc.double({ min: 1, max: 2 * FRAME_MS, noNaN: true }),
        fc.constantFrom(0, 0.013, 0.4, 5),
        (phaseMs, pipelineMs, slipMs) => {
          const meter = calmMeter();
          const errors: number[] = [];
          for (let second = 1; second <= 120; second += 1) {
            const boundaryMs = second * 1_000;
            const drawnMs = boundaryMs - meter.lead.typicalMs;
            const gridMs = phaseMs + second * slipMs;
            const shownMs = gridMs + Math.ceil((drawnMs + pipelineMs - gridMs) / FRAME_MS) * FRAME_MS;
            meter.presented(drawnMs, shownMs + 1e-6); // not rounded: an isolated page
            errors.push(Math.abs(shownMs - boundaryMs));
          }
          const late = errors.slice(20).sort((a, b) => a - b);
          expect(late[Math.floor(late.length / 2)]).toBeLessThanOrEqual(FRAME_MS / 2 + 1.5);
          expect(late[Math.floor(late.length * 0.95)]).toBeLessThanOrEqual(FRAME_MS + 0.01);
        },
      ),
    );
  });

  test("busy moments and impossible reports move nothing", () => {
    const meter = calmMeter();
    for (let drawnMs = 100; drawnMs < 7_000; drawnMs += 1_000) meter.presented(drawnMs, drawnMs + 6.1);
    const before = meter.lead.typicalMs;
    meter.presented(4_100, 4_100 + 60.3);
    meter.presented(5_100, 5_000.5);
    expect(meter.lead.typicalMs).toBeCloseTo(before);
    for (const drawnMs of [6_100, 7_100]) meter.presented(drawnMs, drawnMs + 25);
    expect(meter.lead.typicalMs).toBeCloseTo(before);
  });
});

describe("corrections (clock.md 4)", () => {
  const moves = fc.array(
    fc.record({ movedMs: fc.double({ min: -150, max: 150, noNaN: true }), afterMs: fc.integer({ min: 0, max: 700 }) }),
    { maxLength: 20 },
  );

  test("spread, what is shown runs at 0.8 to 1.2 of the pace, never backwards, and is right after half a second", () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (movedMs) => {
        const correction = correct(null, movedMs, 1_000);
        const shown = (localMs: number) => localMs + movedMs - restAt(correction, localMs);
        if (Math.abs(movedMs) >= 2) expect(shown(1_000)).toBeCloseTo(1_000);
        for (let localMs = 1_000; localMs < 1_600; localMs += 10) {
          const stepMs = shown(localMs + 10) - shown(localMs);
          expect(stepMs).toBeGreaterThanOrEqual(8 - 1e-6);
          expect(stepMs).toBeLessThanOrEqual(12 + 1e-6);
        }
        expect(restAt(correction, 1_000 + SPREAD_MS)).toBeCloseTo(0);
      }),
    );
  });

  test("less than 2 ms is silent, more than 100 ms is one step", () => {
    expect(correct(null, 1.9, 0)).toBeNull();
    expect(correct(null, 100.1, 0)).toBeNull();
    expect(correct(null, -2_000, 0)).toBeNull();
    expect(correct(null, 100, 0)).toEqual({ restMs: 100, fromMs: 0 });
  });

  test("several in a row leave nothing behind, and the shown remaining never increases", () => {
    fc.assert(
      fc.property(moves, (steps) => {
        let correction: Correction | null = null;
        let offsetMs = 0;
        let localMs = 0;
        let shown: ShownRemaining | null = null;
        for (const { movedMs, afterMs } of steps) {
          localMs += afterMs;
          correction = correct(correction, movedMs, localMs);
          offsetMs += movedMs;
          const remainingMs = 100_000 - (localMs + offsetMs - restAt(correction, localMs));
          const next: ShownRemaining = monotoneRemaining(shown, { revision: 1, remainingMs });
          expect(next.remainingMs).toBeLessThanOrEqual(shown?.remainingMs ?? Infinity);
          shown = next;
        }
        expect(restAt(correction, localMs + SPREAD_MS)).toBeCloseTo(0);
      }),
    );
  });

  test("a timer waits until what is shown has advanced by as much as it should", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 499, noNaN: true }),
        fc.double({ min: 0, max: 2_000, noNaN: true }),
        (movedMs, sinceMs, advanceMs) => {
          const correction = correct(null, movedMs, 0);
          const shown = (localMs: number) => localMs - restAt(correction, localMs);
          const until = sinceMs + waitMs(correction, sinceMs, advanceMs);
          expect(shown(until) - shown(sinceMs)).toBeCloseTo(advanceMs, 6);
        },
      ),
    );
  });
});

describe("the end of a countdown", () => {
  const DEADLINE_MS = 1_000_000;
  const glances = fc
    .record({
      nowMs: fc.double({ min: DEADLINE_MS - 3_000, max: DEADLINE_MS + 3_000, noNaN: true }),
      behindMs: fc.double({ min: 0, max: 400, noNaN: true }),
      aheadMs: fc.double({ min: 0, max: 400, noNaN: true }),
      displayMs: fc.double({ min: 0, max: 20, noNaN: true }),
    })
    .map(({ nowMs, behindMs, aheadMs, displayMs }): Glance => ({
      nowMs,
      earliestMs: nowMs - behindMs,
      latestMs: nowMs + aheadMs,
      surelyMs: nowMs - behindMs - displayMs,
    }));

  test("zero is shown when the deadline has passed for certain, and not a moment before; then it is closing already", () => {
    fc.assert(
      fc.property(glances, (glance) => {
        const remainingMs = remainingAt(DEADLINE_MS, glance);
        expect(remainingMs === 0).toBe(glance.surelyMs >= DEADLINE_MS);
        const { digits } = faceText(remainingMs, { kind: "board", calm: "second", reducedMotion: false });
        expect(digits === "00:00").toBe(remainingMs === 0);
        if (remainingMs === 0) expect(isClosing(DEADLINE_MS, glance)).toBe(true);
        if (!isClosing(DEADLINE_MS, glance)) expect(glance.latestMs).toBeLessThan(DEADLINE_MS);
      }),
    );
  });

  test("a face that looks when it is told to meets both turns within a millisecond", () => {
    fc.assert(
      fc.property(glances, (first) => {
        const seen: string[] = [];
        let glance = first;
        for (let looks = 0; looks < 10; looks += 1) {
          seen.push(`${isClosing(DEADLINE_MS, glance)} ${remainingAt(DEADLINE_MS, glance) === 0}`);
          const turnMs = nextTurnMs(DEADLINE_MS, glance);
          if (turnMs === null) break;
          const byMs = turnMs - glance.nowMs;
          expect(byMs).toBeGreaterThan(0);
          glance = {
            nowMs: glance.nowMs + byMs,
            earliestMs: glance.earliestMs + byMs,
            latestMs: glance.latestMs + byMs,
            surelyMs: glance.surelyMs + byMs,
          };
        }
        expect(seen.at(-1)).toBe("true true");
        expect(seen.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  test("the claimed bound covers the truth on both sides, wherever in the interval the shown value is", () => {
    fc.assert(
      fc.property(glances, fc.double({ min: 0, max: 1, noNaN: true }), (glance, share) => {
        const truthMs = glance.earliestMs + share * (glance.latestMs - glance.earliestMs);
        const shownMs = glance.nowMs - 37; // held back
        expect(Math.abs(truthMs - shownMs)).toBeLessThanOrEqual(boundAround(shownMs, glance));
      }),
    );
  });

  test("while the last tenth is held, the claimed bound covers the whole time until it is let go", () => {
    fc.assert(
      fc.property(glances, (glance) => {
        const claimMs = claimedBoundMs(DEADLINE_MS, remainingAt(DEADLINE_MS, glance), glance);
        if (remainingAt(DEADLINE_MS, glance) !== 1) return;
        const heldMs = Math.max(0, DEADLINE_MS - glance.surelyMs); // Until then it stays, and the truth may be the latest.
        expect(glance.latestMs + heldMs - DEADLINE_MS).toBeLessThanOrEqual(claimMs ?? 0);
      }),
    );
    expect(claimedBoundMs(DEADLINE_MS, 5_000, { nowMs: 0, earliestMs: 0, latestMs: Infinity, surelyMs: 0 })).toBeNull();
  });

  test("what is shown is said exactly", () => {
    const text = (ms: number, kind: "board" | "card") =>
      shownText(faceText(ms, { kind, calm: "second", reducedMotion: false }));
    expect(text(187_869_000, "board")).toBe("2d 04:11:09");
    expect(text(187_869_000, "card")).toBe("2d 05h");
    expect(text(669_000, "board")).toBe("11:09");
    expect(text(7_400, "board")).toBe("00:07.4");
    expect(shownText(faceText(700_000, { kind: "board", calm: "hidden", reducedMotion: false }))).toBe("");
  });
});

describe("the hint under the button (CS8)", () => {
  const press = { roundTripMs: 180, remainingMs: 2_300, marginMs: 2_190, boundMs: 90 };

  test("says when a press should arrive, and never more than there is", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4_900, noNaN: true }), (marginMs) => {
        const hint = lateHint({ ...press, remainingMs: marginMs + 100, marginMs });
        if (marginMs < 100) expect(hint?.key).toBe("group.hint_late");
        else expect(Number(hint?.args["margin"]) * 1_000).toBeLessThanOrEqual(marginMs + 1e-9);
      }),
    );
    expect(lateHint(press)).toMatchObject({ key: "group.hint_arrives", args: { rtt: 180, margin: "2.0" } });
  });

  test("appears ten round trips before the deadline, in the last five seconds at the latest", () => {
    expect(lateHint({ ...press, remainingMs: 5_001 })).toBeNull();
    expect(lateHint({ ...press, roundTripMs: 600, remainingMs: 6_000, marginMs: 5_700 })).not.toBeNull();
    expect(lateHint({ ...press, roundTripMs: null })).toBeNull();
  });

  test("without a prediction it is careful: a whole round trip and the bound are taken off", () => {
    expect(lateHint({ ...press, remainingMs: 369, marginMs: null })?.key).toBe("group.hint_late");
    expect(lateHint({ ...press, remainingMs: 371, marginMs: null })?.key).toBe("group.hint_arrives");
  });
});

describe("the grain of a clock", () => {
  test.each([0.005, 0.1, 1, 16.67])("%d ms", (grainMs) => {
    let trueMs = 1_234.567;
    const read = () => Math.floor((trueMs += 0.0021) / grainMs) * grainMs;
    expect(measureGrain(read)).toBeCloseTo(grainMs, 6);
  });

  test("a clock that does not move while one looks is taken for one that hides", () => {
    expect(measureGrain(() => 7_000)).toBe(100);
  });
});
