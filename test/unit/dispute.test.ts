/** What a dispute report says is true, in every world that keeps to the assumptions; and what cannot be true is named. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispute } from "../../scripts/dispute.ts";
import { tellDispute } from "../../scripts/dispute/words.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { judgeDispute, type Dispute } from "../../worker/core/dispute/dispute.ts";
import type { ClientLog } from "../../worker/core/dispute/evidence.ts";
import type { ReceiptText } from "../../worker/core/dispute/receipt.ts";
import { DisputeWorld, GROUP_BUY, KEY, receiptFor, unsigned, type Judged } from "../support/dispute-world.ts";

const ms = (max: number, min = 0) => fc.double({ min, max, noNaN: true });

const story = fc.record({
  start: fc.record({
    startMs: fc.constant(1_800_000_000_000.37),
    grainMs: fc.constantFrom(0.005, 0.1, 1),
    rate: ms(1 + 90e-6, 1 - 90e-6),
  }),
  /** Whether the page looks at its clocks all the time, or is hidden now and then. */
  isSeen: fc.constantFrom(true, true, true, false),
  probes: fc.array(fc.tuple(ms(300), ms(300), ms(20_000)), { maxLength: 12 }),
  /** What happens right before the press, and between it and its arrival. */
  before: fc.constantFrom("nothing", "sleep", "wall", "restart", "unheard-restart"),
  meanwhile: fc.constantFrom("nothing", "sleep", "wall", "restart", "break"),
  stepMs: ms(25, -25),
  pauseMs: ms(100_000, 50),
  upMs: fc.oneof(ms(20), ms(400), ms(9_000)),
  downMs: fc.oneof(ms(20), ms(400)),
  /** The deadline, from the true moment of sending. */
  deadlineInMs: fc.oneof(fc.integer({ min: -50, max: 450 }), fc.integer({ min: -20_000, max: 20_000 })),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  readonly report: Dispute;
  readonly text: string;
  /** By the clock that made the stamp. */
  readonly sentMs: number;
  readonly arrivedMs: number;
  readonly receipt: ReceiptText;
}

/** Plays a press from its beginning to its receipt, with everything that the assumptions allow. */
function play({ start, isSeen, probes, before, meanwhile, ...amounts }: Story): Told {
  const { stepMs, pauseMs, upMs, downMs, deadlineInMs } = amounts;
  const world = new DisputeWorld(start);
  const deadlineMs = Math.round(start.startMs) + 200_000 + deadlineInMs;
  const wait = (forMs: number) => (isSeen ? world.live(forMs) : world.run(forMs));
  world.keeper.deadline(deadlineMs);
  for (const [up, down, waitMs] of probes) {
    world.exchange(up, down);
    wait(waitMs);
    world.beat();
  }
  wait(Math.max(0, start.startMs + 200_000 - world.t));
  if (before === "sleep") world.sleep(pauseMs);
  if (before === "wall") world.setWall(pauseMs);
  if (before === "restart" || before === "unheard-restart") world.restartAuthority(stepMs);
  if (before === "restart") world.frame(downMs);

  const commandId = world.press();
  const sentTrueMs = world.t;
  if (meanwhile === "break") {
    world.run(upMs); // What was sent is lost, and sent again.
    world.press(commandId, true);
  }
  if (meanwhile === "restart") world.restartAuthority(stepMs);
  if (meanwhile === "wall") world.setWall(pauseMs);
  world.run(upMs);
  if (meanwhile === "sleep") world.sleep(pauseMs);
  const arrivedMs = world.authorityMs;
  const receipt = unsigned({ stampMs: Math.floor(arrivedMs), deadlineMs });
  world.run(downMs);
  world.answered(commandId, receipt);

  const log = world.keeper.toLog();
  const report = judgeDispute(receipt, log, "not-checked");
  const stampedAheadMs = world.authorityMs - world.t;
  return {
    report,
    text: tellDispute(report, { kid: null, log }),
    sentMs: sentTrueMs + stampedAheadMs,
    arrivedMs,
    receipt,
  };
}

const ROUNDING_MS = 1e-3;

