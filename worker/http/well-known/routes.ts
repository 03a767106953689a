import type { Hono } from "hono";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";

/** What machines look for at fixed places: the keys that receipts are checked with, and whether we are alive. */
export function mountWellKnown(http: Hono<HttpEnv>, { signer }: HttpDependencies): void {
  http.get("/.well-known/jwks.json", () =>
    Response.json(signer.publicKeys(), {
      headers: { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=300" },
    }),
  );
  http.get("/healthz", () => Response.json({ alive: true }));
}
