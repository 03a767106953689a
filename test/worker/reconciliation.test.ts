import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createD1ReconciliationRecords } from "../../worker/adapters/catalogue/reconciliation-records.ts";
import {
  closeIdOf,
  dayDue,
  goOn,
  keepBooks,
  type ClosingDependencies,
} from "../../worker/app/reconciliation/closing.ts";
import type { StoredClose, StoredDifference } from "../../worker/app/reconciliation/records.ts";
import { closingOf } from "../../worker/composition/reconciliation.ts";
import { proposeEntry } from "../../worker/core/reconciliation/entry.ts";
import { recomputeReport, type CloseReport } from "../../worker/core/reconciliation/report.ts";
import { assert } from "../../worker/core/result.ts";
import { parseConfig } from "../../worker/env.ts";
import { rememberMirror } from "../support/worker-time-travel.ts";
import { actor, DAY, HOUR, Life, MINUTE, prepareDatabases } from "../support/worker-life.ts";

const records = createD1ReconciliationRecords(env.CATALOGUE);
let nowMs = Date.UTC(2026, 10, 24, 2);

function books(changes: Partial<ClosingDependencies> = {}): ClosingDependencies {
  const closing = closingOf(env, parseConfig(env));
  assert(closing, "a test has a provider");
  return { ...closing, clock: { nowMs: () => nowMs }, ...changes };
}

/** The close that is due, brought to its end. */
async function closeDay(deps = books()): Promise<StoredClose> {
  for (let minutes = 0; minutes < 5; minutes += 1) {
    await keepBooks(deps);
    const close = await dueClose();
    if (close.state !== "running") return close;
  }
  throw new Error("the close does not end");
}

async function dueClose(): Promise<StoredClose> {
  const close = await records.close(closeIdOf("sandbox", dayDue(nowMs)));
  assert(close, "begun");
  return close;
}

async function reportOf({ id }: StoredClose): Promise<CloseReport> {
  const stored = await records.report(id);
  assert(stored, "judged");
  return JSON.parse(stored.report) as CloseReport;
}

const standing = async (): Promise<readonly StoredDifference[]> =>
  (await records.standing("sandbox", 1_000)).filter(({ stage }) => stage !== "cleared");

/** Sold and paid out but for its reserve, failed and given back, and running with the deposit taken (plan B). */
let sold: Life;
let failed: Life;
let life: Life;

beforeAll(async () => {
  await prepareDatabases();
  [sold, failed, life] = await Promise.all([sale(), refunded(), captured()]);
});
beforeEach(() => {
  nowMs += DAY;
});

describe("a day's books beside the sandbox bank", () => {
  test("money taken, given back, awarded and paid out: closed, signed, and recomputed from its own facts", async () => {
    const close = await closeDay();
    expect(close).toMatchObject({ state: "closed", attempt: 1 });
    const [eur] = close.verdict ?? [];
    expect(eur).toMatchObject({ state: "closed", reasons: [], equation: { offMinor: 0, trialMinor: 0 } });
    expect(eur?.equation.bankMinor).toBeGreaterThan(0);
    const report = await reportOf(close);
    expect(recomputeReport(report)).toEqual({ ok: true, value: close.verdict });
    const sources = report.sources.map(({ sourceId }) => sourceId);
    expect(sources).toContain(sold.id);
    expect(sources).toContain(failed.id);
    expect(sources.some((id) => id.startsWith("mer_"))).toBe(true);

    // Closing again is the same close; nothing of it can be changed.
    await keepBooks(books());
    expect(await dueClose()).toEqual(close);
    await expect(env.CATALOGUE.prepare("UPDATE closes SET state = 'refused'").run()).rejects.toThrow("close-final");
    await expect(env.CATALOGUE.prepare("DELETE FROM close_reports").run()).rejects.toThrow("close-final");

    // What has ended and holds nothing is left alone from now on.
    nowMs += DAY;
    const next = (await reportOf(await closeDay())).sources.map(({ sourceId }) => sourceId);
    expect(next).not.toContain(failed.id);
    expect(next).toContain(sold.id);
  });

  test("K26: cut off in the middle of a page, it goes on where it was, and two at once come to one close", async () => {
    const seen: string[] = [];
    const { provider, ...rest } = books();
    const counting = {
      ...rest,
      provider: {
        capabilities: () => provider.capabilities(),
        statement: (groupBuyId: string, afterSeq: number) => {
          seen.push(groupBuyId);
          return provider.statement(groupBuyId, afterSeq);
        },
      },
    };
    const cut = { ...records, saveLook: () => Promise.reject(new Error("killed")) };
    await expect(keepBooks({ ...counting, records: cut })).rejects.toThrow("killed");
    const running = await dueClose();
    expect(running.state).toBe("running");
    seen.length = 0;
    await goOn(counting, running, 1);
    const first = [...seen];
    await Promise.all([goOn(counting, running), goOn(counting, running)]);
    expect(seen.slice(first.length).filter((id) => first.includes(id))).toEqual([]);
    const close = await dueClose();
    expect(close.state).toBe("closed");
    const sources = (await reportOf(close)).sources.map(({ sourceId }) => sourceId);
    expect(sources).toEqual([...new Set(sources)]);
  });

  test("a provider that does not answer closes nothing; an hour later it is tried again", async () => {
    const { provider } = books();
    const deaf: ClosingDependencies["provider"] = {
      capabilities: () => provider.capabilities(),
      statement: () => Promise.resolve({ outcome: "unknown", cause: "timeout" }),
    };
    const refused = await closeDay(books({ provider: deaf }));
    expect(refused.state).toBe("refused");
    expect(refused.verdict?.[0]?.reasons.map(({ code }) => code)).toContain("sources-unread");
    nowMs += 59 * MINUTE;
    await keepBooks(books());
    expect((await dueClose()).attempt).toBe(1);
    nowMs += MINUTE;
    expect(await closeDay()).toMatchObject({ state: "closed", attempt: 2 });
    expect(await standing()).toEqual([]);
  });
});

