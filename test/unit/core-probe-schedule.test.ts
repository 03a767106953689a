/** When a page asks for the time, slot by slot: an idle page must cost its server almost nothing, and know the bell to the tick. */
import { describe, expect, test } from "vitest";
import { createProbeSchedule } from "../../worker/core/time/probe-schedule.ts";
import { createSendForecast } from "../../worker/core/time/send-forecast.ts";

/** How far the server's clock is ahead of the page's. */
const OFFSET_MS = 1_800_000_000_000;

interface Page {
  readonly openedMs?: number;
  readonly deadlineMs?: number;
  readonly untilMs: number;
  readonly halfWidthMs?: number;
}

/** Every answer takes 20 ms. When questions leave, in ms since the first. */
function asked({ openedMs = 0, deadlineMs, untilMs, halfWidthMs = 5 }: Page): number[] {
  const schedule = createProbeSchedule();
  const deadline = deadlineMs === undefined ? null : OFFSET_MS + openedMs + deadlineMs;
  const sends: number[] = [];
  let localMs = openedMs;
  let answers: readonly number[] = [];
  for (;;) {
    const nextMs = schedule.nextAtMs({ localMs, serverMs: sends.length === 0 ? null : localMs + OFFSET_MS }, deadline);
    const [answerMs = Infinity] = answers;
    if (nextMs === null || Math.min(nextMs, answerMs) > openedMs + untilMs) return sends;
    if (answerMs <= nextMs) {
      localMs = answerMs;
      schedule.answered(answerMs - 20, halfWidthMs);
      answers = answers.slice(1);
    } else {
      localMs = Math.max(localMs, nextMs);
      schedule.sent(localMs);
      sends.push(localMs - openedMs);
      answers = [...answers, localMs + 20];
    }
  }
}

describe("a page that is open", () => {
  const FIRST = [0, 150, 300, 450, 600];

  test("asks five times at first, in pairs from the fourth second on, and then in the server's slots", () => {
    expect(asked({ untilMs: 130_000 })).toEqual([
      ...FIRST,
      ...[4_000, 4_100, 10_100, 10_200, 16_200, 16_300, 22_300, 22_400, 28_400, 28_500],
      ...[35_750, 35_850, 49_750, 49_850, 59_750, 59_850],
      ...[69_750, 69_850, 89_750, 89_850, 104_750, 104_850, 119_750, 119_850],
    ]);
  });

  test("less where it knows the time well by then", () => {
    expect(asked({ untilMs: 5_000, halfWidthMs: 1.4 })).toEqual([0, 4_000, 4_100]);
    expect(asked({ untilMs: 5_000, halfWidthMs: 1.5 })).toEqual([...FIRST, 4_000, 4_100]);
  });

  test("watchers of one slot are spread over half a second by when they came", () => {
    const second = (openedMs: number) => {
      const slotMs = asked({ openedMs, untilMs: 40_000 }).find((ms) => ms > 33_000) ?? 0;
      return ((slotMs + openedMs + 3_000) % 6_000) - 3_000;
    };
    expect([0, 1, 7, 63, 64].map(second)).toEqual([-250, 169, 183, 147, 66]);
  });

  test("near the bell every eight seconds, every two at the end, never in it or after it at its pace", () => {
    expect(asked({ deadlineMs: 150_000, untilMs: 160_000 }).filter((ms) => ms > 80_000)).toEqual([
      ...[89_750, 89_850, 94_000, 94_100, 102_000, 102_100, 110_000, 110_100, 118_000, 118_100],
      ...[126_000, 126_100, 134_000, 134_100, 140_000, 140_100, 142_000, 142_100, 144_000, 144_100],
      ...[146_000, 146_100, 148_000, 148_100],
    ]);
  });
});

