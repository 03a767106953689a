import { and, eq, isNull, ne, sql, type SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { OperatorRoles } from "../../app/people/passkey-store.ts";
import type { AuditedAct } from "../../app/people/store.ts";
import { audit } from "./schema-operators.ts";
import { apiKeys, operatorLinks, passkeys, people, sessions, signInCodes } from "./schema-people.ts";

/**
 * Each act is one batch, which is one transaction. Its line of the audit is written first and only where the act can be
 * done; everything after it asks whether that line is there.
 */
export function createD1OperatorRoles(catalogue: D1Database): OperatorRoles {
  const db = drizzle(catalogue);

  const others = (personId: string) =>
    sql`EXISTS (SELECT 1 FROM people AS other WHERE other.is_operator = 1 AND other.id <> ${personId})`;
  const isOperator = (personId: string, is: 0 | 1) =>
    sql`EXISTS (SELECT 1 FROM people WHERE id = ${personId} AND is_operator = ${is})`;

  /** The first statement of an act. Values in the order of the table. */
  const audited = ({ id, atMs, operatorId, action, reason }: AuditedAct, personId: string, condition: SQL) =>
    db
      .insert(audit)
      .select(sql`SELECT ${id}, ${atMs}, ${operatorId}, ${action}, ${personId}, ${reason} WHERE ${condition}`)
      .returning({ id: audit.id });

  const isDone = (act: AuditedAct) => sql`EXISTS (SELECT 1 FROM audit WHERE id = ${act.id})`;

  const setRole = (personId: string, is: boolean, act: AuditedAct) =>
    db
      .update(people)
      .set({ isOperator: is, version: sql`${people.version} + 1` })
      .where(and(eq(people.id, personId), ne(people.isOperator, is), isDone(act)));

  const signedOut = (personId: string, act: AuditedAct, keptSessionId = "") =>
    [
      db.delete(sessions).where(and(eq(sessions.personId, personId), ne(sessions.id, keptSessionId), isDone(act))),
      db
        .update(apiKeys)
        .set({ revokedAtMs: act.atMs })
        .where(and(eq(apiKeys.personId, personId), isNull(apiKeys.revokedAtMs), isDone(act))),
    ] as const;

  /** What opened the account until now opens it no more. */
  const closed = (personId: string, act: AuditedAct, keptSessionId = "") => {
    const isTheirs = sql`${signInCodes.email} = (SELECT email FROM people WHERE id = ${personId})`;
    return [
      ...signedOut(personId, act, keptSessionId),
      db.delete(passkeys).where(and(eq(passkeys.personId, personId), isDone(act))),
      db
        .update(signInCodes)
        .set({ usedAtMs: act.atMs })
        .where(and(isTheirs, isNull(signInCodes.usedAtMs), isDone(act))),
    ] as const;
  };

  return {
    async claim(tokenHash, personId, sessionId, act) {
      const isOpen = sql`EXISTS (SELECT 1 FROM operator_links WHERE token_hash = ${tokenHash} AND used_at_ms IS NULL
        AND expires_at_ms > ${act.atMs} AND (is_again = 1 OR NOT EXISTS
        (SELECT 1 FROM people WHERE is_operator = 1 AND email NOT LIKE '%@sandbox.test')))`; // Played ones are none.
      const [written] = await db.batch([
        audited(act, personId, isOpen),
        setRole(personId, true, act),
        ...closed(personId, act, sessionId),
        // It may have been opened by one of the passkeys that are gone.
        db
          .update(sessions)
          .set({ method: "code", isVerified: false })
          .where(and(eq(sessions.id, sessionId), isDone(act))),
        db
          .update(operatorLinks)
          .set({ usedAtMs: act.atMs, usedBy: personId })
          .where(and(eq(operatorLinks.tokenHash, tokenHash), isDone(act))),
        // Another that was made and not used is not left lying about.
        db.delete(operatorLinks).where(and(isNull(operatorLinks.usedAtMs), isDone(act))),
      ]);
      return written.length === 1;
    },

    async make(personId, act) {
      const [written] = await db.batch([
        audited(act, personId, isOperator(personId, 0)),
        setRole(personId, true, act),
        ...closed(personId, act),
      ]);
      return written.length === 1;
    },

    async drop(personId, act) {
      const [written] = await db.batch([
        audited(act, personId, sql`${isOperator(personId, 1)} AND ${others(personId)}`),
        setRole(personId, false, act),
        ...signedOut(personId, act),
      ]);
      return written.length === 1;
    },

    async resetPasskeys(personId, act) {
      const [written] = await db.batch([audited(act, personId, isOperator(personId, 1)), ...closed(personId, act)]);
      return written.length === 1;
    },
  };
}
