/** The search index is kept like the catalogue, whatever happens to either (rules S1 to S3). */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createD1Projection } from "../../worker/adapters/catalogue/projection.ts";
import { putDemand, putRows, rowOf } from "../../worker/adapters/search/demand-index.ts";
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import { createD1IndexedDemands } from "../../worker/adapters/interests/indexed-demands.ts";
import { createD1Vitals } from "../../worker/adapters/catalogue/vitals.ts";
import { readIndexReport } from "../../worker/adapters/search/index-report.ts";
import { STANDING } from "../../worker/adapters/search/index-standing.ts";
import { createD1IndexRecords } from "../../worker/adapters/search/index-records.ts";
import { keepIndex, rebuildIndex } from "../../worker/app/search/index-keeping.ts";
import type { IndexRecords } from "../../worker/app/search/index-records.ts";
import { ANALYSER_VERSION } from "../../worker/core/matching/analyse.ts";
import { batch, entry, groupBuyId } from "../support/catalogue-entry.ts";
import { createHandClock, createKeptLog } from "../support/edge-doubles.ts";

const NOW = Date.UTC(2026, 11, 1);
const MINUTE = 60_000;
const projection = createD1Projection(env.CATALOGUE, env.SEARCH);
const demandSearch = createD1DemandSearch(env.SEARCH);
const index = createD1IndexRecords(env.CATALOGUE, env.SEARCH);
const log = createKeptLog();

beforeAll(async () => {
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
});

beforeEach(async () => {
  log.lines.length = 0;
  await env.CATALOGUE.batch(
    ["group_buys", "inbox_heads", "index_waits"].map((table) => env.CATALOGUE.prepare(`DELETE FROM ${table}`)),
  );
  await env.SEARCH.batch(
    ["demands", "catalogue_waits", "index_keeping"].map((table) => env.SEARCH.prepare(`DELETE FROM ${table}`)),
  );
  await env.SEARCH.prepare(
    "INSERT INTO index_keeping VALUES (1, 1, 'catalogue', '', 1, NULL, 0, 0, 0, NULL, 0, 0, 0, NULL, NULL, NULL, 0, NULL)",
  ).run();
});

