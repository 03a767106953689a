import { z } from "zod";
import { BreachInput, DisputeDecisionInput } from "../../contract/disputes.ts";
import { GroupBuyResource, Leg } from "../../contract/group-buy.ts";
import { LedgerView } from "../../contract/ledger.ts";
import { OperatorMerchant, OperatorPersonCase } from "../../contract/operators.ts";
import { MerchantProfile } from "../../contract/people.ts";
import { Timestamp } from "../../contract/shared.ts";
import { parseTypeId } from "../../core/id.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { backupEndpoints } from "./backups.ts";
import { operatorReadings } from "./readings.ts";
import { searchEndpoints } from "./search.ts";
import { reconciliationEndpoints } from "./reconciliation.ts";
import { act, DECISION_REFUSALS, Reason } from "./shapes.ts";

/** Whose book: a group-buy's or a merchant's. */
const SourceParameter = z
  .string()
  .refine((text) => parseTypeId(text, "gb").ok || parseTypeId(text, "mer").ok, "A group-buy or merchant is expected.");

/** What is decided about a group-buy answers with the group-buy as it then is. */
const aboutGroupBuy = { id: "gb", answer: GroupBuyResource, hasETag: true } as const;

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
  act({
    path: "/operator/merchants/{id}/verify",
    summary: "Verify a merchant; its offers count from now on.",
    id: "mer",
    body: Reason,
    answer: MerchantProfile,
    handle: ({ app, caller, id, body }) => app.people.verifyMerchant(caller, id, body.reason),
  }),
  act({
    path: "/operator/merchants/{id}/suspend",
    summary: "Stop a merchant: no new offers, and whatever stands and was not chosen is withdrawn (rule OP3).",
    id: "mer",
    body: Reason,
    answer: OperatorMerchant,
    handle: ({ app, caller, id, body }) => app.operators.suspendMerchant(caller, id, body.reason),
  }),
  act({
    path: "/operator/merchants/{id}/lift",
    summary: "End the suspension of a merchant.",
    id: "mer",
    body: Reason,
    answer: OperatorMerchant,
    handle: ({ app, caller, id, body }) => app.operators.liftMerchant(caller, id, body.reason),
  }),
  act({
    path: "/operator/people/{id}/sign-out",
    summary: "End every session and revoke every key of a person.",
    id: "usr",
    body: Reason,
    answer: OperatorPersonCase,
    refusals: [],
    handle: ({ app, caller, id, body }) => app.operators.signOutPerson(caller, id, body.reason),
  }),
  act({
    path: "/operator/people/{id}/make-operator",
    summary: "Make a person an operator; they sign in anew and register a passkey (rule OP4).",
    id: "usr",
    body: Reason,
    answer: OperatorPersonCase,
    handle: ({ app, caller, id, body }) => app.operators.makeOperator(caller, id, body.reason),
  }),
  act({
    path: "/operator/people/{id}/drop-operator",
    summary: "Take the role from another operator; never from the last (rule OP4).",
    id: "usr",
    body: Reason,
    answer: OperatorPersonCase,
    handle: ({ app, caller, id, body }) => app.operators.dropOperator(caller, id, body.reason),
  }),
  act({
    path: "/operator/people/{id}/reset-passkeys",
    summary: "Forget the passkeys of another operator who has lost theirs; their sessions and keys end (rule OP4).",
    id: "usr",
    body: Reason,
    answer: OperatorPersonCase,
    handle: ({ app, caller, id, body }) => app.operators.resetPasskeys(caller, id, body.reason),
  }),
  act({
    path: "/operator/legs/{id}/retry",
    summary: "Ask for a refund that failed again at once (rule H9).",
    id: "dep",
    body: Reason,
    answer: Leg,
    handle: ({ app, caller, id, body }) => app.operators.retryRefund(caller, id, body.reason),
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
  act({
    ...aboutGroupBuy,
    path: "/operator/group-buys/{id}/extend",
    summary: "Move the deadline after an incident; a second operator has to say the same (rule T7).",
    body: z.strictObject({ closesAt: Timestamp, reason: z.string() }),
    refusals: ["timestamp-invalid", "deadline-past", "duration-unsupported", ...DECISION_REFUSALS],
    handle: ({ app, caller, id, body }) => app.operators.extend(caller, id, body),
  }),
  act({
    ...aboutGroupBuy,
    path: "/operator/group-buys/{id}/removals",
    summary: "Remove a member for fraud, by place in the log; everything goes back and the seat is free (rule M16).",
    body: z.strictObject({ seq: z.int(), reason: z.string() }),
    handle: ({ app, caller, id, body }) => app.operators.remove(caller, id, body),
  }),
  act({
    path: "/operator/disputes/{id}/decision",
    summary: "Decide a dispute: so much of what was paid goes back, the rest is the merchant's (rule M15).",
    id: "mb",
    body: DisputeDecisionInput,
    answer: GroupBuyResource,
    refusals: ["amount-out-of-range", "currency-mismatch", ...DECISION_REFUSALS],
    handle: ({ app, caller, id, body }) => app.operators.decideDispute(caller, id, body),
  }),
  act({
    ...aboutGroupBuy,
    path: "/operator/group-buys/{id}/breach",
    summary: "End a deal that its merchant has broken; what was not received goes back in full (rule G23).",
    body: BreachInput,
    handle: ({ app, caller, id, body }) => app.operators.declareBreach(caller, id, body),
  }),
  ...backupEndpoints,
  ...searchEndpoints,
  ...reconciliationEndpoints,
];

type Verdict = "approve" | "reject" | "suspend" | "resume" | "callOff";

/** What an operator who neither buys nor sells there decides about one group-buy, with a reason (domain 3.1). */
function verdict(verb: string, summary: string, useCase: Verdict): Endpoint {
  return act({
    ...aboutGroupBuy,
    path: `/operator/group-buys/{id}/${verb}`,
    summary,
    body: Reason,
    handle: ({ app, caller, id, body }) => app.operators[useCase](caller, id, body.reason),
  });
}
