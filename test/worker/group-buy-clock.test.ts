import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ServerFrame } from "../../worker/contract/frames.ts";
import { createServerClock } from "../../worker/core/time/server-clock.ts";
import { createHandClock, createHandMachine } from "../support/edge-doubles.ts";
import { SECOND } from "../support/group-buy-terms.ts";
import { HOUR, Life, prepareDatabases } from "../support/worker-life.ts";
import { countRows, countTransactions, onStatement } from "../support/worker-meters.ts";
import { seat, type Seat } from "../support/worker-seat.ts";
import { lineTo } from "../support/worker-socket.ts";
import { BEGIN, BELL, onOpenStand, type Stand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);

/** A moment at which watchers' probes meet. */
const SLOT = BEGIN + HOUR;

describe("the stamp is the first thing that happens to a frame (T3)", () => {
  test("a probe and a press that wake a hibernated object are stamped with their arrival, however long waking up takes", async () => {
    await onOpenStand(async (stand) => {
      const bo = await seat(stand, "Bo");
      const termsHash = await termsHashOf(stand);
      workTakesTime(stand);

      stand.at(SLOT);
      stand.restart();
      expect((await probe(bo)).s).toBe(SLOT);

      stand.at(BELL - 1);
      stand.restart();
      bo.say({ t: "j", id: "c1", quantity: 1, termsHash, country: "DE", waitlist: true, instrument: "sandbox:ok" });
      const { s, ok, receipt } = await bo.line.next("r");
      expect({ s, ok, marginMs: receipt?.marginMs }).toEqual({ s: BELL - 1, ok: true, marginMs: 1 });
      expect(stand.nowMs()).toBeGreaterThan(BELL); // The work did take time.
      vi.restoreAllMocks();
    });
  });

  test("a probe that wakes the object is answered before the group-buy has been read", async () => {
    await onOpenStand(async (stand) => {
      const bo = await seat(stand, "Bo");
      stand.restart();
      const statements: string[] = [];
      onStatement(stand.state.storage, (query) => statements.push(query));
      const before = whenSent(bo, () => [...statements]);
      bo.say({ t: "p", i: 1 });
      expect(before()?.join(" ")).not.toMatch(/members|header|legs|offers/);
      expect(statements.join(" ")).toContain("members"); // Afterwards it is looked whether anything is to be told.
    });
  });

  test("a probe does not wait for the commit of joins that came before it", async () => {
    await onOpenStand(async (stand) => {
      const [bo, cy] = [await seat(stand, "Bo"), await seat(stand, null)];
      const termsHash = await termsHashOf(stand);
      const transactions = countTransactions(stand.state.storage);
      bo.say({ t: "j", id: "c1", quantity: 1, termsHash, country: "DE", waitlist: true, instrument: "sandbox:ok" });
      const before = whenSent(cy, transactions);
      cy.say({ t: "p", i: 1 });
      expect(before()).toBe(0);
      expect(await bo.line.next("r")).toMatchObject({ ok: true });
      expect(transactions()).toBeGreaterThan(0);
    });
  });
});

