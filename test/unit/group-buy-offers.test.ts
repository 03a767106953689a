import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import { describe, expect, test } from "vitest";
import { chooseBest } from "../../worker/core/group-buy/choosing/chooser.ts";
import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import { rankOffers, shownPrice } from "../../worker/core/group-buy/offers/price.ts";
import type { Offer, OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, OFFER, START } from "../support/group-buy-terms.ts";

function offerOf(stage: Stage, name: string): Offer {
  const offer = [...stage.groupBuy.offers.values()].findLast(
    ({ merchantId }) => merchantId === merchant(name).merchantId,
  );
  if (!offer) throw new Error(`${name} has offered`);
  return offer;
}

function change(stage: Stage, name: string, body: Partial<OfferBody>, version = offerOf(stage, name).version): Outcome {
  const { id } = offerOf(stage, name);
  return stage.give(
    { type: "change_offer", offerId: id, version, currency: "EUR", body: { ...OFFER, ...body } },
    merchant(name),
  );
}

function withdraw(stage: Stage, name: string, version = offerOf(stage, name).version): Outcome {
  return stage.give({ type: "withdraw_offer", offerId: offerOf(stage, name).id, version }, merchant(name));
}

const flat = (unitPriceMinor: number, fromQuantity = 1) => ({ tiers: [{ fromQuantity, unitPriceMinor }] });

describe("O1: an offer", () => {
  test("stands as version 1; the public leaf names neither merchant nor price", () => {
    const stage = openStage();
    stage.offer("Mia");
    expect(offerOf(stage, "Mia")).toMatchObject({ state: "submitted", version: 1, merchantName: "Mia Ltd" });
    const { leaf } = stage.logged.findLast(({ event }) => event.type === "offer_received") ?? { leaf: "" };
    expect(leaf).not.toMatch(/mia|:950\b/i);
  });

  test("comes from a verified merchant, in the money of the group-buy", () => {
    const stage = openStage();
    const offer = { type: "offer", currency: "EUR", body: OFFER, merchantName: "Mia Ltd", isVerified: true } as const;
    expect(codeOf(stage.give({ ...offer, isVerified: false }, merchant("Mia")))).toBe("merchant-not-verified");
    expect(codeOf(stage.give(offer, person("Mia")))).toBe("forbidden");
    expect(codeOf(stage.give({ ...offer, currency: "USD" }, merchant("Mia")))).toBe("currency-mismatch");
    expect(codeOf(stage.give({ ...offer, currency: null }, merchant("Mia")))).toBe("currency-mismatch");
  });

  const FAULTS: readonly (readonly [code: string, pointer: string, body: Partial<OfferBody>])[] = [
    ["required", "/tiers", { tiers: [] }],
    [
      "offer-invalid",
      "/tiers",
      { tiers: Array.from({ length: 21 }, (_, i) => ({ fromQuantity: i + 1, unitPriceMinor: 900 - i })) },
    ],
    ["offer-quantity-insufficient", "/tiers/0/fromQuantity", flat(900, 11)],
    ["offer-quantity-insufficient", "/quantityMaximum", { quantityMaximum: 9 }],
    ["quantity-out-of-range", "/tiers/0/fromQuantity", flat(900, 0)],
    ["amount-out-of-range", "/tiers/0/unitPrice/amount", flat(99)],
    [
      "offer-invalid",
      "/tiers/1/fromQuantity",
      {
        tiers: [
          { fromQuantity: 10, unitPriceMinor: 950 },
          { fromQuantity: 10, unitPriceMinor: 900 },
        ],
      },
    ],
    [
      "offer-invalid",
      "/tiers/1/unitPrice",
      {
        tiers: [
          { fromQuantity: 10, unitPriceMinor: 950 },
          { fromQuantity: 20, unitPriceMinor: 950 },
        ],
      },
    ],
    ["offer-invalid", "/delivery", { delivery: [{ country: "FR", perUnitMinor: 10 }] }],
    [
      "offer-invalid",
      "/delivery",
      {
        delivery: [
          { country: "DE", perUnitMinor: 1 },
          { country: "DE", perUnitMinor: 2 },
        ],
      },
    ],
    ["amount-out-of-range", "/delivery", { delivery: [{ country: "DE", perUnitMinor: -1 }] }],
    ["required", "/leadTimeDays", { leadTimeDays: null }],
    ["offer-invalid", "/leadTimeDays", { leadTimeDays: -1 }],
    ["offer-invalid", "/leadTimeDays", { leadTimeDays: 121 }],
    ["offer-invalid", "/validUntil", { validUntilMs: CLOSES + 10 * MINUTE - 1 }],
  ];

  test.each(FAULTS)("%s at %s", (code, pointer, body) => {
    const { result } = openStage().offer("Mia", body);
    expect(result).toMatchObject({ ok: false, error: { code, pointer } });
  });

  test("money 1.4: what would be delivered after the provider still keeps the money cannot be offered", () => {
    const stage = openStage({ provider: { maxHeldMs: 40 * DAY } });
    expect(codeOf(stage.offer("Slow", { leadTimeDays: 23 }))).toBe("delivery-too-late");
    expect(codeOf(stage.offer("Slow", { leadTimeDays: 22 }))).toBeNull();
  });

  test("one living offer per merchant; `cannot supply` is an answer, and may be reconsidered", () => {
    const stage = openStage();
    expect(codeOf(stage.offer("Mia", { canSupply: false, tiers: [], delivery: [], leadTimeDays: null }))).toBeNull();
    expect(offerOf(stage, "Mia")).toMatchObject({ state: "declined", version: 1 });
    expect(codeOf(stage.offer("Mia"))).toBeNull();
    expect(offerOf(stage, "Mia")).toMatchObject({ state: "submitted", version: 2 });
    expect(codeOf(stage.offer("Mia"))).toBe("state-conflict");
    expect(stage.groupBuy.offers.size).toBe(1);
  });

  test("offers end with the bell, to the millisecond", () => {
    const stage = openStage().at(CLOSES - 1);
    expect(codeOf(stage.offer("Mia"))).toBeNull();
    expect(codeOf(stage.at(CLOSES).offer("Nora"))).toBe("offer-window-closed");
  });
});

