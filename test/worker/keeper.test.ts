import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { createD1KeeperStore } from "../../worker/adapters/catalogue/keeper-store.ts";
import worker from "../../worker/main.ts";
import { call, directory, done, prepareDatabases } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

const store = createD1KeeperStore(env.CATALOGUE);

/** The minute's visit of the cron, in a deployment of that mode. */
async function cron(mode: "local" | "test" | "demo"): Promise<void> {
  const controller = { scheduledTime: Date.now(), cron: "* * * * *", noRetry: () => undefined };
  await worker.scheduled(controller, { ...env, DEPLOYMENT_MODE: mode });
}

async function openBells() {
  const { items } = await done<{
    items: { id: string; closesAt: string; members: number; verifiedQuantity: number }[];
  }>("GET", "/group-buys?sort=closing");
  return items;
}

test("nothing is made in `test`, nor in a `demo` that nobody looks at", async () => {
  await cron("test");
  await cron("demo");
  expect(await openBells()).toEqual([]);
});

test("two crons at once make one bell that rings within three minutes, and one that rings at once; each with members and an offer", async () => {
  const nowMs = Date.now();
  await Promise.all([cron("local"), cron("local")]);
  const bells = await openBells();
  expect(bells).toHaveLength(2);
  const inMs = bells.map(({ closesAt }) => Date.parse(closesAt) - nowMs);
  expect(inMs[0]).toBeLessThanOrEqual(16_000);
  expect(inMs[1]).toBeGreaterThan(75_000);
  expect(inMs[1]).toBeLessThanOrEqual(180_000);
  for (const { id } of bells) {
    const seen = await done<Record<string, unknown>>("GET", `/group-buys/${id}`);
    expect(seen).toMatchObject({ state: "open", price: { source: "offer" }, quantity: { held: 0 } });
    expect(seen["members"]).toBeGreaterThanOrEqual(5);
  }
  await cron("local");
  expect(await openBells()).toHaveLength(2);
});

test("its bell finds a deal that the start page tells, and demo people pay, ship and have nothing left to do", async () => {
  const [first] = await openBells();
  if (!first) throw new Error("There is no bell.");
  const left = Date.parse(first.closesAt) - Date.now() + 1_000;
  await done("POST", `/group-buys/${first.id}/sandbox-clock`, { body: { advanceMs: left } });
  const [card] = await directory.justClosed(Date.now(), 1);
  expect(card).toMatchObject({ id: first.id, deal: { members: first.members, quantity: first.verifiedQuantity } });
  expect(card?.deal?.unitPrice.amount).toBeLessThan(card?.deal?.targetUnitPrice.amount ?? 0);
  expect((await call("GET", `/group-buys/${first.id}`)).json).toMatchObject({
    state: "collecting",
    certificate: { outcome: "reached" },
  });

  // Its notes know the hour of the cron; the sandbox clock has gone ahead of that.
  const visit = async () => {
    const past = "UPDATE kept SET closes_at_ms = ?2, next_try_at_ms = ?2 WHERE group_buy_id = ?1";
    await env.CATALOGUE.prepare(past)
      .bind(first.id, Date.now() - 1_000)
      .run();
    await cron("local");
    await done("POST", `/group-buys/${first.id}/sandbox-clock`, { body: { advanceMs: 0 } });
    return (await call("GET", `/group-buys/${first.id}`)).json;
  };
  expect((await visit()).state).toBe("fulfilling");
  await visit();
  const orders = await env.CATALOGUE.prepare("SELECT DISTINCT state FROM memberships WHERE group_buy_id = ?1")
    .bind(first.id)
    .all();
  expect(orders.results).toEqual([{ state: "shipped" }]);
  expect((await store.kept(50)).map(({ groupBuyId }) => groupBuyId)).not.toContain(first.id);
});

test("one is alone at it, for a while; a clock that has been set back does not lock it for a month", async () => {
  const nowMs = Date.now();
  expect(await store.begin(nowMs, nowMs + 45_000)).not.toBeNull();
  expect(await store.begin(nowMs + 1, nowMs + 45_001)).toBeNull();
  await store.end(nowMs + 1); // Somebody else's.
  expect(await store.begin(nowMs + 1, nowMs + 45_001)).toBeNull();
  expect(await store.begin(nowMs + 45_000, nowMs + 90_000)).not.toBeNull();
  const monthAgoMs = nowMs - 30 * 86_400_000;
  expect(await store.begin(monthAgoMs, monthAgoMs + 45_000)).not.toBeNull();
  await store.end(monthAgoMs + 45_000);
  expect(await store.begin(monthAgoMs, monthAgoMs + 45_000)).not.toBeNull();
});
