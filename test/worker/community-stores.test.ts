import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { createD1QuestionStore } from "../../worker/adapters/catalogue/question-store.ts";
import { INITIATOR_ID, questionStoreContract } from "../support/community-contract.ts";
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
  told: async () => {
    const { results } = await env.CATALOGUE.prepare(
      "SELECT person_id AS personId, kind FROM notices ORDER BY at_ms, key",
    ).all<Told & Record<string, unknown>>();
    return results;
  },
}));
