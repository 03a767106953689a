import type { Meanings } from "../../app/search/meanings.ts";

/** Multilingual, of a thousand dimensions, for texts of any length we have. */
const MODEL = "@cf/baai/bge-m3";
const NEAREST_MAXIMUM = 100;

/** Meanings by the platform's own model and index: Workers AI and Vectorize, made for cosines of 1,024 dimensions. */
export function createVectorMeanings(ai: Ai, index: Vectorize): Meanings {
  return {
    async near(text) {
      const [vector] = await vectorsOf(ai, [text]);
      if (vector === undefined) return [];
      const { matches } = await index.query(vector, { topK: NEAREST_MAXIMUM });
      return matches.map(({ id, score }) => ({ id, closeness: score }));
    },

    async put(titles) {
      const vectors = await vectorsOf(
        ai,
        titles.map(({ title }) => title),
      );
      await index.upsert(titles.map(({ id }, n) => ({ id, values: vectors[n] ?? [] })));
    },

    async remove(ids) {
      await index.deleteByIds([...ids]);
    },
  };
}

async function vectorsOf(ai: Ai, text: string[]): Promise<readonly number[][]> {
  const answer = await ai.run(MODEL, { text });
  const data = "data" in answer ? (answer.data ?? []) : [];
  if (data.length !== text.length) throw new Error(`${MODEL}: ${data.length} vectors for ${text.length} texts`);
  return data;
}
