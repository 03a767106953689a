/** What has no page, or is not what a test is about: play people, the movable clock, an operator's word. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { GroupBuyResource, JoinAnswer } from "../../worker/contract/group-buy.ts";
import type { LedgerView } from "../../worker/contract/ledger.ts";

const POLL_MS = 50;
const POLLS_MAXIMUM = 400;

export interface Actor {
  readonly token: string;
  readonly email: string;
}

const MINUTE_MS = 60_000;
const OPEN_FOR_DAYS = 3;

const euro = (amount: number) => ({ amount, currency: "EUR" });

/** A small demand: three places are enough, five are all. Every test names what it needs to be different. */
function terms(closesAt: string) {
  return {
    title: "Merino base layer, 200 g",
    description: "Crew neck, sizes S to XL, undyed or dark blue. Wool of known origin.",
    kind: "good",
    category: "clothing",
    language: "en",
    unit: "piece",
    currency: "EUR",
    targetUnitPrice: euro(5_000),
    ceilingUnitPrice: euro(6_200),
    quantityMinimum: 3,
    quantityMaximum: 5,
    perBuyerMaximum: 3,
    initiatorQuantity: 1,
    depositPerUnit: euro(1_000),
    closesAt,
    shipTo: ["DE", "FR"],
  };
}

export type TermsChange = Partial<ReturnType<typeof terms>> & Partial<Pick<GroupBuyResource, "chooser" | "packSize">>;

/** What a buyer says beside the quantity: the way to pay, and the most that one may cost. */
export interface BuyersWord {
  readonly instrument?: string;
  readonly ceilingMinor?: number;
}

/** Long enough for every way to choose. */
const VALID_FOR_DAYS = 7;

export class Rest {
  readonly #origin: string;
  #operator: Promise<Actor> | null = null;

  constructor(origin: string) {
    this.#origin = origin;
  }

  actor(role: "buyer" | "merchant" | "operator", name: string): Promise<Actor> {
    return this.#call("POST", "/sandbox/actors", null, { role, name, country: "DE", currency: "EUR" });
  }

