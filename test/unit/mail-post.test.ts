/** The post: each mail once, whatever is repeated, late, lost, out of order or cut in the middle. */
import { describe, expect, test } from "vitest";
import { cloudflareEventIn } from "../../worker/adapters/mail/cloudflare-events.ts";
import { createMailQueue } from "../../worker/adapters/mail/mail-queue.ts";
import { createResendMailer } from "../../worker/adapters/mail/resend.ts";
import { addressDigestOf } from "../../worker/app/mail/addresses.ts";
import { CODE_KIND, type PostedMail } from "../../worker/app/mail/carrier.ts";
import { mailIdOf } from "../../worker/app/mail/headers.ts";
import type { Mailer, Sending } from "../../worker/app/mail/mailer.ts";
import type { MailQueue } from "../../worker/app/mail/post.ts";
import { postedMailIn } from "../../worker/app/mail/queue-message.ts";
import { buryMail, carryMail, type QueueMessage } from "../../worker/jobs/mail.ts";
import { createHandClock } from "../support/edge-doubles.ts";
import { createMemoryMailRecords, createMemoryPost, PEPPER, posted } from "../support/mail-memory.ts";
import { mailRecordsContract } from "../support/mail-records-contract.ts";
import { createFakeResend } from "../support/mail-services.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SENDER = { name: "Onebell", address: "mail@onebell.example", replyTo: null };

mailRecordsContract("in memory", createMemoryMailRecords);

/** A queue of the platform as it promises to be: at least once, later, in any order. */
function createFakeQueue() {
  const waiting: { body: unknown; attempts: number }[] = [];
  const delays: number[] = [];
  let isDown = false;
  const queue: MailQueue = createMailQueue({
    async sendBatch(messages) {
      await Promise.resolve();
      if (isDown) throw new Error("Queue is not reached.");
      for (const { body, delaySeconds = 0 } of messages) {
        waiting.push({ body: structuredClone(body), attempts: 1 });
        delays.push(delaySeconds);
      }
    },
  });
  return {
    queue,
    waiting,
    delays,
    down: (now: boolean) => void (isDown = now),
  };
}

/** A message as the platform hands it over, with what was answered for it. */
function messageOf(body: unknown, attempts = 1) {
  const answers: string[] = [];
  const message: QueueMessage = {
    body,
    attempts,
    ack: () => void answers.push("ack"),
    retry: ({ delaySeconds }) => void answers.push(`retry ${delaySeconds}`),
  };
  return { message, answers };
}

function world(laid: readonly Sending[] = []) {
  const clock = createHandClock();
  const resend = createFakeResend();
  const real = createResendMailer({
    sender: SENDER,
    apiKey: "re_test",
    apiOrigin: "https://resend.test",
    fetch: resend.fetch,
    timeoutMs: 1_000,
  });
  const answers = [...laid];
  const mailer: Mailer = { send: async (mail) => answers.shift() ?? real.send(mail) };
  const { queue, ...line } = createFakeQueue();
  const house = createMemoryPost(mailer, clock, { queue });
  const job = { ...house, eventIn: cloudflareEventIn, nowMs: () => clock.nowMs() };

  return {
    clock,
    resend,
    line,
    ...house,
    job,
    /** Hands the consumer one message and answers what it did with it. */
    async consume(body: unknown, attempts = 1): Promise<string> {
      const { message, answers: given } = messageOf(body, attempts);
      await carryMail([message], job);
      return given.join();
    },
    async bury(body: unknown): Promise<string> {
      const { message, answers: given } = messageOf(body);
      await buryMail([message], job);
      return given.join();
    },
    stateOf: async (personId = "usr_mei") => {
      const [mail] = await house.records.ofPerson(personId, 1);
      return mail && [mail.state, mail.reason].filter((part) => part !== null).join(" ");
    },
  };
}

const later = (reason: "throttled" | "quota" | "unknown" | "setup", afterMs: number | null = null): Sending => ({
  kind: "later",
  reason,
  detail: reason,
  afterMs,
});

const code = (clock: { nowMs(): number }): PostedMail =>
  posted(
    { key: "code:1" },
    { kind: CODE_KIND, personId: null, postedAtMs: clock.nowMs(), usefulUntilMs: clock.nowMs() + 10 * MINUTE },
  );

