import { createD1LedgerFileRecords } from "../adapters/catalogue/ledger-file-records.ts";
import { createD1MerchantStatementRecords } from "../adapters/catalogue/merchant-statement-records.ts";
import { createD1PersonalLedgerRecords } from "../adapters/catalogue/personal-ledger-records.ts";
import { createReceiptSigner } from "../adapters/receipt-signer.ts";
import type { LedgerUseCases } from "../app/app.ts";
import type { Authorities } from "../app/authority.ts";
import type { CursorCodec } from "../app/cursors.ts";
import { createLedgerFiles } from "../app/ledger/ledger-files.ts";
import { createMerchantStatements } from "../app/ledger/merchant-statement.ts";
import { createPersonalLedger } from "../app/ledger/personal-ledger.ts";
import { LEDGER_FILE_TYP } from "../core/ledger/ledger-file.ts";
import type { Config } from "../env.ts";
import { clock } from "./machine.ts";
import { payoutsIn, standingsIn } from "./money.ts";

/** What people see of the general ledger. */
export function booksOf(
  env: Env,
  { receiptSigningKey, retiredReceiptKeys }: Config,
  { cursors, authorities }: { readonly cursors: CursorCodec; readonly authorities: Authorities },
): LedgerUseCases {
  return {
    ...createPersonalLedger({ records: createD1PersonalLedgerRecords(env.CATALOGUE), cursors }),
    ...createMerchantStatements({
      records: createD1MerchantStatementRecords(env.CATALOGUE),
      payouts: payoutsIn(env),
      standings: standingsIn(env),
      clock,
    }),
    ...createLedgerFiles({
      records: createD1LedgerFileRecords(env.CATALOGUE),
      authorities,
      seal: () => createReceiptSigner(receiptSigningKey, retiredReceiptKeys, LEDGER_FILE_TYP),
      clock,
    }),
  };
}
