/** R12: keys change without anybody having to take our word for it. */
import { generalVerify, importJWK } from "jose";
import { describe, expect, test } from "vitest";
import { kidOf, OVERLAP_MS, replaced, revoked, rotated, type HeldKeys } from "../../scripts/keys/changed-keys.ts";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { toBase64Url } from "../../worker/core/base64url.ts";
import { followKeys } from "../../worker/core/keys/following.ts";
import { historyDocument, readHistory, type PurposeHistory } from "../../worker/core/keys/history.ts";
import { keyTimeMembers, readKeyTime } from "../../worker/core/keys/key-time.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import { formatLogKeyList, readLogKeyList } from "../../worker/core/keys/log-key-list.ts";
import {
  formatStatement,
  readStatement,
  signingInputOf,
  STATEMENT_TYP,
  type KeyPurpose,
  type KeyStatement,
  type StatementJws,
} from "../../worker/core/keys/statement.ts";
import { formatVerifierKey, parseVerifierKey } from "../../worker/core/log/signed-note.ts";
import type { PrivateKeyJwk } from "../../worker/env.ts";
import { BEGIN_MS, DAY_MS, firstKeys, heldAfter, historyOf, newKey } from "../support/keys-kit.ts";

const NOW_MS = BEGIN_MS + 365 * DAY_MS;
const means = (purpose: KeyPurpose = "log", nowMs = NOW_MS) => ({ purpose, nowMs, verify: verifyEd25519 });
const follow = (pinned: readonly string[], history: PurposeHistory, purpose: KeyPurpose = "log", nowMs = NOW_MS) =>
  followKeys(pinned, history, means(purpose, nowMs));
const kidsOf = ({ current, retired }: HeldKeys) => [current, ...retired].map(kidOf);
const logOf = (held: HeldKeys) => historyOf(held).log;

/** Four keys, the newest first. */
const held = await heldAfter(3, "log");
const kids = kidsOf(held);
const history = logOf(held);
const oldest = kids[3]!;

describe("R12: a history is followed from what somebody has pinned", () => {
  test("each key vouches for the next one: from any of them one comes to the one that signs now", async () => {
    for (const [index, kid] of kids.entries()) {
      const { keys, stops } = await follow([kid], history);
      expect(keys.map((key) => key.kid)).toEqual(kids.slice(0, index + 1).toReversed());
      expect(stops).toEqual([]);
    }
    const { keys } = await follow([oldest], history);
    const [first, , , last] = keys;
    const rotatedAtMs = BEGIN_MS + 30 * DAY_MS;
    expect(first).toMatchObject({ fromMs: BEGIN_MS, untilMs: rotatedAtMs + OVERLAP_MS, revokedFromMs: null });
    expect(last).toMatchObject({ fromMs: BEGIN_MS + 90 * DAY_MS, untilMs: null });
  });

  test("never backwards: a newer key says nothing of who came before it", async () => {
    expect((await follow([kids[0]!], history)).keys.map(({ kid }) => kid)).toEqual([kids[0]]);
  });

  test("two rotations within one second are two rotations", async () => {
    const once = await rotated(await firstKeys(), "log", await newKey(BEGIN_MS + 1));
    const twice = await rotated(once, "log", await newKey(BEGIN_MS + 999));
    const [now, , first] = kidsOf(twice);
    const { keys, stops } = await follow([first!], logOf(twice));
    expect([keys.at(-1)?.kid, keys.length, stops]).toEqual([now, 3, []]);
  });

  test("a statement may be published twice, and in any order", async () => {
    const statements = [...history.statements, ...history.statements].toReversed();
    const { keys, stops } = await follow([oldest], { ...history, statements });
    expect([keys.at(-1)?.kid, stops]).toEqual([kids[0], []]);
  });

  test("a bare key among the retired has nothing to hand over with: one stays with it, and nobody is accused", async () => {
    const { x } = await newKey(BEGIN_MS);
    const bare: HeldKeys = { current: await newKey(BEGIN_MS), retired: [{ x }] };
    const [, kid] = kidsOf(bare);
    const { keys, stops } = await follow([kid!], logOf(bare));
    expect([keys.map((key) => key.kid), stops]).toEqual([[kid], []]);
  });
});

