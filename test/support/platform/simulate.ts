import fc from "fast-check";
import { dueTransitions } from "../../../worker/core/group-buy/advance.ts";
import { isFinal, type GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { ACTS, act, BUYERS, steered, type Pause, type Step } from "../group-buy-acts.ts";
import { options } from "../group-buy-beginnings.ts";
import { OPERATOR, person } from "../group-buy-persons.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../group-buy-terms.ts";
import { checksOf } from "./checks.ts";
import { Crowd } from "./crowd.ts";
import { createDice, type Dice } from "./dice.ts";
import { Storm, type Mishap } from "./storm.ts";
import { stormyBank } from "./storm-at-the-bank.ts";
import type { Wraps } from "./ports.ts";
import { World } from "./world.ts";

/** What one seed came to. */
export interface Simulated {
  readonly seed: number;
  /** How it ended: its state, or the reason for it. */
  readonly end: string;
  readonly types: ReadonlySet<string>;
  readonly met: ReadonlyMap<Mishap, number>;
  /** Everything that does not hold; nothing, if all is well. */
  readonly broken: readonly string[];
  readonly digest: string;
  readonly trace: readonly string[];
  readonly steps: number;
}

export interface SimulationOptions {
  /** A fault planted between the objects and a port. */
  readonly mutant?: Wraps;
  readonly isTraced?: boolean;
}

/** Most lives take a few hundred. */
const STEPS_MAXIMUM = 15_000;

/** Plays the life of a seed to its rest: people, merchants, operators, and all that goes wrong meanwhile. */
export async function simulate(
  seed: number,
  { mutant = {}, isTraced = false }: SimulationOptions = {},
): Promise<Simulated> {
  const dice = createDice(seed);
  let nowMs = () => 0;
  const storm = new Storm(dice.fork("storm"), () => nowMs());
  const wraps: Wraps = {
    ...mutant,
    provider: (bank, place) => stormyBank(mutant.provider?.(bank, place) ?? bank, place, storm),
  };
  const world = new World({ seed, wraps });
  nowMs = () => world.nowMs;
  world.trace.isKept = isTraced;
  world.platform.scheduler.stepsMaximum = STEPS_MAXIMUM;
  try {
    const crowd = await played(world, dice, storm);
    const groupBuy = crowd.look();
    const broken = await checksOf(world, groupBuy.id, crowd);
    return {
      seed,
      end: groupBuy.reason ?? groupBuy.state,
      types: new Set(
        world
          .store(groupBuy.id)
          .log(0, Number.MAX_SAFE_INTEGER)
          .map(({ event }) => event.type),
      ),
      met: storm.met,
      broken,
      digest: world.trace.digest,
      trace: world.trace.lines,
      steps: world.platform.scheduler.steps,
    };
  } finally {
    world.close();
  }
}

async function played(world: World, dice: Dice, storm: Storm): Promise<Crowd> {
  const [stageOptions] = fc.sample(options, { numRuns: 1, seed: dice.below(0x7fffffff) });
  const id = await world.draft(stageOptions ?? {});
  const crowd = new Crowd(world, id, dice.fork("crowd"));
  world.weather = storm;
  world.at = storm.at;
  for (const step of lifeOf(dice)) {
    await world.advanceTo(after(crowd.look(), world.nowMs, step.pause));
    crowd.look();
    act(crowd, steered(crowd, step));
  }
  storm.end();
  world.at = null;
  await comeToRest(world, crowd, dice);
  return crowd;
}

/** First everybody comes, mostly; then anything happens. */
function lifeOf(dice: Dice): Step[] {
  const throwOf = () => dice.below(0x7fffffff);
  const step = (act: Step["act"], who = throwOf() % 20): Step => ({ pause: pauseOf(dice), act, who, dice: throwOf() });
  const early = (act: Step["act"], who: number): Step => ({
    ...step(act, who),
    pause: { ms: dice.below(40 * SECOND) },
  });
  const soon = (act: Step["act"]): Step => ({ pause: { ms: 5 * SECOND }, act, who: 0, dice: 1 });
  const first = [soon("submit"), soon("approve"), soon("nothing")];
  const crowd = dice.oneIn(4) ? [] : BUYERS.slice(0, -1).map((_, who) => early("join", who));
  const offers = dice.oneIn(4) ? [] : [early("offer", 0), early("offer", 1), early("payBond", 0), early("payBond", 1)];
  const bell: Step[] = dice.oneIn(3) ? [] : [1, 2].map(() => ({ ...step("nothing"), pause: { beforeDueMs: 0 } }));
  const rest = Array.from({ length: 10 + dice.below(40) }, () => step(ACTS[dice.below(ACTS.length)] ?? "nothing"));
  return [...first, ...crowd, ...offers, ...bell, ...rest];
}

/** Mostly a moment; sometimes until something is due or the very millisecond before; seldom days. */
function pauseOf(dice: Dice): Pause {
  const kind = dice.below(20);
  if (kind < 13) return { ms: dice.below(20 * SECOND) };
  if (kind < 16) return { ms: dice.below(6 * MINUTE) };
  if (kind < 19) return { beforeDueMs: dice.below(2) };
  return { ms: dice.below(3 * DAY) };
}

function after(groupBuy: GroupBuy, nowMs: number, pause: Pause): number {
  if ("ms" in pause) return nowMs + pause.ms;
  const dueMs = dueTransitions(groupBuy)[0]?.dueAtMs ?? nowMs;
  return Math.min(Math.max(nowMs, dueMs - pause.beforeDueMs), nowMs + 20 * DAY);
}

/**
 * Nothing goes wrong any more. Somebody comes by: an object whose alarm was lost while the directory was away, and for which
 * nothing is due, goes on with the next thing that happens there and not by itself (docs/simulation.md). People say what they are asked, and time passes until every reserve has run out. */
async function comeToRest(world: World, crowd: Crowd, dice: Dice): Promise<void> {
  crowd.join("Zoe");
  await world.advance(HOUR);
  for (let round = 0; round < 16 && !isFinal(crowd.look().state); round += 1) {
    await world.advanceTo(after(crowd.look(), world.nowMs, { beforeDueMs: 0 }));
    await world.rest();
    if (crowd.look().state === "suspended") crowd.operate("resume", OPERATOR);
    for (const [who] of BUYERS.entries()) {
      const step = steered(crowd, { pause: { ms: 0 }, act: "nothing", who, dice: 3 + 5 * (who + round) });
      if (step.act === "nothing") continue;
      if (step.act !== "pay" || dice.oneIn(2)) act(crowd, step);
      await world.rest();
      crowd.look();
    }
  }
  for (let month = 0; month < 8; month += 1) {
    if (crowd.look().state === "suspended") crowd.operate("resume", OPERATOR);
    if (crowd.groupBuy.state === "in_review") crowd.give({ type: "approve", reason: "Seen." }, person(OPERATOR));
    if (crowd.groupBuy.state === "fulfilling") await finish(world, crowd);
    await world.advance(30 * DAY);
  }
  await world.rest();
}

/** Merchants send what they owe, and operators decide what is open. */
async function finish(world: World, crowd: Crowd): Promise<void> {
  for (const what of ["ship", "decideDispute"] as const) {
    for (const [who] of BUYERS.entries()) {
      act(crowd, { pause: { ms: 0 }, act: what, who, dice: 0 });
      await world.rest();
      crowd.look();
    }
  }
}
