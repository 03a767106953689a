import { fieldProblem, problem } from "../../contract/problems.ts";
import type { MerchantProfile, PersonPatch } from "../../contract/people.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { PeopleUseCases } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import {
  checkCountry,
  checkCurrency,
  checkLine,
  checkLocale,
  checkWebsite,
  checkZone,
  type Checked,
} from "./fields.ts";
import { presentPerson } from "./roles.ts";
import { payoutAccount } from "./payout-account.ts";
import type { PersonChanges, StoredMerchant, StoredPayoutAccount } from "./store.ts";

type Profiles = Pick<PeopleUseCases, "me" | "changeMe" | "applyAsMerchant" | "myMerchant" | "verifyMerchant">;

/** What people say about themselves, and merchants, who are believed once an operator has verified them. */
export function createProfiles({ people, clock, ids, mode, pepper }: PeopleDependencies): Profiles {
  function accountOf(typed: string, nowMs: number): Checked<StoredPayoutAccount> {
    const checked = payoutAccount(typed, nowMs, { mode, pepper });
    if (checked.ok) return checked;
    return err(fieldProblem("account-invalid", "/payoutAccount", checked.error.detail ?? ""));
  }

  return {
    async me(caller) {
      const person = await people.person(caller.personId);
      return person === null ? err(problem("not-found")) : ok(presentPerson(person));
    },

    async changeMe(caller, version, patch) {
      const changes = checkChanges(patch);
      if (!changes.ok) return changes;
      const changed = await people.change(caller.personId, version, changes.value);
      return changed === null ? err(problem("precondition-failed")) : ok(presentPerson(changed));
    },

    async applyAsMerchant(caller, input) {
      const name = checkLine(input.name, "/name", 80);
      if (!name.ok) return name;
      const country = checkCountry(input.country);
      if (!country.ok) return country;
      const registration = checkLine(input.registration, "/registration", 80);
      if (!registration.ok) return registration;
      const website = input.website === undefined ? ok(null) : checkWebsite(input.website);
      if (!website.ok) return website;

      const nowMs = clock.nowMs();
      const payout = input.payoutAccount === undefined ? ok(null) : accountOf(input.payoutAccount, nowMs);
      if (!payout.ok) return payout;

      const merchant = {
        id: ids.next("mer"),
        name: name.value,
        country: country.value,
        registration: registration.value,
        website: website.value,
        state: "pending",
        createdAtMs: nowMs,
      } as const;
      if (!(await people.addMerchant(merchant, caller.personId))) return err(problem("already-applied"));
      if (payout.value) await people.setPayoutAccount(merchant.id, payout.value);
      return ok(presentMerchant({ ...merchant, payout: payout.value }));
    },

    async myMerchant(caller) {
      const merchant = caller.merchantId === null ? null : await people.merchant(caller.merchantId);
      return merchant === null ? err(problem("not-found")) : ok(presentMerchant(merchant));
    },

    async verifyMerchant(caller, merchantId, reason) {
      if (!caller.roles.includes("operator")) return err(problem("forbidden"));
      const why = checkLine(reason, "/reason", 500);
      if (!why.ok) return why;
      if (caller.merchantId === merchantId) return err(problem("conflict-of-interest"));
      const merchant = await people.merchant(merchantId);
      if (merchant === null) return err(problem("not-found"));
      if (merchant.state === "verified") return ok(presentMerchant(merchant));
      const decided = await people.decide(merchantId, {
        id: ids.next("evt"),
        operatorId: caller.personId,
        action: "verify_merchant",
        from: ["pending"],
        state: "verified",
        reason: why.value,
        atMs: clock.nowMs(),
      });
      // Suspended meanwhile or before: that is lifted, not verified.
      return decided === null ? err(problem("state-conflict")) : ok(presentMerchant(decided));
    },
  };
}

const CHECKS = {
  name: (text) => checkLine(text, "/name", 60),
  locale: checkLocale,
  zone: checkZone,
  country: checkCountry,
  currency: checkCurrency,
} as const satisfies Record<keyof PersonPatch, (text: string) => Checked<string>>;

const FIELDS = ["name", "locale", "zone", "country", "currency"] as const satisfies readonly (keyof PersonPatch)[];

function checkChanges(patch: PersonPatch): Checked<PersonChanges> {
  let changes: PersonChanges = {};
  for (const field of FIELDS) {
    const given = patch[field];
    if (given === undefined) continue;
    const checked = CHECKS[field](given);
    if (!checked.ok) return checked;
    changes = { ...changes, [field]: checked.value };
  }
  return ok(changes);
}

export function presentMerchant({ id, name, country, state, payout }: StoredMerchant): MerchantProfile {
  const shown = payout && { hint: payout.hint, since: formatInstant(payout.atMs) };
  return { id, name, country, state, payoutAccount: shown };
}
