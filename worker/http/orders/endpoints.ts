import { z } from "zod";
import { Order, Payout, ShipmentInput } from "../../contract/offers.ts";
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
    summary: "Say that an order is on its way.",
    ids: { id: "mb" },
    body: ShipmentInput,
    repeat: "honoured",
    status: 201,
    answer: Order,
    refusals: ["state-conflict", "text-empty", "text-too-long", "timestamp-zone-required", "timestamp-invalid", "busy"],
    handle: ({ app, caller, ids, body, commandId }) => app.merchants.ship(caller, ids.id, { ...body, commandId }),
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
