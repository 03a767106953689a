import { and, desc, eq, getTableColumns, ne, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { SessionStore } from "../../app/people/store.ts";
import { personColumns } from "./people-store.ts";
import { merchants, people, sessions } from "./schema-people.ts";

export function createD1SessionStore(catalogue: D1Database): SessionStore {
  const db = drizzle(catalogue);
  return {
    async add(session, maximum) {
      const { id, personId } = session;
      const kept = sql`(SELECT id FROM sessions WHERE person_id = ${personId}
        ORDER BY id = ${id} DESC, last_seen_at_ms DESC, id DESC LIMIT ${maximum})`;
      await db.batch([
        db.insert(sessions).values(session),
        db.delete(sessions).where(and(eq(sessions.personId, personId), sql`${sessions.id} NOT IN ${kept}`)),
      ]);
    },

    async find(tokenHash) {
      const [row] = await db
        .select({ session: getTableColumns(sessions), person: personColumns })
        .from(sessions)
        .innerJoin(people, eq(people.id, sessions.personId))
        .leftJoin(merchants, eq(merchants.id, people.merchantId))
        .where(eq(sessions.tokenHash, tokenHash));
      return row ?? null;
    },

    of(personId) {
      return db.select().from(sessions).where(eq(sessions.personId, personId)).orderBy(desc(sessions.createdAtMs));
    },

    async touch(id, atMs) {
      await db.update(sessions).set({ lastSeenAtMs: atMs }).where(eq(sessions.id, id));
    },

    async prove(id, proof) {
      const proven = await db.update(sessions).set(proof).where(eq(sessions.id, id)).returning({ id: sessions.id });
      return proven.length === 1;
    },

    async end(id, personId) {
      const ended = await db
        .delete(sessions)
        .where(and(eq(sessions.id, id), eq(sessions.personId, personId)))
        .returning({ id: sessions.id });
      return ended.length === 1;
    },

    async endOthers(personId, keptId) {
      const ended = await db
        .delete(sessions)
        .where(and(eq(sessions.personId, personId), ne(sessions.id, keptId)))
        .returning({ id: sessions.id });
      return ended.length;
    },
  };
}
