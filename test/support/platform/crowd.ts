import type { AuthorityReply } from "../../../worker/app/authority.ts";
import type { Outcome } from "../../../worker/core/group-buy/authority.ts";
import type { Actor, Command, PersonCommand } from "../../../worker/core/group-buy/commands.ts";
import type { GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { assert } from "../../../worker/core/result.ts";
import { Stage } from "../group-buy-kit.ts";
import type { Dice } from "./dice.ts";
import type { World } from "./world.ts";

/** A wish that was sent, and what its person was told in the end. */
export interface Wish {
  readonly commandId: string;
  readonly actor: Actor;
  readonly command: PersonCommand;
  readonly sentAtMs: number;
  replies: AuthorityReply[];
}

const TRIES_MAXIMUM = 40;

/**
 * The people of test/support/group-buy-acts.ts, before the real object: what they would do follows from what they can see,
 * and is sent instead of being judged here. Whoever hears nothing asks again under the same id; some press twice.
 */
export class Crowd extends Stage {
  readonly wishes: Wish[] = [];
  readonly #world: World;
  readonly #dice: Dice;
  readonly #id: string;

  constructor(world: World, id: string, dice: Dice) {
    super({ isShadowed: false });
    this.#world = world;
    this.#dice = dice;
    this.#id = id;
    this.look();
  }

  /** Sees the group-buy as it is now. */
  look(): GroupBuy {
    const groupBuy = this.#world.state(this.#id);
    assert(groupBuy, "it has been drafted");
    Object.assign(this, { groupBuy, nowMs: this.#world.nowMs });
    return groupBuy;
  }

  override give(command: Exclude<Command, { type: "draft" }>, actor: Actor | null = null): Outcome {
    if (actor !== null) this.#wish(this.#withCard(command as PersonCommand), actor); // Only persons have a name.
    return { result: { ok: true, value: {} }, decidedSeq: null, logged: [], journals: [], notices: [] };
  }

  /** The provider answers by itself here. */
  override answerAll(): this {
    return this;
  }

  /** Everybody who was told nothing yet. */
  get unheard(): Wish[] {
    return this.wishes.filter(({ replies }) => replies.length === 0);
  }

  #wish(command: PersonCommand, actor: Actor): void {
    const commandId = `wish-${this.wishes.length + 1}`;
    const wish: Wish = { commandId, actor, command, sentAtMs: this.#world.nowMs, replies: [] };
    this.wishes.push(wish);
    void this.#ask(wish);
    if (this.#dice.oneIn(6)) void this.#ask(wish);
  }

  async #ask(wish: Wish): Promise<void> {
    for (let tries = 0; tries < TRIES_MAXIMUM; tries += 1) {
      try {
        wish.replies.push(await this.#world.send(this.#id, wish.actor, wish.command, wish.commandId));
        return;
      } catch {
        await this.#world.slept(500 + this.#dice.below(4_000));
      }
    }
  }

  /** Any card there is, mostly a good one. */
  #withCard(command: PersonCommand): PersonCommand {
    if (!("instrument" in command) || command.instrument === null) return command;
    if (command.type === "submit") return command; // What nobody publishes meets nothing.
    return { ...command, instrument: this.#dice.oneIn(3) ? this.#dice.of(CARDS) : "sandbox:ok" };
  }
}

const CARDS = [
  "sandbox:action",
  "sandbox:slow",
  "sandbox:lost",
  "sandbox:lapse",
  "sandbox:decline",
  "sandbox:decline-balance",
  "sandbox:ok",
] as const;
