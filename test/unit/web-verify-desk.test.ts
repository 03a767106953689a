/** R13: whatever somebody gives to the page is read, named and checked, each thing by itself and against the others. */
import { describe, expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { NO_KEYS, type KeyRing } from "../../worker/core/verify/keys.ts";
import { firstWrong, verdictOf } from "../../worker/core/verify/check.ts";
import { checkGiven } from "../../web/lib/verify/desk/check-given.ts";
import { checkInWorker, type Thread } from "../../web/lib/verify/desk/check-in-worker.ts";
import { KeyStore } from "../../web/lib/verify/desk/desk-keys.ts";
import { linkedFiles } from "../../web/lib/verify/desk/linked-files.ts";
import { piecesIn } from "../../web/lib/verify/desk/pieces.ts";
import type { News, Report } from "../../web/lib/verify/desk/report.ts";
import { Deployment, jwksText, logKeysText, retold, RING } from "../support/verify-kit.ts";

const life = Deployment.ofLife("settled-3");
const seq = life.seqOf("joined");
const ORIGIN = "https://buy.example.org";

async function report(texts: readonly (string | Uint8Array<ArrayBuffer> | Blob)[], keys: KeyRing = RING) {
  const given = texts.map((one, index) => ({ id: index + 1, blob: one instanceof Blob ? one : new Blob([one]) }));
  return checkGiven({ given, keys, origin: ORIGIN }, verifyEd25519, () => undefined);
}

const told = ({ things, refused, checks }: Report) => ({
  kinds: things.map(({ kind }) => kind),
  refused: refused.map(({ refusal }) => refusal.code),
  verdict: verdictOf(checks),
});

describe("R13: what is given", () => {
  test("all of it at once is proven", async () => {
    const all = [
      await life.receipt(seq),
      await life.proof(seq),
      await life.checkpoint(5),
      await life.consistency(5),
      await life.certificate(),
      await life.log(),
    ];
    expect(told(await report(all))).toEqual({
      kinds: ["receipt", "proof", "head", "consistency", "certificate", "log"],
      refused: [],
      verdict: "proven",
    });
    expect(told(await report(all, NO_KEYS)).verdict).toBe("open");
  });

  test("a decision that is wrong and rightly signed is named by its number", async () => {
    const forged = retold(life.leaves, (leaf) =>
      leaf.seq === seq ? { ...leaf, open: { ...leaf.open, qty: 99 } } : leaf,
    );
    const { checks } = await report([await forged.log()]);
    expect(firstWrong(checks)).toMatchObject({ id: "log-rerun", seq });
  });

  test("how far a log has been decided again is told, up to its end and never backwards", async () => {
    const words: number[][] = [];
    const given = [{ id: 1, blob: new Blob([await life.log()]) }];
    await checkGiven({ given, keys: RING, origin: ORIGIN }, verifyEd25519, (...word) => words.push(word));
    expect(words[0]).toEqual([0, life.leaves.length]);
    const done = words.map(([entries = 0]) => entries);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  const utf16 = (text: string, isLittle: boolean) => {
    const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
    const marked = `\ufeff${text}`;
    for (let at = 0; at < marked.length; at += 1) view.setUint16(2 * at, marked.charCodeAt(at), isLittle);
    return new Uint8Array(view.buffer);
  };

  test("what editors, shells and mail do to a text is undone", async () => {
    const receipt = await life.receipt(seq);
    for (const same of [
      `\ufeff${receipt}\r\n`,
      utf16(receipt, true),
      utf16(receipt, false),
      JSON.stringify(JSON.parse(receipt), null, 2).replaceAll("\n", "\r\n"),
    ]) {
      expect(told(await report([same]))).toEqual({ kinds: ["receipt"], refused: [], verdict: "proven" });
    }
    const proof = (await life.proof(seq)).replaceAll("\n", "\r\n");
    expect(told(await report([proof]))).toEqual({ kinds: ["proof"], refused: [], verdict: "proven" });
  });

  test("what is nothing is named, and the rest is checked", async () => {
    const receipt = await life.receipt(seq);
    const proof = await life.proof(seq);
    const gone = Object.assign(new Blob(["x"]), { arrayBuffer: () => Promise.reject(new Error("NotReadableError")) });
    const bad = [
      "",
      " \r\n\t",
      receipt.slice(0, receipt.length / 2),
      proof.slice(0, proof.length / 2),
      "Dear all, see attached.",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d),
      Uint8Array.of(0x7b, 0xff),
      Uint8Array.of(0xff, 0xfe, 0x7b),
      gone,
      `${ORIGIN}/r/gb_1.4`,
      "https://elsewhere.example/r/gb_1.4",
      receipt.replace(/"jws":"[^"]*"/, '"jws":7'),
    ];
    expect(told(await report([...bad, receipt]))).toEqual({
      kinds: ["receipt"],
      refused: [
        "empty",
        "empty",
        "not-json",
        "malformed",
        "foreign",
        "binary",
        "encoding",
        "encoding",
        "gone",
        "link-here",
        "link-elsewhere",
        "malformed",
      ],
      verdict: "proven",
    });
  });

  test("the same twice is checked once, whatever its line ends", async () => {
    const receipt = await life.receipt(seq);
    const { things, refused, checks } = await report([receipt, `${receipt}\n`]);
    expect(things).toHaveLength(1);
    expect(refused).toEqual([
      { place: { givenId: 2, part: null }, refusal: { code: "again", of: { givenId: 1, part: null } } },
    ]);
    expect(checks.length).toBe((await report([receipt])).checks.length);
  });

  test("keys among them are not used, and can be trusted by whoever looks at them", async () => {
    const { things, checks } = await report([await life.receipt(seq), await jwksText()], NO_KEYS);
    expect(verdictOf(checks)).toBe("open");
    expect(things.map(({ keysText }) => keysText)).toEqual([null, await jwksText()]);
  });
});

describe("R13: several things in one text", () => {
  const kinds = (text: string) =>
    piecesIn(text, ORIGIN).map(({ read }) => (read.ok ? read.value.kind : read.error.code));

  test("are taken apart where each is something", async () => {
    const [receipt, proof, head] = [await life.receipt(seq), await life.proof(seq), await life.checkpoint()];
    const { jws } = JSON.parse(receipt) as { jws: string };
    expect(kinds(`${receipt}\n${proof}`)).toEqual(["receipt", "proof"]);
    expect(kinds(`${proof}\n${receipt}`)).toEqual(["proof", "receipt"]);
    expect(kinds(`${head}\n${receipt}`)).toEqual(["head", "receipt"]);
    expect(kinds(`${receipt}\n\n${head}`)).toEqual(["receipt", "head"]);
    expect(kinds(`${JSON.stringify(JSON.parse(receipt), null, 2)}\n${jws}\r\n${jws}`)).toEqual([
      "receipt",
      "jws",
      "jws",
    ]);
    expect(kinds(`${receipt}\n${await life.log()}\n`)).toEqual(["receipt", "log"]);
  });

  test("are told to be given one by one where one of them is nothing", async () => {
    const receipt = await life.receipt(seq);
    expect(kinds(`${receipt}\nSent from my phone`)).toEqual(["several"]);
    expect(kinds(`${receipt}\n${receipt.slice(0, 90)}`)).toEqual(["several"]);
    expect(kinds(`${receipt} ${receipt}`)).toEqual(["not-json"]);
  });

  test("a whole thing is never taken apart", async () => {
    for (const text of [await life.proof(seq), await life.checkpoint(), await life.log(), logKeysText()]) {
      expect(piecesIn(text, ORIGIN)).toHaveLength(1);
    }
  });
});

describe("R13: the thread that checks", () => {
  const order = { given: [], keys: NO_KEYS, origin: ORIGIN };
  const EMPTY: Report = { things: [], refused: [], checks: [] };

  function threadOf() {
    const listeners = new Map<string, (event: unknown) => void>();
    const said: string[] = [];
    const thread = {
      postMessage: () => said.push("order"),
      terminate: () => said.push("ended"),
      addEventListener: (type: string, listener: (event: unknown) => void) => void listeners.set(type, listener),
    } as unknown as Thread;
    const stop = checkInWorker(
      order,
      {
        onProgress: (done, entries) => said.push(`${done} of ${entries}`),
        onReport: () => said.push("report"),
        onFailed: () => said.push("failed"),
      },
      () => thread,
    );
    const news = (data: News) => listeners.get("message")?.({ data });
    return { said, stop, news, error: () => listeners.get("error")?.({}) };
  }

  test("ends with its report", () => {
    const { said, news } = threadOf();
    news({ kind: "progress", entriesDone: 100, entries: 300 });
    news({ kind: "report", report: EMPTY });
    expect(said).toEqual(["order", "100 of 300", "ended", "report"]);
  });

  test("tells nothing after it was stopped, late or twice", () => {
    const { said, stop, news, error } = threadOf();
    stop();
    news({ kind: "report", report: EMPTY });
    error();
    stop();
    expect(said).toEqual(["order", "ended"]);
  });

  test.each(["error", "failed"] as const)("%s is told once", (how) => {
    const { said, news, error } = threadOf();
    if (how === "error") error();
    else news({ kind: "failed" });
    error();
    news({ kind: "report", report: EMPTY });
    expect(said).toEqual(["order", "ended", "failed"]);
  });
});

describe("R13: keys that a visitor trusts", () => {
  const AT = Date.UTC(2026, 10, 23, 12);
  const rowsOf = (kept = new Map<string, string>()) => ({
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  });

  test("prove, and are kept until they are taken out", async () => {
    const rows = rowsOf();
    const store = new KeyStore(rows, () => AT);
    expect(store.own).toBeNull();
    expect(await store.addFile(new Blob([await jwksText()]))).toEqual({ ok: true, value: null });
    expect(store.add(logKeysText())).toEqual({ ok: true, value: null });
    store.add(logKeysText());
    const again = new KeyStore(rows, () => AT + 1).own;
    expect(again).toMatchObject({ atMs: AT });
    expect([again?.ring.receipts.length, again?.ring.logs.length]).toEqual([1, 1]);
    expect(told(await report([await life.receipt(seq), await life.log()], again?.ring)).verdict).toBe("proven");
    store.forget();
    expect(new KeyStore(rows).own).toBeNull();
  });

  test("what is none is refused by name, and what was there stays", async () => {
    const store = new KeyStore(rowsOf(), () => AT);
    store.add(logKeysText());
    expect(store.add(await life.receipt(seq))).toEqual({ ok: false, error: { code: "other", kind: "receipt" } });
    expect(store.add("{")).toEqual({ ok: false, error: { code: "not-json" } });
    expect(await store.addFile(new Blob([Uint8Array.of(0, 1)]))).toEqual({ ok: false, error: { code: "binary" } });
    expect(store.own?.ring.logs).toHaveLength(1);
  });

  test("a browser that keeps nothing has them for as long as the page is open", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    const store = new KeyStore(full, () => AT);
    store.add(logKeysText());
    expect(store.own?.ring.logs).toHaveLength(1);
  });
});

describe("R13: a link to a receipt of this site", () => {
  const site = (answers: Readonly<Record<string, string>>) =>
    ((path: string) => {
      const text = answers[path];
      return Promise.resolve(text === undefined ? new Response("", { status: 404 }) : new Response(text));
    }) as typeof fetch;

  test("brings the receipt and the proof that it has by now", async () => {
    const at = "/api/v1/receipts/gb_1.4";
    expect(await linkedFiles("gb_1.4", site({ [at]: "R", [`${at}/proof`]: "P" }))).toEqual([
      { name: "gb_1.4.json", text: "R" },
      { name: "gb_1.4.tlog-proof", text: "P" },
    ]);
    expect(await linkedFiles("gb_1.4", site({ [at]: "R" }))).toEqual([{ name: "gb_1.4.json", text: "R" }]);
    expect(await linkedFiles("gb_1.4", site({}))).toBeNull();
    expect(await linkedFiles("gb_1.4", () => Promise.reject(new TypeError("offline")))).toBeNull();
  });
});
