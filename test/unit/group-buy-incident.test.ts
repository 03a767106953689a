import { describe, expect, test } from "vitest";
import { attentionOf } from "../../worker/core/group-buy/operating/attention.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { operatorActOf } from "../../worker/core/group-buy/operating/operator-acts.ts";
import { assertBooks } from "../support/group-buy-must-hold.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, OPERATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, START } from "../support/group-buy-terms.ts";

const told = (stage: Stage) =>
  stage.logged
    .flatMap(({ event }) => noticesOf(stage.groupBuy, event))
    .map(({ kind, personId }) => `${kind} ${personId}`);

describe("T7: more time after an incident", () => {
  test("one operator proposes, another says the same and decides; everybody is told why and may leave free until then", () => {
    const stage = openStage().seat("Ada", { quantity: 4 });
    const until = CLOSES + 2 * HOUR;
    expect(codeOf(stage.extend(until))).toBeNull();
    expect(stage.groupBuy.terms.closesAtMs).toBe(CLOSES); // Proposed is not decided.
    expect(attentionOf(stage.groupBuy).map(({ kind }) => kind)).toEqual(["extension_proposed"]);
    expect(codeOf(stage.extend(until))).toBe("state-conflict");
    expect(codeOf(stage.extend(until, "Olga", "I saw it too."))).toBeNull();
    expect(stage.last("incident_extended")).toMatchObject({
      actor: null,
      open: { fromMs: CLOSES, closesAtMs: until, words: "Nobody could reach us." },
    });
    expect(stage.groupBuy).toMatchObject({ state: "open", freeExitUntilMs: until, deadlineMoves: 1 });
    expect(attentionOf(stage.groupBuy)).toEqual([]);
    expect(told(stage)).toContain("incident_extended usr_ada");
    expect(stage.logged.map(({ event }) => operatorActOf(event)?.action).filter(Boolean)).toEqual([
      "propose_extension",
      "extend",
    ]);
    stage.at(until - MINUTE); // In the lock of the new deadline.
    expect(codeOf(stage.leave("Ada"))).toBeNull();
  });

  test("the terms keep their hash, and a join is in time until the new deadline", () => {
    const stage = openStage();
    const { termsHash } = stage.groupBuy;
    stage.extend(CLOSES + HOUR);
    stage.extend(CLOSES + HOUR, "Olga");
    expect(stage.groupBuy.termsHash).toBe(termsHash);
    stage.at(CLOSES + HOUR - 1);
    expect(codeOf(stage.join("Ada"))).toBeNull();
    expect(codeOf(stage.at(CLOSES + HOUR).join("Bob"))).toBe("deadline-passed");
  });

  test("another moment is another proposal; whoever named the moment before may say yes to it", () => {
    const stage = openStage();
    stage.extend(CLOSES + HOUR);
    expect(codeOf(stage.extend(CLOSES + 3 * HOUR, "Olga"))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ extensionProposal: { closesAtMs: CLOSES + 3 * HOUR } });
    expect(codeOf(stage.extend(CLOSES + 3 * HOUR))).toBeNull();
    expect(stage.groupBuy.terms.closesAtMs).toBe(CLOSES + 3 * HOUR);
  });

  test("while payments settle it opens again; once the count is frozen it never does", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.at(CLOSES - 1).join("Bob", { instrument: null });
    stage.at(CLOSES + MINUTE);
    expect(codeOf(stage.join("Late"))).toBe("deadline-passed");
    expect(stage.groupBuy.state).toBe("closing");
    stage.extend(CLOSES + HOUR);
    stage.extend(CLOSES + HOUR, "Olga");
    expect(stage.groupBuy).toMatchObject({ state: "open", bellTree: null, firstLate: null });
    expect(codeOf(stage.join("Late"))).toBeNull();
    stage.at(CLOSES + HOUR + 11 * MINUTE).poke();
    expect(stage.groupBuy.certificate).toMatchObject({ closesAtMs: CLOSES + HOUR });
    expect(codeOf(stage.extend(CLOSES + DAY))).toBe("state-conflict");
  });

  test("a proposal that nobody has confirmed ends with the count", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.extend(CLOSES + HOUR);
    stage.at(CLOSES).poke();
    expect(codeOf(stage.extend(CLOSES + HOUR, "Olga"))).toBe("state-conflict");
    expect(attentionOf(stage.groupBuy)).toEqual([]);
  });

  test("only later, on a whole second, as long as deposits can be held; and by nobody who buys or sells here", () => {
    const stage = openStage().seat("Ada");
    expect(codeOf(stage.extend(CLOSES))).toBe("deadline-past");
    expect(codeOf(stage.extend(CLOSES + 1))).toBe("timestamp-invalid");
    expect(codeOf(stage.extend(CLOSES + 400 * DAY))).toBe("duration-unsupported");
    expect(codeOf(stage.extend(CLOSES + HOUR, "Ada"))).toBe("conflict-of-interest");
    expect(codeOf(stage.give({ type: "extend", closesAtMs: CLOSES + HOUR, words: "x" }, person("Ada")))).toBe(
      "not-found",
    );
    stage.operate("suspend");
    expect(codeOf(stage.extend(CLOSES + HOUR))).toBe("state-conflict"); // The end of the suspension gives its time back (G7).
  });
});