describe("R12: what is out of place stops the way there, with a word for it", () => {
  const stopOf = async (changed: PurposeHistory, pinned = oldest, nowMs = NOW_MS) => {
    const { keys, stops } = await follow([pinned], changed, "log", nowMs);
    return [kids.indexOf(keys.at(-1)?.kid ?? ""), ...stops.map(({ kid, why }) => [kid && kids.indexOf(kid), why])];
  };
  const withStatement = (index: number, statement: unknown): PurposeHistory => {
    return { ...history, statements: history.statements.with(index, statement) };
  };
  /** Statements are listed like the keys, newest first: the second one hands over from the third key to the second. */
  const MIDDLE = 1;
  const middle = history.statements[MIDDLE] as StatementJws;

  test("a gap: nothing vouches for what comes after it", async () => {
    expect(await stopOf({ ...history, statements: history.statements.toSpliced(MIDDLE, 1) })).toEqual([2]);
  });

  test.each([
    ["by the old key only", [0], "unsigned-by-new"],
    ["by the new key only", [1], "unsigned-by-old"],
    ["by nobody", [], "unsigned-by-old"],
  ])("a statement signed %s", async (_, kept, why) => {
    const signatures = kept.map((index) => middle.signatures[index]!);
    expect(await stopOf(withStatement(MIDDLE, { ...middle, signatures }))).toEqual([2, [null, why]]);
  });

  test("signatures that have changed places under their headers", async () => {
    const [old, successor] = middle.signatures;
    const signatures = [
      { ...old!, signature: successor!.signature },
      { ...successor!, signature: old!.signature },
    ];
    expect(await stopOf(withStatement(MIDDLE, { ...middle, signatures }))).toEqual([2, [null, "unsigned-by-old"]]);
    const turned = { ...middle, signatures: middle.signatures.toReversed() };
    expect(await stopOf(withStatement(MIDDLE, turned))).toEqual([0]);
  });

  test("keys that have changed places: nobody has signed that", async () => {
    const payload = JSON.parse(Buffer.from(middle.payload, "base64url").toString()) as {
      old: { x: string; exp: number };
      new: { x: string; nbf: number };
    };
    const { old, new: successor } = payload;
    const swapped = { ...payload, old: { ...old, x: successor.x }, new: { ...successor, x: old.x } };
    const text = JSON.stringify({
      new: { nbf: swapped.new.nbf, x: swapped.new.x },
      old: swapped.old,
      purpose: "log",
      v: 1,
    });
    const anew = text.replace(/"old":\{.*?\}/, `"old":{"exp":${swapped.old.exp},"x":"${swapped.old.x}"}`);
    const statement = { ...middle, payload: Buffer.from(anew).toString("base64url") };
    expect(await stopOf(withStatement(MIDDLE, statement))).toEqual([2, [null, "unsigned-by-old"]]);
  });

  test("times that the list gives otherwise than both have signed", async () => {
    const withTime = (index: number, time: object): PurposeHistory => {
      return { ...history, keys: history.keys.map((key, at) => (at === index ? { ...key, ...time } : key)) };
    };
    expect(await stopOf(withTime(2, { untilMs: NOW_MS }))).toEqual([2, [2, "times"]]);
    expect(await stopOf(withTime(2, { untilMs: null }))).toEqual([2, [2, "times"]]);
    expect(await stopOf(withTime(1, { fromMs: BEGIN_MS }))).toEqual([2, [2, "times"]]);
    // When the first of all began nobody has signed; it cannot have been after it ended.
    expect(await stopOf(withTime(3, { fromMs: NOW_MS }))).toEqual([3, [3, "times"]]);
  });

  test("a successor that began when the old key had ended, though both have signed it", async () => {
    const [old, next] = [await newKey(BEGIN_MS), await newKey(BEGIN_MS + 2 * DAY_MS)];
    const times = { oldUntilMs: BEGIN_MS + DAY_MS, newFromMs: BEGIN_MS + 2 * DAY_MS };
    const late = await lineOf(old, next, times);
    const { stops } = await follow([kidOf(old)], late);
    expect(stops).toEqual([{ kid: kidOf(old), why: "times" }]);
  });

  test("a statement from the future; a clock that is a little slow does not mind", async () => {
    const rotatedAtMs = BEGIN_MS + 90 * DAY_MS;
    expect(await stopOf(history, oldest, rotatedAtMs - DAY_MS)).toEqual([1, [1, "future"]]);
    expect(await stopOf(history, oldest, rotatedAtMs - 60_000)).toEqual([0]);
  });

  test("another purpose: what the key of receipts has said counts for no log", async () => {
    expect(await follow([oldest], history, "receipts")).toMatchObject({ stops: [{ kid: oldest, why: "purpose" }] });
    expect((await follow([oldest], history, "receipts")).keys).toHaveLength(1);
  });

  test("a revoked key is believed no further, wherever it stands on the way", async () => {
    for (const index of [1, 2, 3]) {
      const after = revoked(held, kids[index]!, BEGIN_MS, NOW_MS);
      expect(await stopOf(logOf(after))).toEqual([index, [index, "revoked"]]);
    }
    // The current one: its successor is vouched for by nobody.
    const changed = replaced(held, NOW_MS - DAY_MS, await newKey(NOW_MS));
    const { keys, stops } = await follow([oldest], logOf(changed));
    expect(keys.map(({ kid }) => kid)).toEqual(kids.toReversed());
    expect(stops).toEqual([{ kid: kids[0], why: "revoked" }]);
    expect(keys.at(-1)).toMatchObject({ revokedFromMs: NOW_MS - DAY_MS });
  });

  test("a cycle ends", async () => {
    const [a, b] = [await newKey(BEGIN_MS), await newKey(BEGIN_MS)];
    const times = { oldUntilMs: BEGIN_MS + DAY_MS, newFromMs: BEGIN_MS };
    const [there, back] = [await lineOf(a, b, times), await lineOf(b, a, times)];
    const keys = there.keys.map((key) => ({ ...key, fromMs: BEGIN_MS, untilMs: BEGIN_MS + DAY_MS }));
    const cycle = { keys, statements: [...there.statements, ...back.statements] };
    const followed = await follow([kidOf(a)], cycle);
    expect(followed.keys.map(({ kid }) => kid)).toEqual([kidOf(a), kidOf(b)]);
    expect(followed.stops).toEqual([]);
    expect(await readStatement((await lineOf(a, a, times)).statements[0], verifyEd25519)).toMatchObject({ ok: false });
  });

  test("two successors: neither is believed", async () => {
    const [a, b, c] = [await newKey(BEGIN_MS), await newKey(BEGIN_MS), await newKey(BEGIN_MS)];
    const times = { oldUntilMs: BEGIN_MS + DAY_MS, newFromMs: BEGIN_MS };
    const [one, other] = [await lineOf(a, b, times), await lineOf(a, c, times)];
    const forked = { keys: [...one.keys, other.keys[0]!], statements: [...one.statements, ...other.statements] };
    expect(await follow([kidOf(a)], forked)).toMatchObject({
      keys: [{ kid: kidOf(a) }],
      stops: [{ kid: kidOf(a), why: "forked" }],
    });
  });

  test("a key that is not listed, pinned or handed over to: nobody says whether it is revoked", async () => {
    const stranger = kidOf(await newKey(BEGIN_MS));
    expect(await follow([stranger], history)).toEqual({ keys: [], stops: [{ kid: stranger, why: "unlisted" }] });
    const keys = history.keys.filter(({ kid }) => kid !== kids[1]);
    expect(await stopOf({ ...history, keys })).toEqual([2, [2, "unlisted"]]);
  });

  test.each([
    ["no object", "statement"],
    ["nothing", null],
    ["no payload", { signatures: [] }],
    ["a payload that is no JSON", { payload: toBase64Url(new Uint8Array([1, 2])), signatures: [] }],
    ["no list of signatures", { ...middle, signatures: {} }],
    ["another version", { ...middle, payload: payloadWith(middle, { v: 2 }) }],
    ["a word more than we sign", { ...middle, payload: payloadWith(middle, { more: 1 }) }],
    ["times that are none", { ...middle, payload: payloadWith(middle, { new: { x: kids[0], nbf: -1 } }) }],
  ])("a statement that is %s", async (_, statement) => {
    expect(await stopOf(withStatement(MIDDLE, statement))).toEqual([2, [null, "malformed"]]);
  });
});

