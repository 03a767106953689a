import { generateKeyPairSync } from "node:crypto";
import type { NewKey } from "./changed-keys.ts";

/** A new private key, which says since when it signs: times of keys are whole seconds. */
export function newSigningKey(nowMs: number): NewKey {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  return { kty: "OKP", crv: "Ed25519", x, d, nbf: Math.floor(nowMs / 1000) };
}
