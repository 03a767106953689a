import type { GroupBuyBackupDocument } from "../../contract/backup.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import { hashBackup, rebuild, type BackupFault, type GroupBuyBackup } from "../../core/group-buy/backup.ts";
import { err, ok } from "../../core/result.ts";
import type { BackupUseCases, Caller } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import { refusalProblem } from "../group-buys/refusal-problem.ts";
import type { Ids } from "../ids.ts";
import { freshSession } from "../people/proof.ts";
import type { AuditedAct, SessionStore } from "../people/store.ts";
import { reasonIn } from "./rules.ts";

/** Says that a backup is ours, by keys that outlive the deployment: those of receipts, under another name. */
export interface BackupSeal {
  sign(digest: string): Promise<string>;
  isOurs(digest: string, signature: string): Promise<boolean>;
}

/** What the directory knows that a restore must not contradict. */
export interface BackupRecords {
  /** How far it has taken the log; 0 where it has never heard of it. */
  appliedSeq(groupBuyId: string): Promise<number>;
  /** Who has been forgotten in this group-buy. */
  forgottenIn(groupBuyId: string): Promise<readonly string[]>;
  audit(act: AuditedAct, subjectId: string): Promise<void>;
  rebuildSearch(): Promise<{ written: number; looked: number }>;
}

export interface BackupDependencies {
  readonly authorities: Authorities;
  readonly records: BackupRecords;
  readonly seal: () => Promise<BackupSeal>;
  /** The group-buys that this deployment was told may be restored. */
  readonly restorable: readonly string[];
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

const TOO_LARGE = "It is too large for one document; its object has the platform's point-in-time recovery.";
const CLOSED = "This deployment was not told to take a backup of this group-buy: RESTORABLE names none or others.";
const BEHIND = "The catalogue knows later events of this group-buy than the backup: take a later one.";
const NOT_OURS = "No key of this deployment has signed it as it is.";

/** A group-buy out of its object and back (ADR 0032). Every act stands in the audit before anything is handed out or written. */
export function createBackupUseCases(deps: BackupDependencies): BackupUseCases {
  const { authorities, records, seal, restorable, clock, ids } = deps;

  function audit({ personId }: Caller, action: AuditedAct["action"], reason: string, subjectId: string): Promise<void> {
    return records.audit({ id: ids.next("evt"), operatorId: personId, action, reason, atMs: clock.nowMs() }, subjectId);
  }

  return {
    async backUp(caller, groupBuyId, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      const found = await authorities.of(groupBuyId).backup();
      if (!found.ok) return err(refusalProblem(found.error));
      if (found.value === null) return err(problem("body-too-large", { detail: TOO_LARGE }));
      const signature = await (await seal()).sign(hashBackup(found.value));
      await audit(caller, "back_up", reason.value, groupBuyId);
      return ok(documentOf(found.value, signature));
    },

    async restore(caller, groupBuyId, { reason: words, backup: document }) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      if (!restorable.includes(groupBuyId)) return err(problem("forbidden", { detail: CLOSED }));
      const fresh = await freshSession(deps, caller);
      if (!fresh.ok) return fresh;
      const backup = backupIn(document);
      if (backup.id !== groupBuyId) return err(damaged({ seq: null, why: `It is of ${backup.id}.` }));
      if (!(await (await seal()).isOurs(hashBackup(backup), document.signature))) {
        const rebuilt = rebuild(backup); // Says where, if it can be seen in the log itself.
        return err(damaged(rebuilt.ok ? { seq: null, why: NOT_OURS } : rebuilt.error));
      }
      if ((await records.appliedSeq(groupBuyId)) > backup.head.size) {
        return err(problem("state-conflict", { detail: BEHIND }));
      }
      await audit(caller, "restore", reason.value, groupBuyId);
      const authority = authorities.of(groupBuyId);
      const restored = await authority.restore(backup, await records.forgottenIn(groupBuyId));
      if (!restored.ok) return err(refusalProblem(restored.error));
      if (!restored.value.ok) return err(refusalOf(restored.value.error));
      await authority.poke(); // What was due meanwhile, what was planned, and all that the directory lacks.
      await authority.drained();
      return ok({ id: groupBuyId, size: restored.value.value.seq, root: backup.head.root });
    },

    async rebuildSearch(caller, words) {
      const reason = reasonIn(words);
      if (!reason.ok) return reason;
      await audit(caller, "rebuild_search", reason.value, "search");
      return ok(await records.rebuildSearch());
    },
  };
}

function documentOf({ entries, notices, answers, ...rest }: GroupBuyBackup, signature: string): GroupBuyBackupDocument {
  return {
    ...rest,
    entries: entries.map(({ leaf, sealed }) => [leaf, sealed]),
    notices: notices.map(({ seq, part, body }) => [seq, part, body]),
    answers: answers.map(({ commandId, fingerprint, reply }) => [commandId, fingerprint, reply]),
    signature,
  };
}

function backupIn({ entries, notices, answers, signature: _, ...rest }: GroupBuyBackupDocument): GroupBuyBackup {
  return {
    ...rest,
    entries: entries.map(([leaf, sealed]) => ({ leaf, sealed })),
    notices: notices.map(([seq, part, body]) => ({ seq, part, body })),
    answers: answers.map(([commandId, fingerprint, reply]) => ({ commandId, fingerprint, reply })),
  };
}

function refusalOf(fault: BackupFault): Problem {
  return fault.kind === "not-empty" ? problem("state-conflict", { detail: fault.why }) : damaged(fault);
}

function damaged({ seq, why }: Pick<BackupFault, "seq" | "why">): Problem {
  if (seq === null) return problem("backup-damaged", { detail: why });
  return problem("backup-damaged", { detail: `Event ${seq}: ${why}.`, facts: { seq } });
}