describe("an epoch names the clock that stamps come from (ADR 0017)", () => {
  test("any number of lives in one isolate are one clock; another isolate is another one", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      const { e } = await probe(line, 1);
      stand.restart();
      const again = await probe(line, 2);
      expect([again.i, again.e]).toEqual([2, e]);
      stand.restart({ clock: createHandMachine(createHandClock(stand.nowMs()), "another") });
      expect((await probe(line)).e).toBe("another");
    });
  });

  test("all group-buys of an isolate read the same clock", async () => {
    const lives = await Promise.all([Life.published(), Life.published()]);
    const hellos = await Promise.all(lives.map(async ({ id }) => (await lineTo(id)).hello()));
    expect(hellos[0]?.e).toBe(hellos[1]?.e);
    expect(hellos[0]?.e).toMatch(/^[0-9a-f]{8}$/);
  });

  test("a clock that falls back is another one while it stands, and another one when it runs again", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      const hear = async (atMs: number) => {
        stand.at(atMs);
        const { s, e } = await probe(line);
        return { s: s - SLOT, e };
      };
      const before = await hear(SLOT);
      const fallen = await hear(SLOT - 20);
      const standing = await hear(SLOT - 1);
      const running = await hear(SLOT + 7);
      expect([before.s, fallen.s, standing.s, running.s]).toEqual([0, 0, 0, 7]);
      expect(standing.e).toBe(fallen.e);
      expect(new Set([before.e, fallen.e, running.e]).size).toBe(3);
      stand.restart();
      expect((await hear(SLOT + 8)).e).toBe(running.e);
    });
  });

  test("each place of a sandbox clock has its name, and keeps it across lives; not moved is not another clock", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      const { e } = await probe(line);
      await stand.object.advanceClock(0);
      expect((await probe(line)).e).toBe(e);
      await stand.object.advanceClock(HOUR);
      const moved = await probe(line);
      expect(moved).toMatchObject({ s: BEGIN + HOUR, e: `${e}+${HOUR}` });
      stand.restart();
      expect((await probe(line)).e).toBe(moved.e);
    });
  });
});

describe("a stamp is never smaller than one before it, restarts included (T3)", () => {
  test("the last one is put down when the answers have left: one row for any number of probes", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      const counted = countRows(stand.state.storage);
      stand.at(SLOT);
      for (let n = 0; n < 20; n += 1) await probe(line, n);
      stand.at(SLOT + 350);
      await probe(line);
      expect(counted.take().rows).toBe(0);
      await expect.poll(() => putDown(stand), { timeout: 5_000 }).toBe(SLOT + 350);
      expect(counted.take().rows).toBe(1);

      // The next life runs on a machine that is half a second behind.
      const behind = createHandClock(SLOT + 360 - 500);
      stand.restart({ clock: createHandMachine(behind, "behind") });
      expect(await probe(line)).toMatchObject({ s: SLOT + 350, e: expect.stringMatching(/^behind.*~$/) });
      behind.advance(500);
      expect(await probe(line)).toMatchObject({ s: SLOT + 360, e: expect.not.stringMatching(/~$/) });
    });
  });

  test("a stamp that was printed with a page counts as one", async () => {
    await onOpenStand(async (stand) => {
      stand.at(SLOT);
      await stand.object.view({ personId: null, merchantId: null, isOperator: false });
      await expect.poll(() => putDown(stand), { timeout: 5_000 }).toBe(SLOT);
    });
  });

  test("what the log says already is not written again", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      stand.at(SLOT);
      await probe(line);
      await stand.join("Bo", { instrument: null });
      await stand.rest();
      const counted = countRows(stand.state.storage);
      let looks = 0;
      onStatement(stand.state.storage, (query) => (looks += Number(query.includes("FROM events ORDER BY seq DESC"))));
      await expect.poll(() => looks, { timeout: 5_000 }).toBe(1); // By a clock that stands nothing newer has left.
      expect([putDown(stand), counted.take().rows]).toEqual([null, 0]);
    });
  });
});

