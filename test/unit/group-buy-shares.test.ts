/** G8, H6: what is called in and shared out, event by event and payment by payment, as a whole; and how long holds must last. */
import { describe, expect, test } from "vitest";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import { atStake, isRelyingOn } from "../../worker/core/group-buy/money/guarantee.ts";
import { payoutIdOf } from "../../worker/core/group-buy/money/guarantee-changes.ts";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import { INITIATOR, merchant, OPERATOR, person } from "../support/group-buy-persons.ts";
import { told } from "../support/payment-stages.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { CLOSES, DAY, HOUR, MINUTE, OFFER, START, UNANSWERED } from "../support/group-buy-terms.ts";

const PLAN_C = { provider: { canAuthorize: false } };
const pseudonym = (name: string) => person(name).pseudonym;

function shareOf(stage: Stage, name: string, n = 0): Leg {
  const share = stage.sharesOf(name)[n];
  if (!share) throw new Error(`${name} has a share`);
  return share;
}

describe("G8: an initiator who calls it off", () => {
  /** Ines 2, Ada 6, Bob 3 of ten. */
  const reached = (options: StageOptions = {}) =>
    openStage(options).seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 3 });

  test("a hold is called: it is taken first, and shared by the answer", () => {
    const stage = reached();
    const leg = stage.legOf(INITIATOR);
    stage.cancel();
    const memberIds = ["Ada", "Bob"].map((name) => stage.member(name).id);
    expect(stage.last("guarantee_called")).toMatchObject({
      actor: pseudonym(INITIATOR),
      open: { why: "cancelled", amount: 200, currency: "EUR", members: 2 },
      sealed: { legIds: [leg.id], memberIds },
    });
    expect(stage.groupBuy.guarantee).toEqual({ why: "cancelled", amountMinor: 200, memberIds, sharedMinor: 0 });
    expect([leg.isCalled, leg.captureMinor, told(leg)]).toEqual([
      true,
      200,
      "held, asked: capture (1); 200 held, 0 taken, 0 back; its own ref; until hour 168; 1: held 200",
    ]);
    stage.answer(leg);
    const shares = ["Ada", "Bob"].map((name) => shareOf(stage, name));
    expect(stage.last("guarantee_shared")).toMatchObject({
      actor: pseudonym(INITIATOR),
      open: { amount: 200, currency: "EUR", shares: 2 },
      sealed: {
        legId: leg.id,
        shares: shares.map((share, n) => ({
          legId: share.id,
          memberId: memberIds[n],
          personId: share.personId,
          amountMinor: 100,
        })),
      },
    });
    expect(stage.groupBuy.guarantee).toMatchObject({ sharedMinor: 200 });
    expect(told(leg)).toBe("forfeited, asked: nothing (1); 0 held, 200 taken, 0 back; its own ref; 3: forfeited 200");
  });

  test("a share is a payment of its own, that is only ever paid out", () => {
    const stage = reached(PLAN_C);
    stage.cancel();
    const share = shareOf(stage, "Ada");
    expect(share).toEqual({
      id: share.id,
      seq: stage.logged.findLast(({ event }) => event.type === "guarantee_shared")?.event.seq,
      personId: person("Ada").personId,
      purpose: "share",
      quantity: 0,
      amountMinor: 100,
      plan: "C",
      memberId: stage.member("Ada").id,
      state: "paying",
      instrument: null,
      attempt: 1,
      pending: "payout",
      captureMinor: null,
      heldMinor: 0,
      capturedMinor: 0,
      refundedMinor: 0,
      providerRef: null,
      captureBeforeMs: null,
      convertAtMs: null,
      declineCode: null,
      movements: [{ atMs: stage.nowMs, kind: "share_owed", amountMinor: 100 }],
    });
    expect(payoutIdOf(share)).toBe(`${share.id}.1`);
    stage.answer(share, { kind: "payout_failed", code: "account-closed" });
    expect([payoutIdOf(share), share.declineCode]).toEqual([`${share.id}.2`, "account-closed"]);
  });

  test("what it would cost is known while others rely on it: open, with members, at its minimum", () => {
    const stake = ({ groupBuy }: Stage) => [isRelyingOn(groupBuy), atStake(groupBuy)];
    const few = openStage().seat("Ada", { quantity: 7 });
    expect(stake(few)).toEqual([false, { amountMinor: 200, members: 1 }]);
    few.seat("Bob");
    expect(stake(few)).toEqual([true, { amountMinor: 200, members: 2 }]);
    few.operate("suspend");
    expect(stake(few)).toEqual([false, { amountMinor: 200, members: 2 }]);
    expect(stake(openStage({ terms: { initiatorQuantity: 10 } }))).toEqual([false, null]);
    expect(stake(openStage({ basis: UNANSWERED }).seat("Ada", { quantity: 8 }))).toEqual([true, null]);
  });

  test("nobody is owed a part of nothing", () => {
    const terms = { depositPerUnitMinor: 1, initiatorQuantity: 1 };
    const stage = openStage({ terms, ...PLAN_C });
    for (const name of ["Ada", "Bob", "Cem"]) stage.seat(name, { quantity: 4 });
    stage.cancel();
    expect(stage.last("guarantee_shared").open).toEqual({ amount: 1, currency: "EUR", shares: 1 });
    expect(["Ada", "Bob", "Cem"].map((name) => stage.sharesOf(name).map(({ amountMinor }) => amountMinor))).toEqual([
      [1],
      [],
      [],
    ]);
  });

  test("a capture that is on its way already is called with it, and not asked for twice", () => {
    const stage = reached({ terms: { closesAtMs: START + 14 * DAY } });
    stage.at(START + 6 * DAY).poke();
    const leg = stage.legOf(INITIATOR);
    expect([leg.pending, leg.attempt]).toEqual(["capture", 1]);
    stage.cancel();
    expect([leg.isCalled, leg.pending, leg.attempt]).toEqual([true, "capture", 1]);
    stage.answer(leg);
    expect(["Ada", "Bob"].map((name) => shareOf(stage, name).amountMinor)).toEqual([100, 100]);
  });
});

