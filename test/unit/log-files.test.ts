/** R10: what is given out of a log in one file: made in parts, up to the signed head, and nobody takes a cut one for whole. */
import { describe, expect, test } from "vitest";
import { certificateOf, logFileOf } from "../../worker/app/group-buys/log-files.ts";
import { ok } from "../../worker/core/result.ts";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { verdictOf } from "../../worker/core/verify/check.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { Deployment, exhibit, RING } from "../support/verify-kit.ts";

const life = Deployment.ofLife("settled-2");

/** A long log is read 500 leaves at a time; this one answers with a few at a time, as a slow one may. */
async function authority({ size = life.leaves.length, breaksAt = Infinity, atOnce = 7 } = {}) {
  const asked: number[] = [];
  const head = await life.head(size);
  return {
    asked,
    logHead: async () => ok(head),
    leaves: async (afterSeq: number, limit: number) => {
      asked.push(afterSeq);
      if (afterSeq >= breaksAt) return { ok: false, error: { code: "busy" } } as const;
      const texts = life.leaves.slice(afterSeq, afterSeq + Math.min(limit, atOnce));
      const items = texts.map((leaf, index) => ({ seq: afterSeq + index + 1, leaf, leafHash: "" }));
      return ok({ items, treeSize: life.leaves.length, treeRoot: "" });
    },
  };
}

async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const part of parts) text += part;
  return text;
}

describe("R10: the whole log as one file", () => {
  test("is proven, has a leaf a line, and ends with its head though the log goes on", async () => {
    for (const size of [1, 8, life.leaves.length]) {
      const from = await authority({ size });
      const file = await logFileOf(from, life.groupBuyId);
      const text = file.ok ? await textOf(file.value.parts) : "";
      expect(text.split("\n")).toHaveLength(size + 3);
      const checks = await verifyExhibits([exhibit(text)], { keys: RING, verify: verifyEd25519 });
      expect(verdictOf(checks)).toBe("proven");
      expect(from.asked).toEqual(Array.from({ length: Math.ceil(size / 7) }, (_, index) => index * 7));
    }
  });

  test("nothing is read before somebody takes it, and no more than is taken", async () => {
    const from = await authority();
    const file = await logFileOf(from, life.groupBuyId);
    if (!file.ok) throw new Error("the log is there");
    const { parts } = file.value;
    await parts.next();
    expect(from.asked).toEqual([]);
    await parts.next();
    expect(from.asked).toEqual([0]);
  });

  test("broken off in the middle it is an error for who makes it, and no log for who gets it", async () => {
    const file = await logFileOf(await authority({ breaksAt: 7 }), life.groupBuyId);
    if (!file.ok) throw new Error("the log is there");
    let text = "";
    const taken = (async () => {
      for await (const part of file.value.parts) text += part;
    })();
    await expect(taken).rejects.toThrow("as many leaves as its head says");
    expect(readExhibit(text)).toEqual({ ok: false, error: { code: "not-json" } });
  });
});

describe("R5: the count as one file", () => {
  test("is the entry of the count with its receipt and its proof; before the count there is none", async () => {
    const seq = life.seqOf("closed");
    const receipt = JSON.parse(await life.receipt(seq)) as Parameters<typeof ok>[0];
    const parts = {
      countSeq: async () => ok(seq),
      receipt: async () => ok(receipt) as never, // As the API has it; its form is the contract's.
      logProof: async (of: number) => ok({ proof: await life.proof(of) }),
    };
    const file = await certificateOf(parts, life.groupBuyId);
    expect(file).toEqual({ ok: true, value: JSON.parse(await life.certificate()) as unknown });
    const none = { ok: false, error: { code: "not-found" } } as const;
    expect(await certificateOf({ ...parts, countSeq: async () => none }, life.groupBuyId)).toEqual(none);
  });
});
