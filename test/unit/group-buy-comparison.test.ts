import { describe, expect, test } from "vitest";
import { presentComparison } from "../../worker/app/present/comparison.ts";
import { OfferComparison } from "../../worker/contract/comparison.ts";
import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const flat = (unitPriceMinor: number): Partial<OfferBody> => ({ tiers: [{ fromQuantity: 10, unitPriceMinor }] });

/** Ines 2 and Ada 8 in Germany at 12.00, Flo 3 in France at 10.00, Dan 2 in Germany who needs it in two days. */
function crowd(options: StageOptions = {}): Stage {
  return openStage(options)
    .seat("Ada", { quantity: 8 })
    .seat("Flo", { quantity: 3, country: "FR", priceCeilingMinor: 1_000 })
    .seat("Dan", { quantity: 2, deliverByMs: CLOSES + 20 * DAY });
}

function seen(stage: Stage, name = "Ada") {
  const comparison = presentComparison(stage.groupBuy, person(name).personId, stage.nowMs);
  return comparison && OfferComparison.parse(comparison);
}

const names = (stage: Stage) => seen(stage)?.offers.map(({ merchantName }) => merchantName);

describe("G14: the offers beside each other", () => {
  const terms = { chooser: "vote" } as const;

  test("nobody sees the price of a single offer while others may still undercut it", () => {
    const stage = crowd({ terms: { ...terms, offerWindowMs: DAY } });
    stage.offer("Mia", flat(900));
    expect(seen(stage)).toMatchObject({
      stage: "later",
      offers: [],
      standing: { count: 1, bestLanded: { amount: 950 } },
    });
    stage.at(CLOSES + HOUR).poke();
    expect(seen(stage)).toMatchObject({ stage: "later", offers: [], waiting: { for: "offers" } });
    stage.at(CLOSES + DAY).poke();
    expect(seen(stage)).toMatchObject({ stage: "choosing", waiting: { for: "votes" } });
    expect(names(stage)).toEqual(["Mia Ltd"]);
  });

  test("only who has a verified seat here sees them", () => {
    const stage = crowd({ terms });
    stage.join("Tim");
    stage.offer("Mia", flat(900));
    stage.at(CLOSES - HOUR).leave("Flo");
    stage.at(CLOSES).poke();
    for (const name of ["Sam", "Mia", "Flo", "Tim"]) expect(seen(stage, name), name).toBeNull();
    for (const name of [INITIATOR, "Ada", "Dan"]) expect(seen(stage, name), name).not.toBeNull();
  });

  test("P1, P3: the landed price of every country with members, the reader's own, and the tier that counts", () => {
    const stage = crowd({ terms });
    stage.offer("Mia", {
      tiers: [
        { fromQuantity: 10, unitPriceMinor: 1_000 },
        { fromQuantity: 12, unitPriceMinor: 940 },
        { fromQuantity: 40, unitPriceMinor: 900 },
      ],
      delivery: [
        { country: "DE", perUnitMinor: 50 },
        { country: "FR", perUnitMinor: 60 },
      ],
      quantityMaximum: 50,
    });
    stage.at(CLOSES).poke();
    const comparison = seen(stage, "Flo");
    expect(comparison?.countries).toEqual([
      { country: "DE", members: 3, quantity: 12 },
      { country: "FR", members: 1, quantity: 3 },
    ]);
    expect(comparison?.offers[0]).toMatchObject({
      tiers: [{ isReached: false }, { isReached: true, unitPrice: { amount: 940 } }, { isReached: false }],
      yours: { amount: 1_000 },
      landed: [
        { country: "DE", price: { amount: 990 } },
        { country: "FR", price: { amount: 1_000 } },
      ],
      quantity: 15,
      quantityMaximum: 50,
      fits: "yes",
      outside: { members: 0, asked: 0, leaving: 0 },
    });
  });

  test("P4: the rule says by what one comes before the next", () => {
    const stage = crowd({ terms });
    stage.offer("Late", { ...flat(900), leadTimeDays: 10 });
    stage.offer("Later", { ...flat(900), leadTimeDays: 10 });
    stage.offer("Slow", { ...flat(900), leadTimeDays: 12 });
    stage.offer("Dear", flat(1_000));
    stage.offer("Soft", { ...flat(800), firm: false });
    stage.offer("Over", flat(1_300));
    stage.at(CLOSES).poke();
    expect(seen(stage)?.offers.map(({ merchantName, before }) => [merchantName, before])).toEqual([
      ["Late Ltd", "earlier"],
      ["Later Ltd", "delivery"],
      ["Slow Ltd", "landed"],
      ["Dear Ltd", "firm"],
      ["Soft Ltd", "acceptable"],
      ["Over Ltd", null],
    ]);
  });

  test("G15, M9: how many it does not fit, why, and how many of them would be asked; never who", () => {
    const stage = crowd({ terms });
    stage.seat("Pia", { quantity: 2, country: "FR" });
    stage.offer("Mia", { ...flat(1_100), delivery: [{ country: "DE", perUnitMinor: 50 }], leadTimeDays: 20 });
    stage.offer("Nora", { ...flat(1_000), leadTimeDays: 5 });
    stage.at(CLOSES).poke();
    const comparison = seen(stage);
    expect(comparison?.offers.map(({ merchantName, outside, quantity }) => [merchantName, outside, quantity])).toEqual([
      ["Nora Ltd", { members: 1, asked: 1, leaving: 0, ceiling: 1, delivery: 0, country: 0, capacity: 0 }, 14],
      ["Mia Ltd", { members: 3, asked: 1, leaving: 2, ceiling: 0, delivery: 1, country: 2, capacity: 0 }, 10],
    ]);
    expect(JSON.stringify(comparison)).not.toMatch(/mb_|usr_|pseudonym/);
    expect(seen(stage, "Dan")?.offers.map(({ fits }) => fits)).toEqual(["yes", "delivery"]);
    expect(seen(stage, "Flo")?.offers.map(({ fits, yours }) => [fits, yours?.amount])).toEqual([
      ["ceiling", 1_090],
      ["country", undefined],
    ]);
  });

  test("what it says of whom would be asked is what the choice then does", () => {
    const stage = crowd({ terms: { chooser: "initiator_pick" } });
    stage.offer("Mia", { ...flat(1_100), delivery: [{ country: "DE", perUnitMinor: 50 }], leadTimeDays: 20 });
    stage.at(CLOSES).poke();
    const said = seen(stage)?.offers[0];
    stage.pick("Mia");
    const { asked = 0, leaving = 0 } = said?.outside ?? {};
    expect([asked, leaving]).toEqual([1, 1]);
    expect([...stage.groupBuy.members.values()].filter(({ consent }) => consent === "asked")).toHaveLength(asked);
    expect(stage.count("opted_out")).toBe(leaving);
    expect(stage.groupBuy.question?.award.quantity).toBe(said?.quantity);
  });

  test("the days of arrival count from the end of every question that has to be asked first", () => {
    const stage = crowd({ terms });
    stage.offer("Mia", { ...flat(900), leadTimeDays: 5 });
    stage.offer("Nora", { ...flat(900), leadTimeDays: 5, firm: false });
    stage.offer("Otto", { ...flat(1_150), leadTimeDays: 5 });
    stage.at(CLOSES).poke();
    const days = seen(stage)?.offers.map(({ merchantName, arrivesBy }) => [
      merchantName,
      (Date.parse(arrivesBy) - CLOSES) / DAY,
    ]);
    expect(days).toEqual([
      ["Mia Ltd", 5],
      ["Otto Ltd", 6],
      ["Nora Ltd", 6],
    ]);
  });

  test("afterwards it is a record: what there was, what was taken and by what it came first", () => {
    const stage = crowd();
    stage.offer("Mia", flat(900));
    stage.offer("Nora", flat(850));
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    expect(seen(stage)).toMatchObject({
      stage: "decided",
      taken: stage.offerOf("Nora").id,
      offers: [
        { merchantName: "Nora Ltd", state: "accepted", before: "landed", outside: null },
        { merchantName: "Mia Ltd", state: "refused", before: null, outside: null },
      ],
    });
  });

  test("one's own vote is in it, and nobody else's", () => {
    const stage = crowd({ terms });
    stage.offer("Mia", flat(900));
    stage.at(CLOSES).poke();
    stage.vote("Ada", "Mia");
    expect(seen(stage)?.vote).toBe(stage.offerOf("Mia").id);
    expect(seen(stage, "Dan")).not.toHaveProperty("vote");
  });
});
