import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { presentCard } from "../../worker/app/present/resource.ts";
import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import type { Flexibility } from "../../worker/core/group-buy/state/member.ts";
import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, TERMS } from "../support/group-buy-terms.ts";

/** Packs of six; Ines has two pieces. */
function packed(options: StageOptions = {}): Stage {
  const terms = { packSize: 6, quantityMinimum: 12, quantityMaximum: 36, ...options.terms };
  return openStage({ ...options, terms });
}

const flat: Partial<OfferBody> = { tiers: [{ fromQuantity: 12, unitPriceMinor: 950 }] };
const upTo = (most: number, orFewer = false): { flexible: Flexibility } => ({ flexible: { upTo: most, orFewer } });

function refusalOf({ result }: Outcome) {
  return result.ok ? null : result.error;
}

/** The bell, with one offer. */
function awarded(stage: Stage, body: Partial<OfferBody> = {}): Stage {
  stage.offer("Mia", { ...flat, ...body });
  stage.at(CLOSES).poke();
  return stage;
}

function quantities(stage: Stage, ...names: string[]): number[] {
  return names.map((name) => stage.member(name).quantity);
}

describe("A4: a demand in packs", () => {
  test("its card in lists says the size; where pieces are sold one by one there is none to say", () => {
    expect(presentCard(packed().groupBuy)).toMatchObject({ packSize: 6 });
    expect(presentCard(openStage().groupBuy)).not.toHaveProperty("packSize");
  });

  test("minimum and maximum are whole packs, the pack is of 2 to 100 pieces, and services have none", () => {
    const faultOf = (terms: Partial<StageOptions["terms"]>) => {
      const stage = new Stage();
      const next = { ...TERMS, packSize: 6, quantityMinimum: 12, quantityMaximum: 36, ...terms };
      const outcome = stage.give({ type: "change_draft", version: 1, terms: next }, person(INITIATOR));
      return refusalOf(outcome)?.pointer ?? null;
    };
    expect(faultOf({})).toBeNull();
    expect(faultOf({ quantityMaximum: null })).toBeNull();
    expect(faultOf({ quantityMinimum: 10 })).toBe("/quantityMinimum");
    expect(faultOf({ quantityMaximum: 40 })).toBe("/quantityMaximum");
    expect(faultOf({ packSize: 1 })).toBe("/packSize");
    expect(faultOf({ packSize: 101 })).toBe("/packSize");
    expect(faultOf({ kind: "service" })).toBe("/packSize");
  });

  test("O1: steps and the most of an offer are whole packs too", () => {
    const stage = packed();
    const at = (body: Partial<OfferBody>) => refusalOf(stage.offer("Mia", { ...flat, ...body }));
    expect(at({ quantityMaximum: 20 })).toMatchObject({ pointer: "/quantityMaximum", facts: { packSize: 6 } });
    const tiers = [
      { fromQuantity: 12, unitPriceMinor: 950 },
      { fromQuantity: 20, unitPriceMinor: 900 },
    ];
    expect(at({ tiers })).toMatchObject({ code: "offer-invalid", pointer: "/tiers/1/fromQuantity" });
    expect(at({ quantityMaximum: 24 })).toBeNull();
  });

  test("M1: who joins says up to how many and whether fewer will do; nobody more than anybody may have", () => {
    const stage = packed();
    const joining = (flexible: Flexibility) => refusalOf(stage.join("Ada", { quantity: 3, flexible }));
    expect(joining({ upTo: 2, orFewer: false })).toMatchObject({ pointer: "/quantityFlexible/upTo" });
    expect(joining({ upTo: 11, orFewer: false })).toMatchObject({ facts: { minimum: 3, maximum: 10 } });
    expect(joining({ upTo: 5, orFewer: true })).toBeNull();
    expect(stage.last("joined").open).toMatchObject({ qty: 3, amount: 300, flexible: { upTo: 5, orFewer: true } });
    stage.join("Bob", { quantity: 3, flexible: { upTo: 3, orFewer: false } }); // Exactly so many, said at length.
    expect(stage.last("joined").open).not.toHaveProperty("flexible");
  });

  test("M1: where single pieces are bought there is nothing to be flexible for", () => {
    const stage = openStage();
    expect(codeOf(stage.join("Ada", upTo(3)))).toBe("quantity-out-of-range");
    expect(codeOf(stage.join("Ada", upTo(1, true)))).toBe("quantity-out-of-range");
  });
});

