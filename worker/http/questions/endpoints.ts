import { z } from "zod";
import { Question, ReasonInput, TextInput } from "../../contract/community.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";
import { PageParameters } from "../parameters.ts";
import { WORDS_REFUSALS } from "../refusals.ts";

export const questionEndpoints: readonly Endpoint[] = [
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/questions",
    summary: "What has been asked about a group-buy, and answered; newest first.",
    ids: { id: "gb" },
    query: z.object(PageParameters),
    status: 200,
    answer: pageOf(Question),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, ids, query }) => app.questions.list(ids.id, caller, query),
  }),
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys/{id}/questions",
    summary: "Ask the initiator something, in public and under a pseudonym (rule C4).",
    ids: { id: "gb" },
    body: TextInput,
    repeat: "recorded",
    status: 201,
    answer: Question,
    refusals: [...WORDS_REFUSALS, "text-empty", "state-conflict", "conflict-of-interest", "limit-reached"],
    handle: ({ app, caller, ids, body, commandId }) => app.questions.ask(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys/{id}/questions/{question}/answers",
    summary: "Answer a question about one's own group-buy; the asker is told (rule C4).",
    ids: { id: "gb", question: "qst" },
    body: TextInput,
    repeat: "recorded",
    status: 201,
    answer: Question,
    refusals: [...WORDS_REFUSALS, "text-empty", "state-conflict", "forbidden", "limit-reached"],
    handle: ({ app, caller, ids, body, commandId }) =>
      app.questions.answer(caller, ids.id, ids.question, { ...body, commandId }),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/questions/{id}/hide",
    summary: "Take a question and its answers out of sight; the reason stands in their place (rule C4).",
    ids: { id: "qst" },
    body: ReasonInput,
    repeat: "recorded",
    status: 200,
    answer: Question,
    refusals: [...WORDS_REFUSALS, "text-empty", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.moderation.hideQuestion(caller, ids.id, body.reason),
  }),
];
