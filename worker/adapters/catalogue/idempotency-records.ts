import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Clock } from "../../app/clock.ts";
import type { IdempotencyRecords, StoredAnswer } from "../../app/idempotency-records.ts";
import type { Seal } from "../seal.ts";
import { idempotencyRecords } from "./schema-people.ts";

const KEPT_MS = 86_400_000;
/** A request that has not answered after this long has died with its Worker; its key may be taken again. */
const ABANDONED_MS = 60_000;

export function createD1IdempotencyRecords(catalogue: D1Database, clock: Clock, seal: Seal): IdempotencyRecords {
  const db = drizzle(catalogue);
  return {
    async begin(commandId, fingerprint) {
      const nowMs = clock.nowMs();
      const isOver = or(
        lt(idempotencyRecords.begunAtMs, nowMs - KEPT_MS),
        and(isNull(idempotencyRecords.sealedAnswer), lt(idempotencyRecords.begunAtMs, nowMs - ABANDONED_MS)),
      );
      const [taken, [record]] = await db.batch([
        db
          .insert(idempotencyRecords)
          .values({ commandId, fingerprint, begunAtMs: nowMs })
          .onConflictDoUpdate({
            target: idempotencyRecords.commandId,
            set: { fingerprint, sealedAnswer: null, begunAtMs: nowMs },
            setWhere: isOver,
          })
          .returning({ commandId: idempotencyRecords.commandId }),
        db.select().from(idempotencyRecords).where(eq(idempotencyRecords.commandId, commandId)),
        db
          .delete(idempotencyRecords)
          .where(
            sql`${idempotencyRecords.commandId} IN (SELECT command_id FROM idempotency_records WHERE begun_at_ms < ${nowMs - KEPT_MS} LIMIT 20)`,
          ),
      ]);
      if (taken.length === 1) return { kind: "fresh" };
      if (record?.fingerprint !== fingerprint) return { kind: "reused" };
      if (record.sealedAnswer === null) return { kind: "in-progress" };
      return { kind: "replay", answer: answerIn(await seal.open(record.sealedAnswer, commandId)) };
    },

    async finish(commandId, answer) {
      const sealedAnswer = await seal.close(JSON.stringify(answer), commandId);
      await db.update(idempotencyRecords).set({ sealedAnswer }).where(eq(idempotencyRecords.commandId, commandId));
    },

    async forget(commandId) {
      await db.delete(idempotencyRecords).where(eq(idempotencyRecords.commandId, commandId));
    },
  };
}

/** Written by `finish` alone, and sealed since. */
function answerIn(json: string): StoredAnswer {
  return JSON.parse(json) as StoredAnswer;
}
