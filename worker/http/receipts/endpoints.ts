import { Receipt } from "../../contract/group-buy.ts";
import { LogProof } from "../../contract/public-log.ts";
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
  openEndpoint({
    method: "get",
    path: "/receipts/{id}/proof",
    summary:
      "That the entry of a receipt stands in the public log: the leaf, its way up the tree and the signed head, as the text of one .tlog-proof file.",
    ids: { id: "receipt" },
    status: 200,
    answer: LogProof,
    handle: ({ app, ids }) => app.groupBuys.receiptProof(ids.id),
  }),
];
