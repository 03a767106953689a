/**
 * The whole report of one press, from logs of a few lines. One question that came back within 0 ms at local 1,020 fixes the
 * server's time there to the one millisecond that a stamp stands for.
 */
import { describe, expect, test } from "vitest";
import { judgeDispute, type Dispute, type PressReport } from "../../worker/core/dispute/dispute.ts";
import type { ClientLog, LogEntry, Press } from "../../worker/core/dispute/evidence.ts";
import type { ServerTime } from "../../worker/core/time/server-clock.ts";
import { answer, beat, exchange, logOf, ORIGIN, press, receiptOf, stamp } from "../support/dispute-evidence.ts";

const deadline = (atMs: number): LogEntry => ({ type: "deadline", localMs: 20, deadlineMs: ORIGIN + atMs });
const SYNC = exchange(1_020, 0, 0);
const BEFORE = [deadline(2_000), SYNC, beat(1_020)];
const TIME: ServerTime = {
  earliestMs: ORIGIN + 1_020,
  likelyMs: ORIGIN + 1_020.5,
  latestMs: ORIGIN + 1_021,
  state: "synced",
};
const at = (stampMs: number, deadlineMs = 2_000) => ({ at: ORIGIN + stampMs, deadline: ORIGIN + deadlineMs });
const span = (leastMs: number, mostMs: number) => ({ leastMs: ORIGIN + leastMs, mostMs: ORIGIN + mostMs });

const SHOWN = { localMs: 1_019, remainingMs: 981, text: "00:00.9" };
/** The press at 1,020, stamped 5 ms later, answered at 1,060. */
const ORDINARY = [...BEFORE, press(1_020, { shown: SHOWN }), answer(1_060), beat(1_100)];
const REPORT: PressReport = {
  commandId: "c1",
  sends: 1,
  sentMs: 1_020,
  time: TIME,
  sentAt: span(1_020, 1_021),
  pageDeadlineMs: ORIGIN + 2_000,
  side: "before",
  travelMs: { leastMs: 4, mostMs: 6 },
  pastSafeMs: expect.closeTo(-968.69, 2) as number, // A way that was never slower than 0 ms may be so by ten.
  shown: SHOWN,
};

function judge(entries: readonly LogEntry[], leaf: object = at(1_025), facts: Partial<ClientLog> = {}): Dispute {
  return judgeDispute(receiptOf(leaf), logOf(entries, facts), "right");
}

const remarksOf = (...args: Parameters<typeof judge>) => judge(...args).remarks;
const contradictionsOf = (...args: Parameters<typeof judge>) => judge(...args).contradictions;