describe("Domain 3.9: packs and tolerance, from the join to the goods", () => {
  test("the last pack is filled from those who would take more, who pay for it with the balance and never above their word", () => {
    const stage = packed()
      .seat("Ada", { quantity: 5, ...upTo(6) })
      .seat("Bob", { quantity: 8, ...upTo(10) });
    awarded(stage.seat("Cem")); // 16 pieces: two are missing.
    expect(stage.groupBuy.certificate).toMatchObject({ outcome: "reached", verifiedQuantity: 16, packedQuantity: 18 });
    expect(stage.groupBuy.award).toMatchObject({ quantity: 18 });
    expect(stage.last("packed").open).toEqual({ qty: 18, filled: 2, cut: 0 });
    expect(quantities(stage, INITIATOR, "Ada", "Bob", "Cem")).toEqual([2, 6, 9, 1]);
    expect(stage.member("Bob")).toMatchObject({ totalMinor: 9 * 1_000, packed: 1 });
    stage.payBalance("Bob");
    expect(stage.balanceOf("Bob").amountMinor).toBe(9 * 1_000 - 8 * 100);
    for (const name of [INITIATOR, "Ada", "Cem"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.ship("Mia", name);
    stage.at(CLOSES + 30 * DAY).poke();
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
    assertBooks(stage);
    assertNothingKept(stage);
  });

  test("what cannot be filled is cut from the last who allowed it, and the deposit of those pieces goes back", () => {
    const stage = packed({ provider: { canAuthorize: false } });
    stage.seat("Ada", { quantity: 6, ...upTo(6, true) }).seat("Bob", { quantity: 6, ...upTo(6, true) });
    awarded(stage);
    expect(stage.last("packed").open).toEqual({ qty: 12, filled: 0, cut: 2 });
    expect(quantities(stage, INITIATOR, "Ada", "Bob")).toEqual([2, 6, 4]);
    stage.answerAll();
    expect(stage.legOf("Bob")).toMatchObject({ state: "captured", refundedMinor: 200, keepMinor: 400 });
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    expect(stage.balanceOf("Bob").amountMinor).toBe(4 * 1_000 - 400);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    assertBooks(stage);
  });

  test("of a hold that is cut only what the seat needs is taken", () => {
    const stage = packed().seat("Ada", { quantity: 7 });
    stage.seat("Bob", { quantity: 6, ...upTo(6, true) });
    awarded(stage);
    expect(quantities(stage, INITIATOR, "Ada", "Bob")).toEqual([2, 7, 3]);
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    expect(stage.balanceOf("Bob").amountMinor).toBe(3 * 1_000 - 300);
    stage.answerAll();
    expect(stage.legOf("Bob")).toMatchObject({ state: "captured", amountMinor: 600, capturedMinor: 300 });
    expect(stage.groupBuy.state).toBe("fulfilling");
    assertBooks(stage);
  });

  test("who said exactly so many and makes no pack whole leaves with everything back, the later of equals", () => {
    const stage = packed().seat("Ada", { quantity: 10 }).seat("Bob", { quantity: 3 }).seat("Cem", { quantity: 3 });
    stage.seat("Dag", { quantity: 3 });
    awarded(stage); // 21: three over.
    expect(stage.last("opted_out")).toMatchObject({ actor: "p-dag", open: { qty: 3, why: "packs" } });
    expect(stage.groupBuy.award).toMatchObject({ quantity: 18 });
    expect(stage.count("packed")).toBe(0);
    const told = noticesOf(stage.groupBuy, stage.last("opted_out"));
    expect(told).toMatchObject([{ kind: "opted_out", facts: { why: "packs", backMinor: 300 } }]);
    stage.answerAll();
    expect(stage.legOf("Dag").state).toBe("released");
    assertBooks(stage);
  });

  test("G13: pieces that make too few packs do not reach the minimum, and what members would take more for it does", () => {
    const short = packed().seat("Ada", { quantity: 7 }).seat("Bob", { quantity: 4 });
    awarded(short); // 13 pieces, and no whole packs of more than 6.
    expect(short.groupBuy).toMatchObject({
      state: "failed",
      reason: "below_minimum",
      certificate: { packedQuantity: 6 },
    });
    const full = packed().seat("Ada", { quantity: 8, ...upTo(10) });
    awarded(full);
    expect(full.groupBuy).toMatchObject({
      state: "collecting",
      certificate: { verifiedQuantity: 10, packedQuantity: 12 },
    });
  });

  test("everybody who gets another quantity is told, once, how many it is", () => {
    const stage = packed().seat("Ada", { quantity: 9, ...upTo(10) });
    awarded(stage);
    expect(noticesOf(stage.groupBuy, stage.last("packed"))).toMatchObject([
      { personId: "usr_ada", kind: "packed", facts: { how: "filled", pieces: 1, quantity: 10 } },
    ]);
  });
});

const wish = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  more: fc.integer({ min: 0, max: 4 }),
  orFewer: fc.boolean(),
  isFlexible: fc.boolean(),
  added: fc.constantFrom(0, 0, 0, 1),
});