describe("a page that is not answered", () => {
  test("asks four times, and then once in five seconds", () => {
    const schedule = createProbeSchedule();
    const sends: number[] = [];
    for (let localMs = 0; localMs < 10_200; localMs += 10) {
      const nextMs = schedule.nextAtMs({ localMs, serverMs: null }, null);
      if (nextMs === null || nextMs > localMs) continue;
      schedule.sent(localMs);
      sends.push(localMs);
    }
    expect(sends).toEqual([0, 40, 80, 120, 5_120, 10_120]);
  });

  test("an answer is to a question that is waited for, and to all before it", () => {
    const schedule = createProbeSchedule();
    for (const sentMs of [0, 40, 80]) schedule.sent(sentMs);
    expect([40, 40, 0, 80, 90].map((sentMs) => schedule.answered(sentMs, 5))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test("a question older than five seconds is no longer waited for", () => {
    const schedule = createProbeSchedule();
    schedule.sent(0);
    schedule.sent(4_999);
    schedule.sent(5_000);
    expect([0, 4_999].map((sentMs) => schedule.answered(sentMs, 5))).toEqual([false, true]);
  });
});

describe("a clock that may have stepped", () => {
  const known = () => {
    const schedule = createProbeSchedule();
    schedule.sent(0);
    schedule.answered(0, 1);
    return schedule;
  };
  const next = (schedule: ReturnType<typeof known>, localMs: number) =>
    schedule.nextAtMs({ localMs, serverMs: localMs + OFFSET_MS }, null);

  test("is asked three times at once; steps on and on, once a second", () => {
    const schedule = known();
    schedule.sent(10_000);
    schedule.answered(10_000, 1);
    schedule.restart();
    const sends = [];
    for (let n = 0; n < 3; n += 1) {
      const nextMs = next(schedule, 10_000) ?? 0;
      schedule.sent(nextMs);
      sends.push(nextMs);
    }
    expect(sends).toEqual([10_040, 10_080, 10_120]);
    schedule.answered(10_120, 1);
    schedule.restart(); // Within three seconds of the first.
    expect(next(schedule, 10_140)).toBe(11_120);
    schedule.sent(13_120);
    schedule.answered(13_120, 1);
    schedule.restart();
    expect(next(schedule, 13_140)).toBe(13_160);
  });

  test("hidden, nothing is asked; shown again, six times", () => {
    const schedule = known();
    schedule.show(true); // It was.
    expect(next(schedule, 1_000)).toBe(4_000);
    schedule.show(false);
    expect(next(schedule, 1_000)).toBeNull();
    schedule.show(true);
    const sends = [];
    for (let n = 0; n < 6; n += 1) {
      const nextMs = next(schedule, 0) ?? -1;
      schedule.sent(nextMs);
      sends.push(nextMs);
    }
    expect(sends).toEqual([40, 80, 120, 160, 200, 240]);
    expect(schedule.periodMs(240)).toBe(6_000);
  });

  test.each([
    [0, 6_000],
    [31_999, 6_000],
    [32_000, 10_000],
    [59_999, 10_000],
    [60_000, 15_000],
    [89_999, 15_000],
    [90_000, 30_000],
  ])("at an age of %i ms the next pair is %i ms away", (ageMs, periodMs) => {
    const schedule = createProbeSchedule();
    expect(schedule.periodMs(500_000)).toBe(6_000); // Not open yet.
    schedule.sent(7_000);
    expect(schedule.periodMs(7_000 + ageMs)).toBe(periodMs);
  });
});

describe("when a press must leave", () => {
  const forecast = (...leads: readonly number[]) => {
    const made = createSendForecast();
    leads.forEach((upMs, n) => made.observe(n * 1_000, 1_000_000 + n * 1_000 + upMs, true));
    return made;
  };
  const safe = (made: ReturnType<typeof createSendForecast>, share: number, skewPpm = 0) =>
    made.lastSafeSendMs(1_100_000, share, skewPpm);

  test("nobody knows before the first exchange, nor after a step", () => {
    expect(safe(createSendForecast(), 0.5)).toBeNull();
    const made = forecast(10);
    made.clear();
    expect(safe(made, 0.5)).toBeNull();
  });

  test("for an even chance the middle of what was seen; for more, earlier by what few exchanges do not tell", () => {
    expect(safe(forecast(10), 0.5)).toBe(99_989.5);
    expect(safe(forecast(10, 10, 10), 0.5)).toBe(99_989.5);
    expect(safe(forecast(10, 20, 30), 0.5)).toBe(99_979.5);
    expect(safe(forecast(10, 10, 10), 1)).toBeCloseTo(99_989.5 - 1.5 - 10 / 3, 9);
  });

  test("a server's clock that runs faster leaves less time", () => {
    expect(safe(forecast(10), 0.5, 100)).toBeCloseTo(99_989.5 / 1.0001, 6);
    expect(safe(forecast(10), 0.5, -100)).toBeCloseTo(99_989.5 / 0.9999, 6);
  });

  test("what is no probe, or woke the server, counts only while there is nothing better", () => {
    const made = createSendForecast();
    made.observe(0, 1_000_500, false);
    expect(safe(made, 0.5)).toBe(99_499.5);
    made.observe(9_001, 1_009_401, true); // After more than nine seconds of silence.
    expect(safe(made, 0.5)).toBe(99_549.5);
    made.observe(18_001, 1_018_011, true);
    expect(safe(made, 0.5)).toBe(99_989.5);
    made.observe(18_002, 1_018_902, false);
    expect(safe(made, 0.5)).toBe(99_989.5);
  });

  test("forty exchanges are kept, of those older than a minute only so many that there are sixteen", () => {
    const quick = createSendForecast();
    for (let n = 0; n < 41; n += 1) quick.observe(n * 1_000, 1_000_000 + n * 1_000 + (n < 2 ? 500 : 10), true);
    expect(safe(quick, 0)).toBeCloseTo(99_989.5, 9); // One of forty is slow; of the others the largest lead.
    const slow = createSendForecast();
    for (let n = 0; n < 17; n += 1) slow.observe(n * 8_000, 1_000_000 + n * 8_000 + (n === 0 ? 5 : 10), true);
    expect(safe(slow, 0)).toBe(99_989.5); // The one that was luckier is the seventeenth.
  });
});
