import { describe, expect, test } from "vitest";
import { balanceMinor } from "../../worker/core/group-buy/money/money-steps.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { shipByMsOf } from "../../worker/core/group-buy/offers/proposals.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { assertBooks } from "../support/group-buy-must-hold.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const ALL = [INITIATOR, "Ada", "Bob", "Cem"];
const LATE = CLOSES + 2 * HOUR;

/** Ines 2, Ada 8, Bob 6, Cem 4: twenty at 9.00 and half a euro of delivery. Mia's lead time is two weeks. */
function collecting(options: StageOptions = {}): Stage {
  const stage = openStage(options);
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 6 }).seat("Cem", { quantity: 4 });
  stage.offer("Mia");
  stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
  stage.at(CLOSES).poke();
  return stage;
}

function fulfilling(options: StageOptions = {}): Stage {
  const stage = collecting(options).at(CLOSES + HOUR);
  for (const name of ALL) stage.payBalance(name);
  return stage.answerAll().at(LATE);
}

function stateFactOf({ result }: ReturnType<Stage["give"]>): unknown {
  return result.ok ? null : result.error.facts?.["state"];
}

function shipBy(stage: Stage, name: string): number | null {
  return shipByMsOf(stage.groupBuy, stage.member(name));
}

describe("scenario 17: a later delivery is proposed", () => {
  test("scenario 17: it binds only members who accept; one keeps, one says nothing, one leaves with everything back", () => {
    const stage = fulfilling();
    const agreedMs = stage.groupBuy.shipByMs;
    expect(codeOf(stage.propose("Mia", { daysLater: 7 }))).toBeNull();
    expect(stage.last("proposed").open).toEqual({ daysLater: 7, qty: 20, untilMs: LATE + DAY });
    const told = noticesOf(stage.groupBuy, stage.last("proposed"));
    expect(told.map(({ personId, kind }) => `${personId.slice(4)} ${kind}`)).toEqual(
      ["ines", "ada", "bob", "cem"].map((name) => `${name} proposal_asked`),
    );
    expect(codeOf(stage.answerProposal("Ada", "accept"))).toBeNull();
    expect(codeOf(stage.answerProposal("Bob", "keep"))).toBeNull();
    expect(codeOf(stage.answerProposal("Cem", "leave"))).toBeNull();
    stage.at(LATE + DAY).poke();
    expect(stage.last("proposal_ended").open).toEqual({ accepted: 8, kept: 8, left: 4 });
    expect(stage.groupBuy.proposal).toBeNull();
    expect([shipBy(stage, "Ada"), shipBy(stage, "Bob"), shipBy(stage, INITIATOR)]).toEqual([
      (agreedMs ?? 0) + 7 * DAY,
      agreedMs,
      agreedMs,
    ]);
    stage.answerAll();
    expect(stage.stateOf("Cem")).toBe("opted_out");
    expect([stage.legOf("Cem").state, stage.balanceOf("Cem").state]).toEqual(["refunded", "refunded"]);
    assertBooks(stage);
    // The others go on to the end.
    for (const name of [INITIATOR, "Ada", "Bob"]) {
      stage.ship("Mia", name);
      stage.give({ type: "confirm_received" }, person(name));
    }
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
    for (const { id } of stage.groupBuy.legs.values()) {
      expect(standingOf(project(stage.journals), dep(id), "EUR")).toBe(0);
    }
  });

  test("scenario 17: a proposal changes nothing of the offer, which stays frozen", () => {
    const stage = fulfilling();
    const { body, version } = stage.offerOf("Mia");
    stage.propose("Mia", { daysLater: 7 });
    stage.answerProposal("Ada", "accept");
    expect(stage.offerOf("Mia")).toMatchObject({ body, version, state: "accepted" });
    const change = { type: "change_offer", offerId: stage.offerOf("Mia").id, version, currency: "EUR", body } as const;
    expect(codeOf(stage.give(change, merchant("Mia")))).toBe("offer-frozen");
  });

  test("the last answer ends it at once", () => {
    const stage = fulfilling();
    stage.propose("Mia", { daysLater: 1 });
    for (const name of ALL) stage.answerProposal(name, "accept");
    expect(stage.last("proposal_ended")).toMatchObject({ open: { accepted: 20 }, effectiveAtMs: LATE });
  });

  test("who has been sent the goods is not asked, and a shipment ends the question for its member", () => {
    const stage = fulfilling();
    stage.ship("Mia", "Ada");
    stage.propose("Mia", { daysLater: 7 });
    expect(codeOf(stage.answerProposal("Ada", "accept"))).toBe("state-conflict");
    stage.ship("Mia", "Bob");
    expect(codeOf(stage.answerProposal("Bob", "leave"))).toBe("state-conflict");
    for (const name of [INITIATOR, "Cem"]) stage.answerProposal(name, "accept");
    expect(stage.groupBuy.proposal).toBeNull();
  });

  test("G23: for who accepted, the merchant is not late before the new day", () => {
    const stage = fulfilling();
    stage.propose("Mia", { daysLater: 30 });
    for (const name of ALL) stage.answerProposal(name, "accept");
    const agreedMs = stage.groupBuy.shipByMs ?? 0;
    stage.at(agreedMs + 5 * DAY).poke();
    expect(stage.count("breach_suspected")).toBe(0);
    stage.at(agreedMs + 33 * DAY).poke();
    expect(stage.count("breach_suspected")).toBe(1);
  });

  test("an answer is given once, by who was asked", () => {
    const stage = fulfilling();
    expect(codeOf(stage.answerProposal("Ada", "accept"))).toBe("state-conflict");
    stage.propose("Mia", { daysLater: 7 });
    expect(codeOf(stage.answerProposal("Nobody", "accept"))).toBe("not-found");
    stage.answerProposal("Ada", "accept");
    expect(codeOf(stage.answerProposal("Ada", "leave"))).toBe("state-conflict");
    stage.at(LATE + DAY);
    expect(codeOf(stage.answerProposal("Bob", "leave"))).toBe("state-conflict"); // Equal is late.
  });

  test("where everybody leaves there is nothing to deliver, and everything goes back", () => {
    const stage = fulfilling();
    stage.propose("Mia", { daysLater: 60 });
    for (const name of ALL) stage.answerProposal(name, "leave");
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_declined" });
    stage.answerAll();
    assertBooks(stage);
    for (const { id } of stage.groupBuy.legs.values()) {
      expect(standingOf(project(stage.journals), dep(id), "EUR")).toBe(0);
    }
  });
});

