import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type FaceOptions,
  monotoneRemaining,
  remainingFace,
  spokenRemaining,
} from "../../worker/core/time/remaining.ts";
import { judgeFrame, nextExactTickMs } from "../../worker/core/time/skip-ahead.ts";

const S = 1_000;
const H = 3_600 * S;
const D = 24 * H;
const board: FaceOptions = { kind: "board" };
const card: FaceOptions = { kind: "card" };
const calm: FaceOptions = { kind: "board", reducedMotion: true };

describe("the face at its boundaries", () => {
  test.each([
    [2 * D + 4 * H + 11 * 60 * S + 9 * S, "2d 04:11:09", "2d 05h", "2d 04:11:09"],
    [D + 1, "1d 00:00:01", "1d 01h", "1d 00:00:01"],
    [D, "1d 00:00:00", "1d 00h", "1d 00:00:00"],
    [D - 1, "1d 00:00:00", "1d 00h", "1d 00:00:00"],
    [D - S + 1, "1d 00:00:00", "1d 00h", "1d 00:00:00"],
    [D - S, "23:59:59", "23:59:59", "23:59:59"],
    [H + 1, "01:00:01", "01:00:01", "01:00:01"],
    [H, "01:00:00", "01:00:00", "01:00:00"],
    [H - 1, "01:00:00", "01:00:00", "01:00:00"],
    [H - S, "59:59", "59:59", "59:59"],
    [60 * S, "01:00", "01:00", "01:00"],
    [10 * S + 0.001, "00:11", "00:11", "00:11"],
    [10 * S, "00:10", "00:10", "00:10"],
    [10 * S - 0.001, "00:10.0", "00:10", "00:10"],
    [9_900, "00:09.9", "00:10", "00:10"],
    [7_400, "00:07.4", "00:08", "00:08"],
    [7_301, "00:07.4", "00:08", "00:08"],
    [7_300, "00:07.3", "00:08", "00:08"],
    [100, "00:00.1", "00:01", "00:01"],
    [0.001, "00:00.1", "00:01", "00:01"],
    [0, "00:00", "00:00", "00:00"],
    [-5, "00:00", "00:00", "00:00"],
  ])("%d ms: board %s, card %s, calm board %s", (remainingMs, onBoard, onCard, onCalm) => {
    expect(remainingFace(remainingMs, board).text).toBe(onBoard);
    expect(remainingFace(remainingMs, card).text).toBe(onCard);
    expect(remainingFace(remainingMs, calm).text).toBe(onCalm);
  });

  test("parts carry the units", () => {
    expect(remainingFace(7_400, board).parts).toEqual([
      { unit: "minutes", text: "00" },
      { unit: "literal", text: ":" },
      { unit: "seconds", text: "07" },
      { unit: "literal", text: "." },
      { unit: "tenths", text: "4" },
    ]);
    expect(remainingFace(2 * D + 3 * H + 5_000, board).parts).toEqual([
      { unit: "days", text: "2" },
      { unit: "literal", text: "d " },
      { unit: "hours", text: "03" },
      { unit: "literal", text: ":" },
      { unit: "minutes", text: "00" },
      { unit: "literal", text: ":" },
      { unit: "seconds", text: "05" },
    ]);
    expect(remainingFace(2 * D + 3 * H, card).parts).toEqual([
      { unit: "days", text: "2" },
      { unit: "literal", text: "d " },
      { unit: "hours", text: "03" },
      { unit: "literal", text: "h" },
    ]);
  });
});

/** Durations that crowd around the boundaries of rows, seconds and tenths. */
const remaining = fc.oneof(
  fc.integer({ min: 1, max: 40 * D }),
  fc
    .tuple(fc.constantFrom(10 * S, 60 * S, H, D, 2 * D), fc.integer({ min: -3_000, max: 3_000 }))
    .map(([boundary, distance]) => boundary + distance),
  fc.integer({ min: 1, max: 11_000 }),
);
const options = fc.constantFrom(board, card, calm);

/** The duration a face names, in milliseconds. */
function valueOf(text: string): number {
  const [, days = "0", clock = "00:00"] = /^(?:(\d+)d )?(.*)$/.exec(text) ?? [];
  if (clock.endsWith("h")) return Number(days) * D + Number(clock.slice(0, -1)) * H;
  const seconds = clock.split(":").reduce((sum, digits) => sum * 60 + Number(digits), 0);
  return Number(days) * D + Math.round(seconds * 1_000);
}

