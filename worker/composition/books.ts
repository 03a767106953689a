import { createD1PersonalLedgerRecords } from "../adapters/catalogue/personal-ledger-records.ts";
import type { LedgerUseCases } from "../app/app.ts";
import type { CursorCodec } from "../app/cursors.ts";
import { createPersonalLedger } from "../app/ledger/personal-ledger.ts";

/** What people see of the general ledger. */
export function booksOf(env: Env, cursors: CursorCodec): LedgerUseCases {
  return createPersonalLedger({ records: createD1PersonalLedgerRecords(env.CATALOGUE), cursors });
}
