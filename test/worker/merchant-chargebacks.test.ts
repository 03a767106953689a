import { env } from "cloudflare:workers";
import { applyD1Migrations } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { disputeOpened, disputeWon } from "../../worker/core/ledger/dispute-posting.ts";
import type { MerchantChargeback } from "../../worker/core/merchant-account/chargeback.ts";
import { bank, DAY_MS, expectSoundLedger, inAccount, openShop, type Shop } from "../support/worker-shop.ts";

/** Of an award of 100.00: 95.00 payable, 5.00 in reserve. */

beforeAll(() => applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE));

async function paidOut(name: string): Promise<Shop> {
  const shop = await openShop(name);
  await shop.stub.credit(shop.credit);
  expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "paid", amountMinor: 9_500 });
  return shop;
}

function factOf(shop: Shop, amountMinor: number, nth = 1): MerchantChargeback {
  const { merchantId, groupBuyId } = shop;
  return {
    merchantId,
    groupBuyId,
    seq: 10 + nth,
    chargebackId: `dsp_${groupBuyId}_${nth}`,
    depositId: `dep_${groupBuyId.slice(3)}`,
    currency: "EUR",
    amountMinor,
    stage: "opened",
  };
}

/** The payer's bank takes it, and the group-buy books that. */
async function called(shop: Shop, fact: MerchantChargeback): Promise<Shop> {
  const { groupBuyId, chargebackId: disputeId, depositId, currency, amountMinor } = fact;
  await bank.happen(groupBuyId, { kind: "dispute_opened", depositId, amountMinor });
  await shop.stub.chargeback(fact);
  const opened = disputeOpened({ groupBuyId, disputeId, depositId, providerId: "sandbox", currency, amountMinor });
  return { ...shop, groupJournals: [...shop.groupJournals, opened] };
}

const balances = async ({ stub }: Shop) => (await stub.statement()).balances[0];

