import fc from "fast-check";
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet } from "jose";
import { describe, expect, test } from "vitest";
import { crc32, mintKey, parseKey } from "../../worker/app/people/api-key.ts";
import { RECEIPT_TYP } from "../../worker/core/log/receipt.ts";
import { createCursorCodec } from "../../worker/adapters/cursors.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { createSeal } from "../../worker/adapters/seal.ts";
import { timingSafeEqual } from "../../worker/adapters/timing-safe-equal.ts";
import { createTokenBuckets } from "../../worker/adapters/token-buckets.ts";
import { fromBase64Url, toBase64Url } from "../../worker/core/base64url.ts";
import { isCountry } from "../../worker/core/country.ts";
import { parseConfig } from "../../worker/env.ts";
import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";

const clock = createHandClock();
const ids = createCountingIds(clock);

/** RFC 8037, appendix A.1: the published example key. */
const KEY = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
} as const;

describe("receipts are signed so that anybody can check them", () => {
  test("RFC 8037 A.3: the key id is the thumbprint of the public key", async () => {
    const signer = await createReceiptSigner(KEY);
    expect(signer.kid).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    expect(await calculateJwkThumbprint({ ...KEY })).toBe(signer.kid);
  });

  test("RFC 8032 7.1, test 1: the empty message, and RFC 8037 A.4: the whole JWS, byte for byte", async () => {
    const key = await crypto.subtle.importKey("jwk", { ...KEY }, { name: "Ed25519" }, false, ["sign"]);
    const sign = async (text: string) =>
      new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, key, new TextEncoder().encode(text)));
    expect(Buffer.from(await sign("")).toString("hex")).toBe(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
    // The key of this deployment in the tests is that of the RFC, so the bytes are the RFC's own.
    const input = `${toBase64Url(new TextEncoder().encode('{"alg":"EdDSA"}'))}.${toBase64Url(new TextEncoder().encode("Example of Ed25519 signing"))}`;
    expect(`${input}.${toBase64Url(await sign(input))}`).toBe(
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    );
  });

  test("an independent verifier accepts every payload, and no other text under the same signature", async () => {
    const signer = await createReceiptSigner(KEY);
    const keys = createLocalJWKSet({ keys: signer.publicKeys().keys.map((key) => ({ ...key })) });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (payload) => {
        const jws = await signer.sign(payload);
        expect(await signer.sign(payload)).toBe(jws); // The same bytes for ever.
        const verified = await compactVerify(jws, keys, { algorithms: ["EdDSA"] });
        expect(new TextDecoder().decode(verified.payload)).toBe(payload);
        expect(verified.protectedHeader).toEqual({ alg: "EdDSA", kid: signer.kid, typ: RECEIPT_TYP });

        const [header, , signature] = jws.split(".");
        const other = `${header}.${toBase64Url(new TextEncoder().encode(`${payload}.`))}.${signature}`;
        await expect(compactVerify(other, keys)).rejects.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  test("retired keys stay published, after the current one", async () => {
    const retired = { x: "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw" };
    const { keys } = (await createReceiptSigner(KEY, [retired])).publicKeys();
    expect(keys.map(({ x }) => x)).toEqual([KEY.x, retired.x]);
    expect(JSON.stringify(keys)).not.toContain(KEY.d);
  });
});

describe("API keys", () => {
  test("CRC-32 has the check value of its standard", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
  });

  test("every key made is read back, and any one wrong character is noticed", () => {
    const { token, lookup } = mintKey("test", ids);
    expect(parseKey(token)).toEqual({ ok: true, value: { mode: "test", lookup } });
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom("0", "A", "a", "_", "-", "9", "Z", "z"),
        (at, character) => {
          const mistyped = token.slice(0, at) + character + token.slice(at + 1);
          expect(parseKey(mistyped).ok).toBe(mistyped === token);
        },
      ),
    );
  });
});

describe("cursors", () => {
  const codec = createCursorCodec(new Uint8Array(32).fill(1));

  test("bad input 80: a cursor opens the list it was made for and nothing else", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), fc.string(), fc.string(), (values, list, other) => {
        const cursor = codec.seal({ values }, list);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(codec.open(cursor, list)).toEqual({ values });
        expect(codec.open(cursor, other) !== null).toBe(list === other);
        expect(createCursorCodec(new Uint8Array(32)).open(cursor, list)).toBeNull();
      }),
    );
  });

  test("a cursor changed anywhere is refused", () => {
    const cursor = codec.seal({ values: [1_800_000, "gb_x"] }, "newest");
    for (let at = 0; at < cursor.length; at++) {
      const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
      expect(codec.open(changed, "newest")).toBeNull();
    }
    expect(codec.open("", "newest")).toBeNull();
    expect(codec.open("%", "newest")).toBeNull();
  });
});

