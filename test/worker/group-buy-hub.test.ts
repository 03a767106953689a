import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import type { ResourceChange, ServerFrame } from "../../worker/contract/frames.ts";
import { LIMITS } from "../../worker/core/limits.ts";
import { MINUTE, SECOND } from "../support/group-buy-terms.ts";
import { actor, done, HOUR, Life, prepareDatabases } from "../support/worker-life.ts";
import { seat } from "../support/worker-seat.ts";
import { type Line, lineTo, upgrade } from "../support/worker-socket.ts";
import { BELL, onOpenStand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);

describe("the open line", () => {
  test("hello answers with the whole group-buy, the deadline and the authority's stamp and epoch", async () => {
    const life = await Life.published();
    const line = await lineTo(life.id, life.initiator);
    const hello = await line.hello();
    const { clock, ...seen } = await life.view(life.initiator);
    expect(hello).toEqual({
      t: "h",
      v: 1,
      takes: ["sent"],
      s: hello.s,
      e: clock.epoch,
      d: life.closesAtMs,
      n: seen.version,
      g: { ...seen, clock: { nowMs: hello.s, epoch: clock.epoch } },
    });
    expect(hello.g.me?.membership?.state).toBe("active");

    const watcher = await lineTo(life.id);
    const { g } = await watcher.hello();
    expect([g.me, g.asked]).toEqual([undefined, []]);
  });

  test("a probe is answered with its own number, a stamp and the same epoch", async () => {
    const life = await Life.published();
    const line = await lineTo(life.id);
    const hello = await line.hello();
    const first = await line.probe(7);
    const second = await line.probe(8);
    expect([first.i, second.i]).toEqual([7, 8]);
    expect([first.e, second.e]).toEqual([hello.e, hello.e]);
    expect(first.s).toBeGreaterThanOrEqual(hello.s);
    expect(second.s).toBeGreaterThanOrEqual(first.s);
  });

  test("so many lines of one person and no more: the quietest ends with 4429, whoever else watches stays", async () => {
    const life = await Life.published();
    const stranger = await lineTo(life.id);
    const own = await Promise.all(
      Array.from({ length: LIMITS.sockets.maximum }, () => lineTo(life.id, life.initiator)),
    );
    for (const line of own.slice(1)) await line.hello();
    const next = await lineTo(life.id, life.initiator);
    await next.hello();
    expect(await own[0]?.ended).toMatchObject({ code: 4429 });
    for (const line of [stranger, ...own.slice(1), next]) expect((await line.probe(1)).i).toBe(1);
  });

  test.each<[string, string | ArrayBuffer]>([
    ["no JSON", "hello?"],
    ["a probe without a whole number", JSON.stringify({ t: "p", i: 1e300 })],
    ["an unknown kind", JSON.stringify({ t: "z" })],
    ["a field that nobody knows", JSON.stringify({ t: "p", i: 1, x: 1 })],
    ["more than 4 KiB", JSON.stringify({ t: "l", id: "x".repeat(4_096) })],
    ["bytes", new ArrayBuffer(8)],
  ])("%s closes it with 4400", async (_, message) => {
    const line = await lineTo(open.id);
    line.say(message);
    expect((await line.ended).code).toBe(4400);
  });

  test("a probe before the hello, one with a huge number, and a second hello are answered like any other", async () => {
    const line = await lineTo(open.id);
    const first = await line.probe(Number.MAX_SAFE_INTEGER);
    expect(first.i).toBe(Number.MAX_SAFE_INTEGER);
    const hellos = [await line.hello(), await line.hello()];
    expect(hellos.map(({ e }) => e)).toEqual([first.e, first.e]);
  });

  test("an older protocol closes it with 4426, a flood with 4429", async () => {
    const old = await lineTo(open.id);
    old.say({ t: "h", v: 0, since: null });
    expect((await old.ended).code).toBe(4426);

    const flood = await lineTo(open.id);
    for (let i = 0; i < 100; i += 1) flood.say({ t: "p", i });
    expect((await flood.ended).code).toBe(4429);
    expect(flood.count("q")).toBeGreaterThanOrEqual(40); // The burst of a fresh line.
  });

  test.each([
    [1000, "done", 1000],
    [3001, "moved", 3001],
    [undefined, undefined, 1000],
  ])("a client that closes it (%s) is answered and not left waiting", async (code, reason, answered) => {
    const line = await lineTo(open.id);
    await line.probe(1);
    line.close(code, reason);
    expect((await line.ended).code).toBe(answered);
  });

  test("who only watches may not join or leave", async () => {
    const line = await lineTo(open.id);
    line.say({ t: "j", id: "c1", ...open.joinBody() });
    expect(await line.next("r")).toMatchObject({ id: "c1", ok: false, problem: { slug: "unauthenticated" } });
    line.say({ t: "l", id: "c2" });
    expect(await line.next("r")).toMatchObject({ id: "c2", ok: false, problem: { slug: "unauthenticated" } });
  });

  test("a draft has no line but its initiator's", async () => {
    const life = await Life.draft();
    const stranger = await actor("buyer", "Bo");
    expect((await upgrade(life.id)).status).toBe(404);
    expect((await upgrade(life.id, stranger)).status).toBe(404);
    const line = await lineTo(life.id, life.initiator);
    expect((await line.hello()).g.state).toBe("draft");
    await life.submit("sandbox:ok");
    expect((await line.next("x")).g.state).toMatch(/awaiting_deposit|open/);
  });
});

