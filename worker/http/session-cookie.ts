import { BROWSER_COOKIE, SESSION_COOKIE } from "../contract/session-cookie.ts";

const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";

/** The Set-Cookie value of a new session; the server ends it earlier when it idles. */
export function sessionCookie(token: string, maxAgeSeconds: number): string {
  return `${SESSION_COOKIE}=${token}; Max-Age=${maxAgeSeconds}; ${ATTRIBUTES}`;
}

export function endedSessionCookie(): string {
  return `${SESSION_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
}

/** A day: a question to a passkey lives for minutes, and each one asked renews it. */
export function browserCookie(name: string): string {
  return `${BROWSER_COOKIE}=${name}; Max-Age=86400; ${ATTRIBUTES}`;
}
