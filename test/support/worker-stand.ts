import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { AuthorityReply } from "../../worker/app/authority.ts";
import type { OutboxBatch, Projection } from "../../worker/app/projection.ts";
import type { Receipt } from "../../worker/contract/group-buy.ts";
import type { Actor, PersonCommand } from "../../worker/core/group-buy/commands.ts";
import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import type { Member } from "../../worker/core/group-buy/state/member.ts";
import { DEFAULT_POLICY, type Terms } from "../../worker/core/group-buy/state/terms.ts";
import type { Journal, JournalKind } from "../../worker/core/ledger/journal.ts";
import { ATTEMPT_TYP } from "../../worker/core/log/attempt.ts";
import { assert } from "../../worker/core/result.ts";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { GroupBuyObject, type GroupBuyDependencies } from "../../worker/objects/group-buy/group-buy-object.ts";
import { platformLog } from "../../worker/adapters/log.ts";
import { parseConfig } from "../../worker/env.ts";
import { createCountingIds, createHandClock, createHandMachine } from "./edge-doubles.ts";
import type { JoinWishes } from "./group-buy-kit.ts";
import { INITIATOR, person } from "./group-buy-persons.ts";
import { DAY, PROVIDER, TERMS } from "./group-buy-terms.ts";
import { createMemoryBank } from "./memory-bank.ts";

/** When every story begins, far enough ahead that no alarm of the platform rings by itself: 2040-01-02 09:00:00 UTC. */
export const BEGIN = Date.UTC(2040, 0, 2, 9);

/** The deadline D of every story. */
export const BELL = BEGIN + DAY;

/**
 * One group-buy object over the storage of a real one, inside the Workers runtime, with a clock that stands until it is
 * moved, a bank in memory and a mirror that can be broken. The object that the platform made for the same storage never
 * learns of it; `restart` makes a new one over what is stored, which is all that an eviction leaves.
 */
export interface Stand {
  readonly id: string;
  readonly state: DurableObjectState;
  readonly bank: ReturnType<typeof createMemoryBank>;
  readonly mirror: Mirror;
  /** The object as it stands now; another one after `restart`. */
  readonly object: GroupBuyObject;
  at(ms: number): void;
  nowMs(): number;
  /** What every life of the object is given that a test does not change. */
  readonly dependencies: GroupBuyDependencies;
  /** Forgets everything that is not stored. */
  restart(changes?: Partial<GroupBuyDependencies>, context?: DurableObjectState): void;
  execute(who: Actor, command: PersonCommand, commandId?: string | null): Promise<AuthorityReply>;
  join(name: string, wishes?: JoinWishes, commandId?: string): Promise<AuthorityReply>;
  publish(): Promise<void>;
  /** Waits until no call is planned or under way and everything is mirrored. */
  rest(): Promise<void>;
  termsHash(): string;
  members(): Member[];
  memberOf(name: string): Member;
  legs(): Leg[];
  journals(): Journal[];
  /** Types of all events, in order. */
  events(): string[];
}

export interface StandOptions {
  readonly terms?: Partial<Terms>;
  readonly dependencies?: Partial<GroupBuyDependencies>;
}

/** A mirror in memory that refuses while it is `broken`. */
export class Mirror implements Projection {
  readonly taken: OutboxBatch[] = [];
  broken = false;

  async apply(batch: OutboxBatch): Promise<void> {
    if (this.broken) throw new Error("the mirror is not reached");
    this.taken.push(batch);
  }

  get throughSeq(): number {
    return this.taken.at(-1)?.throughSeq ?? 0;
  }

  get noticeKeys(): string[] {
    return this.taken.flatMap(({ notices }) => notices.map(({ key }) => key));
  }
}

let stands = 0;