describe("what is decided goes through the queue", () => {
  test("it is taken as soon as it is in the queue, and sent from there, once", async () => {
    const w = world();
    expect([...(await w.post.hand([posted()]))]).toEqual([posted().mail.key]);
    expect([w.resend.sent.length, await w.stateOf()]).toEqual([0, "queued"]);
    expect(await w.consume(w.line.waiting[0]?.body)).toBe("ack");
    expect([w.resend.sent.length, await w.stateOf()]).toEqual([1, "sent"]);
  });

  test("delivered twice, at once or a day later, it is one mail", async () => {
    const w = world();
    await w.post.hand([posted()]);
    const [{ body } = { body: null }] = w.line.waiting;
    await Promise.all([w.consume(body), w.consume(body)]);
    w.clock.advance(24 * HOUR);
    expect(await w.consume(body)).toBe("ack");
    expect(w.resend.requests).toHaveLength(1);
  });

  test("when the queue is not reached it is sent on the spot; when nothing is, it is not taken", async () => {
    const w = world();
    w.line.down(true);
    expect((await w.post.hand([posted()])).size).toBe(1);
    expect(w.resend.sent).toHaveLength(1);

    w.resend.faults.push("never-arrives");
    expect((await w.post.hand([posted({ key: "notice:2" })])).size).toBe(0);
    expect(w.reported.join()).toContain("Queue is not reached");
  });

  test("what was put in before the queue broke comes again, and is one mail", async () => {
    const w = world();
    await w.post.hand([posted()]);
    w.line.down(true);
    await w.post.hand([posted()]);
    await w.consume(w.line.waiting[0]?.body);
    expect(w.resend.sent).toHaveLength(1);
  });

  test("a hundred letters are batches that the platform takes", async () => {
    const sizes: number[] = [];
    const queue = createMailQueue({
      async sendBatch(messages) {
        const batch = [...messages];
        sizes.push(new TextEncoder().encode(JSON.stringify(batch.map(({ body }) => body))).length);
        expect(batch.length).toBeLessThanOrEqual(100);
        await Promise.resolve();
      },
    });
    await queue.put(
      Array.from({ length: 250 }, (_, n) => posted({ key: `k${n}`, html: "é".repeat(n < 100 ? 3_000 : 10) })),
    );
    expect(Math.max(...sizes)).toBeLessThan(256_000);
    expect(sizes.length).toBeGreaterThan(3);
  });

  test("a message of another release or of nobody is put away, and costs its neighbours nothing", async () => {
    const w = world();
    expect(postedMailIn({ mail: { key: "x" } })).toBeNull();
    for (const body of [null, "?", { mail: {} }, { type: "cf.email.sending.message.deferred" }]) {
      expect(await w.consume(body)).toBe("ack");
    }
    const broken = messageOf(posted({ key: "notice:broken" }));
    const whole = messageOf(posted({ key: "notice:whole" }));
    const take: typeof w.records.take = async (entry, ...rest) => {
      if (entry.id === mailIdOf("notice:broken")) throw new Error("D1 is not reached");
      return w.records.take(entry, ...rest);
    };
    const house = createMemoryPost({ send: async () => ({ kind: "accepted", providerId: null }) }, w.clock, {
      records: { ...w.records, take },
    });
    await carryMail([broken.message, whole.message], { ...w.job, carrier: house.carrier });
    expect([broken.answers, whole.answers]).toEqual([["retry 60"], ["ack"]]);
  });
});