describe("S1: an index that lost what it had fills itself again", () => {
  test("a new one, from the catalogue, without anybody", async () => {
    const ids = await publish(7);
    await env.SEARCH.prepare("DELETE FROM demands").run();
    expect(await found("laptops")).toEqual([]);
    expect(await run()).toMatchObject({ written: 7 });
    expect(await found("laptops")).toEqual(ids);
    expect(await keeping()).toMatchObject({ is_filling: 0, half: "index", missing: 7 });
    expect(await run()).toMatchObject({ written: 0 });
    expect(await keeping()).toMatchObject({ pass: 2, half: "catalogue", last_missing: 7, missing: 0 });
  });

  test("one that was emptied later is seen to be lost; some of it, when the look comes by", async () => {
    const ids = await publish(3);
    await settle();
    await env.SEARCH.prepare("DELETE FROM demands").run();
    expect(await run()).toMatchObject({ written: 3 });
    expect(await found("laptops")).toEqual(ids);
    await settle();
    await env.SEARCH.prepare("DELETE FROM demands WHERE id = ?").bind(ids[1]).run();
    for (const written of [0, 1]) expect(await run()).toMatchObject({ written });
    expect(await found("laptops")).toEqual(ids);
    expect(await keeping()).toMatchObject({ missing: 1, last_missing: 0 });
  });

  test("more than a run may write is written by the next ones, from where the last one came to", async () => {
    const ids = await publish(6);
    await env.SEARCH.prepare("DELETE FROM demands").run();
    const small = paged(2, 2);
    expect(await keepIndex({ index: small, log }, NOW)).toMatchObject({ written: 2 });
    expect(await keeping()).toMatchObject({ is_filling: 1, after_id: ids[1], fresh_at_ms: null });
    await putDemand(env.SEARCH, entry({ id: ids[5] ?? "" }), 1).run(); // Live delivery goes on beside it.
    expect(await found("laptops")).toEqual([ids[0], ids[1], ids[5]]);
    for (const written of [2, 1]) expect(await keepIndex({ index: small, log }, NOW)).toMatchObject({ written });
    expect(await found("laptops")).toEqual(ids);
  });

  test("rows whose entry is gone are removed; a catalogue that knows nothing removes none", async () => {
    const ids = await publish(3);
    await settle();
    await env.CATALOGUE.prepare("DELETE FROM group_buys WHERE id = ?").bind(ids[0]).run();
    for (const half of [1, 2]) expect(await run(), String(half)).toMatchObject({ written: 0 });
    expect(await found("laptops")).toEqual(ids.slice(1));
    expect(await keeping()).toMatchObject({ last_extra: 1 });
    await env.CATALOGUE.prepare("DELETE FROM group_buys").run();
    await env.SEARCH.prepare("UPDATE demands SET analyser = 1").run();
    await settle();
    expect(await found("laptops")).toEqual(ids.slice(1));
  });

  test("a row as of an earlier event is written anew, one as of a later event stays", async () => {
    const [behind = "", ahead = ""] = await publish(2);
    await settle();
    await env.CATALOGUE.prepare("UPDATE group_buys SET version = 5, card = json_set(card, '$.members', 77)").run();
    await putDemand(env.SEARCH, entry({ id: ahead, members: 99 }), 9).run();
    await settle();
    const members = await env.SEARCH.prepare(
      "SELECT id, hit ->> 'members' AS members, version FROM demands ORDER BY id",
    ).all();
    expect(members.results).toEqual([
      { id: behind, members: 77, version: 5 },
      { id: ahead, members: 99, version: 9 },
    ]);
  });

  test("cut off anywhere, the next run ends where it would have ended; twice at once changes nothing", async () => {
    const ids = await publish(5);
    const steps = [
      "late",
      "outdated",
      "place",
      "compareCatalogue",
      "write",
      "remove",
      "move",
      "oldestWaitMs",
      "freshAsOf",
    ];
    for (const step of steps) {
      await env.SEARCH.prepare("DELETE FROM demands").run();
      await expect(keepIndex({ index: cutAt(step), log }, NOW)).rejects.toThrow("cut");
      await Promise.all([run(), run()]);
      await settle();
      expect(await found("laptops"), step).toEqual(ids);
    }
  });

  test("an entry that nobody can read keeps no other from being written, and is said", async () => {
    const ids = await publish(3);
    await env.SEARCH.prepare("DELETE FROM demands").run();
    await env.CATALOGUE.prepare("UPDATE group_buys SET card = '{}' WHERE id = ?").bind(ids[1]).run();
    await run();
    expect(await found("laptops")).toEqual([ids[0], ids[2]]);
    expect(log.lines).toMatchObject([{ event: "index.unreadable" }]);
  });

  test("an operator may ask for it, and what is as it should be is not written", async () => {
    await publish(2);
    expect(await rebuildIndex({ index, log }, NOW)).toMatchObject({ written: 0 });
    await env.SEARCH.prepare("DELETE FROM demands").run();
    expect(await rebuildIndex({ index, log }, NOW)).toMatchObject({ written: 2 });
  });
});

