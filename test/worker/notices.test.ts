/** Messages on their way to persons, in the Worker's runtime: once each, whatever breaks, and to nobody who is gone. */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createD1Mailbox } from "../../worker/adapters/catalogue/mailbox.ts";
import { createD1Notices } from "../../worker/adapters/catalogue/notices.ts";
import { createD1Projection } from "../../worker/adapters/catalogue/projection.ts";
import { createD1Reminders } from "../../worker/adapters/catalogue/reminders.ts";
import { createD1MailRecords } from "../../worker/adapters/catalogue/mail-records.ts";
import type { Mailer, Sending } from "../../worker/app/mail/mailer.ts";
import { createNoticeDelivery, createTellingProjection, type NoticeQueue } from "../../worker/app/notices/delivery.ts";
import type { NoticeEntry } from "../../worker/app/projection.ts";
import type { GroupBuyStateName, MemberStateName } from "../../worker/core/group-buy/state/states.ts";
import { sendMessages } from "../../worker/jobs/messages.ts";
import { batch, entry, groupBuyId } from "../support/catalogue-entry.ts";
import { platformLog } from "../../worker/adapters/log.ts";
import { createCountingIds, createHandClock, silentLog } from "../support/edge-doubles.ts";
import { createMemoryPost } from "../support/mail-memory.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BELL = Date.parse("2027-03-28T01:00:00Z"); // The moment at which clocks go forward in Berlin.

let clock = createHandClock(BELL - 2 * DAY);
let ids = createCountingIds(clock);
const queue = createD1Notices(env.CATALOGUE);
const projection = createD1Projection(env.CATALOGUE, env.SEARCH);
const reminders = createD1Reminders(env.CATALOGUE);
const gb = groupBuyId(1);
let faults: unknown[] = [];
const NO_ANSWER: Sending = { kind: "later", reason: "unknown", detail: "no_answer", afterMs: null };

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
  clock = createHandClock(BELL - 2 * DAY);
  ids = createCountingIds(clock);
  faults = [];
});

const mailbox = () => createD1Mailbox(env.CATALOGUE, clock, ids);

/** The mail of a moment: the real mailbox, unless the test puts something in its way. */
function deliveryWith(mailer: Mailer | null = mailbox(), from: NoticeQueue = queue) {
  return createNoticeDelivery({
    queue: from,
    post: mailer && createMemoryPost(mailer, clock, { records: createD1MailRecords(env.CATALOGUE) }).post,
    clock,
    origin: "https://onebell.example",
    muteUrlOf: () => null,
    failed: (error) => faults.push(error),
  });
}

const minuteJob = (mailer?: Mailer | null) => sendMessages(reminders, deliveryWith(mailer), clock.nowMs(), silentLog);

/** Subjects that a person was sent, oldest first. */
async function subjectsOf(name: string): Promise<string[]> {
  return (await mailbox().messages(`${name}@example.org`)).map(({ subject }) => subject).toReversed();
}

async function addPerson(name: string, zone = "Europe/Berlin", isOperator = false): Promise<void> {
  await env.CATALOGUE.prepare(
    `INSERT INTO people (id, version, email, name, locale, zone, is_operator, pseudonym_key, created_at_ms)
     VALUES (?1, 1, ?2, ?1, 'en', ?3, ?4, ?1, 0)`,
  )
    .bind(`usr_${name}`, `${name}@example.org`, zone, isOperator ? 1 : 0)
    .run();
}

function seat(name: string, state: MemberStateName = "active", confirmAtMs: number | null = null) {
  return { memberId: `mb_${name}`, personId: `usr_${name}`, isInitiator: false, state, quantity: 1, confirmAtMs };
}

function notice(seq: number, name: string, kind: string, facts: NoticeEntry["facts"] = {}): NoticeEntry {
  const subject = { title: "Laptops", groupBuyId: gb, currency: "USD" };
  const key = `${gb}.${seq}.usr_${name}`;
  return { key, personId: `usr_${name}`, kind, facts: { ...subject, ...facts }, atMs: clock.nowMs() };
}

function open(state: GroupBuyStateName = "open", closesAtMs = BELL, stateSinceMs = 0) {
  return entry({ title: "Laptops", closesAt: new Date(closesAtMs).toISOString(), state }, { stateSinceMs });
}

