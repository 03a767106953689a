import { z } from "zod";
import { BooksClose, BooksDifference, BooksDryRun, BooksOverview, CloseFile } from "../../contract/reconciliation.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { act, all, one, Reason } from "./shapes.ts";

/** The books beside the provider's statement (ADR 0039). */
export const reconciliationEndpoints: readonly Endpoint[] = [
  endpoint("operator:read", {
    method: "get",
    path: "/operator/reconciliation",
    summary: "The books as they stand: the money equation, what does not fit, what is unanswered, the last closes.",
    status: 200,
    answer: BooksOverview,
    handle: ({ app, caller }) => app.reconciliation.overview(caller),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/reconciliation/dry-run",
    summary: "What a close would find at this moment; nothing of it is kept.",
    status: 200,
    answer: BooksDryRun,
    refusals: ["not-found"],
    handle: ({ app, caller }) => app.reconciliation.dryRun(caller),
  }),
  all({
    path: "/operator/reconciliation/closes",
    summary: "The closes of the last days, newest first.",
    item: BooksClose,
    handle: ({ app, caller }) => app.reconciliation.closes(caller),
  }),
  one({
    path: "/operator/reconciliation/closes/{id}",
    summary: "The close of one day, currency by currency, with every reason that keeps it open.",
    id: "cls",
    answer: BooksClose,
    handle: ({ app, caller, id }) => app.reconciliation.close(caller, id),
  }),
  one({
    path: "/operator/reconciliation/closes/{id}/report",
    summary: "The report of a close, the bytes that were signed; it recomputes without this server.",
    id: "cls",
    answer: CloseFile,
    handle: ({ app, caller, id }) => app.reconciliation.report(caller, id),
  }),
  act({
    path: "/operator/reconciliation/closes/{id}/retry",
    summary: "Try a refused day again now.",
    id: "cls",
    body: Reason,
    answer: BooksClose,
    refusals: ["state-conflict"],
    handle: ({ app, caller, id, body }) => app.reconciliation.retry(caller, id, body.reason),
  }),
  one({
    path: "/operator/reconciliation/differences/{id}",
    summary: "One difference with the entry that is proposed, and what it would do to each account: the dry run.",
    id: "dif",
    answer: BooksDifference,
    handle: ({ app, caller, id }) => app.reconciliation.difference(caller, id),
  }),
  act({
    path: "/operator/reconciliation/differences/{id}/entries",
    summary: "Book the entry that the dry run has shown, and no other.",
    id: "dif",
    body: z.strictObject({ journalId: z.string(), reason: z.string() }),
    answer: BooksDifference,
    refusals: ["state-conflict"],
    handle: ({ app, caller, id, body }) => app.reconciliation.book(caller, id, body),
  }),
];
