import { createAuthorities } from "../../../worker/adapters/authorities.ts";
import { createD1ProviderInbox } from "../../../worker/adapters/catalogue/provider-inbox.ts";
import { createD1GeneralLedger, createD1Projection } from "../../../worker/adapters/catalogue/projection.ts";
import { createD1ReconciliationRecords } from "../../../worker/adapters/catalogue/reconciliation-records.ts";
import { createSandboxBank } from "../../../worker/adapters/sandbox-bank.ts";
import { createD1Watch } from "../../../worker/adapters/catalogue/watch.ts";
import type { Authorities, Authority, AuthorityReply } from "../../../worker/app/authority.ts";
import type { Log } from "../../../worker/app/log.ts";
import { createProviderEvents, type ProviderEvents } from "../../../worker/app/provider-events/provider-events.ts";
import type { ClosingDependencies } from "../../../worker/app/reconciliation/closing.ts";
import { ACCOUNT_BRANCH, type SandboxBranch } from "../../../worker/app/sandbox-branch.ts";
import type { Actor, PersonCommand } from "../../../worker/core/group-buy/commands.ts";
import type { GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { DEFAULT_POLICY } from "../../../worker/core/group-buy/state/terms.ts";
import { typeId, uuidV7Bytes } from "../../../worker/core/id.ts";
import { assert } from "../../../worker/core/result.ts";
import { sweep, type Sleepers } from "../../../worker/jobs/watchdog.ts";
import { GroupBuyObject } from "../../../worker/objects/group-buy/group-buy-object.ts";
import { GroupBuyStore } from "../../../worker/objects/group-buy/group-buy-store.ts";
import type { MerchantAccountPort } from "../../../worker/objects/group-buy/merchant-settlement.ts";
import { MerchantAccountObject } from "../../../worker/objects/merchant-account/merchant-account-object.ts";
import { SandboxBankObject } from "../../../worker/objects/sandbox-bank/sandbox-bank-object.ts";
import { INITIATOR, person } from "../group-buy-persons.ts";
import type { StageOptions } from "../group-buy-shadow.ts";
import { PROVIDER, START, TERMS } from "../group-buy-terms.ts";
import { booksOf, hasBegun, type WorldBooks } from "./books.ts";
import type { AtBoundary } from "./boundary.ts";
import { createD1 } from "./d1.ts";
import { migrated } from "./databases.ts";
import { Minute, type MinutesWork } from "./minute.ts";
import { Minutes } from "./minutes.ts";
import { createDice, type Dice } from "./dice.ts";
import type { Place } from "./place.ts";
import { Platform } from "./platform.ts";
import type { Post, Wraps } from "./ports.ts";
import { watchedAccount, watchedBank, watchedLedger, watchedProjection, watchedSigner } from "./ports.ts";
import { attemptSigner, logSigner, signer } from "./signer.ts";
import type { Sqlite } from "./sqlite.ts";
import { readOnly } from "./storage.ts";
import { Trace } from "./trace.ts";
import type { Weather } from "./weather.ts";

export interface WorldOptions {
  /** Everything of chance comes from here; two worlds of one seed to whom the same is done are the same. */
  readonly seed?: number;
  readonly startMs?: number;
  readonly wraps?: Wraps;
  readonly weather?: Weather;
  /** Asked at every boundary: whether the object lives on. May be changed later by `world.at`. */
  readonly at?: AtBoundary;
}

/** How the bank's notifications are known to be the bank's. */
const NOTIFIED = { secret: new Uint8Array(32).fill(7), account: "onebell-test" };

const NOBODY_READS: Log = { info: () => undefined, error: () => undefined };

/**
 * The product's objects on a simulated platform: group-buys, the embedded bank's branches, merchants' accounts, both
 * databases and the watchdog, composed as worker/composition does it. Nothing happens unless it is driven: every call here
 * runs the platform until it has its answer.
 */
export class World {
  readonly platform: Platform;
  readonly catalogue: Sqlite;
  readonly search: Sqlite;
  readonly trace = new Trace();
  readonly dice: Dice;
  readonly #wraps: Wraps;
  readonly #ids: Dice;
  readonly #seen = new Map<string, { readonly version: number; readonly groupBuy: GroupBuy | null }>();
  readonly #minutes: Minutes;

  constructor({ seed = 1, startMs = START, wraps = {}, weather, at }: WorldOptions = {}) {
    this.dice = createDice(seed);
    this.#ids = this.dice.fork("ids");
    this.#wraps = wraps;
    this.catalogue = migrated("catalogue");
    this.search = migrated("search");
    this.platform = new Platform(
      startMs,
      {
        GroupBuy: (ctx, place) => this.#groupBuyObject(ctx, place),
        SandboxBank: (ctx, place) => this.#bankObject(ctx, place),
        MerchantAccount: (ctx, place) => this.#merchantObject(ctx, place),
        Minute: (_, place) =>
          new Minute({ events: () => this.#providerEvents(place), closing: () => this.#closing(place) }),
      },
      (line) => this.trace.add(`${this.nowMs} ${line}`),
    );
    this.#minutes = new Minutes(this.platform.scheduler, this.catalogue, {
      watch: () => this.#minute(),
      events: () => this.#providerEvents(null),
    });
    if (weather) this.platform.weather = weather;
    if (at) this.platform.at = at;
  }

  /** True time, ms since the epoch. */
  get nowMs(): number {
    return this.platform.scheduler.nowMs;
  }

  /** Asked at every boundary from now on; null: nobody dies. */
  set at(at: AtBoundary | null) {
    this.platform.at = at;
  }

  set weather(weather: Weather) {
    this.platform.weather = weather;
  }

  /** How many boundaries were passed. */
  get boundaries(): number {
    return this.platform.ground.boundaries;
  }

  /** Whatever was reported or thrown where nobody waits for it. */
  get faults(): readonly string[] {
    return this.platform.faults;
  }

  /** An object as the edge calls it; the platform runs until the answer is here. A broken call is the caller's to repeat. */
  groupBuy(id: string): Authority {
    return this.#driven<Authority>((method, args) => this.platform.call(null, "GroupBuy", id, method, args));
  }

  merchantAccount(id: string): MerchantAccountObject {
    return this.#driven((method, args) => this.platform.call(null, "MerchantAccount", id, method, args));
  }

  bank(id: string): SandboxBranch {
    return this.#driven((method, args) => this.platform.call(null, "SandboxBank", id, method, args));
  }

  /** A minute's work, done by a call that may die. False: it died, and the next minute is another try. */
  minute(what: MinutesWork): Promise<boolean> {
    const call = this.platform.call(null, "Minute", what, "work", [what]);
    return this.platform.scheduler.settle(
      call.then(
        () => true,
        () => false,
      ),
    );
  }

  /** A command on its way: it arrives while the world is driven. */
  send(id: string, actor: Actor, command: PersonCommand, commandId: string | null = null): Promise<AuthorityReply> {
    const request = { command, actor, commandId };
    return this.platform.call(null, "GroupBuy", id, "execute", [request]) as Promise<AuthorityReply>; // As its class says.
  }

  execute(id: string, actor: Actor, command: PersonCommand, commandId: string | null = null): Promise<AuthorityReply> {
    return this.platform.scheduler.settle(this.send(id, actor, command, commandId));
  }

  /** A draft of the initiator of all tests; answers its id. */
  async draft({ terms, policy, basis = DEFAULT_POLICY, provider }: StageOptions = {}): Promise<string> {
    const id = typeId("gb", uuidV7Bytes(this.nowMs, this.#ids.bytes(10)));
    const initiator = person(INITIATOR);
    const founding = {
      id,
      initiatorId: initiator.personId,
      initiatorPseudonym: initiator.pseudonym,
      initiatorName: INITIATOR,
      initiatorCountry: "DE",
      provider: { ...PROVIDER, ...provider },
      terms: { ...TERMS, ...terms },
      policy: { ...basis, ...policy },
    };
    const reply = await this.execute(id, initiator, { type: "draft", founding });
    assert(reply.ok, `the terms are good: ${JSON.stringify(reply)}`);
    return id;
  }

  /** Drafted, submitted, paid and visible. */
  async published(options: StageOptions = {}): Promise<string> {
    const id = await this.draft(options);
    const submit = { type: "submit", instrument: "sandbox:ok", openElsewhere: 0 } as const;
    const reply = await this.execute(id, person(INITIATOR), submit);
    assert(reply.ok, `it may be submitted: ${JSON.stringify(reply)}`);
    await this.rest();
    return id;
  }

  /** Everything under way happens; alarms that are not due yet wait. */
  rest(): Promise<void> {
    return this.platform.scheduler.rest();
  }

  /** Time passes, with its alarms and the watchdog's minutes, and what follows from them. */
  async advance(ms: number): Promise<void> {
    await this.platform.scheduler.until(this.nowMs + ms);
  }

  async advanceTo(atMs: number): Promise<void> {
    await this.platform.scheduler.until(atMs);
  }

  /** Resolves when so much time has passed; whoever waits is outside of all objects. */
  slept(ms: number): Promise<void> {
    return new Promise((resolve) => void this.platform.scheduler.put(ms, resolve));
  }

  /** The object dies between two turns; its next call finds another one over its rows. */
  kill(id: string, fate: "kill" | "kill-lost" = "kill"): void {
    this.platform.kill(kindOf(id), id, fate);
  }

  /** What became of the group-buy, as its rows tell it; null before its draft. It is read again when they have changed. */
  state(id: string): GroupBuy | null {
    const { version } = this.platform.rows("GroupBuy", id);
    const seen = this.#seen.get(id);
    if (seen?.version === version) return seen.groupBuy;
    const store = this.store(id);
    const groupBuy = store.exists ? store.load() : null;
    this.#seen.set(id, { version, groupBuy });
    return groupBuy;
  }

  /** Its rows. Reading them is no part of its life. */
  store(id: string): GroupBuyStore {
    return new GroupBuyStore(readOnly(this.platform.rows("GroupBuy", id)));
  }

  /** All money, wherever it is written down, beside what breaks a rule of it. */
  books(): WorldBooks {
    return booksOf(this);
  }

  groupBuyIds(): string[] {
    return this.platform.names("GroupBuy");
  }

  merchantIds(): string[] {
    return this.platform.names("MerchantAccount").filter((id) => hasBegun(this, "MerchantAccount", id));
  }

  close(): void {
    this.platform.close();
    this.catalogue.close();
    this.search.close();
  }

  /** The databases as somebody reaches them. */
  d1(place: Place | null): { catalogue: D1Database; search: D1Database } {
    const caller = {
      place,
      scheduler: this.platform.scheduler,
      weather: () => this.platform.weather,
      trace: this.platform.ground.trace,
      written: () => this.#minutes.plan(),
    };
    return { catalogue: createD1(this.catalogue, caller), search: createD1(this.search, caller) };
  }

  #groupBuyObject(ctx: DurableObjectState, place: Place): GroupBuyObject {
    const { catalogue, search } = this.d1(place);
    const bank = this.#bank(place);
    const projection = createD1Projection(catalogue, search);
    return new GroupBuyObject(
      ctx,
      {},
      {
        clock: this.#machine(),
        ids: {
          next: (prefix) => typeId(prefix, uuidV7Bytes(this.nowMs, this.#ids.bytes(10))),
          randomBytes: (length) => this.#ids.bytes(length),
        },
        provider: bank,
        sandbox: bank,
        projection: watchedProjection(this.#wraps.projection?.(projection, place) ?? projection, place),
        signer: watchedSigner(this.#wraps.signer?.(signer, place) ?? signer, place),
        attemptSigner,
        logSigner,
        merchantAccount: (merchantId) => {
          const account = this.platform.stub<MerchantAccountPort>(place, "MerchantAccount", merchantId);
          return watchedAccount(this.#wraps.merchantAccount?.(account, place) ?? account, place);
        },
        log: this.#log(place),
      },
    );
  }

  #bankObject(ctx: DurableObjectState, place: Place): SandboxBankObject {
    return new SandboxBankObject(
      ctx,
      {},
      {
        nowMs: () => this.#clockMs(),
        mode: "test",
        waitMs: (ms) => new Promise((resolve) => place.timer(resolve, ms)),
        account: {
          note: (changes) => {
            this.#minutes.changed();
            return this.platform.stub<SandboxBranch>(place, "SandboxBank", ACCOUNT_BRANCH).note(changes);
          },
        },
        posting: { ...NOTIFIED, post: this.#wraps.post?.(this.#heard(place), place) ?? this.#heard(place) },
      },
    );
  }

  /** As if it came over the network. */
  #heard(place: Place): Post {
    return async (body, headers) =>
      (await this.#providerEvents(place).hear("sandbox", body, new Headers(headers))) === "taken";
  }

  #authorities(place: Place | null): Authorities {
    return createAuthorities(
      {
        idFromName: (name) => ({ name, toString: () => name, equals: (other) => other.name === name }),
        get: (id) => this.platform.stub<Authority>(place, "GroupBuy", id.name ?? ""),
      },
      { attempts: attemptSigner, log: NOBODY_READS },
    );
  }

  #closing(place: Place): ClosingDependencies {
    const account = (id: string) => this.platform.stub<MerchantAccountObject>(place, "MerchantAccount", id);
    return {
      authorities: this.#authorities(place),
      merchants: {
        books: (id) => account(id).books(),
        redrain: (id, afterSeq) => account(id).redrain(afterSeq),
      },
      provider: this.#bank(place),
      records: createD1ReconciliationRecords(this.d1(place).catalogue),
      signer: async () => signer,
      clock: { nowMs: () => this.#clockMs() },
    };
  }

  #providerEvents(place: Place | null): ProviderEvents {
    return createProviderEvents({
      provider: this.#bank(place),
      inbox: createD1ProviderInbox(this.d1(place).catalogue),
      reread: async (about) => {
        const isMerchants = about.kind === "payout" && about.payeeId.startsWith("mer_");
        if (isMerchants) await this.platform.call(place, "MerchantAccount", about.payeeId, "reread", [about.payoutId]);
        else await this.platform.call(place, "GroupBuy", about.groupBuyId, "reread", [about]);
      },
      clock: { nowMs: () => this.#clockMs() },
      log: NOBODY_READS,
    });
  }

  #merchantObject(ctx: DurableObjectState, place: Place): MerchantAccountObject {
    const ledger = createD1GeneralLedger(this.d1(place).catalogue);
    return new MerchantAccountObject(
      ctx,
      {},
      {
        nowMs: () => this.#clockMs(),
        escrow: this.#bank(place),
        ledger: watchedLedger(this.#wraps.ledger?.(ledger, place) ?? ledger, place),
        log: this.#log(place),
      },
    );
  }

  #bank(place: Place | null) {
    const branches = { getByName: (name: string) => this.platform.stub<SandboxBranch>(place, "SandboxBank", name) };
    const notifications = { secrets: [NOTIFIED.secret], account: NOTIFIED.account };
    const bank = createSandboxBank({ branches, mode: "test", notifications });
    if (!place) return bank;
    return watchedBank(this.#wraps.provider?.(bank, place) ?? bank, place);
  }

  #log(place: Place): Log {
    return {
      info: () => undefined,
      error: (event, error) => {
        if (!place.isCut) this.platform.faults.push(`${place.object} ${event}: ${String(error)}`);
      },
    };
  }

  /** One isolate for each life of an object. */
  #machine() {
    let name: string | null = null;
    return {
      nowMs: () => this.#clockMs(),
      get name() {
        return (name ??= "machine");
      },
      rename: () => {
        name = `${name ?? "machine"}'`;
      },
    };
  }

  #clockMs(): number {
    return this.nowMs + this.platform.weather.skewMs();
  }

  async #minute(): Promise<void> {
    const sleepers: Sleepers = {
      authorities: this.#authorities(null),
      merchantAccount: (id) => this.platform.stub<MerchantAccountObject>(null, "MerchantAccount", id),
    };
    const watch = createD1Watch(this.d1(null).catalogue);
    await sweep(watch, sleepers, this.nowMs, NOBODY_READS).catch(() => undefined); // The next minute comes.
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- named by who knows the class
  #driven<T>(call: (method: string, args: readonly unknown[]) => Promise<unknown>): T {
    const proxy = new Proxy(
      {},
      {
        get: (_, method) =>
          typeof method !== "string" || method === "then"
            ? undefined
            : (...args: unknown[]) => this.platform.scheduler.settle(call(method, args)),
      },
    );
    return proxy as T; // The methods that `T` names are those of the object's class.
  }
}

function kindOf(id: string): "GroupBuy" | "MerchantAccount" {
  return id.startsWith("mer_") ? "MerchantAccount" : "GroupBuy";
}
