/** ADR 0025: what a merchant reads of their bond at every stage, when it may be paid, and when an offer counts with it. */
import { describe, expect, test } from "vitest";
import { presentOffer } from "../../worker/app/present/trade.ts";
import { compareOffers, offersAtChoice } from "../../worker/core/group-buy/choosing/comparison.ts";
import { bondsUntilMs, choosableFromMs, isBondMissing } from "../../worker/core/group-buy/money/bond.ts";
import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { CLOSES, DAY, HOUR, OFFER } from "../support/group-buy-terms.ts";

const BOND = { basisPoints: 1_000, payWithinMs: HOUR };
const flat = (unitPriceMinor: number): Partial<OfferBody> => ({ tiers: [{ fromQuantity: 10, unitPriceMinor }] });

/** Ines 2, Ada 7 and Bob 3 want twelve of ten. */
function wanted(options: StageOptions = {}): Stage {
  const stage = openStage({ ...options, policy: { bond: BOND, ...options.policy } });
  return stage.seat("Ada", { quantity: 7 }).seat("Bob", { quantity: 3 });
}

function offered(options: StageOptions = {}): Stage {
  const stage = wanted(options);
  stage.offer("Mia");
  return stage;
}

function paying(): Stage {
  const stage = offered();
  stage.payBond("Mia");
  return stage;
}

const bonded = (options: StageOptions = {}) => wanted(options).bond("Mia");
const held = { ref: "ref_1", captureBeforeMs: CLOSES + DAY, state: "held" } as const;
const seen = (stage: Stage, name = "Mia") => presentOffer(stage.groupBuy, stage.offerOf(name)).bond;
const withdrawn = (stage: Stage, name = "Mia") => {
  const { id, version } = stage.offerOf(name);
  stage.give({ type: "withdraw_offer", offerId: id, version }, merchant(name));
  return stage;
};
const changed = (stage: Stage, body: Partial<OfferBody>) => {
  const { id, version } = stage.offerOf("Mia");
  const change = { type: "change_offer", currency: "EUR", offerId: id, version, body: { ...OFFER, ...body } } as const;
  stage.give(change, merchant("Mia"));
  return stage;
};
const after = (stage: Stage, ...acts: readonly ((stage: Stage) => unknown)[]) => {
  for (const act of acts) act(stage);
  return stage;
};

