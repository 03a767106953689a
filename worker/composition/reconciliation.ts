import { createD1ReconciliationRecords } from "../adapters/catalogue/reconciliation-records.ts";
import { createReceiptSigner } from "../adapters/receipt-signer.ts";
import type { ClosingDependencies } from "../app/reconciliation/closing.ts";
import type { Config } from "../env.ts";
import { authoritiesOf } from "./authorities.ts";
import { clock } from "./machine.ts";
import { moneyOf } from "./money.ts";

/** Not that of receipts: neither can be shown for the other. */
const CLOSE_TYP = "onebell-close+jws";

/** What the daily close works with; null where there is no provider to close with yet. */
export function closingOf(env: Env, config: Config): ClosingDependencies | null {
  if (config.mode === "live") return null;
  return {
    authorities: authoritiesOf(env),
    merchants: {
      books: (merchantId) => env.MERCHANT_ACCOUNT.getByName(merchantId).books(),
      redrain: (merchantId, afterSeq) => env.MERCHANT_ACCOUNT.getByName(merchantId).redrain(afterSeq),
    },
    provider: moneyOf(env, config).provider,
    records: createD1ReconciliationRecords(env.CATALOGUE),
    signer: () => createReceiptSigner(config.receiptSigningKey, config.retiredReceiptKeys, CLOSE_TYP),
    clock,
  };
}