describe("O2, O3, O4: versions, withdrawal, validity", () => {
  test("O2: a new version needs the one that stands, and takes its place in the order of arrival", () => {
    const stage = openStage();
    stage.offer("Mia");
    const { seq } = offerOf(stage, "Mia");
    expect(codeOf(change(stage, "Mia", flat(800), 2))).toBe("precondition-failed");
    expect(codeOf(change(stage, "Mia", flat(99)))).toBe("amount-out-of-range");
    expect(codeOf(change(stage, "Mia", flat(800)))).toBeNull();
    expect(offerOf(stage, "Mia")).toMatchObject({ version: 2, state: "submitted" });
    expect(offerOf(stage, "Mia").seq).toBeGreaterThan(seq);
    expect(codeOf(change(stage, "Mia", { canSupply: false }))).toBeNull();
    expect(offerOf(stage, "Mia").state).toBe("declined");
  });

  test("O2, O3: nobody touches another merchant's offer, nor learns of it", () => {
    const stage = openStage();
    stage.offer("Mia");
    const { id } = offerOf(stage, "Mia");
    const other = merchant("Nora");
    expect(codeOf(stage.give({ type: "withdraw_offer", offerId: id, version: 1 }, other))).toBe("not-found");
    const changed = { type: "change_offer", offerId: id, version: 1, currency: "EUR", body: OFFER } as const;
    expect(codeOf(stage.give(changed, other))).toBe("not-found");
    expect(codeOf(stage.give({ ...changed, offerId: "of_none" }, merchant("Mia")))).toBe("not-found");
  });

  test("O3: free before the bell, in one's own version; then it is gone for good", () => {
    const stage = openStage();
    stage.offer("Mia");
    expect(codeOf(withdraw(stage, "Mia", 7))).toBe("precondition-failed");
    expect(codeOf(withdraw(stage, "Mia"))).toBeNull();
    expect(offerOf(stage, "Mia").state).toBe("withdrawn");
    expect(codeOf(withdraw(stage, "Mia"))).toBe("state-conflict");
    expect(codeOf(stage.offer("Mia"))).toBeNull(); // A new offer under a new id.
    expect(stage.groupBuy.offers.size).toBe(2);
  });

  test("O3: a firm offer stands after the bell", () => {
    const stage = openStage();
    stage.offer("Mia");
    stage.join("Ada"); // Unpaid, so that the count waits.
    stage.at(CLOSES - 1).join("Bob");
    stage.at(CLOSES);
    expect(codeOf(withdraw(stage, "Mia"))).toBe("offer-window-closed");
    expect(codeOf(change(stage, "Mia", flat(100)))).toBe("offer-window-closed");
  });

  test("O4: valid to the very millisecond of the choice is valid", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia", { validUntilMs: CLOSES + 10 * MINUTE });
    stage.at(CLOSES - 1).join("Bob");
    stage.at(CLOSES + 10 * MINUTE).poke();
    expect(stage.groupBuy.award?.awardedAtMs).toBe(CLOSES - 1 + 10 * MINUTE);
  });

  test("O4: an offer whose validity has run out while it still could be taken expires by itself", () => {
    const stage = openStage({ isShadowed: false });
    stage.offer("Mia", { validUntilMs: CLOSES + 10 * MINUTE });
    stage.groupBuy.terms = { ...stage.groupBuy.terms, closesAtMs: CLOSES + DAY }; // As an extension (G12) will.
    stage.at(CLOSES + 10 * MINUTE - 1).poke();
    expect(offerOf(stage, "Mia").state).toBe("submitted");
    stage.at(CLOSES + 10 * MINUTE).poke();
    expect(offerOf(stage, "Mia").state).toBe("expired");
  });
});

