/**
 * What a key and a signature have to look like before any implementation of Ed25519 is asked (R14). Those differ on what only
 * a forger makes: points of small order, and other spellings of a point. Refused here, they are refused everywhere.
 */
import { bytesToHex } from "@noble/hashes/utils.js";

const POINT_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** The prime of the field, and the order of the group that honest keys are of (RFC 8032, 5.1). */
const FIELD = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/**
 * Points whose order divides the cofactor, without the sign bit. For such a key signatures can be made that are right for any
 * message, by anybody.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

export type PublicKeyFault = "bytes" | "small-order";

/** Null for what may be a key; whether it is a point of the curve is for the implementation to say. */
export function faultOfPublicKey(publicKey: Uint8Array): PublicKeyFault | null {
  if (publicKey.length !== POINT_BYTES) return "bytes";
  const y = withoutSign(publicKey);
  if (littleEndian(y) >= FIELD) return "bytes";
  return SMALL_ORDER.has(bytesToHex(y)) ? "small-order" : null;
}

/** Whether this key may have made this signature: both halves in their one spelling, and neither point of small order. */
export function mayHaveSigned(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const [r, s] = [signature.subarray(0, POINT_BYTES), signature.subarray(POINT_BYTES)];
  return faultOfPublicKey(publicKey) === null && faultOfPublicKey(r) === null && littleEndian(s) < ORDER;
}

function withoutSign(point: Uint8Array): Uint8Array {
  return point.map((byte, index) => (index === POINT_BYTES - 1 ? byte & 0x7f : byte));
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes.toReversed())}`);
}
