import { z } from "zod";
import { PersonalLedger } from "../../contract/personal-ledger.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { PageParameters } from "../parameters.ts";

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
];
