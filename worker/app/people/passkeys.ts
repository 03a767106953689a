import type { PasskeySummary } from "../../contract/passkeys.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, PeopleUseCases } from "../app.ts";
import { limitReached } from "../limits/limit-reached.ts";
import { createCeremonies } from "./ceremonies.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { checkLine } from "./fields.ts";
import type { StoredPasskey } from "./passkey-store.ts";
import { freshSession, isOperatorSession } from "./proof.ts";
import { PASSKEYS_MAXIMUM } from "./rules.ts";
import { newSecret, tokenHashOf } from "./secrets.ts";
import type { StoredPerson, StoredSession } from "./store.ts";

type Passkeys = Pick<PeopleUseCases, "askRegistration" | "addPasskey" | "passkeys" | "renamePasskey" | "removePasskey">;

const NAME_GRAPHEMES_MAXIMUM = 60;

/** The passkeys of a person. Ways in are changed only in a session that was proven just now (ASVS 7.5.1). */
export function createPasskeys(dependencies: PeopleDependencies): Passkeys {
  const { people, passkeys, sessions, clock, ids, mode } = dependencies;
  const ceremonies = createCeremonies(dependencies);

  /**
   * Who may add one, and how. An operator's first is made in a session proven by code; from then on what a mailbox opens
   * adds none: another operator resets them, or a new one-time link does.
   */
  async function permitted(caller: Caller): Promise<Result<Permitted, Problem>> {
    const session = await freshSession(dependencies, caller);
    if (!session.ok) return session;
    const person = await people.person(caller.personId);
    if (person === null) return err(problem("not-found"));
    const count = (await passkeys.of(person.id)).length;
    if (count >= PASSKEYS_MAXIMUM) {
      return err(limitReached("passkeys"));
    }
    const isOnlyAsFirst = person.isOperator && !isOperatorSession(session.value, mode);
    if (isOnlyAsFirst && count > 0) return err(problem("passkey-required"));
    return ok({ session: session.value, person, isOnlyAsFirst });
  }

  return {
    async askRegistration(caller, place) {
      const may = await permitted(caller);
      if (!may.ok) return may;
      const { person } = may.value;
      return ceremonies.askRegistration(person, place, person.isOperator);
    },

    async addPasskey(caller, { passkey: answer, name, place }) {
      const called = checkLine(name ?? "Passkey", "/name", NAME_GRAPHEMES_MAXIMUM);
      if (!called.ok) return called;
      const may = await permitted(caller);
      if (!may.ok) return may;
      const { person, session, isOnlyAsFirst } = may.value;
      const made = await ceremonies.registered(answer, person.id, place, person.isOperator);
      if (!made.ok) return made;

      const { credentialId, publicKey, counter, isSynced, isBackedUp, isUserVerified } = made.value;
      const nowMs = clock.nowMs();
      const passkey: StoredPasskey = {
        id: ids.next("pk"),
        credentialId,
        personId: person.id,
        publicKey,
        counter,
        transports: (answer.response.transports ?? []).slice(0, TRANSPORTS_MAXIMUM).map((way) => way.slice(0, 20)),
        name: called.value,
        isSynced,
        isBackedUp,
        createdAtMs: nowMs,
        lastUsedAtMs: null,
        counterFellAtMs: null,
      };
      const added = await passkeys.add(passkey, isOnlyAsFirst ? 1 : PASSKEYS_MAXIMUM);
      if (added === "known") return err(problem("passkey-known"));
      if (added === "full") return err(isOnlyAsFirst ? problem("passkey-required") : limitReached("passkeys"));
      // Making it has proven as much as using it would: the session goes on under a new token (ASVS 7.2.4).
      const token = newSecret(ids);
      const proof = {
        tokenHash: tokenHashOf(token),
        method: "passkey",
        isVerified: isUserVerified,
        provenAtMs: nowMs,
      } as const;
      const isStronger = isUserVerified && session.method !== "sandbox";
      const isRenewed = isStronger && (await sessions.prove(session.id, proof));
      return ok({ passkey: presentPasskey(passkey), token: isRenewed ? token : null });
    },

    async passkeys(caller) {
      return ok((await passkeys.of(caller.personId)).map(presentPasskey));
    },

    async renamePasskey(caller, id, name) {
      const called = checkLine(name, "/name", NAME_GRAPHEMES_MAXIMUM);
      if (!called.ok) return called;
      const renamed = await passkeys.rename(id, caller.personId, called.value);
      return renamed === null ? err(problem("not-found")) : ok(presentPasskey(renamed));
    },

    async removePasskey(caller, id) {
      const session = await freshSession(dependencies, caller);
      if (!session.ok) return session;
      const person = await people.person(caller.personId);
      if (person?.isOperator === true && !isOperatorSession(session.value, mode))
        return err(problem("passkey-required"));
      const removed = await passkeys.remove(id, caller.personId);
      if (removed === "unknown") return err(problem("not-found"));
      return removed === "last" ? err(problem("passkey-last")) : ok(undefined);
    },
  };
}

interface Permitted {
  readonly session: StoredSession;
  readonly person: StoredPerson;
  readonly isOnlyAsFirst: boolean;
}

const TRANSPORTS_MAXIMUM = 8;

function presentPasskey(passkey: StoredPasskey): PasskeySummary {
  const { id, name, createdAtMs, lastUsedAtMs, isSynced, isBackedUp, counterFellAtMs } = passkey;
  return {
    id,
    name,
    createdAt: formatInstant(createdAtMs),
    lastUsedAt: lastUsedAtMs === null ? null : formatInstant(lastUsedAtMs),
    isSynced,
    isBackedUp,
    counterFellAt: counterFellAtMs === null ? null : formatInstant(counterFellAtMs),
  };
}
