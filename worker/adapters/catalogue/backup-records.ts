import type { BackupRecords } from "../../app/operators/backups.ts";

export function createD1BackupRecords(catalogue: D1Database): Omit<BackupRecords, "rebuildSearch"> {
  return {
    async appliedSeq(groupBuyId) {
      const query = "SELECT applied_seq FROM inbox_heads WHERE source_id = ?";
      return (await catalogue.prepare(query).bind(groupBuyId).first<number>("applied_seq")) ?? 0;
    },

    async forgottenIn(groupBuyId) {
      const query = "SELECT person_id FROM erasure_steps WHERE group_buy_id = ? AND done_at_ms IS NOT NULL";
      const { results } = await catalogue.prepare(query).bind(groupBuyId).all<{ person_id: string }>();
      return results.map(({ person_id }) => person_id);
    },

    async audit({ id, atMs, operatorId, action, reason }, subjectId) {
      await catalogue
        .prepare("INSERT INTO audit (id, at_ms, operator_id, action, subject_id, reason) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(id, atMs, operatorId, action, subjectId, reason)
        .run();
    },
  };
}
