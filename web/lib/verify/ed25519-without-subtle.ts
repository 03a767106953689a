import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToNumberLE, concatBytes, equalBytes } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import type { VerifyEd25519 } from "../../../worker/core/log/signed-note.ts";

const { Point } = ed25519;

/**
 * RFC 8032, 5.1.7, by the equation without the cofactor and by bytes, as the browsers' own implementations do it. The
 * library's own `verify` multiplies by the cofactor, and takes signatures that those refuse (R14).
 */
export const verifyWithoutSubtle: VerifyEd25519 = async (publicKey, message, signature) => {
  try {
    const key = Point.fromBytes(publicKey);
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    const challenge = Point.Fn.create(bytesToNumberLE(sha512(concatBytes(r, publicKey, message))));
    const expected = Point.BASE.multiplyUnsafe(Point.Fn.fromBytes(s)).subtract(key.multiplyUnsafe(challenge));
    return equalBytes(expected.toBytes(), r);
  } catch {
    return false; // Not a point of the curve, or of another length.
  }
};
