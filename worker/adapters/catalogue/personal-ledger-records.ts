import type { PaymentBooking, PersonalLedgerRecords } from "../../app/ledger/personal-ledger.ts";
import type { StandingChange } from "../../core/ledger/personal-movements.ts";
import { UNTOLD_KIND } from "../../core/ledger/personal-movements.ts";

/** The general ledger joined with whose each payment is. */
export function createD1PersonalLedgerRecords(catalogue: D1Database): PersonalLedgerRecords {
  return {
    async bookingsOf(personId, limit, after) {
      const place = after?.values ?? [Number.MAX_SAFE_INTEGER, 0, ""];
      const { results } = await catalogue
        .prepare(BOOKINGS)
        .bind(personId, ...place, limit + 1)
        .all<BookingRow>();
      const items = results.slice(0, limit);
      const last = items.at(-1);
      const next = last && results.length > limit ? { values: [last.at_ms, last.place, last.id] } : null;
      return { items: items.map(bookingIn), next };
    },

    async standingOf(personId) {
      const { results } = await catalogue.prepare(STANDING).bind(personId).all<StandingRow>();
      return results;
    },
  };
}

type StandingRow = StandingChange & { readonly currency: string };

interface BookingRow {
  readonly id: string;
  readonly at_ms: number;
  readonly place: number;
  readonly kind: string | null;
  readonly ref_id: string | null;
  readonly content: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly leg_id: string;
  readonly group_buy_id: string;
  readonly purpose: string;
  readonly provider_ref: string | null;
  readonly receipt_seq: number | null;
  readonly title: string | null;
}

/** What is booked nowhere comes after everything of the same moment: it is what has become of it. */
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

// A payout of a share is booked as `<payment>.<attempt>`: what follows "." in the order of bytes is "/".
const BOOKINGS = `
  WITH own AS (SELECT * FROM payments WHERE person_id = ?1),
  touching AS (
    SELECT e.journal_id, own.leg_id FROM own JOIN entries AS e
      ON e.account IN ('dep:' || own.leg_id, 'memo:hold:' || own.leg_id)
    UNION
    SELECT j.id, own.leg_id FROM own JOIN journals AS j ON j.ref_id > own.leg_id || '.' AND j.ref_id < own.leg_id || '/'
      WHERE own.purpose = 'share' AND j.kind LIKE 'payout\\_%' ESCAPE '\\'
  ),
  told AS (
    SELECT j.id || '.' || t.leg_id AS id, j.at_ms, coalesce(j.position, 0) AS place, j.kind, j.ref_id, j.content,
      0 AS amount_minor, j.currency, t.leg_id
    FROM touching AS t JOIN journals AS j ON j.id = t.journal_id
    WHERE j.sealed = 1 AND j.kind <> '${UNTOLD_KIND}'
    UNION ALL
    SELECT f.group_buy_id || '.' || f.seq, f.at_ms, ${AFTER_ALL}, NULL, NULL, NULL,
      f.amount_minor, f.currency, f.leg_id
    FROM own JOIN failed_refunds AS f ON f.leg_id = own.leg_id
  )
  SELECT told.*, own.group_buy_id, own.purpose, own.provider_ref, own.receipt_seq,
    (SELECT card ->> 'title' FROM group_buys WHERE group_buys.id = own.group_buy_id) AS title
  FROM told JOIN own ON own.leg_id = told.leg_id
  WHERE (told.at_ms, told.place, told.id) < (?2, ?3, ?4)
  ORDER BY told.at_ms DESC, told.place DESC, told.id DESC LIMIT ?5`;

// Of a share only the promise to pay it out is left, and that account is everybody's.
const STANDING = `
  WITH own AS (SELECT leg_id, purpose FROM payments WHERE person_id = ?1),
  standing AS (
    SELECT a.currency, CASE WHEN a.id LIKE 'memo:%' THEN -a.posted_minor ELSE 0 END AS held,
      CASE WHEN a.id LIKE 'dep:%' AND own.purpose <> 'share' THEN -a.posted_minor ELSE 0 END AS taken,
      CASE WHEN own.purpose = 'share' THEN -a.posted_minor ELSE 0 END AS due
    FROM own JOIN accounts AS a ON a.id IN ('dep:' || own.leg_id, 'memo:hold:' || own.leg_id)
    UNION ALL
    SELECT e.currency, 0, 0, -e.amount_minor
    FROM own JOIN journals AS j ON j.ref_id > own.leg_id || '.' AND j.ref_id < own.leg_id || '/'
      JOIN entries AS e ON e.journal_id = j.id AND e.account LIKE 'prov:%:transit'
    WHERE own.purpose = 'share' AND j.kind LIKE 'payout\\_%' ESCAPE '\\'
  )
  SELECT currency, sum(held) AS heldMinor, sum(taken) AS takenMinor, sum(due) AS dueMinor
  FROM standing GROUP BY currency ORDER BY currency`;

function bookingIn(row: BookingRow): PaymentBooking {
  const { kind, ref_id: refId, content } = row;
  return {
    id: row.id,
    journal: kind === null || refId === null || content === null ? null : { kind, refId, entries: entriesIn(content) },
    amountMinor: row.amount_minor,
    currency: row.currency,
    atMs: row.at_ms,
    groupBuyId: row.group_buy_id,
    groupBuyTitle: row.title ?? "",
    legId: row.leg_id,
    purpose: row.purpose,
    providerRef: row.provider_ref,
    receiptSeq: row.receipt_seq,
  };
}

/** Written by the projection alone, as `[account, amount]` each. */
function entriesIn(content: string): { account: string; amountMinor: number }[] {
  return (JSON.parse(content) as [string, number][]).map(([account, amountMinor]) => ({ account, amountMinor }));
}
