import type { VerifyEd25519 } from "../../../worker/core/log/signed-note.ts";

const ED25519 = { name: "Ed25519" };
/** A key that is right for itself, to ask once whether this browser's own cryptography takes any (RFC 8032, 7.1, test 1). */
const SAMPLE_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

export type Subtle = Pick<SubtleCrypto, "importKey" | "verify">;

/**
 * Ed25519 as this browser can do it: by its own cryptography, or where that knows no Ed25519, by an audited implementation in
 * JavaScript, which nobody else has to load. `subtle` is undefined where a page came over a connection that is not secure.
 */
export function ed25519Of(subtle: Subtle | undefined): VerifyEd25519 {
  let chosen: Promise<VerifyEd25519> | null = null;
  return async (publicKey, message, signature) => {
    const verify = await (chosen ??= chooseFor(subtle));
    return verify(publicKey, message, signature);
  };
}

/** As the browser that this runs in can do it. */
export const verifyEd25519: VerifyEd25519 = ed25519Of(crypto.subtle);

async function chooseFor(subtle: Subtle | undefined): Promise<VerifyEd25519> {
  if (subtle !== undefined && (await imports(subtle))) return byBrowser(subtle);
  return (await import("./ed25519-without-subtle.ts")).verifyWithoutSubtle;
}

async function imports(subtle: Subtle): Promise<boolean> {
  const bytes = Uint8Array.from(SAMPLE_KEY.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return subtle.importKey("raw", bytes, ED25519, false, ["verify"]).then(
    () => true,
    () => false,
  );
}

function byBrowser(subtle: Subtle): VerifyEd25519 {
  return async (publicKey, message, signature) => {
    try {
      const key = await subtle.importKey("raw", copied(publicKey), ED25519, false, ["verify"]);
      return await subtle.verify(ED25519, key, copied(signature), copied(message));
    } catch {
      return false; // Not a point of the curve.
    }
  };
}

/** Bytes in a buffer of their own, which is what the browser's interface is typed for. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