describe("what does not fit is found, and set right by somebody", () => {
  test("a line without a journal: listed, refused, taken to suspense, written off, closed", async () => {
    await plant({ kind: "cost", refId: "fee_1", amountMinor: -7 });
    expect((await closeDay()).state).toBe("closed"); // It may be on its way: listed, and counted.
    const [found] = await standing();
    assert(found, "found");
    expect(found).toMatchObject({ kind: "journal_missing", refId: "fee_1", deltaMinor: -7, stage: "open" });

    nowMs += DAY;
    const refused = await closeDay();
    expect(refused.verdict?.[0]?.reasons.map(({ code }) => code)).toEqual(["differences-open"]);
    await book(found.id);
    nowMs += HOUR;
    const suspended = await closeDay();
    expect(suspended.attempt).toBe(2);
    expect(suspended.verdict?.[0]?.reasons).toEqual([{ code: "suspense-not-zero", amountMinor: -7, count: null }]);
    expect(suspended.verdict?.[0]?.equation.parts).toMatchObject({ suspense: -7, open: 0 });
    await book(found.id);
    expect(await records.difference(found.id)).toMatchObject({ stage: "cleared" });
    nowMs += HOUR;
    const closed = await closeDay();
    expect(closed).toMatchObject({ state: "closed", attempt: 3 });
    expect(closed.verdict?.[0]?.equation.parts).toMatchObject({ suspense: 0, open: 0 });
    expect(recomputeReport(await reportOf(closed))).toMatchObject({ ok: true });
    expect((await records.entriesOf(found.id)).map(({ act }) => act)).toEqual(["suspend", "write_off"]);
  });

  test("two operators who say yes at once book once, and both steps stand in one chain", async () => {
    await plant({ kind: "cost", refId: "fee_2", amountMinor: -3 });
    await plant({ kind: "cost", refId: "fee_3", amountMinor: -4 });
    await closeDay();
    const [one, other] = await standing();
    assert(one && other, "both");
    expect((await Promise.all([book(one.id), book(one.id), book(other.id)])).toSorted()).toEqual([false, true, true]);
    expect(await records.entriesOf(one.id)).toHaveLength(1);
    await Promise.all([book(one.id), book(other.id)]);
    const { results } = await env.CATALOGUE.prepare(
      "SELECT position FROM journals WHERE source_id = 'rec:sandbox' ORDER BY position",
    ).all<{ position: number }>();
    expect(results.map(({ position }) => position)).toEqual(results.map((_, n) => n + 1));
  });

  test("L21, time travel: a copy that was set back is told again by the next close, and proved equal", async () => {
    const back = await rememberMirror();
    await life.join(await actor("buyer", "Bo"));
    await life.rest();
    const told = await head();
    await back();
    expect(await head()).toBeLessThan(told);
    const close = await closeDay();
    expect(close.state).toBe("closed");
    const source = (await reportOf(close)).sources.find(({ sourceId }) => sourceId === life.id);
    assert(source?.kind === "group-buy", "looked at");
    expect(source.mirror).toEqual(source.object);
    expect(source.mirror.seq).toBeGreaterThanOrEqual(told);
  });

  test("L21: a book tells itself again as soon as it has news", async () => {
    const back = await rememberMirror();
    await life.join(await actor("buyer", "Cy"));
    await life.rest();
    const told = await head();
    await back();
    await life.join(await actor("buyer", "Di"));
    await life.rest();
    expect(await head()).toBeGreaterThan(told);
    await closeDay();
    expect(await standing()).toEqual([]);
  });

  test("L9, L19: an account that was changed by hand is named, and the day is refused", async () => {
    const [leg] = await life.legsOf(life.initiator);
    const account = `dep:${leg?.id ?? ""}`;
    const alter = (byMinor: number) =>
      env.CATALOGUE.prepare("UPDATE accounts SET posted_minor = posted_minor + ?2 WHERE id = ?1")
        .bind(account, byMinor)
        .run();
    await alter(-7);
    await closeDay();
    expect(await standing()).toMatchObject([
      { kind: "balance_differs", refId: account, deltaMinor: -7, detail: expect.stringMatching(/^L9 /) as string },
    ]);
    nowMs += DAY;
    expect((await closeDay()).verdict?.[0]?.reasons.map(({ code }) => code)).toContain("books-differ");
    await alter(7);
    nowMs += DAY;
    await closeDay();
    expect(await standing()).toEqual([]);
  });

  test("L4: a head that says something else is named", async () => {
    await env.CATALOGUE.prepare("DROP TRIGGER journal_heads_update").run();
    await env.CATALOGUE.prepare("UPDATE journal_heads SET hash = ?2 WHERE source_id = ?1")
      .bind(life.id, "f".repeat(64))
      .run();
    await closeDay();
    expect((await standing()).map(({ kind }) => kind)).toEqual(["head_differs"]);
    nowMs += DAY;
    expect((await closeDay()).verdict?.[0]?.reasons.map(({ code }) => code)).toEqual(["books-differ"]);
  });
});

