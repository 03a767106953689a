/** What people say about their deposits: when it is heard, what is logged of it, and each refusal in full. */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import { armedLegOf } from "../../worker/core/group-buy/money/deposits.ts";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { CLOSES, DAY, HOLD_MS, HOUR, MINUTE, START } from "../support/group-buy-terms.ts";

/** A refusal as it is, or the types of what was logged. */
function said({ result, logged }: Outcome): unknown {
  if (result.ok) return logged.map(({ event }) => event.type);
  const { code, pointer, facts } = result.error;
  return { code, ...(pointer !== undefined && { pointer }), ...(facts !== undefined && { facts }) };
}

const arms = (stage: Stage, name: string | null, quantity = 1) =>
  said(stage.give({ type: "arm", quantity, instrument: "sandbox:ok" }, name === null ? null : person(name)));
const confirms = (stage: Stage, name: string | null, legId: string) =>
  said(stage.give({ type: "confirm_leg", legId, instrument: "sandbox:new" }, name === null ? null : person(name)));
const rechecks = (stage: Stage, name: string | null, legId: string) =>
  said(stage.give({ type: "recheck_leg", legId }, name === null ? null : person(name)));

describe("decision 6: a deposit before the press", () => {
  test.each<[string, () => Stage, string | null, number, unknown]>([
    ["by nobody", () => openStage(), null, 1, { code: "not-found" }],
    ["of what is not published", () => new Stage(), "Ada", 1, { code: "not-found" }],
    ["while it is stopped", () => stopped(), "Ada", 1, { code: "suspended" }],
    ["after the bell", () => openStage().at(CLOSES), "Ada", 1, { code: "not-open" }],
    ["a moment before it", () => openStage().at(CLOSES - 1), "Ada", 1, ["leg_armed"]],
    ["by who sells here", () => offered(), "Mia", 1, { code: "conflict-of-interest" }],
    ["for nothing", () => openStage(), "Ada", 0, { code: "quantity-out-of-range", pointer: "/quantity" }],
    [
      "for one more than a buyer may have",
      () => openStage(),
      "Ada",
      11,
      { code: "quantity-out-of-range", pointer: "/quantity" },
    ],
    ["for as many as a buyer may have", () => openStage(), "Ada", 10, ["leg_armed"]],
  ])("%s", (_, make, name, quantity, expected) => {
    expect(arms(make(), name, quantity)).toEqual(expected);
  });

  test("one at a time, named; again where it came to nothing, and once it has become a seat", () => {
    const stage = openStage();
    const first = stage.arm("Ada", 2);
    const conflict = { code: "state-conflict", facts: { legId: first } };
    expect(arms(stage, "Ada")).toEqual(conflict);
    expect(arms(stage, "Bob")).toEqual(["leg_armed"]); // Another's stands in nobody's way.
    stage.answerAll();
    expect(arms(stage, "Ada")).toEqual(conflict);
    stage.join("Ada", { quantity: 2, armedLegId: first });
    expect(arms(stage, "Ada")).toEqual(["leg_armed"]);
    stage.decline(stage.pending()[0] ?? stage.legOf("Ada"));
    expect(arms(stage, "Ada")).toEqual(["leg_armed"]);
  });

  test("it is logged as a payment of this person, for this many, by this instrument", () => {
    const stage = openStage();
    const legId = stage.arm("Ada", 3);
    expect(stage.last("leg_armed")).toMatchObject({
      actor: person("Ada").pseudonym,
      open: {},
      sealed: {
        leg: {
          legId,
          personId: person("Ada").personId,
          purpose: "deposit",
          quantity: 3,
          amountMinor: 300,
          plan: "A",
          instrument: "sandbox:ok",
        },
      },
    });
  });

  test("H5: a seat in line is paid for by one of its own buyer for as many, while it is there", () => {
    const stage = openStage();
    const legId = stage.arm("Ada", 3);
    const wanted = { personId: person("Ada").personId, quantity: 3 };
    expect(armedLegOf(stage.groupBuy, wanted)?.id).toBe(legId);
    expect(armedLegOf(stage.groupBuy, { ...wanted, quantity: 2 })).toBeNull();
    expect(armedLegOf(stage.groupBuy, { ...wanted, personId: person("Bob").personId })).toBeNull();
    stage.decline(stage.pending()[0] ?? stage.legOf("Ada"));
    expect(armedLegOf(stage.groupBuy, wanted)).toBeNull();
  });

  test.each<[string, StageOptions, string]>([
    ["a hold that outlasts everything", {}, "A"],
    ["a bell too late for it", { terms: { closesAtMs: START + 14 * DAY } }, "B"],
    ["a provider that cannot hold", { provider: { canAuthorize: false } }, "C"],
    ["a provider that promises nothing", { provider: { guaranteedAuthMs: null } }, "B"],
    // 24 h to the bell, 20 min to pay, 72 h for the balance, a day of margin, asked for at the hour.
    ["a hold that just suffices", { provider: { guaranteedAuthMs: 4 * DAY + 23 * HOUR + 20 * MINUTE } }, "A"],
    ["a hold a moment too short", { provider: { guaranteedAuthMs: 4 * DAY + 23 * HOUR + 20 * MINUTE - 1 } }, "B"],
    ["an announced extension counts", extended(5 * DAY + 23 * HOUR + 20 * MINUTE), "A"],
    ["to its last moment", extended(5 * DAY + 23 * HOUR + 20 * MINUTE - 1), "B"],
  ])("money 1.4: %s", (_, options, plan) => {
    const stage = openStage(options);
    stage.arm("Ada");
    expect(stage.last("leg_armed").sealed.leg.plan).toBe(plan);
  });
});

