import { ledgerFile } from "#lib/server/files.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** What `GET /api/v1/me/ledger-file` answers, for who has a session and no key. */
export const GET: RequestHandler = async (event) =>
  ledgerFile(valueOf(await useCases(event).ledger.myFile(requireCaller(event))));
