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

async function consumed(queue: string, bodies: readonly unknown[]) {
  const messages = bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch(queue, messages);
  const ctx = createExecutionContext();
  await worker.queue(batch, env);
  return getQueueResult(batch, ctx);
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

  test("what no try could bring out is given up", async () => {
    const dead = posted({ key: "notice:queue.2" }, { personId: "usr_dead" });
    const { id, personId, kind } = { id: mailIdOf(dead.mail.key), ...dead };
    const entry = { id, personId, kind, addressDigest: "x", postedAtMs: 0 };
    await createD1MailRecords(env.CATALOGUE).plan([entry]);
    expect((await consumed("onebell-mail-dead", [dead])).explicitAcks).toHaveLength(1);
    const [mail] = await createD1MailRecords(env.CATALOGUE).ofPerson("usr_dead", 1);
    expect(mail).toMatchObject({ state: "failed", reason: "dead" });
  });
});
