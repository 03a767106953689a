import { beforeAll, expect, test } from "vitest";
import type { MerchantStanding, MerchantStatement } from "../../worker/contract/merchant-statement.ts";
import { monthAfter } from "../../worker/core/time/months.ts";
import { exports } from "cloudflare:workers";
import { actor, call, DAY, done, Life, ORIGIN, prepareDatabases } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

test("B2: award, fee, reserve and payout, each with the balance after it; the same month as a file", async () => {
  const life = await Life.published();
  const [bo, cy, merchant] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy"), actor("merchant", "Rö")]);
  await life.join(bo);
  await life.join(cy);
  await life.offer(merchant);
  await life.advanceTo(life.closesAtMs);
  for (const person of [life.initiator, bo, cy]) await life.payBalance(person);
  await life.rest();
  await life.ship(merchant);
  await life.advance(11 * DAY);

  const { token } = merchant;
  const statement = await done<MerchantStatement>("GET", "/merchants/me/statement", { token });
  expect(statement.months).toEqual([statement.month]);
  const [{ currency, opening, lines, closing } = { currency: "", opening: null, lines: [], closing: null }] =
    statement.currencies;
  expect([currency, opening]).toEqual(["EUR", { total: 0, payable: 0, reserve: 0, underway: 0, debt: 0 }]);
  expect(lines.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["awarded", "payout_planned", "payout_settled"]) as unknown,
  );
  let balanceMinor = 0;
  for (const { kind, change, balance, groupBuyId, groupBuyTitle, goods, fee } of lines) {
    expect(change.total).toBe(change.payable + change.reserve + change.underway - change.debt);
    balanceMinor += change.total;
    expect(balance, kind).toBe(balanceMinor);
    expect([groupBuyId, groupBuyTitle], kind).toEqual([life.id, "Green coffee"]);
    if (kind === "awarded") expect((goods ?? 0) - (fee ?? 0)).toBe(change.total);
    if (kind === "payout_planned") expect(change.total, "money on its way is still theirs").toBe(0);
  }
  expect(closing).toMatchObject({ total: balanceMinor, payable: 0, underway: 0, reserve: balanceMinor });
  expect(balanceMinor).toBeGreaterThan(0); // What is kept in reserve.
  const paid = await done<{ items: { state: string; amount: { amount: number } }[] }>("GET", "/payouts", { token });
  const paidMinor = paid.items
    .filter(({ state }) => state === "paid")
    .reduce((sum, { amount }) => sum + amount.amount, 0);
  expect(
    -lines.filter(({ kind }) => kind === "payout_settled").reduce((sum, { change }) => sum + change.total, 0),
  ).toBe(paidMinor);

  const file = await exports.default.fetch(`${ORIGIN}/api/v1/merchants/me/statement.csv?month=${statement.month}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const rows = (await file.text()).trimEnd().split("\r\n");
  // Below the closing balance of the month that runs: what is held back now, and until when (B4).
  const [held] = rows.slice(1 + 1 + lines.length + 1);
  expect(rows).toHaveLength(1 + 1 + lines.length + 1 + 1);
  const until = String(held?.split(",")[1]);
  expect(Date.parse(until)).toBeGreaterThan(Date.now() + 80 * DAY);
  const [reserveText, place] = [(balanceMinor / 100).toFixed(2), `${life.id},Green coffee`];
  expect(held).toBe(`,${until},now_held_reserve,EUR,,,,,,,,${reserveText},${place},reserve,`);
  expect(rows[1]).toBe(",,opening,EUR,,,,,,,,0.00,,,,");
  expect(rows.at(-2)).toBe(`,,closing,EUR,,,,,,,,${(balanceMinor / 100).toFixed(2)},,,,`);

  const standing = await done<MerchantStanding>("GET", "/merchants/me/standing", { token });
  const part = { payable: 0, reserve: balanceMinor, underway: 0, debt: 0, calledBack: 0, isPaused: false };
  const one = { kind: "reserve", why: "reserve", groupBuyId: life.id, groupBuyTitle: "Green coffee" };
  expect(standing.currencies).toEqual([
    { currency: "EUR", ...part, heldBack: [{ ...one, amount: balanceMinor, until }], chargebacks: [] },
  ]);
  expect((await call("GET", "/merchants/me/standing", { token: bo.token })).status).toBe(403);

  // The month after has what this one has left, and the one before nothing.
  const next = await done<MerchantStatement>("GET", `/merchants/me/statement?month=${monthAfter(statement.month)}`, {
    token,
  });
  expect(next.currencies).toEqual([{ currency: "EUR", opening: closing, lines: [], closing }]);
  const before = await done<MerchantStatement>("GET", "/merchants/me/statement?month=2020-01", { token });
  expect(before.currencies).toEqual([]);
  expect((await call("GET", "/merchants/me/statement?month=2026-13", { token })).status).toBe(400);
  expect((await call("GET", "/merchants/me/statement", { token: bo.token })).status).toBe(403);
});
