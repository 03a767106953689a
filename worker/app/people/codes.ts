import { problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import { codeLetter } from "../../words/letter.ts";
import type { PeopleUseCases } from "../app.ts";
import { CODE_KIND } from "../mail/carrier.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { checkLocale, normaliseEmail, type Checked } from "./fields.ts";
import { CODE_LIFE_MS, CODES_PER_HOUR_MAXIMUM, CODE_TRIES_MAXIMUM } from "./rules.ts";
import { codeHashOf, isSameHash, newCode, newSecret } from "./secrets.ts";

const HOUR_MS = 3_600_000;
const DEFAULT_LOCALE = "en";

/** Codes by mail: sent to an address, and shown by whoever can read it there (ASVS 6.5, 6.6). */
export function createCodes({ codes, post, clock, ids, pepper, sameDigest }: PeopleDependencies): Pick<
  PeopleUseCases,
  "requestCode"
> & {
  /** Takes the code of an address, once; answers the language in which it was asked for. */
  takeCode(email: string, shown: string): Promise<Checked<{ readonly locale: string }>>;
} {
  return {
    /** Answers the same for known and unknown addresses, and when the hour's codes are used up. */
    async requestCode(input) {
      const email = normaliseEmail(input.email);
      if (!email.ok) return email;
      const locale = input.locale === undefined ? ok(DEFAULT_LOCALE) : checkLocale(input.locale);
      if (!locale.ok) return locale;
      if (post === null) return err(problem("dependency-unavailable", { detail: "No mail service is configured." }));

      const nowMs = clock.nowMs();
      const usefulUntilMs = nowMs + CODE_LIFE_MS;
      const code = newCode(ids);
      const isKept = await codes.put(
        {
          email: email.value,
          codeHash: codeHashOf(email.value, code, pepper),
          locale: locale.value,
          expiresAtMs: usefulUntilMs,
        },
        nowMs,
        nowMs - HOUR_MS,
        CODES_PER_HOUR_MAXIMUM,
      );
      if (isKept) {
        const letter = codeLetter(code, { locale: locale.value });
        const mail = { key: `code:${newSecret(ids)}`, to: email.value, muteUrl: null, ...letter };
        const isTaken = await post.sendNow({ mail, kind: CODE_KIND, personId: null, postedAtMs: nowMs, usefulUntilMs });
        if (!isTaken) return err(problem("dependency-unavailable", { detail: "The code could not be mailed." }));
      }
      return ok({ sent: true });
    },

    async takeCode(email, typed) {
      const nowMs = clock.nowMs();
      const live = await codes.tryOnce(email, nowMs, CODE_TRIES_MAXIMUM);
      const shown = codeHashOf(email, plainDigits(typed), pepper);
      const isRight = live !== null && isSameHash(live.codeHash, shown, sameDigest);
      return isRight && (await codes.use(email, shown, nowMs))
        ? ok({ locale: live.locale })
        : err(problem("code-invalid"));
    },
  };
}

/** People type codes with spaces, with the digits of a full-width keyboard, and copy marks of direction along. */
export function plainDigits(code: string): string {
  return code.normalize("NFKC").replace(/[\s\p{Cf}-]/gu, "");
}
