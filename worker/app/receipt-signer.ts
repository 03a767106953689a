import type { PublicKeyJwk } from "../core/keys/public-key.ts";

export interface PublicKeySet {
  readonly keys: readonly PublicKeyJwk[];
}

/** Signs receipts (receipts.md 3.1 and 3.3). Verifiers accept exactly EdDSA and Ed25519, this `typ`, and a known `kid`. */
export interface ReceiptSigner {
  readonly kid: string;
  /** @returns a compact JWS (RFC 7515) over the UTF-8 bytes of `payload`; the same payload gives the same text for ever. */
  sign(payload: string): Promise<string>;
  /** Every key that ever signed, with its times: receipts do not expire. The current one comes first. */
  publicKeys(): PublicKeySet;
}
