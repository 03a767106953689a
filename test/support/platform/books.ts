import type { StatementLine } from "../../../worker/app/escrow-provider.ts";
import { accountsOff, type AccountStanding, type AccountStep } from "../../../worker/core/ledger/account-history.ts";
import { balanceOf, project } from "../../../worker/core/ledger/balances.ts";
import { provClearing } from "../../../worker/core/ledger/accounts.ts";
import { checkLedger } from "../../../worker/core/ledger/invariants.ts";
import { payoutsWithinCredit, pendingsResolveOnce } from "../../../worker/core/ledger/pendings.ts";
import type { Journal } from "../../../worker/core/ledger/journal.ts";
import type { GroupBuyStore } from "../../../worker/objects/group-buy/group-buy-store.ts";
import { BankStore } from "../../../worker/objects/sandbox-bank/bank-store.ts";
import { MerchantStore } from "../../../worker/objects/merchant-account/merchant-store.ts";
import type { Platform } from "./platform.ts";
import type { Sqlite } from "./sqlite.ts";
import { readOnly } from "./storage.ts";

/** What is read of a world: all that is written in it, and nothing that moves it. */
export interface Written {
  readonly platform: Pick<Platform, "names" | "rows">;
  readonly catalogue: Pick<Sqlite, "rows">;
  groupBuyIds(): readonly string[];
  merchantIds(): readonly string[];
  store(groupBuyId: string): GroupBuyStore;
}

/** All money of a world, read from beside: nothing here runs a turn. */
export interface WorldBooks {
  /** What the objects have booked: every group-buy in order, then every merchant in order. */
  readonly journals: readonly Journal[];
  /** The same as the general ledger in D1 has it, by its source. */
  readonly mirrored: ReadonlyMap<string, readonly Journal[]>;
  /** Every branch's own book. */
  readonly statements: ReadonlyMap<string, readonly StatementLine[]>;
  readonly currencies: readonly string[];
  clearingMinor(currency: string): number;
  bankMinor(currency: string): number;
  /** Rules of the ledger that are broken now, in the objects or in D1; at any moment there is none. */
  readonly violations: readonly string[];
}

export function booksOf(world: Written): WorldBooks {
  const bySource = journalsBySource(world);
  const journals = [...bySource.values()].flat();
  const mirrored = mirroredBySource(world);
  const statements = new Map(world.platform.names("SandboxBank").map((id) => [id, statementOf(world, id)]));
  const balances = project(journals);
  const lines = [...statements.values()].flat();
  return {
    journals,
    mirrored,
    statements,
    currencies: [...new Set(journals.map(({ currency }) => currency))],
    clearingMinor: (currency) => balanceOf(balances, provClearing("sandbox"), currency),
    bankMinor: (currency) => lines.reduce((sum, line) => sum + (line.currency === currency ? line.amountMinor : 0), 0),
    violations: [
      ...[...checkLedger(journals), ...pendingsResolveOnce(journals), ...payoutsWithinCredit(journals)].map(
        ({ rule, detail }) => `${rule} in the objects: ${detail}`,
      ),
      ...[...mirrored].flatMap(([source, own]) => notAPrefix(source, own, bySource.get(source) ?? [])),
      ...accountsKeptOff(world, [...mirrored.values()].flat()),
      ...statementsOff(statements),
    ],
  };
}

/** What the bank has of a deposit, a refund, a payout; null where nobody has ever asked it for anything. */
export function bankStoreOf(world: Written, id: string): BankStore | null {
  if (!world.platform.names("SandboxBank").includes(id) || !hasBegun(world, "SandboxBank", id)) return null;
  return new BankStore(readOnly(world.platform.rows("SandboxBank", id)));
}

export function merchantStoreOf(world: Written, id: string): MerchantStore {
  return new MerchantStore(readOnly(world.platform.rows("MerchantAccount", id)));
}

/** Whether anything of an object is on its disk: one that died in its first turn has no tables. */
export function hasBegun(world: Written, kind: string, name: string): boolean {
  return world.platform.rows(kind, name).rows("SELECT 1 FROM sqlite_master LIMIT 1", []).length > 0;
}

