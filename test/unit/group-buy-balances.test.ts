/** M10, scenario 22: balances and the deposits that are taken with them, where they cross other things under way. */
import { describe, expect, test } from "vitest";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, OPERATOR, person } from "../support/group-buy-persons.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { loggedSince, told } from "../support/payment-stages.ts";
import { CLOSES, DAY, HOUR, START } from "../support/group-buy-terms.ts";

const PLAN_C = { provider: { canAuthorize: false } };

/** Ines 2 and Ada 8 owe their balances. */
function due(options: StageOptions = {}): Stage {
  const stage = openStage(options).seat("Ada", { quantity: 8 });
  stage.offer("Mia");
  return stage.at(stage.groupBuy.terms.closesAtMs).answerAll();
}

describe("a balance that came to nothing may be followed by another", () => {
  const held = (stage: Stage) =>
    ({ kind: "verified", deposit: { ref: "ref_b", captureBeforeMs: stage.nowMs + DAY, state: "held" } }) as const;
  const refused = { code: "deposit-mismatch", reason: "other-amount" } as const;

  test.each<[string, (stage: Stage) => void, string, string | null]>([
    ["declined", (s) => s.decline(s.balanceOf("Ada")), "declined", null],
    ["refused by the audit", (s) => s.refuseAudit(s.balanceOf("Ada"), refused, false), "declined", null],
    [
      "held, and lapsed before it was taken",
      (s) => (take(s, held(s)), s.answer(s.balanceOf("Ada"), { kind: "lapsed" })),
      "lapsed",
      null,
    ],
    [
      "held, and its capture refused: it is let go",
      (s) => (take(s, held(s)), s.decline(s.balanceOf("Ada"))),
      "releasing",
      null,
    ],
    [
      "and has been let go",
      (s) => (take(s, held(s)), s.decline(s.balanceOf("Ada")), s.answer(s.balanceOf("Ada"))),
      "released",
      null,
    ],
    ["on its way", () => undefined, "opening", "state-conflict"],
    [
      "to be acted on",
      (s) => s.answer(s.balanceOf("Ada"), { kind: "action_required", ref: "r" }),
      "action_required",
      "state-conflict",
    ],
    ["held, and being taken", (s) => take(s, held(s)), "held", "state-conflict"],
  ])("%s", (_, act, state, code) => {
    const stage = due();
    stage.poke();
    stage.payBalance("Ada");
    act(stage);
    expect(stage.balanceOf("Ada").state).toBe(state);
    expect(codeOf(stage.payBalance("Ada"))).toBe(code);
    expect(stage.balanceOf("Ada").state).toBe(code === null ? "opening" : state);
  });

  function take(stage: Stage, outcome: ReturnType<typeof held>): void {
    stage.answer(stage.balanceOf("Ada"), outcome);
  }
});

describe("M10: with the balance the deposit is taken", () => {
  test("each by a call of its own; paid is the seat when both are there, whichever comes last", () => {
    for (const lastIsDeposit of [true, false]) {
      const stage = due();
      stage.poke();
      stage.payBalance("Ada");
      const [deposit, balance] = [stage.legOf("Ada"), stage.balanceOf("Ada")];
      const { length } = stage.logged;
      stage.answer(balance, {
        kind: "verified",
        deposit: { ref: "ref_b", captureBeforeMs: stage.nowMs + DAY, state: "held" },
      });
      expect(loggedSince(stage, length)).toBe(`deposit_held amount=${balance.amountMinor}, call_planned, call_planned`);
      expect([deposit.pending, balance.pending]).toEqual(["capture", "capture"]);
      const [first, last] = lastIsDeposit ? [balance, deposit] : [deposit, balance];
      stage.answer(first);
      expect(stage.stateOf("Ada")).toBe("balance_due");
      stage.answer(last);
      expect(stage.stateOf("Ada")).toBe("paid");
      expect(stage.last("paid")).toMatchObject({ actor: person("Ada").pseudonym, open: { qty: 8 } });
    }
  });

  test("taken at once, the balance takes the deposit that was only held", () => {
    const stage = due();
    stage.poke();
    stage.payBalance("Ada");
    stage.answer(stage.balanceOf("Ada"), {
      kind: "verified",
      deposit: { ref: "ref_b", captureBeforeMs: null, state: "captured" },
    });
    expect([stage.legOf("Ada").pending, stage.stateOf("Ada")]).toEqual(["capture", "balance_due"]);
    stage.answer(stage.legOf("Ada"));
    expect(stage.stateOf("Ada")).toBe("paid");
  });

  test("a deposit that is being taken already is not asked for twice", () => {
    const closesAtMs = START + 6 * DAY + 2 * HOUR; // As Ada's hold is due to be converted.
    const stage = openStage({ terms: { closesAtMs } }).seat("Ada", { quantity: 8 });
    stage.offer("Mia");
    stage.at(closesAtMs).poke();
    expect([stage.stateOf("Ada"), stage.legOf("Ada").pending]).toEqual(["balance_due", "capture"]);
    stage.payBalance("Ada");
    const { length } = stage.logged;
    stage.answer(stage.balanceOf("Ada"));
    const amount = stage.balanceOf("Ada").amountMinor;
    expect(loggedSince(stage, length)).toBe(`deposit_held amount=${amount}, call_planned`);
    expect([stage.legOf("Ada").pending, stage.legOf("Ada").attempt]).toEqual(["capture", 1]);
  });

  test("a deposit whose first capture was refused is tried again by itself, also where its end is not known", () => {
    const stage = openStage();
    stage.join("Ada", { quantity: 8 });
    stage.answer(stage.legOf("Ada"), {
      kind: "verified",
      deposit: { ref: "ref_a", captureBeforeMs: null, state: "held" },
    });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    stage.payBalance("Ada");
    stage.answer(stage.balanceOf("Ada"));
    stage.decline(stage.legOf("Ada"), "limit");
    expect(stage.last("capture_failed")).toMatchObject({
      actor: person("Ada").pseudonym,
      sealed: { legId: stage.legOf("Ada").id, code: "limit", retryAtMs: CLOSES + 6 * HOUR },
    });
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", pending: null });
    stage.at(CLOSES + 6 * HOUR - 1).poke();
    expect(stage.legOf("Ada").pending).toBeNull();
    stage.at(CLOSES + 6 * HOUR).poke();
    expect(stage.legOf("Ada").pending).toBe("capture");
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("paid");
  });
});

