import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createD1Directory } from "../../worker/adapters/catalogue/directory.ts";
import { createD1MerchantRecords } from "../../worker/adapters/catalogue/merchant-records.ts";
import { createD1OperatorDirectory } from "../../worker/adapters/catalogue/operator-directory.ts";
import { createD1Projection, ProjectionFault } from "../../worker/adapters/catalogue/projection.ts";
import { createD1Watch } from "../../worker/adapters/catalogue/watch.ts";
import { NO_DEEDS } from "../../worker/app/merchants/records.ts";
import type { DeedsEntry } from "../../worker/app/projection.ts";
import { createD1IndexRecords } from "../../worker/adapters/search/index-records.ts";
import { rebuildIndex } from "../../worker/app/search/index-keeping.ts";
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import { batch, entry, groupBuyId, journal } from "../support/catalogue-entry.ts";
import { createKeptLog } from "../support/edge-doubles.ts";

const projection = createD1Projection(env.CATALOGUE, env.SEARCH);
const demandSearch = createD1DemandSearch(env.SEARCH);
const directory = createD1Directory(env.CATALOGUE, demandSearch);
const watch = createD1Watch(env.CATALOGUE);

let number = 0;
/** A group-buy no other test knows, so that nothing needs to be wiped. */
let id = groupBuyId(0);

beforeAll(async () => {
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
});

beforeEach(() => {
  number += 1;
  id = groupBuyId(number);
});