async function mirrored(changes: Partial<Parameters<typeof batch>[2]> = {}, seq = 1): Promise<void> {
  await projection.apply(batch(seq - 1, seq, { entry: open(), ...changes }));
}

describe("each message is sent once", () => {
  test("with its event, in the reader's zone and in UTC, with a link to the page", async () => {
    await addPerson("mei", "Asia/Tokyo");
    const telling = createTellingProjection(projection, deliveryWith());
    const told = batch(0, 1, {
      entry: open(),
      memberships: [seat("mei")],
      notices: [notice(1, "mei", "vote", { untilMs: BELL })],
    });
    await telling.apply(told);
    await telling.apply(told);

    const messages = await mailbox().messages("mei@example.org");
    expect(messages).toHaveLength(1);
    expect(messages[0]?.subject).toBe("Please vote on the offers: Laptops");
    expect(messages[0]?.text).toContain(
      "28 March 2027, 10:00:00 your time (UTC+09:00), which is 2027-03-28 01:00:00 UTC",
    );
    expect(messages[0]?.text).toContain(`https://onebell.example/g/${gb}`);
  });

  test("a crash between sending and marking repeats the request and no message", async () => {
    await addPerson("mei");
    await mirrored({ memberships: [seat("mei")], notices: [notice(1, "mei", "settled", { quantity: 1 })] });
    const dies: NoticeQueue = { ...queue, settle: () => Promise.reject(new Error("the isolate is gone")) };
    await deliveryWith(mailbox(), dies).deliver(1);
    expect(await subjectsOf("mei")).toEqual(["Done: Laptops"]);
    expect(faults).toHaveLength(1);

    clock.advance(6 * MINUTE);
    await minuteJob();
    expect(await subjectsOf("mei")).toEqual(["Done: Laptops"]);
    expect(await outcomes()).toEqual(["posted"]);
  });

  test("two who look at once do not both take it", async () => {
    await addPerson("mei");
    await mirrored({ memberships: [seat("mei")], notices: [notice(1, "mei", "settled", { quantity: 1 })] });
    const sent: string[] = [];
    const counting: Mailer = {
      send: async ({ key }) => {
        sent.push(key);
        return { kind: "accepted", providerId: null };
      },
    };
    await Promise.all([1, 2, 3].map(() => deliveryWith(counting).deliver(1)));
    expect(sent).toHaveLength(1);
  });

  test("while the mail is down nothing is lost, and nothing is sent twice when it is back", async () => {
    await addPerson("mei");
    await addPerson("bo");
    const notices = [notice(1, "mei", "settled", { quantity: 1 }), notice(1, "bo", "settled", { quantity: 2 })];
    const down: Mailer = { send: async () => NO_ANSWER };
    const telling = createTellingProjection(projection, deliveryWith(down));
    await telling.apply(batch(0, 1, { entry: open(), memberships: [seat("mei"), seat("bo")], notices }));
    expect(await outcomes()).toEqual([null, null]); // And the mirror has taken its batch all the same.

    for (const waitMs of [MINUTE, 5 * MINUTE, 30 * MINUTE]) {
      clock.advance(waitMs);
      await minuteJob(down);
    }
    clock.advance(2 * HOUR);
    await minuteJob();
    await minuteJob();
    expect([await subjectsOf("mei"), await subjectsOf("bo")]).toEqual([["Done: Laptops"], ["Done: Laptops"]]);
  });

  test("one address that is never taken does not hold up the others, and is given up where operators see it", async () => {
    await addPerson("mei");
    await addPerson("bo");
    const notices = [notice(1, "bo", "settled", { quantity: 1 }), notice(1, "mei", "settled", { quantity: 1 })];
    await mirrored({ memberships: [seat("mei"), seat("bo")], notices });
    const real = mailbox();
    const picky: Mailer = {
      send: (mail) => (mail.to.startsWith("bo@") ? Promise.resolve(NO_ANSWER) : real.send(mail)),
    };
    for (let tries = 0; tries < 10; tries += 1) {
      await minuteJob(picky);
      if (tries === 0) expect(await subjectsOf("mei")).toHaveLength(1);
      clock.advance(16 * HOUR);
    }
    expect(await outcomes()).toEqual(["posted", "posted"]);
    const lost = await createD1MailRecords(env.CATALOGUE).lost(0, 10);
    expect(lost.map(({ personId, state }) => [personId, state])).toEqual([["usr_bo", "failed"]]);
  });

  test("where there is no mail everything waits, and is on the person's page", async () => {
    await addPerson("mei");
    await mirrored({ memberships: [seat("mei")], notices: [notice(1, "mei", "settled", { quantity: 1 })] });
    await minuteJob(null);
    expect(await outcomes()).toEqual([null]);
    expect((await queue.of("usr_mei", 10)).items.map(({ kind }) => kind)).toEqual(["settled"]);
  });

  test("what happened in one commit is told in its order, and numbers do not sort as text", async () => {
    await addPerson("mei");
    const notices = [
      notice(10, "mei", "settled", { quantity: 1 }),
      notice(9, "mei", "money_returned", { amountMinor: 5 }),
    ];
    await mirrored({ memberships: [seat("mei")], notices });
    await minuteJob();
    expect((await subjectsOf("mei")).map((subject) => subject.split(":")[0])).toEqual([
      "$0.05 has come back to you",
      "Done",
    ]);
  });
});

