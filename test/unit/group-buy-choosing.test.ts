import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE } from "../support/group-buy-terms.ts";

/** Landed in Germany: the price and half a euro. */
const flat = (unitPriceMinor: number): Partial<OfferBody> => ({ tiers: [{ fromQuantity: 10, unitPriceMinor }] });

/** Ines 2 and Ada 8: the minimum, at ceilings of 12.00. */
function reached(options: StageOptions = {}): Stage {
  return openStage(options).seat("Ada", { quantity: 8 });
}

/** Who was told what by the last event of a type. */
function told(stage: Stage, type: Parameters<Stage["last"]>[0]): string[] {
  return noticesOf(stage.groupBuy, stage.last(type)).map(({ personId, kind }) => `${personId.slice(4)} ${kind}`);
}

describe("O1, O2, O3: the window for offers after the bell", () => {
  const terms = { offerWindowMs: 2 * DAY };

  test("O1: offers come until the window ends, to the millisecond, and the choice waits for it", () => {
    const stage = reached({ terms });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("selecting");
    stage.at(CLOSES + 2 * DAY - 2 * MINUTE - 1); // Too early to extend it.
    expect(codeOf(stage.offer("Nora", flat(900)))).toBeNull();
    stage.at(CLOSES + 2 * DAY);
    expect(codeOf(stage.offer("Otis", flat(800)))).toBe("offer-window-closed");
    expect(stage.groupBuy).toMatchObject({ state: "collecting", award: { merchantName: "Nora Ltd" } });
    expect(stage.last("awarded").effectiveAtMs).toBe(CLOSES + 2 * DAY);
  });

  test("O2: an offer in the last two minutes of the window gives everybody two more, told to all and in the log", () => {
    const stage = reached({ terms });
    stage.offer("Mia");
    const endMs = CLOSES + 2 * DAY;
    stage.at(endMs - 2 * MINUTE);
    expect(codeOf(stage.offer("Nora", flat(900)))).toBeNull();
    expect(stage.last("offer_window_extended").open).toEqual({ untilMs: endMs + 2 * MINUTE, count: 1 });
    stage.at(endMs);
    expect(codeOf(stage.offer("Otis", flat(890)))).toBeNull(); // Two minutes before the new end.
    stage.at(endMs + 4 * MINUTE);
    expect(codeOf(stage.offer("Pia", flat(880)))).toBe("offer-window-closed");
    expect(stage.groupBuy.award?.merchantName).toBe("Otis Ltd");
    expect(stage.last("awarded").effectiveAtMs).toBe(endMs + 4 * MINUTE);
    expect(stage.groupBuy.terms.closesAtMs).toBe(CLOSES);
  });

  test("O2: a better version extends it too, ten times at most; an answer that nothing can be supplied does not", () => {
    const stage = reached({ terms });
    stage.offer("Mia");
    const endMs = CLOSES + 2 * DAY;
    const better = (unitPriceMinor: number) => {
      const { id, version, body } = stage.offerOf("Mia");
      const change = { ...body, tiers: [{ fromQuantity: 10, unitPriceMinor }] };
      return stage.give({ type: "change_offer", offerId: id, version, currency: "EUR", body: change }, merchant("Mia"));
    };
    stage.at(endMs - 1).offer("Nora", { canSupply: false, tiers: [], delivery: [], leadTimeDays: null });
    expect(stage.count("offer_window_extended")).toBe(0);
    for (let count = 1; count <= 11; count += 1) {
      stage.at(endMs - 1 + (count - 1) * 2 * MINUTE);
      expect(codeOf(better(900 - count))).toBeNull();
    }
    expect(stage.count("offer_window_extended")).toBe(10);
    stage.at(endMs + 20 * MINUTE).poke();
    expect(stage.groupBuy.state).toBe("collecting");
  });

  test("O2: an offer in the last moments before the bell moves nothing: joins end when they were said to", () => {
    const stage = reached({ terms: { offerWindowMs: 0 } });
    stage.at(CLOSES - 1).offer("Mia");
    expect(stage.count("offer_window_extended")).toBe(0);
    const before = reached({ terms });
    before.at(CLOSES - 1).offer("Mia");
    expect(before.count("offer_window_extended")).toBe(0);
  });

  test("O2: without the operator's rule the window ends when it was said to", () => {
    const basis = { ...DEFAULT_POLICY };
    delete (basis as { offerSoftClose?: unknown }).offerSoftClose; // A copy of our own; the type lets it be absent.
    const stage = reached({ terms, basis });
    stage.at(CLOSES + 2 * DAY - 1).offer("Mia");
    expect(stage.count("offer_window_extended")).toBe(0);
  });

  test("O1: an offer's validity must reach the end of the choice", () => {
    const stage = reached({ terms: { offerWindowMs: DAY, chooser: "vote" } });
    const neededMs = CLOSES + DAY + 2 * DAY + 10 * MINUTE;
    expect(codeOf(stage.offer("Mia", { validUntilMs: neededMs - 1 }))).toBe("offer-invalid");
    expect(codeOf(stage.offer("Mia", { validUntilMs: neededMs }))).toBeNull();
  });

  test.each<[string, Partial<OfferBody>, string | null]>([
    ["cheaper", flat(900), null],
    ["sooner", { leadTimeDays: 13 }, null],
    ["dearer", flat(951), "offer-not-improved"],
    ["later", { leadTimeDays: 15 }, "offer-not-improved"],
    ["dearer to somewhere", { delivery: [{ country: "DE", perUnitMinor: 50 }] }, "offer-not-improved"],
    ["less of it", { quantityMaximum: 20 }, "offer-not-improved"],
    ["no longer firm", { firm: false }, "offer-not-improved"],
    ["not at all", { canSupply: false }, "offer-not-improved"],
  ])("O2: after the bell an offer may only become better: %s", (_, body, code) => {
    const stage = reached({ terms });
    stage.offer("Mia");
    stage.at(CLOSES + HOUR);
    const { id, version, body: before } = stage.offerOf("Mia");
    const change = {
      type: "change_offer",
      offerId: id,
      version,
      currency: "EUR",
      body: { ...before, ...body },
    } as const;
    expect(codeOf(stage.give(change, merchant("Mia")))).toBe(code);
  });

  test("O3: after the bell an offer that is not firm may go until it is chosen", () => {
    const stage = reached({ terms });
    stage.offer("Mia");
    stage.offer("Nora", { firm: false });
    stage.at(CLOSES + HOUR);
    const withdraw = (name: string) =>
      stage.give({ type: "withdraw_offer", offerId: stage.offerOf(name).id, version: 1 }, merchant(name));
    expect(codeOf(withdraw("Mia"))).toBe("offer-window-closed");
    expect(codeOf(withdraw("Nora"))).toBeNull();
  });

  test("O4: an offer whose validity ends while others are still chosen expires by itself", () => {
    const stage = reached({ terms: { chooser: "vote" } });
    stage.offer("Mia", { firm: false, validUntilMs: CLOSES + 2 * DAY + 10 * MINUTE });
    stage.offer("Nora", { ...flat(1_000), firm: false });
    stage.offer("Otis", { ...flat(1_010), firm: false });
    stage.at(CLOSES).poke();
    stage.vote("Ada", "Nora");
    stage.at(CLOSES + 3 * DAY - 1).poke();
    expect(stage.offerOf("Mia").state).toBe("expired");
    stage.at(CLOSES + 3 * DAY).poke(); // Nora stays silent.
    expect(stage.groupBuy.award).toMatchObject({ merchantName: "Otis Ltd", chosen: { by: "next" } });
  });
});

