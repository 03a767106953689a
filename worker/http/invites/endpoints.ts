import { z } from "zod";
import { ArrivalInput, Invitation, Invite, InviteInput } from "../../contract/invites.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { CodeParameter } from "../parameters.ts";
import { WORDS_REFUSALS } from "../refusals.ts";

export const inviteEndpoints: readonly Endpoint[] = [
  endpoint("group-buys:write", {
    method: "post",
    path: "/group-buys/{id}/invites",
    summary: "Make a link that brings others to a group-buy one is a member of (rule C7).",
    ids: { id: "gb" },
    body: InviteInput,
    repeat: "recorded",
    status: 201,
    answer: Invite,
    refusals: [
      ...WORDS_REFUSALS,
      "timestamp-zone-required",
      "timestamp-invalid",
      "deadline-past",
      "state-conflict",
      "forbidden",
      "limit-reached",
    ],
    handle: ({ app, caller, ids, body, commandId }) => app.invites.create(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("group-buys:read", {
    method: "get",
    path: "/group-buys/{id}/invites",
    summary: "My links of a group-buy, newest first: how many looked and joined, never who (rule C7).",
    ids: { id: "gb" },
    status: 200,
    answer: pageOf(Invite),
    refusals: ["forbidden"],
    handle: ({ app, caller, ids }) => app.invites.mine(caller, ids.id),
    reply: wholeList,
  }),
  endpoint("group-buys:write", {
    method: "delete",
    path: "/invites/{id}",
    summary: "End a link of mine; what came of it stays counted.",
    ids: { id: "inv" },
    status: 204,
    handle: ({ app, caller, ids }) => app.invites.revoke(caller, ids.id),
  }),
  openEndpoint({
    method: "get",
    path: "/invites",
    summary: "Where an open link leads, and who invites; one that is over is not found (rule C7).",
    query: z.object({ code: CodeParameter }),
    status: 200,
    answer: Invitation,
    refusals: ["not-found"],
    handle: ({ app, query }) => app.invites.open(query.code),
  }),
  endpoint("group-buys:write", {
    method: "post",
    path: "/invites/arrivals",
    summary: "Say by which link one has come, before one joins; the last one counts (rule C7).",
    body: ArrivalInput,
    repeat: "recorded",
    status: 200,
    answer: Invitation,
    refusals: ["not-found"],
    handle: ({ app, caller, body }) => app.invites.arrive(body.code, caller, { isLook: true }),
  }),
];
