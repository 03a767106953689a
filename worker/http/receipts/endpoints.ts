import { Receipt } from "../../contract/group-buy.ts";
import { openEndpoint, type Endpoint } from "../endpoint.ts";

export const receiptEndpoints: readonly Endpoint[] = [
  openEndpoint({
    method: "get",
    path: "/receipts/{id}",
    summary:
      "A receipt as it was signed; the same bytes for ever. It names nobody, so whoever holds its id may check it.",
    ids: { id: "receipt" },
    status: 200,
    answer: Receipt,
    handle: ({ app, ids }) => app.groupBuys.receipt(ids.id),
  }),
];
