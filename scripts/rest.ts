/** The REST API for scripts: a client like any other, which also holds every answer against the contract. */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { GroupBuyResource } from "../worker/contract/group-buy.ts";
import { ROLES, type Role } from "../worker/contract/people.ts";

/** A sandbox person with a key of their own. */
export const Actor = z.object({ id: z.string(), role: z.enum(ROLES), token: z.string(), email: z.string() });
export type Actor = z.infer<typeof Actor>;

export const Moved = z.object({ nowMs: z.int(), ran: z.int() });

export interface ActorInput {
  readonly name: string;
  readonly country?: string;
  readonly currency?: string;
  readonly locale?: string;
}

export interface CallOptions {
  /** Whose key goes with the call; null for a stranger. */
  readonly as?: { readonly token: string } | null;
  readonly body?: unknown;
}

/** The answer was a problem (RFC 9457) instead of what was asked for. */
export class ProblemAnswer extends Error {
  readonly status: number;
  readonly slug: string;

  constructor(method: string, path: string, status: number, text: string) {
    super(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`);
    this.status = status;
    this.slug = /\/problems\/([\w-]+)/.exec(text)?.[1] ?? "";
  }
}

const RETRIES_MAXIMUM = 20;
const POLL_MS = 40;
const PATIENCE_MS = 20_000;

export class RestClient {
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  /**
   * One call under `/api/v1`. A command carries a fresh idempotency key and keeps it when it is asked to come back later,
   * so it has its effect once. Throws `ProblemAnswer`, or an Error that says where the answer breaks the contract.
   */
  async call<Answer>(
    answer: z.ZodType<Answer>,
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    { as = null, body }: CallOptions = {},
  ): Promise<Answer> {
    const headers = {
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
    };
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(`${this.origin}/api/v1${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) {
        const parsed = answer.safeParse(JSON.parse(text));
        if (parsed.success) return parsed.data;
        throw new Error(`${method} ${path} breaks the contract: ${z.prettifyError(parsed.error)}`);
      }
      if (response.status !== 429 || tries >= RETRIES_MAXIMUM) {
        throw new ProblemAnswer(method, path, response.status, text);
      }
      await wait(Number(response.headers.get("retry-after") ?? "1") * 1_000);
    }
  }

  /** `introducedBy` lends a key, so that a crowd is not held up by the allowance of one address. */
  actor(role: Role, person: ActorInput, introducedBy: Actor | null = null): Promise<Actor> {
    const { name, country, currency, locale } = person;
    return this.call(Actor, "POST", "/sandbox/actors", {
      as: introducedBy,
      body: { role, name, country, currency, locale },
    });
  }

  groupBuy(id: string, as: Actor | null = null): Promise<GroupBuyResource> {
    return this.call(GroupBuyResource, "GET", `/group-buys/${id}`, { as });
  }

  /** Looks until the group-buy is as hoped: providers answer in their own time. */
  until(id: string, as: Actor | null, isAsHoped: (groupBuy: GroupBuyResource) => boolean): Promise<GroupBuyResource> {
    return eventually(`${id} to move on`, async () => {
      const groupBuy = await this.groupBuy(id, as);
      return isAsHoped(groupBuy) ? groupBuy : null;
    });
  }

  /** Moves the sandbox clock of one group-buy; everything that falls due on the way happens. */
  moveClock(id: string, advanceMs: number): Promise<z.infer<typeof Moved>> {
    return this.call(Moved, "POST", `/group-buys/${id}/sandbox-clock`, { body: { advanceMs } });
  }
}

/** Looks again and again until there is something to see. Throws when patience is over. */
export async function eventually<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined) return seen;
    if (performance.now() > endMs) throw new Error(`Waited in vain for ${what}.`);
    await wait(POLL_MS);
  }
}

/** Where the Worker is that a script is to talk to. */
export function workerOrigin(): string {
  const origin = process.env["ONEBELL_URL"];
  if (origin === undefined) throw new Error("ONEBELL_URL does not say where Onebell is.");
  return origin;
}
