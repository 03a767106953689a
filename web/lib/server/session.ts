import type { Cookies } from "@sveltejs/kit";
import { SESSION_COOKIE } from "../../../worker/contract/session-cookie.ts";

const ABSOLUTE_SECONDS = 90 * 86_400;

/** The session is opaque; scripts never see it, and no other site can send it along. */
export function setSession(cookies: Cookies, token: string): void {
  cookies.set(SESSION_COOKIE, token, {
    path: "/",
    httpOnly: true,
    secure: true,
    sameSite: "lax",
    maxAge: ABSOLUTE_SECONDS,
  });
}

export function clearSession(cookies: Cookies): void {
  cookies.delete(SESSION_COOKIE, { path: "/", httpOnly: true, secure: true, sameSite: "lax" });
}

/** Where to go after signing in: a path of ours, never an address of somebody else. */
export function safePath(wanted: string): string {
  return /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}
