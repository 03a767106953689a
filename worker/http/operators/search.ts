import { z } from "zod";
import { SearchKeeping } from "../../contract/search.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";

/** How the search is kept (rules S1 to S3). */
export const searchEndpoints: readonly Endpoint[] = [
  endpoint("operator:read", {
    method: "get",
    path: "/operator/search",
    summary: "How the search index is kept: by which analyser, as of when it has everything, and what was mended.",
    status: 200,
    answer: SearchKeeping,
    handle: ({ app, caller }) => app.searchOperating.keeping(caller),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/operator/search/queries",
    summary:
      "What five merchants or more searched for in a week, what they were shown, and where they offered: JSON lines.",
    status: 200,
    answer: z.string(),
    answerType: "application/x-ndjson",
    handle: ({ app, caller }) => app.searchOperating.judgementSet(caller),
    reply: (text) => ({
      body: text,
      headers: { "content-disposition": 'attachment; filename="onebell-searches.jsonl"' },
    }),
  }),
];
