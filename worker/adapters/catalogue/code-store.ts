import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { CodeStore } from "../../app/people/store.ts";
import { signInCodes } from "./schema-people.ts";

/** Each step is one statement, so that two requests at once can neither share a try nor use a code twice. */
export function createD1CodeStore(catalogue: D1Database): CodeStore {
  const db = drizzle(catalogue);
  return {
    async put({ email, codeHash, locale, expiresAtMs }, nowMs, sinceMs, maximum) {
      const isNewWindow = sql`${signInCodes.windowFromMs} < ${sinceMs}`;
      const [, kept] = await db.batch([
        // Addresses of those who never signed in are not kept longer than they are needed.
        db.delete(signInCodes).where(and(lt(signInCodes.windowFromMs, sinceMs), lt(signInCodes.expiresAtMs, nowMs))),
        db
          .insert(signInCodes)
          .values({ email, codeHash, locale, expiresAtMs, windowFromMs: nowMs, sentInWindow: 1 })
          .onConflictDoUpdate({
            target: signInCodes.email,
            set: {
              codeHash,
              locale,
              expiresAtMs,
              tries: 0,
              usedAtMs: null,
              windowFromMs: sql`CASE WHEN ${isNewWindow} THEN ${nowMs} ELSE ${signInCodes.windowFromMs} END`,
              sentInWindow: sql`CASE WHEN ${isNewWindow} THEN 1 ELSE ${signInCodes.sentInWindow} + 1 END`,
            },
            setWhere: or(isNewWindow, lt(signInCodes.sentInWindow, maximum)),
          })
          .returning({ email: signInCodes.email }),
      ]);
      return kept.length === 1;
    },

    async tryOnce(email, nowMs, triesMaximum) {
      const [live] = await db
        .update(signInCodes)
        .set({ tries: sql`${signInCodes.tries} + 1` })
        .where(
          and(
            eq(signInCodes.email, email),
            isNull(signInCodes.usedAtMs),
            gt(signInCodes.expiresAtMs, nowMs),
            lt(signInCodes.tries, triesMaximum),
          ),
        )
        .returning({ codeHash: signInCodes.codeHash, locale: signInCodes.locale });
      return live ?? null;
    },

    async use(email, codeHash, nowMs) {
      const used = await db
        .update(signInCodes)
        .set({ usedAtMs: nowMs })
        .where(and(eq(signInCodes.email, email), eq(signInCodes.codeHash, codeHash), isNull(signInCodes.usedAtMs)))
        .returning({ email: signInCodes.email });
      return used.length === 1;
    },
  };
}
