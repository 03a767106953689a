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
import { DOINGS, Others, type Doing } from "./others.ts";
import { MISHAPS, Storm, type Mishap } from "./storm.ts";
import { stormyBank, stormyPost } from "./storm-at-the-bank.ts";
import type { Wraps } from "./ports.ts";
import { merchantStoreOf } from "./books.ts";
import { World } from "./world.ts";

/** What one seed came to. */
export interface Simulated {
  readonly seed: number;
  /** How it ended: its state, or the reason for it. */
  readonly end: string;
  readonly met: ReadonlyMap<Mishap | Doing | typeof SHARED, number>;
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
const STEPS_MAXIMUM = 60_000;

/** Met, where a merchant has money of more than one group-buy of a world. */
export const SHARED = "a merchant shared by group-buys";

/** Everything that a simulation must have met. */
export const TROUBLES: readonly string[] = [...MISHAPS, ...DOINGS, SHARED];

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
    post: (post, place) => stormyPost(mutant.post?.(post, place) ?? post, place, storm),
  };
  const world = new World({ seed, wraps });
  nowMs = () => world.nowMs;
  world.trace.isKept = isTraced;
  world.platform.scheduler.stepsMaximum = STEPS_MAXIMUM;
  try {
    const others = new Others(world, dice.fork("others"));
    const { crowds, stuck } = await played(world, dice, storm, others);
    const ends = crowds.map((crowd) => crowd.look());
    const broken = [...stuck];
    for (const crowd of crowds) broken.push(...(await checksOf(world, crowd.groupBuy.id, crowd)));
    const shared = world.merchantIds().filter((id) => merchantStoreOf(world, id).holdings().length > 1).length;
    return {
      seed,
      end: ends.map(({ reason, state }) => reason ?? state)[0] ?? "",
      met: new Map([...storm.met, ...others.met, ...(shared > 0 ? [[SHARED, shared] as const] : [])]),
      broken,
      digest: world.trace.digest,
      trace: world.trace.lines,
      steps: world.platform.scheduler.steps,
    };
  } finally {
    world.close();
  }
}

interface Played {
  readonly crowds: readonly Crowd[];
  /** What is still not done although everything goes well again. */
  readonly stuck: readonly string[];
}

async function played(world: World, dice: Dice, storm: Storm, others: Others): Promise<Played> {
  const crowds: Crowd[] = [];
  for (let number = dice.oneIn(5) ? 2 : 1; number > 0; number -= 1) {
    const [stageOptions] = fc.sample(options, { numRuns: 1, seed: dice.below(0x7fffffff) });
    const id = await world.draft(stageOptions ?? {});
    crowds.push(new Crowd(world, id, dice.fork(`crowd ${number}`)));
  }
  world.weather = storm;
  world.at = storm.at;
  for (const [crowd, step] of interleaved(
    crowds.map((crowd) => lifeOf(dice, crowds.length === 1).map((step) => [crowd, step] as const)),
  )) {
    await world.advanceTo(after(crowd.look(), world.nowMs, step.pause));
    act(crowd, steered(lookedAt(crowd), step));
    others.act(crowd.groupBuy.id);
  }
  storm.end();
  world.at = null;
  const stuck = await recovered(world, crowds);
  await comeToRest(world, crowds, dice, others);
  return { crowds, stuck };
}

/** Nothing goes wrong any more, and whatever was lost is found by itself. A hold that is to go is gone long before it lapses. */
async function recovered(world: World, crowds: readonly Crowd[]): Promise<readonly string[]> {
  await world.advance(3 * HOUR);
  await world.rest();
  return crowds.flatMap((crowd) =>
    [...crowd.look().legs.values()]
      .filter(({ pending }) => pending === "release")
      .map(({ id, state }) => `${id} in ${state} still waits to be let go`),
  );
}

/** Sees it as it is now. */
function lookedAt(crowd: Crowd): Crowd {
  crowd.look();
  return crowd;
}

/** One of each in turn. */
function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/**
 * First everybody comes, mostly; then anything happens. Where two are lived at a time everybody comes to both, and less
 * happens after it: a merchant is theirs together only where both succeed, and the pauses of one are days of the other.
 */
function lifeOf(dice: Dice, isAlone: boolean): Step[] {
  const throwOf = () => dice.below(0x7fffffff);
  const step = (act: Step["act"], who = throwOf() % 20): Step => ({ pause: pauseOf(dice), act, who, dice: throwOf() });
  const early = (act: Step["act"], who: number): Step => ({
    ...step(act, who),
    pause: { ms: dice.below(40 * SECOND) },
  });
  const soon = (act: Step["act"]): Step => ({ pause: { ms: 5 * SECOND }, act, who: 0, dice: 1 });
  const first = [soon("submit"), soon("approve"), soon("nothing")];
  const crowd = isAlone && dice.oneIn(4) ? [] : BUYERS.slice(0, -1).map((_, who) => early("join", who));
  const offers =
    isAlone && dice.oneIn(4) ? [] : [early("offer", 0), early("offer", 1), early("payBond", 0), early("payBond", 1)];
  const bell: Step[] = dice.oneIn(3) ? [] : [1, 2].map(() => ({ ...step("nothing"), pause: { beforeDueMs: 0 } }));
  const rest = Array.from({ length: isAlone ? 10 + dice.below(40) : dice.below(20) }, () =>
    step(ACTS[dice.below(ACTS.length)] ?? "nothing"),
  );
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

/** People say what they are asked, their banks do what they like for some months more, and time passes until every reserve has run out. */
async function comeToRest(world: World, crowds: readonly Crowd[], dice: Dice, others: Others): Promise<void> {
  await brought(world, crowds, dice, others);
  for (let month = 0; month < 10; month += 1) {
    for (const crowd of crowds) {
      const { id } = crowd.look();
      if (crowd.groupBuy.state === "suspended") crowd.operate("resume", OPERATOR);
      if (crowd.groupBuy.state === "in_review") crowd.give({ type: "approve", reason: "Seen." }, person(OPERATOR));
      if (crowd.groupBuy.state === "fulfilling") await finish(world, crowd);
      if (month < 3) for (let n = 0; n < 4; n += 1) others.act(id);
      else others.decide(id);
    }
    await world.advance(30 * DAY);
  }
  await world.rest();
}

/** Everybody says what they are asked, until all has ended or nothing more is asked; of two whatever is due first. */
async function brought(world: World, crowds: readonly Crowd[], dice: Dice, others: Others): Promise<void> {
  for (let round = 0; round < 16 * crowds.length; round += 1) {
    const going = crowds.filter((crowd) => !isFinal(crowd.look().state));
    if (going.length === 0) return;
    await world.advanceTo(Math.min(...going.map((crowd) => after(crowd.look(), world.nowMs, { beforeDueMs: 0 }))));
    await world.rest();
    for (const crowd of going) {
      if (crowd.look().state === "suspended") crowd.operate("resume", OPERATOR);
      others.act(crowd.groupBuy.id);
      for (const [who] of BUYERS.entries()) {
        const step = steered(crowd, { pause: { ms: 0 }, act: "nothing", who, dice: 3 + 5 * (who + round) });
        if (step.act === "nothing") continue;
        if (step.act !== "pay" || crowds.length > 1 || dice.oneIn(2)) act(crowd, step);
        await world.rest();
        crowd.look();
      }
    }
  }
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