/** Says yes to what is proposed, as the console does. False: it had been done already. */
async function book(id: string): Promise<boolean> {
  const difference = await records.difference(id);
  assert(difference, "known");
  const { stage, isSeen } = difference;
  const proposed = proposeEntry("sandbox", difference, stage, isSeen);
  assert(proposed, "an entry");
  const audit = {
    id: `evt_${String((acts += 1))}`,
    operatorId: "usr_olga",
    action: "book_suspend",
    reason: "Seen.",
    atMs: nowMs,
  } as const;
  const to = stage === "open" ? "suspended" : "cleared";
  return records.book({ difference, from: stage, to, ...proposed, audit });
}
let acts = 0;

/** A line that the bank writes by itself. */
async function plant(line: { kind: string; refId: string; amountMinor: number }): Promise<void> {
  await runInDurableObject(env.SANDBOX_BANK.getByName(life.id), (_, { storage }) => {
    storage.sql.exec(
      `INSERT INTO lines (at_ms, kind, ref_id, amount_minor, currency, balance_minor)
       SELECT at_ms, ?, ?, ?, currency, balance_minor + ? FROM lines ORDER BY seq DESC LIMIT 1`,
      ...[line.kind, line.refId, line.amountMinor, line.amountMinor],
    );
  });
}

async function head(): Promise<number> {
  const query = "SELECT applied_seq FROM inbox_heads WHERE source_id = ?";
  return (await env.CATALOGUE.prepare(query).bind(life.id).first<number>("applied_seq")) ?? 0;
}

/** Plan B: the hold has become money. */
async function captured(): Promise<Life> {
  const life = await Life.published({
    closesAt: new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 20 * DAY).toISOString(),
  });
  await life.advance(6 * DAY);
  return life;
}

/** The bell rang over too few. */
async function refunded(): Promise<Life> {
  const life = await captured();
  await life.advanceTo(life.closesAtMs);
  await life.advance(MINUTE);
  return life;
}

/** Sold, paid, shipped, received; the merchant is paid, the reserve is kept. */
async function sale(): Promise<Life> {
  const life = await Life.published();
  const [buyer, merchant] = await Promise.all([actor("buyer", "Bo"), actor("merchant", "Mia")]);
  await life.join(buyer, { quantity: 4 });
  await life.offer(merchant);
  await life.advanceTo(life.closesAtMs);
  await life.rest();
  await Promise.all([life.payBalance(life.initiator), life.payBalance(buyer)]);
  await life.rest();
  await life.ship(merchant);
  await life.advance(40 * DAY);
  return life;
}
