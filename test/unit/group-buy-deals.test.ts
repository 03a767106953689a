import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reviewableBy } from "../../worker/core/community/reviews.ts";
import { compareOffers } from "../../worker/core/group-buy/choosing/comparison.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import { dealsOf, seatsOf, standingDeals } from "../../worker/core/group-buy/state/deals.ts";
import { isFinal } from "../../worker/core/group-buy/state/state.ts";
import { dep, merPayable } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { comeToRest, drive } from "../support/group-buy-drive.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { options, sharedSteps } from "../support/group-buy-beginnings.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, OPERATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const DUE = CLOSES + 3 * DAY;
const EVERYBODY = [INITIATOR, "Ada", "Bob", "Cem", "Dag", "Eve"];

/**
 * Thirty: Ines 2, Ada 8, Bob 6, Cem 6, Dag 4, Eve 4. Mia is the cheapest and has sixteen, Nora is next with twelve, Otis
 * has as many as anybody wants.
 */
function shared(stageOptions: StageOptions = {}): Stage {
  const terms = { splitAllowed: true, perBuyerMaximum: 20, ...stageOptions.terms };
  const stage = openStage({ ...stageOptions, terms });
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 6 }).seat("Cem", { quantity: 6 });
  stage.seat("Dag", { quantity: 4 }).seat("Eve", { quantity: 4 });
  stage.offer("Mia", {
    quantityMaximum: 16,
    tiers: [
      { fromQuantity: 5, unitPriceMinor: 910 },
      { fromQuantity: 16, unitPriceMinor: 900 },
    ],
  });
  stage.offer("Nora", { quantityMaximum: 12, tiers: [{ fromQuantity: 10, unitPriceMinor: 930 }] });
  stage.offer("Otis", { tiers: [{ fromQuantity: 2, unitPriceMinor: 950 }] });
  return stage;
}

/** Until the window for the balances has ended. */
function collect(stage: Stage, payers: readonly string[] = EVERYBODY): Stage {
  stage.at(CLOSES).poke();
  for (const name of payers) stage.payBalance(name);
  stage.answerAll();
  stage.at(DUE).poke();
  return stage.answerAll();
}

function awards(stage: Stage): string[] {
  return dealsOf(stage.groupBuy).map((deal) => {
    const names = seatsOf(stage.groupBuy, deal)
      .filter(({ totalMinor }) => totalMinor !== null)
      .map(({ personId }) => personId.slice(4));
    return `${deal.award.merchantName} ${deal.award.quantity}: ${names.join(" ")}`;
  });
}

function standing(stage: Stage): string[] {
  return standingDeals(stage.groupBuy).map(({ award }) => award.merchantName);
}

function balance(stage: Stage, account: string): number {
  return standingOf(project(stage.journals), account, "EUR");
}

function told(stage: Stage, type: Parameters<Stage["last"]>[0]): string[] {
  return noticesOf(stage.groupBuy, stage.last(type)).map(({ personId, kind }) => `${personId.slice(4)} ${kind}`);
}

