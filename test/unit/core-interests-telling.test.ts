import { describe, expect, test } from "vitest";
import { nextMorningMs } from "../../worker/core/interests/morning.ts";
import { planTelling, type Listener, type WaitingMatch } from "../../worker/core/interests/telling.ts";

const NOW = Date.parse("2026-12-01T12:00:00Z");
const MORNING = Date.parse("2026-12-02T06:00:00Z"); // 7 o'clock in Berlin.
const LISTENER: Listener = { personId: "usr_mia", zone: "Europe/Berlin", pace: "at_once", perDay: 2, toldLately: 0 };

function match(demand: string, changes: Partial<WaitingMatch> = {}): WaitingMatch {
  return {
    interest: 1,
    interestName: "Laptops",
    groupBuyId: `gb_${demand}`,
    score: 1,
    words: "laptops",
    isForDigest: false,
    dueAtMs: 0,
    isWanted: true,
    title: `Laptops ${demand}`,
    language: "en",
    currency: "EUR",
    closesAtMs: NOW + 86_400_000,
    ...changes,
  };
}

const keysOf = ({ notices }: ReturnType<typeof planTelling>) => notices.map(({ notice }) => notice.key);

describe("telling", () => {
  test("one demand is told of once, by the interest that it fits best", () => {
    const plan = planTelling(
      LISTENER,
      [match("a"), match("a", { interest: 2, interestName: "Used laptops", score: 5, words: "used laptops" })],
      NOW,
    );
    expect(plan.notices).toHaveLength(1);
    expect(plan.notices[0]?.notice.facts).toMatchObject({ interest: "Used laptops", why: "used, Laptops" });
    expect(plan.notices[0]?.of).toHaveLength(2);
  });

  test("the best are told at once as far as the day has room, the others wait for the morning", () => {
    const found = [match("a", { score: 1 }), match("b", { score: 3 }), match("c", { score: 2 })];
    const plan = planTelling(LISTENER, found, NOW);
    expect(keysOf(plan)).toEqual(["gb_b.found.usr_mia", "gb_c.found.usr_mia"]);
    expect(plan.delayed).toEqual([{ interest: 1, groupBuyId: "gb_a", dueAtMs: MORNING }]);
    expect(keysOf(planTelling({ ...LISTENER, toldLately: 2 }, found, NOW))).toEqual([]);
    expect(planTelling({ ...LISTENER, toldLately: 9 }, found, NOW).delayed).toHaveLength(3);
  });

  test("whoever wants one message a day gets it in the morning, with everything in it", () => {
    const daily: Listener = { ...LISTENER, pace: "daily" };
    expect(planTelling(daily, [match("a")], NOW)).toMatchObject({ notices: [], delayed: [{ dueAtMs: MORNING }] });

    const kept = ["a", "b", "c", "d", "e", "f"].map((name, n) =>
      match(name, {
        isForDigest: true,
        dueAtMs: n === 0 ? MORNING : MORNING + 1,
        score: n,
        words: n === 5 ? "" : "laptops",
      }),
    );
    expect(planTelling(daily, kept, MORNING - 1).notices).toEqual([]);
    const [digest] = planTelling(daily, kept, MORNING).notices;
    expect(digest?.of).toHaveLength(6);
    expect(digest?.notice.facts).toMatchObject({ count: 6, title: "Laptops f", groupBuyId: "gb_f" });
    expect(digest?.notice.facts).toHaveProperty(
      "list",
      "• Laptops f\n• Laptops e (Laptops)\n• Laptops d (Laptops)\n• Laptops c (Laptops)\n• Laptops b (Laptops)",
    );
  });

  test("nobody is told of what is not wanted any more, in a digest either", () => {
    const plan = planTelling(
      LISTENER,
      [match("a", { isWanted: false }), match("b", { isWanted: false, isForDigest: true, dueAtMs: 1 })],
      NOW,
    );
    expect(plan).toMatchObject({ notices: [], delayed: [] });
    expect(plan.silent.map(({ groupBuyId }) => groupBuyId)).toEqual(["gb_a", "gb_b"]);
  });
});

test.each([
  ["2026-12-01T12:00:00Z", "Europe/Berlin", "2026-12-02T06:00:00Z"],
  ["2026-12-01T05:59:59Z", "Europe/Berlin", "2026-12-01T06:00:00Z"],
  ["2026-12-01T06:00:00Z", "Europe/Berlin", "2026-12-02T06:00:00Z"],
  ["2027-03-27T12:00:00Z", "Europe/Berlin", "2027-03-28T05:00:00Z"], // Clocks go forward in that night.
  ["2026-12-01T12:00:00Z", "Asia/Tokyo", "2026-12-01T22:00:00Z"],
  ["2026-12-01T12:00:00Z", "America/Los_Angeles", "2026-12-01T15:00:00Z"],
  ["2026-12-01T12:00:00Z", "Nowhere/At_All", "2026-12-02T07:00:00Z"],
])("the morning after %s in %s is %s", (now, zone, morning) => {
  expect(new Date(nextMorningMs(Date.parse(now), zone)).toISOString()).toBe(morning.replace("Z", ".000Z"));
});
