import { server } from "../build/server.js";
import { createAuthorities } from "./adapters/authorities.ts";
import { createD1CodeStore } from "./adapters/catalogue/code-store.ts";
import { createD1Directory } from "./adapters/catalogue/directory.ts";
import { createD1IdempotencyRecords } from "./adapters/catalogue/idempotency-records.ts";
import { createD1InviteStore } from "./adapters/catalogue/invite-store.ts";
import { createD1KeyStore } from "./adapters/catalogue/key-store.ts";
import { createD1MailRecords } from "./adapters/catalogue/mail-records.ts";
import { createD1Mailbox } from "./adapters/catalogue/mailbox.ts";
import { createD1KeeperStore } from "./adapters/catalogue/keeper-store.ts";
import { createD1Measurements } from "./adapters/catalogue/measurements.ts";
import { createD1MerchantRecords } from "./adapters/catalogue/merchant-records.ts";
import { createD1Notices } from "./adapters/catalogue/notices.ts";
import { createD1OperatorDirectory } from "./adapters/catalogue/operator-directory.ts";
import { createD1OperatorRoles } from "./adapters/catalogue/operator-roles.ts";
import { createD1PasskeyStore } from "./adapters/catalogue/passkey-store.ts";
import { createD1PeopleStore } from "./adapters/catalogue/people-store.ts";
import { createD1PersonalStore } from "./adapters/catalogue/personal-store.ts";
import { createD1GeneralLedger, createD1Projection } from "./adapters/catalogue/projection.ts";
import { createD1Reminders } from "./adapters/catalogue/reminders.ts";
import { createD1QuestionStore } from "./adapters/catalogue/question-store.ts";
import { createD1ReviewStore } from "./adapters/catalogue/review-store.ts";
import { createD1ReportStore } from "./adapters/catalogue/report-store.ts";
import { createD1SessionStore } from "./adapters/catalogue/session-store.ts";
import { createD1JobRecords, createD1Vitals } from "./adapters/catalogue/vitals.ts";
import { createMachineClock, systemClock } from "./adapters/clock.ts";
import { createCursorCodec } from "./adapters/cursors.ts";
import { createIds } from "./adapters/ids.ts";
import { platformLog } from "./adapters/log.ts";
import { createCloudflareMailer } from "./adapters/mail/cloudflare-email.ts";
import { cloudflareEventIn } from "./adapters/mail/cloudflare-events.ts";
import { createMailQueue } from "./adapters/mail/mail-queue.ts";
import { createResendWebhook } from "./adapters/mail/resend-events.ts";
import { createResendMailer } from "./adapters/mail/resend.ts";
import { createPasskeyVerifier } from "./adapters/passkeys.ts";
import { createReceiptSigner } from "./adapters/receipt-signer.ts";
import { createSandboxBank } from "./adapters/sandbox-bank.ts";
import { createSeal } from "./adapters/seal.ts";
import { createD1DemandSearch } from "./adapters/search/demand-search.ts";
import { timingSafeEqual } from "./adapters/timing-safe-equal.ts";
import { createTokenBuckets } from "./adapters/token-buckets.ts";
import type { AliveUseCases, App, MerchantUseCases } from "./app/app.ts";
import { createCast } from "./app/alive/cast.ts";
import { createKeeper } from "./app/alive/keeper.ts";
import { createPlay } from "./app/alive/play.ts";
import {
  createGroupBuyUseCases,
  type GroupBuyDependencies as UseCaseDependencies,
} from "./app/group-buys/group-buys.ts";
import { createInviteUseCases } from "./app/community/invites.ts";
import { createLegUseCases } from "./app/group-buys/legs.ts";
import { createMailCarrier } from "./app/mail/carrier.ts";
import { createMailEvents } from "./app/mail/events.ts";
import type { Mailer } from "./app/mail/mailer.ts";
import { createMuteLinks } from "./app/mail/mute-links.ts";
import { createPost } from "./app/mail/post.ts";
import { createMerchantUseCases, type MerchantPayouts } from "./app/merchants/merchants.ts";
import { createPayoutAccounts } from "./app/merchants/payout-account.ts";
import { createNoticeDelivery, createTellingProjection, type NoticeDelivery } from "./app/notices/delivery.ts";
import { createNoticeUseCases } from "./app/notices/notices.ts";
import { createModerationUseCases } from "./app/community/moderation.ts";
import { onlyOperators } from "./app/operators/only-operators.ts";
import { createOperatorUseCases } from "./app/operators/operators.ts";
import { createPeopleSandbox } from "./app/people/sandbox.ts";
import { createPeopleUseCases } from "./app/people/people.ts";
import { runErasures } from "./app/people/erasures.ts";
import { createPersonalUseCases, type MerchantMoney } from "./app/people/personal-data.ts";
import { demonstrationPolicy, policyFor } from "./app/policy.ts";
import { createReviewUseCases } from "./app/community/reviews.ts";
import { createReportUseCases } from "./app/community/reports.ts";
import { createSandboxUseCases } from "./app/sandbox/sandbox.ts";
import { createQuestionUseCases } from "./app/community/questions.ts";
import { createStatusUseCases } from "./app/status/status.ts";
import type { ProviderFacts } from "./core/group-buy/state/state.ts";
import { ConfigError, parseConfig, type Config } from "./env.ts";
import { createHttpApp } from "./http/app.ts";
import { asSent, isFromTheFront } from "./http/tls-front.ts";
import type { HttpDependencies } from "./http/dependencies.ts";
import type { MailEdge } from "./http/mail/routes.ts";
import { notConfigured } from "./http/not-configured.ts";
import { buryMail, carryMail } from "./jobs/mail.ts";
import { sendMessages } from "./jobs/messages.ts";
import { runJob } from "./jobs/run.ts";
import { sweep } from "./jobs/watchdog.ts";
import { GroupBuyObject, type GroupBuyDependencies } from "./objects/group-buy/group-buy-object.ts";
import { MerchantAccountObject } from "./objects/merchant-account/merchant-account-object.ts";
import { MODES, mayAnswerAt } from "./modes.ts";
import { SandboxBankObject } from "./objects/sandbox-bank/sandbox-bank-object.ts";

