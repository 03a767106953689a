import type { LedgerFileDocument } from "../../../worker/contract/ledger-file.ts";

/** By this mark spreadsheets know UTF-8, and would garble titles without it. Programs get the file without: from the API. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Comma-separated values as people open them. */
export function spreadsheetFile(text: string, name: string): Response {
  return download(BYTE_ORDER_MARK + text, "text/csv; charset=utf-8; header=present", `${name}.csv`);
}

/** The signed file as `npm run ledger:verify` reads it: the same as over REST. */
export function ledgerFile(file: LedgerFileDocument): Response {
  const text = `${JSON.stringify(file)}\n`;
  return download(text, "application/json; charset=utf-8", `onebell-ledger-${file.subject}.json`);
}

export function download(text: string, type: string, fileName: string): Response {
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