describe("O5, O6: selected, accepted, refused", () => {
  test("Scenario 17: from the selection on every edit answers `offer-frozen`, stale or not", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.offer("Nora", flat(1_000));
    stage.at(CLOSES).poke();
    expect([offerOf(stage, "Mia").state, offerOf(stage, "Nora").state]).toEqual(["accepted", "refused"]);
    expect(codeOf(change(stage, "Mia", flat(990)))).toBe("offer-frozen");
    expect(codeOf(change(stage, "Mia", flat(890)))).toBe("offer-frozen");
    expect(codeOf(change(stage, "Mia", { leadTimeDays: 60 }))).toBe("offer-frozen");
    expect(codeOf(change(stage, "Mia", {}, 99))).toBe("offer-frozen");
    expect(codeOf(withdraw(stage, "Mia"))).toBe("offer-frozen");
    expect(codeOf(withdraw(stage, "Nora"))).toBe("state-conflict");
  });
});

describe("Decision 8: ceilings and tiers", () => {
  /** Ines 2 (ceiling 1200), Ada 8 and Bob 10 with ceilings of their own; landed DE is 0.50 above the tier. */
  const stageWith = (ada: number, bob: number) =>
    openStage()
      .seat("Ada", { quantity: 8, priceCeilingMinor: ada })
      .seat("Bob", { quantity: 10, priceCeilingMinor: bob });

  test("a tier is reached when those whose ceiling is not below it hold its quantity together", () => {
    const stage = stageWith(1_000, 950);
    stage.offer("Mia"); // 950 from 10 (landed 1000), 900 from 20 (landed 950).
    expect(shownPrice(stage.groupBuy)).toMatchObject({ source: "offer", currentMinor: 900, nextTier: null });
  });

  test("one minor unit below, and the tier is not reached by them", () => {
    const stage = stageWith(1_000, 949);
    stage.offer("Mia");
    expect(shownPrice(stage.groupBuy)).toMatchObject({
      currentMinor: 950,
      nextTier: { missing: 10, unitPriceMinor: 900 },
    });
    stage.at(CLOSES + DAY).poke(); // Asked, and silent.
    expect(stage.groupBuy.award).toMatchObject({ unitPriceMinor: 950, quantity: 10 });
    expect(stage.stateOf("Bob")).toBe("opted_out");
    expect(stage.last("opted_out").open).toEqual({ qty: 10, why: "silence" });
    stage.answerAll();
    expect(stage.legOf("Bob").state).toBe("released"); // Nobody is bound above their word.
  });

  test("before the first offer the price is the initiator's target, marked as such", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia", { canSupply: false });
    expect(shownPrice(stage.groupBuy)).toMatchObject({ source: "target", currentMinor: 1_000, tiers: [] });
  });

  test("before the minimum the first tier is shown, with what is missing for a lower price", () => {
    const stage = openStage();
    stage.offer("Mia");
    expect(shownPrice(stage.groupBuy)).toMatchObject({
      source: "offer",
      currentMinor: 950,
      nextTier: { missing: 18, unitPriceMinor: 900 },
    });
  });

  test("held seats reach nothing: only verified ones count", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.join("Bob", { quantity: 10 });
    expect(shownPrice(stage.groupBuy).currentMinor).toBe(950);
    stage.answerAll();
    expect(shownPrice(stage.groupBuy).currentMinor).toBe(900);
  });

  test.each([
    ["delivery", { deliverByMs: CLOSES + 14 * DAY - 1 }],
    ["country", { country: "FR" }],
  ])("who cannot be served leaves with everything: %s", (why, wishes) => {
    const policy = { choosing: { selectionMs: 0, reconsentMs: 0, merchantMs: 0 } }; // As the first release had it.
    const stage = openStage({ policy }).seat("Ada", { quantity: 8 }).seat("Bob", wishes);
    stage.offer("Mia", { delivery: [{ country: "DE", perUnitMinor: 50 }] });
    stage.at(CLOSES).poke();
    expect(stage.last("opted_out")).toMatchObject({ actor: "p-bob", open: { why } });
    expect(stage.groupBuy.award?.quantity).toBe(10);
  });

  test("Scenario 18: when too few may be bound the next acceptable offer is taken, else none", () => {
    const dear = flat(1_100); // Landed 1150: only Ines' 1200 carries it.
    const stage = stageWith(1_000, 1_000);
    stage.offer("Dear", dear);
    stage.offer("Fair", flat(950));
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award?.merchantName).toBe("Fair Ltd");
    const other = stageWith(1_000, 1_000);
    other.offer("Dear", dear);
    other.at(CLOSES).poke();
    expect(other.groupBuy).toMatchObject({ state: "failed", reason: "no_offer" });
  });
});