describe("A5: whom the first offer does not bind", () => {
  test("A5: the rest goes to the next offer in the order of the rule, and what it has no room for to the one after it", () => {
    const stage = shared();
    stage.at(CLOSES).poke();
    expect(awards(stage)).toEqual(["Mia Ltd 16: ines ada bob", "Nora Ltd 10: cem dag", "Otis Ltd 4: eve"]);
    expect(stage.groupBuy.state).toBe("collecting");
    expect(stage.last("awarded_beside").open).toMatchObject({ merchantName: "Otis Ltd", chosen: { by: "rest" } });
    for (const name of ["Mia", "Nora", "Otis"]) expect(stage.offerOf(name).state).toBe("accepted");
  });

  test("P1: everybody owes the landed price of their own award", () => {
    const stage = shared();
    stage.at(CLOSES).poke();
    const owed = ["Ada", "Cem", "Eve"].map((name) => stage.member(name).totalMinor);
    expect(owed).toEqual([8 * 950, 6 * 980, 4 * 1_000]);
  });

  test("A5: where the terms do not allow it one merchant has it all, and the rest gets everything back", () => {
    const stage = shared({ terms: { splitAllowed: false } });
    stage.at(CLOSES).poke();
    stage.answerAll();
    expect(awards(stage)).toEqual(["Mia Ltd 16: ines ada bob"]);
    expect(stage.stateOf("Cem")).toBe("opted_out");
    expect(stage.legOf("Cem").state).toBe("released");
  });

  test("A5: to whom the first does not deliver, or for whom it is too dear, another may", () => {
    const stage = openStage({ terms: { splitAllowed: true, perBuyerMaximum: 20 } });
    stage.seat("Ada", { quantity: 8 }).seat("Fay", { quantity: 3, country: "FR" });
    stage.offer("Mia", { delivery: [{ country: "DE", perUnitMinor: 0 }] });
    stage.offer("Nora", { tiers: [{ fromQuantity: 1, unitPriceMinor: 980 }] });
    stage.at(CLOSES).poke();
    expect(awards(stage)).toEqual(["Mia Ltd 10: ines ada", "Nora Ltd 3: fay"]);
    expect(stage.member("Fay").totalMinor).toBe(3 * 1_070);
  });

  test("A5: nobody is bound to one that does not reach its tier with them, above their word, or that is not firm", () => {
    const alone = openStage({ terms: { splitAllowed: true, perBuyerMaximum: 20 } });
    alone.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 4, priceCeilingMinor: 960 });
    alone.offer("Mia", { quantityMaximum: 10, tiers: [{ fromQuantity: 5, unitPriceMinor: 900 }] });
    alone.offer("Nora", { tiers: [{ fromQuantity: 5, unitPriceMinor: 905 }] });
    alone.offer("Otis", { tiers: [{ fromQuantity: 2, unitPriceMinor: 920 }] });
    alone.offer("Pia", { firm: false, tiers: [{ fromQuantity: 2, unitPriceMinor: 902 }] });
    alone.at(CLOSES).poke();
    expect(awards(alone)).toEqual(["Mia Ltd 10: ines ada"]);
    expect(alone.last("opted_out").open).toEqual({ qty: 4, why: "capacity" });
  });

  test("A2, M7: a seat is never divided; an added part that has no room at its merchant goes back", () => {
    const stage = openStage({ terms: { splitAllowed: true, perBuyerMaximum: 20 } });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 3 });
    stage.change("Ada", 10);
    stage.answerAll();
    stage.offer("Mia", { quantityMaximum: 11, tiers: [{ fromQuantity: 5, unitPriceMinor: 900 }] });
    stage.offer("Nora", { tiers: [{ fromQuantity: 1, unitPriceMinor: 950 }] });
    stage.at(CLOSES).poke();
    expect(awards(stage)).toEqual(["Mia Ltd 10: ines ada", "Nora Ltd 3: bob"]);
    expect(stage.member("Ada").quantity).toBe(8);
    expect(stage.last("part_ended").open).toEqual({ qty: 2, why: "capacity" });
  });

  test("P5, O1: offers below the minimum reach it together, and only where they may", () => {
    const small = { quantityMaximum: 6, tiers: [{ fromQuantity: 2, unitPriceMinor: 900 }] };
    const stage = openStage({ terms: { splitAllowed: true } });
    stage.seat("Ada", { quantity: 4 }).seat("Bob", { quantity: 5 });
    stage.offer("Mia", small);
    expect(compareOffers(stage.groupBuy, CLOSES)).toMatchObject([{ isAcceptable: false, quantity: 6 }]);
    stage.offer("Nora", { ...small, tiers: [{ fromQuantity: 2, unitPriceMinor: 910 }] });
    stage.at(CLOSES).poke();
    expect(awards(stage)).toEqual(["Mia Ltd 6: ines ada", "Nora Ltd 5: bob"]);
    const alone = openStage();
    expect(codeOf(alone.offer("Mia", small))).toBe("offer-quantity-insufficient");
  });
});

