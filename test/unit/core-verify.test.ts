/** R10: what a deployment hands out is proven, each by itself and all together, with its keys and with no others. */
import { describe, expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import { firstWrong, verdictOf, type Check } from "../../worker/core/verify/check.ts";
import type { Rerun } from "../../worker/core/verify/findings.ts";
import { NO_KEYS, type KeyRing } from "../../worker/core/verify/keys.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { LIVES } from "../support/golden/lives.ts";
import { Deployment, exhibit, jwksText, logKeysText, RING } from "../support/verify-kit.ts";

const check = (files: readonly string[], keys: KeyRing = RING) =>
  verifyExhibits(files.map(exhibit), { keys, verify: verifyEd25519 });
const told = (checks: readonly Check[]) => checks.map(({ id, verdict, why }) => `${id} ${why ?? verdict}`);
const notProven = (checks: readonly Check[]) => told(checks.filter(({ verdict }) => verdict !== "proven"));

const settled = Deployment.ofLife("settled-2");
const size = settled.leaves.length;

describe("R10: all that is handed out is proven with the keys that were given", () => {
  test("a receipt of someone who was let in, and of someone who was not", async () => {
    for (const type of ["joined", "join_refused"]) {
      const checks = await check([await settled.receipt(settled.seqOf(type))]);
      expect(told(checks)).toEqual([
        "receipt-signature proven",
        "receipt-leaf proven",
        "receipt-fields proven",
        "receipt-decision proven",
      ]);
    }
  });

  test("its JWS alone, and its proof with its leaf and without it", async () => {
    const seq = settled.seqOf("joined");
    const receipt = await settled.receipt(seq);
    const { jws } = JSON.parse(receipt) as { jws: string };
    const alone = ["head-signature proven", "head-origin proven", "proof-leaf proven", "proof-path proven"];
    expect(notProven(await check([jws]))).toEqual([]);
    expect(told(await check([await settled.proof(seq)]))).toEqual(alone);
    expect(told(await check([await settled.proof(seq, { isBare: true })]))).toContain("proof-leaf no-leaf");
    const both = await check([await settled.proof(seq, { isBare: true }), receipt]);
    expect(notProven(both)).toEqual([]);
    expect(both.at(-1)).toMatchObject({ id: "same-leaf", about: [1, 0], seq });
  });

  test("a head, and that a later one only grew from it", async () => {
    const older = await settled.checkpoint(5);
    const newer = await settled.checkpoint();
    expect(told(await check([older]))).toEqual(["head-signature proven", "head-origin proven"]);
    const grown = await check([older, newer, await settled.consistency(5)]);
    expect(notProven(grown)).toEqual([]);
    expect(told(grown)).toContain("consistency proven");
    expect(notProven(await check([await settled.consistency(5)]))).toEqual(["consistency no-older-head"]);
    // Between two sizes in the middle, both heads have to be there.
    expect(notProven(await check([older, await settled.consistency(5, 9)]))).toEqual(["consistency no-older-head"]);
    expect(notProven(await check([older, await settled.checkpoint(9), await settled.consistency(5, 9)]))).toEqual([]);
    expect(notProven(await check([await settled.log(), await settled.consistency(5, 9)]))).toEqual([]);
    // A receipt names the tree before it: who kept one, kept a head.
    expect(notProven(await check([await settled.receipt(6), await settled.consistency(5)]))).toEqual([]);
  });

  test("the count, with who was last in time and who was first late", async () => {
    const checks = await check([await settled.certificate()]);
    expect(notProven(checks)).toEqual([]);
    const { facts } = checks.find(({ id }) => id === "certificate-facts")!;
    const leaf = JSON.parse(settled.leaves[settled.seqOf("closed") - 1]!) as { open: Record<string, unknown> };
    expect(leaf.open).toMatchObject(facts);
    expect(Object.keys(facts)).toContain("lastInTimeSeq");
  });

  test("everything at once, against the whole log", async () => {
    const seq = settled.seqOf("joined");
    const files = [
      await settled.log(),
      await settled.receipt(seq),
      await settled.proof(seq, { size: size - 1 }),
      await settled.certificate(),
      await settled.checkpoint(7),
    ];
    const checks = await check(files);
    expect(notProven(checks)).toEqual([]);
    expect(verdictOf(checks)).toBe("proven");
    const inLog = checks.filter(({ id }) => id === "in-log").map(({ about }) => about);
    expect(inLog).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(checks.filter(({ id }) => id === "head-in-log").length).toBeGreaterThan(3);
  });

  test.each(Object.keys(LIVES))("the whole log of the life %s, its receipts and its count", async (name) => {
    const life = Deployment.ofLife(name);
    const closed = life.leaves.some((leaf) => leaf.includes('"type":"closed"')) ? [await life.certificate()] : [];
    const checks = await check([await life.log(), ...closed, await life.receipt(life.leaves.length)]);
    expect(notProven(checks)).toEqual([]);
  });
});

describe("R10: entries of form 2", () => {
  /** The same life as it would be written today: with the terms, what an entry is about, and what other clocks said. */
  function inForm2(): Deployment {
    const leaves: string[] = [];
    for (const text of settled.leaves) {
      const leaf = JSON.parse(text) as {
        seq: number;
        at: number;
        actor: string | null;
        prev: { size: number; root: string };
      };
      const { seq, at, actor } = leaf;
      const evidence = actor === null ? {} : { evidence: { client: { at: at - 40, bound: 12 }, edge: at - 9 } };
      const prev = { size: seq - 1, root: new Deployment(leaves).root() };
      const about = { about: { leg: 3, member: 2 } };
      leaves.push(
        canonicalJson({ ...leaf, prev, v: 2, terms: seq < 4 ? null : "ab".repeat(32), ...about, ...evidence }),
      );
    }
    return new Deployment(leaves);
  }

  test("are read, chained and proven as those of form 1, and receipts print the terms and what other clocks said", async () => {
    const life = inForm2();
    const seq = life.seqOf("joined");
    const receipt = await life.receipt(seq);
    const printed = JSON.parse(receipt) as { recvMs: number } & Record<string, unknown>;
    const { recvMs } = printed;
    expect(printed).toMatchObject({
      termsHash: "ab".repeat(32),
      edgeMs: recvMs - 9,
      client: { atMs: recvMs - 40, boundMs: 12 },
    });
    expect(notProven(await check([await life.log(), receipt, await life.proof(seq)]))).toEqual([]);
    for (const [field, value] of [
      ["termsHash", "cd".repeat(32)],
      ["edgeMs", recvMs],
      ["client", null],
      ["prev", null],
    ] as const) {
      const changed = await check([JSON.stringify({ ...printed, [field]: value })]);
      expect(firstWrong(changed)).toMatchObject({ id: "receipt-fields", facts: { field } });
    }
  });
});

describe("R10: nothing is proven without a key that was given", () => {
  test("without keys, and with the keys of others, all that fits is open", async () => {
    const seq = settled.seqOf("joined");
    const older = await settled.checkpoint(5);
    const files = [
      await settled.receipt(seq),
      await settled.proof(seq),
      await settled.log(),
      await settled.certificate(),
      older,
      await settled.consistency(5),
    ];
    const others = {
      receipts: RING.receipts.map((key) => ({ ...key, kid: "another" })),
      logs: RING.logs.map((key) => ({ ...key, publicKey: key.publicKey.toReversed() })),
    };
    for (const [keys, why] of [
      [NO_KEYS, "no-key"],
      [others, "key-unknown"],
    ] as const) {
      const checks = await check(files, keys);
      expect(checks.filter(({ verdict }) => verdict !== "open")).toEqual([]);
      expect(new Set(checks.map((one) => one.why))).toEqual(new Set([why, "rests-on-signature"]));
    }
  });

  test("keys among the files are not believed", async () => {
    const receipt = await settled.receipt(5);
    const checks = await check([receipt, await jwksText(), logKeysText()], NO_KEYS);
    expect(told(checks)).toContain("receipt-signature no-key");
    expect(told(checks).filter((one) => one.startsWith("keys-apart"))).toEqual(
      Array(2).fill("keys-apart keys-among-files"),
    );
    expect(verdictOf(checks)).toBe("open");
  });

  test("wrong beats open beats proven; of nothing nothing is proven", () => {
    const [proven, open, wrong] = (["proven", "open", "wrong"] as const).map((verdict) => ({ verdict }));
    expect(verdictOf([proven!, open!, wrong!])).toBe("wrong");
    expect(verdictOf([proven!, open!])).toBe("open");
    expect(verdictOf([proven!])).toBe("proven");
    expect(verdictOf([])).toBe("open");
  });
});

describe("R10: what was done to a log has a number", () => {
  const edit = (leaves: string[], seq: number) => {
    const leaf = JSON.parse(leaves[seq - 1]!) as { at: number; eff: number };
    leaves[seq - 1] = leaves[seq - 1]!.replaceAll(String(leaf.at), String(leaf.at - 1));
    return leaves;
  };
  const acts: readonly (readonly [string, (seq: number) => string[]])[] = [
    ["edited", (seq) => edit([...settled.leaves], seq)],
    ["taken out", (seq) => settled.leaves.toSpliced(seq - 1, 1)],
    ["put in again", (seq) => settled.leaves.toSpliced(seq - 1, 0, settled.leaves[seq - 1]!)],
    [
      "put behind the next",
      (seq) => settled.leaves.toSpliced(seq - 1, 2, settled.leaves[seq]!, settled.leaves[seq - 1]!),
    ],
    ["cut in the middle", (seq) => settled.leaves.with(seq - 1, settled.leaves[seq - 1]!.slice(0, 40))],
  ];
  const places = [1, 2, 9, size - 1];
  test.each(acts.flatMap(([what, act]) => places.map((seq) => [what, seq, act] as const)))(
    "%s, number %i",
    async (_, seq, act) => {
      const checks = await check([await settled.log(act(seq))]);
      expect(firstWrong(checks)).toMatchObject({ id: "log-leaves", seq });
    },
  );

  test("the last one edited is named by the head", async () => {
    const checks = await check([await settled.log(edit([...settled.leaves], size))]);
    expect(firstWrong(checks)).toMatchObject({ seq: size });
  });

  test("cut off at its end", async () => {
    const checks = await check([await settled.log(settled.leaves.slice(0, -3))]);
    expect(firstWrong(checks)).toMatchObject({ id: "log-head", why: "size-differs", seq: size - 2 });
  });

  test("written anew from one entry on, it is itself in order, and not what its head, receipts and proofs say", async () => {
    const seq = 9;
    const anew = rewritten(settled.leaves, seq);
    const log = await settled.log(anew);
    const checks = await check([log, await settled.receipt(12), await settled.receipt(4), await settled.proof(seq)]);
    expect(told(checks)).toContain("log-leaves proven");
    expect(told(checks)).toContain("log-head root-differs");
    expect(checks.filter(({ id, verdict }) => id === "in-log" && verdict === "wrong").map((one) => one.seq)).toEqual([
      12, 9,
    ]);
    expect(firstWrong(checks)).toMatchObject({ seq });
  });
});

describe("R10: decisions that are made again", () => {
  const rerunning = async (rerun: Rerun, leaves: readonly string[] = settled.leaves) => {
    const means = { keys: RING, verify: verifyEd25519, rerun };
    const checks = await verifyExhibits([exhibit(await settled.log(leaves))], means);
    return checks.find(({ id }) => id === "log-rerun") ?? null;
  };

  test("one that came out otherwise is wrong, though all is signed; where they cannot be made again it is open", async () => {
    const seen: (readonly string[])[] = [];
    const all: Rerun = (leaves) => {
      seen.push(leaves);
      return { rerunThroughSeq: leaves.length, firstWrong: null };
    };
    expect(await rerunning(all)).toMatchObject({ verdict: "proven", facts: { decisions: size } });
    expect(seen).toEqual([settled.leaves]);
    const differs: Rerun = () => ({ rerunThroughSeq: 6, firstWrong: { seq: 7, why: "decided-otherwise" } });
    expect(await rerunning(differs)).toMatchObject({
      ...{ verdict: "wrong", why: "rerun-differs", seq: 7, facts: { what: "decided-otherwise" } },
    });
    const ends: Rerun = () => ({ rerunThroughSeq: size - 1, firstWrong: null });
    expect(await rerunning(ends)).toMatchObject({ verdict: "open", why: "rerun-ends" });
    // What is not in order is not run.
    expect(await rerunning(all, settled.leaves.toReversed())).toBeNull();
    expect(seen).toHaveLength(1);
  });
});

describe("R10: two histories", () => {
  test("two receipts for one number with different leaves are both named, and whose signatures they have", async () => {
    const other = new Deployment(rewritten(settled.leaves, 9));
    const checks = await check([await settled.receipt(9), await other.receipt(9)]);
    expect(checks.filter(({ verdict }) => verdict === "wrong")).toMatchObject([
      { id: "one-leaf-a-number", about: [0, 1], seq: 9, facts: { signed: "both" } },
    ]);
  });

  test("it is said which of two is signed: a forger's own paper accuses nobody", async () => {
    const other = new Deployment(rewritten(settled.leaves, 9));
    const [right, forged] = [await settled.receipt(9), JSON.stringify({ leaf: other.leaves[8] })];
    const elsewhere = new Deployment(other.leaves, "elsewhere.example");
    const [head, strange] = [await settled.checkpoint(12), await elsewhere.checkpoint(12)];
    const signedIn = async (files: readonly string[], keys: KeyRing = RING) => {
      const found = (await check(files, keys)).filter(({ verdict }) => verdict === "wrong");
      return found.map(({ why, facts }) => [why, facts["signed"]].join(" "));
    };
    expect(await signedIn([right, forged])).toEqual(["two-leaves first"]);
    expect(await signedIn([forged, right])).toEqual(["two-leaves second"]);
    expect(await signedIn([forged, right], NO_KEYS)).toEqual(["two-leaves none"]);
    expect(await signedIn([head, strange])).toEqual(["two-roots first"]);
    expect(await signedIn([strange, head])).toEqual(["two-roots second"]);
    expect(await signedIn([strange, head], NO_KEYS)).toEqual(["two-roots none"]);
    // A head of others in a log that is ours, and the other way round: what fits is open, not proven.
    const fits = new Deployment(settled.leaves, "elsewhere.example");
    const inLog = async (files: readonly string[]) =>
      told(await check(files)).filter((one) => one.startsWith("head-in-log"));
    expect(await inLog([await fits.checkpoint(12), await settled.log()])).toEqual(["head-in-log rests-on-signature"]);
    expect(await inLog([await settled.checkpoint(12), await fits.log()])).toEqual(["head-in-log rests-on-signature"]);
  });

  test("two heads of one size with different roots; a receipt that names another tree than a head", async () => {
    const other = new Deployment(rewritten(settled.leaves, 9));
    const heads = await check([await settled.checkpoint(12), await other.checkpoint(12)]);
    expect(heads.at(-1)).toMatchObject({
      id: "one-root-a-size",
      why: "two-roots",
      about: [0, 1],
      facts: { signed: "both" },
    });
    const receipt = await check([await settled.checkpoint(12), await other.receipt(13)]);
    expect(receipt.at(-1)).toMatchObject({ why: "two-roots", about: [0, 1] });
  });
});

/** Another history from this entry on, in order as ours is: each names the tree before it. */
function rewritten(leaves: readonly string[], from: number): string[] {
  const anew = leaves.slice(0, from - 1);
  for (const [index, text] of leaves.entries()) {
    if (index < from - 1) continue;
    const root = new Deployment(anew).root();
    const leaf = JSON.parse(text) as { prev: { root: string }; cmd: string | null; sealed: string };
    leaf.prev.root = root;
    if (index === from - 1) leaf.sealed = "f".repeat(64);
    anew.push(JSON.stringify(leaf)); // Read and written again, the members keep their order.
  }
  return anew;
}
