import { z } from "zod";
import { BreachCase, DisputeCase } from "../../contract/disputes.ts";
import {
  AttentionItem,
  AuditEntry,
  MailStanding,
  OperatorCase,
  OperatorCounts,
  OperatorGroupBuyRow,
  OperatorMail,
  OperatorMerchant,
  OperatorPerson,
  OperatorPersonCase,
  TimelineEntry,
} from "../../contract/operators.ts";
import { PendingErasure } from "../../contract/personal.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { CodeParameter, IntegerParameter, LimitParameter, PageParameters, TextParameter } from "../parameters.ts";
import { all, one } from "./shapes.ts";

/** Everything the console looks at. */
export const operatorReadings: readonly Endpoint[] = [
  endpoint("operator:read", {
    method: "get",
    path: "/operator/group-buys",
    summary: "Group-buys by state, words, id, initiator's address or number of a receipt; or those that need somebody.",
    query: z.object({
      state: CodeParameter.optional(),
      q: TextParameter.optional(),
      needsMe: z.literal("true").optional(),
      ...PageParameters,
    }),
    status: 200,
    answer: pageOf(OperatorGroupBuyRow),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, query: { state, q, needsMe, limit, cursor } }) =>
      app.operators.groupBuys(caller, {
        ...(state !== undefined && { state }),
        ...(q !== undefined && { q }),
        ...(needsMe !== undefined && { needsMe: true }),
        ...(limit !== undefined && { limit }),
        ...(cursor !== undefined && { cursor }),
      }),
  }),
  one({
    path: "/operator/group-buys/{id}",
    summary: "One group-buy with its money, what waits, and the standing proposal to call it off.",
    id: "gb",
    answer: OperatorCase,
    handle: ({ app, caller, id }) => app.operators.caseFile(caller, id),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/group-buys/{id}/timeline",
    summary: "Every event of one group-buy, newest first, with who of us it was.",
    ids: { id: "gb" },
    query: z.object({ before: IntegerParameter.optional(), limit: LimitParameter.optional() }),
    status: 200,
    answer: z.object({ items: z.array(TimelineEntry), nextBefore: z.int().nullable() }),
    handle: ({ app, caller, ids, query: { before, limit } }) =>
      app.operators.timeline(caller, ids.id, {
        ...(before !== undefined && { before }),
        ...(limit !== undefined && { limit }),
      }),
  }),
  all({
    path: "/operator/attention",
    summary: "Everything that goes on only when a person looks at it, longest waiting first.",
    item: AttentionItem,
    handle: ({ app, caller }) => app.operators.attention(caller),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/counts",
    summary: "How much waits: for the navigation of a console.",
    status: 200,
    answer: OperatorCounts,
    handle: ({ app, caller }) => app.operators.counts(caller),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/merchants",
    summary: "Merchants with all they stated; applications that wait longest come first.",
    query: z.object({ state: CodeParameter.optional() }),
    status: 200,
    answer: pageOf(OperatorMerchant),
    handle: ({ app, caller, query: { state } }) =>
      app.operators.merchants(caller, { ...(state !== undefined && { state }) }),
    reply: wholeList,
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/erasures",
    summary: "Accounts whose erasure is under way, oldest first, with what it waits for.",
    status: 200,
    answer: pageOf(PendingErasure),
    handle: ({ app, caller }) => app.personal.pending(caller),
    reply: wholeList,
  }),
  all({
    path: "/operator/lost-mails",
    summary: "Mails of the last week that were given up or refused, newest first; neither address nor words are kept.",
    item: OperatorMail,
    handle: ({ app, caller }) => app.operators.lostMails(caller),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/people",
    summary: "People by id, or by the beginning of an address or a name.",
    query: z.object({ q: TextParameter.optional() }),
    status: 200,
    answer: pageOf(OperatorPerson),
    handle: ({ app, caller, query: { q } }) => app.operators.people(caller, { ...(q !== undefined && { q }) }),
    reply: wholeList,
  }),
  one({
    path: "/operator/people/{id}",
    summary: "One person with their roles, group-buys, and how many sessions and keys are live.",
    id: "usr",
    answer: OperatorPersonCase,
    handle: ({ app, caller, id }) => app.operators.person(caller, id),
  }),
  one({
    path: "/operator/people/{id}/mails",
    summary: "What became of the newest mails to one person, and whether their address gets any.",
    id: "usr",
    answer: MailStanding,
    handle: ({ app, caller, id }) => app.operators.mailsOf(caller, id),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/audit",
    summary: "What operators did, to whom and why, newest first. Nothing is ever changed or deleted there.",
    query: z.object({
      action: CodeParameter.optional(),
      operatorId: CodeParameter.optional(),
      subjectId: CodeParameter.optional(),
      ...PageParameters,
    }),
    status: 200,
    answer: pageOf(AuditEntry),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, query: { action, operatorId, subjectId, limit, cursor } }) =>
      app.operators.audit(caller, {
        ...(action !== undefined && { action }),
        ...(operatorId !== undefined && { operatorId }),
        ...(subjectId !== undefined && { subjectId }),
        ...(limit !== undefined && { limit }),
        ...(cursor !== undefined && { cursor }),
      }),
  }),
  all({
    path: "/operator/disputes",
    summary: "Disputes that wait for an operator, soonest date first.",
    item: DisputeCase,
    handle: ({ app, caller }) => app.operators.disputes(caller),
  }),
  one({
    path: "/operator/disputes/{id}",
    summary: "One open dispute, by the id of its order.",
    id: "mb",
    answer: DisputeCase,
    handle: ({ app, caller, id }) => app.operators.dispute(caller, id),
  }),
  all({
    path: "/operator/breaches",
    summary: "Merchants who have not sent what was paid for and are silent, longest first (rule G23).",
    item: BreachCase,
    handle: ({ app, caller }) => app.operators.breaches(caller),
  }),
];
