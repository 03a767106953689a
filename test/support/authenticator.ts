import type {
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeyRequest,
} from "../../worker/contract/passkeys.ts";
import { fromBase64Url, toBase64Url } from "../../worker/core/base64url.ts";

/** What an authenticator, or a page that lies, says otherwise than it should. */
export interface Whims {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isUserVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
}

/**
 * An authenticator in software (WebAuthn 3, section 6): one passkey, ES256, attestation "none". It signs what it is told
 * to, also what a real one would not.
 */
export async function createAuthenticator(origin: string, credentialId = crypto.getRandomValues(new Uint8Array(16))) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("ECDSA has pairs of keys.");
  const { privateKey, publicKey } = pair;
  const jwk = await crypto.subtle.exportKey("jwk", publicKey);
  if (jwk instanceof ArrayBuffer) throw new Error("A JWK is an object.");
  const { x = "", y = "" } = jwk;
  const id = toBase64Url(credentialId);
  let userHandle = "";
  let counter = 0;

  const common = { id, rawId: id, type: "public-key", clientExtensionResults: {} } as const;
  const clientData = (type: string, challenge: string, whims: Whims) =>
    utf8(
      JSON.stringify({
        type,
        challenge: whims.challenge ?? challenge,
        origin: whims.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authData = async (rpId: string, extra: number, whims: Whims) => {
    const flags = 0x01 | ((whims.isUserVerified ?? true) ? 0x04 : 0) | extra;
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, whims.counter ?? counter);
    return joined(await sha256(utf8(whims.rpId ?? rpId)), Uint8Array.of(flags), count);
  };

  return {
    id,
    /** From now on it counts, as one of metal does. */
    count(to: number): void {
      counter = to;
    },

    async register(options: PasskeyCreation, whims: Whims = {}): Promise<PasskeyRegistration> {
      userHandle = options.user.id;
      const cose = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytesOf(x)],
        [-3, bytesOf(y)],
      ]);
      const length = Uint8Array.of(0, credentialId.length);
      const data = joined(await authData(options.rp.id, 0x40, whims), new Uint8Array(16), length, credentialId, cose);
      const attestationObject = cborMap([
        ["fmt", "none"],
        ["attStmt", null],
        ["authData", data],
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: toBase64Url(clientData("webauthn.create", options.challenge, whims)),
          attestationObject: toBase64Url(attestationObject),
          transports: ["internal"],
        },
      };
    },

    async assert(options: PasskeyRequest, whims: Whims = {}): Promise<PasskeyAssertion> {
      const clientDataJSON = clientData("webauthn.get", options.challenge, whims);
      const data = await authData(options.rpId, 0, whims);
      const signed = joined(data, await sha256(clientDataJSON));
      const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, signed);
      return {
        ...common,
        response: {
          clientDataJSON: toBase64Url(clientDataJSON),
          authenticatorData: toBase64Url(data),
          signature: toBase64Url(derOf(new Uint8Array(signature))),
          userHandle: whims.userHandle ?? userHandle,
        },
      };
    },
  };
}

export type Authenticator = Awaited<ReturnType<typeof createAuthenticator>>;

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64Url(text);
  if (bytes === null) throw new Error("A key of WebCrypto is in base64url.");
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

type Cbor = number | string | Uint8Array | null;

/** As much of CBOR (RFC 8949) as an authenticator writes: maps of small numbers and words to numbers, words and bytes. */
function cborMap(entries: readonly (readonly [number | string, Cbor])[]): Uint8Array<ArrayBuffer> {
  return joined(head(5, entries.length), ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)]));
}

function cbor(value: Cbor): Uint8Array {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return joined(head(3, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return joined(head(2, value.length), value);
  return head(5, 0); // Nothing: an empty map.
}

function head(major: number, length: number): Uint8Array {
  const kind = major << 5;
  if (length < 24) return Uint8Array.of(kind | length);
  return length < 256 ? Uint8Array.of(kind | 24, length) : Uint8Array.of(kind | 25, length >> 8, length & 255);
}

/** A signature in ASN.1, as WebAuthn has it: two whole numbers without leading zeros, positive. */
function derOf(raw: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array) => {
    const from = bytes.findIndex((byte) => byte !== 0);
    const short = bytes.slice(from < 0 ? bytes.length - 1 : from);
    const isNegative = ((short[0] ?? 0) & 0x80) !== 0;
    return joined(
      Uint8Array.of(2, short.length + Number(isNegative)),
      isNegative ? Uint8Array.of(0) : new Uint8Array(),
      short,
    );
  };
  const both = joined(integer(raw.slice(0, 32)), integer(raw.slice(32)));
  return joined(Uint8Array.of(0x30, both.length), both);
}
