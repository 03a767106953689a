import { z } from "zod";
import { Demand, DEMAND_SORTS, DemandPage, Offer, OfferInput } from "../../contract/offers.ts";
import { pageOf } from "../../contract/shared.ts";
import { OFFER_BYTES_MAXIMUM } from "../body.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";
import { CodeParameter, InstantParameter, IntegerParameter, PageParameters, TextParameter } from "../parameters.ts";
import { etagOf } from "../preconditions.ts";
import { OFFER_REFUSALS } from "../refusals.ts";

const ids = { id: "gb" } as const;

export const demandEndpoints: readonly Endpoint[] = [
  endpoint("demands:read", {
    method: "get",
    path: "/demands",
    summary: "Search the open demands; every hit says why it was found.",
    query: z.object({
      ...PageParameters,
      q: TextParameter.optional(),
      lang: CodeParameter.optional(),
      category: CodeParameter.optional(),
      country: CodeParameter.optional(),
      currency: CodeParameter.optional(),
      kind: z.enum(["good", "service"]).optional(),
      quantityMinimum: IntegerParameter.optional(),
      quantityMaximum: IntegerParameter.optional(),
      priceMinimum: IntegerParameter.optional(),
      priceMaximum: IntegerParameter.optional(),
      closesAfter: InstantParameter.optional(),
      closesBefore: InstantParameter.optional(),
      sort: z.enum(DEMAND_SORTS).optional(),
      facets: z.stringbool({ truthy: ["true"], falsy: ["false"], case: "sensitive" }).optional(),
    }),
    status: 200,
    answer: DemandPage,
    refusals: ["cursor-invalid", "query-too-long", "dependency-unavailable"],
    handle: ({ app, caller, query }) => app.merchants.demands(caller, query),
  }),
  endpoint("demands:read", {
    method: "get",
    path: "/demands/suggestions",
    summary: "What a search that is being typed may become: its last word completed from the titles of open demands.",
    query: z.object({ q: TextParameter }),
    status: 200,
    answer: pageOf(z.string()),
    refusals: ["query-too-long", "dependency-unavailable"],
    handle: ({ app, query }) => app.merchants.demandSuggestions(query.q),
    reply: wholeList,
  }),
  endpoint("demands:read", {
    method: "get",
    path: "/demands/{id}",
    summary: "One demand: quantities by country, never persons.",
    ids,
    status: 200,
    answer: Demand,
    handle: ({ app, caller, ids }) => app.merchants.demand(caller, ids.id),
  }),
  endpoint("offers:write", {
    method: "post",
    path: "/demands/{id}/offers",
    summary: "Send an offer: price tiers, delivery, lead time. `canSupply: false` alone is an answer too.",
    ids,
    query: z.object({ search: TextParameter.optional() }),
    body: OfferInput,
    bodyBytesMaximum: OFFER_BYTES_MAXIMUM,
    repeat: "honoured",
    status: 201,
    answer: z.object({ offer: Offer }),
    refusals: [...OFFER_REFUSALS, "already-offered"],
    handle: ({ app, caller, ids, query: { search }, body, commandId }) =>
      app.merchants.offer(caller, ids.id, { ...body, commandId, ...(search !== undefined && { search }) }),
    reply: (offer) => ({
      body: { offer },
      headers: { etag: etagOf(offer.version), location: `/api/v1/offers/${offer.id}` },
    }),
  }),
];