describe("an ordinary press", () => {
  test("is told whole", () => {
    expect(judge(ORDINARY)).toEqual({
      receipt: receiptOf(at(1_025)),
      command: "join",
      signature: "right",
      press: REPORT,
      remarks: [],
      contradictions: [],
    });
  });

  test.each<[string, object, PressReport["side"]]>([
    ["the last moment at which it may have been sent", at(900, 1_021), "either"],
    ["one millisecond after that", at(900, 1_022), "before"],
    ["the first moment at which it may have been sent", at(900, 1_020), "after"],
  ])("with its deadline at %s", (_, leaf, side) => {
    expect(judge(ORDINARY, leaf).press?.side).toBe(side);
  });

  test.each<[string, number, PressReport["travelMs"]]>([
    ["at once", 1_020, { leastMs: 0, mostMs: 1 }],
    ["as late as it could be sent", 1_021, { leastMs: 0, mostMs: 2 }],
    ["when its answer comes", 1_061, { leastMs: 40, mostMs: 42 }],
  ])("that arrives %s", (_, stampMs, travelMs) => {
    const { press, contradictions } = judge(ORDINARY, at(stampMs));
    expect(press?.travelMs).toEqual(travelMs);
    expect(contradictions).toEqual([]);
  });

  test("a stamp a millisecond before it can have been sent; how long it travelled is then not said", () => {
    expect(contradictionsOf(ORDINARY, at(1_019))).toEqual([]);
    const { press, contradictions } = judge(ORDINARY, at(1_018));
    expect(contradictions).toEqual([{ code: "stamped-before-sent", byMs: 1 }]);
    expect(press?.travelMs).toBeNull();
    expect(press?.sentAt).toEqual(span(1_020, 1_021));
  });

  test("a stamp after its answer was here", () => {
    expect(contradictionsOf(ORDINARY, at(1_061))).toEqual([]);
    expect(contradictionsOf(ORDINARY, at(1_062))).toEqual([
      { code: "stamped-after-answered", byMs: expect.closeTo(1, 1) as number },
    ]);
  });

  test("an answer right when it was sent, and one before", () => {
    const answered = (localMs: number) => [...BEFORE, press(1_020), answer(localMs), beat(1_100)];
    expect(contradictionsOf(answered(1_020), at(1_020))).toEqual([]);
    expect(contradictionsOf(answered(1_019), at(1_020)).map(({ code }) => code)).toContain("answered-before-sent");
  });

  test("an answer that says the opposite", () => {
    const entries = [...BEFORE, press(1_020), answer(1_060, { accepted: false }), beat(1_100)];
    expect(contradictionsOf(entries)).toEqual([{ code: "answer-differs" }]);
  });

  test("a deadline that the page did not know, or knew as another", () => {
    const unknown = judge([SYNC, beat(1_020), press(1_020), answer(1_060), beat(1_100)]);
    expect(unknown.press).toMatchObject({ pageDeadlineMs: null, pastSafeMs: null, side: "before" });
    expect(unknown.remarks).toEqual([]);
    expect(remarksOf([...ORDINARY.slice(0, 3), deadline(1_999), ...ORDINARY.slice(3)])).toEqual([
      { code: "deadline-moved", pageMs: ORIGIN + 1_999, receiptMs: ORIGIN + 2_000 },
    ]);
  });

  test("is about time where it was seated or came too late, and not where it was refused for something else", () => {
    const refused = (code: string) => ({ ...at(2_000), type: "join_refused", open: { code } });
    const entries = [...BEFORE, press(1_990), answer(2_010, { accepted: false }), beat(2_020)];
    expect(remarksOf(entries, refused("deadline-passed"))).toEqual([]);
    expect(remarksOf(entries, refused("group-full"))).toEqual([{ code: "not-about-time", reason: "group-full" }]);
  });

  test("a log that lost lines says so, and is not held against what the page wrote", () => {
    const log = { ...logOf(ORDINARY), dropped: 2 };
    const { remarks, contradictions } = judgeDispute(
      receiptOf(at(1_025)),
      { ...log, entries: log.entries.slice(2) },
      "right",
    );
    expect(remarks).toEqual([
      { code: "nothing-guaranteed", state: "unknown" },
      { code: "log-cut", dropped: 2 },
    ]);
    expect(contradictions).toEqual([]);
  });
});

describe("which press a receipt answers", () => {
  const other = press(1_022, { commandId: "c2" });

  test("the one whose answer names it, sent first; others do not count, nor do other answers", () => {
    const again = press(1_030, { isRepeat: true });
    const answers = [answer(1_055, { commandId: "c2", receiptId: "gb_1.6" }), answer(1_060)];
    const { press: told, remarks } = judge([...BEFORE, press(1_020), other, again, ...answers, beat(1_100)]);
    expect(told).toEqual({ ...REPORT, sends: 2, shown: null });
    expect(remarks).toEqual([{ code: "sent-again", times: 2 }]);
  });

  test("sent first by a page that is gone: when it was sent is known of this page alone", () => {
    const { press: told, remarks } = judge(
      [...BEFORE, press(1_020, { isRepeat: true }), answer(1_060), beat(1_100)],
      at(900),
    );
    expect(told).toEqual({ ...REPORT, travelMs: null, shown: null });
    expect(remarks).toEqual([{ code: "first-send-unknown" }]);
  });

  test("an answer without its press", () => {
    expect(judge([...BEFORE, other, answer(1_060)])).toMatchObject({ press: null, remarks: [{ code: "no-press" }] });
  });

  test("without an answer, the only one of its kind: stamps may be one epoch apart", () => {
    const leave = press(1_021, { commandId: "c3", command: "leave" });
    const { press: told, remarks } = judge([...BEFORE, press(1_020), leave]);
    expect(told).toEqual({ ...REPORT, sentAt: span(970, 1_071), travelMs: { leastMs: 0, mostMs: 56 }, shown: null });
    expect(remarks).toEqual([{ code: "assumed-link" }, { code: "epoch-changed", slackMs: 50 }]);
  });

  test("one that has another receipt is taken no more; one whose answer had none may be it", () => {
    const taken = answer(1_050, { commandId: "c2", receiptId: "gb_1.6" });
    expect(judge([...BEFORE, press(1_020), other, taken]).press?.commandId).toBe("c1");
    const bare = answer(1_050, { commandId: "c2", receiptId: null });
    expect(judge([...BEFORE, press(1_020), other, bare])).toMatchObject({
      press: null,
      remarks: [{ code: "no-link", commandIds: ["c1", "c2"] }],
    });
  });

  test("one that was sent twice is one", () => {
    const { press: told, remarks } = judge([...BEFORE, press(1_020), press(1_030, { isRepeat: true })]);
    expect(told?.sends).toBe(2);
    expect(remarks.map(({ code }) => code)).toEqual(["assumed-link", "sent-again", "epoch-changed"]);
  });
});

