import { and, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { KeyStore } from "../../app/people/store.ts";
import { personColumns } from "./people-store.ts";
import { apiKeys, merchants, people } from "./schema-people.ts";

/** No cache stands before this table: a revoked key stops working with the next request. */
export function createD1KeyStore(catalogue: D1Database): KeyStore {
  const db = drizzle(catalogue);
  return {
    async add({ id, lookup, tokenHash, personId, name, scopes, createdAtMs, expiresAtMs }, maximum) {
      // Values in the order of the table, as INSERT … SELECT of the query builder names its columns.
      const row = sql`SELECT ${id}, ${lookup}, ${tokenHash}, ${personId}, ${name}, ${JSON.stringify(scopes)},
        ${createdAtMs}, ${expiresAtMs}, NULL, NULL
        WHERE (SELECT count(*) FROM api_keys WHERE person_id = ${personId} AND revoked_at_ms IS NULL) < ${maximum}`;
      const added = await db.insert(apiKeys).select(row).returning({ id: apiKeys.id });
      return added.length === 1;
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
