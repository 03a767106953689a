import { spreadsheetFile } from "#lib/server/files.ts";
import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** The same rows as `GET /api/v1/merchants/me/statement.csv`, for who has a session and no key. */
export const GET: RequestHandler = async (event) => {
  const caller = await requireSeller(event);
  const month = event.url.searchParams.get("month") ?? undefined;
  const text = valueOf(await useCases(event).ledger.statementAsCsv(caller, month));
  return spreadsheetFile(text, "onebell-statement");
};