describe("Domain 3.6: auto_best", () => {
  const reached = () => openStage().seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 5 });
  const chosen = (stage: Stage) => chooseBest(stage.groupBuy, CLOSES)?.award.merchantName;

  test("the lowest landed price in the reference country, not the lowest price", () => {
    const stage = reached();
    stage.offer("Near", { ...flat(920), delivery: [{ country: "DE", perUnitMinor: 10 }] });
    stage.offer("Far", { ...flat(900), delivery: [{ country: "DE", perUnitMinor: 31 }] });
    expect(chosen(stage)).toBe("Near Ltd");
  });

  test("at a tie the earlier delivery, then the earlier version", () => {
    const stage = reached();
    stage.offer("First", { ...flat(900), leadTimeDays: 14 });
    stage.offer("Second", { ...flat(900), leadTimeDays: 14 });
    expect(chosen(stage)).toBe("First Ltd");
    stage.offer("Quick", { ...flat(900), leadTimeDays: 13 });
    expect(chosen(stage)).toBe("Quick Ltd");
    change(stage, "Quick", { ...flat(900), leadTimeDays: 14 });
    expect(chosen(stage)).toBe("First Ltd");
    change(stage, "First", { ...flat(900), leadTimeDays: 14 }); // A new version goes to the end of the line.
    expect(chosen(stage)).toBe("Second Ltd");
  });

  test("an offer that is not firm is not taken by the bell", () => {
    const stage = reached();
    stage.offer("Soft", { ...flat(800), firm: false });
    stage.offer("Firm", flat(900));
    expect(chosen(stage)).toBe("Firm Ltd");
    expect(shownPrice(stage.groupBuy).currentMinor).toBe(900);
  });

  test("the price shown is the price that the rule would award now", () => {
    const stage = reached();
    stage.offer("Nobody", { ...flat(700), delivery: [{ country: "DE", perUnitMinor: 900 }] }); // Landed above every ceiling.
    stage.offer("Late", { ...flat(650), leadTimeDays: 120 });
    stage.offer("Mia", flat(900));
    expect(chosen(stage)).toBe("Late Ltd");
    expect(shownPrice(stage.groupBuy).currentMinor).toBe(650);
    expect(rankOffers(stage.groupBuy, CLOSES).map(({ isAcceptable }) => isAcceptable)).toEqual([true, true, false]);
  });

  test("domain 3.9: capacity goes by arrival; who no longer fits whole is passed over", () => {
    const stage = reached().seat("Cem", { quantity: 2 });
    stage.offer("Small", { ...flat(900), quantityMaximum: 12 }); // 2 + 8, not Bob's 5, then Cem's 2.
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award?.quantity).toBe(12);
    expect([INITIATOR, "Ada", "Bob", "Cem"].map((name) => stage.stateOf(name))).toEqual([
      "balance_due",
      "balance_due",
      "opted_out",
      "balance_due",
    ]);
    expect(stage.last("opted_out").open).toEqual({ qty: 5, why: "capacity" });
  });

  test("a tier beyond the capacity is never reached, and the one before it still serves", () => {
    const stage = reached();
    stage.offer("Small", {
      tiers: [
        { fromQuantity: 10, unitPriceMinor: 950 },
        { fromQuantity: 15, unitPriceMinor: 900 },
      ],
      quantityMaximum: 12,
    });
    expect(shownPrice(stage.groupBuy).currentMinor).toBe(950);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award).toMatchObject({ unitPriceMinor: 950, quantity: 10 });
  });

  test("the award is shown as what it is, whatever falls away afterwards", () => {
    const stage = reached();
    stage.offer("Mia", flat(900));
    stage.at(CLOSES).poke();
    expect(shownPrice(stage.groupBuy)).toMatchObject({ source: "offer", currentMinor: 900, nextTier: null });
    expect(stage.nowMs).toBeGreaterThan(START + HOUR);
  });
});

