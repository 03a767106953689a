/** R11: what the page of a receipt says of it when somebody asks. */
import { describe, expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { NO_KEYS, type KeyRing } from "../../worker/core/verify/keys.ts";
import { filesOf } from "../../web/lib/verify/receipt-files.ts";
import { verifyReceipt, type ReceiptFiles } from "../../web/lib/verify/receipt-lines.ts";
import { siteKeys } from "../../web/lib/verify/site-keys.ts";
import { Deployment, jwksText, logKeysText, retold, RING } from "../support/verify-kit.ts";

const log = Deployment.ofLife("settled-2");
const seq = log.seqOf("joined");
const countedSize = treeSizeOf(log);

async function filesIn(from: Deployment, at = seq): Promise<ReceiptFiles> {
  return {
    receipt: await from.receipt(at),
    proof: await from.proof(at),
    certificate: await from.certificate(),
    uncounted: null,
    consistency: await from.consistency(countedSize),
  };
}

const timed: KeyRing = {
  ...RING,
  receipts: RING.receipts.map((key) => ({ ...key, fromMs: 0, untilMs: 8_640_000_000_000_000 })),
};

async function told(files: ReceiptFiles, keys: KeyRing = timed) {
  const lines = await verifyReceipt(files, keys, verifyEd25519);
  return Object.fromEntries(lines.map(({ id, verdict, why }) => [id, why === null ? verdict : `${verdict}: ${why}`]));
}

const ALL = { signature: "proven", key: "proven", list: "proven", margin: "proven", close: "proven" };

describe("R11: five lines", () => {
  test.each(["joined", "join_refused"])("all of them match for an entry of type %s, with numbers", async (type) => {
    const files = await filesIn(log, log.seqOf(type));
    expect(await told(files)).toEqual(ALL);
    const lines = await verifyReceipt(files, timed, verifyEd25519);
    const receipt = JSON.parse(files.receipt) as Record<string, unknown>;
    const shown = Object.fromEntries(lines.flatMap(({ numbers }) => numbers.map(({ label, value }) => [label, value])));
    expect(shown).toMatchObject({
      recv: String(receipt["recvMs"]),
      deadline: String(receipt["deadlineMs"]),
      margin: String(receipt["marginMs"]),
      leaf: receipt["leafHash"],
      closesize: String(countedSize),
      root: log.root(),
    });
  });

  test("without dates of the key the second is open, and the rest is not", async () => {
    expect(await told(await filesIn(log), RING)).toEqual({ ...ALL, key: "open: no-times" });
  });

  test("a key that had ended by then", async () => {
    const ended = { ...RING, receipts: RING.receipts.map((key) => ({ ...key, untilMs: 1 })) };
    expect(await told(await filesIn(log), ended)).toMatchObject({ signature: "proven", key: "wrong: key-no-longer" });
  });

  test("R12: what the key's signature is worth over that stamp is said apart", async () => {
    const { at } = JSON.parse(log.leaves[seq - 1] ?? "{}") as { at: number };
    const said = async (time: Partial<(typeof RING.receipts)[number]>, logs = RING.logs) => {
      const keys = { logs, receipts: RING.receipts.map((key) => ({ ...key, ...time })) };
      const key = (await verifyReceipt(await filesIn(log), keys, verifyEd25519)).find(({ id }) => id === "key");
      return [key?.verdict, key?.standing];
    };
    expect(await said({ fromMs: at })).toEqual(["proven", "in-time"]);
    expect(await said({ fromMs: at + 1 })).toEqual(["proven", "signed-again"]);
    expect(await said({ untilMs: at })).toEqual(["wrong", "after-its-end"]);
    expect(await said({ revokedFromMs: at })).toEqual(["wrong", "revoked"]);
    expect(await said({ revokedFromMs: at + 1 })).toEqual(["proven", "vouched"]);
    expect(await said({ revokedFromMs: at + 1 }, [])).toEqual(["open", "dated-back"]);
    expect(await said({})).toEqual(["open", null]);
  });

  test("without keys nothing is called right", async () => {
    const lines = await verifyReceipt(await filesIn(log), NO_KEYS, verifyEd25519);
    expect(lines.map(({ verdict }) => verdict)).toEqual(Array(5).fill("open"));
  });

  test("without the site the first two and the fourth can be said", async () => {
    const files = { ...(await filesIn(log)), proof: null, certificate: null, consistency: null };
    expect(await told(files)).toEqual({ ...ALL, list: "open: not-at-hand", close: "open: not-at-hand" });
  });

  test.each(["before_bell", "counting", "never"] as const)(
    "%s: there is nothing to hold the last against",
    async (why) => {
      const files = { ...(await filesIn(log)), certificate: null, uncounted: why, consistency: null };
      expect(await told(files)).toEqual({ ...ALL, close: `open: ${why}` });
    },
  );

  test("a margin that was printed better than it was", async () => {
    const files = await filesIn(log);
    const receipt = { ...(JSON.parse(files.receipt) as object), marginMs: 999_999 };
    expect(await told({ ...files, receipt: JSON.stringify(receipt) })).toEqual({
      ...ALL,
      margin: "wrong: not-its-leaf",
    });
  });

  test("a leaf that was not what was signed", async () => {
    const files = await filesIn(log);
    const receipt = JSON.parse(files.receipt) as Record<string, unknown>;
    receipt["leaf"] = log.leaves[seq];
    expect(await told({ ...files, receipt: JSON.stringify(receipt) })).toMatchObject({
      signature: "wrong: signs-another-leaf",
    });
  });

  test("a log that was told otherwise to this visitor", async () => {
    const other = retold(log.leaves, (leaf) => (leaf.seq === 2 ? { ...leaf, sealed: "0".repeat(64) } : leaf));
    const [files, others] = [await filesIn(log), await filesIn(other)];
    const way = await told({ ...files, proof: others.proof });
    expect(way["list"]).toMatch(/^wrong/);
    expect(way["signature"]).toBe("proven");
    const close = await told({ ...files, certificate: others.certificate, consistency: others.consistency });
    expect(close["close"]).toMatch(/^wrong/);
    expect(close["list"]).toBe("proven");
  });

  test("a right proof of another entry, and a right count of another log", async () => {
    const other = retold(log.leaves, (leaf) => ({ ...leaf, gb: "gb_of_others" }));
    const [files, others] = [await filesIn(log), await filesIn(other)];
    expect(await told({ ...files, proof: await log.proof(seq + 1) })).toEqual({ ...ALL, list: "wrong: another-place" });
    expect(await told({ ...files, proof: others.proof })).toMatchObject({ list: "wrong: another-place" });
    const { certificate, consistency } = others;
    expect(await told({ ...files, certificate, consistency })).toEqual({ ...ALL, close: "wrong: another-log" });
  });

  test("files that are something else are files that are not there", async () => {
    const files = { ...(await filesIn(log)), proof: "<html>", certificate: "{", consistency: "[]" };
    expect(await told(files)).toMatchObject({ list: "open: not-at-hand", close: "open: not-at-hand" });
  });
});

describe("R11: what is asked for", () => {
  const receipt = { id: `${log.groupBuyId}.${seq}`, groupBuyId: log.groupBuyId };
  const api = `/api/v1/group-buys/${log.groupBuyId}`;

  test("the proof, the count, and that one grew into the other", async () => {
    const files = await filesIn(log);
    const answers = new Map([
      [`/api/v1/receipts/${receipt.id}/proof`, JSON.stringify({ proof: files.proof })],
      [`${api}/certificate`, files.certificate],
      [`${api}/log-consistency?from=${countedSize}&to=${log.leaves.length}`, files.consistency],
    ]);
    const got = await filesOf(receipt, siteOf(answers));
    expect(got).toEqual({ ...files, receipt: JSON.stringify(receipt), proof: JSON.stringify({ proof: files.proof }) });
    expect(await told({ ...got, receipt: files.receipt })).toEqual(ALL);
  });

  test("and nothing is made of a site that is out of reach or answers something else", async () => {
    const nothing = { receipt: JSON.stringify(receipt), proof: null, certificate: null, consistency: null };
    expect(await filesOf(receipt, offline)).toEqual({ ...nothing, uncounted: null });
    expect(await filesOf(receipt, siteOf(new Map()))).toEqual({ ...nothing, uncounted: null });
  });

  test.each([
    ["before_bell", "before_bell"],
    ["counting", "counting"],
    ["never", "never"],
    ["tomorrow", null],
    [7, null],
  ])("why there is no count is taken from the answer and not guessed: %s", async (missing, uncounted) => {
    const refusing: typeof fetch = async () =>
      Response.json({ slug: "not-found", facts: { missing } }, { status: 404 });
    expect(await filesOf(receipt, refusing)).toMatchObject({ certificate: null, uncounted });
    const garbled: typeof fetch = async () => new Response("<html>", { status: 404 });
    expect(await filesOf(receipt, garbled)).toMatchObject({ certificate: null, uncounted: null });
  });
});

describe("R11: the keys of this site", () => {
  const AT = Date.UTC(2026, 10, 23, 12);
  const rows = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    };
  };
  const published = async () =>
    siteOf(
      new Map([
        ["/.well-known/jwks.json", await jwksText()],
        ["/.well-known/onebell-log-keys.txt", logKeysText()],
      ]),
    );

  test("are kept for when nobody can be asked, with their date", async () => {
    const ports = { rows: rows(), nowMs: () => AT, fetch: await published() };
    const { ring } = await siteKeys(ports);
    expect(ring).toEqual(RING);
    expect(await siteKeys(ports)).toMatchObject({ atMs: AT, isKept: false });
    expect(await siteKeys({ ...ports, fetch: offline })).toEqual({ ring, atMs: AT, isKept: true });
  });

  test("half an answer is none, and a browser that keeps nothing has none", async () => {
    const half = siteOf(new Map([["/.well-known/jwks.json", await jwksText()]]));
    expect(await siteKeys({ rows: rows(), nowMs: () => AT, fetch: half })).toEqual({
      ring: NO_KEYS,
      atMs: null,
      isKept: false,
    });
    const full = {
      getItem: () => "cut o",
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    expect(await siteKeys({ rows: full, nowMs: () => AT, fetch: await published() })).toMatchObject({ atMs: AT });
    expect(await siteKeys({ rows: full, nowMs: () => AT, fetch: offline })).toMatchObject({ atMs: null });
  });
});

function offline(): Promise<Response> {
  return Promise.reject(new TypeError("Failed to fetch"));
}

/** Answers by path; anything else is not there. */
function siteOf(answers: ReadonlyMap<string, string | null>): typeof fetch {
  return (path) => {
    const text = typeof path === "string" ? answers.get(path) : null;
    return Promise.resolve(new Response(text ?? "", { status: text === null || text === undefined ? 404 : 200 }));
  };
}

function treeSizeOf(from: Deployment): number {
  const leaf = JSON.parse(from.leaves[from.seqOf("closed") - 1] ?? "") as { open: { treeSize: number } }; // our own leaf
  return leaf.open.treeSize;
}