describe("H6: members who do not pay, in a deal that falls", () => {
  /** Ines 2, Ada 7 and Bob 3 pay; Cem 5 and Dag 3 do not, of twenty. */
  function fallen(options: StageOptions = {}): Stage {
    const stage = openStage({ policy: { noShow: "merchant" }, ...options });
    for (const [name, quantity] of Object.entries({ Ada: 7, Bob: 3, Cem: 5, Dag: 3 })) stage.seat(name, { quantity });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY).poke();
    stage.at(CLOSES + 3 * DAY + HOUR).word("Mia", "decline_offer");
    return stage;
  }

  test("is called as a whole, with who shares it and for how many places each", () => {
    const stage = fallen();
    const legIds = ["Cem", "Dag"].map((name) => stage.legOf(name).id);
    const payers = [INITIATOR, "Ada", "Bob"].map((name) => ({
      memberId: stage.member(name).id,
      quantity: stage.member(name).quantity,
    }));
    expect(stage.last("forfeits_called")).toMatchObject({
      actor: null,
      open: { amount: 800, currency: "EUR", noShows: 2, members: 3 },
      sealed: { legIds, payers },
    });
    expect(stage.groupBuy.leftBehind).toEqual([{ amountMinor: 800, noShows: 2, legIds, payers, sharedMinor: 0 }]);
    const cems = stage.legOf("Cem");
    stage.answer(cems);
    expect(stage.groupBuy.leftBehind).toEqual([{ amountMinor: 800, noShows: 2, legIds, payers, sharedMinor: 500 }]);
    const shares = [INITIATOR, "Ada", "Bob"].map((name) => shareOf(stage, name));
    expect(stage.last("forfeits_shared")).toMatchObject({
      actor: pseudonym("Cem"),
      open: { amount: 500, currency: "EUR", shares: 3 },
      sealed: {
        legId: cems.id,
        shares: [83, 292, 125].map((amountMinor, n) => ({
          legId: shares[n]?.id,
          memberId: payers[n]?.memberId,
          personId: shares[n]?.personId,
          amountMinor,
        })),
      },
    });
    expect(shares.map(({ shareOf: of, state, pending }) => [of, state, pending])).toEqual(
      shares.map(() => ["no_shows", "paying", "payout"]),
    );
    stage.answer(stage.legOf("Dag"));
    expect(stage.groupBuy.leftBehind?.[0]?.sharedMinor).toBe(800);
  });

  test("what was taken for another amount than it stood for shares no more than it stood for", () => {
    const stage = fallen();
    const cems = stage.legOf("Cem");
    stage.answer(cems, { kind: "captured", ref: "ref_1", capturedMinor: 499, isDirect: false });
    expect(stage.last("forfeits_shared").open).toMatchObject({ amount: 499 });
  });

  test("a merchant who goes on with fewer has it, with the merchant's name on it", () => {
    const stage = openStage({ policy: { noShow: "merchant", shrinkagePercent: 30 }, ...PLAN_C });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 2 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(CLOSES + 3 * DAY).poke();
    expect(stage.last("forfeited")).toMatchObject({
      actor: pseudonym("Bob"),
      open: { amount: 200, currency: "EUR" },
      sealed: { legId: stage.legOf("Bob").id, merchantId: merchant("Mia").merchantId },
    });
  });
});

