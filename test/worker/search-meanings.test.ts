/** A search with a source of meanings beside it, over the real index (ADR 0058). */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { putDemand } from "../../worker/adapters/search/demand-index.ts";
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import { createD1MeaningRecords } from "../../worker/adapters/search/meaning-records.ts";
import { createVectorMeanings } from "../../worker/adapters/search/vector-meanings.ts";
import { keepMeanings } from "../../worker/app/search/meanings.ts";
import type { Nearness } from "../../worker/core/matching/mix.ts";
import { card, entry, groupBuyId } from "../support/catalogue-entry.ts";

const [KETTLE, TEAPOT, CLOSED, TRAINERS] = [1, 2, 3, 4].map(groupBuyId) as [string, string, string, string];
const titles = new Map([
  [KETTLE, "Electric kettle"],
  [TEAPOT, "Vessel for infusions"],
  [CLOSED, "Kettle that is gone"],
  [TRAINERS, "Running shoes"],
]);

beforeAll(async () => {
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
  for (const [id, title] of titles) await put(id, title, id !== CLOSED);
});

async function put(id: string, title: string, isOpen: boolean, version = 1): Promise<void> {
  const shown = card({ id, title, language: "en", state: isOpen ? "open" : "failed", category: "household" });
  await putDemand(env.SEARCH, { ...entry(shown), description: "" }, version).run();
}

const nearOf = (near: readonly Nearness[]) => createD1DemandSearch(env.SEARCH, () => Promise.resolve(near));

async function found(near: readonly Nearness[], query: Partial<Parameters<ReturnType<typeof nearOf>["search"]>[0]>) {
  const answer = await nearOf(near).search({ q: "kettle", limit: 10, ...query });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

describe("what is near in meaning", () => {
  test("is found without any of the words, after those with them, and says so", async () => {
    const { items } = await found([{ id: TEAPOT, closeness: 0.9 }], {});
    expect(items.map(({ id }) => id)).toEqual([KETTLE, TEAPOT]);
    expect(items[1]).toMatchObject({
      why: [],
      reasons: [{ typed: "kettle", met: "meaning", field: "title", stands: null, at: [] }],
    });
    expect(items[0]?.reasons.map(({ met }) => met)).toEqual(["exact"]);
  });

  test("passes the same filters, and is open", async () => {
    const near = [TEAPOT, CLOSED, "no-such-demand"].map((id) => ({ id, closeness: 0.9 }));
    expect((await found(near, {})).items.map(({ id }) => id)).toEqual([KETTLE, TEAPOT]);
    expect((await found(near, { category: "food" })).items).toEqual([]);
    expect((await found(near, { withFacets: true })).facets?.category).toEqual([{ value: "household", count: 2 }]);
  });

  test("is found alone where no words are", async () => {
    const { items } = await found([{ id: TRAINERS, closeness: 0.7 }], { q: "sneekkers" });
    expect(items.map(({ id }) => id)).toEqual([TRAINERS]);
  });

  test("pages go on where the last one ended", async () => {
    const near = [
      { id: TEAPOT, closeness: 0.9 },
      { id: TRAINERS, closeness: 0.6 },
    ];
    const first = await found(near, { limit: 2 });
    const second = await found(near, { limit: 2, ...(first.next && { after: first.next }) });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([KETTLE, TEAPOT, TRAINERS]);
    expect(second.next).toBeNull();
  });

  test("nothing else changes where nobody says what is near", async () => {
    const plain = await createD1DemandSearch(env.SEARCH).search({ q: "kettle", limit: 10 });
    expect(plain.ok && plain.value.items.map(({ id }) => id)).toEqual([KETTLE]);
  });
});

describe("the platform's model and index", () => {
  /** A model that knows how long a text is, and an index that answers with all it has. */
  function platform() {
    const kept = new Map<string, number[]>();
    const index = {
      query: (vector: number[], { topK }: { topK: number }) =>
        Promise.resolve({
          count: kept.size,
          matches: [...kept].slice(0, topK).map(([id, [length = 0]]) => ({ id, score: vector[0] === length ? 1 : 0 })),
        }),
      upsert: (vectors: readonly { id: string; values: number[] }[]) => {
        for (const { id, values } of vectors) kept.set(id, values);
        return Promise.resolve();
      },
      deleteByIds: (ids: readonly string[]) => {
        for (const id of ids) kept.delete(id);
        return Promise.resolve();
      },
    };
    let isShort = false;
    const ai = {
      run: (_model: string, { text }: { text: string[] }) =>
        Promise.resolve({ data: text.slice(isShort ? 1 : 0).map((each) => [each.length]) }),
    };
    const meanings = createVectorMeanings(ai as unknown as Ai, index as unknown as Vectorize);
    return { kept, meanings, answerShort: () => (isShort = true) };
  }

  test("have a vector of each open demand, written once, and none of others", async () => {
    const { kept, meanings } = platform();
    const records = createD1MeaningRecords(env.SEARCH);
    expect(await keepMeanings(meanings, records)).toEqual({ put: 3 });
    expect(new Set(kept.keys())).toEqual(new Set([KETTLE, TEAPOT, TRAINERS]));
    expect(await keepMeanings(meanings, records)).toEqual({ put: 0 });

    await put(TRAINERS, "Running shoes", false, 2);
    await put(TEAPOT, "Teapot", true, 2);
    expect(await keepMeanings(meanings, records)).toEqual({ put: 1 });
    expect([...kept].sort()).toEqual(
      [
        [KETTLE, [15]],
        [TEAPOT, [6]],
      ].sort(),
    );
    expect(await meanings.near("Teapot")).toEqual([
      { id: TEAPOT, closeness: 1 },
      { id: KETTLE, closeness: 0 },
    ]);
  });

  test("an answer with fewer vectors than texts is a fault, and nothing is noted", async () => {
    const { kept, meanings, answerShort } = platform();
    answerShort();
    await put(CLOSED, "Open again", true, 3);
    await expect(keepMeanings(meanings, createD1MeaningRecords(env.SEARCH))).rejects.toThrow("0 vectors for 1 texts");
    expect(kept.size).toBe(0);
    expect(await createD1MeaningRecords(env.SEARCH).due(10)).toEqual([{ id: CLOSED, title: "Open again" }]);
  });
});
