import type { Person, Role } from "../contract/people.ts";
import { SCOPES, type Scope } from "../contract/scopes.ts";
import type { Caller } from "./app.ts";
import type { StoredPerson } from "./people-store.ts";

const BUYER: readonly Scope[] = [
  "profile:read",
  "profile:write",
  "keys:manage",
  "group-buys:read",
  "group-buys:write",
  "joins:write",
];

/** Also for those not verified yet: they may look, and an offer of theirs is refused by name, not by scope. */
const MERCHANT: readonly Scope[] = [
  "demands:read",
  "offers:read",
  "offers:write",
  "orders:read",
  "shipments:write",
  "payouts:read",
];

const OPERATOR: readonly Scope[] = ["operator:read", "operator:write"];

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
  const granted = [BUYER, person.merchantId === null ? [] : MERCHANT, person.isOperator ? OPERATOR : []].flat();
  return SCOPES.filter((scope) => granted.includes(scope));
}

export function callerOf(
  person: StoredPerson,
  via: Caller["via"],
  credentialId: string,
  scopes: readonly Scope[] = scopesOf(person),
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
  };
}

export function presentPerson(person: StoredPerson): Person {
  const { id, version, email, name, locale, zone, country, currency, merchantId } = person;
  return { id, version, email, name, locale, zone, country, currency, roles: [...rolesOf(person)], merchantId };
}