/** Runs `work` beside the storage of a fresh object. What it started is over when it returns. */
export async function onStand(work: (stand: Stand) => Promise<void>, options: StandOptions = {}): Promise<void> {
  const seed = createHandClock(BEGIN + (stands += 1));
  const id = createCountingIds(seed).next("gb");
  const config = parseConfig(env);
  const signer = await createReceiptSigner(config.receiptSigningKey, []);
  const attemptSigner = await createReceiptSigner(config.receiptSigningKey, [], ATTEMPT_TYP);
  const logSigner = await createLogSigner("localhost", config.logSigningKey);
  await runInDurableObject(env.GROUP_BUY.getByName(id), async (_, state) => {
    const clock = createHandClock(BEGIN);
    const bank = createMemoryBank(() => clock.nowMs());
    const mirror = new Mirror();
    const dependencies: GroupBuyDependencies = {
      clock: createHandMachine(clock),
      ids: createCountingIds(clock),
      provider: bank,
      sandbox: bank,
      projection: mirror,
      signer,
      attemptSigner,
      logSigner,
      log: platformLog,
      merchantAccount: () => ({
        credit: async () => ({ ok: true, value: "new" }),
        payOut: async () => null,
        chargeback: async () => ({ ok: true, value: "new" }),
      }),
      ...options.dependencies,
    };
    let object = new GroupBuyObject(state, env, dependencies);
    const bodies = <T>(table: string) =>
      state.storage.sql
        .exec<{ body: string }>(`SELECT body FROM ${table}`)
        .toArray()
        .map(({ body }) => JSON.parse(body) as T); // Written by the store.

    const stand: Stand = {
      id,
      state,
      bank,
      mirror,
      get object() {
        return object;
      },
      at: (ms) => clock.advance(ms - clock.nowMs()),
      nowMs: () => clock.nowMs(),
      dependencies,
      restart(changes = {}, context = state) {
        object = new GroupBuyObject(context, env, { ...dependencies, ...changes });
      },
      execute: (who, command, commandId = null) => object.execute({ command, actor: who, commandId }),
      async join(name, wishes = {}, commandId) {
        return stand.execute(person(name), joinCommand(termsHash(), wishes), commandId ?? null);
      },
      async publish() {
        const initiator = person(INITIATOR);
        const founding = {
          id,
          initiatorId: initiator.personId,
          initiatorPseudonym: initiator.pseudonym,
          initiatorName: INITIATOR,
          initiatorCountry: "DE",
          provider: PROVIDER,
          terms: { ...TERMS, closesAtMs: BELL, ...options.terms },
          policy: DEFAULT_POLICY,
        };
        accepted(await stand.execute(initiator, { type: "draft", founding }));
        accepted(await stand.execute(initiator, { type: "submit", instrument: "sandbox:ok", openElsewhere: 0 }));
        await stand.rest();
      },
      async rest() {
        await vi.waitFor(
          () => {
            assert(
              stand.legs().every(({ pending }) => pending === null),
              "no call is planned",
            );
            assert(mirror.broken || mirror.throughSeq === stand.events().length, "everything is mirrored");
          },
          { interval: 2, timeout: 10_000 },
        );
      },
      termsHash,
      members: () => bodies<Member>("members").sort((a, b) => a.seq - b.seq),
      memberOf(name) {
        const member = stand.members().findLast(({ personId }) => personId === person(name).personId);
        assert(member, `${name} has a membership`);
        return member;
      },
      legs: () => bodies<Leg>("legs"),
      journals: () =>
        state.storage.sql
          .exec<{ id: string; kind: string; ref_id: string; currency: string; entries: string }>(
            "SELECT id, kind, ref_id, currency, entries FROM journals ORDER BY seq, n",
          )
          .toArray()
          .map(({ id: journalId, kind, ref_id, currency, entries }) => ({
            id: journalId,
            kind: kind as JournalKind,
            refId: ref_id,
            currency,
            entries: JSON.parse(entries) as Journal["entries"],
          })),
      events: () =>
        state.storage.sql
          .exec<{ type: string }>("SELECT type FROM events ORDER BY seq")
          .toArray()
          .map(({ type }) => type),
    };
    function termsHash(): string {
      const header = state.storage.sql.exec<{ hash: string }>("SELECT body ->> 'termsHash' AS hash FROM header");
      return header.one().hash;
    }

    await work(stand);
    await state.storage.deleteAlarm();
  });
}

/** A published group-buy a day before its bell. */
export function onOpenStand(work: (stand: Stand) => Promise<void>, options: StandOptions = {}): Promise<void> {
  return onStand(async (stand) => {
    await stand.publish();
    await work(stand);
  }, options);
}

export function joinCommand(termsHash: string, wishes: JoinWishes = {}): Extract<PersonCommand, { type: "join" }> {
  return {
    type: "join",
    quantity: 1,
    termsHash,
    priceCeilingMinor: null,
    currency: "EUR",
    deliverByMs: null,
    country: "DE",
    waitlist: true,
    instrument: "sandbox:ok",
    armedLegId: null,
    ...wishes,
  };
}

export function accepted(reply: AuthorityReply) {
  assert(reply.ok, `accepted: ${JSON.stringify(reply)}`);
  return reply.value;
}

export function refused(reply: AuthorityReply) {
  assert(!reply.ok, `refused: ${JSON.stringify(reply)}`);
  return reply.error;
}

export function receiptOf(reply: AuthorityReply): Receipt {
  const receipt = reply.ok ? reply.value.receipt : reply.error.receipt;
  assert(receipt, "the answer carries a receipt");
  return receipt;
}

/** Faults that an object reports from now on, instead of in the output; all of them in one text. */
export function faultsReported(): () => string {
  const reported = vi.spyOn(console, "error").mockReturnValue(undefined);
  return () => reported.mock.calls.flat().join("\n");
}
