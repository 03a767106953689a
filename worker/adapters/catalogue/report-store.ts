import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { ReportStore, StoredReport } from "../../app/community/store.ts";
import { reports } from "./schema-community.ts";
import { audit } from "./schema-operators.ts";

/** Reports in D1: one a person and thing, and so many a day, counted in the statement that inserts. */
export function createD1ReportStore(catalogue: D1Database): ReportStore {
  const db = drizzle(catalogue);
  return {
    async add(report, { sinceMs, inAllMaximum }) {
      const { id, commandId, aboutId, groupBuyId, reporterId, reason, words, reportedAtMs } = report;
      const isMine = and(eq(reports.aboutId, aboutId), eq(reports.reporterId, reporterId));
      const [, [row]] = await db.batch([
        db.insert(reports).select(sql`
          SELECT ${id}, ${commandId}, ${aboutId}, ${groupBuyId}, ${reporterId}, ${reason}, ${words}, ${reportedAtMs},
            NULL, NULL, NULL, NULL
          WHERE NOT EXISTS (SELECT 1 FROM reports WHERE about_id = ${aboutId} AND reporter_id = ${reporterId})
            AND NOT EXISTS (SELECT 1 FROM reports WHERE command_id = ${commandId})
            AND (SELECT count(*) FROM reports WHERE reporter_id = ${reporterId} AND reported_at_ms > ${sinceMs})
              < ${inAllMaximum}`),
        db.select().from(reports).where(isMine),
      ]);
      return row === undefined ? null : storedIn(row);
    },

    async reportedBy(reporterId, sinceMs) {
      const rows = await db
        .select({ atMs: reports.reportedAtMs })
        .from(reports)
        .where(and(eq(reports.reporterId, reporterId), gt(reports.reportedAtMs, sinceMs)));
      return rows.map(({ atMs }) => atMs);
    },

    async report(id) {
      const [row] = await db.select().from(reports).where(eq(reports.id, id));
      return row === undefined ? null : storedIn(row);
    },

    async open(limit) {
      const rows = await db
        .select()
        .from(reports)
        .where(isNull(reports.decision))
        .orderBy(asc(reports.reportedAtMs), asc(reports.id))
        .limit(limit);
      return rows.map(storedIn);
    },

    async decide(aboutId, { decision, by, reason, atMs }) {
      const isOpen = and(eq(reports.aboutId, aboutId), isNull(reports.decision));
      const [, decided] = await db.batch([
        // First, while what is decided can still be told from what was: one act for all that is open.
        db
          .insert(audit)
          .select(
            sql`SELECT ${`${decision}_reports`} || '.' || min(id), ${atMs}, ${by}, ${`${decision}_reports`}, group_buy_id,
              ${reason} FROM reports WHERE about_id = ${aboutId} AND decision IS NULL GROUP BY group_buy_id`,
          )
          .onConflictDoNothing(),
        db
          .update(reports)
          .set({ decision, decidedBy: by, decidedReason: reason, decidedAtMs: atMs })
          .where(isOpen)
          .returning({ id: reports.id }),
      ]);
      return decided.length;
    },
  };
}

function storedIn(row: typeof reports.$inferSelect): StoredReport {
  const { decidedAtMs: _at, decidedBy: _by, decidedReason: _why, ...report } = row;
  return report;
}
