import { applyD1Migrations } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { createD1Directory } from "../../worker/adapters/catalogue/directory.ts";
import { createSandboxBank } from "../../worker/adapters/sandbox-bank.ts";
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import type { GroupBuyResource, JoinAnswer, Leg } from "../../worker/contract/group-buy.ts";
import type { Offer, Order } from "../../worker/contract/offers.ts";
import { describeAccount, provClearing } from "../../worker/core/ledger/accounts.ts";
import { balanceOf, project, splitKey } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Journal, JournalKind } from "../../worker/core/ledger/journal.ts";
import { assert } from "../../worker/core/result.ts";
import { valueOf } from "./escrow-calls.ts";

/**
 * A life of a group-buy as its users lead it: over REST, into the Worker as it is deployed, with play people and play
 * money. Nothing waits: moving the sandbox clock answers when effects and projections are at rest.
 */

export const ORIGIN = "https://onebell.test";
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const bank = createSandboxBank({ branches: env.SANDBOX_BANK, mode: "test" });
export const directory = createD1Directory(env.CATALOGUE, createD1DemandSearch(env.SEARCH));

export async function prepareDatabases(): Promise<void> {
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
}

export interface Person {
  readonly id: string;
  readonly token: string;
}

export interface Sent {
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what stands in an answer is for the test to say
  readonly json: any;
}

let keys = 0;

export async function call(method: string, path: string, { token, body, key, headers }: Sent = {}): Promise<Heard> {
  const response = await exports.default.fetch(`${ORIGIN}/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method !== "GET" && { "idempotency-key": key ?? `key-${String((keys += 1))}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === "" ? null : JSON.parse(text) };
}

/** The same, where only success is expected. */
export async function done<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
  const heard = await call(method, path, sent);
  assert(heard.status < 300, `${method} ${path}: ${heard.status} ${heard.text}`);
  return heard.json as T; // What the contract says that this call answers.
}

export function actor(role: "buyer" | "merchant" | "operator", name: string): Promise<Person> {
  return done("POST", "/sandbox/actors", { body: { role, name, country: "DE", currency: "EUR" } });
}

export function eur(amount: number) {
  return { amount, currency: "EUR" };
}

/** Twenty kilograms at most, five at least; a deposit of two euros each; an hour to go, in whole seconds (decision 5). */
export function terms(changes: Record<string, unknown> = {}) {
  return {
    title: "Green coffee",
    description: "Washed, this year's.",
    kind: "good",
    category: "food",
    language: "en",
    unit: "kg",
    currency: "EUR",
    targetUnitPrice: eur(1_200),
    ceilingUnitPrice: eur(1_500),
    quantityMinimum: 5,
    quantityMaximum: 20,
    perBuyerMaximum: 5,
    initiatorQuantity: 2,
    depositPerUnit: eur(200),
    closesAt: new Date(Math.ceil((Date.now() + HOUR) / SECOND) * SECOND).toISOString(),
    shipTo: ["DE", "AT"],
    ...changes,
  };
}

/** One group-buy and the person who began it. */
export class Life {
  readonly initiator: Person;
  readonly id: string;
  readonly termsHash: string;
  readonly closesAtMs: number;

  private constructor(initiator: Person, drafted: GroupBuyResource) {
    this.initiator = initiator;
    this.id = drafted.id;
    this.termsHash = drafted.termsHash;
    this.closesAtMs = Date.parse(drafted.closesAt);
  }

  static async draft(changes: Record<string, unknown> = {}): Promise<Life> {
    const initiator = await actor("buyer", "Ines");
    return new Life(initiator, await done("POST", "/group-buys", { token: initiator.token, body: terms(changes) }));
  }

  /** Submitted with a good card, verified, visible (G2, G4). */
  static async published(changes: Record<string, unknown> = {}): Promise<Life> {
    const life = await Life.draft(changes);
    await life.submit("sandbox:ok");
    await life.rest();
    return life;
  }

  get stub() {
    return env.GROUP_BUY.getByName(this.id);
  }

  submit(instrument: string): Promise<{ groupBuy: GroupBuyResource; leg: Leg }> {
    return done("POST", `/group-buys/${this.id}/submit`, { token: this.initiator.token, body: { instrument } });
  }

  joinBody(changes: Record<string, unknown> = {}) {
    return {
      quantity: 2,
      termsHash: this.termsHash,
      country: "DE",
      waitlist: true,
      instrument: "sandbox:ok",
      ...changes,
    };
  }

  join(person: Person, changes: Record<string, unknown> = {}): Promise<JoinAnswer> {
    return done("POST", `/group-buys/${this.id}/joins`, { token: person.token, body: this.joinBody(changes) });
  }

