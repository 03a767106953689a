import type { App, Caller } from "../../worker/app/app.ts";
import type { IdempotencyRecords, StoredAnswer } from "../../worker/app/idempotency-records.ts";
import type { RateLimit } from "../../worker/app/rate-limiter.ts";
import { createTokenBuckets } from "../../worker/adapters/token-buckets.ts";
import { isSlug } from "../../worker/contract/problems.ts";
import type { Role } from "../../worker/contract/people.ts";
import { SCOPES } from "../../worker/contract/scopes.ts";
import { ok } from "../../worker/core/result.ts";
import { createHttpApp } from "../../worker/http/app.ts";
import type { HttpDependencies } from "../../worker/http/dependencies.ts";
import { createKeptLog } from "./edge-doubles.ts";
import { createPeopleKit, valueOf } from "./people-kit.ts";

export const ORIGIN = "https://onebell.test";

/** One call that reached a use case. */
export interface Reached {
  readonly useCase: string;
  readonly args: readonly unknown[];
}

const GENEROUS: RateLimit = { name: "generous", burst: 1e9, perMinute: 1e9 };

export function createMemoryRecords(): IdempotencyRecords {
  const records = new Map<string, { fingerprint: string; answer: StoredAnswer | null }>();
  return {
    async begin(commandId, fingerprint) {
      const record = records.get(commandId);
      if (record === undefined) {
        records.set(commandId, { fingerprint, answer: null });
        return { kind: "fresh" };
      }
      if (record.fingerprint !== fingerprint) return { kind: "reused" };
      return record.answer === null ? { kind: "in-progress" } : { kind: "replay", answer: record.answer };
    },
    async finish(commandId, answer) {
      const record = records.get(commandId);
      if (record !== undefined) record.answer = answer;
    },
    async forget(commandId) {
      records.delete(commandId);
    },
  };
}

export interface HttpKitChanges extends Partial<HttpDependencies> {
  readonly mode?: App["mode"];
  /** Real use cases in the place of doubles. */
  readonly useCases?: (people: ReturnType<typeof createPeopleKit>) => Partial<App>;
}

/**
 * The edge over real people (in memory) and a double of everything else, which answers `answers[useCase]` and remembers
 * what reached it.
 */
