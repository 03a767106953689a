import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import { createSandboxBank } from "../../worker/adapters/sandbox-bank.ts";
import { platformLog } from "../../worker/adapters/log.ts";
import type { EscrowProvider } from "../../worker/app/escrow-provider.ts";
import type { GeneralLedger } from "../../worker/app/projection.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Journal, JournalKind } from "../../worker/core/ledger/journal.ts";
import { award, captureDirect } from "../../worker/core/ledger/posting.ts";
import type { MerchantCredit } from "../../worker/core/merchant-account/credit.ts";
import { MerchantAccountObject } from "../../worker/objects/merchant-account/merchant-account-object.ts";
import { valueOf } from "./escrow-calls.ts";

/** A merchant with an award, over the runtime: what tests of a merchant's account have in common. */

export const DAY_MS = 86_400_000;
export const bank = createSandboxBank({ branches: env.SANDBOX_BANK, mode: "test" });

export interface Shop {
  readonly merchantId: string;
  readonly stub: DurableObjectStub<MerchantAccountObject>;
  readonly groupBuyId: string;
  readonly credit: MerchantCredit;
  /** The group-buy's own journals: the money came in and was awarded. */
  readonly groupJournals: readonly Journal[];
}

/** A merchant with one award of `goodsMinor`, whose money stands captured at the bank; not yet credited. */
export async function openShop(name: string, goodsMinor = 10_000): Promise<Shop> {
  const merchantId = `mer_${name}`;
  const groupBuyId = `gb_${name}`;
  const depositId = `dep_${name}`;
  const currency = "EUR";
  await bank.open(
    {
      groupBuyId,
      depositId,
      purpose: "deposit",
      amountMinor: goodsMinor,
      currency,
      instrument: "sandbox:ok",
      plan: "C",
    },
    `${depositId}:open:1`,
  );
  const captured = captureDirect({ groupBuyId, depositId, providerId: "sandbox", currency, attempt: 1 }, goodsMinor);
  const parts = [{ depositId, amountMinor: goodsMinor }];
  const terms = { feeBasisPoints: 0, reserveBasisPoints: 500 };
  const awarded = award({ groupBuyId, memberId: `mb_${name}`, merchantId, currency, attempt: 1, parts, ...terms });
  const { payableMinor, reserveMinor } = awarded.split;
  return {
    merchantId,
    stub: env.MERCHANT_ACCOUNT.getByName(merchantId),
    groupBuyId,
    groupJournals: [captured, awarded.journal],
    credit: {
      merchantId,
      groupBuyId,
      seq: 7,
      journalId: awarded.journal.id,
      currency,
      payableMinor,
      reserveMinor,
      creditedAtMs: 20 * DAY_MS,
      heldSinceMs: 10 * DAY_MS,
    },
  };
}

/** The merchant's object over its own storage, with a clock and a provider of the test's. */
export function inAccount<T>(
  shop: Shop,
  nowMs: () => number,
  work: (account: MerchantAccountObject) => Promise<T>,
  escrow: EscrowProvider = bank,
  ledger: GeneralLedger = silentLedger,
): Promise<T> {
  return runInDurableObject(shop.stub, (_, state) =>
    work(new MerchantAccountObject(state, env, { nowMs, escrow, ledger, log: platformLog })),
  );
}

export const silentLedger: GeneralLedger = { post: () => Promise.resolve() };

export async function journalsOf(shop: Shop): Promise<Journal[]> {
  const journals = await shop.stub.journalsAfter(0);
  // Only journals of our own rules are stored.
  return journals.map(({ id, kind, refId, currency, entries }) => ({
    id,
    kind: kind as JournalKind,
    refId,
    currency,
    entries: [...entries],
  }));
}

/** The whole ledger, group-buy's and merchant's together, keeps its invariants; L16: clearing is what the bank holds. */
export async function expectSoundLedger(shop: Shop): Promise<void> {
  const journals = [...shop.groupJournals, ...(await journalsOf(shop))];
  expect(checkLedger(journals)).toEqual([]);
  const { lines } = valueOf(await bank.statement(shop.groupBuyId, 0));
  const clearingMinor = journals
    .flatMap((journal) => journal.entries)
    .filter((entry) => entry.account === "prov:sandbox:clearing")
    .reduce((sum, entry) => sum + entry.amountMinor, 0);
  expect(clearingMinor).toBe(lines.at(-1)?.balanceMinor);
}