describe("what the page could not know", () => {
  const stateAt = (...entries: readonly LogEntry[]) =>
    judge([SYNC, ...entries, press(7_000)]).press?.time?.state ?? null;

  test("the time, after its device slept: heartbeats show it", () => {
    expect(stateAt(beat(1_020), beat(6_000))).toBe("synced");
    expect(stateAt(beat(1_020), beat(6_000, 60_000))).toBeNull();
  });

  test("whether it still goes on, while a probe has no answer for more than five seconds", () => {
    expect(stateAt({ type: "probeSent", localMs: 2_000 })).toBe("synced");
    expect(stateAt({ type: "probeSent", localMs: 1_999 })).toBe("stale");
    expect(stateAt({ type: "probeSent", localMs: 1_999 }, stamp(6_900))).toBe("synced");
  });

  test("what was heard only after its answer changes nothing", () => {
    expect(remarksOf([...ORDINARY, stamp(1_200, 10, "b")])).toEqual([]);
  });

  test("nothing before its first exchange", () => {
    const { press: told, remarks, contradictions } = judge([deadline(2_000), beat(1_020), press(1_020), answer(1_060)]);
    expect(told).toEqual({
      ...REPORT,
      time: null,
      sentAt: null,
      side: null,
      travelMs: null,
      pastSafeMs: null,
      shown: null,
    });
    expect(remarks).toEqual([{ code: "nothing-guaranteed", state: "unknown" }]);
    expect(contradictions).toEqual([]);
  });

  test("nothing for certain while a step is not settled, however the stamp lies", () => {
    const setBack = { ...exchange(1_031, 0, 0), serverMs: ORIGIN - 3_000 } as LogEntry;
    const entries = [...BEFORE, setBack, press(1_040), answer(1_060), beat(1_100)];
    for (const stampMs of [-5_000, 1_025, 9_000]) {
      const { press: told, remarks, contradictions } = judge(entries, at(stampMs, 10_000), { dropped: 1 });
      expect(told).toMatchObject({ time: { state: "syncing" }, sentAt: null, side: null, travelMs: null });
      expect(remarks).toContainEqual({ code: "nothing-guaranteed", state: "syncing" });
      expect(contradictions).toEqual([]);
    }
  });

  test("whether its clock stood still, where it did not look for more than ten seconds", () => {
    const unwatched = (forMs: number) => remarksOf([beat(1_020 - forMs), ...ORDINARY]);
    expect(unwatched(10_000)).toEqual([]);
    expect(unwatched(10_001)).toEqual([{ code: "unwatched", forMs: 10_001 }]);
  });

  test("how far apart two clocks of the authority are: both ends of the time are that much looser", () => {
    const entries = [...BEFORE, press(1_020), stamp(1_050, 10, "b"), answer(1_060), beat(1_100)];
    const { press: told, remarks } = judge(entries);
    expect(told).toEqual({ ...REPORT, sentAt: span(970, 1_071), travelMs: { leastMs: 0, mostMs: 56 }, shown: null });
    expect(remarks).toEqual([{ code: "epoch-changed", slackMs: 50 }]);
    const twice = [...entries.slice(0, 5), stamp(1_055, 10, "c"), ...entries.slice(5)];
    expect(remarksOf(twice)).toEqual([{ code: "epoch-changed", slackMs: 100 }]);
    expect(judge(twice).press?.sentAt).toEqual(span(920, 1_121));
  });

  test("a stamp after its answer is one only beyond that", () => {
    const entries = [...BEFORE, press(1_020), stamp(1_050, 10, "b"), answer(1_060), beat(1_100)];
    const late = (stampMs: number) => contradictionsOf(entries, at(stampMs)).map(({ code }) => code);
    const { latestMs = 0 } = judge(entries).press?.time ?? {};
    expect(late(latestMs - ORIGIN + 40 + 50)).toEqual([]);
    expect(late(latestMs - ORIGIN + 40 + 250)).toEqual(["stamped-after-answered"]);
  });
});