describe("M16: removed by an operator", () => {
  test("everything goes back, the seat is free, the line is asked, and joining again is no way in", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 8 });
    stage.change("Ada", 7);
    stage.join("Bob", { quantity: 8 });
    expect(codeOf(stage.remove("Ada"))).toBeNull();
    expect(stage.last("removed")).toMatchObject({ actor: "p-ada", open: { qty: 7 } });
    expect(JSON.stringify(stage.last("removed").open)).not.toContain("stolen"); // What it is about is not public.
    expect(stage.stateOf("Ada")).toBe("removed");
    expect(stage.member("Bob")).toMatchObject({ state: "held", quantity: 8 });
    expect(told(stage)).toContain("removed usr_ada");
    stage.answerAll();
    expect(stage.legOf("Ada").state).toBe("released");
    expect(codeOf(stage.join("Ada"))).toBe("forbidden");
    assertBooks(stage);
  });

  test("from the line and unpaid too, with what was to be added", () => {
    const stage = openStage({ terms: { quantityMaximum: 12 } }).seat("Ada", { quantity: 4 });
    stage.change("Ada", 6);
    stage.join("Bob", { quantity: 4, instrument: null });
    stage.join("Cem", { quantity: 3 });
    for (const name of ["Cem", "Bob", "Ada"]) expect(codeOf(stage.remove(name))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, waitlistedQuantity: 0, verifiedQuantity: 2 });
    stage.answerAll();
    assertBooks(stage);
  });

  test("not the initiator, nobody twice, nobody after the count, and by nobody who takes part", () => {
    const stage = openStage().seat("Ada", { quantity: 8 }).seat("Bob");
    expect(codeOf(stage.remove(INITIATOR))).toBe("state-conflict");
    expect(codeOf(stage.remove("Bob", "Ada"))).toBe("conflict-of-interest");
    expect(codeOf(stage.give({ type: "remove_member", seq: 999, words: "x" }, person(OPERATOR)))).toBe("not-found");
    stage.remove("Bob");
    expect(codeOf(stage.remove("Bob"))).toBe("state-conflict");
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    expect(codeOf(stage.remove("Ada"))).toBe("state-conflict");
  });
});

describe("H5, M3: an armed deposit in line", () => {
  const inLine = () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 8 });
    const legId = stage.arm("Bob", 2);
    return { stage, legId };
  };

  test("is used when a place comes free: no second one is asked for, and the seat is active at once", () => {
    const { stage, legId } = inLine();
    stage.answerAll();
    stage.join("Bob", { quantity: 2, armedLegId: legId });
    expect(stage.stateOf("Bob")).toBe("waitlisted");
    stage.at(START + 2 * HOUR).leave("Ada");
    expect(stage.last("promoted_armed")).toMatchObject({ actor: "p-bob", open: { qty: 2 } });
    expect(stage.member("Bob")).toMatchObject({ state: "active", depositLegId: legId, payByMs: null });
    expect([...stage.groupBuy.legs.values()].filter(({ personId }) => personId === "usr_bob")).toHaveLength(1);
    expect(told(stage)).toContain("seated usr_bob");
    stage.answerAll();
    assertBooks(stage);
  });

  test("one that is still being verified holds the seat for its own window", () => {
    const { stage, legId } = inLine();
    stage.join("Bob", { quantity: 2 });
    stage.at(START + 2 * HOUR).leave("Ada");
    expect(stage.member("Bob")).toMatchObject({
      state: "held",
      depositLegId: legId,
      payByMs: START + 2 * HOUR + 10 * MINUTE,
    });
    stage.answer(stage.legOf("Bob"));
    expect(stage.stateOf("Bob")).toBe("active");
  });

  test("one for another quantity is not", () => {
    const { stage } = inLine();
    stage.answerAll();
    stage.join("Bob", { quantity: 3 });
    stage.at(START + 2 * HOUR).leave("Ada");
    expect(stage.last("promoted").open.qty).toBe(3);
    expect(stage.legOf("Bob").state).toBe("intended");
  });
});
