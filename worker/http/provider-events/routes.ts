import type { Hono } from "hono";
import type { Heard } from "../../app/provider-events/provider-events.ts";
import { readCapped } from "../body.ts";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";
import { takeFromLimit } from "../rate-limit.ts";
import { refuse } from "../refused.ts";

const EVENT_BYTES_MAXIMUM = 262_144;

/**
 * Where a deposit provider tells us that something changed. Bytes as they come: what was signed is what is verified, and
 * no parser is let near them before. It has no key and no session; its signature is all that speaks for it.
 */
export function mountProviderEvents(
  http: Hono<HttpEnv>,
  base: string,
  { providerEvents, ...limiting }: Pick<HttpDependencies, "providerEvents" | "limiter" | "limits">,
): void {
  if (providerEvents === null) return;
  http.post(`${base}/provider-events/:provider`, async (c) => {
    const bytes = await readCapped(c.req.raw, EVENT_BYTES_MAXIMUM);
    const heard: Heard = await providerEvents.hear(c.req.param("provider"), bytes, c.req.raw.headers);
    if (heard === "taken") return c.json({ received: true });
    if (heard === "unknown-provider") return refuse("not-found");
    await takeFromLimit(c, null, limiting); // A provider may speak as fast as it likes; who only pretends to be one may not.
    await providerEvents.countRefusal(heard);
    return refuse("signature-invalid"); // Which check it was is for our log, not for who tries.
  });
}
