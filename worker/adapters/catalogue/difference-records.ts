import type { BookedEntry, ReconciliationRecords, StoredDifference } from "../../app/reconciliation/records.ts";
import { EMPTY_CHAIN, linkJournal, type ChainHead } from "../../core/ledger/journal-chain.ts";
import { postStatements } from "./projection.ts";

type DifferenceRecords = Pick<ReconciliationRecords, "standing" | "difference" | "entriesOf" | "book" | "audit">;

/** Somebody else books at the same time: the place in the chain is taken, and the next one is asked for. */
const TRIES_MAXIMUM = 5;

/** What did not fit, and what operators booked about it. */
export function createDifferenceRecords(d1: D1Database): DifferenceRecords {
  return {
    async standing(providerId, limit) {
      const { results } = await d1.prepare(STANDING).bind(providerId, limit).all<DifferenceRow>();
      return results.map(differenceIn);
    },

    async difference(id) {
      const row = await d1.prepare(`${DIFFERENCES} WHERE id = ?`).bind(id).first<DifferenceRow>();
      return row === null ? null : differenceIn(row);
    },

    async entriesOf(differenceId) {
      const { results } = await d1.prepare(ENTRIES_OF).bind(differenceId).all<BookedEntry>();
      return results;
    },

    async book({ difference, act, journal, audit }) {
      const sourceId = bookOf(difference.providerId);
      for (let tries = 1; ; tries += 1) {
        const head = (await d1.prepare(HEAD).bind(sourceId).first<ChainHead>()) ?? EMPTY_CHAIN;
        const posted = { ...journal, atMs: audit.atMs };
        const entry = { ...posted, link: linkJournal(sourceId, head, posted) };
        const { position } = entry.link;
        try {
          await d1.batch([
            // First, so that a step that somebody else has taken is told apart from a place that they have taken.
            d1.prepare(BOOKED).bind(journal.id, difference.id, act, audit.operatorId, audit.atMs),
            ...postStatements(d1, { sourceId, afterSeq: head.position, throughSeq: position, journals: [entry] }),
            auditStatement(d1, audit, difference.id),
          ]);
          return true;
        } catch (error) {
          const message = error instanceof Error ? error.message : "";
          if (/difference-moved-on|difference_entries\.journal_id/.test(message)) return false;
          if (!/inbox-|out-of-place|chain-broken/.test(message) || tries >= TRIES_MAXIMUM) throw error;
        }
      }
    },

    async audit(act, subjectId) {
      await auditStatement(d1, act, subjectId).run();
    },
  };
}

/** Entries of reconciliation are a book of their own in the general ledger: no group-buy's, no merchant's. */
function bookOf(providerId: string): string {
  return `rec:${providerId}`;
}

function auditStatement(
  d1: D1Database,
  { id, atMs, operatorId, action, reason }: Parameters<DifferenceRecords["audit"]>[0],
  subjectId: string,
): D1PreparedStatement {
  return d1
    .prepare("INSERT INTO audit (id, at_ms, operator_id, action, subject_id, reason) VALUES (?, ?, ?, ?, ?, ?)")
    .bind(id, atMs, operatorId, action, subjectId, reason);
}

interface DifferenceRow extends Omit<StoredDifference, "isSeen" | "deltaMinor"> {
  readonly isSeen: number;
}

function differenceIn({ isSeen, ...row }: DifferenceRow): StoredDifference {
  return { ...row, isSeen: isSeen === 1, deltaMinor: row.bankMinor - row.booksMinor };
}

const DIFFERENCES = `
  SELECT id, provider_id AS providerId, source_id AS sourceId, kind, ref_id AS refId, currency,
    bank_minor AS bankMinor, books_minor AS booksMinor, line_seq AS lineSeq, journal_id AS journalId, detail,
    first_seen_ms AS firstSeenMs, last_seen_ms AS lastSeenMs, is_seen AS isSeen, stage
  FROM differences`;

const STANDING = `
  ${DIFFERENCES} WHERE (is_seen = 1 OR stage = 'suspended') AND provider_id = ?1 ORDER BY first_seen_ms, id LIMIT ?2`;

const ENTRIES_OF = `
  SELECT difference_id AS differenceId, act, journal_id AS journalId, operator_id AS operatorId, at_ms AS atMs
  FROM difference_entries WHERE difference_id = ?1 ORDER BY at_ms, journal_id`;

const HEAD = "SELECT position, hash FROM journal_heads WHERE source_id = ?1";

const BOOKED = `
  INSERT INTO difference_entries (journal_id, difference_id, act, operator_id, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)`;
