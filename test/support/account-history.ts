import type { AccountStep, PostedEntries } from "../../worker/core/ledger/account-history.ts";
import { balanceKey } from "../../worker/core/ledger/balances.ts";

/** The history that journals come to, in their order. */
export function historyOf(journals: Iterable<PostedEntries>): AccountStep[] {
  const last = new Map<string, { readonly version: number; readonly balanceMinor: number }>();
  const steps: AccountStep[] = [];
  for (const { id, currency, entries } of journals) {
    for (const { account, amountMinor } of entries) {
      const key = balanceKey(account, currency);
      const before = last.get(key) ?? { version: 0, balanceMinor: 0 };
      const after = { version: before.version + 1, balanceMinor: before.balanceMinor + amountMinor };
      last.set(key, after);
      steps.push({ account, currency, journalId: id, ...after });
    }
  }
  return steps;
}