describe("to whom", () => {
  test("who has left is not asked for anything any more, and still hears of their money", async () => {
    await addPerson("mei");
    const notices = [
      notice(1, "mei", "vote", { untilMs: BELL }),
      notice(2, "mei", "money_returned", { amountMinor: 3_000 }),
    ];
    await mirrored({ memberships: [seat("mei", "withdrawn")], notices });
    await minuteJob();
    expect(await subjectsOf("mei")).toEqual(["$30.00 has come back to you: Laptops"]);
  });

  test("who came back has a place again", async () => {
    await addPerson("mei");
    const seats = [seat("mei", "withdrawn"), { ...seat("mei"), memberId: "mb_again" }];
    await mirrored({ memberships: seats, notices: [notice(1, "mei", "vote", { untilMs: BELL })] });
    await minuteJob();
    expect(await subjectsOf("mei")).toHaveLength(1);
  });

  test("nobody writes to a person who is not there any more", async () => {
    await mirrored({ memberships: [seat("gone")], notices: [notice(1, "gone", "money_returned", { amountMinor: 1 })] });
    await minuteJob();
    expect(await mailbox().messages(null)).toEqual([]);
    expect(await outcomes()).toEqual(["gone"]);
  });

  test("an obligation cannot be turned off; news and reminders can (domain 5)", async () => {
    await addPerson("mei");
    await queue.setMuted("usr_mei", "news", true);
    await queue.setMuted("usr_mei", "closing", true);
    const reached = { count: 12, quantityMinimum: 12, closesAtMs: BELL };
    const due = { restMinor: 1, totalMinor: 2, dueAtMs: BELL };
    const notices = [notice(1, "mei", "minimum_reached", reached), notice(2, "mei", "balance_due", due)];
    await mirrored({ memberships: [seat("mei")], notices });
    clock.advance(DAY + MINUTE);
    await minuteJob();
    expect(await subjectsOf("mei")).toEqual(["Please pay the rest: Laptops"]);

    await queue.setMuted("usr_mei", "closing", false);
    clock.advance(23 * HOUR);
    await minuteJob();
    expect((await subjectsOf("mei")).at(-1)).toBe("It closes in one hour: Laptops");
  });

  test("what is asked is not asked after its time, and a week is too late for anything", async () => {
    await addPerson("mei");
    const notices = [notice(1, "mei", "vote", { untilMs: BELL }), notice(2, "mei", "settled", { quantity: 1 })];
    await mirrored({ memberships: [seat("mei")], notices });
    clock.advance(8 * DAY);
    await minuteJob();
    expect(await outcomes()).toEqual(["stale", "stale"]);
  });

  test("messages planned by a release that sent none are not sent now, nor shown", async () => {
    await addPerson("mei");
    await mirrored({ memberships: [seat("mei")], notices: [notice(1, "mei", "settled", { quantity: 1 })] });
    await env.CATALOGUE.exec("UPDATE notices SET outcome = 'before'"); // What the migration does.
    await minuteJob();
    expect(await subjectsOf("mei")).toEqual([]);
    expect((await queue.of("usr_mei", 10)).items).toEqual([]);
  });
});