describe("a server's time that did not go on", () => {
  /** Five seconds ahead of itself, between the press and its answer. */
  const ahead = { ...exchange(1_031, 0, 0), serverMs: ORIGIN + 6_031 } as LogEntry;
  const stepped = (...rest: readonly LogEntry[]) => [...BEFORE, press(1_020), ahead, ...rest];

  test("contradicts the log where nothing explains it, and nothing is said of when it was sent", () => {
    const { press: told, remarks, contradictions } = judge(stepped(answer(1_060), beat(1_100)));
    expect(told).toEqual({ ...REPORT, sentAt: null, side: null, travelMs: null, shown: null });
    expect(remarks).toEqual([]);
    expect(contradictions).toEqual([{ code: "clock-stepped" }]);
  });

  test.each<[string, readonly LogEntry[]]>([
    ["the device slept", [answer(1_060), beat(1_100, 5_000)]],
    ["the log ends before one sees whether it did", [answer(1_060)]],
    ["the page did not look for more than ten seconds", [beat(11_021), answer(11_030), beat(11_040)]],
  ])("and is only remarked where %s", (_, rest) => {
    const { remarks, contradictions } = judge(stepped(...rest));
    expect(remarks).toEqual([{ code: "clock-stepped" }]);
    expect(contradictions).toEqual([]);
  });

  test("ten seconds are not enough to explain it", () => {
    expect(contradictionsOf(stepped(beat(11_020), answer(11_030), beat(11_040)))).toEqual([{ code: "clock-stepped" }]);
  });

  test("an epoch that began explains it too", () => {
    const entries = [...BEFORE, press(1_020), { ...ahead, epoch: "b" } as LogEntry, answer(1_060), beat(1_100)];
    const { remarks, contradictions } = judge(entries);
    expect(remarks).toEqual([{ code: "epoch-changed", slackMs: 50 }, { code: "clock-stepped" }]);
    expect(contradictions).toEqual([]);
  });
});

describe("what the page wrote of its estimate", () => {
  const wrote = (change: (time: ServerTime) => ServerTime | null) => {
    const log = logOf(ORDINARY);
    const rewritten = (entry: Press) => ({ ...entry, time: entry.time && change(entry.time) });
    const entries = log.entries.map((entry) => (entry.type === "press" ? rewritten(entry) : entry));
    return judgeDispute(receiptOf(at(1_025)), { ...log, entries }, "right").contradictions;
  };

  test.each(["earliestMs", "likelyMs", "latestMs"] as const)("%s may differ by a rounding, and by no more", (field) => {
    for (const by of [-0.005, 0.005]) expect(wrote((time) => ({ ...time, [field]: time[field] + by }))).toEqual([]);
    for (const by of [-0.02, 0.02]) {
      const said = { ...TIME, [field]: TIME[field] + by };
      expect(wrote(() => said)).toEqual([{ code: "page-says-otherwise", wrote: said, computed: TIME }]);
    }
  });

  test("its state may not", () => {
    const said = { ...TIME, state: "degraded" } as const;
    expect(wrote(() => said)).toEqual([{ code: "page-says-otherwise", wrote: said, computed: TIME }]);
  });

  test("nor may it have known nothing, or something where nothing was to be known", () => {
    expect(wrote(() => null)).toEqual([{ code: "page-says-otherwise", wrote: null, computed: TIME }]);
    const log = logOf([press(1_020), answer(1_060)]);
    const entries = log.entries.map((entry) => (entry.type === "press" ? { ...entry, time: TIME } : entry));
    expect(judgeDispute(receiptOf(at(1_025)), { ...log, entries }, "right").contradictions).toEqual([
      { code: "page-says-otherwise", wrote: TIME, computed: null },
    ]);
  });

  test("is held against each time that it was sent", () => {
    const log = logOf([...BEFORE, press(1_020), press(1_030, { isRepeat: true }), answer(1_060), beat(1_100)]);
    const entries = log.entries.map((entry) => (entry.type === "press" ? { ...entry, time: null } : entry));
    const { contradictions } = judgeDispute(receiptOf(at(1_025)), { ...log, entries }, "right");
    expect(contradictions.map(({ code }) => code)).toEqual(["page-says-otherwise", "page-says-otherwise"]);
  });
});

test.each(["wrong", "unknown-key", "malformed", "missing"] as const)("a signature that is %s contradicts", (check) => {
  const { contradictions, signature } = judgeDispute(receiptOf(at(1_025)), logOf(ORDINARY), check);
  expect([signature, contradictions]).toEqual([check, [{ code: "signature", check }]]);
  expect(judgeDispute(receiptOf(at(1_025)), logOf(ORDINARY), "not-checked").contradictions).toEqual([]);
});
