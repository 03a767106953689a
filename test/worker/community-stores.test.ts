import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { createD1InviteStore } from "../../worker/adapters/catalogue/invite-store.ts";
import { createD1QuestionStore } from "../../worker/adapters/catalogue/question-store.ts";
import { createD1ReviewStore } from "../../worker/adapters/catalogue/review-store.ts";
import { createD1ReportStore } from "../../worker/adapters/catalogue/report-store.ts";
import { aQuestion, INITIATOR_ID, questionStoreContract, reportStoreContract } from "../support/community-contract.ts";
import { inviteStoreContract } from "../support/invite-contract.ts";
import { aReview, MERCHANT_PERSON_ID, reviewStoreContract } from "../support/review-contract.ts";
import type { Told } from "../support/community-memory.ts";

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
});

questionStoreContract("D1", async () => ({
  questions: createD1QuestionStore(env.CATALOGUE),
  know: (id) =>
    env.CATALOGUE.prepare(
      `INSERT INTO group_buys (id, tag, version, state, is_public, initiator_id, category, currency, ships_to, card,
         demand, closes_at_ms, published_at_ms)
       VALUES (?, 0, 1, 'open', 1, ?, 'food', 'EUR', '[]', '{}', '{}', 0, 0) ON CONFLICT DO NOTHING`,
    )
      .bind(id, INITIATOR_ID)
      .run()
      .then(() => undefined),
  told,
}));

async function told(): Promise<readonly Told[]> {
  const { results } = await env.CATALOGUE.prepare(
    "SELECT person_id AS personId, kind FROM notices ORDER BY at_ms, key",
  ).all<Told & Record<string, unknown>>();
  return results;
}

reviewStoreContract("D1", async () => {
  await env.CATALOGUE.batch([
    env.CATALOGUE.prepare(
      `INSERT INTO merchants (id, name, country, registration, state, created_at_ms)
       VALUES ('mer_known', 'Known Ltd', 'DE', 'HRB 1', 'verified', 0)`,
    ),
    env.CATALOGUE.prepare(
      `INSERT INTO people (id, version, email, name, locale, zone, is_operator, merchant_id, pseudonym_key, created_at_ms)
       VALUES (?1, 1, 'known@example.org', 'Known', 'en', 'UTC', 0, 'mer_known', ?1, 0)`,
    ).bind(MERCHANT_PERSON_ID),
  ]);
  return { reviews: createD1ReviewStore(env.CATALOGUE), told };
});

test("C6: a review that operators hide is in the audit, once", async () => {
  const reviews = createD1ReviewStore(env.CATALOGUE);
  const review = aReview();
  await reviews.write(review, 10);
  const mark = { by: "usr_operator", reason: "An address.", atMs: 7 };
  for (const _ of [1, 2]) await reviews.hide(review.id, mark);
  const { results } = await env.CATALOGUE.prepare("SELECT action, subject_id, operator_id, reason FROM audit").all();
  expect(results).toEqual([
    { action: "hide_review", subject_id: review.groupBuyId, operator_id: "usr_operator", reason: "An address." },
  ]);
});

test("C4, C5: what operators decide is in the audit, once each, with its reason", async () => {
  const questions = createD1QuestionStore(env.CATALOGUE);
  const reports = createD1ReportStore(env.CATALOGUE);
  const question = aQuestion();
  await questions.ask(question, { sinceMs: 0, hereMaximum: 9, inAllMaximum: 9 });
  const report = {
    id: "rep_1",
    commandId: "c",
    aboutId: question.id,
    groupBuyId: question.groupBuyId,
    reporterId: "usr_x",
    reason: "spam",
    words: "",
    reportedAtMs: 1,
  } as const;
  await reports.add(report, { sinceMs: 0, inAllMaximum: 9 });
  const act = { by: "usr_operator", reason: "Advertising.", atMs: 7 };
  for (const _ of [1, 2]) {
    await questions.hide(question.id, act);
    await reports.decide(question.id, { ...act, decision: "upheld" });
  }
  const { results } = await env.CATALOGUE.prepare("SELECT action, subject_id, operator_id, reason FROM audit").all();
  const row = { subject_id: question.groupBuyId, operator_id: "usr_operator", reason: "Advertising." };
  expect(results).toHaveLength(2);
  expect(results).toEqual(
    expect.arrayContaining([
      { ...row, action: "hide_question" },
      { ...row, action: "upheld_reports" },
    ]),
  );
});

reportStoreContract("D1", async () => createD1ReportStore(env.CATALOGUE));

let seats = 0;
inviteStoreContract("D1", async () => ({
  invites: createD1InviteStore(env.CATALOGUE),
  seat: async ({ groupBuyId, personId, name, state, quantity, isInitiator }) => {
    await env.CATALOGUE.batch([
      env.CATALOGUE.prepare(
        `INSERT INTO people (id, version, email, name, locale, zone, is_operator, pseudonym_key, created_at_ms)
         VALUES (?1, 1, ?1 || '@example.org', ?2, 'en', 'UTC', 0, ?1, 0) ON CONFLICT DO NOTHING`,
      ).bind(personId, name),
      env.CATALOGUE.prepare(
        `INSERT INTO memberships (member_id, group_buy_id, person_id, state, is_initiator, quantity)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).bind(`mb_${(seats += 1)}`, groupBuyId, personId, state, isInitiator ? 1 : 0, quantity),
      ...(isInitiator
        ? [
            env.CATALOGUE.prepare(
              `INSERT INTO group_buys (id, tag, version, state, is_public, initiator_id, category, currency, ships_to,
                 card, demand, closes_at_ms, published_at_ms)
               VALUES (?, 0, 1, 'open', 1, ?, 'food', 'EUR', '[]', '{}', '{}', 0, 0)`,
            ).bind(groupBuyId, personId),
          ]
        : []),
    ]);
  },
}));
