import type { AuthorityReply } from "../../../worker/app/authority.ts";
import type { GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { DEFAULT_POLICY } from "../../../worker/core/group-buy/state/terms.ts";
import { assert } from "../../../worker/core/result.ts";
import { Recorder, type Fate, type Found } from "../boundaries.ts";
import { INITIATOR, person } from "../group-buy-persons.ts";
import { MINUTE, PROVIDER, TERMS } from "../group-buy-terms.ts";
import type { Remains } from "../life-end.ts";
import { live, type Answered, type Given, type LifeWorld } from "../life-runner.ts";
import type { StandardLife } from "../standard-lives.ts";
import { bankStoreOf, merchantStoreOf } from "./books.ts";
import type { Fate as PlatformFate } from "./boundary.ts";
import { World } from "./world.ts";

export interface SimulatedRun {
  readonly recorder: Recorder;
  readonly remains: Remains;
  /** What the platform's own reading of all books finds wrong. */
  readonly violations: readonly string[];
  readonly faults: readonly string[];
}

/** Lives a life on the simulated platform, and cuts whatever object is where it is told to. */
export async function liveSimulated(
  life: StandardLife,
  fateAt: (found: Found) => Fate = () => "go",
): Promise<SimulatedRun> {
  const world = new World({ seed: 1 });
  try {
    const id = "gb_00000000000000000000000001";
    const recorder = new Recorder(fateAt, () => typesOf(world, id));
    const crashing = new CrashWorld(world, recorder, id);
    await crashing.draft(life);
    world.at = (boundary) => recorder.at(boundary) as PlatformFate; // Refusals are the weather's.
    const answered = await live(life, crashing);
    world.at = null;
    const remains = await crashing.remains(answered);
    return { recorder, remains, violations: world.books().violations, faults: world.faults };
  } finally {
    world.close();
  }
}

/** How long whoever was cut off is given to come back: the platform's second try, and the ladder's first steps. */
const RECOVERY_MS = 2 * MINUTE;

class CrashWorld implements LifeWorld {
  readonly #world: World;
  readonly #recorder: Recorder;
  readonly #id: string;
  #deaths = 0;

  constructor(world: World, recorder: Recorder, id: string) {
    this.#world = world;
    this.#recorder = recorder;
    this.#id = id;
  }

  async draft(life: StandardLife): Promise<void> {
    const initiator = person(INITIATOR);
    const founding = {
      id: this.#id,
      initiatorId: initiator.personId,
      initiatorPseudonym: initiator.pseudonym,
      initiatorName: INITIATOR,
      initiatorCountry: "DE",
      provider: { ...PROVIDER, ...life.provider },
      terms: { ...TERMS, ...life.terms },
      policy: { ...DEFAULT_POLICY, ...life.policy },
    };
    const reply = await this.#world.execute(this.#id, initiator, { type: "draft", founding });
    assert(reply.ok, `the terms are good: ${JSON.stringify(reply)}`);
    await this.#world.rest();
  }

  groupBuy(): GroupBuy {
    const groupBuy = this.#world.state(this.#id);
    assert(groupBuy, "it was drafted");
    return groupBuy;
  }

  during(what: string | null): void {
    this.#recorder.during = what;
  }

  give(commands: readonly Given[]): Promise<readonly (AuthorityReply | null)[]> {
    const sent = commands.map(({ by, command, commandId }) =>
      this.#world.send(this.#id, by, command, commandId).catch(() => null),
    );
    return this.#world.platform.scheduler.settle(Promise.all(sent));
  }

  until(atMs: number): Promise<void> {
    return this.#world.advanceTo(atMs);
  }

  async settle(): Promise<void> {
    await this.#world.rest();
    const { length } = this.#recorder.deaths;
    if (length === this.#deaths) return;
    this.#deaths = length;
    await this.#world.advance(RECOVERY_MS);
    await this.#world.rest();
  }

  async goWrong({ step, fault, times }: Parameters<LifeWorld["goWrong"]>[0]): Promise<void> {
    this.#recorder.during = null; // Whoever plants a fault is no part of the life.
    await this.#world.bank(this.#id).plantFault(step, fault, times);
  }

  watch(): Promise<void> {
    return Promise.resolve(); // The simulated platform has no lines.
  }

  async remains(answered: readonly Answered[]): Promise<Remains> {
    const world = this.#world;
    await world.rest();
    const books = world.books();
    const store = world.store(this.#id);
    const { catalogue } = world;
    const [row] = catalogue.rows("SELECT state, version FROM group_buys WHERE id = ?", [this.#id]);
    const seats = catalogue.rows("SELECT member_id, state FROM memberships WHERE group_buy_id = ?", [this.#id]);
    const notices = catalogue.rows("SELECT key FROM notices WHERE group_buy_id = ?", [this.#id]);
    const merchants = await Promise.all(
      world.merchantIds().map(async (id) => ({
        statement: await world.merchantAccount(id).statement(),
        journals: merchantStoreOf(world, id).journalsAfter(0, 1_000_000) as Remains["journals"], // Its own rules write nothing else.
      })),
    );
    return {
      groupBuy: this.groupBuy(),
      entries: store.entries(),
      journals: store.journals(0, Number.MAX_SAFE_INTEGER),
      statement: bankStoreOf(world, this.#id)?.lines(0, 1_000_000) ?? [],
      mirror: {
        throughSeq: Number(row?.version),
        state: String(row?.state),
        seats: Object.fromEntries(seats.map((seat) => [String(seat.member_id), String(seat.state)])),
        journals: [...books.mirrored.values()].flat(),
        noticeKeys: notices.map(({ key }) => String(key)),
      },
      merchants,
      answered,
    };
  }
}

function typesOf(world: World, id: string): string[] {
  const db = world.platform.rows("GroupBuy", id);
  if (db.rows("SELECT 1 FROM sqlite_master WHERE name = 'events'", []).length === 0) return [];
  return db.rows("SELECT type FROM events ORDER BY seq", []).map(({ type }) => String(type));
}
