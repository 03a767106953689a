/** What somebody can hold of a public log, read and nothing of it believed. */
import type { KeyHistory } from "../keys/history.ts";
import type { Contradiction } from "../log/contradiction.ts";
import type { TreeHash } from "../log/merkle.ts";
import type { TlogProof } from "../log/tlog-proof.ts";
import type { KeyRing } from "./keys.ts";

export type Exhibit =
  | { readonly kind: "receipt"; readonly receipt: PrintedReceipt }
  /** A compact JWS alone: its payload is a leaf, or an attempt where its `typ` says so. */
  | { readonly kind: "jws"; readonly jws: string }
  | { readonly kind: "attempt"; readonly attempt: PrintedAttempt }
  | { readonly kind: "proof"; readonly proof: TlogProof }
  | { readonly kind: "head"; readonly head: HeldHead }
  | { readonly kind: "consistency"; readonly consistency: HeldConsistency }
  | { readonly kind: "log"; readonly log: HeldLog }
  | { readonly kind: "certificate"; readonly certificate: HeldCertificate }
  /** What a browser noticed: it is proven where whoever signed both of its halves has told two histories. */
  | { readonly kind: "contradiction"; readonly contradiction: Contradiction }
  /** Keys prove what they are trusted for, not themselves: nothing among the exhibits is checked with them. */
  | { readonly kind: "keys"; readonly keys: KeyRing; readonly history?: KeyHistory };

export type ExhibitKind = Exhibit["kind"];

/** A receipt as it was handed out, every field as it is printed; only `leaf` and `jws` are looked for. */
export interface PrintedReceipt {
  readonly leaf: string;
  /** Empty where there is none. */
  readonly jws: string;
  readonly printed: Readonly<Record<string, unknown>>;
}

/** What somebody gets whose command was not judged (core/log/attempt.ts). It is no receipt: nothing was decided. */
export interface PrintedAttempt {
  /** What is signed. */
  readonly statement: string;
  readonly jws: string;
  readonly printed: Readonly<Record<string, unknown>>;
}

/** The signed note of a head, and what is printed around it where it came as JSON. */
export interface HeldHead {
  readonly checkpoint: string;
  readonly printed: { readonly origin: string; readonly treeSize: number; readonly treeRoot: string } | null;
}

/** From the first tree to the second, which is the head's where it is not said. */
export interface HeldConsistency {
  readonly fromSize: number;
  readonly fromRoot: TreeHash;
  readonly to: { readonly size: number; readonly root: TreeHash } | null;
  readonly path: readonly TreeHash[];
  readonly head: HeldHead;
}

/** A whole log in one file: `{format, version, groupBuyId, checkpoint, leaves}`. */
export interface HeldLog {
  readonly groupBuyId: string;
  readonly checkpoint: string;
  /** The exact texts, the first is number 1. */
  readonly leaves: readonly string[];
}

/** The entry of the count with its receipt and its proof: `{format, version, groupBuyId, receipt, proof}`. */
export interface HeldCertificate {
  readonly groupBuyId: string;
  readonly receipt: PrintedReceipt;
  readonly proof: TlogProof;
}

export const LOG_FORMAT = "onebell-log";
export const CERTIFICATE_FORMAT = "onebell-certificate";
export const FILE_VERSION = 1;
