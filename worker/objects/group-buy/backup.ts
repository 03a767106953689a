import { BACKUP_FORMAT, BACKUP_VERSION, hashBooks, rebuild, rootTextOf } from "../../core/group-buy/backup.ts";
import type { BackupFault, GroupBuyBackup } from "../../core/group-buy/backup.ts";
import { forgetIn } from "../../core/group-buy/personal/forget.ts";
import { traceOf } from "../../core/group-buy/personal/trace.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";
import { forgetInRows } from "./personal-store.ts";

/** Everything that rebuilds this group-buy, read in one go: nothing can slip between its parts. */
export function backUp(store: GroupBuyStore, groupBuy: GroupBuy, nowMs: number): GroupBuyBackup {
  return {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    id: groupBuy.id,
    madeAt: formatInstant(nowMs),
    logLevel: store.mark("log_level") ?? 1,
    head: { size: groupBuy.seq, root: rootTextOf(groupBuy) },
    entries: store.entries(),
    books: hashBooks(store.journals(0, groupBuy.seq)),
    notices: store.noticeParts(),
    answers: store.replies(),
    clock: { lastStampMs: store.lastStampMs(), aheadMs: store.mark("clock_offset_ms") ?? 0 },
    toldFromSeq: store.mark("told_from_seq") ?? 0,
  };
}

/** Between objects a message takes 32 MiB; texts of other alphabets take up to three bytes a character. */
const BACKUP_CHARACTERS_MAXIMUM = 10_000_000;

/** Beyond this the platform's own recovery is what there is. */
export function isTooLarge({ entries, notices, answers }: GroupBuyBackup): boolean {
  const charactersIn = (rows: readonly object[]) => rows.reduce((sum, row) => sum + JSON.stringify(row).length, 0);
  return charactersIn(entries) + charactersIn(notices) + charactersIn(answers) > BACKUP_CHARACTERS_MAXIMUM;
}

export interface RestoreOptions {
  readonly sql: SqlStorage;
  readonly nowMs: number;
  /** Who was forgotten since the backup was made, and stays so. */
  readonly forgotten: readonly string[];
}

/**
 * Writes the rows of an object that has none from its backup: all of them, or nothing. Planned calls are put down as
 * tried once, so that the provider is asked what became of them before anything is sent; nothing counts as delivered, so
 * that the directory is told everything again and takes what it lacks.
 */
export function restore(
  store: GroupBuyStore,
  backup: GroupBuyBackup,
  { sql, nowMs, forgotten }: RestoreOptions,
): Result<GroupBuy, BackupFault> {
  if (store.exists)
    return err({ kind: "not-empty", seq: null, why: "this group-buy is there: nothing is written over it" });
  const rebuilt = rebuild(backup);
  if (!rebuilt.ok) return rebuilt;
  const { groupBuy, log, journals } = rebuilt.value;
  store.transact(() => {
    store.migrate();
    const ofEvent = Map.groupBy(journals, ({ seq }) => seq);
    for (const entry of log) {
      const own = ofEvent.get(entry.event.seq) ?? [];
      store.append(groupBuy.id, { logged: [entry], journals: own, notices: [], result: ok({}), decidedSeq: null });
    }
    for (const notices of backup.notices) store.saveNotices(notices);
    for (const { commandId, ...reply } of backup.answers) store.saveReply(commandId, reply);
    store.setMark("clock_offset_ms", backup.clock.aheadMs);
    store.setMark("last_stamp_ms", backup.clock.lastStampMs);
    store.setMark("told_from_seq", backup.toldFromSeq);
    for (const leg of groupBuy.legs.values()) {
      if (leg.pending !== null) store.saveCall(leg.id, { tries: 1, nextTryMs: nowMs });
    }
    for (const personId of forgotten) {
      forgetInRows(sql, groupBuy, traceOf(groupBuy, personId));
      forgetIn(groupBuy, personId);
    }
    for (const kind of ["members", "legs", "offers"] as const) {
      for (const id of groupBuy[kind].keys()) groupBuy.touched[kind].add(id);
    }
    store.drainedSeq = 0;
    store.save(groupBuy);
  });
  return ok(groupBuy);
}