describe("reminders that no event causes", () => {
  test("before the bell at 24 h, 1 h and 10 min, once each, to whoever has a place or waits for one (domain 5)", async () => {
    for (const name of ["mei", "bo", "ivo"]) await addPerson(name);
    await mirrored({ memberships: [seat("mei"), seat("bo", "waitlisted"), seat("ivo", "withdrawn")] });
    for (let minute = 0; minute < 49 * 60; minute += 1) {
      const leftMs = BELL - clock.nowMs();
      // Around each moment every minute, as the platform calls; between them nothing can be due.
      if ([24 * HOUR, HOUR, 10 * MINUTE, 0].some((atMs) => Math.abs(leftMs - atMs) <= 3 * MINUTE)) await minuteJob();
      clock.advance(MINUTE);
    }
    const expected = ["It closes in 24 hours", "It closes in one hour", "It closes in 10 minutes"].map(
      (s) => `${s}: Laptops`,
    );
    expect([await subjectsOf("mei"), await subjectsOf("bo"), await subjectsOf("ivo")]).toEqual([
      expected,
      expected,
      [],
    ]);
  });

  test("who joins after a reminder's moment is not told late; a deadline that moves has its moments again", async () => {
    await addPerson("mei");
    await addPerson("bo");
    await mirrored({ memberships: [seat("mei")] });
    clock.advance(DAY + MINUTE);
    await minuteJob();
    await mirrored({ memberships: [seat("bo")] }, 2);
    clock.advance(MINUTE);
    await minuteJob();
    expect([await subjectsOf("mei"), await subjectsOf("bo")]).toEqual([["It closes in 24 hours: Laptops"], []]);

    await mirrored({ entry: open("open", BELL + DAY) }, 3);
    clock.advance(DAY);
    await minuteJob();
    expect((await subjectsOf("mei")).length).toBe(2);
    expect(await subjectsOf("bo")).toEqual(["It closes in 24 hours: Laptops"]);
  });

  test("after an outage the near one is said, and nothing once the bell has rung or while it is paused", async () => {
    await addPerson("mei");
    await mirrored({ memberships: [seat("mei")] });
    clock.advance(2 * DAY - 55 * MINUTE);
    await minuteJob();
    expect(await subjectsOf("mei")).toEqual(["It closes in one hour: Laptops"]);

    await mirrored({ entry: open("suspended") }, 2);
    clock.advance(46 * MINUTE);
    await minuteJob();
    await mirrored({}, 3);
    clock.advance(10 * MINUTE);
    await minuteJob();
    expect(await subjectsOf("mei")).toHaveLength(1);
  });

  test("M13: three days before silence counts as receipt, once, unless it was received", async () => {
    await addPerson("mei");
    await addPerson("bo");
    const confirmAtMs = clock.nowMs() + 10 * DAY;
    await mirrored({
      entry: open("fulfilling"),
      memberships: [seat("mei", "shipped", confirmAtMs), seat("bo", "received", confirmAtMs)],
    });
    clock.advance(7 * DAY - MINUTE);
    await minuteJob();
    expect(await subjectsOf("mei")).toEqual([]);
    clock.advance(2 * MINUTE);
    await minuteJob();
    await minuteJob();
    expect([await subjectsOf("mei"), await subjectsOf("bo")]).toEqual([["Has it arrived? Laptops"], []]);
  });

  test.each([
    ["G5", "in_review", DAY, "A review waits: Laptops"],
    ["G6", "suspended", 3 * DAY, "Paused for three days: Laptops"],
  ] as const)(
    "%s: operators are told of one that waits too long, once and nobody else",
    async (_, state, afterMs, subject) => {
      await addPerson("op", "UTC", true);
      await addPerson("mei");
      const since = clock.nowMs();
      const waiting = open(state, BELL, since);
      await mirrored({ entry: waiting, memberships: [seat("mei")] });
      clock.advance(afterMs - MINUTE);
      await minuteJob();
      expect(await subjectsOf("op")).toEqual([]);
      clock.advance(MINUTE);
      await minuteJob();
      await minuteJob();
      expect([await subjectsOf("op"), await subjectsOf("mei")]).toEqual([[subject], []]);
    },
  );

  test("L17: operators are told of a day that was refused, once however often it is refused again, and nobody else", async () => {
    await addPerson("op", "UTC", true);
    await addPerson("mei");
    const close =
      "INSERT INTO closes (id, provider_id, day, attempt, state, begun_at_ms, judged_at_ms) VALUES (?, 'p', ?, 1, ?, ?, ?)";
    const at = (agoMs: number) => [clock.nowMs() - agoMs, clock.nowMs() - agoMs];
    await env.CATALOGUE.batch([
      env.CATALOGUE.prepare(close).bind("cls_new", "2026-11-22", "refused", ...at(MINUTE)),
      env.CATALOGUE.prepare(close).bind("cls_done", "2026-11-21", "closed", ...at(HOUR)),
      env.CATALOGUE.prepare(close).bind("cls_old", "2026-11-01", "refused", ...at(20 * DAY)),
    ]);
    await minuteJob();
    clock.advance(HOUR);
    const again = "UPDATE closes SET attempt = 2, judged_at_ms = ? WHERE id = 'cls_new'";
    await env.CATALOGUE.prepare(again).bind(clock.nowMs()).run();
    await minuteJob();
    expect(await subjectsOf("op")).toEqual(["The books of 2026-11-22 do not agree"]);
    expect(await subjectsOf("mei")).toEqual([]);
  });
});

