/** An answer as first given; a repeat gets the same status and the same bytes. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Beginning =
  | { readonly kind: "fresh" }
  | { readonly kind: "in-progress" }
  | { readonly kind: "reused" } // the same key came with another body
  | { readonly kind: "replay"; readonly answer: StoredAnswer };

/**
 * Makes calls repeatable whose effect is in the directory. Calls on a group-buy do not pass here: its object keeps the
 * record in the same transaction as the effect.
 */
export interface IdempotencyRecords {
  /** Takes the command for itself, or says who was first. `fingerprint` is a digest of the request's content. */
  begin(commandId: string, fingerprint: string): Promise<Beginning>;
  /** Keeps the answer for 24 hours. */
  finish(commandId: string, answer: StoredAnswer): Promise<void>;
  /** Forgets a command that had no effect, so that it may be corrected and sent again under its key. */
  forget(commandId: string): Promise<void>;
}
