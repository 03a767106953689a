/**
 * The chart of accounts. Names are final from the first release (docs: money 2.3): they stand in golden logs and in
 * the general ledger, so an account is never renamed, only added.
 *
 * Amounts are signed: + is debit, − is credit. Accounts of one thing (a deposit, a dispute) carry one currency for
 * life; shared accounts (provider, merchant, platform) exist once per currency, so a balance is always asked for by
 * name and currency (L11).
 */
export type AccountKind =
  | "prov-clearing"
  | "prov-transit"
  | "prov-suspense"
  | "memo-auth"
  | "memo-hold"
  | "deposit"
  | "merchant-payable"
  | "merchant-reserve"
  | "merchant-debt"
  | "platform-fee"
  | "platform-forfeit"
  | "platform-rounding"
  | "platform-funds"
  | "platform-provider-cost"
  | "platform-dispute-loss"
  | "dispute";

export interface AccountFacts {
  readonly kind: AccountKind;
  /** The side on which a healthy balance stands. `either` is only suspense, which must be 0 to close a day. */
  readonly normal: "debit" | "credit" | "either";
  /** Whether a command of ours may be refused because the balance would leave its normal side (L10). */
  readonly floored: boolean;
  /** Memorandum accounts mirror holds off the balance sheet; no money stands on them. */
  readonly memo: boolean;
  /** The account belongs to one thing and keeps one currency for life. */
  readonly oneCurrency: boolean;
  /** The id inside the name: provider, deposit, merchant or dispute; empty for the platform's own. */
  readonly ownerId: string;
}

/** Money at the provider, ours to move. */
export function provClearing(providerId: string): string {
  return `prov:${providerId}:clearing`;
}

/** Payouts under way. */
export function provTransit(providerId: string): string {
  return `prov:${providerId}:transit`;
}

/** Statement lines that match no journal of ours. */
export function provSuspense(providerId: string): string {
  return `prov:${providerId}:suspense`;
}

/** All open authorisations at one provider, off the balance sheet. */
export function memoAuth(providerId: string): string {
  return `memo:auth:${providerId}`;
}

/** One open authorisation, off the balance sheet. */
export function memoHold(depositId: string): string {
  return `memo:hold:${depositId}`;
}

/** A captured deposit: owed to its buyer until it is refunded, awarded or forfeited. */
export function dep(depositId: string): string {
  return `dep:${depositId}`;
}

export function merPayable(merchantId: string): string {
  return `mer:${merchantId}:payable`;
}

/** The rolling reserve against disputes. */
export function merReserve(merchantId: string): string {
  return `mer:${merchantId}:reserve`;
}

/** What a merchant owes after a dispute lost beyond the reserve. */
export function merDebt(merchantId: string): string {
  return `mer:${merchantId}:debt`;
}

/** The amount a provider took while a dispute is open. */
export function disp(disputeId: string): string {
  return `disp:${disputeId}`;
}

export const platFee = "plat:fee";
export const platForfeit = "plat:forfeit";
export const platRounding = "plat:rounding";
/** What the platform has put in of its own, where a loss would have made somebody wait who is owed (H11). */
export const platFunds = "plat:funds";
export const platProviderCost = "plat:provider_cost";
export const platDisputeLoss = "plat:dispute_loss";

type Row = readonly [pattern: RegExp, kind: AccountKind, normal: AccountFacts["normal"], floored: boolean];

const ID = "([A-Za-z0-9_-]+)";
const CHART: readonly Row[] = [
  [new RegExp(`^prov:${ID}:clearing$`), "prov-clearing", "debit", true],
  [new RegExp(`^prov:${ID}:transit$`), "prov-transit", "credit", true],
  [new RegExp(`^prov:${ID}:suspense$`), "prov-suspense", "either", false],
  [new RegExp(`^memo:auth:${ID}$`), "memo-auth", "debit", true],
  [new RegExp(`^memo:hold:${ID}$`), "memo-hold", "credit", true],
  [new RegExp(`^dep:${ID}$`), "deposit", "credit", true],
  [new RegExp(`^mer:${ID}:payable$`), "merchant-payable", "credit", true],
  [new RegExp(`^mer:${ID}:reserve$`), "merchant-reserve", "credit", true],
  [new RegExp(`^mer:${ID}:debt$`), "merchant-debt", "debit", true],
  [/^plat:fee()$/, "platform-fee", "credit", true],
  [/^plat:forfeit()$/, "platform-forfeit", "credit", true],
  [/^plat:rounding()$/, "platform-rounding", "credit", true],
  [/^plat:funds()$/, "platform-funds", "credit", true],
  [/^plat:provider_cost()$/, "platform-provider-cost", "debit", true],
  [/^plat:dispute_loss()$/, "platform-dispute-loss", "debit", true],
  [new RegExp(`^disp:${ID}$`), "dispute", "debit", true],
];

/** What the chart says about a name, or null for a name that is not on the chart. */
export function describeAccount(account: string): AccountFacts | null {
  for (const [pattern, kind, normal, floored] of CHART) {
    const match = pattern.exec(account);
    if (match === null) continue;
    return {
      kind,
      normal,
      floored,
      memo: kind === "memo-auth" || kind === "memo-hold",
      oneCurrency: kind === "deposit" || kind === "memo-hold" || kind === "dispute",
      ownerId: match[1] ?? "",
    };
  }
  return null;
}
