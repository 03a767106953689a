import { describeAccount, merDebt, merPayable, merReserve, platFee } from "./accounts.ts";
import type { Entry } from "./journal.ts";

/** A merchant's statement: what each journal changed of that which is theirs, and the balance it left. */
export const STATEMENT_KINDS = [
  "awarded",
  "forfeit_received",
  "reserve_released",
  "payout_planned",
  "payout_settled",
  "payout_failed",
  "payout_returned",
  "bank_took_back",
  "debt_recovered",
  "other",
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** Minor units. What is theirs is payable, kept in reserve, or on its way to them, less what they owe. */
export interface MerchantStanding {
  readonly payableMinor: number;
  readonly reserveMinor: number;
  readonly underwayMinor: number;
  readonly debtMinor: number;
}

export interface StatementBooking {
  readonly kind: string;
  readonly entries: readonly Entry[];
  /** Posted by the merchant's own account, not by a group-buy. */
  readonly isOwn: boolean;
}

export const NOTHING_STANDS: MerchantStanding = { payableMinor: 0, reserveMinor: 0, underwayMinor: 0, debtMinor: 0 };

const KINDS: Readonly<Record<string, StatementKind>> = {
  award: "awarded",
  forfeit: "forfeit_received",
  reserve_released: "reserve_released",
  payout_planned: "payout_planned",
  payout_settled: "payout_settled",
  payout_failed: "payout_failed",
  payout_reversed: "payout_returned",
  dispute_lost: "bank_took_back",
  debt_recovered: "debt_recovered",
};

export function statementKindOf({ kind }: Pick<StatementBooking, "kind">): StatementKind {
  return KINDS[kind] ?? "other";
}

/** Transit is everybody's: only the merchant's own journals say that a payout of theirs is on its way. */
export function standingChange(merchantId: string, { entries, isOwn }: StatementBooking): MerchantStanding {
  const credit = (isMeant: (account: string) => boolean) =>
    entries.reduce((sum, { account, amountMinor }) => (isMeant(account) ? sum - amountMinor : sum), 0);
  return {
    payableMinor: credit((account) => account === merPayable(merchantId)),
    reserveMinor: credit((account) => account === merReserve(merchantId)),
    underwayMinor: isOwn ? credit((account) => describeAccount(account)?.kind === "prov-transit") : 0,
    debtMinor: 0 - credit((account) => account === merDebt(merchantId)),
  };
}

export function totalMinorOf({ payableMinor, reserveMinor, underwayMinor, debtMinor }: MerchantStanding): number {
  return payableMinor + reserveMinor + underwayMinor - debtMinor;
}

export function after(standing: MerchantStanding, change: MerchantStanding): MerchantStanding {
  return {
    payableMinor: standing.payableMinor + change.payableMinor,
    reserveMinor: standing.reserveMinor + change.reserveMinor,
    underwayMinor: standing.underwayMinor + change.underwayMinor,
    debtMinor: standing.debtMinor + change.debtMinor,
  };
}

/** Of an award: what the goods came to, and what was kept of it as the fee. */
export function goodsOf({
  kind,
  entries,
}: StatementBooking): { readonly goodsMinor: number; readonly feeMinor: number } | null {
  if (kind !== "award") return null;
  const goodsMinor = entries.reduce((sum, { amountMinor }) => sum + Math.max(0, amountMinor), 0);
  const feeMinor = entries.reduce(
    (sum, { account, amountMinor }) => (account === platFee ? sum - amountMinor : sum),
    0,
  );
  return { goodsMinor, feeMinor };
}
