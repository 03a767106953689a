import { problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import { codeLetter } from "../../words/letter.ts";
import type { PeopleUseCases } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { checkLocale, checkZone, normaliseEmail } from "./fields.ts";
import { presentPerson } from "./roles.ts";
import { CODE_LIFE_MS, CODES_PER_HOUR_MAXIMUM, CODE_TRIES_MAXIMUM } from "./rules.ts";
import { codeHashOf, isSameHash, newCode, newSecret, tokenHashOf } from "./secrets.ts";
import type { StoredPerson } from "./store.ts";

const HOUR_MS = 3_600_000;
const DEFAULT_LOCALE = "en";
const DEFAULT_ZONE = "UTC";

/** Signing in without passwords: a code goes to an address, and whoever can read it there is the person (ASVS 6.5, 6.6). */
export function createSignIn(dependencies: PeopleDependencies): Pick<PeopleUseCases, "requestCode" | "signIn"> {
  const { people, sessions, codes, mailer, clock, ids, pepper, sameDigest, firstOperatorEmail } = dependencies;

  return {
    /** Answers the same for known and unknown addresses, and when the hour's codes are used up. */
    async requestCode(input) {
      const email = normaliseEmail(input.email);
      if (!email.ok) return email;
      const locale = input.locale === undefined ? ok(DEFAULT_LOCALE) : checkLocale(input.locale);
      if (!locale.ok) return locale;
      if (mailer === null) return err(problem("dependency-unavailable", { detail: "No mail service is configured." }));

      const nowMs = clock.nowMs();
      const code = newCode(ids);
      const isKept = await codes.put(
        {
          email: email.value,
          codeHash: codeHashOf(email.value, code, pepper),
          locale: locale.value,
          expiresAtMs: nowMs + CODE_LIFE_MS,
        },
        nowMs,
        nowMs - HOUR_MS,
        CODES_PER_HOUR_MAXIMUM,
      );
      if (isKept) {
        const { subject, text } = codeLetter(code, { locale: locale.value });
        await mailer.send({ key: `code:${newSecret(ids)}`, to: email.value, subject, text });
      }
      return ok({ sent: true });
    },

    async signIn(input) {
      const email = normaliseEmail(input.email);
      if (!email.ok) return email;

      const nowMs = clock.nowMs();
      const live = await codes.tryOnce(email.value, nowMs, CODE_TRIES_MAXIMUM);
      const shown = codeHashOf(email.value, plainDigits(input.code), pepper);
      const isRight = live !== null && isSameHash(live.codeHash, shown, sameDigest);
      if (!isRight || !(await codes.use(email.value, shown, nowMs))) return err(problem("code-invalid"));

      const person = await people.findOrAdd(newPerson(email.value, live.locale, input.zone, nowMs));
      if (email.value === firstOperatorEmail) await people.makeFirstOperator(person.id);

      // A new token at every sign-in, so that none can be planted beforehand (ASVS 7.2.4).
      const token = newSecret(ids);
      await sessions.add({
        id: ids.next("ses"),
        tokenHash: tokenHashOf(token),
        personId: person.id,
        createdAtMs: nowMs,
        lastSeenAtMs: nowMs,
        userAgent: input.userAgent ?? null,
      });
      return ok({ token, person: presentPerson((await people.person(person.id)) ?? person) });
    },
  };

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

/** People type codes with spaces, with the digits of a full-width keyboard, and copy marks of direction along. */
function plainDigits(code: string): string {
  return code.normalize("NFKC").replace(/[\s\p{Cf}-]/gu, "");
}

function plainNumber(bytes: Uint8Array): string {
  return bytes
    .reduce((number, byte) => number * 256 + byte, 0)
    .toString()
    .padStart(5, "0");
}
