import { desc, eq, getTableColumns } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { SessionStore } from "../../app/people/store.ts";
import { personColumns } from "./people-store.ts";
import { merchants, people, sessions } from "./schema-people.ts";

export function createD1SessionStore(catalogue: D1Database): SessionStore {
  const db = drizzle(catalogue);
  return {
    async add(session) {
      await db.insert(sessions).values(session);
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

    async end(id) {
      await db.delete(sessions).where(eq(sessions.id, id));
    },
  };
}