describe("in worlds that keep to the assumptions", () => {
  test("nothing that is said of the press is false, and nothing contradicts", () => {
    fc.assert(
      fc.property(story, (of) => {
        const { report, sentMs, arrivedMs, receipt } = play(of);
        expect(report.contradictions).toEqual([]);
        // What is said then is that a short stop of the device may hide; all else is promised for pages that are seen.
        if (report.remarks.some(({ code }) => code === "unwatched")) return;
        const { press } = report;
        if (press === null) throw new Error("the log has the press");
        if (press.sentAt !== null) {
          expect(press.sentAt.leastMs).toBeLessThanOrEqual(sentMs + ROUNDING_MS);
          expect(press.sentAt.mostMs).toBeGreaterThanOrEqual(sentMs - ROUNDING_MS);
        }
        if (press.side === "before") expect(sentMs).toBeLessThan(receipt.deadlineMs + ROUNDING_MS);
        if (press.side === "after") expect(sentMs).toBeGreaterThan(receipt.deadlineMs - ROUNDING_MS);
        if (press.travelMs !== null) {
          expect(press.travelMs.leastMs).toBeLessThanOrEqual(arrivedMs - sentMs + ROUNDING_MS);
          expect(press.travelMs.mostMs).toBeGreaterThanOrEqual(arrivedMs - sentMs - ROUNDING_MS);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("the printed words are as true as the numbers", () => {
    fc.assert(
      fc.property(story, (of) => {
        const { text, sentMs, receipt } = play({ ...of, isSeen: true });
        const [, from, to] = /between (\S+ \S+) UTC and (\S+ \S+) UTC/.exec(text) ?? [];
        if (from !== undefined) {
          expect(Date.parse(`${from}Z`)).toBeLessThanOrEqual(sentMs + ROUNDING_MS);
          expect(Date.parse(`${to}Z`)).toBeGreaterThanOrEqual(sentMs - ROUNDING_MS);
        }
        const [, least, most] = /certainly before the deadline, by (\d+) to (\d+) ms/.exec(text) ?? [];
        if (least !== undefined) {
          expect(Number(least)).toBeLessThanOrEqual(receipt.deadlineMs - sentMs + ROUNDING_MS);
          expect(Number(most)).toBeGreaterThanOrEqual(receipt.deadlineMs - sentMs - ROUNDING_MS);
        }
      }),
    );
  });

  test("the worlds are not all alike: early, late and unclear presses, steps, and presses that nothing is known of", () => {
    const reports = fc.sample(story, { numRuns: 400, seed: 7 }).map((of) => play(of).report);
    const sides = new Set(reports.map(({ press }) => press?.side));
    expect(sides).toEqual(new Set(["before", "after", "either", null]));
    const remarks = new Set(reports.flatMap((report) => report.remarks.map(({ code }) => code)));
    expect([...remarks].toSorted()).toEqual(
      expect.arrayContaining(["clock-stepped", "epoch-changed", "nothing-guaranteed", "sent-again", "unwatched"]),
    );
  });
});

/** A page that knows the time to ±10 ms and presses so long before the deadline; the press takes so long. */
function ordinary({ leadMs = 15, upMs = 30, rate = 1 } = {}) {
  const world = new DisputeWorld({ startMs: 1_800_000_000_000, grainMs: 0.1, rate });
  const deadlineMs = 1_800_000_030_000;
  world.keeper.deadline(deadlineMs);
  for (let i = 0; i < 20; i += 1) {
    world.exchange(10, 10);
    world.run(500);
    world.beat();
  }
  world.live(deadlineMs - leadMs - world.t);
  world.keeper.shown = { localMs: world.localMs, remainingMs: leadMs, text: "00:00.1" };
  const commandId = world.press();
  world.run(upMs);
  const stampMs = Math.floor(world.authorityMs);
  world.run(10);
  return { world, commandId, judged: { stampMs, deadlineMs } satisfies Judged };
}

function judge(change: { receipt?: (receipt: ReceiptText) => ReceiptText; log?: (log: ClientLog) => ClientLog } = {}) {
  const { world, commandId, judged } = ordinary();
  const receipt = unsigned(judged);
  world.answered(commandId, receipt);
  return judgeDispute(
    change.receipt?.(receipt) ?? receipt,
    change.log?.(world.keeper.toLog()) ?? world.keeper.toLog(),
    "not-checked",
  );
}

describe("one press", () => {
  test("sent in time and arrived late: both can be true, and the page could not foresee it", () => {
    const report = judge();
    expect(report.contradictions).toEqual([]);
    expect(report.press).toMatchObject({ sends: 1, side: "before" });
    expect(report.press?.travelMs?.leastMs).toBeGreaterThan(15);
    expect(report.press?.travelMs?.mostMs).toBeLessThan(45);
    expect(report.press?.pastSafeMs).toBeLessThan(0); // Its probes had taken 10 ms, so 15 seemed enough.
    expect(tellDispute(report, { kid: null, log: ordinary().world.keeper.toLog() })).toContain("Both can be true");
  });

  test("two milliseconds before the deadline it could tell that this might be too late", () => {
    const { world, commandId, judged } = ordinary({ leadMs: 2 });
    const receipt = unsigned(judged);
    world.answered(commandId, receipt);
    const { press } = judgeDispute(receipt, world.keeper.toLog(), "not-checked");
    expect(press?.side).toBe("either");
    expect(press?.pastSafeMs).toBeGreaterThan(7);
    expect(press?.pastSafeMs).toBeLessThan(13);
  });

  test("long after the deadline the page's own clock proves it", () => {
    const { world, commandId, judged } = ordinary({ leadMs: -500 });
    const receipt = unsigned(judged);
    world.answered(commandId, receipt);
    expect(judgeDispute(receipt, world.keeper.toLog(), "right").press?.side).toBe("after");
  });

  test("a line that broke: the first sending is the one that is spoken of", () => {
    const { world, commandId, judged } = ordinary();
    world.press(commandId, true);
    const receipt = unsigned(judged);
    world.answered(commandId, receipt);
    const { press, remarks, contradictions } = judgeDispute(receipt, world.keeper.toLog(), "right");
    expect(press).toMatchObject({ sends: 2, side: "before" });
    expect(remarks).toEqual([{ code: "sent-again", times: 2 }]);
    expect(contradictions).toEqual([]);
  });

  test("a page that was loaded anew knows only its own sending, and does not call an earlier stamp a lie", () => {
    const { world, commandId, judged } = ordinary();
    const receipt = unsigned({ ...judged, stampMs: judged.stampMs - 5_000 });
    world.answered(commandId, receipt, judged.stampMs);
    const log = world.keeper.toLog();
    const entries = log.entries.map((entry) => (entry.type === "press" ? { ...entry, isRepeat: true } : entry));
    const { press, remarks, contradictions } = judgeDispute(receipt, { ...log, entries }, "right");
    expect(press?.travelMs).toBeNull();
    expect(remarks).toEqual([{ code: "first-send-unknown" }]);
    expect(contradictions).toEqual([]);
  });

  test("without its answer the only press of the kind is taken, of several none", () => {
    const without = (log: ClientLog) => ({ ...log, entries: log.entries.filter(({ type }) => type !== "answer") });
    expect(judge({ log: without }).remarks[0]).toEqual({ code: "assumed-link" });
    const { world, judged } = ordinary();
    world.press("another");
    const report = judgeDispute(unsigned(judged), world.keeper.toLog(), "right");
    expect(report).toMatchObject({ press: null, contradictions: [] });
    expect(report.remarks).toEqual([{ code: "no-link", commandIds: ["c1", "another"] }]);
  });

  test("a leave is none of the log's joins", () => {
    const { world, judged } = ordinary();
    const report = judgeDispute(unsigned({ ...judged, type: "withdrawn" }), world.keeper.toLog(), "right");
    expect(report).toMatchObject({
      command: "leave",
      press: null,
      remarks: [{ code: "no-press" }],
      contradictions: [],
    });
  });

  test("a refusal for another reason is not about time; a deadline that moved is said", () => {
    const { world, commandId, judged } = ordinary();
    const receipt = unsigned({
      stampMs: judged.stampMs,
      deadlineMs: judged.deadlineMs + 60_000,
      type: "join_refused",
      code: "group-full",
    });
    world.answered(commandId, receipt);
    const { remarks, contradictions } = judgeDispute(receipt, world.keeper.toLog(), "right");
    expect(remarks.map(({ code }) => code)).toEqual(["deadline-moved", "not-about-time"]);
    expect(contradictions).toEqual([]);
  });

  test("a log that was cut is not held against what the page wrote", () => {
    const { remarks, contradictions } = judge({
      log: (log) => ({ ...log, dropped: 40, entries: log.entries.slice(40) }),
    });
    expect(remarks).toContainEqual({ code: "log-cut", dropped: 40 });
    expect(contradictions).toEqual([]);
  });
});

describe("what cannot be true", () => {
  const codes = (report: Dispute) => report.contradictions.map(({ code }) => code);
  const press = (change: (localMs: number) => number) => (log: ClientLog) => ({
    ...log,
    dropped: 1, // So that what the page wrote is not compared: it would give the change away by itself.
    entries: log.entries.map((entry) =>
      entry.type === "press" ? { ...entry, localMs: change(entry.localMs) } : entry,
    ),
  });

  test.each<[string, Parameters<typeof judge>[0], string]>([
    ["a stamp before the sending", { log: press((at) => at + 60) }, "stamped-before-sent"],
    ["an answer before its press", { log: press((at) => at + 5_000) }, "answered-before-sent"],
    [
      "a press that was moved in the log",
      { log: (log) => ({ ...press((at) => at - 7)(log), dropped: 0 }) },
      "page-says-otherwise",
    ],
    [
      "a page that claims a better clock than it had",
      {
        log: (log) => ({
          ...log,
          entries: log.entries.map((entry) =>
            entry.type === "press" && entry.time !== null
              ? { ...entry, time: { ...entry.time, latestMs: entry.time.earliestMs } }
              : entry,
          ),
        }),
      },
      "page-says-otherwise",
    ],
    [
      "an answer that is the opposite of the receipt",
      {
        log: (log) => ({
          ...log,
          entries: log.entries.map((entry) => (entry.type === "answer" ? { ...entry, accepted: true } : entry)),
        }),
      },
      "answer-differs",
    ],
    [
      "an authority whose clock jumped within an epoch",
      {
        log: (log) => ({
          ...log,
          dropped: 1,
          entries: log.entries.map((entry, index) =>
            entry.type === "stamp" && log.entries.slice(0, index).some(({ type }) => type === "press")
              ? { ...entry, serverMs: entry.serverMs + 4_000 }
              : entry,
          ),
        }),
      },
      "clock-stepped",
    ],
    [
      "a receipt with another arrival than its leaf",
      { receipt: (r) => ({ ...r, recvMs: r.recvMs - 40 }) },
      "not-its-leaf",
    ],
    [
      "a receipt with another hash than its leaf",
      { receipt: (r) => ({ ...r, leafHash: "00".repeat(32) }) },
      "not-its-leaf",
    ],
    ["a leaf that is none", { receipt: (r) => ({ ...r, leaf: "{" }) }, "leaf-unreadable"],
    ["a signature over something else", { receipt: (r) => ({ ...r, jws: "e30.e30.AA" }) }, "signs-something-else"],
  ])("%s", (_, change, code) => {
    expect(codes(judge(change))).toContain(code);
  });

  test("a receipt that was improved is judged by its leaf", () => {
    const improve = (receipt: ReceiptText) => ({ ...receipt, recvMs: receipt.recvMs - 2_000, accepted: true });
    const [honest, improved] = [judge(), judge({ receipt: improve })];
    expect(improved.press).toEqual(honest.press);
    expect(improved.receipt).toEqual(honest.receipt);
    expect(improved.contradictions).toMatchObject([{ field: "recvMs" }, { field: "accepted" }]);
  });

  test("a decision that does not follow from its stamp", () => {
    const { world, commandId, judged } = ordinary();
    const receipt = unsigned({ ...judged, type: "joined" });
    world.answered(commandId, receipt);
    expect(codes(judgeDispute(receipt, world.keeper.toLog(), "right"))).toEqual(["decided-against-stamp"]);
  });

  test.each(["wrong", "unknown-key", "malformed", "missing"] as const)("a signature that is %s", (check) => {
    const { world, judged } = ordinary();
    expect(judgeDispute(unsigned(judged), world.keeper.toLog(), check).contradictions).toEqual([
      { code: "signature", check },
    ]);
  });
});

describe("npm run dispute", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "dispute-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));

  async function prepare() {
    const { world, commandId, judged } = ordinary();
    const receipt = await receiptFor(judged);
    world.answered(commandId, receipt);
    const log = world.keeper.toLog();
    write("receipt.json", receipt);
    write("log.json", world.keeper.file().json);
    write("keys.json", (await createReceiptSigner(KEY)).publicKeys());
    return { receipt, log };
  }

  test("the real thing: 0, the signature is right, and every part is told", async () => {
    const { receipt } = await prepare();
    const { exitCode, text } = await dispute(["receipt.json", "log.json", "--keys", "keys.json"], folder);
    expect(exitCode).toBe(0);
    expect(text).toContain(`Receipt ${receipt.id}`);
    expect(text).toContain("join refused (deadline-passed)");
    expect(text).toContain("15 ms after the deadline");
    expect(text).toMatch(/signature +right, by key kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k/);
    expect(text).toMatch(/certainly before the deadline, by \d+ to \d+ ms/);
    expect(text).toContain("Nothing contradicts.");
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test("a receipt inside the answer that it came with is found", async () => {
    const { receipt } = await prepare();
    write("problem.json", { slug: "deadline-passed", receipt });
    expect((await dispute(["problem.json", "log.json"], folder)).exitCode).toBe(0);
  });

  test.each<[string, (receipt: Awaited<ReturnType<typeof receiptFor>>) => unknown, RegExp]>([
    ["a leaf that was changed", (r) => ({ ...r, leaf: r.leaf.replace('"seq":57', '"seq":56') }), /its own leaf 56/],
    ["an arrival that was changed", (r) => ({ ...r, recvMs: r.recvMs - 20 }), /this receipt was changed/],
    [
      "a signature that was changed",
      (r) => ({ ...r, jws: `${r.jws.slice(0, -6)}AAAAAA` }),
      /not by the key it names|cannot be read/,
    ],
    ["no signature", ({ jws: _, ...r }) => r, /no signature: anybody can have written it/],
  ])("%s: 1", async (_, change, why) => {
    const { receipt } = await prepare();
    write("changed.json", change(receipt));
    const { exitCode, text } = await dispute(["changed.json", "log.json", "--keys=keys.json"], folder);
    expect(exitCode).toBe(1);
    expect(text).toMatch(why);
  });

  test("R12: by a key that is revoked: 1, because whoever took it may have signed", async () => {
    await prepare();
    const { keys } = (await createReceiptSigner(KEY)).publicKeys();
    write("revoked.json", { keys: keys.map((key) => ({ ...key, revoked: { revoked_at: 1_800_000_000 } })) });
    const { exitCode, text } = await dispute(["receipt.json", "log.json", "--keys", "revoked.json"], folder);
    expect(exitCode).toBe(1);
    expect(text).toContain("or is revoked");
  });

  test("keys of another authority: 1; without keys the report says that the signature was not checked", async () => {
    await prepare();
    write("other.json", { keys: [{ kty: "OKP", crv: "Ed25519", x: KEY.x, kid: "another" }] });
    const other = await dispute(["receipt.json", "log.json", "--keys", "other.json"], folder);
    expect(other.exitCode).toBe(1);
    expect(other.text).toContain("not among those given");
    const none = await dispute(["receipt.json", "log.json"], folder);
    expect(none.exitCode).toBe(0);
    expect(none.text).toContain("not checked");
  });

  test.each<[string, unknown, readonly string[], RegExp]>([
    ["one argument", {}, ["receipt.json"], /^usage: npm run dispute/],
    ["an unknown option", {}, ["receipt.json", "log.json", "--loud"], /--loud[^]*usage/],
    ["a file that is not there", {}, ["nowhere.json", "log.json"], /^nowhere\.json cannot be used: it cannot be read/],
    ["an empty file", "", ["bad.json", "log.json"], /^bad\.json cannot be used: it is empty\.$/],
    ["no JSON", "{", ["bad.json", "log.json"], /^bad\.json cannot be used: it is not JSON/],
    ["no receipt", { id: 1 }, ["bad.json", "log.json"], /^bad\.json cannot be used: it is not a receipt at id/],
    ["the two the other way round", {}, ["log.json", "receipt.json"], /the receipt comes first/],
    [
      "no log",
      { kind: "log" },
      ["receipt.json", "bad.json"],
      /^bad\.json cannot be used: it is not a client log at kind/,
    ],
    [
      "no keys",
      { keys: [{}] },
      ["receipt.json", "log.json", "--keys", "bad.json"],
      /not a set of Ed25519 keys.* at keys\.0/,
    ],
  ])("%s: 2, and which file and why", async (_, content, args, why) => {
    await prepare();
    write("bad.json", content);
    const { exitCode, text } = await dispute(args, folder);
    expect(exitCode).toBe(2);
    expect(text).toMatch(why);
  });

  test.each<[string, (log: ClientLog) => unknown, RegExp]>([
    [
      "of another group-buy",
      (log) => ({ ...log, groupBuyId: "gb_other" }),
      new RegExp(`about gb_other, .*about ${GROUP_BUY}`),
    ],
    ["of no group-buy", (log) => ({ ...log, groupBuyId: null }), /about no group-buy/],
    ["of a later version", (log) => ({ ...log, version: 2 }), /at version/],
    ["with an entry that nobody knows", (log) => ({ ...log, entries: [{ type: "dream" }] }), /at entries\.0\.type/],
    ["with a field that nobody knows", (log) => ({ ...log, truth: 1 }), /truth/],
    [
      "with a time that is no number",
      (log) => ({ ...log, entries: [{ type: "probeSent", localMs: null }] }),
      /entries\.0\.localMs/,
    ],
  ])("a log %s: 2", async (_, change, why) => {
    const { log } = await prepare();
    write("bad-log.json", change(log));
    const { exitCode, text } = await dispute(["receipt.json", "bad-log.json"], folder);
    expect(exitCode).toBe(2);
    expect(text).toMatch(why);
  });
});
