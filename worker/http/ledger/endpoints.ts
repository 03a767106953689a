import { z } from "zod";
import { LedgerFileDocument } from "../../contract/ledger-file.ts";
import { MerchantStanding, MerchantStatement } from "../../contract/merchant-statement.ts";
import { PersonalLedger } from "../../contract/personal-ledger.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import type { Reply } from "../endpoint-spec.ts";
import { PageParameters } from "../parameters.ts";

const MonthParameter = z.string().regex(/^[12]\d{3}-(?:0[1-9]|1[0-2])$/, "A month is expected, as 2026-11.");

export const ledgerEndpoints: readonly Endpoint[] = [
  endpoint("profile:read", {
    method: "get",
    path: "/me/ledger",
    summary: "Every movement of my money, newest first, and what stands with the provider now: their sum.",
    query: z.object(PageParameters),
    status: 200,
    answer: PersonalLedger,
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, query }) => app.ledger.mine(caller, query),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/ledger.csv",
    summary: "All of my movements as a file (RFC 4180, UTF-8); what a spreadsheet would take for a formula is a text.",
    status: 200,
    answer: z.string(),
    answerType: "text/csv",
    handle: ({ app, caller }) => app.ledger.mineAsCsv(caller),
    reply: (text) => ({ body: text, headers: { "content-disposition": 'attachment; filename="onebell-ledger.csv"' } }),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/ledger-file",
    summary: "My part of the books as a file that `npm run ledger:verify` recomputes without us.",
    status: 200,
    answer: LedgerFileDocument,
    handle: ({ app, caller }) => app.ledger.myFile(caller),
    reply: (file) => ledgerFile(file),
  }),
  endpoint("payouts:read", {
    method: "get",
    path: "/merchants/me/statement",
    summary:
      "My merchant's money in one month, in my zone: what stood, each booking with the balance after it, what stands.",
    query: z.object({ month: MonthParameter.optional() }),
    status: 200,
    answer: MerchantStatement,
    refusals: ["forbidden"],
    handle: ({ app, caller, query }) => app.ledger.statement(caller, query.month),
  }),
  endpoint("payouts:read", {
    method: "get",
    path: "/merchants/me/statement.csv",
    summary: "The same month as a file (RFC 4180, UTF-8), opening and closing balance included.",
    query: z.object({ month: MonthParameter.optional() }),
    status: 200,
    answer: z.string(),
    answerType: "text/csv",
    refusals: ["forbidden"],
    handle: ({ app, caller, query }) => app.ledger.statementAsCsv(caller, query.month),
    reply: (text) => ({
      body: text,
      headers: { "content-disposition": 'attachment; filename="onebell-statement.csv"' },
    }),
  }),
  endpoint("payouts:read", {
    method: "get",
    path: "/merchants/me/standing",
    summary: "My merchant's money at this moment: what I owe, and what is held back, why and until when.",
    status: 200,
    answer: MerchantStanding,
    refusals: ["forbidden"],
    handle: ({ app, caller }) => app.ledger.standing(caller),
  }),
  endpoint("payouts:read", {
    method: "get",
    path: "/merchants/me/ledger-file",
    summary: "My merchant's book, and what touches it in group-buys, as a file that can be recomputed.",
    status: 200,
    answer: LedgerFileDocument,
    refusals: ["forbidden"],
    handle: ({ app, caller }) => app.ledger.merchantFile(caller),
    reply: (file) => ledgerFile(file),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/group-buys/{id}/ledger-file",
    summary: "A group-buy's whole book as a file that can be recomputed; it names payments and no person.",
    ids: { id: "gb" },
    status: 200,
    answer: LedgerFileDocument,
    handle: ({ app, caller, ids }) => app.ledger.fileOfGroupBuy(caller, ids.id),
    reply: (file) => ledgerFile(file),
  }),
];

function ledgerFile(file: LedgerFileDocument): Reply {
  const name = `onebell-ledger-${file.subject}.json`;
  return { body: file, headers: { "content-disposition": `attachment; filename="${name}"` } };
}