describe("G14 to G19: the choice of several", () => {
  test("G14: the initiator takes the first offer; whom it does not bind goes by the rule", () => {
    const stage = shared({ terms: { chooser: "initiator_pick" } });
    stage.at(CLOSES).poke();
    expect(codeOf(stage.pick("Nora"))).toBeNull();
    expect(awards(stage)).toEqual(["Nora Ltd 10: ines ada", "Mia Ltd 16: bob cem dag", "Otis Ltd 4: eve"]);
    expect(stage.groupBuy.award).toMatchObject({ chosen: { by: "initiator" } });
  });

  test("G18, G19: only the first is asked to stand by it; with its no the whole choice is made anew", () => {
    const stage = shared();
    stage.offer("Pia", { firm: false, quantityMaximum: 10, tiers: [{ fromQuantity: 5, unitPriceMinor: 800 }] });
    for (const name of ["Mia", "Nora", "Otis"]) {
      const { id, version, body } = stage.offerOf(name);
      const change = { type: "change_offer", currency: "EUR", offerId: id, version } as const;
      stage.give({ ...change, body: { ...body, firm: name !== "Mia" } }, merchant(name));
    }
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("collecting"); // Firm ones go first, and nobody else stands beside them.
    expect(awards(stage)).toEqual(["Nora Ltd 10: ines ada", "Otis Ltd 20: bob cem dag eve"]);

    const asked = shared({ terms: { chooser: "initiator_pick" } });
    asked.offer("Pia", { firm: false, quantityMaximum: 10, tiers: [{ fromQuantity: 5, unitPriceMinor: 800 }] });
    asked.at(CLOSES).poke();
    asked.pick("Pia");
    expect(asked.groupBuy.state).toBe("confirming");
    expect(dealsOf(asked.groupBuy).map(({ award }) => award.merchantName)).toEqual(["Pia Ltd", "Mia Ltd", "Otis Ltd"]);
    expect(codeOf(asked.word("Mia", "decline_offer"))).toBe("state-conflict");
    expect(codeOf(asked.word("Pia", "decline_offer"))).toBeNull();
    expect(awards(asked)).toEqual(["Mia Ltd 16: ines ada bob", "Nora Ltd 10: cem dag", "Otis Ltd 4: eve"]);
    expect(asked.groupBuy.award).toMatchObject({ chosen: { by: "next" } });
    expect(asked.offerOf("Pia").state).toBe("refused");
  });

  /** Gus wants nothing above 8.00, which nobody offers; Mia has room for him. */
  function outside(): Stage {
    const stage = openStage({ terms: { splitAllowed: true, perBuyerMaximum: 20 } });
    stage
      .seat("Ada", { quantity: 8 })
      .seat("Bob", { quantity: 6 })
      .seat("Gus", { quantity: 2, priceCeilingMinor: 800 });
    stage.offer("Mia", { quantityMaximum: 13, tiers: [{ fromQuantity: 5, unitPriceMinor: 900 }] });
    stage.offer("Nora", { tiers: [{ fromQuantity: 2, unitPriceMinor: 940 }] });
    stage.at(CLOSES).poke();
    return stage;
  }

  test("G15, G16: who fits nowhere is asked about the first; the others' awards wait, and stand", () => {
    const stage = outside();
    expect(stage.groupBuy).toMatchObject({ state: "reconsent", question: { award: { merchantName: "Mia Ltd" } } });
    expect(stage.offerOf("Nora").state).toBe("selected");
    expect(codeOf(stage.consent("Bob"))).toBe("state-conflict"); // Nora's offer is within his word.
    stage.consent("Gus");
    expect(awards(stage)).toEqual(["Mia Ltd 12: ines ada gus", "Nora Ltd 6: bob"]);
    expect(stage.member("Gus").totalMinor).toBe(2 * 950);
  });

  test("G16: with nobody's yes the awards stand without them", () => {
    const stage = outside();
    stage.at(CLOSES + DAY).poke();
    expect(awards(stage)).toEqual(["Mia Ltd 10: ines ada", "Nora Ltd 6: bob"]);
    expect(stage.stateOf("Gus")).toBe("opted_out");
  });
});

