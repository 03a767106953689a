import type { Hono } from "hono";
import type { Caller } from "../../app/app.ts";
import { CALLER_HEADER, writeCaller } from "../../app/caller-header.ts";
import { problem } from "../../contract/problems.ts";
import { parseTypeId } from "../../core/id.ts";
import { authenticate } from "../authenticate.ts";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";
import { Refused, refuse } from "../refused.ts";

const OWN_HEADERS = /^x-onebell-/i;

/**
 * The open line to a group-buy. Browsers send cookies on foreign handshakes and ask no permission first, so the origin
 * is checked here (bad input 72); a client without origin is no browser and must show a key. Nothing may wrap the
 * answer: mount this before every middleware that touches responses.
 */
export function mountSockets(http: Hono<HttpEnv>, { app, groupBuySocket }: HttpDependencies): void {
  http.get("/ws/group-buys/:id", async (c) => {
    const request = c.req.raw;
    const id = parseTypeId(c.req.param("id"), "gb");
    if (!id.ok) throw new Refused(problem(id.error));
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") refuse("upgrade-required", {}, UPGRADE);

    const origin = request.headers.get("origin");
    if (origin === null ? !request.headers.has("authorization") : origin !== c.var.ownOrigin) {
      refuse("origin-forbidden", { detail: `Open the socket from ${c.var.ownOrigin}, or with a key.` });
    }
    const caller = await authenticate(c, app.people);
    // Counted once, here: on the way of a press there is no database.
    return groupBuySocket(id.value, withCaller(request, caller && (await app.groupBuys.joining(caller))));
  });
}

const UPGRADE = { upgrade: "websocket", connection: "Upgrade" };

function withCaller(request: Request, caller: Caller | null): Request {
  const headers = new Headers(request.headers);
  for (const [name] of request.headers) if (OWN_HEADERS.test(name)) headers.delete(name);
  for (const name of ["cookie", "authorization"]) headers.delete(name); // The object needs no credentials.
  if (caller !== null) headers.set(CALLER_HEADER, writeCaller(caller));
  return new Request(request, { headers });
}
