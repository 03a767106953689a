import { describe, expect, test } from "vitest";
import { balanceMinor } from "../../worker/core/group-buy/money/money-steps.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf, standing } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const DUE = CLOSES + 3 * DAY;
const PAYERS = [INITIATOR, "Ada", "Bob"];

/** A hundred at the 100-tier: Ines 2, Ada 38, Bob 48, who pay, and Cem 12, who does not. Nora's is the next best. */
function short(options: StageOptions = {}): Stage {
  const terms = { quantityMaximum: 120, perBuyerMaximum: 50, ...options.terms };
  const stage = openStage({ ...options, terms });
  stage.seat("Ada", { quantity: 38 }).seat("Bob", { quantity: 48 }).seat("Cem", { quantity: 12 });
  stage.offer("Mia", {
    tiers: [
      { fromQuantity: 10, unitPriceMinor: 1_000 },
      { fromQuantity: 100, unitPriceMinor: 800 },
    ],
  });
  return stage;
}

/** Until the window for the balances has ended. */
function collect(stage: Stage, payers = PAYERS): Stage {
  stage.at(CLOSES).poke();
  for (const name of payers) stage.payBalance(name);
  stage.answerAll();
  stage.at(DUE).poke();
  return stage;
}

function told(stage: Stage, type: Parameters<Stage["last"]>[0]): string[] {
  return noticesOf(stage.groupBuy, stage.last(type)).map(({ personId, kind }) => `${personId.slice(4)} ${kind}`);
}

