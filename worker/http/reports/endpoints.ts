import { z } from "zod";
import { ReasonInput, Report, ReportCase, ReportInput } from "../../contract/community.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { WORDS_REFUSALS } from "../refusals.ts";

const Decided = z.object({ decided: z.int() });

export const reportEndpoints: readonly Endpoint[] = [
  endpoint("group-buys:write", {
    method: "post",
    path: "/reports",
    summary:
      "Point operators to a group-buy, a question or a review, once (rule C5). Nothing follows from it by itself.",
    body: ReportInput,
    repeat: "recorded",
    status: 201,
    answer: Report,
    refusals: [
      ...WORDS_REFUSALS,
      "text-empty",
      "not-found",
      "already-reported",
      "conflict-of-interest",
      "limit-reached",
    ],
    handle: ({ app, caller, body, commandId }) => app.reports.add(caller, { ...body, commandId }),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/reports",
    summary: "What has been reported and not decided, by thing; the oldest first.",
    status: 200,
    answer: pageOf(ReportCase),
    handle: ({ app, caller }) => app.moderation.cases(caller),
    reply: wholeList,
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/reports/{id}/dismiss",
    summary: "Find nothing wrong, for everybody who reported the same thing (rule C5).",
    ids: { id: "rep" },
    body: ReasonInput,
    repeat: "recorded",
    status: 200,
    answer: Decided,
    refusals: [...WORDS_REFUSALS, "text-empty", "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.moderation.dismiss(caller, ids.id, body.reason),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/reports/{id}/uphold",
    summary:
      "Find it wrong: a question or a review is hidden; a group-buy is suspended by its own call (rules C5, G6).",
    ids: { id: "rep" },
    body: ReasonInput,
    repeat: "recorded",
    status: 200,
    answer: Decided,
    refusals: [...WORDS_REFUSALS, "text-empty", "state-conflict", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.moderation.uphold(caller, ids.id, body.reason),
  }),
];
