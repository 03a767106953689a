import { z } from "zod";
import { GroupBuyBackupDocument, RestoredGroupBuy } from "../../contract/backup.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { Reason, REASON_REFUSALS } from "./shapes.ts";

/** A whole log with its answers; what the object lets out is smaller. */
const BACKUP_BYTES_MAXIMUM = 32 * 1_048_576;

/** No answer of these is kept for repeats: it would be a second copy of what is sealed. */
export const backupEndpoints: readonly Endpoint[] = [
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/backups",
    summary: "Everything of a group-buy, signed: its log with what is sealed, its answers, its clock (rule OP5).",
    ids: { id: "gb" },
    body: Reason,
    status: 200,
    answer: GroupBuyBackupDocument,
    refusals: [...REASON_REFUSALS, "body-too-large"],
    handle: ({ app, caller, ids, body }) => app.backups.backUp(caller, ids.id, body.reason),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/restore",
    summary: "Rebuild a group-buy that is gone from a backup; only one that the deployment names (rule OP6).",
    ids: { id: "gb" },
    body: z.strictObject({ reason: z.string(), backup: GroupBuyBackupDocument }),
    bodyBytesMaximum: BACKUP_BYTES_MAXIMUM,
    status: 200,
    answer: RestoredGroupBuy,
    refusals: [...REASON_REFUSALS, "forbidden", "sign-in-stale", "backup-damaged", "state-conflict"],
    handle: ({ app, caller, ids, body }) => app.backups.restore(caller, ids.id, body),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/search/rebuild",
    summary:
      "Look through the whole catalogue and write what the search index lacks; what one call does not come to goes on by itself.",
    body: Reason,
    status: 200,
    answer: z.object({ written: z.int(), looked: z.int() }),
    refusals: REASON_REFUSALS,
    handle: ({ app, caller, body }) => app.backups.rebuildSearch(caller, body.reason),
  }),
];
