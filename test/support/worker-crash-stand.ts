import type { AuthorityReply } from "../../worker/app/authority.ts";
import type { Projection } from "../../worker/app/projection.ts";
import { silentLog } from "./edge-doubles.ts";
import type { GroupBuyDependencies } from "../../worker/objects/group-buy/group-buy-object.ts";
import { GroupBuyStore } from "../../worker/objects/group-buy/group-buy-store.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { assert } from "../../worker/core/result.ts";
import { Recorder, type Found } from "./boundaries.ts";
import { INITIATOR, person } from "./group-buy-persons.ts";
import { PROVIDER, SECOND, START, TERMS } from "./group-buy-terms.ts";
import { valueOf } from "./escrow-calls.ts";
import type { Fate } from "./platform/boundary.ts";
import { live, type Answered, type Given, type LifeWorld } from "./life-runner.ts";
import type { Remains } from "./life-end.ts";
import type { StandardLife } from "./standard-lives.ts";
import { Incarnation } from "./worker-incarnation.ts";
import { seat, type Seat } from "./worker-seat.ts";
import { accepted, BEGIN, onStand, type Stand } from "./worker-stand.ts";

/** Standard lives begin in their own year. */
const LATER_MS = BEGIN - START;
/** How soon the platform rings again when an alarm's handler died. */
const AGAIN_MS = 2 * SECOND;
/** By then whatever died has been woken by its own alarm. */
const AWAKE_MS = 16 * SECOND;

export interface StandRun {
  readonly recorder: Recorder;
  readonly remains: Remains;
}

export interface StandWishes {
  /** What becomes of it at a boundary; nothing where nothing is said. */
  readonly fateAt?: (found: Found) => Fate;
  /** How many steps of the life; all if nothing is said. */
  readonly steps?: number;
  /** What a life that follows a death is given instead. */
  readonly afterwards?: Partial<GroupBuyDependencies>;
}

/** Lives a life over the storage of a real object in the Workers runtime, and cuts it where it is told to. */
export async function liveOnStand(life: StandardLife, wishes: StandWishes = {}): Promise<StandRun> {
  const runs: StandRun[] = [];
  await onStand(async (stand) => {
    const recorder = new Recorder(wishes.fateAt ?? (() => "go"), () => typesOf(stand));
    const world = new StandWorld(stand, recorder, wishes);
    await world.draft(life);
    const answered = await live(life, world, wishes.steps);
    runs.push({ recorder, remains: await world.remains(answered) });
    world.end();
  });
  const [run] = runs;
  assert(run, "the life was lived");
  return run;
}

class StandWorld implements LifeWorld {
  readonly #stand: Stand;
  readonly #recorder: Recorder;
  readonly #wishes: StandWishes;
  /** Who has the page open; a line ends with the life that held it. */
  readonly #watchers = new Map<string, Seat>();
  #incarnation: Incarnation;

  constructor(stand: Stand, recorder: Recorder, wishes: StandWishes) {
    this.#stand = stand;
    this.#recorder = recorder;
    this.#wishes = wishes;
    this.#incarnation = this.#begin();
  }

