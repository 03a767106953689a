/** `__Host-` makes the browser insist on Secure, Path=/ and no Domain; localhost counts as secure. */
export const SESSION_COOKIE = "__Host-session";
