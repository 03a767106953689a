import type {
  OperatorRoles,
  PasskeyStore,
  StoredChallenge,
  StoredPasskey,
} from "../../worker/app/people/passkey-store.ts";
import { isPlayPerson } from "../../worker/app/people/play-people.ts";
import type { AuditedAct, StoredKey, StoredPerson, StoredSession } from "../../worker/app/people/store.ts";

export interface OperatorLink {
  readonly tokenHash: string;
  readonly isAgain: boolean;
  readonly expiresAtMs: number;
  readonly usedBy?: string;
}

/** The twins in memory of worker/adapters/catalogue/passkey-store.ts and operator-roles.ts. */
export function createMemoryPasskeys(
  passkeys: Map<string, StoredPasskey>,
  personOf: (id: string) => StoredPerson | null,
): PasskeyStore {
  const challenges = new Map<string, StoredChallenge>();
  const ofPerson = (personId: string) => [...passkeys.values()].filter((row) => row.personId === personId);
  const own = (id: string, personId: string) => ofPerson(personId).find((row) => row.id === id);

  return {
    async add(passkey, maximum) {
      if ([...passkeys.values()].some(({ credentialId }) => credentialId === passkey.credentialId)) return "known";
      if (ofPerson(passkey.personId).length >= maximum) return "full";
      passkeys.set(passkey.id, passkey);
      return "added";
    },
    async find(wanted) {
      const passkey = [...passkeys.values()].find(({ credentialId }) => credentialId === wanted);
      const person = passkey && personOf(passkey.personId);
      return passkey && person ? { passkey, person } : null;
    },
    of: async (personId) => ofPerson(personId).sort((a, b) => b.createdAtMs - a.createdAtMs),
    async use(id, { counter, isBackedUp, atMs }) {
      const row = passkeys.get(id);
      if (row === undefined) return false;
      const rises = row.counter < counter || (row.counter === 0 && counter === 0);
      passkeys.set(id, rises ? { ...row, counter, isBackedUp, lastUsedAtMs: atMs } : { ...row, counterFellAtMs: atMs });
      return rises;
    },
    async rename(id, personId, name) {
      const row = own(id, personId);
      if (row === undefined) return null;
      passkeys.set(id, { ...row, name });
      return { ...row, name };
    },
    async remove(id, personId) {
      if (own(id, personId) === undefined) return "unknown";
      if (personOf(personId)?.isOperator === true && ofPerson(personId).length === 1) return "last";
      passkeys.delete(id);
      return "removed";
    },
    async keepChallenge(challenge, nowMs) {
      for (const [hash, { expiresAtMs }] of challenges) if (expiresAtMs <= nowMs) challenges.delete(hash);
      challenges.set(challenge.challengeHash, challenge);
    },
    async takeChallenge(hash) {
      const taken = challenges.get(hash) ?? null;
      challenges.delete(hash);
      return taken;
    },
  };
}

interface Tables {
  readonly people: Map<string, Omit<StoredPerson, "merchantState">>;
  readonly sessions: Map<string, StoredSession>;
  readonly keys: Map<string, StoredKey>;
  readonly codes: Map<string, { isUsed: boolean }>;
  readonly passkeys: Map<string, StoredPasskey>;
  readonly links: Map<string, OperatorLink>;
}

export function createMemoryOperatorRoles({ people, sessions, keys, codes, passkeys, links }: Tables): OperatorRoles {
  const operators = () => [...people.values()].filter(({ isOperator }) => isOperator);

  function signOut(personId: string, { atMs }: AuditedAct, keptId?: string): void {
    for (const { id, personId: of } of sessions.values()) if (of === personId && id !== keptId) sessions.delete(id);
    for (const row of keys.values()) {
      if (row.personId === personId && row.revokedAtMs === null) keys.set(row.id, { ...row, revokedAtMs: atMs });
    }
  }

  function close(personId: string, act: AuditedAct, keptId?: string): void {
    signOut(personId, act, keptId);
    for (const { id, personId: of } of passkeys.values()) if (of === personId) passkeys.delete(id);
    const code = codes.get(people.get(personId)?.email ?? "");
    if (code) code.isUsed = true;
  }

  function setRole(personId: string, isOperator: boolean): boolean {
    const row = people.get(personId);
    if (row === undefined || row.isOperator === isOperator) return false;
    people.set(personId, { ...row, isOperator, version: row.version + 1 });
    return true;
  }

  return {
    async claim(tokenHash, personId, sessionId, act) {
      const link = links.get(tokenHash);
      const session = sessions.get(sessionId);
      if (link === undefined || session === undefined || link.usedBy !== undefined) return false;
      if (link.expiresAtMs <= act.atMs || (!link.isAgain && operators().some((one) => !isPlayPerson(one))))
        return false;
      setRole(personId, true);
      close(personId, act, sessionId);
      sessions.set(sessionId, { ...session, method: "code", isVerified: false });
      links.clear();
      links.set(tokenHash, { ...link, usedBy: personId });
      return true;
    },
    async make(personId, act) {
      if (!setRole(personId, true)) return false;
      close(personId, act);
      return true;
    },
    async drop(personId, act) {
      if (!operators().some(({ id }) => id !== personId) || !setRole(personId, false)) return false;
      signOut(personId, act);
      return true;
    },
    async resetPasskeys(personId, act) {
      if (people.get(personId)?.isOperator !== true) return false;
      close(personId, act);
      return true;
    },
  };
}