describe("scenario 22: a seat whose conversion fails for good", () => {
  test("ends, named with its quantity; of two deposits only the part that rests on it", () => {
    const stage = openStage({ terms: { closesAtMs: START + 14 * DAY } }).seat("Ada", { quantity: 4 });
    stage.change("Ada", 6);
    stage.answerAll();
    const part = stage.partLegOf("Ada");
    stage.at(START + 6 * DAY + HOUR).poke();
    const lastTry = (leg: typeof part) => {
      stage.decline(leg);
      stage.at(stage.nowMs + 6 * HOUR).poke();
      const { length } = stage.logged;
      stage.decline(leg);
      return loggedSince(stage, length);
    };
    expect(lastTry(part)).toMatch(/^capture_failed, part_ended /);
    expect(stage.member("Ada")).toMatchObject({ state: "active", quantity: 4 });
    const deposit = stage.legOf("Ada");
    if (deposit.pending === null) throw new Error("it is converted as well");
    expect(lastTry(deposit)).toBe("capture_failed, seat_expired qty=4");
    expect(told(deposit)).toMatch(/^releasing, asked: release /);
  });
});

describe("the initiator's own", () => {
  test("taken while their draft is still looked at, it is for something; rejected, it goes back", () => {
    const stage = new Stage({ policy: { isReviewed: true }, terms: { closesAtMs: START + 20 * DAY } });
    stage.submit();
    const leg = stage.legOf(INITIATOR);
    const soon = { ref: "ref_i", captureBeforeMs: START + 2 * DAY, state: "held" } as const;
    stage.answer(leg, { kind: "verified", deposit: soon });
    expect([stage.groupBuy.state, leg.convertAtMs]).toEqual(["in_review", START + DAY]);
    stage.at(START + DAY).poke();
    stage.answer(leg);
    expect([leg.state, stage.last("deposit_captured").open.isLate]).toEqual(["captured", false]);
    stage.give({ type: "reject", reason: "No." }, person(OPERATOR));
    expect(leg).toMatchObject({ state: "refunding", pending: "refund" });
  });

  test("G8: alone, however much they want themselves, nobody relies on it: called off without a word, nothing is lost", () => {
    const stage = openStage({ terms: { initiatorQuantity: 10 } });
    expect(codeOf(stage.cancel(""))).toBeNull();
    expect(stage.count("guarantee_called")).toBe(0);
    stage.answerAll();
    expect(stage.legOf(INITIATOR).state).toBe("released");
  });

  test("a deposit that was taken late for a seat that has ended goes back whole", () => {
    const stage = openStage(PLAN_C);
    stage.join("Ada", { quantity: 3 });
    stage.leave("Ada");
    stage.answerAll();
    expect(told(stage.legOf("Ada"))).toMatch(/^refunded, asked: nothing \(1\); 0 held, 300 taken, 300 back; /);
  });
});

test("ADR 0025: a bond's capture that is refused is tried again, while its hold lasts", () => {
  const stage = openStage({ policy: { bond: { basisPoints: 1_000, payWithinMs: HOUR } } });
  stage.offer("Mia");
  stage.payBond("Mia");
  const bond = stage.bondOf("Mia");
  stage.answer(bond, { kind: "verified", deposit: { ref: "ref_1", captureBeforeMs: CLOSES + DAY, state: "held" } });
  stage.decline(bond, "limit");
  expect(bond).toMatchObject({ state: "held", pending: null, convertAtMs: stage.nowMs + 6 * HOUR, attempt: 2 });
  stage.at(stage.nowMs + 6 * HOUR).poke();
  stage.decline(bond, "limit");
  expect(bond).toMatchObject({ state: "releasing", pending: "release", convertAtMs: null });
});
