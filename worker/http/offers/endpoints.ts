import { z } from "zod";
import { Offer, OfferInput } from "../../contract/offers.ts";
import { pageOf } from "../../contract/shared.ts";
import { OFFER_BYTES_MAXIMUM } from "../body.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { PageParameters } from "../parameters.ts";
import { OFFER_REFUSALS } from "../refusals.ts";

const ids = { id: "of" } as const;

export const offerEndpoints: readonly Endpoint[] = [
  endpoint("offers:read", {
    method: "get",
    path: "/offers",
    summary: "My offers.",
    query: z.object(PageParameters),
    status: 200,
    answer: pageOf(Offer),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, query }) => app.merchants.offers(caller, query),
  }),
  endpoint("offers:read", {
    method: "get",
    path: "/offers/{id}",
    summary: "One of my offers, with its rank.",
    ids,
    status: 200,
    answer: Offer,
    hasETag: true,
    handle: ({ app, caller, ids }) => app.merchants.offerOf(caller, ids.id),
  }),
  endpoint("offers:write", {
    method: "put",
    path: "/offers/{id}",
    summary: "Replace an offer by a new version.",
    ids,
    body: OfferInput,
    bodyBytesMaximum: OFFER_BYTES_MAXIMUM,
    needsIfMatch: true,
    status: 200,
    answer: Offer,
    hasETag: true,
    refusals: [...OFFER_REFUSALS, "offer-frozen"],
    handle: ({ app, caller, ids, version, body }) => app.merchants.changeOffer(caller, ids.id, version, body),
  }),
  endpoint("offers:write", {
    method: "delete",
    path: "/offers/{id}",
    summary: "Withdraw an offer.",
    ids,
    needsIfMatch: true,
    status: 200,
    answer: Offer,
    hasETag: true,
    refusals: ["offer-frozen", "state-conflict", "busy"],
    handle: ({ app, caller, ids, version }) => app.merchants.withdrawOffer(caller, ids.id, version),
  }),
  endpoint("offers:write", {
    method: "post",
    path: "/offers/{id}/confirm",
    summary: "Stand by an offer that was chosen and is not firm, or deliver as few as have paid (rules G18, G20).",
    ids,
    repeat: "honoured",
    status: 200,
    answer: Offer,
    hasETag: true,
    refusals: ["state-conflict", "busy"],
    handle: ({ app, caller, ids, commandId }) => app.merchants.confirmOffer(caller, ids.id, { commandId }),
  }),
  endpoint("offers:write", {
    method: "post",
    path: "/offers/{id}/decline",
    summary: "Do not stand by an offer that was chosen, or by so few as have paid; the next best is tried.",
    ids,
    repeat: "honoured",
    status: 200,
    answer: Offer,
    hasETag: true,
    refusals: ["state-conflict", "busy"],
    handle: ({ app, caller, ids, commandId }) => app.merchants.declineOffer(caller, ids.id, { commandId }),
  }),
];