  /** The newest code that was sent to an address. */
  async codeFor(email: string): Promise<string> {
    return this.#until(async () => {
      const { items } = await this.#call<{ items: { text: string }[] }>(
        "GET",
        `/sandbox/mailbox?to=${encodeURIComponent(email)}`,
      );
      const codes = items.map(({ text }) => /code is (\d{8})/.exec(text)?.[1]);
      return codes.find((code) => code !== undefined) ?? null; // Other messages may have come after it.
    });
  }

  /** A group-buy that stands open to everybody, by a play initiator. */
  async publish(change: TermsChange = {}): Promise<{ id: string; initiator: Actor }> {
    const initiator = await this.actor("buyer", "Ana");
    const id = await this.draft(initiator.token, change);
    await this.#call("POST", `/group-buys/${id}/submit`, initiator.token, { instrument: "sandbox:ok" });
    await this.inState(id, "open");
    return { id, initiator };
  }

  /** A draft of somebody, as the wizard would have left it. */
  async draft(token: string, change: TermsChange = {}): Promise<string> {
    const body = { ...terms(await this.inDays(OPEN_FOR_DAYS)), ...change };
    return (await this.#call<GroupBuyResource>("POST", "/group-buys", token, body)).id;
  }

  /** Somebody joins, and the deposit is verified. */
  async join(id: string, quantity = 1, word: BuyersWord = {}): Promise<Actor> {
    const buyer = await this.actor("buyer", "Bo");
    await this.joinAs(buyer.token, id, quantity, word);
    return buyer;
  }

  async joinAs(
    token: string,
    id: string,
    quantity = 1,
    { instrument = "sandbox:ok", ceilingMinor }: BuyersWord = {},
  ): Promise<{ receiptId: string }> {
    const { termsHash } = await this.view(id);
    const ceiling = ceilingMinor === undefined ? {} : { priceCeiling: euro(ceilingMinor) };
    const body = { quantity, termsHash, country: "DE", waitlist: false, instrument, ...ceiling };
    const { membership } = await this.#call<JoinAnswer>("POST", `/group-buys/${id}/joins`, token, body);
    await this.#until(async () =>
      (await this.view(id, token)).me?.membership?.state === "active" ? membership : null,
    );
    return membership;
  }

  async offer(
    id: string,
    tiers: readonly (readonly [fromQuantity: number, minor: number])[],
    { name = "Nordwolle GmbH", firm = true } = {},
  ): Promise<Actor> {
    const merchant = await this.actor("merchant", name);
    const { closesAt, shipTo } = await this.view(id);
    await this.#until(() =>
      this.#call("POST", `/demands/${id}/offers`, merchant.token, {
        canSupply: true,
        tiers: tiers.map(([fromQuantity, minor]) => ({ fromQuantity, unitPrice: euro(minor) })),
        delivery: shipTo.map((country) => ({ country, perUnit: euro(0) })),
        quantityMaximum: 100,
        leadTimeDays: 7,
        validUntil: new Date(Date.parse(closesAt) + VALID_FOR_DAYS * 86_400_000).toISOString(),
        firm,
      }),
    );
    return merchant;
  }

  /** The bell, the award, and everybody named has paid the rest. */
  async collect(id: string, tokens: readonly string[]): Promise<void> {
    await this.moveToBell(id, -1);
    const { kind } = await this.inState(id, "collecting");
    const address = { name: "Ada Byron", line1: "Main Street 1", postcode: "10119", city: "Berlin", country: "DE" };
    for (const token of tokens) {
      const body = { instrument: "sandbox:ok", ...(kind === "good" && { address }) };
      await this.#call("POST", `/group-buys/${id}/joins/me/balance`, token, body);
    }
    await this.inState(id, "fulfilling");
  }

  /** An operator decides what the two did not agree on. */
  async decideDispute(id: string, token: string, refundMinor: number): Promise<void> {
    const orderId = (await this.view(id, token)).me?.membership?.id ?? "";
    await this.#call("POST", `/operator/disputes/${orderId}/decision`, (await this.operator()).token, {
      refund: euro(refundMinor),
      reason: "The picture shows the tear; the jersey can be worn.",
    });
  }

  async received(id: string, token: string): Promise<void> {
    await this.#call("POST", `/group-buys/${id}/joins/me/received`, token);
  }

  view(id: string, token: string | null = null): Promise<GroupBuyResource> {
    return this.#call("GET", `/group-buys/${id}`, token);
  }

  async members(id: string): Promise<readonly { pseudonym: string; quantity: number; state: string }[]> {
    const { items } = await this.#call<{ items: [] }>("GET", `/group-buys/${id}/members`);
    return items;
  }

  async inState(id: string, state: GroupBuyResource["state"]): Promise<GroupBuyResource> {
    return this.#until(async () => {
      const groupBuy = await this.view(id);
      return groupBuy.state === state ? groupBuy : null;
    });
  }

  /** Moves the clock of one group-buy until its bell is so far ahead; with a negative number the bell has rung. */
  async moveToBell(id: string, aheadMs: number): Promise<void> {
    const { closesAt, clock } = await this.view(id);
    await this.advance(id, Date.parse(closesAt) - aheadMs - clock.nowMs);
  }

  async advance(id: string, advanceMs: number): Promise<void> {
    await this.#call("POST", `/group-buys/${id}/sandbox-clock`, (await this.operator()).token, { advanceMs });
  }

  /** By its initiator. */
  async cancel(id: string, token: string): Promise<void> {
    await this.#call("POST", `/group-buys/${id}/cancel`, token, { reason: "Nobody needs it any more." });
    await this.inState(id, "cancelled");
  }

  async verifyMerchant(merchantId: string): Promise<void> {
    const { token } = await this.operator();
    await this.#call("POST", `/operator/merchants/${merchantId}/verify`, token, { reason: "Register entry seen." });
  }

  /** What the book of a group-buy still keeps on accounts of deposits, and what all books together are off by. */
  async books(id: string): Promise<{ standing: readonly string[]; offMinor: readonly number[] }> {
    const { token } = await this.operator();
    const { journals, check } = await this.#call<LedgerView>("GET", `/operator/ledger?source=${id}`, token);
    const sums = new Map<string, number>();
    for (const { account, amount } of journals.flatMap(({ entries }) => entries)) {
      if (account.startsWith("dep:")) sums.set(account, (sums.get(account) ?? 0) + amount.amount);
    }
    const standing = [...sums].filter(([, minor]) => minor !== 0).map(([account]) => account);
    return { standing, offMinor: check.flatMap(({ sum, accountsOff }) => [sum.amount, accountsOff]).filter(Boolean) };
  }

  /** A whole minute so many days ahead. */
  async inDays(days: number): Promise<string> {
    return new Date(Math.ceil((await this.#nowMs()) / MINUTE_MS) * MINUTE_MS + days * 86_400_000).toISOString();
  }

  operator(): Promise<Actor> {
    return (this.#operator ??= this.actor("operator", "Olga"));
  }

  async #nowMs(): Promise<number> {
    const response = await fetch(`${this.#origin}/healthz`);
    return Number(response.headers.get("server-time-ms") ?? Date.parse(response.headers.get("date") ?? ""));
  }

  async #call<Answer>(method: "GET" | "POST", path: string, token: string | null = null, body?: unknown) {
    const response = await fetch(`${this.#origin}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(method === "POST" && { "idempotency-key": randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer; // The contract's own tests hold the answers against their schemas.
  }

  /** Asks again until there is an answer; effects and projections come to rest a little later. */
  async #until<T>(ask: () => Promise<T | null>): Promise<T> {
    let last: unknown = null;
    for (let tries = 0; tries < POLLS_MAXIMUM; tries += 1) {
      const answer = await ask().catch((error: unknown) => {
        last = error;
        return null;
      });
      if (answer !== null) return answer;
      await wait(POLL_MS);
    }
    throw new Error("It did not happen", { cause: last });
  }
}
