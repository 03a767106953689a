import { beforeAll, expect, test } from "vitest";
import type { Order } from "../../worker/contract/offers.ts";
import {
  actor,
  booksOf,
  call,
  DAY,
  done,
  eur,
  HOUR,
  Life,
  prepareDatabases,
  type Person,
} from "../support/worker-life.ts";

beforeAll(prepareDatabases);

async function ordersOf(life: Life, merchant: Person): Promise<Order[]> {
  return (await done<{ items: Order[] }>("GET", `/orders?groupBuyId=${life.id}`, { token: merchant.token })).items;
}

test("A5, over REST: two merchants share it; each sees and ships their own, and each is paid for it", async () => {
  const life = await Life.published({ splitAllowed: true });
  expect(await life.view()).toMatchObject({ splitAllowed: true });
  const [bo, cy, mia, nora] = await Promise.all([
    actor("buyer", "Bo"),
    actor("buyer", "Cy"),
    actor("merchant", "Mia"),
    actor("merchant", "Nora"),
  ]);
  await life.join(bo, { quantity: 5 });
  await life.join(cy, { quantity: 3 });
  await life.offer(mia, { firm: true, quantityMaximum: 7, tiers: [{ fromQuantity: 5, unitPrice: eur(1_100) }] });
  await life.offer(nora, { firm: true, tiers: [{ fromQuantity: 2, unitPrice: eur(1_200) }] });
  await life.advanceTo(life.closesAtMs);
  expect(await life.view(cy)).toMatchObject({
    state: "collecting",
    award: { merchantName: "Mia", quantity: 7 },
    awards: [
      { merchantName: "Mia", quantity: 7, chosenBy: "rule" },
      { merchantName: "Nora", quantity: 3, chosenBy: "rest" },
    ],
    me: { membership: { award: { merchantName: "Nora", unitPrice: eur(1_200) } } },
    asked: [{ what: "pay_balance", amount: eur(3 * 1_250 - 600) }],
  });
  for (const person of [life.initiator, bo, cy]) await life.payBalance(person);
  await life.advance(HOUR);
  expect((await ordersOf(life, mia)).map(({ quantity }) => quantity)).toEqual([2, 5]);
  const [order] = await ordersOf(life, nora);
  expect(order).toMatchObject({ quantity: 3, state: "paid", paid: eur(3 * 1_250), address: { country: "DE" } });
  const body = { shippedAt: new Date().toISOString(), carrier: "Post", tracking: "T-1" };
  const wrong = await call("POST", `/orders/${order?.id}/shipments`, { token: mia.token, body });
  expect(wrong.json.slug).toBe("not-found");
  await life.ship(mia);
  await life.ship(nora);
  await life.advance(20 * DAY);
  const { state, awards } = await life.view();
  expect(state).toBe("settled");
  const books = await booksOf(life, ...(awards ?? []).map(({ merchantId }) => merchantId));
  expect(books).toMatchObject({ violations: [], standing: [] });
  expect(books.clearingMinor).toBe(books.bankMinor);
});