describe("what its merchant reads of it", () => {
  const UNTIL = "2026-11-03T10:00:00.000Z"; // An hour after the bell.
  const eur = (amount: number) => ({ amount, currency: "EUR" });
  const refused = { code: "deposit-mismatch", reason: "other-amount" } as const;

  test.each<[string, () => Stage, string, string | null, boolean]>([
    ["not paid", () => offered(), "due", UNTIL, false],
    ["on its way", () => paying(), "under_way", null, false],
    [
      "its merchant has to act",
      () => after(paying(), (s) => s.answer(s.bondOf("Mia"), { kind: "action_required", ref: "ref_1" })),
      "action_required",
      UNTIL,
      false,
    ],
    ["declined", () => after(paying(), (s) => s.decline(s.bondOf("Mia"))), "due", UNTIL, true],
    ["refused by the audit", () => after(paying(), (s) => s.refuseAudit(s.bondOf("Mia"), refused)), "due", UNTIL, true],
    [
      "held, and being taken",
      () => after(paying(), (s) => s.answer(s.bondOf("Mia"), { kind: "verified", deposit: held })),
      "under_way",
      null,
      false,
    ],
    [
      "held, and let go by the provider",
      () =>
        after(
          paying(),
          (s) => s.answer(s.bondOf("Mia"), { kind: "verified", deposit: held }),
          (s) => s.answer(s.bondOf("Mia"), { kind: "lapsed" }),
        ),
      "due",
      UNTIL,
      true,
    ],
    [
      "held when nobody wants it any more",
      () => after(paying(), withdrawn, (s) => s.answer(s.bondOf("Mia"), { kind: "verified", deposit: held })),
      "returning",
      null,
      false,
    ],
    [
      "let go",
      () =>
        after(
          paying(),
          withdrawn,
          (s) => s.answer(s.bondOf("Mia"), { kind: "verified", deposit: held }),
          (s) => s.answerAll(),
        ),
      "returned",
      null,
      false,
    ],
    ["taken", () => bonded(), "paid", null, false],
    ["withdrawn", () => withdrawn(bonded()), "returning", null, false],
    [
      "withdrawn, and the bank refuses it",
      () => after(withdrawn(bonded()), (s) => s.answer(s.bondOf("Mia"), { kind: "refund_failed", code: "x" })),
      "returning",
      null,
      false,
    ],
    ["withdrawn, and back", () => withdrawn(bonded()).answerAll(), "returned", null, false],
    ["withdrawn before it was paid", () => withdrawn(offered()), "missed", null, false],
    ["withdrawn while it was paid", () => withdrawn(paying()), "missed", null, false],
    ["too late", () => after(offered(), (s) => s.at(CLOSES + HOUR).poke()), "missed", null, false],
    [
      "taken back by its own bank",
      () => after(bonded(), (s) => s.chargeBack(s.bondOf("Mia"), "lost")),
      "due",
      UNTIL,
      false,
    ],
  ])("%s", (_, make, state, until, isDeclined) => {
    const stage = make();
    const legId = stage.offerOf("Mia").bondLegId ?? null;
    expect(seen(stage)).toEqual({ amount: eur(950), state, until, isDeclined, legId });
  });

  test("a version that asks for more shows what it asks for, one that supplies nothing what was paid", () => {
    expect(seen(changed(bonded(), flat(1_000)))).toMatchObject({ amount: eur(1_000), state: "due" });
    expect(seen(changed(bonded(), flat(800)))).toMatchObject({ amount: eur(950), state: "paid" });
    expect(seen(changed(bonded(), { canSupply: false, tiers: [] }))).toMatchObject({
      amount: eur(950),
      state: "returning",
    });
    expect(seen(changed(offered(), { canSupply: false, tiers: [] }))).toBeUndefined();
  });
});