test("A4: whatever members say, whole packs are bought, everybody pays for theirs and the books balance", () => {
  const seen = { filled: 0, cut: 0, left: 0 };
  const property = fc.property(
    fc.array(wish, { minLength: 1, maxLength: 7 }),
    fc.integer({ min: 2, max: 8 }),
    fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    fc.boolean(),
    (wishes, packSize, packs, canAuthorize) => {
      const terms = { packSize, quantityMinimum: packSize, quantityMaximum: null };
      const stage = packed({ terms, provider: { canAuthorize } });
      for (const [place, { quantity, more, orFewer, isFlexible, added }] of wishes.entries()) {
        const flexible = { upTo: Math.min(10, quantity + more), orFewer };
        stage.seat(`M${place}`, { quantity, ...(isFlexible && { flexible }) });
        if (added > 0) stage.change(`M${place}`, quantity + added);
        stage.answerAll();
      }
      const quantityMaximum = packs === null ? null : packs * packSize;
      awarded(stage, { tiers: [{ fromQuantity: packSize, unitPriceMinor: 950 }], quantityMaximum });
      stage.answerAll();
      seen.left += stage.count("opted_out");
      const { award } = stage.groupBuy;
      if (award === null) return;
      const buyers = [...stage.groupBuy.members.values()].filter(({ state }) => state === "balance_due");
      expect(award.quantity % packSize).toBe(0);
      expect(award.quantity).toBeLessThanOrEqual(quantityMaximum ?? Number.POSITIVE_INFINITY);
      expect(buyers.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(award.quantity);
      for (const { pseudonym, quantity, totalMinor, packed: change = 0 } of buyers) {
        expect(totalMinor).toBe(quantity * 1_000);
        if (change > 0) seen.filled += 1;
        if (change < 0) seen.cut += 1;
        stage.payBalance(pseudonym === "p-ines" ? INITIATOR : pseudonym.slice(2).toUpperCase());
      }
      stage.answerAll();
      expect(stage.groupBuy.state).toBe("fulfilling");
      assertBooks(stage);
    },
  );
  fc.assert(property, { numRuns: 80 });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0); // It has met what it speaks of.
});

describe("A4: whole packs whatever becomes of the offer", () => {
  test("G18, G19: nothing is filled or cut before the merchant's word, and of the next offer anew", () => {
    const stage = packed().seat("Ada", { quantity: 8, ...upTo(10, true) });
    stage.offer("Mia", { ...flat, firm: false });
    stage.offer("Nora", { tiers: [{ fromQuantity: 12, unitPriceMinor: 990 }], firm: false });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "confirming", award: { quantity: 12 } });
    expect(stage.member("Ada").quantity).toBe(8);
    stage.word("Mia", "decline_offer");
    expect(stage.member("Ada").quantity).toBe(8);
    stage.word("Nora", "confirm_offer");
    expect(stage.member("Ada")).toMatchObject({ quantity: 10, totalMinor: 10 * 1_040 });
    assertBooks(stage);
  });

  test("G21: what was filled for an offer that has fallen is not filled for the next one", () => {
    const terms = { quantityMinimum: 6 };
    const stage = packed({ terms, policy: { shrinkagePercent: 0 } });
    stage.seat("Ada", { quantity: 4, ...upTo(10) }).seat("Bob", { quantity: 7, ...upTo(9) });
    const tiers = (unitPriceMinor: number, fromQuantity = 6) => [{ fromQuantity, unitPriceMinor }];
    stage.offer("Mia", { tiers: [...tiers(950), ...tiers(900, 18)] });
    stage.offer("Nora", { tiers: tiers(960) });
    stage.at(CLOSES).poke();
    expect(quantities(stage, INITIATOR, "Ada", "Bob")).toEqual([2, 9, 7]);
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY).poke(); // Bob does not pay: 11 of 18.
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy).toMatchObject({ state: "confirming", award: { quantity: 6 } });
    expect(stage.member("Ada")).toMatchObject({ quantity: 4, state: "active" });
    stage.answerAll().word("Nora", "confirm_offer");
    expect(quantities(stage, INITIATOR, "Ada")).toEqual([2, 4]);
    assertBooks(stage);
  });

  test("G15, G16: while somebody is asked nobody leaves for a pack that their yes would make whole", () => {
    const asked = () => {
      const stage = packed().seat("Ada", { quantity: 10 }).seat("Bob", { quantity: 2 });
      stage.seat("Cem", { quantity: 4, priceCeilingMinor: 900 });
      return awarded(stage);
    };
    const yes = asked();
    expect(yes.groupBuy.state).toBe("reconsent");
    expect(yes.stateOf("Bob")).toBe("active");
    yes.consent("Cem");
    expect(yes.groupBuy.award).toMatchObject({ quantity: 18 });
    expect(quantities(yes, INITIATOR, "Ada", "Bob", "Cem")).toEqual([2, 10, 2, 4]);
    const no = asked();
    no.consent("Cem", false);
    expect(no.stateOf("Bob")).toBe("opted_out");
    expect(no.groupBuy.award).toMatchObject({ quantity: 12 });
  });

  test("M7: a part that makes no pack whole goes before its seat", () => {
    const stage = packed().seat("Ada", { quantity: 4 }).seat("Bob", { quantity: 6 });
    stage.change("Ada", 5);
    stage.answerAll();
    awarded(stage);
    expect(stage.last("part_ended")).toMatchObject({ actor: "p-ada", open: { qty: 1, why: "packs" } });
    expect(quantities(stage, INITIATOR, "Ada", "Bob")).toEqual([2, 4, 6]);
    assertBooks(stage);
  });

  test("M5: a seat that lapses before the merchant's word is no part of any pack", () => {
    const stage = packed().seat("Ada", { quantity: 10 }).seat("Bob", { quantity: 6 });
    awarded(stage, { firm: false });
    expect(stage.groupBuy.award).toMatchObject({ quantity: 18 });
    const { id, attempt } = stage.legOf("Bob");
    stage.give({ type: "provider_answered", legId: id, step: "read", attempt, outcome: { kind: "lapsed" } });
    stage.word("Mia", "confirm_offer");
    expect(stage.last("accepted").sealed.dues.map(({ totalMinor }) => totalMinor)).toEqual([2_000, 10_000]);
    assertBooks(stage);
  });
});

