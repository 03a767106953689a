import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { Caller, PeopleUseCases } from "../app/app.ts";
import type { Problem } from "../contract/problems.ts";
import type { Scope } from "../contract/scopes.ts";
import type { HttpEnv } from "./dependencies.ts";
import { refuse, Refused, refuseForm } from "./refused.ts";
import { SESSION_COOKIE } from "../contract/session-cookie.ts";

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;
const CHALLENGE = { "www-authenticate": 'Bearer realm="onebell"' };
const INVALID = { "www-authenticate": 'Bearer realm="onebell", error="invalid_token"' };

/**
 * Who is calling: the owner of the bearer key, else of the session cookie, else nobody. With an Authorization header
 * cookies are ignored; a key that is shown but not valid is refused even where nobody needs one.
 */
export async function authenticate(c: Context<HttpEnv>, people: PeopleUseCases): Promise<Caller | null> {
  const authorization = c.req.header("authorization");
  if (authorization === undefined) {
    const token = getCookie(c, SESSION_COOKIE);
    return token === undefined ? null : people.callerOfSession(token);
  }
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) {
    refuseForm("unauthenticated", "Send the key as a bearer token.", CHALLENGE);
  }
  const caller = await people.callerOfKey(token);
  if (!caller.ok) throw new Refused(caller.error, challengeFor(caller.error));
  return caller.value;
}

/** Default deny: every call names its scope, and the caller must have it (bad inputs 64, 68). */
export function requireScope(caller: Caller | null, scope: Scope): Caller {
  if (caller === null) {
    refuseForm("unauthenticated", `Sign in, or send a key that has ${scope} (they are made at /me/keys).`, CHALLENGE);
  }
  if (!caller.scopes.includes(scope)) refuse("scope-missing", { detail: `This needs ${scope}.`, facts: { scope } });
  return caller;
}

function challengeFor(refusal: Problem): Record<string, string> {
  return refusal.status === 401 ? INVALID : {};
}
