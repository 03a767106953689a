import { ledgerFile } from "#lib/server/files.ts";
import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** What `GET /api/v1/operator/group-buys/{id}/ledger-file` answers, for who has a session and no key. */
export const GET: RequestHandler = async (event) =>
  ledgerFile(valueOf(await useCases(event).ledger.fileOfGroupBuy(requireOperator(event), event.params.id)));