describe("when it may be paid", () => {
  const pays = (stage: Stage, name = "Mia") => stage.payBond(name);
  const refusal = (stage: Stage, name = "Mia") => {
    const { result } = pays(stage, name);
    return result.ok ? "yes" : { code: result.error.code, facts: result.error.facts };
  };

  test("up to the last moment after the bell, and not one later", () => {
    expect(refusal(offered().at(CLOSES + HOUR - 1))).toBe("yes");
    expect(refusal(offered().at(CLOSES + HOUR))).toEqual({ code: "state-conflict", facts: { state: "refused" } });
  });

  test("while the bell still waits for answers", () => {
    const stage = offered().at(CLOSES - 1);
    stage.join("Cem");
    stage.at(CLOSES).poke();
    expect(stage.groupBuy.state).toBe("closing");
    expect(refusal(stage)).toBe("yes");
    const late = offered().at(CLOSES - 1);
    late.join("Cem");
    late.payBond("Mia");
    late.at(CLOSES).poke();
    late.answer(late.bondOf("Mia"));
    expect([late.bondOf("Mia").state, late.last("deposit_captured").open.isLate]).toEqual(["captured", false]);
  });

  test("not while the group-buy is stopped; what was on its way then counts", () => {
    const stage = paying();
    stage.operate("suspend");
    stage.answer(stage.bondOf("Mia"));
    expect([stage.bondOf("Mia").state, seen(stage)?.state]).toEqual(["captured", "paid"]);
    const other = offered();
    other.operate("suspend");
    expect(refusal(other)).toEqual({ code: "suspended", facts: undefined });
  });

  test("of nobody's offer, of another's, or for an offer that supplies nothing it is not", () => {
    const stage = offered();
    stage.offer("Nora");
    const pay = (offerId: string, name: string | null) =>
      codeOf(stage.give({ type: "pay_bond", offerId, instrument: "x" }, name === null ? null : merchant(name)));
    const { id } = stage.offerOf("Mia");
    expect([pay("of_none", "Mia"), pay(id, "Nora"), pay(id, null)]).toEqual(["not-found", "not-found", "not-found"]);
    const nobody = person("Ada");
    expect(codeOf(stage.give({ type: "pay_bond", offerId: "of_none", instrument: "x" }, nobody))).toBe("not-found");
    changed(stage, { canSupply: false, tiers: [] });
    expect(refusal(stage)).toEqual({ code: "state-conflict", facts: { state: "declined" } });
  });

  test("once: under way, to be acted on, or paid, the payment is named", () => {
    const stage = paying();
    const named = { code: "state-conflict", facts: { legId: stage.bondOf("Mia").id } };
    expect(refusal(stage)).toEqual(named);
    stage.answer(stage.bondOf("Mia"), { kind: "action_required", ref: "ref_1" });
    expect(refusal(stage)).toEqual(named);
    stage.give({ type: "recheck_leg", legId: stage.bondOf("Mia").id }, merchant("Mia"));
    stage.answer(stage.bondOf("Mia"), { kind: "verified", deposit: held });
    expect(refusal(stage)).toEqual(named);
    stage.answer(stage.bondOf("Mia"));
    expect(refusal(stage)).toEqual(named);
  });

  test("an offer that was taken, or refused, is answered for or not: nothing more is asked of it", () => {
    const stage = bonded().bond("Nora", flat(1_100));
    stage.at(CLOSES).poke();
    expect([refusal(stage), refusal(stage, "Nora")]).toEqual([
      { code: "state-conflict", facts: { state: "accepted" } },
      { code: "state-conflict", facts: { state: "refused" } },
    ]);
  });

  test("what was opened is logged with its version and amount, and is one payment of its merchant", () => {
    const stage = paying();
    const { bondLegId, id } = stage.offerOf("Mia");
    expect(stage.last("bond_opened")).toMatchObject({
      open: { version: 1, amount: 950, currency: "EUR" },
      sealed: {
        offerId: id,
        leg: {
          legId: bondLegId,
          personId: merchant("Mia").personId,
          purpose: "bond",
          quantity: 0,
          amountMinor: 950,
          plan: "C",
          instrument: "sandbox:ok",
        },
      },
    });
    expect(stage.bondOf("Mia")).toMatchObject({ offerId: id, memberId: null, state: "opening" });
  });
});

describe("G18: what the choice waits for", () => {
  test("bonds that are missing, an hour after the last offer; not those of offers that are over", () => {
    const stage = bonded();
    expect([isBondMissing(stage.groupBuy), choosableFromMs(stage.groupBuy)]).toEqual([false, CLOSES]);
    stage.offer("Nora");
    expect([isBondMissing(stage.groupBuy), choosableFromMs(stage.groupBuy)]).toEqual([true, CLOSES + HOUR]);
    withdrawn(stage, "Nora");
    expect([isBondMissing(stage.groupBuy), choosableFromMs(stage.groupBuy)]).toEqual([false, CLOSES]);
    expect(bondsUntilMs(openStage().groupBuy)).toBe(CLOSES);
  });

  test("a bond that a dearer version has outgrown is missing", () => {
    expect(isBondMissing(changed(bonded(), flat(951)).groupBuy)).toBe(true);
    expect(isBondMissing(changed(bonded(), flat(950)).groupBuy)).toBe(false);
  });

  test("where the one that was taken falls, the next one stands with the bond that it kept", () => {
    const stage = wanted();
    stage.bond("Mia", { ...flat(900), firm: false }).bond("Nora", { ...flat(950), firm: false });
    stage.at(CLOSES).poke();
    expect([seen(stage)?.state, seen(stage, "Nora")?.state]).toEqual(["paid", "paid"]);
    stage.word("Mia", "decline_offer");
    expect(stage.groupBuy).toMatchObject({ state: "confirming", award: { merchantId: "mer_nora" } });
    expect([seen(stage)?.state, seen(stage, "Nora")?.state]).toEqual(["returning", "paid"]);
  });
});