describe("what does not go out is tried again", () => {
  test("after longer and longer, and for less than a day: within it a repeat is not a second mail", async () => {
    const w = world(Array.from({ length: 20 }, () => later("unknown")));
    await w.post.hand([posted()]);
    const beganMs = w.clock.nowMs();
    const waits: number[] = [];
    for (let tries = 1; tries < 30; tries += 1) {
      const answer = await w.consume(posted(), tries);
      if (answer === "ack") break;
      waits.push(Number(answer.split(" ")[1]));
      w.clock.advance(waits.at(-1)! * SECOND);
    }
    expect(waits).toEqual([60, 300, 1_800, 7_200, 21_600, 21_600]);
    expect(w.clock.nowMs() - beganMs).toBeLessThan(24 * HOUR);
    expect(await w.stateOf()).toBe("failed unknown");
    expect(w.reported).toContain("mail.failed unknown");
    expect((await w.records.lost(0, 10)).map(({ state }) => state)).toEqual(["failed"]);
  });

  test.each([
    ["as long as the service wishes", later("throttled", 7_000), "retry 7"],
    ["at least a little", later("throttled", 0), "retry 2"],
    ["not every minute where the day's allowance is used up", later("quota"), "retry 3600"],
    ["until an operator has set it right", later("setup"), "retry 60"],
  ])("it waits %s", async (_, sending, expected) => {
    const w = world([sending]);
    expect(await w.consume(posted())).toBe(expected);
    expect(await w.stateOf()).toBe(`queued ${sending.kind === "later" ? sending.reason : ""}`);
    w.clock.advance(HOUR);
    expect(await w.consume(posted(), 2)).toBe("ack");
    expect(w.resend.sent).toHaveLength(1);
  });

  test("an answer that was lost costs a request and no mail", async () => {
    const w = world();
    w.resend.faults.push("answer-lost");
    expect(await w.consume(posted())).toBe("retry 60");
    expect(await w.consume(posted(), 2)).toBe("ack");
    expect([w.resend.requests.length, w.resend.sent.length]).toEqual([2, 1]);
  });

  test("cut off between sending and noting it, it is repeated with the same key after the lease, and is one mail", async () => {
    const w = world();
    const dies = createMemoryPost(
      createResendMailer({
        sender: SENDER,
        apiKey: "re_test",
        apiOrigin: "https://r.test",
        fetch: w.resend.fetch,
        timeoutMs: 1e3,
      }),
      w.clock,
      { records: { ...w.records, settle: () => Promise.reject(new Error("the isolate is gone")) } },
    );
    await expect(dies.carrier.carry(posted())).rejects.toThrow("gone");
    expect(w.resend.sent).toHaveLength(1);
    expect(await w.consume(posted(), 2)).toBe("retry 60"); // Somebody may still be at it.
    w.clock.advance(MINUTE);
    expect(await w.consume(posted(), 3)).toBe("ack");
    expect([w.resend.sent.length, await w.stateOf()]).toEqual([1, "sent"]);
  });

  test("what no try could bring out is given up where operators see it, unless it had arrived", async () => {
    const w = world();
    await w.post.hand([posted()]);
    expect(await w.bury(posted())).toBe("ack");
    expect(await w.stateOf()).toBe("failed dead");
    expect(w.reported).toEqual(["mail.failed dead"]);

    await w.events.note({
      kind: "delivered",
      mailId: mailIdOf(posted().mail.key),
      providerId: "p",
      address: "mei@example.org",
      atMs: 1,
      isHard: false,
      reason: null,
    });
    expect(await w.stateOf()).toBe("delivered");
    expect(await w.bury({ type: "cf.email.sending.message.bounced" })).toBe("ack");
  });

  test("what is refused for good is not tried again, and said so", async () => {
    const w = world();
    w.resend.faults.push(Response.json({ name: "validation_error" }, { status: 422 }));
    expect(await w.consume(posted())).toBe("ack");
    expect([await w.stateOf(), w.reported]).toEqual(["refused validation_error", ["mail.refused validation_error"]]);
  });
});

describe("a code that somebody waits for", () => {
  test("goes out at once, not by the queue", async () => {
    const w = world();
    expect(await w.post.sendNow(code(w.clock))).toBe(true);
    expect([w.resend.sent.length, w.line.waiting.length]).toEqual([1, 0]);
  });

  test("goes by the queue where that does not work, in seconds, until it has expired", async () => {
    const w = world(Array.from({ length: 50 }, () => later("unknown")));
    const letter = code(w.clock);
    expect(await w.post.sendNow(letter)).toBe(true);
    expect(w.line.delays).toEqual([5]);
    let answer = "";
    for (let tries = 2; answer !== "ack" && tries < 60; tries += 1) {
      answer = await w.consume(w.line.waiting[0]?.body, tries);
      w.clock.advance(Number(answer.split(" ")[1] ?? 0) * SECOND);
    }
    expect(w.clock.nowMs()).toBeLessThan(letter.usefulUntilMs!);
    expect(w.reported).toEqual([]); // Nobody waits for it any more: that is no fault of anybody's.
    w.clock.advance(HOUR);
    expect(await w.consume(w.line.waiting[0]?.body, 99)).toBe("ack");
    expect(w.resend.sent).toEqual([]);
  });

  test("late out of the queue it is not sent: it would open nothing", async () => {
    const w = world();
    const letter = code(w.clock);
    w.clock.advance(10 * MINUTE);
    expect(await w.consume(letter)).toBe("ack");
    expect(w.resend.requests).toEqual([]);
  });

  test("is not taken where neither service nor queue is reached, and whoever asked is told", async () => {
    const w = world([later("unknown")]);
    w.line.down(true);
    expect(await w.post.sendNow(code(w.clock))).toBe(false);
  });
});

