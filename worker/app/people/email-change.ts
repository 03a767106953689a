import { problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import { emailChangedLetter, emailCodeLetter } from "../../words/letter.ts";
import type { PeopleUseCases } from "../app.ts";
import { CODE_KIND } from "../mail/carrier.ts";
import { plainDigits } from "./codes.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { normaliseEmail } from "./fields.ts";
import { freshSession } from "./proof.ts";
import { presentPerson } from "./roles.ts";
import { CODE_LIFE_MS, CODE_TRIES_MAXIMUM, CODES_PER_HOUR_MAXIMUM } from "./rules.ts";
import { codeHashOf, isSameHash, newCode, newSecret } from "./secrets.ts";

const HOUR_MS = 3_600_000;

/**
 * Another address for a person: whoever reads it shows the code that was sent there, in a session proven just now (ASVS
 * 6.4.4, 7.5.1). The code is bound to the person, so that it signs nobody in and is worth nothing to anybody else.
 */
export function createEmailChange(deps: PeopleDependencies): Pick<PeopleUseCases, "askEmailChange" | "changeEmail"> {
  const { people, codes, post, clock, ids, pepper, sameDigest } = deps;
  const hashOf = (personId: string, email: string, code: string) => codeHashOf(`${personId} ${email}`, code, pepper);

  return {
    /** Answers the same for an address that somebody has: nothing is sent there, and no code is right. */
    async askEmailChange(caller, input) {
      const fresh = await freshSession(deps, caller);
      if (!fresh.ok) return fresh;
      const email = normaliseEmail(input.email);
      if (!email.ok) return email;
      if (post === null) return err(problem("dependency-unavailable", { detail: "No mail service is configured." }));
      if (await people.isTaken(email.value)) return ok({ sent: true });

      const nowMs = clock.nowMs();
      const { locale, personId } = caller;
      const usefulUntilMs = nowMs + CODE_LIFE_MS;
      const code = newCode(ids);
      const codeHash = hashOf(personId, email.value, code);
      const kept = { email: email.value, codeHash, locale, expiresAtMs: usefulUntilMs };
      if (await codes.put(kept, nowMs, nowMs - HOUR_MS, CODES_PER_HOUR_MAXIMUM)) {
        const key = `email-code:${newSecret(ids)}`;
        const mail = { key, to: email.value, muteUrl: null, ...emailCodeLetter(code, { locale }) };
        const isSent = await post.sendNow({ mail, kind: CODE_KIND, personId: null, postedAtMs: nowMs, usefulUntilMs });
        if (!isSent) return err(problem("dependency-unavailable", { detail: "The code could not be mailed." }));
      }
      return ok({ sent: true });
    },

    async changeEmail(caller, input) {
      const fresh = await freshSession(deps, caller);
      if (!fresh.ok) return fresh;
      const email = normaliseEmail(input.email);
      if (!email.ok) return email;
      const before = await people.person(caller.personId);
      if (before === null) return err(problem("not-found"));
      const nowMs = clock.nowMs();
      const live = await codes.tryOnce(email.value, nowMs, CODE_TRIES_MAXIMUM);
      const shown = hashOf(before.id, email.value, plainDigits(input.code));
      const isRight = live !== null && isSameHash(live.codeHash, shown, sameDigest);
      if (!isRight || !(await codes.use(email.value, shown, nowMs))) return err(problem("code-invalid"));
      // Somebody else may have come to have it since the code was sent: that is not told either.
      const changed = await people.changeEmail(before, email.value, fresh.value.id);
      if (changed === null) return err(problem("code-invalid"));
      await post?.sendNow({
        mail: {
          key: `email-changed:${ids.next("evt")}`,
          to: before.email,
          muteUrl: null,
          ...emailChangedLetter(changed.email, before),
        },
        kind: "email_changed",
        personId: before.id,
        postedAtMs: nowMs,
        usefulUntilMs: null,
      });
      return ok(presentPerson(changed));
    },
  };
}