describe("G20, G21: each deal is counted by itself", () => {
  test("G20: where one merchant is asked the others wait for the word, and then everybody ships", () => {
    const stage = collect(shared({ policy: { noShow: "merchant" } }), [INITIATOR, "Ada", "Bob", "Cem", "Eve"]);
    expect(stage.groupBuy.state).toBe("collecting"); // Six of ten for Nora.
    expect(told(stage, "shortfall_asked")).toEqual(["nora shortfall_asked"]);
    expect(codeOf(stage.ship("Mia", "Ada"))).toBe("state-conflict");
    expect(codeOf(stage.word("Mia", "decline_offer"))).toBe("state-conflict");
    stage.at(DUE + HOUR).word("Nora", "confirm_offer");
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(stage.logged.filter(({ event }) => event.type === "collected")).toHaveLength(3);
    expect(codeOf(stage.ship("Mia", "Ada"))).toBeNull();
    // What Dag left behind is Nora's, and nobody else's.
    expect(balance(stage, merPayable("mer_nora"))).toBe(400);
    expect(balance(stage, merPayable("mer_mia"))).toBe(0);
  });

  test("G20: a no-show's deposit is not forfeited while another merchant is asked, and then to their own", () => {
    const stage = shared({ policy: { noShow: "merchant", shrinkagePercent: 40 } });
    collect(stage, [INITIATOR, "Ada", "Cem"]); // Ten of sixteen for Mia, six of ten for Nora, none for Otis.
    expect(standing(stage)).toEqual(["Mia Ltd", "Nora Ltd"]);
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(balance(stage, merPayable("mer_mia"))).toBe(600);
    expect(balance(stage, merPayable("mer_nora"))).toBe(400);
    expect(stage.legOf("Eve").state).toBe("released"); // Otis has lost nothing by it.
  });

  test("G21: a merchant who does not deliver as few ends alone: their members get everything back, the others go on", () => {
    const stage = collect(shared(), [INITIATOR, "Ada", "Bob", "Cem", "Eve"]);
    stage.at(DUE + DAY).poke(); // Nora says nothing.
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(standing(stage)).toEqual(["Mia Ltd", "Otis Ltd"]);
    expect(stage.stateOf("Cem")).toBe("refunded");
    for (const leg of [stage.legOf("Cem"), stage.balanceOf("Cem")]) expect(balance(stage, dep(leg.id))).toBe(0);
    expect(stage.offerOf("Nora").state).toBe("refused");
    expect(told(stage, "award_fell")).toEqual(["cem award_fell", "nora award_ended"]);
    for (const [seller, name] of [
      ["Mia", INITIATOR],
      ["Mia", "Ada"],
      ["Mia", "Bob"],
      ["Otis", "Eve"],
    ] as const) {
      stage.ship(seller, name);
      stage.receive(name);
    }
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
    expect(["Mia", "Nora", "Otis"].map((name) => stage.offerOf(name).state)).toEqual([
      "fulfilled",
      "refused",
      "fulfilled",
    ]);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("G21: two are asked; each says for themselves, and shipping begins with the last word", () => {
    const stage = collect(shared(), [INITIATOR, "Ada", "Cem"]);
    expect(stage.groupBuy.state).toBe("collecting");
    expect(codeOf(stage.word("Mia", "confirm_offer"))).toBeNull();
    expect(stage.last("less_accepted").open).toEqual({ qty: 10 });
    expect(stage.groupBuy.state).toBe("collecting");
    expect(codeOf(stage.word("Mia", "decline_offer"))).toBe("state-conflict");
    stage.word("Nora", "decline_offer");
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(standing(stage)).toEqual(["Mia Ltd"]);
  });

  test("G21: when the last one comes to nothing too the next offer is tried with its payers, as ever", () => {
    const stage = shared();
    stage.offer("Pia", { tiers: [{ fromQuantity: 4, unitPriceMinor: 1_000 }] });
    collect(stage, ["Ada", INITIATOR, "Cem"]);
    stage.word("Nora", "decline_offer");
    stage.word("Mia", "decline_offer");
    expect(stage.last("offer_fell").open).toMatchObject({ why: "shortfall" });
    expect(awards(stage)).toEqual(["Pia Ltd 10: "]);
    expect(stage.groupBuy).toMatchObject({ state: "confirming", award: { chosen: { by: "next" } } });
    stage.word("Pia", "confirm_offer");
    expect(awards(stage)).toEqual(["Pia Ltd 10: ines ada"]);
    stage.answerAll();
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("G21: nobody has paid anybody: it fails, and everything goes back", () => {
    const stage = collect(shared(), []);
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
    assertNothingKept(stage);
  });
});

describe("orders, disputes and changes: to each merchant their own", () => {
  test("M12, M14: a merchant ships and answers to their own members, and nobody else's", () => {
    const stage = collect(shared());
    expect(codeOf(stage.ship("Mia", "Cem"))).toBe("not-found");
    expect(codeOf(stage.ship("Nora", "Cem"))).toBeNull();
    expect(codeOf(stage.deliver("Otis", "Cem"))).toBe("not-found");
    stage.dispute("Cem", 500);
    expect(told(stage, "disputed")).toEqual(["nora dispute_opened"]);
    expect(codeOf(stage.answerDispute("Mia", "Cem", "accept"))).toBe("not-found");
    expect(codeOf(stage.answerDispute("Nora", "Cem", "accept"))).toBeNull();
    stage.answerAll();
    expect(balance(stage, merPayable("mer_mia"))).toBe(0);
    expect(balance(stage, merPayable("mer_nora"))).toBeGreaterThan(0);
  });

  test("O5: a change is proposed to one's own members; where they all leave the others go on", () => {
    const stage = collect(shared());
    expect(codeOf(stage.propose("Nora", { daysLater: 10 }))).toBeNull();
    expect(codeOf(stage.propose("Mia", { daysLater: 5 }))).toBeNull(); // Each for themselves.
    expect(stage.member("Ada").proposal).toBe("asked");
    stage.answerProposal("Ada", "accept");
    stage.answerProposal("Cem", "leave");
    expect(standing(stage)).toContain("Nora Ltd");
    stage.answerProposal("Dag", "leave");
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(standing(stage)).toEqual(["Mia Ltd", "Otis Ltd"]);
    expect(stage.member("Ada").daysLater).toBe(5);
    expect(told(stage, "award_fell")).toEqual(["nora award_ended"]);
  });
});

describe("G23: one merchant breaks the deal", () => {
  /** Mia and Otis have shipped, Nora has not. */
  function broken(): Stage {
    const stage = collect(shared()).at(DUE + 15 * DAY);
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
    stage.ship("Otis", "Eve");
    stage.at(DUE + 21 * DAY).poke();
    return stage;
  }

  test("G23: each is silent for themselves; the others' shipments do not speak for one", () => {
    const stage = broken();
    expect(told(stage, "breach_suspected")).toEqual(["nora late_to_ship", "cem shipping_late", "dag shipping_late"]);
    const { id } = stage.offerOf("Nora");
    expect(attentionOf(stage.groupBuy)).toMatchObject([{ kind: "breach", ref: id, facts: { unshipped: 2 } }]);
  });

  test("G23: it ends with everything back for their members, and the others go on to the settlement", () => {
    const stage = broken();
    expect(codeOf(stage.declareBreach())).toBeNull();
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(stage.offerOf("Nora").state).toBe("breached");
    expect([stage.stateOf("Cem"), stage.stateOf("Dag"), stage.stateOf("Ada")]).toEqual([
      "refunded",
      "refunded",
      "shipped",
    ]);
    expect(told(stage, "breach_declared")).toEqual(["nora breached"]);
    expect(told(stage, "award_fell")).toEqual(["cem award_fell", "dag award_fell"]);
    stage.at(DUE + 40 * DAY).poke(); // Silence is a receipt.
    expect(stage.groupBuy.state).toBe("settled");
    expect(balance(stage, merPayable("mer_nora"))).toBe(0);
    assertNothingKept(stage);
    // C6: whose deal was broken may say so, and of nobody else.
    const reviewed = (name: string) =>
      reviewableBy(stage.groupBuy, stage.member(name), stage.groupBuy.effectiveAtMs)?.merchantName;
    expect(["Cem", "Ada", "Eve"].map(reviewed)).toEqual(["Nora Ltd", "Mia Ltd", "Otis Ltd"]);
  });

  test("G23: one that is proven is named where there are several; the last one standing takes the group-buy with it", () => {
    const stage = collect(shared());
    expect(codeOf(stage.declareBreach(true))).toBe("required");
    expect(codeOf(stage.declareBreach(true, OPERATOR, "mer_nobody"))).toBe("state-conflict");
    expect(codeOf(stage.declareBreach(true, OPERATOR, "mer_mia"))).toBeNull();
    expect(codeOf(stage.declareBreach(true, OPERATOR, "mer_mia"))).toBe("state-conflict");
    expect(codeOf(stage.declareBreach(true, OPERATOR, "mer_nora"))).toBeNull();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect(codeOf(stage.declareBreach(true))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_breach" });
    stage.answerAll();
    assertNothingKept(stage);
  });
});

test("H6: the initiator's own deposit answers to all who paid, whichever merchant is theirs", () => {
  const stage = collect(shared(), ["Ada", "Bob", "Cem", "Dag", "Eve"]);
  expect(stage.last("guarantee_called").open).toMatchObject({ amount: 200, members: 5 });
  expect(person(INITIATOR).personId).toBe(stage.member(INITIATOR).personId);
  expect(["Ada", "Cem", "Eve"].map((name) => stage.sharesOf(name).length)).toEqual([1, 1, 1]);
});

test("A5: whatever happens, awards and what went back are what was counted; no seat twice, none above its word, none beyond an offer", () => {
  let metShared = 0;
  fc.assert(
    fc.property(options, sharedSteps, (stageOptions, life) => {
      const terms = { ...stageOptions.terms, splitAllowed: true };
      const stage = drive({ ...stageOptions, terms }, life); // Asks of every step what must hold of deals.
      const awarded = stage.logged.findLastIndex(({ event }) => event.type === "accepted");
      const accepted = stage.logged[awarded]?.event;
      if (accepted?.type === "accepted" && dealsOf(stage.groupBuy).length > 1) {
        metShared += 1;
        const bound = accepted.sealed.dues.map(({ memberId }) => memberId);
        expect(new Set(bound).size).toBe(bound.length);
        const inDeals = dealsOf(stage.groupBuy).flatMap((deal) =>
          seatsOf(stage.groupBuy, deal).filter(({ id }) => bound.includes(id)),
        );
        expect(inDeals).toHaveLength(bound.length);
      }
      comeToRest(stage);
      assertBooks(stage);
      if (isFinal(stage.groupBuy.state)) assertNothingKept(stage);
    }),
    { numRuns: 80 },
  );
  expect(metShared).toBeGreaterThan(3); // The property has met what it speaks of.
});
