import { and, desc, eq, getTableColumns, isNull } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { KeyStore } from "../../app/people/store.ts";
import { personColumns } from "./people-store.ts";
import { apiKeys, merchants, people } from "./schema-people.ts";

/** No cache stands before this table: a revoked key stops working with the next request. */
export function createD1KeyStore(catalogue: D1Database): KeyStore {
  const db = drizzle(catalogue);
  return {
    async add(key) {
      await db.insert(apiKeys).values(key);
    },

    async find(lookup) {
      const [row] = await db
        .select({ key: getTableColumns(apiKeys), person: personColumns })
        .from(apiKeys)
        .innerJoin(people, eq(people.id, apiKeys.personId))
        .leftJoin(merchants, eq(merchants.id, people.merchantId))
        .where(eq(apiKeys.lookup, lookup));
      return row ?? null;
    },

    of(personId) {
      return db
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.personId, personId), isNull(apiKeys.revokedAtMs)))
        .orderBy(desc(apiKeys.createdAtMs));
    },

    async touch(id, atMs) {
      await db.update(apiKeys).set({ lastUsedAtMs: atMs }).where(eq(apiKeys.id, id));
    },

    async revoke(id, personId, atMs) {
      const revoked = await db
        .update(apiKeys)
        .set({ revokedAtMs: atMs })
        .where(and(eq(apiKeys.id, id), eq(apiKeys.personId, personId), isNull(apiKeys.revokedAtMs)))
        .returning({ id: apiKeys.id });
      return revoked.length === 1;
    },
  };
}
