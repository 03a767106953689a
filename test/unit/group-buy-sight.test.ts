/** H11: a payment as it is seen at the provider although nothing was asked, at every stage: what is logged, and what it is then. */
import { describe, expect, test } from "vitest";
import type { DepositView } from "../../worker/core/deposit/provider.ts";
import { loggedSince, STAGES, told, type Payment } from "../support/payment-stages.ts";
import { withoutTouched } from "../support/group-buy-shadow.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { CLOSES, DAY, HOUR, START } from "../support/group-buy-terms.ts";

const dispute = (state: "open" | "won" | "lost", amountMinor = 300) => ({
  disputeId: "dsp_1",
  amountMinor,
  state,
  reason: "fraudulent",
  openedAtMs: START,
});

const VIEWS: Readonly<Record<string, Partial<DepositView>>> = {
  "as it was": {},
  lapsed: { state: "lapsed" },
  released: { state: "released" },
  "under review": { underReview: true },
  "under review, and gone": { underReview: true, state: "lapsed" },
  "called back": { disputes: [dispute("open")] },
  "called back in part": { disputes: [dispute("open", 1)] },
  "called back, and lost at once": { disputes: [dispute("lost")] },
  "called back, and won at once": { disputes: [dispute("won")] },
  "called back and lost in part": { disputes: [dispute("lost", 120)] },
};

