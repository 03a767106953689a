import { download } from "#lib/server/files.ts";
import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** What `GET /api/v1/operator/search/queries` answers, for who has a session and no key. */
export const GET: RequestHandler = async (event) => {
  const text = valueOf(await useCases(event).searchOperating.judgementSet(requireOperator(event)));
  return download(text, "application/x-ndjson; charset=utf-8", "onebell-searches.jsonl");
};