describe("commands over the line", () => {
  test("scenario 9: a join is answered with seat and receipt; resent, the same; with another body, refused", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const line = await lineTo(life.id, bo);
    const join = { t: "j", id: "c1", ...life.joinBody() };
    line.say(join);
    const { s: stampMs, ...first } = await line.next("r");
    expect(first).toMatchObject({ id: "c1", ok: true, membership: { state: "held" }, receipt: { accepted: true } });
    expect(first.receipt?.recvMs).toBe(stampMs);
    expect((await life.view(bo)).me?.membership?.receiptId).toBe(first.receipt?.id);

    line.say(join);
    const { s: _, ...again } = await line.next("r");
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    line.say({ ...join, quantity: 3 });
    expect(await line.next("r")).toMatchObject({ ok: false, problem: { slug: "idempotency-key-reused" } });
    line.say({ ...join, id: "c2" });
    expect(await line.next("r")).toMatchObject({
      ok: false,
      problem: { slug: "already-joined" },
      receipt: { code: "already-joined" },
    });
    line.say({ t: "l", id: "c3" });
    expect(await line.next("r")).toMatchObject({ ok: true, membership: { state: "withdrawn" } });
  });

  test("two lines of one person and REST at once: one seat", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const lines = await Promise.all([lineTo(life.id, bo), lineTo(life.id, bo)]);
    for (const line of lines) line.say({ t: "j", id: "same-everywhere", ...life.joinBody() });
    const rest = await life.tryJoin(bo);
    const replies = await Promise.all(lines.map((line) => line.next("r")));
    expect(replies[1]?.receipt).toEqual(replies[0]?.receipt); // One command, told twice.
    expect([rest.status === 201, replies[0]?.ok].filter(Boolean)).toHaveLength(1);
    expect(await done<{ items: unknown[] }>("GET", `/group-buys/${life.id}/members`)).toMatchObject({
      items: [{ quantity: 2 }, { quantity: 2 }],
    });
  });

  test("what a frame says wrongly is refused as by REST, and the line stays open", async () => {
    const bo = await actor("buyer", "Bo");
    const line = await lineTo(open.id, bo);
    line.say({ t: "j", id: "c1", ...open.joinBody({ deliverBy: "tomorrow" }) });
    expect(await line.next("r")).toMatchObject({ ok: false, problem: { errors: [{ pointer: "/deliverBy" }] } });
    line.say({ t: "j", id: "c2", ...open.joinBody({ quantity: 99 }) });
    expect(await line.next("r")).toMatchObject({ ok: false, problem: { slug: "quantity-out-of-range" } });
    expect((await line.probe(1)).i).toBe(1);
  });
});

