/** `__Host-` makes the browser insist on Secure, Path=/ and no Domain; localhost counts as secure. */
export const SESSION_COOKIE = "__Host-session";

const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";

/** The Set-Cookie value of a new session; the server ends it earlier when it idles. */
export function sessionCookie(token: string, maxAgeSeconds: number): string {
  return `${SESSION_COOKIE}=${token}; Max-Age=${maxAgeSeconds}; ${ATTRIBUTES}`;
}

export function endedSessionCookie(): string {
  return `${SESSION_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
}