describe("what comes back", () => {
  const bounce = (changes = {}) => ({
    kind: "bounced" as const,
    mailId: mailIdOf(posted().mail.key),
    providerId: null,
    address: "Mei@example.org",
    atMs: Date.UTC(2026, 11, 2),
    isHard: true,
    reason: "5.1.1",
    ...changes,
  });
  const digest = addressDigestOf("mei@example.org", PEPPER);

  test("an address that nobody reads gets no more notices, and still every code that is asked for there", async () => {
    const w = world();
    await w.consume(posted());
    expect(await w.events.note(bounce())).toBe(true);
    expect(await w.stateOf()).toBe("bounced 5.1.1");

    expect(await w.consume(posted({ key: "notice:2" }))).toBe("ack");
    expect(w.resend.sent).toHaveLength(1);
    expect(await w.post.sendNow(code(w.clock))).toBe(true);
    expect(w.resend.sent).toHaveLength(2);
    expect(w.reported).toEqual([]);
  });

  test("when a code arrives there the block ends; a complaint does not end that way", async () => {
    const w = world();
    await w.consume(posted());
    await w.events.note(bounce());
    await w.post.sendNow(code(w.clock));
    const arrived = {
      ...bounce({ mailId: mailIdOf("code:1"), atMs: Date.UTC(2026, 11, 3) }),
      kind: "delivered" as const,
    };
    await w.events.note(arrived);
    expect(await w.records.blockOf(digest)).toBeNull();

    await w.events.note({ ...bounce({ atMs: Date.UTC(2026, 11, 4) }), kind: "complained" });
    await w.events.note({ ...arrived, atMs: Date.UTC(2026, 11, 5) });
    expect(await w.records.blockOf(digest)).toMatchObject({ reason: "complained" });
  });

  test("a full mailbox is not an address that nobody reads", async () => {
    const w = world();
    await w.consume(posted());
    await w.events.note(bounce({ isHard: false, reason: "4.2.2" }));
    expect([await w.stateOf(), await w.records.blockOf(digest)]).toEqual(["bounced 4.2.2", null]);
  });

  test("what is told of somebody else's mail, or of another address than it went to, blocks nobody", async () => {
    const w = world();
    await w.consume(posted());
    expect(await w.events.note(bounce({ mailId: "unknown" }))).toBe(false);
    expect(await w.events.note(bounce({ address: "victim@example.org" }))).toBe(true);
    expect(await w.records.blockOf(addressDigestOf("victim@example.org", PEPPER))).toBeNull();
    expect(await w.records.blockOf(digest)).toBeNull();
  });

  test("a service that will not write to an address says so once", async () => {
    const w = world([{ kind: "refused", reason: "suppressed", detail: "e_recipient_suppressed" }]);
    await w.consume(posted());
    expect(await w.records.blockOf(digest)).toMatchObject({ reason: "refused" });
    await w.consume(posted({ key: "notice:2" }));
    expect(w.resend.requests).toEqual([]);
  });

  test("Cloudflare's events come by the queue; one that is faster than the answer waits for it", async () => {
    const w = world();
    const told = (providerId: string) => ({
      type: "cf.email.sending.message.bounced",
      payload: {
        messageId: providerId,
        recipient: "mei@example.org",
        delivery: { smtpEnhancedStatusCode: "5.1.1", smtpResponse: "550 5.1.1 mei@example.org unknown" },
        bounce: { type: "hard" },
      },
      metadata: { eventTimestamp: "2026-12-02T02:48:57.132Z" },
    });
    expect(await w.consume(told("later"))).toBe("retry 60");
    await w.consume(posted());
    const providerId = w.resend.sent[0]!.id;
    expect(await w.consume(told(providerId), 2)).toBe("ack");
    expect(await w.stateOf()).toBe("bounced 5.1.1");
    expect(await w.consume(told("nobody's"), 5)).toBe("ack");
  });
});

test("neither records nor reports hold an address or a word", async () => {
  const w = world([later("setup"), { kind: "refused", reason: "content", detail: "content" }]);
  await w.consume(posted());
  await w.consume(posted({ key: "notice:2", text: "secret words" }));
  const kept = JSON.stringify([await w.records.ofPerson("usr_mei", 10), w.reported]);
  expect(kept).not.toMatch(/example\.org|secret|Mugs/);
});
