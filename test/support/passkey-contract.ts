import { beforeEach, describe, expect, test } from "vitest";
import type { StoredPasskey } from "../../worker/app/people/passkey-store.ts";
import type { AuditedAct, StoredPerson } from "../../worker/app/people/store.ts";
import type { PeopleStores } from "./people-memory.ts";

const NOW_MS = Date.UTC(2026, 11, 1);

let counter = 0;
const unique = () => String(++counter).padStart(6, "0");

/** What the stores of passkeys and of operators' roles must do, whatever they are made of. */
export function passkeyStoreContract(name: string, storesFor: () => PeopleStores | Promise<PeopleStores>): void {
  describe(`${name}: passkeys`, () => {
    let stores: PeopleStores;
    beforeEach(async () => {
      stores = await storesFor();
    });

    async function person(domain = "example.org"): Promise<StoredPerson> {
      const n = unique();
      return stores.people.findOrAdd({
        id: `usr_${n}`,
        version: 1,
        email: `key-${n}@${domain}`,
        name: "Ana",
        locale: "en",
        zone: "UTC",
        country: null,
        currency: null,
        isOperator: false,
        pseudonymKey: n,
        createdAtMs: NOW_MS,
      });
    }
    const passkey = (personId: string, changes: Partial<StoredPasskey> = {}): StoredPasskey => ({
      id: `pk_${unique()}`,
      credentialId: unique(),
      personId,
      publicKey: "key",
      counter: 0,
      transports: ["internal", "hybrid"],
      name: "Phone",
      isSynced: true,
      isBackedUp: false,
      createdAtMs: NOW_MS,
      lastUsedAtMs: null,
      counterFellAtMs: null,
      ...changes,
    });
    const act = (action: AuditedAct["action"], atMs = NOW_MS): AuditedAct => ({
      id: `evt_${unique()}`,
      operatorId: "usr_o",
      action,
      reason: "Because",
      atMs,
    });
    const session = async (personId: string) => {
      const id = `ses_${unique()}`;
      const times = { createdAtMs: NOW_MS, lastSeenAtMs: NOW_MS, provenAtMs: NOW_MS };
      const how = { method: "passkey", isVerified: true, userAgent: null } as const;
      await stores.sessions.add({ id, tokenHash: `hash-${id}`, personId, ...times, ...how }, 20);
      return id;
    };
    const idsOf = async (personId: string) => (await stores.passkeys.of(personId)).map(({ id }) => id);

    test("a passkey is found by its credential with its person, and no credential is kept twice", async () => {
      const [ana, ben] = [await person(), await person()];
      const first = passkey(ana.id);
      expect(await stores.passkeys.add(first, 20)).toBe("added");
      expect(await stores.passkeys.find(first.credentialId)).toEqual({ passkey: first, person: ana });
      expect(await stores.passkeys.find("unknown")).toBeNull();
      const copy = passkey(ben.id, { credentialId: first.credentialId });
      expect(await stores.passkeys.add(copy, 20)).toBe("known");
      expect((await stores.passkeys.find(first.credentialId))?.person.id).toBe(ana.id);
    });

    test("two that are each to be the only one: one is kept, also when they come at once", async () => {
      const ana = await person();
      const both = await Promise.all([1, 2].map(() => stores.passkeys.add(passkey(ana.id), 1)));
      expect(both.sort()).toEqual(["added", "full"]);
    });

    test("a counter goes up, or is always zero; of one that does not, the fall is kept", async () => {
      const { id: personId } = await person();
      const [still, counting] = [passkey(personId), passkey(personId, { createdAtMs: NOW_MS - 1 })];
      for (const one of [still, counting]) await stores.passkeys.add(one, 20);
      const use = (id: string, count: number) =>
        stores.passkeys.use(id, { counter: count, isBackedUp: true, atMs: NOW_MS + count });
      expect([await use(still.id, 0), await use(still.id, 0)]).toEqual([true, true]);
      expect(await use(counting.id, 5)).toBe(true);
      expect(await stores.passkeys.of(personId)).toEqual([
        { ...still, isBackedUp: true, lastUsedAtMs: NOW_MS },
        { ...counting, counter: 5, isBackedUp: true, lastUsedAtMs: NOW_MS + 5 },
      ]);
      expect([await use(counting.id, 5), await use(counting.id, 0)]).toEqual([false, false]);
      expect((await stores.passkeys.find(counting.credentialId))?.passkey).toMatchObject({
        counter: 5,
        counterFellAtMs: NOW_MS,
      });
    });

    test("only its owner renames or removes one, and an operator not the last", async () => {
      const [ana, ben] = [await person(), await person()];
      const [first, second] = [passkey(ana.id), passkey(ana.id)];
      expect(await stores.operatorRoles.make(ana.id, act("make_operator"))).toBe(true);
      for (const one of [first, second]) await stores.passkeys.add(one, 20);
      expect(await stores.passkeys.rename(first.id, ben.id, "Mine")).toBeNull();
      expect(await stores.passkeys.rename(first.id, ana.id, "Laptop")).toEqual({ ...first, name: "Laptop" });
      expect(await stores.passkeys.remove(first.id, ben.id)).toBe("unknown");
      expect(await stores.passkeys.remove(first.id, ana.id)).toBe("removed");
      expect(await stores.passkeys.remove(second.id, ana.id)).toBe("last");
      expect(await idsOf(ana.id)).toEqual([second.id]);
    });

    test("a challenge is taken once, also when two take it at once; what is over is forgotten", async () => {
      const challenge = (hash: string) =>
        ({
          challengeHash: hash,
          browserHash: "b",
          purpose: "sign-in",
          personId: null,
          expiresAtMs: NOW_MS + 10,
        }) as const;
      const [one, other, later] = [unique(), unique(), unique()];
      await stores.passkeys.keepChallenge(challenge(one), NOW_MS);
      const taken = await Promise.all([1, 2].map(() => stores.passkeys.takeChallenge(one)));
      expect(taken.filter((each) => each !== null)).toEqual([challenge(one)]);
      await stores.passkeys.keepChallenge(challenge(other), NOW_MS);
      await stores.passkeys.keepChallenge(challenge(later), NOW_MS + 10);
      expect(await stores.passkeys.takeChallenge(other)).toBeNull();
    });

    test("OP4: whoever becomes an operator keeps nothing that somebody else may hold", async () => {
      const ana = await person();
      await stores.passkeys.add(passkey(ana.id), 20);
      await session(ana.id);
      await stores.codes.put(
        { email: ana.email, codeHash: "h", locale: "en", expiresAtMs: NOW_MS + 99 },
        NOW_MS,
        NOW_MS - 99,
        3,
      );
      expect(await stores.operatorRoles.make(ana.id, act("make_operator"))).toBe(true);
      expect(await stores.operatorRoles.make(ana.id, act("make_operator"))).toBe(false);
      expect(await stores.people.person(ana.id)).toMatchObject({ isOperator: true, version: 2 });
      expect(await stores.people.isOperatorAddress(ana.email)).toBe(true);
      expect(await stores.people.isOperatorAddress("nobody@example.org")).toBe(false);
      expect(await idsOf(ana.id)).toEqual([]);
      expect(await stores.sessions.of(ana.id)).toEqual([]);
      expect(await stores.codes.tryOnce(ana.email, NOW_MS, 5)).toBeNull();
    });

    test("OP4: the last operator stays one, and passkeys are reset of operators alone", async () => {
      const [ana, ben] = [await person(), await person()];
      const { make, drop, resetPasskeys } = stores.operatorRoles;
      await make(ana.id, act("make_operator"));
      expect(await resetPasskeys(ben.id, act("reset_passkeys"))).toBe(false);
      expect(await drop(ana.id, act("drop_operator"))).toBe(false);
      await make(ben.id, act("make_operator"));
      await stores.passkeys.add(passkey(ben.id), 20);
      await session(ben.id);
      expect(await resetPasskeys(ben.id, act("reset_passkeys"))).toBe(true);
      expect([await idsOf(ben.id), await stores.sessions.of(ben.id)]).toEqual([[], []]);
      expect(await drop(ben.id, act("drop_operator"))).toBe(true);
      expect(await drop(ben.id, act("drop_operator"))).toBe(false);
      expect((await stores.people.person(ben.id))?.isOperator).toBe(false);
    });

    test("OP4: the link makes one operator, once, in time, and while there is none", async () => {
      const [ana, ben] = [await person(), await person()];
      const link = (isAgain: boolean, expiresAtMs = NOW_MS + 10) => {
        const tokenHash = unique();
        return stores.addOperatorLink({ tokenHash, isAgain, expiresAtMs }).then(() => tokenHash);
      };
      const claim = (hash: string, personId: string, sessionId: string, atMs = NOW_MS) =>
        stores.operatorRoles.claim(hash, personId, sessionId, act("claim_operator", atMs));
      await stores.passkeys.add(passkey(ana.id), 20);
      const [kept] = [await session(ana.id), await session(ana.id)];
      await stores.operatorRoles.make((await person("sandbox.test")).id, act("make_operator")); // Played, and none.
      const late = await link(false);
      expect(await claim(late, ana.id, kept, NOW_MS + 10)).toBe(false);
      expect(await claim("unknown", ana.id, kept)).toBe(false);

      const [first, spare] = [await link(false), await link(true)];
      expect(await claim(first, ana.id, kept)).toBe(true);
      expect(await stores.people.person(ana.id)).toMatchObject({ isOperator: true });
      expect(await idsOf(ana.id)).toEqual([]);
      expect(await stores.sessions.of(ana.id)).toMatchObject([{ id: kept, method: "code", isVerified: false }]);
      for (const used of [first, spare]) expect(await claim(used, ben.id, await session(ben.id))).toBe(false);
      expect(await claim(await link(false), ben.id, await session(ben.id))).toBe(false);
      expect(await claim(await link(true), ben.id, await session(ben.id))).toBe(true);
    });
  });
}
