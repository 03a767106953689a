import { and, eq, getTableColumns, inArray, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { AuditedAct, PeopleStore, StoredMerchant, StoredPerson } from "../../app/people/store.ts";
import { companyKey } from "../../app/people/rules.ts";
import { audit } from "./schema-operators.ts";
import { apiKeys, mailMessages, merchants, people, sessions, signInCodes } from "./schema-people.ts";

/** A person as use cases know them: the row, and the state of their merchant. */
export const personColumns = { ...getTableColumns(people), merchantState: merchants.state };

export function createD1PeopleStore(catalogue: D1Database): PeopleStore {
  const db = drizzle(catalogue);
  const selectPeople = () =>
    db.select(personColumns).from(people).leftJoin(merchants, eq(merchants.id, people.merchantId));

  async function person(id: string): Promise<StoredPerson | null> {
    const [row] = await selectPeople().where(eq(people.id, id));
    return row ?? null;
  }

  async function merchant(id: string): Promise<StoredMerchant | null> {
    const [row] = await db.select().from(merchants).where(eq(merchants.id, id));
    if (row === undefined) return null;
    const { id: merchantId, name, country, registration, website, state, createdAtMs, payoutHint, payoutAtMs } = row;
    const payout = payoutHint === null || payoutAtMs === null ? null : { hint: payoutHint, atMs: payoutAtMs };
    return { id: merchantId, name, country, registration, website, state, createdAtMs, payout };
  }

  return {
    person,
    merchant,

    among: (ids) => selectPeople().where(sql`${people.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),

    actingFor: (merchantId) => selectPeople().where(eq(people.merchantId, merchantId)),

    async kinOf(merchantId) {
      const [found] = await db.select().from(merchants).where(eq(merchants.id, merchantId));
      if (found === undefined) return [];
      const isOneCompany = and(
        eq(merchants.country, found.country),
        sql`upper(replace(replace(replace(replace(${merchants.registration}, ' ', ''), '-', ''), '.', ''), '/', '')) = ${companyKey(found.registration)}`,
      );
      const isOneAccount =
        found.payoutHash === null
          ? undefined
          : and(eq(merchants.payoutHash, found.payoutHash), ne(merchants.state, "pending"));
      const rows = await db
        .select({ id: people.id })
        .from(people)
        .innerJoin(merchants, eq(merchants.id, people.merchantId))
        .where(and(ne(merchants.id, merchantId), or(isOneCompany, isOneAccount)));
      return rows.map(({ id }) => id);
    },

    async sharersOf(merchantId) {
      const own = db.select({ hash: merchants.payoutHash }).from(merchants).where(eq(merchants.id, merchantId));
      const rows = await db
        .select({ id: merchants.id })
        .from(merchants)
        .where(and(ne(merchants.id, merchantId), inArray(merchants.payoutHash, own)));
      return rows.map(({ id }) => id);
    },

    async setPayoutAccount(merchantId, { hash, hint, atMs }) {
      await db
        .update(merchants)
        .set({ payoutHash: hash, payoutHint: hint, payoutAtMs: atMs })
        .where(eq(merchants.id, merchantId));
      return merchant(merchantId);
    },

    async findOrAdd(wanted) {
      const [, found] = await db.batch([
        db
          .insert(people)
          .values({ ...wanted, merchantId: null })
          .onConflictDoNothing({ target: people.email }),
        selectPeople().where(eq(people.email, wanted.email)),
      ]);
      const [row] = found;
      if (row === undefined) throw new Error("A person just added is there.");
      return row;
    },

    async change(id, version, changes) {
      const changed = await db
        .update(people)
        .set({ ...changes, version: version + 1 })
        .where(and(eq(people.id, id), eq(people.version, version)))
        .returning({ id: people.id });
      return changed.length === 0 ? null : person(id);
    },

    async isTaken(email) {
      return (await db.select({ id: people.id }).from(people).where(eq(people.email, email))).length > 0;
    },

    async changeEmail({ id, email: old }, email, keptSessionId) {
      const isTheirs = sql`EXISTS (SELECT 1 FROM people WHERE id = ${id} AND email = ${email})`;
      const [changed] = await db.batch([
        db
          .update(people)
          .set({ email, version: sql`${people.version} + 1` })
          .where(
            and(
              eq(people.id, id),
              eq(people.email, old),
              sql`NOT EXISTS (SELECT 1 FROM people AS other WHERE other.email = ${email})`,
            ),
          )
          .returning({ id: people.id }),
        db.delete(sessions).where(and(eq(sessions.personId, id), ne(sessions.id, keptSessionId), isTheirs)),
        db.delete(signInCodes).where(and(eq(signInCodes.email, old), isTheirs)),
        db
          .update(mailMessages)
          .set({ recipient: email })
          .where(and(eq(mailMessages.recipient, old), isTheirs)),
      ]);
      return changed.length === 0 ? null : person(id);
    },

    async isOperatorAddress(email) {
      const found = await db
        .select({ id: people.id })
        .from(people)
        .where(and(eq(people.email, email), eq(people.isOperator, true)));
      return found.length > 0;
    },

    async addMerchant(wanted, personId) {
      // One batch is one transaction: the merchant is written only for a person who has none, and then given to them.
      // Values in the order of the table, as INSERT … SELECT of the query builder names its columns.
      const { id, name, country, registration, website, state, createdAtMs } = wanted;
      const ifFree = sql`SELECT ${id}, ${name}, ${country}, ${registration}, ${website}, ${state}, ${createdAtMs},
        NULL, NULL, NULL, NULL, NULL, NULL FROM people WHERE id = ${personId} AND merchant_id IS NULL`;
      const [, given] = await db.batch([
        db.insert(merchants).select(ifFree),
        db
          .update(people)
          .set({ merchantId: wanted.id, version: sql`${people.version} + 1` })
          .where(and(eq(people.id, personId), isNull(people.merchantId)))
          .returning({ id: people.id }),
      ]);
      return given.length === 1;
    },

    async decide(merchantId, { from, state, ...act }) {
      // The audit asks the same question first, in the same transaction: both are written, or neither.
      const [, decided] = await db.batch([
        db
          .insert(audit)
          .select(
            written(
              act,
              merchantId,
              sql`merchants WHERE id = ${merchantId} AND ${inArray(merchants.state, [...from])}`,
            ),
          ),
        db
          .update(merchants)
          .set({ state, decidedBy: act.operatorId, decisionReason: act.reason, decidedAtMs: act.atMs })
          .where(and(eq(merchants.id, merchantId), inArray(merchants.state, [...from])))
          .returning({ id: merchants.id }),
      ]);
      return decided.length === 0 ? null : merchant(merchantId);
    },

    async signOutEverywhere(personId, act) {
      const [, ended, revoked] = await db.batch([
        db.insert(audit).select(written(act, personId, sql`people WHERE id = ${personId}`)),
        db.delete(sessions).where(eq(sessions.personId, personId)).returning({ id: sessions.id }),
        db
          .update(apiKeys)
          .set({ revokedAtMs: act.atMs })
          .where(and(eq(apiKeys.personId, personId), isNull(apiKeys.revokedAtMs)))
          .returning({ id: apiKeys.id }),
      ]);
      return { sessions: ended.length, keys: revoked.length };
    },
  };
}

/** A line of the audit, where `source` has a row. Values in the order of the table. */
function written({ id, atMs, operatorId, action, reason }: AuditedAct, subjectId: string, source: SQL): SQL {
  return sql`SELECT ${id}, ${atMs}, ${operatorId}, ${action}, ${subjectId}, ${reason} FROM ${source}`;
}