describe("slots (CS4)", () => {
  test("scenario 13: one countdown frame for everybody around each moment, however its probes are spread", async () => {
    await onOpenStand(async (stand) => {
      const [bos, cys] = [await seat(stand, "Bo"), await seat(stand, null)];
      for (const slotMs of [SLOT, SLOT + 30 * SECOND]) {
        for (const [who, offsetMs] of [
          [bos, -250],
          [bos, -150],
          [cys, 250],
          [cys, 350],
        ] as const) {
          stand.at(slotMs + offsetMs);
          await probe(who);
        }
        for (const { line } of [bos, cys]) {
          const frame = await line.next("k");
          expect(frame).toEqual({ t: "k", s: slotMs + 350, e: frame.e, d: BELL });
        }
      }
      expect([bos.line.count("k"), cys.line.count("k")]).toEqual([2, 2]);
    });
  });

  test("a slot's probes are answered before its countdown frame, and others have none", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      for (const offsetMs of [-15 * SECOND, -3 * SECOND, 0, 100, 3 * SECOND]) {
        stand.at(SLOT + offsetMs);
        await probe(line);
      }
      await line.line.next("k");
      await probe(line);
      expect(line.line.heard.map(({ t }) => t).join("")).toBe("qqqqqkq");
    });
  });

  test("a group-buy that is over answers probes and counts nothing down", async () => {
    await onOpenStand(async (stand) => {
      const line = await seat(stand, null);
      stand.at(BELL);
      await stand.object.poke();
      expect((await line.line.next("x")).g.state).toBe("failed");
      stand.at(BELL + 30 * SECOND);
      expect((await probe(line)).s).toBe(BELL + 30 * SECOND);
      await expect.poll(() => putDown(stand), { timeout: 5_000 }).toBe(BELL + 30 * SECOND); // After any frame of the slot.
      expect(line.line.count("k")).toBe(0);
    });
  });
});

test("CS4: whatever the estimator asks, with a press, a reload and a tab that comes and goes, is within a line's budget", async () => {
  await onOpenStand(async (stand) => {
    const clock = createServerClock();
    const line = await seat(stand, "Bo");
    const heartbeat = (localMs: number, visible: boolean) =>
      clock.heartbeat({ monotonicMs: localMs, wallMs: BEGIN + localMs, visible });
    let probes = 0;
    for (let localMs = 0; localMs < 90_000; localMs += 10) {
      stand.at(BEGIN + localMs);
      // Hidden for half of every second, for twenty seconds: each return asks anew.
      heartbeat(localMs, localMs > 30_000 || localMs % 1_000 < 500);
      if (localMs % 5_000 === 0) line.say({ t: "h", v: 1, since: null });
      if (localMs % 5_000 === 10) line.say({ t: "l", id: `c${localMs}` });
      const dueMs = clock.nextProbeAtMs(localMs, BELL);
      if (dueMs === null || dueMs > localMs) continue;
      clock.probeSent(localMs);
      const { s, e } = await probe(line, (probes += 1));
      clock.exchange({ sentMs: localMs, serverMs: s, receivedMs: localMs + 8, epoch: e });
    }
    expect(probes).toBeGreaterThan(60);
    expect(line.line.count("q")).toBe(probes); // And the line is still open.
    expect(line.line.count("h")).toBe(18);
  });
});

async function probe({ line, say }: Seat, i = 0): Promise<Extract<ServerFrame, { t: "q" }>> {
  say({ t: "p", i });
  return line.next("q");
}

/** From now on statements and parsing take time by the stand's clock, which else stands still. */
function workTakesTime(stand: Stand): void {
  const parse = JSON.parse.bind(JSON);
  onStatement(stand.state.storage, () => stand.at(stand.nowMs() + 5));
  vi.spyOn(JSON, "parse").mockImplementation((text: string) => {
    stand.at(stand.nowMs() + 1);
    return parse(text) as unknown;
  });
}

/** What `look` says at the moment in which the object sends its next frame on this line. */
function whenSent<T>({ server }: Seat, look: () => T): () => T | undefined {
  let seen: T | undefined;
  const send = server.send.bind(server);
  Object.defineProperty(server, "send", {
    configurable: true,
    value: (text: string) => {
      seen ??= look();
      send(text);
    },
  });
  return () => seen;
}

/** The stamp that has been put down by itself. */
function putDown({ state }: Stand): number | null {
  const query = "SELECT value FROM marks WHERE name = 'last_stamp_ms'";
  return state.storage.sql.exec<{ value: number }>(query).toArray()[0]?.value ?? null;
}

async function termsHashOf({ object }: Stand): Promise<string> {
  const seen = await object.view({ personId: null, merchantId: null, isOperator: false });
  return seen.ok ? seen.value.termsHash : "";
}
