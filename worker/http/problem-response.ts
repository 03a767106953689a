import type { Context } from "hono";
import { hasFlag, slugOfFault } from "../app/faults.ts";
import type { Log } from "../app/log.ts";
import { problem, type Problem } from "../contract/problems.ts";
import type { HttpEnv } from "./dependencies.ts";
import { Refused } from "./refused.ts";

/** Writes a problem as RFC 9457 wants it: absolute type, the request's id, and when to come back. */
export function problemResponse(c: Context<HttpEnv>, refusal: Problem, headers: Readonly<Record<string, string>> = {}) {
  const body: Problem = {
    ...refusal,
    type: new URL(refusal.type, c.var.ownOrigin).href,
    instance: c.var.requestId,
  };
  const retryAfterSeconds = refusal.retryAfterSeconds ?? (refusal.retryable ? 1 : null);
  return new Response(JSON.stringify(body), {
    status: refusal.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "request-id": c.var.requestId,
      ...(retryAfterSeconds !== null && { "retry-after": String(retryAfterSeconds) }),
      ...headers,
    },
  });
}

/** The last line: every exception becomes a problem without internals, and is logged once, under the request's id. */
export function answerThrown(log: Log): (thrown: Error, c: Context<HttpEnv>) => Response {
  return (thrown, c) => {
    if (thrown instanceof Refused) return problemResponse(c, thrown.problem, thrown.headers);
    const slug = hasFlag(thrown, "overloaded") ? "busy" : slugOfFault(thrown);
    // The path has no query, so no personal data and no credential gets into the log.
    log.error("request.fault", thrown, { requestId: c.var.requestId, method: c.req.method, path: c.req.path, slug });
    return problemResponse(c, problem(slug));
  };
}