describe("scenario 19: one company on both sides", () => {
  const codeOfOutcome = ({ result }: ReturnType<Stage["give"]>) => (result.ok ? null : result.error.code);

  test("an offer from another account of the initiator's or a member's company is refused, and operators are told", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    expect(codeOfOutcome(stage.offerOfKin("Mia", INITIATOR))).toBe("conflict-of-interest");
    expect(codeOfOutcome(stage.offerOfKin("Nora", "Ada"))).toBe("conflict-of-interest");
    expect(stage.groupBuy.offers.size).toBe(0);
    expect(stage.last("offer_refused").open).toEqual({ code: "conflict-of-interest" }); // Nobody is named in public.
    expect(attentionOf(stage.groupBuy)).toMatchObject([{ kind: "conflict", ref: "mer_nora" }]);
    expect(codeOfOutcome(stage.offerOfKin("Otis", "Nobody"))).toBeNull();
  });

  test("what stands falls as soon as its merchant turns out to share a payout account with a buyer; nothing else does", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.offer("Nora");
    const restate = (name: string, ...kin: string[]) =>
      stage.give(
        {
          type: "restate_kin",
          merchantId: `mer_${name.toLowerCase()}`,
          kinIds: kin.map((one) => person(one).personId),
        },
        person("Kim"),
      );
    expect(codeOfOutcome(restate("Mia", "Kim"))).toBeNull(); // Who does not buy here is on nobody's side.
    expect(codeOfOutcome(restate("Otis", INITIATOR))).toBeNull(); // Who has offered nothing has nothing to lose.
    expect([stage.count("offer_withdrawn"), stage.count("offer_refused")]).toEqual([0, 0]);
    expect(codeOfOutcome(restate("Mia", "Kim", INITIATOR))).toBeNull();
    expect([stage.offerOf("Mia").state, stage.offerOf("Nora").state]).toEqual(["withdrawn", "submitted"]);
    expect(stage.last("offer_refused").sealed).toEqual({ merchantId: "mer_mia", personIds: ["usr_ines"] });
    expect(attentionOf(stage.groupBuy)).toMatchObject([{ kind: "conflict", ref: "mer_mia" }]);
    restate("Mia", INITIATOR); // Told again.
    expect([stage.count("offer_withdrawn"), stage.count("offer_refused")]).toEqual([1, 1]);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award?.merchantName).toBe("Nora Ltd");
    restate("Nora", "Ada"); // What was chosen stands; members rely on it.
    expect(stage.groupBuy.state).toBe("collecting");
  });

  test("a new version states anew who is on its merchant's side, and takes the old one with it where that is a buyer", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    const change = { type: "change_offer", offerId: stage.offerOf("Mia").id, currency: "EUR", body: OFFER } as const;
    stage.give({ ...change, version: 1, kinIds: [person("Kim").personId] }, merchant("Mia"));
    expect(codeOfOutcome(stage.join("Kim"))).toBe("conflict-of-interest");
    const denied = stage.give({ ...change, version: 2, kinIds: [person("Ada").personId] }, merchant("Mia"));
    expect(codeOfOutcome(denied)).toBe("conflict-of-interest");
    expect(stage.offerOf("Mia")).toMatchObject({ state: "withdrawn", version: 2 });
  });

  test("whose company has offered does not join", () => {
    const stage = openStage();
    stage.offerOfKin("Mia", "Kim");
    expect(codeOfOutcome(stage.join("Kim"))).toBe("conflict-of-interest");
    expect(codeOfOutcome(stage.join("Ada"))).toBeNull();
  });
});
