/** R10, R12: keys that somebody took long ago lead on to those that sign now, and to no others. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kidOf, replaced, revoked, rotated, type HeldKeys, type NewKey } from "../../scripts/keys/changed-keys.ts";
import { verify } from "../../scripts/verify.ts";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { historyDocument } from "../../worker/core/keys/history.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import { formatLogKeyList } from "../../worker/core/keys/log-key-list.ts";
import { joinRings, NO_KEYS, type KeyRing } from "../../worker/core/verify/keys.ts";
import { ringOfHistory, trustHistory } from "../../worker/core/verify/trust.ts";
import { DAY_MS, firstKeys, historyOf, newKey } from "../support/keys-kit.ts";
import { Deployment, HEAD_KEY, HOST, RECEIPT_KEY } from "../support/verify-kit.ts";

const life = Deployment.ofLife("settled-3");
const seq = life.seqOf("joined");
const leafAtMs = (JSON.parse(life.leaves[seq - 1] ?? "{}") as { at: number }).at;
const folder = mkdtempSync(join(tmpdir(), "onebell-verify-keys-"));
const put = (name: string, value: string | object) =>
  writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));
const run = (...args: string[]) => verify(args, folder);
const PINNED = ["--keys", "pinned.json", "--keys", "pinned.txt"];

/** Keys that somebody pinned, before those that sign in this life took over from them. */
const beforeMs = leafAtMs - 30 * DAY_MS;
const first: { receipts: HeldKeys; log: HeldKeys } = {
  receipts: await firstKeys(beforeMs),
  log: await firstKeys(beforeMs),
};
const signing = (atMs: number): { receipts: NewKey; log: NewKey } => {
  const nbf = Math.floor(atMs / 1000);
  return { receipts: { ...RECEIPT_KEY, nbf }, log: { ...HEAD_KEY, nbf } };
};
const since = signing(leafAtMs - DAY_MS);
const changed = {
  receipts: await rotated(first.receipts, "receipts", since.receipts),
  log: await rotated(first.log, "log", since.log),
};
const document = ({ receipts, log }: typeof changed, name = HOST) =>
  historyDocument(keyHistoryOf(name, { receipts, log }));

beforeAll(async () => {
  const pinned = historyOf(first.receipts, first.log, HOST);
  put("pinned.json", { keys: historyDocument(pinned).receipts.keys });
  put("pinned.txt", formatLogKeyList(ringOfHistory(pinned).logs));
  put("history.json", document(changed));
  put("receipt.json", await life.receipt(seq));
  put("receipt.tlog-proof", await life.proof(seq));
});
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = ["receipt.json", "receipt.tlog-proof"];