test("when reminders cannot be planned, what waits is sent all the same", async () => {
  await addPerson("mei");
  await mirrored({ memberships: [seat("mei")], notices: [notice(1, "mei", "settled", { quantity: 1 })] });
  const down = { plan: () => Promise.reject(new Error("D1 is not reached")) };
  const report = vi.spyOn(console, "error").mockReturnValue(undefined);
  await sendMessages(down, deliveryWith(), clock.nowMs(), platformLog);
  expect(await subjectsOf("mei")).toEqual(["Done: Laptops"]);
  expect(String(report.mock.calls)).toContain("reminders.fault");
  report.mockRestore();
});

test("when the database is not reached, nothing is thrown and nothing is lost", async () => {
  await addPerson("mei");
  await mirrored({ memberships: [seat("mei")], notices: [notice(1, "mei", "settled", { quantity: 1 })] });
  const down: NoticeQueue = { ...queue, take: () => Promise.reject(new Error("D1 is not reached")) };
  await deliveryWith(mailbox(), down).deliver(1);
  expect([faults.length, await subjectsOf("mei")]).toEqual([1, []]);
  await minuteJob();
  expect(await subjectsOf("mei")).toEqual(["Done: Laptops"]);
});

describe("a person's own list", () => {
  test("newest first, page by page, read or not, and nobody else's", async () => {
    await addPerson("mei");
    const notices: NoticeEntry[] = [];
    for (let seq = 1; seq <= 5; seq += 1) {
      notices.push(
        notice(seq, "mei", "money_returned", { amountMinor: seq }),
        notice(seq, "bo", "settled", { quantity: 1 }),
      );
      clock.advance(1);
    }
    await mirrored({ notices });
    const first = await queue.of("usr_mei", 3);
    expect(first.items.map(({ facts }) => facts["amountMinor"])).toEqual([5, 4, 3]);
    const second = await queue.of("usr_mei", 3, first.next!);
    expect(second.items.map(({ facts }) => facts["amountMinor"])).toEqual([2, 1]);
    expect(second.next).toBeNull();

    expect(await queue.unread("usr_mei")).toBe(5);
    await queue.markRead("usr_mei", clock.nowMs());
    expect([await queue.unread("usr_mei"), await queue.unread("usr_bo")]).toEqual([0, 5]);
    expect((await queue.of("usr_mei", 1)).items[0]?.isRead).toBe(true);
  });
});

async function outcomes(): Promise<(string | null)[]> {
  const { results } = await env.CATALOGUE.prepare("SELECT outcome FROM notices ORDER BY outcome").all<{
    outcome: string | null;
  }>();
  return results.map(({ outcome }) => outcome);
}