describe("the face between its boundaries", () => {
  test("is rounded up, by less than the unit it shows, and is zero exactly at the deadline", () => {
    fc.assert(
      fc.property(remaining, options, (remainingMs, option) => {
        const { text } = remainingFace(remainingMs, option);
        const unit = text.endsWith("h") ? H : text.includes(".") ? 100 : S;
        const excess = valueOf(text) - remainingMs;
        expect(excess).toBeGreaterThanOrEqual(0);
        expect(excess).toBeLessThan(unit);
        expect(text).not.toBe("00:00");
      }),
      { numRuns: 2_000 },
    );
  });

  test("never climbs while time runs", () => {
    fc.assert(
      fc.property(remaining, fc.integer({ min: 0, max: 2 * S }), options, (remainingMs, elapsed, option) => {
        const [earlier, later] = [remainingFace(remainingMs, option), remainingFace(remainingMs - elapsed, option)];
        expect(valueOf(later.text)).toBeLessThanOrEqual(valueOf(earlier.text));
      }),
      { numRuns: 2_000 },
    );
  });

  test("does not change before the next exact tick, and a ticker that sleeps in between misses no text", () => {
    fc.assert(
      fc.property(remaining, options, fc.double({ min: 0, max: 0.999, noNaN: true }), (ms, option, share) => {
        const deadlineMs = 0;
        const nowMs = deadlineMs - ms;
        const face = remainingFace(ms, option);
        const nextMs = nextExactTickMs(nowMs, deadlineMs, face.tickMs!)!;
        expect(nextMs).toBeGreaterThan(nowMs);
        expect(nextMs - nowMs).toBeLessThanOrEqual(face.tickMs!);
        const between = deadlineMs - (nowMs + (nextMs - nowMs) * share);
        const crossedIntoTenths = option === board && ms >= 10 * S && between < 10 * S; // 00:10 and 00:10.0 name one value.
        if (!crossedIntoTenths) expect(remainingFace(between, option).text).toBe(face.text);
        else expect(remainingFace(between, option).text).toBe("00:10.0");
      }),
      { numRuns: 2_000 },
    );
  });

  test("a ticker that follows the ticks shows every second of the last day's first minute and every tenth at the end", () => {
    const texts = (startMs: number, option: FaceOptions, count: number) => {
      const shown: string[] = [];
      for (let now: number | null = -startMs; now !== null && shown.length < count;) {
        const face = remainingFace(-now, option);
        shown.push(face.text);
        now = face.tickMs === null ? null : nextExactTickMs(now, 0, face.tickMs);
      }
      return shown;
    };
    expect(texts(D + 60 * S, card, 5)).toEqual(["1d 01h", "1d 00h", "23:59:59", "23:59:58", "23:59:57"]);
    expect(texts(12 * S, board, 5)).toEqual(["00:12", "00:11", "00:10", "00:09.9", "00:09.8"]);
    expect(texts(300, board, 9)).toEqual(["00:00.3", "00:00.2", "00:00.1", "00:00"]);
    expect(texts(2_500, card, 9)).toEqual(["00:03", "00:02", "00:01", "00:00"]);
  });
});

test("spoken units are rounded up to the second", () => {
  expect(spokenRemaining(D + 2 * H + 3 * 60 * S + 3_001)).toEqual({ days: 1, hours: 2, minutes: 3, seconds: 4 });
  expect(spokenRemaining(-1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
});

describe("shown remaining time", () => {
  test("never climbs within one revision of the deadline, and follows truth down", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ revision: fc.nat(2), remainingMs: fc.integer() }), { minLength: 1 }),
        (steps) => {
          let shown: ReturnType<typeof monotoneRemaining> | null = null;
          for (const next of steps) {
            const before: typeof shown = shown;
            shown = monotoneRemaining(before, next);
            if (before?.revision === next.revision) {
              expect(shown.remainingMs).toBe(Math.min(before.remainingMs, next.remainingMs));
            } else expect(shown).toEqual(next);
          }
        },
      ),
    );
  });
});

describe("skip ahead", () => {
  test.each([
    ["fresh", { stampMs: 5_000, nowEarliestMs: 5_020, newestStampMs: 4_000 }, "use"],
    ["before there is a clock", { stampMs: 5_000, nowEarliestMs: null, newestStampMs: null }, "use"],
    ["a second late is not more than a second", { stampMs: 5_000, nowEarliestMs: 6_000, newestStampMs: null }, "use"],
    ["certainly over a second late", { stampMs: 5_000, nowEarliestMs: 6_000.1, newestStampMs: null }, "discard-late"],
    ["overtaken", { stampMs: 5_000, nowEarliestMs: 5_010, newestStampMs: 5_001 }, "discard-old"],
    ["of the same millisecond", { stampMs: 5_000, nowEarliestMs: 5_010, newestStampMs: 5_000 }, "use"],
  ])("%s", (_, frame, verdict) => {
    expect(judgeFrame(frame)).toBe(verdict);
  });

  test.each([
    [0, 10_000, 1_000, 1_000],
    [0.5, 10_000, 1_000, 1_000],
    [999.9, 10_000, 1_000, 1_000],
    [1_000, 10_000, 1_000, 2_000],
    [4_321, 10_050, 1_000, 5_050],
    [9_950, 10_000, 100, 10_000],
    [10_000, 10_000, 100, null],
    [12_000, 10_000, 100, null],
  ])("from %d to the deadline %d in steps of %d the next change is at %s", (now, deadline, tick, next) => {
    expect(nextExactTickMs(now, deadline, tick)).toBe(next);
  });
});