describe("the outbox arrives at least once and is applied once", () => {
  test("a batch fills every table", async () => {
    await projection.apply({
      ...first(),
      memberships: [
        {
          memberId: `mb_${number}`,
          personId: `usr_${number}`,
          isInitiator: true,
          state: "active",
          quantity: 2,
          confirmAtMs: null,
        },
      ],
      offers: [
        { offerId: `of_${number}`, merchantId: `mer_${number}`, version: 2, state: "submitted", submittedAtMs: 5 },
      ],
      journals: [journal(`tr_${number}`, 3_000)],
      notices: [{ key: `n_${number}`, personId: "usr_1", kind: "joined", facts: { quantity: 2 }, atMs: 9 }],
    });

    expect(await directory.cardOf(id)).toEqual(entry({ id }).card);
    expect(await directory.membershipsOf(`usr_${number}`)).toEqual([
      { groupBuyId: id, memberId: `mb_${number}`, state: "active", isInitiator: true },
    ]);
    expect(await directory.offersOf(`mer_${number}`, 10)).toEqual({
      ok: true,
      value: {
        items: [{ offerId: `of_${number}`, groupBuyId: id, version: 2, state: "submitted", submittedAtMs: 5 }],
        next: null,
      },
    });
    expect(await directory.ledgerOf(id)).toEqual([journal(`tr_${number}`, 3_000)]);
    const notice = await env.CATALOGUE.prepare("SELECT facts FROM notices WHERE key = ?").bind(`n_${number}`).first();
    expect(notice).toEqual({ facts: '{"quantity":2}' });
  });

  test("twice changes nothing", async () => {
    const act = { id: `${id}.1`, atMs: 5, operatorId: "usr_o", action: "suspend", reason: "Reported." };
    const waiting = { kind: "review", ref: "", fromMs: 5, facts: {} };
    const deeds = [{ ...NO_DEEDS, merchantId: `mer_${number}`, settled: 1 }];
    const once = { ...first(), journals: [journal(`tr_${number}`, 3_000)], acts: [act], attention: [waiting], deeds };
    await projection.apply(once);
    const before = await rowsOfEveryTable();
    await projection.apply(once);
    expect(await rowsOfEveryTable()).toEqual(before);
  });

  test("OP1: what waits takes the place of what waited, and a late repeat does not bring it back", async () => {
    const operators = createD1OperatorDirectory(env.CATALOGUE);
    const waiting = (kind: string, facts = {}, fromMs = 5) => ({ kind, ref: "", fromMs, facts });
    const kinds = async (operatorId: string, nowMs = 5) =>
      (await operators.attention({ operatorId, nowMs }, 1_000))
        .filter(({ groupBuyId }) => groupBuyId === id)
        .map(({ kind }) => kind);
    await projection.apply({ ...first(), attention: [waiting("review")] });
    const proposed = waiting("cancel_proposed", { operatorId: "usr_otto" });
    await projection.apply({ ...at(1, 2), attention: [proposed, waiting("suspended", {}, 9)] });
    await projection.apply({ ...first(), attention: [waiting("review")] });
    expect(await kinds("usr_olga")).toEqual(["cancel_proposed"]);
    expect(await kinds("usr_otto")).toEqual([]); // Who proposed it waits for somebody else.
    expect(await kinds("usr_otto", 9)).toEqual(["suspended"]);
    await projection.apply(at(2, 3));
    expect(await kinds("usr_olga", 9)).toEqual([]);
  });

  test("O7: what a merchant has done takes the place of what was told of it, once per group-buy, and adds up over all", async () => {
    const records = createD1MerchantRecords(env.CATALOGUE);
    const merchantId = `mer_deeds_${number}`;
    const deeds = (some: Partial<DeedsEntry>) => [{ ...NO_DEEDS, merchantId, ...some }];
    expect(await records.of(merchantId)).toEqual(NO_DEEDS);
    await projection.apply({ ...first(), deeds: deeds({ units: 3 }) });
    await projection.apply({ ...at(1, 2), deeds: deeds({ units: 8, settled: 1, disputesLost: 1 }) });
    await projection.apply({ ...at(1, 2), deeds: deeds({ units: 8, settled: 1, disputesLost: 1 }) }); // Twice.
    await projection.apply({ ...first(), deeds: deeds({ units: 3 }) }); // Late.
    await expect(projection.apply({ ...at(5, 6), deeds: deeds({ breached: 1 }) })).rejects.toThrow(ProjectionFault);
    expect(await records.of(merchantId)).toEqual({ ...NO_DEEDS, units: 8, settled: 1, disputesLost: 1 });
    await projection.apply({ ...at(2, 3), deeds: [] }); // Nothing said is nothing undone.

    number += 1;
    id = groupBuyId(number);
    await projection.apply({ ...first(), deeds: deeds({ declined: 1, breached: 1 }) });
    const inAll = { settled: 1, units: 8, declined: 1, breached: 1, disputesLost: 1 };
    expect(await records.of(merchantId)).toEqual(inAll);
    await env.CATALOGUE.prepare(
      "INSERT INTO merchants (id, name, country, registration, state, created_at_ms) VALUES (?, 'M', 'DE', '1', 'pending', 1)",
    )
      .bind(merchantId)
      .run();
    const operators = createD1OperatorDirectory(env.CATALOGUE);
    expect((await operators.merchant(merchantId))?.record).toEqual(inAll);
  });

  test("a late repeat does not bring the past back", async () => {
    await projection.apply(first());
    await projection.apply(at(1, 2, { state: "closing", members: 12 }));
    await projection.apply(first());
    expect((await directory.cardOf(id))?.members).toBe(12);
    expect(await found()).toBe(false);
  });

  test("an overlap applies what is new and nothing again", async () => {
    await projection.apply({ ...first(), journals: [journal(`tr_${number}_a`, 10)] });
    await projection.apply({ ...at(0, 2), journals: [journal(`tr_${number}_a`, 10), journal(`tr_${number}_b`, 20)] });
    const ledger = await directory.ledgerOf(id);
    expect(ledger.map(({ entries }) => entries[0]?.amountMinor)).toEqual([10, 20]);
  });

  test("a batch that leaves a gap is refused and leaves no trace", async () => {
    await expect(projection.apply(at(3, 4))).rejects.toMatchObject({ name: "ProjectionFault", code: "inbox-gap" });
    expect(await directory.cardOf(id)).toBeNull();

    await projection.apply(first());
    await expect(projection.apply(at(2, 3, { members: 99 }))).rejects.toThrow(ProjectionFault);
    expect((await directory.cardOf(id))?.members).not.toBe(99);
  });

  test("a batch that fails in the middle rolls back whole and can be sent again", async () => {
    const bad = {
      ...first(),
      journals: [journal(`tr_${number}`, 5, { entries: [{ account: "dep:x", amountMinor: 5 }] })],
    };
    await expect(projection.apply(bad)).rejects.toMatchObject({ code: "journal-too-short" });
    expect(await directory.cardOf(id)).toBeNull();
    expect(await directory.ledgerOf(id)).toEqual([]);

    await projection.apply({ ...first(), journals: [journal(`tr_${number}`, 5)] });
    expect(await directory.ledgerOf(id)).toHaveLength(1);
  });

  test("any order and repetition of a log's batches ends where the log ends", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { maxLength: 14 }), async (order) => {
        number += 1;
        id = groupBuyId(number);
        for (const step of [...order, 0, 1, 2, 3, 4]) {
          const sent = {
            ...at(step, step + 1, { members: step + 1 }),
            journals: [journal(`tr_${number}_${step}`, step + 1)],
          };
          await projection.apply(sent).catch((error: unknown) => expect(error).toMatchObject({ code: "inbox-gap" }));
        }
        expect((await directory.cardOf(id))?.members).toBe(5);
        expect(await directory.ledgerOf(id)).toHaveLength(5);
      }),
      { numRuns: 15 },
    );
  });

  test("when the index was away, sending the batch again repairs it", async () => {
    const away = createD1Projection(env.CATALOGUE, unreachable());
    await expect(away.apply(first())).rejects.toThrow("Network connection lost");
    expect(await directory.cardOf(id)).not.toBeNull();
    expect(await found()).toBe(false);

    await projection.apply(first());
    expect(await found()).toBe(true);
  });

  test("hundreds of rows in one batch stay under the limit of parameters", async () => {
    const many = Array.from({ length: 400 }, (_, index) => index);
    await projection.apply({
      ...first(),
      memberships: many.map((index) => ({
        memberId: `mb_${number}_${index}`,
        personId: `usr_many_${number}`,
        isInitiator: false,
        state: "active",
        quantity: 1,
        confirmAtMs: null,
      })),
      journals: many.map((index) => journal(`tr_${number}_${index}`, index + 1)),
    });
    expect(await directory.membershipsOf(`usr_many_${number}`)).toHaveLength(400);
    expect(await directory.ledgerOf(id)).toHaveLength(400);
  });
});