describe("G14: the initiator chooses", () => {
  const terms = { chooser: "initiator_pick" } as const;

  test("among the acceptable offers, once they are in, the version that was seen", () => {
    const stage = reached({ terms: { ...terms, offerWindowMs: DAY } });
    stage.offer("Mia", flat(900));
    stage.offer("Nora", flat(950));
    stage.offer("Dear", flat(1_190));
    expect(codeOf(stage.pick("Nora"))).toBe("state-conflict");
    stage.at(CLOSES + HOUR);
    expect(codeOf(stage.pick("Nora"))).toBe("state-conflict"); // Others may still come.
    stage.at(CLOSES + DAY).poke();
    expect(told(stage, "choice_opened")).toEqual(["ines choose"]);
    expect(codeOf(stage.pick("Nora", "Ada"))).toBe("forbidden");
    expect(codeOf(stage.pick("Dear"))).toBe("offer-invalid");
    const stale = { type: "pick", offerId: stage.offerOf("Nora").id, version: 2 } as const;
    expect(codeOf(stage.give(stale, person(INITIATOR)))).toBe("precondition-failed");
    expect(codeOf(stage.give({ ...stale, offerId: "of_none" }, person(INITIATOR)))).toBe("not-found");
    expect(codeOf(stage.pick("Nora"))).toBeNull();
    expect(stage.groupBuy).toMatchObject({
      state: "collecting",
      award: { merchantName: "Nora Ltd", chosen: { by: "initiator" } },
    });
    expect(codeOf(stage.pick("Mia"))).toBe("state-conflict");
  });

  test("Scenario 19: an initiator who is silent to the end is replaced by the rule, and the award says so", () => {
    const stage = reached({ terms });
    stage.offer("Mia", flat(950));
    stage.offer("Nora", flat(900));
    stage.at(CLOSES + 2 * DAY - 1).poke();
    expect(stage.groupBuy.state).toBe("selecting");
    stage.at(CLOSES + 2 * DAY);
    expect(codeOf(stage.pick("Mia"))).toBe("state-conflict"); // Equal is late.
    expect(stage.last("awarded").open).toMatchObject({ merchantName: "Nora Ltd", chosen: { by: "fallback" } });
    expect(stage.last("awarded").effectiveAtMs).toBe(CLOSES + 2 * DAY);
  });

  test("G17: where nothing can be chosen nobody is kept waiting for a choice", () => {
    const stage = reached({ terms });
    stage.offer("Dear", flat(1_190));
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "no_offer", effectiveAtMs: CLOSES });
  });
});

