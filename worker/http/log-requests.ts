import type { MiddlewareHandler } from "hono";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";

/** One line a call: what was asked and what became of it, under the id that the caller was given. No query, no body. */
export function logRequests({ clock, log }: HttpDependencies): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const beganMs = clock.nowMs();
    await next();
    const { requestId } = c.var;
    const { method, path } = c.req;
    log.info("request", { requestId, method, path, status: c.res.status, ms: clock.nowMs() - beganMs });
  };
}
