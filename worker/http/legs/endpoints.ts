import { z } from "zod";
import { Leg } from "../../contract/group-buy.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";

const ids = { id: "dep" } as const;

export const legEndpoints: readonly Endpoint[] = [
  endpoint("joins:write", {
    method: "post",
    path: "/legs",
    summary: "Arm a deposit before the press, so that joining with it is one atomic step.",
    body: z.strictObject({ groupBuyId: z.string(), quantity: z.int(), instrument: z.string() }),
    repeat: "required",
    status: 201,
    answer: Leg,
    refusals: [
      "not-found",
      "id-malformed",
      "quantity-out-of-range",
      "instrument-invalid",
      "deposit-declined",
      "not-open",
      "state-conflict",
      "busy",
    ],
    handle: ({ app, caller, body, commandId }) => app.legs.arm(caller, { ...body, commandId }),
  }),
  endpoint("group-buys:read", {
    method: "get",
    path: "/legs/{id}",
    summary: "One of my payments and where its money is.",
    ids,
    status: 200,
    answer: Leg,
    handle: ({ app, caller, ids }) => app.legs.view(caller, ids.id),
  }),
  endpoint("joins:write", {
    method: "post",
    path: "/legs/{id}/confirm",
    summary: "Pay a seat that is held unpaid, or try again with another instrument.",
    ids,
    body: z.strictObject({ instrument: z.string() }),
    repeat: "required",
    status: 202,
    answer: Leg,
    refusals: ["instrument-invalid", "deposit-declined", "payment-window-closed", "state-conflict", "busy"],
    handle: ({ app, caller, ids, body, commandId }) => app.legs.confirm(caller, ids.id, { ...body, commandId }),
  }),
];

/** Stands for what a buyer does at the provider's own page; the embedded provider has none. */
export const sandboxLegEndpoints: readonly Endpoint[] = [
  endpoint("joins:write", {
    method: "post",
    path: "/legs/{id}/action",
    summary: "Sandbox: complete the action that the provider asks of the buyer.",
    ids,
    repeat: "recorded",
    status: 200,
    answer: Leg,
    refusals: ["state-conflict", "busy"],
    handle: ({ app, caller, ids }) => app.legs.act(caller, ids.id),
  }),
];