describe("R12: a statement is a JWS that others can read", () => {
  test("both signatures are right for an independent verifier, each under its own key", async () => {
    const jws = logOf(await heldAfter(1, "log")).statements[0] as StatementJws;
    const signers = new Set<string>();
    for (const one of jws.signatures) {
      const { kid = "" } = JSON.parse(Buffer.from(one.protected, "base64url").toString()) as { kid?: string };
      const payload = JSON.parse(Buffer.from(jws.payload, "base64url").toString()) as Record<
        "old" | "new",
        { x: string }
      >;
      const x = [payload.old.x, payload.new.x].find((text) => kidOf({ x: text }) === kid);
      const key = await importJWK({ kty: "OKP", crv: "Ed25519", x: x! }, "EdDSA");
      const { protectedHeader } = await generalVerify({ ...jws, signatures: [one] }, key);
      expect(protectedHeader).toEqual({ alg: "EdDSA", kid, typ: STATEMENT_TYP });
      signers.add(kid);
    }
    expect(signers.size).toBe(2);
  });
});

describe("R12: the lists say when a key signed", () => {
  test("in whole seconds, as a JWK and as a remark before a verifier key", () => {
    const time = { fromMs: BEGIN_MS, untilMs: BEGIN_MS + DAY_MS, revokedFromMs: BEGIN_MS + 1000 };
    expect(readKeyTime({ ...keyTimeMembers(time) })).toEqual(time);
    expect(keyTimeMembers({ fromMs: null, untilMs: null, revokedFromMs: null })).toEqual({});
    const keys = history.keys.map(({ kid: _, ...key }) => ({ ...key, name: "buy.example.org" }));
    const text = formatLogKeyList([...keys.slice(0, 3), { ...keys[3]!, ...time }]);
    expect(text.split("\n")[6]).toMatch(
      /^# [0-9a-f]{8} from 2026-11-01T00:00:00\.000Z until 2026-11-02T00:00:00\.000Z revoked 2026-11-01T00:00:01\.000Z$/,
    );
    expect(readLogKeyList(text)).toEqual({ ok: true, value: [...keys.slice(0, 3), { ...keys[3]!, ...time }] });
    // Whoever reads verifier keys alone finds the same keys.
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines.map((line) => formatVerifierKey(parseVerifierKey(line)!))).toEqual(keys.map(formatVerifierKey));
  });

  test.each([
    [{ nbf: "1" }],
    [{ nbf: 1.5 }],
    [{ nbf: 0 }], // 1970: a typing mistake, as everywhere.
    [{ exp: BEGIN_MS }], // Milliseconds.
    [{ nbf: 1_800_000_000, exp: 1_800_000_000 }],
    [{ revoked: true }],
    [{ revoked: {} }],
    [{ revoked: { revoked_at: null } }],
    [{ exp: null }],
  ])("%j are no times", (members) => {
    expect(readKeyTime(members)).toBeNull();
  });

  test("a remark whose times cannot be read is not taken for none", () => {
    const key = { ...history.keys[0]!, name: "buy.example.org" };
    const text = formatLogKeyList([{ ...key, revokedFromMs: BEGIN_MS }]);
    expect(readLogKeyList(text)).toMatchObject({ value: [{ revokedFromMs: BEGIN_MS }] });
    for (const wrong of ["revoked soon", "revoke 2026-11-01T00:00:00Z", "revoked 2026-11-01T00:00:00.000Z until x"]) {
      const changed = text.replace(/revoked \S+/, wrong);
      expect(readLogKeyList(changed), wrong).toEqual({
        ok: false,
        error: { code: "key-refused", index: 0, why: "time" },
      });
    }
    expect(readLogKeyList(`# ours, since long\n# 00000000 until then\n${formatVerifierKey(key)}\n`)).toMatchObject({
      value: [{ fromMs: null, untilMs: null, revokedFromMs: null }],
    });
  });

  test("the document is read back as it was written, and nothing else is", () => {
    const document = historyDocument(keyHistoryOf("buy.example.org", { receipts: held, log: held }));
    expect(readHistory(document)).toMatchObject({ ok: true, value: { name: "buy.example.org" } });
    expect(JSON.stringify(document)).not.toContain(held.current.d);
    const refused = (changes: object) => {
      const read = readHistory({ ...document, ...changes });
      return read.ok ? null : read.error;
    };
    expect(refused({ format: "onebell-log" })).toEqual({ code: "not-keys" });
    expect(refused({ version: 2 })).toEqual({ code: "version-unknown", version: "2" });
    expect(refused({ name: "two words" })).toEqual({ code: "not-keys" });
    expect(refused({ log: { keys: [], statements: [] } })).toEqual({ code: "not-keys" });
    expect(refused({ log: { keys: document.log.keys } })).toEqual({ code: "not-keys" });
    const keyFault = (keys: readonly unknown[]) => refused({ log: { keys, statements: [] } });
    const [first] = document.log.keys;
    expect(keyFault([first, first])).toEqual({ code: "key-refused", index: 1, why: "twice" });
    expect(keyFault([{ ...first, exp: 5 }])).toEqual({ code: "key-refused", index: 0, why: "time" });
    expect(keyFault([{ ...first, d: first?.x }])).toEqual({ code: "key-refused", index: 0, why: "kind" });
  });
});

