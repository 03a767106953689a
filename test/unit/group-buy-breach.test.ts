import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";
import { CLOSES, DAY } from "../support/group-buy-terms.ts";

/** Fourteen days of the offer and three of margin after the last payment. */
const SHIP_BY = CLOSES + 17 * DAY;

function paidStage(): Stage {
  const stage = openStage().seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10 });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  return stage.answerAll();
}

describe("G23: the merchant's breach", () => {
  test("after the limit and 72 hours of silence operators are asked, once; time decides nothing", () => {
    const stage = paidStage();
    stage.at(SHIP_BY + 3 * DAY - 1).poke();
    expect(stage.count("breach_suspected")).toBe(0);
    stage.at(SHIP_BY + 3 * DAY).poke();
    stage.at(SHIP_BY + 90 * DAY).poke();
    expect(stage.count("breach_suspected")).toBe(1);
    expect(stage.groupBuy.state).toBe("fulfilling");
    const told = noticesOf(stage.groupBuy, stage.last("breach_suspected"));
    expect(told.map(({ kind, personId }) => `${kind} ${personId}`)).toEqual([
      "late_to_ship usr_mia",
      "shipping_late usr_ines",
      "shipping_late usr_ada",
      "shipping_late usr_bob",
    ]);
  });

  test("a word of the merchant begins the silence anew, and nothing is asked when everything has been sent", () => {
    const stage = paidStage();
    stage.at(SHIP_BY + 2 * DAY).ship("Mia", "Ada");
    stage.at(SHIP_BY + 3 * DAY).poke();
    expect(stage.count("breach_suspected")).toBe(0);
    stage.at(SHIP_BY + 4 * DAY).ship("Mia", "Bob");
    stage.ship("Mia", INITIATOR);
    stage.at(SHIP_BY + 30 * DAY).poke();
    expect(stage.groupBuy.state).toBe("settled");
    expect(stage.count("breach_suspected")).toBe(0);
  });

  test("an operator decides: everything back, the offer broken, the group-buy failed by name", () => {
    const stage = paidStage();
    expect(codeOf(stage.declareBreach())).toBe("state-conflict");
    stage.at(SHIP_BY + 3 * DAY);
    expect(codeOf(stage.declareBreach(false, "Bob"))).toBe("conflict-of-interest");
    expect(codeOf(stage.declareBreach())).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "merchant_breach" });
    expect(stage.offerOf("Mia").state).toBe("breached");
    expect(noticesOf(stage.groupBuy, stage.last("failed")).map(({ personId }) => personId)).toEqual([
      "usr_ines",
      "usr_ada",
      "usr_bob",
    ]);
    stage.answerAll();
    for (const leg of stage.groupBuy.legs.values()) {
      expect([leg.state, leg.refundedMinor]).toEqual(["refunded", leg.capturedMinor]);
      expect(standingOf(project(stage.journals), dep(leg.id), "EUR")).toBe(0);
    }
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("too late once everything has been sent after all, unless it is proven otherwise", () => {
    const stage = paidStage();
    stage.at(SHIP_BY + 3 * DAY).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
    expect(codeOf(stage.declareBreach())).toBe("state-conflict");
    expect(codeOf(stage.declareBreach(true))).toBeNull();
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("refunded");
  });

  test("who has received keeps the goods and has paid for them; a dispute ends with everything back", () => {
    const stage = paidStage();
    stage.ship("Mia", "Ada");
    stage.ship("Mia", "Bob");
    stage.receive("Ada");
    stage.dispute("Bob", 100);
    stage.at(SHIP_BY + 3 * DAY).poke();
    stage.answerAll();
    expect(stage.stateOf("Bob")).toBe("completed"); // The merchant's silence gave what was wanted.
    stage.declareBreach();
    stage.answerAll();
    expect([stage.stateOf("Ada"), stage.stateOf("Bob"), stage.stateOf(INITIATOR)]).toEqual([
      "completed",
      "completed",
      "refunded",
    ]);
    const paidMinor = 8 * 950 + 10 * 950 - 100;
    const balances = project(stage.journals);
    const merchantHas =
      standingOf(balances, "mer:mer_mia:payable", "EUR") + standingOf(balances, "mer:mer_mia:reserve", "EUR");
    expect(merchantHas).toBe(paidMinor);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("an open dispute ends with it", () => {
    const stage = paidStage();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
    stage.dispute("Bob", 100);
    stage.answerDispute("Mia", "Bob", "reject");
    stage.declareBreach(true);
    stage.answerAll();
    expect(stage.stateOf("Bob")).toBe("refunded");
    expect(codeOf(stage.decideDispute("Bob", 1))).toBe("state-conflict");
    expect(stage.balanceOf("Bob").refundedMinor).toBe(stage.balanceOf("Bob").capturedMinor);
  });
});