describe("G14: the members vote", () => {
  const terms = { chooser: "vote" } as const;

  function voting(): Stage {
    const stage = reached({ terms });
    for (const name of ["Bob", "Cem", "Dag"]) stage.seat(name);
    stage.offer("Mia", flat(900));
    stage.offer("Nora", flat(950));
    stage.offer("Otis", flat(960));
    stage.at(CLOSES).poke();
    return stage;
  }

  test("one member one vote, whatever the quantity, and the last word counts", () => {
    const stage = voting();
    expect(told(stage, "choice_opened")).toEqual(["ines vote", "ada vote", "bob vote", "cem vote", "dag vote"]);
    stage.vote("Ada", "Mia"); // Eight units, one vote.
    stage.vote("Bob", "Mia");
    stage.vote("Bob", "Otis");
    stage.vote("Cem", "Otis");
    expect(codeOf(stage.vote("Nobody", "Otis"))).toBe("not-found");
    expect(codeOf(stage.pick("Otis"))).toBe("state-conflict");
    stage.at(CLOSES + 2 * DAY);
    expect(codeOf(stage.vote("Dag", "Mia"))).toBe("state-conflict");
    expect(stage.groupBuy.award).toMatchObject({
      merchantName: "Otis Ltd",
      chosen: { by: "vote", votes: 2, voters: 3, members: 5 },
    });
  });

  test("the same vote twice is one event", () => {
    const stage = voting();
    stage.vote("Ada", "Mia");
    stage.vote("Ada", "Mia");
    expect(stage.count("voted")).toBe(1);
    expect(stage.last("voted").open).toEqual({}); // For whom is nobody else's business.
  });

  test("at a tie the rule decides among the tied", () => {
    const stage = voting();
    stage.vote("Ada", "Otis");
    stage.vote("Bob", "Nora");
    stage.at(CLOSES + 2 * DAY).poke();
    expect(stage.groupBuy.award).toMatchObject({ merchantName: "Nora Ltd", chosen: { by: "vote", votes: 1 } });
  });

  test.each([
    [5, "vote", "Otis Ltd"],
    [6, "fallback", "Mia Ltd"],
  ])("one voice of %i members: %s", (members, by, merchantName) => {
    const stage = reached({ terms });
    for (let count = 3; count <= members; count += 1) stage.seat(`Buyer${count}`);
    stage.offer("Mia", flat(900));
    stage.offer("Otis", flat(960));
    stage.at(CLOSES).poke();
    stage.vote("Ada", "Otis");
    stage.at(CLOSES + 2 * DAY).poke();
    expect(stage.groupBuy.award).toMatchObject({ merchantName, chosen: { by } });
  });

  test("a vote for what has been withdrawn counts for nothing", () => {
    const stage = reached({ terms });
    stage.offer("Mia", { ...flat(900), firm: false });
    stage.offer("Nora", flat(950));
    stage.at(CLOSES).poke();
    stage.vote("Ada", "Mia");
    stage.give({ type: "withdraw_offer", offerId: stage.offerOf("Mia").id, version: 1 }, merchant("Mia"));
    stage.at(CLOSES + 2 * DAY).poke();
    expect(stage.groupBuy.award).toMatchObject({ merchantName: "Nora Ltd", chosen: { by: "fallback" } });
  });
});