describe("another instrument, or the first", () => {
  test("is heard of the payer whose payment waits for one, and of nobody else", () => {
    const stage = openStage();
    stage.join("Ada", { quantity: 2, instrument: null });
    const leg = stage.legOf("Ada");
    expect([confirms(stage, "Bob", leg.id), confirms(stage, null, leg.id), confirms(stage, "Ada", "dep_none")]).toEqual(
      [{ code: "not-found" }, { code: "not-found" }, { code: "not-found" }],
    );
    expect(confirms(stage, "Ada", leg.id)).toEqual(["leg_confirmed"]);
    expect(leg).toMatchObject({
      state: "opening",
      pending: "open",
      instrument: "sandbox:new",
      attempt: 2,
      declineCode: null,
    });
    expect(stage.last("leg_confirmed")).toMatchObject({
      actor: person("Ada").pseudonym,
      sealed: { legId: leg.id, instrument: "sandbox:new" },
    });
    expect(confirms(stage, "Ada", leg.id)).toEqual({ code: "state-conflict", facts: { state: "opening" } });
    stage.answerAll();
    expect(confirms(stage, "Ada", leg.id)).toEqual({ code: "state-conflict", facts: { state: "held" } });
  });

  test("after a decline, and not while money of the first is on its way back", () => {
    const stage = openStage();
    stage.join("Ada");
    stage.join("Bob");
    stage.decline(stage.legOf("Ada"), "limit");
    stage.refuseAudit(stage.legOf("Bob"), { code: "deposit-mismatch", reason: "other-amount" });
    expect(stage.legOf("Ada").declineCode).toBe("limit");
    expect(confirms(stage, "Ada", stage.legOf("Ada").id)).toEqual(["leg_confirmed"]);
    expect(stage.legOf("Ada").declineCode).toBeNull();
    const conflict = { code: "state-conflict", facts: { state: "declined" } };
    expect(confirms(stage, "Bob", stage.legOf("Bob").id)).toEqual(conflict);
    stage.answer(stage.legOf("Bob")); // What was held for the first is let go.
    expect(stage.legOf("Bob").state).toBe("released");
    expect(confirms(stage, "Bob", stage.legOf("Bob").id)).toEqual({
      code: "state-conflict",
      facts: { state: "released" },
    });
  });

  test("not for what nobody wants any more", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    stage.decline(leg);
    stage.leave("Ada");
    expect(confirms(stage, "Ada", leg.id)).toEqual({ code: "state-conflict", facts: { state: "declined" } });
  });
});

