import { z } from "zod";
import { BalanceInput, JoinAnswer, JoinInput, Leg, Membership } from "../../contract/group-buy.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { JOIN_REFUSALS } from "../refusals.ts";

const ids = { id: "gb" } as const;

export const joinEndpoints: readonly Endpoint[] = [
  endpoint("joins:write", {
    method: "post",
    path: "/group-buys/{id}/joins",
    summary: "Join. The arrival at the authority decides; accepted or refused, the answer carries a signed receipt.",
    ids,
    body: JoinInput,
    repeat: "required",
    status: 201,
    answer: JoinAnswer,
    refusals: JOIN_REFUSALS,
    handle: ({ app, caller, ids, body, commandId }) => app.groupBuys.join(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("group-buys:read", {
    method: "get",
    path: "/group-buys/{id}/joins/me",
    summary: "My seat.",
    ids,
    status: 200,
    answer: Membership,
    handle: ({ app, caller, ids }) => app.groupBuys.myMembership(caller, ids.id),
  }),
  endpoint("joins:write", {
    method: "delete",
    path: "/group-buys/{id}/joins/me",
    summary: "Leave; the deposit goes back in full.",
    ids,
    repeat: "required",
    status: 200,
    answer: JoinAnswer,
    refusals: ["withdrawal-locked", "state-conflict", "busy"],
    handle: ({ app, caller, ids, commandId }) => app.groupBuys.leave(caller, ids.id, { commandId }),
  }),
  endpoint("joins:write", {
    method: "post",
    path: "/group-buys/{id}/joins/me/balance",
    summary: "Pay the rest of the price after the award.",
    ids,
    body: BalanceInput,
    repeat: "required",
    status: 202,
    answer: z.object({ membership: Membership, leg: Leg }),
    refusals: [
      "instrument-invalid",
      "deposit-declined",
      "payment-window-closed",
      "state-conflict",
      "text-empty",
      "text-too-long",
      "country-invalid",
      "busy",
    ],
    handle: ({ app, caller, ids, body, commandId }) => app.groupBuys.payBalance(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("joins:write", {
    method: "post",
    path: "/group-buys/{id}/joins/me/received",
    summary: "Confirm that the goods are here; the merchant is paid.",
    ids,
    repeat: "honoured",
    status: 200,
    answer: Membership,
    refusals: ["state-conflict", "busy"],
    handle: ({ app, caller, ids, commandId }) => app.groupBuys.confirmReceived(caller, ids.id, { commandId }),
  }),
];
