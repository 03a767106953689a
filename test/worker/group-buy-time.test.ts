import {
  createScheduledController,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { AuthorityReply } from "../../worker/app/authority.ts";
import worker from "../../worker/main.ts";
import { createD1Watch } from "../../worker/adapters/catalogue/watch.ts";
import { MINUTE, SECOND } from "../support/group-buy-terms.ts";
import { directory, Life, prepareDatabases } from "../support/worker-life.ts";
import { expectAllProven } from "../support/worker-proof.ts";
import {
  accepted,
  BEGIN,
  BELL,
  faultsReported,
  onOpenStand,
  receiptOf,
  refused,
  type Stand,
} from "../support/worker-stand.ts";

beforeAll(prepareDatabases);
afterEach(() => {
  vi.restoreAllMocks();
});

describe("the deadline D, decided by arrival alone (T2, T3, T5)", () => {
  test("scenario 1: D−1 is in time; D and D+1 are late, by so much", async () => {
    await onOpenStand(async (stand) => {
      const replies: AuthorityReply[] = [];
      for (const offsetMs of [-1, 0, 1]) {
        stand.at(BELL + offsetMs);
        replies.push(await stand.join(`At${offsetMs}`));
      }
      expect(accepted(replies[0]!).membership?.state).toBe("held");
      expect(replies.slice(1).map((reply) => refused(reply).refusal.code)).toEqual([
        "deadline-passed",
        "deadline-passed",
      ]);
      expect(replies.map((reply) => receiptOf(reply).marginMs)).toEqual([1, 0, -1]);
      expect(replies.map((reply) => receiptOf(reply).accepted)).toEqual([true, false, false]);
      await stand.rest();
      expect(stand.events()).toContain("closed");
      await expectAllProven(stand, replies.map(receiptOf));
    });
  });

  test("scenario 2: an alarm 58 seconds late changes nothing: the certificate is that of a punctual one", async () => {
    const certificates = await Promise.all([
      certificateOf(async (stand) => {
        stand.at(BELL);
        await stand.object.alarm();
        await lateJoins(stand);
      }),
      certificateOf(async (stand) => {
        await lateJoins(stand);
        stand.at(BELL + 58 * SECOND);
        await stand.object.alarm();
      }),
    ]);
    expect(certificates[1]).toEqual(certificates[0]);
    expect(certificates[0]).toMatchObject({ frozenAt: certificates[0]?.closesAt, verifiedQuantity: 2 });
  });

  test("scenario 3: an alarm too early closes nothing; one that rings again closes once", async () => {
    await onOpenStand(async (stand) => {
      await stand.join("Bo");
      await stand.rest();
      stand.at(BELL - 8);
      await stand.object.alarm();
      expect(stand.events()).not.toContain("closing");
      stand.at(BELL + 1);
      await Promise.all([stand.object.alarm(), stand.object.alarm()]);
      await stand.rest();
      const events = stand.events();
      for (const type of ["closing", "closed", "failed"])
        expect(events.filter((other) => other === type)).toHaveLength(1);
      expect(events.filter((type) => type === "deposit_released")).toHaveLength(2);
      expect(new Set(stand.mirror.noticeKeys).size).toBe(stand.mirror.noticeKeys.length);
      await stand.object.alarm();
      expect(stand.events()).toEqual(events);
    });
  });

  test("scenario 4: no alarm at all: whoever looks first closes it", async () => {
    for (const look of [
      (stand: Stand) => stand.object.view({ personId: null, merchantId: null, isOperator: false }),
      (stand: Stand) => stand.object.members(0, 10),
      (stand: Stand) => stand.object.leaves(0, 10),
      (stand: Stand) => stand.object.demand({ personId: null, merchantId: "mer_x", isOperator: false }),
    ]) {
      await onOpenStand(async (stand) => {
        stand.at(BELL + 30 * SECOND);
        expect((await look(stand)).ok).toBe(true);
        expect(stand.events()).toEqual(expect.arrayContaining(["closing", "closed", "failed"]));
      });
    }
  });

  test("scenario 4: no alarm and nobody looks: the watchdog's cron closes it", async () => {
    const life = await Life.published();
    await env.CATALOGUE.prepare("DELETE FROM looks WHERE id = ?").bind(life.id).run(); // An hour after its publication.
    const isOverdue = async (atMs: number) =>
      (await createD1Watch(env.CATALOGUE).overdue(atMs, 1_000)).some(({ id }) => id === life.id);
    expect([await isOverdue(life.closesAtMs - 1), await isOverdue(life.closesAtMs)]).toEqual([false, true]);

    // An hour and a half passes for the object, and no alarm has rung.
    await runInDurableObject(life.stub, (_, { storage }) => {
      storage.sql.exec("INSERT INTO marks (name, value) VALUES ('clock_offset_ms', ?)", 90 * MINUTE);
    });
    await evictDurableObject(life.stub);
    await env.CATALOGUE.prepare("UPDATE group_buys SET next_due_at_ms = next_due_at_ms - ? WHERE id = ?")
      .bind(90 * MINUTE, life.id)
      .run();
    await worker.scheduled(createScheduledController({ scheduledTime: new Date(), cron: "* * * * *" }), env);
    await runInDurableObject(life.stub, (_, { storage }) => {
      const types = storage.sql.exec<{ type: string }>("SELECT type FROM events ORDER BY seq").toArray();
      expect(types.map(({ type }) => type)).toEqual(expect.arrayContaining(["closing", "closed", "failed"]));
    });
    expect((await directory.cardOf(life.id))?.state).toBe("failed");
  });

  test("the platform's alarm is set to the bell, and ringing it early changes nothing", async () => {
    const life = await Life.published();
    const before = await life.events();
    expect(await runDurableObjectAlarm(life.stub)).toBe(true);
    expect(await life.events()).toEqual(before);
    expect(await runDurableObjectAlarm(life.stub)).toBe(true); // It is set again each time.
  });

  test("T3: a platform clock that falls back does not let anybody in", async () => {
    await onOpenStand(async (stand) => {
      const faults = faultsReported();
      stand.at(BELL);
      refused(await stand.join("Late"));
      stand.at(BELL - 5 * SECOND);
      expect(receiptOf(await stand.join("Later"))).toMatchObject({ recvMs: BELL, marginMs: 0 });
      expect(faults()).toContain("fell back by 5000 ms");
      stand.restart();
      expect(receiptOf(await stand.join("Latest"))).toMatchObject({ recvMs: BELL, marginMs: 0 });
    });
  });
});

describe("the alarm", () => {
  test("a transition that throws is tried again later, not at once and for ever", async () => {
    await onOpenStand(async (stand) => {
      stand.state.storage.sql.exec(
        "CREATE TRIGGER poison BEFORE INSERT ON events WHEN NEW.type = 'closing' BEGIN SELECT RAISE(ABORT, 'poisoned'); END",
      );
      const faults = faultsReported();
      stand.at(BELL);
      await stand.object.alarm();
      expect(faults()).toContain("poisoned");
      expect(await stand.state.storage.getAlarm()).toBe(BELL + 15 * SECOND);
      stand.state.storage.sql.exec("DROP TRIGGER poison");
      stand.at(BELL + 15 * SECOND);
      await stand.object.alarm();
      expect(stand.events()).toContain("closing");
    });
  });

  test("a call under way does not make it ring in a loop; an unanswered one wakes it two seconds later", async () => {
    const gate = Promise.withResolvers<undefined>();
    await onOpenStand(async (stand) => {
      const { bank } = stand;
      stand.restart({ provider: { ...bank, read: (handle) => gate.promise.then(() => bank.read(handle)) } });
      await bank.plantFault(stand.id, "open", "lost-before");
      stand.at(BEGIN + MINUTE);
      await stand.state.storage.deleteAlarm();
      stand.restart({ provider: { ...bank, read: (handle) => gate.promise.then(() => bank.read(handle)) } });
      await stand.join("Bo");
      await expect.poll(() => stand.state.storage.getAlarm()).toBe(BEGIN + MINUTE + 2 * SECOND);
      stand.at(BEGIN + MINUTE + 2 * SECOND);
      await stand.object.alarm(); // Asks again; the answer hangs.
      expect(await stand.state.storage.getAlarm()).toBe(stand.nowMs() + 15 * SECOND);
      gate.resolve(undefined);
      await stand.rest();
      expect(stand.memberOf("Bo").state).toBe("active");
    });
  });
});

/** The close of a group-buy in which one came in time, as everybody sees it. Not the log, whose stamps may differ. */
async function certificateOf(close: (stand: Stand) => Promise<void>) {
  let certificate;
  await onOpenStand(async (stand) => {
    await close(stand);
    const seen = await stand.object.view({ personId: null, merchantId: null, isOperator: false });
    if (seen.ok && seen.value.certificate) {
      // Where things stand in the log tells of the stamps, which are as late as the alarm was.
      const { treeRoot: _root, firstLateSeq: _seq, ...facts } = seen.value.certificate;
      certificate = facts;
    }
  });
  return certificate as { closesAt: string; frozenAt: string } | undefined;
}

/** Scenario 2: joins at D+5 s and D+40 s, refused whether or not anything has rung. */
async function lateJoins(stand: Stand): Promise<void> {
  for (const lateMs of [5 * SECOND, 40 * SECOND]) {
    stand.at(BELL + lateMs);
    expect(refused(await stand.join(`Late${lateMs}`)).refusal).toMatchObject({
      code: "deadline-passed",
      facts: { lateMs },
    });
    const seen = await stand.object.view({ personId: null, merchantId: null, isOperator: false });
    expect(seen.ok && seen.value.effectiveAt).toBe(new Date(BELL).toISOString());
  }
}