  end(): void {
    this.#incarnation.end();
    for (const { line } of this.#watchers.values()) line.close();
  }

  async draft(life: StandardLife): Promise<void> {
    const initiator = person(INITIATOR);
    const terms = { ...TERMS, ...life.terms };
    const founding = {
      id: this.#stand.id,
      initiatorId: initiator.personId,
      initiatorPseudonym: initiator.pseudonym,
      initiatorName: INITIATOR,
      initiatorCountry: "DE",
      provider: { ...PROVIDER, ...life.provider },
      terms: { ...terms, closesAtMs: terms.closesAtMs + LATER_MS },
      policy: { ...DEFAULT_POLICY, ...life.policy },
    };
    accepted(await this.#stand.execute(initiator, { type: "draft", founding }));
    await this.settle();
  }

  groupBuy() {
    const groupBuy = new GroupBuyStore(this.#stand.state.storage).load();
    assert(groupBuy, "it was drafted");
    return groupBuy;
  }

  during(what: string | null): void {
    this.#recorder.during = what;
  }

  async give(commands: readonly Given[]): Promise<readonly (AuthorityReply | null)[]> {
    if (this.#incarnation.isOver) await this.#wake();
    const incarnation = this.#incarnation;
    const { object } = this.#stand;
    return Promise.all(
      commands.map(async ({ by, command, commandId }) => {
        const judged = object.execute({ actor: by, command, commandId });
        const reply = await Promise.race([judged, incarnation.over.then(() => null)]);
        if (reply === null || incarnation.isOver || incarnation.passes("reply", "before", "execute")) return null;
        incarnation.passes("reply", "after", "execute"); // It has left: what dies now dies without it.
        return reply;
      }),
    );
  }

  async until(storyMs: number): Promise<void> {
    const untilMs = storyMs + LATER_MS;
    const { storage } = this.#stand.state;
    for (;;) {
      const alarmMs = await storage.getAlarm();
      if (alarmMs === null || alarmMs > untilMs) break;
      this.#at(alarmMs);
      await this.#ring();
      await this.settle();
    }
    this.#at(untilMs);
    if (this.#incarnation.isOver) await this.settle();
  }

  async settle(): Promise<void> {
    while (this.#incarnation.isOver || !(await this.#isAtRest())) {
      if (this.#incarnation.isOver) await this.#wake();
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async watch(name: string): Promise<void> {
    const line = await seat(this.#stand, name);
    this.#watchers.set(name, line);
    line.say({ t: "h", v: 1, since: null });
  }

  async goWrong({ step, fault, times }: Parameters<LifeWorld["goWrong"]>[0]): Promise<void> {
    await this.#stand.bank.plantFault(this.#stand.id, step, fault, times);
  }

  async remains(answered: readonly Answered[]): Promise<Remains> {
    const { state, mirror, journals, bank, id } = this.#stand;
    const groupBuy = this.groupBuy();
    const batches = mirror.taken;
    // A directory knows what it has by numbers and keys: what arrives again is no news.
    const known = <T>(all: readonly T[], keyOf: (one: T) => string) => [
      ...new Map(all.map((one) => [keyOf(one), one])).values(),
    ];
    const copied = known(
      batches.flatMap((batch) => batch.journals),
      (journal) => journal.id,
    );
    const memberships = batches.flatMap((batch) => batch.memberships);
    return {
      groupBuy,
      entries: new GroupBuyStore(state.storage).entries(),
      journals: journals(),
      statement: valueOf(await bank.statement(id, 0)).lines,
      mirror: {
        throughSeq: mirror.throughSeq,
        state: batches.at(-1)?.entry.card.state ?? "",
        seats: Object.fromEntries(memberships.map((one) => [one.memberId, one.state])),
        journals: copied.map((copy) => ({ ...copy, kind: copy.kind as Remains["journals"][number]["kind"] })), // Ours.
        notices: known(
          batches.flatMap(({ notices }) => notices),
          ({ key }) => key,
        ),
      },
      merchants: [],
      answered,
      books: [
        {
          sourceId: id,
          journals: new GroupBuyStore(state.storage).journals(0, Number.MAX_SAFE_INTEGER),
          accounts: state.storage.sql
            .exec<{ id: string; minor: number; entries: number }>(
              "SELECT id, posted_minor AS minor, version AS entries FROM accounts",
            )
            .toArray(),
          copy: null, // The directory of this stand keeps no chain.
        },
      ],
      shown: Object.fromEntries([...this.#watchers].map(([name, line]) => [name, shownOn(line).state])),
    };
  }

  /** A new life over what is stored, woken by its alarm a little later: nobody else knows that it died. */
  async #wake(): Promise<void> {
    for (const { line } of this.#watchers.values()) line.close();
    this.#incarnation = this.#begin();
    this.#at(this.#stand.nowMs() + AWAKE_MS);
    await this.#ring();
    for (const name of [...this.#watchers.keys()]) await this.watch(name);
  }

  #begin(): Incarnation {
    const incarnation = new Incarnation("GroupBuy", this.#recorder.at);
    const isFirst = this.#recorder.deaths.length === 0;
    const others = isFirst ? {} : this.#wishes.afterwards;
    this.#stand.restart({ ...this.#wrapped(incarnation), ...others }, this.#context(incarnation));
    return incarnation;
  }

  #wrapped(incarnation: Incarnation): Partial<GroupBuyDependencies> {
    const { bank, mirror } = this.#stand;
    const dependencies = this.#stand.dependencies;
    return {
      provider: incarnation.port("provider", bank, (name) => (name === "capabilities" ? null : name)),
      projection: incarnation.port<Projection>("outbox", mirror, (name) => name),
      signer: incarnation.port("signer", dependencies.signer, (name) => name),
      merchantAccount: (merchantId) =>
        incarnation.port("merchant", dependencies.merchantAccount(merchantId), (name) => name),
      log: silentLog, // Code of a life that is over complains; what is wrong is asked at the end.
    };
  }

  /** The runtime asks for a context of its own kind: this one is, with a storage that may go dead. */
  #context(incarnation: Incarnation): DurableObjectState {
    const { state } = this.#stand;
    return Object.create(state, {
      storage: { value: incarnation.storage(state.storage) },
      id: { value: state.id },
      waitUntil: { value: (work: Promise<unknown>) => state.waitUntil(work.catch(() => undefined)) },
      abort: { value: () => incarnation.end() },
      acceptWebSocket: {
        value: (socket: WebSocket) => {
          const send = socket.send.bind(socket);
          // Not `ask`: sending answers nothing, and whoever dies before it was not heard.
          socket.send = (text: string) => {
            if (incarnation.isOver || incarnation.passes("send", "before", frameOf(text))) return;
            send(text);
            incarnation.passes("send", "after", frameOf(text));
          };
          state.acceptWebSocket(socket);
        },
      },
      getWebSockets: { value: () => [] }, // Lines end with the life that held them.
    }) as DurableObjectState;
  }

  /** As the platform does it: there is no alarm any more while it rings, and one whose handler died rings again. */
  async #ring(): Promise<void> {
    const { state, object, nowMs } = this.#stand;
    const incarnation = this.#incarnation;
    await state.storage.deleteAlarm();
    const rung = incarnation.ask("alarm", "", () => object.alarm());
    await Promise.race([rung, incarnation.over]);
    if (!incarnation.isOver) return;
    const alarmMs = await state.storage.getAlarm();
    if (alarmMs === null) await state.storage.setAlarm(nowMs() + AGAIN_MS);
  }

  /** Nothing is under way: each planned call waits for its time, the mirror has everything, and every watcher has heard. */
  async #isAtRest(): Promise<boolean> {
    const { mirror } = this.#stand;
    const store = new GroupBuyStore(this.#stand.state.storage);
    const groupBuy = this.groupBuy();
    const calls = store.calls();
    const owed = [...groupBuy.legs.values()].filter(({ pending }) => pending !== null);
    await new Promise((resolve) => setTimeout(resolve, 3)); // A batch waits for company for two milliseconds.
    return (
      owed.every(({ id }) => (calls.get(id)?.nextTryMs ?? 0) > this.#stand.nowMs()) &&
      mirror.throughSeq === this.groupBuy().seq &&
      [...this.#watchers.values()].every((line) => shownOn(line).seq === groupBuy.seq) &&
      this.groupBuy().seq === groupBuy.seq
    );
  }

  #at(ms: number): void {
    this.#stand.at(Math.max(ms, this.#stand.nowMs()));
  }
}

/** What a watcher's page knows by now. */
function shownOn({ line }: Seat): { seq: number; state: string } {
  const shown = { seq: 0, state: "nothing" };
  for (const frame of line.heard) {
    if (!("g" in frame)) continue;
    shown.seq = frame.n;
    shown.state = frame.g.state ?? shown.state;
  }
  return shown;
}

function frameOf(text: string): string {
  return (JSON.parse(text) as { t: string }).t; // The hub's own frames.
}

function typesOf({ state }: Stand): string[] {
  const { sql } = state.storage;
  if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'events'").toArray().length === 0) return [];
  return sql
    .exec<{ type: string }>("SELECT type FROM events ORDER BY seq")
    .toArray()
    .map(({ type }) => type);
}