describe("G15, G16, M9: members outside of their word are asked", () => {
  /** 18 units whom 10.00 landed fits, and seven single buyers whom it does not. */
  function asked(options: StageOptions = {}): Stage {
    const stage = openStage({ ...options, terms: { quantityMinimum: 18, ...options.terms } });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 8 });
    for (let n = 1; n <= 7; n += 1) stage.seat(`Low${n}`, { priceCeilingMinor: 999 });
    stage.offer("Mia", { tiers: [{ fromQuantity: 18, unitPriceMinor: 950 }] });
    stage.at(CLOSES).poke();
    return stage;
  }

  test("Scenario 18: two accept, five are silent, twenty are left and go on; nobody else is bound above the ceiling", () => {
    const stage = asked();
    expect(stage.groupBuy).toMatchObject({ state: "reconsent", award: null });
    expect(stage.last("consent_asked").open).toEqual({ unitPriceMinor: 950, qty: 7, untilMs: CLOSES + DAY });
    expect(told(stage, "consent_asked")).toHaveLength(7);
    stage.consent("Low1");
    stage.consent("Low2");
    expect(codeOf(stage.consent("Low2"))).toBe("state-conflict");
    expect(codeOf(stage.consent("Ada"))).toBe("state-conflict"); // Not asked.
    expect(codeOf(stage.consent("Nobody"))).toBe("not-found");
    expect(stage.offerOf("Mia").state).toBe("selected");
    stage.at(CLOSES + DAY).poke();
    expect(stage.count("opted_out")).toBe(5);
    expect(stage.groupBuy).toMatchObject({ state: "collecting", award: { quantity: 20, unitPriceMinor: 950 } });
    expect(stage.last("awarded").effectiveAtMs).toBe(CLOSES + DAY);
    stage.answerAll();
    expect([stage.stateOf("Low1"), stage.stateOf("Low3")]).toEqual(["balance_due", "opted_out"]);
    expect(stage.legOf("Low3").state).toBe("released");
  });

  test("the last answer ends the question, a no at once", () => {
    const stage = asked();
    stage.at(CLOSES + HOUR);
    for (let n = 1; n <= 6; n += 1) stage.consent(`Low${n}`, n % 2 === 0);
    expect(stage.groupBuy.state).toBe("reconsent");
    expect(stage.last("opted_out").open).toEqual({ qty: 1, why: "declined" });
    stage.consent("Low7");
    expect(stage.groupBuy).toMatchObject({ state: "collecting", award: { quantity: 22, awardedAtMs: CLOSES + HOUR } });
  });

  test("Scenario 18: with seventeen left and no other offer it fails, and everything goes back", () => {
    const stage = asked();
    const { id } = stage.legOf("Low1");
    const lapsed = (name: string) => {
      const leg = stage.legOf(name);
      stage.give({
        type: "provider_answered",
        legId: leg.id,
        step: "read",
        attempt: leg.attempt,
        outcome: { kind: "lapsed" },
      });
    };
    lapsed("Bob");
    stage.at(CLOSES + DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "no_offer", question: null });
    stage.answerAll();
    expect(stage.groupBuy.legs.get(id)?.state).toBe("released");
  });

  test("G16: with too few left for it the next acceptable offer is taken by the rule", () => {
    const stage = openStage()
      .seat("Ada", { quantity: 8 })
      .seat("Bob", { quantity: 8 })
      .seat("Low", { priceCeilingMinor: 800 });
    const second = { fromQuantity: 18, unitPriceMinor: 900 };
    stage.offer("Mia", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }, second] });
    stage.offer("Nora", flat(1_000));
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.question?.award.merchantName).toBe("Mia Ltd");
    const { id, attempt } = stage.legOf("Bob");
    stage.give({ type: "provider_answered", legId: id, step: "read", attempt, outcome: { kind: "lapsed" } });
    stage.consent("Low");
    expect(stage.last("offer_fell").open).toEqual({ version: 1, why: "too_few" });
    expect(told(stage, "offer_fell")).toEqual(["mia offer_fell"]);
    // What Low agreed to was Mia's price: for Nora's they are asked again.
    expect(stage.groupBuy).toMatchObject({ state: "reconsent", question: { award: { merchantName: "Nora Ltd" } } });
    expect(stage.member("Low").consent).toBe("asked");
    stage.at(CLOSES + 2 * DAY).poke();
    expect(stage.groupBuy.award).toMatchObject({ merchantName: "Nora Ltd", chosen: { by: "next" }, quantity: 10 });
  });

  test("capacity first serves whom the offer fits, then whoever agreed, in order of arrival", () => {
    const stage = openStage().seat("Low1", { priceCeilingMinor: 800 }).seat("Low2", { priceCeilingMinor: 800 });
    stage.seat("Ada", { quantity: 8 });
    stage.offer("Mia", { ...flat(900), quantityMaximum: 11 });
    stage.at(CLOSES).poke();
    stage.consent("Low2");
    stage.consent("Low1");
    expect(stage.groupBuy.award?.quantity).toBe(11);
    expect([stage.stateOf("Low1"), stage.stateOf("Low2")]).toEqual(["balance_due", "opted_out"]);
    expect(stage.last("opted_out").open.why).toBe("capacity");
  });

  test("where it does not deliver, or has no room, there is nothing to ask", () => {
    const stage = reached().seat("Fra", { country: "FR" }).seat("Low", { quantity: 3, priceCeilingMinor: 800 });
    stage.offer("Mia", { ...flat(900), quantityMaximum: 12, delivery: [{ country: "DE", perUnitMinor: 50 }] });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    expect([stage.stateOf("Fra"), stage.stateOf("Low")]).toEqual(["opted_out", "opted_out"]);
  });

  test("nobody's latest day passes by because others are asked: then those leave at once", () => {
    const stage = openStage()
      .seat("Ada", { quantity: 8, deliverByMs: CLOSES + 14 * DAY })
      .seat("Low", { priceCeilingMinor: 800 });
    stage.offer("Mia", flat(900));
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "collecting", award: { quantity: 10 } });
    expect(stage.last("opted_out").open).toEqual({ qty: 1, why: "ceiling" });
  });

  test("money 1.4: a hold that would end during the detour is converted a day before", () => {
    const stage = asked({ terms: { closesAtMs: CLOSES } });
    expect(stage.legOf("Ada").convertAtMs).toBeNull(); // Seven days carry one detour.
    const other = openStage({ terms: { quantityMinimum: 10 } });
    other.seat("Ada", { quantity: 8 }).seat("Low", { priceCeilingMinor: 800 });
    const leg = other.legOf("Ada");
    leg.captureBeforeMs = CLOSES + 4 * DAY; // As a provider with shorter holds would have it.
    other.replayed().legs.get(leg.id)!.captureBeforeMs = CLOSES + 4 * DAY;
    other.offer("Mia", flat(900));
    other.at(CLOSES).poke();
    expect(leg.convertAtMs).toBe(CLOSES + 3 * DAY);
  });
});

