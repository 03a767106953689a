import type { Hono } from "hono";
import { formatVerifierKey } from "../../core/log/signed-note.ts";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";

/** What machines look for at fixed places: the keys that receipts and the heads of logs are checked with, and whether we are alive and of use. */
export function mountWellKnown(http: Hono<HttpEnv>, { app, signer, logSigner }: HttpDependencies): void {
  http.get("/.well-known/jwks.json", () =>
    Response.json(signer.publicKeys(), {
      headers: { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=300" },
    }),
  );
  http.get("/.well-known/onebell-log-keys.txt", () => {
    const lines = logSigner.verifierKeys().map((key) => `${formatVerifierKey(key)}\n`);
    return new Response(lines.join(""), {
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=300" },
    });
  });
  http.get("/healthz", () => Response.json({ alive: true }));
  http.get("/readyz", async () => {
    const ready = await app.status.isReady();
    return Response.json({ ready }, { status: ready ? 200 : 503 });
  });
}