describe("the general ledger guards itself", () => {
  test("L6 a known journal id with other content is a named conflict and rolls back", async () => {
    await projection.apply({ ...first(), journals: [journal(`tr_${number}`, 10)] });
    const entries = [
      { account: "prov:sandbox:clearing", amountMinor: 10 },
      { account: "dep:dep_2", amountMinor: -10 },
    ];
    for (const [other, what] of [
      [journal(`tr_${number}`, 11), "amount"],
      [journal(`tr_${number}`, 10, { entries }), "accounts"],
      [journal(`tr_${number}`, 10, { kind: "refund" }), "kind"],
      [journal(`tr_${number}`, 10, { refId: "dep_2" }), "reference"],
      [journal(`tr_${number}`, 10, { currency: "EUR" }), "currency"],
      [journal(`tr_${number}`, 10, { atMs: 2_000 }), "instant"],
    ] as const) {
      const sent = { ...at(1, 2, { members: 77 }), journals: [other] };
      await expect(projection.apply(sent)).rejects.toMatchObject({
        code: "journal-conflict",
        conflict: `transfer-exists-different-${what}`,
      });
    }
    expect((await directory.cardOf(id))?.members).not.toBe(77);
    expect(await directory.ledgerOf(id)).toEqual([journal(`tr_${number}`, 10)]);
  });

  test("L1 an unbalanced journal is refused", async () => {
    const entries = [
      { account: "prov:sandbox:clearing", amountMinor: 10 },
      { account: "dep:x", amountMinor: -9 },
    ];
    const sent = { ...first(), journals: [journal(`tr_${number}`, 10, { entries })] };
    await expect(projection.apply(sent)).rejects.toMatchObject({ code: "journal-unbalanced" });
  });

  test("what is posted cannot be changed, extended, unsealed or removed", async () => {
    await projection.apply({ ...first(), journals: [journal(`tr_${number}`, 10)] });
    for (const attempt of [
      "UPDATE entries SET amount_minor = 1",
      "DELETE FROM entries",
      "UPDATE journals SET kind = 'gift'",
      "UPDATE journals SET sealed = 0",
      "DELETE FROM journals",
      "DELETE FROM accounts",
      `INSERT INTO entries VALUES ('tr_${number}', 9, 'dep:x', 'USD', 5)`,
      "INSERT INTO journals (id, source_id, kind, ref_id, currency, at_ms, content, sealed) VALUES ('tr_new', 'gb', 'capture', 'dep', 'USD', 1, '[]', 1)",
    ]) {
      await expect(env.CATALOGUE.prepare(attempt).run(), attempt).rejects.toThrow("journal-immutable");
    }
  });

  test("the trial balance is zero in every currency and the kept balances agree with the entries", async () => {
    const inYen = [
      { account: "prov:sandbox:clearing", amountMinor: 50 },
      { account: `dep:dep_yen_${number}`, amountMinor: -50 },
    ];
    await projection.apply({
      ...first(),
      journals: [journal(`tr_${number}_a`, 700), journal(`tr_${number}_b`, 50, { currency: "JPY", entries: inYen })],
    });
    const balances = await directory.trialBalance();
    expect(balances.map(({ currency }) => currency)).toEqual(["JPY", "USD"]);
    expect(balances.every(({ sumMinor, accountsOff }) => sumMinor === 0 && accountsOff === 0)).toBe(true);
    expect(balances.find(({ currency }) => currency === "JPY")).toMatchObject({ entries: 2, debitMinor: 50 });

    await env.CATALOGUE.prepare("UPDATE accounts SET posted_minor = posted_minor + 1 WHERE currency = 'JPY'").run();
    expect((await directory.trialBalance()).find(({ currency }) => currency === "JPY")?.accountsOff).toBe(2);
    await env.CATALOGUE.prepare("UPDATE accounts SET posted_minor = posted_minor - 1 WHERE currency = 'JPY'").run();
  });
});

