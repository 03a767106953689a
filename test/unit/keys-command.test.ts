/** R12: keys are changed in a file that is the old one or the new one, and nothing between. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { newDevVars } from "../../scripts/dev-vars.ts";
import { findInHistory, findInKeysOf } from "../../scripts/doctor/keys.ts";
import { kidOf } from "../../scripts/keys/changed-keys.ts";
import { changeKeys, VARIABLES, type KeyOrder } from "../../scripts/keys/command.ts";
import { earlierKeysIn } from "../../scripts/keys/earlier-keys.ts";
import { changeVars, withVars } from "../../scripts/keys/vars-file.ts";
import { root } from "../../scripts/tools.ts";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { followKeys } from "../../worker/core/keys/following.ts";
import { keyHistoryOf } from "../../worker/core/keys/lineage.ts";
import { KEY_PURPOSES, type KeyPurpose } from "../../worker/core/keys/statement.ts";
import { parseConfig } from "../../worker/env.ts";
import { heldAfter, historyOf } from "../support/keys-kit.ts";

const folder = mkdtempSync(join(tmpdir(), "onebell-keys-"));
const path = join(folder, "production.vars");
const HOUR_MS = 3_600_000;
const NOW_MS = Date.now() + HOUR_MS; // The file is made before it is changed.
const REST = "# what else it is told\nDEPLOYMENT_MODE='demo'\n\nPUBLIC_ORIGIN=https://buy.example.org # ours\n";

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  writeFileSync(path, `${REST}${newDevVars()}`, { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const change = (order: Partial<KeyOrder>, nowMs = NOW_MS) =>
  changeKeys({ vars: "production.vars", ...order }, folder, nowMs);
const text = () => readFileSync(path, "utf8");
const config = () => parseConfig({ ...parseEnv(text()) });
const held = (purpose: KeyPurpose) => {
  const told = config();
  return purpose === "receipts"
    ? { current: told.receiptSigningKey, retired: told.retiredReceiptKeys }
    : { current: told.logSigningKey, retired: told.retiredLogKeys };
};
const history = () => keyHistoryOf("buy.example.org", { receipts: held("receipts"), log: held("log") });
const follow = (kid: string, purpose: KeyPurpose, nowMs = NOW_MS) =>
  followKeys([kid], history()[purpose], { purpose, nowMs, verify: verifyEd25519 });

describe("R12: --rotate", () => {
  test.each(KEY_PURPOSES)("%s: the old key vouches for the new one, and its private half is gone", async (purpose) => {
    const before = held(purpose).current;
    const said = await change({ rotate: purpose });
    const { current, retired } = held(purpose);
    expect(kidOf(current)).not.toBe(kidOf(before));
    expect(text()).not.toContain(before.d);
    expect(retired.map(({ x }) => x)).toEqual([before.x]);
    const { keys, stops } = await follow(kidOf(before), purpose);
    expect([keys.map(({ kid }) => kid), stops]).toEqual([[kidOf(before), kidOf(current)], []]);
    for (const kid of [kidOf(before), kidOf(current)]) expect(said).toContain(kid);
    expect(said).toContain("npx wrangler secret bulk production.vars");
    expect(said).not.toContain(current.d);
  });

  test("changes nothing else in the file, and lets nobody else read it", async () => {
    const before = parseEnv(text());
    await change({ rotate: "log" });
    expect(text().startsWith(REST)).toBe(true);
    const { [VARIABLES.log.signing]: _, [VARIABLES.log.retired]: __, ...others } = parseEnv(text());
    const { [VARIABLES.log.signing]: ___, ...same } = before;
    expect(others).toEqual(same);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["production.vars"]);
  });

  test("twice is two rotations, each of them good", async () => {
    const first = kidOf(held("log").current);
    await change({ rotate: "log" });
    await change({ rotate: "log" });
    const { keys, stops } = await follow(first, "log");
    expect([keys.length, keys.at(-1)?.kid, stops]).toEqual([3, kidOf(held("log").current), []]);
  });

  test("a link to the file stays a link", async () => {
    symlinkSync(path, join(folder, "linked.vars"));
    const before = kidOf(held("receipts").current);
    await change({ rotate: "receipts", vars: "linked.vars" });
    expect(kidOf(held("receipts").current)).not.toBe(before);
    expect(readFileSync(join(folder, "linked.vars"), "utf8")).toBe(text());
  });

  test("a deployment whose keys had no times has them from then on", async () => {
    const bare = text().replaceAll(/,"nbf":\d+/g, "");
    writeFileSync(path, bare);
    const before = held("receipts").current;
    expect(before.nbf).toBeUndefined();
    await change({ rotate: "receipts" });
    const { stops, keys } = await follow(kidOf(before), "receipts");
    expect([keys.map(({ fromMs }) => fromMs), stops]).toEqual([[null, Math.floor(NOW_MS / 1000) * 1000], []]);
  });
});

describe("R12: a Worker on this machine", () => {
  test("is told of the earlier keys besides its secrets, and of nothing that is private", async () => {
    expect(earlierKeysIn(path)).toEqual({});
    expect(earlierKeysIn(join(folder, "gone.vars"))).toEqual({});
    await change({ rotate: "log" });
    const told = earlierKeysIn(path);
    expect(told).toEqual({ LOG_RETIRED_KEYS: parseEnv(text())["LOG_RETIRED_KEYS"] });
    expect(JSON.stringify(told)).not.toContain(held("log").current.d);
  });
});

describe("R12: --revoke", () => {
  test("the key that signs gives way, and nothing vouches for its successor", async () => {
    const taken = kidOf(held("log").current);
    const said = await change({ revoke: "log", from: "2026-11-01T10:00:00Z" });
    expect(said).toContain("is revoked from 2026-11-01T10:00:00.000Z on");
    const { keys, stops } = await follow(taken, "log");
    expect(stops).toEqual([{ kid: taken, why: "revoked" }]);
    expect(keys).toMatchObject([{ kid: taken, revokedFromMs: Date.parse("2026-11-01T10:00:00Z") }]);
    expect(kidOf(held("log").current)).not.toBe(taken);
  });

  test("one that has given way: the one that signs stays; earlier is taken, later is not", async () => {
    const old = kidOf(held("receipts").current);
    await change({ rotate: "receipts" });
    const now = held("receipts").current;
    await change({ revoke: "receipts", kid: old });
    expect(held("receipts").current).toEqual(now);
    expect((await follow(old, "receipts")).stops).toEqual([{ kid: old, why: "revoked" }]);
    await expect(change({ revoke: "receipts", kid: old })).rejects.toThrow("is revoked from");
    await change({ revoke: "receipts", kid: old, from: "2026-01-01T00:00:00Z" });
    expect(held("receipts").retired[0]?.revoked).toEqual({ revoked_at: Date.parse("2026-01-01T00:00:00Z") / 1000 });
  });

  test("a key that is not there is refused with those that are", async () => {
    await expect(change({ revoke: "log", kid: "nobody" })).rejects.toThrow(kidOf(held("log").current));
  });
});

describe("R12: what is refused leaves the file as it was", () => {
  test.each<[string, Partial<KeyOrder>, string]>([
    ["another kind of key", { rotate: "mail" }, "one of receipts, log"],
    ["both at once", { rotate: "log", revoke: "log" }, "either --rotate or --revoke"],
    ["neither", {}, "either --rotate or --revoke"],
    ["a name for a rotation", { rotate: "log", kid: "x" }, "--kid and --from are for --revoke"],
    ["no file", { rotate: "log", vars: undefined }, "--vars takes the file"],
    ["a file that is not there", { rotate: "log", vars: "gone.vars" }, "gone.vars is not there"],
    ["a folder", { rotate: "log", vars: "." }, "cannot be changed"],
    ["a moment that is none", { revoke: "log", from: "yesterday" }, "--from takes a moment"],
    ["a moment to come", { revoke: "log", from: "2199-01-01T00:00:00Z" }, "not from a later one"],
  ])("%s", async (_, order, message) => {
    const before = text();
    await expect(change(order)).rejects.toThrow(message);
    expect(text()).toBe(before);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test.each([
    ["without the key", /^LOG_SIGNING_KEY=.*\n/m, "", "LOG_SIGNING_KEY is not set"],
    ["with a key that is none", /^LOG_SIGNING_KEY=.*$/m, "LOG_SIGNING_KEY='{}'", "LOG_SIGNING_KEY is a private"],
    ["with the key twice", /^(LOG_SIGNING_KEY=.*)$/m, "$1\n$1", "LOG_SIGNING_KEY stands there 2 times"],
    ["with retired keys that are none", /^/, "LOG_RETIRED_KEYS='{}'\n", "LOG_RETIRED_KEYS is a JWK set"],
    ["with a key over several lines", /^(LOG_SIGNING_KEY='\{)/m, "$1\n", "LOG_SIGNING_KEY is not in one line"],
  ])("a file %s", async (_, pattern, put, message) => {
    const before = text().replace(pattern, put);
    writeFileSync(path, before);
    await expect(change({ rotate: "log" })).rejects.toThrow(message);
    expect(text()).toBe(before);
  });

  test("a machine whose clock is behind the key", async () => {
    await expect(change({ rotate: "log" }, NOW_MS - 2 * HOUR_MS)).rejects.toThrow("set the clock right");
  });

  test("more than a variable has room for", async () => {
    const many = await heldAfter(20, "log");
    const keys = JSON.stringify({ keys: many.retired });
    writeFileSync(path, `${text()}LOG_RETIRED_KEYS='${keys}'\n`);
    const before = text();
    await expect(change({ rotate: "log" })).rejects.toThrow(/LOG_RETIRED_KEYS would be \d+ bytes long/);
    expect(text()).toBe(before);
    expect(await findInKeysOf(path, NOW_MS)).toContainEqual(expect.objectContaining({ isGood: false }));
  });

  test("a change while another one is under way; the first one ends as it began", async () => {
    const go = Promise.withResolvers<Record<string, string>>();
    const first = changeVars(path, () => go.promise);
    await expect(change({ rotate: "log" })).rejects.toThrow("another change is under way");
    go.resolve({ DEPLOYMENT_MODE: "live" });
    await first;
    expect(parseEnv(text())["DEPLOYMENT_MODE"]).toBe("live");
    await change({ rotate: "log" });
  });

  test("a change that is killed in the middle: the old file, and the next one is told what lies beside it", async () => {
    const before = text();
    const module = join(root, "scripts/keys/vars-file.ts");
    const source = `import { changeVars } from ${JSON.stringify(module)};
      await changeVars(${JSON.stringify(path)}, () => new Promise(() => { console.log("begun"); setInterval(() => {}, 1000); }));`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(text()).toBe(before);
    await expect(change({ rotate: "log" })).rejects.toThrow(`${path}.new is there`);
    rmSync(`${path}.new`);
    await change({ rotate: "log" });
  });

  test("what cannot be written beside it", async () => {
    mkdirSync(`${path}.new`);
    await expect(change({ rotate: "log" })).rejects.toThrow("production.vars.new is there");
  });
});

describe("lines of a file of variables", () => {
  test("one is changed where it stands, one that is missing comes last", () => {
    expect(withVars("A=1\n# B=\nexport B='2'\nC=3", { B: "b", D: "$&" })).toBe("A=1\n# B=\nB='b'\nC=3\nD='$&'\n");
  });
});

describe("doctor on keys", () => {
  const whatOf = async (purpose: KeyPurpose, nowMs = NOW_MS) => {
    const found = await findInHistory(history(), nowMs);
    return found.filter(({ what }) => what.includes(purpose === "log" ? "heads" : "receipts"));
  };

  test("says how old the current one is, how many were before it, and which are revoked", async () => {
    const first = kidOf(held("log").current);
    await change({ rotate: "log" });
    await change({ revoke: "log", kid: first });
    const [found, ...more] = await whatOf("log", NOW_MS + 40 * 86_400_000);
    expect([found?.isGood, more]).toEqual([true, []]);
    expect(found?.what).toContain(`signed by ${kidOf(held("log").current)} since`);
    expect(found?.what).toMatch(/40 days; 1 before it; \S+ is revoked from \d{4}-\d{2}-\d{2} on$/);
    expect(await findInKeysOf(path, NOW_MS)).toHaveLength(2);
  });

  test("a bare retired key is no fault, and is said", async () => {
    const { x } = held("receipts").current;
    await change({ rotate: "receipts" });
    const retired = JSON.stringify({ keys: [{ x }] });
    writeFileSync(path, text().replace(/^RECEIPT_RETIRED_KEYS=.*$/m, `RECEIPT_RETIRED_KEYS='${retired}'`));
    const [found, ...more] = await whatOf("receipts");
    expect([found?.isGood, found?.what.split("; ").at(-1), more]).toEqual([true, "1 of them hand over to nobody", []]);
  });

  test("a chain that is broken, and a key from the future, are faults", async () => {
    await change({ rotate: "receipts" });
    const changed = text().replace(/"exp":(\d+)/, (_, exp: string) => `"exp":${Number(exp) + 60}`);
    writeFileSync(path, changed);
    expect((await whatOf("receipts")).filter(({ isGood }) => !isGood)).toMatchObject([
      { what: "receipts: a statement is not signed by the key that hands over" },
    ]);
    const early = await findInHistory(historyOf(await heldAfter(0, "log")), Date.parse("2026-01-01T00:00:00Z"));
    expect(early.map(({ isGood }) => isGood)).toEqual([false, false]);
  });
});
