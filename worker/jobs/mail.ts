import type { Log } from "../app/log.ts";
import type { MailCarrier, PostedMail } from "../app/mail/carrier.ts";
import type { MailEvent, MailEvents } from "../app/mail/events.ts";
import { mailIdOf } from "../app/mail/headers.ts";
import { postedMailIn } from "../app/mail/queue-message.ts";
import type { MailRecords } from "../app/mail/records.ts";

/** The platform's longest delay. */
const DELAY_SECONDS_MAXIMUM = 43_200;
/** The database does not answer, or words of ours broke. */
const FAULT_WAIT_SECONDS = 60;
/** An event can be faster than the answer that names its mail; after a few minutes there is no such mail. */
const EVENT_WAIT_MS = 60_000;
const EVENT_TRIES_MAXIMUM = 5;

/** What we use of a message of the platform's queues. */
export interface QueueMessage {
  readonly body: unknown;
  /** This one included. */
  readonly attempts: number;
  ack(): void;
  retry(options: { readonly delaySeconds: number }): void;
}

export interface MailJobDependencies {
  readonly carrier: MailCarrier;
  readonly events: MailEvents;
  readonly records: Pick<MailRecords, "settle">;
  /** What a service tells of mails by the same queue. */
  readonly eventIn: (body: unknown) => MailEvent | null;
  readonly nowMs: () => number;
  readonly log: Log;
}

/**
 * Sends what is in the queue, one after the other, and records what services tell of what was sent. Every message is
 * answered for by itself: one that fails costs no other a try.
 */
export async function carryMail(messages: readonly QueueMessage[], deps: MailJobDependencies): Promise<void> {
  for (const message of messages) {
    try {
      await carryOne(message, deps);
    } catch (error) {
      deps.log.error("mail.fault", error);
      message.retry({ delaySeconds: FAULT_WAIT_SECONDS });
    }
  }
}

async function carryOne(message: QueueMessage, deps: MailJobDependencies): Promise<void> {
  const waitMs = await waitFor(message, deps);
  if (waitMs === null) message.ack();
  else message.retry({ delaySeconds: Math.min(Math.ceil(waitMs / 1_000), DELAY_SECONDS_MAXIMUM) });
}

/** How long until the message is looked at again; null: there is nothing more to do. */
async function waitFor({ body, attempts }: QueueMessage, { carrier, events, eventIn }: MailJobDependencies) {
  const posted = postedMailIn(body);
  if (posted !== null) {
    const carried = await carrier.carry(posted);
    return carried.kind === "over" ? null : carried.afterMs;
  }
  const event = eventIn(body);
  if (event === null) return null; // Nothing that we know, and no better known by looking again.
  const isKnown = await events.note(event);
  return isKnown || attempts >= EVENT_TRIES_MAXIMUM ? null : EVENT_WAIT_MS;
}

/** What no try could bring out of the queue: its mail is given up, and operators see that. */
export async function buryMail(messages: readonly QueueMessage[], deps: MailJobDependencies): Promise<void> {
  for (const message of messages) {
    const posted = postedMailIn(message.body);
    try {
      if (posted !== null) await giveUp(posted, deps);
      message.ack();
    } catch (error) {
      deps.log.error("mail.fault", error);
      message.retry({ delaySeconds: FAULT_WAIT_SECONDS });
    }
  }
}

async function giveUp({ mail }: PostedMail, { records, nowMs, log }: MailJobDependencies): Promise<void> {
  const id = mailIdOf(mail.key);
  await records.settle({ id, state: "failed", reason: "dead", providerId: null, atMs: nowMs() });
  log.error("mail.failed", "dead", { id });
}