const TABLE: readonly (readonly [stage: string, seen: string, events: string, payment: string])[] = [
  [
    "held",
    "lapsed",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held",
    "released",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held",
    "under review",
    "deposit_review_opened",
    "held, asked: nothing (1); 300 held, 0 taken, 0 back; its own ref; until hour 169; 1: held 300",
  ],
  [
    "held",
    "under review, and gone",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held, and asked for",
    "under review",
    "deposit_review_opened",
    "held, asked: capture (1); 300 held, 0 taken, 0 back; its own ref; until hour 169; 1: held 300",
  ],
  [
    "held, asked for, and nobody wants it any more",
    "under review",
    "deposit_review_opened",
    "held, asked: capture (1); 300 held, 0 taken, 0 back; its own ref; until hour 169; 1: held 300",
  ],
  [
    "taken",
    "under review",
    "deposit_review_opened",
    "captured, asked: nothing (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken",
    "called back",
    "chargeback_opened amount=300, seat_at_risk qty=3 why=chargeback",
    "refunding, asked: nothing (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken",
    "called back in part",
    "chargeback_opened amount=1, seat_at_risk qty=3 why=chargeback",
    "refunding, asked: nothing (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken",
    "called back, and lost at once",
    "chargeback_opened amount=300, seat_at_risk qty=3 why=chargeback, chargeback_lost amount=300",
    "charged_back, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: charged_back 300",
  ],
  [
    "taken",
    "called back, and won at once",
    "chargeback_opened amount=300, chargeback_won amount=300",
    "captured, asked: nothing (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken",
    "called back and lost in part",
    "chargeback_opened amount=120, seat_at_risk qty=3 why=chargeback, chargeback_lost amount=120",
    "refunding, asked: refund (1); 0 held, 300 taken, 120 back; its own ref; 2: charged_back 120",
  ],
  [
    "taken, and a part of it on its way back",
    "under review",
    "deposit_review_opened",
    "captured, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken, and a part of it on its way back",
    "called back",
    "chargeback_opened amount=300, seat_at_risk qty=1 why=chargeback",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken, and a part of it on its way back",
    "called back in part",
    "chargeback_opened amount=1, seat_at_risk qty=1 why=chargeback",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken, and a part of it on its way back",
    "called back, and lost at once",
    "chargeback_opened amount=300, seat_at_risk qty=1 why=chargeback, chargeback_lost amount=300",
    "charged_back, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: charged_back 300",
  ],
  [
    "taken, and a part of it on its way back",
    "called back, and won at once",
    "chargeback_opened amount=300, chargeback_won amount=300",
    "captured, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "taken, and a part of it on its way back",
    "called back and lost in part",
    "chargeback_opened amount=120, seat_at_risk qty=1 why=chargeback, chargeback_lost amount=120",
    "refunding, asked: refund (1); 0 held, 300 taken, 120 back; its own ref; 2: charged_back 120",
  ],
  [
    "taken, and that part has failed",
    "under review",
    "deposit_review_opened",
    "captured, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 200",
  ],
  [
    "taken, and that part has failed",
    "called back",
    "chargeback_opened amount=300, seat_at_risk qty=1 why=chargeback",
    "refunding, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 200",
  ],
  [
    "taken, and that part has failed",
    "called back in part",
    "chargeback_opened amount=1, seat_at_risk qty=1 why=chargeback",
    "refunding, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 200",
  ],
  [
    "taken, and that part has failed",
    "called back, and lost at once",
    "chargeback_opened amount=300, seat_at_risk qty=1 why=chargeback, chargeback_lost amount=300",
    "charged_back, asked: nothing (2); 0 held, 300 taken, 300 back; its own ref; 3: charged_back 300",
  ],
  [
    "taken, and that part has failed",
    "called back, and won at once",
    "chargeback_opened amount=300, chargeback_won amount=300",
    "captured, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 200",
  ],
  [
    "taken, and that part has failed",
    "called back and lost in part",
    "chargeback_opened amount=120, seat_at_risk qty=1 why=chargeback, chargeback_lost amount=120",
    "refunding, asked: refund (2); 0 held, 300 taken, 120 back; its own ref; 3: charged_back 120",
  ],
  [
    "on its way back",
    "called back",
    "chargeback_opened amount=300",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "on its way back",
    "called back in part",
    "chargeback_opened amount=1",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "on its way back",
    "called back, and lost at once",
    "chargeback_opened amount=300, chargeback_lost amount=300",
    "charged_back, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: charged_back 300",
  ],
  [
    "on its way back",
    "called back, and won at once",
    "chargeback_opened amount=300, chargeback_won amount=300",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; its own ref; 1: captured 300",
  ],
  [
    "on its way back",
    "called back and lost in part",
    "chargeback_opened amount=120, chargeback_lost amount=120",
    "refunding, asked: refund (1); 0 held, 300 taken, 120 back; its own ref; 2: charged_back 120",
  ],
  [
    "on its way back, and failed",
    "called back",
    "chargeback_opened amount=300",
    "refund_failed, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 300",
  ],
  [
    "on its way back, and failed",
    "called back in part",
    "chargeback_opened amount=1",
    "refund_failed, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 300",
  ],
  [
    "on its way back, and failed",
    "called back, and lost at once",
    "chargeback_opened amount=300, chargeback_lost amount=300",
    "charged_back, asked: nothing (2); 0 held, 300 taken, 300 back; its own ref; 3: charged_back 300",
  ],
  [
    "on its way back, and failed",
    "called back, and won at once",
    "chargeback_opened amount=300, chargeback_won amount=300",
    "refund_failed, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 300",
  ],
  [
    "on its way back, and failed",
    "called back and lost in part",
    "chargeback_opened amount=120, chargeback_lost amount=120",
    "refund_failed, asked: refund (2); 0 held, 300 taken, 120 back; its own ref; 3: charged_back 120",
  ],
  [
    "gone back",
    "called back",
    "chargeback_opened amount=300",
    "refunded, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: refunded 300",
  ],
  [
    "gone back",
    "called back in part",
    "chargeback_opened amount=1",
    "refunded, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: refunded 300",
  ],
  [
    "gone back",
    "called back, and lost at once",
    "chargeback_opened amount=300, chargeback_lost amount=300",
    "refunded, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: refunded 300",
  ],
  [
    "gone back",
    "called back, and won at once",
    "chargeback_opened amount=300, chargeback_won amount=300",
    "refunded, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: refunded 300",
  ],
  [
    "gone back",
    "called back and lost in part",
    "chargeback_opened amount=120, chargeback_lost amount=120",
    "refunded, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: refunded 300",
  ],
];

test.each(TABLE)("%s — %s", (name, seen, events, payment) => {
  const [stage, leg] = STAGES[name]?.() ?? missing(name);
  const { length } = stage.logged;
  stage.see(leg, VIEWS[seen] ?? missing(seen));
  expect([loggedSince(stage, length), told(leg)]).toEqual([events, payment]);
  const { length: after } = stage.logged;
  stage.see(leg, VIEWS[seen]);
  expect(loggedSince(stage, after), "seen a second time").toBe("");
});

