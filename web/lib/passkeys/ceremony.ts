import type { PasskeyCreation, PasskeyRequest } from "../../../worker/contract/passkeys.ts";

/** What came of asking a passkey: done; given up by its holder; or why not, as the API calls it. */
export type Outcome =
  { readonly kind: "done" } | { readonly kind: "quiet" } | { readonly kind: "refused"; readonly slug: string };

/** The library is fetched when somebody is about to use it: no page that is only read carries it. */
const library = () => import("@simplewebauthn/browser");

/** Whether this browser can, and at an address that has a name. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Whether passkeys can be offered in the list that a field opens. */
export async function offersInFields(): Promise<boolean> {
  return hasPasskeys() && (await library()).browserSupportsWebAuthnAutofill();
}

/** @param isInField the browser offers it in the list of the address field, whenever somebody opens that */
export function signInWithPasskey(isInField = false): Promise<Outcome> {
  return shown("/api/v1/sessions", isInField);
}

/** The same person shows theirs again; the session goes on. */
export function proveWithPasskey(): Promise<Outcome> {
  return shown("/api/v1/sessions/current/proof", false);
}

async function shown(to: string, isInField: boolean): Promise<Outcome> {
  const asked = await post<PasskeyRequest>("/api/v1/passkeys/challenges");
  if (!asked.ok) return asked.outcome;
  const { startAuthentication } = await library();
  const optionsJSON = asked.body;
  const passkey = await orNull(() =>
    startAuthentication({ optionsJSON, useBrowserAutofill: isInField, verifyBrowserAutofillInput: false }),
  );
  if (passkey === null) return { kind: "quiet" };
  const answer = await post(to, { passkey });
  return answer.ok ? { kind: "done" } : answer.outcome;
}

export async function makePasskey(name: string): Promise<Outcome> {
  const asked = await post<PasskeyCreation>("/api/v1/passkeys/registrations");
  if (!asked.ok) return asked.outcome;
  const { startRegistration } = await library();
  const options = { ...asked.body, excludeCredentials: asked.body.excludeCredentials.map(descriptor) };
  // The wire says transports in words; the library lists the ones that it knows.
  const optionsJSON = options as Parameters<typeof startRegistration>[0]["optionsJSON"];
  const passkey = await orNull(() => startRegistration({ optionsJSON }));
  if (passkey === null) return { kind: "quiet" };
  const answer = await post("/api/v1/passkeys", { passkey, name });
  return answer.ok ? { kind: "done" } : answer.outcome;
}

function descriptor({ id, transports = [] }: PasskeyCreation["excludeCredentials"][number]) {
  return { type: "public-key", id, transports };
}

/** Closing the browser's own window is no fault: it throws, and means no more than "not now". */
async function orNull<Value>(ask: () => Promise<Value>): Promise<Value | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}

type Posted<Body> = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly outcome: Outcome };

async function post<Body = unknown>(path: string, body?: unknown): Promise<Posted<Body>> {
  const init =
    body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { method: "POST", ...init });
    const answer = (await response.json()) as Body & { slug?: string }; // By the contract of that path, or a problem.
    if (response.ok) return { ok: true, body: answer };
    return { ok: false, outcome: { kind: "refused", slug: answer.slug ?? "" } };
  } catch {
    return { ok: false, outcome: { kind: "refused", slug: "" } };
  }
}