describe("scenario 20: no-shows move the tier", () => {
  test("scenario 20: 88 of 100 paid; beyond the agreed tenth the merchant is asked, and for nothing else", () => {
    const stage = collect(short());
    expect(stage.groupBuy).toMatchObject({ state: "collecting", shortfall: { paidQuantity: 88, untilMs: DUE + DAY } });
    expect(stage.last("shortfall_asked").open).toEqual({ qty: 88, of: 100, untilMs: DUE + DAY });
    expect(told(stage, "shortfall_asked")).toEqual(["mia shortfall_asked"]);
    expect(stage.stateOf("Cem")).toBe("no_show");
    expect(codeOf(stage.payBalance("Cem"))).toBe("state-conflict");
    expect(codeOf(stage.word("Mia", "confirm_offer"))).toBeNull();
    // The price of the hundred stays for the eighty-eight.
    expect(stage.groupBuy).toMatchObject({ state: "fulfilling", shortfall: null, award: { unitPriceMinor: 800 } });
    expect(stage.last("collected").open).toEqual({ qty: 88, shipByMs: DUE + 17 * DAY });
    expect(stage.member("Ada").totalMinor).toBe(38 * 850);
  });

  test.each([
    [10, 90, "fulfilling"],
    [11, 89, "collecting"],
  ])("scenario 20: of %i no-shows of a hundred the merchant bears ten", (missing, paid, state) => {
    const stage = openStage({ terms: { quantityMaximum: 120, perBuyerMaximum: 98 } });
    stage.seat("Ada", { quantity: 98 - missing }).seat("Cem", { quantity: missing });
    stage.offer("Mia", {
      tiers: [
        { fromQuantity: 10, unitPriceMinor: 1_000 },
        { fromQuantity: 100, unitPriceMinor: 800 },
      ],
    });
    collect(stage, [INITIATOR, "Ada"]);
    expect(stage.groupBuy.state).toBe(state);
    expect(stage.groupBuy.members.values().reduce((sum, m) => sum + (m.state === "paid" ? m.quantity : 0), 0)).toBe(
      paid,
    );
  });

  test("G20: as many as the price of the award asks for are enough, however many were awarded", () => {
    const stage = openStage({ terms: { quantityMaximum: 120, perBuyerMaximum: 50 } });
    stage.seat("Ada", { quantity: 10 }).seat("Cem", { quantity: 12 });
    stage.offer("Mia"); // 9.00 from 20 on, 24 awarded.
    collect(stage, [INITIATOR, "Cem"]);
    expect(stage.groupBuy.shortfall).toMatchObject({ paidQuantity: 14 });
    const enough = openStage({ terms: { quantityMaximum: 120, perBuyerMaximum: 50 } });
    enough.seat("Ada", { quantity: 18 }).seat("Cem", { quantity: 4 });
    enough.offer("Mia");
    collect(enough, [INITIATOR, "Ada"]); // 20 of 24, less than nine tenths.
    expect(enough.groupBuy.state).toBe("fulfilling");
  });

  test("scenario 20: policy `none`: the no-show gets everything back at once", () => {
    const stage = collect(short());
    stage.answerAll();
    expect(stage.legOf("Cem")).toMatchObject({ state: "released", capturedMinor: 0 });
  });

  test("scenario 20: policy `merchant`: the deposit waits for the merchant's word and is forfeited with the yes", () => {
    const stage = collect(short({ policy: { noShow: "merchant" } }));
    stage.answerAll();
    expect(stage.legOf("Cem").state).toBe("held");
    stage.word("Mia", "confirm_offer");
    stage.answerAll();
    expect(stage.legOf("Cem").state).toBe("forfeited");
    expect(standing(stage, "mer:mer_mia:payable")).toBe(1_200);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("scenario 20: a deposit whose capture was under way when the window ended is kept, and forfeited with the yes", () => {
    const stage = short({ policy: { noShow: "merchant" } });
    stage.at(CLOSES).poke();
    for (const name of PAYERS) stage.payBalance(name);
    stage.answerAll();
    stage.payBalance("Cem");
    stage.answer(stage.balanceOf("Cem"));
    stage.at(DUE).poke();
    stage.answerAll();
    expect([stage.legOf("Cem").state, stage.balanceOf("Cem").state]).toEqual(["captured", "refunded"]);
    stage.word("Mia", "confirm_offer");
    expect(stage.legOf("Cem").state).toBe("forfeited");
    expect(standing(stage, "mer:mer_mia:payable")).toBe(1_200);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("G21: the merchant does not take less", () => {
  test.each([
    ["a no", DUE + HOUR, (stage: Stage) => stage.word("Mia", "decline_offer")],
    ["silence", DUE + DAY, (stage: Stage) => stage.poke()],
  ])("by %s and with no other offer it fails, payers and no-shows get everything back", (_, atMs, end) => {
    const stage = collect(short({ policy: { noShow: "merchant" } }));
    stage.at(atMs - 1).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    end(stage.at(atMs));
    expect(stage.groupBuy).toMatchObject({
      state: "failed",
      reason: "collection_shortfall",
      effectiveAtMs: atMs,
      shortfall: null,
    });
    stage.answerAll();
    expect(stage.balanceOf("Bob").state).toBe("refunded");
    expect(checkLedger(stage.journals)).toEqual([]);
    for (const { id } of stage.groupBuy.legs.values()) expect(standing(stage, dep(id))).toBe(0);
    expect(standing(stage, "mer:mer_mia:payable")).toBe(0);
  });

  test("the word is the merchant's of the award, and is asked once", () => {
    const stage = short();
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    collect(stage);
    expect(codeOf(stage.word("Nora", "confirm_offer"))).toBe("state-conflict");
    expect(codeOf(stage.give({ type: "confirm_offer", offerId: stage.offerOf("Mia").id }, merchant("Nora")))).toBe(
      "not-found",
    );
    stage.word("Mia", "confirm_offer");
    expect(codeOf(stage.word("Mia", "decline_offer"))).toBe("state-conflict");
  });

  test("nobody has paid: there is nothing to ask the merchant", () => {
    const stage = collect(short(), []);
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall", effectiveAtMs: DUE });
    expect(stage.count("shortfall_asked")).toBe(0);
  });

  test("a group-buy whose terms know no such question fails at once, as they say", () => {
    const basis = { ...DEFAULT_POLICY };
    delete (basis as { afterAward?: unknown }).afterAward; // A copy of our own; the type lets it be absent.
    expect(collect(short({ basis })).groupBuy).toMatchObject({ state: "failed", effectiveAtMs: DUE });
  });
});

describe("G21: the next acceptable offer is tried with those who paid", () => {
  function reopened(options: StageOptions = {}, unitPriceMinor = 1_100): Stage {
    const stage = short(options);
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor }] });
    collect(stage);
    stage.at(DUE + HOUR).word("Mia", "decline_offer");
    return stage;
  }

  test("its merchant is asked, because the offer had been refused; what was paid goes back, the deposits stand", () => {
    const stage = reopened({ policy: { noShow: "merchant" } });
    expect(stage.last("offer_fell").open).toEqual({ version: 1, why: "shortfall" });
    expect(told(stage, "offer_fell")).toEqual(["ines deal_reopened", "ada deal_reopened", "bob deal_reopened"]);
    expect(told(stage, "awarded")).toEqual(["nora offer_chosen"]);
    expect(stage.groupBuy).toMatchObject({
      state: "confirming",
      award: { merchantName: "Nora Ltd", quantity: 88, chosen: { by: "next" } },
    });
    expect(stage.member("Ada")).toMatchObject({ state: "active", totalMinor: null, balanceLegId: null });
    const balances = stage.pending().filter(({ purpose }) => purpose === "balance");
    expect(balances.map(({ pending }) => pending)).toEqual(["refund", "refund", "refund"]);
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("captured");
    expect(stage.legOf("Cem").state).toBe("released"); // Nobody has lost a deal by Cem yet.
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("with the new merchant's yes everybody owes the new balance, in a window of its own, and it goes on to the end", () => {
    const stage = reopened();
    stage.answerAll();
    stage.at(DUE + 2 * HOUR);
    expect(codeOf(stage.word("Nora", "confirm_offer"))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "collecting", balanceDueAtMs: DUE + 2 * HOUR + 3 * DAY });
    expect(balanceMinor(stage.groupBuy, stage.member("Ada"))).toBe(38 * 1_150 - 3_800);
    for (const name of PAYERS) stage.payBalance(name);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    for (const name of PAYERS) {
      stage.ship("Nora", name);
      stage.give({ type: "confirm_received" }, person(name));
    }
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
    expect([stage.offerOf("Mia").state, stage.offerOf("Nora").state]).toEqual(["refused", "fulfilled"]);
    expect(checkLedger(stage.journals)).toEqual([]);
    for (const { id } of stage.groupBuy.legs.values()) expect(standing(stage, dep(id))).toBe(0);
  });

  test("the new merchant's silence is the end of it", () => {
    const stage = reopened();
    stage.answerAll();
    stage.at(DUE + HOUR + DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
    stage.answerAll();
    for (const { id } of stage.groupBuy.legs.values()) expect(standing(stage, dep(id))).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("P2: nobody is bound above their ceiling by it: they are asked, and silence leaves", () => {
    const stage = short({ terms: { quantityMinimum: 10 } });
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    stage.leave("Ada");
    stage.seat("Ada", { quantity: 38, priceCeilingMinor: 1_000 });
    collect(stage);
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy.state).toBe("reconsent");
    expect(stage.member("Ada").consent).toBe("asked");
    stage.at(DUE + DAY).poke();
    expect(stage.stateOf("Ada")).toBe("opted_out");
    expect(stage.groupBuy.award).toMatchObject({ merchantName: "Nora Ltd", quantity: 50 });
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("refunded");
  });

  test("offers that fell before, were withdrawn or have run out are not tried", () => {
    const stage = short();
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 700 }], firm: false });
    stage.offer("Otis", {
      tiers: [{ fromQuantity: 10, unitPriceMinor: 710 }],
      validUntilMs: CLOSES + DAY,
      firm: false,
    });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.award?.merchantName).toBe("Mia Ltd");
    for (const name of PAYERS) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy.award?.merchantName).toBe("Nora Ltd");
    expect(stage.offerOf("Otis").state).not.toBe("selected");
    stage.word("Nora", "decline_offer");
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
  });

  test("M5: a payer whose deposit is gone has nothing that secures the seat once the balance goes back", () => {
    const stage = short();
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    stage.at(CLOSES).poke();
    const { id } = stage.legOf("Bob");
    stage.give({ type: "provider_answered", legId: id, step: "read", attempt: 1, outcome: { kind: "lapsed" } });
    collect(stage);
    stage.word("Mia", "decline_offer");
    expect([stage.stateOf("Ada"), stage.stateOf("Bob")]).toEqual(["active", "lapsed"]);
    stage.answerAll();
    expect(stage.balanceOf("Bob").state).toBe("refunded");
  });

  test("fewer than the group's minimum do not try another", () => {
    const stage = short({ terms: { quantityMinimum: 90 } });
    stage.offer("Nora", { tiers: [{ fromQuantity: 90, unitPriceMinor: 1_100 }] });
    collect(stage);
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
  });
});