describe("R12: npm run verify with a history", () => {
  test("from pinned keys to those that have signed, and their times are checked", async () => {
    const without = await run(...FILES, ...PINNED);
    expect(without).toMatchObject({ exitCode: 2 });
    expect(without.text).toContain("curl -O https://HOST/.well-known/onebell-keys.json");
    const { exitCode, text } = await run(...FILES, ...PINNED, "--keys", "history.json");
    expect(exitCode, text).toBe(0);
    expect(text).toContain(`keys of receipts: those that were given vouch for ${kidOf(RECEIPT_KEY)}`);
    expect(text).toContain(`keys of heads: those that were given vouch for ${kidOf(HEAD_KEY)}`);
    expect(text).toMatch(/proven {2}time of the key +the key was valid at/);
  });

  test("a history alone is trusted as any other list, and that is said", async () => {
    const { exitCode, text } = await run(...FILES, "--keys", "history.json");
    expect(exitCode, text).toBe(0);
    expect(text).toContain("keys of receipts: taken as they stand here");
  });

  test("a key among the files vouches for nothing, a history neither", async () => {
    expect((await run("history.json", ...FILES)).text).toContain("give those that you trust with --keys");
  });

  test("an entry that was signed again by the key that came later, and one that no key was there for any more", async () => {
    const late = signing(leafAtMs + DAY_MS);
    put("late.json", document({ ...changed, receipts: await rotated(first.receipts, "receipts", late.receipts) }));
    const again = await run(...FILES, ...PINNED, "--keys", "late.json");
    expect(again.exitCode, again.text).toBe(0);
    expect(again.text).toContain("an older entry, signed again");
    const ended: HeldKeys = { current: signing(leafAtMs - 3 * DAY_MS).receipts, retired: [] };
    put(
      "ended.json",
      document({ ...changed, receipts: await rotated(ended, "receipts", await newKey(leafAtMs - 2 * DAY_MS)) }),
    );
    const after = await run("receipt.json", "--keys", "ended.json");
    expect(after.exitCode).toBe(1);
    expect(after.text).toContain("the key signed only until");
  });

  test("a revoked key leads nowhere; what it has signed itself is dated back or after, unless the log vouches for it", async () => {
    const taken = { ...changed, receipts: replaced(first.receipts, beforeMs, since.receipts) };
    put("taken.json", document(taken));
    const { exitCode, text } = await run(...FILES, ...PINNED, "--keys", "taken.json");
    expect(exitCode).toBe(2);
    expect(text).toContain(`nobody is believed past ${kidOf(first.receipts.current)}: the key is revoked`);
    expect(text).toContain("which is not among the keys given");

    const own = replaced({ current: since.receipts, retired: [] }, leafAtMs + 1000, await newKey(leafAtMs + DAY_MS));
    put("own.json", document({ ...changed, receipts: own }));
    const alone = await run("receipt.json", "--keys", "own.json");
    expect([alone.exitCode, alone.text.includes("can date back")]).toEqual([2, true]);
    const vouched = await run(...FILES, "--keys", "own.json");
    expect([vouched.exitCode, vouched.text.includes("has this very entry")]).toEqual([0, true]);
    const early = replaced({ current: since.receipts, retired: [] }, leafAtMs - 1000, await newKey(leafAtMs + DAY_MS));
    put("early.json", document({ ...changed, receipts: early }));
    expect((await run("receipt.json", "--keys", "early.json")).exitCode).toBe(1);
  });

  test("a stranger's history, and one of another host", async () => {
    const stranger = { current: await newKey(beforeMs), retired: [] };
    put("stranger.json", document({ ...changed, receipts: await rotated(stranger, "receipts", since.receipts) }));
    const { exitCode, text } = await run("receipt.json", ...PINNED, "--keys", "stranger.json");
    expect(exitCode).toBe(2);
    expect(text).toContain("a key is not in the list");
    put("elsewhere.json", document(changed, "elsewhere.example"));
    const elsewhere = await run(...FILES, ...PINNED, "--keys", "elsewhere.json");
    expect(elsewhere.exitCode).toBe(2);
    expect(elsewhere.text).toContain("the history is of another host");
  });

  test.each([
    ["cut off", (text: string) => text.slice(0, -9), "it was cut off or changed"],
    ["of a later version", (text: string) => text.replace('"version":1', '"version":2'), "of version 2"],
    ["with a key that is none", (text: string) => text.replace('"kid":"', '"kid":"x'), "it is named after another key"],
    ["without its statements", (text: string) => text.replaceAll("statements", "words"), "it is not whole"],
  ])("a history %s", async (_, change, message) => {
    put("broken.json", change(JSON.stringify(document(changed))));
    const { exitCode, text } = await run("receipt.json", "--keys", "broken.json");
    expect(exitCode).toBe(2);
    expect(text).toContain(message);
  });
});

describe("R12: a revocation is believed of any list", () => {
  const of = (history: ReturnType<typeof historyOf>): KeyRing => ringOfHistory(history);

  test("whichever list comes first, and whatever a later history leaves out", async () => {
    const kid = kidOf(first.receipts.current);
    const plain = historyOf(changed.receipts, changed.log, HOST);
    const told = historyOf(revoked(changed.receipts, kid, beforeMs, leafAtMs), changed.log, HOST);
    for (const rings of [
      [of(plain), of(told)],
      [of(told), of(plain)],
    ]) {
      const { receipts, logs } = joinRings(rings);
      expect([receipts.length, logs.length]).toEqual([2, 2]);
      expect(receipts.find((key) => key.kid === kid)?.revokedFromMs).toBe(Math.floor(beforeMs / 1000) * 1000);
    }
    const { ring } = await trustHistory(of(told), plain, { nowMs: leafAtMs, verify: verifyEd25519 });
    expect(ring.receipts.find((key) => key.kid === kid)?.revokedFromMs).not.toBeNull();
    expect((await trustHistory(NO_KEYS, plain, { nowMs: leafAtMs, verify: verifyEd25519 })).ring).toEqual(of(plain));
  });
});
