import { describe, expect, test } from "vitest";
import type { AuditRefusal } from "../../worker/core/deposit/audit.ts";
import { dep } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { openStage, Stage } from "../support/group-buy-kit.ts";
import { withoutTouched } from "../support/group-buy-shadow.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, SECOND, START } from "../support/group-buy-terms.ts";

/** The acceptance scenarios, as far as they are the authority's decision alone. `CLOSES` is the D of their text. */

/** Reached: twelve of ten verified, and an offer that fits. */
function reachedStage(): Stage {
  const stage = openStage().seat("Ada", { quantity: 10 });
  stage.offer("Mia");
  return stage;
}

function depositsStanding(stage: Stage): number {
  const balances = project(stage.journals);
  const { currency } = stage.groupBuy.terms;
  return [...stage.groupBuy.legs.keys()].reduce((sum, id) => sum + standingOf(balances, dep(id), currency), 0);
}

describe("Scenario 1: one millisecond late", () => {
  const asks = [-1, 0, 1];

  test.each([
    ["no alarm before the requests", []],
    ["an alarm between them", [0]],
    ["alarms at every moment", [-1, 0, 1]],
  ])("T2: read at D−1, D and D+1, with %s", (_name, alarms: number[]) => {
    const stage = openStage();
    const outcomes = asks.map((offset) => {
      stage.at(CLOSES + offset);
      if (alarms.includes(offset)) stage.poke();
      const outcome = stage.join(`Buyer${offset}`);
      if (alarms.includes(offset)) stage.poke();
      return outcome;
    });
    expect(outcomes.map(codeOf)).toEqual([null, "deadline-passed", "deadline-passed"]);
    expect(stage.stateOf("Buyer-1")).toBe("held");
    // What the receipts show: the stamp against the deadline, in the signed bytes themselves.
    const shown = stage.logged
      .filter(({ event }) => event.type === "join_refused" || (event.type === "joined" && event.atMs === CLOSES - 1))
      .map(({ leaf }) => JSON.parse(leaf) as { at: number; deadline: number })
      .map(({ at, deadline }) => at - deadline);
    expect(shown).toEqual([-1, 0, 1]);
    expect(outcomes.every(({ decidedSeq }) => decidedSeq !== null)).toBe(true);
  });

  test("T2: the refusal says by how much", () => {
    const stage = openStage().at(CLOSES + 1);
    expect(stage.join("Late").result).toMatchObject({ ok: false, error: { facts: { lateMs: 1 } } });
    expect(stage.last("join_refused").open).toEqual({ code: "deadline-passed", qty: 1, marginMs: -1 });
  });

  test("the certificate names the last in time and the first late, by number and stamp", () => {
    const stage = openStage().at(CLOSES - 1);
    stage.join("Last");
    const { seq } = stage.last("joined");
    stage.at(CLOSES).join("First late");
    stage.at(CLOSES + SECOND).answer(stage.legOf("Last"));
    expect(stage.groupBuy.certificate).toMatchObject({
      lastInTimeSeq: seq,
      lastInTimeAtMs: CLOSES - 1,
      firstLateSeq: stage.last("join_refused").seq,
      firstLateAtMs: CLOSES,
    });
  });
});