describe("read again, when its buyer says that they have acted", () => {
  test("by themselves or by us, where there is something to read; else nothing is done", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    expect(rechecks(stage, "Ada", leg.id)).toEqual([]);
    stage.answer(leg, { kind: "action_required", ref: "ref_1" });
    expect([rechecks(stage, "Bob", leg.id), rechecks(stage, "Ada", "dep_none")]).toEqual([
      { code: "not-found" },
      { code: "not-found" },
    ]);
    expect(rechecks(stage, "Ada", leg.id)).toEqual(["call_planned"]);
    expect(stage.last("call_planned")).toMatchObject({
      actor: person("Ada").pseudonym,
      open: {},
      sealed: { legId: leg.id, step: "read", captureMinor: null },
    });
    expect(leg).toMatchObject({ state: "action_required", pending: "read" });
    expect(rechecks(stage, "Ada", leg.id)).toEqual([]);
    stage.answer(leg, { kind: "action_required", ref: "ref_2" });
    expect(leg).toMatchObject({ state: "action_required", pending: null, providerRef: "ref_2" });
    expect(rechecks(stage, null, leg.id)).toEqual(["call_planned"]);
    expect(stage.last("call_planned").actor).toBeNull();
  });
});

describe("money that arrives when it is not for anything", () => {
  const verified = (stage: Stage) =>
    ({ kind: "verified", deposit: { ref: "ref_1", captureBeforeMs: stage.nowMs + HOLD_MS, state: "held" } }) as const;

  test("an armed deposit is for something while seats may be taken, or may be again", () => {
    for (const [act, isLate] of [
      [() => undefined, false],
      [(stage: Stage) => stage.operate("suspend"), false],
      [(stage: Stage) => stage.at(CLOSES).poke(), true],
    ] as const) {
      const stage = openStage().at(CLOSES - MINUTE);
      const leg = stage.groupBuy.legs.get(stage.arm("Ada"));
      act(stage);
      if (leg) stage.answer(leg, verified(stage));
      expect(stage.last("deposit_held").open.isLate).toBe(isLate);
    }
  });

  test("the first deposit, while the draft waits for it or is looked at", () => {
    const stage = new Stage();
    stage.submit();
    stage.give({ type: "cancel", words: "" }, person(INITIATOR));
    const leg = stage.legOf(INITIATOR);
    stage.answer(leg, verified(stage));
    expect(stage.last("deposit_held").open.isLate).toBe(true);
    expect(leg).toMatchObject({ state: "releasing", pending: "release" });
  });

  test("a second payment of a seat whose first has arrived after all", () => {
    const stage = openStage().seat("Ada", { quantity: 2 });
    const first = stage.legOf("Ada");
    stage.see(first, { state: "lapsed" });
    stage.give({ type: "confirm_leg", legId: stage.legOf("Ada").id, instrument: "sandbox:ok" }, person("Ada"));
    stage.leave("Ada");
    stage.answerAll();
    expect(stage.last("deposit_held").open.isLate).toBe(true);
    expect(stage.stateOf("Ada")).toBe("withdrawn");
  });
});

function extended(guaranteedAuthMs: number): StageOptions {
  return { terms: { extendOnceMs: DAY }, provider: { guaranteedAuthMs } };
}

function stopped(): Stage {
  const stage = openStage();
  stage.operate("suspend");
  return stage;
}

function offered(): Stage {
  const stage = openStage();
  stage.offer("Mia");
  return stage;
}