describe("G18, G19, O6: an offer that is not firm waits for its merchant", () => {
  function chosen(): Stage {
    const stage = reached();
    stage.offer("Mia", { ...flat(900), firm: false });
    stage.at(CLOSES).poke();
    return stage;
  }

  test("the rule takes firm offers before cheaper ones that are not", () => {
    const stage = reached();
    stage.offer("Mia", { ...flat(800), firm: false });
    stage.offer("Nora", flat(900));
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award?.merchantName).toBe("Nora Ltd");
  });

  test("G18: the merchant confirms, and the balances are due from then", () => {
    const stage = chosen();
    expect(stage.groupBuy.state).toBe("confirming");
    expect(told(stage, "awarded")).toEqual(["mia offer_chosen"]);
    stage.at(CLOSES + DAY - 1);
    expect(codeOf(stage.word("Mia", "confirm_offer"))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "collecting", balanceDueAtMs: CLOSES + 4 * DAY - 1 });
    expect(stage.offerOf("Mia").state).toBe("accepted");
    expect(codeOf(stage.word("Mia", "decline_offer"))).toBe("state-conflict");
  });

  test.each(["decline", "silence"] as const)("G19: after a %s the next best is tried", (how) => {
    const stage = reached();
    stage.offer("Mia", { ...flat(900), firm: false });
    stage.offer("Nora", { ...flat(950), firm: false });
    stage.at(CLOSES).poke();
    if (how === "decline") stage.word("Mia", "decline_offer");
    else stage.at(CLOSES + DAY).poke();
    expect(stage.offerOf("Mia").state).toBe("refused");
    expect(stage.groupBuy).toMatchObject({
      state: "confirming",
      award: { merchantName: "Nora Ltd", chosen: { by: "next" } },
    });
    expect(codeOf(stage.word("Mia", "confirm_offer"))).toBe("state-conflict");
    stage.word("Nora", "confirm_offer");
    expect(stage.groupBuy.state).toBe("collecting");
  });

  test.each(["decline", "silence"] as const)("G19: with no other offer a %s ends it", (how) => {
    const stage = chosen();
    if (how === "decline") stage.word("Mia", "decline_offer");
    else stage.at(CLOSES + DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("released");
  });

  test("nobody else speaks for the merchant, or learns of the offer", () => {
    const stage = chosen();
    const word = { type: "confirm_offer", offerId: stage.offerOf("Mia").id } as const;
    for (const other of [merchant("Nora"), person(INITIATOR), person("Ada")]) {
      expect(codeOf(stage.give(word, other))).toBe("not-found");
    }
  });
});

test("T5: one look after a long sleep takes every step of a contested choice at its own time", () => {
  const stage = reached({ terms: { chooser: "vote", offerWindowMs: DAY } }).seat("Low", { priceCeilingMinor: 800 });
  stage.offer("Mia", { ...flat(900), firm: false });
  stage.offer("Nora", flat(950));
  stage.at(CLOSES + HOUR).poke();
  stage.at(CLOSES + 30 * DAY).poke();
  const steps = stage.logged.filter(({ event }) => event.atMs === stage.nowMs).map(({ event }) => event);
  expect(steps.slice(0, 5).map(({ type, effectiveAtMs }) => [type, (effectiveAtMs - CLOSES) / DAY])).toEqual([
    ["choice_opened", 1],
    ["consent_asked", 3],
    ["opted_out", 4],
    ["awarded", 4],
    ["accepted", 4],
  ]);
});
