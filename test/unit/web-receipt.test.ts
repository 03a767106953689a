import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import { shortened, signatureLineOf, witnessesOf } from "../../web/lib/receipt/receipt-view.ts";
import { ed25519Of, type Subtle } from "../../web/lib/verify/ed25519.ts";

describe("T8: a receipt's page says what other clocks said", () => {
  const leafWith = (evidence: unknown) => ({ leaf: JSON.stringify({ v: 2, evidence }) });

  test("the edge's stamp and the device's, with its bound", () => {
    expect(witnessesOf(leafWith({ edge: 1_000, client: { at: 990, bound: 14 } }))).toEqual({
      edgeAtMs: 1_000,
      device: { atMs: 990, boundMs: 14 },
    });
  });

  test.each([
    ["nothing was said", { leaf: '{"v":1}' }],
    ["the leaf is none", { leaf: "cut of" }],
    ["what stands there is no time", leafWith({ edge: "1000", client: { at: 1.5, bound: 14 } })],
    ["half of it is missing", leafWith({ client: { at: 990 } })],
  ])("and nothing where %s", (_, receipt) => {
    expect(witnessesOf(receipt)).toEqual({ edgeAtMs: null, device: null });
  });
});

describe("R1: a receipt's page names its signature", () => {
  const header = Buffer.from('{"alg":"EdDSA","kid":"abcdefghijklmno"}').toString("base64url");

  test("by both ends of key and signature", () => {
    expect(signatureLineOf({ jws: `${header}.e30.0123456789` })).toEqual({
      algorithm: "Ed25519",
      key: "abcd…lmno",
      signature: "0123…6789",
    });
    expect(shortened("short")).toBe("short");
  });

  test.each(["", "no jws", "e30.e30.abc", `${header}.e30.`])("and says nothing of %j", (jws) => {
    expect(signatureLineOf({ jws })).toBeNull();
  });
});

describe("R8: signatures are checked in every browser", () => {
  const secret = new Uint8Array(32).fill(7);
  const key = ed25519.getPublicKey(secret);
  const message = new TextEncoder().encode("in time");
  const signature = ed25519.sign(message, secret);
  const refuse = () => Promise.reject(new Error("NotSupportedError"));

  const browsers: readonly (readonly [string, Subtle | undefined])[] = [
    ["with Ed25519 of its own", crypto.subtle],
    ["without Ed25519", { importKey: refuse, verify: refuse }],
    ["without any cryptography, on an insecure connection", undefined],
  ];

  test.each(browsers)("%s", async (_, subtle) => {
    const verify = ed25519Of(subtle);
    expect(await verify(key, message, signature)).toBe(true);
    expect(await verify(key, new TextEncoder().encode("too late"), signature)).toBe(false);
    expect(await verify(key, message, signature.slice(1))).toBe(false);
    expect(await verify(key.slice(1), message, signature)).toBe(false);
  });

  test("a key that the browser refuses is wrong, and not a reason to ask somebody else", async () => {
    let verified = 0;
    const verify = () => Promise.resolve((verified += 1) > 0);
    const subtle = new Proxy(crypto.subtle, {
      get: (own, name) => (name === "verify" ? verify : own.importKey.bind(own)),
    });
    expect(await ed25519Of(subtle)(key.slice(1), message, signature)).toBe(false);
    expect(verified).toBe(0);
  });
});
