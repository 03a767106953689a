import { beforeAll, describe, expect, test } from "vitest";
import type { JoinAnswer, Membership } from "../../worker/contract/group-buy.ts";
import {
  actor,
  bank,
  booksOf,
  call,
  DAY,
  done,
  HOUR,
  Life,
  MINUTE,
  prepareDatabases,
  SECOND,
  type Person,
} from "../support/worker-life.ts";
import { lineTo } from "../support/worker-socket.ts";

beforeAll(prepareDatabases);

const change = (life: Life, { token }: Person, quantity: number, key?: string) =>
  call("PATCH", `/group-buys/${life.id}/joins/me`, {
    token,
    body: { quantity, instrument: "sandbox:ok" },
    ...(key !== undefined && { key }),
  });
const mine = async (life: Life, person: Person): Promise<Membership | undefined> =>
  (await life.view(person)).me?.membership;

describe("M7 over REST", () => {
  test("more, with a receipt and a deposit of its own; told twice it happens once", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo);
    const first = await change(life, bo, 4, "more-1");
    expect(first.status).toBe(200);
    const { receipt, leg } = first.json as JoinAnswer;
    expect(receipt).toMatchObject({ accepted: true, code: null });
    expect(leg).toMatchObject({ purpose: "deposit", amount: { amount: 400, currency: "EUR" } });
    expect((await change(life, bo, 4, "more-1")).text).toBe(first.text);
    await life.rest();
    expect(await mine(life, bo)).toMatchObject({ quantity: 4, parts: [{ quantity: 2, receiptId: receipt.id }] });
    expect((await life.view()).quantity).toMatchObject({ held: 0, verified: 6 });
    expect(await done("GET", `/receipts/${receipt.id}`)).toEqual(receipt);
  });

  test("over the open line: the same command, answered with seat and receipt", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo);
    await life.rest();
    const line = await lineTo(life.id, bo);
    line.say({ t: "c", id: "c1", quantity: 3, instrument: "sandbox:ok" });
    expect(await line.next("r")).toMatchObject({
      id: "c1",
      ok: true,
      membership: { quantity: 2, parts: [{ quantity: 1 }] },
      receipt: { accepted: true },
    });
    line.say({ t: "c", id: "c2", quantity: 99 });
    expect(await line.next("r")).toMatchObject({
      ok: false,
      problem: { slug: "quantity-out-of-range" },
      receipt: { accepted: false },
    });
    line.close();
  });

  test("a change that is refused has a receipt that says so", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo);
    const refused = await change(life, bo, 9);
    expect(refused.json).toMatchObject({
      slug: "quantity-out-of-range",
      receipt: { accepted: false, code: "quantity-out-of-range" },
    });
    expect((await change(life, await actor("buyer", "Cy"), 3)).status).toBe(404);
  });

  test("of a deposit that was taken the surplus comes back from the bank, and the rest when the seat ends", async () => {
    const closesAt = new Date(Math.ceil((Date.now() + 14 * DAY) / SECOND) * SECOND).toISOString();
    const life = await Life.published({ closesAt });
    const bo = await actor("buyer", "Bo");
    await life.join(bo, { quantity: 4 });
    await life.rest();
    await life.advance(6 * DAY);
    expect((await life.legsOf(bo)).map(({ state }) => state)).toEqual(["captured"]);
    await bank.plantFault(life.id, "refund", "lost-after", 1); // It happens, and we do not hear of it.
    expect((await change(life, bo, 1)).status).toBe(200);
    await life.advance(MINUTE);
    expect(await life.legsOf(bo)).toMatchObject([{ state: "captured", returned: { amount: 600 } }]);
    await done("DELETE", `/group-buys/${life.id}/joins/me`, { token: bo.token });
    await life.rest();
    expect(await life.legsOf(bo)).toMatchObject([{ state: "refunded", returned: { amount: 800 } }]);
    const books = await booksOf(life);
    expect(books.violations).toEqual([]);
    expect(books.clearingMinor).toBe(books.bankMinor);
  });

  test("of a hold only what is needed is taken, and the rest let go in the same step", async () => {
    const life = await Life.published({ quantityMinimum: 3 });
    const [bo, nora] = await Promise.all([actor("buyer", "Bo"), actor("merchant", "Nora")]);
    await life.join(bo, { quantity: 4 });
    await life.offer(nora);
    await change(life, bo, 1);
    expect(await life.legsOf(bo)).toMatchObject([{ state: "held", surplus: { amount: 600 } }]);
    await life.advanceTo(life.closesAtMs);
    for (const person of [bo, life.initiator]) expect((await life.payBalance(person)).status).toBe(202);
    await life.rest();
    const [deposit] = await life.legsOf(bo);
    const { value } = (await bank.read({ groupBuyId: life.id, depositId: deposit?.id ?? "" })) as never as {
      value: unknown;
    };
    expect(value).toMatchObject({ state: "captured", capturedMinor: 200 });
    expect((await booksOf(life)).violations).toEqual([]);
  });
});

