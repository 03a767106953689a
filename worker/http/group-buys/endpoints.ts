import { z } from "zod";
import {
  GroupBuyCard,
  GroupBuyPatch,
  GroupBuyResource,
  GroupBuyTermsInput,
  Leg,
  PickInput,
  SubmitInput,
} from "../../contract/group-buy.ts";
import { OfferComparison } from "../../contract/comparison.ts";
import { pageOf } from "../../contract/shared.ts";
import { CertificateFile, ConsistencyProof, LogHead } from "../../contract/public-log.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { CodeParameter, IntegerParameter, PageParameters, TextParameter } from "../parameters.ts";
import { TERMS_REFUSALS } from "../refusals.ts";

const ids = { id: "gb" } as const;

const drafts: readonly Endpoint[] = [
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys",
    summary: "Write down what you want to buy together. A draft is seen by nobody else.",
    body: GroupBuyTermsInput,
    repeat: "recorded",
    status: 201,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...TERMS_REFUSALS, "limit-reached"],
    handle: ({ app, caller, body }) => app.groupBuys.create(caller, body),
    reply: (groupBuy) => ({ body: groupBuy, headers: { location: `/api/v1/group-buys/${groupBuy.id}` } }),
  }),
  endpoint("group-buys:write", {
    method: "patch",
    path: "/group-buys/{id}",
    summary: "Change a draft. What is published stays as it is.",
    ids,
    body: GroupBuyPatch,
    needsIfMatch: true,
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: [...TERMS_REFUSALS, "state-conflict", "forbidden"],
    handle: ({ app, caller, ids, version, body }) => app.groupBuys.change(caller, ids.id, version, body),
  }),
  endpoint("group-buys:write", {
    method: "delete",
    path: "/group-buys/{id}",
    summary: "Throw a draft away.",
    ids,
    needsIfMatch: true,
    status: 204,
    refusals: ["state-conflict", "forbidden"],
    handle: ({ app, caller, ids, version }) => app.groupBuys.discard(caller, ids.id, version),
  }),
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys/{id}/submit",
    summary: "Pay the guarantee deposit. The group-buy opens once the deposit has been verified.",
    ids,
    body: SubmitInput,
    repeat: "required",
    status: 202,
    answer: z.object({ groupBuy: GroupBuyResource, leg: Leg }),
    refusals: [
      ...TERMS_REFUSALS,
      "instrument-invalid",
      "deposit-declined",
      "state-conflict",
      "limit-reached",
      "forbidden",
      "busy",
    ],
    handle: ({ app, caller, ids, body, commandId }) => app.groupBuys.submit(caller, ids.id, { ...body, commandId }),
  }),
];

const PublicMember = z.object({ pseudonym: z.string(), quantity: z.int(), seq: z.int(), state: z.string() });
const PublicLeaf = z.object({ seq: z.int(), leaf: z.string(), leafHash: z.string() });

const reading: readonly Endpoint[] = [
  openEndpoint({
    method: "get",
    path: "/group-buys",
    summary: "The public directory.",
    query: z.object({
      ...PageParameters,
      sort: z.enum(["closing", "newest", "nearly"]).optional(),
      category: CodeParameter.optional(),
      currency: CodeParameter.optional(),
      country: CodeParameter.optional(),
      q: TextParameter.optional(),
    }),
    status: 200,
    answer: pageOf(GroupBuyCard),
    refusals: ["cursor-invalid", "query-too-long", "dependency-unavailable"],
    handle: ({ app, query }) => app.groupBuys.cards(query),
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/similar",
    summary: "Open group-buys about what somebody is about to start, at most three, the most alike first.",
    query: z.object({ title: TextParameter, kind: z.enum(["good", "service"]).optional() }),
    status: 200,
    answer: pageOf(GroupBuyCard),
    refusals: ["query-too-long", "dependency-unavailable"],
    handle: ({ app, query }) => app.groupBuys.similar(query),
    reply: wholeList,
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}",
    summary: "One group-buy as its authority knows it, with what is asked of the caller.",
    ids,
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    handle: ({ app, caller, ids }) => app.groupBuys.view(ids.id, caller),
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/members",
    summary: "The members by pseudonym, in order of arrival.",
    ids,
    query: z.object(PageParameters),
    status: 200,
    answer: pageOf(PublicMember),
    refusals: ["cursor-invalid"],
    handle: ({ app, ids, query }) => app.groupBuys.members(ids.id, query),
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/events",
    summary: "The leaves of the public log after a sequence number, exactly as hashed.",
    ids,
    query: z.object({ after: IntegerParameter.optional() }),
    status: 200,
    answer: z.object({ items: z.array(PublicLeaf), treeSize: z.int(), treeRoot: z.string() }),
    handle: ({ app, ids, query }) => app.groupBuys.leaves(ids.id, query.after ?? 0),
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/log-head",
    summary: "The signed head of the public log: its size and root as a checkpoint that any verifier of C2SP reads.",
    ids,
    status: 200,
    answer: LogHead,
    handle: ({ app, ids }) => app.groupBuys.logHead(ids.id),
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/log-consistency",
    summary: "What shows that the log only grew from so many entries to so many, or to its signed head (RFC 9162).",
    ids,
    query: z.object({ from: IntegerParameter.optional(), to: IntegerParameter.optional() }),
    status: 200,
    answer: ConsistencyProof,
    handle: ({ app, ids, query }) => app.groupBuys.logConsistency(ids.id, query.from ?? 1, query.to ?? null),
  }),
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/certificate",
    summary:
      "What was counted at the bell: the entry of the count, its signed receipt and its proof, in one file that anybody can verify without us. Not found before the count; `facts.missing` says why: `before_bell`, `counting`, or `never` where nothing will be counted any more.",
    ids,
    status: 200,
    answer: CertificateFile,
    handle: ({ app, ids }) => app.groupBuys.certificate(ids.id),
  }),
];

const choosing: readonly Endpoint[] = [
  endpoint("group-buys:read", {
    method: "get",
    path: "/group-buys/{id}/offers",
    summary: "The offers beside each other, for members; single prices once the offers are in (rules G14, P4).",
    ids,
    status: 200,
    answer: OfferComparison,
    handle: ({ app, caller, ids }) => app.groupBuys.comparison(caller, ids.id),
  }),
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys/{id}/selection",
    summary: "Take one of the offers, where the terms leave the choice to the initiator (rule G14).",
    ids,
    body: PickInput,
    repeat: "honoured",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: ["forbidden", "state-conflict", "offer-invalid", "precondition-failed", "busy"],
    handle: ({ app, caller, ids, body, commandId }) => app.groupBuys.pick(caller, ids.id, { ...body, commandId }),
  }),
];

const ending: readonly Endpoint[] = [
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys/{id}/cancel",
    summary: "Call an open group-buy off; every deposit goes back.",
    ids,
    body: z.strictObject({ reason: z.string() }),
    repeat: "honoured",
    status: 200,
    answer: GroupBuyResource,
    hasETag: true,
    refusals: ["forbidden", "state-conflict", "withdrawal-locked", "text-empty", "text-too-long"],
    handle: ({ app, caller, ids, body, commandId }) => app.groupBuys.cancel(caller, ids.id, { ...body, commandId }),
  }),
];

export const groupBuyEndpoints: readonly Endpoint[] = [...drafts, ...reading, ...choosing, ...ending];
