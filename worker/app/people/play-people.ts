import { toBase64Url } from "../../core/base64url.ts";
import type { Caller } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { openSession, type SessionDependencies } from "./open-session.ts";
import { callerOf } from "./roles.ts";
import { newSecret } from "./secrets.ts";
import type { StoredPerson } from "./store.ts";

/** RFC 2606: never a real mailbox. Whoever has such an address is played, and is nobody. */
const PLAY_DOMAIN = "@sandbox.test";

export function isPlayPerson({ email }: Pick<StoredPerson, "email">): boolean {
  return email.endsWith(PLAY_DOMAIN);
}

/** What play people do they do through the same use cases as everybody else, with all that they are allowed. */
export function playedBy(person: StoredPerson): Caller {
  return callerOf(person, "key", PLAYED);
}

/** Whether the product itself acts: what it plays comes with no credential, and no request can say so. */
export function isPlayed({ via, credentialId }: Pick<Caller, "via" | "credentialId">): boolean {
  return via === "key" && credentialId === PLAYED;
}

/** In the place of a credential's id. */
const PLAYED = "sandbox";

export interface PlayRole {
  readonly role: "buyer" | "merchant" | "operator";
  readonly name: string;
  readonly country?: string | null;
  readonly currency?: string | null;
  readonly locale?: string;
  readonly zone?: string;
  /** Who is asked for twice by one key is the same person. */
  readonly key?: string;
}

export type PlayPeopleDependencies = Pick<PeopleDependencies, "people" | "clock" | "ids">;

/** Makes somebody to act with; a merchant comes verified. What `role` says was checked by whoever asks. */
export async function addPlayPerson(
  { people, clock, ids }: PlayPeopleDependencies,
  { role, name, country = null, currency = null, locale = "en", zone = "UTC", key }: PlayRole,
): Promise<StoredPerson> {
  const nowMs = clock.nowMs();
  const address = key ?? toBase64Url(ids.randomBytes(9));
  const person = await people.findOrAdd({
    id: ids.next("usr"),
    version: 1,
    email: `${role}-${address.toLowerCase()}${PLAY_DOMAIN}`,
    name,
    locale,
    zone,
    country,
    currency,
    isOperator: role === "operator",
    pseudonymKey: newSecret(ids),
    createdAtMs: nowMs,
  });
  if (role !== "merchant" || person.merchantId !== null) return person;

  const merchantId = ids.next("mer");
  const isAdded = await people.addMerchant(
    {
      id: merchantId,
      name: person.name,
      country: person.country ?? "DE",
      registration: `sandbox ${merchantId}`,
      website: null,
      state: "verified",
      createdAtMs: nowMs,
    },
    person.id,
  );
  // Somebody else made the same one at the same time: it is found as it is.
  if (!isAdded) return (await people.person(person.id)) ?? person;
  return { ...person, merchantId, merchantState: "verified" };
}

/** A session in a visitor's browser: from then on they are this person, as after signing in. Answers its token. */
export function openPlaySession(
  deps: SessionDependencies,
  person: StoredPerson,
  userAgent: string | null,
): Promise<string> {
  return openSession(deps, person, { method: "sandbox", isVerified: false, userAgent });
}
