import { describe, expect, test } from "vitest";
import { ClockTally } from "../../web/lib/clock/clock-report.ts";
import type { Exchange, ServerTime } from "../../worker/core/time/server-clock.ts";

/** A page that claims the server to be `aheadMs` ahead of its own clock, give or take. */
function claims(aheadMs: number, boundMs: number, state: ServerTime["state"] = "synced") {
  return (localMs: number): ServerTime => ({
    earliestMs: localMs + aheadMs - boundMs,
    likelyMs: localMs + aheadMs,
    latestMs: localMs + aheadMs + boundMs,
    state,
  });
}

/** The server is 1,000 ms ahead, and each way takes 10 ms. */
function exchangeAt(sentMs: number): Exchange {
  return { sentMs, serverMs: sentMs + 1_010, receivedMs: sentMs + 20, epoch: "e" };
}

function tallyOf(count: number, claim: (localMs: number) => ServerTime | null): ClockTally {
  const tally = new ClockTally();
  for (let n = 0; n < count; n += 1) tally.compare(exchangeAt(n * 1_000), claim);
  return tally;
}

describe("a page's report of its clock", () => {
  test("says the bound that was claimed and how far the clock was off at the quickest answer", () => {
    const tally = tallyOf(4, claims(1_000, 12));
    tally.compare(exchangeAt(8_000), claims(1_007, 12));
    const slow = { sentMs: 9_000, serverMs: 10_010, receivedMs: 9_400, epoch: "e" };
    tally.compare(slow, claims(1_007, 12)); // It says more about its way than about the clock.
    expect(tally.take(10_000)).toEqual({ exchanges: 6, boundUs: 12_000, offUs: 6_500, brokenUs: 0 });
  });

  test("says by how much a bound did not hold, on either side", () => {
    // It left at local 0 and came at 20: the server's 1,010 must lie in what was claimed for some moment between.
    expect(tallyOf(5, claims(1_100, 12)).take(0)).toMatchObject({ brokenUs: 77_000 });
    expect(tallyOf(5, claims(900, 12)).take(0)).toMatchObject({ brokenUs: 78_000 });
  });

  test("counts nothing while the page promised nothing", () => {
    expect(tallyOf(9, claims(0, 1, "suspect")).take(0)).toBeNull();
    expect(tallyOf(9, claims(0, 1, "syncing")).take(0)).toBeNull();
    expect(tallyOf(9, () => null).take(0)).toBeNull();
  });

  test("is not sent of a short look, nor twice in ten minutes, and each is of its own time", () => {
    expect(tallyOf(4, claims(1_000, 12)).take(0)).toBeNull();
    const tally = tallyOf(5, claims(1_050, 12));
    expect(tally.take(0)).not.toBeNull();
    expect(tally.take(700_000)).toBeNull(); // Nothing was compared since.
    for (let n = 0; n < 5; n += 1) tally.compare(exchangeAt(n), claims(1_000, 12));
    expect(tally.take(599_999)).toBeNull();
    expect(tally.take(600_000)).toMatchObject({ exchanges: 5, brokenUs: 0 });
  });
});
