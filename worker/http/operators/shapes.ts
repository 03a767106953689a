import { z } from "zod";
import type { Answer, App, Caller } from "../../app/app.ts";
import type { Slug } from "../../contract/problems.ts";
import { pageOf } from "../../contract/shared.ts";
import type { IdPrefix } from "../../core/id.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { wholeList } from "../lists.ts";

/** Whatever an operator does has a reason, which is kept. */
export const Reason = z.strictObject({ reason: z.string() });
export const REASON_REFUSALS = ["text-empty", "text-too-long", "text-control-character"] as const;

interface Shape {
  readonly path: string;
  readonly summary: string;
}

interface Asked {
  readonly app: App;
  readonly caller: Caller;
}

/** One thing, found by the id in its path. */
export function one<Value>(
  spec: Shape & {
    readonly id: IdPrefix;
    readonly answer: z.ZodType;
    readonly handle: (asked: Asked & { readonly id: string }) => Answer<Value>;
  },
): Endpoint {
  const { path, summary, id, answer, handle } = spec;
  return endpoint("operator:read", {
    method: "get",
    path,
    summary,
    ids: { id },
    status: 200,
    answer,
    handle: ({ app, caller, ids }) => handle({ app, caller, id: ids.id }),
  });
}

/** All there is of a kind, short enough to be answered whole. */
export function all<Value>(
  spec: Shape & { readonly item: z.ZodType; readonly handle: (asked: Asked) => Answer<readonly Value[]> },
): Endpoint {
  const { path, summary, item, handle } = spec;
  return endpoint("operator:read", {
    method: "get",
    path,
    summary,
    status: 200,
    answer: pageOf(item),
    handle: ({ app, caller }) => handle({ app, caller }),
    reply: wholeList,
  });
}

/** What an operator does about the thing of the path, with a reason; the edge keeps the answer. */
export function act<Body, Value>(
  spec: Shape & {
    readonly id: IdPrefix;
    readonly body: z.ZodType<Body>;
    readonly answer: z.ZodType;
    readonly hasETag?: true;
    /** Beside what a reason may be refused for; by default what decisions are. */
    readonly refusals?: readonly Slug[];
    readonly handle: (asked: Asked & { readonly id: string; readonly body: Body }) => Answer<Value>;
  },
): Endpoint {
  const { path, summary, id, body, answer, hasETag, refusals = DECISION_REFUSALS, handle } = spec;
  return endpoint("operator:write", {
    method: "post",
    path,
    summary,
    ids: { id },
    body,
    repeat: "recorded",
    status: 200,
    answer,
    ...(hasETag && { hasETag }),
    refusals: [...REASON_REFUSALS, ...refusals],
    handle: ({ app, caller, ids, body: given }) => handle({ app, caller, id: ids.id, body: given }),
  });
}

/** Somebody else may have decided already, and who takes part does not decide (domain 3.1). */
export const DECISION_REFUSALS = ["state-conflict", "conflict-of-interest"] as const satisfies readonly Slug[];
