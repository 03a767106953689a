import { createD1MailRecords } from "../adapters/catalogue/mail-records.ts";
import { createD1Measurements } from "../adapters/catalogue/measurements.ts";
import { createD1PersonalStore } from "../adapters/catalogue/personal-store.ts";
import { createD1QueryLogRecords } from "../adapters/catalogue/query-log-records.ts";
import { createD1Reminders } from "../adapters/catalogue/reminders.ts";
import { createD1JobRecords } from "../adapters/catalogue/vitals.ts";
import { createD1Watch } from "../adapters/catalogue/watch.ts";
import { platformLog } from "../adapters/log.ts";
import { cloudflareEventIn } from "../adapters/mail/cloudflare-events.ts";
import { runErasures } from "../app/people/erasures.ts";
import { keepBooks } from "../app/reconciliation/closing.ts";
import { forgetSearches } from "../app/search/query-log.ts";
import { keepIndex } from "../app/search/index-keeping.ts";
import { parseConfig } from "../env.ts";
import { serveInterests } from "../jobs/interests.ts";
import { buryMail, carryMail } from "../jobs/mail.ts";
import { sendMessages } from "../jobs/messages.ts";
import { runJob } from "../jobs/run.ts";
import { sweep, type Sleepers } from "../jobs/watchdog.ts";
import { authoritiesOf } from "./authorities.ts";
import { interestJobOf } from "./interests.ts";
import { clock } from "./machine.ts";
import { deliveryOf, mailOf } from "./mail.ts";
import { providerEventsOf } from "./provider-events.ts";
import { indexKeepingOf, meaningKeepingOf } from "./search.ts";
import { closingOf } from "./reconciliation.ts";
import { appOf } from "./use-cases.ts";

/** The status page shows a day; operators compare months. */
const MEASUREMENTS_KEPT_MS = 90 * 86_400_000;
/** Services tell of bounces for days, of complaints for weeks. */
const MAIL_RECORDS_KEPT_MS = 90 * 86_400_000;

/** What the minute brings: each job by itself, so that none waits for another or falls with it. */
export async function runMinute(env: Env): Promise<void> {
  const config = parseConfig(env);
  const alive = appOf(env, config).alive;
  const closing = closingOf(env, config);
  const keepMeanings = meaningKeepingOf(env);
  const frame = { records: createD1JobRecords(env.CATALOGUE), clock, log: platformLog };
  await Promise.all([
    runJob("watchdog", frame, () => sweep(createD1Watch(env.CATALOGUE), sleepersOf(env), clock.nowMs(), platformLog)),
    runJob("messages", frame, () =>
      sendMessages(createD1Reminders(env.CATALOGUE), deliveryOf(env, config), clock.nowMs(), platformLog),
    ),
    runJob("interests", frame, () => serveInterests(interestJobOf(env, config), clock.nowMs())),
    runJob("search-log", frame, () => forgetSearches(createD1QueryLogRecords(env.CATALOGUE), clock.nowMs())),
    runJob("search-index", frame, () => keepIndex(indexKeepingOf(env), clock.nowMs())),
    runJob("forget", frame, () => createD1Measurements(env.CATALOGUE).forget(clock.nowMs() - MEASUREMENTS_KEPT_MS)),
    runJob("forget-mail", frame, () =>
      createD1MailRecords(env.CATALOGUE).forgetBefore(clock.nowMs() - MAIL_RECORDS_KEPT_MS),
    ),
    runJob("erasures", frame, () =>
      runErasures({
        personal: createD1PersonalStore(env.CATALOGUE, env.SEARCH),
        authorities: authoritiesOf(env),
        clock,
      }),
    ),
    ...(config.mode === "live"
      ? []
      : [
          runJob("provider-events", frame, () => providerEventsOf(env, config).resume()),
          runJob("provider-changes", frame, () => providerEventsOf(env, config).sweep()),
        ]),
    ...(keepMeanings === null ? [] : [runJob("meanings", frame, keepMeanings)]),
    ...(closing === null ? [] : [runJob("books", frame, () => keepBooks(closing))]),
    ...(alive === null ? [] : [runJob("alive", frame, () => alive.keep())]),
  ]);
}

function sleepersOf(env: Env): Sleepers {
  return { authorities: authoritiesOf(env), merchantAccount: (id) => env.MERCHANT_ACCOUNT.getByName(id) };
}

/** One batch of `onebell-mail`, or of what it gave up on: `onebell-mail-dead`. */
export async function runMail(env: Env, { queue, messages }: MessageBatch): Promise<void> {
  const { carrier, events, records } = mailOf(env, parseConfig(env));
  const job = { carrier, events, records, eventIn: cloudflareEventIn, nowMs: () => clock.nowMs(), log: platformLog };
  await (queue.endsWith("-dead") ? buryMail(messages, job) : carryMail(messages, job));
}
