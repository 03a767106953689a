import { download } from "#lib/server/files.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The entry, its way up the tree and the signed head, as one file that verifiers read (c2sp.org/tlog-proof). */
export const GET: RequestHandler = async (event) => {
  const { proof } = valueOf(await useCases(event).groupBuys.receiptProof(event.params.id));
  return download(proof, "text/plain; charset=utf-8", `${event.params.id}.tlog-proof`);
};
