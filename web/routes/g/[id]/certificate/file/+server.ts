import { download } from "#lib/server/files.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The count with its receipt and its proof, as `npm run verify` reads it: the same as over REST. */
export const GET: RequestHandler = async (event) => {
  const file = valueOf(await useCases(event).groupBuys.certificate(event.params.id));
  const name = `onebell-certificate-${event.params.id.slice(-6)}.json`;
  return download(`${JSON.stringify(file)}\n`, "application/json; charset=utf-8", name);
};
