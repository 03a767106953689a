import type { Receipt } from "../../../worker/contract/group-buy.ts";
import { fromBase64Url } from "../../../worker/core/base64url.ts";

/** What other clocks said of when a command was sent. No decision reads it (T8). */
export interface Witnesses {
  /** When it reached the network's edge, ms UTC. */
  readonly edgeAtMs: number | null;
  /** When the device sent it, as it reckoned the server's time, give or take `boundMs`. */
  readonly device: { readonly atMs: number; readonly boundMs: number } | null;
}

/** What stands in a leaf's `evidence`, if anything does: leaves of form 1 have none. */
export function witnessesOf({ leaf }: Pick<Receipt, "leaf">): Witnesses {
  const { edge, client } = record(record(parsed(leaf))["evidence"]);
  const { at, bound } = record(client);
  return {
    edgeAtMs: isMs(edge) ? edge : null,
    device: isMs(at) && isMs(bound) ? { atMs: at, boundMs: bound } : null,
  };
}

/** How a signature is named where there is no room for it. */
export interface SignatureLine {
  readonly algorithm: "Ed25519";
  readonly key: string;
  readonly signature: string;
}

/** Null for what is not a JWS: then the page says nothing of a signature. */
export function signatureLineOf({ jws }: Pick<Receipt, "jws">): SignatureLine | null {
  const [header = "", , signature = ""] = jws.split(".");
  const { kid } = record(parsed(new TextDecoder().decode(fromBase64Url(header) ?? new Uint8Array())));
  return typeof kid === "string" && signature !== ""
    ? { algorithm: "Ed25519", key: shortened(kid), signature: shortened(signature) }
    : null;
}

const ENDS = 4;

/** "a41c…9be2". */
export function shortened(text: string): string {
  return text.length > 2 * ENDS ? `${text.slice(0, ENDS)}…${text.slice(-ENDS)}` : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isMs(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
