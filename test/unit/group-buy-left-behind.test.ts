import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { presentGroupBuy } from "../../worker/app/present/resource.ts";
import { provTransit } from "../../worker/core/ledger/accounts.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { standing } from "../support/group-buy-outcomes.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const DUE = CLOSES + 3 * DAY;
const FORFEITING = { noShow: "merchant" } as const;

/** Ines 2, Ada 7 and Bob 3 pay; Cem 5 and Dag 3 do not, of twenty; nobody else has offered. */
function short(options: StageOptions = {}, payers = [INITIATOR, "Ada", "Bob"]): Stage {
  const stage = openStage({ policy: FORFEITING, ...options });
  for (const [name, quantity] of Object.entries({ Ada: 7, Bob: 3, Cem: 5, Dag: 3 })) stage.seat(name, { quantity });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of payers) stage.payBalance(name);
  stage.answerAll();
  stage.at(DUE).poke();
  return stage;
}

function fallen(options: StageOptions = {}): Stage {
  const stage = short(options);
  stage.at(DUE + HOUR).word("Mia", "decline_offer");
  return stage;
}

const shareMinor = (stage: Stage, name: string) => stage.sharesOf(name).map(({ amountMinor }) => amountMinor);
const told = (stage: Stage, type: Parameters<Stage["last"]>[0]) =>
  noticesOf(stage.groupBuy, stage.last(type)).map(({ personId, kind, facts }) => [personId.slice(4), kind, facts]);

