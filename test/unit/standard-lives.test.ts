/** The lives that are cut off everywhere (docs/crash-safety.md), undisturbed and in the pure core. */
import { expect, test } from "vitest";
import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { assert } from "../../worker/core/result.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { person } from "../support/group-buy-persons.ts";
import { STANDARD_LIVES } from "../support/standard-lives.ts";

test.each(STANDARD_LIVES.map((life) => [life.name, life] as const))("%s: it ends as it says", (_, life) => {
  const stage = new Stage(life);
  for (const step of life.steps) {
    if ("untilMs" in step) passUntil(stage, step.untilMs);
    if ("said" in step) {
      for (const { by, words } of step.said) {
        const { result } = stage.give(words(stage.groupBuy), by);
        assert(result.ok === !(step.isRefused ?? false), `${by.name} is heard: ${JSON.stringify(result)}`);
      }
    }
    stage.answerAll();
  }
  expect(stage.groupBuy.state).toBe(life.endsAs);
  const names = Object.keys(life.seats);
  expect(Object.fromEntries(names.map((name) => [name, stage.stateOf(name)]))).toEqual(life.seats);
  expect([...stage.groupBuy.members.values()].map(({ personId }) => personId).sort()).toEqual(
    names.map((name) => person(name).personId).sort(),
  );
  assertBooks(stage);
  assertNothingKept(stage);
});

/** From due time to due time, as alarms would. */
function passUntil(stage: Stage, untilMs: number): void {
  for (let dueMs = nextMs(stage); dueMs <= untilMs; dueMs = nextMs(stage)) {
    stage.at(Math.max(stage.nowMs, dueMs)).poke();
    stage.answerAll();
  }
  stage.at(untilMs).poke();
}

function nextMs({ groupBuy }: Stage): number {
  return dueTransitions(groupBuy)[0]?.dueAtMs ?? Infinity;
}