describe("S1: a new analyser", () => {
  test("writes what an older one wrote anew, and says since when and how many", async () => {
    const ids = await publish(5);
    await settle();
    await asIfBy(ANALYSER_VERSION - 1, ids);
    // Nothing is taken away while it goes on: what the old words say is found by them.
    expect(await found("oldwords")).toEqual(ids);
    expect(await standing()).toMatchObject({ isWhole: false });
    expect((await demandSearch.search({ q: "", limit: 10 })) as object).toMatchObject({
      value: { items: { length: 5 } },
    });
    expect(await keepIndex({ index: paged(2, 2), log }, NOW)).toMatchObject({ written: 2 });
    expect(await keeping()).toMatchObject({ rewritten: 2, rewrite_began_at_ms: NOW, rewrite_ended_at_ms: null });
    expect([await found("laptops"), await found("oldwords")]).toEqual([ids.slice(0, 2), ids.slice(2)]);
    await Promise.all([run(NOW + MINUTE), run(NOW + MINUTE)]);
    await run(NOW + 2 * MINUTE);
    expect(await found("laptops")).toEqual(ids);
    expect(await standing()).toMatchObject({ isWhole: true });
    expect(await keeping()).toMatchObject({
      rewritten: 5,
      rewrite_analyser: ANALYSER_VERSION,
      rewrite_began_at_ms: NOW,
      rewrite_ended_at_ms: expect.any(Number) as number,
    });
    const ended = await keeping();
    await run(NOW + 9 * MINUTE);
    expect(await keeping()).toMatchObject({ rewrite_ended_at_ms: ended["rewrite_ended_at_ms"], rewritten: 5 });
  });

  test("an older Worker beside a newer one brings facts, and leaves the newer words alone", async () => {
    const [id = ""] = await publish(1);
    await settle();
    await asIfBy(ANALYSER_VERSION + 1, [id]);
    await settle();
    await projection.apply(batch(1, 2, { entry: entry({ id, members: 31 }) }));
    expect(await found("oldwords")).toEqual([id]);
    const row = await env.SEARCH.prepare("SELECT version, analyser, hit ->> 'members' AS members FROM demands").first();
    expect(row).toEqual({ version: 2, analyser: ANALYSER_VERSION + 1, members: 31 });
    expect(await keeping()).toMatchObject({ rewrite_analyser: null });
    // One that is closed has no words at all, and one that is opened again those of whoever opens it.
    await projection.apply(batch(2, 3, { entry: entry({ id, state: "suspended" }) }));
    expect(await found("oldwords")).toEqual([]);
    await projection.apply(batch(3, 4, { entry: entry({ id }) }));
    expect([await found("oldwords"), await found("laptops")]).toEqual([[], [id]]);
  });

  test("no interest is held against words that an older analyser wrote: it waits until they are written anew", async () => {
    const ids = await publish(1);
    await asIfBy(ANALYSER_VERSION - 1, ids);
    const demands = createD1IndexedDemands(env.SEARCH);
    expect(await demands.read(ids)).toEqual([]);
    await run();
    expect((await demands.read(ids)).map(({ id }) => id)).toEqual(ids);
  });

  test("of a catalogue that was set back it takes the words and not the facts", async () => {
    const [id = ""] = await publish(1);
    await putDemand(env.SEARCH, entry({ id, members: 99 }), 9).run();
    await asIfBy(ANALYSER_VERSION - 1, [id]);
    await run();
    expect(await found("laptops")).toEqual([id]);
    const row = await env.SEARCH.prepare("SELECT version, analyser, hit ->> 'members' AS members FROM demands").first();
    expect(row).toEqual({ version: 9, analyser: ANALYSER_VERSION, members: 99 });
  });

  test("in any order of versions and analysers the newest facts win, newer words stay, and what is closed has none", async () => {
    const deliveries = fc.array(
      fc.record({ version: fc.integer({ min: 1, max: 6 }), analyser: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 8 },
    );
    const states = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }); // Whether it is open after each event.
    await fc.assert(
      fc.asyncProperty(deliveries, states, async (sent, isOpenAt) => {
        const id = groupBuyId((number += 1));
        const rowAt = ({ version, analyser }: { version: number; analyser: number }) => {
          const state = isOpenAt[version - 1] === true ? ("open" as const) : ("suspended" as const);
          const row = rowOf({ entry: entry({ id, members: version, state }), version });
          return { ...row, analyser, ...(state === "open" && { title: `words of ${String(analyser)}` }) };
        };
        const read = () =>
          env.SEARCH.prepare(
            "SELECT version, analyser, is_open, title, hit ->> 'members' AS members FROM demands WHERE id = ?",
          )
            .bind(id)
            .first<{ version: number; analyser: number; is_open: number; title: string; members: number }>();
        for (const one of sent) await putRows(env.SEARCH, [rowAt(one)]).run();
        const row = await read();
        const newest = Math.max(...sent.map(({ version }) => version));
        const isOpen = isOpenAt[newest - 1] === true;
        expect(row).toMatchObject({ version: newest, members: newest, is_open: isOpen ? 1 : 0 });
        expect(row?.title).toBe(isOpen ? `words of ${String(row?.analyser)}` : "");
        if (isOpenAt.every(Boolean)) expect(row?.analyser).toBe(Math.max(...sent.map(({ analyser }) => analyser)));
        for (const one of sent) await putRows(env.SEARCH, [rowAt(one)]).run();
        expect({ ...(await read()), analyser: 0, title: "" }).toEqual({ ...row, analyser: 0, title: "" });
      }),
      { numRuns: 60 },
    );
  });

  test("rows of older analysers are found by their index", async () => {
    const plan = await env.SEARCH.prepare(
      "EXPLAIN QUERY PLAN SELECT id FROM demands WHERE is_open = 1 AND analyser < 3 ORDER BY analyser, id LIMIT 5",
    ).all<{ detail: string }>();
    expect(plan.results.map(({ detail }) => detail).join()).toContain("demands_analyser_idx");
  });
});