describe("for the record: what could have been chosen is told as it was at the choice", () => {
  const told = (stage: Stage) =>
    offersAtChoice(stage.groupBuy).map(({ offer, isAcceptable }) => [offer.merchantId, isAcceptable]);

  test("whose bond was there then, though it has gone back since; not whose came later or never", () => {
    const stage = wanted().bond("Mia").bond("Nora", flat(1_100));
    stage.offer("Otis", flat(700));
    stage.at(CLOSES + HOUR - 1).payBond("Otis");
    const atChoice = compareOffers(stage.groupBuy, CLOSES + HOUR - 1).map(({ offer, isAcceptable }) => [
      offer.merchantId,
      isAcceptable,
    ]);
    stage.at(CLOSES + HOUR).poke();
    stage.at(CLOSES + HOUR + 1).answerAll(); // Otis' money comes too late, and goes back like Nora's.
    expect([stage.bondOf("Nora").state, stage.bondOf("Otis").state]).toEqual(["refunded", "refunded"]);
    const expected = [
      ["mer_mia", true],
      ["mer_nora", true],
      ["mer_otis", false],
    ];
    expect([atChoice, told(stage)]).toEqual([expected, expected]);
  });

  test("whose bond arrived in the very moment of the choice was in time", () => {
    const stage = wanted().bond("Mia");
    stage.offer("Nora", flat(1_100));
    stage.at(CLOSES + HOUR / 2).payBond("Nora");
    stage.answer(stage.bondOf("Nora"));
    expect(stage.groupBuy.award?.awardedAtMs).toBe(CLOSES + HOUR / 2);
    stage.answerAll();
    expect(told(stage)).toEqual([
      ["mer_mia", true],
      ["mer_nora", true],
    ]);
  });
});

describe("it goes back when nothing may be asked of it any more", () => {
  test("of a deal that is settled, with the last goods that were received", () => {
    const stage = bonded();
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
    expect(stage.bondOf("Mia")).toMatchObject({ state: "captured", pending: null });
    for (const name of [INITIATOR, "Ada"]) stage.receive(name);
    expect(stage.bondOf("Mia")).toMatchObject({ state: "captured", pending: null });
    stage.receive("Bob");
    expect([stage.groupBuy.state, stage.offerOf("Mia").state]).toEqual(["settled", "fulfilled"]);
    expect(stage.bondOf("Mia")).toMatchObject({ state: "refunding", pending: "refund" });
  });

  test("G23: goods that are on their way or disputed have not come; received ones have", () => {
    const stage = bonded();
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of ["Ada", "Bob"]) stage.ship("Mia", name);
    stage.dispute("Ada", 500);
    stage.receive("Bob");
    stage.declareBreach(true);
    expect([INITIATOR, "Ada", "Bob"].map((name) => stage.sharesOf(name).map(({ amountMinor }) => amountMinor))).toEqual(
      [[211], [739], []],
    );
    expect([stage.sharesOf("Ada")[0]?.shareOf, stage.bondOf("Mia").state]).toEqual(["bond", "forfeited"]);
  });

  test("G23: where everybody's goods have come nobody is owed anything, and it goes back", () => {
    const stage = bonded();
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.receive(name);
    stage.declareBreach(true);
    expect(stage.count("bond_forfeited")).toBe(0);
    stage.answerAll().poke();
    stage.answerAll();
    expect(stage.bondOf("Mia").state).toBe("refunded");
  });
});
