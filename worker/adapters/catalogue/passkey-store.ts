import { and, desc, eq, getTableColumns, lte, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { PasskeyStore } from "../../app/people/passkey-store.ts";
import { personColumns } from "./people-store.ts";
import { merchants, passkeyChallenges, passkeys, people } from "./schema-people.ts";

/** Each step is one statement or one batch: of two answers at once only one finds what it asks for. */
export function createD1PasskeyStore(catalogue: D1Database): PasskeyStore {
  const db = drizzle(catalogue);
  return {
    async add(passkey, maximum) {
      const { id, credentialId, personId, publicKey, counter, transports, name, isSynced, isBackedUp, createdAtMs } =
        passkey;
      // Values in the order of the table, as INSERT … SELECT of the query builder names its columns.
      const row = sql`SELECT ${id}, ${credentialId}, ${personId}, ${publicKey}, ${counter}, ${JSON.stringify(transports)},
        ${name}, ${Number(isSynced)}, ${Number(isBackedUp)}, ${createdAtMs}, NULL, NULL
        WHERE (SELECT count(*) FROM passkeys WHERE person_id = ${personId}) < ${maximum}`;
      const [before, added] = await db.batch([
        db.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.credentialId, credentialId)),
        db.insert(passkeys).select(row).onConflictDoNothing().returning({ id: passkeys.id }),
      ]);
      if (added.length === 1) return "added";
      return before.length === 1 ? "known" : "full";
    },

    async find(credentialId) {
      const [row] = await db
        .select({ passkey: getTableColumns(passkeys), person: personColumns })
        .from(passkeys)
        .innerJoin(people, eq(people.id, passkeys.personId))
        .leftJoin(merchants, eq(merchants.id, people.merchantId))
        .where(eq(passkeys.credentialId, credentialId));
      return row ?? null;
    },

    of(personId) {
      return db.select().from(passkeys).where(eq(passkeys.personId, personId)).orderBy(desc(passkeys.createdAtMs));
    },

    async use(id, { counter, isBackedUp, atMs }) {
      const rises = sql`(${passkeys.counter} < ${counter} OR (${passkeys.counter} = 0 AND ${counter} = 0))`;
      const used = await db
        .update(passkeys)
        .set({ counter, isBackedUp, lastUsedAtMs: atMs })
        .where(and(eq(passkeys.id, id), rises))
        .returning({ id: passkeys.id });
      if (used.length === 1) return true;
      await db.update(passkeys).set({ counterFellAtMs: atMs }).where(eq(passkeys.id, id));
      return false;
    },

    async rename(id, personId, name) {
      const [row] = await db
        .update(passkeys)
        .set({ name })
        .where(and(eq(passkeys.id, id), eq(passkeys.personId, personId)))
        .returning();
      return row ?? null;
    },

    async remove(id, personId) {
      const isOwn = and(eq(passkeys.id, id), eq(passkeys.personId, personId));
      const mayGo = sql`(NOT EXISTS (SELECT 1 FROM people WHERE id = ${personId} AND is_operator = 1)
        OR EXISTS (SELECT 1 FROM passkeys AS other WHERE other.person_id = ${personId} AND other.id <> ${id}))`;
      const [before, removed] = await db.batch([
        db.select({ id: passkeys.id }).from(passkeys).where(isOwn),
        db.delete(passkeys).where(and(isOwn, mayGo)).returning({ id: passkeys.id }),
      ]);
      if (removed.length === 1) return "removed";
      return before.length === 1 ? "last" : "unknown";
    },

    async keepChallenge(challenge, nowMs) {
      await db.batch([
        db.delete(passkeyChallenges).where(lte(passkeyChallenges.expiresAtMs, nowMs)),
        db.insert(passkeyChallenges).values(challenge),
      ]);
    },

    async takeChallenge(challengeHash) {
      const [taken] = await db
        .delete(passkeyChallenges)
        .where(eq(passkeyChallenges.challengeHash, challengeHash))
        .returning();
      return taken ?? null;
    },
  };
}
