import { createD1IdempotencyRecords } from "../adapters/catalogue/idempotency-records.ts";
import { platformLog } from "../adapters/log.ts";
import { createLogSigner, logHostOf } from "../adapters/log-signer.ts";
import { createReceiptSigner } from "../adapters/receipt-signer.ts";
import { createSeal } from "../adapters/seal.ts";
import { createTokenBuckets } from "../adapters/token-buckets.ts";
import { keyHistoryOf } from "../core/keys/lineage.ts";
import { parseConfig } from "../env.ts";
import { createHttpApp } from "../http/app.ts";
import type { HttpDependencies } from "../http/dependencies.ts";
import { asSent } from "../http/tls-front.ts";
import { limitsOf } from "./limits.ts";
import { clock, ids } from "./machine.ts";
import { mailEdgeOf } from "./mail.ts";
import { providerEventsOf } from "./provider-events.ts";
import { appOf } from "./use-cases.ts";

/** The site as one function from request to page: what `web/adapter.ts` builds. */
interface Site {
  init(options: { env: object }): Promise<void>;
  respond(request: Request, options: { platform: object; getClientAddress: () => string }): Promise<Response>;
}

/** Everything that answers requests, built once in an isolate. */
export async function edgeOf(env: Env, site: Site) {
  const config = parseConfig(env);
  const app = appOf(env, config);
  const dependencies: HttpDependencies = {
    app,
    clock,
    ids,
    signer: await createReceiptSigner(config.receiptSigningKey, config.retiredReceiptKeys),
    logSigner: await createLogSigner(logHostOf(config), config.logSigningKey, config.retiredLogKeys),
    keyHistory: keyHistoryOf(logHostOf(config), {
      receipts: { current: config.receiptSigningKey, retired: config.retiredReceiptKeys },
      log: { current: config.logSigningKey, retired: config.retiredLogKeys },
    }),
    idempotency: createD1IdempotencyRecords(
      env.CATALOGUE,
      clock,
      await createSeal(config.cursorKey, "idempotency", ids),
    ),
    limiter: createTokenBuckets(clock),
    limits: limitsOf(config),
    log: platformLog,
    publicOrigin: config.publicOrigin,
    groupBuySocket: (groupBuyId, request) => env.GROUP_BUY.getByName(groupBuyId).fetch(request),
    providerEvents: config.mode === "live" ? null : providerEventsOf(env, config),
    mail: mailEdgeOf(env, config),
    pages: async (request, visitor) =>
      site.respond(request, {
        platform: {
          app,
          nowMs: () => clock.nowMs(),
          arrivedAtMs: visitor.arrivedAtMs,
          origin: config.publicOrigin ?? new URL(request.url).origin,
          apiDocument: visitor.apiDocument,
          ...guessOf(request),
        },
        getClientAddress: () => visitor.address,
      }),
  };
  await site.init({ env });
  const http = createHttpApp(dependencies);
  const fetch = (request: Request, arrivedAtMs: number) =>
    http.fetch(asSent(request, config.frontKey), { arrivedAtMs });
  return { fetch };
}

/** What the platform's edge knows of a visitor: a first guess for zone and country, corrected by the browser. */
function guessOf(request: Request): { zone?: string; country?: string } {
  const { timezone, country } = (request.cf ?? {}) as { timezone?: string; country?: string };
  return { ...(timezone !== undefined && { zone: timezone }), ...(country !== undefined && { country }) };
}
