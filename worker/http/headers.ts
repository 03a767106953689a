import type { Context, MiddlewareHandler } from "hono";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";

/** Stamps and names the request and our own origin before anything can be refused. Touches no answer, so sockets may pass. */
export function nameRequest({ clock, ids, publicOrigin }: HttpDependencies): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.set("arrivedAtMs", c.env?.arrivedAtMs ?? clock.nowMs()); // T6: before anything else.
    c.set("requestId", requestId(ids.randomBytes(10)));
    c.set("ownOrigin", publicOrigin ?? new URL(c.req.url).origin);
    await next();
  };
}

function requestId(random: Uint8Array): string {
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
};

/** JSON is never a page: nothing in it may load, run or be framed. */
const ON_ANSWERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

/** The page that reads codes; no other one may ask for the camera. */
const CAMERA_PAGE = "/verify";

/** Pages bring their own content security policy with its nonce. */
const ON_PAGES = {
  "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
};

const ON_CAMERA_PAGE = {
  "permissions-policy": "camera=(self), microphone=(), geolocation=(), browsing-topics=()",
};

/** Headers of API answers and problems (ASVS 3.4); what a handler has set itself stays. */
export function answerHeaders({ clock }: HttpDependencies): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    addMissing(c, {
      ...EVERYWHERE,
      ...ON_ANSWERS,
      ...transportSecurity(c),
      ...c.var.rateLimitFields,
      "request-id": c.var.requestId,
      // The Worker's clock: information, never fed to the estimator of the countdown.
      "server-time-ms": String(clock.nowMs()),
    });
  };
}

export function pageHeaders(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    const camera = c.req.path === CAMERA_PAGE ? ON_CAMERA_PAGE : {};
    addMissing(c, { ...EVERYWHERE, ...ON_PAGES, ...camera, ...transportSecurity(c) });
  };
}

function transportSecurity(c: Context<HttpEnv>): Record<string, string> {
  return c.var.ownOrigin.startsWith("https:")
    ? { "strict-transport-security": "max-age=31536000; includeSubDomains" }
    : {};
}

/** Answers of objects and of the web app may be immutable, so a copy carries the headers. */
function addMissing(c: Context<HttpEnv>, fields: Readonly<Record<string, string>>): void {
  const { res } = c;
  const headers = new Headers(res.headers);
  for (const [name, value] of Object.entries(fields)) if (!headers.has(name)) headers.set(name, value);
  c.res = undefined; // Else Hono would merge the old headers back in.
  c.res = new Response(res.body, { status: res.status, statusText: res.statusText, headers });
}