describe("H6: the deal fails because members did not pay", () => {
  test("their deposits are taken, and go to those who had paid, in proportion to their places", () => {
    const stage = fallen();
    expect(stage.types().slice(-2)).toEqual(["forfeits_called", "failed"]);
    expect(stage.last("forfeits_called")).toMatchObject({
      actor: null,
      open: { amount: 800, currency: "EUR", noShows: 2, members: 3 },
    });
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
    expect(stage.legOf("Cem")).toMatchObject({ state: "held", pending: "capture", captureMinor: 500 });
    expect(stage.sharesOf("Ada")).toEqual([]); // A hold is not money yet.
    stage.answer(stage.legOf("Cem"));
    // 500 among 2, 7 and 3 of 12 places: 83.3, 291.7 and 125 exactly; the unit left over goes to the largest remainder.
    expect([INITIATOR, "Ada", "Bob"].map((name) => shareMinor(stage, name))).toEqual([[83], [292], [125]]);
    stage.answerAll();
    expect([INITIATOR, "Ada", "Bob"].map((name) => shareMinor(stage, name))).toEqual([
      [83, 50],
      [292, 175],
      [125, 75],
    ]);
    expect(stage.sharesOf("Bob").map(({ state }) => state)).toEqual(["paid_out", "paid_out"]);
    expect(["Cem", "Dag"].map((name) => stage.legOf(name).state)).toEqual(["forfeited", "forfeited"]);
    // On top of everything of their own.
    for (const leg of [stage.balanceOf("Ada"), stage.legOf("Ada")]) {
      expect([leg.state, leg.refundedMinor]).toEqual(["refunded", leg.capturedMinor]);
    }
    expect([standing(stage, provTransit("sandbox")), standing(stage, "mer:mer_mia:payable")]).toEqual([0, 0]);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("the merchant's silence is the same no", () => {
    const stage = short();
    stage.at(DUE + DAY).poke();
    expect(stage.last("forfeits_called").open).toMatchObject({ amount: 800, members: 3 });
    stage.answerAll();
    assertNothingKept(stage);
  });

  test("with the merchant's yes they are the merchant's, as before", () => {
    const stage = short();
    stage.word("Mia", "confirm_offer");
    stage.answerAll();
    expect([stage.count("forfeits_called"), standing(stage, "mer:mer_mia:payable")]).toEqual([0, 800]);
  });

  test("where another offer takes its place nothing has failed: the deposits go back", () => {
    const stage = openStage({ policy: FORFEITING });
    for (const [name, quantity] of Object.entries({ Ada: 7, Bob: 3, Cem: 8 })) stage.seat(name, { quantity });
    stage.offer("Mia");
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    stage.word("Mia", "decline_offer");
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("confirming");
    expect([stage.count("forfeits_called"), stage.legOf("Cem").state]).toEqual([0, "released"]);
  });

  test("nobody paid: there is nobody to give them to, and they go back", () => {
    const stage = short({}, []);
    stage.answerAll();
    expect([stage.groupBuy.state, stage.count("forfeits_called")]).toEqual(["failed", 0]);
    expect(stage.legOf("Cem").state).toBe("released");
    assertNothingKept(stage);
  });

  test.each([
    ["policy `none`", { policy: { noShow: "none" } } as const],
    ["the terms of an earlier release", { basis: earlier() }],
  ])("under %s they go back", (_, options) => {
    const stage = fallen(options);
    stage.answerAll();
    expect(stage.count("forfeits_called")).toBe(0);
    expect(["Cem", "Dag"].map((name) => stage.legOf(name).state)).toEqual(["released", "released"]);
    assertNothingKept(stage);
  });

  test("terms that ask no merchant whether fewer will do share them with the end itself", () => {
    const stage = short({ policy: { ...FORFEITING, afterAward: { shortfallMs: 0 } } });
    expect(stage.types().slice(-4)).toEqual(["forfeits_called", "no_show", "no_show", "failed"]);
    stage.answerAll();
    expect(shareMinor(stage, "Ada")).toEqual([292, 175]);
    assertNothingKept(stage);
    assertBooks(stage);
  });
});

describe("H6: what is left behind beside other money", () => {
  test("the initiator's deposit has a rule of its own: equal parts, while the members' go by places", () => {
    const stage = short({}, ["Ada", "Bob"]);
    stage.at(DUE + HOUR).word("Mia", "decline_offer");
    stage.answerAll();
    expect(stage.last("guarantee_called").open).toMatchObject({ why: "no_show", amount: 200, members: 2 });
    expect(stage.last("forfeits_called").open).toMatchObject({ amount: 800, noShows: 2, members: 2 });
    expect(["Ada", "Bob"].map((name) => shareMinor(stage, name))).toEqual([
      [100, 350, 210],
      [100, 150, 90],
    ]);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("money that was taken before is shared at once, added parts too, and no more than the seat still needed", () => {
    const stage = openStage({ policy: FORFEITING, provider: { canAuthorize: false } });
    for (const [name, quantity] of Object.entries({ Ada: 7, Cem: 6 })) stage.seat(name, { quantity });
    stage.change("Cem", 8);
    stage.answerAll();
    stage.change("Cem", 7);
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    stage.word("Mia", "decline_offer");
    expect(stage.types().slice(-4)).toEqual(["forfeits_called", "forfeits_shared", "forfeits_shared", "failed"]);
    expect(stage.last("forfeits_called").open.amount).toBe(700);
    stage.answerAll();
    expect(stage.sharesOf("Ada").reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(467 + 78);
    assertNothingKept(stage);
    assertBooks(stage);
  });

  test("a bank that refuses twice, or has let the hold go, leaves nothing to share of that deposit", () => {
    const stage = fallen();
    for (const atMs of [DUE + HOUR, DUE + 7 * HOUR]) {
      stage.at(atMs).poke();
      stage.decline(stage.legOf("Cem"));
    }
    stage.answer(stage.legOf("Dag"), { kind: "lapsed" });
    expect(presentGroupBuy(stage.groupBuy, { nowMs: 0, epoch: "" }, null).leftBehind).toMatchObject({ isLost: true });
    stage.answerAll();
    expect(["Cem", "Dag"].map((name) => stage.legOf(name).state)).toEqual(["released", "lapsed"]);
    expect(stage.sharesOf("Ada")).toEqual([]);
    assertNothingKept(stage);
    assertBooks(stage);
  });
});

describe("H6: who is told", () => {
  test("the no-show at once what is at stake, then that it is lost; payers when their part has been paid out", () => {
    const stage = short();
    const [, , { fate, depositMinor }] = told(stage, "no_show")[0] as [string, string, Record<string, unknown>];
    expect([fate, depositMinor]).toEqual(["at_stake", 300]);
    stage.at(DUE + HOUR).word("Mia", "decline_offer");
    expect(told(stage, "forfeits_called")).toMatchObject([
      ["cem", "forfeits_called", { amountMinor: 500, members: 3 }],
      ["dag", "forfeits_called", { amountMinor: 300, members: 3 }],
    ]);
    stage.answerAll();
    expect(told(stage, "share_paid")).toMatchObject([["bob", "share_paid", { amountMinor: 75, of: "no_shows" }]]);
  });

  test("everybody reads it on the page, with the rule in the terms from the start", () => {
    const stage = fallen();
    const page = () => presentGroupBuy(stage.groupBuy, { nowMs: stage.nowMs, epoch: "e" }, person("Ada").personId);
    expect(page().noShow).toBe("merchant_or_payers");
    expect(page().leftBehind).toMatchObject({
      amount: { amount: 800 },
      noShows: 2,
      members: 3,
      isLost: false,
      shared: { amount: 0 },
    });
    stage.answerAll();
    expect(page().leftBehind?.shared.amount).toBe(800);
    expect(page().me?.legs.filter(({ purpose }) => purpose === "share")).toHaveLength(2);
    const kinds = [{ noShow: "none" } as const, FORFEITING].map(
      (policy) =>
        presentGroupBuy(openStage({ basis: earlier(), policy }).groupBuy, { nowMs: 0, epoch: "" }, null).noShow,
    );
    expect(kinds).toEqual(["none", "merchant"]);
  });
});

/** The policy before deposits were shared at the end of a deal. */
function earlier() {
  const { noShowAtFailure: _, ...policy } = { ...DEFAULT_POLICY, ...FORFEITING };
  return policy;
}
