import { describe, expect, test } from "vitest";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";

const standing = (stage: Stage, account: string) => standingOf(project(stage.journals), account, "EUR");

/** Ada had her money back, and her bank took it once more and kept it: Bob's is what it took. */
function robbed(): Stage {
  const stage = openStage({ provider: { canAuthorize: false } })
    .seat("Ada")
    .seat("Bob");
  stage.leave("Ada");
  stage.answerAll();
  stage.chargeBack(stage.legOf("Ada"), "lost");
  stage.leave("Bob");
  return stage;
}

describe("H11: nobody who is owed waits for what a bank has taken of another", () => {
  test("what is missing is put in by the platform, booked when it has arrived, and then the refund goes as it was planned", () => {
    const stage = robbed();
    const leg = stage.legOf("Bob");
    const clearingMinor = standing(stage, "prov:sandbox:clearing");
    stage.short(leg, 80);
    expect(stage.last("top_up_planned").open).toEqual({ amount: 80, currency: "EUR" });
    expect(leg).toMatchObject({ state: "refunding", pending: "refund", attempt: 1, topUp: { n: 1, amountMinor: 80 } });
    expect(standing(stage, "plat:funds")).toBe(0); // Planned moves nothing.

    stage.topUp(leg);
    expect(standing(stage, "plat:funds")).toBe(80);
    expect(standing(stage, "prov:sandbox:clearing")).toBe(clearingMinor + 80);
    expect(leg).toMatchObject({ pending: "refund", attempt: 1, toppedUp: 1 });
    expect(leg.topUp).toBeUndefined();
    stage.answer(leg);
    expect(leg).toMatchObject({ state: "refunded", refundedMinor: 100 });
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a refusal for want of money is no failed refund: its payer is told nothing, and no attempt is used up", () => {
    const stage = robbed();
    const { logged } = stage.short(stage.legOf("Bob"), 80);
    expect(logged.map(({ event: { type } }) => type)).toEqual(["top_up_planned"]);
    expect(stage.legOf("Bob").movements.map(({ kind }) => kind)).toEqual(["captured"]);
  });

  test("twice, late, of another number or of nothing: no second one", () => {
    const stage = robbed();
    const leg = stage.legOf("Bob");
    expect(stage.topUp(leg).logged).toEqual([]); // Nothing was planned.
    stage.short(leg, 80);
    expect(stage.topUp(leg, 2).logged).toEqual([]);
    stage.topUp(leg, 1);
    expect(stage.topUp(leg, 1).logged).toEqual([]);
    expect(standing(stage, "plat:funds")).toBe(80);

    stage.short(leg, 20); // Somebody else was faster: it is missing again.
    expect(leg.topUp).toEqual({ n: 2, amountMinor: 20 });
    stage.topUp(leg);
    expect(standing(stage, "plat:funds")).toBe(100);
    expect(new Set(stage.journals.map(({ id }) => id)).size).toBe(stage.journals.length);
  });

  test("one at a time: what is missing beside the second is asked when the first has arrived", () => {
    const stage = openStage({ provider: { canAuthorize: false } })
      .seat("Ada")
      .seat("Bob")
      .seat("Cem");
    for (const name of ["Bob", "Cem"]) stage.leave(name);
    const [bob, cem] = [stage.legOf("Bob"), stage.legOf("Cem")];
    stage.short(bob, 80);
    expect(stage.short(cem, 180).logged.map(({ event: { type } }) => type)).toEqual(["refund_failed"]);
    expect(cem).toMatchObject({ state: "refund_failed", pending: "refund", attempt: 2 });
    stage.topUp(bob);
    stage.short(cem, 100);
    expect(cem.topUp).toEqual({ n: 1, amountMinor: 100 });
  });

  test("its own bank takes the payment while the platform's money is on its way: it arrives and is booked all the same", () => {
    const stage = robbed();
    const leg = stage.legOf("Bob");
    stage.short(leg, 80);
    stage.chargeBack(leg, "lost");
    expect(leg).toMatchObject({ state: "charged_back", pending: null, topUp: { n: 1 } });
    stage.topUp(leg);
    expect(standing(stage, "plat:funds")).toBe(80);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});