/*
 * The composition root: every part is made here and handed what it needs; nothing is decided here. A Worker and each
 * object start on their own, so each builds its parts once from the environment that it was started with.
 */

const clock = systemClock;
const ids = createIds(clock);
const machineClock = createMachineClock(ids);

const RESEND_ORIGIN = "https://api.resend.com";
const MAIL_TIMEOUT_MS = 8_000;

export class GroupBuy extends GroupBuyObject {
  /** `others` stand in for parts of the product where it is measured; the platform hands none. */
  constructor(ctx: DurableObjectState, env: Env, others: Partial<GroupBuyDependencies> = {}) {
    const config = parseConfig(env);
    const { provider, sandbox } = moneyOf(env, config);
    const signer = createReceiptSigner(config.receiptSigningKey, config.retiredReceiptKeys);
    super(ctx, env, {
      clock: machineClock,
      ids,
      provider,
      sandbox,
      projection: createTellingProjection(createD1Projection(env.CATALOGUE, env.SEARCH), deliveryOf(env, config)),
      signer: { sign: async (payload) => (await signer).sign(payload) },
      merchantAccount: (merchantId) => env.MERCHANT_ACCOUNT.getByName(merchantId),
      log: platformLog,
      ...others,
    });
  }
}

export class SandboxBank extends SandboxBankObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, { nowMs: () => clock.nowMs(), mode: parseConfig(env).mode });
  }
}

export class MerchantAccount extends MerchantAccountObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, {
      nowMs: () => clock.nowMs(),
      escrow: moneyOf(env, parseConfig(env)).provider,
      ledger: createD1GeneralLedger(env.CATALOGUE),
      log: platformLog,
    });
  }
}

/** Where deposits are held. `live` has no provider yet: its edge starts and publishes nothing, so no object is ever asked. */
function moneyOf(env: Env, { mode }: Config) {
  if (mode === "live") throw new Error("No deposit provider is set up for DEPLOYMENT_MODE live.");
  const bank = createSandboxBank({ branches: env.SANDBOX_BANK, mode });
  return { provider: bank, sandbox: bank };
}

function providerFacts({ mode }: Config, env: Env): ProviderFacts | null {
  if (mode === "live") return null;
  const {
    id,
    canAuthorize,
    guaranteedAuthMs,
    maxHeldMs,
    mode: money,
  } = moneyOf(env, parseConfig(env)).provider.capabilities();
  return { id, name: "Sandbox Bank", mode: money, canAuthorize, guaranteedAuthMs, maxHeldMs };
}