describe("Scenario 2: the alarm is late", () => {
  function play(alarmsAt: readonly number[]): Stage {
    const stage = openStage().seat("Ada", { quantity: 10 });
    stage.at(CLOSES - SECOND).join("Holds", { quantity: 1 }); // Unpaid, so that closing lasts.
    for (const offset of [5 * SECOND, 40 * SECOND, 58 * SECOND, 20 * MINUTE]) {
      stage.at(CLOSES + offset);
      if (alarmsAt.includes(offset)) stage.poke();
      else if (offset < 50 * SECOND) stage.join(`Late${offset}`);
      if (offset === 5 * SECOND) {
        expect(stage.groupBuy).toMatchObject({ state: "closing", effectiveAtMs: CLOSES });
      }
    }
    return stage;
  }

  test("T5: joins at D+5 s and D+40 s are refused, and the first of them shows `closing` since D", () => {
    const stage = play([58 * SECOND, 20 * MINUTE]);
    expect(stage.count("join_refused")).toBe(2);
    expect(stage.logged.find(({ event }) => event.type === "closing")?.event).toMatchObject({
      atMs: CLOSES + 5 * SECOND,
      effectiveAtMs: CLOSES,
    });
  });

  test("the certificate is that of a punctual run", () => {
    const late = play([58 * SECOND, 20 * MINUTE]).groupBuy.certificate;
    const stage = openStage().seat("Ada", { quantity: 10 });
    stage.at(CLOSES - SECOND).join("Holds", { quantity: 1 });
    stage.at(CLOSES).poke();
    stage.at(CLOSES + 5 * SECOND).join("Late5000");
    stage.at(CLOSES + 40 * SECOND).join("Late40000");
    const windowEnds = CLOSES - SECOND + 10 * MINUTE;
    stage.at(windowEnds - 1).poke();
    expect(stage.groupBuy.certificate).toBeNull();
    stage.at(windowEnds).poke();
    expect(late).toEqual(stage.groupBuy.certificate);
    expect(late).toMatchObject({ frozenAtMs: windowEnds, verifiedQuantity: 12, outcome: "reached" });
  });
});

describe("Scenario 3: the alarm is early, then comes twice", () => {
  test("T5: nothing before D, exactly one close after it", () => {
    const stage = reachedStage();
    const before = stage.types().length;
    expect(stage.at(CLOSES - 8).poke().logged).toEqual([]);
    expect(stage.types()).toHaveLength(before);
    const rung = stage.at(CLOSES + 1).poke();
    expect(rung.logged.map(({ event }) => event.type)).toEqual(["closing", "closed", "awarded", "accepted"]);
    expect(stage.poke().logged).toEqual([]);
    expect([stage.count("closing"), stage.count("closed"), stage.count("awarded")]).toEqual([1, 1, 1]);
  });
});

describe("Scenario 4: the alarm never comes", () => {
  test("T5: whoever asks first rings the bell, effective at D", () => {
    const stage = reachedStage().at(CLOSES + 90 * SECOND);
    stage.poke();
    expect(stage.groupBuy.state).toBe("collecting");
    expect(stage.logged.find(({ event }) => event.type === "closing")?.event.effectiveAtMs).toBe(CLOSES);
    expect(stage.groupBuy.balanceDueAtMs).toBe(CLOSES + 72 * HOUR);
  });
});

describe("Scenario 5: paid after the close, inside the grace", () => {
  test("T4, M4: the seat counts, and the minimum is reached because of it", () => {
    const stage = openStage().seat("Ada", { quantity: 7 });
    stage.offer("Mia");
    stage.at(CLOSES - 2 * SECOND).join("Bob", { quantity: 1 });
    stage.at(CLOSES + 4 * MINUTE).answer(stage.legOf("Bob"));
    expect(stage.groupBuy).toMatchObject({
      state: "collecting",
      certificate: { verifiedQuantity: 10, outcome: "reached" },
    });
    expect(stage.groupBuy.certificate?.frozenAtMs).toBe(CLOSES + 4 * MINUTE);
    expect(stage.stateOf("Bob")).toBe("balance_due");
  });
});