describe("G8 with the bank", () => {
  test("the initiator's deposit is taken and paid out to the members; lost answers and failures cost nobody anything", async () => {
    const life = await Life.published();
    const [bo, cy] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy")]);
    await life.join(bo, { quantity: 2 });
    await life.join(cy, { quantity: 1 });
    await life.rest();
    expect((await life.view(life.initiator)).me?.stake).toEqual({
      amount: { amount: 400, currency: "EUR" },
      members: 2,
    });
    await bank.plantFault(life.id, "payout", "payout-fails", 1);
    const cancelled = await done<{ state: string; forfeit: unknown }>("POST", `/group-buys/${life.id}/cancel`, {
      token: life.initiator.token,
      body: { reason: "I have moved." },
    });
    expect(cancelled).toMatchObject({ state: "cancelled", forfeit: { why: "cancelled", members: 2 } });
    await life.advance(2 * MINUTE);
    for (const person of [bo, cy]) {
      expect((await life.legsOf(person)).map(({ purpose, state, amount }) => [purpose, state, amount.amount])).toEqual([
        ["deposit", "released", person === bo ? 400 : 200],
        ["share", "paid_out", 200],
      ]);
    }
    expect(await life.legsOf(life.initiator)).toMatchObject([{ state: "forfeited" }]);
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [], clearingMinor: 0, bankMinor: 0 });
    expect((await life.events()).filter((type) => type === "share_failed")).toHaveLength(1);
  });
});

describe("operators over REST", () => {
  test("T7: two of them move the deadline after an incident", async () => {
    const life = await Life.published();
    const [otto, olga] = await Promise.all([actor("operator", "Otto"), actor("operator", "Olga")]);
    const closesAt = new Date(life.closesAtMs + HOUR).toISOString();
    const extend = ({ token }: Person) =>
      call("POST", `/operator/group-buys/${life.id}/extend`, {
        token,
        body: { closesAt, reason: "Nobody could reach us." },
      });
    expect((await extend(otto)).json.closesAt).toBe(new Date(life.closesAtMs).toISOString());
    expect((await extend(otto)).json.slug).toBe("state-conflict");
    expect((await extend(olga)).json).toMatchObject({
      closesAt,
      freeExitUntil: closesAt,
      incident: { from: new Date(life.closesAtMs).toISOString(), words: "Nobody could reach us." },
    });
  });

  test("M16: a member is removed by place in the log, with everything back", async () => {
    const life = await Life.published();
    const [bo, otto] = await Promise.all([actor("buyer", "Bo"), actor("operator", "Otto")]);
    const { membership } = await life.join(bo);
    await life.rest();
    const removed = await call("POST", `/operator/group-buys/${life.id}/removals`, {
      token: otto.token,
      body: { seq: membership.seq, reason: "The card was stolen." },
    });
    expect(removed.status).toBe(200);
    await life.rest();
    expect(await life.stateOf(bo)).toBe("removed");
    expect((await life.legsOf(bo)).map(({ state }) => state)).toEqual(["released"]);
    expect((await life.tryJoin(bo)).json.slug).toBe("forbidden");
  });
});