function appOf(env: Env, config: Config): App {
  const mailbox = createD1Mailbox(env.CATALOGUE, clock, ids);
  const people = createD1PeopleStore(env.CATALOGUE);
  const peopleDependencies = {
    mode: config.mode,
    people,
    sessions: createD1SessionStore(env.CATALOGUE),
    keys: createD1KeyStore(env.CATALOGUE),
    codes: createD1CodeStore(env.CATALOGUE),
    post: mailOf(env, config).post,
    clock,
    ids,
    pepper: config.sessionPepper,
    sameDigest: timingSafeEqual,
    passkeys: createD1PasskeyStore(env.CATALOGUE),
    passkeyVerifier: createPasskeyVerifier(),
    operatorRoles: createD1OperatorRoles(env.CATALOGUE),
  };
  const authorities = authoritiesOf(env);
  const search = createD1DemandSearch(env.SEARCH);
  const directory = createD1Directory(env.CATALOGUE, search);
  const cursors = createCursorCodec(config.cursorKey);
  const questions = createD1QuestionStore(env.CATALOGUE);
  const operatorDirectory = createD1OperatorDirectory(env.CATALOGUE);
  const reports = createD1ReportStore(env.CATALOGUE);
  const reviews = createD1ReviewStore(env.CATALOGUE);
  const provider = config.mode === "live" ? null : moneyOf(env, config).provider;
  const groupBuyDependencies: UseCaseDependencies = {
    authorities,
    directory,
    cursors,
    clock,
    ids,
    policyFor: (country) => policyFor(country, config.merchantBondBasisPoints),
    provider: providerFacts(config, env),
    ratingsOf: (merchantIds) => reviews.ratings(merchantIds),
  };
  const groupBuys = createGroupBuyUseCases(groupBuyDependencies);
  const merchants = createMerchantUseCases({
    authorities,
    directory,
    search,
    cursors,
    payouts: payoutsIn(env),
    merchantOf: async (id) => {
      const merchant = await people.merchant(id);
      return (
        merchant && {
          name: merchant.name,
          isVerified: merchant.state === "verified",
          sinceMs: merchant.createdAtMs,
        }
      );
    },
    records: createD1MerchantRecords(env.CATALOGUE),
    kinOf: (id) => people.kinOf(id),
    payoutAccounts: createPayoutAccounts({
      ...peopleDependencies,
      authorities,
      standingOffersOf: (id) => operatorDirectory.standingOffersOf(id),
    }),
  });
  return {
    mode: config.mode,
    people: createPeopleUseCases(peopleDependencies),
    personal: createPersonalUseCases({
      people,
      personal: createD1PersonalStore(env.CATALOGUE, env.SEARCH),
      authorities,
      directory,
      merchantMoney: (merchantId) => merchantMoneyIn(env, merchantId),
      sessions: peopleDependencies.sessions,
      clock,
    }),
    groupBuys,
    legs: createLegUseCases({ authorities, directory, provider }),
    merchants,
    alive: aliveIn(env, config, groupBuyDependencies, merchants),
    operators: onlyOperators(
      createOperatorUseCases({
        ...peopleDependencies,
        authorities,
        directory,
        operatorDirectory,
        cursors,
      }),
    ),
    notices: createNoticeUseCases({ records: createD1Notices(env.CATALOGUE), cursors, clock }),
    questions: createQuestionUseCases({ authorities, questions, cursors, clock, ids }),
    invites: createInviteUseCases({ authorities, invites: createD1InviteStore(env.CATALOGUE), clock, ids }),
    reviews: createReviewUseCases({
      authorities,
      reviews,
      merchantOf: (id) => people.merchant(id),
      records: createD1MerchantRecords(env.CATALOGUE),
      cursors,
      clock,
      ids,
    }),
    reports: createReportUseCases({ authorities, questions, reviews, reports, clock, ids }),
    moderation: onlyOperators(createModerationUseCases({ authorities, questions, reviews, reports, clock })),
    status: createStatusUseCases({
      mode: config.mode,
      version: env.VERSION.id || null,
      vitals: createD1Vitals({ catalogue: env.CATALOGUE, search: env.SEARCH }, clock),
      measurements: createD1Measurements(env.CATALOGUE),
      directory,
      clock,
    }),
    sandbox:
      config.mode === "live"
        ? null
        : createSandboxUseCases(
            {
              ...peopleDependencies,
              authorities,
              groupBuys,
              merchants,
              payouts: payoutsIn(env),
              bank: moneyOf(env, config).sandbox,
              newcomers: { limiter: createTokenBuckets(clock), limit: limitsOf(config).newcomers },
            },
            createPeopleSandbox({ ...peopleDependencies, mailbox }),
          ),
  };
}