describe("Scenario 6: paid after the grace", () => {
  test("M5: the seat had lapsed, the money goes back by itself, the count stays", () => {
    const stage = openStage().seat("Ada", { quantity: 7 });
    stage.at(CLOSES - 2 * SECOND).join("Bob", { quantity: 1 });
    const leg = stage.legOf("Bob");
    stage.at(CLOSES + 11 * MINUTE).answer(leg);
    expect(stage.stateOf("Bob")).toBe("lapsed");
    expect(stage.groupBuy.certificate).toMatchObject({ verifiedQuantity: 9, outcome: "below_minimum" });
    expect(stage.last("deposit_held").open).toMatchObject({ isLate: true });
    expect(leg).toMatchObject({ state: "releasing", pending: "release" });
    stage.answerAll();
    expect(leg).toMatchObject({ state: "released", pending: null, heldMinor: 0 });
    expect(checkLedger(stage.journals)).toEqual([]);
    expect(depositsStanding(stage)).toBe(0);
  });

  test("M5: money that was taken at once (plan C) is refunded", () => {
    const stage = openStage({ provider: { canAuthorize: false } });
    stage.at(CLOSES - 2 * SECOND).join("Bob");
    stage.at(CLOSES + 11 * MINUTE).answer(stage.legOf("Bob"));
    expect(stage.last("deposit_captured").open).toMatchObject({ isLate: true });
    expect(stage.legOf("Bob")).toMatchObject({ state: "refunding", pending: "refund" });
    stage.answerAll();
    expect(depositsStanding(stage)).toBe(0);
  });
});

describe("Scenario 7: the initiator's card is declined, then accepted twice", () => {
  test("G3, G4: a decline leaves an invisible draft; the second attempt opens once", () => {
    const stage = new Stage();
    stage.submit("sandbox:decline");
    stage.decline(stage.legOf(INITIATOR));
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "declined", publishedAtMs: null });
    expect(codeOf(stage.join("Ada"))).toBe("not-found");
    expect(codeOf(stage.offer("Mia"))).toBe("not-found");

    stage.submit();
    expect(codeOf(stage.submit())).toBe("state-conflict"); // The second click.
    const leg = stage.legOf(INITIATOR);
    const answer = {
      type: "provider_answered",
      legId: leg.id,
      step: "open",
      attempt: leg.attempt,
      outcome: { kind: "verified", deposit: { ref: "ref_2", captureBeforeMs: START + 7 * DAY, state: "held" } },
    } as const;
    for (let delivery = 0; delivery < 3; delivery += 1) stage.give(answer);
    stage.give({ ...answer, outcome: { kind: "declined", code: "out-of-order" } });
    expect(stage.count("opened")).toBe(1);
    expect(stage.count("deposit_held")).toBe(1);
    expect([...stage.groupBuy.legs.values()].filter(({ heldMinor }) => heldMinor > 0)).toEqual([leg]);
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
  });

  test("G4: the late answer of a returned submission opens nothing, even while the next one waits", () => {
    const stage = new Stage();
    stage.submit();
    const first = stage.legOf(INITIATOR);
    stage.at(START + 30 * MINUTE).poke();
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "timeout" });
    stage.submit();
    stage.answer(first);
    expect(stage.groupBuy.state).toBe("awaiting_deposit");
    expect(first).toMatchObject({ state: "releasing", pending: "release" });
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("open");
    expect(stage.legOf(INITIATOR).id).not.toBe(first.id);
  });
});

describe("Scenario 8: proof that does not prove", () => {
  const REFUSALS: readonly AuditRefusal[] = [
    { code: "deposit-mismatch", reason: "other-deposit" },
    { code: "deposit-mismatch", reason: "other-group-buy" },
    { code: "deposit-mismatch", reason: "other-mode" },
    { code: "deposit-mismatch", reason: "other-currency" },
    { code: "deposit-mismatch", reason: "other-amount" },
    { code: "deposit-mismatch", reason: "captured-other-amount" },
    { code: "deposit-already-used", reason: "reference-consumed" },
    { code: "deposit-declined", reason: "hold-too-short" },
    { code: "deposit-declined", reason: "lapsed" },
    { code: "deposit-declined", reason: "declined", declineCode: "expired-card" },
  ];

  test.each(REFUSALS)("G4: $reason does not publish, and the log says why", (refusal) => {
    const stage = new Stage();
    stage.submit();
    stage.refuseAudit(stage.legOf(INITIATOR), refusal);
    expect(stage.groupBuy).toMatchObject({ state: "draft", reason: "audit", publishedAtMs: null });
    expect(stage.last("deposit_declined").open.reason).toBe(refusal.reason);
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("draft");
  });

  test.each(REFUSALS)("M4: $reason does not seat; what is held anyway goes back", (refusal) => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    stage.refuseAudit(leg, refusal);
    expect(stage.stateOf("Ada")).toBe("held");
    expect(stage.groupBuy.verifiedQuantity).toBe(2);
    expect(leg).toMatchObject({ state: "declined", pending: "release" });
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("held");
    stage.at(START + HOUR + 10 * MINUTE).poke();
    expect(stage.stateOf("Ada")).toBe("lapsed");
  });

  test("M4: a refused deposit that turns out to have been taken is refunded and seats nobody", () => {
    const stage = openStage();
    stage.join("Ada");
    const leg = stage.legOf("Ada");
    stage.refuseAudit(leg, { code: "deposit-mismatch", reason: "other-amount" });
    stage.answer(leg, { kind: "captured", ref: "ref_x", capturedMinor: 99, isDirect: true });
    expect(stage.stateOf("Ada")).toBe("held");
    expect(leg).toMatchObject({ state: "refunding", pending: "refund", capturedMinor: 99 });
    stage.answerAll();
    expect(depositsStanding(stage)).toBe(0);
  });
});