describe("S2: as of when the index has everything", () => {
  test("a run that found nothing waiting says now; before the first one nobody knows", async () => {
    await publish(1);
    expect(await standing()).toEqual({ freshAtMs: null, isWhole: true });
    await run(NOW);
    expect(await standing()).toEqual({ freshAtMs: NOW, isWhole: true });
  });

  test("an index that is away: the catalogue keeps what it lacks, and it is written without the object", async () => {
    await settle();
    const id = groupBuyId(900);
    const away = createD1Projection(env.CATALOGUE, failing(env.SEARCH));
    const late = { ...batch(0, 1, { entry: entry({ id }) }), sinceMs: NOW - 40 * MINUTE };
    await expect(away.apply(late)).rejects.toThrow("Network connection lost");
    await expect(away.apply({ ...late, sinceMs: NOW - 30 * MINUTE })).rejects.toThrow("Network connection lost");
    expect(await index.oldestWaitMs(0)).toBe(NOW - 40 * MINUTE);
    expect(await run()).toMatchObject({ written: 1 });
    expect(await found("laptops")).toEqual([id]);
    expect(await standing()).toMatchObject({ freshAtMs: NOW });
    await projection.apply(late); // The object comes with it again, and it is there.
    expect(await index.oldestWaitMs(0)).toBeNull();
  });

  test("a catalogue that refuses or is away: the index keeps since when, until the delivery comes", async () => {
    await settle();
    const id = groupBuyId(901);
    const away = createD1Projection(failing(env.CATALOGUE), env.SEARCH);
    const late = { ...batch(0, 1, { entry: entry({ id }) }), sinceMs: NOW - 20 * MINUTE };
    await expect(away.apply(late)).rejects.toThrow("Network connection lost");
    const gap = { ...batch(4, 5, { entry: entry({ id: groupBuyId(902) }) }), sinceMs: NOW - 50 * MINUTE };
    await expect(projection.apply(gap)).rejects.toMatchObject({ code: "inbox-gap" });
    await run();
    expect(await standing()).toMatchObject({ freshAtMs: NOW - 50 * MINUTE });
    await projection.apply({ ...gap, afterSeq: 0 });
    await run(NOW + MINUTE);
    expect(await standing()).toMatchObject({ freshAtMs: NOW - 20 * MINUTE });
    await projection.apply(late);
    await run(NOW + 2 * MINUTE);
    expect(await standing()).toMatchObject({ freshAtMs: NOW + 2 * MINUTE });
  });

  test("one that is refused for more than an hour is told to operators, and makes no results old", async () => {
    await settle();
    const gap = { ...batch(4, 5, { entry: entry({ id: groupBuyId(904) }) }), sinceMs: NOW - 61 * MINUTE };
    await expect(projection.apply(gap)).rejects.toMatchObject({ code: "inbox-gap" });
    await run();
    expect(await standing()).toMatchObject({ freshAtMs: NOW });
    const vitals = createD1Vitals({ catalogue: env.CATALOGUE, search: env.SEARCH }, createHandClock(NOW));
    expect(await vitals.index(NOW - 60 * MINUTE)).toMatchObject({ freshAtMs: NOW, stuck: 1 });
    expect(await readIndexReport(env.CATALOGUE, env.SEARCH)).toMatchObject({
      waiting: { catalogue: { count: 1, sinceMs: NOW - 61 * MINUTE }, index: { count: 0, sinceMs: null } },
    });
  });

  test("whether all words are of this analyser is asked of an index, in each search", async () => {
    const plan = await env.SEARCH.prepare(`EXPLAIN QUERY PLAN ${STANDING}`).all<{ detail: string }>();
    const details = plan.results.map(({ detail }) => detail).join();
    expect(details).toContain("demands_analyser_idx (analyser<?)");
  });

  test("both away: nothing is put down, the fault is the delivery's own, and the mark stays where it was", async () => {
    await settle();
    const away = createD1Projection(failing(env.CATALOGUE), failing(env.SEARCH));
    await expect(away.apply(batch(0, 1, { entry: entry({ id: groupBuyId(903) }) }))).rejects.toThrow(
      "Network connection lost",
    );
    const lost = createD1IndexRecords(failing(env.CATALOGUE), env.SEARCH);
    await expect(keepIndex({ index: lost, log }, NOW + 9 * MINUTE)).rejects.toThrow("Network connection lost");
    expect(await standing()).toMatchObject({ freshAtMs: NOW });
  });

  test("an index that is being filled does not say that it has everything, and that it is not whole", async () => {
    await publish(5);
    await settle();
    await index.restart();
    await keepIndex({ index: paged(2, 2), log }, NOW + MINUTE);
    expect(await standing()).toEqual({ freshAtMs: NOW, isWhole: false });
  });
});

