import { aMail } from "./mail-memory.ts";
import { beforeEach, describe, expect, test } from "vitest";
import type { NewCode, StoredKey, StoredMerchant, StoredPerson, StoredSession } from "../../worker/app/people/store.ts";
import type { PeopleStores } from "./people-memory.ts";

const NOW_MS = Date.UTC(2026, 11, 1);
const HOUR_MS = 3_600_000;
const BY_CODE = { method: "code", isVerified: false, provenAtMs: NOW_MS } as const;

let counter = 0;
const unique = () => String(++counter).padStart(6, "0");

function aPerson(changes: Partial<StoredPerson> = {}): Omit<StoredPerson, "merchantId" | "merchantState"> {
  const n = unique();
  const { merchantId: _id, merchantState: _state, ...rest } = changes;
  return {
    id: `usr_${n}`,
    version: 1,
    email: `person-${n}@example.org`,
    name: "小林 Ülkü",
    locale: "ja",
    zone: "Asia/Tokyo",
    country: "JP",
    currency: null,
    isOperator: false,
    pseudonymKey: `pseudonym-${n}`,
    createdAtMs: NOW_MS,
    ...rest,
  };
}

function aMerchant(changes: Partial<StoredMerchant> = {}): Omit<StoredMerchant, "payout"> {
  return {
    id: `mer_${unique()}`,
    name: "Bäckerei Ötzi",
    country: "AT",
    registration: "FN 1234",
    website: null,
    state: "pending",
    createdAtMs: NOW_MS,
    ...changes,
  };
}

