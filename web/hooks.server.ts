import type { Handle, HandleServerError } from "@sveltejs/kit/hooks";
import { SESSION_COOKIE } from "../worker/contract/session-cookie.ts";
import { FIRST_BYTE } from "./lib/clock/first-byte.ts";
import { calmOf, directionOf, localeOf, themeOf, zoneOf } from "./lib/server/preferences.ts";

/** Pages without scripts have no policy that would let this one run, and no clock for it to start. */
const FIRST_SCRIPT = /<script[^>]*>\s*%onebell\.first%\s*<\/script>/;

/** Who asks, and how to speak to them. Pages carry a server time, so none is kept by a shared cache. */
export const handle: Handle = async ({ event, resolve }) => {
  const token = event.cookies.get(SESSION_COOKIE);
  const visitor = token === undefined ? null : ((await event.platform?.app.people.callerOfSession(token)) ?? null);
  const edgeAtMs = event.platform?.arrivedAtMs;
  const caller = visitor && edgeAtMs !== undefined ? { ...visitor, evidence: { edgeAtMs } } : visitor;
  const locale = localeOf(event.cookies, caller?.locale, event.request.headers.get("accept-language"));
  event.locals.caller = caller;
  event.locals.locale = locale;
  event.locals.zone = zoneOf(event.cookies, caller?.zone, event.platform?.zone);
  event.locals.country = caller?.country ?? event.platform?.country ?? null;
  event.locals.theme = themeOf(event.cookies);
  event.locals.calm = calmOf(event.cookies);
  event.locals.code = codeOf(event.request.headers.get("x-request-id") ?? event.request.headers.get("cf-ray"));

  const blanks: Readonly<Record<string, string>> = {
    lang: locale,
    dir: directionOf(locale),
    theme: event.locals.theme,
    calm: event.locals.calm,
    first: FIRST_BYTE,
  };
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      (event.route.id?.startsWith("/developers/reference") === true ? html.replace(FIRST_SCRIPT, "") : html).replace(
        /%onebell\.(\w+)%/g,
        (_, name: string) => blanks[name] ?? "",
      ),
  });
  // Not "no-store": that would keep the page out of the back/forward cache (web.md 7).
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-cache");
  return response;
};

/** The error page names the request and nothing else; what happened is for the log. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { code } = event.locals;
  if (kind === "unknown") {
    const stack = error instanceof Error ? error.stack : String(error);
    console.error(JSON.stringify({ level: "error", code, path: event.url.pathname, error: stack }));
  }
  return { code };
};

/** A short form that people can read aloud. */
function codeOf(requestId: string | null): string {
  const letters = (requestId ?? "").replace(/[^0-9a-z]/gi, "").toUpperCase();
  return letters === "" ? "0000" : letters.slice(0, 4);
}
