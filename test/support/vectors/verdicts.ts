/**
 * What a verifier says of vectors, by the product's own code and whatever Ed25519 the runtime has. Runs as it is on Node, in
 * the Workers runtime and in a browser: the same questions, so that the answers can be held against each other.
 */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { fromBase64 } from "../../../worker/core/base64.ts";
import { fromBase64Url } from "../../../worker/core/base64url.ts";
import { thumbprintOf } from "../../../worker/core/keys/public-key.ts";
import { mayHaveSigned } from "../../../worker/core/log/ed25519.ts";
import { verifyConsistency, verifyInclusion } from "../../../worker/core/log/merkle-proof.ts";
import { checkNote, parseNote, parseVerifierKey, type VerifyEd25519 } from "../../../worker/core/log/signed-note.ts";
import { C2SP_NOTE, RFC_8037, type SignatureCase } from "./published.ts";

/** What RFC 8410 puts before a private key of 32 bytes. */
const PKCS8_HEAD = "302e020100300506032b657004220420";

export type Verdicts = Readonly<Record<string, boolean>>;

export async function verdictsOn(cases: readonly SignatureCase[], verify: VerifyEd25519): Promise<Verdicts> {
  const said = cases.map(async ({ name, publicKey, message, signature }) => {
    const [key, text, bytes] = [hexToBytes(publicKey), hexToBytes(message), hexToBytes(signature)];
    return [name, mayHaveSigned(key, bytes) && (await verify(key, text, bytes))] as const;
  });
  return Object.fromEntries(await Promise.all(said));
}

export function expectedOf(cases: readonly SignatureCase[]): Verdicts {
  return Object.fromEntries(cases.map(({ name, isRight }) => [name, isRight]));
}

/** RFC 8032, 7.1 the other way: what the runtime's own Ed25519 signs with those private keys. In hex, by name. */
export async function signedAnew(cases: readonly (SignatureCase & { readonly seed: string })[]) {
  const signed = cases.map(async ({ name, seed, message }) => {
    const pkcs8 = new Uint8Array(hexToBytes(PKCS8_HEAD + seed));
    const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
    const signature = await crypto.subtle.sign("Ed25519", key, new Uint8Array(hexToBytes(message)));
    return [name, bytesToHex(new Uint8Array(signature))] as const;
  });
  return Object.fromEntries(await Promise.all(signed));
}

/** The examples of RFC 8037 and of C2SP; all of it has to be true. */
export async function verdictsOnExamples(verify: VerifyEd25519): Promise<Verdicts> {
  const publicKey = hexToBytes(RFC_8037.publicKey);
  const [header = "", payload = "", signature = ""] = RFC_8037.jws.split(".");
  const signs = (text: string) =>
    verify(publicKey, new TextEncoder().encode(text), fromBase64Url(signature) as Uint8Array);
  const key = parseVerifierKey(C2SP_NOTE.key);
  const note = parseNote(C2SP_NOTE.note);
  const changed = parseNote(C2SP_NOTE.note.replace("example m", "Example m"));
  if (key === null || note === null || changed === null) return { "the example of C2SP is read": false };
  return {
    "RFC 8037 A.3: the thumbprint": thumbprintOf(publicKey) === RFC_8037.thumbprint,
    "RFC 8037 A.4: the signature": await signs(`${header}.${payload}`),
    "RFC 8037 A.4: and not over another text": !(await signs(`${header}.${payload}A`)),
    "C2SP: the note": (await checkNote(note, [key], verify)).verdict === "signed",
    "C2SP: and not another one": (await checkNote(changed, [key], verify)).verdict === "wrong",
  };
}

interface Vector {
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

/** `transparency-dev/merkle`, gathered by path; hashes in base64. */
export interface MerkleFile {
  readonly inclusion: Readonly<
    Record<string, Vector & { leafIdx: number; treeSize: number; root: string; leafHash: string }>
  >;
  readonly consistency: Readonly<
    Record<string, Vector & { size1: number; size2: number; root1: string; root2: string }>
  >;
}

export function verdictsOnTrees({ inclusion, consistency }: MerkleFile): Verdicts {
  const included = Object.entries(inclusion).map(
    ([name, { leafIdx: index, treeSize: size, leafHash, root, proof }]) => {
      const claim = { index, size, leafHash: hashIn(leafHash), root: hashIn(root), proof: hashesIn(proof) };
      return [name, verifyInclusion(claim)] as const;
    },
  );
  const grown = Object.entries(consistency).map(([name, { size1, size2, root1, root2, proof }]) => {
    const [oldRoot, newRoot] = [hashIn(root1), hashIn(root2)];
    return [
      name,
      verifyConsistency({ oldSize: size1, newSize: size2, oldRoot, newRoot, proof: hashesIn(proof) }),
    ] as const;
  });
  return Object.fromEntries([...included, ...grown]);
}

export function expectedOfTrees({ inclusion, consistency }: MerkleFile): Verdicts {
  const all = [...Object.entries(inclusion), ...Object.entries(consistency)];
  return Object.fromEntries(all.map(([name, { wantErr }]) => [name, !wantErr]));
}

/** Some vectors hold what is no hash, on purpose. */
function hashIn(base64: string | null): Uint8Array {
  return fromBase64(base64 ?? "") ?? new Uint8Array();
}

function hashesIn(proof: readonly string[] | null): Uint8Array[] {
  return (proof ?? []).map(hashIn);
}
