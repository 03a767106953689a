import type { AuthorityReply } from "../../worker/app/authority.ts";
import type { BankEvent } from "../../worker/app/sandbox-branch.ts";
import type { Actor } from "../../worker/core/group-buy/commands.ts";
import { assert } from "../../worker/core/result.ts";
import type { GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import type { Spoken } from "./spoken.ts";
import type { GoesWrong, OutsideStep, StandardLife, Works } from "./standard-lives.ts";

/** Where a standard life is lived: a real object with everything around it, which may be cut off at any moment. */
export interface LifeWorld {
  /** As it is stored. */
  groupBuy(): GroupBuy;
  /** What the run is busy with from now on; null: with looking at what has become of it. */
  during(what: string | null): void;
  /**
   * Commands of one turn, each under an id of its own. Null where the object died with it: nobody knows then whether it
   * was judged.
   */
  give(commands: readonly Given[]): Promise<readonly (AuthorityReply | null)[]>;
  /** Lets time pass until then, with every alarm that rings on the way; brings whatever died back to life. */
  until(atMs: number): Promise<void>;
  /** Lets everything come to rest that does not wait for time; after a death, also what the restart takes. */
  settle(): Promise<void>;
  goWrong(fault: GoesWrong): Promise<void>;
  watch(name: string): Promise<void>;
  /** Only where the bank has a voice; null as in `give`. */
  readonly outside?: {
    /** False: nobody knows whether it happened. */
    happen(event: BankEvent): Promise<boolean>;
    hears(isHeard: boolean): void;
    /** False: it died, or there is more to do; a minute later it is tried again. */
    work(job: Works["job"]): Promise<boolean>;
  };
}

export interface Given {
  readonly by: Actor;
  readonly command: Spoken;
  readonly commandId: string;
}

/** A command and what was answered in the end. */
export interface Answered {
  readonly commandId: string;
  readonly type: Spoken["type"];
  readonly reply: AuthorityReply;
}

/** However often it is cut off: a client asks again, under the same id. */
const TRIES = 5;

/**
 * Lives a life as its people would: who gets no answer asks again under the same id, and everybody is asked for the last
 * answer once more at the end, which must be the first one to the letter.
 *
 * @param steps how many of its steps; all where nothing is said
 */
export async function live(
  life: StandardLife,
  world: LifeWorld,
  steps = life.steps.length,
): Promise<readonly Answered[]> {
  const answered: (Answered & { readonly given: Given })[] = [];
  for (const [n, step] of life.steps.slice(0, steps).entries()) {
    if ("untilMs" in step) {
      world.during(`${n} until`);
      await world.until(step.untilMs);
    } else if ("fault" in step) await world.goWrong(step);
    else if ("watcher" in step) await world.watch(step.watcher);
    else if (!("said" in step)) await goOutside(step, world, n);
    else {
      const given = step.said.map(({ by, words }, m) => {
        const command = words(world.groupBuy());
        return { by, command, commandId: `${by.personId}:${n}.${m}` };
      });
      world.during(`${n} ${given.map(({ command, by }) => `${by.name} ${command.type}`).join(", ")}`);
      let waiting = given;
      for (let tries = 0; waiting.length > 0; tries += 1) {
        assert(tries < TRIES, `${life.name}: ${world.groupBuy().state} answers step ${n}`);
        const replies = await world.give(waiting);
        for (const [m, reply] of replies.entries()) {
          const one = waiting[m];
          if (!reply || !one) continue;
          const isRight = reply.ok === !(step.isRefused ?? false);
          assert(
            isRight,
            `${life.name}: ${one.commandId} ${one.command.type} is answered so: ${JSON.stringify(reply)}`,
          );
          answered.push({ commandId: one.commandId, type: one.command.type, reply, given: one });
        }
        waiting = waiting.filter((_, m) => replies[m] === null);
        await world.settle();
      }
    }
  }
  world.during(null);
  for (const { given, reply } of answered) {
    const [again] = await world.give([given]);
    assert(again?.ok === reply.ok, `${given.commandId} is known`);
    const { isReplay, ...said } = again.ok ? again.value : again.error;
    const { isReplay: _, ...first } = reply.ok ? reply.value : reply.error;
    assert(isReplay, `${given.commandId} is not judged twice`);
    assert(JSON.stringify(said) === JSON.stringify(first), `${given.commandId} is answered as it was`);
  }
  return answered.map(({ given: _, ...one }) => one);
}

async function goOutside(step: OutsideStep, world: LifeWorld, n: number): Promise<void> {
  const { outside } = world;
  assert(outside, "this world has nothing outside");
  if ("hears" in step) {
    outside.hears(step.hears);
    return;
  }
  const event = "happens" in step ? step.happens(world.groupBuy()) : null;
  world.during(`${n} ${event ? event.kind : "job" in step ? step.job : ""}`);
  const act = () => ("job" in step ? outside.work(step.job) : event !== null && outside.happen(event));
  for (let tries = 0; !(await act()); tries += 1) {
    assert(tries < TRIES, `step ${n} comes to its end`);
    await world.settle();
  }
  await world.settle();
}
