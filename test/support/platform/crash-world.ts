import type { AuthorityReply } from "../../../worker/app/authority.ts";
import type { BankEvent, SandboxBranch } from "../../../worker/app/sandbox-branch.ts";
import type { GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { DEFAULT_POLICY } from "../../../worker/core/group-buy/state/terms.ts";
import { EMPTY_CHAIN, type ChainHead } from "../../../worker/core/ledger/journal-chain.ts";
import { assert } from "../../../worker/core/result.ts";
import { Recorder, type Found } from "../boundaries.ts";
import { INITIATOR, person } from "../group-buy-persons.ts";
import { HOUR, MINUTE, PROVIDER, TERMS } from "../group-buy-terms.ts";
import type { Remains } from "../life-end.ts";
import { live, type Answered, type Given, type LifeWorld } from "../life-runner.ts";
import type { StandardLife, Works } from "../standard-lives.ts";
import { bankStoreOf, merchantStoreOf } from "./books.ts";
import type { Fate } from "./boundary.ts";
import type { Wraps } from "./ports.ts";
import { World } from "./world.ts";

export interface SimulatedRun {
  readonly recorder: Recorder;
  readonly remains: Remains;
  /** What the platform's own reading of all books finds wrong. */
  readonly violations: readonly string[];
  readonly faults: readonly string[];
}

export interface SimulatedWishes {
  /** What becomes of it at a boundary; nothing where nothing is said. */
  readonly fateAt?: (found: Found) => Fate;
  /** What objects that begin after a death are given instead. */
  readonly afterwards?: Pick<Wraps, "signer">;
}

/** Lives a life on the simulated platform, and cuts whatever object is where it is told to. */
export async function liveSimulated(
  life: StandardLife,
  { fateAt = () => "go", afterwards = {} }: SimulatedWishes = {},
): Promise<SimulatedRun> {
  const ears = { areOpen: true };
  let deaths: readonly Found[] = [];
  const world = new World({
    seed: 1,
    wraps: {
      post:
        (post) =>
        async (...told) =>
          ears.areOpen && post(...told),
      signer: (signer, place) => (deaths.length > 0 ? afterwards.signer?.(signer, place) : null) ?? signer,
    },
  });
  try {
    const id = "gb_00000000000000000000000001";
    const recorder = new Recorder(fateAt, () => typesOf(world, id));
    deaths = recorder.deaths;
    const crashing = new CrashWorld(world, recorder, { id, ears });
    await crashing.draft(life);
    world.at = recorder.at;
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
  /** Whether what the bank tells arrives. */
  readonly #ears: { areOpen: boolean };
  #deaths = 0;

  constructor(world: World, recorder: Recorder, { id, ears }: { id: string; ears: { areOpen: boolean } }) {
    this.#ears = ears;
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

  readonly outside = {
    happen: async (event: BankEvent): Promise<boolean> => {
      const { platform } = this.#world;
      const told = platform.call(null, "SandboxBank", this.#id, "happen", [event]) as ReturnType<
        SandboxBranch["happen"]
      >; // As its class says.
      const heard = await platform.scheduler.settle(told.catch(() => null));
      const answer = heard && heard.delivery !== "lost" ? heard.answer : null;
      // Asked again it may have happened before: a bank takes once.
      assert(answer === null || answer.outcome === "ok" || this.#recorder.deaths.length > 0, JSON.stringify(answer));
      return answer !== null;
    },
    hears: (isHeard: boolean): void => {
      this.#ears.areOpen = isHeard;
    },
    work: async (job: Works["job"]): Promise<boolean> => {
      if (!(await this.#world.minute(job))) return false;
      if (job !== "books") return true;
      await this.#world.rest();
      const states = this.#world.catalogue.rows("SELECT state FROM closes", []);
      if (states.every(({ state }) => state === "closed")) return true;
      await this.#world.advance(HOUR); // A refused day is tried again.
      return false;
    },
  };

  async remains(answered: readonly Answered[]): Promise<Remains> {
    const world = this.#world;
    await world.rest();
    const books = world.books();
    const store = world.store(this.#id);
    const { catalogue } = world;
    const [row] = catalogue.rows("SELECT state, version FROM group_buys WHERE id = ?", [this.#id]);
    const seats = catalogue.rows("SELECT member_id, state FROM memberships WHERE group_buy_id = ?", [this.#id]);
    const notices = catalogue.rows("SELECT key, kind FROM notices WHERE group_buy_id = ?", [this.#id]);
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
        notices: notices.map(({ key, kind }) => ({ key: String(key), kind: String(kind) })),
      },
      merchants,
      answered,
      books: [
        {
          sourceId: this.#id,
          journals: store.journals(0, Number.MAX_SAFE_INTEGER),
          accounts: world.platform
            .rows("GroupBuy", this.#id)
            .rows("SELECT id, posted_minor, version FROM accounts", [])
            .map((account) => ({
              id: String(account.id),
              minor: Number(account.posted_minor),
              entries: Number(account.version),
            })),
          copy: copiedHead(world, this.#id),
        },
        ...world.merchantIds().map((id) => ({
          sourceId: id,
          journals: merchantStoreOf(world, id).journalsAfter(0, 1_000_000),
          accounts: null, // Its balances are of another kind, and among what runs are compared by.
          copy: copiedHead(world, id),
        })),
      ],
      heard: catalogue
        .rows("SELECT type, applied_ms IS NOT NULL AS isApplied FROM provider_events", [])
        .map(({ type, isApplied }) => ({ type: String(type), isApplied: isApplied === 1 })),
      closes: catalogue
        .rows("SELECT day, state FROM closes", [])
        .map(({ day, state }) => ({ day: String(day), state: String(state) })),
    };
  }
}

function copiedHead({ catalogue }: World, sourceId: string): ChainHead {
  const query = "SELECT position, hash FROM journals WHERE source_id = ? AND sealed = 1 ORDER BY position DESC LIMIT 1";
  const [row] = catalogue.rows(query, [sourceId]);
  return row ? { position: Number(row.position), hash: String(row.hash) } : EMPTY_CHAIN;
}

function typesOf(world: World, id: string): string[] {
  const db = world.platform.rows("GroupBuy", id);
  if (db.rows("SELECT 1 FROM sqlite_master WHERE name = 'events'", []).length === 0) return [];
  return db.rows("SELECT type FROM events ORDER BY seq", []).map(({ type }) => String(type));
}
