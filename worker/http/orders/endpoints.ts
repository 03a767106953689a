import { z } from "zod";
import { DisputeAnswerInput } from "../../contract/disputes.ts";
import { DeliveryInput, Order, Payout, ShipmentInput } from "../../contract/offers.ts";
import { pageOf } from "../../contract/shared.ts";
import { parseTypeId } from "../../core/id.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";

const GroupBuyIdParameter = z
  .string()
  .refine((text) => parseTypeId(text, "gb").ok, "The id of a group-buy is expected.");

export const orderEndpoints: readonly Endpoint[] = [
  endpoint("orders:read", {
    method: "get",
    path: "/orders",
    summary: "The orders of one award; an address appears once its balance is paid.",
    query: z.object({ groupBuyId: GroupBuyIdParameter }),
    status: 200,
    answer: pageOf(Order),
    handle: ({ app, caller, query }) => app.merchants.orders(caller, query.groupBuyId),
    reply: wholeList,
  }),
  endpoint("shipments:write", {
    method: "post",
    path: "/orders/{id}/shipments",
    summary: "Say that an order is on its way; of a service, for which date it was agreed.",
    ids: { id: "mb" },
    body: ShipmentInput,
    repeat: "honoured",
    status: 201,
    answer: Order,
    refusals: [
      "state-conflict",
      "text-empty",
      "text-too-long",
      "timestamp-zone-required",
      "timestamp-invalid",
      "delivery-too-late",
      "busy",
    ],
    handle: ({ app, caller, ids, body, commandId }) => app.merchants.ship(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("shipments:write", {
    method: "post",
    path: "/orders/{id}/delivery",
    summary: "Say that an order has arrived; the member's time to look begins anew (rule M13).",
    ids: { id: "mb" },
    body: DeliveryInput,
    repeat: "honoured",
    status: 200,
    answer: Order,
    refusals: ["state-conflict", "text-empty", "text-too-long", "timestamp-zone-required", "timestamp-invalid", "busy"],
    handle: ({ app, caller, ids, body, commandId }) => app.merchants.deliver(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("shipments:write", {
    method: "post",
    path: "/orders/{id}/dispute/answer",
    summary: "Answer a dispute: give what is wanted, propose less, or let operators decide (rule M14).",
    ids: { id: "mb" },
    body: DisputeAnswerInput,
    repeat: "required",
    status: 200,
    answer: Order,
    refusals: [
      "state-conflict",
      "text-empty",
      "text-too-long",
      "text-control-character",
      "amount-out-of-range",
      "currency-mismatch",
      "busy",
    ],
    handle: ({ app, caller, ids, body, commandId }) =>
      app.merchants.answerDispute(caller, ids.id, { ...body, commandId }),
  }),
  endpoint("payouts:read", {
    method: "get",
    path: "/payouts",
    summary: "Money paid to me, by group-buy.",
    status: 200,
    answer: pageOf(Payout),
    handle: ({ app, caller }) => app.merchants.payouts(caller),
    reply: wholeList,
  }),
];
