import { and, asc, count, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import type { NewAnswer, NewQuestion, QuestionStore, StoredQuestion } from "../../app/community/store.ts";
import { questionAnswers, questions } from "./schema-community.ts";
import { notices } from "./schema-group-buys.ts";
import { audit } from "./schema-operators.ts";

type QuestionRow = typeof questions.$inferSelect;
type AnswerRow = typeof questionAnswers.$inferSelect;

/**
 * Questions in D1. Limits are counted in the statement that inserts: a database that runs one statement at a time lets
 * nobody slip through two of them. What is to be told goes with it in one transaction.
 */
export function createD1QuestionStore(catalogue: D1Database): QuestionStore {
  const db = drizzle(catalogue);

  async function find(id: string): Promise<StoredQuestion | null> {
    const [[row], answers] = await db.batch([
      db.select().from(questions).where(eq(questions.id, id)),
      answersOf(db, [id]),
    ]);
    return row === undefined ? null : storedIn(row, answers);
  }

  return {
    question: find,

    askedBy(askerId, sinceMs) {
      return db
        .select({ atMs: questions.askedAtMs, groupBuyId: questions.groupBuyId })
        .from(questions)
        .where(and(eq(questions.askerId, askerId), gt(questions.askedAtMs, sinceMs)));
    },

    async ask(question, limits) {
      const { sinceMs, hereMaximum, inAllMaximum } = limits;
      const { id, commandId, groupBuyId, askerId, pseudonym, isMerchant, text, askedAtMs } = question;
      const [, , [row]] = await db.batch([
        db.insert(questions).select(sql`
          SELECT ${id}, ${commandId}, ${groupBuyId}, ${askerId}, ${pseudonym}, ${isMerchant ? 1 : 0}, ${text},
            ${askedAtMs}, NULL, NULL, NULL
          WHERE NOT EXISTS (SELECT 1 FROM questions WHERE command_id = ${commandId})
            AND (SELECT count(*) FROM questions WHERE asker_id = ${askerId} AND asked_at_ms > ${sinceMs}) < ${inAllMaximum}
            AND (SELECT count(*) FROM questions WHERE asker_id = ${askerId} AND asked_at_ms > ${sinceMs}
              AND group_buy_id = ${groupBuyId}) < ${hereMaximum}`),
        tellInitiator(db, question),
        db.select().from(questions).where(eq(questions.commandId, commandId)),
      ]);
      return row === undefined ? null : storedIn(row, await answersOf(db, [row.id]));
    },

    async answer(answer, maximum) {
      const { id, commandId, question, text, answeredAtMs } = answer;
      const [, , [row]] = await db.batch([
        db.insert(questionAnswers).select(sql`
          SELECT ${id}, ${commandId}, ${question.id}, ${text}, ${answeredAtMs}
          WHERE NOT EXISTS (SELECT 1 FROM question_answers WHERE command_id = ${commandId})
            AND (SELECT count(*) FROM question_answers WHERE question_id = ${question.id}) < ${maximum}`),
        tellAsker(db, answer),
        db.select().from(questionAnswers).where(eq(questionAnswers.commandId, commandId)),
      ]);
      return row === undefined ? null : find(row.questionId);
    },

    async of(groupBuyId, limit, after) {
      const [atMs, id] = after?.values ?? [];
      if (after !== undefined && (typeof atMs !== "number" || typeof id !== "string")) return null;
      const isBefore =
        after === undefined ? undefined : sql`(${questions.askedAtMs}, ${questions.id}) < (${atMs}, ${id})`;
      const rows = await db
        .select()
        .from(questions)
        .where(and(eq(questions.groupBuyId, groupBuyId), isBefore))
        .orderBy(desc(questions.askedAtMs), desc(questions.id))
        .limit(limit + 1);
      const shown = rows.slice(0, limit);
      const answers = await answersOf(
        db,
        shown.map((row) => row.id),
      );
      const last = shown.at(-1);
      return {
        items: shown.map((row) => storedIn(row, answers)),
        next: last !== undefined && rows.length > limit ? { values: [last.askedAtMs, last.id] } : null,
      };
    },

    async count(groupBuyId) {
      const [row] = await db
        .select({ total: count() })
        .from(questions)
        .where(and(eq(questions.groupBuyId, groupBuyId), isNull(questions.hiddenAtMs)));
      return row?.total ?? 0;
    },

    async hide(id, { atMs, by, reason }) {
      await db.batch([
        db
          .update(questions)
          .set({ hiddenAtMs: atMs, hiddenBy: by, hiddenReason: reason })
          .where(and(eq(questions.id, id), isNull(questions.hiddenAtMs))),
        // The first act alone is one: the key is the question's.
        db
          .insert(audit)
          .select(
            sql`SELECT 'hide_question.' || id, ${atMs}, ${by}, 'hide_question', group_buy_id, ${reason}
              FROM questions WHERE id = ${id}`,
          )
          .onConflictDoNothing(),
      ]);
      return find(id);
    },
  };
}

function answersOf(db: DrizzleD1Database, ids: readonly string[]) {
  return db
    .select()
    .from(questionAnswers)
    .where(inArray(questionAnswers.questionId, [...ids]))
    .orderBy(asc(questionAnswers.answeredAtMs), asc(questionAnswers.id));
}

/** Only where the statement before has added this very row; the key is the row's, so a repeat tells nobody again. */
function tellInitiator(db: DrizzleD1Database, { id, groupBuyId, subject, askedAtMs }: NewQuestion) {
  return db
    .insert(notices)
    .select(
      sql`SELECT question.id || '.' || initiator_id, initiator_id, ${groupBuyId}, 'question_asked',
      ${JSON.stringify(subject)}, ${askedAtMs}
    FROM questions AS question JOIN group_buys ON group_buys.id = question.group_buy_id WHERE question.id = ${id}`,
    )
    .onConflictDoNothing();
}

function tellAsker(db: DrizzleD1Database, { id, question, subject, answeredAtMs }: NewAnswer) {
  return db
    .insert(notices)
    .select(
      sql`SELECT id || '.' || ${question.askerId}, ${question.askerId}, ${question.groupBuyId}, 'question_answered',
      ${JSON.stringify(subject)}, ${answeredAtMs}
    FROM question_answers WHERE id = ${id}`,
    )
    .onConflictDoNothing();
}

function storedIn(row: QuestionRow, answers: readonly AnswerRow[]): StoredQuestion {
  const { commandId: _, hiddenAtMs, hiddenBy, hiddenReason, ...question } = row;
  return {
    ...question,
    answers: answers
      .filter(({ questionId }) => questionId === row.id)
      .map(({ id, text, answeredAtMs }) => ({ id, text, atMs: answeredAtMs })),
    hidden: hiddenAtMs === null ? null : { atMs: hiddenAtMs, by: hiddenBy ?? "", reason: hiddenReason ?? "" },
  };
}
