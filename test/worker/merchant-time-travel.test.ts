/** L21: D1 is restored to a moment before it took a merchant's journals; the object knows better, and tells them again. */
import { env } from "cloudflare:workers";
import { applyD1Migrations, evictDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createD1GeneralLedger } from "../../worker/adapters/catalogue/projection.ts";
import { assert } from "../../worker/core/result.ts";
import { rememberMirror } from "../support/worker-time-travel.ts";
import { openShop, type Shop } from "../support/worker-shop.ts";

beforeAll(() => applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE));

const ledger = createD1GeneralLedger(env.CATALOGUE);

/** Where the general ledger's copy ends, and every balance that it has. */
async function copyOf({ merchantId }: Shop) {
  const [head, accounts] = await env.CATALOGUE.batch([
    env.CATALOGUE.prepare("SELECT position AS journals, hash AS head FROM journal_heads WHERE source_id = ?").bind(
      merchantId,
    ),
    env.CATALOGUE.prepare("SELECT id, currency, posted_minor FROM accounts ORDER BY id, currency"),
  ]);
  return { head: head?.results[0] ?? null, accounts: accounts?.results };
}

async function paid(name: string): Promise<{ readonly shop: Shop; readonly payoutId: string }> {
  const shop = await openShop(name);
  await shop.stub.credit(shop.credit);
  const payout = await shop.stub.payOut(shop.groupBuyId);
  assert(payout?.state === "paid", "paid out");
  return { shop, payoutId: payout.payoutId };
}

test("L21, time travel: a merchant's book that was set back is told again with its next journal", async () => {
  const before = await rememberMirror();
  const { shop, payoutId } = await paid("next");
  expect((await copyOf(shop)).head).toMatchObject({ journals: 2 });
  await before();
  expect((await copyOf(shop)).head).toBeNull();
  await evictDurableObject(shop.stub); // Nothing but storage knows how far it had come.

  await shop.stub.returned({ returnId: "back_1", payoutId, amountMinor: 300 });
  const { head } = await shop.stub.books();
  expect(head.journals).toBe(3);
  expect((await copyOf(shop)).head).toEqual({ journals: head.journals, head: head.head });
  expect(await ledger.appliedSeq?.(shop.merchantId)).toBe(head.seq);
});

test("L21, time travel: nothing new happens to it, and the close has it told again, once, to the same balances", async () => {
  const { shop, payoutId } = await paid("close");
  const before = await rememberMirror();
  await shop.stub.returned({ returnId: "back_2", payoutId, amountMinor: 300 });
  const told = await copyOf(shop);
  await before();
  const standsAt = (await ledger.appliedSeq?.(shop.merchantId)) ?? 0;
  expect(standsAt).toBe(2);

  // As the close asks it to, twice because a close may be cut off.
  for (let tries = 0; tries < 2; tries += 1) await shop.stub.redrain(standsAt);
  expect(await copyOf(shop)).toEqual(told);
  const { head } = await shop.stub.books();
  expect(told.head).toEqual({ journals: head.journals, head: head.head });
});

test("L21, time travel: D1 is away while it would be told, and hears all of it when it is asked again", async () => {
  const before = await rememberMirror();
  const { shop, payoutId } = await paid("away");
  await before();
  const insert = "CREATE TRIGGER away BEFORE INSERT ON journals BEGIN SELECT RAISE(ABORT, 'away'); END";
  await env.CATALOGUE.prepare(insert).run();
  await shop.stub.returned({ returnId: "back_3", payoutId, amountMinor: 300 });
  expect((await copyOf(shop)).head).toBeNull();
  await env.CATALOGUE.prepare("DROP TRIGGER away").run();

  await shop.stub.redrain(0);
  const { head } = await shop.stub.books();
  expect((await copyOf(shop)).head).toEqual({ journals: head.journals, head: head.head });
});
