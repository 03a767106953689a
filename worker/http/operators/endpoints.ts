import { z } from "zod";
import { BreachCase, BreachInput, DisputeCase, DisputeDecisionInput } from "../../contract/disputes.ts";
import { GroupBuyResource, Leg } from "../../contract/group-buy.ts";
import { LedgerView } from "../../contract/ledger.ts";
import { OperatorMerchant, OperatorPersonCase } from "../../contract/operators.ts";
import { MerchantProfile } from "../../contract/people.ts";
import { pageOf, Timestamp } from "../../contract/shared.ts";
import { parseTypeId } from "../../core/id.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { Reason, REASON_REFUSALS } from "./reason.ts";
import { operatorReadings } from "./readings.ts";

/** Whose book: a group-buy's or a merchant's. */
const SourceParameter = z
  .string()
  .refine((text) => parseTypeId(text, "gb").ok || parseTypeId(text, "mer").ok, "A group-buy or merchant is expected.");

export const operatorEndpoints: readonly Endpoint[] = [
  ...operatorReadings,
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
  merchantVerdict(
    "suspend",
    "Stop a merchant: no new offers, and whatever stands and was not chosen is withdrawn (rule OP3).",
    "suspendMerchant",
  ),
  merchantVerdict("lift", "End the suspension of a merchant.", "liftMerchant"),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/people/{id}/sign-out",
    summary: "End every session and revoke every key of a person.",
    ids: { id: "usr" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: OperatorPersonCase,
    refusals: REASON_REFUSALS,
    handle: ({ app, caller, ids, body }) => app.operators.signOutPerson(caller, ids.id, body.reason),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/legs/{id}/retry",
    summary: "Ask for a refund that failed again at once (rule H9).",
    ids: { id: "dep" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: Leg,
    refusals: [...REASON_REFUSALS, "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.operators.retryRefund(caller, ids.id, body.reason),
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
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/extend",
    summary: "Move the deadline after an incident; a second operator has to say the same (rule T7).",
    ids: { id: "gb" },
    body: z.strictObject({ closesAt: Timestamp, reason: z.string() }),
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [
      ...REASON_REFUSALS,
      "timestamp-invalid",
      "deadline-past",
      "duration-unsupported",
      "state-conflict",
      "conflict-of-interest",
    ],
    handle: ({ app, caller, ids, body }) => app.operators.extend(caller, ids.id, body),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/removals",
    summary: "Remove a member for fraud, by place in the log; everything goes back and the seat is free (rule M16).",
    ids: { id: "gb" },
    body: z.strictObject({ seq: z.int(), reason: z.string() }),
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...REASON_REFUSALS, "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.operators.remove(caller, ids.id, body),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/disputes",
    summary: "Disputes that wait for an operator, soonest date first.",
    status: 200,
    answer: pageOf(DisputeCase),
    handle: ({ app, caller }) => app.operators.disputes(caller),
    reply: wholeList,
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/disputes/{id}",
    summary: "One open dispute, by the id of its order.",
    ids: { id: "mb" },
    status: 200,
    answer: DisputeCase,
    handle: ({ app, caller, ids }) => app.operators.dispute(caller, ids.id),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/disputes/{id}/decision",
    summary: "Decide a dispute: so much of what was paid goes back, the rest is the merchant's (rule M15).",
    ids: { id: "mb" },
    body: DisputeDecisionInput,
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    refusals: [
      ...REASON_REFUSALS,
      "amount-out-of-range",
      "currency-mismatch",
      "state-conflict",
      "conflict-of-interest",
    ],
    handle: ({ app, caller, ids, body }) => app.operators.decideDispute(caller, ids.id, body),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/breaches",
    summary: "Merchants who have not sent what was paid for and are silent, longest first (rule G23).",
    status: 200,
    answer: pageOf(BreachCase),
    handle: ({ app, caller }) => app.operators.breaches(caller),
    reply: wholeList,
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/breach",
    summary: "End a deal that its merchant has broken; what was not received goes back in full (rule G23).",
    ids: { id: "gb" },
    body: BreachInput,
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...REASON_REFUSALS, "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.operators.declareBreach(caller, ids.id, body),
  }),
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

/** The same about a merchant: nobody decides about the one they act for. */
function merchantVerdict(verb: string, summary: string, useCase: "suspendMerchant" | "liftMerchant"): Endpoint {
  return endpoint("operator:write", {
    method: "post",
    path: `/operator/merchants/{id}/${verb}`,
    summary,
    ids: { id: "mer" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: OperatorMerchant,
    refusals: [...REASON_REFUSALS, "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.operators[useCase](caller, ids.id, body.reason),
  });
}