test.each(Object.entries(STAGES))("%s: whatever else is seen of it changes nothing", (name, make) => {
  const [stage, leg] = make();
  const before = structuredClone(withoutTouched(stage.groupBuy));
  const known = new Set(TABLE.filter(([of]) => of === name).map(([, seen]) => seen));
  for (const [seen, view] of Object.entries(VIEWS)) {
    if (!known.has(seen)) stage.see(leg, view);
    stage.see(leg, { ...view, depositId: "dep_other" });
    stage.see(leg, { ...view, groupBuyId: "gb_other" });
  }
  for (const amountMinor of [0, -1, 0.5, 301]) stage.see(leg, { disputes: [dispute("open", amountMinor)] });
  stage.give({ type: "provider_seen", legId: "dep_none", view: viewOf("dep_none", stage.groupBuy.id) });
  expect(withoutTouched(stage.groupBuy)).toEqual(before);
});

function viewOf(depositId: string, groupBuyId: string): DepositView {
  return {
    ...{ ref: "ref_1", depositId, groupBuyId, state: "lapsed", amountMinor: 300, capturedMinor: 0, refundedMinor: 0 },
    ...{ currency: "EUR", mode: "sandbox", captureBeforeMs: null, underReview: false },
  };
}

describe("H11: who bears what a bank has called back for good", () => {
  const lost = ([stage, leg]: Payment, amountMinor = 300) => {
    stage.see(leg, { disputes: [dispute("lost", amountMinor)] });
    const { bearer, merchantId, chargebackId } = stage.last("chargeback_lost").sealed;
    return { bearer, merchantId, chargebackId };
  };
  const bearers = (stageName: string, amountMinor: number) =>
    lost(STAGES[stageName]?.() ?? missing(stageName), amountMinor).bearer;

  test("the deposit while it is there and promised to nobody, to the last unit; else the platform", () => {
    expect(bearers("taken", 300)).toBe("deposit");
    // Whatever is on its way: the bank cannot have sent what it had taken before.
    expect(bearers("taken, and a part of it on its way back", 300)).toBe("deposit");
    expect(bearers("on its way back", 300)).toBe("deposit");
    expect(bearers("gone back", 1)).toBe("platform");
  });

  test("what came back of it once is not there twice", () => {
    const [stage, leg] = STAGES["taken, and a part of it on its way back"]?.() ?? missing("taken");
    stage.answerAll(); // 200 of 300 have gone back.
    expect(lost([stage, leg], 101).bearer).toBe("platform");
    const [other, same] = STAGES["taken, and a part of it on its way back"]?.() ?? missing("taken");
    other.answerAll();
    expect(lost([other, same], 100).bearer).toBe("deposit");
  });

  test("a merchant whose money it has become, by an award or by a forfeit", () => {
    const stage = openStage({
      provider: { canAuthorize: false },
      policy: { noShow: "merchant", shrinkagePercent: 30 },
    });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 2 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of ["Ines", "Ada"]) stage.payBalance(name);
    stage.answerAll();
    const bobs = stage.legOf("Bob");
    stage.at(CLOSES + 3 * DAY).poke();
    expect(bobs.state).toBe("forfeited");
    expect(lost([stage, bobs], 200)).toEqual({ bearer: "merchant", merchantId: "mer_mia", chargebackId: "dsp_1" });
    expect(bobs.state).toBe("forfeited");
    stage.ship("Mia", "Ada");
    stage.receive("Ada");
    const adas = stage.legOf("Ada");
    expect(adas.state).toBe("settled");
    // The provider's name of it is taken: another is made from the payment's own.
    expect(lost([stage, adas], 100)).toEqual({
      bearer: "merchant",
      merchantId: "mer_mia",
      chargebackId: `${adas.id}_c1`,
    });
  });

  test("a name that can be no account's is replaced by the payment's own, counted on", () => {
    const [stage, leg] = STAGES["gone back"]?.() ?? missing("gone back");
    const called = (disputeId: string, state: "open" | "lost") =>
      stage.see(leg, { disputes: [{ ...dispute(state, 100), disputeId }] });
    for (const id of ["du:1", "d é", "", "d1 "]) called(id, "lost");
    called("Az09_-", "lost");
    expect(leg.chargebacks?.map(({ id, disputeId, state }) => [id, disputeId, state])).toEqual([
      [`${leg.id}_c1`, "du:1", "lost"],
      [`${leg.id}_c2`, "d é", "lost"],
      [`${leg.id}_c3`, "", "lost"],
      [`${leg.id}_c4`, "d1 ", "lost"],
      ["Az09_-", "Az09_-", "lost"],
    ]);
  });

  test("one at a time: a second waits until the first is decided", () => {
    const [stage, leg] = STAGES["gone back"]?.() ?? missing("gone back");
    stage.see(leg, { disputes: [dispute("open", 100)] });
    const second = { ...dispute("open", 50), disputeId: "dsp_2" };
    stage.see(leg, { disputes: [second] });
    expect(leg.chargebacks?.map(({ id, state }) => [id, state])).toEqual([["dsp_1", "open"]]);
    stage.see(leg, { disputes: [dispute("won", 100)] });
    stage.at(stage.nowMs + HOUR).see(leg, { disputes: [second] });
    expect(leg.chargebacks).toEqual([
      { id: "dsp_1", disputeId: "dsp_1", amountMinor: 100, openedAtMs: stage.nowMs - HOUR, state: "won" },
      { id: "dsp_2", disputeId: "dsp_2", amountMinor: 50, openedAtMs: stage.nowMs, state: "open" },
    ]);
  });
});