  /** A join that may be refused. */
  tryJoin(person: Person, changes: Record<string, unknown> = {}, key?: string): Promise<Heard> {
    const sent = { token: person.token, body: this.joinBody(changes), ...(key !== undefined && { key }) };
    return call("POST", `/group-buys/${this.id}/joins`, sent);
  }

  /** A firm offer: 12.50 from one, 11.00 from six, half a euro to send each. */
  async offer(merchant: Person, changes: Record<string, unknown> = {}): Promise<Offer> {
    const body = {
      canSupply: true,
      tiers: [
        { fromQuantity: 1, unitPrice: eur(1_250) },
        { fromQuantity: 6, unitPrice: eur(1_100) },
      ],
      delivery: [{ country: "DE", perUnit: eur(50) }],
      leadTimeDays: 5,
      ...changes,
    };
    const { offer } = await done<{ offer: Offer }>("POST", `/demands/${this.id}/offers`, {
      token: merchant.token,
      body,
    });
    return offer;
  }

  payBalance(person: Person, instrument = "sandbox:ok"): Promise<Heard> {
    const address = { name: "A", line1: "Street 1", city: "Berlin", country: "DE" };
    return call("POST", `/group-buys/${this.id}/joins/me/balance`, {
      token: person.token,
      body: { instrument, address },
    });
  }

  async ship(merchant: Person): Promise<void> {
    const { items } = await done<{ items: Order[] }>("GET", `/orders?groupBuyId=${this.id}`, { token: merchant.token });
    for (const { id } of items.filter(({ state }) => state === "paid")) {
      const body = { shippedAt: new Date().toISOString(), carrier: "Post", tracking: "T-1" };
      await done("POST", `/orders/${id}/shipments`, { token: merchant.token, body });
    }
  }

  /** The group-buy as somebody sees it; as a stranger without a name. */
  view(person?: Person): Promise<GroupBuyResource> {
    return done("GET", `/group-buys/${this.id}`, person && { token: person.token });
  }

  async stateOf(person: Person): Promise<string | undefined> {
    return (await this.view(person)).me?.membership?.state;
  }

  async legsOf(person: Person): Promise<Leg[]> {
    return (await this.view(person)).me?.legs ?? [];
  }

  /** Moves this group-buy's clock; answers when everything that became due has happened and is mirrored. */
  advance(advanceMs: number): Promise<{ nowMs: number; ran: number }> {
    return done("POST", `/group-buys/${this.id}/sandbox-clock`, { body: { advanceMs } });
  }

  /** Waits for what is under way, without moving the clock. */
  async rest(): Promise<void> {
    await this.advance(0);
  }

  async advanceTo(ms: number): Promise<void> {
    const { clock } = await this.view(this.initiator);
    await this.advance(ms - clock.nowMs);
  }

  /** The types of everything in the public log, in order. */
  async events(): Promise<string[]> {
    const types: string[] = [];
    for (;;) {
      const page = await done<{ items: { leaf: string }[] }>(
        "GET",
        `/group-buys/${this.id}/events?after=${types.length}`,
      );
      if (page.items.length === 0) return types;
      types.push(...page.items.map(({ leaf }) => (JSON.parse(leaf) as { type: string }).type)); // Our canonical leaf.
    }
  }
}

export interface Books {
  readonly journals: readonly Journal[];
  readonly violations: readonly unknown[];
  /** Accounts of deposits and holds that are not at zero. */
  readonly standing: readonly string[];
  readonly clearingMinor: number;
  readonly bankMinor: number;
}

/** The money of one group-buy as D1's general ledger has it, with that of its merchant, beside the provider's own book. */
export async function booksOf(life: Life, ...merchantIds: readonly (string | undefined)[]): Promise<Books> {
  const own = await directory.ledgerOf(life.id);
  const known = merchantIds.filter((id) => id !== undefined);
  const merchants = (await Promise.all(known.map((id) => directory.ledgerOf(id)))).flat();
  // Only journals of our own rules are posted there.
  const journals = [...own, ...merchants].map(({ kind, ...journal }) => ({ ...journal, kind: kind as JournalKind }));
  const balances = project(journals);
  const standing = [...balances].filter(([key, amountMinor]) => {
    const kind = describeAccount(splitKey(key)[1])?.kind;
    return amountMinor !== 0 && (kind === "deposit" || kind === "memo-hold" || kind === "memo-auth");
  });
  const { lines } = valueOf(await bank.statement(life.id, 0));
  return {
    journals,
    violations: checkLedger(journals),
    standing: standing.map(([key, amountMinor]) => `${key} ${amountMinor}`),
    clearingMinor: balanceOf(balances, provClearing("sandbox"), "EUR"),
    bankMinor: lines.at(-1)?.balanceMinor ?? 0,
  };
}