test("a sealed text opens where it belongs only", async () => {
  const seal = await createSeal(new Uint8Array(32), "test", ids);
  const sealed = await seal.close("秘密", "here");
  expect(sealed).not.toBe(await seal.close("秘密", "here"));
  expect(await seal.open(sealed, "here")).toBe("秘密");
  await expect(seal.open(sealed, "there")).rejects.toThrow();
  await expect((await createSeal(new Uint8Array(32), "other", ids)).open(sealed, "here")).rejects.toThrow();
});

test("a bucket gives its burst, refuses, and fills up again with time", async () => {
  const hand = createHandClock();
  const buckets = createTokenBuckets(hand);
  const limit = { name: "t", burst: 3, perMinute: 60 };
  const takes = [];
  for (let i = 0; i < 4; i++) takes.push(await buckets.take("a", limit));
  expect(takes.map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
    [true, 2],
    [true, 1],
    [true, 0],
    [false, 0],
  ]);
  expect((await buckets.take("b", limit)).isAllowed).toBe(true);
  hand.advance(999);
  expect((await buckets.take("a", limit)).isAllowed).toBe(false);
  hand.advance(1);
  expect((await buckets.take("a", limit)).isAllowed).toBe(true);
});

test("base64url is what the platform's Buffer writes, and only that is read", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString("base64url");
      expect(toBase64Url(bytes)).toBe(text);
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  );
  for (const text of ["A", "AB=", "A+", "AB", "é"]) expect(fromBase64Url(text)).toBeNull();
});

test("digests are equal when all their bytes are", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (a, b) => {
      expect(timingSafeEqual(a, b)).toBe(Buffer.compare(a, b) === 0);
    }),
  );
});

test("countries are the assigned codes of ISO 3166-1", () => {
  expect(["DE", "JP", "ZW", "AX"].every(isCountry)).toBe(true);
  expect(["de", "UK", "XX", "EU", "ZZ", "", "D E"].some(isCountry)).toBe(false);
});

