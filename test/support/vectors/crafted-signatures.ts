/**
 * Signatures that only a forger makes: where implementations of Ed25519 differ (R14). Each is built from a key and a nonce
 * that are known, so that it says exactly one thing.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToNumberLE, concatBytes, numberToBytesLE } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SignatureCase } from "./published.ts";

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;
const FIELD = Point.Fp.ORDER;
const COFACTOR = 8n;
/** A point of order eight, and so a generator of all that are of small order. */
const TORSION = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const SECRET = 0x1f2e3d4c5b6a798897a6b5c4d3e2f1n;
const NONCE = 0x0123456789abcdeffedcba98765432n;
const KEY = Point.BASE.multiply(SECRET);
const R = Point.BASE.multiply(NONCE).toBytes();

const challengeOf = (r: Uint8Array, key: Uint8Array, message: Uint8Array) =>
  Point.Fn.create(bytesToNumberLE(sha512(concatBytes(r, key, message))));

interface Made {
  readonly key?: Uint8Array;
  readonly r?: Uint8Array;
  readonly nonce?: bigint;
  readonly secret?: bigint;
  /** Which challenge the message has to lead to, by its remainder by the cofactor. */
  readonly wanted?: (remainder: bigint) => boolean;
  readonly added?: bigint;
  readonly isRight?: boolean;
}

function made(
  name: string,
  { key = KEY.toBytes(), r = R, nonce = NONCE, secret = SECRET, ...more }: Made,
): SignatureCase {
  const { wanted = () => true, added = 0n, isRight = false } = more;
  for (let turn = 0; ; turn += 1) {
    const message = utf8ToBytes(`message ${turn}`);
    const challenge = challengeOf(r, key, message);
    if (!wanted(challenge % COFACTOR)) continue;
    const s = ((nonce + challenge * secret) % ORDER) + added;
    const signature = concatBytes(r, numberToBytesLE(s, 32));
    const hex = { publicKey: bytesToHex(key), message: bytesToHex(message), signature: bytesToHex(signature) };
    return { name, ...hex, isRight };
  }
}

/** A coordinate as it is written, the sign bit set or not; y may be anything below 2^255. */
const spelled = (y: bigint, isNegative = false) => {
  const bytes = numberToBytesLE(y, 32);
  bytes[31] = (bytes[31] ?? 0) | (isNegative ? 0x80 : 0);
  return bytes;
};

const isZero = (remainder: bigint) => remainder === 0n;
const isNotZero = (remainder: bigint) => remainder !== 0n;
/** Of a key whose order divides the cofactor nothing is left over after such a challenge: any nonce signs for it. */
const bySmallKey = (name: string, key: Uint8Array) => made(name, { key, secret: 0n, wanted: isZero });

const SMALL = [1n, 2n, 3n, 4n, 5n, 6n, 7n].map((times) => TORSION.multiplyUnsafe(times).toBytes());
/** Every other way to write one of them: y not reduced, or the sign of an x that is zero. */
const MISSPELT: readonly (readonly [string, Uint8Array])[] = [
  ["the neutral point with a sign", spelled(1n, true)],
  ["the neutral point, not reduced", spelled(FIELD + 1n)],
  ["the neutral point, not reduced and with a sign", spelled(FIELD + 1n, true)],
  ["the point of order two with a sign", spelled(FIELD - 1n, true)],
  ["a point of order four, not reduced", spelled(FIELD)],
  ["a point of order four, not reduced and with a sign", spelled(FIELD, true)],
];

export const CRAFTED: readonly SignatureCase[] = [
  made("an honest signature", { isRight: true }),
  made("S and the order of the group", { added: ORDER }),
  made("S and twice the order of the group", { added: 2n * ORDER }),
  made("R that is only right times the cofactor", { r: Point.fromBytes(R).add(TORSION).toBytes() }),
  made("a key of mixed order, only right times the cofactor", { key: KEY.add(TORSION).toBytes(), wanted: isNotZero }),
  made("a key of mixed order, right as it stands", {
    key: KEY.add(TORSION).toBytes(),
    wanted: isZero,
    isRight: true,
  }),
  made("R that is neutral", { r: Point.ZERO.toBytes(), nonce: 0n }),
  ...SMALL.map((r, index) => made(`R of small order, ${index + 1}`, { r, nonce: 0n })),
  ...MISSPELT.map(([name, r]) => made(`R: ${name}`, { r, nonce: 0n })),
  bySmallKey("a key that is neutral", Point.ZERO.toBytes()),
  ...SMALL.map((key, index) => bySmallKey(`a key of small order, ${index + 1}`, key)),
  ...MISSPELT.map(([name, key]) => bySmallKey(`a key: ${name}`, key)),
  made("a key whose y is not reduced", { key: spelled(FIELD + 3n) }),
];
