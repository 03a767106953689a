import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { presentChoosing } from "../../worker/app/present/choosing.ts";
import { presentOffer } from "../../worker/app/present/trade.ts";
import { hashCommand } from "../../worker/core/group-buy/authority.ts";
import { compareOffers } from "../../worker/core/group-buy/choosing/comparison.ts";
import type { MerchantRecord, OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { rankOffers } from "../../worker/core/group-buy/offers/price.ts";
import { byBreachRate, deedsOf, type Deeds } from "../../worker/core/group-buy/offers/record.ts";
import { DEFAULT_POLICY, hashTerms } from "../../worker/core/group-buy/state/terms.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { INITIATOR, merchant } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, OFFER, START } from "../support/group-buy-terms.ts";

const record = (settled: number, breached: number, declined = 0): MerchantRecord => ({
  settled,
  breached,
  declined,
  sinceMs: START,
});

/** Ines 2 and Ada 8: the minimum. */
const reached = (options: StageOptions = {}): Stage => openStage(options).seat("Ada", { quantity: 8 });

const order = (stage: Stage): string[] =>
  rankOffers(stage.groupBuy, CLOSES).map(({ offer }) => offer.merchantName.replace(" Ltd", ""));

describe("P4: the lower breach rate, after price and day, before arrival", () => {
  test("the spotless one is taken although the other came first", () => {
    const stage = reached();
    stage.offer("Mia", {}, record(9, 1));
    stage.offer("Nora", {}, record(2, 0));
    expect(order(stage)).toEqual(["Nora", "Mia"]);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award?.merchantName).toBe("Nora Ltd");
    expect(stage.replayed().award).toEqual(stage.groupBuy.award); // From the log alone.
  });

  test.each<[string, Partial<OfferBody>]>([
    ["a cent", { tiers: [{ fromQuantity: 10, unitPriceMinor: 949 }] }],
    ["a day", { leadTimeDays: 13 }],
  ])("%s weighs more than any record", (_what, better) => {
    const stage = reached();
    stage.offer("Mia", better, record(0, 5));
    stage.offer("Nora", {}, record(100, 0));
    expect(order(stage)).toEqual(["Mia", "Nora"]);
  });

  test("one in ten is one in ten, out of however many; who has dealt with nobody yet has broken nothing", () => {
    const stage = reached();
    stage.offer("Mia", {}, record(9, 1));
    stage.offer("Nora", {}, record(90, 10));
    stage.offer("Otis", {}, record(91, 9));
    stage.offer("Pia", {}, record(0, 0));
    expect(order(stage)).toEqual(["Pia", "Otis", "Mia", "Nora"]);
  });

  test("what was declined is shown and ranks nobody: to say no in time harms less than to break a deal", () => {
    const stage = reached();
    stage.offer("Mia", {}, record(1, 0, 7));
    stage.offer("Nora", {}, record(1, 0, 0));
    expect(order(stage)).toEqual(["Mia", "Nora"]);
  });

  test("a new version states the record anew; one that says nothing of it keeps what stood", () => {
    const stage = reached();
    stage.offer("Mia", {}, record(3, 0));
    stage.offer("Nora", {}, record(1, 0));
    const change = { type: "change_offer", offerId: stage.offerOf("Mia").id, currency: "EUR", body: OFFER } as const;
    stage.give({ ...change, version: 1, record: record(3, 1) }, merchant("Mia"));
    expect(stage.last("offer_received").sealed.record).toEqual(record(3, 1));
    expect(order(stage)).toEqual(["Nora", "Mia"]);
    stage.give({ ...change, version: 2 }, merchant("Mia"));
    expect(stage.offerOf("Mia").record).toEqual(record(3, 1));
  });

  test("logs of before rank as before: offers without a record, and group-buys whose policy does not count it", () => {
    const plain = reached();
    plain.offer("Mia");
    plain.offer("Nora");
    expect(order(plain)).toEqual(["Mia", "Nora"]);
    const { offerOrder: _, ...basis } = DEFAULT_POLICY;
    const earlier = reached({ basis });
    earlier.offer("Mia", {}, record(0, 4));
    earlier.offer("Nora", {}, record(4, 0));
    expect(order(earlier)).toEqual(["Mia", "Nora"]);
    expect(hashTerms(earlier.groupBuy.terms, basis)).not.toBe(hashTerms(earlier.groupBuy.terms, DEFAULT_POLICY));
  });

  test("it is an order: whoever is compared with whom, nobody is before themselves by a detour", () => {
    const records = fc.option(fc.record({ settled: fc.nat({ max: 50 }), breached: fc.nat({ max: 50 }) }), {
      nil: null,
    });
    const of = (counts: { settled: number; breached: number } | null) =>
      counts && record(counts.settled, counts.breached);
    fc.assert(
      fc.property(records, records, records, (a, b, c) => {
        const [x, y, z] = [of(a), of(b), of(c)];
        expect(Math.sign(byBreachRate(x, y)) + Math.sign(byBreachRate(y, x))).toBe(0);
        if (byBreachRate(x, y) <= 0 && byBreachRate(y, z) <= 0) expect(byBreachRate(x, z)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test("E1: a repeat is the same wish, although the record has moved on meanwhile", () => {
    const offer = { type: "offer", currency: "EUR", body: OFFER, merchantName: "Mia Ltd", isVerified: true } as const;
    const once = hashCommand({ ...offer, record: record(1, 0) }, "c-1", merchant("Mia"));
    expect(hashCommand({ ...offer, record: record(2, 1) }, "c-1", merchant("Mia"))).toBe(once);
    expect(hashCommand({ ...offer, currency: "USD" }, "c-1", merchant("Mia"))).not.toBe(once);
  });

  test("O1: the public leaf does not tell whose record it is", () => {
    const stage = reached();
    stage.offer("Mia", {}, record(4711, 0));
    const { leaf } = stage.logged.findLast(({ event }) => event.type === "offer_received") ?? { leaf: "" };
    expect(leaf).not.toContain(":4711");
  });

  test("the merchant and the members who compare read it as it was stated", () => {
    const stage = reached({ terms: { chooser: "vote" } });
    stage.offer("Mia", {}, record(4, 1, 2));
    stage.offer("Nora");
    const shown = { settled: 4, breached: 1, declined: 2, since: "2026-11-02T09:00:00.000Z" };
    expect(presentOffer(stage.groupBuy, stage.offerOf("Mia")).record).toEqual(shown);
    stage.at(CLOSES).poke();
    const { candidates } = presentChoosing(stage.groupBuy, stage.member("Ada"), CLOSES) ?? { candidates: [] };
    expect(candidates.map((candidate) => candidate.record)).toEqual([undefined, shown]);
    const [first, last] = compareOffers(stage.groupBuy, CLOSES);
    expect([first?.before, last?.before]).toEqual(["record", null]);
  });
});

describe("G19, G22, G23, M15: what a group-buy adds to a merchant's record", () => {
  const NOTHING = { settled: 0, units: 0, declined: 0, breached: 0, disputesLost: 0 };
  const deed = (name: string, some: Partial<Deeds>): Deeds => ({
    ...NOTHING,
    merchantId: `mer_${name.toLowerCase()}`,
    ...some,
  });

  /** Ines 2, Ada 8, Bob 10 have paid Mia, firm. */
  function paid(): Stage {
    const stage = reached().seat("Bob", { quantity: 10 });
    stage.offer("Mia");
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_000 }] });
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    return stage.answerAll();
  }

  function delivered(): Stage {
    const stage = paid().at(CLOSES + DAY);
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
    return stage;
  }

  test("an offer is no deed, nor is being passed over", () => {
    expect(deedsOf(paid().groupBuy)).toEqual([]);
  });

  test("units count with their receipt, the deal with its end", () => {
    const stage = delivered();
    stage.receive("Ada");
    expect(deedsOf(stage.groupBuy)).toEqual([deed("Mia", { units: 8 })]);
    stage.receive(INITIATOR);
    stage.receive("Bob");
    expect(stage.groupBuy.state).toBe("settled");
    expect(deedsOf(stage.groupBuy)).toEqual([deed("Mia", { settled: 1, units: 20 })]);
    expect(deedsOf(stage.replayed())).toEqual(deedsOf(stage.groupBuy));
  });

  test("a broken deal is one breach; what was received before it is still delivered", () => {
    const stage = paid().at(CLOSES + DAY);
    stage.ship("Mia", "Ada");
    stage.receive("Ada");
    stage.declareBreach(true);
    expect(stage.groupBuy.reason).toBe("merchant_breach");
    expect(deedsOf(stage.groupBuy)).toEqual([deed("Mia", { breached: 1, units: 8 })]);
  });

  test.each(["decline", "silence"] as const)("chosen, and then %s: a mark, whether another follows or not", (how) => {
    const stage = reached();
    stage.offer("Mia", { firm: false });
    stage.offer("Nora", { firm: false, tiers: [{ fromQuantity: 10, unitPriceMinor: 1_000 }] });
    stage.at(CLOSES).poke();
    const letDown = (name: string) => {
      if (how === "decline") stage.word(name, "decline_offer");
      else stage.at(stage.nowMs + 25 * HOUR).poke();
    };
    letDown("Mia");
    expect(deedsOf(stage.groupBuy)).toEqual([deed("Mia", { declined: 1 })]);
    letDown("Nora");
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
    expect(deedsOf(stage.groupBuy)).toEqual([deed("Mia", { declined: 1 }), deed("Nora", { declined: 1 })]);
    expect(deedsOf(stage.replayed())).toEqual(deedsOf(stage.groupBuy));
  });

  test("no mark where nobody was bound: too few paid, members who left a change, or asked again after being let go", () => {
    const short = reached().seat("Bob", { quantity: 10 });
    short.offer("Mia");
    short.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_000 }] });
    short.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) short.payBalance(name);
    short.answerAll();
    short.at(CLOSES + 3 * DAY).poke();
    expect(short.groupBuy.shortfall).not.toBeNull();
    short.word("Mia", "decline_offer");
    expect(short.groupBuy.award?.merchantName).toBe("Nora Ltd");
    short.answerAll();
    short.word("Nora", "decline_offer");
    expect(short.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
    expect(deedsOf(short.groupBuy)).toEqual([]);

    const left = paid();
    left.propose("Mia", { daysLater: 5 });
    for (const name of [INITIATOR, "Ada", "Bob"]) left.answerProposal(name, "leave");
    expect(left.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
    expect(deedsOf(left.groupBuy)).toEqual([]);
  });

  test("a dispute is lost by silence and to operators who give more than was offered, not by agreeing", () => {
    const stage = delivered();
    stage.dispute(INITIATOR, 500);
    stage.dispute("Ada", 500);
    stage.dispute("Bob", 500);
    stage.answerDispute("Mia", INITIATOR, "accept");
    stage.answerDispute("Mia", "Ada", "reject");
    stage.decideDispute("Ada", 200);
    expect(deedsOf(stage.groupBuy)).toEqual([deed("Mia", { units: 10, disputesLost: 1 })]);
    stage.at(stage.nowMs + 5 * DAY).poke();
    expect(deedsOf(stage.groupBuy)).toMatchObject([{ disputesLost: 2 }]);

    const upheld = delivered();
    upheld.dispute("Ada", 500);
    upheld.answerDispute("Mia", "Ada", 300);
    upheld.replyDispute("Ada", false);
    upheld.decideDispute("Ada", 300);
    expect(deedsOf(upheld.groupBuy)).toEqual([deed("Mia", { units: 8 })]);
  });
});
