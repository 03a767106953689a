/** `__Host-` makes the browser insist on Secure, Path=/ and no Domain; localhost counts as secure. */
export const SESSION_COOKIE = "__Host-session";

/** Names the browser that asked a passkey something; the answer counts only with it. */
export const BROWSER_COOKIE = "__Host-browser";