/** Demo people who keep a bell ringing soon, where that is wanted: on one's own machine and in a public demonstration. */
function aliveIn(
  env: Env,
  { mode }: Config,
  dependencies: UseCaseDependencies,
  merchants: MerchantUseCases,
): AliveUseCases | null {
  if (mode !== "local" && mode !== "demo") return null;
  const groupBuys = createGroupBuyUseCases({
    ...dependencies,
    policyFor: (country) => demonstrationPolicy(policyFor(country, null)),
  });
  const cast = createCast({ people: createD1PeopleStore(env.CATALOGUE), clock, ids });
  return createKeeper({
    isAlways: mode === "local",
    groupBuys,
    play: createPlay({ groupBuys, merchants, cast, pause }),
    store: createD1KeeperStore(env.CATALOGUE),
    clock,
    failed: (error) => platformLog.error("keeper.fault", error),
  });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Mail: what brings it out of the house, the post that everything is handed to, and what is told of it afterwards. */
function mailOf(env: Env, { mail, sessionPepper: pepper, publicOrigin }: Config) {
  const records = createD1MailRecords(env.CATALOGUE);
  const carrier = createMailCarrier({ mailer: mailerOf(env, mail), records, clock, pepper, log: platformLog });
  const queue = mail.service === "mailbox" ? null : createMailQueue(env.MAIL_QUEUE);
  return {
    records,
    carrier,
    post: createPost({ carrier, records, queue, pepper, log: platformLog }),
    events: createMailEvents({ records, pepper }),
    muteLinks: createMuteLinks({ origin: publicOrigin ?? "", pepper, sameDigest: timingSafeEqual }),
  };
}

function mailEdgeOf(env: Env, config: Config): MailEdge {
  const { events, muteLinks } = mailOf(env, config);
  const { mail } = config;
  const secret = mail.service === "resend" ? mail.webhookSecret : null;
  const webhook = secret && createResendWebhook(secret, () => clock.nowMs());
  return {
    async mute(m) {
      const wish = muteLinks.read(m);
      if (wish !== null) await createD1Notices(env.CATALOGUE).setMuted(wish.personId, wish.topic, true);
      return wish !== null;
    },
    hear:
      webhook &&
      (async (headers, body) => {
        const heard = await webhook.hear({ headers, body });
        if (heard.kind === "event") await events.note(heard.event);
        return heard.kind !== "unsigned";
      }),
  };
}

function mailerOf(env: Env, mail: Config["mail"]): Mailer {
  switch (mail.service) {
    case "mailbox":
      return createD1Mailbox(env.CATALOGUE, clock, ids);
    case "cloudflare":
      if (env.EMAIL === undefined) throw new Error("EMAIL is not bound.");
      return createCloudflareMailer(env.EMAIL, mail.sender);
    case "resend":
      return createResendMailer({
        ...mail,
        apiOrigin: RESEND_ORIGIN,
        fetch: (request) => fetch(request),
        timeoutMs: MAIL_TIMEOUT_MS,
      });
  }
}

function deliveryOf(env: Env, config: Config): NoticeDelivery {
  const { post, muteLinks } = mailOf(env, config);
  return createNoticeDelivery({
    queue: createD1Notices(env.CATALOGUE),
    post,
    clock,
    origin: config.publicOrigin ?? "",
    muteUrlOf: (personId, topic) => muteLinks.urlOf(personId, topic),
    failed: (error) => platformLog.error("notice.fault", error),
  });
}

function authoritiesOf(env: Env) {
  return createAuthorities({
    idFromName: (name) => env.GROUP_BUY.idFromName(name),
    get: (id, options) => env.GROUP_BUY.get(id, options),
  });
}

/** What a merchant's account says of its money: whether anything of it is still to come, and what came. */
async function merchantMoneyIn(env: Env, merchantId: string): Promise<MerchantMoney> {
  const { holdings, payouts } = await env.MERCHANT_ACCOUNT.getByName(merchantId).statement();
  return {
    isOwed: holdings.some((one) => one.payableMinor + one.reserveMinor + one.transitMinor > 0),
    payouts: payouts.map((payout) => ({ ...payout })),
  };
}

function payoutsIn(env: Env): MerchantPayouts {
  return {
    async payoutsOf(merchantId) {
      const { payouts } = await env.MERCHANT_ACCOUNT.getByName(merchantId).statement();
      return payouts.map(({ payoutId, plannedAtMs, settledAtMs, ...payout }) => ({
        ...payout,
        id: payoutId,
        atMs: settledAtMs ?? plannedAtMs,
      }));
    },
  };
}

async function edgeOf(env: Env) {
  const config = parseConfig(env);
  const app = appOf(env, config);
  const dependencies: HttpDependencies = {
    app,
    clock,
    ids,
    signer: await createReceiptSigner(config.receiptSigningKey, config.retiredReceiptKeys),
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
    mail: mailEdgeOf(env, config),
    pages: async (request, visitor) =>
      server.respond(request, {
        platform: {
          app,
          nowMs: () => clock.nowMs(),
          origin: config.publicOrigin ?? new URL(request.url).origin,
          apiDocument: visitor.apiDocument,
          ...guessOf(request),
        },
        getClientAddress: () => visitor.address,
      }),
  };
  await server.init({ env });
  const http = createHttpApp(dependencies);
  const fetch = (request: Request) => http.fetch(asSent(request, config.frontKey));
  return { fetch };
}

/** Where everybody shares one machine and one address, the first line against abuse would only stop ourselves. */
function limitsOf({ mode }: Config) {
  const times = MODES[mode].reach === "own-network" ? 1_000 : 1;
  return {
    perCredential: { name: "credential", burst: 200 * times, perMinute: 600 * times },
    perAddress: { name: "address", burst: 120 * times, perMinute: 300 * times },
    newcomers: { name: "demo-buyer", burst: 10 * times, perMinute: 10 * times },
  };
}

/** What the platform's edge knows of a visitor: a first guess for zone and country, corrected by the browser. */
function guessOf(request: Request): { zone?: string; country?: string } {
  const { timezone, country } = (request.cf ?? {}) as { timezone?: string; country?: string };
  return { ...(timezone !== undefined && { zone: timezone }), ...(country !== undefined && { country }) };
}

/** All that keeps this deployment from answering this request, said once in the log of each isolate. */
function faultsFor(request: Request, env: Env): ConfigError | null {
  try {
    told ??= parseConfig(env);
    const { mode, frontKey } = told;
    const { hostname } = new URL(request.url);
    if (mayAnswerAt(mode, hostname) || isFromTheFront(request, frontKey)) return null;
    const what = `is ${mode}, where everybody may be an operator: it answers on its own network only, not on ${hostname}`;
    throw new ConfigError([{ variable: "DEPLOYMENT_MODE", what }]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (error.message !== saidFault) platformLog.error("not-configured", error.message);
    saidFault = error.message;
    return error;
  }
}

let told: Config | null = null;
let saidFault: string | null = null;
/** The status page shows a day; operators compare months. */
const MEASUREMENTS_KEPT_MS = 90 * 86_400_000;

let edge: ReturnType<typeof edgeOf> | null = null;

export default {
  async fetch(request, env) {
    const fault = faultsFor(request, env);
    if (fault !== null) return notConfigured(request, fault.faults);
    edge ??= edgeOf(env).catch((error: unknown) => {
      edge = null; // A fault at the start is loud, and the next request starts afresh.
      throw error;
    });
    return (await edge).fetch(request);
  },

  /** `onebell-mail`, and what it gave up on: `onebell-mail-dead`. */
  async queue({ queue, messages }, env) {
    const { carrier, events, records } = mailOf(env, parseConfig(env));
    const job = { carrier, events, records, eventIn: cloudflareEventIn, nowMs: () => clock.nowMs(), log: platformLog };
    await (queue.endsWith("-dead") ? buryMail(messages, job) : carryMail(messages, job));
  },

  async scheduled(_controller, env) {
    const config = parseConfig(env);
    const directory = createD1Directory(env.CATALOGUE, createD1DemandSearch(env.SEARCH));
    const alive = appOf(env, config).alive;
    const frame = { records: createD1JobRecords(env.CATALOGUE), clock, log: platformLog };
    await Promise.all([
      runJob("watchdog", frame, () => sweep(directory, authoritiesOf(env), clock.nowMs(), platformLog)),
      runJob("messages", frame, () =>
        sendMessages(createD1Reminders(env.CATALOGUE), deliveryOf(env, config), clock.nowMs(), platformLog),
      ),
      runJob("forget", frame, () => createD1Measurements(env.CATALOGUE).forget(clock.nowMs() - MEASUREMENTS_KEPT_MS)),
      runJob("erasures", frame, () =>
        runErasures({
          personal: createD1PersonalStore(env.CATALOGUE, env.SEARCH),
          authorities: authoritiesOf(env),
          clock,
        }),
      ),
      ...(alive === null ? [] : [runJob("alive", frame, () => alive.keep())]),
    ]);
  },
} satisfies ExportedHandler<Env>;
