/** R10: whoever has all keys can sign anything; what cannot be true of one log is still found, and what vouches must be proven. */
import { describe, expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { createLogSigner } from "../../worker/adapters/log-signer.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { ATTEMPT_TYP, attemptStatement } from "../../worker/core/log/attempt.ts";
import { parseNote } from "../../worker/core/log/signed-note.ts";
import { verdictOf, type Check } from "../../worker/core/verify/check.ts";
import type { KeyRing } from "../../worker/core/verify/keys.ts";
import { verifyExhibits } from "../../worker/core/verify/verify.ts";
import { Deployment, exhibit, HEAD_KEY, HOST, RECEIPT_KEY, retold, RING, type AnyLeaf } from "../support/verify-kit.ts";

const check = (files: readonly string[], keys: KeyRing = RING) =>
  verifyExhibits(files.map(exhibit), { keys, verify: verifyEd25519 });
const wrongIn = (checks: readonly Check[]) => checks.filter(({ verdict }) => verdict === "wrong");
const told = (checks: readonly Check[]) => checks.map(({ id, verdict, why }) => `${id} ${why ?? verdict}`);

const life = Deployment.ofLife("settled-2");
const seq = life.seqOf("joined");
const at = (of: Deployment, place: number) => (JSON.parse(of.leaves[place - 1]!) as { at: number }).at;
/** One entry changed, and everything after it in order again, under a new head. */
const lie = (place: number, change: (leaf: AnyLeaf) => object) =>
  retold(life.leaves, (leaf) => (leaf.seq === place ? change(leaf) : leaf));

describe("R10: a log that its own author has changed", () => {
  test("told again without a change it is proven", async () => {
    expect(verdictOf(await check([await lie(0, (leaf) => leaf).log()]))).toBe("proven");
  });

  test.each<[string, (leaf: AnyLeaf) => object, string]>([
    ["a stamp before the one before it", (leaf) => ({ ...leaf, at: at(life, 8) - 1, eff: 1 }), "stamp-went-back"],
    ["an effect after its stamp", (leaf) => ({ ...leaf, eff: at(life, 9) + 1 }), "stamp-went-back"],
    ["another size before it", (leaf) => ({ ...leaf, prev: { ...(leaf["prev"] as object), size: 9 } }), "prev-differs"],
    ["another group-buy", (leaf) => ({ ...leaf, gb: "gb_2" }), "another-log"],
    ["a form without its fields", (leaf) => ({ ...leaf, v: 2 }), "malformed"],
  ])("%s is found at its number", async (_, change, why) => {
    expect(wrongIn(await check([await lie(9, change).log()]))).toMatchObject([{ id: "log-leaves", why, seq: 9 }]);
  });

  test("an entry of a form that is not known yet is not said to be wrong", async () => {
    const checks = await check([await lie(9, (leaf) => ({ ...leaf, v: 3 })).log()]);
    expect(checks.find(({ id }) => id === "log-leaves")).toMatchObject({
      ...{ verdict: "open", why: "form-unknown", seq: 9, facts: { form: "3" } },
    });
    expect(verdictOf(checks)).toBe("open");
  });

  test("a log of no entries is no log", async () => {
    const file = JSON.parse(await life.log([])) as object;
    const signer = await createLogSigner(HOST, HEAD_KEY);
    const root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const checkpoint = await signer.sign(`${HOST}/gb/${life.groupBuyId}\n0\n${root}\n`);
    expect(told(await check([JSON.stringify({ ...file, checkpoint })]))).toContain("log-leaves no-leaf");
  });
});

describe("R5: a count that cannot be true", () => {
  const place = life.seqOf("closed");
  const { open } = JSON.parse(life.leaves[place - 1]!) as AnyLeaf;
  const counted = (changes: object) => lie(place, (leaf) => ({ ...leaf, open: { ...leaf.open, ...changes } }));
  const closesAtMs = Number(open["closesAtMs"]);

  test("told again without a change it is proven, and so is one to which nobody came", async () => {
    const nobody = { lastInTimeSeq: null, lastInTimeAtMs: null, firstLateSeq: null, firstLateAtMs: null };
    for (const changes of [{}, { ...nobody, members: 0, verifiedQuantity: 0, depositsTotalMinor: 0 }]) {
      expect(verdictOf(await check([await counted(changes).certificate()]))).toBe("proven");
    }
  });

  test.each<[string, object]>([
    ["closesAtMs", { closesAtMs: closesAtMs + 1 }],
    ["frozenAtMs", { frozenAtMs: closesAtMs - 1 }],
    ["frozenAtMs", { frozenAtMs: at(life, place) + 1 }],
    ["lastInTimeSeq", { lastInTimeSeq: null, lastInTimeAtMs: 5 }],
    ["lastInTimeSeq", { lastInTimeSeq: place, lastInTimeAtMs: 5 }],
    ["firstLateSeq", { firstLateSeq: null, firstLateAtMs: closesAtMs }],
    ["firstLateSeq", { firstLateSeq: place, firstLateAtMs: closesAtMs }],
    ["lastInTimeAtMs", { lastInTimeSeq: 5, lastInTimeAtMs: closesAtMs }],
    ["firstLateAtMs", { firstLateSeq: place - 1, firstLateAtMs: closesAtMs - 1 }],
    ["firstLateSeq", { lastInTimeSeq: 6, lastInTimeAtMs: 5, firstLateSeq: 5, firstLateAtMs: closesAtMs }],
    ["members", { members: -1 }],
    ["members", { members: Number(open["verifiedQuantity"]) + 1 }],
    ["depositsTotalMinor", { depositsTotalMinor: -1 }],
    ["depositsTotalMinor", { members: 0, depositsTotalMinor: 1 }],
    ["treeSize", { treeSize: 0 }],
    ["treeSize", { treeSize: place }],
  ])("of %s: %j", async (field, changes) => {
    const checks = wrongIn(await check([await counted(changes).certificate()]));
    expect(checks).toMatchObject([{ id: "certificate-facts", why: "facts-contradict", seq: place, facts: { field } }]);
  });

  test.each<[object]>([
    [{ members: null }],
    [{ members: 1.5 }],
    [{ outcome: "perhaps" }],
    [{ treeRoot: 7 }],
    [{ closesAtMs: "x" }],
  ])("it says %j, which is no count", async (changes) => {
    const leaf = JSON.parse(life.leaves[place - 1]!) as AnyLeaf;
    const text = JSON.stringify({ ...leaf, open: { ...leaf.open, ...changes } });
    const { sign } = await createReceiptSigner(RECEIPT_KEY);
    const file = JSON.parse(await life.certificate()) as object;
    const checks = await check([JSON.stringify({ ...file, receipt: { leaf: text, jws: await sign(text) } })]);
    expect(verdictOf(checks)).toBe("wrong");
  });

  test("it names another tree than the log had", async () => {
    const other = lie(5, (leaf) => ({ ...leaf, sealed: "0".repeat(64) }));
    const checks = wrongIn(await check([await life.certificate(), await other.log()]));
    expect(checks.some(({ id, about }) => id === "head-in-log" && about.includes(1))).toBe(true);
    expect(checks.find(({ id }) => id === "in-log")).toMatchObject({ seq: place });
  });
});

describe("R10: what vouches for a receipt of a revoked key has to be proven itself", () => {
  const revoked = { ...RING, receipts: RING.receipts.map((key) => ({ ...key, revokedFromMs: 8e15 })) };
  const standing = async (...files: readonly string[]) => {
    const checks = await check([await life.receipt(seq), ...files], revoked);
    return checks.find(({ id }) => id === "receipt-key-time")?.verdict;
  };
  const other = lie(seq, (leaf) => ({ ...leaf, sealed: "0".repeat(64) }));

  test("a signed log with this entry does; the same log with one entry changed elsewhere, or of other entries, does not", async () => {
    expect(await standing(await life.log())).toBe("proven");
    expect(await standing(await life.log(life.leaves.with(4, life.leaves[4]!.replace('"at":1', '"at":2'))))).toBe(
      "open",
    );
    expect(await standing(await other.log())).toBe("open");
    expect(await standing(await life.log(life.leaves.slice(0, seq - 1)))).toBe("open");
  });

  test("a way to a signed head does; of another entry, of another history, or to a head of others, it does not", async () => {
    expect(await standing(await life.proof(seq))).toBe("proven");
    expect(await standing(await life.proof(seq + 1))).toBe("open");
    expect(await standing(await other.proof(seq))).toBe("open");
    expect(await standing(await new Deployment(life.leaves, "elsewhere.example").proof(seq))).toBe("open");
    // Another receipt by the same key vouches for nothing.
    expect(await standing(await life.receipt(seq))).toBe("open");
  });
});

describe("R10: heads", () => {
  test("of something that is no group-buy's log", async () => {
    const signer = await createLogSigner(HOST, HEAD_KEY);
    const root = Buffer.alloc(32).toString("base64");
    for (const origin of [HOST, `${HOST}/gb/`, `${HOST}/gb/a/b`, `x ${HOST}/gb/a`, `${HOST}.evil.example/gb/a`]) {
      const checks = await check([await signer.sign(`${origin}\n5\n${root}\n`)]);
      expect(wrongIn(checks), origin).toMatchObject([
        { id: "head-origin", why: "origin-of-another", facts: { origin } },
      ]);
    }
  });

  test("signed by two keys of one host: the one that nobody revoked counts", async () => {
    const text = parseNote(await life.checkpoint())!.text;
    const notes = [
      await (await createLogSigner(HOST, HEAD_KEY)).sign(text),
      await (await createLogSigner(HOST, RECEIPT_KEY)).sign(text),
    ];
    const both = `${notes[0]!}${notes[1]!.slice(text.length + 1)}`;
    const [first] = RING.logs;
    const second = { ...first!, publicKey: RING.receipts[0]!.publicKey };
    const standing = async (...keys: KeyRing["logs"]) => verdictOf(await check([both], { ...RING, logs: keys }));
    const gone = { revokedFromMs: 5 };
    expect(await standing(first!, second)).toBe("proven");
    expect(await standing({ ...first!, ...gone }, second)).toBe("proven");
    expect(await standing(first!, { ...second, ...gone })).toBe("proven");
    expect(await standing({ ...first!, ...gone }, { ...second, ...gone })).toBe("open");
    // A key that has not signed helps nobody.
    const third = { ...first!, publicKey: first!.publicKey.toReversed() };
    expect(await standing({ ...first!, ...gone }, third)).toBe("open");
  });

  test("a growth does not vouch for its own older head, and its newer tree is the head's", async () => {
    const size = life.leaves.length;
    const still = { fromSize: size, fromRoot: life.root(), proof: [], head: await life.head() };
    expect(told(await check([JSON.stringify(still)]))).toContain("consistency no-older-head");
    expect(told(await check([JSON.stringify(still), await life.checkpoint()]))).toContain("consistency proven");
    const other = lie(seq, (leaf) => ({ ...leaf, sealed: "0".repeat(64) }));
    const grown = JSON.parse(await other.consistency(5)) as object;
    const mixed = JSON.stringify({ ...grown, head: await life.head() });
    expect(told(await check([mixed, await life.checkpoint(5)]))).toContain("consistency not-its-checkpoint");
  });
});

describe("R10: what is printed", () => {
  test("a number as text, a field that is not known, a receipt that prints nothing", async () => {
    const printed = JSON.parse(await life.receipt(seq)) as Record<string, unknown>;
    const of = async (changes: object) => {
      const checks = await check([JSON.stringify({ ...printed, ...changes })]);
      const { verdict, why, facts } = checks.find(({ id }) => id === "receipt-fields")!;
      return [verdict, why, facts["field"] ?? null];
    };
    expect(await of({})).toEqual(["proven", null, null]);
    expect(await of({ seq: String(seq) })).toEqual(["wrong", "not-its-leaf", "seq"]);
    expect(await of({ note: "hello" })).toEqual(["open", "says-more", "note"]);
    expect(await of({ note: "hello", seq: 1 })).toEqual(["wrong", "not-its-leaf", "seq"]);
    expect(await of({ toString: 1 })).toEqual(["open", "says-more", "toString"]);
    const { leaf, jws } = printed;
    expect(verdictOf(await check([JSON.stringify({ leaf, jws })]))).toBe("proven");
    expect(told(await check([JSON.stringify({ leaf })]))).toEqual([
      "receipt-signature unsigned",
      ...["receipt-leaf", "receipt-fields", "receipt-decision"].map((id) => `${id} rests-on-signature`),
    ]);
  });

  test("a decision that does not follow from its stamp, though all of it is signed", async () => {
    const late = life.seqOf("join_refused");
    const { deadline } = JSON.parse(life.leaves[late - 1]!) as { deadline: number };
    const early = lie(late, (leaf) => ({
      ...leaf,
      at: deadline - 1,
      eff: deadline - 1,
      open: { ...leaf.open, code: "deadline-passed" },
    }));
    expect(wrongIn(await check([await early.receipt(late)]))).toMatchObject([
      { id: "receipt-decision", why: "against-stamp", seq: late },
    ]);
    const joined = lie(seq, (leaf) => ({ ...leaf, at: deadline }));
    expect(wrongIn(await check([await joined.receipt(seq)]))).toMatchObject([{ id: "receipt-decision", seq }]);
  });

  test("an attempt that signs another one, that says more, or something else", async () => {
    const facts = {
      groupBuyId: "gb_1",
      command: "join",
      commandHash: "ab".repeat(32),
      edgeMs: 7,
      recvMs: null,
      client: null,
    } as const;
    const statement = attemptStatement({ ...facts, actor: "a", problem: "busy", outcome: "not-judged" });
    const another = attemptStatement({ ...facts, actor: "b", problem: "busy", outcome: "not-judged" });
    const { sign } = await createReceiptSigner(RECEIPT_KEY, [], ATTEMPT_TYP);
    const jws = await sign(statement);
    const of = async (file: object) => told(await check([JSON.stringify(file)])).at(-1);
    expect(await of({ ...facts, code: "busy", statement, jws })).toBe("attempt-fields proven");
    expect(await of({ ...facts, code: "busy", statement: another, jws })).toBe("attempt-fields signs-another-leaf");
    expect(await of({ ...facts, edgeMs: 8, statement, jws })).toBe("attempt-fields not-its-leaf");
    expect(await of({ ...facts, note: 1, statement, jws })).toBe("attempt-fields says-more");
    expect(await of({ statement: "{}", jws })).toBe("attempt-fields malformed");
    expect(await of({ ...facts, statement })).toBe("attempt-fields rests-on-signature");
  });
});
