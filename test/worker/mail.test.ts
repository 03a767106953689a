/** Mail in the Worker's runtime: its records in D1, and its way through the platform's queue. */
import { applyD1Migrations, createExecutionContext, createMessageBatch, getQueueResult, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { createD1MailRecords } from "../../worker/adapters/catalogue/mail-records.ts";
import { createD1Mailbox } from "../../worker/adapters/catalogue/mailbox.ts";
import { createMailQueue } from "../../worker/adapters/mail/mail-queue.ts";
import { mailIdOf } from "../../worker/app/mail/headers.ts";
import { postedMailIn } from "../../worker/app/mail/queue-message.ts";
import worker from "../../worker/main.ts";
import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";
import { posted } from "../support/mail-memory.ts";
import { createFakeEmail } from "../support/mail-services.ts";
import { mailRecordsContract } from "../support/mail-records-contract.ts";
import { mailerContract } from "../support/mailer-contract.ts";

beforeAll(async () => {
  await reset();
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
});

mailRecordsContract("D1", () => createD1MailRecords(env.CATALOGUE));

mailerContract("the mailbox in D1", async () => {
  await env.CATALOGUE.exec("DELETE FROM mail_messages");
  const clock = createHandClock();
  const mailbox = createD1Mailbox(env.CATALOGUE, clock, createCountingIds(clock));
  const arrived = async () => (await mailbox.messages(null)).map(({ to, subject, text }) => ({ to, subject, text }));
  return { mailer: mailbox, arrived, keepsKeys: true };
});

async function consumed(queue: string, bodies: readonly unknown[], environment: Env = env) {
  const messages = bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch(queue, messages);
  const ctx = createExecutionContext();
  await worker.queue(batch, environment);
  return getQueueResult(batch, ctx);
}

/** A deployment with a mail service, whose queue is the one of this test. */
function deployed(email: ReturnType<typeof createFakeEmail>): Env {
  return {
    ...env,
    DEPLOYMENT_MODE: "demo",
    MAIL_SERVICE: "cloudflare",
    MAIL_FROM: "Onebell <mail@onebell.example>",
    PUBLIC_ORIGIN: "https://onebell.example",
    EMAIL: email.binding,
  } as unknown as Env; // What wrangler.toml and the operator would have set.
}

describe("the queue, from the composition root", () => {
  const letter = posted({ key: "notice:queue.1", to: "queue@example.org" }, { personId: "usr_q" });

  test("what is put in is what comes out, and is answered for one by one", async () => {
    await createMailQueue(env.MAIL_QUEUE).put([posted({ key: "notice:queue.0" })]); // As the platform takes it.
    expect(postedMailIn(JSON.parse(JSON.stringify(letter)))).toEqual(letter);
    const { explicitAcks, retryMessages } = await consumed("onebell-mail", [letter, letter, "nothing that we know"]);
    expect([explicitAcks.length, retryMessages.length]).toEqual([3, 0]);

    const clock = createHandClock();
    const mailbox = createD1Mailbox(env.CATALOGUE, clock, createCountingIds(clock));
    expect(await mailbox.messages("queue@example.org")).toHaveLength(1);
    const [mail] = await createD1MailRecords(env.CATALOGUE).ofPerson("usr_q", 1);
    expect(mail).toMatchObject({ state: "sent", kind: "settled", tries: 1 });
  });

  test("N8: a service that is busy is asked again, a letter that comes twice is sent once, each is answered for by itself", async () => {
    const email = createFakeEmail();
    email.faults.push(email.fault("E_RATE_LIMIT_EXCEEDED"));
    const environment = deployed(email);
    const nowMs = Date.now();
    const one = posted({ key: "notice:busy.1", to: "busy@example.org" }, { personId: "usr_b1", postedAtMs: nowMs });
    const other = posted({ key: "notice:busy.2", to: "busy@example.org" }, { personId: "usr_b2", postedAtMs: nowMs });

    const busy = await consumed("onebell-mail", [one, other, other], environment);
    expect(busy.explicitAcks).toEqual(["m1", "m2"]);
    expect(busy.retryMessages).toEqual([{ msgId: "m0" }]);
    const again = await consumed("onebell-mail", [one, one], environment);
    expect(again.explicitAcks).toHaveLength(2);
    expect(email.sent.map(({ headers }) => headers["X-Entity-Ref-ID"])).toEqual(
      [other, one].map(({ mail }) => mailIdOf(mail.key)),
    );

    const records = createD1MailRecords(env.CATALOGUE);
    expect((await records.ofPerson("usr_b1", 9)).map(({ state, tries }) => [state, tries])).toEqual([["sent", 2]]);
  });

  test("N9: what the service tells by the same queue blocks the address for notices, and not for codes", async () => {
    const email = createFakeEmail();
    const environment = deployed(email);
    const to = "gone@example.org";
    const letterTo = (key: string, kind: string) =>
      posted({ key, to }, { kind, personId: "usr_gone", postedAtMs: Date.now() });
    await consumed("onebell-mail", [letterTo("notice:gone.1", "settled")], environment);
    const bounce = {
      type: "cf.email.sending.message.bounced",
      payload: { messageId: "0101018f-1", recipient: to, bounce: { type: "hard" } },
      metadata: { eventTimestamp: new Date().toISOString() },
    };
    expect((await consumed("onebell-mail", [bounce], environment)).explicitAcks).toHaveLength(1);
    const unknown = { ...bounce, payload: { ...bounce.payload, messageId: "of-nobody" } };
    expect((await consumed("onebell-mail", [unknown], environment)).retryMessages).toHaveLength(1);

    const letters = [letterTo("notice:gone.2", "settled"), letterTo("code:gone", "code")];
    await consumed("onebell-mail", letters, environment);
    expect(email.sent).toHaveLength(2);
    const states = (await createD1MailRecords(env.CATALOGUE).ofPerson("usr_gone", 9)).map(({ kind, state, reason }) =>
      [kind, state, reason].join(" ").trim(),
    );
    expect(states.sort()).toEqual(["code sent", "settled bounced", "settled refused blocked"]);
  });

  test("what no try could bring out is given up", async () => {
    const dead = posted({ key: "notice:queue.2" }, { personId: "usr_dead" });
    const { id, personId, kind } = { id: mailIdOf(dead.mail.key), ...dead };
    const entry = { id, personId, kind, addressDigest: "x", postedAtMs: 0 };
    await createD1MailRecords(env.CATALOGUE).plan([entry]);
    expect((await consumed("onebell-mail-dead", [dead])).explicitAcks).toHaveLength(1);
    const [mail] = await createD1MailRecords(env.CATALOGUE).ofPerson("usr_dead", 1);
    expect(mail).toMatchObject({ state: "failed", reason: "dead" });
    // A late repeat does not send it after all, and the operators see it.
    const email = createFakeEmail();
    expect((await consumed("onebell-mail", [dead], deployed(email))).explicitAcks).toHaveLength(1);
    expect(email.sent).toEqual([]);
    expect((await createD1MailRecords(env.CATALOGUE).lost(0, 9)).map((one) => one.id)).toContain(id);
  });
});