describe("H11: a chargeback after the award, in the merchant's account", () => {
  test("lost: the reserve bears what it has, the merchant owes the rest, told three times it is booked once", async () => {
    const shop = await paidOut("cblost");
    const fact = factOf(shop, 2_000);
    const after = await called(shop, fact);
    expect(await balances(shop)).toMatchObject({ disputedMinor: 2_000, isPaused: true, debtMinor: 0 });
    for (const value of ["new", "known", "known"] as const) {
      expect(await shop.stub.chargeback({ ...fact, stage: "lost" })).toEqual({ ok: true, value });
    }
    expect(await balances(shop)).toMatchObject({
      reserveMinor: 0,
      debtMinor: 1_500,
      disputedMinor: 0,
      isPaused: false,
    });
    await expectSoundLedger(after);
  });

  test("a merchant owes no more than the group-buy brought them: beyond that it is the platform's loss", async () => {
    const shop = await paidOut("cbcap");
    const fact = factOf(shop, 10_000);
    const after = await called(shop, fact);
    await shop.stub.chargeback({ ...fact, stage: "lost" });
    const more = factOf(shop, 300, 2);
    await shop.stub.chargeback({ ...more, stage: "lost" });
    const { chargebacks } = await shop.stub.statement();
    expect(chargebacks.map(({ fromReserveMinor, toDebtMinor }) => [fromReserveMinor, toDebtMinor])).toEqual([
      [500, 9_500],
      [0, 0],
    ]);
    expect((await shop.stub.journalsAfter(0)).at(-1)?.entries).toContainEqual({
      account: "plat:dispute_loss",
      amountMinor: 300,
    });
    expect(after.groupJournals).toHaveLength(3);
  });

  test("won: nothing is owed, and the payout that was held back leaves", async () => {
    const shop = await openShop("cbwon");
    await shop.stub.credit(shop.credit);
    const fact = factOf(shop, 2_000);
    const during = await called(shop, fact);
    expect(await shop.stub.payOut(shop.groupBuyId)).toBeNull();
    expect((await shop.stub.statement()).payouts).toEqual([]);
    await bank.happen(shop.groupBuyId, { kind: "dispute_won", depositId: fact.depositId });
    await shop.stub.chargeback({ ...fact, stage: "closed" });
    expect((await shop.stub.statement()).payouts).toMatchObject([{ state: "paid", amountMinor: 9_500 }]);
    const { groupBuyId, chargebackId: disputeId, depositId, currency, amountMinor } = fact;
    const won = disputeWon({ groupBuyId, disputeId, depositId, providerId: "sandbox", currency, amountMinor });
    await expectSoundLedger({ ...during, groupJournals: [...during.groupJournals, won] });
    expect(await shop.stub.chargeback({ ...fact, stage: "lost" })).toEqual({
      ok: false,
      error: { code: "chargeback-ended" },
    });
  });

  test("as much as the reserve can bear stops nothing", async () => {
    const shop = await openShop("cbsmall");
    await shop.stub.credit(shop.credit);
    await called(shop, factOf(shop, 500));
    expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "paid" });
  });

  test("a reserve whose time is over is kept while it is needed", async () => {
    const shop = await paidOut("cbreserve");
    const fact = factOf(shop, 500);
    await called(shop, fact);
    const later = Date.now() + 91 * DAY_MS;
    await inAccount(
      shop,
      () => later,
      (account) => account.alarm(),
    );
    expect(await balances(shop)).toMatchObject({ reserveMinor: 500 });
    await shop.stub.chargeback({ ...fact, stage: "lost" });
    await inAccount(
      shop,
      () => later + 2 * DAY_MS,
      (account) => account.alarm(),
    );
    expect(await balances(shop)).toMatchObject({ reserveMinor: 0, payableMinor: 0, debtMinor: 0, paidMinor: 9_500 });
  });

  test("what is owed is taken from what becomes payable, before it is paid out", async () => {
    const shop = await paidOut("cbowed");
    const fact = factOf(shop, 2_000);
    const after = await called(shop, fact);
    await shop.stub.chargeback({ ...fact, stage: "lost" });
    await shop.stub.credit({ ...shop.credit, seq: 40, payableMinor: 1_000, reserveMinor: 0 });
    expect(await shop.stub.payOut(shop.groupBuyId)).toBeNull();
    expect(await balances(shop)).toMatchObject({ debtMinor: 500, payableMinor: 0 });
    await shop.stub.credit({ ...shop.credit, seq: 41, payableMinor: 800, reserveMinor: 0 });
    await shop.stub.payOut(shop.groupBuyId);
    expect(await balances(shop)).toMatchObject({ debtMinor: 0 });
    expect((await shop.stub.journalsAfter(0)).filter(({ kind }) => kind === "debt_recovered")).toHaveLength(2);
    expect(after.merchantId).toBe(shop.merchantId);
  });
});

describe("H11: a payout that came back", () => {
  test("pays what is owed first; the rest is payable again; told twice it is booked once", async () => {
    const shop = await paidOut("cbback");
    const fact = factOf(shop, 2_000);
    const after = await called(shop, fact);
    await shop.stub.chargeback({ ...fact, stage: "lost" });
    const { payouts } = await shop.stub.statement();
    const payoutId = payouts[0]?.payoutId ?? "";
    await bank.happen(shop.groupBuyId, { kind: "payout_returned", payoutId });
    await shop.stub.reread(payoutId);
    await shop.stub.reread(payoutId);
    expect(await balances(shop)).toMatchObject({ debtMinor: 0, payableMinor: 8_000, paidMinor: 0 });
    expect((await shop.stub.journalsAfter(0)).filter(({ kind }) => kind === "payout_reversed")).toHaveLength(1);
    await expectSoundLedger(after);
  });

  test("never more than was paid", async () => {
    const shop = await paidOut("cbmore");
    const [payout] = (await shop.stub.statement()).payouts;
    const payoutId = payout?.payoutId ?? "";
    const back = (returnId: string, amountMinor: number) => shop.stub.returned({ returnId, payoutId, amountMinor });
    expect(await back("r1", 9_501)).toEqual({ ok: false, error: { code: "return-invalid" } });
    expect(await back("r1", 9_000)).toEqual({ ok: true, value: "new" });
    expect(await back("r1", 9_000)).toEqual({ ok: true, value: "known" });
    expect(await back("r2", 501)).toEqual({ ok: false, error: { code: "return-invalid" } });
    expect(await balances(shop)).toMatchObject({ payableMinor: 9_000, paidMinor: 500 });
  });
});
