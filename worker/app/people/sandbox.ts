import { problem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import { limitReached } from "../limits/limit-reached.ts";
import { mintKey } from "./api-key.ts";
import type { SandboxUseCases } from "../app.ts";
import type { Mailbox } from "../mail/mailbox.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { checkCountry, checkCurrency, checkLine, checkLocale } from "./fields.ts";
import { scopesOf } from "./roles.ts";
import { addPlayPerson } from "./play-people.ts";
import { KEYS_MAXIMUM } from "./rules.ts";
import { tokenHashOf } from "./secrets.ts";

/**
 * People to act with, and the mail they would get. Made only where money is play money. A `demo` stands in public:
 * there nobody becomes an operator this way, and nobody reads mail without naming whose.
 */
export function createPeopleSandbox(
  dependencies: PeopleDependencies & { readonly mailbox: Mailbox },
): Pick<SandboxUseCases, "actor" | "mailbox"> {
  const { mode, people, keys, clock, ids, mailbox } = dependencies;
  if (mode === "live") throw new Error("The sandbox does not exist in live.");

  return {
    async actor(input) {
      const name = checkLine(input.name, "/name", 60);
      if (!name.ok) return name;
      const locale = checkLocale(input.locale ?? "en");
      if (!locale.ok) return locale;
      const country = input.country === undefined ? ok(null) : checkCountry(input.country);
      if (!country.ok) return country;
      const currency = input.currency === undefined ? ok(null) : checkCurrency(input.currency);
      if (!currency.ok) return currency;
      if (input.role === "operator" && mode === "demo") return err(problem("forbidden"));

      const nowMs = clock.nowMs();
      const person = await addPlayPerson(dependencies, {
        role: input.role,
        name: name.value,
        locale: locale.value,
        country: country.value,
        currency: currency.value,
      });
      const { token, lookup } = mintKey("test", ids);
      const key = {
        id: ids.next("key"),
        lookup,
        tokenHash: tokenHashOf(token),
        personId: person.id,
        name: "Sandbox actor",
        scopes: scopesOf(person),
        createdAtMs: nowMs,
        expiresAtMs: null,
        lastUsedAtMs: null,
        revokedAtMs: null,
      };
      if (!(await keys.add(key, KEYS_MAXIMUM))) return err(limitReached("keys"));
      return ok({ id: person.id, role: input.role, token, email: person.email });
    },

    async mailbox(to) {
      const isPublic = mode === "demo";
      // Whoever could read an operator's codes there would be on the way to be one.
      if (isPublic && (to === null || (await people.isOperatorAddress(to.toLowerCase()))))
        return err(problem("forbidden"));
      return ok(await mailbox.messages(to === null ? null : to.toLowerCase()));
    },
  };
}