describe("M7: how far somebody would go, said anew", () => {
  test("alone or with another quantity; nothing of it is asked of the bank", () => {
    const stage = packed().seat("Ada", { quantity: 3 });
    const legs = stage.groupBuy.legs.size;
    expect(codeOf(stage.flex("Ada", { upTo: 6, orFewer: false }))).toBeNull();
    expect(stage.last("flexed")).toMatchObject({ actor: "p-ada", open: { flexible: { upTo: 6, orFewer: false } } });
    expect(codeOf(stage.flex("Ada", { upTo: 6, orFewer: false }))).toBe("state-conflict"); // Said already.
    expect(stage.groupBuy.legs.size).toBe(legs);
    expect(codeOf(stage.flex("Ada", { upTo: 8, orFewer: true }, 5))).toBeNull();
    expect(stage.member("Ada")).toMatchObject({ quantity: 3, flexible: { upTo: 8, orFewer: true } });
    stage.answerAll();
    expect(codeOf(stage.flex("Ada", null))).toBeNull();
    expect(stage.member("Ada").flexible).toBeUndefined();
    expect(codeOf(stage.flex("Ada", { upTo: 4, orFewer: false }))).toBe("quantity-out-of-range");
  });

  test("in the lock one may go further and no less far; after the bell nothing of it", () => {
    const stage = packed().seat("Ada", { quantity: 3, ...upTo(5, true) });
    stage.at(CLOSES - MINUTE);
    expect(codeOf(stage.flex("Ada", { upTo: 4, orFewer: true }))).toBe("withdrawal-locked");
    expect(codeOf(stage.flex("Ada", { upTo: 5, orFewer: false }))).toBe("withdrawal-locked");
    expect(codeOf(stage.flex("Ada", { upTo: 6, orFewer: true }))).toBeNull();
    stage.offer("Mia", flat);
    stage.seat("Bob", { quantity: 7 }).at(CLOSES);
    expect(codeOf(stage.flex("Ada", { upTo: 7, orFewer: true }))).toBe("deadline-passed");
  });

  test("the initiator may take more, and stands by what was published", () => {
    const stage = packed();
    expect(codeOf(stage.flex(INITIATOR, { upTo: 4, orFewer: true }))).toBe("quantity-out-of-range");
    expect(codeOf(stage.flex(INITIATOR, { upTo: 4, orFewer: false }))).toBeNull();
    stage.seat("Ada", { quantity: 8 });
    awarded(stage);
    expect(quantities(stage, INITIATOR, "Ada")).toEqual([4, 8]);
  });

  test("in line it may be said at any time, and is kept with the place", () => {
    const stage = packed({ terms: { quantityMaximum: 12 } }).seat("Ada", { quantity: 10 });
    stage.at(CLOSES - HOUR).join("Bob", { quantity: 2, ...upTo(4) });
    stage.at(CLOSES - MINUTE);
    expect(codeOf(stage.flex("Bob", null))).toBeNull();
    expect(stage.member("Bob")).toMatchObject({ state: "waitlisted", quantity: 2 });
    expect(stage.member("Bob").flexible).toBeUndefined();
  });
});
