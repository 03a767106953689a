import { describe, expect, test } from "vitest";
import { balanceMinor } from "../../worker/core/group-buy/money/money-steps.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { codeOf, standing } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, UNANSWERED } from "../support/group-buy-terms.ts";

const DUE = CLOSES + 3 * DAY;

/** Ines 2, Ada 8, Bob 10: twenty units at the 20-tier, 9.00 and 0.50 delivery to DE. */
function awardedStage(options: StageOptions = {}): Stage {
  const stage = openStage(options).seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10, country: "FR" });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  return stage;
}

function paidStage(options: StageOptions = {}): Stage {
  const stage = awardedStage(options);
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  return stage.answerAll();
}

describe("M8, M10: the balance", () => {
  test("is the landed price of one's own country, less the deposit; due in 72 hours", () => {
    const stage = awardedStage();
    expect(stage.member("Ada")).toMatchObject({ state: "balance_due", totalMinor: 8 * 950, payByMs: DUE });
    expect(stage.member("Bob").totalMinor).toBe(10 * 990);
    expect(balanceMinor(stage.groupBuy, stage.member("Ada"))).toBe(8 * 950 - 800);
    expect(codeOf(stage.payBalance("Ada"))).toBeNull();
    expect(stage.balanceOf("Ada")).toMatchObject({ purpose: "balance", amountMinor: 6_800, pending: "open" });
  });

  test("held, then both payments are taken; paid when both have been", () => {
    const stage = awardedStage();
    stage.payBalance("Ada");
    stage.answer(stage.balanceOf("Ada"));
    expect([stage.balanceOf("Ada").pending, stage.legOf("Ada").pending]).toEqual(["capture", "capture"]);
    stage.answer(stage.legOf("Ada"));
    expect(stage.stateOf("Ada")).toBe("balance_due");
    stage.answer(stage.balanceOf("Ada"));
    expect(stage.stateOf("Ada")).toBe("paid");
    expect(stage.last("paid").open.qty).toBe(8);
    expect(standing(stage, dep(stage.legOf("Ada").id)) + standing(stage, dep(stage.balanceOf("Ada").id))).toBe(7_600);
  });

  test("goods need an address in the country that was priced; a service needs none", () => {
    const stage = awardedStage();
    const pay = (address: { country: string } | null) =>
      stage.give(
        {
          type: "pay_balance",
          instrument: "sandbox:ok",
          address: address && { name: "Ada", line1: "1", city: "X", ...address },
        },
        person("Ada"),
      );
    expect(codeOf(pay(null))).toBe("required");
    expect(codeOf(pay({ country: "FR" }))).toBe("ship-to-unsupported");
    expect(codeOf(pay({ country: "DE" }))).toBeNull();
    const service = awardedStage({ terms: { kind: "service" } });
    const outcome = service.give({ type: "pay_balance", instrument: "sandbox:ok", address: null }, person("Ada"));
    expect(codeOf(outcome)).toBeNull();
  });

  test("is paid once at a time, by a member who owes it", () => {
    const stage = awardedStage();
    stage.payBalance("Ada");
    expect(codeOf(stage.payBalance("Ada"))).toBe("state-conflict");
    const address = { name: "N", line1: "1", city: "X", country: "DE" };
    const stranger = stage.give({ type: "pay_balance", instrument: "x", address }, person("Nobody"));
    expect(codeOf(stranger)).toBe("not-found");
    stage.answerAll();
    expect(codeOf(stage.payBalance("Ada"))).toBe("state-conflict");
    expect(codeOf(openStage().seat("Ada").payBalance("Ada"))).toBe("state-conflict");
  });

  test("a decline may be followed by another instrument, under the same leg or a new one", () => {
    const stage = awardedStage();
    stage.payBalance("Ada", "sandbox:decline-balance");
    const first = stage.balanceOf("Ada");
    stage.decline(first);
    expect(first.state).toBe("declined");
    stage.give({ type: "confirm_leg", legId: first.id, instrument: "sandbox:decline" }, person("Ada"));
    stage.decline(first);
    stage.payBalance("Ada");
    expect(stage.balanceOf("Ada").id).not.toBe(first.id);
    const late = { type: "confirm_leg", legId: first.id, instrument: "sandbox:ok" } as const;
    expect(codeOf(stage.give(late, person("Ada")))).toBe("state-conflict"); // It is no longer what Ada owes.
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("paid");
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test.each(["audit", "capture"])("a balance whose %s is refused goes back, and another may be paid", (at) => {
    const stage = awardedStage();
    stage.payBalance("Ada");
    const first = stage.balanceOf("Ada");
    if (at === "audit") {
      stage.refuseAudit(first, { code: "deposit-mismatch", reason: "other-amount" });
    } else {
      stage.answer(first);
      stage.answer(first, { kind: "declined", code: "limit" });
    }
    expect(first.pending).toBe("release");
    stage.answerAll();
    expect(first.state).toBe("released");
    expect(codeOf(stage.payBalance("Ada"))).toBeNull();
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("paid");
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("money 1.4: a deposit that is the whole price leaves nothing to pay; it is taken by itself", () => {
    const stage = openStage({ terms: { depositPerUnitMinor: 200 } }).seat("Ada", { quantity: 8 });
    stage.offer("Mia", {
      tiers: [{ fromQuantity: 1, unitPriceMinor: 200 }],
      delivery: [{ country: "DE", perUnitMinor: 0 }],
    });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    expect(stage.pending().map(({ pending }) => pending)).toEqual(["capture", "capture"]);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("fulfilling");
    expect([stage.stateOf("Ada"), stage.member("Ada").balanceLegId]).toEqual(["paid", null]);
  });

  test("money 1.4: taken already (plan C), it is paid with the award", () => {
    const stage = openStage({ terms: { depositPerUnitMinor: 200 }, provider: { canAuthorize: false } });
    stage.seat("Ada", { quantity: 8 });
    stage.offer("Mia", {
      tiers: [{ fromQuantity: 1, unitPriceMinor: 200 }],
      delivery: [{ country: "DE", perUnitMinor: 0 }],
    });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "fulfilling", effectiveAtMs: CLOSES });
  });

  test("a deposit whose hold was let go no longer counts: the whole price is owed", () => {
    const stage = awardedStage();
    const leg = stage.legOf("Ada");
    stage.give({ type: "provider_answered", legId: leg.id, step: "read", attempt: 1, outcome: { kind: "lapsed" } });
    expect(stage.stateOf("Ada")).toBe("balance_due");
    stage.payBalance("Ada");
    expect(stage.balanceOf("Ada").amountMinor).toBe(7_600);
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("paid");
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("a deposit whose capture is refused is taken by the second attempt", () => {
    const stage = awardedStage();
    stage.payBalance("Ada");
    stage.answer(stage.balanceOf("Ada"));
    stage.answer(stage.legOf("Ada"), { kind: "declined", code: "try-later" });
    stage.answer(stage.balanceOf("Ada"));
    expect(stage.stateOf("Ada")).toBe("balance_due");
    expect(stage.legOf("Ada").pending).toBeNull();
    stage.at(CLOSES + 6 * HOUR).poke();
    stage.answer(stage.legOf("Ada"));
    expect(stage.stateOf("Ada")).toBe("paid");
  });
});

describe("M11, G20, G21: the window ends", () => {
  test("G20: all paid ends it at once", () => {
    const stage = awardedStage().at(CLOSES + HOUR);
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    expect(stage.groupBuy).toMatchObject({
      state: "fulfilling",
      effectiveAtMs: CLOSES + HOUR,
      shipByMs: CLOSES + HOUR + 14 * DAY + 3 * DAY,
      balanceDueAtMs: null,
    });
  });

  test("M11: at the due millisecond, not before; the tier's price stays for those who paid", () => {
    const stage = awardedStage();
    for (const name of ["Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE - 1).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    stage.at(DUE).poke();
    // 18 of 20 paid: exactly the tenth that the merchant bears.
    expect(stage.groupBuy).toMatchObject({ state: "fulfilling", award: { unitPriceMinor: 900, quantity: 20 } });
    expect(stage.last("collected").open.qty).toBe(18);
    expect(stage.stateOf(INITIATOR)).toBe("no_show");
    expect(stage.member("Ada").totalMinor).toBe(7_600);
  });

  test("M11, policy `none`: the no-show gets everything back", () => {
    const stage = awardedStage({ basis: UNANSWERED });
    for (const name of ["Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    stage.answerAll();
    expect(stage.legOf(INITIATOR)).toMatchObject({ state: "released", capturedMinor: 0 });
    expect(standing(stage, "mer:mer_mia:payable")).toBe(0);
  });

  test.each([
    ["held", {}],
    ["taken (plan C)", { provider: { canAuthorize: false } }],
  ])("M11, policy `merchant`: a deposit that is %s becomes the merchant's", (_name, options: StageOptions) => {
    const stage = awardedStage({ ...options, basis: UNANSWERED, policy: { noShow: "merchant" } });
    for (const name of ["Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    stage.answerAll();
    expect(stage.stateOf(INITIATOR)).toBe("no_show");
    expect(stage.legOf(INITIATOR).state).toBe("forfeited");
    expect(standing(stage, "mer:mer_mia:payable")).toBe(200);
    expect(standing(stage, dep(stage.legOf(INITIATOR).id))).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("M11: a balance that was held but not taken in time goes back, whatever the policy", () => {
    const stage = awardedStage({ policy: { noShow: "merchant" } });
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    for (const name of ["Ada", "Bob"]) stage.answer(stage.balanceOf(name));
    for (const name of ["Ada", "Bob"]) for (const leg of [stage.balanceOf(name), stage.legOf(name)]) stage.answer(leg);
    stage.answer(stage.balanceOf(INITIATOR)); // Held, capture asked for, no answer before the window ends.
    stage.at(DUE).poke();
    expect(stage.stateOf(INITIATOR)).toBe("no_show");
    stage.answerAll();
    expect(stage.balanceOf(INITIATOR)).toMatchObject({ state: "refunded", refundedMinor: 2 * 950 - 200 });
    expect(stage.legOf(INITIATOR).state).toBe("forfeited");
    expect(checkLedger(stage.journals)).toEqual([]);
  });

  test("G21: beyond what the merchant bears and takes, payers get everything back at once", () => {
    const stage = awardedStage();
    for (const name of [INITIATOR, "Bob"]) stage.payBalance(name); // 12 of 20.
    stage.answerAll();
    stage.at(DUE + DAY).poke(); // Mia has been asked whether these will do, and says nothing.
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
    expect([stage.stateOf(INITIATOR), stage.stateOf("Ada"), stage.stateOf("Bob")]).toEqual([
      "refunded",
      "no_show",
      "refunded",
    ]);
    stage.answerAll();
    expect(stage.balanceOf("Bob").state).toBe("refunded");
    expect(stage.legOf("Bob").state).toBe("refunded");
    expect(stage.legOf("Ada").state).toBe("released");
    expect(checkLedger(stage.journals)).toEqual([]);
    for (const { id } of stage.groupBuy.legs.values()) expect(standing(stage, dep(id))).toBe(0);
  });

  test("G21: nobody pays, and nothing ships", () => {
    const stage = awardedStage({ policy: { shrinkagePercent: 100 } });
    stage.at(DUE).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
  });
});

describe("M12, M13, G22: delivery", () => {
  test("M12: only by the merchant of the award, only what is paid, not before it happened", () => {
    const stage = paidStage();
    stage.offer("Rival");
    expect(codeOf(stage.ship("Rival", "Ada"))).toBe("not-found");
    const ship = { type: "ship", memberId: stage.member("Ada").id, carrier: null, tracking: null } as const;
    expect(codeOf(stage.give({ ...ship, shippedAtMs: stage.nowMs + 1 }, merchant("Mia")))).toBe("timestamp-invalid");
    expect(codeOf(stage.give({ ...ship, memberId: "mb_none", shippedAtMs: 0 }, merchant("Mia")))).toBe("not-found");
    expect(codeOf(stage.give({ ...ship, shippedAtMs: null }, merchant("Mia")))).toBeNull();
    expect(codeOf(stage.ship("Mia", "Ada"))).toBe("state-conflict");
    const { nowMs } = stage; // Left out means now, by the clock that decides.
    expect(stage.member("Ada")).toMatchObject({ state: "shipped", shippedAtMs: nowMs, confirmAtMs: nowMs + 10 * DAY });
    expect([stage.legOf("Ada").state, stage.balanceOf("Ada").state]).toEqual(["in_delivery", "in_delivery"]);
    const early = awardedStage();
    expect(codeOf(early.ship("Mia", "Ada"))).toBe("state-conflict");
  });

  test("M13: the member confirms, and the money is the merchant's, less fee and reserve", () => {
    const stage = paidStage({ policy: { feeBasisPoints: 200 } });
    expect(codeOf(stage.give({ type: "confirm_received" }, person("Ada")))).toBe("state-conflict");
    stage.ship("Mia", "Ada");
    expect(codeOf(stage.give({ type: "confirm_received" }, person("Nobody")))).toBe("not-found");
    expect(codeOf(stage.give({ type: "confirm_received" }, person("Ada")))).toBeNull();
    expect(stage.last("received").open).toEqual({ qty: 8, by: "member" });
    expect(standing(stage, "plat:fee")).toBe(152);
    expect(standing(stage, "mer:mer_mia:reserve")).toBe(380);
    expect(standing(stage, "mer:mer_mia:payable")).toBe(7_600 - 152 - 380);
    expect(standing(stage, dep(stage.legOf("Ada").id))).toBe(0);
  });

  test("M13: silence confirms ten days after the shipment, to the millisecond", () => {
    const stage = paidStage();
    stage.ship("Mia", "Ada");
    const dueMs = stage.nowMs + 10 * DAY;
    stage.at(dueMs - 1).poke();
    expect(stage.stateOf("Ada")).toBe("shipped");
    stage.at(dueMs).poke();
    expect(stage.stateOf("Ada")).toBe("received");
    expect(stage.last("received")).toMatchObject({ open: { by: "silence" }, effectiveAtMs: dueMs });
  });

  test("G22: settled with the last seat, and not while money is on its way", () => {
    const stage = awardedStage();
    for (const name of ["Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke(); // The initiator's deposit is on its way back.
    for (const name of ["Ada", "Bob"]) {
      stage.ship("Mia", name);
      stage.give({ type: "confirm_received" }, person(name));
    }
    expect(stage.groupBuy.state).toBe("fulfilling");
    stage.at(DUE + MINUTE).answerAll();
    expect(stage.groupBuy).toMatchObject({ state: "settled", effectiveAtMs: DUE + MINUTE });
    expect([stage.stateOf("Ada"), stage.stateOf("Bob"), stage.stateOf(INITIATOR)]).toEqual([
      "completed",
      "completed",
      "no_show",
    ]);
    expect([...stage.groupBuy.offers.values()].map(({ state }) => state)).toEqual(["fulfilled"]);
  });

  test("G22: a failed refund keeps it open", () => {
    const stage = awardedStage({ basis: UNANSWERED, provider: { canAuthorize: false } });
    for (const name of ["Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    stage.answer(stage.legOf(INITIATOR), { kind: "refund_failed", code: "account-closed" });
    for (const name of ["Ada", "Bob"]) {
      stage.ship("Mia", name);
      stage.give({ type: "confirm_received" }, person(name));
    }
    expect(stage.groupBuy.state).toBe("fulfilling");
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
  });
});