/** What every people store must do, whatever it is made of. */
export function peopleStoreContract(name: string, storesFor: () => PeopleStores | Promise<PeopleStores>): void {
  describe(`${name}: people`, () => {
    let stores: PeopleStores;
    beforeEach(async () => {
      stores = await storesFor();
    });

    test("one person per address: the second comer finds the first", async () => {
      const wanted = aPerson();
      const first = await stores.people.findOrAdd(wanted);
      const second = await stores.people.findOrAdd({ ...aPerson(), email: wanted.email });
      expect(first).toEqual({ ...wanted, merchantId: null, merchantState: null });
      expect(second).toEqual(first);
      expect(await stores.people.person(wanted.id)).toEqual(first);
      expect(await stores.people.person("usr_nobody")).toBeNull();
    });

    test("a change needs the current version and makes the next", async () => {
      const { id } = await stores.people.findOrAdd(aPerson());
      expect(await stores.people.change(id, 1, { name: "New", country: null })).toMatchObject({
        version: 2,
        name: "New",
        country: null,
        zone: "Asia/Tokyo",
      });
      expect(await stores.people.change(id, 1, { name: "Stale" })).toBeNull();
      expect(await stores.people.person(id)).toMatchObject({ name: "New", version: 2 });
    });

    test("scenario 19: two accounts with one registration are one company, however it is written", async () => {
      const [ana, ben, cem] = await Promise.all([1, 2, 3].map(() => stores.people.findOrAdd(aPerson())));
      if (!ana || !ben || !cem) throw new Error("three people are there");
      const number = unique();
      const merchants = [`FN ${number}-a`, `fn.${number}A`, `FN ${number}-b`].map((registration) => ({
        ...aMerchant(),
        registration,
      }));
      const [first, second, third] = merchants;
      if (!first || !second || !third) throw new Error("three merchants are there");
      await stores.people.addMerchant(first, ana.id);
      await stores.people.addMerchant(second, ben.id);
      await stores.people.addMerchant(third, cem.id);
      expect(await stores.people.kinOf(first.id)).toEqual([ben.id]);
      expect(await stores.people.kinOf(third.id)).toEqual([]);
      expect(await stores.people.kinOf("mer_nobody")).toEqual([]);
    });

    test("scenario 19: two accounts that are paid out to one place are one side, once operators have let the other in", async () => {
      const [ana, ben] = await Promise.all([1, 2].map(() => stores.people.findOrAdd(aPerson())));
      if (!ana || !ben) throw new Error("two people are there");
      const [first, second] = [
        { ...aMerchant(), registration: unique() },
        { ...aMerchant(), registration: unique() },
      ];
      await stores.people.addMerchant(first, ana.id);
      await stores.people.addMerchant(second, ben.id);
      expect((await stores.people.merchant(first.id))?.payout).toBeNull();
      expect(await stores.people.sharersOf(first.id)).toEqual([]); // Nothing is not the same as nothing.

      const account = { hash: `hash-${unique()}`, hint: "3000", atMs: NOW_MS };
      expect((await stores.people.setPayoutAccount(first.id, account))?.payout).toEqual({ hint: "3000", atMs: NOW_MS });
      await stores.people.setPayoutAccount(second.id, { ...account, hash: `hash-${unique()}` });
      expect(await stores.people.kinOf(first.id)).toEqual([]);
      await stores.people.setPayoutAccount(second.id, account);
      expect(await stores.people.sharersOf(first.id)).toEqual([second.id]);
      // Whoever has only applied could name anybody's account.
      expect(await stores.people.kinOf(first.id)).toEqual([]);
      const decision = { id: `evt_${unique()}`, operatorId: "usr_o", reason: "Seen", atMs: NOW_MS } as const;
      await stores.people.decide(second.id, {
        ...decision,
        action: "verify_merchant",
        from: ["pending"],
        state: "verified",
      });
      expect(await stores.people.kinOf(first.id)).toEqual([ben.id]);
      expect(await stores.people.kinOf(second.id)).toEqual([]); // The first is still pending.
      expect(await stores.people.setPayoutAccount("mer_nobody", account)).toBeNull();
      expect(JSON.stringify(await stores.people.merchant(first.id))).not.toContain(account.hash);
    });

    test("who is asked for together, and who acts for a merchant", async () => {
      const [ana, ben] = await Promise.all([1, 2].map(() => stores.people.findOrAdd(aPerson())));
      if (!ana || !ben) throw new Error("two people are there");
      const merchant = aMerchant();
      await stores.people.addMerchant(merchant, ben.id);
      const found = await stores.people.among([ana.id, "usr_nobody", ben.id]);
      expect(found.map(({ id, merchantState }) => [id, merchantState]).sort()).toEqual(
        [
          [ana.id, null],
          [ben.id, merchant.state],
        ].sort(),
      );
      expect(await stores.people.among([])).toEqual([]);
      expect((await stores.people.actingFor(merchant.id)).map(({ id }) => id)).toEqual([ben.id]);
      expect(await stores.people.actingFor("mer_nobody")).toEqual([]);
    });

    test("a person acts for one merchant, whose state shows on the person", async () => {
      const { id } = await stores.people.findOrAdd(aPerson());
      const merchant = aMerchant();
      const rival = aMerchant();
      expect(await stores.people.addMerchant(merchant, id)).toBe(true);
      expect(await stores.people.addMerchant(rival, id)).toBe(false);
      expect(await stores.people.merchant(rival.id)).toBeNull();
      expect(await stores.people.person(id)).toMatchObject({
        merchantId: merchant.id,
        merchantState: "pending",
        version: 2,
      });

      const decision = () =>
        ({
          id: `evt_${unique()}`,
          operatorId: "usr_operator",
          action: "verify_merchant",
          from: ["pending"],
          state: "verified",
          reason: "Register seen",
          atMs: NOW_MS,
        }) as const;
      expect(await stores.people.decide(merchant.id, decision())).toEqual({
        ...merchant,
        state: "verified",
        payout: null,
      });
      expect(await stores.people.decide(merchant.id, decision())).toBeNull(); // Not one that waits any more.
      expect(await stores.people.decide("mer_nobody", decision())).toBeNull();
      expect((await stores.people.person(id))?.merchantState).toBe("verified");
    });

    test("a session is found by its digest with its person, and ends at once", async () => {
      const person = await stores.people.findOrAdd(aPerson());
      const session = (createdAtMs: number): StoredSession => ({
        id: `ses_${unique()}`,
        tokenHash: `hash-${unique()}`,
        personId: person.id,
        createdAtMs,
        lastSeenAtMs: createdAtMs,
        userAgent: null,
        ...BY_CODE,
      });
      const [older, newer] = [session(NOW_MS), session(NOW_MS + 1)];
      await stores.sessions.add(older, 20);
      await stores.sessions.add(newer, 20);
      expect(await stores.sessions.find(older.tokenHash)).toEqual({ session: older, person });
      expect(await stores.sessions.of(person.id)).toEqual([newer, older]);

      await stores.sessions.touch(older.id, NOW_MS + 5);
      expect((await stores.sessions.find(older.tokenHash))?.session.lastSeenAtMs).toBe(NOW_MS + 5);
      expect(await stores.sessions.end(older.id, "usr_somebody")).toBe(false);
      expect(await stores.sessions.end(older.id, person.id)).toBe(true);
      expect(await stores.sessions.find(older.tokenHash)).toBeNull();
      expect(await stores.sessions.of(person.id)).toEqual([newer]);
    });

    test("OP2: all sessions and keys of one person end at once, and nobody else's", async () => {
      const [person, other] = [await stores.people.findOrAdd(aPerson()), await stores.people.findOrAdd(aPerson())];
      const session = (personId: string) => ({
        id: `ses_${unique()}`,
        tokenHash: `hash-${unique()}`,
        personId,
        createdAtMs: NOW_MS,
        lastSeenAtMs: NOW_MS,
        userAgent: null,
        ...BY_CODE,
      });
      for (const { id } of [person, person, other]) await stores.sessions.add(session(id), 20);
      const act = () =>
        ({ id: `evt_${unique()}`, operatorId: "usr_o", action: "sign_out", reason: "Lost", atMs: NOW_MS }) as const;
      expect(await stores.people.signOutEverywhere(person.id, act())).toEqual({ sessions: 2, keys: 0 });
      expect(await stores.people.signOutEverywhere(person.id, act())).toEqual({ sessions: 0, keys: 0 });
      expect(await stores.sessions.of(person.id)).toEqual([]);
      expect(await stores.sessions.of(other.id)).toHaveLength(1);
    });

    test("a key is found by its lookup, and only its owner revokes it, once", async () => {
      const person = await stores.people.findOrAdd(aPerson());
      const key: StoredKey = {
        id: `key_${unique()}`,
        lookup: `lookup-${unique()}`,
        tokenHash: "hash",
        personId: person.id,
        name: "Warehouse",
        scopes: ["offers:read", "offers:write"],
        createdAtMs: NOW_MS,
        expiresAtMs: null,
        lastUsedAtMs: null,
        revokedAtMs: null,
      };
      await stores.keys.add(key, 20);
      expect(await stores.keys.find(key.lookup)).toEqual({ key, person });
      await stores.keys.touch(key.id, NOW_MS + 5);
      expect(await stores.keys.of(person.id)).toEqual([{ ...key, lastUsedAtMs: NOW_MS + 5 }]);

      expect(await stores.keys.revoke(key.id, "usr_somebody", NOW_MS)).toBe(false);
      expect(await stores.keys.revoke(key.id, person.id, NOW_MS + 9)).toBe(true);
      expect(await stores.keys.revoke(key.id, person.id, NOW_MS + 10)).toBe(false);
      expect((await stores.keys.find(key.lookup))?.key.revokedAtMs).toBe(NOW_MS + 9);
      expect(await stores.keys.of(person.id)).toEqual([]);
    });

    test("an address is given to one person, once; other sessions end and mail that stayed here follows", async () => {
      const [ana, ben] = [await stores.people.findOrAdd(aPerson()), await stores.people.findOrAdd(aPerson())];
      const session = (personId: string): StoredSession => ({
        id: `ses_${unique()}`,
        tokenHash: `hash-${unique()}`,
        personId,
        createdAtMs: NOW_MS,
        lastSeenAtMs: NOW_MS,
        userAgent: null,
        ...BY_CODE,
      });
      const [kept, other, bens] = [session(ana.id), session(ana.id), session(ben.id)];
      for (const one of [kept, other, bens]) await stores.sessions.add(one, 20);
      await stores.mailbox.send(aMail({ key: unique(), to: ana.email, subject: "Before", text: "1" }));
      const wanted = `wanted-${unique()}@example.org`;
      expect(await stores.people.isTaken(wanted)).toBe(false);

      expect(await stores.people.changeEmail(ana, ben.email, kept.id)).toBeNull();
      expect(await stores.sessions.of(ana.id)).toHaveLength(2);
      const both = await Promise.all([
        stores.people.changeEmail(ana, wanted, kept.id),
        stores.people.changeEmail(ben, wanted, bens.id),
      ]);
      expect(both.filter((one) => one !== null)).toHaveLength(1);
      expect(await stores.people.isTaken(wanted)).toBe(true);

      const third = `third-${unique()}@example.org`;
      const now = await stores.people.person(ana.id);
      if (now === null) throw new Error("Ana is there.");
      expect(await stores.people.changeEmail(now, third, kept.id)).toMatchObject({
        email: third,
        version: now.version + 1,
      });
      expect(await stores.people.changeEmail(now, `late-${unique()}@example.org`, kept.id)).toBeNull();
      expect((await stores.sessions.of(ana.id)).map(({ id }) => id)).toEqual([kept.id]);
      expect((await stores.sessions.of(ben.id)).map(({ id }) => id)).toEqual([bens.id]);
      expect((await stores.mailbox.messages(third)).map(({ subject }) => subject)).toEqual(["Before"]);
    });

    test("of too many sessions the one unused for longest ends, however many are opened at once", async () => {
      const person = await stores.people.findOrAdd(aPerson());
      const session = (lastSeenAtMs: number): StoredSession => ({
        id: `ses_${unique()}`,
        tokenHash: `hash-${unique()}`,
        personId: person.id,
        createdAtMs: NOW_MS,
        lastSeenAtMs,
        userAgent: null,
        ...BY_CODE,
      });
      const [used, idle, late] = [session(NOW_MS + 9), session(NOW_MS + 1), session(NOW_MS)];
      for (const one of [used, idle, late]) await stores.sessions.add(one, 2);
      expect((await stores.sessions.of(person.id)).map(({ id }) => id).sort()).toEqual([used.id, late.id].sort());
      await Promise.all([1, 2, 3, 4].map((n) => stores.sessions.add(session(NOW_MS + 10 + n), 2)));
      expect(await stores.sessions.of(person.id)).toHaveLength(2);
    });

    test("so many keys and no more, however many are made at once; a revoked one makes room", async () => {
      const person = await stores.people.findOrAdd(aPerson());
      const key = (): StoredKey => ({
        id: `key_${unique()}`,
        lookup: `lookup-${unique()}`,
        tokenHash: "hash",
        personId: person.id,
        name: "Warehouse",
        scopes: ["offers:read"],
        createdAtMs: NOW_MS,
        expiresAtMs: null,
        lastUsedAtMs: null,
        revokedAtMs: null,
      });
      const added = await Promise.all([key(), key(), key()].map((one) => stores.keys.add(one, 2)));
      expect(added.sort()).toEqual([false, true, true]);
      const [first] = await stores.keys.of(person.id);
      await stores.keys.revoke(first?.id ?? "", person.id, NOW_MS);
      expect(await stores.keys.add(key(), 2)).toBe(true);
      expect(await stores.keys.add(key(), 2)).toBe(false);
    });

    test("mail with the same key is kept once; the newest comes first", async () => {
      const to = `mail-${unique()}@example.org`;
      const first = aMail({ key: unique(), to, subject: "First", text: "1" });
      await stores.mailbox.send(first);
      await stores.mailbox.send({ ...first, subject: "Again" });
      expect((await stores.mailbox.messages(to)).map(({ subject }) => subject)).toEqual(["First"]);
      expect(await stores.mailbox.messages("nobody@example.org")).toEqual([]);
      expect(await stores.mailbox.messages(null)).toContainEqual(expect.objectContaining({ to, text: "1" }));
    });
  });

  describe(`${name}: sign-in codes`, () => {
    let stores: PeopleStores;
    let code: NewCode;
    const put = (changes: Partial<NewCode> = {}, nowMs = NOW_MS) =>
      stores.codes.put({ ...code, ...changes }, nowMs, nowMs - HOUR_MS, 3);
    beforeEach(async () => {
      stores = await storesFor();
      const email = `code-${unique()}@example.org`;
      code = { email, codeHash: "right", locale: "de", expiresAtMs: NOW_MS + 600_000 };
    });

    test("a code is live until it expires", async () => {
      await put();
      expect(await stores.codes.tryOnce(code.email, NOW_MS + 599_999, 5)).toEqual({ codeHash: "right", locale: "de" });
      expect(await stores.codes.tryOnce(code.email, NOW_MS + 600_000, 5)).toBeNull();
      expect(await stores.codes.tryOnce("nobody@example.org", NOW_MS, 5)).toBeNull();
    });

    test("tries are counted and run out, also when they come at once", async () => {
      await put();
      const tries = await Promise.all(Array.from({ length: 8 }, () => stores.codes.tryOnce(code.email, NOW_MS, 5)));
      expect(tries.filter((live) => live !== null)).toHaveLength(5);
    });

    test("a code is used once, also when two use it at once", async () => {
      await put();
      expect(await stores.codes.use(code.email, "wrong", NOW_MS)).toBe(false);
      const uses = await Promise.all([1, 2].map(() => stores.codes.use(code.email, "right", NOW_MS)));
      expect(uses.filter(Boolean)).toHaveLength(1);
      expect(await stores.codes.tryOnce(code.email, NOW_MS, 5)).toBeNull();
    });

    test("a new code replaces the last and has its own tries", async () => {
      await put();
      for (let i = 0; i < 5; i++) await stores.codes.tryOnce(code.email, NOW_MS, 5);
      await put({ codeHash: "next" }, NOW_MS + 1);
      expect(await stores.codes.use(code.email, "right", NOW_MS + 1)).toBe(false);
      expect(await stores.codes.tryOnce(code.email, NOW_MS + 1, 5)).toMatchObject({ codeHash: "next" });
    });

    test("an address gets only so many codes in an hour, and the last one stays live", async () => {
      expect(await put({ codeHash: "1" })).toBe(true);
      expect(await put({ codeHash: "2" })).toBe(true);
      expect(await put({ codeHash: "3" })).toBe(true);
      expect(await put({ codeHash: "4" })).toBe(false);
      expect(await stores.codes.tryOnce(code.email, NOW_MS, 5)).toMatchObject({ codeHash: "3" });
      expect(await put({ codeHash: "5", expiresAtMs: NOW_MS + 3 * HOUR_MS }, NOW_MS + HOUR_MS + 1)).toBe(true);
      expect(await stores.codes.tryOnce(code.email, NOW_MS + HOUR_MS + 1, 5)).toMatchObject({ codeHash: "5" });
    });
  });
}
