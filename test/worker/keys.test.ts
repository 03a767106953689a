/** R12: what a Worker publishes of its keys after they were changed. */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { edgeOf } from "../../worker/composition/edge.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { followKeys } from "../../worker/core/keys/following.ts";
import { RECEIPT_TYP } from "../../worker/core/log/receipt.ts";
import { standingAt } from "../../worker/core/keys/key-time.ts";
import { parseVerifierKey, type VerifyEd25519 } from "../../worker/core/log/signed-note.ts";
import { readExhibit } from "../../worker/core/verify/read.ts";
import { checkJws } from "../../worker/core/verify/signatures.ts";
import { kidOf, OVERLAP_MS, replaced, type HeldKeys } from "../../scripts/keys/changed-keys.ts";
import { BEGIN_MS, DAY_MS, heldAfter, newKey } from "../support/keys-kit.ts";

const ORIGIN = "https://buy.example.org";
const NOW_MS = BEGIN_MS + 90 * DAY_MS;
const verify: VerifyEd25519 = async (publicKey, message, signature) => {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
};

async function siteWith(receipts: HeldKeys, log: HeldKeys) {
  const told = {
    ...env,
    PUBLIC_ORIGIN: ORIGIN,
    RECEIPT_SIGNING_KEY: JSON.stringify(receipts.current),
    RECEIPT_RETIRED_KEYS: JSON.stringify({ keys: receipts.retired }),
    LOG_SIGNING_KEY: JSON.stringify(log.current),
    LOG_RETIRED_KEYS: JSON.stringify({ keys: log.retired }),
  };
  const site = { init: () => Promise.resolve(), respond: () => Promise.resolve(new Response()) };
  const edge = await edgeOf(told, site);
  return async (name: string) => {
    const response = await edge.fetch(new Request(`${ORIGIN}/.well-known/${name}`), NOW_MS);
    const read = readExhibit(await response.clone().text());
    if (!read.ok || read.value.kind !== "keys") throw new Error(`${name} is no list of keys`);
    return { response, ...read.value };
  };
}

describe("R12: keys that were changed, as they are published", async () => {
  const [receipts, log] = [await heldAfter(2, "receipts"), await heldAfter(1, "log")];

  test("three lists say the same of the same keys, and are kept for five minutes", async () => {
    const get = await siteWith(receipts, log);
    const [jwks, lines, history] = await Promise.all(
      ["jwks.json", "onebell-log-keys.txt", "onebell-keys.json"].map(get),
    );
    expect(history?.keys).toEqual({ receipts: jwks?.keys.receipts, logs: lines?.keys.logs });
    expect(jwks?.keys.receipts.map(({ kid }) => kid)).toEqual([receipts.current, ...receipts.retired].map(kidOf));
    expect(lines?.keys.logs.map(({ name }) => name)).toEqual(["buy.example.org", "buy.example.org"]);
    for (const [one, type] of [
      [jwks, "application/jwk-set+json"],
      [lines, "text/plain; charset=utf-8"],
      [history, "application/json"],
    ] as const) {
      expect(one?.response.headers.get("content-type")).toBe(type);
      expect(one?.response.headers.get("cache-control")).toBe("public, max-age=300");
      const text = await one!.response.text();
      for (const { current } of [receipts, log]) expect(text).not.toContain(current.d);
    }
  });

  test("whoever pinned the first key arrives at the one that signs, and what that one signs is in time", async () => {
    const get = await siteWith(receipts, log);
    const { history } = await get("onebell-keys.json");
    const pinned = kidOf(receipts.retired.at(-1)!);
    const { keys, stops } = await followKeys([pinned], history!.receipts, {
      purpose: "receipts",
      nowMs: NOW_MS,
      verify,
    });
    expect(stops).toEqual([]);
    const jws = await (await createReceiptSigner(receipts.current, receipts.retired)).sign("{}");
    const finding = await checkJws(jws, RECEIPT_TYP, keys, verify);
    expect(finding).toMatchObject({ verdict: "proven", key: { kid: kidOf(receipts.current) } });
    const rotatedAtMs = BEGIN_MS + 60 * DAY_MS;
    expect(standingAt(finding.key!, rotatedAtMs)).toBe("in-time");
    expect(standingAt(finding.key!, rotatedAtMs - 1)).toBe("signed-again");
    // The key before it is accepted for a day more: the Worker learns of a rotation later than it was made.
    const before = keys.at(-2)!;
    expect([OVERLAP_MS - 1, OVERLAP_MS].map((ms) => standingAt(before, rotatedAtMs + ms))).toEqual([
      "in-time",
      "after-its-end",
    ]);
  });

  test("a revocation stands in every list, and nobody is led past it", async () => {
    const taken = replaced(log, NOW_MS - DAY_MS, await newKey(NOW_MS));
    const get = await siteWith(receipts, taken);
    const { history } = await get("onebell-keys.json");
    const { keys } = await get("onebell-log-keys.txt");
    expect(keys.logs.map(({ revokedFromMs }) => revokedFromMs)).toEqual([null, NOW_MS - DAY_MS, null]);
    const pinned = kidOf(log.retired[0]!);
    const followed = await followKeys([pinned], history!.log, { purpose: "log", nowMs: NOW_MS, verify });
    expect(followed.stops).toEqual([{ kid: kidOf(log.current), why: "revoked" }]);
  });

  test("readers that know verifier keys alone find them as before", async () => {
    const get = await siteWith(receipts, log);
    const text = await (await get("onebell-log-keys.txt")).response.text();
    expect(text.split("\n").filter((line) => parseVerifierKey(line) !== null)).toHaveLength(2);
  });
});