export function journalsBySource(world: Written): Map<string, readonly Journal[]> {
  const bySource = new Map<string, readonly Journal[]>();
  for (const id of world.groupBuyIds()) {
    const store = world.store(id);
    if (store.exists) bySource.set(id, store.journals(0, Number.MAX_SAFE_INTEGER));
  }
  for (const id of world.merchantIds())
    bySource.set(id, merchantStoreOf(world, id).journalsAfter(0, 1_000_000) as readonly (Journal & { seq: number })[]); // Its own rules write nothing else.
  return bySource;
}

function mirroredBySource(world: Written): Map<string, Journal[]> {
  const rows = world.catalogue.rows(
    `SELECT source_id, id, kind, ref_id, currency, content FROM journals WHERE sealed = 1`,
    [],
  );
  const bySource = new Map<string, Journal[]>();
  for (const row of rows) {
    const entries = (JSON.parse(String(row.content)) as [string, number][]).map(([account, amountMinor]) => ({
      account,
      amountMinor,
    })); // As the projection writes them.
    const journal = {
      id: String(row.id),
      kind: row.kind as Journal["kind"], // Only journals of our own rules are posted there.
      refId: String(row.ref_id),
      currency: String(row.currency),
      entries,
    };
    const source = String(row.source_id);
    bySource.set(source, [...(bySource.get(source) ?? []), journal]);
  }
  return bySource;
}

/** L21: what D1 has of a source is what came first there, all of it and nothing else. */
function notAPrefix(source: string, mirrored: readonly Journal[], booked: readonly Journal[]): string[] {
  const known = new Map(booked.slice(0, mirrored.length).map((journal) => [journal.id, textOf(journal)]));
  const strange = mirrored.filter((journal) => known.get(journal.id) !== textOf(journal));
  return strange.map(({ id }) => `L21: ${id} of ${source} in D1 is none of the first ${mirrored.length} there`);
}

/** L9, L19: what D1 keeps of each account, and each version of it, is what its entries come to. */
function accountsKeptOff({ catalogue }: Written, journals: readonly Journal[]): string[] {
  const steps = catalogue.rows(
    "SELECT account, currency, version, journal_id AS journalId, balance_minor AS balanceMinor FROM account_history",
    [],
  );
  const standings = catalogue.rows(
    "SELECT id AS account, currency, version, posted_minor AS balanceMinor FROM accounts",
    [],
  );
  // Columns are named after the fields.
  return accountsOff(journals, steps as unknown as AccountStep[], standings as unknown as AccountStanding[]).map(
    ({ account, currency, keptMinor, bookedMinor, why }) =>
      `${why}: D1 keeps ${keptMinor} ${currency} on ${account}, its entries say ${bookedMinor}`,
  );
}

/** One effect at the bank for each thing that was asked of it, and a balance that follows from the lines. */
function statementsOff(statements: ReadonlyMap<string, readonly StatementLine[]>): string[] {
  return [...statements].flatMap(([id, lines]) => {
    const seen = new Set<string>();
    const balances = new Map<string, number>();
    return lines.flatMap(({ kind, refId, amountMinor, currency, balanceMinor }) => {
      const name = `${kind} ${refId}`;
      const isTwice = seen.has(name);
      seen.add(name);
      const minor = (balances.get(currency) ?? 0) + amountMinor;
      balances.set(currency, minor);
      return [
        ...(isTwice ? [`the bank of ${id} has done ${name} twice`] : []),
        ...(minor === balanceMinor ? [] : [`the bank of ${id} is at ${balanceMinor} after ${name}, not ${minor}`]),
      ];
    });
  });
}

function statementOf(world: Written, id: string): readonly StatementLine[] {
  return bankStoreOf(world, id)?.lines(0, 1_000_000) ?? [];
}

function textOf({ id, kind, refId, currency, entries }: Journal): string {
  return JSON.stringify([id, kind, refId, currency, entries.map(({ account, amountMinor }) => [account, amountMinor])]);
}