describe("the directory", () => {
  test("cards page by keyset in each order without loss or repetition", async () => {
    const ids = await publishFive("GBP");
    for (const [sort, expected] of [
      ["closing", [0, 1, 2, 3, 4]],
      ["newest", [4, 3, 2, 1, 0]],
      ["nearly", [2, 1, 0]],
    ] as const) {
      const seen: string[] = [];
      let after;
      do {
        const page = await directory.cards({ sort, currency: "GBP", limit: 2, ...(after ? { after } : {}) });
        if (!page.ok) throw new Error(page.error.code);
        seen.push(...page.value.items.map((item) => item.id));
        after = page.value.next;
      } while (after !== null);
      expect(seen, sort).toEqual(expected.map((index) => ids[index]));
    }
  });

  test("cards are filtered by category, country and words, and drafts never show", async () => {
    const [coffee = ""] = await publishFive("CHF", {
      category: "food",
      shipTo: ["CH", "LI"],
      title: "Röstkaffee",
      language: "de",
    });
    await projection.apply(
      batch(0, 1, { entry: entry({ id: groupBuyId(++number), currency: "CHF" }, { isPublic: false }) }),
    );

    const idsOf = async (filters: object): Promise<readonly string[]> => {
      const page = await directory.cards({ sort: "closing", currency: "CHF", limit: 10, ...filters });
      return page.ok ? page.value.items.map((item) => item.id) : [page.error.code];
    };
    expect(await idsOf({})).toHaveLength(5);
    expect(await idsOf({ country: "LI" })).toContain(coffee);
    expect(await idsOf({ country: "DE" })).toEqual([]);
    expect(await idsOf({ category: "pets" })).toEqual([]);
    expect(await idsOf({ q: "rostkaffee" })).toHaveLength(5);
    expect(await idsOf({ q: "umbrella" })).toEqual([]);
    expect(await idsOf({ after: { values: ["x"] } })).toEqual(["cursor-invalid"]);
    expect(await idsOf({ q: "x".repeat(201) })).toEqual(["query-too-long"]);
  });

  test("a draft is already among its initiator's group-buys", async () => {
    const draft = entry({ id, state: "draft" }, { isPublic: false, initiatorId: `usr_${number}` });
    await projection.apply(batch(0, 1, { entry: draft }));
    expect(await directory.membershipsOf(`usr_${number}`)).toEqual([
      { groupBuyId: id, memberId: null, state: null, isInitiator: true },
    ]);
  });

  test("the watchdog sees what is overdue, longest first, and nothing that has ended", async () => {
    const [a, b, c] = [groupBuyId(++number), groupBuyId(++number), groupBuyId(++number)];
    await projection.apply(batch(0, 1, { entry: entry({ id: a }, { nextDueAtMs: 200 }) }));
    await projection.apply(batch(0, 1, { entry: entry({ id: b }, { nextDueAtMs: 100 }) }));
    await projection.apply(batch(0, 1, { entry: entry({ id: c }, { nextDueAtMs: null }) }));
    expect(await watch.overdue(99, 10)).toEqual([]);
    expect(await watch.overdue(200, 10)).toEqual([
      { kind: "group-buy", id: b },
      { kind: "group-buy", id: a },
    ]);
    expect(await watch.overdue(200, 1)).toEqual([{ kind: "group-buy", id: b }]);
    await watch.woken([{ kind: "group-buy", id: b, nextDueAtMs: 500 }], 200);
    expect(await watch.overdue(499, 10)).toEqual([{ kind: "group-buy", id: a }]);
    await watch.woken([{ kind: "group-buy", id: a, nextDueAtMs: null }], 499);
    expect(await watch.overdue(499, 10)).toEqual([]);
  });

  test("a tag leads back to its group-buy", async () => {
    await projection.apply(first());
    const { tag } = (await env.CATALOGUE.prepare("SELECT tag FROM group_buys WHERE id = ?")
      .bind(id)
      .first<{ tag: number }>()) ?? {
      tag: -1,
    };
    expect(await directory.groupBuysByTag(tag)).toEqual([id]);
  });

  test("each order of the list reads its own index", async () => {
    for (const [key, index] of [
      ["closes_at_ms", "group_buys_closing_idx"],
      ["published_at_ms", "group_buys_newest_idx"],
    ]) {
      const plan = await env.CATALOGUE.prepare(
        `EXPLAIN QUERY PLAN SELECT card FROM group_buys WHERE (is_public = 1 AND state = 'open') ORDER BY ${key}, id LIMIT 20`,
      ).all<{ detail: string }>();
      expect(plan.results.map(({ detail }) => detail).join()).toContain(index);
    }
  });
});

