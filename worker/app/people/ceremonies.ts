import type {
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeyRequest,
} from "../../contract/passkeys.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import { fromBase64Url, toBase64Url } from "../../core/base64url.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Place } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import type { NewCredential } from "./passkey-verifier.ts";
import type { ChallengePurpose } from "./passkey-store.ts";
import { CHALLENGE_LIFE_MS } from "./rules.ts";
import { newSecret, tokenHashOf } from "./secrets.ts";
import type { StoredPerson } from "./store.ts";

/** A question to an authenticator, and the name of the browser that asked: it must come back with the answer. */
export interface Asked<Options> {
  readonly options: Options;
  readonly browser: string;
}

/** ES256, EdDSA, RS256: what authenticators in use make, in the order of our liking. */
const ALGORITHMS = [-7, -8, -257];

/**
 * Questions to authenticators and what is made of their answers (WebAuthn 3, sections 7.1 and 7.2). Each question may be
 * answered once, soon, and by the browser that asked it; whatever is wrong with an answer is told in one word, so that
 * nobody learns which credentials there are.
 */
export function createCeremonies({
  passkeys,
  passkeyVerifier,
  clock,
  ids,
}: Pick<PeopleDependencies, "passkeys" | "passkeyVerifier" | "clock" | "ids">) {
  async function keep(purpose: ChallengePurpose, personId: string | null, place: Place) {
    const challenge = newSecret(ids);
    const browser = isBrowserName(place.browser) ? place.browser : newSecret(ids);
    const nowMs = clock.nowMs();
    await passkeys.keepChallenge(
      {
        challengeHash: tokenHashOf(challenge),
        browserHash: tokenHashOf(browser),
        purpose,
        personId,
        expiresAtMs: nowMs + CHALLENGE_LIFE_MS,
      },
      nowMs,
    );
    return { challenge, browser };
  }

  /** The challenge that an answer speaks of, if it is for this: it is used up by asking. */
  async function take(
    clientDataJSON: string,
    purpose: ChallengePurpose,
    personId: string | null,
    { browser }: Place,
  ): Promise<Result<string, Problem>> {
    const challenge = challengeIn(clientDataJSON);
    if (challenge === null) return err(problem("passkey-invalid"));
    const kept = await passkeys.takeChallenge(tokenHashOf(challenge));
    const isOurs =
      kept?.purpose === purpose &&
      kept.personId === personId &&
      clock.nowMs() < kept.expiresAtMs &&
      kept.browserHash === tokenHashOf(browser ?? "");
    return isOurs ? ok(challenge) : err(problem("challenge-expired"));
  }

  return {
    async askRegistration(
      person: { readonly id: string; readonly email: string; readonly name: string },
      place: Place,
      needsUserVerification: boolean,
    ): Promise<Result<Asked<PasskeyCreation>, Problem>> {
      const rpId = rpIdOf(place.origin);
      if (!rpId.ok) return rpId;
      const { challenge, browser } = await keep("register", person.id, place);
      const known = await passkeys.of(person.id);
      const options: PasskeyCreation = {
        rp: { id: rpId.value, name: "Onebell" },
        user: { id: userHandleOf(person.id), name: person.email, displayName: person.name },
        challenge,
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        timeout: CHALLENGE_LIFE_MS,
        attestation: "none",
        authenticatorSelection: {
          residentKey: "required",
          requireResidentKey: true,
          userVerification: needsUserVerification ? "required" : "preferred",
        },
        excludeCredentials: known.map(({ credentialId: id, transports }) => ({
          type: "public-key",
          id,
          transports: [...transports],
        })),
      };
      return ok({ options, browser });
    },

    async registered(
      answer: PasskeyRegistration,
      personId: string,
      place: Place,
      needsUserVerification: boolean,
    ): Promise<Result<NewCredential, Problem>> {
      const rpId = rpIdOf(place.origin);
      if (!rpId.ok) return rpId;
      const challenge = await take(answer.response.clientDataJSON, "register", personId, place);
      if (!challenge.ok) return challenge;
      const made = await passkeyVerifier.registered(answer, {
        challenge: challenge.value,
        origin: place.origin,
        rpId: rpId.value,
        needsUserVerification,
      });
      return made === null ? err(problem("passkey-invalid")) : ok(made);
    },

    async ask(place: Place, needsUserVerification: boolean): Promise<Result<Asked<PasskeyRequest>, Problem>> {
      const rpId = rpIdOf(place.origin);
      if (!rpId.ok) return rpId;
      const { challenge, browser } = await keep("sign-in", null, place);
      const userVerification = needsUserVerification ? "required" : "preferred";
      const options = { rpId: rpId.value, challenge, timeout: CHALLENGE_LIFE_MS, userVerification } as const;
      return ok({ options: { ...options, allowCredentials: [] }, browser });
    },

    /** Whose passkey was shown. */
    async shown(
      answer: PasskeyAssertion,
      place: Place,
      needsUserVerification: boolean,
    ): Promise<Result<{ readonly person: StoredPerson; readonly isUserVerified: boolean }, Problem>> {
      const rpId = rpIdOf(place.origin);
      if (!rpId.ok) return rpId;
      const challenge = await take(answer.response.clientDataJSON, "sign-in", null, place);
      if (!challenge.ok) return challenge;

      const found = await passkeys.find(answer.id);
      if (found?.passkey.counterFellAtMs !== null) return err(problem("passkey-invalid"));
      const { passkey, person } = found;
      const { userHandle } = answer.response;
      if (userHandle !== undefined && userHandle !== userHandleOf(person.id)) return err(problem("passkey-invalid"));
      const ceremony = { challenge: challenge.value, origin: place.origin, rpId: rpId.value, needsUserVerification };
      const shown = await passkeyVerifier.asserted(answer, passkey, ceremony);
      if (shown === null) return err(problem("passkey-invalid"));
      const { counter, isBackedUp, isUserVerified } = shown;
      const isOneOfOne = await passkeys.use(passkey.id, { counter, isBackedUp, atMs: clock.nowMs() });
      return isOneOfOne ? ok({ person, isUserVerified }) : err(problem("passkey-invalid"));
    },
  };
}

/** The name that passkeys are bound to: that of the host. Browsers make none for an address in numbers. */
function rpIdOf(origin: string): Result<string, Problem> {
  const { hostname } = new URL(origin);
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith("[");
  return isNumber ? err(problem("passkey-needs-name", { facts: { host: hostname } })) : ok(hostname);
}

/** Our id of the person, in bytes: it says nothing of them, and an authenticator keeps one passkey for each. */
function userHandleOf(personId: string): string {
  return toBase64Url(new TextEncoder().encode(personId));
}

function isBrowserName(text: string | null): text is string {
  return /^[\w-]{43}$/.test(text ?? "");
}

/** Which challenge an authenticator says it has signed. */
function challengeIn(clientDataJSON: string): string | null {
  const bytes = fromBase64Url(clientDataJSON);
  if (bytes === null) return null;
  try {
    const { challenge } = Object(JSON.parse(new TextDecoder().decode(bytes))) as { challenge?: unknown };
    return typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
}