describe("what everybody hears", () => {
  test("changes are told together, only what changed, and each person's own part to that person alone", async () => {
    const life = await Life.published();
    const [bo, cy] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy")]);
    const watcher = await lineTo(life.id);
    await watcher.hello();
    const [bos, cys] = await Promise.all([lineTo(life.id, bo), lineTo(life.id, cy)]);
    await Promise.all([bos.hello(), cys.hello()]);

    await Promise.all([life.join(bo), life.join(cy, { instrument: "sandbox:action" })]);
    const seen = await watcher.next("x");
    expect(Object.keys(seen.g).sort()).toEqual(expect.arrayContaining(["quantity", "version"]));
    for (const unchanged of ["title", "closesAt", "me", "asked", "clock"]) expect(seen.g).not.toHaveProperty(unchanged);
    expect(watcher.count("x")).toBe(1);

    expect((await ownPart(bos)).me?.membership).toMatchObject({ quantity: 2 });
    const { me, asked } = await ownPart(cys);
    expect(me?.legs).toHaveLength(1);
    expect(asked).toEqual(expect.any(Array));
  });

  test("a member's step is told to the member in full and to others without a name", async () => {
    const life = await Life.published();
    const [bo, cy] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy")]);
    await life.join(cy);
    await life.rest();
    const [bos, cys] = await Promise.all([lineTo(life.id, bo), lineTo(life.id, cy)]);
    await Promise.all([bos.hello(), cys.hello()]);
    await life.join(bo);
    expect((await ownPart(bos)).me?.membership).toMatchObject({ quantity: 2 });
    expect(await cys.next("x")).not.toHaveProperty("g.me");
    await cys.probe(1); // Whatever was on its way has come.
    expect(cys.heard.some((frame) => frame.t === "x" && frame.g.me !== undefined)).toBe(false);
    expect(JSON.stringify(cys.heard)).not.toContain(bo.id);
  });

  test("scenario 10: who waits hears of moving up", async () => {
    const life = await Life.published({ quantityMinimum: 4, quantityMaximum: 4 });
    const [bo, cy, di] = await Promise.all(["Bo", "Cy", "Di"].map((name) => actor("buyer", name)));
    for (const waiting of [bo!, cy!, di!]) await life.join(waiting);
    await life.rest();
    const line = await lineTo(life.id, di);
    expect((await line.hello()).g.me?.membership).toMatchObject({ state: "waitlisted", place: 2 });
    await done("DELETE", `/group-buys/${life.id}/joins/me`, { token: bo!.token });
    expect((await ownPart(line)).me?.membership).toMatchObject({ state: "waitlisted", place: 1 });
  });

  test("the sandbox clock starts a new epoch: everybody begins again from a whole snapshot", async () => {
    const life = await Life.published();
    const lines = await Promise.all([lineTo(life.id), lineTo(life.id, life.initiator)]);
    const [before] = await Promise.all(lines.map((line) => line.hello()));
    await life.advance(2 * HOUR);
    for (const line of lines) {
      const after = await line.next("h");
      expect(after).toMatchObject({ d: life.closesAtMs, g: { state: "failed" } });
      expect(after.e).not.toBe(before!.e);
      expect(after.s).toBeGreaterThanOrEqual(before!.s + 2 * HOUR);
      expect((await line.probe(1)).e).toBe(after.e);
    }
  });

  test("hibernation keeps the lines, who they are of, and the epoch: it is the same clock", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const [line, watcher] = await Promise.all([lineTo(life.id, bo), lineTo(life.id)]);
    const { e } = await line.hello();
    await evictDurableObject(life.stub, { webSockets: "hibernate" });
    expect((await line.probe(1)).e).toBe(e);
    await evictDurableObject(life.stub, { webSockets: "hibernate" });
    line.say({ t: "j", id: "c1", ...life.joinBody() });
    expect(await line.next("r")).toMatchObject({ ok: true, membership: { quantity: 2 } });
    expect(await watcher.next("x")).toMatchObject({
      e,
      d: life.closesAtMs,
      g: { quantity: { held: expect.any(Number) } },
    });
  });
});

describe("countdown frames (T2 of the platform: absolute instants, never what remains)", () => {
  test("the last minute is told second by second, and the bell on the dot without any alarm", async () => {
    await onOpenStand(async (stand) => {
      stand.at(BELL - 5);
      const watcher = await seat(stand, null);
      expect(await watcher.line.next("k")).toMatchObject({ s: BELL - 5, d: BELL });
      stand.at(BELL);
      expect((await watcher.line.next("x")).g.state).toBe("failed");
      expect(stand.events()).toContain("closing");
    });
  });

  test("somebody who watches makes the object wake for the last minute", async () => {
    await onOpenStand(async (stand) => {
      await stand.state.storage.deleteAlarm();
      stand.restart();
      await seat(stand, null);
      expect(await stand.state.storage.getAlarm()).toBeLessThanOrEqual(BELL - MINUTE);
      await stand.object.alarm(); // What an earlier life may not have delivered comes first.
      expect(await stand.state.storage.getAlarm()).toBe(BELL - MINUTE);
    });
  });

  test("scenario 4: who says hello after the bell finds it rung, alarm or not", async () => {
    await onOpenStand(async (stand) => {
      const watcher = await seat(stand, null);
      stand.at(BELL + 5 * SECOND);
      watcher.say({ t: "h", v: 1, since: null });
      expect((await watcher.line.next("h")).g).toMatchObject({
        state: "failed",
        effectiveAt: new Date(BELL).toISOString(),
      });
    });
  });

  test("no frame ever carries a remaining time", async () => {
    const line = await lineTo(open.id);
    await line.hello();
    await line.probe(1);
    expect(line.heard.map((frame: ServerFrame) => JSON.stringify(frame)).join("")).not.toMatch(/remaining|left/i);
  });
});

/** The next frame that tells somebody's own part. */
async function ownPart(line: Line): Promise<ResourceChange> {
  for (;;) {
    const { g } = await line.next("x");
    if (g.me !== undefined) return g;
  }
}

/** A published group-buy for tests that change nothing. */
let open: Life;
beforeAll(async () => {
  open = await Life.published();
});
