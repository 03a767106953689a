/** Who is told what, planned by the commit that causes it. */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import type { Notice } from "../../worker/core/group-buy/notice-facts.ts";
import { openStage } from "../support/group-buy-kit.ts";
import { CLOSES, DAY, HOUR, MINUTE } from "../support/group-buy-terms.ts";

/** Who was told what, in order: "ada minimum_lost". */
function told(...outcomes: readonly Outcome[]): string[] {
  return noticesIn(...outcomes).map(({ personId, kind }) => `${personId.slice(4)} ${kind}`);
}

function noticesIn(...outcomes: readonly Outcome[]): Notice[] {
  return outcomes.flatMap(({ notices }) => notices.flatMap((one) => one.notices));
}

describe("the minimum, either way (domain 5)", () => {
  test("scenario 15: un-reached is announced to those who are left, and reached again when it is", () => {
    const stage = openStage(); // Ines has 2 of the 10 it takes.
    stage.join("Ada", { quantity: 8 });
    expect(told(stage.answer(stage.legOf("Ada")))).toEqual(["ines minimum_reached", "ada minimum_reached"]);

    const left = stage.at(CLOSES - 11 * MINUTE).leave("Ada");
    expect(told(left)).toEqual(["ada left", "ines minimum_lost"]);
    expect(noticesIn(left)[1]?.facts).toMatchObject({ count: 2, quantityMinimum: 10, closesAtMs: CLOSES });

    stage.join("Bob", { quantity: 8 });
    expect(told(stage.answer(stage.legOf("Bob")))).toEqual(["ines minimum_reached", "bob minimum_reached"]);
  });

  test("one more above it, or below it, is no news; a seat that nobody has paid does not count", () => {
    const stage = openStage();
    const joined = stage.join("Ada", { quantity: 8 });
    stage.answer(stage.legOf("Ada"));
    stage.join("Bob");
    const above = stage.answer(stage.legOf("Bob"));
    const fewer = stage.leave("Bob");
    expect([told(joined), told(above), told(fewer)]).toEqual([[], [], ["bob left"]]);
  });

  test("what the count says at the end has messages of its own", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    const bell = stage.at(CLOSES).poke();
    expect(told(bell)).toEqual(["ines failed", "ada failed"]); // Nobody offered.
    expect(told(...stage.pending().map((leg) => stage.answer(leg)))).toEqual([
      "ines money_returned",
      "ada money_returned",
    ]);
  });
});

describe("merchants and those in line", () => {
  test("G11: merchants are told the final quantity by region, and who never got a place hears that", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 8 });
    stage.join("Waits", { quantity: 2 });
    stage.offer("Mia");
    const bell = stage.at(CLOSES).poke();
    expect(told(bell).slice(0, 2)).toEqual(["waits waitlist_ended", "mia count_frozen"]);
    expect(noticesIn(bell)[1]?.facts).toMatchObject({ quantity: 10, regions: "DE 10" });
  });

  test("G13: an offer binds nobody any more when the deal is off, and its merchant hears so", () => {
    const stage = openStage();
    stage.offer("Mia");
    expect(told(stage.at(CLOSES).poke())).toEqual(["ines failed", "mia demand_ended"]);
  });
});

describe("messages are of the moment they speak of", () => {
  test("a commit in which much happens plans each by the state after its own event", () => {
    const stage = openStage({ terms: { chooser: "vote" } }).seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    // Nobody looked for three days: the bell, the vote that nobody took part in and the award are one commit.
    const outcome = stage.at(CLOSES + 3 * DAY).poke();
    const [vote] = noticesIn(outcome).filter(({ kind }) => kind === "vote");
    expect(vote?.atMs).toBeLessThan(CLOSES + HOUR);
    const kinds = [...new Set(noticesIn(outcome).map(({ kind }) => kind))];
    expect(kinds.slice(0, 4)).toEqual(["count_frozen", "vote", "balance_due", "offer_accepted"]);
  });

  test("every key is said once, and a person hears one thing of one event", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    const outcomes = [stage.at(CLOSES).poke(), stage.payBalance("Ada"), stage.at(CLOSES + 4 * DAY).poke()];
    const keys = noticesIn(...outcomes).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(3);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("what goes back is what is held for that person, and nothing where nothing was", () => {
    const stage = openStage().seat("Ada", { quantity: 3 });
    stage.join("Bob"); // Not paid yet.
    const ada = noticesIn(stage.leave("Ada"));
    const bob = noticesIn(stage.leave("Bob"));
    expect(ada[0]?.facts).toMatchObject({ backMinor: stage.legOf("Ada").amountMinor });
    expect(bob[0]?.facts).toMatchObject({ backMinor: 0 });
  });
});
