import type { MerchantStatementRecords } from "../../app/ledger/merchant-statement.ts";
import { merDebt, merPayable, merReserve } from "../../core/ledger/accounts.ts";
import { NOTHING_STANDS, after, standingChange, type MerchantStanding } from "../../core/ledger/statement.ts";

/** The general ledger, asked about one merchant, by when things were booked. */
export function createD1MerchantStatementRecords(catalogue: D1Database): MerchantStatementRecords {
  return {
    async bookingsOf(merchantId, fromMs, beforeMs) {
      const { results } = await catalogue
        .prepare(BOOKINGS)
        .bind(merchantId, accountsOf(merchantId), fromMs, beforeMs)
        .all<BookingRow>();
      return results.map(
        ({ id, kind, ref_id: refId, currency, at_ms: atMs, booked_ms: bookedAtMs, content, ...row }) => ({
          ...{ id, kind, refId, currency, atMs, bookedAtMs },
          groupBuyId: row.group_buy_id,
          isOwn: row.source_id === merchantId,
          entries: (JSON.parse(content) as [string, number][]).map(([account, amountMinor]) => ({
            account,
            amountMinor,
          })), // Written by the projection.
        }),
      );
    },

    async standingBefore(merchantId, beforeMs) {
      const { results } = await catalogue
        .prepare(BEFORE)
        .bind(merchantId, accountsOf(merchantId), beforeMs)
        .all<{ account: string; currency: string; is_own: number; amount_minor: number }>();
      const standing = new Map<string, MerchantStanding>();
      for (const { account, currency, is_own, amount_minor: amountMinor } of results) {
        const change = standingChange(merchantId, {
          ...{ kind: "", isOwn: is_own === 1 },
          entries: [{ account, amountMinor }],
        });
        standing.set(currency, after(standing.get(currency) ?? NOTHING_STANDS, change));
      }
      return [...standing].map(([currency, of]) => ({ currency, ...of }));
    },

    async firstBookedMs(merchantId) {
      const row = await catalogue
        .prepare(`SELECT min(${BOOKED}) AS ms FROM journals AS j WHERE j.id IN (${TOUCHING})`)
        .bind(merchantId, accountsOf(merchantId))
        .first<{ ms: number | null }>();
      return row?.ms ?? null;
    },

    async titlesOf(groupBuyIds) {
      const { results } = await catalogue
        .prepare("SELECT id, card ->> 'title' AS title FROM group_buys WHERE id IN (SELECT value FROM json_each(?1))")
        .bind(JSON.stringify(groupBuyIds))
        .all<{ id: string; title: string }>();
      return new Map(results.map(({ id, title }) => [id, title]));
    },
  };
}

interface BookingRow {
  readonly id: string;
  readonly source_id: string;
  readonly kind: string;
  readonly ref_id: string;
  readonly currency: string;
  readonly at_ms: number;
  readonly booked_ms: number;
  readonly content: string;
  readonly group_buy_id: string | null;
}

function accountsOf(merchantId: string): string {
  return JSON.stringify([merPayable(merchantId), merReserve(merchantId), merDebt(merchantId)]);
}

/** What was booked before that was kept is taken to be booked when it happened. */
const BOOKED = "coalesce(j.booked_at_ms, j.at_ms)";

const TOUCHING = `
  SELECT id FROM journals WHERE source_id = ?1
  UNION SELECT journal_id FROM entries WHERE account IN (SELECT value FROM json_each(?2))`;

// A reserve is released by the id of the award that it was kept of.
const BOOKINGS = `
  SELECT j.id, j.source_id, j.kind, j.ref_id, j.currency, j.at_ms, ${BOOKED} AS booked_ms, j.content,
    CASE WHEN j.source_id <> ?1 THEN j.source_id
      ELSE (SELECT award.source_id FROM journals AS award WHERE award.id = j.ref_id) END AS group_buy_id
  FROM journals AS j
  WHERE j.id IN (${TOUCHING}) AND ${BOOKED} >= ?3 AND ${BOOKED} < ?4 AND j.sealed = 1
  ORDER BY booked_ms, j.source_id = ?1, j.source_id, j.position, j.id`;

const BEFORE = `
  SELECT e.account, e.currency, j.source_id = ?1 AS is_own, sum(e.amount_minor) AS amount_minor
  FROM journals AS j JOIN entries AS e ON e.journal_id = j.id
  WHERE j.id IN (${TOUCHING}) AND ${BOOKED} < ?3
    AND (e.account IN (SELECT value FROM json_each(?2)) OR (j.source_id = ?1 AND e.account GLOB 'prov:*:transit'))
  GROUP BY e.account, e.currency, is_own ORDER BY e.currency, e.account`;
