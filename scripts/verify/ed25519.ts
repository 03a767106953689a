import type { VerifyEd25519 } from "../../worker/core/log/signed-note.ts";

/** Ed25519 as Node has it. What is no key signs nothing. */
export const verifyEd25519: VerifyEd25519 = async (publicKey, message, signature) => {
  try {
    const key = await crypto.subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
  } catch {
    return false;
  }
};