/** A history of two keys, whatever times they sign. */
async function lineOf(old: PrivateKeyJwk, next: PrivateKeyJwk, times: { oldUntilMs: number; newFromMs: number }) {
  const [from, to] = [old, next].map(({ x }) => new Uint8Array(Buffer.from(x, "base64url")));
  const statement: KeyStatement = {
    purpose: "log",
    old: { publicKey: from!, untilMs: times.oldUntilMs },
    new: { publicKey: to!, fromMs: times.newFromMs },
  };
  const by = async ({ kty, crv, x, d }: PrivateKeyJwk, publicKey: Uint8Array) => {
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x, d }, "Ed25519", false, ["sign"]);
    const input = new TextEncoder().encode(signingInputOf(statement, publicKey));
    return toBase64Url(new Uint8Array(await crypto.subtle.sign("Ed25519", key, input)));
  };
  return {
    keys: [
      { kid: kidOf(next), publicKey: to!, fromMs: times.newFromMs, untilMs: null, revokedFromMs: null },
      { kid: kidOf(old), publicKey: from!, fromMs: null, untilMs: times.oldUntilMs, revokedFromMs: null },
    ],
    statements: [formatStatement(statement, [await by(old, from!), await by(next, to!)])],
  };
}

function payloadWith(jws: StatementJws, changes: object): string {
  const payload = JSON.parse(Buffer.from(jws.payload, "base64url").toString()) as object;
  return Buffer.from(JSON.stringify({ ...payload, ...changes })).toString("base64url");
}
