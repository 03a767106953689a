import { z } from "zod";
import { GroupBuyResource } from "../../contract/group-buy.ts";
import { LedgerView } from "../../contract/ledger.ts";
import { MerchantProfile } from "../../contract/people.ts";
import { parseTypeId } from "../../core/id.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";

/** Whatever an operator does has a reason, which is kept. */
const Reason = z.strictObject({ reason: z.string() });
const REASON_REFUSALS = ["text-empty", "text-too-long", "text-control-character"] as const;

/** Whose book: a group-buy's or a merchant's. */
const SourceParameter = z
  .string()
  .refine((text) => parseTypeId(text, "gb").ok || parseTypeId(text, "mer").ok, "A group-buy or merchant is expected.");

export const operatorEndpoints: readonly Endpoint[] = [
  endpoint("operator:read", {
    method: "get",
    path: "/operator/ledger",
    summary: "One book of the general ledger, and the check of all of them.",
    query: z.object({ source: SourceParameter }),
    status: 200,
    answer: LedgerView,
    handle: ({ app, caller, query }) => app.operators.ledger(caller, query.source),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/merchants/{id}/verify",
    summary: "Verify a merchant; its offers count from now on.",
    ids: { id: "mer" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: MerchantProfile,
    refusals: [...REASON_REFUSALS, "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.people.verifyMerchant(caller, ids.id, body.reason),
  }),
  verdict("approve", "Let a group-buy in review be published (rule G5).", "approve"),
  verdict("reject", "Refuse a group-buy in review; the deposit goes back in full (rule G5).", "reject"),
  verdict("suspend", "Stop joins and offers; leaving stays free and the deadline rings nothing (rule G6).", "suspend"),
  verdict("resume", "Open a suspended group-buy again; a deadline that came too near moves (rule G7).", "resume"),
  verdict(
    "cancel",
    "Call it off with everything back; where money is held it takes a second operator (rule G9).",
    "callOff",
  ),
];

type Verdict = "approve" | "reject" | "suspend" | "resume" | "callOff";

/** What an operator who neither buys nor sells there decides about one group-buy, with a reason (domain 3.1). */
function verdict(verb: string, summary: string, useCase: Verdict): Endpoint {
  return endpoint("operator:write", {
    method: "post",
    path: `/operator/group-buys/{id}/${verb}`,
    summary,
    ids: { id: "gb" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...REASON_REFUSALS, "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.operators[useCase](caller, ids.id, body.reason),
  });
}
