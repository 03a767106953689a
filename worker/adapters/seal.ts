import type { Ids } from "../app/ids.ts";
import { fromBase64Url, toBase64Url } from "../core/base64url.ts";

/** Keeps text that must be stored for a while but not be readable in the store. */
export interface Seal {
  /** `place` says where the text belongs; it opens nowhere else. */
  close(text: string, place: string): Promise<string>;
  open(sealed: string, place: string): Promise<string>;
}

const NONCE_BYTES = 12;

/** AES-256-GCM under a key derived (HKDF) from a secret of the deployment, for one purpose. */
export async function createSeal(secret: Uint8Array<ArrayBuffer>, purpose: string, ids: Ids): Promise<Seal> {
  const info = new TextEncoder().encode(`onebell ${purpose}`);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
  const parameters = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(place),
  });

  return {
    async close(text, place) {
      const nonce = Uint8Array.from(ids.randomBytes(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(parameters(nonce, place), key, new TextEncoder().encode(text));
      return toBase64Url(Uint8Array.from([...nonce, ...new Uint8Array(sealed)]));
    },

    async open(sealed, place) {
      const bytes = fromBase64Url(sealed);
      if (bytes === null) throw new Error("A sealed text is base64url.");
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const text = await crypto.subtle.decrypt(parameters(nonce, place), key, bytes.subarray(NONCE_BYTES));
      return new TextDecoder().decode(text);
    },
  };
}