export function createHttpKit(changes: HttpKitChanges = {}) {
  const { mode = "test", useCases, ...overrides } = changes;
  const people = createPeopleKit({ mode });
  const reached: Reached[] = [];
  const log = createKeptLog();
  // An export names its file by its day.
  const answers: Record<string, unknown> = {
    "groupBuys.joining": (caller: unknown) => caller, // Nothing is counted here.
    "personal.export": ok({ madeAt: "2026-12-01T11:30:00.000Z" }),
  };

  /** Any member of a use-case group: records the call and answers what the test has laid ready. */
  const double = <Group extends keyof App>(group: Group): NonNullable<App[Group]> => {
    const get =
      (_: object, member: string | symbol) =>
      (...args: unknown[]) => {
        const useCase = `${group}.${String(member)}`;
        reached.push({ useCase, args });
        const answer = answers[useCase] ?? ok({ id: "x", version: 7, items: [], next: null });
        return Promise.resolve(
          typeof answer === "function" ? (answer as (...all: unknown[]) => unknown)(...args) : answer,
        );
      };
    return new Proxy({}, { get }) as NonNullable<App[Group]>; // It answers to every name there is.
  };

  const sandboxDouble = double("sandbox");
  const app: App = {
    mode,
    people: people.people,
    personal: double("personal"),
    groupBuys: double("groupBuys"),
    legs: double("legs"),
    ledger: double("ledger"),
    merchants: double("merchants"),
    interests: double("interests"),
    operators: double("operators"),
    status: double("status"),
    notices: double("notices"),
    questions: double("questions"),
    invites: double("invites"),
    reviews: double("reviews"),
    reports: double("reports"),
    moderation: double("moderation"),
    backups: double("backups"),
    searchOperating: double("searchOperating"),
    reconciliation: double("reconciliation"),
    alive: null,
    letters: null,
    sandbox:
      mode === "live"
        ? null
        : {
            ...people.sandbox(),
            moveClock: (...args) => sandboxDouble.moveClock(...args),
            joinAsDemoBuyer: (...args) => sandboxDouble.joinAsDemoBuyer(...args),
            crowd: (...args) => sandboxDouble.crowd(...args),
            offer: (...args) => sandboxDouble.offer(...args),
            step: (...args) => sandboxDouble.step(...args),
            bankEvent: (...args) => sandboxDouble.bankEvent(...args),
            book: (...args) => sandboxDouble.book(...args),
          },
    ...useCases?.(people),
  };
  const dependencies: HttpDependencies = {
    app,
    clock: people.clock,
    ids: people.dependencies.ids,
    signer: { publicKeys: () => ({ keys: [] }) },
    logSigner: { verifierKeys: () => [] },
    keyHistory: {
      name: "localhost",
      receipts: { keys: [], statements: [] },
      log: { keys: [], statements: [] },
    },
    idempotency: createMemoryRecords(),
    limiter: createTokenBuckets(people.clock),
    log,
    limits: { perCredential: GENEROUS, perAddress: GENEROUS },
    publicOrigin: ORIGIN,
    groupBuySocket: (groupBuyId, request) => {
      reached.push({ useCase: "groupBuySocket", args: [groupBuyId, request] });
      return Promise.resolve(new Response("socket"));
    },
    providerEvents: null,
    mail: null,
    pages: null,
    ...overrides,
  };
  const http = createHttpApp(dependencies);

  return {
    people,
    app,
    http,
    reached,
    log,
    answers,
    last: () => reached.at(-1),

    /** A bearer key of a fresh sandbox person; a merchant comes verified. */
    async keyOf(role: Role): Promise<string> {
      return valueOf(await people.sandbox().actor({ role, name: "Test" })).token;
    },

    /** Somebody with every scope there is, just signed in: a merchant of the sandbox who is also an operator. */
    async almighty(): Promise<Caller> {
      const merchant = valueOf(await people.sandbox().actor({ role: "merchant", name: "Almighty" }));
      await people.makeOperator(merchant.id);
      return (await people.signIn(merchant.email)).caller;
    },

    async almightyKey(): Promise<string> {
      const caller = await this.almighty();
      return valueOf(await app.people.createKey(caller, { name: "Everything", scopes: [...SCOPES] })).token;
    },

    async fetch(path: string, init: RequestInit & { duplex?: "half" } = {}): Promise<Response> {
      return http.fetch(new Request(new URL(path, ORIGIN), init));
    },
  };
}

export type HttpKit = ReturnType<typeof createHttpKit>;

/** What a refusal says, in one line: status, slug and the field to blame. Checks the rules that hold for all of them. */
export async function refusalOf(response: Response): Promise<string> {
  const type = response.headers.get("content-type");
  if (type !== "application/problem+json") return `${response.status} ${type}`;
  const body = (await response.json()) as Record<string, unknown>;
  const slug = String(body["slug"]);
  if (!isSlug(slug)) throw new Error(`${slug} is not in the registry.`);
  if (body["status"] !== response.status) throw new Error("The status of a problem is that of its answer.");
  if (body["type"] !== `${ORIGIN}/problems/${slug}`) throw new Error("The type of a problem is its page.");
  if (typeof body["instance"] !== "string" || body["instance"] !== response.headers.get("request-id")) {
    throw new Error("A problem names its request.");
  }
  if (response.headers.get("cache-control") !== "no-store") throw new Error("A problem is never cached.");
  const [error] = (body["errors"] ?? []) as { pointer: string }[];
  return [response.status, slug, error?.pointer].filter((part) => part !== undefined && part !== "").join(" ");
}
