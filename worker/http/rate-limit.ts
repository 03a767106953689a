import type { Context } from "hono";
import type { Caller } from "../app/app.ts";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";
import { refuse } from "./refused.ts";

/**
 * Takes one call from the caller's allowance: per credential, or per address for those without. The fields are those of
 * the IETF draft "RateLimit header fields for HTTP" (draft 10) and may change with it.
 */
export async function takeFromLimit(
  c: Context<HttpEnv>,
  visitor: Caller | null,
  { limiter, limits }: Pick<HttpDependencies, "limiter" | "limits">,
): Promise<void> {
  const limit = visitor === null ? limits.perAddress : limits.perCredential;
  const key = visitor === null ? clientAddress(c.req.raw) : visitor.credentialId;
  const verdict = await limiter.take(`${limit.name}:${key}`, limit);

  const windowSeconds = Math.ceil((limit.burst / limit.perMinute) * 60);
  const fields = {
    "ratelimit-policy": `"${limit.name}";q=${limit.burst};w=${windowSeconds}`,
    ratelimit: `"${limit.name}";r=${verdict.remaining};t=${verdict.retryAfterSeconds}`,
  };
  c.set("rateLimitFields", fields);
  if (verdict.isAllowed) return;
  const { retryAfterSeconds } = verdict;
  refuse("rate-limited", { retryAfterSeconds, facts: { retryAfterSeconds } });
}

/** Only the platform's own header is believed (ASVS 4.1.3); without the platform in front there is one neighbour. */
export function clientAddress(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "local";
}
