import type { PasskeyAssertion } from "../../contract/passkeys.ts";
import type { SessionMethod } from "../../contract/people.ts";
import { fieldProblem, problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import type { Answer, PeopleUseCases } from "../app.ts";
import { createCeremonies } from "./ceremonies.ts";
import { createCodes } from "./codes.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { checkZone, normaliseEmail } from "./fields.ts";
import { isPlayPerson } from "./play-people.ts";
import { hasSandboxOperators } from "./proof.ts";
import { openSession } from "./open-session.ts";
import { presentPerson } from "./roles.ts";
import { newSecret, tokenHashOf } from "./secrets.ts";
import type { StoredPerson } from "./store.ts";

type SignIn = Pick<PeopleUseCases, "requestCode" | "signIn" | "signInByPasskey" | "askPasskey" | "prove">;

const DEFAULT_ZONE = "UTC";

/** Signing in without passwords: by a code that is sent to an address, or a passkey. And doing so again (ASVS 7.5.1). */
export function createSignIn(dependencies: PeopleDependencies): SignIn {
  const { people, sessions, clock, ids, mode } = dependencies;
  const codes = createCodes(dependencies);
  const ceremonies = createCeremonies(dependencies);

  async function opened(person: StoredPerson, { method, isVerified, userAgent }: How): Answer<Opened> {
    const token = await openSession(dependencies, person, { method, isVerified, userAgent: userAgent ?? null });
    return ok({ token, person: presentPerson(person) });
  }

  function methodOfCode(email: string): SessionMethod {
    return hasSandboxOperators(mode) && isPlayPerson({ email }) ? "sandbox" : "code";
  }

  return {
    requestCode: (input) => codes.requestCode(input),

    async signIn(input) {
      const email = normaliseEmail(input.email);
      if (!email.ok) return email;
      const taken = await codes.takeCode(email.value, input.code);
      if (!taken.ok) return taken;
      const person = await people.findOrAdd(newPerson(email.value, taken.value.locale, input.zone, clock.nowMs()));
      return opened(person, { ...input, method: methodOfCode(person.email), isVerified: false });
    },

    async askPasskey(place) {
      return ceremonies.ask(place, false);
    },

    async signInByPasskey({ passkey, place, userAgent }) {
      const shown = await ceremonies.shown(passkey, place, false);
      if (!shown.ok) return shown;
      const { person, isUserVerified } = shown.value;
      return opened(person, { method: "passkey", isVerified: isUserVerified, ...(userAgent && { userAgent }) });
    },

    async prove(caller, { code, passkey, place }) {
      if (caller.via !== "session") return err(problem("sign-in-stale", { detail: "A key proves nobody anew." }));
      const session = (await sessions.of(caller.personId)).find(({ id }) => id === caller.credentialId);
      const person = await people.person(caller.personId);
      if (session === undefined || person === null) return err(problem("unauthenticated"));

      const proven = passkey === undefined ? await byCode(person, code) : await byPasskey(person, passkey, place);
      if (!proven.ok) return proven;
      const token = newSecret(ids);
      const provenAtMs = clock.nowMs();
      // What was opened by a passkey stays so; a code adds only that it was shown.
      const how = proven.value.method === "passkey" ? proven.value : session;
      const { method, isVerified } = how;
      const isStill = await sessions.prove(session.id, {
        tokenHash: tokenHashOf(token),
        method,
        isVerified,
        provenAtMs,
      });
      return isStill ? ok({ token }) : err(problem("unauthenticated"));
    },
  };

  async function byCode(person: StoredPerson, code: string | undefined): Answer<How> {
    if (code === undefined) return err(fieldProblem("required", "/code", "A code, or a passkey."));
    const method = methodOfCode(person.email);
    // Whoever holds an operator's mailbox holds nothing of theirs yet.
    const hasPasskey = person.isOperator && (await dependencies.passkeys.of(person.id)).length > 0;
    if (hasPasskey && method === "code") return err(problem("passkey-required"));
    const taken = await codes.takeCode(person.email, code);
    return taken.ok ? ok({ method, isVerified: false }) : taken;
  }

  async function byPasskey(
    person: StoredPerson,
    passkey: PasskeyAssertion,
    place: Parameters<typeof ceremonies.shown>[1],
  ): Answer<How> {
    const shown = await ceremonies.shown(passkey, place, person.isOperator);
    if (!shown.ok) return shown;
    if (shown.value.person.id !== person.id) return err(problem("passkey-invalid"));
    return ok({ method: "passkey", isVerified: shown.value.isUserVerified });
  }

  /** @param zone where their browser is: what they are told has its times by it until they say otherwise */
  function newPerson(
    email: string,
    locale: string,
    zone: string | undefined,
    nowMs: number,
  ): Omit<StoredPerson, "merchantId" | "merchantState"> {
    const checkedZone = checkZone(zone ?? DEFAULT_ZONE);
    return {
      id: ids.next("usr"),
      version: 1,
      email,
      name: `Buyer ${plainNumber(ids.randomBytes(2))}`, // Never the address: names are seen by others.
      locale,
      zone: checkedZone.ok ? checkedZone.value : DEFAULT_ZONE,
      country: null,
      currency: null,
      isOperator: false,
      pseudonymKey: newSecret(ids),
      createdAtMs: nowMs,
    };
  }
}

interface How {
  readonly method: SessionMethod;
  readonly isVerified: boolean;
  readonly userAgent?: string;
}

type Opened = { readonly token: string; readonly person: ReturnType<typeof presentPerson> };

function plainNumber(bytes: Uint8Array): string {
  return bytes
    .reduce((number, byte) => number * 256 + byte, 0)
    .toString()
    .padStart(5, "0");
}
