import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import type { Policy } from "../../worker/core/group-buy/state/terms.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "../support/group-buy-terms.ts";

const DUE = CLOSES + 3 * DAY;

function owingStage(policy: Partial<Policy> = {}): Stage {
  const stage = openStage({ policy }).seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 10, country: "FR" });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  return stage;
}

function reminders(stage: Stage) {
  return stage.logged.flatMap(({ event }) => (event.type === "balance_reminded" ? [event] : []));
}

describe("M11: the reminders", () => {
  test("48, 24, 6 and 1 hours before the window ends, to the millisecond, each once", () => {
    const stage = owingStage();
    stage.at(DUE - 48 * HOUR - 1).poke();
    expect(reminders(stage)).toEqual([]);
    for (const hours of [48, 24, 6, 1]) {
      stage.at(DUE - hours * HOUR).poke();
      stage.poke();
    }
    expect(
      reminders(stage).map(({ open, effectiveAtMs }) => [open.leftMs / HOUR, (DUE - effectiveAtMs) / HOUR]),
    ).toEqual([48, 24, 6, 1].map((hours) => [hours, hours]));
    expect(reminders(stage)[0]?.open.qty).toBe(20);
  });

  test("late wakings take every step at its own time, and none a second time", () => {
    const stage = owingStage();
    stage.at(DUE - 5 * HOUR).poke();
    expect(reminders(stage).map(({ effectiveAtMs }) => (DUE - effectiveAtMs) / HOUR)).toEqual([48, 24, 6]);
    stage.at(DUE).poke();
    expect(stage.count("balance_reminded")).toBe(4);
    expect(stage.groupBuy.state).toBe("failed");
  });

  test("none to who has paid, waits for the bank, or has no more to pay", () => {
    const stage = owingStage();
    stage.payBalance("Ada");
    stage.payBalance("Bob");
    for (const leg of [stage.balanceOf("Ada")]) stage.answer(leg);
    stage.answer(stage.legOf("Ada"));
    stage.answer(stage.balanceOf("Ada"));
    stage.at(DUE - 48 * HOUR).poke();
    expect(stage.last("balance_reminded").sealed.memberIds).toEqual([stage.member(INITIATOR).id]);
    stage.decline(stage.balanceOf("Bob"));
    stage.at(DUE - 24 * HOUR).poke();
    expect(stage.last("balance_reminded").sealed.memberIds).toEqual(
      [INITIATOR, "Bob"].map((name) => stage.member(name).id),
    );
    expect(noticesOf(stage.groupBuy, stage.last("balance_reminded"))).toMatchObject([
      { kind: "balance_reminder", personId: "usr_ines", facts: { restMinor: 2 * 950 - 200, dueAtMs: DUE } },
      { kind: "balance_reminder", personId: "usr_bob", facts: { restMinor: 10 * 990 - 1_000, dueAtMs: DUE } },
    ]);
  });

  test("a window that is no longer than a step passes it over", () => {
    const stage = owingStage({ balanceWindowMs: 6 * HOUR });
    stage.at(CLOSES + 6 * HOUR - 1).poke();
    expect(reminders(stage).map(({ open }) => open.leftMs)).toEqual([HOUR]);
  });

  test("the last to pay ends them", () => {
    const stage = owingStage();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(DUE).poke();
    expect(reminders(stage)).toEqual([]);
  });
});
