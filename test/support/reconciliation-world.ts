import { describeAccount, type AccountKind } from "../../worker/core/ledger/accounts.ts";
import { project, splitKey } from "../../worker/core/ledger/balances.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { award, captureDirect, payoutPlanned, payoutSettled, refund } from "../../worker/core/ledger/posting.ts";
import { differencesIn } from "../../worker/core/reconciliation/differences.ts";
import type { Stage } from "../../worker/core/reconciliation/entry.ts";
import type { AccountSum } from "../../worker/core/reconciliation/equation.ts";
import {
  sumPurse,
  type GroupBuyFacts,
  type LineFact,
  type MovementFact,
  type UnknownFact,
} from "../../worker/core/reconciliation/facts.ts";
import { bankOf, CLOSE_FORMAT, CLOSE_VERSION, type CloseReport } from "../../worker/core/reconciliation/report.ts";
import { judgeClose, type CloseFacts, type KnownDifference } from "../../worker/core/reconciliation/verdict.ts";

/** A small business that adds up: three deposits taken, one refunded, one awarded and paid out. Faults are planted in it. */

export const GROUP_BUY = "gb_00000000000000000000000001";
const MERCHANT = "mer_00000000000000000000000001";
export const PROVIDER = "sandbox";
export const NOW = Date.UTC(2026, 10, 24, 2);
const [A, B, C] = ["dep_a", "dep_b", "dep_c"] as const;

const deposit = (depositId: string, attempt = 1) => ({
  groupBuyId: GROUP_BUY,
  depositId,
  providerId: PROVIDER,
  currency: "EUR",
  attempt,
});
const payout = {
  groupBuyId: GROUP_BUY,
  payoutId: "po_1",
  providerId: PROVIDER,
  currency: "EUR",
  from: `mer:${MERCHANT}:payable`,
  amountMinor: 475,
};

export const JOURNALS: readonly Journal[] = [
  captureDirect(deposit(A), 300),
  captureDirect(deposit(B), 500),
  captureDirect(deposit(C), 200),
  refund(deposit(A, 2), 100),
  refund(deposit(A, 3), 100),
  award({
    groupBuyId: GROUP_BUY,
    memberId: "mb_b",
    merchantId: MERCHANT,
    currency: "EUR",
    attempt: 1,
    parts: [{ depositId: B, amountMinor: 500 }],
    feeBasisPoints: 0,
    reserveBasisPoints: 500,
  }).journal,
  payoutPlanned(payout),
  payoutSettled(payout),
];

export const LINES: readonly LineFact[] = [
  line(1, "capture", A, 300),
  line(2, "capture", B, 500),
  line(3, "capture", C, 200),
  line(4, "refund", `${A}.2`, -100),
  line(5, "refund", `${A}.3`, -100),
  line(6, "payout", "po_1", -475),
];

export function line(seq: number, kind: string, refId: string, amountMinor: number): LineFact {
  return { seq, kind, refId, amountMinor, currency: "EUR" };
}

export function movementsOf(journals: readonly Journal[]): MovementFact[] {
  return journals.flatMap(({ id, kind, refId, currency, entries }) =>
    entries
      .filter(({ account }) => describeAccount(account)?.kind === "prov-clearing")
      .map(({ amountMinor }) => ({ journalId: id, kind, refId, amountMinor, currency })),
  );
}

export function factsOf(
  changes: Partial<GroupBuyFacts> & { readonly journals?: readonly Journal[] } = {},
): GroupBuyFacts {
  const { journals = JOURNALS, lines = LINES, ...rest } = changes;
  const head = { seq: 40, journals: 8, head: "aa" };
  return {
    kind: "group-buy",
    sourceId: GROUP_BUY,
    providerId: PROVIDER,
    currency: "EUR",
    object: head,
    mirror: head,
    lines,
    movements: movementsOf(journals),
    bank: sumPurse(lines),
    embedded: { EUR: 800 },
    booked: { EUR: 800 },
    unknowns: [],
    ...rest,
  };
}

export function sumsOf(journals: readonly Journal[]): AccountSum[] {
  const sums = new Map<string, AccountSum>();
  for (const [key, signedMinor] of project(journals)) {
    const [currency, account] = splitKey(key);
    const kind: AccountKind | undefined = describeAccount(account)?.kind;
    if (kind === undefined) continue;
    const sum = sums.get(`${currency} ${kind}`) ?? { kind, currency, accounts: 0, signedMinor: 0 };
    sums.set(`${currency} ${kind}`, { ...sum, accounts: sum.accounts + 1, signedMinor: sum.signedMinor + signedMinor });
  }
  return [...sums.values()];
}

interface WorldChanges {
  readonly facts?: GroupBuyFacts;
  readonly journals?: readonly Journal[];
  readonly stage?: Stage;
  readonly ageMs?: number;
  readonly unknowns?: readonly UnknownFact[];
  readonly gone?: readonly KnownDifference[];
}

/** A report as a close would write it over this one group-buy. */
export function reportOf(changes: WorldChanges = {}): CloseReport {
  const { facts: source = factsOf(), journals = JOURNALS, stage = "open", ageMs = 3_600_000, unknowns = [] } = changes;
  const facts: CloseFacts = {
    providerId: PROVIDER,
    atMs: NOW,
    accounts: sumsOf(journals),
    bank: bankOf(PROVIDER, [source]),
    differences: [
      ...differencesIn(source).map((one) => ({ ...one, firstSeenMs: NOW - ageMs, isSeen: true, stage })),
      ...(changes.gone ?? []),
    ],
    late: [],
    unknowns,
  };
  return {
    format: CLOSE_FORMAT,
    version: CLOSE_VERSION,
    id: "cls_00000000000000000000000001",
    providerId: PROVIDER,
    day: "2026-11-23",
    attempt: 1,
    sources: [source],
    facts,
    verdict: judgeClose(facts),
  };
}
