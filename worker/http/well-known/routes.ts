import type { Hono } from "hono";
import { historyDocument } from "../../core/keys/history.ts";
import { formatLogKeyList } from "../../core/keys/log-key-list.ts";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";

/**
 * What machines look for at fixed places: the keys that receipts and the heads of logs are checked with, how they came one
 * after the other, and whether we are alive and of use.
 */
export function mountWellKnown(http: Hono<HttpEnv>, { app, signer, logSigner, keyHistory }: HttpDependencies): void {
  http.get("/.well-known/jwks.json", () => published(JSON.stringify(signer.publicKeys()), "application/jwk-set+json"));
  http.get("/.well-known/onebell-log-keys.txt", () =>
    published(formatLogKeyList(logSigner.verifierKeys()), "text/plain; charset=utf-8"),
  );
  http.get("/.well-known/onebell-keys.json", () =>
    published(JSON.stringify(historyDocument(keyHistory)), "application/json"),
  );
  http.get("/healthz", () => Response.json({ alive: true }));
  http.get("/readyz", async () => {
    const ready = await app.status.isReady();
    return Response.json({ ready }, { status: ready ? 200 : 503 });
  });
}

/** Keys change seldom, and a revocation has to be everywhere soon. */
function published(body: string, type: string): Response {
  return new Response(body, { headers: { "content-type": type, "cache-control": "public, max-age=300" } });
}
