import { download } from "#lib/server/files.ts";
import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The same as `GET /api/v1/operator/reconciliation/closes/{id}/report`, as a file that `ledger:verify` takes. */
export const GET: RequestHandler = async (event) => {
  const caller = requireOperator(event);
  const { reconciliation } = useCases(event);
  const { id } = event.params;
  const [close, file] = await Promise.all([reconciliation.close(caller, id), reconciliation.report(caller, id)]);
  const { day } = valueOf(close);
  return download(JSON.stringify(valueOf(file)), "application/json", `onebell-close-${day}.json`);
};