describe("H11: a second chance", () => {
  test("lasts six hours, to the bell's grace at the longest, and begins with a payment of its own", () => {
    const stage = openStage().seat("Ada", { quantity: 4 });
    const first = stage.legOf("Ada");
    stage.see(first, { state: "lapsed" });
    expect(stage.last("seat_at_risk")).toMatchObject({
      actor: pseudonym("Ada"),
      open: { qty: 4, why: "reversed" },
      sealed: {
        memberId: stage.member("Ada").id,
        legId: first.id,
        payByMs: stage.nowMs + 6 * HOUR,
        leg: {
          personId: person("Ada").personId,
          purpose: "deposit",
          quantity: 4,
          amountMinor: 400,
          plan: "A",
          instrument: null,
        },
      },
    });
    expect(stage.member("Ada")).toMatchObject({ state: "held", atRisk: "reversed", payByMs: stage.nowMs + 6 * HOUR });
    expect(told(stage.legOf("Ada"))).toBe("intended, asked: nothing (1); 0 held, 0 taken, 0 back; no ref");
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 4, verifiedQuantity: 2 });
  });

  test.each([
    [CLOSES - 6 * HOUR, CLOSES],
    [CLOSES - 5 * HOUR - 50 * MINUTE, CLOSES + 10 * MINUTE],
    [CLOSES - 1, CLOSES + 10 * MINUTE],
  ])("at %i until %i", (atMs, untilMs) => {
    const stage = openStage().seat("Ada", { quantity: 9 });
    stage.at(atMs).see(stage.legOf("Ada"), { state: "lapsed" });
    expect(stage.member("Ada").payByMs).toBe(untilMs);
  });

  test("in the lock until the grace ends, while it is stopped too; and where there is no time left there is none", () => {
    const closing = openStage().seat("Ada", { quantity: 9 });
    closing.at(CLOSES - 1).join("Bob");
    closing.at(CLOSES + 10 * MINUTE - 2).see(closing.legOf("Ada"), { state: "lapsed" });
    expect([closing.groupBuy.state, closing.member("Ada").payByMs]).toEqual(["closing", CLOSES + 10 * MINUTE]);
    const stopped = openStage().seat("Ada", { quantity: 9 });
    stopped.operate("suspend");
    stopped.see(stopped.legOf("Ada"), { state: "lapsed" });
    expect(stopped.member("Ada").atRisk).toBe("reversed");
    const counted = openStage().seat("Ada", { quantity: 9 });
    counted.offer("Mia");
    counted.at(CLOSES).poke();
    counted.see(counted.legOf("Ada"), { state: "lapsed" });
    expect([counted.count("seat_at_risk"), counted.count("deposit_lapsed")]).toEqual([0, 1]);
  });

  test("none for a seat that rests on two deposits, nor for one that is still waiting for its own", () => {
    const stage = openStage().seat("Ada", { quantity: 4 });
    stage.change("Ada", 5);
    stage.answerAll();
    stage.see(stage.legOf("Ada"), { state: "lapsed" });
    expect([stage.count("seat_at_risk"), stage.stateOf("Ada")]).toEqual([0, "lapsed"]);
  });
});

describe("money 1.4: how long it must last", () => {
  test("a deadline beyond what the provider keeps is refused with the longest there may be", () => {
    // A day to the bell, 20 minutes to pay, 72 hours for the balance, a day of margin.
    const maxHeldMs = 5 * DAY + 20 * MINUTE;
    expect(new Stage({ provider: { maxHeldMs } }).submit().result.ok).toBe(true);
    const { result } = new Stage({ provider: { maxHeldMs: maxHeldMs - 1 } }).submit();
    expect(result).toMatchObject({
      ok: false,
      error: { code: "duration-unsupported", pointer: "/closesAt", facts: { maximumMs: DAY - 1 } },
    });
  });

  test("an offer whose goods would come when the provider keeps the money no longer is refused", () => {
    // The bell, 72 hours to pay, 14 days to send, 3 of margin, 10 to look at it.
    const longest = DAY + 3 * DAY + 14 * DAY + 3 * DAY + 10 * DAY;
    const offered = (maxHeldMs: number, leadTimeDays = 14) => {
      const stage = new Stage({ provider: { maxHeldMs } }).publish();
      const { result } = stage.offer("Mia", { ...OFFER, leadTimeDays });
      return result.ok ? null : result.error.code;
    };
    expect([offered(longest + 1), offered(longest)]).toEqual([null, "delivery-too-late"]);
    expect([offered(longest + 1, 15), offered(longest, 13)]).toEqual(["delivery-too-late", null]);
  });

  test("a hold that would end before a later bell's balances are due is converted a day before it ends", () => {
    const bell = CLOSES + DAY;
    const neededMs = bell + 10 * MINUTE + 3 * DAY + DAY;
    const stage = openStage();
    for (const [name, captureBeforeMs] of Object.entries({ Ada: neededMs, Bob: neededMs - 1 })) {
      stage.join(name, { quantity: 4 });
      stage.answer(stage.legOf(name), {
        kind: "verified",
        deposit: { ref: `r_${name}`, captureBeforeMs, state: "held" },
      });
    }
    expect(["Ada", "Bob"].map((name) => stage.legOf(name).convertAtMs)).toEqual([null, null]);
    for (const name of [OPERATOR, "Olga"]) expect(stage.extend(bell, name).result.ok).toBe(true);
    expect(["Ada", "Bob"].map((name) => stage.legOf(name).convertAtMs)).toEqual([null, neededMs - 1 - DAY]);
  });
});
