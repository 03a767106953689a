import { describe, expect, test } from "vitest";
import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { INITIATOR, merchant, OPERATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, SECOND, START } from "../support/group-buy-terms.ts";

describe("G6: suspension", () => {
  test("only operators suspend, and only what is open; nobody who buys or sells here", () => {
    const stage = openStage();
    expect(codeOf(stage.give({ type: "suspend", words: "x" }, person(INITIATOR)))).toBe("not-found");
    expect(codeOf(stage.give({ type: "suspend", words: "x" }, person(INITIATOR, { isOperator: true })))).toBe(
      "conflict-of-interest",
    );
    stage.offer("Mia");
    expect(codeOf(stage.give({ type: "suspend", words: "x" }, { ...merchant("Mia"), isOperator: true }))).toBe(
      "conflict-of-interest",
    );
    expect(codeOf(stage.operate("resume"))).toBe("state-conflict");
    expect(codeOf(stage.operate("suspend"))).toBeNull();
    expect(codeOf(stage.operate("suspend"))).toBe("state-conflict");
    expect(JSON.parse(stage.logged.at(-1)?.leaf ?? "{}")).toMatchObject({ actor: null, open: { words: "Reported." } });
    expect(stage.logged.at(-1)?.leaf).not.toContain("usr_");
  });

  test("joins and offers stop, leaving is free, seats that are held may still be paid", () => {
    const stage = openStage().seat("Ada");
    stage.offer("Mia");
    stage.at(CLOSES - 9 * MINUTE).join("Bob"); // Inside the lock.
    stage.operate("suspend");
    expect(noticesOf(stage.groupBuy, stage.last("suspended")).map(({ personId }) => personId)).toEqual([
      "usr_ines",
      "usr_ada",
      "usr_bob",
    ]);
    expect(codeOf(stage.join("Cem"))).toBe("suspended");
    expect(codeOf(stage.offer("Nora"))).toBe("suspended");
    const { id } = stage.offerOf("Mia");
    expect(codeOf(stage.give({ type: "withdraw_offer", offerId: id, version: 1 }, merchant("Mia")))).toBe("suspended");
    stage.answerAll();
    expect(stage.stateOf("Bob")).toBe("active");
    expect(codeOf(stage.leave("Ada"))).toBeNull();
    expect(codeOf(stage.give({ type: "cancel", words: "x" }, person(INITIATOR)))).toBe("state-conflict");
  });

  test("an armed deposit that is verified meanwhile waits for its press; who waits in line is not asked", () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 8 });
    stage.join("Bob");
    const armed = stage.arm("Cem");
    stage.operate("suspend");
    stage.leave("Ada");
    stage.answerAll();
    expect(stage.groupBuy.legs.get(armed)?.state).toBe("held");
    expect(stage.stateOf("Bob")).toBe("waitlisted");
    stage.operate("resume");
    expect(stage.stateOf("Bob")).toBe("held");
  });

  test("the deadline rings nothing while it is suspended", () => {
    const stage = openStage();
    stage.operate("suspend");
    expect(dueTransitions(stage.groupBuy)).toEqual([]);
    stage.at(CLOSES + 30 * DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "suspended", certificate: null });
  });
});

