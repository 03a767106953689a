import type { Hono } from "hono";
import type { Heard } from "../../app/provider-events/provider-events.ts";
import { readCapped } from "../body.ts";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";
import { refuse } from "../refused.ts";

const EVENT_BYTES_MAXIMUM = 262_144;

/**
 * Where a deposit provider tells us that something changed. Bytes as they come: what was signed is what is verified, and
 * no parser is let near them before. It has no key and no session; its signature is all that speaks for it.
 */
export function mountProviderEvents(
  http: Hono<HttpEnv>,
  base: string,
  { providerEvents }: Pick<HttpDependencies, "providerEvents">,
): void {
  if (providerEvents === null) return;
  http.post(`${base}/provider-events/:provider`, async (c) => {
    const bytes = await readCapped(c.req.raw, EVENT_BYTES_MAXIMUM);
    const heard: Heard = await providerEvents.hear(c.req.param("provider"), bytes, c.req.raw.headers);
    if (heard === "taken") return c.json({ received: true });
    if (heard === "unknown-provider") return refuse("not-found");
    return refuse("signature-invalid"); // Which check it was is for our log, not for who tries.
  });
}
