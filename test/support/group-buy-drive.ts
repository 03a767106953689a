import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { openChargeback } from "../../worker/core/group-buy/state/leg.ts";
import { isFinal } from "../../worker/core/group-buy/state/state.ts";
import { assert } from "../../worker/core/result.ts";
import { act, BUYERS, steered, type Pause, type Step } from "./group-buy-acts.ts";
import { begin, passTime, type Beginning } from "./group-buy-beginnings.ts";
import { Stage } from "./group-buy-kit.ts";
import {
  assertBooks,
  assertConsistent,
  assertNothingKept,
  assertTouched,
  clearTouched,
  snapshot,
} from "./group-buy-must-hold.ts";
import type { StageOptions } from "./group-buy-shadow.ts";
import { DAY } from "./group-buy-terms.ts";

/**
 * Anybody does anything at any time, and the provider answers as it likes. What must hold whatever happens is asked
 * after every step; the properties themselves stand in the tests.
 */

/** Plays a life; after every step everything that must hold is asked. */
export function drive(stageOptions: StageOptions, life: readonly Step[], beginning: Beginning = "published"): Stage {
  const stage = new Stage(stageOptions);
  begin(stage, beginning);
  for (const step of life) {
    const before = snapshot(stage.groupBuy);
    stage.at(after(stage, step.pause));
    act(stage, steered(stage, step));
    assertConsistent(stage.groupBuy);
    stage.poke(); // An act may have been nothing at all.
    assertTouched(before, stage.groupBuy);
    const { length } = stage.logged;
    stage.poke();
    assert(stage.logged.length === length, "advancing twice changes nothing (T5)");
    clearTouched(stage.groupBuy);
  }
  return stage;
}

/** A whole life and its end: the books balance all the way, and an end keeps nobody's money. */
export function liveOut(stageOptions: StageOptions, life: readonly Step[], beginning: Beginning): Stage {
  const stage = drive(stageOptions, life, beginning);
  assertBooks(stage);
  comeToRest(stage);
  assertBooks(stage);
  if (isFinal(stage.groupBuy.state)) assertNothingKept(stage);
  return stage;
}

function after({ groupBuy, nowMs }: Stage, pause: Pause): number {
  if ("ms" in pause) return nowMs + pause.ms;
  const dueMs = dueTransitions(groupBuy)[0]?.dueAtMs ?? nowMs;
  return Math.max(nowMs, dueMs - pause.beforeDueMs);
}

/**
 * Time passes and the provider answers well, until nothing more can happen without somebody. Around the bell people say
 * what they are asked, some of them yes and some no.
 */
export function comeToRest(stage: Stage): void {
  for (let round = 0; round < 8; round += 1) {
    passTime(stage);
    for (const [who] of BUYERS.entries()) {
      const step = steered(stage, { pause: { ms: 0 }, act: "nothing", who, dice: 3 + 5 * (who + round) });
      if (step.act !== "pay") act(stage, step);
      stage.poke();
    }
  }
  for (let round = 0; round < 12; round += 1) {
    decideChargebacks(stage, round);
    stage.answerAll();
    stage.at(stage.nowMs + 30 * DAY).poke();
  }
  stage.answerAll();
}

/** Every bank decides at last, for its client or against. */
function decideChargebacks(stage: Stage, round: number): void {
  for (const [index, leg] of [...stage.groupBuy.legs.values()].entries()) {
    const open = openChargeback(leg);
    if (open)
      stage.see(leg, { disputes: [{ ...open, reason: "", state: (index + round) % 2 === 0 ? "won" : "lost" }] });
  }
}