describe("G7, M6: the end of a suspension", () => {
  test("Scenario 23: suspended at D − 30 s, lifted at D + 2 h: extended by as long, with a free way out, in the log", () => {
    const stage = openStage().seat("Ada", { quantity: 8 });
    stage.at(CLOSES - 30 * SECOND).operate("suspend");
    expect(codeOf(stage.at(CLOSES + HOUR).join("Bob"))).toBe("suspended");
    stage.at(CLOSES + 2 * HOUR).operate("resume");
    const closesAtMs = CLOSES + 2 * HOUR + 30 * SECOND;
    expect(stage.last("resumed").open).toEqual({ words: "Reported.", closesAtMs, freeExitUntilMs: closesAtMs });
    expect(stage.groupBuy).toMatchObject({ state: "open", firstLate: null, terms: { closesAtMs } });
    expect(codeOf(stage.join("Bob"))).toBeNull();
    expect(codeOf(stage.leave("Ada"))).toBeNull(); // The lock has begun long ago.
    expect(JSON.parse(stage.logged.at(-1)?.leaf ?? "{}")).toMatchObject({ deadline: closesAtMs });
    expect(codeOf(stage.at(closesAtMs).join("Cem"))).toBe("deadline-passed");
    expect(stage.groupBuy).toMatchObject({ state: "closing", firstLate: { atMs: closesAtMs } });
  });

  test.each([
    ["an hour", HOUR, CLOSES],
    ["less than an hour", HOUR - 1, CLOSES + 10 * MINUTE],
  ])("with %s left the deadline is %s", (_, leftMs, closesAtMs) => {
    const stage = openStage();
    stage.at(CLOSES - leftMs - 10 * MINUTE).operate("suspend");
    stage.at(CLOSES - leftMs).operate("resume");
    expect(stage.groupBuy.terms.closesAtMs).toBe(closesAtMs);
  });

  test("deadlines fall on whole seconds; the rest is a gift", () => {
    const stage = openStage();
    stage.at(CLOSES - 5).operate("suspend");
    stage.at(CLOSES + 1).operate("resume");
    expect(stage.groupBuy.terms.closesAtMs).toBe(CLOSES + SECOND);
  });

  test("leaving is free for a day, then the lock counts again", () => {
    const stage = openStage().seat("Ada").seat("Bob");
    stage.at(CLOSES - 2 * HOUR).operate("suspend");
    stage.at(CLOSES - HOUR).operate("resume");
    expect(codeOf(stage.at(CLOSES - MINUTE).leave("Ada"))).toBeNull();
    const other = openStage({ terms: { closesAtMs: CLOSES + 3 * DAY } }).seat("Ada");
    other.at(START + 2 * HOUR).operate("suspend");
    other.at(START + 3 * HOUR).operate("resume");
    expect(codeOf(other.at(CLOSES + 3 * DAY - MINUTE).leave("Ada"))).toBe("withdrawal-locked");
  });

  test("the terms hash stays what people agreed to", () => {
    const stage = openStage();
    const { termsHash } = stage.groupBuy;
    stage.at(CLOSES - MINUTE).operate("suspend");
    stage.at(CLOSES + HOUR).operate("resume");
    expect(stage.groupBuy.termsHash).toBe(termsHash);
    expect(codeOf(stage.join("Ada"))).toBeNull();
  });

  test("money 1.4: holds that the longer way outlasts are converted a day before they end", () => {
    const stage = openStage().seat("Ada");
    const { captureBeforeMs } = stage.legOf("Ada");
    stage.at(CLOSES - MINUTE).operate("suspend");
    stage.at(CLOSES + 3 * DAY).operate("resume");
    expect(stage.legOf("Ada").convertAtMs).toBe((captureBeforeMs ?? 0) - DAY);
  });
});

describe("G9: called off by operators", () => {
  test("Scenario 23: one operator cannot while money is held; a second one can, and everything goes back", () => {
    const stage = openStage().seat("Ada");
    expect(codeOf(stage.give({ type: "call_off", words: "x" }, person("Ada")))).toBe("not-found");
    expect(codeOf(stage.operate("call_off"))).toBeNull();
    expect(stage.groupBuy.state).toBe("open");
    expect(codeOf(stage.operate("call_off"))).toBe("state-conflict");
    expect(codeOf(stage.operate("call_off", "Olga"))).toBeNull();
    expect(stage.groupBuy).toMatchObject({ state: "cancelled", reason: "by_operator" });
    stage.answerAll();
    expect([stage.legOf("Ada").state, stage.legOf(INITIATOR).state]).toEqual(["released", "released"]);
    expect(codeOf(stage.operate("call_off"))).toBe("state-conflict");
  });

  test("from the suspension too; a proposal does not outlive it", () => {
    const stage = openStage();
    stage.operate("suspend");
    stage.operate("call_off");
    stage.operate("resume");
    stage.operate("call_off", "Olga");
    expect(stage.groupBuy.state).toBe("open");
    stage.operate("suspend");
    stage.operate("call_off", OPERATOR);
    expect(stage.groupBuy.state).toBe("cancelled");
  });
});

