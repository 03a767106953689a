/** The general ledger as an operator reads it, added up once more by somebody who does not believe it. */
import { LedgerView } from "../../worker/contract/ledger.ts";
import type { Actor, RestClient } from "../rest.ts";
import { detail, expectThat, money } from "./story.ts";

interface Account {
  readonly name: string;
  readonly currency: string;
  sum: number;
  entries: number;
}

/** Prints every account of these books and proves that each journal, each currency and each closed deposit is at zero. */
export async function closeBooks(rest: RestClient, operator: Actor, sources: readonly string[]): Promise<void> {
  const books = await Promise.all(
    sources.map((source) => rest.call(LedgerView, "GET", `/operator/ledger?source=${source}`, { as: operator })),
  );
  const journals = books.flatMap((book) => book.journals);
  const accounts = new Map<string, Account>();
  for (const { entries, currency } of journals) {
    for (const { account, amount } of entries) {
      const key = `${account} ${currency}`;
      const known = accounts.get(key) ?? { name: account, currency, sum: 0, entries: 0 };
      accounts.set(key, { ...known, sum: known.sum + amount.amount, entries: known.entries + 1 });
    }
  }
  const rows = [...accounts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, currency, sum, entries } of rows) {
    const amount = money({ amount: sum, currency }).padStart(14);
    detail(`${name.padEnd(width)}  ${amount}   ${entries} entries`);
  }

  expectThat(
    journals.every(({ entries }) => entries.reduce((sum, { amount }) => sum + amount.amount, 0) === 0),
    `each of the ${journals.length} journals comes to zero`,
  );
  for (const currency of new Set(rows.map((row) => row.currency))) {
    const sum = rows.filter((row) => row.currency === currency).reduce((total, row) => total + row.sum, 0);
    expectThat(sum === 0, `all accounts in ${currency} together come to zero`);
  }
  expectThat(
    rows.every(({ name, sum }) => !/^(dep|memo):/.test(name) || sum === 0),
    "no deposit is left with money, and no hold is left open",
  );
  const check = books.flatMap((book) => book.check);
  expectThat(
    check.every(({ sum, accountsOff }) => sum.amount === 0 && accountsOff === 0),
    "the ledger's own check of every book agrees",
  );
}
