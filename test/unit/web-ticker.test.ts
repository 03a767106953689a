import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextExactTickMs } from "../../worker/core/time/skip-ahead.ts";
import { dueAnnouncement, QUIET_MS, SPOKEN_AT_MS } from "../../web/lib/clock/announcer.ts";
import { faceText } from "../../web/lib/clock/face.ts";
import { createTicker, type TickerHost } from "../../web/lib/clock/ticker.ts";

const START_MS = 1_795_350_000_250;

/** A page whose clock stands until a timer fires; timers may be late, as browsers' are. */
function fakePage() {
  const page = {
    nowMs: START_MS,
    hidden: false,
    timers: new Map<number, { atMs: number; run: () => void }>(),
    fired: 0,
  };
  let last = 0;
  const host: TickerHost = {
    look: () => page.nowMs,
    waitMs: (advanceMs) => advanceMs,
    isHidden: () => page.hidden,
    setTimer: (run, delayMs) => {
      page.timers.set(++last, { atMs: page.nowMs + delayMs, run });
      return last;
    },
    clearTimer: (timer) => void page.timers.delete(timer as number), // made above
  };
  const fire = (lateMs = 0) => {
    const [id, timer] = [...page.timers].sort(([, a], [, b]) => a.atMs - b.atMs)[0] ?? [];
    if (id === undefined || timer === undefined) return false;
    page.timers.delete(id);
    page.nowMs = timer.atMs + lateMs;
    page.fired += 1;
    timer.run();
    return true;
  };
  return { page, host, fire };
}

function faceOf(deadlineMs: number, shown: string[]) {
  return (nowMs: number) => {
    const text = faceText(deadlineMs - nowMs, { kind: "board", calm: "second", reducedMotion: true });
    if (shown.at(-1) !== text.digits) shown.push(text.digits);
    return text.tickMs === null ? null : nextExactTickMs(nowMs, deadlineMs, text.tickMs);
  };
}

describe("the ticker (web.md 3.3)", () => {
  test("serves every face with one timer, at second boundaries", () => {
    const { page, host, fire } = fakePage();
    const ticker = createTicker(host);
    const deadlineMs = START_MS - 250 + 5_000;
    const shown: string[][] = [[], [], []];
    for (const list of shown) ticker.subscribe(faceOf(deadlineMs, list));
    expect(page.timers.size).toBe(1);
    while (fire()) expect(page.timers.size).toBeLessThanOrEqual(1);
    expect(page.fired).toBe(5);
    for (const list of shown) expect(list).toEqual(["00:05", "00:04", "00:03", "00:02", "00:01", "00:00"]);
  });

  test("does not drift, however late the timers fire, and skips what was missed", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_400 }), { minLength: 1, maxLength: 40 }), (delays) => {
        const { page, host, fire } = fakePage();
        const deadlineMs = START_MS - 250 + 60_000;
        const shown: string[] = [];
        createTicker(host).subscribe(faceOf(deadlineMs, shown));
        for (const lateMs of delays) {
          if (!fire(lateMs)) break;
          const truth = faceText(deadlineMs - page.nowMs, { kind: "board", calm: "second", reducedMotion: true });
          expect(shown.at(-1)).toBe(truth.digits);
        }
      }),
    );
  });

  test("arms no timer while the tab is hidden, and is right at once when it comes back", () => {
    const { page, host } = fakePage();
    const ticker = createTicker(host);
    const shown: string[] = [];
    ticker.subscribe(faceOf(START_MS - 250 + 3_600_000, shown));
    page.hidden = true;
    ticker.wake();
    expect(page.timers.size).toBe(0);
    page.nowMs += 1_800_000;
    page.hidden = false;
    ticker.wake();
    expect(shown.at(-1)).toBe("30:00");
    expect(page.timers.size).toBe(1);
  });

  test("waits anew when the clock has moved, and paints only what is due by then", () => {
    const { page, host, fire } = fakePage();
    const ticker = createTicker(host);
    const shown: string[] = [];
    const deadlineMs = START_MS - 250 + 60_000;
    ticker.subscribe(faceOf(deadlineMs, shown));
    page.nowMs += 100;
    ticker.check();
    expect(shown).toEqual(["01:00"]);
    page.nowMs += 3_000; // A correction: the server is ahead of what was thought.
    ticker.check();
    expect(shown).toEqual(["01:00", "00:57"]);
    expect(page.timers.size).toBe(1);
    fire();
    expect(shown).toEqual(["01:00", "00:57", "00:56"]);
  });

  test("while hidden a correction arms nothing, and everything can be painted once before the page is left", () => {
    const { page, host } = fakePage();
    const ticker = createTicker(host);
    let paints = 0;
    ticker.subscribe((nowMs) => {
      paints += 1;
      return nowMs + 1_000;
    });
    page.hidden = true;
    page.timers.clear();
    ticker.check();
    expect([paints, page.timers.size]).toEqual([1, 0]);
    ticker.paint();
    expect([paints, page.timers.size]).toEqual([2, 0]);
  });

  test("stops when nobody listens and when all faces stand at zero", () => {
    const { page, host, fire } = fakePage();
    const ticker = createTicker(host);
    const stop = ticker.subscribe(faceOf(START_MS + 90_000, []));
    stop();
    expect(page.timers.size).toBe(0);
    ticker.subscribe(faceOf(START_MS - 250 + 1_000, []));
    while (fire());
    expect(page.timers.size).toBe(0);
  });
});

describe("the clock setting (WCAG 2.2.2)", () => {
  test("every minute: the text changes at most once a minute and is never below the truth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 * 86_400_000 }), (remainingMs) => {
        const text = faceText(remainingMs, { kind: "board", calm: "minute", reducedMotion: false });
        expect(text.tickMs).toBe(60_000);
        expect(text.digits).toMatch(/^(\d+h|\d+h \d+m|\d+m)$/);
      }),
    );
    expect(faceText(61_000, { kind: "board", calm: "minute", reducedMotion: false }).digits).toBe("2m");
  });

  test("hidden until the last ten minutes", () => {
    const at = (ms: number) => faceText(ms, { kind: "board", calm: "hidden", reducedMotion: false });
    expect(at(600_001)).toMatchObject({ digits: "", format: "hidden" });
    expect(at(600_000)).toMatchObject({ digits: "10:00", format: "ms" });
  });
});

describe("announcements (web.md 1.3)", () => {
  test("a day run through at speed speaks the planned moments, once each", () => {
    const deadlineMs = START_MS + 90_000_000;
    const said: number[] = [];
    let lastMs: number | null = null;
    for (let nowMs = START_MS; nowMs <= deadlineMs; nowMs += 500) {
      const due = dueAnnouncement({ beforeMs: nowMs - 500, nowMs, deadlineMs }, { lastMs, isTyping: false });
      if (due === null) continue;
      said.push(due.remainingMs);
      lastMs = nowMs;
    }
    expect(said).toEqual([...SPOKEN_AT_MS]);
  });

  test("never two within 15 s, and none while somebody types", () => {
    const look = { beforeMs: START_MS, nowMs: START_MS + 100_000, deadlineMs: START_MS + 100_000 };
    expect(dueAnnouncement(look, { lastMs: look.nowMs - QUIET_MS + 1, isTyping: false })).toBeNull();
    expect(dueAnnouncement(look, { lastMs: null, isTyping: true })).toBeNull();
    expect(dueAnnouncement(look, { lastMs: null, isTyping: false })).toEqual({ remainingMs: 10_000 });
  });
});