describe("Scenario 9: two tabs join twice", () => {
  test("M1: one membership, one leg; the second is told `already-joined` and where", () => {
    const stage = openStage();
    stage.join("Ada", { quantity: 1 });
    const second = stage.at(stage.nowMs + 3).join("Ada", { quantity: 2 });
    expect(second.result).toMatchObject({
      ok: false,
      error: { code: "already-joined", facts: { memberId: stage.member("Ada").id } },
    });
    expect(stage.last("join_refused").open.code).toBe("already-joined");
    expect(stage.groupBuy.members.size).toBe(2);
    expect(stage.groupBuy.legs.size).toBe(2);
    expect(stage.member("Ada").quantity).toBe(1);
  });
});

describe("Scenario 10: one seat, 500 joiners", () => {
  test("M1–M3: one held, 499 waiting in order; when the winner lapses, number 2 is asked", () => {
    const stage = openStage({ terms: { quantityMinimum: 3, quantityMaximum: 3 } });
    const names = Array.from({ length: 500 }, (_, index) => `Buyer${index}`);
    names.forEach((name, index) => {
      stage.at(START + HOUR + Math.floor((index * 300) / 500));
      expect(stage.join(name).decidedSeq).not.toBeNull();
    });
    const states = names.map((name) => stage.stateOf(name));
    expect(states[0]).toBe("held");
    expect(states.slice(1)).toEqual(Array.from({ length: 499 }, () => "waitlisted"));
    const seqs = names.map((name) => stage.member(name).seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(stage.groupBuy.legs.size).toBe(2); // None of those who wait is asked for money.

    stage.at(START + HOUR + 10 * MINUTE - 1).poke();
    expect(stage.stateOf("Buyer0")).toBe("held");
    stage.at(START + HOUR + 10 * MINUTE).poke();
    expect(["Buyer0", "Buyer1", "Buyer2"].map((name) => stage.stateOf(name))).toEqual(["lapsed", "held", "waitlisted"]);
    expect(stage.legOf("Buyer1")).toMatchObject({ state: "intended", pending: null });
    expect(stage.member("Buyer1").payByMs).toBe(START + HOUR + 20 * MINUTE);
    stage.give({ type: "confirm_leg", legId: stage.legOf("Buyer1").id, instrument: "sandbox:ok" }, person("Buyer1"));
    stage.answer(stage.legOf("Buyer1"));
    expect(stage.stateOf("Buyer1")).toBe("active");
    expect(stage.groupBuy).toMatchObject({ verifiedQuantity: 3, heldQuantity: 0, waitlistedQuantity: 498 });
  });
});

describe("Scenario 11: overload in the last second", () => {
  test("T3: a thousand joins stamped before D are in time, however late they are judged", () => {
    const stage = openStage({ terms: { quantityMaximum: null }, isShadowed: false });
    // Stamps are read on arrival; the queue is worked off one by one, in order, and moves no stamp.
    const stamps = Array.from({ length: 1_000 }, (_, index) => CLOSES - 1_000 + Math.floor((index * 980) / 1_000));
    const codes = stamps.map((recvMs, index) => codeOf(stage.at(recvMs).join(`Buyer${index}`)));
    expect(codes.filter((code) => code !== null)).toEqual([]);
    expect(stage.groupBuy.heldQuantity).toBe(1_000);
    expect(stage.groupBuy.state).toBe("open");
    expect(Math.max(...stage.logged.map(({ event }) => event.atMs))).toBeLessThan(CLOSES);
  });
});

describe("Scenario 23: suspended in the last minute", () => {
  test("a refusal carries `suspended`, also after the deadline has passed", () => {
    const stage = openStage();
    stage.operate("suspend");
    const refused = { ok: false, error: { code: "suspended" } };
    expect(stage.at(CLOSES - 1).join("Ada").result).toMatchObject(refused);
    expect(stage.at(CLOSES + HOUR).join("Ada").result).toMatchObject(refused);
    expect(stage.offer("Mia").result).toMatchObject(refused);
    expect(stage.groupBuy).toMatchObject({ state: "suspended", firstLate: null });
  });
});

describe("Scenario 24: money is exact", () => {
  test.each([
    { currency: "JPY", targetUnitPriceMinor: 1_501, depositPerUnitMinor: 151 },
    { currency: "EUR", targetUnitPriceMinor: 1_999, depositPerUnitMinor: 333 },
    { currency: "JOD", targetUnitPriceMinor: 12_345, depositPerUnitMinor: 1_237 },
  ])("$currency: from the holds to the merchant's share nothing is lost or made", (terms) => {
    const unitPriceMinor = terms.targetUnitPriceMinor - 7;
    const stage = openStage({
      terms: { ...terms, ceilingUnitPriceMinor: terms.targetUnitPriceMinor * 2, initiatorQuantity: 3 },
      policy: { feeBasisPoints: 137 },
    });
    stage.seat("Ada", { quantity: 3 }).seat("Bob", { quantity: 4, country: "FR" });
    stage.offer("Mia", { tiers: [{ fromQuantity: 1, unitPriceMinor }] });
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada", "Bob"]) {
      stage.ship("Mia", name);
      stage.give({ type: "confirm_received" }, person(name));
    }
    expect(stage.groupBuy.state).toBe("settled");
    expect(checkLedger(stage.journals)).toEqual([]);
    expect(depositsStanding(stage)).toBe(0);

    const balances = project(stage.journals);
    const { currency } = terms;
    const { merchantId } = merchant("Mia");
    const shares = [`mer:${merchantId}:payable`, `mer:${merchantId}:reserve`, "plat:fee"].map((account) =>
      standingOf(balances, account, currency),
    );
    const goodsMinor = 6 * (unitPriceMinor + 50) + 4 * (unitPriceMinor + 90);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(goodsMinor);
    expect(standingOf(balances, "prov:sandbox:clearing", currency)).toBe(goodsMinor);
    expect(shares.every((share) => share > 0)).toBe(true);
  });

  test("a failed group-buy leaves every deposit account at zero", () => {
    const stage = openStage({ provider: { canAuthorize: false } })
      .seat("Ada")
      .seat("Bob", { quantity: 3 });
    expect(depositsStanding(stage)).toBe(600);
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "below_minimum" });
    expect(depositsStanding(stage)).toBe(600); // Nothing is back before the provider says so.
    stage.answerAll();
    expect(depositsStanding(stage)).toBe(0);
    expect(checkLedger(stage.journals)).toEqual([]);
  });
});

describe("Scenario 25: failure in between", () => {
  test("the state after a replay of the stored log is the live state", () => {
    const stage = reachedStage();
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    expect(withoutTouched(stage.replayed())).toEqual(withoutTouched(stage.groupBuy)); // With calls under way.
    stage.answerAll();
    stage.ship("Mia", "Ada");
    expect(withoutTouched(stage.replayed())).toEqual(withoutTouched(stage.groupBuy));
  });
});
