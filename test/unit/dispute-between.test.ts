/** What happened to the clocks between a press and its answer: each case is a log of a few lines, and its limits are met. */
import { describe, expect, test } from "vitest";
import { changesOfEpoch, hasSlept, isContinued, longestUnwatchedMs } from "../../worker/core/dispute/between.ts";
import type { LogEntry } from "../../worker/core/dispute/evidence.ts";
import type { ServerTime } from "../../worker/core/time/server-clock.ts";
import { answer, beat, exchange, logOf, ORIGIN, press, stamp } from "../support/dispute-evidence.ts";

const link: LogEntry = { type: "link", localMs: 0, state: "live" };

/** What was asked of a log, about its press and its answer. */
function between(...entries: readonly LogEntry[]) {
  const log = logOf(entries);
  const from = log.entries.find((entry) => entry.type === "press") ?? press(0);
  const to = log.entries.find((entry) => entry.type === "answer") ?? null;
  return { log, from, to };
}

describe("how often the stamps began to come from another clock", () => {
  const changes = (...entries: readonly LogEntry[]) => {
    const { log, from, to } = between(...entries);
    return changesOfEpoch(log, from, to);
  };
  const [a, b, c] = [stamp(100, 10, "a"), stamp(200, 10, "b"), exchange(300, 10, 10, "c")];

  test.each<[string, readonly LogEntry[], number]>([
    ["nothing else was heard", [a, press(150), answer(400)], 0],
    ["the same clock was heard", [a, press(150), a, answer(400)], 0],
    ["a frame of another", [a, press(150), b, answer(400)], 1],
    ["an answer of another", [a, press(150), c, answer(400)], 1],
    ["from an answer to a frame", [c, press(150), b, answer(400)], 1],
    ["of two others", [a, press(150), b, c, answer(400)], 2],
    ["there and back", [a, press(150), b, a, answer(400)], 2],
    ["before what was heard last, which says nothing", [b, a, press(150), a, answer(400)], 0],
    ["the same with answers", [a, c, press(150), c, answer(400)], 0],
    ["heartbeats and lines in between", [a, beat(120), link, press(150), beat(160), link, b, answer(400)], 1],
    ["after the answer, which comes too late to matter", [a, press(150), answer(400), b], 0],
    ["without an answer, to the end of the log", [a, press(150), b, c], 2],
    ["nothing was heard before", [press(150), b, answer(400)], 0],
    ["nothing was heard before, and two after", [press(150), b, c, answer(400)], 1],
  ])("%s", (_, entries, count) => {
    expect(changes(...entries)).toBe(count);
  });
});

describe("whether the server's time went on as it does when nobody moves a clock", () => {
  const time = (earliestMs: number, latestMs: number, state: ServerTime["state"] = "synced"): ServerTime => ({
    earliestMs: ORIGIN + earliestMs,
    likelyMs: ORIGIN + earliestMs,
    latestMs: ORIGIN + latestMs,
    state,
  });
  /** Ten seconds from press to answer: 1 ms of skew, 1 ms of rounding, and 5 ms of slack. */
  const goesOn = (sent: ServerTime, heard: ServerTime | null, slackMs = 5) => {
    const entry = answer(11_000);
    const known = { time: heard, epoch: "a", deadlineMs: null, lastSafeSendMs: null };
    return isContinued(sent, press(1_000), { entry, known }, slackMs);
  };

  test.each<[string, ServerTime | null, boolean]>([
    ["as much later as it took", time(10_000, 10_020), true],
    ["behind by all that is allowed", time(9_980, 9_993), true],
    ["behind by more", time(9_980, 9_992), false],
    ["ahead by all that is allowed", time(10_027, 10_040), true],
    ["ahead by more", time(10_028, 10_040), false],
    ["suspect, which is still guaranteed", time(10_000, 10_020, "suspect"), true],
    ["nothing", null, false],
    ["provisional", time(10_000, 10_020, "syncing"), false],
  ])("at the answer it is %s", (_, heard, isTrue) => {
    expect(goesOn(time(0, 20), heard)).toBe(isTrue);
  });

  test("slack widens both ends, and the time that passed does", () => {
    expect(goesOn(time(0, 20), time(9_980, 9_992), 6)).toBe(true);
    expect(goesOn(time(0, 20), time(10_028, 10_040), 6)).toBe(true);
    expect(goesOn(time(0, 20), time(9_980, 9_993), 4)).toBe(false);
    expect(goesOn(time(0, 20), time(10_027, 10_040), 4)).toBe(false);
  });
});

describe("whether the device's clock may have stood still", () => {
  const slept = (...entries: readonly LogEntry[]) => {
    const { log, from, to } = between(...entries);
    return hasSlept(log, from, to ?? answer(0));
  };

  test.each<[string, readonly LogEntry[], boolean]>([
    ["two heartbeats around it that agree", [beat(0), press(10), answer(20), beat(30)], false],
    ["a wall clock that went 30 ms further, which is noise", [beat(0), press(10), answer(20), beat(30, 30)], false],
    ["one that went 31 ms further", [beat(0), press(10), answer(20), beat(30, 31)], true],
    ["one that was set back", [beat(0), press(10), answer(20), beat(30, -500)], false],
    ["a sleep before the answer", [beat(0), press(10), beat(15, 900), answer(20), beat(30, 900)], true],
    ["a sleep right before the answer's heartbeat", [beat(0), press(10), beat(15), answer(20), beat(30, 900)], true],
    ["a sleep before the last heartbeat", [beat(0), beat(5, 900), press(10), answer(20), beat(30, 900)], false],
    ["a sleep after the first heartbeat", [beat(0), press(10), answer(20), beat(30), beat(40, 900)], false],
    ["no heartbeat before", [press(10), beat(15), answer(20), beat(30)], true],
    ["no heartbeat after", [beat(0), press(10), beat(15), answer(20)], true],
    ["none at all", [press(10), answer(20)], true],
  ])("%s", (_, entries, isTrue) => {
    expect(slept(...entries)).toBe(isTrue);
  });
});

describe("how long nobody compared the two clocks", () => {
  const unwatched = (...entries: readonly LogEntry[]) => {
    const { log, from } = between(...entries);
    return longestUnwatchedMs(log, from);
  };

  test("the longest of all times before, and none after", () => {
    expect(unwatched(beat(0), beat(4_000), link, beat(16_000), beat(17_000), press(18_000), beat(99_000))).toBe(12_000);
  });

  test("nothing where there is nothing between two heartbeats", () => {
    expect(unwatched(press(10))).toBe(0);
    expect(unwatched(beat(5_000), press(6_000), beat(9_000))).toBe(0);
  });
});