describe("O5: another price is proposed", () => {
  test("while nobody has paid: who accepts owes it, who says nothing owes what was agreed", () => {
    const stage = collecting();
    expect(codeOf(stage.propose("Mia", { unitPriceMinor: 1_300 }))).toBeNull(); // Above everybody's ceiling: they are asked.
    stage.answerProposal("Ada", "accept");
    expect(balanceMinor(stage.groupBuy, stage.member("Ada"))).toBe(8 * 1_350 - 800);
    stage.payBalance("Bob");
    expect(codeOf(stage.answerProposal("Bob", "accept"))).toBe("state-conflict"); // Paid already, what was agreed.
    expect(codeOf(stage.answerProposal("Bob", "keep"))).toBeNull();
    stage.at(CLOSES + DAY).poke();
    expect(stage.member("Cem").totalMinor).toBe(4 * 950);
    for (const name of [INITIATOR, "Ada", "Cem"]) stage.payBalance(name);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    for (const name of ALL) {
      stage.ship("Mia", name);
      stage.give({ type: "confirm_received" }, person(name));
    }
    expect(stage.groupBuy.state).toBe("settled");
    assertBooks(stage);
  });

  test("not once somebody has paid or is paying: one price for all who accept", () => {
    const stage = collecting();
    stage.payBalance("Ada");
    expect(stateFactOf(stage.propose("Mia", { unitPriceMinor: 800 }))).toBe("paid");
    expect(stateFactOf(fulfilling().propose("Mia", { unitPriceMinor: 800 }))).toBe("paid");
  });

  test("who leaves for it does not count as a no-show: the merchant bears them", () => {
    const stage = collecting();
    stage.propose("Mia", { unitPriceMinor: 1_000 });
    stage.answerProposal("Bob", "leave");
    stage.answerProposal("Cem", "leave");
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    expect(stage.groupBuy).toMatchObject({ state: "fulfilling", shortfall: null });
    expect(stage.last("collected").open.qty).toBe(10);
    expect(stage.last("opted_out").open).toEqual({ qty: 4, why: "proposal" });
  });
});

describe("O5: what may be proposed", () => {
  test.each<[string, { daysLater?: number; unitPriceMinor?: number }, string]>([
    ["nothing", {}, "required"],
    ["both at once", { daysLater: 1, unitPriceMinor: 1_000 }, "required"],
    ["no later", { daysLater: 0 }, "offer-invalid"],
    ["longer than the provider keeps money", { daysLater: 120 }, "delivery-too-late"],
    ["the same price", { unitPriceMinor: 900 }, "amount-out-of-range"],
    ["what the deposit is", { unitPriceMinor: 100 }, "amount-out-of-range"],
  ])("refused: %s", (_, change, code) => {
    expect(codeOf(collecting({ provider: { maxHeldMs: 60 * DAY } }).propose("Mia", change))).toBe(code);
  });

  test("only by the merchant of the award, once the deal is made, one at a time, three in all", () => {
    const stage = collecting();
    expect(codeOf(stage.propose("Nora", { daysLater: 1 }))).toBe("state-conflict");
    const others = { type: "propose", offerId: stage.offerOf("Mia").id, daysLater: 1 } as const;
    const rest = { unitPriceMinor: null, currency: null, words: "So." };
    expect(codeOf(stage.give({ ...others, ...rest }, merchant("Nora")))).toBe("not-found");
    for (let count = 1; count <= 3; count += 1) {
      expect(codeOf(stage.propose("Mia", { daysLater: 1 }))).toBeNull();
      expect(stateFactOf(stage.propose("Mia", { daysLater: 2 }))).toBe("proposed");
      for (const name of ALL) stage.answerProposal(name, "keep");
    }
    expect(stateFactOf(stage.propose("Mia", { daysLater: 1 }))).toBe("proposed-often");
  });

  test("not before the award, not under terms that know no proposals", () => {
    const open = openStage().seat("Ada", { quantity: 8 });
    open.offer("Mia");
    expect(codeOf(open.propose("Mia", { daysLater: 1 }))).toBe("state-conflict");
    const basis = { ...DEFAULT_POLICY, afterAward: { shortfallMs: DAY } };
    expect(codeOf(collecting({ basis }).propose("Mia", { daysLater: 1 }))).toBe("state-conflict");
  });

  test("a proposal that is open when the window for the balances ends goes on; the deal that falls takes it along", () => {
    const stage = collecting();
    stage.payBalance("Ada");
    stage.payBalance(INITIATOR);
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY - HOUR).propose("Mia", { daysLater: 3 });
    stage.at(CLOSES + 3 * DAY).poke();
    expect(stage.groupBuy.shortfall).toMatchObject({ paidQuantity: 10 });
    expect(stage.groupBuy.proposal).not.toBeNull();
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy).toMatchObject({ proposal: null, proposals: 0, leftQuantity: 0 });
    expect(stage.groupBuy.award?.merchantName).toBe("Nora Ltd");
  });
});
