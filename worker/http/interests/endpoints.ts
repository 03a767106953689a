import { z } from "zod";
import {
  Interest,
  InterestChoices,
  InterestChoicesInput,
  InterestDemand,
  InterestInput,
  InterestPause,
  InterestPreview,
} from "../../contract/interests.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { PageParameters } from "../parameters.ts";
import { INTEREST_REFUSALS } from "../refusals.ts";

const ids = { id: "int" } as const;

export const interestEndpoints: readonly Endpoint[] = [
  endpoint("demands:read", {
    method: "get",
    path: "/interests",
    summary:
      "My standing interests, newest first: saved searches that demands find when they are published (rule IN1).",
    status: 200,
    answer: pageOf(Interest),
    handle: ({ app, caller }) => app.interests.mine(caller),
    reply: wholeList,
  }),
  endpoint("offers:write", {
    method: "post",
    path: "/interests",
    summary: "Save a search: whoever has just published what fits it is told of to me, with why (rules IN1 to IN5).",
    body: InterestInput,
    repeat: "recorded",
    status: 201,
    answer: Interest,
    hasETag: true,
    refusals: [...INTEREST_REFUSALS, "merchant-not-verified", "limit-reached"],
    handle: ({ app, caller, body, commandId }) => app.interests.create(caller, { ...body, commandId }),
  }),
  endpoint("demands:read", {
    method: "post",
    path: "/interests/preview",
    summary: "How many demands that are open now would fit, and the best of them. Nothing is saved.",
    body: InterestInput,
    status: 200,
    answer: InterestPreview,
    refusals: [...INTEREST_REFUSALS, "dependency-unavailable"],
    handle: ({ app, caller, body }) => app.interests.preview(caller, body),
  }),
  endpoint("demands:read", {
    method: "get",
    path: "/interests/{id}",
    summary: "One of my standing interests.",
    ids,
    status: 200,
    answer: Interest,
    hasETag: true,
    handle: ({ app, caller, ids }) => app.interests.interest(caller, ids.id),
  }),
  endpoint("offers:write", {
    method: "put",
    path: "/interests/{id}",
    summary: "Replace what it asks for; what was found stays.",
    ids,
    body: InterestInput,
    needsIfMatch: true,
    status: 200,
    answer: Interest,
    hasETag: true,
    refusals: INTEREST_REFUSALS,
    handle: ({ app, caller, ids, version, body }) => app.interests.replace(caller, ids.id, version, body),
  }),
  endpoint("offers:write", {
    method: "patch",
    path: "/interests/{id}",
    summary: "Pause it, or let it go on; again changes nothing. What is published meanwhile is not told afterwards.",
    ids,
    body: InterestPause,
    status: 200,
    answer: Interest,
    hasETag: true,
    handle: ({ app, caller, ids, body }) => app.interests.pause(caller, ids.id, body.isPaused),
  }),
  endpoint("offers:write", {
    method: "delete",
    path: "/interests/{id}",
    summary: "Delete it, with the list of what was found for it.",
    ids,
    status: 204,
    handle: ({ app, caller, ids }) => app.interests.remove(caller, ids.id),
  }),
  endpoint("demands:read", {
    method: "get",
    path: "/interests/{id}/demands",
    summary: "What was found for it, newest first, as it stands now.",
    ids,
    query: z.object(PageParameters),
    status: 200,
    answer: pageOf(InterestDemand),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, ids, query }) => app.interests.demands(caller, ids.id, query),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/interest-choices",
    summary: "How I am told of what my interests find.",
    status: 200,
    answer: InterestChoices,
    handle: ({ app, caller }) => app.interests.choices(caller),
  }),
  endpoint("profile:write", {
    method: "patch",
    path: "/me/interest-choices",
    summary: "At once, so many times a day at most and the rest in the morning; or everything in the morning.",
    body: InterestChoicesInput,
    status: 200,
    answer: InterestChoices,
    handle: ({ app, caller, body }) => app.interests.choose(caller, body),
  }),
];
