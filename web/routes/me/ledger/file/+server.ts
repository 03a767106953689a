import { spreadsheetFile } from "#lib/server/files.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The same rows as `GET /api/v1/me/ledger.csv`, for who has a session and no key. */
export const GET: RequestHandler = async (event) => {
  const text = valueOf(await useCases(event).ledger.mineAsCsv(requireCaller(event)));
  return spreadsheetFile(text, "onebell-ledger");
};