describe("H11: which seats end with their money", () => {
  const paidFor = () => {
    const stage = openStage({ provider: { canAuthorize: false } });
    stage.seat("Ada", { quantity: 5 }).seat("Bob", { quantity: 5 });
    stage.change("Ada", 6);
    stage.answerAll().offer("Mia");
    stage.at(CLOSES).poke();
    return stage;
  };
  const loses = (stage: Stage, leg: Payment[1]) => {
    const { length } = stage.logged;
    stage.chargeBack(leg, "lost");
    return loggedSince(stage, length).split(", ").slice(1).join(", ");
  };

  test("one that has yet to pay owes more; one that has paid, and was sent nothing, ends", () => {
    const stage = paidFor();
    expect(loses(stage, stage.legOf("Bob"))).toBe("chargeback_lost amount=500");
    expect(stage.stateOf("Bob")).toBe("balance_due");
    stage.payBalance("Ada");
    stage.answerAll();
    expect(loses(stage, stage.partLegOf("Ada"))).toBe("chargeback_lost amount=100, seat_expired qty=6");
    expect(stage.stateOf("Ada")).toBe("lapsed");
  });

  test("by its balance as by its deposit; sent goods end nothing", () => {
    const stage = paidFor();
    for (const name of ["Ada", "Bob", "Ines"]) stage.payBalance(name);
    stage.answerAll();
    const lostMinor = stage.balanceOf("Ada").capturedMinor;
    expect(loses(stage, stage.balanceOf("Ada"))).toBe(`chargeback_lost amount=${lostMinor}, seat_expired qty=6`);
    stage.ship("Mia", "Bob");
    expect(loses(stage, stage.legOf("Bob"))).toBe("chargeback_lost amount=500");
    expect(stage.stateOf("Bob")).toBe("shipped");
  });

  test("an active seat that rests on more than one deposit ends at once: there is no second chance for a part (M7)", () => {
    const stage = openStage({ provider: { canAuthorize: false } }).seat("Ada", { quantity: 5 });
    stage.change("Ada", 6);
    stage.answerAll();
    expect(loses(stage, stage.legOf("Ada"))).toBe("chargeback_lost amount=500, seat_expired qty=6");
    expect(stage.stateOf("Ada")).toBe("lapsed");
  });
});

describe("H11: silence", () => {
  test("is told once for the call that is waited for, and for no other", () => {
    const [stage, leg] = STAGES["opening"]?.() ?? missing("opening");
    const silent = (changes: object = {}) => {
      const { length } = stage.logged;
      const told_ = { type: "provider_silent", legId: leg.id, step: "open", attempt: 1, sinceMs: START } as const;
      stage.give({ ...told_, ...changes });
      return loggedSince(stage, length);
    };
    expect([silent({ step: "read" }), silent({ attempt: 2 }), silent({ legId: "dep_none" })]).toEqual(["", "", ""]);
    expect([silent(), silent()]).toEqual(["provider_silent", ""]);
    expect(stage.last("provider_silent")).toMatchObject({ sealed: { legId: leg.id, step: "open", sinceMs: START } });
    expect(leg.unknownSinceMs).toBe(START);
  });
});

function missing(what: string): never {
  throw new Error(`${what} is not there`);
}