describe("G12: the announced extension", () => {
  const terms = { extendOnceMs: DAY };

  /** Ines 2 and Ada 4 of 10. */
  function missed(): Stage {
    return openStage({ terms }).seat("Ada", { quantity: 4 });
  }

  test("Scenario 16: with 60 % at D the deadline moves once, leaving is free, and the second miss fails", () => {
    const stage = missed();
    stage.at(CLOSES).poke();
    expect(stage.last("extended")).toMatchObject({
      effectiveAtMs: CLOSES,
      open: { fromMs: CLOSES, closesAtMs: CLOSES + DAY },
    });
    expect(stage.groupBuy).toMatchObject({ state: "open", certificate: null, bellTree: null });
    expect(noticesOf(stage.groupBuy, stage.last("extended")).map(({ kind }) => kind)).toEqual(["extended", "extended"]);
    expect(codeOf(stage.join("Bob"))).toBeNull();
    stage.answerAll();
    expect(codeOf(stage.at(CLOSES + DAY - 1).leave("Ada"))).toBeNull();
    stage.at(CLOSES + DAY).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "below_minimum" });
    expect(stage.count("extended")).toBe(1);
  });

  test("with the minimum at the second bell it goes on, and the certificate speaks of that bell", () => {
    const stage = missed();
    stage.offer("Mia");
    stage.at(CLOSES).join("Late"); // Judged after the extension: in time.
    stage.seat("Bob", { quantity: 4 });
    stage.at(CLOSES + DAY).join("Later");
    stage.poke();
    stage.at(CLOSES + DAY + 10 * MINUTE).poke();
    expect(stage.groupBuy.state).toBe("collecting");
    expect(stage.groupBuy.certificate).toMatchObject({ closesAtMs: CLOSES + DAY, verifiedQuantity: 10 });
  });

  test("the extension runs from D, however late the count was", () => {
    const stage = missed();
    stage.at(CLOSES - 1).join("Bob"); // Unpaid to the end of the window.
    stage.at(CLOSES);
    expect(codeOf(stage.join("Late"))).toBe("deadline-passed");
    stage.at(CLOSES + 11 * MINUTE).poke();
    expect(stage.groupBuy.terms.closesAtMs).toBe(CLOSES + DAY);
    expect(stage.groupBuy.firstLate).toBeNull(); // Late for the deadline before; their receipt says so.
    expect(codeOf(stage.join("Late"))).toBeNull();
  });

  test.each([
    ["it was not announced", { extendOnceMs: null }, 4],
    ["less than half came", terms, 2],
  ])("no extension when %s", (_, changed, quantity) => {
    const stage = openStage({ terms: changed }).seat("Ada", { quantity });
    stage.at(CLOSES).poke();
    expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "below_minimum" });
  });

  test("Scenario 16: nobody else moves a published deadline", () => {
    const stage = missed();
    const moved = { ...stage.groupBuy.terms, closesAtMs: CLOSES + DAY };
    const move = () =>
      stage.give({ type: "change_draft", version: stage.groupBuy.seq, terms: moved }, person(INITIATOR));
    expect(codeOf(move())).toBe("state-conflict");
    stage.at(CLOSES).poke();
    expect(codeOf(move())).toBe("state-conflict");
  });

  test("what is announced is planned for: the deposit is held for the longer way from the start", () => {
    const near = openStage({ terms: { closesAtMs: CLOSES } });
    const far = openStage({ terms: { closesAtMs: CLOSES, extendOnceMs: 2 * DAY } });
    expect([near.legOf(INITIATOR).plan, far.legOf(INITIATOR).plan]).toEqual(["A", "B"]);
  });
});
