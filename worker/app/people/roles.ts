import type { Person, Role } from "../../contract/people.ts";
import { SCOPES_OF_ROLE } from "../../contract/permissions.ts";
import { SCOPES, type Scope } from "../../contract/scopes.ts";
import type { Caller } from "../app.ts";
import type { StoredPerson } from "./store.ts";

/** What a person is. A merchant counts as one only while verified. */
export function rolesOf(person: StoredPerson): readonly Role[] {
  return [
    "buyer",
    ...(person.merchantState === "verified" ? (["merchant"] as const) : []),
    ...(person.isOperator ? (["operator"] as const) : []),
  ];
}

/** The most a person may do; a session may do all of it, a key what was granted to it out of this. */
export function scopesOf(person: StoredPerson): readonly Scope[] {
  const granted = [
    ...SCOPES_OF_ROLE.buyer,
    ...(person.merchantId === null ? [] : SCOPES_OF_ROLE.merchant),
    ...(person.isOperator ? SCOPES_OF_ROLE.operator : []),
  ];
  return SCOPES.filter((scope) => granted.includes(scope));
}

export function callerOf(
  person: StoredPerson,
  via: Caller["via"],
  credentialId: string,
  scopes: readonly Scope[] = scopesOf(person),
  needsPasskey = false,
): Caller {
  const allowed = scopesOf(person);
  return {
    personId: person.id,
    via,
    credentialId,
    name: person.name,
    email: person.email,
    country: person.country,
    currency: person.currency,
    locale: person.locale,
    zone: person.zone,
    roles: rolesOf(person),
    merchantId: person.merchantId,
    scopes: scopes.filter((scope) => allowed.includes(scope)),
    pseudonymKey: person.pseudonymKey,
    needsPasskey,
  };
}

export function presentPerson(person: StoredPerson): Person {
  const { id, version, email, name, locale, zone, country, currency, merchantId } = person;
  return { id, version, email, name, locale, zone, country, currency, roles: [...rolesOf(person)], merchantId };
}