describe("the configuration fails loudly", () => {
  const secret = toBase64Url(new Uint8Array(32));
  const env = {
    DEPLOYMENT_MODE: "test",
    RECEIPT_SIGNING_KEY: JSON.stringify(KEY),
    LOG_SIGNING_KEY: JSON.stringify(KEY),
    SESSION_PEPPER: secret,
    CURSOR_KEY: secret,
  };

  test("what merchants answer for their offers with is a share, or nothing (H10)", () => {
    expect(parseConfig({ ...env, MERCHANT_BOND_BASIS_POINTS: "250" }).merchantBondBasisPoints).toBe(250);
    for (const wrong of ["0", "10001", "2.5", "a"]) {
      expect(() => parseConfig({ ...env, MERCHANT_BOND_BASIS_POINTS: wrong })).toThrow("MERCHANT_BOND_BASIS_POINTS");
    }
  });

  test("what is needed is read once", () => {
    expect(parseConfig(env)).toEqual({
      mode: "test",
      receiptSigningKey: KEY,
      retiredReceiptKeys: [],
      logSigningKey: KEY,
      retiredLogKeys: [],
      sessionPepper: new Uint8Array(32),
      cursorKey: new Uint8Array(32),
      publicOrigin: null,
      merchantBondBasisPoints: null,
      mail: { service: "mailbox" },
      frontKey: null,
      restorable: [],
    });
    const retired = JSON.stringify({ keys: [{ kty: "OKP", crv: "Ed25519", x: KEY.x }] });
    expect(parseConfig({ ...env, RECEIPT_RETIRED_KEYS: retired }).retiredReceiptKeys).toEqual([{ x: KEY.x }]);
  });

  const OLD = { x: "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw" };
  const ENDED = { ...OLD, exp: 1_800_000_000 };
  const SIGNATURE = toBase64Url(new Uint8Array(64).fill(7));
  const retired = (...keys: readonly object[]) => ({ RECEIPT_RETIRED_KEYS: JSON.stringify({ keys }) });

  test("R12: keys know their times, and retired ones who they handed over to", () => {
    const told = {
      ...ENDED,
      ...{ nbf: 1_700_000_000, revoked: { revoked_at: 1_750_000_000 }, handover: [SIGNATURE, SIGNATURE] },
    };
    const current = { RECEIPT_SIGNING_KEY: JSON.stringify({ ...KEY, nbf: 1_790_000_000 }) };
    const config = parseConfig({ ...env, ...current, ...retired({ ...told, use: "sig" }) });
    expect(config.receiptSigningKey).toEqual({ ...KEY, nbf: 1_790_000_000 });
    expect(config.retiredReceiptKeys).toEqual([told]);
    expect(config.retiredLogKeys).toEqual([]);
  });

  test.each([
    [{ DEPLOYMENT_MODE: "" }, "DEPLOYMENT_MODE is not set"],
    [{ DEPLOYMENT_MODE: "production" }, "DEPLOYMENT_MODE is one of"],
    [{ RECEIPT_SIGNING_KEY: "{" }, "RECEIPT_SIGNING_KEY is a JSON object"],
    [{ RECEIPT_SIGNING_KEY: JSON.stringify({ ...KEY, d: "short" }) }, "RECEIPT_SIGNING_KEY is a private Ed25519 key"],
    [{ LOG_SIGNING_KEY: "" }, "LOG_SIGNING_KEY is not set"],
    [{ LOG_SIGNING_KEY: JSON.stringify({ ...KEY, x: "short" }) }, "LOG_SIGNING_KEY is a private Ed25519 key"],
    [{ LOG_RETIRED_KEYS: '{"keys":[{"x":"short"}]}' }, "LOG_RETIRED_KEYS holds Ed25519 keys"],
    [{ SESSION_PEPPER: "secret" }, "SESSION_PEPPER is at least 32"],
    [{ CURSOR_KEY: toBase64Url(new Uint8Array(31)) }, "CURSOR_KEY is at least 32"],
    [{ PUBLIC_ORIGIN: "https://example.org/" }, "PUBLIC_ORIGIN is an origin"],
    [{ RECEIPT_RETIRED_KEYS: "[]" }, "RECEIPT_RETIRED_KEYS is a JWK set"],
    [{ LOG_RETIRED_KEYS: '{"keys":[null]}' }, "LOG_RETIRED_KEYS holds Ed25519 keys (its key number 1)"],
    [retired({ x: toBase64Url(new Uint8Array(32)) }), "RECEIPT_RETIRED_KEYS holds Ed25519 keys"],
    [retired(OLD, OLD), "RECEIPT_RETIRED_KEYS holds a key twice (its key number 2)"],
    [retired({ ...OLD, exp: 1_800_000_000_000 }), "RECEIPT_RETIRED_KEYS has times that are none"],
    [retired({ ...OLD, nbf: 1_800_000_001, exp: 1_800_000_000 }), "RECEIPT_RETIRED_KEYS has times that are none"],
    [retired({ ...OLD, revoked: { revoked_at: "now" } }), "RECEIPT_RETIRED_KEYS has times that are none"],
    [
      retired({ ...OLD, handover: [SIGNATURE, SIGNATURE] }),
      "RECEIPT_RETIRED_KEYS holds a key with a handover and no exp",
    ],
    [retired({ ...ENDED, handover: [SIGNATURE] }), "RECEIPT_RETIRED_KEYS holds a handover that is not two signatures"],
    [
      retired({ ...ENDED, handover: [SIGNATURE, "A"] }),
      "RECEIPT_RETIRED_KEYS holds a handover that is not two signatures",
    ],
    [
      retired({ ...ENDED, handover: [SIGNATURE, SIGNATURE, SIGNATURE] }),
      "RECEIPT_RETIRED_KEYS holds a handover that is not",
    ],
    [
      retired({ x: KEY.x, revoked: { revoked_at: 1_800_000_000 } }),
      "RECEIPT_RETIRED_KEYS holds the key that signs now",
    ],
    [{ LOG_SIGNING_KEY: JSON.stringify({ ...KEY, nbf: 1.5 }) }, "LOG_SIGNING_KEY has times that are none"],
    [{ LOG_SIGNING_KEY: JSON.stringify({ ...KEY, exp: 1_800_000_000 }) }, "LOG_SIGNING_KEY is a key that has ended"],
  ])("%j", (changes, message) => {
    expect(() => parseConfig({ ...env, ...changes })).toThrow(message);
  });

  test("an error names the variable and never its value", () => {
    try {
      parseConfig({ ...env, SESSION_PEPPER: "hunter2" });
      expect.unreachable();
    } catch (thrown) {
      expect(String(thrown)).not.toContain("hunter2");
    }
  });
});
