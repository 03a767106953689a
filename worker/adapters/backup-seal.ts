import type { BackupSeal } from "../app/operators/backups.ts";
import { fromBase64Url } from "../core/base64url.ts";
import type { ToldKey } from "../core/keys/lineage.ts";
import type { PrivateKeyJwk } from "../env.ts";
import { createReceiptSigner } from "./receipt-signer.ts";

/** Not that of receipts: neither can be shown for the other. */
const BACKUP_TYP = "onebell-backup+jws";

/**
 * Signs with the key of receipts; a backup that an earlier key has signed stays good, as receipts do. Under a revoked one it
 * is nobody's: whoever took that key could write a group-buy as they like, and a date before it was taken.
 */
export async function createBackupSeal(key: PrivateKeyJwk, retired: readonly ToldKey[]): Promise<BackupSeal> {
  const signer = await createReceiptSigner(key, retired, BACKUP_TYP);
  return {
    sign: (digest) => signer.sign(digest),
    async isOurs(digest, signature) {
      const [head = "", payload = "", signed = "", ...rest] = signature.split(".");
      const [headBytes, payloadBytes, signedBytes] = [head, payload, signed].map(fromBase64Url);
      if (!headBytes || !payloadBytes || !signedBytes || rest.length > 0) return false;
      if (textOf(payloadBytes) !== digest) return false;
      for (const { kid, kty, crv, x, revoked } of signer.publicKeys().keys) {
        if (revoked !== undefined || textOf(headBytes) !== JSON.stringify({ alg: "EdDSA", kid, typ: BACKUP_TYP }))
          continue;
        const publicKey = await crypto.subtle.importKey("jwk", { kty, crv, x }, { name: "Ed25519" }, false, ["verify"]);
        const input = new TextEncoder().encode(`${head}.${payload}`);
        return crypto.subtle.verify({ name: "Ed25519" }, publicKey, signedBytes, input);
      }
      return false;
    },
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
