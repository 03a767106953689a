import { z } from "zod";
import { GroupBuyResource } from "../../contract/group-buy.ts";
import { MerchantProfile } from "../../contract/people.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";

/** Whatever an operator does has a reason, which is kept. */
const Reason = z.strictObject({ reason: z.string() });
const REASON_REFUSALS = ["text-empty", "text-too-long", "text-control-character"] as const;

export const operatorEndpoints: readonly Endpoint[] = [
  endpoint("operator:write", {
    method: "post",
    path: "/operator/merchants/{id}/verify",
    summary: "Verify a merchant; its offers count from now on.",
    ids: { id: "mer" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: MerchantProfile,
    refusals: [...REASON_REFUSALS, "state-conflict"],
    handle: ({ app, caller, ids, body }) => app.people.verifyMerchant(caller, ids.id, body.reason),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/approve",
    summary: "Let a group-buy in review be published (rule G5).",
    ids: { id: "gb" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...REASON_REFUSALS, "state-conflict"],
    handle: ({ app, caller, ids, body }) => app.operators.approve(caller, ids.id, body.reason),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/group-buys/{id}/reject",
    summary: "Refuse a group-buy in review; the deposit goes back in full (rule G5).",
    ids: { id: "gb" },
    body: Reason,
    repeat: "recorded",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...REASON_REFUSALS, "state-conflict"],
    handle: ({ app, caller, ids, body }) => app.operators.reject(caller, ids.id, body.reason),
  }),
];
