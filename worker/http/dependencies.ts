import type { App, Caller } from "../app/app.ts";
import type { Clock } from "../app/clock.ts";
import type { IdempotencyRecords } from "../app/idempotency-records.ts";
import type { Ids } from "../app/ids.ts";
import type { Log } from "../app/log.ts";
import type { LogSigner } from "../app/log-signer.ts";
import type { ProviderEvents } from "../app/provider-events/provider-events.ts";
import type { RateLimit, RateLimiter } from "../app/rate-limiter.ts";
import type { ReceiptSigner } from "../app/receipt-signer.ts";
import type { KeyHistory } from "../core/keys/history.ts";
import type { MailEdge } from "./mail/edge.ts";

/** Everything the edge needs; composed in `main.ts`, doubled in tests. */
export interface HttpDependencies {
  readonly app: App;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: Pick<ReceiptSigner, "publicKeys">;
  readonly logSigner: Pick<LogSigner, "verifierKeys">;
  /** The same keys with the statements between them. */
  readonly keyHistory: KeyHistory;
  readonly idempotency: IdempotencyRecords;
  readonly limiter: RateLimiter;
  readonly limits: RateLimits;
  readonly log: Log;
  /** Our own origin, `https://host[:port]`; null takes it from each request (local, and behind one host name). */
  readonly publicOrigin: string | null;
  /** Hands an upgrade to the object of a group-buy. Its answer goes back untouched: a wrapped 101 loses its socket. */
  readonly groupBuySocket: (groupBuyId: string, request: Request) => Promise<Response>;
  /** What deposit providers tell by themselves; null where there is no provider, and in tests of other things. */
  readonly providerEvents: Pick<ProviderEvents, "hear" | "countRefusal"> | null;
  /** Null in tests of other things. */
  readonly mail: MailEdge | null;
  /** Every path that is not ours; null where no web app is mounted. */
  readonly pages: ((request: Request, visitor: Visitor) => Promise<Response>) | null;
}

export interface RateLimits {
  readonly perCredential: RateLimit;
  readonly perAddress: RateLimit;
}

/** Who looks at a page; asked only when the page wants to know. */
export interface Visitor {
  readonly caller: () => Promise<Caller | null>;
  readonly address: string;
  /** Our clock when the request came in (T6). */
  readonly arrivedAtMs: number;
  /** The document of the API, which the reference is drawn from. */
  readonly apiDocument: () => object;
}

/** What the middleware leaves for the handlers of one request. */
export interface HttpEnv {
  /** What the platform hands along: when its Worker had the request, if that was read before the edge was there. */
  Bindings: { readonly arrivedAtMs?: number } | undefined;
  Variables: {
    arrivedAtMs: number;
    requestId: string;
    ownOrigin: string;
    rateLimitFields?: Readonly<Record<string, string>>;
  };
}
