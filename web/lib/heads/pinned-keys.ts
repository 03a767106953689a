import {
  checkNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  type VerifyEd25519,
} from "../../../worker/core/log/signed-note.ts";
import type { Rows } from "./heads-store.ts";

const KEY = "onebell:log-keys";

export interface PinnedKeysPorts {
  /** Null where the browser forbids it: then the keys of this page's life are those that it saw first. */
  readonly rows: Rows | null;
  /** The published list (`/.well-known/onebell-log-keys.txt`); null where it cannot be had. */
  readonly published: () => Promise<string | null>;
  readonly verify: VerifyEd25519;
  /** What the pinned keys vouch for (R12); null where nobody can say. */
  readonly vouchedFor: (pinned: readonly VerifierKey[]) => Promise<Vouched | null>;
}

export interface Vouched {
  readonly keys: readonly VerifierKey[];
  /** A key on the way from ours is revoked: it vouches for nobody any more. */
  readonly isRevoked: boolean;
}

/**
 * `strange`: by a key that none of ours vouches for; `revoked`: because ours is revoked, which the site says itself.
 * `unknown`: nobody could say.
 */
export type Signed = "signed" | "wrong" | "strange" | "revoked" | "unknown";

/**
 * The keys that heads are checked with: the first ones that this browser was told, and those that they vouch for. A site
 * that lied from the first visit on is not found out by this; one that begins to later is.
 */
export class PinnedKeys {
  readonly #ports: PinnedKeysPorts;
  #keys: readonly VerifierKey[] | null = null;

  constructor(ports: PinnedKeysPorts) {
    this.#ports = ports;
  }

  /** In the form that other verifiers take (C2SP). */
  get texts(): readonly string[] {
    return (this.#keys ?? this.#stored()).map(formatVerifierKey);
  }

  /** Whether a pinned key has signed this note. */
  async check(note: string): Promise<Signed> {
    const parsed = parseNote(note);
    if (parsed === null) return "wrong";
    const pinned = await this.#pinned();
    if (pinned.length === 0) return "unknown";
    const { verdict } = await checkNote(parsed, pinned, this.#ports.verify);
    if (verdict !== "unsigned") return verdict;
    const vouched = await this.#ports.vouchedFor(pinned);
    if (vouched === null) return "unknown";
    const again = await checkNote(parsed, vouched.keys, this.#ports.verify);
    if (again.verdict === "unsigned") return vouched.isRevoked ? "revoked" : "strange";
    if (again.verdict === "signed") this.#pin([...pinned, ...again.by]);
    return again.verdict;
  }

  /** Somebody has seen that the key is another one: the next one that is published is the first that was seen. */
  forget(): void {
    this.#keys = null;
    try {
      this.#ports.rows?.removeItem(KEY);
    } catch {
      // It could not be written either.
    }
  }

  async #pinned(): Promise<readonly VerifierKey[]> {
    // Another tab may have pinned meanwhile: what is stored counts.
    const stored = this.#stored();
    if (stored.length > 0) return (this.#keys = stored);
    if (this.#keys !== null) return this.#keys;
    const first = keysIn((await this.#ports.published()) ?? "");
    return first.length === 0 ? [] : this.#pin(first);
  }

  #pin(keys: readonly VerifierKey[]): readonly VerifierKey[] {
    this.#keys = keys;
    try {
      this.#ports.rows?.setItem(KEY, keys.map(formatVerifierKey).join("\n"));
    } catch {
      // They are kept as long as the page lives.
    }
    return keys;
  }

  #stored(): readonly VerifierKey[] {
    try {
      return keysIn(this.#ports.rows?.getItem(KEY) ?? "");
    } catch {
      return [];
    }
  }
}

/** The verifier keys in a list, each at the beginning of its line; whatever else stands there is for others. */
export function keysIn(list: string): VerifierKey[] {
  return list
    .split("\n")
    .map((line) => parseVerifierKey(line.trim().split(/\s/, 1)[0] ?? ""))
    .filter((key) => key !== null);
}