test("the index can be rebuilt from the catalogue", async () => {
  await projection.apply(first());
  await env.SEARCH.prepare("DELETE FROM demands").run();
  expect(await found()).toBe(false);
  await rebuildIndex({ index: createD1IndexRecords(env.CATALOGUE, env.SEARCH), log: createKeptLog() }, 0);
  expect(await found()).toBe(true);
});

function first() {
  return at(0, 1);
}

function at(afterSeq: number, throughSeq: number, overrides: Parameters<typeof entry>[0] = {}) {
  return batch(afterSeq, throughSeq, { entry: entry({ id, ...overrides }) });
}

async function found(): Promise<boolean> {
  const matching = await demandSearch.matching("laptop");
  return matching.ok && matching.value.includes(id);
}

/** Five public cards; each closes and was published a second after the one before; the first three have a next tier. */
async function publishFive(currency: string, overrides: Parameters<typeof entry>[0] = {}): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const step of [0, 1, 2, 3, 4]) {
    const fresh = groupBuyId(++number);
    const price = {
      current: { amount: 100, currency },
      source: "offer" as const,
      tiers: [],
      ...(step < 3 ? { nextTier: { missing: 30 - step * 10, unitPrice: { amount: 90, currency } } } : {}),
    };
    const shown = entry({
      id: fresh,
      currency,
      closesAt: new Date(1_800_000_000_000 + step * 1_000).toISOString(),
      publishedAt: new Date(1_700_000_000_000 + step * 1_000).toISOString(),
      price,
      ...overrides,
    });
    await projection.apply(batch(0, 1, { entry: shown }));
    ids.push(fresh);
  }
  return ids;
}

async function rowsOfEveryTable(): Promise<unknown> {
  const tables = [
    "inbox_heads",
    "group_buys",
    "memberships",
    "offers",
    "journals",
    "entries",
    "accounts",
    "notices",
    "audit",
    "attention",
    "merchant_deeds",
  ];
  const catalogue = await env.CATALOGUE.batch(tables.map((table) => env.CATALOGUE.prepare(`SELECT * FROM ${table}`)));
  const index = await env.SEARCH.batch([
    env.SEARCH.prepare("SELECT * FROM demands"),
    env.SEARCH.prepare("SELECT * FROM demand_totals"),
  ]);
  return [...catalogue, ...index].map(({ results }) => results);
}

/** A database on the far side of a broken network. */
function unreachable(): D1Database {
  return new Proxy(env.SEARCH, {
    get(target, name) {
      if (name === "prepare")
        return () => ({ bind: () => ({ run: () => Promise.reject(new Error("Network connection lost.")) }) });
      const value: unknown = Reflect.get(target, name);
      return value;
    },
  });
}
