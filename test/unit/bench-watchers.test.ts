import { describe, expect, test } from "vitest";
import { figuresOf, type Entry } from "../bench/watchers/figures.ts";

const SECOND = 1_000;

function diaryOf(atMs: readonly number[], startsAtMs: readonly number[] = []) {
  const entries: Entry[] = atMs.map((each) => ({ atMs: each, events: 2, workMs: 30 }));
  return { startsAtMs, stretchMs: 100, entries };
}

describe("what an object's diary comes to", () => {
  test("two calls less than ten seconds apart are one wake, and keep it resident in between", () => {
    const figures = figuresOf(diaryOf([1_000, 6_000, 30_000], [1_000, 30_000]), { fromMs: 0, untilMs: 60 * SECOND });
    expect(figures).toEqual({
      seconds: 60,
      wakes: 2,
      starts: 2,
      events: 6,
      workShare: 0.09 / 60,
      residency: (15.1 + 10.1) / 60,
    });
  });

  test("what began before the window counts as residency only", () => {
    const figures = figuresOf(diaryOf([-5_000, 0, 55_000]), { fromMs: 0, untilMs: 60 * SECOND });
    expect(figures).toMatchObject({ wakes: 1, events: 4, residency: (10.1 + 5) / 60 });
  });

  test("an object that is called all the time is always resident and never wakes", () => {
    const calls = Array.from({ length: 100 }, (_, n) => n * SECOND - 20_000);
    expect(figuresOf(diaryOf(calls), { fromMs: 0, untilMs: 60 * SECOND })).toMatchObject({ wakes: 0, residency: 1 });
  });
});
