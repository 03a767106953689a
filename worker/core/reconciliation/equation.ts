import type { AccountKind } from "../ledger/accounts.ts";

/** What stands on all accounts of one kind in one currency, signed: + is debit. */
export interface AccountSum {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly accounts: number;
  readonly signedMinor: number;
}

/** The parts of what the provider holds for us, in the order in which they are told. */
export const EQUATION_PARTS = [
  "deposits",
  "payable",
  "reserve",
  "transit",
  "platform",
  "disputes",
  "debts",
  "suspense",
  "open",
] as const;
export type EquationPart = (typeof EQUATION_PARTS)[number];

/**
 * The money equation of one currency: what the provider says that it holds for us is what we owe and own, to the last
 * minor unit. `disputes` and `debts` are taken off (the provider took it, a merchant owes it), `open` is what the
 * statement has and the books have not yet.
 */
export interface MoneyEquation {
  readonly currency: string;
  readonly bankMinor: number;
  readonly clearingMinor: number;
  readonly parts: Readonly<Record<EquationPart, number>>;
  /** Bank less the sum of all parts. Anything but 0 means that the books are wrong. */
  readonly offMinor: number;
  /** L2: the sum over all accounts, memo accounts among them. */
  readonly trialMinor: number;
}

const PART_OF: Readonly<Record<AccountKind, EquationPart | null>> = {
  deposit: "deposits",
  "merchant-payable": "payable",
  "merchant-reserve": "reserve",
  "prov-transit": "transit",
  "platform-fee": "platform",
  "platform-forfeit": "platform",
  "platform-rounding": "platform",
  "platform-funds": "platform",
  "platform-provider-cost": "platform",
  "platform-dispute-loss": "platform",
  dispute: "disputes",
  "merchant-debt": "debts",
  "prov-suspense": "suspense",
  "prov-clearing": null,
  "memo-auth": null,
  "memo-hold": null,
};

/** @param openMinor what listed differences explain: the statement less the books */
export function moneyEquation(
  currency: string,
  sums: readonly AccountSum[],
  bankMinor: number,
  openMinor: number,
): MoneyEquation {
  const here = sums.filter((sum) => sum.currency === currency);
  const parts: Record<EquationPart, number> = {
    deposits: 0,
    payable: 0,
    reserve: 0,
    transit: 0,
    platform: 0,
    disputes: 0,
    debts: 0,
    suspense: 0,
    open: openMinor,
  };
  for (const { kind, signedMinor } of here) {
    const part = PART_OF[kind];
    if (part !== null) parts[part] -= signedMinor;
  }
  const sumMinor = EQUATION_PARTS.reduce((sum, part) => sum + parts[part], 0);
  return {
    currency,
    bankMinor,
    clearingMinor: here.reduce((sum, { kind, signedMinor }) => sum + (kind === "prov-clearing" ? signedMinor : 0), 0),
    parts: Object.fromEntries(EQUATION_PARTS.map((part) => [part, parts[part] + 0])) as typeof parts, // No −0.
    offMinor: bankMinor - sumMinor,
    trialMinor: here.reduce((sum, { signedMinor }) => sum + signedMinor, 0),
  };
}