let number = 0;

async function publish(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => groupBuyId((number += 1)));
  for (const id of ids) await projection.apply(batch(0, 1, { entry: entry({ id }) }));
  return ids;
}

function run(nowMs = NOW) {
  return keepIndex({ index, log }, nowMs);
}

/** A whole look, both halves. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await run();
}

async function found(q: string): Promise<readonly string[]> {
  const matching = await demandSearch.matching(q);
  return matching.ok ? matching.value.toSorted() : [];
}

async function standing() {
  const listed = await demandSearch.search({ q: "", limit: 1 });
  const ranked = await demandSearch.search({ q: "laptops", limit: 1 });
  if (!listed.ok || !ranked.ok) throw new Error("no answer");
  expect(ranked.value.index).toEqual(listed.value.index);
  return listed.value.index;
}

async function keeping(): Promise<Record<string, unknown>> {
  return (await env.SEARCH.prepare("SELECT * FROM index_keeping").first()) ?? {};
}

async function asIfBy(analyser: number, ids: readonly string[]): Promise<void> {
  await env.SEARCH.prepare(
    "UPDATE demands SET analyser = ?1, title = 'oldwords', description = '', category_names = '' WHERE id IN (SELECT value FROM json_each(?2))",
  )
    .bind(analyser, JSON.stringify(ids))
    .run();
}

/** The same records in small portions, and a run that ends after one of them. */
function paged(rows: number, page: number): IndexRecords {
  let left = rows;
  return {
    ...index,
    outdated: (limit) => index.outdated(Math.min(limit, page)),
    compareCatalogue: (afterId) => index.compareCatalogue(afterId, page),
    move: async (...moved) => {
      left -= page;
      return (await index.move(...moved)) && left > 0;
    },
  };
}

function cutAt(step: string): IndexRecords {
  return new Proxy(index, {
    get: (target, name) =>
      name === step ? () => Promise.reject(new Error("cut")) : (Reflect.get(target, name) as unknown),
  });
}

/** A database on the far side of a broken network. */
function failing(database: D1Database): D1Database {
  const lost = () => Promise.reject(new Error("Network connection lost."));
  const statement = { bind: () => statement, run: lost, all: lost, first: lost };
  return new Proxy(database, {
    get: (target, name) => {
      if (name === "prepare") return () => statement;
      return name === "batch" ? lost : (Reflect.get(target, name) as unknown);
    },
  });
}
