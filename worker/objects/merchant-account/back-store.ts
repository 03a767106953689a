import type { StoredChargeback } from "../../core/merchant-account/money-back.ts";

/** What came back, or is called back, of a merchant's money: the rows beside holdings and payouts. */
export const BACK_SCHEMA = `
  CREATE TABLE IF NOT EXISTS chargebacks (
    group_buy_id TEXT NOT NULL, chargeback_id TEXT NOT NULL, deposit_id TEXT NOT NULL, currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'lost')),
    from_reserve_minor INTEGER NOT NULL CHECK (from_reserve_minor >= 0),
    to_debt_minor INTEGER NOT NULL CHECK (to_debt_minor >= 0),
    PRIMARY KEY (group_buy_id, chargeback_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS debts (
    currency TEXT PRIMARY KEY, debt_minor INTEGER NOT NULL CHECK (debt_minor >= 0)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS held_payouts (group_buy_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS payout_returns (
    return_id TEXT PRIMARY KEY, payout_id TEXT NOT NULL, amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)
  ) STRICT, WITHOUT ROWID;
`;

const CHARGEBACKS = `SELECT group_buy_id AS groupBuyId, chargeback_id AS chargebackId, deposit_id AS depositId, currency,
  amount_minor AS amountMinor, state, from_reserve_minor AS fromReserveMinor, to_debt_minor AS toDebtMinor FROM chargebacks`;

export class BackStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  chargebacks(): readonly StoredChargeback[] {
    // The columns are named after the fields: only this file writes the query and the table.
    return this.#sql.exec(CHARGEBACKS).toArray() as unknown as StoredChargeback[];
  }

  chargeback(groupBuyId: string, chargebackId: string): StoredChargeback | null {
    return this.chargebacks().find((one) => one.groupBuyId === groupBuyId && one.chargebackId === chargebackId) ?? null;
  }

  saveChargeback(one: StoredChargeback): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO chargebacks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      ...[one.groupBuyId, one.chargebackId, one.depositId, one.currency],
      ...[one.amountMinor, one.state, one.fromReserveMinor, one.toDebtMinor],
    );
  }

  debtMinor(currency: string): number {
    const query = "SELECT debt_minor AS minor FROM debts WHERE currency = ?";
    return this.#sql.exec<{ minor: number }>(query, currency).toArray()[0]?.minor ?? 0;
  }

  debts(): readonly { readonly currency: string; readonly amountMinor: number }[] {
    const query = "SELECT currency, debt_minor AS amountMinor FROM debts WHERE debt_minor > 0";
    return this.#sql.exec<{ currency: string; amountMinor: number }>(query).toArray();
  }

  saveDebt(currency: string, debtMinor: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO debts VALUES (?, ?)", currency, debtMinor);
  }

  /** Group-buys whose payout was asked for while none could be made. */
  heldPayouts(): readonly string[] {
    const rows = this.#sql.exec<{ id: string }>("SELECT group_buy_id AS id FROM held_payouts").toArray();
    return rows.map(({ id }) => id);
  }

  holdPayout(groupBuyId: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO held_payouts VALUES (?)", groupBuyId);
  }

  letPayoutGo(groupBuyId: string): void {
    this.#sql.exec("DELETE FROM held_payouts WHERE group_buy_id = ?", groupBuyId);
  }

  isReturnKnown(returnId: string): boolean {
    return this.#sql.exec("SELECT 1 FROM payout_returns WHERE return_id = ?", returnId).toArray().length > 0;
  }

  returnedMinor(payoutId: string): number {
    const query = "SELECT COALESCE(SUM(amount_minor), 0) AS minor FROM payout_returns WHERE payout_id = ?";
    return this.#sql.exec<{ minor: number }>(query, payoutId).one().minor;
  }

  addReturn(returnId: string, payoutId: string, amountMinor: number): void {
    this.#sql.exec("INSERT INTO payout_returns VALUES (?, ?, ?)", returnId, payoutId, amountMinor);
  }
}
